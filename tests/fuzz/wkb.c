/* Geometries as OGR hands them over from any well-known binary, and back to well-known binary: a
 * second time round nothing changes. */
#include "base/alloc.h"
#include "fuzz.h"
#include "io/io.h"
#include "io/open.h"
#include "io/package_parts.h"

static OGRGeometryH make(const uint8_t *data, size_t size)
{
    OGRGeometryH geometry = NULL;
    if (OGR_G_CreateFromWkb(data, NULL, &geometry, (int)size) != OGRERR_NONE)
        return NULL;
    return geometry;
}

/* *reason NULL: `out` is one that can be used. */
static const char *open_one(geo_ctx *ctx, OGRGeometryH from, geo_arena *arena, geo_geom *out)
{
    const char *reason;
    *out = (geo_geom){0};
    if (fuzz_said(ctx, geo_open_geom(ctx, from, arena, out, &reason)) != GEO_OK)
        return "failed";
    if (!reason)
        FUZZ_CHECK(out->point_count && geo_geom_is_finite(out));
    return reason;
}

static void check_again(geo_ctx *ctx, const geo_geom *geom, geo_arena *arena)
{
    geo_bytes wkb = {0}, again = {0};
    geo_geom second;
    FUZZ_CHECK(geo_package_wkb(ctx, GEO_GEOM_UNKNOWN, geom, &wkb) == GEO_OK);
    OGRGeometryH geometry = make(wkb.items, wkb.count);
    FUZZ_CHECK(geometry);
    FUZZ_CHECK(!open_one(ctx, geometry, arena, &second));
    FUZZ_CHECK(geo_package_wkb(ctx, GEO_GEOM_UNKNOWN, &second, &again) == GEO_OK);
    FUZZ_CHECK(wkb.count == again.count && !memcmp(wkb.items, again.items, wkb.count));
    OGR_G_DestroyGeometry(geometry);
    geo_free(wkb.items);
    geo_free(again.items);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool begun;
    geo_ctx *ctx = fuzz_ctx();
    if (!begun)
        FUZZ_CHECK(geo_io_init(ctx) == GEO_OK);
    begun = true;
    OGRGeometryH geometry = make(data, size);
    geo_arena *arena = geo_arena_new();
    geo_geom geom;
    FUZZ_CHECK(arena);
    if (geometry && !open_one(ctx, geometry, arena, &geom))
        check_again(ctx, &geom, arena);
    geo_arena_free(arena);
    if (geometry)
        OGR_G_DestroyGeometry(geometry);
    return 0;
}
