/* Geometries as SQLite databases keep them. The first byte chooses the form. What is a geometry can
 * be made plain. */
#include "io/blob.h"

#include "base/arena.h"
#include "fuzz.h"
#include "io/io.h"
#include "io/open.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_ready;
    static geo_arena *arena;
    geo_ctx *ctx = fuzz_ctx();
    OGRGeometryH made = NULL;
    const char *reason = NULL;
    geo_geom geom = {0};
    if (!is_ready) {
        FUZZ_CHECK(geo_io_init(ctx) == GEO_OK && (arena = geo_arena_new()));
        is_ready = true;
    }
    geo_arena_reset(arena);
    if (!size)
        return 0;
    FUZZ_CHECK(geo_blob_read(ctx, data[0] % (GEO_BLOB_WKT + 1), data + 1, size - 1, &made) ==
               GEO_OK);
    if (made && fuzz_said(ctx, geo_open_geom(ctx, made, arena, &geom, &reason)) == GEO_OK)
        FUZZ_CHECK(reason ? !geom.point_count : geom.point_count && geo_geom_is_finite(&geom));
    OGR_G_DestroyGeometry(made);
    return 0;
}
