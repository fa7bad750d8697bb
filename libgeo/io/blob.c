/* GeoPackage puts a header before well-known binary. SpatiaLite does too and ends it with a mark;
 * inside a collection it writes 0x69 where WKB has the byte order of each part (Furieri, "Internal
 * BLOB-Geometry format", libspatialite manual): put that back and it is WKB. */
#include "io/blob.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "io/open.h"

enum { GPKG_HEADER = 8, SPATIALITE_HEADER = 39, PART_MARK = 0x69, END_MARK = 0xfe };

static void read_wkb(const void *bytes, size_t length, OGRGeometryH *out)
{
    geo_watch watch;
    OGRGeometryH geometry = NULL;
    if (length == 0 || length > INT_MAX)
        return;
    geo_watch_begin(&watch);
    OGRErr error = OGR_G_CreateFromWkb(bytes, NULL, &geometry, (int)length);
    geo_watch_end(&watch);
    if (error == OGRERR_NONE && !watch.failures)
        *out = geometry;
    else
        OGR_G_DestroyGeometry(geometry);
}

static geo_status read_wkt(geo_ctx *ctx, const char *text, size_t length, OGRGeometryH *out)
{
    geo_watch watch;
    OGRGeometryH geometry = NULL;
    char *copy = geo_strndup(text, length), *at = copy;
    if (!copy)
        return geo_fail_nomem(ctx);
    geo_watch_begin(&watch);
    OGRErr error = OGR_G_CreateFromWkt(&at, NULL, &geometry);
    geo_watch_end(&watch);
    bool whole = error == OGRERR_NONE && at[strspn(at, " \t\r\n")] == '\0';
    if (whole && !watch.failures)
        *out = geometry;
    else
        OGR_G_DestroyGeometry(geometry);
    geo_free(copy);
    return GEO_OK;
}

static void read_gpkg(const uint8_t *bytes, size_t length, OGRGeometryH *out)
{
    static const size_t envelopes[] = {0, 32, 48, 48, 64};
    if (length < GPKG_HEADER || bytes[0] != 'G' || bytes[1] != 'P')
        return;
    size_t envelope = bytes[3] >> 1 & 7;
    bool is_extended = bytes[3] & 0x20;
    if (envelope > 4 || is_extended || length < GPKG_HEADER + envelopes[envelope])
        return;
    size_t header = GPKG_HEADER + envelopes[envelope];
    read_wkb(bytes + header, length - header, out);
}

/* A place in a SpatiaLite geometry that is being made into WKB. */
typedef struct walk {
    uint8_t *at, *end;
    uint8_t order; /* 1: little-endian */
} walk;

static bool take_number(walk *w, uint32_t *out)
{
    if (w->end - w->at < 4)
        return false;
    const uint8_t *b = w->at;
    *out = w->order
               ? (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24
               : (uint32_t)b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
    w->at += 4;
    return true;
}

static bool skip_points(walk *w, uint64_t count, uint32_t type)
{
    uint64_t bytes = count * 8 * (type / 1000 == 0 ? 2 : type / 1000 == 3 ? 4 : 3);
    if ((uint64_t)(w->end - w->at) < bytes)
        return false;
    w->at += bytes;
    return true;
}

static bool skip_run(walk *w, uint32_t type)
{
    uint32_t count;
    return take_number(w, &count) && skip_points(w, count, type);
}

/* Passes a point, line or polygon whose type was read. */
static bool skip_simple(walk *w, uint32_t type)
{
    uint32_t rings;
    if (type > 3003)
        return false;
    switch (type % 1000) {
    case 1:
        return skip_points(w, 1, type);
    case 2:
        return skip_run(w, type);
    case 3:
        if (!take_number(w, &rings))
            return false;
        while (rings && skip_run(w, type))
            rings--;
        return !rings;
    default:
        return false;
    }
}

static bool mark_parts(walk *w)
{
    uint32_t type, count, part;
    if (!take_number(w, &type))
        return false;
    if (type % 1000 < 4)
        return skip_simple(w, type);
    if (type > 3007 || type % 1000 > 7 || !take_number(w, &count))
        return false;
    for (; count; count--) {
        if (w->at >= w->end || *w->at != PART_MARK)
            return false;
        *w->at++ = w->order;
        if (!take_number(w, &part) || !skip_simple(w, part))
            return false;
    }
    return true;
}

static geo_status read_spatialite(geo_ctx *ctx, const uint8_t *bytes, size_t length,
                                  OGRGeometryH *out)
{
    static const size_t BEFORE = SPATIALITE_HEADER - 1; /* where WKB's byte of order will stand */
    if (length < SPATIALITE_HEADER + 5 || bytes[0] != 0 || bytes[1] > 1 || bytes[BEFORE] != 0x7c ||
        bytes[length - 1] != END_MARK)
        return GEO_OK;
    size_t size = length - BEFORE - 1;
    uint8_t *copy = geo_alloc(size, 1);
    if (!copy)
        return geo_fail_nomem(ctx);
    memcpy(copy, bytes + BEFORE, size);
    copy[0] = bytes[1];
    walk w = {copy + 1, copy + size, bytes[1]};
    if (mark_parts(&w) && w.at == w.end)
        read_wkb(copy, size, out);
    geo_free(copy);
    return GEO_OK;
}

geo_status geo_blob_read(geo_ctx *ctx, geo_blob_form form, const void *bytes, size_t length,
                         OGRGeometryH *out)
{
    *out = NULL;
    switch (form) {
    case GEO_BLOB_GPKG:
        read_gpkg(bytes, length, out);
        return GEO_OK;
    case GEO_BLOB_SPATIALITE:
        return read_spatialite(ctx, bytes, length, out);
    case GEO_BLOB_WKB:
        read_wkb(bytes, length, out);
        return GEO_OK;
    case GEO_BLOB_WKT:
        return read_wkt(ctx, bytes, length, out);
    }
    return GEO_OK;
}
