/* Three times through the rows: labels; volumes; which sink lies over a cell, for outlines and
 * shares. */
#include "water/sinks.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "water/sinks_parts.h"

/* A band of whole rows. */
typedef struct band {
    int64_t rows_most;
    float *z;         /* with a row before and one behind */
    uint32_t *labels; /* later: sinks over cells */
    uint32_t *drains;
    uint64_t *in_building, *in_water; /* cells, by sink */
    double sums_m[2];                 /* of heights beside and within water */
    uint64_t counts[2];
} band;

static void release_band(band *b)
{
    geo_free(b->z);
    geo_free(b->labels);
    geo_free(b->drains);
    geo_free(b->in_building);
    geo_free(b->in_water);
}

static geo_status make_band(geo_ctx *ctx, const geo_sinks *s, band *b)
{
    int64_t cells = s->options.band_cells ? s->options.band_cells : GEO_SINKS_BAND_CELLS;
    int64_t rows = cells / s->frame.width + 1;
    b->rows_most = rows < s->frame.height ? rows : s->frame.height;
    b->z = geo_alloc((size_t)(s->frame.width * (b->rows_most + 2)), sizeof *b->z);
    b->labels = geo_alloc((size_t)(s->frame.width * b->rows_most), sizeof *b->labels);
    return b->z && b->labels ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_window window_at(const geo_sinks *s, const band *b, int64_t row)
{
    int64_t left = s->frame.height - row;
    return (geo_window){row, 0, left < b->rows_most ? left : b->rows_most, s->frame.width};
}

/* ---- labels ---- */

/* A hole that a row crosses lies between heights: what the map leaves out around it does not. */
static void count_holes(geo_sinks *s, const float *z, int64_t rows)
{
    int64_t width = s->frame.width, widest = (int64_t)(GEO_SINKS_HOLE_M / s->frame.cell_m);
    for (int64_t row = 0; row < rows; row++) {
        int64_t last = -1;
        for (int64_t column = 0; column < width; column++) {
            if (isnan(z[row * width + column]))
                continue;
            int64_t gap = column - last - 1;
            s->tally.known_cells++;
            s->tally.hole_cells += last >= 0 && gap <= widest ? (uint64_t)gap : 0;
            last = column;
        }
    }
}

static geo_status add_rows(geo_ctx *ctx, geo_sinks *s, band *b, geo_window window)
{
    int64_t width = s->frame.width, before = window.row > 0;
    int64_t behind = window.row + window.height < s->frame.height;
    geo_window more = {window.row - before, 0, window.height + before + behind, width};
    geo_status status = geo_scratch_read(ctx, s->z, more, b->z + (before ? 0 : width));
    if (status == GEO_OK)
        count_holes(s, b->z + width, window.height);
    if (status == GEO_OK)
        status = geo_flood_add(ctx, s->flood, window.height, b->z + width, b->labels);
    return status == GEO_OK ? geo_scratch_write(ctx, s->labels, window, b->labels) : status;
}

static geo_status flood(geo_ctx *ctx, geo_sinks *s, band *b)
{
    geo_status status =
        geo_flood_new(ctx, s->frame.width, s->frame.height, s->options.nodata, &s->flood);
    for (int64_t row = 0; status == GEO_OK && row < s->frame.height; row += b->rows_most) {
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = add_rows(ctx, s, b, window_at(s, b, row));
        geo_progress(ctx, 0.2 + 0.3 * (double)row / (double)s->frame.height);
    }
    if (status == GEO_OK)
        status = geo_flood_finish(ctx, s->flood);
    if (status == GEO_OK)
        s->tally.walled = geo_flood_walled(s->flood);
    return status;
}

/* ---- volumes ---- */

static geo_status read_band(geo_ctx *ctx, const geo_sinks *s, band *b, geo_window window)
{
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = geo_scratch_read(ctx, s->z, window, b->z);
    return status == GEO_OK ? geo_scratch_read(ctx, s->labels, window, b->labels) : status;
}

static geo_status measure(geo_ctx *ctx, geo_sinks *s, band *b, geo_hierarchy *hierarchy)
{
    geo_status status = GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < s->frame.height; row += b->rows_most) {
        geo_window window = window_at(s, b, row);
        status = read_band(ctx, s, b, window);
        if (status != GEO_OK)
            break;
        geo_flood_label(s->flood, b->labels, (size_t)(window.height * window.width));
        geo_hierarchy_add(hierarchy, window.width, window.height, b->z, b->labels);
        status = geo_scratch_write(ctx, s->labels, window, b->labels);
        geo_progress(ctx, 0.5 + 0.2 * (double)row / (double)s->frame.height);
    }
    geo_hierarchy_finish(hierarchy);
    return status;
}

static geo_status grow_tree(geo_ctx *ctx, geo_sinks *s, band *b)
{
    geo_hierarchy *hierarchy = NULL;
    uint32_t labels;
    double cell_m2 = s->frame.cell_m * s->frame.cell_m;
    geo_status status = geo_hierarchy_new(ctx, s->flood, cell_m2, &hierarchy);
    (void)geo_flood_pits(s->flood, &labels);
    if (status == GEO_OK)
        status = measure(ctx, s, b, hierarchy);
    if (status == GEO_OK)
        status =
            geo_sinks_tree_init(ctx, hierarchy, labels, s->frame, &s->options, &s->tally, &s->tree);
    geo_hierarchy_free(hierarchy);
    return status;
}

/* ---- outlines and shares ---- */

static geo_status prepare_shares(geo_ctx *ctx, const geo_sinks *s, band *b)
{
    size_t count = (size_t)s->tree.count + 1;
    b->drains = geo_alloc((size_t)(s->frame.width * b->rows_most), sizeof *b->drains);
    b->in_building = geo_calloc(count, sizeof *b->in_building);
    b->in_water = geo_calloc(count, sizeof *b->in_water);
    return b->drains && b->in_building && b->in_water ? GEO_OK : geo_fail_nomem(ctx);
}

static void look_up(const geo_sinks *s, band *b, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        uint32_t label = b->labels[i];
        bool none = label == GEO_FLOOD_NONE;
        b->drains[i] = none ? 0 : s->tree.drain[label];
        b->labels[i] = none ? 0 : geo_sinks_over(&s->tree, s->tree.base[label], b->z[i]);
    }
}

static geo_status count_cover(geo_ctx *ctx, geo_sinks_cover *cover, const band *b, geo_grid *mask,
                              uint64_t *cells)
{
    if (!cover->is_known)
        return GEO_OK;
    geo_status status = geo_sinks_cover_mark(ctx, cover, mask);
    for (int64_t i = 0; status == GEO_OK && i < mask->frame.width * mask->frame.height; i++)
        cells[b->labels[i]] += mask->cells[i] > 0;
    return status;
}

/* `mask` is that of water. */
static void add_heights(const geo_sinks *s, band *b, const geo_grid *mask)
{
    int64_t count = mask->frame.width * mask->frame.height;
    for (int64_t i = 0; s->water.is_known && i < count; i++) {
        bool wet = mask->cells[i] > 0;
        if (isnan(b->z[i]))
            continue;
        b->sums_m[wet] += (double)b->z[i];
        b->counts[wet]++;
    }
}

static geo_status count_shares(geo_ctx *ctx, geo_sinks *s, band *b, geo_window window)
{
    geo_grid mask = {0};
    if (!s->building.is_known && !s->water.is_known)
        return GEO_OK;
    geo_status status = geo_grid_init(ctx, &mask, geo_frame_sub(s->frame, window), 0);
    if (status == GEO_OK)
        status = count_cover(ctx, &s->water, b, &mask, b->in_water);
    if (status == GEO_OK) {
        add_heights(s, b, &mask);
        status = count_cover(ctx, &s->building, b, &mask, b->in_building);
    }
    geo_grid_release(&mask);
    return status;
}

static geo_status draw(geo_ctx *ctx, geo_sinks *s, band *b)
{
    geo_status status = GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < s->frame.height; row += b->rows_most) {
        geo_window window = window_at(s, b, row);
        status = read_band(ctx, s, b, window);
        if (status != GEO_OK)
            break;
        look_up(s, b, window.height * window.width);
        status = geo_outlines_add(ctx, s->shapes, window.height, b->labels);
        if (status == GEO_OK)
            status = geo_outlines_add(ctx, s->catchments, window.height, b->drains);
        if (status == GEO_OK)
            status = count_shares(ctx, s, b, window);
        geo_progress(ctx, 0.7 + 0.2 * (double)row / (double)s->frame.height);
    }
    if (status == GEO_OK)
        status = geo_outlines_finish(ctx, s->shapes);
    return status == GEO_OK ? geo_outlines_finish(ctx, s->catchments) : status;
}

/* Heights are floats: what lies beyond their digits goes. */
static double round_height(double z)
{
    return round(z * 1e4) / 1e4;
}

/* It spills over a building that was raised, not through a culvert that was burned under it. */
static bool is_yard(const geo_sinks *s, uint32_t sink)
{
    uint64_t cell = s->tree.spills[sink];
    return s->raised && (s->raised[cell / 8] >> cell % 8 & 1);
}

/* Children come before their parents, whose cells theirs are too. */
static void settle_rows(geo_sinks *s, band *b)
{
    double cell_m2 = s->frame.cell_m * s->frame.cell_m;
    for (uint32_t i = 1; i <= s->tree.count; i++) {
        geo_sink *row = &s->tree.items[i];
        double cells = row->area_m2 / cell_m2;
        b->in_building[row->parent] += b->in_building[i];
        b->in_water[row->parent] += b->in_water[i];
        if (s->building.is_known)
            row->on_building = is_yard(s, i) ? 1 : (double)b->in_building[i] / cells;
        if (s->water.is_known)
            row->on_water = (double)b->in_water[i] / cells;
        row->depth_m = round_height(row->z_spill_m - row->z_pit_m);
        row->z_pit_m = round_height(row->z_pit_m);
        row->z_spill_m = round_height(row->z_spill_m);
        row->fill_mm = 1000 * row->volume_m3 / row->catchment_m2;
    }
}

static geo_status outline(geo_ctx *ctx, geo_sinks *s, band *b)
{
    geo_status status = prepare_shares(ctx, s, b);
    if (status == GEO_OK)
        status = geo_outlines_new(ctx, s->frame, s->tree.parents, s->tree.count, &s->shapes);
    if (status == GEO_OK)
        status = geo_outlines_new(ctx, s->frame, NULL, s->tree.count, &s->catchments);
    if (status == GEO_OK)
        status = draw(ctx, s, b);
    if (status == GEO_OK) {
        settle_rows(s, b);
        s->tally.water_m =
            b->sums_m[1] / (double)b->counts[1] - b->sums_m[0] / (double)b->counts[0];
    }
    return status;
}

/* ---- all of it ---- */

static geo_status prepare(geo_ctx *ctx, const geo_sinks_inputs *inputs, geo_sinks *s)
{
    geo_features burn = {0};
    geo_box box = geo_frame_box(s->frame);
    geo_status status = geo_scratch_new(ctx, s->frame.width, s->frame.height, &s->z);
    if (status == GEO_OK)
        status = geo_scratch_new(ctx, s->frame.width, s->frame.height, &s->labels);
    if (status == GEO_OK)
        status = geo_sinks_cover_init(ctx, inputs->building, box, &s->building);
    if (status == GEO_OK)
        status = geo_sinks_cover_init(ctx, inputs->water, box, &s->water);
    if (status == GEO_OK && inputs->burn)
        status = geo_source_read(ctx, inputs->burn, &box, &burn);
    if (status == GEO_OK && s->options.raise_buildings) {
        s->raised = geo_calloc((size_t)(s->frame.width * s->frame.height) / 8 + 1, 1);
        if (!s->raised)
            status = geo_fail_nomem(ctx);
    }
    if (status == GEO_OK)
        status = geo_sinks_ground(ctx, inputs->dtm, s->raised ? &s->building.features : NULL, &burn,
                                  s->raised, s->z, &s->tally);
    geo_features_release(&burn);
    return status;
}

geo_status geo_sinks_new(geo_ctx *ctx, const geo_sinks_inputs *inputs,
                         const geo_sinks_options *options, geo_sinks **out)
{
    geo_sinks *s = geo_calloc(1, sizeof *s);
    band b = {0};
    if (!s)
        return geo_fail_nomem(ctx);
    s->frame = inputs->dtm->frame;
    s->options = *options;
    geo_sinks_offer(s, inputs->dtm->name);
    geo_status status = prepare(ctx, inputs, s);
    if (status == GEO_OK)
        status = make_band(ctx, s, &b);
    if (status == GEO_OK)
        status = flood(ctx, s, &b);
    if (status == GEO_OK)
        status = grow_tree(ctx, s, &b);
    if (status == GEO_OK)
        status = outline(ctx, s, &b);
    release_band(&b);
    if (status != GEO_OK) {
        geo_sinks_free(s);
        return status;
    }
    *out = s;
    return GEO_OK;
}

void geo_sinks_free(geo_sinks *s)
{
    if (!s)
        return;
    geo_sinks_cover_release(&s->building);
    geo_sinks_cover_release(&s->water);
    geo_scratch_free(s->z);
    geo_scratch_free(s->labels);
    geo_flood_free(s->flood);
    geo_sinks_tree_release(&s->tree);
    geo_outlines_free(s->shapes);
    geo_outlines_free(s->catchments);
    geo_free(s->cells);
    geo_free(s->raised);
    geo_free(s);
}

const geo_sink *geo_sinks_rows(const geo_sinks *sinks, uint32_t *count)
{
    *count = sinks->tree.count;
    return sinks->tree.items;
}

geo_sinks_tally geo_sinks_counts(const geo_sinks *sinks)
{
    return sinks->tally;
}

geo_status geo_sinks_shape(geo_ctx *ctx, geo_sinks *sinks, uint32_t sink, geo_geom *out)
{
    return geo_outlines_get(ctx, sinks->shapes, sink, out);
}

geo_status geo_sinks_catchment(geo_ctx *ctx, geo_sinks *sinks, uint32_t sink, geo_geom *out)
{
    return geo_outlines_get(ctx, sinks->catchments, sink, out);
}
