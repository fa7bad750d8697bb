/* A geometry property from any XML: a sound geometry or a reason, and the same however the bytes
 * are cut. */
#include "../support/property_reader.h"
#include "fuzz.h"

enum { ENOUGH = 100000 };

static void check_ends(const uint32_t *ends, uint32_t count, uint32_t last)
{
    for (uint32_t i = 0; i < count; i++)
        FUZZ_CHECK(ends[i] > (i ? ends[i - 1] : 0));
    FUZZ_CHECK(count == 0 || ends[count - 1] == last);
}

static void check_sound(const geo_gml_result *result)
{
    const geo_geom *geom = &result->geom;
    FUZZ_CHECK(!result->reason == (geom->point_count > 0));
    if (result->reason) {
        FUZZ_CHECK(*result->reason);
        return;
    }
    bool points = geom->type == GEO_GEOM_POINT || geom->type == GEO_GEOM_MULTIPOINT;
    FUZZ_CHECK(geom->type >= GEO_GEOM_POINT && geom->type <= GEO_GEOM_MULTIPOLYGON);
    FUZZ_CHECK(points == (geom->end_count == 0));
    FUZZ_CHECK(geo_geom_is_polygon(geom) == (geom->part_count > 0));
    FUZZ_CHECK((geom->type == GEO_GEOM_POINT) == (points && geom->point_count == 1));
    FUZZ_CHECK(geom->type != GEO_GEOM_LINE || geom->end_count == 1);
    FUZZ_CHECK(geom->type != GEO_GEOM_POLYGON || geom->part_count == 1);
    check_ends(geom->ends, geom->end_count, geom->point_count);
    check_ends(geom->parts, geom->part_count, geom->end_count);
}

static geo_status read_it(geo_ctx *ctx, const uint8_t *data, size_t size, size_t step,
                          geo_arena *arena, geo_gml_result *out)
{
    static geo_gml *gml;
    pulled from = {(const char *)data, size, 0, step};
    geo_ctx_reset(ctx);
    if (!gml)
        FUZZ_CHECK(geo_gml_new(ctx, GEO_GML_TOLERANCE_M, &gml) == GEO_OK);
    return fuzz_said(ctx, read_property(ctx, gml, &from, arena, out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static geo_arena *arena;
    geo_ctx *ctx = fuzz_ctx();
    geo_gml_result whole, cut;
    if (!arena)
        arena = geo_arena_new();
    FUZZ_CHECK(arena);
    geo_arena_reset(arena);
    geo_status status = read_it(ctx, data, size, 0, arena, &whole);
    if (status != GEO_OK)
        return 0;
    check_sound(&whole);
    if (whole.geom.point_count > ENOUGH)
        return 0;
    FUZZ_CHECK(read_it(ctx, data, size, 1, arena, &cut) == GEO_OK);
    FUZZ_CHECK(whole.reason == cut.reason && whole.geom.point_count == cut.geom.point_count);
    FUZZ_CHECK(whole.reason || !memcmp(whole.geom.points, cut.geom.points,
                                       whole.geom.point_count * sizeof(geo_point)));
    return 0;
}
