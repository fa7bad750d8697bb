/* A town for the trees measure, filled layer by layer in this order: coverage, building, tree,
 * address; then run. */
#ifndef GROENNET_TESTS_TREES_CASE_H
#define GROENNET_TESTS_TREES_CASE_H

#include <stdio.h>

#include "base/alloc.h"
#include "green/trees.h"

#include "town.c"

static const char *const THEMES[] = {"tree", NULL};

typedef struct fixture {
    town t;
    town_rows rows;
    geo_trees_options options;
    geo_geos *geos;
    geo_coverage *coverage;
    geo_grid dsm, dtm;
    geo_trees *trees;
    geo_sightline_sink sink; /* of evidence; zeroed: none */
    const char *layer;       /* being filled */
} fixture;

static inline void begin(fixture *f)
{
    *f = (fixture){.options = {.reach_m = 30,
                               .eye_m = 1.6,
                               .spacing_m = 2,
                               .min_height_m = 3,
                               .building_height_m = 9,
                               .tree_height_m = 8,
                               .crown_d_m = 5,
                               .threads = 2,
                               .enough = 4}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_rows_begin(&f->rows, "id building_id home# floor#");
    f->rows.move = f->t.move;
}

static inline void coverage(fixture *f)
{
    town_layer(&f->t, "coverage", GEO_GEOM_POLYGON, "id theme completeness");
}

static inline void buildings(fixture *f)
{
    coverage(f);
    town_layer(&f->t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
}

static inline void trees(fixture *f)
{
    town_layer(&f->t, "tree", GEO_GEOM_POINT,
               "id status height_m# height_max_m# crown_d_m# public# height_min_m#");
}

static inline void tree(fixture *f, double x, double y, double height)
{
    town_point(&f->t, x, y, "t", "standing", height, NAN, 4.0, 1.0, NAN);
}

static inline void addresses(fixture *f)
{
    town_layer(&f->t, "address", GEO_GEOM_POINT, "id building_id home#");
}

/* In the town and in the batch. */
static inline void address(fixture *f, double x, double y, const char *building_id, double home)
{
    char id[16];
    snprintf(id, sizeof id, "a%zu", geo_batch_count(&f->rows.batch));
    town_point(&f->t, x, y, id, building_id, home);
    town_rows_point(&f->rows, x, y, id, building_id, home, NAN);
}

static inline void run(fixture *f)
{
    geo_grid_source dsm = town_raster(&f->dsm, "dsm.tif"), dtm = town_raster(&f->dtm, "dtm.tif");
    town_build(&f->t);
    assert_ok(geo_geos_new(f->t.ctx, &f->geos));
    geo_source *ends = town_source(&f->t, "coverage", "theme completeness", "");
    assert_ok(geo_coverage_new(f->t.ctx, f->geos, ends, THEMES, &f->coverage));
    geo_trees_inputs inputs = {
        .address = town_source(&f->t, "address", "building_id", "home"),
        .building = town_source(&f->t, "building", "", "height_m"),
        .tree = town_source(&f->t, "tree", "status",
                            "height_m height_max_m crown_d_m public height_min_m"),
        .coverage = f->coverage,
        .dsm = f->dsm.cells ? &dsm : NULL,
        .dtm = f->dtm.cells ? &dtm : NULL};
    assert_ok(geo_trees_new(f->t.ctx, &f->options, &inputs, &f->rows.schema, &f->trees));
    geo_trees_show_lines(f->trees, f->sink);
    geo_columns *out = town_rows_out(&f->rows, geo_trees_columns(&f->options));
    if (geo_trees_run(f->t.ctx, f->trees, &f->rows.batch, out) != GEO_OK)
        fail_msg("%s", geo_ctx_error(f->t.ctx));
}

static inline void end(fixture *f)
{
    geo_trees_free(f->trees);
    geo_coverage_free(f->coverage);
    geo_geos_free(f->geos);
    geo_grid_release(&f->dsm);
    geo_grid_release(&f->dtm);
    town_rows_end(&f->rows);
    town_end(&f->t);
}

static inline int value(const fixture *f, size_t row, geo_trees_column column)
{
    double number = town_number(&f->rows, row, column);
    return isnan(number) ? -1 : (int)number;
}

static inline const char *note(const fixture *f, size_t row)
{
    return town_text(&f->rows, row, GEO_TREES_NOTE);
}

#endif
