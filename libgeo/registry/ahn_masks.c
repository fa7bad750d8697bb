/* What stands in a town and is no tree however high it is: its buildings, its bridges, and what the
 * user names. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "registry/ahn_parts.h"

static geo_status read_rows(geo_ctx *ctx, const char *dataset, const geo_source_options *options,
                            geo_box box, geo_features *out)
{
    geo_source *source = NULL;
    geo_status status = geo_source_new(ctx, dataset, options, &source);
    if (!status)
        status = geo_source_read(ctx, source, isinf(box.xmin) ? NULL : &box, out);
    geo_source_free(source);
    return status;
}

/* A layer of the town; NOTFOUND without it. */
static geo_status read_layer(geo_ctx *ctx, const geo_town *town, geo_theme theme,
                             const geo_source_options *options, geo_box box, geo_features *out)
{
    geo_text dataset = GEO_TEXT_INIT;
    geo_text_addf(&dataset, "%s/base.gpkg:%s", geo_town_folder(town),
                  geo_theme_layer_of(theme)->name);
    geo_status status = dataset.failed
                            ? geo_fail_nomem(ctx)
                            : read_rows(ctx, geo_text_string(&dataset), options, box, out);
    geo_text_release(&dataset);
    if (status == GEO_ERR_NOTFOUND)
        geo_ctx_reset(ctx);
    return status;
}

static geo_status push(geo_ctx *ctx, geo_ahn_obstacles *o, const geo_geom *geom,
                       geo_ahn_mask_kind kind)
{
    return geo_vec_push(&o->masks, ((geo_ahn_mask){geom, kind})) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status add_buildings(geo_ctx *ctx, const geo_town *town, geo_box box,
                                geo_ahn_obstacles *o)
{
    static const char *const number[] = {"height_m"};
    const geo_source_options options = {.target_crs = geo_town_crs(town),
                                        .number = number,
                                        .number_count = 1,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_status status = read_layer(ctx, town, GEO_THEME_BUILDING, &options, box, &o->buildings);
    if (status == GEO_ERR_NOTFOUND) {
        geo_warn(ctx, "the town has no buildings yet: roofs will be taken for trees; import the "
                      "elevation again when it has");
        return GEO_OK;
    }
    for (size_t i = 0; !status && i < o->buildings.count; i++)
        status = push(ctx, o, &o->buildings.geoms[i], GEO_AHN_BUILDING);
    return status;
}

/* Roads above the ground: the terrain has no bridge in it, the surface has. */
static geo_status add_bridges(geo_ctx *ctx, const geo_town *town, geo_box box, geo_ahn_obstacles *o)
{
    static const char *const text[] = {"class"};
    static const char *const number[] = {"level"};
    const geo_source_options options = {.target_crs = geo_town_crs(town),
                                        .text = text,
                                        .text_count = 1,
                                        .number = number,
                                        .number_count = 1,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_status status = read_layer(ctx, town, GEO_THEME_LANDCOVER, &options, box, &o->land);
    if (status == GEO_ERR_NOTFOUND)
        return GEO_OK;
    for (size_t i = 0; !status && i < o->land.count; i++) {
        const char *class = o->land.text[0][i];
        if (class && strcmp(class, "wegdeel") == 0 && o->land.number[0][i] > 0)
            status = push(ctx, o, &o->land.geoms[i], GEO_AHN_BRIDGE);
    }
    return status;
}

static geo_status read_coverage(geo_ctx *ctx, const geo_town *town, geo_box box,
                                geo_ahn_obstacles *o)
{
    static const char *const text[] = {"theme"};
    const geo_source_options options = {.target_crs = geo_town_crs(town),
                                        .text = text,
                                        .text_count = 1,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_status status = read_layer(ctx, town, GEO_THEME_COVERAGE, &options, box, &o->coverage);
    return status == GEO_ERR_NOTFOUND ? GEO_OK : status;
}

static geo_ahn_mask_kind kind_by_shape(const geo_geom *geom)
{
    if (geo_geom_is_polygon(geom))
        return GEO_AHN_STRUCTURE;
    return geom->type == GEO_GEOM_POINT || geom->type == GEO_GEOM_MULTIPOINT ? GEO_AHN_MAST
                                                                             : GEO_AHN_POWER;
}

static bool kind_by_name(const char *name, geo_ahn_mask_kind *out)
{
    for (int i = 0; i < GEO_AHN_MASKS; i++)
        if (strcmp(geo_ahn_mask_name((geo_ahn_mask_kind)i), name) == 0) {
            *out = (geo_ahn_mask_kind)i;
            return true;
        }
    return false;
}

static geo_status add_others(geo_ctx *ctx, const geo_town *town, const char *dataset, geo_box box,
                             geo_ahn_obstacles *o)
{
    static const char *const text[] = {"kind"};
    const geo_source_options options = {
        .target_crs = geo_town_crs(town), .text = text, .text_count = 1};
    uint64_t unknown = 0;
    const char *first = NULL;
    if (!dataset)
        return GEO_OK;
    geo_status status = read_rows(ctx, dataset, &options, box, &o->others);
    for (size_t i = 0; !status && i < o->others.count; i++) {
        const geo_geom *geom = &o->others.geoms[i];
        const char *name = o->others.text[0][i];
        geo_ahn_mask_kind kind = kind_by_shape(geom);
        if (name && *name && !kind_by_name(name, &kind))
            first = unknown++ ? first : name;
        status = push(ctx, o, geom, kind);
    }
    if (unknown)
        geo_note(ctx,
                 "%llu of what is no tree are of a kind that is not known ('%s'): taken by their "
                 "shape",
                 (unsigned long long)unknown, first);
    return status;
}

geo_status geo_ahn_obstacles_read(geo_ctx *ctx, const geo_town *town, const char *dataset,
                                  geo_box box, const geo_ahn_rules *rules, geo_ahn_obstacles *out)
{
    double reach_m = 0;
    for (int i = 0; i < GEO_AHN_MASKS; i++)
        reach_m = fmax(reach_m, rules->buffers_m[i]);
    box = geo_box_grow(box, reach_m);
    geo_status status = add_buildings(ctx, town, box, out);
    if (!status)
        status = add_bridges(ctx, town, box, out);
    if (!status)
        status = read_coverage(ctx, town, box, out);
    if (!status)
        status = add_others(ctx, town, dataset, box, out);
    return status;
}

void geo_ahn_obstacles_release(geo_ahn_obstacles *obstacles)
{
    geo_features_release(&obstacles->buildings);
    geo_features_release(&obstacles->land);
    geo_features_release(&obstacles->coverage);
    geo_features_release(&obstacles->others);
    geo_free(obstacles->masks.items);
}
