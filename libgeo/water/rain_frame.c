/* The lattice on which the catchments lie: they are made of cells, so that their corners tell it.
 */
#include <math.h>

#include "water/rain_parts.h"

#define CELL_MOST_M 2.0
#define OFF_LATTICE 1e-3 /* of a cell */

typedef struct lattice {
    geo_point origin;
    double step_m; /* 0: nothing seen yet */
} lattice;

typedef bool (*see_fn)(lattice *l, geo_point p, geo_point before);

/* All corners of all catchments; false when `see` has seen enough. */
static bool each_corner(const geo_rain_town *town, see_fn see, lattice *l)
{
    for (size_t i = 1; i < town->sinks.count; i++) {
        const geo_geom *shape = town->sinks.items[i].catchment;
        for (uint32_t ring = 0; shape && ring < geo_geom_run_count(shape); ring++) {
            geo_run run = geo_geom_run(shape, ring);
            for (size_t k = 1; k < run.count; k++)
                if (!see(l, run.points[k], run.points[k - 1]))
                    return false;
        }
    }
    return true;
}

/* The shortest stretch from one corner to the next is one cell, or there is no telling. */
static bool see_step(lattice *l, geo_point p, geo_point before)
{
    double steps[] = {fabs(p.x - before.x), fabs(p.y - before.y)};
    for (int i = 0; i < 2; i++)
        if (steps[i] > 0 && (l->step_m == 0 || steps[i] < l->step_m))
            l->step_m = steps[i];
    l->origin = p;
    return true;
}

static bool is_on(const lattice *l, geo_point p, geo_point before)
{
    double x = (p.x - l->origin.x) / l->step_m, y = (p.y - l->origin.y) / l->step_m;
    (void)before;
    return fabs(x - round(x)) < OFF_LATTICE && fabs(y - round(y)) < OFF_LATTICE;
}

static bool see_corner(lattice *l, geo_point p, geo_point before)
{
    return is_on(l, p, before);
}

static geo_box reckoned(const geo_rain_town *town, const geo_grid_source *dtm)
{
    geo_box box = dtm ? geo_frame_box(dtm->frame) : GEO_BOX_EMPTY;
    for (size_t i = 1; i < town->sinks.count; i++)
        if (town->sinks.items[i].catchment)
            box = geo_box_join(box, geo_box_of(town->sinks.items[i].catchment));
    return box;
}

/* Whole cells around a stretch: a little beyond a line is on it. */
static double lines_before(double at, double origin, double cell)
{
    return floor((at - origin) / cell + OFF_LATTICE);
}

static double lines_after(double at, double origin, double cell)
{
    return ceil((at - origin) / cell - OFF_LATTICE);
}

geo_status geo_rain_frame(geo_ctx *ctx, const geo_rain_town *town, const geo_grid_source *dtm,
                          geo_frame *out, bool *on_lattice)
{
    lattice l = {.step_m = 0};
    geo_box box = reckoned(town, dtm);
    if (geo_box_is_empty(box))
        return geo_fail(ctx, GEO_ERR_NOTFOUND,
                        "no catchments and no elevation model: there is no ground to reckon");
    each_corner(town, see_step, &l);
    *on_lattice = l.step_m > 0 && each_corner(town, see_corner, &l);
    if (!*on_lattice)
        l = (lattice){{box.xmin, box.ymax}, dtm ? dtm->frame.cell_m : 1};
    double cell = l.step_m / ceil(l.step_m / CELL_MOST_M - OFF_LATTICE);
    double west = lines_before(box.xmin, l.origin.x, cell);
    double east = lines_after(box.xmax, l.origin.x, cell);
    double south = lines_before(box.ymin, l.origin.y, cell);
    double north = lines_after(box.ymax, l.origin.y, cell);
    *out = (geo_frame){l.origin.x + west * cell, l.origin.y + north * cell, cell,
                       (int64_t)(east - west), (int64_t)(north - south)};
    if (out->width >= UINT32_MAX || out->height >= UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "the ground to reckon has too many cells of %g m",
                        cell);
    return GEO_OK;
}
