/* The words of GML: every element is found, names of coordinate systems are understood. */
#include "io/gml_parts.h"
#include "near.h"

static void test_coordinate_systems(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t epsg;
    } names[] = {
        {"EPSG:28992", 28992},
        {"epsg:4258", 4258},
        {"urn:ogc:def:crs:EPSG::28992", 28992},
        {"urn:x-ogc:def:crs:EPSG:6.9:28992", 28992},
        {"http://www.opengis.net/def/crs/EPSG/0/7415", 7415},
        {"http://www.opengis.net/gml/srs/epsg.xml#28992", 28992},
        {"urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709", 7415},
        {"urn:ogc:def:crs,crs:EPSG::4258,crs:EPSG::5709", GEO_GML_EPSG_OTHER},
        {"urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::57091", GEO_GML_EPSG_OTHER},
        {"EPSG:", GEO_GML_EPSG_OTHER},
        {"EPSG:0", GEO_GML_EPSG_OTHER},
        {"EPSG28992", GEO_GML_EPSG_OTHER},
        {"EPSG:99999999999", GEO_GML_EPSG_OTHER},
        {"urn:ogc:def:crs:OGC:1.3:CRS84", GEO_GML_EPSG_OTHER},
        {"http://example.org/1", GEO_GML_EPSG_OTHER},
        {"28992", GEO_GML_EPSG_OTHER},
        {"", GEO_GML_EPSG_OTHER},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (geo_gml_epsg(names[i].name) != names[i].epsg)
            fail_msg("%s: %d", names[i].name, geo_gml_epsg(names[i].name));
}

/* Those of which a mistake in the order of the table would lose the first. */
static void test_elements(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        gml_kind kind;
    } words[] = {
        {"Arc", GML_ARC},
        {"ArcString", GML_ARC},
        {"Circle", GML_CIRCLE},
        {"CompositeCurve", GML_CURVE},
        {"CompositeSurface", GML_SURFACE},
        {"Curve", GML_CURVE},
        {"LineString", GML_CURVE},
        {"LineStringSegment", GML_CURVE},
        {"LinearRing", GML_RING},
        {"MultiPolygon", GML_MULTI},
        {"MultiSurface", GML_MULTI},
        {"OrientableCurve", GML_ORIENTED},
        {"OrientableSurface", GML_SURFACE},
        {"Point", GML_POINT},
        {"PolygonPatch", GML_POLYGON},
        {"PolyhedralSurface", GML_SURFACE},
        {"Rectangle", GML_POLYGON},
        {"Ring", GML_RING},
        {"Triangle", GML_POLYGON},
        {"baseSurface", GML_MEMBER},
        {"coordinates", GML_COORDINATES},
        {"description", GML_IGNORED},
        {"exterior", GML_EXTERIOR},
        {"geometryMembers", GML_MEMBER},
        {"identifier", GML_IGNORED},
        {"innerBoundaryIs", GML_INTERIOR},
        {"interior", GML_INTERIOR},
        {"lineStringMember", GML_MEMBER},
        {"metaDataProperty", GML_IGNORED},
        {"multivlak", GML_WRAPPER},
        {"outerBoundaryIs", GML_EXTERIOR},
        {"patches", GML_MEMBER},
        {"polygonPatches", GML_MEMBER},
        {"pos", GML_POS},
        {"posList", GML_POS_LIST},
        {"segments", GML_MEMBER},
        {"surfaceMembers", GML_MEMBER},
        {"vlak", GML_WRAPPER},
        {"", GML_UNKNOWN},
        {"point", GML_UNKNOWN},
        {"ArcByCenterPoint", GML_UNKNOWN},
        {"zzz", GML_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (geo_gml_kind(words[i].name) != words[i].kind)
            fail_msg("%s: %d", words[i].name, (int)geo_gml_kind(words[i].name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coordinate_systems),
        cmocka_unit_test(test_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
