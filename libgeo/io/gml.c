/* The builder: elements come and go, points, rings and parts pile up.
 * Invariant: once there is a reason nothing is built any more, only the depth is followed. */
#include "io/gml.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gml_parts.h"
#include "io/xml.h"

static const double LEAST_TOLERANCE_M = 1e-4;

geo_status geo_gml_new(geo_ctx *ctx, double tolerance_m, geo_gml **out)
{
    if (!(tolerance_m >= LEAST_TOLERANCE_M) || !isfinite(tolerance_m))
        return geo_fail(ctx, GEO_ERR_RANGE, "a tolerance of %g m for arcs is less than %g m",
                        tolerance_m, LEAST_TOLERANCE_M);
    geo_gml *gml = geo_calloc(1, sizeof *gml);
    if (!gml)
        return geo_fail_nomem(ctx);
    gml->tolerance_m = tolerance_m;
    geo_gml_begin(gml);
    *out = gml;
    return GEO_OK;
}

void geo_gml_free(geo_gml *gml)
{
    if (!gml)
        return;
    geo_free(gml->points.items);
    geo_free(gml->controls.items);
    geo_free(gml->ends.items);
    geo_free(gml->parts.items);
    geo_free(gml);
}

void geo_gml_begin(geo_gml *gml)
{
    gml->frames[0] = (gml_frame){.kind = GML_PROPERTY};
    gml->depth = 1;
    gml->skipped = gml->roots = gml->run_depth = 0;
    gml->points.count = gml->ends.count = gml->parts.count = 0;
    gml->type = GEO_GEOM_UNKNOWN;
    gml->reason = NULL;
    gml->unclosed = false;
    gml->epsg = GEO_GML_EPSG_NONE;
    gml->srs_name[0] = '\0';
}

static void read_srs_name(geo_gml *gml, const char *name)
{
    int32_t epsg = geo_gml_epsg(name);
    if (gml->epsg == GEO_GML_EPSG_NONE) {
        gml->epsg = epsg;
        size_t length = strnlen(name, sizeof gml->srs_name - 1);
        memcpy(gml->srs_name, name, length);
        gml->srs_name[length] = '\0';
    } else if (epsg != gml->epsg) {
        gml->reason = "two coordinate systems in one geometry";
    }
}

static void read_attributes(geo_gml *gml, gml_frame *frame, const char **attributes)
{
    const char *srs = geo_xml_attribute(attributes, "srsName");
    const char *dimension = geo_xml_attribute(attributes, "srsDimension");
    if (srs)
        read_srs_name(gml, srs);
    if (dimension && (!strcmp(dimension, "2") || !strcmp(dimension, "3")))
        frame->dimension = (uint8_t)(*dimension - '0');
    else if (dimension)
        gml->reason = "srsDimension that is neither 2 nor 3";
    if (frame->kind == GML_MEMBER && geo_xml_attribute(attributes, "href"))
        gml->reason = "geometry by reference";
    if (frame->kind == GML_ORIENTED) {
        const char *sign = geo_xml_attribute(attributes, "orientation");
        frame->reversed = sign && !strcmp(sign, "-");
    }
}

/* Separators of GML 2 that are not the usual ones would turn one number into two. */
static bool has_other_separators(const char **attributes)
{
    const char *decimal = geo_xml_attribute(attributes, "decimal");
    const char *inner = geo_xml_attribute(attributes, "cs");
    const char *outer = geo_xml_attribute(attributes, "ts");
    return (decimal && strcmp(decimal, ".") != 0) || (inner && strcmp(inner, ",") != 0) ||
           (outer && strcmp(outer, " ") != 0);
}

/* Segments only make sense in a line or ring, and no other geometry does there. */
static bool suits_run(const geo_gml *gml, gml_kind kind)
{
    switch (kind) {
    case GML_ARC:
    case GML_CIRCLE:
        return gml->run_depth != 0;
    case GML_POINT:
    case GML_POLYGON:
    case GML_SURFACE:
    case GML_MULTI:
        return gml->run_depth == 0;
    default:
        return true;
    }
}

static bool is_root(const gml_frame *parent, gml_kind kind)
{
    return (parent->kind == GML_PROPERTY || parent->kind == GML_WRAPPER) && kind != GML_WRAPPER;
}

static const char *why_not(const geo_gml *gml, const gml_frame *parent, gml_kind kind)
{
    if (kind == GML_UNKNOWN || !geo_gml_may_hold(parent->kind, kind) || !suits_run(gml, kind))
        return "unknown geometry element";
    if (is_root(parent, kind) && gml->roots > 0)
        return "two geometries in one property";
    if (kind == GML_INTERIOR && gml->ends.count == parent->ring)
        return "polygon without exterior";
    if (kind == GML_EXTERIOR && gml->ends.count > parent->ring)
        return "polygon with two exteriors";
    if (gml->depth == GML_DEPTH)
        return "geometry nested too deeply";
    return NULL;
}

static void push_frame(geo_gml *gml, const gml_frame *parent, gml_kind kind,
                       const char **attributes)
{
    gml_frame *frame = &gml->frames[gml->depth];
    *frame = (gml_frame){.kind = kind,
                         .dimension = parent->dimension,
                         .point = gml->points.count,
                         .ring = gml->ends.count};
    gml->roots += is_root(parent, kind);
    gml->depth++;
    if ((kind == GML_CURVE || kind == GML_ORIENTED || kind == GML_RING) && !gml->run_depth)
        gml->run_depth = gml->depth;
    gml->numbers = (gml_numbers){0};
    read_attributes(gml, frame, attributes);
    if (kind == GML_COORDINATES && has_other_separators(attributes))
        gml->reason = "coordinates with unusual separators";
}

geo_status geo_gml_start(geo_ctx *ctx, geo_gml *gml, const char *name, const char **attributes)
{
    (void)ctx;
    const gml_frame *parent = &gml->frames[gml->depth - 1];
    gml_kind kind = gml->reason || gml->skipped ? GML_IGNORED : geo_gml_kind(name);
    if (kind != GML_IGNORED)
        gml->reason = why_not(gml, parent, kind);
    if (kind == GML_IGNORED || gml->reason)
        gml->skipped++;
    else
        push_frame(gml, parent, kind, attributes);
    return GEO_OK;
}

geo_status geo_gml_text(geo_ctx *ctx, geo_gml *gml, const char *text, size_t length)
{
    if (gml->skipped || gml->reason || gml->frames[gml->depth - 1].kind < GML_POS)
        return GEO_OK;
    return geo_gml_add_text(ctx, gml, text, length);
}

static void set_type(geo_gml *gml, geo_geom_type type)
{
    if (gml->type != GEO_GEOM_UNKNOWN && gml->type != type)
        gml->reason = "geometries of different kinds";
    gml->type = type;
}

/* Joins what a member brought to what its owner had of it: they share a point. The first member has
 * nothing to join; the owner itself may still be turned round. */
static void join_run(geo_gml *gml, size_t at)
{
    enum { OWNER = 3 }; /* the member, the element that says "member", the owner */
    gml_points *points = &gml->points;
    if (at == gml->frames[gml->depth - OWNER].point || at == points->count)
        return;
    geo_point *seam = points->items + at;
    if (geo_point_distance(seam[-1], seam[0]) > gml->tolerance_m)
        gml->reason = "curve members that do not meet";
    if (seam[-1].x != seam[0].x || seam[-1].y != seam[0].y)
        return;
    memmove(seam, seam + 1, (points->count - at - 1) * sizeof *seam);
    points->count--;
}

static void reverse_points(geo_point *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        geo_point kept = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = kept;
    }
}

static geo_status end_run(geo_ctx *ctx, geo_gml *gml, const gml_frame *frame)
{
    size_t count = gml->points.count - frame->point;
    const geo_point *points = gml->points.items + frame->point;
    bool ring = frame->kind == GML_RING;
    gml->run_depth = 0;
    if (ring && count == 0)
        gml->reason = "ring without points";
    else if (!ring && count < 2)
        gml->reason = "line of fewer than 2 points";
    else if (ring)
        gml->unclosed |= points[0].x != points[count - 1].x || points[0].y != points[count - 1].y;
    if (!ring)
        set_type(gml, GEO_GEOM_LINE);
    return geo_vec_push(&gml->ends, (uint32_t)gml->points.count) ? GEO_OK : geo_fail_nomem(ctx);
}

/* A curve, a segment or a ring, which is a line of its own or a member of one. */
static geo_status end_curve(geo_ctx *ctx, geo_gml *gml, const gml_frame *frame)
{
    if (frame->reversed)
        reverse_points(gml->points.items + frame->point, gml->points.count - frame->point);
    if (gml->run_depth == gml->depth)
        return end_run(ctx, gml, frame);
    join_run(gml, frame->point);
    return GEO_OK;
}

/* Takes the points of the segment for those it is made of, and puts the line in their place. */
static geo_status end_arc(geo_ctx *ctx, geo_gml *gml, const gml_frame *frame)
{
    gml_points *points = &gml->points, *controls = &gml->controls;
    bool circle = frame->kind == GML_CIRCLE;
    size_t count = points->count - frame->point;
    if (count < 3 || (circle ? count > 3 : count % 2 == 0)) {
        gml->reason = count < 3 ? "curve segment with fewer than 3 points"
                                : "curve segment with a point too many";
        return GEO_OK;
    }
    controls->count = 0;
    if (!geo_vec_room(controls, count))
        return geo_fail_nomem(ctx);
    memcpy(controls->items, points->items + frame->point, count * sizeof *controls->items);
    points->count = frame->point + 1;
    geo_status status = GEO_OK;
    for (size_t i = 0; i + 2 < count && status == GEO_OK; i += 2)
        status = geo_gml_add_arc(points, controls->items + i, circle, gml->tolerance_m,
                                 GEO_GML_MOST_VERTICES);
    if (status == GEO_ERR_LIMIT)
        gml->reason = "more than 10,000,000 vertices";
    else if (status == GEO_ERR_RANGE)
        gml->reason = "arc that is too large";
    else if (status != GEO_OK)
        return geo_fail_nomem(ctx);
    return end_curve(ctx, gml, frame);
}

static geo_status end_polygon(geo_ctx *ctx, geo_gml *gml, const gml_frame *frame)
{
    if (gml->ends.count == frame->ring)
        gml->reason = "polygon without exterior";
    set_type(gml, GEO_GEOM_POLYGON);
    return geo_vec_push(&gml->parts, (uint32_t)gml->ends.count) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status end_element(geo_ctx *ctx, geo_gml *gml, const gml_frame *frame)
{
    switch (frame->kind) {
    case GML_POS:
    case GML_POS_LIST:
    case GML_COORDINATES:
        return geo_gml_end_text(ctx, gml);
    case GML_POINT:
        if (gml->points.count != frame->point + 1)
            gml->reason = "point without one position";
        set_type(gml, GEO_GEOM_POINT);
        return GEO_OK;
    case GML_CURVE:
    case GML_ORIENTED:
    case GML_RING:
        return end_curve(ctx, gml, frame);
    case GML_ARC:
    case GML_CIRCLE:
        return end_arc(ctx, gml, frame);
    case GML_EXTERIOR:
    case GML_INTERIOR:
        if (gml->ends.count != frame->ring + 1)
            gml->reason = "boundary that is not one ring";
        return GEO_OK;
    case GML_POLYGON:
        return end_polygon(ctx, gml, frame);
    default:
        return GEO_OK;
    }
}

geo_status geo_gml_end(geo_ctx *ctx, geo_gml *gml, bool *done)
{
    geo_status status = GEO_OK;
    *done = false;
    if (gml->skipped) {
        gml->skipped--;
    } else if (gml->depth == 1) {
        *done = true;
    } else {
        if (!gml->reason)
            status = end_element(ctx, gml, &gml->frames[gml->depth - 1]);
        gml->depth--;
    }
    return status;
}

static const char *judge(const geo_gml *gml)
{
    if (gml->reason)
        return gml->reason;
    return gml->roots == 0 ? "null geometry" : gml->points.count == 0 ? "empty geometry" : NULL;
}

static geo_geom_type type_of(const geo_gml *gml)
{
    switch (gml->type) {
    case GEO_GEOM_POINT:
        return gml->points.count > 1 ? GEO_GEOM_MULTIPOINT : GEO_GEOM_POINT;
    case GEO_GEOM_LINE:
        return gml->ends.count > 1 ? GEO_GEOM_MULTILINE : GEO_GEOM_LINE;
    default:
        return gml->parts.count > 1 ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_POLYGON;
    }
}

/* NULL for nothing, so that the geometry has no pointer to nothing. */
static void *copy_of(geo_arena *arena, const void *items, size_t count, size_t size, bool *failed)
{
    if (count == 0)
        return NULL;
    void *copy = geo_arena_alloc(arena, count, size);
    if (copy)
        memcpy(copy, items, count * size);
    *failed |= !copy;
    return copy;
}

geo_status geo_gml_take(geo_ctx *ctx, geo_gml *gml, geo_arena *arena, geo_gml_result *out)
{
    geo_gml_result result = {.reason = judge(gml),
                             .unclosed = gml->unclosed,
                             .epsg = gml->epsg,
                             .srs_name = gml->srs_name[0] ? gml->srs_name : NULL};
    bool failed = false;
    if (!result.reason)
        result.geom = (geo_geom){
            .type = type_of(gml),
            .points =
                copy_of(arena, gml->points.items, gml->points.count, sizeof(geo_point), &failed),
            .ends = copy_of(arena, gml->ends.items, gml->ends.count, sizeof(uint32_t), &failed),
            .parts = copy_of(arena, gml->parts.items, gml->parts.count, sizeof(uint32_t), &failed),
            .point_count = (uint32_t)gml->points.count,
            .end_count = (uint32_t)gml->ends.count,
            .part_count = (uint32_t)gml->parts.count};
    if (failed)
        return geo_fail_nomem(ctx);
    *out = result;
    return GEO_OK;
}
