/* Builds our flat geometry from GML as its elements stream by (GML 3.1 and 3.2, GML 2's
 * coordinates): Point, LineString, Curve (LineStringSegment, Arc, ArcString, Circle),
 * CompositeCurve, OrientableCurve, Polygon, Surface (PolygonPatch, Triangle, Rectangle),
 * CompositeSurface, the Multi forms of these, LinearRing and Ring. z is dropped. A feature reader
 * calls, from its callbacks of io/xml.h: geo_gml_begin at the start of a property that holds a
 * geometry, then geo_gml_start, _text and _end for all that comes, until _end says that the
 * property itself has ended, then geo_gml_take. */
#ifndef GEO_IO_GML_H
#define GEO_IO_GML_H

#include "base/arena.h"
#include "geom/geom.h"

#define GEO_GML_TOLERANCE_M 0.01
#define GEO_GML_MOST_VERTICES 10000000u

typedef struct geo_gml geo_gml;

/* Arcs become lines that never lie more than tolerance_m (>= 0.0001) off them. Their vertices
 * depend on the three points alone, not on the direction in which the arc is run: what two
 * neighbours share stays shared. An arc through three points on a line is a line. Errors: RANGE,
 * NOMEM. The caller frees. */
geo_status geo_gml_new(geo_ctx *ctx, double tolerance_m, geo_gml **out) GEO_MUST_USE;
void geo_gml_free(geo_gml *gml);

void geo_gml_begin(geo_gml *gml);
/* name without prefix, attributes as io/xml.h gives them. Errors: NOMEM; what is wrong with the
 * geometry is geo_gml_take's to say. */
geo_status geo_gml_start(geo_ctx *ctx, geo_gml *gml, const char *name,
                         const char **attributes) GEO_MUST_USE;
geo_status geo_gml_text(geo_ctx *ctx, geo_gml *gml, const char *text, size_t length) GEO_MUST_USE;
/* *done: what ended is the property itself. Errors: NOMEM. */
geo_status geo_gml_end(geo_ctx *ctx, geo_gml *gml, bool *done) GEO_MUST_USE;

#define GEO_GML_EPSG_NONE 0
#define GEO_GML_EPSG_OTHER (-1)

typedef struct geo_gml_result {
    /* Multi forms and surfaces of one part have the plain type. Consecutive double points are
     * dropped; patches of a surface stay apart, also where they touch. In the arena. */
    geo_geom geom;
    /* Why there is no geometry (static text, geom is empty), or NULL: "null geometry" (nothing in
     * the property), "empty geometry", "unknown geometry element", "geometry by reference", ... */
    const char *reason;
    bool unclosed; /* a ring does not end where it began: as it came, for the repair to judge */
    int32_t epsg;  /* code of the srsName, wherever it stood; NONE, or OTHER when not understood */
    const char *srs_name; /* as written, for messages (cut at 127 bytes), or NULL; until _begin */
} geo_gml_result;

/* Errors: NOMEM. */
geo_status geo_gml_take(geo_ctx *ctx, geo_gml *gml, geo_arena *arena,
                        geo_gml_result *out) GEO_MUST_USE;

/* EPSG code of a srsName in any of its forms: "EPSG:28992", urn:ogc:def:crs:EPSG::28992, the http
 * ones; RD New and NAP joined by commas are 7415. GEO_GML_EPSG_OTHER when it is none of these. */
int32_t geo_gml_epsg(const char *srs_name);

#endif
