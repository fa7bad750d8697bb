#include "registry/gml_shape.h"

#include <string.h>

geo_status geo_gml_shape_init(geo_ctx *ctx, geo_gml_shape *shape)
{
    *shape = (geo_gml_shape){0};
    geo_status status = geo_gml_new(ctx, GEO_GML_TOLERANCE_M, &shape->gml);
    shape->arena = geo_arena_new();
    return status || shape->arena ? status : geo_fail_nomem(ctx);
}

void geo_gml_shape_release(geo_gml_shape *shape)
{
    geo_gml_free(shape->gml);
    geo_arena_free(shape->arena);
    *shape = (geo_gml_shape){0};
}

void geo_gml_shape_reset(geo_gml_shape *shape)
{
    shape->is_open = shape->is_there = false;
    geo_arena_reset(shape->arena);
}

void geo_gml_shape_begin(geo_gml_shape *shape)
{
    shape->is_open = true;
    geo_gml_begin(shape->gml);
}

static geo_status check_system(geo_ctx *ctx, const geo_gml_result *result, const char *registry,
                               const char *file)
{
    enum { RD_NEW = 28992, RD_NEW_AND_NAP = 7415 };
    int32_t epsg = result->epsg;
    if (epsg == GEO_GML_EPSG_NONE || epsg == RD_NEW || epsg == RD_NEW_AND_NAP)
        return GEO_OK;
    geo_hint(ctx, "the %s is delivered in RD New (EPSG:28992)", registry);
    return geo_fail(ctx, GEO_ERR_CRS, "'%s' is in %s, in which the %s does not come", file,
                    result->srs_name ? result->srs_name : "an unknown system", registry);
}

geo_status geo_gml_shape_end(geo_ctx *ctx, geo_gml_shape *shape, const char *registry,
                             const char *file)
{
    bool done;
    geo_status status = geo_gml_end(ctx, shape->gml, &done);
    if (status || !done)
        return status;
    shape->is_open = false;
    shape->is_there = true;
    status = geo_gml_take(ctx, shape->gml, shape->arena, &shape->result);
    return status ? status : check_system(ctx, &shape->result, registry, file);
}

const geo_geom *geo_gml_shape_geom(const geo_gml_shape *shape)
{
    return shape->is_there && !shape->result.reason ? &shape->result.geom : NULL;
}

const char *geo_gml_shape_reason(const geo_gml_shape *shape)
{
    return shape->is_there ? shape->result.reason : "null geometry";
}

bool geo_gml_root_declares(const char **attributes, const char *word)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strncmp(attributes[i], "xmlns", 5) == 0 && strstr(attributes[i + 1], word))
            return true;
    return false;
}
