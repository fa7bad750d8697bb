/* What the rasters show of a place: its level, how steep it is, how low it lies among what is
 * around it, and how fast water sinks into it. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "water/potential_parts.h"

/* Sums over cells, by the part of each that the shape covers; x and y from the grid's corner. */
typedef struct sums {
    const geo_grid *grid;
    double w, x, y, z, xx, xy, yy, xz, yz;
} sums;

static geo_status add_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                          const float *fractions, int64_t count)
{
    sums *s = self;
    const geo_frame *frame = &s->grid->frame;
    double y = -((double)row + 0.5) * frame->cell_m;
    (void)ctx;
    for (int64_t i = 0; i < count; i++) {
        double z = (double)s->grid->cells[row * frame->width + first + i];
        double w = (double)fractions[i], x = ((double)(first + i) + 0.5) * frame->cell_m;
        if (isnan(z))
            continue;
        s->w += w;
        s->x += w * x;
        s->y += w * y;
        s->z += w * z;
        s->xx += w * x * x;
        s->xy += w * x * y;
        s->yy += w * y * y;
        s->xz += w * x * z;
        s->yz += w * y * z;
    }
    return GEO_OK;
}

/* *known: the part of the shape, 0..1, where there is a value. */
static geo_status sum_cells(geo_ctx *ctx, const geo_grid *grid, const geo_geom *shape, sums *s,
                            double *known)
{
    geo_status status = GEO_OK;
    double area = geo_geom_area(shape), cell_m2 = grid->frame.cell_m * grid->frame.cell_m;
    s->grid = grid;
    *known = 0;
    if (grid->frame.width > 0 && grid->frame.height > 0)
        status = geo_cover(ctx, grid->frame, shape, add_run, s);
    if (area > 0)
        *known = s->w * cell_m2 / area;
    return status;
}

/* How much the plane that fits the ground best falls over the length of the place, %: the root mean
 * square of that plane's heights by that of the place's extent along its longer axis. So of a plaza
 * it is the slope of the plane, and the cross fall of a narrow street counts by its width only.
 * NaN: less than two cells. */
static double slope_of(const sums *s)
{
    double xx = s->xx - s->x * s->x / s->w, yy = s->yy - s->y * s->y / s->w;
    double xy = s->xy - s->x * s->y / s->w;
    double xz = s->xz - s->x * s->z / s->w, yz = s->yz - s->y * s->z / s->w;
    double middle = (xx + yy) / 2, half = hypot((xx - yy) / 2, xy);
    double longer = middle + half, shorter = middle - half, angle = atan2(2 * xy, xx - yy) / 2;
    double along = xz * cos(angle) + yz * sin(angle), across = yz * cos(angle) - xz * sin(angle);
    if (!(longer > 0))
        return NAN;
    double explained = along * along / longer;
    if (shorter > longer * 1e-9)
        explained += across * across / shorter;
    return 100 * sqrt(explained / longer);
}

geo_status geo_potential_read_levels(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                     const geo_potential *potential, geo_potential_item *item)
{
    double reach_m = geo_potential_is(inputs, item, GEO_POTENTIAL_LOW_REACH);
    geo_box box = GEO_BOX_EMPTY;
    for (size_t i = item->first; i < item->first + item->count; i++) {
        uint32_t ground = potential->pieces.items[i].ground;
        box = geo_box_join(box, potential->features[GEO_POTENTIAL_GROUND].boxes[ground]);
    }
    return geo_grid_read(ctx, inputs->dtm, geo_box_grow(box, reach_m), &item->levels);
}

geo_status geo_potential_levels(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential_item *item)
{
    geo_potential_row *row = &item->row;
    sums s = {0};
    double known = 0;
    geo_status status = sum_cells(ctx, &item->levels, row->shape, &s, &known);
    if (status != GEO_OK || known < 1 - GEO_POTENTIAL_UNKNOWN_MOST)
        return status;
    row->level_m = s.z / s.w;
    row->slope_pct = slope_of(&s);
    if (!isnan(row->slope_pct))
        row->gates[GEO_GATE_SLOPE] =
            row->slope_pct <= geo_potential_is(inputs, item, GEO_POTENTIAL_SLOPE_MAX)
                ? GEO_ANSWER_PASS
                : GEO_ANSWER_FAIL;
    const geo_potential_low_limits limits = {
        geo_potential_is(inputs, item, GEO_POTENTIAL_LOW_REACH), row->level_m,
        geo_potential_is(inputs, item, GEO_POTENTIAL_LOW_NOISE)};
    return geo_potential_low(ctx, &item->levels, row->shape, &limits,
                             &row->terms[GEO_POTENTIAL_LOW]);
}

/* Permeabilities of soils lie decades apart: their mean is that of the logarithms. */
static geo_status to_logarithms(geo_ctx *ctx, const geo_grid_source *source, geo_grid *grid)
{
    size_t count = (size_t)(grid->frame.width * grid->frame.height);
    for (size_t i = 0; i < count; i++) {
        if (isnan(grid->cells[i]))
            continue;
        if (!(grid->cells[i] > 0) || grid->cells[i] > 1000) {
            geo_hint(ctx, "if that value means no data: gdal_edit.py -a_nodata %g %s",
                     (double)grid->cells[i], source->name);
            return geo_fail(ctx, GEO_ERR_RANGE, "raster '%s': %g cannot be a permeability in m/d",
                            source->name, (double)grid->cells[i]);
        }
        grid->cells[i] = log10f(grid->cells[i]);
    }
    return GEO_OK;
}

/* In m/s, or in cm/d, the ground is faster or slower than any of the country; a float is no more
 * exact than this. */
static bool is_soil(const geo_potential_inputs *inputs, const geo_potential_item *item)
{
    static const double EXACT = 1e-6;
    double least = geo_potential_is(inputs, item, GEO_POTENTIAL_K_LEAST);
    double most = geo_potential_is(inputs, item, GEO_POTENTIAL_K_MOST);
    return item->row.k_m_d >= least * (1 - EXACT) && item->row.k_m_d <= most * (1 + EXACT);
}

geo_status geo_potential_soil(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential_item *item)
{
    geo_grid grid = {0};
    sums s = {0};
    double known = 0;
    geo_status status =
        geo_grid_read(ctx, inputs->permeability, geo_box_of(item->row.shape), &grid);
    if (status == GEO_OK)
        status = to_logarithms(ctx, inputs->permeability, &grid);
    if (status == GEO_OK)
        status = sum_cells(ctx, &grid, item->row.shape, &s, &known);
    geo_grid_release(&grid);
    if (status != GEO_OK || known < 1 - GEO_POTENTIAL_UNKNOWN_MOST)
        return status;
    item->row.k_m_d = pow(10, s.z / s.w);
    if (!is_soil(inputs, item)) {
        geo_potential_mark(item, GEO_POTENTIAL_ODD_K);
        return GEO_OK;
    }
    double none = log10(geo_potential_is(inputs, item, GEO_POTENTIAL_K_NONE));
    double full = log10(geo_potential_is(inputs, item, GEO_POTENTIAL_K_FULL));
    item->row.terms[GEO_POTENTIAL_K] = fmin(1, fmax(0, (s.z / s.w - none) / (full - none)));
    return GEO_OK;
}
