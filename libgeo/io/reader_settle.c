/* Which CRS the rows come in and leave in, and which geometries fit a layer. */
#include <float.h>

#include "base/alloc.h"
#include "io/reader_parts.h"

static geo_status no_crs(geo_ctx *ctx, const geo_reader *reader)
{
    geo_hint(ctx, "declare it with --crs, for instance --crs EPSG:28992");
    return geo_fail(ctx, GEO_ERR_CRS, "%s has no coordinate reference system", reader->name);
}

/* What the user declares counts for an input without CRS and may not contradict one that has it. */
static geo_status declare(geo_ctx *ctx, geo_reader *reader)
{
    geo_crs *declared = NULL;
    if (!reader->options.crs)
        return reader->schema.crs ? GEO_OK : no_crs(ctx, reader);
    geo_status status = geo_crs_new(ctx, reader->options.crs, &declared);
    if (status != GEO_OK)
        return status;
    if (!reader->schema.crs) {
        reader->schema.crs = declared;
        return GEO_OK;
    }
    if (!geo_crs_same(reader->schema.crs, declared))
        status = geo_fail(ctx, GEO_ERR_CRS, "%s is in %s, not in %s", reader->name,
                          geo_crs_label(reader->schema.crs), geo_crs_label(declared));
    geo_crs_free(declared);
    return status;
}

static geo_status aim(geo_ctx *ctx, geo_reader *reader)
{
    const geo_crs *target = reader->options.target_crs;
    if (!target && geo_crs_is_geographic(reader->schema.crs)) {
        geo_hint(ctx, "the toolkit reckons in metres: transform the input to EPSG:28992");
        return geo_fail(ctx, GEO_ERR_CRS, "%s is in degrees (%s)", reader->name,
                        geo_crs_label(reader->schema.crs));
    }
    if (!target && !geo_crs_is_projected_metres(reader->schema.crs))
        return geo_fail(ctx, GEO_ERR_CRS, "%s is in %s, which %s", reader->name,
                        geo_crs_label(reader->schema.crs), geo_crs_unfit(reader->schema.crs));
    if (!target || geo_crs_same(reader->schema.crs, target))
        return GEO_OK;
    geo_crs *copy = NULL;
    geo_status status = geo_transform_new(ctx, reader->schema.crs, target, &reader->transform);
    if (status == GEO_OK)
        status = geo_crs_clone(ctx, target, &copy);
    if (status != GEO_OK)
        return geo_while(ctx, status, "transforming %s", reader->name);
    reader->source_crs = reader->schema.crs;
    reader->schema.crs = copy;
    geo_info(ctx, "%s is transformed: %s", reader->name,
             geo_transform_description(reader->transform));
    return GEO_OK;
}

geo_status geo_reader_settle(geo_ctx *ctx, geo_reader *reader, uint8_t type)
{
    geo_status status = declare(ctx, reader);
    if (status == GEO_OK)
        status = aim(ctx, reader);
    if (status != GEO_OK)
        return status;
    reader->has_bounds = geo_crs_bounds(reader->schema.crs, &reader->bounds);
    if (!reader->has_bounds)
        reader->bounds = (geo_box){-DBL_MAX, -DBL_MAX, DBL_MAX, DBL_MAX};
    reader->is_quick = !reader->transform && !reader->options.box;
    reader->id_column = geo_schema_find(&reader->schema, "id");
    status = geo_row_rules_init(ctx, &reader->rules, &reader->schema, type);
    /* Points are all that is left in. */
    if (reader->options.points_only)
        reader->schema.type = GEO_GEOM_POINT;
    return status;
}

static geo_status wrap(geo_ctx *ctx, geo_geom_type type, geo_geom *geom, geo_arena *arena)
{
    if (geom->type == GEO_GEOM_LINE && !geom->ends) {
        geom->ends = geo_arena_alloc(arena, 1, sizeof *geom->ends);
        if (!geom->ends)
            return geo_fail_nomem(ctx);
        geom->ends[0] = geom->point_count;
        geom->end_count = 1;
    }
    if (geom->type == GEO_GEOM_POLYGON && !geom->parts) {
        geom->parts = geo_arena_alloc(arena, 1, sizeof *geom->parts);
        if (!geom->parts)
            return geo_fail_nomem(ctx);
        geom->parts[0] = geom->end_count;
        geom->part_count = 1;
    }
    geom->type = type;
    return GEO_OK;
}

static uint32_t part_count(const geo_geom *geom)
{
    switch (geom->type) {
    case GEO_GEOM_MULTIPOINT:
        return geom->point_count;
    case GEO_GEOM_MULTILINE:
        return geom->end_count;
    case GEO_GEOM_MULTIPOLYGON:
        return geom->part_count;
    default:
        return 0;
    }
}

geo_status geo_reader_fit(geo_ctx *ctx, geo_geom_type type, geo_geom *geom, geo_arena *arena,
                          const char **reason)
{
    const int to_multi = GEO_GEOM_MULTIPOINT - GEO_GEOM_POINT;
    *reason = NULL;
    if (type == GEO_GEOM_UNKNOWN || geom->type == type)
        return GEO_OK;
    if ((int)geom->type + to_multi == (int)type)
        return wrap(ctx, type, geom, arena);
    if ((int)type + to_multi == (int)geom->type && part_count(geom) == 1)
        geom->type = type;
    else if ((int)type + to_multi == (int)geom->type)
        *reason = "several parts in a layer of single geometries";
    else
        *reason = "other kind of geometry than its layer";
    return GEO_OK;
}
