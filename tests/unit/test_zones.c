/* Zones of small towns: what a polygon is, what is one zone, what it measures, what lies in it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "nature/zone_state.h"
#include "near.h"

#include "../support/zone_town.c"

static void land_becomes_what_the_table_says(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    const struct {
        const char *id, *class, *physical, *plus, *function, *management;
        double width, height, level;
    } land[] = {{"a", GREEN_LAND, "heide", NULL, NULL, NULL, 50, 50, 0},
                {"b", GREEN_LAND, "grasland overig", NULL, NULL, NULL, 50, 50, 0},
                {"c", GREEN_LAND, "grasland overig", NULL, NULL, "hooiland", 50, 50, 0},
                {"d", GREEN_LAND, "groenvoorziening", "bosplantsoen", NULL, NULL, 50, 100, 0},
                {"e", GREEN_LAND, "groenvoorziening", "bosplantsoen", NULL, NULL, 19, 300, 0},
                {"f", GREEN_LAND, "groenvoorziening", NULL, NULL, NULL, 50, 50, NAN},
                {"g", GREEN_LAND, "bouwland", NULL, NULL, NULL, 50, 50, 0},
                {"h", GREEN_LAND, "nooit gehoord", NULL, NULL, NULL, 50, 50, 0},
                {"i", "ondersteunendwegdeel", "groenvoorziening", NULL, "berm", NULL, 4, 100, 0},
                {"j", "ondersteunendwegdeel", "groenvoorziening", NULL, "berm", NULL, 3.9, 100, 0},
                {"k", "waterdeel", "watervlakte", NULL, NULL, NULL, 50, 100, 0},
                {"l", "waterdeel", "waterloop", "sloot", NULL, NULL, 2, 100, 0},
                {"m", GREEN_LAND, "heide", NULL, NULL, NULL, 50, 50, 1},
                {"n", GREEN_LAND, "groenvoorziening", "heesters", NULL, NULL, 1, 400, 0}};
    for (size_t i = 0; i < sizeof land / sizeof *land; i++)
        town_box(&s.t, 1000.0 * (double)i, 0, 1000.0 * (double)i + land[i].width, land[i].height,
                 land[i].id, land[i].class, land[i].physical, land[i].plus, land[i].function,
                 land[i].management, land[i].level);
    run(&s, "");
    assert_string_equal(
        told(&s),
        "a:natuurzone:1:2500.00 b:functionele_natuur:1:2500.00 c:natuurzone:1:2500.00 "
        "d:natuurzone:1:5000.00 e:natuurverbinding:1:5700.00 f:functionele_natuur:1:2500.00 "
        "h:onbekend:1:2500.00 i:natuurverbinding:1:400.00 k:natuurzone:1:5000.00 "
        "l:natuurverbinding:1:200.00 n:functionele_natuur:1:400.00");
    assert_int_equal(zone(&s, "k")->colour, GEO_ZONE_BLUE);
    assert_int_equal(zone(&s, "a")->colour, GEO_ZONE_GREEN);
    assert_near(s.zones.balance.class_m2[GEO_ZONE_MATRIX], 2500 + 390, 1e-6);
    assert_near(s.zones.balance.class_m2[GEO_ZONE_UNKNOWN], 2500, 1e-6);
    assert_near(s.zones.balance.residue, 0, 1e-14);
    assert_int_equal(s.zones.balance.polygons, 13);
    assert_int_equal(s.zones.balance.other_level, 1);
    assert_true(isnan(zone(&s, "a")->protected_pct) && isnan(zone(&s, "a")->data_edge));
    end(&s);
}

static void the_gap_joins_and_adds_nothing(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    s.t.move.x = 131019.004; /* so that 5 m is a hair more in binary: 2^17 lies in the gap */
    wood(&s, "b", 0, 0, 50, 50);
    wood(&s, "a", 55, 0, 105, 50);     /* exactly the gap */
    wood(&s, "c", 110.01, 0, 160, 50); /* more */
    wood(&s, "d", 165, 50, 200, 90);   /* diagonally 5 m off c */
    wood(&s, "e", 200, 90, 240, 120);  /* touches d at a corner */
    town_box(&s.t, 0, 50, 50, 80, "f", GREEN_LAND, "bouwland", NULL, NULL, NULL, 0.0);
    wood(&s, "g", 0, 80, 50, 120); /* 30 m off, over land of another class */
    run(&s, "");
    assert_string_equal(told(&s),
                        "a:natuurzone:2:5000.00 c:natuurzone:3:5099.50 g:natuurzone:1:2000.00");
    assert_near(geo_geom_area(&zone(&s, "a")->shape), 5000, 1e-6);
    end(&s);
}

/* Cut by a road or a decision, or recorded so: ground far apart is not one zone. */
static void parts_far_apart_are_zones_of_their_own(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "w", 0, 0, 1000, 100);
    town_box(&s.t, 95, 0, 100, 100, "a", "wegdeel", NULL, NULL, NULL, NULL, 0.0); /* the gap */
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 450.0, -10.0, 510.0, 110.0, "m", "matrix", NULL, NULL, NULL);
    run(&s, "decided");
    assert_int_equal(s.zones.count, 2);
    assert_near(s.zones.items[0].area_m2, 44500, 1e-6); /* the road is no wider than the gap */
    assert_near(s.zones.items[1].area_m2, 49000, 1e-6);
    assert_near(s.zones.balance.residue, 0, 1e-14);
    end(&s);
}

static void what_is_measured(void **state)
{
    (void)state;
    setting s;
    const geo_point ring[] = {{1000, 0},  {1100, 0},  {1100, 100}, {1000, 100}, {1000, 0},
                              {1020, 20}, {1020, 80}, {1080, 80},  {1080, 20},  {1020, 20}};
    uint32_t ends[] = {5, 10}, part = 2;
    geo_geom holed = {GEO_GEOM_POLYGON, (geo_point *)(uintptr_t)ring, ends, &part, 10, 2, 1};
    begin(&s);
    s.options.core_min_m2 = 6400;
    wood(&s, "a", 0, 0, 100, 100);
    wood(&s, "b", 0, 500, 1, 900); /* one metre wide */
    town_put(&s.t, &holed, "c", GREEN_LAND, "loofbos", NULL, NULL, NULL, 0.0);
    wood(&s, "d", 2000, 0, 2099, 100);
    run(&s, "");
    assert_near(zone(&s, "a")->core_area_m2, 6400, 1e-6); /* the least itself counts */
    assert_near(zone(&s, "d")->core_area_m2, 0, 0);       /* 79 x 80: below it */
    assert_near(zone(&s, "a")->width_mean_m, 100, 1e-6);
    assert_near(zone(&s, "a")->compactness, acos(-1) / 4, 1e-12);
    assert_near(zone(&s, "b")->core_area_m2, 0, 0);
    assert_near(zone(&s, "b")->width_mean_m, 1, 1e-9);
    /* 6400 m2 with 640 m of border: 6400 = w * (320 - w); corners of the hole get rounder by 1 cm
     */
    assert_near(zone(&s, "c")->width_mean_m, 160 - sqrt(160 * 160 - 6400), 0.01);
    assert_near(zone(&s, "c")->compactness, 4 * acos(-1) * 6400 / (640.0 * 640), 1e-4);
    end(&s);
}

/* Outlines of one border that differ by a hair: slits and strips with long borders and no ground.
 */
static void a_hair_is_not_measured(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    wood(&s, "b", 100.001, 0, 200, 100);
    wood(&s, "c", 1000, 0, 1100, 100);
    wood(&s, "d", 2000, 0, 2100, 100);
    wood(&s, "e", 3000, 0, 3100, 100);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 1000.0005, 0.0005, 1060.0, 99.9995, "z", "natuurzone", NULL, NULL, NULL);
    town_box(&s.t, 1999.0, 0.0, 2099.999, 101.0, "y", "natuurzone", NULL, NULL, NULL);
    town_box(&s.t, 3000.002, -1.0, 3101.0, 60.0, "x", "matrix", NULL, NULL, NULL);
    run(&s, "decided");
    assert_near(zone(&s, "a")->core_area_m2, 14400, 0.1);
    assert_near(zone(&s, "a")->width_mean_m, 100, 0.01);
    assert_near(zone(&s, "c")->width_mean_m, 40, 0.01);
    assert_near(zone(&s, "c")->compactness, acos(-1) * 4 * 4000 / (280.0 * 280), 1e-4);
    assert_near(zone(&s, "y")->area_m2, 10000, 1e-6); /* all of it: a strip of 1 mm is no zone */
    assert_near(zone(&s, "e")->width_mean_m, 40, 0.01);
    assert_int_equal(s.zones.count, 5);
    assert_near(s.zones.balance.residue, 0, 1e-14);
    end(&s);
}

/* Between them the gap: not one strip as long as both borders. */
static void parts_have_their_own_widths(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    wood(&s, "b", 105, 0, 205, 100);
    wood(&s, "c", 210, 0, 260, 50);
    run(&s, "");
    assert_string_equal(told(&s), "a:natuurzone:3:22500.00");
    assert_near(zone(&s, "a")->width_mean_m, (2 * 10000.0 * 100 + 2500 * 50) / 22500, 1e-6);
    assert_near(zone(&s, "a")->compactness, acos(-1) / 4, 1e-9);
    end(&s);
}

static void overlaps_are_told_and_go_to_the_lower_id(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "b", 0, 0, 50, 50);
    town_box(&s.t, 40, 0, 90, 50, "a", GREEN_LAND, "groenvoorziening", NULL, NULL, NULL, 0.0);
    wood(&s, "c", 60, 10, 70, 20);       /* wholly inside a: nothing is left of it */
    wood(&s, "d", 0, 49.99995, 50, 100); /* by a rounding: left whole */
    run(&s, "");
    assert_string_equal(told(&s), "a:functionele_natuur:1:2500.00 b:natuurzone:2:4500.00");
    assert_int_equal(s.zones.balance.overlapping, 2);
    assert_string_equal(s.zones.balance.first_overlap, "b");
    assert_near(s.zones.balance.overlap_m2, 600, 1e-6);
    assert_near(s.zones.balance.landcover_m2, 2500 + 2500 + 100 + 50 * 50.00005, 1e-6);
    assert_near(s.zones.balance.residue, 0, 1e-12);
    end(&s);
}

static void water_counts_where_land_cover_has_none(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 50, 50);
    town_layer(&s.t, "water", GEO_GEOM_POLYGON, "id class");
    town_box(&s.t, 40.0, 0.0, 60.0, 50.0, "w", "waterloop");
    town_box(&s.t, 10.0, 10.0, 20.0, 20.0, "under", "waterloop");
    run(&s, "water");
    assert_string_equal(told(&s), "a:natuurzone:1:2500.00 w:natuurverbinding:1:500.00");
    assert_near(s.zones.balance.water_m2, 500, 1e-6);
    assert_near(s.zones.balance.landcover_m2, 2500, 1e-6);
    assert_int_equal(s.zones.balance.overlapping, 0);
    end(&s);
}

static void green_in_a_facility_is_for_use(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_layer(&s.t, "facility", GEO_GEOM_POLYGON, "id kind class name");
    town_box(&s.t, 0.0, 0.0, 100.0, 20.0, "f1", "speeltuin", NULL, "De Bosrand");
    town_box(&s.t, 0.0, 80.0, 100.0, 100.0, "f2", NULL, "camping", NULL);
    town_box(&s.t, 40.0, 40.0, 60.0, 60.0, "f3", "parkeerplaats", NULL, NULL);
    run(&s, "facility");
    /* f3 is of a kind that changes nothing: its piece stays part of the wood */
    assert_string_equal(told(&s), "a:natuurzone:1:6000.00 a~f1:functionele_natuur:1:2000.00 "
                                  "a~f2:functionele_natuur:1:2000.00");
    assert_int_equal(s.zones.conflicts.count, 1); /* f3 lies in the wood */
    assert_string_equal(s.zones.conflicts.items[0].which, "f3");
    end(&s);
}

/* A hole of 10 x 10 in a wood, with a building that fills it, one that fills a quarter, and one
 * that stands on a border. */
static void what_stands_in_a_natuurzone(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    const double x[] = {0, 200, 400};
    for (int i = 0; i < 3; i++) {
        const geo_point points[] = {
            {x[i], 0},       {x[i] + 100, 0}, {x[i] + 100, 100}, {x[i], 100},     {x[i], 0},
            {x[i] + 40, 40}, {x[i] + 40, 50}, {x[i] + 50, 50},   {x[i] + 50, 40}, {x[i] + 40, 40}};
        uint32_t ends[] = {5, 10}, part = 2;
        geo_geom holed = {GEO_GEOM_POLYGON, (geo_point *)(uintptr_t)points, ends, &part, 10, 2, 1};
        const char *const ids[] = {"a", "b", "c"};
        town_put(&s.t, &holed, ids[i], GREEN_LAND, "loofbos", NULL, NULL, NULL, 0.0);
    }
    town_layer(&s.t, "building", GEO_GEOM_POLYGON, "id kind class name");
    town_box(&s.t, 40.0, 40.0, 50.0, 50.0, "p1", NULL, NULL, NULL);   /* the hole is its place */
    town_box(&s.t, 240.0, 40.0, 245.0, 45.0, "p2", NULL, NULL, NULL); /* a house with a yard */
    town_box(&s.t, 495.0, 0.0, 510.0, 10.0, "p3", NULL, NULL, NULL);  /* 5 m over the border */
    town_box(&s.t, 600.0, 0.0, 610.0, 10.0, "p4", NULL, NULL, NULL);
    town_box(&s.t, 445.0, 45.0, 450.0, 50.0, "p5", NULL, NULL, NULL);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 400.0, 0.0, 500.0, 100.0, "z", "natuurzone", NULL, "raad", NULL);
    run(&s, "building decided");
    assert_int_equal(s.zones.conflicts.count, 3);
    const geo_zone_conflict *found = s.zones.conflicts.items;
    assert_string_equal(found[0].which, "p1");
    assert_false(found[0].zone->decided);
    assert_near(found[0].overlap_m2, 100, 1e-6);
    assert_string_equal(found[1].which, "p3");
    assert_true(found[1].zone->decided);
    assert_near(found[1].overlap_m2, 50, 1e-6);
    assert_string_equal(found[2].which, "p5"); /* in the decided outline, though not in its land */
    assert_near(found[2].overlap_m2, 25, 1e-6);
    end(&s);
}

static void protection_and_the_edge_of_the_data(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    wood(&s, "b", 300, 300, 400, 400);
    town_layer(&s.t, "protection", GEO_GEOM_POLYGON, "id");
    town_box(&s.t, -500.0, -500.0, 25.0, 600.0, "n1");
    town_box(&s.t, -500.0, -500.0, 25.0, 50.0, "n2"); /* over n1: counts once */
    town_box(&s.t, 4000.0, 0.0, 5000.0, 600.0, "n3");
    town_layer(&s.t, "coverage", GEO_GEOM_POLYGON, "id theme completeness");
    town_box(&s.t, -5.0, -50.0, 600.0, 600.0, "v", "landcover", "all");
    run(&s, "protection coverage");
    assert_near(zone(&s, "a")->protected_pct, 25, 1e-9);
    assert_near(zone(&s, "b")->protected_pct, 0, 0);
    assert_near(zone(&s, "a")->data_edge, 1, 0); /* 5 m is within the gap */
    assert_near(zone(&s, "b")->data_edge, 0, 0);
    end(&s);
}

static void lines_are_hedges_and_rows(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_layer(&s.t, "hedge", GEO_GEOM_LINE, "id height_m# width_m#");
    town_line(&s.t, (geo_point[]){{0, 0}, {30, 40}}, 2, "h", 1.5, NAN);
    town_layer(&s.t, "tree", GEO_GEOM_POINT, "id status");
    for (int i = 0; i < 7; i++) {
        char id[8];
        snprintf(id, sizeof id, "t%d", 9 - i);
        town_point(&s.t, 200 + 12.0 * i, 0, id, i == 5 ? "felled" : NULL);
    }
    run(&s, "hedge tree");
    assert_int_equal(s.zones.lines.count, 2);
    const geo_zone_line *lines = s.zones.lines.items;
    assert_string_equal(lines[0].kind, "hedge");
    assert_near(lines[0].length_m, 50, 1e-9);
    assert_near(lines[0].height_m, 1.5, 0);
    assert_string_equal(lines[1].kind, "tree_row");
    assert_string_equal(lines[1].id, "t5"); /* the lowest of the five up to the felled one */
    assert_int_equal(lines[1].trees, 5);
    assert_near(lines[1].length_m, 48, 1e-9);
    assert_near(lines[1].spacing_max_m, 12, 1e-9);
    end(&s);
}

/* What council and map, or two polygons, call by one name is told apart by a suffix; parts of one
 * polygon are no fault. */
static void no_two_zones_have_one_id(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_box(&s.t, 200, 0, 300, 100, "a", GREEN_LAND, "groenvoorziening", NULL, NULL, NULL, 0.0);
    wood(&s, "a#2", 400, 0, 500, 100);
    wood(&s, "b", 600, 0, 800, 100);
    wood(&s, "c", 0, 500, 300, 600);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 600.0, 0.0, 650.0, 100.0, "b", "natuurverbinding", "green", NULL, NULL);
    town_box(&s.t, 100.0, 500.0, 200.0, 600.0, "d", "matrix", NULL, NULL, NULL);
    run(&s, "decided");
    assert_string_equal(told(&s), "a:natuurzone:1:10000.00 a#3:functionele_natuur:1:10000.00 "
                                  "a#2:natuurzone:1:10000.00 b:natuurverbinding:1:5000.00 "
                                  "b#2:natuurzone:1:15000.00 c:natuurzone:1:10000.00 "
                                  "c#2:natuurzone:1:10000.00");
    assert_true(zone(&s, "b")->decided);
    assert_int_equal(s.zones.double_ids, 2); /* not c#2 */
    assert_string_equal(s.zones.first_double, "a#3");
    end(&s);
}

/* One place twice by one id, and its management too: other rows first, the same zones. */
static void doubles_do_not_go_by_their_order(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        setting s;
        begin(&s);
        for (int i = 0; i < 2; i++) {
            bool other = i != turned;
            town_box(&s.t, 0, 0, 100, 100, "x", other ? "wegdeel" : GREEN_LAND,
                     other ? NULL : "loofbos", NULL, NULL, NULL, 0.0);
        }
        town_box(&s.t, 500, 0, 600, 100, "g", GREEN_LAND, "grasland overig", NULL, NULL, NULL, 0.0);
        town_layer(&s.t, "green", GEO_GEOM_POLYGON, "id management");
        for (int i = 0; i < 2; i++)
            town_box(&s.t, 500.0, 0.0, 600.0, 100.0, "g", i != turned ? "hooiland" : "gazon");
        run(&s, "green");
        assert_string_equal(told(&s), "g:functionele_natuur:1:10000.00 x:natuurzone:1:10000.00");
        assert_string_equal(zone(&s, "g")->management, "gazon");
        end(&s);
    }
}

static void management_is_advised(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, -400, 100, 100);
    const struct {
        const char *id;
        double x, y, size;
        const char *advised;
    } grass[] = {{"b", 350, 0, 100, "begrazing"},        /* 250 m off the wood */
                 {"c", 300, 260, 100, "bloemrijk_gras"}, /* 256 m, though its box lies nearer */
                 {"d", 200, 0, 99, "bloemrijk_gras"}};   /* smaller than 1 ha */
    for (int i = 0; i < 3; i++)
        town_box(&s.t, grass[i].x, grass[i].y, grass[i].x + grass[i].size,
                 grass[i].y + grass[i].size, grass[i].id, GREEN_LAND, "grasland overig", NULL, NULL,
                 NULL, 0.0);
    town_box(&s.t, 1000, 0, 1010, 100, "e", "ondersteunendwaterdeel", "oever, slootkant", NULL,
             NULL, NULL, 0.0);
    town_box(&s.t, 2000, 0, 2100, 100, "f", GREEN_LAND, "grasland overig", NULL, NULL, NULL, 0.0);
    town_layer(&s.t, "green", GEO_GEOM_POLYGON, "id management");
    town_box(&s.t, 2000.0, 0.0, 2100.0, 100.0, "f", "hooiland");
    run(&s, "green");
    assert_int_equal(s.zones.care.count, 5);
    const geo_zone_care *care = s.zones.care.items;
    for (int i = 0; i < 3; i++) {
        assert_string_equal(care[i].id, grass[i].id);
        assert_string_equal(care[i].advised, grass[i].advised);
    }
    assert_string_equal(care[3].advised, "natuurvriendelijke_oever");
    assert_string_equal(care[3].ground, "bank");
    assert_near(care[3].length_m, 100, 1e-9);
    assert_non_null(strstr(care[3].reason, "1000 m², 10,0 m breed; beheer nu: onbekend"));
    assert_string_equal(care[4].advised, "behouden");
    assert_string_equal(care[4].management, "hooiland"); /* from green, by id */
    assert_string_equal(zone(&s, "f")->management, "hooiland");
    assert_int_equal(zone(&s, "f")->class, GEO_ZONE_NATURE);
    end(&s);
}

static void widths_are_those_of_rectangles(void **state)
{
    (void)state;
    assert_near(geo_zone_width(100, 40), 10, 1e-12);
    assert_near(geo_zone_width(200, 60), 10, 1e-12);
    assert_near(geo_zone_width(1e4, 2 * (1e7 + 1e-3)), 1e-3, 1e-15); /* no digits are lost */
    assert_near(geo_zone_width(acos(-1), 2 * acos(-1)), sqrt(acos(-1)), 1e-12); /* a disc */
    assert_near(geo_zone_width(0, 10), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(land_becomes_what_the_table_says),
        cmocka_unit_test(the_gap_joins_and_adds_nothing),
        cmocka_unit_test(parts_far_apart_are_zones_of_their_own),
        cmocka_unit_test(what_is_measured),
        cmocka_unit_test(a_hair_is_not_measured),
        cmocka_unit_test(parts_have_their_own_widths),
        cmocka_unit_test(overlaps_are_told_and_go_to_the_lower_id),
        cmocka_unit_test(water_counts_where_land_cover_has_none),
        cmocka_unit_test(green_in_a_facility_is_for_use),
        cmocka_unit_test(what_stands_in_a_natuurzone),
        cmocka_unit_test(protection_and_the_edge_of_the_data),
        cmocka_unit_test(lines_are_hedges_and_rows),
        cmocka_unit_test(no_two_zones_have_one_id),
        cmocka_unit_test(doubles_do_not_go_by_their_order),
        cmocka_unit_test(management_is_advised),
        cmocka_unit_test(widths_are_those_of_rectangles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
