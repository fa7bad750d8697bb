/* Looking at geometries that others made: is it valid, can it be mended without guessing? The
 * order: what GEOS must never see (non-finite, broken arrays), what it cannot build (rings open or
 * too short), then its own validity test and makeValid, and at the end the area as judge. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geos_bridge.h"

/* An area may change by this share or by this much, whichever allows more. */
static const double AREA_SHARE = 0.01, AREA_M2 = 1;

static bool rises_to(const uint32_t *ends, uint32_t count, uint32_t total)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (ends[i] < last)
            return false;
        last = ends[i];
    }
    return last == total;
}

static bool is_line(const geo_geom *geom)
{
    return geom->type == GEO_GEOM_LINE || geom->type == GEO_GEOM_MULTILINE;
}

/* What no repair can help; NULL when there is nothing of the kind. */
static const char *hopeless(const geo_geom *geom)
{
    if (geom->type == GEO_GEOM_UNKNOWN)
        return "unknown geometry type";
    if (geom->point_count == 0)
        return "empty geometry";
    if (!geo_geom_is_finite(geom))
        return "non-finite coordinate";
    bool polygon = geo_geom_is_polygon(geom);
    if ((polygon || is_line(geom)) && !rises_to(geom->ends, geom->end_count, geom->point_count))
        return "malformed geometry";
    if (polygon && !rises_to(geom->parts, geom->part_count, geom->end_count))
        return "malformed geometry";
    return NULL;
}

static const char *line_fault(const geo_geom *line)
{
    for (uint32_t i = 0; i < line->end_count; i++)
        if (geo_geom_run(line, i).count < 2)
            return "line with fewer than 2 points";
    return geo_geom_length(line) > 0 ? NULL : "line without length";
}

static bool is_closed(geo_run ring)
{
    geo_point first = ring.points[0], last = ring.points[ring.count - 1];
    return first.x == last.x && first.y == last.y;
}

/* Points of the ring when it is closed; 0 when it has fewer than 3 different places. */
static uint32_t closed_count(geo_run ring)
{
    if (ring.count == 0)
        return 0;
    size_t count = ring.count + !is_closed(ring);
    return count >= 4 && count <= UINT32_MAX ? (uint32_t)count : 0;
}

/* What rings GEOS cannot build; NULL when it can build all. */
static const char *ring_fault(const geo_geom *geom)
{
    const char *fault = NULL;
    for (uint32_t i = 0; i < geom->end_count; i++) {
        geo_run ring = geo_geom_run(geom, i);
        if (closed_count(ring) == 0)
            return "ring with fewer than 3 points";
        if (!is_closed(ring))
            fault = "unclosed ring";
    }
    return fault;
}

static void append_closed(geo_geom *to, geo_run ring)
{
    memcpy(to->points + to->point_count, ring.points, ring.count * sizeof *ring.points);
    to->point_count += closed_count(ring);
    to->points[to->point_count - 1] = ring.points[0];
    to->ends[to->end_count++] = to->point_count;
}

/* Copies part `part` without its short rings; a part whose shell is short goes whole. */
static void append_part(geo_geom *to, const geo_geom *from, uint32_t part)
{
    uint32_t first = part > 0 ? from->parts[part - 1] : 0, stop = from->parts[part];
    if (first == stop || closed_count(geo_geom_run(from, first)) == 0)
        return;
    for (uint32_t i = first; i < stop; i++)
        if (closed_count(geo_geom_run(from, i)) > 0)
            append_closed(to, geo_geom_run(from, i));
    to->parts[to->part_count++] = to->end_count;
}

/* A copy whose rings are all closed and long enough; it may have no points left. */
static geo_status close_rings(geo_ctx *ctx, const geo_geom *from, geo_geom *out)
{
    geo_geom made = {.type = from->type};
    made.points = geo_alloc((size_t)from->point_count + from->end_count, sizeof *made.points);
    made.ends = geo_alloc(from->end_count, sizeof *made.ends);
    made.parts = geo_alloc(from->part_count, sizeof *made.parts);
    if (!made.points || !made.ends || !made.parts) {
        geo_geom_release(&made);
        return geo_fail_nomem(ctx);
    }
    for (uint32_t part = 0; part < from->part_count; part++)
        append_part(&made, from, part);
    *out = made;
    return GEO_OK;
}

/* True when the ring turns back on itself in a point: there and back along the same line. */
static bool has_spike(geo_run ring)
{
    for (size_t i = 0; i + 1 < ring.count; i++) {
        geo_point a = ring.points[i > 0 ? i - 1 : ring.count - 2], b = ring.points[i];
        geo_point c = ring.points[i + 1];
        double back = (a.x - b.x) * (c.x - b.x) + (a.y - b.y) * (c.y - b.y);
        if (back > 0 && geo_orient(a, b, c) == 0)
            return true;
    }
    return false;
}

static bool any_spike(const geo_geom *geom)
{
    for (uint32_t i = 0; i < geom->end_count; i++)
        if (has_spike(geo_geom_run(geom, i)))
            return true;
    return false;
}

static bool parts_are_valid(const geo_geos *geos, const GEOSGeometry *shape)
{
    int count = GEOSGetNumGeometries_r(geos->handle, shape);
    for (int i = 0; i < count; i++)
        if (GEOSisValid_r(geos->handle, GEOSGetGeometryN_r(geos->handle, shape, i)) != 1)
            return false;
    return count > 1;
}

/* GEOS's words for a fault, and ours. */
static const struct {
    const char *theirs, *ours;
} FAULTS[] = {
    {"Ring Self-intersection", "self-touching ring"},
    {"Self-intersection", "self-crossing polygon"},
    {"Hole lies outside shell", "hole outside its shell"},
    {"Holes are nested", "nested holes"},
    {"Nested shells", "nested parts"},
    {"Duplicate Rings", "duplicate rings"},
    {"Interior is disconnected", "disconnected interior"},
    {"Too few points in geometry component", "ring with fewer than 3 points"},
    {"Ring is not closed", "unclosed ring"},
    {"Invalid Coordinate", "non-finite coordinate"},
};

static const char *translate_fault(const char *theirs)
{
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        if (theirs && strcmp(theirs, FAULTS[i].theirs) == 0)
            return FAULTS[i].ours;
    return "invalid polygon";
}

/* What is wrong with a shape that GEOS could build; NULL: it is valid. */
static const char *shape_fault(const geo_geos *geos, const geo_geom *geom,
                               const GEOSGeometry *shape)
{
    char *theirs = NULL;
    if (GEOSisValidDetail_r(geos->handle, shape, 0, &theirs, NULL) == 1)
        return NULL;
    const char *ours = translate_fault(theirs);
    GEOSFree_r(geos->handle, theirs);
    if (any_spike(geom))
        return "zero-width spike";
    return parts_are_valid(geos, shape) ? "overlapping parts" : ours;
}

/* makeValid by structure: rings keep their role as shell or hole. Method "linework" would take the
 * overlap of two parts for a hole. NULL: GEOS failed. */
static GEOSGeometry *make_valid(const geo_geos *geos, const GEOSGeometry *shape)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos->handle);
    if (!params)
        return NULL;
    GEOSGeometry *made = NULL;
    if (GEOSMakeValidParams_setMethod_r(geos->handle, params, GEOS_MAKE_VALID_STRUCTURE) &&
        GEOSMakeValidParams_setKeepCollapsed_r(geos->handle, params, 0))
        made = GEOSMakeValidWithParams_r(geos->handle, shape, params);
    GEOSMakeValidParams_destroy_r(geos->handle, params);
    return made;
}

/* GEOS 3.11's makeValid may leave two parts that share an edge, which a second one joins. NULL:
 * GEOS failed, or its answer is still not valid. */
static GEOSGeometry *make_surely_valid(const geo_geos *geos, const GEOSGeometry *shape)
{
    GEOSGeometry *made = make_valid(geos, shape);
    if (made && GEOSisValid_r(geos->handle, made) != 1) {
        GEOSGeometry *first = made;
        made = make_valid(geos, first);
        GEOSGeom_destroy_r(geos->handle, first);
    }
    if (made && GEOSisValid_r(geos->handle, made) != 1) {
        GEOSGeom_destroy_r(geos->handle, made);
        made = NULL;
    }
    return made;
}

static bool area_is_kept(double before_m2, double after_m2)
{
    double change = fabs(after_m2 - before_m2);
    return change <= AREA_M2 || change <= AREA_SHARE * fabs(before_m2);
}

/* Mends a closed polygon. Leaves *out without points when that was not possible. */
static geo_status mend(geo_ctx *ctx, geo_geos *geos, const geo_geom *closed,
                       const GEOSGeometry *shape, geo_geom *out)
{
    geo_status status = GEO_OK;
    GEOSGeometry *valid = make_surely_valid(geos, shape);
    if (valid)
        status = geo_geos_export(ctx, geos, valid, 2, out);
    GEOSGeom_destroy_r(geos->handle, valid);
    if (status == GEO_OK && !area_is_kept(geo_geom_area(closed), geo_geom_area(out)))
        geo_geom_release(out);
    return status;
}

/* Puts a valid copy of `closed` into *out (without points: refused); *fault says what was wrong. A
 * `closed` that is valid already leaves *fault and *out alone. */
static geo_status examine(geo_ctx *ctx, geo_geos *geos, const geo_geom *closed, geo_geom *out,
                          const char **fault)
{
    GEOSGeometry *shape = NULL;
    geo_status status = geo_geos_import(ctx, geos, closed, &shape);
    if (status != GEO_OK)
        return status;
    const char *found = shape_fault(geos, closed, shape);
    if (found) {
        *fault = found;
        status = mend(ctx, geos, closed, shape, out);
    }
    GEOSGeom_destroy_r(geos->handle, shape);
    return status;
}

static geo_status repair_polygon(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_geom *out,
                                 geo_repair *what, const char **reason)
{
    geo_status status = GEO_OK;
    geo_geom closed = {0}, mended = {0};
    const char *open = ring_fault(geom), *fault = NULL;
    if (open)
        status = close_rings(ctx, geom, &closed);
    if (status == GEO_OK && (!open || closed.point_count > 0))
        status = examine(ctx, geos, open ? &closed : geom, &mended, &fault);
    if (status != GEO_OK)
        goto out;
    geo_geom *result = fault ? &mended : &closed;
    *reason = fault ? fault : (open ? open : "");
    *what = !fault && !open ? GEO_REPAIR_NONE : GEO_REPAIR_REFUSED;
    if (result->point_count > 0) {
        *what = GEO_REPAIR_DONE;
        *out = *result;
        *result = (geo_geom){0};
    }
out:
    geo_geom_release(&closed);
    geo_geom_release(&mended);
    return status;
}

geo_status geo_geos_repair(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_geom *out,
                           geo_repair *what, const char **reason)
{
    const char *fault = hopeless(geom);
    if (!fault && geo_geom_is_polygon(geom))
        return repair_polygon(ctx, geos, geom, out, what, reason);
    if (!fault && is_line(geom))
        fault = line_fault(geom);
    *reason = fault ? fault : "";
    *what = fault ? GEO_REPAIR_REFUSED : GEO_REPAIR_NONE;
    return GEO_OK;
}

geo_status geo_geos_is_valid(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, bool *out)
{
    bool unfit = hopeless(geom) || (geo_geom_is_polygon(geom) && ring_fault(geom)) ||
                 (is_line(geom) && line_fault(geom));
    if (unfit) {
        *out = false;
        return GEO_OK;
    }
    GEOSGeometry *shape = NULL;
    geo_status status = geo_geos_import(ctx, geos, geom, &shape);
    if (status != GEO_OK)
        return status;
    *out = GEOSisValid_r(geos->handle, shape) == 1;
    GEOSGeom_destroy_r(geos->handle, shape);
    return GEO_OK;
}
