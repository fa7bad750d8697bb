/* The words of GML: elements, what may hold what, names of coordinate systems. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/parse.h"
#include "io/gml_parts.h"

typedef struct gml_word {
    const char *name;
    gml_kind kind;
} gml_word;

/* Sorted by bytes. */
static const gml_word words[] = {
    {"Arc", GML_ARC},
    {"ArcString", GML_ARC},
    {"Circle", GML_CIRCLE},
    {"CompositeCurve", GML_CURVE},
    {"CompositeSurface", GML_SURFACE},
    {"Curve", GML_CURVE},
    {"LineString", GML_CURVE},
    {"LineStringSegment", GML_CURVE},
    {"LinearRing", GML_RING},
    {"MultiCurve", GML_MULTI},
    {"MultiGeometry", GML_MULTI},
    {"MultiLineString", GML_MULTI},
    {"MultiPoint", GML_MULTI},
    {"MultiPolygon", GML_MULTI},
    {"MultiSurface", GML_MULTI},
    {"OrientableCurve", GML_ORIENTED},
    {"OrientableSurface", GML_SURFACE},
    {"Point", GML_POINT},
    {"Polygon", GML_POLYGON},
    {"PolygonPatch", GML_POLYGON},
    {"PolyhedralSurface", GML_SURFACE},
    {"Rectangle", GML_POLYGON},
    {"Ring", GML_RING},
    {"Surface", GML_SURFACE},
    {"Triangle", GML_POLYGON},
    {"baseCurve", GML_MEMBER},
    {"baseSurface", GML_MEMBER},
    {"coordinates", GML_COORDINATES},
    {"curveMember", GML_MEMBER},
    {"curveMembers", GML_MEMBER},
    {"description", GML_IGNORED},
    {"descriptionReference", GML_IGNORED},
    {"exterior", GML_EXTERIOR},
    {"geometryMember", GML_MEMBER},
    {"geometryMembers", GML_MEMBER},
    {"identifier", GML_IGNORED},
    {"innerBoundaryIs", GML_INTERIOR},
    {"interior", GML_INTERIOR},
    {"lineStringMember", GML_MEMBER},
    {"metaDataProperty", GML_IGNORED},
    {"multivlak", GML_WRAPPER},
    {"name", GML_IGNORED},
    {"outerBoundaryIs", GML_EXTERIOR},
    {"patches", GML_MEMBER},
    {"pointMember", GML_MEMBER},
    {"pointMembers", GML_MEMBER},
    {"polygonMember", GML_MEMBER},
    {"polygonPatches", GML_MEMBER},
    {"pos", GML_POS},
    {"posList", GML_POS_LIST},
    {"punt", GML_WRAPPER},
    {"segments", GML_MEMBER},
    {"surfaceMember", GML_MEMBER},
    {"surfaceMembers", GML_MEMBER},
    {"vlak", GML_WRAPPER},
};

static int by_name(const void *key, const void *word)
{
    return strcmp(key, ((const gml_word *)word)->name);
}

gml_kind geo_gml_kind(const char *name)
{
    const gml_word *word =
        bsearch(name, words, sizeof words / sizeof *words, sizeof *words, by_name);
    return word ? word->kind : GML_UNKNOWN;
}

bool geo_gml_may_hold(gml_kind parent, gml_kind child)
{
    enum {
        ANY_COORDINATES = 1 << GML_POS | 1 << GML_POS_LIST | 1 << GML_COORDINATES,
        ANY_GEOMETRY = 1 << GML_POINT | 1 << GML_CURVE | 1 << GML_ORIENTED | 1 << GML_POLYGON |
                       1 << GML_SURFACE | 1 << GML_MULTI
    };
    static const unsigned children[] = {
        [GML_PROPERTY] = 1 << GML_WRAPPER | ANY_GEOMETRY,
        [GML_WRAPPER] = ANY_GEOMETRY,
        [GML_MEMBER] = ANY_GEOMETRY | 1 << GML_ARC | 1 << GML_CIRCLE,
        [GML_MULTI] = 1 << GML_MEMBER,
        [GML_SURFACE] = 1 << GML_MEMBER,
        [GML_POINT] = ANY_COORDINATES,
        [GML_CURVE] = 1 << GML_MEMBER | ANY_COORDINATES,
        [GML_ORIENTED] = 1 << GML_MEMBER,
        [GML_ARC] = ANY_COORDINATES,
        [GML_CIRCLE] = ANY_COORDINATES,
        [GML_POLYGON] = 1 << GML_EXTERIOR | 1 << GML_INTERIOR,
        [GML_EXTERIOR] = 1 << GML_RING,
        [GML_INTERIOR] = 1 << GML_RING,
        [GML_RING] = 1 << GML_MEMBER | ANY_COORDINATES,
        [GML_COORDINATES] = 0,
    };
    return (children[parent] >> child & 1) != 0;
}

/* "urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709": place and height apart, as INSPIRE writes it.
 */
static bool is_rd_with_height(const char *name)
{
    const char *place = strstr(name, "EPSG::28992,"), *height = strstr(name, "EPSG::5709");
    return place && height && !height[strlen("EPSG::5709")];
}

int32_t geo_gml_epsg(const char *srs_name)
{
    int64_t code;
    const char *end = srs_name + strlen(srs_name), *digits = end;
    if (strchr(srs_name, ','))
        return is_rd_with_height(srs_name) ? 7415 : GEO_GML_EPSG_OTHER;
    while (digits > srs_name && isdigit((unsigned char)digits[-1]))
        digits--;
    if (digits == end || digits == srs_name || !strchr(":/#", digits[-1]) ||
        !strcasestr(srs_name, "epsg") || geo_parse_int(NULL, digits, 1, INT32_MAX, &code))
        return GEO_GML_EPSG_OTHER;
    return (int32_t)code;
}
