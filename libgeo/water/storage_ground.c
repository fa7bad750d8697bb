/* What groundwater leaves of a layer under the ground:
 *   max(0, min(thickness, (surface - cover) - max(bottom, groundwater),
 *              overflow - max(bottom, groundwater)))
 * per cell. With d the depth of the groundwater and b = min(thickness + cover, d) the depth of the
 * higher of bottom and groundwater, that is max(0, min(b - cover, overflow - surface + b)), so that
 * a depth needs no elevation unless there is an overflow. Under streets the national model has
 * nothing: the nearest known cell within 100 m counts. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "raster/edt.h"
#include "water/storage_parts.h"

/* Of the area of a shape; as gn-canopy's share of no-data. */
#define UNKNOWN_MOST 0.05

typedef struct ground {
    const geo_groundwater *from;
    const geo_storage_bed *bed;
    geo_grid water, surface; /* around the shape; surface empty when it is not needed */
    uint32_t *squared;
    geo_frame frame; /* cells that are asked */
    double known_m2, sum_m3;
    double least_m, most_m; /* of the known depths */
    bool no_surface, is_near, is_above;
} ground;

static bool needs_surface(const geo_groundwater *groundwater, const geo_storage_bed *bed)
{
    return groundwater->is == GEO_GROUNDWATER_NAP_M || !isnan(bed->overflow_m);
}

/* What a level or a depth in the Netherlands can be; outside it the unit is another. */
static geo_status check_unit(geo_ctx *ctx, const geo_groundwater *from, const geo_grid *grid)
{
    static const struct {
        double least, most;
        const char *what;
    } range[] = {{-50, 400, "a level in m NAP"},
                 {-10, 50, "a depth in m below the surface"},
                 {-1000, 5000, "a depth in cm below the surface"}};
    size_t count = (size_t)(grid->frame.width * grid->frame.height);
    for (size_t i = 0; i < count; i++) {
        double value = (double)grid->cells[i];
        if (!(value < range[from->is].least) && !(value > range[from->is].most))
            continue;
        if (fabs(value) >= 999)
            geo_hint(ctx, "if that value means no data: gdal_edit.py -a_nodata %g %s", value,
                     from->grid->name);
        else
            geo_hint(ctx, "are its cells that, and in that unit?");
        return geo_fail(ctx, GEO_ERR_RANGE, "raster '%s': %g cannot be %s", from->grid->name, value,
                        range[from->is].what);
    }
    return GEO_OK;
}

/* Distances in cells around the shape; where all is unknown there is none. */
static geo_status measure_gaps(geo_ctx *ctx, ground *g)
{
    int64_t height = g->water.frame.height, width = g->water.frame.width;
    size_t count = (size_t)(height * width);
    uint8_t *unknown = geo_alloc(count, 1);
    g->squared = geo_alloc(count, sizeof *g->squared);
    if (!unknown || !g->squared) {
        geo_free(unknown);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < count; i++)
        unknown[i] = isnan(g->water.cells[i]);
    geo_status status = count ? geo_edt(ctx, unknown, height, width, g->squared) : GEO_OK;
    geo_free(unknown);
    return status;
}

/* Of the cells at that very distance the first, row by row. */
static float cell_at(const ground *g, int64_t row, int64_t column, int64_t squared)
{
    int64_t reach = (int64_t)sqrt((double)squared);
    for (int64_t down = -reach; down <= reach; down++) {
        int64_t across = llround(sqrt((double)(squared - down * down)));
        if (across * across + down * down != squared)
            continue;
        for (int side = -1; side <= 1; side += 2) {
            int64_t y = row + down, x = column + side * across;
            if (y < 0 || y >= g->water.frame.height || x < 0 || x >= g->water.frame.width)
                continue;
            float value = g->water.cells[y * g->water.frame.width + x];
            if (!isnan(value))
                return value;
        }
    }
    return NAN;
}

/* As the raster has it, at p or of the nearest known cell; NaN: none within reach. */
static double water_at(ground *g, geo_point p)
{
    int64_t row, column;
    if (!geo_frame_cell(g->water.frame, p, &row, &column))
        return NAN;
    int64_t at = row * g->water.frame.width + column;
    uint32_t squared = g->squared[at];
    double reach = GEO_GROUNDWATER_REACH_M / g->water.frame.cell_m;
    if (squared == 0)
        return (double)g->water.cells[at];
    if (squared == GEO_EDT_NONE || (double)squared > reach * reach)
        return NAN;
    g->is_near = true;
    return (double)cell_at(g, row, column, squared);
}

/* Depth of the groundwater below the surface at p, m; NaN: unknown. */
static double depth_at(ground *g, geo_point p, double surface)
{
    double value = water_at(g, p);
    switch (g->from->is) {
    case GEO_GROUNDWATER_NAP_M:
        return surface - value;
    case GEO_GROUNDWATER_BELOW_CM:
        return value / 100;
    case GEO_GROUNDWATER_BELOW_M:
        break;
    }
    return value;
}

static geo_status add_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                          const float *fractions, int64_t count)
{
    ground *g = self;
    const geo_storage_bed *bed = g->bed;
    double cell_m2 = g->frame.cell_m * g->frame.cell_m;
    (void)ctx;
    for (int64_t i = 0; i < count; i++) {
        geo_point p = geo_frame_centre(g->frame, row, first + i);
        bool asked = needs_surface(g->from, bed);
        double surface = asked ? (double)geo_grid_at(&g->surface, p) : NAN;
        double depth = depth_at(g, p, surface);
        g->no_surface |= asked && isnan(surface);
        if (isnan(depth) || (!isnan(bed->overflow_m) && isnan(surface)))
            continue;
        double lower = fmin(bed->thickness_m + bed->cover_m, depth), left = lower - bed->cover_m;
        if (!isnan(bed->overflow_m))
            left = fmin(left, bed->overflow_m - surface + lower);
        g->is_above |= depth < 0;
        g->least_m = fmin(g->least_m, depth);
        g->most_m = fmax(g->most_m, depth);
        g->known_m2 += (double)fractions[i] * cell_m2;
        g->sum_m3 += (double)fractions[i] * cell_m2 * fmax(0, left);
    }
    return GEO_OK;
}

/* Groundwater that deep is metres for what are centimetres, or the surface is; that shallow the
 * other way round; and no depth anywhere is no data that does not say so. */
static bool is_odd(const ground *g)
{
    static const double DEEP_M = 10, SHALLOW_M = 0.10;
    bool shallow = g->least_m > -SHALLOW_M && g->most_m < SHALLOW_M;
    bool none = !(g->least_m < 0) && !(g->most_m > 0);
    return g->least_m > DEEP_M || (g->from->is == GEO_GROUNDWATER_BELOW_CM && shallow) ||
           (g->from->is == GEO_GROUNDWATER_BELOW_M && none);
}

/* The finer of the two grids is asked, since what is coarse says the same for all its cells. */
static geo_status read_grids(geo_ctx *ctx, const geo_grid_source *dtm, ground *g)
{
    geo_box box = geo_box_of(g->bed->shape);
    const geo_grid_source *water = g->from->grid;
    bool surface = dtm && needs_surface(g->from, g->bed);
    geo_box wide = geo_box_grow(box, GEO_GROUNDWATER_REACH_M + water->frame.cell_m);
    geo_status status = geo_grid_read(ctx, water, wide, &g->water);
    if (status == GEO_OK)
        status = check_unit(ctx, g->from, &g->water);
    if (status == GEO_OK)
        status = measure_gaps(ctx, g);
    if (status == GEO_OK && surface)
        status = geo_grid_read(ctx, dtm, geo_box_grow(box, water->frame.cell_m), &g->surface);
    g->frame =
        surface && dtm->frame.cell_m < water->frame.cell_m ? g->surface.frame : g->water.frame;
    return status;
}

geo_status geo_storage_ground(geo_ctx *ctx, const geo_groundwater *groundwater,
                              const geo_grid_source *dtm, const geo_storage_bed *bed,
                              geo_storage_room *out)
{
    ground g = {.from = groundwater, .bed = bed, .least_m = INFINITY, .most_m = -INFINITY};
    double area = geo_geom_area(bed->shape);
    geo_status status = read_grids(ctx, dtm, &g);
    if (status == GEO_OK && g.frame.width > 0 && g.frame.height > 0)
        status = geo_cover(ctx, g.frame, bed->shape, add_run, &g);
    if (status == GEO_OK) {
        bool known = g.known_m2 >= area * (1 - UNKNOWN_MOST) && g.known_m2 > 0;
        out->thickness_m = known ? g.sum_m3 / g.known_m2 : NAN;
        out->no_surface = !known && (g.no_surface || (needs_surface(groundwater, bed) && !dtm));
        out->is_near = g.is_near;
        out->is_above = g.is_above;
        out->is_odd = g.known_m2 > 0 && is_odd(&g);
    }
    geo_grid_release(&g.water);
    geo_grid_release(&g.surface);
    geo_free(g.squared);
    return status;
}
