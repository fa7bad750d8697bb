/* The ground as water meets it. Every height that a feature asks for is that of the model, so they
 * are all asked before the first cell is changed. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "water/sinks_parts.h"

/* One change: cells in a polygon, or along a line. */
typedef struct change {
    geo_geom shape; /* a view into its feature */
    geo_box box;
    float level; /* NaN: no ground is known */
    bool raises;
} change;

typedef struct ground {
    geo_scratch *z;
    geo_frame frame;
    uint8_t *raised;
    GEO_VEC(change) changes;
} ground;

enum { STRIP_CELLS = 1 << 20 };
static const double RAISE_M = 10;
static const double LINE_REACH = 0.71; /* of a cell: half its diagonal, rounded up */

static geo_status copy_model(geo_ctx *ctx, const geo_grid_source *dtm, geo_scratch *z)
{
    int64_t width = dtm->frame.width, height = dtm->frame.height;
    int64_t band = GEO_SINKS_BAND_CELLS / width + 1;
    float *cells = geo_alloc((size_t)(width * (band < height ? band : height)), sizeof *cells);
    geo_status status = cells ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t row = 0; status == GEO_OK && row < height; row += band) {
        geo_window window = {row, 0, height - row < band ? height - row : band, width};
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = dtm->read(dtm->self, ctx, window, cells);
        if (status == GEO_OK)
            status = geo_scratch_write(ctx, z, window, cells);
        geo_progress(ctx, 0.2 * (double)(row + window.height) / (double)height);
    }
    geo_free(cells);
    return status;
}

/* ---- pieces of the ground ---- */

/* What is done with each strip of a change's window: heights, and which cells it is about. */
typedef geo_status (*visit)(geo_ctx *ctx, ground *g, change *c, geo_window window, float *z,
                            const float *marked);

static geo_status mark(geo_ctx *ctx, const change *c, geo_grid *grid)
{
    if (c->shape.type == GEO_GEOM_LINE)
        return geo_grid_burn_near(ctx, grid, &c->shape, LINE_REACH * grid->frame.cell_m, 1);
    return geo_grid_burn(ctx, grid, &c->shape, 1);
}

static geo_status visit_strip(geo_ctx *ctx, ground *g, change *c, geo_window window, visit run)
{
    geo_grid z = {0}, marked = {0};
    geo_status status = geo_grid_init(ctx, &z, geo_frame_sub(g->frame, window), NAN);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &marked, z.frame, 0);
    if (status == GEO_OK)
        status = geo_scratch_read(ctx, g->z, window, z.cells);
    if (status == GEO_OK)
        status = mark(ctx, c, &marked);
    if (status == GEO_OK)
        status = run(ctx, g, c, window, z.cells, marked.cells);
    geo_grid_release(&z);
    geo_grid_release(&marked);
    return status;
}

static geo_status visit_cells(geo_ctx *ctx, ground *g, change *c, visit run)
{
    /* lines reach a cell further than their box */
    geo_window all = geo_frame_window(g->frame, geo_box_grow(c->box, g->frame.cell_m));
    geo_status status = geo_ctx_poll(ctx);
    if (all.width < 1)
        return status;
    int64_t strip = STRIP_CELLS / all.width + 1;
    for (int64_t row = 0; status == GEO_OK && row < all.height; row += strip) {
        int64_t left = all.height - row;
        geo_window window = {all.row + row, all.column, left < strip ? left : strip, all.width};
        status = visit_strip(ctx, g, c, window, run);
    }
    return status;
}

/* ---- levels ---- */

static geo_status find_highest(geo_ctx *ctx, ground *g, change *c, geo_window window, float *z,
                               const float *marked)
{
    (void)ctx;
    (void)g;
    (void)marked; /* the whole box: the building itself often has no ground */
    for (int64_t i = 0; i < window.width * window.height; i++)
        c->level = fmaxf(c->level, z[i]); /* passes over NaN */
    return GEO_OK;
}

static geo_status find_lowest(geo_ctx *ctx, ground *g, change *c, geo_window window, float *z,
                              const float *marked)
{
    (void)ctx;
    (void)g;
    for (int64_t i = 0; i < window.width * window.height; i++)
        if (marked[i] > 0)
            c->level = fminf(c->level, z[i]);
    return GEO_OK;
}

static geo_status height_at(geo_ctx *ctx, const ground *g, geo_point p, float *out)
{
    int64_t row, column;
    *out = NAN;
    if (!geo_frame_cell(g->frame, p, &row, &column))
        return GEO_OK;
    return geo_scratch_read(ctx, g->z, (geo_window){row, column, 1, 1}, out);
}

static geo_status settle_line(geo_ctx *ctx, ground *g, change *c)
{
    float first, last;
    const geo_geom *line = &c->shape;
    geo_status status = height_at(ctx, g, line->points[0], &first);
    if (status == GEO_OK)
        status = height_at(ctx, g, line->points[line->point_count - 1], &last);
    if (status == GEO_OK)
        c->level = fminf(first, last); /* where one is not known, the other */
    return status;
}

static geo_status settle(geo_ctx *ctx, ground *g, change *c)
{
    if (c->raises) {
        geo_status status = visit_cells(ctx, g, c, find_highest);
        c->level += (float)RAISE_M;
        return status;
    }
    return c->shape.type == GEO_GEOM_LINE ? settle_line(ctx, g, c)
                                          : visit_cells(ctx, g, c, find_lowest);
}

/* ---- changing ---- */

static void note_raised(ground *g, geo_window window, int64_t i, bool raises)
{
    uint64_t cell = (uint64_t)((window.row + i / window.width) * g->frame.width + window.column +
                               i % window.width);
    uint8_t bit = (uint8_t)(1u << cell % 8);
    if (raises)
        g->raised[cell / 8] |= bit;
    else
        g->raised[cell / 8] &= (uint8_t)~bit;
}

static geo_status apply(geo_ctx *ctx, ground *g, change *c, geo_window window, float *z,
                        const float *marked)
{
    for (int64_t i = 0; i < window.width * window.height; i++) {
        if (!(marked[i] > 0) || !(c->raises || z[i] > c->level))
            continue;
        z[i] = c->level;
        if (g->raised)
            note_raised(g, window, i, c->raises);
    }
    return geo_scratch_write(ctx, g->z, window, z);
}

static geo_status add_change(geo_ctx *ctx, ground *g, change c)
{
    c.level = NAN;
    c.box = geo_box_of(&c.shape);
    return geo_vec_push(&g->changes, c) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Every line of several is a culvert of its own. */
static geo_status add_feature(geo_ctx *ctx, ground *g, const geo_geom *geom, bool raises)
{
    geo_status status = GEO_OK;
    if (geo_geom_is_polygon(geom))
        return add_change(ctx, g, (change){.shape = *geom, .raises = raises});
    for (uint32_t i = 0; status == GEO_OK && i < geo_geom_run_count(geom); i++) {
        geo_run run = geo_geom_run(geom, i);
        geo_geom line = {.type = GEO_GEOM_LINE,
                         .points = geom->points + (run.points - geom->points),
                         .point_count = (uint32_t)run.count};
        status = add_change(ctx, g, (change){.shape = line});
    }
    return status;
}

static geo_status add_features(geo_ctx *ctx, ground *g, const geo_features *features, bool raises)
{
    geo_status status = GEO_OK;
    geo_box all = geo_frame_box(g->frame);
    for (size_t i = 0; features && status == GEO_OK && i < features->count; i++)
        if (geo_box_meets(all, features->boxes[i]))
            status = add_feature(ctx, g, &features->geoms[i], raises);
    return status;
}

static void count_change(const change *c, geo_sinks_tally *tally)
{
    bool known = !isnan(c->level);
    tally->groundless += !known;
    tally->raised += known && c->raises;
    tally->burned += known && !c->raises;
}

static geo_status change_all(geo_ctx *ctx, ground *g, geo_sinks_tally *tally)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < g->changes.count; i++)
        status = settle(ctx, g, &g->changes.items[i]);
    for (size_t i = 0; status == GEO_OK && i < g->changes.count; i++) {
        change *c = &g->changes.items[i];
        count_change(c, tally);
        if (!isnan(c->level))
            status = visit_cells(ctx, g, c, apply);
    }
    return status;
}

geo_status geo_sinks_ground(geo_ctx *ctx, const geo_grid_source *dtm, const geo_features *buildings,
                            const geo_features *burn, uint8_t *raised, geo_scratch *z,
                            geo_sinks_tally *tally)
{
    ground g = {.z = z, .frame = dtm->frame, .raised = raised};
    geo_status status = copy_model(ctx, dtm, z);
    if (status == GEO_OK)
        status = add_features(ctx, &g, buildings, true); /* first: a culvert may run below one */
    if (status == GEO_OK)
        status = add_features(ctx, &g, burn, false);
    if (status == GEO_OK)
        status = change_all(ctx, &g, tally);
    geo_free(g.changes.items);
    return status;
}
