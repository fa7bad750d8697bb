/* Trees in sight: cases told by hand; random towns are in oracle/test_trees.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "trees_case.h"

/* A 10 x 10 house, its own trees on each side, one tree hidden behind the house next door. */
static void a_house_and_its_neighbour(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    town_box(&f.t, 13.0, -40.0, 20.0, 50.0, "2", 6.0);
    trees(&f);
    tree(&f, 5, -10, 5);
    tree(&f, -10, 5, 5);
    tree(&f, 5, 20, 2.9);                                                /* too low */
    town_point(&f.t, 5.0, 30.0, "t", "felled", 9.0, NAN, 4.0, 1.0, NAN); /* not there any more */
    town_point(&f.t, 5.0, 22.0, "t", NULL, 9.0, NAN, 4.0, 0.0, NAN);     /* not public */
    tree(&f, 30, 5, 6);                                                  /* hidden */
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_PUBLIC), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 4);
    assert_near(town_number(&f.rows, 0, GEO_TREES_NEAREST_M), 9.5, 0.01);
    assert_string_equal(note(&f, 0), "");
    end(&f);
}

/* From a lone point, exactly at the reach in every direction, far out in RD. */
static void a_tree_exactly_at_the_reach_counts(void **state)
{
    (void)state;
    for (int from = GEO_FROM_FACADE; from <= GEO_FROM_POINT; from++) {
        fixture f;
        begin(&f);
        f.options.from = from;
        f.options.method = from == GEO_FROM_POINT ? GEO_TREES_RADIUS : GEO_TREES_SIGHT;
        buildings(&f);
        trees(&f);
        tree(&f, 30, 0, 8);
        tree(&f, 0, -30, 8);
        tree(&f, 18, 24, 8);
        tree(&f, 30.0001, 0, 8);
        addresses(&f);
        address(&f, 0, 0, NULL, 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 3);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 3);
        assert_near(town_number(&f.rows, 0, GEO_TREES_NEAREST_M), 30, 0);
        assert_string_equal(note(&f, 0), from == GEO_FROM_FACADE ? "no_building" : "");
        end(&f);
    }
}

static void an_empty_town_has_no_trees_in_sight(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    addresses(&f);
    town_rows_point(&f.rows, 0, 0, "a", "1", 1.0, 2.0);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 0);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 0);
    assert_int_equal(value(&f, 0, GEO_TREES_NEAREST_M), -1);
    assert_string_equal(note(&f, 0), "no_building");
    end(&f);
}

static void an_empty_batch_is_fine(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    addresses(&f);
    run(&f);
    assert_int_equal(geo_trees_tell(f.trees).homes, 0);
    end(&f);
}

/* The middle one of a row has walls only at the front and the back. */
static void party_walls_have_no_view(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    for (int i = 0; i < 3; i++)
        town_box(&f.t, 6.0 * i, 0.0, 6.0 * i + 6, 10.0, (const char *[]){"1", "2", "3"}[i], 20.0);
    trees(&f);
    tree(&f, 9, -12, 8);
    tree(&f, 9, 22, 8);
    tree(&f, -5, 5, 8); /* beside the row */
    addresses(&f);
    address(&f, 9, 5, "2", 1);
    address(&f, 3, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_BEST), 1);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 3);
    end(&f);
}

/* The middle of a courtyard's outline is its far corner, so with an odd number of points one falls
 * there; half a metre out of its wall it stands on the next one. However the block is turned, a
 * tree there is nearest to the points before the two walls, not to one on the wall itself. */
static void a_point_on_a_wall_of_its_own_building_has_no_view(void **state)
{
    (void)state;
    for (int turn = 0; turn < 12; turn++) {
        fixture f;
        double c = cos(turn / 7.0), s = sin(turn / 7.0);
        const double at[] = {0, 0, 20, 0, 20, 20, 0, 20, 0, 0, 4, 4, 16, 4, 16, 15, 4, 15, 4, 4};
        const double beside[] = {15.9, 14.4, 15.9, 4.6, 4.1, 4.6, 4.1, 14.4, 15.4,
                                 14.9, 15.4, 4.1,  4.6, 4.1, 4.6, 14.9}; /* beside each corner */
        geo_point ring[10];
        for (int i = 0; i < 10; i++)
            ring[i] =
                (geo_point){at[2 * i] * c - at[2 * i + 1] * s, at[2 * i] * s + at[2 * i + 1] * c};
        uint32_t ends[] = {5, 10}, part = 2;
        geo_geom block = {GEO_GEOM_POLYGON, ring, ends, &part, 10, 2, 1};
        begin(&f);
        f.options.method = GEO_TREES_RADIUS;
        f.options.facade = GEO_FACADE_WHOLE;
        f.options.spacing_m = 46 / 8.5; /* nine points in the courtyard */
        f.options.reach_m = 0.3;
        buildings(&f);
        town_put(&f.t, &block, "1", 6.0);
        trees(&f);
        for (int i = 0; i < 8; i++)
            tree(&f, beside[2 * i] * c - beside[2 * i + 1] * s,
                 beside[2 * i] * s + beside[2 * i + 1] * c, 8);
        addresses(&f);
        address(&f, 0, 0, "1", 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 0);
        end(&f);
    }
}

static void a_house_within_others_has_no_facade(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    town_box(&f.t, -5.0, -5.0, 15.0, 15.0, "2", 6.0);
    trees(&f);
    tree(&f, 20, 5, 8);
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), -1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), -1);
    assert_string_equal(note(&f, 0), "no_facade");
    end(&f);
}

/* Two homes in a long house: each looks out at its own end, unless --facade whole. */
static void homes_share_a_building(void **state)
{
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        fixture f;
        begin(&f);
        f.options.facade = whole ? GEO_FACADE_WHOLE : GEO_FACADE_OWN;
        f.options.summary = true;
        buildings(&f);
        town_box(&f.t, 0.0, 0.0, 60.0, 10.0, "1", 6.0);
        trees(&f);
        tree(&f, 0, -10, 8);
        tree(&f, 60, -10, 8);
        addresses(&f);
        address(&f, 10, 5, "1", 1);
        address(&f, 50, 5, "1", 1);
        address(&f, 50, 5, "1", 0);                   /* a shop takes nothing from the homes */
        town_point(&f.t, 30.0, -30.0, "a", "1", NAN); /* a home that looks out nowhere near */
        run(&f);
        for (int i = 0; i < 3; i++)
            assert_int_equal(value(&f, (size_t)i, GEO_TREES_IN_SIGHT), whole ? 2 : 1);
        assert_int_equal(geo_trees_tell(f.trees).homes, 2);
        end(&f);
    }
}

static void what_is_assumed_is_noted(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    town_point(&f.t, 5.0, 0.0, "1", NULL, NAN, NAN, NAN, NAN, NAN);
    town_point(&f.t, 0.0, 5.0, "2", NULL, NAN, 6.0, 4.0, 1.0, NAN);
    town_point(&f.t, 0.0, 6.0, "3", NULL, NAN, 2.0, 4.0, 1.0, NAN); /* class to 2 m: no tree */
    town_point(&f.t, 100.0, 6.0, "4", NULL, 5.0, NAN, 0.0, 1.0, NAN);
    town_point(&f.t, 200.0, 6.0, "5", NULL, NAN, 12.0, 4.0, 1.0, 6.0); /* class 6 to 12 m */
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    address(&f, 100, 0, NULL, 1);
    address(&f, 200, 0, NULL, 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_PUBLIC), -1); /* one is unknown */
    assert_string_equal(note(&f, 0), "no_building height_assumed crown_assumed height_undecided");
    assert_string_equal(note(&f, 1), "no_building crown_assumed");
    assert_string_equal(note(&f, 2), "no_building height_assumed");
    end(&f);
}

static void crowns_below_a_least_area_do_not_count(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.min_crown_area_m2 = 28; /* a diameter of 5.97 m */
    buildings(&f);
    trees(&f);
    town_point(&f.t, 5.0, 0.0, "1", NULL, 9.0, NAN, 6.0, 1.0, NAN);
    town_point(&f.t, 0.0, 5.0, "2", NULL, 9.0, NAN, 5.9, 1.0, NAN);
    town_point(&f.t, 0.0, 9.0, "3", NULL, 9.0, NAN, NAN, 1.0, NAN); /* unknown: may count */
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_BEST), 1);
    assert_string_equal(note(&f, 0), "no_building crown_assumed crown_undecided");
    end(&f);
}

static void from_the_building_itself(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.method = GEO_TREES_RADIUS;
    f.options.from = GEO_FROM_BUILDING;
    f.options.reach_m = 15;
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 40.0, 10.0, "1", 6.0);
    town_box(&f.t, 50.0, 0.0, 60.0, 10.0, "1", 6.0); /* the same building */
    trees(&f);
    tree(&f, 75, 5, 8);
    tree(&f, 20, 25, 8);
    tree(&f, 5, 5, 8); /* inside: at 0 */
    tree(&f, 75.001, 5, 8);
    addresses(&f);
    address(&f, 2, 2, "1", 1);
    address(&f, 20, 8, "1", 1);
    run(&f);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(value(&f, i, GEO_TREES_IN_SIGHT), 3);
        assert_near(town_number(&f.rows, i, GEO_TREES_NEAREST_M), 0, 0);
    }
    end(&f);
}

/* The tree data end at x = 40; the long house's other home is far from there. */
static void where_the_tree_data_end(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    coverage(&f);
    town_box(&f.t, -300.0, -300.0, 40.0, 300.0, "1", "tree", "all");
    town_box(&f.t, -300.0, -300.0, -150.0, 300.0, "2", "tree", "public_only");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    town_box(&f.t, -90.0, 0.0, 20.0, 10.0, "1", 6.0);
    trees(&f);
    tree(&f, -85, -10, 8);
    addresses(&f);
    address(&f, -80, 5, "1", 1);
    address(&f, 15, 5, "1", 1);
    address(&f, -125, 5, NULL, 1);
    address(&f, -120, 50, NULL, 1); /* exactly at the reach: a disc that touches the end */
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 1);
    assert_string_equal(note(&f, 0), "");
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 0);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT_MAX), -1);
    assert_string_equal(note(&f, 1), "coverage_edge");
    assert_string_equal(note(&f, 2), "no_building public_only");
    assert_string_equal(note(&f, 3), "no_building");
    end(&f);
}

static void the_data_end_as_seen_from_the_outline(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.method = GEO_TREES_RADIUS;
    f.options.from = GEO_FROM_BUILDING;
    coverage(&f);
    town_box(&f.t, -300.0, -300.0, 40.0, 300.0, "1", "tree", "all");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    town_box(&f.t, -90.0, 0.0, 20.0, 10.0, "1", 6.0);
    trees(&f);
    addresses(&f);
    address(&f, -80, 5, "1", 1);
    run(&f);
    assert_string_equal(note(&f, 0), "coverage_edge");
    end(&f);
}

/* The data end in a bay whose head lies 10 m before the middle of a long wall, 45 m from its ends.
 */
static void the_data_may_end_before_a_wall(void **state)
{
    (void)state;
    const geo_point bay[] = {{-300, -300}, {300, -300}, {300, 300},  {1, 300},
                             {0, 20},      {-1, 300},   {-300, 300}, {-300, -300}};
    for (int from = GEO_FROM_POINT; from <= GEO_FROM_BUILDING; from++) {
        fixture f;
        begin(&f);
        f.options.method = GEO_TREES_RADIUS;
        f.options.from = from;
        coverage(&f);
        town_ring(&f.t, bay, 8, "1", "tree", "all");
        town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
        town_box(&f.t, -45.0, 0.0, 45.0, 10.0, "1", 6.0);
        trees(&f);
        addresses(&f);
        address(&f, -44, 5, "1", 1);
        run(&f);
        assert_string_equal(note(&f, 0), from == GEO_FROM_POINT ? "" : "coverage_edge");
        end(&f);
    }
}

/* Reach 30, data to 45 m: few trees within 30 is known, few within 50 is not. */
static void a_wider_summary_needs_wider_data(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.summary = true;
    coverage(&f);
    town_box(&f.t, -45.0, -45.0, 45.0, 45.0, "1", "tree", "all");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    trees(&f);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    geo_trees_summary told = geo_trees_tell(f.trees);
    assert_int_equal(told.judged[0], 1);
    assert_int_equal(told.judged[1], 1);
    assert_int_equal(told.judged[2], 0);
    assert_string_equal(note(&f, 0), "no_building");
    end(&f);
}

static void higher_floors_look_over(void **state)
{
    (void)state;
    const struct {
        geo_floors floors;
        int in_sight, top;
    } cases[] = {{GEO_FLOORS_GROUND, 0, -2}, {GEO_FLOORS_KNOWN, 1, -2}, {GEO_FLOORS_RANGE, 0, 1}};
    for (int i = 0; i < 3; i++) {
        fixture f;
        begin(&f);
        f.options.floors = cases[i].floors;
        buildings(&f);
        town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 15.0); /* floors 0 to 4 */
        town_box(&f.t, -50.0, -10.0, 60.0, -8.0, "2", 6.0);
        trees(&f);
        tree(&f, 5, -20, 5);
        addresses(&f);
        town_point(&f.t, 5.0, 5.0, "a", "1", 1.0);
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, 4.0);
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, -1.0); /* a basement looks out at ground */
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, 1e300);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), cases[i].in_sight);
        assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 0);
        if (cases[i].top != -2)
            assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_TOP), cases[i].top);
        end(&f);
    }
}

/* ---- rasters ---- */

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

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.threads = 1;
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    trees(&f);
    tree(&f, 5, -10, 5);
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    geo_columns *out = town_rows_out(&f.rows, geo_trees_columns(&f.options));
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 3000; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_trees_run(f.t.ctx, f.trees, &f.rows.batch, out);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
    }
    assert_true(nth > 30 && nth < 3000);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_house_and_its_neighbour),
        cmocka_unit_test(a_tree_exactly_at_the_reach_counts),
        cmocka_unit_test(an_empty_town_has_no_trees_in_sight),
        cmocka_unit_test(an_empty_batch_is_fine),
        cmocka_unit_test(party_walls_have_no_view),
        cmocka_unit_test(a_point_on_a_wall_of_its_own_building_has_no_view),
        cmocka_unit_test(a_house_within_others_has_no_facade),
        cmocka_unit_test(homes_share_a_building),
        cmocka_unit_test(what_is_assumed_is_noted),
        cmocka_unit_test(crowns_below_a_least_area_do_not_count),
        cmocka_unit_test(from_the_building_itself),
        cmocka_unit_test(where_the_tree_data_end),
        cmocka_unit_test(the_data_end_as_seen_from_the_outline),
        cmocka_unit_test(the_data_may_end_before_a_wall),
        cmocka_unit_test(a_wider_summary_needs_wider_data),
        cmocka_unit_test(higher_floors_look_over),
        cmocka_unit_test(other_trees_block_on_request),
        cmocka_unit_test(no_data_is_not_no_trees),
        cmocka_unit_test(observers_without_ground_may_see),
        cmocka_unit_test(a_raster_of_elsewhere_is_refused),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
