/* In which building, and in which buurt, does a point lie? */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/source.h"
#include "registry/town_state.h"

geo_status geo_town_places_add(geo_ctx *ctx, geo_town_places *places, const char *name,
                               const geo_geom *geom)
{
    geo_geom copy;
    if (places->is_ready)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "'%s' comes after points were looked up", name);
    if (!places->arena && !(places->arena = geo_arena_new()))
        return geo_fail_nomem(ctx);
    const char *kept = geo_arena_strndup(places->arena, name, strlen(name));
    geo_status status = kept ? geo_geom_keep(ctx, places->arena, geom, &copy) : geo_fail_nomem(ctx);
    if (status)
        return status;
    bool good = geo_vec_push(&places->geoms, copy) &&
                geo_vec_push(&places->boxes, geo_box_of(geom)) &&
                geo_vec_push(&places->names, kept);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_town_places_release(geo_town_places *places)
{
    geo_rtree_free(places->tree);
    geo_free(places->hits.items);
    geo_free(places->geoms.items);
    geo_free(places->boxes.items);
    geo_free(places->names.items);
    geo_arena_free(places->arena);
    *places = (geo_town_places){0};
}

static geo_status add_rows(geo_ctx *ctx, geo_town_places *places, const geo_features *rows,
                           const char *kind)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < rows->count; i++) {
        const char *code = rows->text[0][i], *is = rows->text[1][i];
        if (!kind || !is || strcmp(is, kind) == 0)
            status = geo_town_places_add(ctx, places, kind && code ? code : rows->ids[i],
                                         &rows->geoms[i]);
    }
    return status;
}

/* What the town held before this run, once nobody else can change that. */
static geo_status load(geo_ctx *ctx, geo_town *town, geo_theme theme, const char *kind,
                       geo_town_places *places)
{
    static const char *const columns[] = {"code", "kind"};
    geo_text dataset = GEO_TEXT_INIT;
    geo_source *source = NULL;
    geo_features rows = {0};
    const geo_box box = geo_town_box(town, GEO_THEME_ADDRESS);
    const geo_source_options options = {.text = columns,
                                        .text_count = 2,
                                        .target_crs = town->crs,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_status status = geo_town_open(ctx, town);
    if (status || !town->holds[theme].is_there)
        return status;
    geo_text_addf(&dataset, "%s:%s", town->base, geo_theme_layer_of(theme)->name);
    status = dataset.failed ? geo_fail_nomem(ctx)
                            : geo_source_new(ctx, geo_text_string(&dataset), &options, &source);
    if (!status)
        status = geo_source_read(ctx, source, town->options.area ? &box : NULL, &rows);
    if (!status)
        status = add_rows(ctx, places, &rows, kind);
    geo_features_release(&rows);
    geo_source_free(source);
    geo_text_release(&dataset);
    return status;
}

static geo_status find(geo_ctx *ctx, geo_town_places *places, geo_point p, const char **out)
{
    geo_status status = GEO_OK;
    *out = NULL;
    if (!places->is_ready) {
        places->is_ready = true;
        status = geo_rtree_new(ctx, places->boxes.items, places->boxes.count, &places->tree);
    }
    if (!status)
        status = geo_rtree_search(ctx, places->tree, geo_box_around(p, 0), &places->hits);
    for (size_t i = 0; !status && i < places->hits.count; i++) {
        uint32_t place = places->hits.items[i];
        const char *name = places->names.items[place];
        if ((!*out || strcmp(name, *out) < 0) && geo_geom_covers(&places->geoms.items[place], p))
            *out = name;
    }
    return status;
}

geo_status geo_town_building_at(geo_ctx *ctx, geo_town *town, geo_point p, const char **out_id)
{
    geo_status status = GEO_OK;
    geo_town_places *places = &town->buildings;
    if (!places->is_ready && !places->geoms.count)
        status = load(ctx, town, GEO_THEME_BUILDING, NULL, places);
    return status ? status : find(ctx, places, p, out_id);
}

geo_status geo_town_buurt_at(geo_ctx *ctx, geo_town *town, geo_point p, const char **out_code)
{
    geo_status status = GEO_OK;
    geo_town_places *places = &town->buurten;
    if (!places->is_ready)
        status = load(ctx, town, GEO_THEME_NEIGHBOURHOOD, "buurt", places);
    return status ? status : find(ctx, places, p, out_code);
}
