/* Trees in sight over a surface and the ground: what blocks, and cells without data. With
 * the two threads of options.threads in trees_case.h. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "trees_case.h"

static void lay_ground(fixture *f, double x0, double y0, int64_t side)
{
    geo_frame frame = {EAST + x0, NORTH + y0, 1, side, side};
    assert_ok(geo_grid_init(NULL, &f->dtm, frame, 10));
    assert_ok(geo_grid_init(NULL, &f->dsm, frame, 10));
}

static void raise(geo_grid *grid, double xmin, double ymin, double xmax, double ymax, float value)
{
    geo_frame frame = grid->frame;
    for (int64_t i = 0; i < frame.width * frame.height; i++) {
        geo_point c = geo_frame_centre(frame, i / frame.width, i % frame.width);
        if (c.x > EAST + xmin && c.x < EAST + xmax && c.y > NORTH + ymin && c.y < NORTH + ymax)
            grid->cells[i] = value;
    }
}

/* The DSM holds a hedge; only with --trees-block does it hide anything. */
static void other_trees_block_on_request(void **state)
{
    (void)state;
    for (int block = 0; block < 2; block++) {
        fixture f;
        begin(&f);
        f.options.trees_block = block;
        lay_ground(&f, -60, 60, 120);
        raise(&f.dsm, 8, -30, 10, 30, 16);
        raise(&f.dsm, -10, -30, -8, 30, 16);
        buildings(&f);
        town_box(&f.t, -10.0, -30.0, -8.0, 30.0, "wall", 1.0); /* the DSM counts, not this */
        trees(&f);
        tree(&f, 20, 0, 5);
        tree(&f, -20, 0, 5);
        addresses(&f);
        address(&f, 0, 0, NULL, 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), block ? 0 : 1);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 2);
        end(&f);
    }
}

static void no_data_is_not_no_trees(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    lay_ground(&f, -60, 60, 120);
    raise(&f.dtm, 5, -60, 25, 60, NAN); /* 20 m wide: its middle has ground at 10 m */
    buildings(&f);
    trees(&f);
    tree(&f, 28, 0, 5);  /* behind it */
    tree(&f, -20, 0, 5); /* plainly seen */
    tree(&f, 15, 5, 5);  /* on it, further than 10 m from any ground */
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    address(&f, 15, 20, NULL, 1); /* no ground to stand on */
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 3);
    assert_string_equal(note(&f, 0), "no_building nodata");
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), -1);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_REACH), -1);
    assert_string_equal(note(&f, 1), "no_building no_ground");
    end(&f);
}

/* Half of the facade stands where nothing is known: what it would see is no-data, not nothing. */
static void observers_without_ground_may_see(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    lay_ground(&f, -60, 60, 120);
    raise(&f.dtm, 2, -60, 60, 60, NAN);
    buildings(&f);
    town_box(&f.t, -10.0, -10.0, 30.0, 10.0, "1", 6.0);
    raise(&f.dsm, -10, -10, 30, 10, 16);
    trees(&f);
    tree(&f, 35, 0, 5);
    addresses(&f);
    address(&f, 0, 0, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 0);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 1);
    assert_string_equal(note(&f, 0), "nodata");
    end(&f);
}

static void a_raster_of_elsewhere_is_refused(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    trees(&f);
    addresses(&f);
    run(&f);
    geo_trees *none = NULL;
    lay_ground(&f, 5000, 5000, 20);
    geo_grid_source dsm = town_raster(&f.dsm, "dsm.tif"), dtm = town_raster(&f.dtm, "dtm.tif");
    geo_trees_inputs inputs = {.building = f.t.sources.items[2], .dsm = &dsm, .dtm = &dtm};
    assert_int_equal(geo_trees_new(f.t.ctx, &f.options, &inputs, &f.rows.schema, &none),
                     GEO_ERR_RANGE);
    assert_non_null(strstr(geo_ctx_error(f.t.ctx), "dsm.tif"));
    assert_null(none);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_trees_block_on_request),
        cmocka_unit_test(no_data_is_not_no_trees),
        cmocka_unit_test(observers_without_ground_may_see),
        cmocka_unit_test(a_raster_of_elsewhere_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
