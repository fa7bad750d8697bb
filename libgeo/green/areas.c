#include "green/areas.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

const char *const GEO_AREAS_TEXT[4] = {"code", "name", "kind", "parent_code"};
enum { CODE, NAME, KIND, PARENT };

struct geo_areas {
    geo_features rows;
    GEO_VEC(uint32_t) members; /* rows of the wanted kind */
    geo_map *by_name;
    geo_rtree *index;
};

static bool is_kind(const char *kind, const char *wanted)
{
    return !wanted || strcmp(kind && *kind ? kind : "buurt", wanted) == 0;
}

static geo_status name_area(geo_ctx *ctx, geo_areas *areas, const char *name, uint32_t area)
{
    if (geo_map_get(areas->by_name, name, strlen(name)))
        return GEO_OK; /* the first keeps the name */
    return geo_map_set(areas->by_name, name, strlen(name), area) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Rows of one code are one area to a planner, and are not joined here. */
static void tell_repeated(geo_ctx *ctx, const geo_source *source, const geo_areas *areas)
{
    size_t repeated = 0;
    const char *first = NULL;
    for (uint32_t area = 0; area < areas->members.count; area++) {
        const char *code = geo_areas_code(areas, area);
        bool again = geo_areas_named(areas, code) != area;
        first = again && !first ? code : first;
        repeated += again;
    }
    if (repeated)
        geo_warn(ctx,
                 "'%s' has areas with the code of another one: %zu (first: '%s'); addresses with "
                 "that code go to the first",
                 geo_source_name(source), repeated, first);
}

static geo_status choose(geo_ctx *ctx, const char *kind, geo_areas *areas)
{
    geo_status status = GEO_OK;
    areas->by_name = geo_map_new();
    if (!areas->by_name)
        return geo_fail_nomem(ctx);
    for (uint32_t row = 0; status == GEO_OK && row < areas->rows.count; row++) {
        if (!is_kind(areas->rows.text[KIND][row], kind))
            continue;
        uint32_t area = (uint32_t)areas->members.count;
        if (!geo_vec_push(&areas->members, row))
            return geo_fail_nomem(ctx);
        status = name_area(ctx, areas, geo_areas_code(areas, area), area);
    }
    for (uint32_t area = 0; status == GEO_OK && area < areas->members.count; area++)
        status = name_area(ctx, areas, areas->rows.ids[areas->members.items[area]], area);
    return status;
}

static geo_status make_index(geo_ctx *ctx, geo_areas *areas)
{
    geo_box *boxes = geo_alloc(areas->members.count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < areas->members.count; i++)
        boxes[i] = geo_areas_box(areas, i);
    geo_status status = geo_rtree_new(ctx, boxes, areas->members.count, &areas->index);
    geo_free(boxes);
    return status;
}

geo_status geo_areas_new(geo_ctx *ctx, geo_source *source, const char *kind, geo_areas **out)
{
    geo_areas *areas = geo_calloc(1, sizeof *areas);
    if (!areas)
        return geo_fail_nomem(ctx);
    geo_status status = geo_source_read(ctx, source, NULL, &areas->rows);
    if (status == GEO_OK)
        status = choose(ctx, kind, areas);
    if (status == GEO_OK)
        status = make_index(ctx, areas);
    if (status == GEO_OK)
        tell_repeated(ctx, source, areas);
    if (status != GEO_OK) {
        geo_areas_free(areas);
        return status;
    }
    *out = areas;
    return GEO_OK;
}

void geo_areas_free(geo_areas *areas)
{
    if (!areas)
        return;
    geo_features_release(&areas->rows);
    geo_free(areas->members.items);
    geo_map_free(areas->by_name);
    geo_rtree_free(areas->index);
    geo_free(areas);
}

size_t geo_areas_count(const geo_areas *areas)
{
    return areas->members.count;
}

const geo_geom *geo_areas_geom(const geo_areas *areas, uint32_t area)
{
    return &areas->rows.geoms[areas->members.items[area]];
}

const char *geo_areas_code(const geo_areas *areas, uint32_t area)
{
    uint32_t row = areas->members.items[area];
    const char *code = areas->rows.text[CODE][row];
    return code && *code ? code : areas->rows.ids[row];
}

const char *geo_areas_name(const geo_areas *areas, uint32_t area)
{
    return areas->rows.text[NAME][areas->members.items[area]];
}

const char *geo_areas_parent(const geo_areas *areas, uint32_t area)
{
    return areas->rows.text[PARENT][areas->members.items[area]];
}

geo_box geo_areas_box(const geo_areas *areas, uint32_t area)
{
    return areas->rows.boxes[areas->members.items[area]];
}

uint32_t geo_areas_named(const geo_areas *areas, const char *code)
{
    uint32_t *known = code ? geo_map_get(areas->by_name, code, strlen(code)) : NULL;
    return known ? *known : GEO_AREA_NONE;
}

geo_status geo_areas_at(geo_ctx *ctx, const geo_areas *areas, geo_point p, geo_hits *hits,
                        uint32_t *out)
{
    *out = GEO_AREA_NONE;
    geo_status status = geo_rtree_search(ctx, areas->index, geo_box_around(p, 0), hits);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        uint32_t area = hits->items[i];
        bool lower = *out == GEO_AREA_NONE ||
                     strcmp(geo_areas_code(areas, area), geo_areas_code(areas, *out)) < 0;
        if (lower && geo_geom_covers(geo_areas_geom(areas, area), p))
            *out = area;
    }
    return status;
}

geo_status geo_areas_of(geo_ctx *ctx, const geo_areas *areas, const char *code, geo_point p,
                        geo_hits *hits, uint32_t *out)
{
    *out = geo_areas_named(areas, code);
    return *out != GEO_AREA_NONE ? GEO_OK : geo_areas_at(ctx, areas, p, hits, out);
}
