/* A town for the canopy measure: layers are filled, opened with the source of crowns, measured. */
#ifndef GROENNET_TESTS_CANOPY_CASE_H
#define GROENNET_TESTS_CANOPY_CASE_H

#include "base/alloc.h"
#include "green/canopy.h"

#include "town.c"

typedef struct fixture {
    town t;
    town_rows rows;
    geo_canopy_options options;
    geo_canopy_inputs inputs;
    geo_geos *geos;
    geo_coverage *coverage;
    geo_grid grid;
    geo_grid_source raster;
    geo_canopy *canopy;
} fixture;

static inline void begin(fixture *f)
{
    *f = (fixture){.options = {.radius_m = 250, .height_min_m = 3, .crown_d_m = 5}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_rows_begin(&f->rows, "id neighbourhood_id");
    f->rows.move = f->t.move;
}

static inline void trees(fixture *f)
{
    town_layer(&f->t, "tree", GEO_GEOM_POINT, "id status height_m# crown_d_m#");
}

static inline void tree(fixture *f, double x, double y, double crown_d)
{
    town_point(&f->t, x, y, "t", "standing", 9.0, crown_d);
}

static inline void crowns(fixture *f)
{
    town_layer(&f->t, "crown", GEO_GEOM_UNKNOWN, "id");
}

static inline void water(fixture *f)
{
    town_layer(&f->t, "water", GEO_GEOM_POLYGON, "id class physical");
}

static inline void raster(fixture *f, double x0, double y0, double cell, int64_t width,
                          int64_t height)
{
    geo_frame frame = {EAST + x0, NORTH + y0, cell, width, height};
    assert_ok(geo_grid_init(NULL, &f->grid, frame, 0));
    f->raster = town_raster(&f->grid, "kronen.tif");
    f->inputs.raster = &f->raster;
}

static inline void open_canopy(fixture *f)
{
    assert_ok(geo_canopy_new(f->t.ctx, &f->options, &f->inputs, &f->rows.schema, &f->canopy));
}

/* Opens what was written. */
static inline void open_town(fixture *f, const char *source)
{
    town_build(&f->t);
    if (strcmp(source, "tree") == 0)
        f->inputs.tree = town_source(&f->t, "tree", "status", "height_m crown_d_m");
    if (strcmp(source, "crown") == 0)
        f->inputs.crown = town_source(&f->t, "crown", "", "");
}

static inline void end(fixture *f)
{
    geo_canopy_free(f->canopy);
    geo_areas_free(f->inputs.areas);
    geo_coverage_free(f->coverage);
    geo_geos_free(f->geos);
    geo_grid_release(&f->grid);
    town_rows_end(&f->rows);
    town_end(&f->t);
}

static inline geo_canopy_figure measure(fixture *f, double x0, double y0, double x1, double y1)
{
    geo_point ring[] = {{EAST + x0, NORTH + y0},
                        {EAST + x1, NORTH + y0},
                        {EAST + x1, NORTH + y1},
                        {EAST + x0, NORTH + y1},
                        {EAST + x0, NORTH + y0}};
    uint32_t ringend = 5, part = 1;
    geo_geom area = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    geo_canopy_figure figure;
    if (geo_canopy_measure(f->t.ctx, f->canopy, &area, &figure) != GEO_OK)
        fail_msg("%s", geo_ctx_error(f->t.ctx));
    return figure;
}

static inline geo_canopy_figure circle(fixture *f, double x, double y)
{
    geo_point centre = {EAST + x, NORTH + y};
    geo_canopy_figure figure;
    assert_ok(geo_canopy_circles(f->t.ctx, f->canopy, &centre, 1, &figure));
    return figure;
}

#endif
