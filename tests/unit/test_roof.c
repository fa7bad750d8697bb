/* raster/roof: heights of buildings; percentiles as numpy has them; and marking cells near lines,
 * against the distance of every centre. */
#include "field.h"

#include "raster/cover.h"
#include "raster/roof.h"

#include "ctx_case.h"

static const geo_frame FRAME = {84000, 447000, 0.5, 400, 300};
static const geo_roof_options OPTIONS = {.roof_percentile = 70,
                                         .edge_cells = 0.5,
                                         .roof_least = 4,
                                         .roof_min_m = 1,
                                         .ground_percentile = 5,
                                         .ring_m = 4,
                                         .ground_least = 10,
                                         .ring_most_m = 32};

typedef struct house {
    geo_point points[5];
    uint32_t end, part;
    geo_geom geom;
} house;

/* metres from the frame's north-west corner: west, north, east, south */
static void build(house *h, double west, double north, double east, double south)
{
    double x = FRAME.x0, y = FRAME.y0;
    h->points[0] = h->points[4] = (geo_point){x + west, y - south};
    h->points[1] = (geo_point){x + east, y - south};
    h->points[2] = (geo_point){x + east, y - north};
    h->points[3] = (geo_point){x + west, y - north};
    h->end = 5;
    h->part = 1;
    h->geom = (geo_geom){GEO_GEOM_POLYGON, h->points, &h->end, &h->part, 5, 1, 1};
}

static void set(field *f, double west, double north, double east, double south, float value)
{
    for (int64_t i = (int64_t)(north * 2); i < (int64_t)(south * 2); i++)
        for (int64_t j = (int64_t)(west * 2); j < (int64_t)(east * 2); j++)
            *field_at(f, i, j) = value;
}

typedef struct town {
    field dsm, dtm;
    double heights[8], grounds[8];
    geo_roof_tally tally;
} town;

static void town_make(town *t)
{
    field_make(&t->dsm, "dsm.tif", FRAME, 2);
    field_make(&t->dtm, "dtm.tif", FRAME, 2);
}

static void town_release(town *t)
{
    geo_grid_release(&t->dsm.grid);
    geo_grid_release(&t->dtm.grid);
}

static void measure(town *t, const house *houses, size_t count, const geo_roof_options *options)
{
    geo_geom geoms[8];
    for (size_t i = 0; i < count; i++)
        geoms[i] = houses[i].geom;
    if (geo_roofs(ctx, &t->dsm.source, &t->dtm.source, geoms, count, options, t->heights,
                  t->grounds, &t->tally))
        fail_msg("%s", geo_ctx_error(ctx));
}

static void percentiles_are_numpys(void **state)
{
    (void)state;
    float four[] = {4, 1, 3, 2}, one[] = {7};
    assert_near(geo_percentile(four, 4, 70), 3.1, 1e-12);
    assert_near(geo_percentile(four, 4, 5), 1.15, 1e-12);
    assert_near(geo_percentile(four, 4, 0), 1, 0);
    assert_near(geo_percentile(four, 4, 100), 4, 0);
    assert_near(geo_percentile(one, 1, 70), 7, 0);
    assert_true(isnan(geo_percentile(one, 0, 70)));
}

/* Cells on the wall hold the street; the terrain under and beside the house is not its ground. */
static void takes_roof_and_ring(void **state)
{
    (void)state;
    town t;
    house h[2];
    town_make(&t);
    build(&h[0], 20.25, 20.25, 30.25, 30.25); /* walls through the middle of cells */
    build(&h[1], 30.25, 20.25, 40.25, 30.25); /* a neighbour, party wall */
    set(&t.dsm, 20.5, 20.5, 30, 30, 11);
    set(&t.dsm, 30.5, 20.5, 40, 30, 14);
    set(&t.dtm, 20, 20, 40.5, 30.5, -20); /* made up under the roofs */
    set(&t.dtm, 0, 0, 200, 15.9, -30);    /* further than 4 m */
    measure(&t, h, 2, &OPTIONS);
    assert_near(t.grounds[0], 2, 0);
    assert_near(t.heights[0], 9, 0);
    assert_near(t.heights[1], 12, 0);
    assert_int_equal(t.tally.known, 2);
    town_release(&t);
}

static void a_percentile_of_the_roof(void **state)
{
    (void)state;
    town t;
    house h;
    town_make(&t);
    build(&h, 20, 20, 30, 30);
    for (int64_t j = 0; j < 20; j++) /* 20 columns, the outer ones at the wall */
        for (int64_t i = 40; i < 60; i++)
            *field_at(&t.dsm, i, 40 + j) = (float)(2 + j);
    geo_roof_options options = OPTIONS;
    options.edge_cells = 0.6;
    measure(&t, &h, 1, &options);
    /* 18 columns of 18 cells, 1..18 over ground: number 226.1 of 0..323 lies in the 13th */
    assert_near(t.heights[0], 13, 1e-9);
    town_release(&t);
}

static void widens_the_ring(void **state)
{
    (void)state;
    town t;
    house h;
    town_make(&t);
    build(&h, 60, 60, 70, 70);
    set(&t.dsm, 60, 60, 70, 70, 10);
    set(&t.dtm, 50, 50, 80, 80, NAN); /* water all round, 10 m */
    measure(&t, &h, 1, &OPTIONS);
    assert_near(t.grounds[0], 2, 0);
    set(&t.dtm, 20, 20, 110, 110, NAN); /* 40 m */
    measure(&t, &h, 1, &OPTIONS);
    assert_true(isnan(t.grounds[0]) && isnan(t.heights[0]));
    assert_int_equal(t.tally.no_ground, 1);
    set(&t.dtm, 40, 40, 40.5, 40.5, 1); /* one cell, 28 m off: better than none */
    measure(&t, &h, 1, &OPTIONS);
    assert_near(t.grounds[0], 1, 0);
    town_release(&t);
}

static void tells_what_is_unknown(void **state)
{
    (void)state;
    town t;
    house h[4];
    town_make(&t);
    build(&h[0], 20, 20, 30, 30);       /* nothing stands there */
    build(&h[1], 60, 20, 70, 30);       /* no surface */
    build(&h[2], 100, 20, 100.9, 20.9); /* a shed with too few cells within its walls */
    build(&h[3], -9000, -9000, -3000, -3000);
    set(&t.dsm, 60, 20, 70, 30, NAN);
    set(&t.dsm, 100, 20, 101, 21, 5);
    measure(&t, h, 4, &OPTIONS);
    assert_true(isnan(t.heights[0]) && isnan(t.heights[1]) && isnan(t.heights[3]));
    assert_near(t.grounds[0], 2, 0);
    assert_near(t.heights[2], 3, 0);
    assert_int_equal(t.tally.low, 1);
    assert_int_equal(t.tally.no_surface, 1);
    assert_int_equal(t.tally.known, 1);
    assert_int_equal(t.tally.too_large, 1);
    town_release(&t);
}

/* A street of houses on noise: the order in which they come changes nothing. */
static void does_not_depend_on_order(void **state)
{
    (void)state;
    town t, back;
    house h[8], turned[8];
    shape_dice dice = {5};
    town_make(&t);
    town_make(&back);
    for (int64_t i = 0; i < FRAME.width * FRAME.height; i++) {
        t.dsm.grid.cells[i] = back.dsm.grid.cells[i] = (float)shape_between(&dice, 5, 15);
        t.dtm.grid.cells[i] = back.dtm.grid.cells[i] = (float)shape_between(&dice, 0, 1);
    }
    for (int k = 0; k < 8; k++) {
        build(&h[k], 20 * k + 1.3, 40, 20 * k + 12.7, 55.5 + k);
        build(&turned[7 - k], 20 * k + 1.3, 40, 20 * k + 12.7, 55.5 + k);
    }
    measure(&t, h, 8, &OPTIONS);
    measure(&back, turned, 8, &OPTIONS);
    for (int k = 0; k < 8; k++) {
        assert_near(t.heights[k], back.heights[7 - k], 0);
        assert_near(t.grounds[k], back.grounds[7 - k], 0);
        assert_true(t.heights[k] > 10 && t.heights[k] < 13);
        town alone = back; /* and neither do the others' blocks */
        measure(&alone, &h[k], 1, &OPTIONS);
        assert_near(alone.heights[0], t.heights[k], 0);
    }
    town_release(&t);
    town_release(&back);
}

static void refuses_what_is_no_building(void **state)
{
    (void)state;
    town t;
    house h;
    town_make(&t);
    build(&h, 20, 20, 30, 30);
    geo_geom none = {.type = GEO_GEOM_POLYGON};
    assert_int_equal(geo_roofs(ctx, &t.dsm.source, &t.dtm.source, &none, 1, &OPTIONS, t.heights,
                               t.grounds, &t.tally),
                     GEO_ERR_GEOM);
    geo_roof_options options = OPTIONS;
    options.roof_percentile = 101;
    assert_int_equal(geo_roofs(ctx, &t.dsm.source, &t.dtm.source, &h.geom, 1, &options, t.heights,
                               t.grounds, &t.tally),
                     GEO_ERR_ARG);
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_roofs(ctx, &t.dsm.source, &t.dtm.source, &h.geom, 1, &OPTIONS, t.heights,
                           t.grounds, &t.tally);
        assert_true(nth < 1000);
    }
    geo_alloc_fail_at(0);
    assert_ok(status);
    town_release(&t);
}

/* ---- cells near lines ---- */

static void burns_what_is_near(void **state)
{
    (void)state;
    const geo_frame frame = {84000, 447000, 0.5, 90, 70};
    geo_point level[] = {{84010, 446990}, {84020, 446990}}; /* on a border between rows */
    uint32_t end = 2;
    geo_geom line = {GEO_GEOM_LINE, level, &end, NULL, 2, 1, 0};
    geo_grid near;
    int64_t marked = 0;
    assert_ok(geo_grid_init(ctx, &near, frame, 0));
    assert_ok(geo_grid_burn_near(ctx, &near, &line, 0.25, 1)); /* closed: both rows */
    for (int64_t i = 0; i < frame.width * frame.height; i++)
        marked += near.cells[i] > 0;
    assert_int_equal(marked, 2 * 20);
    geo_grid_release(&near);
    for (uint64_t seed = 1; seed <= 40; seed++) {
        shape_dice dice = {seed};
        shape s;
        geo_grid grid;
        geo_point at = {frame.x0 + shape_between(&dice, -5, 50),
                        frame.y0 - shape_between(&dice, -5, 40)};
        double distance = seed % 4 ? shape_between(&dice, 0, 6) : 0.25;
        shape_make(&s, &dice, at, shape_between(&dice, 1, 15), 1, seed % 2, seed % 5 ? 0 : 0.5);
        geo_geom geom = s.geom;
        if (seed % 3 == 0)
            geom.type = GEO_GEOM_MULTILINE;
        if (seed % 7 == 0)
            geom = (geo_geom){.type = GEO_GEOM_MULTIPOINT, .points = s.points, .point_count = 3};
        assert_ok(geo_grid_init(ctx, &grid, frame, 0));
        assert_ok(geo_grid_burn_near(ctx, &grid, &geom, distance, 1));
        for (int64_t row = 0; row < frame.height; row++)
            for (int64_t column = 0; column < frame.width; column++) {
                geo_point centre = geo_frame_centre(frame, row, column);
                double away = geo_geom_is_polygon(&geom)
                                  ? geo_geom_edge_distance(&geom, centre, NULL)
                                  : geo_geom_distance(&geom, centre, NULL);
                assert_true((away <= distance) == (grid.cells[row * frame.width + column] > 0));
            }
        geo_grid_release(&grid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_are_numpys),      cmocka_unit_test(takes_roof_and_ring),
        cmocka_unit_test(a_percentile_of_the_roof),    cmocka_unit_test(widens_the_ring),
        cmocka_unit_test(tells_what_is_unknown),       cmocka_unit_test(does_not_depend_on_order),
        cmocka_unit_test(refuses_what_is_no_building), cmocka_unit_test(burns_what_is_near),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
