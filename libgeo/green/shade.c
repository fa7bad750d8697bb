#include "green/shade.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "green/blocks.h"
#include "green/canopy_parts.h"

#define BLOCK_M 250.0 /* what is read at once ... */
#define PART_M 125.0  /* ... and by how much a piece may stick out of it */

typedef struct span { /* of a piece, 0..1 */
    double from, to;
} span;
typedef GEO_VEC(span) spans;

typedef GEO_VEC(geo_stretch) stretches;

static geo_point at(const geo_stretch *piece, double along)
{
    return (geo_point){piece->a.x + along * (piece->b.x - piece->a.x),
                       piece->a.y + along * (piece->b.y - piece->a.y)};
}

static double length_of(const geo_stretch *piece)
{
    return geo_point_distance(piece->a, piece->b);
}

static geo_box box_of(const geo_stretch *piece)
{
    return geo_box_join(geo_box_around(piece->a, 0), geo_box_around(piece->b, 0));
}

/* ---- under a raster ---- */

/* Where the piece leaves its row or column of cells next, after `along`: at whole numbers of cells
 * from the corner. from, by: its place and way in cells. */
static double next_crossing(double from, double by, double along)
{
    if (by == 0)
        return INFINITY;
    double here = from + along * by, line = by > 0 ? floor(here) + 1 : ceil(here) - 1;
    double next = (line - from) / by;
    return next > along ? next : (line + copysign(1, by) - from) / by;
}

static void add_cells(const geo_grid *shares, const geo_stretch *piece, geo_shade *out)
{
    double cell_m = shares->frame.cell_m, length_m = length_of(piece);
    double x = (piece->a.x - shares->frame.x0) / cell_m, dx = (piece->b.x - piece->a.x) / cell_m;
    double y = (shares->frame.y0 - piece->a.y) / cell_m, dy = (piece->a.y - piece->b.y) / cell_m;
    for (double along = 0, next; along < 1; along = next) {
        next = fmin(1, fmin(next_crossing(x, dx, along), next_crossing(y, dy, along)));
        float share = geo_grid_at(shares, at(piece, (along + next) / 2));
        double here_m = isnan(share) ? 0 : (next - along) * length_m;
        out->known_m += here_m;
        out->shaded_m += here_m > 0 ? here_m * (double)share : 0;
    }
}

static geo_status under_raster(geo_ctx *ctx, geo_canopy *canopy, geo_box box,
                               const geo_stretch *pieces, const uint32_t *which, size_t count,
                               geo_shade *out)
{
    geo_canopy_raster self = {canopy};
    geo_grid_source shares = geo_canopy_shares(&self);
    geo_grid grid = {0};
    geo_status status = geo_grid_read(ctx, &shares, box, &grid);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        add_cells(&grid, &pieces[which[i]], &out[which[i]]);
    geo_grid_release(&grid);
    return status;
}

/* ---- under polygons ---- */

static int compare_double(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static int compare_spans(const void *left, const void *right)
{
    return compare_double(left, right); /* by `from`, which is first */
}

/* On which side of the line a vertex lies: one that is on it is taken to the right, by whichever
 * edge it is asked, so that crossings come in pairs. */
static bool is_left(const geo_stretch *piece, geo_point p)
{
    return (piece->b.x - piece->a.x) * (p.y - piece->a.y) -
               (piece->b.y - piece->a.y) * (p.x - piece->a.x) >
           0;
}

/* Where the line through the piece crosses edge cd, 0 at its beginning and 1 at its end. */
static double crossing(const geo_stretch *piece, geo_point c, geo_point d)
{
    double rx = piece->b.x - piece->a.x, ry = piece->b.y - piece->a.y;
    double sx = d.x - c.x, sy = d.y - c.y;
    return ((c.x - piece->a.x) * sy - (c.y - piece->a.y) * sx) / (rx * sy - ry * sx);
}

typedef GEO_VEC(double) cuts;

/* Appends the stretches within a polygon: between every odd crossing and the next. */
static bool add_inside(const geo_geom *polygon, const geo_stretch *piece, cuts *scratch, spans *out)
{
    scratch->count = 0;
    for (uint32_t k = 0; k < polygon->end_count; k++) {
        geo_run ring = geo_geom_run(polygon, k);
        for (size_t i = 0; i + 1 < ring.count; i++) {
            geo_point c = ring.points[i], d = ring.points[i + 1];
            if (is_left(piece, c) != is_left(piece, d) &&
                !geo_vec_push(scratch, crossing(piece, c, d)))
                return false;
        }
    }
    if (scratch->count)
        qsort(scratch->items, scratch->count, sizeof *scratch->items, compare_double);
    for (size_t i = 0; i + 1 < scratch->count; i += 2) {
        span inside = {fmax(0, scratch->items[i]), fmin(1, scratch->items[i + 1])};
        if (inside.from < inside.to && !geo_vec_push(out, inside))
            return false;
    }
    return true;
}

/* Joins spans that overlap, in order. */
static void join_spans(spans *s)
{
    size_t kept = 0;
    if (s->count)
        qsort(s->items, s->count, sizeof *s->items, compare_spans);
    for (size_t i = 0; i < s->count; i++)
        if (kept && s->items[i].from <= s->items[kept - 1].to)
            s->items[kept - 1].to = fmax(s->items[kept - 1].to, s->items[i].to);
        else
            s->items[kept++] = s->items[i];
    s->count = kept;
}

static double share_of(const spans *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->count; i++)
        sum += s->items[i].to - s->items[i].from;
    return sum;
}

/* Of spans a, what lies in spans b too; both in order. */
static double share_of_both(const spans *a, const spans *b)
{
    double sum = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        double from = fmax(a->items[i].from, b->items[k].from),
               to = fmin(a->items[i].to, b->items[k].to);
        sum += fmax(0, to - from);
        if (a->items[i].to < b->items[k].to)
            i++;
        else
            k++;
    }
    return sum;
}

/* What pieces of one block are held against. */
typedef struct cover {
    geo_crowns crowns;
    geo_rtree *index;
    geo_geom known; /* with a coverage: the part of it around the block */
    bool all_known;
    geo_hits hits;
    cuts scratch;
    spans shaded, within;
} cover;

static void release_cover(cover *c)
{
    geo_crowns_release(&c->crowns);
    geo_rtree_free(c->index);
    geo_geom_release(&c->known);
    geo_free(c->hits.items);
    geo_free(c->scratch.items);
    geo_free(c->shaded.items);
    geo_free(c->within.items);
}

static geo_status index_crowns(geo_ctx *ctx, cover *c)
{
    geo_box *boxes = geo_alloc(c->crowns.count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < c->crowns.count; i++)
        boxes[i] = geo_box_of(&c->crowns.items[i]);
    geo_status status = geo_rtree_new(ctx, boxes, c->crowns.count, &c->index);
    geo_free(boxes);
    return status;
}

static geo_status open_cover(geo_ctx *ctx, geo_canopy *canopy, geo_box box, cover *c)
{
    unsigned notes = 0;
    const geo_geom *known =
        canopy->inputs.coverage ? geo_coverage_known(canopy->inputs.coverage) : NULL;
    c->all_known = !known;
    geo_status status = geo_crowns_init(ctx, canopy, box, &c->crowns, &notes);
    if (status == GEO_OK)
        status = index_crowns(ctx, c);
    if (status == GEO_OK && known)
        status = geo_geos_clip(ctx, canopy->geos, known, geo_box_grow(box, 1), &c->known);
    return status;
}

static geo_status add_crowns(geo_ctx *ctx, cover *c, const geo_stretch *piece, geo_shade *out)
{
    double length_m = length_of(piece);
    c->shaded.count = c->within.count = 0;
    geo_status status = geo_rtree_search(ctx, c->index, box_of(piece), &c->hits);
    bool room = c->all_known ? geo_vec_push(&c->within, ((span){0, 1}))
                             : add_inside(&c->known, piece, &c->scratch, &c->within);
    for (size_t i = 0; status == GEO_OK && room && i < c->hits.count; i++)
        room = add_inside(&c->crowns.items[c->hits.items[i]], piece, &c->scratch, &c->shaded);
    if (status != GEO_OK || !room)
        return status == GEO_OK ? geo_fail_nomem(ctx) : status;
    join_spans(&c->shaded);
    join_spans(&c->within);
    out->known_m += share_of(&c->within) * length_m;
    out->shaded_m += share_of_both(&c->shaded, &c->within) * length_m;
    return GEO_OK;
}

static geo_status under_crowns(geo_ctx *ctx, geo_canopy *canopy, geo_box box,
                               const geo_stretch *pieces, const uint32_t *which, size_t count,
                               geo_shade *out)
{
    cover c = {0};
    geo_status status = open_cover(ctx, canopy, box, &c);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = add_crowns(ctx, &c, &pieces[which[i]], &out[which[i]]);
    release_cover(&c);
    return status;
}

/* ---- block by block ---- */

/* Parts no longer than PART_M; owner[i]: the piece that part i is of. */
static bool cut_up(const geo_stretch *pieces, size_t count, stretches *parts, uint32_t **owner)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += (size_t)fmax(1, ceil(length_of(&pieces[i]) / PART_M));
    *owner = geo_alloc(total, sizeof **owner);
    if (!*owner || !geo_vec_room(parts, total))
        return false;
    for (size_t i = 0; i < count; i++) {
        double parts_here = fmax(1, ceil(length_of(&pieces[i]) / PART_M));
        for (double k = 0; k < parts_here; k++) {
            (*owner)[parts->count] = (uint32_t)i;
            parts->items[parts->count++] =
                (geo_stretch){at(&pieces[i], k / parts_here), at(&pieces[i], (k + 1) / parts_here)};
        }
    }
    return true;
}

static geo_status measure_block(geo_ctx *ctx, geo_canopy *canopy, const stretches *parts,
                                const uint32_t *which, size_t count, geo_shade *out)
{
    geo_box box = GEO_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        box = geo_box_join(box, box_of(&parts->items[which[i]]));
    geo_status status = geo_ctx_poll(ctx);
    if (status != GEO_OK)
        return status;
    return (canopy->inputs.raster ? under_raster : under_crowns)(ctx, canopy, box, parts->items,
                                                                 which, count, out);
}

static geo_status measure_parts(geo_ctx *ctx, geo_canopy *canopy, const stretches *parts,
                                geo_shade *out)
{
    geo_blocks blocks = {0};
    geo_point *middles = geo_alloc(parts->count, sizeof *middles);
    if (!middles)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < parts->count; i++)
        middles[i] = at(&parts->items[i], 0.5);
    geo_status status = geo_blocks_init(ctx, &blocks, middles, parts->count, BLOCK_M);
    for (size_t b = 0; status == GEO_OK && b < blocks.count; b++)
        status = measure_block(ctx, canopy, parts, blocks.rows + blocks.blocks[b].first,
                               blocks.blocks[b].count, out);
    geo_blocks_release(&blocks);
    geo_free(middles);
    return status;
}

geo_status geo_shade_measure(geo_ctx *ctx, geo_canopy *canopy, const geo_stretch *pieces,
                             size_t count, geo_shade *out)
{
    stretches parts = {0};
    uint32_t *owner = NULL;
    geo_shade *shades = NULL;
    geo_status status =
        cut_up(pieces, count, &parts, &owner) && (shades = geo_calloc(parts.count, sizeof *shades))
            ? GEO_OK
            : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = measure_parts(ctx, canopy, &parts, shades);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        out[i] = (geo_shade){.length_m = length_of(&pieces[i])};
    for (size_t i = 0; status == GEO_OK && i < parts.count; i++) {
        out[owner[i]].known_m += shades[i].known_m;
        out[owner[i]].shaded_m += shades[i].shaded_m;
    }
    geo_free(parts.items);
    geo_free(owner);
    geo_free(shades);
    return geo_while(ctx, status, "measuring the shade along ways");
}

double geo_shade_pct(const geo_shade *shade)
{
    geo_canopy_figure figure = {.canopy_m2 = shade->shaded_m, .area_m2 = shade->known_m};
    geo_canopy_judge(&figure, shade->length_m); /* lengths for areas: the rule is the same */
    return geo_canopy_pct(&figure);
}
