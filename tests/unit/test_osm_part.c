/* registry/osm_part: where an extract of OpenStreetMap ends. */
#include "imported.h"

/* A town of what the file holds; the box of the coverage of its streets in m from (81000, 446000).
 */
static const char *covers(geo_ctx *ctx, const char *inside)
{
    char text[4096];
    snprintf(text, sizeof text,
             "<?xml version='1.0'?><osm version='0.6'>%s"
             "<way id='90'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way>"
             "<way id='91'><nd ref='3'/><nd ref='4'/><tag k='highway' v='residential'/></way>"
             "</osm>",
             inside);
    put_text(in_folder("a.osm"), text);
    geo_town_free(import_file(ctx, (geo_import){.source = "osm"}, geo_import_osm,
                              in_folder("a.osm"), GEO_OK));
    return ask(in_folder("town/base.gpkg"),
               "SELECT CAST(round(minx - 83000) AS INT) || ' ' || CAST(round(miny - 446000) AS "
               "INT) || ' ' || CAST(round(maxx - minx) AS INT) || ' ' || CAST(round(maxy - miny) "
               "AS INT) FROM rtree_coverage_geom");
}

/* The second street is 50 km off. */
#define NODES                                                                                      \
    "<node id='1' lat='52.001' lon='4.351'/><node id='2' lat='52.009' lon='4.359'/>"               \
    "<node id='3' lat='52.300' lon='4.900'/><node id='4' lat='52.300' lon='4.901'/>"

static void bounds_tell(void **state)
{
    const char *box = covers(*state, "<bounds minlat='52.000' minlon='4.350' maxlat='52.010' "
                                     "maxlon='4.360'/>" NODES);
    int x, y, width, height;
    assert_int_equal(sscanf(box, "%d %d %d %d", &x, &y, &width, &height), 4);
    assert_true(width > 0 && width <= 700 && height > 0 && height <= 1125);
}

/* Trees and addresses are points of their own; crossings are points of streets. */
static void points_that_stand_alone_tell(void **state)
{
    const char *box = covers(*state, NODES "<node id='5' lat='52.001' lon='4.351'>"
                                           "<tag k='natural' v='tree'/></node>"
                                           "<node id='6' lat='52.001' lon='4.359'>"
                                           "<tag k='addr:housenumber' v='1'/></node>"
                                           "<node id='7' lat='52.009' lon='4.359'>"
                                           "<tag k='highway' v='street_lamp'/></node>"
                                           "<node id='8' lat='52.300' lon='4.900'>"
                                           "<tag k='highway' v='crossing'/></node>");
    int x, y, width, height;
    assert_int_equal(sscanf(box, "%d %d %d %d", &x, &y, &width, &height), 4);
    assert_true(width <= 570 && height <= 910);
}

#define SQUARE(id, a, b, c, d)                                                                     \
    "<way id='" id "'><nd ref='" a "'/><nd ref='" b "'/><nd ref='" c "'/><nd ref='" d              \
    "'/><nd ref='" a "'/><tag k='building' v='yes'/></way>"

/* Where points span no area buildings do, but no building of kilometres. */
static void buildings_tell_where_points_do_not(void **state)
{
    const char *box =
        covers(*state, NODES
               "<node id='11' lat='52.0010' lon='4.3510'/>"
               "<node id='12' lat='52.0010' lon='4.3511'/>"
               "<node id='13' lat='52.0011' lon='4.3511'/>"
               "<node id='14' lat='52.0011' lon='4.3510'/>"
               "<node id='21' lat='52.0080' lon='4.3510'/>"
               "<node id='22' lat='52.0080' lon='4.3511'/>"
               "<node id='23' lat='52.0081' lon='4.3511'/>"
               "<node id='24' lat='52.0081' lon='4.3510'/>"
               "<node id='31' lat='52.0080' lon='4.3590'/>"
               "<node id='32' lat='52.0080' lon='4.3591'/>"
               "<node id='33' lat='52.0081' lon='4.3591'/>"
               "<node id='34' lat='52.0081' lon='4.3590'/>" SQUARE("51", "11", "12", "13", "14")
                   SQUARE("52", "21", "22", "23", "24") SQUARE("53", "31", "32", "33", "34")
                       SQUARE("54", "11", "3", "4", "34"));
    int x, y, width, height;
    assert_int_equal(sscanf(box, "%d %d %d %d", &x, &y, &width, &height), 4);
    assert_true(width > 0 && width <= 600 && height > 0 && height <= 800);
}

static void where_nothing_tells_all_is_covered(void **state)
{
    const char *box = covers(*state, NODES);
    int x, y, width, height;
    assert_int_equal(sscanf(box, "%d %d %d %d", &x, &y, &width, &height), 4);
    assert_true(width > 30000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bounds_tell),
        TEST(points_that_stand_alone_tell),
        TEST(buildings_tell_where_points_do_not),
        TEST(where_nothing_tells_all_is_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
