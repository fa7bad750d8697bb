#include "green/canopy_parts.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/text.h"
#include "green/plausible.h"
#include "io/standing.h"
#include "raster/cover.h"

#define CROWN_CORNERS 64
#define ROUNDING 1e-9        /* of a share that is exactly the most */
#define PERCENT_MOST 100.01F /* rounding */
#define HEIGHT_LEAST_M (-100.0F)
#define HEIGHT_MOST_M 500.0F /* of what stands on the ground, masts included */
#define NODATA_MAX 0.05      /* share of R without data beyond which the figure is unknown */

const char *const GEO_CANOPY_TREE_TEXT[1] = {"status"};
const char *const GEO_CANOPY_TREE_NUMBER[2] = {"height_m", "crown_d_m"};
const char *const GEO_CANOPY_LANDCOVER_TEXT[2] = {"class", "physical"};

geo_status geo_crown_circle(geo_ctx *ctx, geo_point at, double crown_d_m, geo_arena *arena,
                            geo_geom *out)
{
    geo_point *points = geo_arena_alloc(arena, CROWN_CORNERS + 1, sizeof *points);
    uint32_t *ends = geo_arena_alloc(arena, 2, sizeof *ends);
    if (!points || !ends)
        return geo_fail_nomem(ctx);
    /* a regular n-gon of circumradius r has the area n/2 r^2 sin(2 pi / n) */
    double step = 2 * M_PI / CROWN_CORNERS;
    double radius = crown_d_m / 2 * sqrt(M_PI / (CROWN_CORNERS / 2.0 * sin(step)));
    for (int i = 0; i < CROWN_CORNERS; i++)
        points[i] = (geo_point){at.x + radius * cos(i * step), at.y + radius * sin(i * step)};
    points[CROWN_CORNERS] = points[0];
    ends[0] = CROWN_CORNERS + 1;
    ends[1] = 1;
    *out = (geo_geom){GEO_GEOM_POLYGON, points, ends, ends + 1, CROWN_CORNERS + 1, 1, 1};
    return GEO_OK;
}

/* ---- crowns ---- */

static geo_status unite(geo_ctx *ctx, geo_geos *geos, const geo_geom *geoms, size_t count,
                        geo_geom *out)
{
    const geo_geom **parts = geo_alloc(count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        parts[i] = &geoms[i];
    geo_status status = geo_geos_union(ctx, geos, parts, count, out);
    geo_free(parts);
    return status;
}

static bool is_high(const geo_canopy_options *options, const geo_features *trees, size_t i)
{
    return !(geo_plausible(trees->number[0][i], GEO_TREE_MOST_M) < options->height_min_m);
}

/* Registers put trees without a place at one point: a circle that is there already adds nothing. */
static geo_status is_new_circle(geo_ctx *ctx, geo_map *seen, geo_point at, double crown_d_m,
                                bool *out)
{
    const double circle[] = {at.x, at.y, crown_d_m};
    const char *key = (const char *)circle;
    *out = geo_map_get(seen, key, sizeof circle) == NULL;
    return !*out || geo_map_set(seen, key, sizeof circle, 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Halo around a box: half the widest crown, of which the corners stand 0.08 % beyond the circle. */
#define CROWN_REACH_M (1.001 * GEO_CROWN_MOST_M / 2)

static geo_status circles(geo_ctx *ctx, geo_canopy *canopy, geo_crowns *out, unsigned *notes)
{
    geo_map *seen = geo_map_new();
    geo_status status = seen ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < out->rows.count; i++) {
        bool stands = false, is_new = false;
        status =
            geo_tree_stands(ctx, canopy->inputs.tree, &out->rows, i, out->rows.text[0][i], &stands);
        if (status != GEO_OK || !stands || !is_high(&canopy->options, &out->rows, i))
            continue;
        double known = geo_plausible(out->rows.number[1][i], GEO_CROWN_MOST_M);
        bool assumed = isnan(known);
        double crown_d = assumed ? canopy->options.crown_d_m : known;
        *notes |= assumed ? GEO_CANOPY_CROWN_ASSUMED : 0;
        geo_point at = out->rows.geoms[i].points[0];
        status = is_new_circle(ctx, seen, at, crown_d, &is_new);
        if (status == GEO_OK && is_new)
            status = geo_crown_circle(ctx, at, crown_d, out->rows.arena, &out->items[out->count++]);
    }
    *notes |= GEO_CANOPY_SOURCE_TREES;
    geo_map_free(seen);
    return status;
}

geo_status geo_crowns_init(geo_ctx *ctx, geo_canopy *canopy, geo_box box, geo_crowns *out,
                           unsigned *notes)
{
    bool polygons = canopy->inputs.crown != NULL;
    geo_box wide = polygons ? box : geo_box_grow(box, CROWN_REACH_M);
    *out = (geo_crowns){.round = !polygons};
    geo_status status = geo_source_read(ctx, polygons ? canopy->inputs.crown : canopy->inputs.tree,
                                        &wide, &out->rows);
    if (status == GEO_OK && !(out->items = geo_alloc(out->rows.count, sizeof *out->items)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK && !polygons)
        status = circles(ctx, canopy, out, notes);
    for (size_t i = 0; status == GEO_OK && polygons && i < out->rows.count; i++)
        out->items[out->count++] = out->rows.geoms[i];
    if (status != GEO_OK)
        geo_crowns_release(out);
    return status;
}

void geo_crowns_release(geo_crowns *crowns)
{
    geo_free(crowns->items);
    geo_features_release(&crowns->rows);
    *crowns = (geo_crowns){0};
}

/* ---- land ---- */

/* Is class or physical of a row one of these? */
static bool has_value(const geo_features *rows, size_t row, const char *const *values)
{
    return geo_text_listed(values, rows->text[0][row]) ||
           geo_text_listed(values, rows->text[1][row]);
}

static geo_status left_out(geo_ctx *ctx, geo_canopy *canopy, geo_box box, geo_geom *out)
{
    geo_features water = {0}, cover = {0};
    geo_geom *parts = NULL;
    size_t count = 0;
    geo_status status = GEO_OK;
    bool built = canopy->options.denominator == GEO_DENOMINATOR_BUILT;
    if (canopy->inputs.water)
        status = geo_source_read(ctx, canopy->inputs.water, &box, &water);
    if (status == GEO_OK && built && canopy->inputs.landcover)
        status = geo_source_read(ctx, canopy->inputs.landcover, &box, &cover);
    if (status == GEO_OK && !(parts = geo_alloc(water.count + cover.count, sizeof *parts)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        for (size_t i = 0; i < water.count; i++)
            if (!has_value(&water, i, canopy->inputs.dry))
                parts[count++] = water.geoms[i];
        for (size_t i = 0; i < cover.count; i++)
            if (has_value(&cover, i, canopy->inputs.not_built))
                parts[count++] = cover.geoms[i];
        status = unite(ctx, canopy->geos, parts, count, out);
    }
    geo_free(parts);
    geo_features_release(&water);
    geo_features_release(&cover);
    return status;
}

geo_status geo_canopy_land(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *area, geo_geom *out)
{
    geo_geom out_of_it = {0};
    if (canopy->options.denominator == GEO_DENOMINATOR_ALL)
        return geo_geom_clone(ctx, area, out);
    geo_status status = left_out(ctx, canopy, geo_box_of(area), &out_of_it);
    if (status == GEO_OK)
        status = out_of_it.point_count
                     ? geo_geos_difference(ctx, canopy->geos, area, &out_of_it, out)
                     : geo_geom_clone(ctx, area, out);
    geo_geom_release(&out_of_it);
    return status;
}

geo_status geo_canopy_known(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land, geo_geom *out)
{
    const geo_geom *known =
        canopy->inputs.coverage ? geo_coverage_known(canopy->inputs.coverage) : NULL;
    if (!known || land->point_count == 0)
        return geo_geom_clone(ctx, land, out);
    return geo_geos_intersection(ctx, canopy->geos, land, known, out);
}

void geo_canopy_judge(geo_canopy_figure *figure, double land_m2)
{
    figure->nodata = land_m2 > 0 ? fmax(0, 1 - figure->area_m2 / land_m2) : 0;
    if (!(land_m2 > 0))
        figure->notes |= GEO_CANOPY_NO_AREA;
    else if (figure->nodata > NODATA_MAX + ROUNDING || !(figure->area_m2 > 0))
        figure->notes |= GEO_CANOPY_NODATA;
    else if (figure->nodata > ROUNDING) {
        figure->notes |= GEO_CANOPY_GAPS;
        figure->most_pct = 100 * (figure->canopy_m2 + figure->nodata * land_m2) / land_m2;
    }
}

/* ---- crown rasters ---- */

/* A raster of another kind than was said gives figures that look right and are not: 1 for a value
 * that it cannot hold, which NaN is not. */
static int32_t is_no_mask(float value)
{
    return (value != 0) & (value != 1) & (value != 255) & (value == value);
}

static int32_t is_no_percentage(float value)
{
    return (value < 0) | (value > PERCENT_MOST);
}

static int32_t is_no_height(float value)
{
    return (value < HEIGHT_LEAST_M) | (value > HEIGHT_MOST_M);
}

static int32_t is_wrong(geo_canopy_is kind, float value)
{
    if (kind == GEO_CANOPY_PERCENT)
        return is_no_percentage(value);
    return kind == GEO_CANOPY_HEIGHT ? is_no_height(value) : is_no_mask(value);
}

/* One loop a kind, without branches, so that it is compiled to vectors: there are billions of
 * cells. Returns how many are wrong; those are left as they were. NaN stays NaN. */
static int32_t mask_shares(float *cells, int32_t count)
{
    int32_t wrong = 0;
    for (int32_t i = 0; i < count; i++) {
        float value = cells[i];
        wrong += is_no_mask(value);
        cells[i] = value == 255 ? 1 : value;
    }
    return wrong;
}

static int32_t percent_shares(float *cells, int32_t count, float *most_pct)
{
    int32_t wrong = 0;
    float most = *most_pct;
    for (int32_t i = 0; i < count; i++) {
        float value = cells[i], share = value > 100 ? 1 : value / 100;
        int32_t bad = is_no_percentage(value);
        wrong += bad;
        most = value > most ? value : most;
        cells[i] = bad ? value : share;
    }
    *most_pct = most;
    return wrong;
}

static int32_t height_shares(float *cells, int32_t count, double height_min_m)
{
    int32_t wrong = 0;
    for (int32_t i = 0; i < count; i++) {
        float value = cells[i], share = (double)value >= height_min_m ? 1 : 0;
        int32_t bad = is_no_height(value);
        wrong += bad;
        cells[i] = bad | (value != value) ? value : share;
    }
    return wrong;
}

static int32_t turn_to_shares(geo_canopy *canopy, float *cells, int32_t count)
{
    const geo_canopy_options *options = &canopy->options;
    if (options->raster_is == GEO_CANOPY_PERCENT)
        return percent_shares(cells, count, &canopy->most_pct);
    if (options->raster_is == GEO_CANOPY_HEIGHT)
        return height_shares(cells, count, options->height_min_m);
    return mask_shares(cells, count);
}

static geo_status bad_value(geo_ctx *ctx, const char *name, geo_canopy_is kind, float value)
{
    static const char *const MEANT[] = {"mask of 0 and 1", "percentage", "height above the ground"};
    geo_hint(ctx, "say what it holds with --canopy-is, and mark missing cells by a no-data value");
    return geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds the value %g, which is no %s", name,
                    (double)value, MEANT[kind]);
}

/* Height rasters hold roofs too: cells whose centre is in a building are no canopy. */
static geo_status clear_buildings(geo_ctx *ctx, geo_canopy *canopy, geo_grid *grid)
{
    geo_features rows = {0};
    geo_box box = geo_frame_box(grid->frame);
    geo_status status = geo_source_read(ctx, canopy->inputs.building, &box, &rows);
    for (size_t i = 0; status == GEO_OK && i < rows.count; i++)
        status = geo_grid_burn(ctx, grid, &rows.geoms[i], 0);
    geo_features_release(&rows);
    return status;
}

static geo_status read_shares(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_canopy *canopy = ((geo_canopy_raster *)self)->canopy;
    const geo_grid_source *raster = canopy->inputs.raster;
    geo_status status = raster->read(raster->self, ctx, window, cells);
    if (status != GEO_OK)
        return status;
    for (int64_t row = 0; row < window.height; row++) {
        float *line = cells + row * window.width;
        int32_t wrong = turn_to_shares(canopy, line, (int32_t)window.width);
        for (int64_t i = 0; wrong > 0 && i < window.width; i++)
            if (is_wrong(canopy->options.raster_is, line[i]))
                return bad_value(ctx, raster->name, canopy->options.raster_is, line[i]);
    }
    geo_grid grid = {geo_frame_sub(raster->frame, window), cells};
    if (canopy->options.raster_is == GEO_CANOPY_HEIGHT && canopy->inputs.building)
        status = clear_buildings(ctx, canopy, &grid);
    return status;
}

/* Is there anything but 0, 1, 255 and no-data? Without branches, for vectors. */
static bool has_no_mask(const uint8_t *cells, int64_t count, uint8_t nodata)
{
    uint8_t wrong = 0;
    for (int64_t i = 0; i < count; i++)
        wrong |= (cells[i] > 1) & (cells[i] != 255) & (cells[i] != nodata);
    return wrong;
}

/* A mask that is stored as bytes: those over 0 are canopy as they are. */
static geo_status read_mask(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    geo_canopy *canopy = ((geo_canopy_raster *)self)->canopy;
    const geo_grid_source *raster = canopy->inputs.raster;
    geo_status status = raster->read_bytes(raster->self, ctx, window, cells);
    if (status != GEO_OK)
        return status;
    int64_t count = window.width * window.height;
    /* Without a no-data value 0 stands for it: it is no wrong value either. */
    uint8_t nodata = raster->byte_nodata < 0 ? 0 : (uint8_t)raster->byte_nodata;
    if (!has_no_mask(cells, count, nodata))
        return GEO_OK;
    int64_t i = 0;
    while (cells[i] == nodata || !is_no_mask(cells[i]))
        i++;
    return bad_value(ctx, raster->name, canopy->options.raster_is, cells[i]);
}

/* The same in place. A piece that is no mask is not lent, but the wrong value need not lie within
 * the area: its cells are read then, which tells. */
static geo_status lend_mask(void *self, geo_ctx *ctx, int64_t row, int64_t column, geo_lent *out)
{
    const geo_grid_source *raster = ((geo_canopy_raster *)self)->canopy->inputs.raster;
    return raster->lend(raster->self, ctx, row, column, out);
}

static void give_back_mask(void *self, geo_lent *lent)
{
    const geo_grid_source *raster = ((geo_canopy_raster *)self)->canopy->inputs.raster;
    raster->give_back(raster->self, lent);
}

geo_grid_source geo_canopy_shares(geo_canopy_raster *self)
{
    const geo_grid_source *raster = self->canopy->inputs.raster;
    geo_grid_source shares = {
        .self = self, .frame = raster->frame, .name = raster->name, .read = read_shares};
    if (raster->read_bytes && self->canopy->options.raster_is == GEO_CANOPY_MASK) {
        shares.read_bytes = read_mask;
        shares.byte_nodata = raster->byte_nodata;
        shares.lend = raster->lend ? lend_mask : NULL;
        shares.give_back = give_back_mask;
        shares.lent_width = raster->lent_width;
    }
    return shares;
}
