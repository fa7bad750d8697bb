/* Ground by pieces: which surface how much of each catchment and neighbourhood is, and what part of
 * each object lies there. In bands of rows; within a band every polygon is laid over its cells. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "raster/cover.h"
#include "water/rain_parts.h"

/* Of a cell: what is left beside polygons that tile the ground is rounding. */
#define CRUMB 1e-3f

typedef struct band {
    const geo_rain_town *town;
    const geo_grid_source *dtm;
    bool measures;
    geo_rain_ground *ground;
    geo_map *known; /* catchment and neighbourhood: piece */
    geo_frame frame;
    int64_t first_row; /* in the ground's frame */
    uint32_t *sinks, *areas, *pieces;
    uint8_t *surfaces; /* that most of the cell is */
    float *best;       /* share of the cell that its catchment, neighbourhood or surface has */
    float *taken;      /* part of the cell of which the owner, then the surface is known */
    GEO_VEC(uint32_t) slots; /* by piece and surface: where a part of it may be */
    geo_grid heights;
} band;

static double cell_m2(const band *b)
{
    return b->frame.cell_m * b->frame.cell_m;
}

/* ---- whose a cell is ---- */

typedef struct marking {
    band *b;
    uint32_t *plane, value;
} marking;

static geo_status mark_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                           const float *fractions, int64_t count)
{
    marking *m = self;
    size_t at = (size_t)(row * m->b->frame.width + first);
    (void)ctx;
    for (int64_t i = 0; i < count; i++) {
        m->b->taken[at + (size_t)i] += fractions[i];
        if (!(fractions[i] > m->b->best[at + (size_t)i]))
            continue;
        m->b->best[at + (size_t)i] = fractions[i];
        m->plane[at + (size_t)i] = m->value;
    }
    return GEO_OK;
}

static geo_status lay(geo_ctx *ctx, const band *b, const geo_geom *shape, geo_cover_row row,
                      void *self)
{
    if (!geo_box_meets(geo_box_of(shape), geo_frame_box(b->frame)))
        return GEO_OK;
    return geo_cover(ctx, b->frame, shape, row, self);
}

static size_t cells_of(const band *b)
{
    return (size_t)(b->frame.width * b->frame.height);
}

static void clear_marks(band *b, uint32_t *plane)
{
    memset(plane, 0, cells_of(b) * sizeof *plane);
    memset(b->best, 0, cells_of(b) * sizeof *b->best);
    memset(b->taken, 0, cells_of(b) * sizeof *b->taken);
}

/* Cells of which more than half is nobody's are nobody's: without this every owner grows by the
 * cells that it only touches, were it by rounding. */
static void leave_to_nobody(band *b, uint32_t *plane)
{
    for (size_t i = 0; i < cells_of(b); i++)
        if (b->taken[i] < 0.5F - CRUMB)
            plane[i] = 0;
}

static geo_status mark_owners(geo_ctx *ctx, band *b)
{
    const geo_rain_town *town = b->town;
    geo_status status = GEO_OK;
    clear_marks(b, b->sinks);
    for (uint32_t i = 1; status == GEO_OK && i < town->sinks.count; i++) {
        marking m = {b, b->sinks, i};
        if (town->sinks.items[i].catchment)
            status = lay(ctx, b, town->sinks.items[i].catchment, mark_run, &m);
    }
    leave_to_nobody(b, b->sinks);
    clear_marks(b, b->areas);
    for (uint32_t i = 1; status == GEO_OK && i < town->areas.count; i++) {
        marking m = {b, b->areas, i};
        status = lay(ctx, b, town->areas.items[i].shape, mark_run, &m);
    }
    leave_to_nobody(b, b->areas);
    return status;
}

/* The number of a piece, made when it is new. */
static geo_status piece_of(geo_ctx *ctx, band *b, uint32_t sink, uint32_t area, uint32_t *out)
{
    uint32_t key[2] = {sink, area};
    const uint32_t *found = geo_map_get(b->known, (const char *)key, sizeof key);
    const geo_rain_piece piece = {.sink = sink, .area = area};
    *out = found ? *found : (uint32_t)b->ground->pieces.count;
    if (found)
        return GEO_OK;
    bool good = geo_map_set(b->known, (const char *)key, sizeof key, *out) &&
                geo_vec_push(&b->ground->pieces, piece);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status number_pieces(geo_ctx *ctx, band *b)
{
    uint32_t sink = UINT32_MAX, area = 0, piece = 0;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < cells_of(b); i++) {
        if (b->sinks[i] != sink || b->areas[i] != area) {
            sink = b->sinks[i];
            area = b->areas[i];
            status = piece_of(ctx, b, sink, area, &piece);
        }
        b->pieces[i] = piece;
    }
    return status;
}

/* ---- what a cell is ---- */

typedef struct covering {
    band *b;
    geo_rain_share share;
} covering;

/* Surfaces by their place in sums: the last is the unknown one. */
static int place_of(int surface)
{
    return surface < 0 ? GEO_RAIN_UNKNOWN_SURFACE : surface;
}

static void add_ground(double *m2, geo_rain_share share, double area)
{
    m2[place_of(share.surface)] += area * share.part;
    if (share.part < 1)
        m2[place_of(share.rest)] += area * (1 - share.part);
}

static void note_surface(band *b, size_t at, float part, geo_rain_share share)
{
    if (!(part > b->best[at]))
        return;
    b->best[at] = part;
    b->surfaces[at] = (uint8_t)place_of(share.driest);
}

static geo_status cover_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                            const float *fractions, int64_t count)
{
    covering *c = self;
    size_t at = (size_t)(row * c->b->frame.width + first);
    (void)ctx;
    for (int64_t i = 0; i < count; i++, at++) {
        float part = fminf(fractions[i], 1 - c->b->taken[at]);
        geo_rain_piece *piece = &c->b->ground->pieces.items[c->b->pieces[at]];
        if (!(part > 0))
            continue;
        c->b->taken[at] += part;
        note_surface(c->b, at, part, c->share);
        add_ground(piece->m2, c->share, (double)part * cell_m2(c->b));
    }
    return GEO_OK;
}

static geo_status cover_ground(geo_ctx *ctx, band *b)
{
    const geo_rain_town *town = b->town;
    geo_status status = GEO_OK;
    memset(b->taken, 0, cells_of(b) * sizeof *b->taken);
    memset(b->best, 0, cells_of(b) * sizeof *b->best);
    memset(b->surfaces, GEO_RAIN_UNKNOWN_SURFACE, cells_of(b));
    for (size_t i = 0; status == GEO_OK && i < town->patches.count; i++) {
        const geo_rain_patch *patch = &town->patches.items[i];
        covering c = {b, patch->share};
        bool is_taken = patch->is_again || (patch->is_measure_again && b->measures);
        if ((!patch->is_measure || b->measures) && !is_taken)
            status = lay(ctx, b, patch->shape, cover_run, &c);
    }
    for (size_t i = 0; status == GEO_OK && i < cells_of(b); i++)
        if (b->sinks[i] && 1 - b->taken[i] > CRUMB)
            b->ground->pieces.items[b->pieces[i]].m2[GEO_RAIN_UNKNOWN_SURFACE] +=
                (double)(1 - b->taken[i]) * cell_m2(b);
    return status;
}

/* ---- objects ---- */

typedef struct placing {
    band *b;
    uint32_t object;
    size_t begin; /* of its parts in this band */
} placing;

/* Room to look parts up by piece and surface. What is in it is asked, not trusted. */
static bool make_slots(band *b)
{
    size_t count = b->ground->pieces.count * (GEO_RAIN_SURFACES_MOST + 1);
    if (!geo_vec_room(&b->slots, count - b->slots.count))
        return false;
    while (b->slots.count < count)
        b->slots.items[b->slots.count++] = 0;
    return true;
}

/* The object's part on this surface of this piece, made when it is new; NULL: no memory. */
static geo_rain_part *part_of(placing *p, uint32_t piece, int surface)
{
    geo_rain_ground *ground = p->b->ground;
    uint32_t *slot = &p->b->slots.items[piece * (GEO_RAIN_SURFACES_MOST + 1) + (size_t)surface];
    if (*slot >= p->begin && *slot < ground->parts.count) {
        geo_rain_part *known = &ground->parts.items[*slot];
        if (known->piece == piece && known->surface == surface)
            return known;
    }
    const geo_rain_part part = {p->object, piece, surface, 0};
    *slot = (uint32_t)ground->parts.count;
    return geo_vec_push(&ground->parts, part) ? &ground->parts.items[*slot] : NULL;
}

static geo_status place_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                            const float *fractions, int64_t count)
{
    placing *p = self;
    size_t at = (size_t)(row * p->b->frame.width + first);
    for (int64_t i = 0; i < count; i++, at++) {
        geo_rain_part *part = part_of(p, p->b->pieces[at], p->b->surfaces[at]);
        if (!part)
            return geo_fail_nomem(ctx);
        part->m2 += (double)fractions[i] * cell_m2(p->b);
    }
    return GEO_OK;
}

static geo_status place_objects(geo_ctx *ctx, band *b)
{
    const geo_rain_town *town = b->town;
    geo_status status = make_slots(b) ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < town->objects.count; i++) {
        const geo_rain_object *object = &town->objects.items[i];
        placing p = {b, i, b->ground->parts.count};
        if (b->measures ? !object->is_replaced : !object->is_measure)
            status = lay(ctx, b, object->shape, place_run, &p);
    }
    return status;
}

/* ---- cells of depressions ---- */

static geo_status dip_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                          const float *fractions, int64_t count)
{
    band *b = self;
    for (int64_t i = 0; i < count; i++) {
        size_t at = (size_t)(row * b->frame.width + first + i);
        float z = geo_grid_at(&b->heights, geo_frame_centre(b->frame, row, first + i));
        const geo_rain_dip dip = {(uint32_t)(b->first_row + row), (uint32_t)(first + i),
                                  b->sinks[at], b->areas[at], z};
        if (fractions[i] > 0.5F && b->sinks[at] && !geo_vec_push(&b->ground->dips, dip))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static geo_status find_dips(geo_ctx *ctx, band *b)
{
    const geo_rain_town *town = b->town;
    if (!b->dtm)
        return GEO_OK;
    geo_status status = geo_grid_read(ctx, b->dtm, geo_frame_box(b->frame), &b->heights);
    for (uint32_t i = 1; status == GEO_OK && i < town->sinks.count; i++)
        if (town->nodes.items[i].parent == 0)
            status = lay(ctx, b, town->sinks.items[i].shape, dip_run, b);
    geo_grid_release(&b->heights);
    return status;
}

static int by_cell(const void *a, const void *b)
{
    const geo_rain_dip *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    return (one->column > other->column) - (one->column < other->column);
}

/* ---- all bands ---- */

static geo_status survey_band(geo_ctx *ctx, band *b)
{
    geo_status status = mark_owners(ctx, b);
    if (status == GEO_OK)
        status = number_pieces(ctx, b);
    if (status == GEO_OK)
        status = cover_ground(ctx, b);
    if (status == GEO_OK)
        status = place_objects(ctx, b);
    if (status == GEO_OK)
        status = find_dips(ctx, b);
    return status == GEO_OK ? geo_ctx_poll(ctx) : status;
}

static bool make_room(band *b, int64_t rows)
{
    size_t cells = (size_t)(rows * b->ground->frame.width);
    b->known = geo_map_new();
    b->sinks = geo_alloc(cells, sizeof *b->sinks);
    b->areas = geo_alloc(cells, sizeof *b->areas);
    b->pieces = geo_alloc(cells, sizeof *b->pieces);
    b->surfaces = geo_alloc(cells, sizeof *b->surfaces);
    b->best = geo_alloc(cells, sizeof *b->best);
    b->taken = geo_alloc(cells, sizeof *b->taken);
    return b->known && b->sinks && b->areas && b->pieces && b->surfaces && b->best && b->taken;
}

static void release(band *b)
{
    geo_map_free(b->known);
    geo_free(b->sinks);
    geo_free(b->areas);
    geo_free(b->pieces);
    geo_free(b->surfaces);
    geo_free(b->best);
    geo_free(b->taken);
    geo_free(b->slots.items);
}

geo_status geo_rain_survey(geo_ctx *ctx, const geo_rain_town *town, const geo_grid_source *dtm,
                           bool measures, int64_t band_cells, geo_rain_ground *ground)
{
    geo_frame whole = ground->frame;
    band b = {.town = town, .dtm = dtm, .measures = measures, .ground = ground};
    int64_t rows = band_cells / (whole.width > 0 ? whole.width : 1);
    rows = rows < 1 ? 1 : (rows > whole.height ? whole.height : rows);
    geo_status status = make_room(&b, rows) ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t row = 0; status == GEO_OK && row < whole.height; row += rows) {
        int64_t height = row + rows < whole.height ? rows : whole.height - row;
        b.first_row = row;
        b.frame = geo_frame_sub(whole, (geo_window){row, 0, height, whole.width});
        status = survey_band(ctx, &b);
    }
    if (ground->dips.count > 1)
        qsort(ground->dips.items, ground->dips.count, sizeof *ground->dips.items, by_cell);
    release(&b);
    return geo_while(ctx, status, "laying the ground out in cells");
}

void geo_rain_ground_release(geo_rain_ground *ground)
{
    geo_free(ground->pieces.items);
    geo_free(ground->parts.items);
    geo_free(ground->dips.items);
    *ground = (geo_rain_ground){0};
}
