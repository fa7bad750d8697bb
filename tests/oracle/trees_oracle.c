#include "trees_oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "facade_oracle.c"

/* ---- elevation ---- */

static geo_point tiny_centre(geo_frame f, int64_t row, int64_t column)
{
    return (geo_point){f.x0 + ((double)column + 0.5) * f.cell_m,
                       f.y0 - ((double)row + 0.5) * f.cell_m};
}

static double tiny_cell(const geo_grid *g, geo_point p)
{
    int64_t column = (int64_t)floor((p.x - g->frame.x0) / g->frame.cell_m);
    int64_t row = (int64_t)floor((g->frame.y0 - p.y) / g->frame.cell_m);
    bool in = row >= 0 && column >= 0 && row < g->frame.height && column < g->frame.width;
    return in ? (double)g->cells[row * g->frame.width + column] : NAN;
}

static double tiny_ground(const tiny_town *tiny, geo_point p)
{
    const geo_grid *g = &tiny->dtm;
    double best = INFINITY, ground = NAN;
    if (!g->cells)
        return 0;
    if (!isnan(tiny_cell(g, p)))
        return tiny_cell(g, p);
    for (double dy = 11; dy >= -11; dy -= g->frame.cell_m)
        for (double dx = -11; dx <= 11; dx += g->frame.cell_m) {
            geo_point q = {p.x + dx, p.y + dy};
            int64_t column = (int64_t)floor((q.x - g->frame.x0) / g->frame.cell_m);
            int64_t row = (int64_t)floor((g->frame.y0 - q.y) / g->frame.cell_m);
            double off = tiny_apart(p, tiny_centre(g->frame, row, column));
            if (!isnan(tiny_cell(g, q)) && off <= 10 && off < best) {
                best = off;
                ground = tiny_cell(g, q);
            }
        }
    return ground;
}

void tiny_surface(tiny_town *tiny, const geo_trees_options *options)
{
    geo_frame f = tiny->dsm.frame;
    if (geo_grid_init(NULL, &tiny->surface, f, 0) != GEO_OK)
        abort();
    for (int64_t i = 0; i < f.width * f.height; i++) {
        bool in = options->trees_block, inside;
        geo_point centre = tiny_centre(f, i / f.width, i % f.width);
        for (size_t b = 0; b < tiny->building_count && !in; b++)
            in = tiny_box_off(tiny->buildings[b].geom, centre) == 0 &&
                 tiny_off(tiny->buildings[b].geom, centre, &inside) == 0;
        tiny->surface.cells[i] = in ? tiny->dsm.cells[i] : (float)tiny_cell(&tiny->dtm, centre);
    }
}

/* ---- lines ---- */

static double tiny_height(const tiny_building *b, const geo_trees_options *options)
{
    return isnan(b->height_m) ? options->building_height_m : b->height_m;
}

static oracle_sight tiny_line(const tiny_town *tiny, const geo_trees_options *options,
                              const geo_sight_line *line)
{
    oracle_sight out = {GEO_SIGHT_FREE, INFINITY, false};
    geo_box reached = geo_box_join(geo_box_around((geo_point){line->eye.x, line->eye.y}, 1),
                                   geo_box_around((geo_point){line->target.x, line->target.y}, 1));
    if (tiny->surface.cells)
        return oracle_over_grid(&tiny->surface, line);
    for (size_t i = 0; i < tiny->building_count; i++) {
        const tiny_building *b = &tiny->buildings[i];
        geo_prism prism = {b->geom, geo_box_of(b->geom), tiny_height(b, options)};
        if (!geo_box_meets(prism.box, reached))
            continue;
        oracle_sight one = oracle_past_prism(&prism, line);
        out.tie |= one.tie;
        out.verdict = one.verdict > out.verdict ? one.verdict : out.verdict;
    }
    return out;
}

typedef struct tiny_known { /* a tree as it is taken */
    double height_m, crown_d_m;
    bool counts;
    bool too_small_perhaps; /* counts in in_sight_max only */
} tiny_known;

static double tiny_plausible(double value, double most)
{
    return value > 0 && value <= most ? value : NAN;
}

static tiny_known tiny_take(const tiny_tree *tree, const geo_trees_options *options)
{
    double height = tiny_plausible(tree->height_m, 150), most = tree->height_max_m;
    double crown = tiny_plausible(tree->crown_d_m, 40), least = options->min_crown_area_m2;
    tiny_known out = {height, crown, !tree->status || strcmp(tree->status, "standing") == 0, false};
    if (isnan(height)) { /* assumed, within its class */
        out.height_m = fmin(fmax(options->tree_height_m, tree->height_min_m), most);
        out.counts = out.counts && !(most < options->min_height_m);
    }
    out.counts = out.counts && !(height < options->min_height_m);
    if (isnan(crown))
        out.crown_d_m = options->crown_d_m;
    out.counts = out.counts && !(M_PI * crown * crown / 4 < least);
    out.too_small_perhaps = isnan(crown) && least > 0;
    return out;
}

/* Of rows at one place (to the centimetre) the first that counts is the tree. */
static bool tiny_repeats(const tiny_town *tiny, const geo_trees_options *options, size_t tree)
{
    geo_point p = tiny->trees[tree].at;
    for (size_t i = 0; i < tree; i++) {
        geo_point q = tiny->trees[i].at;
        if (llround(p.x * 100) == llround(q.x * 100) && llround(p.y * 100) == llround(q.y * 100) &&
            tiny_take(&tiny->trees[i], options).counts)
            return true;
    }
    return false;
}

static geo_sight tiny_sight(const tiny_town *tiny, const geo_trees_options *options, geo_point3 eye,
                            const tiny_tree *tree, const tiny_known *known, bool *tie)
{
    double ground = tiny_ground(tiny, tree->at), half = known->crown_d_m / 2;
    if (isnan(ground) || isnan(eye.z))
        return GEO_SIGHT_NODATA;
    double dx = tree->at.x - eye.x, dy = tree->at.y - eye.y, away = hypot(dx, dy);
    double low = ground + fmax(known->height_m - half, known->height_m / 2);
    double sx = away > 0 ? -dy / away * half : 0, sy = away > 0 ? dx / away * half : half;
    const geo_point3 targets[] = {{tree->at.x, tree->at.y, ground + known->height_m},
                                  {tree->at.x, tree->at.y, low},
                                  {tree->at.x + sx, tree->at.y + sy, low},
                                  {tree->at.x - sx, tree->at.y - sy, low}};
    geo_sight best = GEO_SIGHT_BLOCKED;
    for (int i = 0; i < 4; i++) {
        geo_sight_line line = {eye, targets[i], {eye.x, eye.y}, 1, tree->at, half};
        oracle_sight seen = tiny_line(tiny, options, &line);
        *tie |= seen.tie;
        best = seen.verdict < best ? seen.verdict : best;
    }
    return best;
}

/* ---- where the tree data end ---- */

static double tiny_from_box(geo_box box, geo_point p)
{
    double dx = fmax(fmax(box.xmin - p.x, p.x - box.xmax), 0);
    return hypot(dx, fmax(fmax(box.ymin - p.y, p.y - box.ymax), 0));
}

static bool tiny_edge_meets(geo_box box, geo_point a, geo_point b)
{
    real t0 = 0, t1 = 1, dx = (real)b.x - a.x, dy = (real)b.y - a.y;
    return barsky(-dx, (real)a.x - box.xmin, &t0, &t1) &&
           barsky(dx, (real)box.xmax - a.x, &t0, &t1) &&
           barsky(-dy, (real)a.y - box.ymin, &t0, &t1) &&
           barsky(dy, (real)box.ymax - a.y, &t0, &t1);
}

/* Two shapes that do not cross are nearest at a corner of one of them. */
static double tiny_outline_from_box(const geo_geom *outline, geo_box box)
{
    const geo_point corners[] = {
        {box.xmin, box.ymin}, {box.xmin, box.ymax}, {box.xmax, box.ymin}, {box.xmax, box.ymax}};
    double off = INFINITY;
    bool inside;
    for (int i = 0; i < 4; i++)
        off = fmin(off, tiny_off(outline, corners[i], &inside));
    uint32_t begin = 0;
    for (uint32_t ring = 0; ring < outline->end_count; begin = outline->ends[ring++])
        for (uint32_t i = begin + 1; i < outline->ends[ring]; i++) {
            off = fmin(off, tiny_from_box(box, outline->points[i]));
            if (tiny_edge_meets(box, outline->points[i - 1], outline->points[i]))
                return 0;
        }
    return off;
}

static int tiny_rising(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static bool tiny_covered(const tiny_town *tiny, geo_point p)
{
    for (size_t i = 0; i < tiny->coverage_count; i++)
        if (tiny_from_box(tiny->coverage[i].box, p) == 0)
            return true;
    return false;
}

/* The parts of the plane without data, or with public trees only: all borders of boxes, prolonged,
 * cut it into pieces that each lie wholly in or out of every box. */
static size_t tiny_ends(const tiny_town *tiny, geo_box *out)
{
    const double far = 1e9;
    double xs[10] = {-far, far}, ys[10] = {-far, far};
    size_t lines = 2, count = 0;
    for (size_t i = 0; i < tiny->coverage_count; i++) {
        geo_box box = tiny->coverage[i].box;
        xs[lines] = box.xmin, ys[lines++] = box.ymin;
        xs[lines] = box.xmax, ys[lines++] = box.ymax;
        if (tiny->coverage[i].public_only)
            out[count++] = box;
    }
    qsort(xs, lines, sizeof *xs, tiny_rising);
    qsort(ys, lines, sizeof *ys, tiny_rising);
    for (size_t i = 1; tiny->coverage_count && i < lines; i++)
        for (size_t k = 1; k < lines; k++) {
            geo_point middle = {(xs[i - 1] + xs[i]) / 2, (ys[k - 1] + ys[k]) / 2};
            if (!tiny_covered(tiny, middle))
                out[count++] = (geo_box){xs[i - 1], ys[k - 1], xs[i], ys[k]};
        }
    return count;
}

/* ---- counting ---- */

typedef struct tiny_look { /* from where, and how high */
    tiny_points eyes;
    const char *outline; /* of which building distances are measured, instead of from eyes */
    double floors;
} tiny_look;

/* How far the look is from a tree, or from a box (NULL tree). */
static double tiny_away(const tiny_town *tiny, const tiny_look *look, geo_point own, size_t eye,
                        const geo_point *tree, geo_box box)
{
    double off = INFINITY;
    bool inside;
    if (!look->outline)
        return tree ? tiny_apart(look->eyes.items[eye], *tree)
                    : tiny_from_box(box, look->eyes.items[eye]);
    for (size_t i = 0; i < tiny->building_count; i++) {
        const tiny_building *b = &tiny->buildings[i];
        if (strcmp(b->id, look->outline) == 0 && tiny_box_off(b->geom, own) <= 50)
            off = fmin(off, tree ? tiny_off(b->geom, *tree, &inside)
                                 : tiny_outline_from_box(b->geom, box));
    }
    return off;
}

typedef struct tiny_seen { /* one tree from all eyes */
    bool reached, free, maybe, tie;
    double nearest_m;
} tiny_seen;

static tiny_seen tiny_see(const tiny_town *tiny, const geo_trees_options *options,
                          const tiny_look *look, geo_point own, const tiny_tree *tree,
                          const tiny_known *known, int *seen_from)
{
    tiny_seen out = {.nearest_m = INFINITY};
    for (size_t e = 0; e < look->eyes.count; e++) {
        geo_point at = look->eyes.items[e];
        double off = tiny_away(tiny, look, own, e, &tree->at, (geo_box){0});
        if (off > options->reach_m)
            continue;
        geo_point3 eye = {at.x, at.y, tiny_ground(tiny, at) + options->eye_m + 3 * look->floors};
        geo_sight sight = GEO_SIGHT_FREE;
        if (options->method == GEO_TREES_SIGHT)
            sight = tiny_sight(tiny, options, eye, tree, known, &out.tie);
        out.reached = true;
        out.nearest_m = fmin(out.nearest_m, off);
        out.free |= sight == GEO_SIGHT_FREE && !known->too_small_perhaps;
        out.maybe |= sight != GEO_SIGHT_BLOCKED;
        seen_from[e] += sight == GEO_SIGHT_FREE && !known->too_small_perhaps;
    }
    return out;
}

static void tiny_count(const tiny_town *tiny, const geo_trees_options *options,
                       const tiny_look *look, geo_point own, tiny_answer *out)
{
    static int seen_from[TINY_POINTS];
    memset(seen_from, 0, sizeof seen_from);
    for (size_t t = 0; t < tiny->tree_count; t++) {
        const tiny_tree *tree = &tiny->trees[t];
        tiny_known known = tiny_take(tree, options);
        if (!known.counts || tiny_repeats(tiny, options, t))
            continue;
        tiny_seen seen = tiny_see(tiny, options, look, own, tree, &known, seen_from);
        out->tie |= seen.tie;
        out->nearest_m = fmin(out->nearest_m, seen.nearest_m);
        out->in_reach += seen.reached;
        out->in_sight += seen.free;
        out->in_sight_max += seen.maybe;
        out->in_sight_public += seen.free && tree->is_public == 1;
        out->public_unknown |= seen.free && isnan(tree->is_public);
    }
    for (size_t e = 0; e < look->eyes.count; e++)
        out->best = seen_from[e] > out->best ? seen_from[e] : out->best;
    geo_box ends[100];
    for (size_t i = tiny_ends(tiny, ends); i > 0; i--)
        for (size_t e = 0; e < look->eyes.count; e++)
            out->data_end |= tiny_away(tiny, look, own, e, NULL, ends[i - 1]) < options->reach_m;
}

/* Floors above the ground of the highest one. */
static double tiny_top(const tiny_town *tiny, const geo_trees_options *options,
                       const tiny_address *a, const char *id, double known)
{
    double height = 0;
    for (size_t i = 0; id && i < tiny->building_count; i++)
        if (strcmp(tiny->buildings[i].id, id) == 0 &&
            tiny_box_off(tiny->buildings[i].geom, a->at) <= 50)
            height = fmax(height, tiny_height(&tiny->buildings[i], options));
    return id ? fmax(ceil(height / 3) - 1, 0) : known;
}

tiny_answer tiny_trees(const tiny_town *tiny, const geo_trees_options *options, size_t address)
{
    static tiny_look look; /* large */
    const tiny_address *a = &tiny->addresses[address];
    tiny_answer out = {.nearest_m = INFINITY}, top = {.nearest_m = INFINITY};
    const char *id = options->from == GEO_FROM_POINT ? NULL : tiny_building_of(tiny, a);
    double known = a->floor > 0 ? floor(a->floor) : 0;
    look = (tiny_look){.floors = options->floors == GEO_FLOORS_KNOWN ? known : 0};
    look.eyes.count = 1;
    look.eyes.items[0] = a->at;
    if (id && options->from == GEO_FROM_BUILDING)
        look.outline = id;
    else if (id)
        tiny_observers(tiny, options, a, id, &look.eyes);
    out.no_facade = look.eyes.count == 0;
    out.no_ground = options->method == GEO_TREES_SIGHT && !out.no_facade;
    for (size_t e = 0; e < look.eyes.count; e++)
        out.no_ground = out.no_ground && isnan(tiny_ground(tiny, look.eyes.items[e]));
    tiny_count(tiny, options, &look, a->at, &out);
    if (options->floors == GEO_FLOORS_RANGE) {
        look.floors = tiny_top(tiny, options, a, id, known);
        tiny_count(tiny, options, &look, a->at, &top);
        out.top = top.in_sight;
        out.tie |= top.tie;
    }
    return out;
}
