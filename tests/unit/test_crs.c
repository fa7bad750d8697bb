/* crs/crs.c and transform.c. Numbers: the test sheet of RDNAPTRANS2008 (Kadaster and
 * Rijkswaterstaat, points 1-3 and 5-7). Debian carries no correction grid, so PROJ's 7-parameter
 * operation is used, whose stated accuracy is 0.25 m: that is the tolerance. */
#include "crs/crs.h"

#include <string.h>

#include "base/alloc.h"

#include "ctx_case.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* RD New as old files have it: ESRI without any code, and GDAL's WKT1 with TOWGS84. */
static const char RD_ESRI[] =
    "PROJCS[\"RD_New\",GEOGCS[\"GCS_Amersfoort\",DATUM[\"D_Amersfoort\","
    "SPHEROID[\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Double_Stereographic\"],"
    "PARAMETER[\"False_Easting\",155000.0],PARAMETER[\"False_Northing\",463000.0],"
    "PARAMETER[\"Central_Meridian\",5.38763888888889],PARAMETER[\"Scale_Factor\",0.9999079],"
    "PARAMETER[\"Latitude_Of_Origin\",52.1561605555556],UNIT[\"Meter\",1.0]]";
#define RD_WKT1(extra, northing, id)                                                               \
    "PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\","                   \
    "SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]" extra "],PRIMEM[\"Greenwich\",0],"         \
    "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Oblique_Stereographic\"],"                  \
    "PARAMETER[\"latitude_of_origin\",52.1561605555556],"                                          \
    "PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],"      \
    "PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\"," northing "],"              \
    "UNIT[\"metre\",1]" id "]"
#define RD_ID ",AUTHORITY[\"EPSG\",\"28992\"]"
static const char RD_PLAIN[] = RD_WKT1("", "463000", "");
static const char RD_TOWGS84[] = RD_WKT1(
    ",TOWGS84[565.2369,50.0087,465.658,-0.406857,0.350733,-1.87035,4.0812]", "463000", RD_ID);
/* Says it is EPSG:28992 and is not. */
static const char RD_FALSE[] = RD_WKT1("", "464000", RD_ID);
/* Degrees on a datum nobody knows: PROJ could only guess ("ballpark"), hundreds of metres off. */
static const char OLD_SURVEY[] =
    "GEOGCS[\"old survey\",DATUM[\"old survey\",SPHEROID[\"old\",6376000,300]],"
    "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
static const char SITE[] = "LOCAL_CS[\"building site\",UNIT[\"metre\",1]]";

static geo_crs *crs_of(const char *definition)
{
    geo_crs *crs = NULL;
    if (geo_crs_new(ctx, definition, &crs) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    return crs;
}

static void assert_same(const char *a, const char *b, bool expected)
{
    geo_crs *first = crs_of(a), *second = crs_of(b);
    if (geo_crs_same(first, second) != expected || geo_crs_same(second, first) != expected)
        fail_msg("'%.40s' and '%.40s': expected %d", a, b, expected);
    geo_crs_free(first);
    geo_crs_free(second);
}

static void rd_by_any_name(void **state)
{
    (void)state;
    geo_crs *again = crs_of("EPSG:28992"), *wkt2;
    assert_ok(geo_crs_new(ctx, geo_crs_wkt(again), &wkt2));
    const char *const names[] = {"EPSG:28992",
                                 "28992",
                                 "epsg:28992",
                                 "7415",
                                 "EPSG:7415",
                                 "urn:ogc:def:crs:EPSG::28992",
                                 "http://www.opengis.net/def/crs/EPSG/0/28992",
                                 RD_ESRI,
                                 RD_PLAIN,
                                 RD_TOWGS84,
                                 geo_crs_wkt(again)};
    for (size_t i = 0; i < COUNT(names); i++) {
        geo_crs *rd = crs_of(names[i]);
        assert_string_equal(geo_crs_label(rd), "EPSG:28992");
        assert_string_equal(geo_crs_name(rd), "Amersfoort / RD New");
        assert_string_equal(geo_crs_authority(rd), "EPSG");
        assert_int_equal(geo_crs_code(rd), 28992);
        assert_true(geo_crs_is_projected_metres(rd));
        assert_false(geo_crs_is_geographic(rd));
        assert_true(geo_crs_same(rd, again));
        geo_crs_free(rd);
    }
    assert_ptr_equal(strstr(geo_crs_wkt(again), "PROJCRS["), geo_crs_wkt(again));
    geo_crs_free(wkt2);
    geo_crs_free(again);
}

static void same_and_not_same(void **state)
{
    (void)state;
    assert_same("EPSG:4326", "OGC:CRS84", true); /* axis order is ignored */
    assert_same("EPSG:28992", "EPSG:28991", false);
    assert_same("EPSG:28992", "EPSG:3857", false);
    assert_same("EPSG:28992", "EPSG:4326", false);
    assert_same("EPSG:4258", "EPSG:4326", false);
    assert_same("EPSG:28992", RD_FALSE, false);
    assert_same(RD_FALSE, RD_FALSE, true);
}

static void kinds(void **state)
{
    (void)state;
    const struct {
        const char *definition;
        bool metres, geographic;
    } table[] = {{"EPSG:4326", false, true},  {"EPSG:4258", false, true},
                 {"EPSG:4937", false, true},  {"OGC:CRS84", false, true},
                 {"EPSG:3857", false, false}, {"EPSG:3395", false, false},
                 {"EPSG:32631", true, false}, {"EPSG:25831", true, false},
                 {"EPSG:2263", false, false}, /* feet */
                 {"EPSG:4978", false, false}, /* geocentric */
                 {SITE, false, false},        {RD_FALSE, true, false}};
    for (size_t i = 0; i < COUNT(table); i++) {
        geo_crs *crs = crs_of(table[i].definition);
        if (geo_crs_is_projected_metres(crs) != table[i].metres ||
            geo_crs_is_geographic(crs) != table[i].geographic)
            fail_msg("wrong kind of %s", geo_crs_label(crs));
        geo_crs_free(crs);
    }
}

static void a_false_code_is_not_believed(void **state)
{
    (void)state;
    geo_crs *crs = crs_of(RD_FALSE);
    assert_int_equal(geo_crs_code(crs), 0);
    assert_string_equal(geo_crs_authority(crs), "");
    assert_string_equal(geo_crs_label(crs), "Amersfoort / RD New");
    geo_crs_free(crs);
}

/* PROJ takes such a definition and gives its name as "". */
static void a_system_without_a_name(void **state)
{
    (void)state;
    geo_crs *crs = crs_of("LOCAL_CS[,U]");
    assert_string_equal(geo_crs_name(crs), "unnamed");
    assert_string_equal(geo_crs_label(crs), "unnamed");
    geo_crs_free(crs);
}

static void refused_definitions(void **state)
{
    (void)state;
    const struct {
        const char *definition, *said;
    } table[] = {
        {"EPSG:999999", "'EPSG:999999' as a coordinate reference system: crs not found"},
        {"999999", "crs not found"},
        {"99999999999999999999", "neither a code"},
        {"", "neither a code"},
        {"town.gpkg", "neither a code"},
        {"Amersfoort / RD New", "neither a code"},
        {"+proj=longlat +datum=WGS84", "neither a code"},
        {"+init=/etc/passwd:x", "neither a code"},
        {"EPSG:28992; x", "neither a code"},
        {"PROJCS[", "missing ]"},
        {"{", "parse error"},
        {"EPSG:5709", "positions in plan"}, /* NAP height */
        {"urn:ogc:def:ellipsoid:EPSG::7004", "neither a code"},
        {"ELLIPSOID[\"x\",6377397.155,299.15]", "positions in plan"},
    };
    geo_crs *crs = NULL;
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_int_equal(geo_crs_new(ctx, table[i].definition, &crs), GEO_ERR_CRS);
        assert_null(crs);
        if (!strstr(geo_ctx_error(ctx), table[i].said))
            fail_msg("'%s' was answered '%s'", table[i].definition, geo_ctx_error(ctx));
        assert_non_null(strstr(geo_ctx_hint(ctx), "EPSG:28992"));
    }
    size_t size = 2u << 20;
    char *huge = geo_alloc(size + 1, 1);
    assert_non_null(huge);
    memset(huge, '[', size);
    memcpy(huge, "PROJCS", 6);
    huge[size] = '\0';
    assert_int_equal(geo_crs_new(ctx, huge, &crs), GEO_ERR_CRS);
    huge[1000000] = '\0'; /* a million brackets deep */
    assert_int_equal(geo_crs_new(ctx, huge, &crs), GEO_ERR_CRS);
    geo_free(huge);
}

static void bounds(void **state)
{
    (void)state;
    geo_box box;
    geo_crs *rd = crs_of("7415"), *utm = crs_of("EPSG:25831"), *wgs = crs_of("EPSG:4326"),
            *site = crs_of(SITE), *lie = crs_of(RD_FALSE);
    assert_true(geo_crs_bounds(rd, &box));
    assert_near(box.xmin, -7000, 0);
    assert_near(box.ymin, 289000, 0);
    assert_near(box.xmax, 300000, 0);
    assert_near(box.ymax, 629000, 0);
    /* Zone 31 reaches 3 degrees either side of x = 500 km: at 37 N (EPSG's area) 267 km. */
    assert_true(geo_crs_bounds(utm, &box));
    assert_near(box.xmin + box.xmax, 1e6, 1e4);
    assert_near(box.xmin, 500000 - 267000, 1000);
    assert_true(geo_crs_bounds(wgs, &box));
    assert_near(box.xmin, -180, 1e-9);
    assert_near(box.ymax, 90, 1e-9);
    assert_false(geo_crs_bounds(site, &box));
    assert_false(geo_crs_bounds(lie, &box));
    geo_crs_free(rd);
    geo_crs_free(utm);
    geo_crs_free(wgs);
    geo_crs_free(site);
    geo_crs_free(lie);
}

static geo_transform *transform_of(const char *from, const char *to)
{
    geo_crs *a = crs_of(from), *b = crs_of(to);
    geo_transform *transform = NULL;
    if (geo_transform_new(ctx, a, b, &transform) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    geo_crs_free(a); /* the transform keeps nothing of them */
    geo_crs_free(b);
    return transform;
}

/* x, y in RD; longitude, latitude in ETRS89. */
static const struct {
    geo_point rd, etrs89;
} SHEET[] = {
    {{117380.12, 575040.34}, {4.824761912, 53.160753042}}, /* Texel */
    {{247380.56, 604580.78}, {6.776726674, 53.419482050}}, /* Noord-Groningen */
    {{155000, 463000}, {5.387203657, 52.155172897}},       /* Amersfoort */
    {{16460.91, 377380.23}, {3.397588595, 51.368607152}},  /* Zeeuws-Vlaanderen */
    {{182260.45, 311480.67}, {5.773795548, 50.792584916}}, /* Zuid-Limburg */
    {{64640.89, 440700.01}, {4.072887101, 51.947393898}},  /* Maasvlakte */
};

static void rd_against_the_official_sheet(void **state)
{
    (void)state;
    const char *const names[] = {"EPSG:4258", "EPSG:4326"};
    for (size_t k = 0; k < COUNT(names); k++) {
        geo_transform *to_rd = transform_of(names[k], "EPSG:28992");
        for (size_t i = 0; i < COUNT(SHEET); i++) {
            geo_point p = SHEET[i].etrs89;
            assert_ok(geo_transform_points(ctx, to_rd, &p, 1));
            assert_true(geo_point_distance(p, SHEET[i].rd) < 0.25);
        }
        geo_transform_free(to_rd);
    }
}

static void the_middle_of_rd(void **state)
{
    (void)state;
    geo_transform *transform = transform_of("EPSG:28992", "EPSG:4326");
    geo_point p = {155000, 463000};
    assert_ok(geo_transform_points(ctx, transform, &p, 1));
    assert_near(p.x, 5.387203657, 1e-6);
    assert_near(p.y, 52.155172897, 1e-6);
    assert_non_null(strstr(geo_transform_description(transform), "Amersfoort to WGS 84"));
    assert_non_null(strstr(geo_transform_description(transform), "accuracy 1 m"));
    geo_transform_free(transform);
}

static void round_trip(void **state)
{
    (void)state;
    const char *const names[] = {"EPSG:4326", "EPSG:4258", "EPSG:25831", "EPSG:3857"};
    for (size_t k = 0; k < COUNT(names); k++) {
        geo_transform *there = transform_of("EPSG:28992", names[k]);
        geo_transform *back = transform_of(names[k], "EPSG:28992");
        geo_point points[2 * COUNT(SHEET)];
        for (size_t i = 0; i < COUNT(SHEET); i++)
            points[2 * i] = points[2 * i + 1] = SHEET[i].rd;
        assert_ok(geo_transform_points(ctx, there, points, COUNT(points)));
        assert_ok(geo_transform_points(ctx, back, points, COUNT(points)));
        for (size_t i = 0; i < COUNT(points); i++)
            assert_true(geo_point_distance(points[i], SHEET[i / 2].rd) < 1e-3);
        geo_transform_free(there);
        geo_transform_free(back);
    }
}

static void points_that_cannot_be_transformed(void **state)
{
    (void)state;
    geo_transform *transform = transform_of("EPSG:4326", "EPSG:28992");
    geo_point p[] = {{5.3872, 52.1552}, {5, 155000}, {NAN, 52}, {5, INFINITY}, {5.3872, 52.1552}};
    assert_ok(geo_transform_points(ctx, transform, p, COUNT(p)));
    for (size_t i = 1; i <= 3; i++)
        assert_true(isnan(p[i].x) && isnan(p[i].y));
    assert_near(p[0].x, 155000, 1);
    assert_near(p[4].x, p[0].x, 0); /* a bad point does not spoil those after it */
    assert_near(p[4].y, p[0].y, 0);
    assert_ok(geo_transform_points(ctx, transform, NULL, 0));
    geo_transform_free(transform);
}

static void identity_changes_nothing(void **state)
{
    (void)state;
    geo_transform *transform = transform_of("EPSG:7415", "EPSG:28992");
    geo_point p = {155000.123, 463000.456};
    assert_ok(geo_transform_points(ctx, transform, &p, 1));
    assert_near(p.x, 155000.123, 0);
    assert_near(p.y, 463000.456, 0);
    geo_transform_free(transform);
}

static void no_way_between(void **state)
{
    (void)state;
    geo_crs *site = crs_of(SITE), *old = crs_of(OLD_SURVEY), *rd = crs_of("EPSG:28992");
    geo_transform *transform = NULL;
    assert_int_equal(geo_transform_new(ctx, old, rd, &transform), GEO_ERR_CRS);
    assert_int_equal(geo_transform_new(ctx, site, rd, &transform), GEO_ERR_CRS);
    assert_null(transform);
    assert_string_equal(geo_ctx_error(ctx),
                        "no transformation known from building site to EPSG:28992");
    geo_crs_free(site);
    geo_crs_free(old);
    geo_crs_free(rd);
}

static void clones_live_on(void **state)
{
    (void)state;
    geo_crs *crs = crs_of("EPSG:28992"), *lie = crs_of(RD_FALSE), *copy, *other;
    assert_ok(geo_crs_clone(ctx, crs, &copy));
    assert_ok(geo_crs_clone(ctx, lie, &other));
    geo_crs_free(crs);
    geo_crs_free(lie);
    assert_string_equal(geo_crs_label(copy), "EPSG:28992");
    assert_string_equal(geo_crs_label(other), "Amersfoort / RD New");
    assert_false(geo_crs_same(copy, other));
    assert_true(geo_crs_is_projected_metres(copy));
    geo_crs_free(copy);
    geo_crs_free(other);
    geo_crs_free(NULL);
    geo_transform_free(NULL);
}

static void out_of_memory(void **state)
{
    (void)state;
    geo_crs *crs = crs_of("EPSG:28992"), *wgs = crs_of("EPSG:4326"), *made = NULL;
    geo_transform *transform = NULL;
    for (uint64_t nth = 1; nth <= 5; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_crs_new(ctx, "EPSG:28992", &made), GEO_ERR_NOMEM);
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_crs_clone(ctx, crs, &made), GEO_ERR_NOMEM);
        assert_null(made);
    }
    for (uint64_t nth = 1; nth <= 2; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_transform_new(ctx, crs, wgs, &transform), GEO_ERR_NOMEM);
        assert_null(transform);
    }
    geo_alloc_fail_at(0);
    geo_crs_free(crs);
    geo_crs_free(wgs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rd_by_any_name),
        cmocka_unit_test(same_and_not_same),
        cmocka_unit_test(kinds),
        cmocka_unit_test(a_false_code_is_not_believed),
        cmocka_unit_test(a_system_without_a_name),
        cmocka_unit_test(refused_definitions),
        cmocka_unit_test(bounds),
        cmocka_unit_test(rd_against_the_official_sheet),
        cmocka_unit_test(the_middle_of_rd),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(points_that_cannot_be_transformed),
        cmocka_unit_test(identity_changes_nothing),
        cmocka_unit_test(no_way_between),
        cmocka_unit_test(clones_live_on),
        cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
