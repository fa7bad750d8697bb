/* registry/gml_shape: the one geometry that counts of a feature, and its system. */
#include "registry/gml_shape.h"

#include "store.h"

/* <property><Point srsName=crs><pos>at</pos></Point></property>, without its last end. */
static void tell_point(geo_ctx *ctx, geo_gml_shape *shape, const char *crs, const char *at)
{
    const char *attributes[] = {"srsName", crs, NULL}, *none[] = {NULL};
    geo_gml_shape_begin(shape);
    assert_true(shape->is_open);
    assert_ok(geo_gml_start(ctx, shape->gml, "Point", attributes));
    assert_ok(geo_gml_start(ctx, shape->gml, "pos", none));
    assert_ok(geo_gml_text(ctx, shape->gml, at, strlen(at)));
    assert_ok(geo_gml_shape_end(ctx, shape, "BGT", "pand.gml"));
    assert_ok(geo_gml_shape_end(ctx, shape, "BGT", "pand.gml"));
    assert_true(shape->is_open && !shape->is_there);
}

static geo_status tell(geo_ctx *ctx, geo_gml_shape *shape, const char *crs, const char *at)
{
    tell_point(ctx, shape, crs, at);
    return geo_gml_shape_end(ctx, shape, "BGT", "pand.gml");
}

static void a_point(void **state)
{
    static const char *const names[] = {"EPSG:28992", "urn:ogc:def:crs:EPSG::28992",
                                        "urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709"};
    geo_gml_shape shape;
    assert_ok(geo_gml_shape_init(*state, &shape));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        geo_gml_shape_reset(&shape);
        assert_ok(tell(*state, &shape, names[i], "155000 463000 1.5"));
        assert_true(shape.is_there && !shape.is_open);
        assert_true(geo_gml_shape_geom(&shape)->points[0].x == EAST);
        assert_null(geo_gml_shape_reason(&shape));
    }
    geo_gml_shape_release(&shape);
}

static void nothing_was_told(void **state)
{
    geo_gml_shape shape;
    assert_ok(geo_gml_shape_init(*state, &shape));
    assert_ok(tell(*state, &shape, "EPSG:28992", "155000 463000"));
    geo_gml_shape_reset(&shape); /* the next feature has none */
    assert_null(geo_gml_shape_geom(&shape));
    assert_string_equal(geo_gml_shape_reason(&shape), "null geometry");
    assert_ok(tell(*state, &shape, "EPSG:28992", "hier"));
    assert_null(geo_gml_shape_geom(&shape));
    assert_non_null(geo_gml_shape_reason(&shape));
    geo_gml_shape_release(&shape);
}

/* <geometrie><punt>: begun twice, what comes last counts. */
static void what_is_within_counts(void **state)
{
    geo_gml_shape shape;
    assert_ok(geo_gml_shape_init(*state, &shape));
    geo_gml_shape_begin(&shape);
    assert_ok(tell(*state, &shape, "EPSG:28992", "155007 463000"));
    assert_true(geo_gml_shape_geom(&shape)->points[0].x == EAST + 7);
    geo_gml_shape_release(&shape);
}

static void another_system_is_refused(void **state)
{
    static const char *const names[] = {"EPSG:4326", "urn:x-own:grid"};
    geo_gml_shape shape;
    assert_ok(geo_gml_shape_init(*state, &shape));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        geo_gml_shape_reset(&shape);
        assert_int_equal(tell(*state, &shape, names[i], "155000 463000"), GEO_ERR_CRS);
        assert_says(*state, names[i]);
        assert_says(*state, "in which the BGT does not come");
        geo_ctx_reset(*state);
    }
    geo_gml_shape_release(&shape);
}

static void what_a_root_declares(void **state)
{
    const char *imgeo[] = {"id", "imgeo", "xmlns:i", "http://www.geostandaarden.nl/imgeo/2.1",
                           NULL};
    const char *other[] = {"id", "imgeo", NULL};
    (void)state;
    assert_true(geo_gml_root_declares(imgeo, "imgeo"));
    assert_false(geo_gml_root_declares(other, "imgeo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_point),
        TEST(nothing_was_told),
        TEST(what_is_within_counts),
        TEST(another_system_is_refused),
        TEST(what_a_root_declares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
