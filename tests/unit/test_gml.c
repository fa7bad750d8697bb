/* Geometries from GML: what each element makes, and why some make nothing. */
#include "io/gml.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "near.h"
#include "property_reader.h"
#include "wkt.h"

static geo_ctx *ctx;
static geo_gml *gml;
static geo_arena *arena;
static geo_text text;

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    arena = geo_arena_new();
    return ctx && arena ? geo_gml_new(ctx, GEO_GML_TOLERANCE_M, &gml) : -1;
}

static int tear_down(void **state)
{
    (void)state;
    geo_text_release(&text);
    geo_gml_free(gml);
    geo_arena_free(arena);
    geo_ctx_free(ctx);
    return 0;
}

static geo_gml_result read_in_steps(const char *content, size_t step)
{
    static char document[65536];
    geo_gml_result result = {0};
    int length =
        snprintf(document, sizeof document, "<p xmlns:gml='g' xmlns:xlink='l'>%s</p>", content);
    pulled from = {document, (size_t)length, 0, step};
    assert_true((size_t)length < sizeof document);
    geo_status status = read_property(ctx, gml, &from, arena, &result);
    if (status != GEO_OK)
        fail_msg("%s: %s", content, geo_ctx_error(ctx));
    return result;
}

static geo_gml_result read_gml(const char *content)
{
    return read_in_steps(content, 0);
}

/* The geometry as text, or the reason. */
static const char *said(geo_gml_result result)
{
    geo_text_reset(&text);
    if (!result.reason)
        add_wkt(&text, &result.geom);
    return result.reason ? result.reason : geo_text_string(&text);
}

typedef struct example {
    const char *content, *says;
} example;

static void check(const example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *got = said(read_gml(examples[i].content));
        if (strcmp(got, examples[i].says) != 0)
            fail_msg("%s: '%s' instead of '%s'", examples[i].content, got, examples[i].says);
        got = said(read_in_steps(examples[i].content, 1)); /* cut between any two bytes */
        if (strcmp(got, examples[i].says) != 0)
            fail_msg("%s, byte by byte: '%s' instead of '%s'", examples[i].content, got,
                     examples[i].says);
    }
}
#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

#define POINT(x) "<gml:Point><gml:pos>" x "</gml:pos></gml:Point>"
#define LINE(x) "<gml:LineString><gml:posList>" x "</gml:posList></gml:LineString>"
#define SEGMENT(x) "<gml:LineStringSegment><gml:posList>" x "</gml:posList></gml:LineStringSegment>"
#define ARC(x) "<gml:Arc><gml:posList>" x "</gml:posList></gml:Arc>"
#define CURVE(x) "<gml:Curve><gml:segments>" x "</gml:segments></gml:Curve>"
#define MEMBER(x) "<gml:curveMember>" x "</gml:curveMember>"
#define RING(x) "<gml:LinearRing><gml:posList>" x "</gml:posList></gml:LinearRing>"
#define OUTER(x) "<gml:exterior>" x "</gml:exterior>"
#define INNER(x) "<gml:interior>" x "</gml:interior>"
#define POLYGON(x) "<gml:Polygon>" x "</gml:Polygon>"
#define SQUARE "0 0 9 0 9 9 0 9 0 0"

static void test_points(void **state)
{
    (void)state;
    static const example examples[] = {
        {POINT("181456.304 457058.479"), "POINT(181456.304 457058.479)"},
        {POINT("1 2 3"), "POINT(1 2)"},
        {POINT("\n  -1.5\t+2e1\r\n "), "POINT(-1.5 20)"},
        {"<gml:Point><gml:coordinates>1,2</gml:coordinates></gml:Point>", "POINT(1 2)"},
        {"<gml:Point><gml:name>1 2</gml:name><gml:pos>3 4</gml:pos></gml:Point>", "POINT(3 4)"},
        {"<gml:Point><gml:metaDataProperty><a><gml:pos>1 2</gml:pos></a></gml:metaDataProperty>"
         "<gml:pos>3 4</gml:pos></gml:Point>",
         "POINT(3 4)"},
        {"<gml:MultiPoint><gml:pointMember>" POINT("1 2") "</gml:pointMember></gml:MultiPoint>",
         "POINT(1 2)"},
        {"<gml:MultiPoint><gml:pointMembers>" POINT("1 2")
             POINT("1 2") "</gml:pointMembers></gml:MultiPoint>",
         "MULTIPOINT(1 2,1 2)"},
        {"<gml:Point/>", "point without one position"},
        {POINT(""), "point without one position"},
        {POINT("1"), "wrong number of coordinates"},
        {POINT("1 2 3 4"), "wrong number of coordinates"},
        {"<gml:Point srsDimension='3'><gml:pos>1 2</gml:pos></gml:Point>",
         "wrong number of coordinates"},
        {"<gml:Point><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos></gml:Point>",
         "point without one position"},
    };
    CHECK(examples);
}

static void test_lines(void **state)
{
    (void)state;
    static const example examples[] = {
        {LINE("1 2 3 4"), "LINESTRING(1 2,3 4)"},
        {LINE("1 2 1 2 3 4 3 4 1 2"), "LINESTRING(1 2,3 4,1 2)"},
        {"<gml:LineString><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos></gml:LineString>",
         "LINESTRING(1 2,3 4)"},
        {"<gml:LineString><gml:coordinates>1.5,2 3,4,9\n5,6</gml:coordinates></gml:LineString>",
         "LINESTRING(1.5 2,3 4,5 6)"},
        {"<gml:LineString><gml:coordinates decimal='.' cs=',' ts=' '>1, 2 3 ,4</gml:coordinates>"
         "</gml:LineString>",
         "LINESTRING(1 2,3 4)"},
        {"<gml:LineString srsDimension='3'><gml:posList>1 2 9 3 4 9</gml:posList>"
         "</gml:LineString>",
         "LINESTRING(1 2,3 4)"},
        {"<gml:LineString srsDimension='3'><gml:posList srsDimension='2'>1 2 3 4</gml:posList>"
         "</gml:LineString>",
         "LINESTRING(1 2,3 4)"},
        {CURVE(SEGMENT("1 2 3 4") SEGMENT("3 4 5 5")), "LINESTRING(1 2,3 4,5 5)"},
        {"<gml:CompositeCurve>" MEMBER(LINE("1 2 3 4"))
             MEMBER(CURVE(SEGMENT("3 4 5 5"))) "</gml:CompositeCurve>",
         "LINESTRING(1 2,3 4,5 5)"},
        {"<gml:MultiCurve>" MEMBER(LINE("1 2 3 4")) MEMBER(LINE("3 4 5 5")) "</gml:MultiCurve>",
         "MULTILINESTRING((1 2,3 4),(3 4,5 5))"},
        {"<gml:MultiLineString><gml:lineStringMember>" LINE(
             "1 2 3 4") "</gml:lineStringMember></gml:MultiLineString>",
         "LINESTRING(1 2,3 4)"},
        {LINE("1 2 1 2"), "line of fewer than 2 points"},
        {LINE(""), "line of fewer than 2 points"},
        {LINE("1 2 3"), "wrong number of coordinates"},
        {CURVE(SEGMENT("1 2 3 4") SEGMENT("3.02 4 5 5")), "curve members that do not meet"},
        {CURVE(SEGMENT("1 2 3 4") SEGMENT("3.008 4 5 5")), "LINESTRING(1 2,3 4,3.008 4,5 5)"},
    };
    CHECK(examples);
}

#define REVERSED(x)                                                                                \
    "<gml:OrientableCurve orientation='-'><gml:baseCurve>" x                                       \
    "</gml:baseCurve></gml:OrientableCurve>"

static void test_orientation(void **state)
{
    (void)state;
    static const example examples[] = {
        {REVERSED(LINE("1 2 3 4 5 5")), "LINESTRING(5 5,3 4,1 2)"},
        {REVERSED(REVERSED(LINE("1 2 3 4 5 5"))), "LINESTRING(1 2,3 4,5 5)"},
        {"<gml:OrientableCurve orientation='+'><gml:baseCurve>" LINE(
             "1 2 3 4") "</gml:baseCurve></gml:OrientableCurve>",
         "LINESTRING(1 2,3 4)"},
        /* Where the one before ends, this one begins only after it was turned round. */
        {"<gml:CompositeCurve>" MEMBER(LINE("1 2 3 4"))
             MEMBER(REVERSED(LINE("5 5 3 4"))) "</gml:CompositeCurve>",
         "LINESTRING(1 2,3 4,5 5)"},
        /* ... and here it begins so before it is turned. */
        {"<gml:CompositeCurve>" MEMBER(LINE("1 2 3 4"))
             MEMBER(REVERSED(LINE("3 4 5 5"))) "</gml:CompositeCurve>",
         "curve members that do not meet"},
        {"<gml:CompositeCurve>" MEMBER(LINE("1 2 3 4"))
             MEMBER(REVERSED(CURVE(SEGMENT("8 8 5 5") SEGMENT("5 5 3 4"))))
                 MEMBER(LINE("8 8 9 9")) "</gml:CompositeCurve>",
         "LINESTRING(1 2,3 4,5 5,8 8,9 9)"},
    };
    CHECK(examples);
}

static void test_polygons(void **state)
{
    (void)state;
    static const example examples[] = {
        {POLYGON(OUTER(RING(SQUARE))), "POLYGON((0 0,9 0,9 9,0 9,0 0))"},
        {POLYGON(OUTER(RING(SQUARE)) INNER(RING("1 1 2 1 2 2 1 1")) INNER(RING("5 5 6 5 6 6 5 5"))),
         "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1),(5 5,6 5,6 6,5 5))"},
        {"<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 9,0 9,9 0,0"
         "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs>"
         "<gml:LinearRing><gml:coordinates>5,1 6,1 6,2 5,1</gml:coordinates></gml:LinearRing>"
         "</gml:innerBoundaryIs></gml:Polygon>",
         "POLYGON((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1))"},
        {POLYGON(
             OUTER("<gml:Ring>" MEMBER(LINE("0 0 9 0 9 9")) MEMBER(LINE("9 9 0 0")) "</gml:Ring>")),
         "POLYGON((0 0,9 0,9 9,0 0))"},
        {"<gml:Surface><gml:patches><gml:PolygonPatch>" OUTER(
             RING(SQUARE)) "</gml:PolygonPatch></gml:patches></gml:Surface>",
         "POLYGON((0 0,9 0,9 9,0 9,0 0))"},
        {"<gml:MultiSurface><gml:surfaceMember>" POLYGON(OUTER(RING(
             "0 0 1 0 1 1 0 0"))) "</"
                                  "gml:surfaceMember><gml:surfaceMember><gml:Surface><gml:patches><"
                                  "gml:Triangle>" OUTER(RING("5 5 6 5 6 6 5 5")) "</gml:Triangle></"
                                                                                 "gml:patches></"
                                                                                 "gml:Surface>"
                                                                                 "</"
                                                                                 "gml:"
                                                                                 "surfaceMember></"
                                                                                 "gml:"
                                                                                 "MultiSurface>",
         "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"},
        {"<gml:CompositeSurface><gml:surfaceMember>" POLYGON(
             OUTER(RING("0 0 1 0 1 1 0 0"))) "</gml:surfaceMember></gml:CompositeSurface>",
         "POLYGON((0 0,1 0,1 1,0 0))"},
        {POLYGON(""), "polygon without exterior"},
        {POLYGON(INNER(RING(SQUARE))), "polygon without exterior"},
        {POLYGON(OUTER(RING(SQUARE)) OUTER(RING(SQUARE))), "polygon with two exteriors"},
        {POLYGON(OUTER("")), "boundary that is not one ring"},
        {POLYGON(OUTER(RING(SQUARE) RING(SQUARE))), "boundary that is not one ring"},
        {POLYGON(OUTER(RING(""))), "ring without points"},
        {"<gml:MultiSurface/>", "empty geometry"},
        {"", "null geometry"},
    };
    CHECK(examples);
}

/* A half circle of radius 5 at 1 m: the vertices are known, and where they are kept. */
static void test_arcs(void **state)
{
    (void)state;
    geo_gml *rough;
    assert_ok(geo_gml_new(ctx, 1.0, &rough));
    geo_gml *fine = gml;
    gml = rough;
    geo_gml_result arc = read_gml(CURVE(ARC("0 0 5 5 10 0")));
    assert_null(arc.reason);
    assert_int_equal(arc.geom.point_count, 5); /* 90 degrees are 1.46 m off, 45 are 0.38 m */
    assert_near(arc.geom.points[1].x, 5 - 5 * sqrt(0.5), 1e-12);
    assert_near(arc.geom.points[1].y, 5 * sqrt(0.5), 1e-12);
    assert_true(arc.geom.points[2].x == 5 && arc.geom.points[2].y == 5);
    assert_true(arc.geom.points[4].x == 10 && arc.geom.points[4].y == 0);
    static const example examples[] = {
        /* A line that an arc follows and another follows that; its middle stays. */
        {CURVE(SEGMENT("-3 0 0 0") ARC("0 0 0.5 0.5 1 0") SEGMENT("1 0 4 0")),
         "LINESTRING(-3 0,0 0,0.5 0.5,1 0,4 0)"},
        {CURVE(
             "<gml:ArcString><gml:posList>0 0 .5 .5 1 0 1.5 .5 2 0</gml:posList></gml:ArcString>"),
         "LINESTRING(0 0,0.5 0.5,1 0,1.5 0.5,2 0)"},
        {CURVE("<gml:Circle><gml:posList>0 0 .5 .5 1 0</gml:posList></gml:Circle>"),
         "LINESTRING(0 0,0.5 0.5,1 0,0 0)"},
        {CURVE(ARC("0 0 5 0 10 0")), "LINESTRING(0 0,5 0,10 0)"}, /* on a line */
        {CURVE(ARC("0 0 0 0 10 0")), "LINESTRING(0 0,10 0)"},
        {REVERSED(CURVE(SEGMENT("-3 0 0 0") ARC("0 0 .5 .5 1 0"))),
         "LINESTRING(1 0,0.5 0.5,0 0,-3 0)"},
        {CURVE(ARC("0 0 5 5")), "curve segment with fewer than 3 points"},
        {CURVE(ARC("")), "curve segment with fewer than 3 points"},
        {CURVE(ARC("0 0 1 1 2 0 3 1")), "curve segment with a point too many"},
        {CURVE("<gml:Circle><gml:posList>0 0 1 1 2 0 3 1 4 0</gml:posList></gml:Circle>"),
         "curve segment with a point too many"},
        {CURVE(ARC("0 0 1e11 1e11 2e11 0")), "arc that is too large"},
        /* So nearly on a line that its circle has no centre in doubles. */
        {CURVE(ARC(".9 .4 1.1 .8 1.3 1.2")), "LINESTRING(0.9 0.4,1.1 0.8,1.3 1.2)"},
        {CURVE(SEGMENT("0 0 1 1") ARC("5 0 6 1 7 0")), "curve members that do not meet"},
        {ARC("0 0 1 1 2 0"), "unknown geometry element"},
        {"<gml:MultiCurve>" MEMBER(ARC("0 0 1 1 2 0")) "</gml:MultiCurve>",
         "unknown geometry element"},
    };
    CHECK(examples);
    gml = fine;
    geo_gml_free(rough);
}

static void test_what_is_no_geometry(void **state)
{
    (void)state;
    static const example examples[] = {
        {"<gml:Solid/>", "unknown geometry element"},
        {"<gml:Envelope><gml:pos>1 2</gml:pos></gml:Envelope>", "unknown geometry element"},
        {POLYGON(OUTER(LINE(SQUARE))), "unknown geometry element"},
        {CURVE(POINT("1 2")), "unknown geometry element"},
        {POINT("1 2") POINT("3 4"), "two geometries in one property"},
        {"<gml:MultiGeometry><gml:geometryMember>" POINT("1 2")
             LINE("1 2 3 4") "</gml:geometryMember></gml:MultiGeometry>",
         "geometries of different kinds"},
        {"<gml:MultiSurface><gml:surfaceMember xlink:href='#a'/></gml:MultiSurface>",
         "geometry by reference"},
        {POINT("1 x"), "coordinate that is no number"},
        {POINT("1 2a"), "coordinate that is no number"},
        {POINT("1 0x10"), "coordinate that is no number"},
        {POINT("1 NaN"), "coordinate that is no number"},
        {POINT("1 1e999"), "coordinate that is no number"},
        {POINT("1 1,5"), "coordinate that is no number"},
        {POINT("1 -"), "coordinate that is no number"},
        {POINT("1 ."), "coordinate that is no number"},
        {POINT("1 1.2.3"), "coordinate that is no number"},
        {POINT("1 00000000000000000000000000000000000000000000000000000000000000000"),
         "coordinate that is no number"},
        {POINT("00000000000000000000000000000000000000000000000000000000000000000 1"),
         "coordinate that is no number"},
        {"<gml:Point><gml:coordinates>1,,2</gml:coordinates></gml:Point>",
         "coordinate that is no number"},
        {"<gml:Point><gml:coordinates>,1</gml:coordinates></gml:Point>",
         "coordinate that is no number"},
        {"<gml:Point><gml:coordinates>1,2,</gml:coordinates></gml:Point>",
         "coordinate that is no number"},
        {"<gml:Point><gml:coordinates decimal=','>1 2</gml:coordinates></gml:Point>",
         "coordinates with unusual separators"},
        {"<gml:Point srsDimension='4'><gml:pos>1 2</gml:pos></gml:Point>",
         "srsDimension that is neither 2 nor 3"},
    };
    CHECK(examples);
}

/* BAG says of which kind a geometry is. */
static void test_wrapped_geometries(void **state)
{
    (void)state;
    static const example examples[] = {
        {"<o:punt xmlns:o='o'>" POINT("1 2 0.0") "</o:punt>", "POINT(1 2)"},
        {"<vlak>" POLYGON(OUTER(RING("0 0 1 0 1 1 0 0"))) "</vlak>", "POLYGON((0 0,1 0,1 1,0 0))"},
        {"<multivlak/>", "null geometry"},
        {"<punt>" POINT("1 2") POINT("3 4") "</punt>", "two geometries in one property"},
        {"<punt>" POINT("1 2") "</punt><punt>" POINT("3 4") "</punt>",
         "two geometries in one property"},
        {"<punt><vlak>" POINT("1 2") "</vlak></punt>", "unknown geometry element"},
        {"<gml:MultiPoint><punt>" POINT("1 2") "</punt></gml:MultiPoint>",
         "unknown geometry element"},
    };
    CHECK(examples);
}

/* What went wrong with one property is forgotten with the next. */
static void test_starting_again(void **state)
{
    (void)state;
    assert_string_equal(said(read_gml(POLYGON(OUTER(RING("0 0 1"))))),
                        "wrong number of coordinates");
    assert_string_equal(said(read_gml("<gml:Solid><a><b/></a></gml:Solid>")),
                        "unknown geometry element");
    assert_string_equal(said(read_gml(POINT("1 2"))), "POINT(1 2)");
}

static void test_rings_that_stay_open(void **state)
{
    (void)state;
    geo_gml_result result = read_gml(POLYGON(OUTER(RING("0 0 9 0 9 9"))));
    assert_true(result.unclosed);
    assert_string_equal(said(result), "POLYGON((0 0,9 0,9 9))");
    assert_false(read_gml(POLYGON(OUTER(RING(SQUARE)))).unclosed);
    assert_false(read_gml(LINE("1 2 3 4")).unclosed);
    assert_true(read_gml(POLYGON(OUTER(RING(SQUARE)) INNER(RING("1 1 2 1 2 2")))).unclosed);
    assert_true(
        read_gml(POLYGON(OUTER(RING("0 0 9 0 9 9")) INNER(RING("3 1 4 1 4 2 3 1")))).unclosed);
}

static void test_where_srs_name_stands(void **state)
{
    (void)state;
    geo_gml_result result = read_gml(POINT("1 2"));
    assert_int_equal(result.epsg, GEO_GML_EPSG_NONE);
    assert_null(result.srs_name);
    result = read_gml("<gml:Point srsName='urn:ogc:def:crs:EPSG::4258'><gml:pos>1 2</gml:pos>"
                      "</gml:Point>");
    assert_int_equal(result.epsg, 4258);
    assert_string_equal(result.srs_name, "urn:ogc:def:crs:EPSG::4258");
    result = read_gml("<gml:Point><gml:pos srsName='mars'>1 2</gml:pos></gml:Point>");
    assert_int_equal(result.epsg, GEO_GML_EPSG_OTHER);
    assert_string_equal(said(result), "POINT(1 2)"); /* the caller refuses */
    static const example examples[] = {
        {"<gml:LineString srsName='EPSG:28992'><gml:posList srsName='urn:ogc:def:crs:EPSG::28992'>"
         "1 2 3 4</gml:posList></gml:LineString>",
         "LINESTRING(1 2,3 4)"},
        {"<gml:LineString srsName='EPSG:28992'><gml:posList srsName='EPSG:4258'>1 2 3 4"
         "</gml:posList></gml:LineString>",
         "two coordinate systems in one geometry"},
        {"<gml:LineString srsName='EPSG:7415'><gml:posList>1 2 9 3 4 9</gml:posList>"
         "</gml:LineString>",
         "LINESTRING(1 2,3 4)"},
    };
    CHECK(examples);
}

/* A posList that grows to over 10^7 vertices, given as text again and again. */
static void test_too_many_vertices(void **state)
{
    (void)state;
    static const char *none[] = {NULL};
    geo_text many = GEO_TEXT_INIT;
    geo_gml_result result;
    bool done;
    for (int i = 0; i < 50000; i++)
        geo_text_add(&many, "0 0 1 1 ");
    geo_gml_begin(gml);
    assert_ok(geo_gml_start(ctx, gml, "LineString", none));
    assert_ok(geo_gml_start(ctx, gml, "posList", none));
    for (int i = 0; i < 100; i++)
        assert_ok(geo_gml_text(ctx, gml, many.data, many.length));
    for (int more = 0; more < 2; more++) {
        if (more)
            assert_ok(geo_gml_text(ctx, gml, "2 2 ", 4));
        assert_ok(geo_gml_take(ctx, gml, arena, &result));
        assert_string_equal(result.reason ? result.reason : "",
                            more ? "more than 10,000,000 vertices" : "");
    }
    for (int i = 0; i < 3; i++)
        assert_ok(geo_gml_end(ctx, gml, &done));
    assert_true(done);
    geo_text_release(&many);
}

/* Nested as deep as the XML may be. */
static void test_nesting(void **state)
{
    (void)state;
    geo_text deep = GEO_TEXT_INIT;
    for (int i = 0; i < 30; i++)
        geo_text_add(&deep, "<MultiGeometry><geometryMember>");
    for (int i = 0; i < 30; i++)
        geo_text_add(&deep, "</geometryMember></MultiGeometry>");
    assert_string_equal(said(read_gml(deep.data)), "geometry nested too deeply");
    geo_text_release(&deep);
}

static void test_tolerance(void **state)
{
    (void)state;
    geo_gml *none;
    assert_int_equal(geo_gml_new(ctx, 0, &none), GEO_ERR_RANGE);
    assert_int_equal(geo_gml_new(ctx, NAN, &none), GEO_ERR_RANGE);
    assert_int_equal(geo_gml_new(ctx, INFINITY, &none), GEO_ERR_RANGE);
    geo_gml_free(NULL);
}

static void test_no_memory(void **state)
{
    (void)state;
    static const char content[] = "<p>" POLYGON(OUTER(
        "<gml:Ring>" MEMBER(CURVE(ARC("0 0 5 5 10 0") SEGMENT("10 0 0 0"))) "</gml:Ring>")) "</p>";
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        pulled from = {content, strlen(content), 0, 0};
        geo_gml *own = NULL;
        geo_gml_result result;
        geo_arena *place = geo_arena_new();
        geo_alloc_fail_at(nth);
        status = geo_gml_new(ctx, GEO_GML_TOLERANCE_M, &own);
        if (status == GEO_OK)
            status = read_property(ctx, own, &from, place, &result);
        geo_alloc_fail_at(0);
        if (status != GEO_OK)
            assert_int_equal(status, GEO_ERR_NOMEM);
        failures += status != GEO_OK;
        geo_gml_free(own);
        geo_arena_free(place);
    }
    assert_true(failures > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_orientation),
        cmocka_unit_test(test_polygons),
        cmocka_unit_test(test_arcs),
        cmocka_unit_test(test_what_is_no_geometry),
        cmocka_unit_test(test_wrapped_geometries),
        cmocka_unit_test(test_starting_again),
        cmocka_unit_test(test_rings_that_stay_open),
        cmocka_unit_test(test_where_srs_name_stands),
        cmocka_unit_test(test_too_many_vertices),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_tolerance),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
