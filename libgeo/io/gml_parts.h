/* What the files of io/gml share: the elements that are told apart, and the builder's state. */
#ifndef GEO_IO_GML_PARTS_H
#define GEO_IO_GML_PARTS_H

#include "base/vec.h"
#include "io/gml.h"

/* Deeper than any geometry nests; the XML itself is bounded by io/xml. */
enum { GML_DEPTH = 32, GML_TOKEN = 64, GML_NAME = 128 };

typedef enum gml_kind {
    GML_UNKNOWN,
    GML_PROPERTY, /* around everything */
    GML_WRAPPER,  /* within it: BAG names the kind, <geometrie><punt><gml:Point> */
    GML_IGNORED,  /* names and descriptions, with all that is in them */
    GML_MEMBER,   /* holds what its parent consists of */
    GML_MULTI,    /* of points, curves or surfaces */
    GML_SURFACE,  /* of patches or surfaces */
    GML_POINT,
    GML_CURVE, /* a line, a segment, or a chain of them */
    GML_ORIENTED,
    GML_ARC, /* three points, or further pairs of them */
    GML_CIRCLE,
    GML_POLYGON,
    GML_EXTERIOR,
    GML_INTERIOR,
    GML_RING,
    GML_POS,
    GML_POS_LIST,
    GML_COORDINATES
} gml_kind;

gml_kind geo_gml_kind(const char *name);
bool geo_gml_may_hold(gml_kind parent, gml_kind child);

/* An element that has begun and not ended. */
typedef struct gml_frame {
    gml_kind kind;
    uint8_t dimension; /* of the coordinates, 0: not said; handed down */
    bool reversed;
    size_t point, ring; /* how many points and rings there were before it */
} gml_frame;

typedef GEO_VEC(geo_point) gml_points;
typedef GEO_VEC(uint32_t) gml_ends;

/* Numbers of the coordinates that are being read. */
typedef struct gml_numbers {
    double tuple[3];
    uint8_t count;         /* of the tuple so far */
    bool joined;           /* a comma came since the last number */
    char token[GML_TOKEN]; /* a number whose end has not come yet */
    size_t length;
} gml_numbers;

struct geo_gml {
    double tolerance_m;
    gml_frame frames[GML_DEPTH];
    uint32_t depth;   /* frames in use; the property is the first */
    uint32_t skipped; /* elements open below one that is passed over */
    uint32_t roots;   /* geometries that lie in no other */
    gml_points points, controls;
    gml_ends ends, parts;
    uint32_t run_depth; /* depth of the frame whose line or ring is being filled, or 0 */
    geo_geom_type type; /* POINT, LINE or POLYGON; UNKNOWN: nothing yet */
    gml_numbers numbers;
    const char *reason;
    bool unclosed;
    int32_t epsg;
    char srs_name[GML_NAME];
};

/* A decimal number of the bytes [at, end), rounded correctly; false: it is none, or not finite. */
bool geo_gml_number(const char *at, const char *end, double *out);

/* Coordinates of the innermost frame, which go to the one around it. Errors: NOMEM. */
geo_status geo_gml_add_text(geo_ctx *ctx, geo_gml *gml, const char *text,
                            size_t length) GEO_MUST_USE;
geo_status geo_gml_end_text(geo_ctx *ctx, geo_gml *gml) GEO_MUST_USE;

/* Appends the line along the circle through three points, the first of which is there already: to
 * the last, or all the way round for a circle. Errors: NOMEM, LIMIT (more than `most` points),
 * RANGE (an arc too large). */
geo_status geo_gml_add_arc(gml_points *to, const geo_point control[3], bool circle,
                           double tolerance_m, size_t most) GEO_MUST_USE;

#endif
