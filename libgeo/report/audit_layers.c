/* Themes as read: columns by name, indices at the first wish, and whether a check can have them. */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "report/audit_state.h"

geo_audit_layer *geo_audit_layer_of(const geo_audit *audit, const char *name)
{
    for (size_t i = 0; i < audit->count; i++)
        if (strcmp(audit->layers[i].name, name) == 0)
            return &audit->layers[i];
    return NULL;
}

geo_audit_need geo_audit_need_now(const geo_audit *audit, const geo_audit_want *want)
{
    const geo_audit_layer *instead = want->unless ? geo_audit_layer_of(audit, want->unless) : NULL;
    return instead && instead->dataset ? GEO_AUDIT_READ : want->need;
}

static void skip_all(geo_audit *audit, const geo_audit_check *checks, const char *theme,
                     const char *why)
{
    for (; *checks != GEO_AUDIT_CHECKS; checks++)
        geo_audit_skip(audit, *checks, theme, "%s", why);
}

bool geo_audit_both(geo_audit *audit, const geo_audit_check *checks, const char *first,
                    const char *second, geo_audit_layer *out[2])
{
    out[0] = geo_audit_layer_of(audit, first);
    out[1] = geo_audit_layer_of(audit, second);
    if (!out[0] || !out[1])
        return false;
    for (int i = 0; i < 2; i++)
        if (!out[i]->ready) {
            skip_all(audit, checks, first, out[i]->why);
            return false;
        }
    return true;
}

bool geo_audit_ready(geo_audit *audit, const geo_audit_check *checks, const char *theme,
                     geo_audit_layer **out)
{
    geo_audit_layer *both[2];
    bool ready = geo_audit_both(audit, checks, theme, theme, both);
    if (ready)
        *out = both[0];
    return ready;
}

static size_t find(const char *const *names, size_t count, const char *column)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], column) != 0)
        i++;
    return i;
}

const char **geo_audit_text(const geo_audit_layer *layer, const char *column)
{
    size_t i = find(layer->text, layer->text_count, column);
    return i < layer->text_count && geo_source_has(layer->source, column) ? layer->rows.text[i]
                                                                          : NULL;
}

const double *geo_audit_number(const geo_audit_layer *layer, const char *column)
{
    size_t i = find(layer->number, layer->number_count, column);
    return i < layer->number_count && geo_source_has(layer->source, column) ? layer->rows.number[i]
                                                                            : NULL;
}

const char **geo_audit_need_text(geo_audit *audit, geo_audit_check check,
                                 const geo_audit_layer *layer, const char *column)
{
    const char **values = geo_audit_text(layer, column);
    if (!values)
        geo_audit_skip(audit, check, layer->name, "theme '%s' has no column %s", layer->name,
                       column);
    return values;
}

const double *geo_audit_need_number(geo_audit *audit, geo_audit_check check,
                                    const geo_audit_layer *layer, const char *column)
{
    const double *values = geo_audit_number(layer, column);
    if (!values)
        geo_audit_skip(audit, check, layer->name, "theme '%s' has no column %s", layer->name,
                       column);
    return values;
}

geo_status geo_audit_index(geo_ctx *ctx, geo_audit_layer *layer, const geo_rtree **out)
{
    geo_status status = GEO_OK;
    if (!layer->index)
        status = geo_rtree_new(ctx, layer->rows.boxes, layer->rows.count, &layer->index);
    *out = layer->index;
    return status;
}

geo_status geo_audit_cover(geo_ctx *ctx, geo_audit_layer *layer, geo_point p, geo_hits *hits,
                           uint32_t *out, double *out_depth_m)
{
    const geo_rtree *index;
    *out = UINT32_MAX;
    *out_depth_m = 0;
    geo_status status = geo_audit_index(ctx, layer, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_box_around(p, 0), hits);
    for (size_t i = 0; !status && i < hits->count; i++) {
        const geo_geom *geom = &layer->rows.geoms[hits->items[i]];
        if (!geo_geom_covers(geom, p))
            continue;
        double depth = geo_geom_edge_distance(geom, p, NULL);
        if (*out == UINT32_MAX)
            *out = hits->items[i];
        if (depth > *out_depth_m)
            *out_depth_m = depth;
    }
    return status;
}

bool geo_audit_is_empty(const char *text)
{
    return !text || !*text;
}

bool geo_audit_stands(const char **status, size_t row)
{
    return !status || geo_audit_is_empty(status[row]) || strcmp(status[row], "standing") == 0;
}

geo_status geo_audit_homes(geo_ctx *ctx, const geo_audit_layer *address, bool **out)
{
    const double *home = geo_audit_number(address, "home");
    geo_map *seen = geo_map_new();
    bool *first = geo_calloc(address->rows.count, sizeof *first);
    geo_status status = seen && first ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; !status && home && i < address->rows.count; i++) {
        const char *id = address->rows.ids[i];
        if (home[i] != 1 || geo_map_get(seen, id, strlen(id)))
            continue;
        first[i] = true;
        if (!geo_map_set(seen, id, strlen(id), 1))
            status = geo_fail_nomem(ctx);
    }
    geo_map_free(seen);
    *out = NULL;
    if (status || !home)
        geo_free(first);
    else
        *out = first;
    return status;
}
