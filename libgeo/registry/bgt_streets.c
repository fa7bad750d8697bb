#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/parse.h"
#include "base/vec.h"
#include "registry/bgt.h"
#include "registry/centre.h"

typedef struct road {
    const char *id, *class, *surface;
    double foot; /* 1, or NaN: not known */
    geo_geom shape;
    int level;
    double cross_m;
} road;

struct geo_bgt_streets {
    geo_town *town;
    geo_table *rules;
    geo_geos *geos;
    geo_arena *arena; /* texts */
    GEO_VEC(road) roads;
};

geo_status geo_bgt_streets_new(geo_ctx *ctx, const geo_import *import, geo_bgt_streets **out)
{
    bool wanted;
    *out = NULL;
    geo_status status = geo_town_wants(ctx, import->town, GEO_THEME_STREET, &wanted);
    if (status || !wanted)
        return status;
    geo_bgt_streets *streets = geo_calloc(1, sizeof *streets);
    if (!streets)
        return geo_fail_nomem(ctx);
    streets->town = import->town;
    streets->arena = geo_arena_new();
    status = streets->arena ? geo_geos_new(ctx, &streets->geos) : geo_fail_nomem(ctx);
    if (!status)
        status = import->table(import->self, ctx, "bgt-streets.csv", &streets->rules);
    if (status)
        geo_bgt_streets_free(streets);
    else
        *out = streets;
    return status;
}

void geo_bgt_streets_free(geo_bgt_streets *streets)
{
    if (!streets)
        return;
    for (size_t i = 0; i < streets->roads.count; i++)
        geo_geom_release(&streets->roads.items[i].shape);
    geo_free(streets->roads.items);
    geo_table_free(streets->rules);
    geo_geos_free(streets->geos);
    geo_arena_free(streets->arena);
    geo_free(streets);
}

/* A copy that is valid; *usable false: it cannot be mended (and is told of as land cover). */
static geo_status take_shape(geo_ctx *ctx, const geo_bgt_streets *streets, const geo_geom *geom,
                             geo_geom *out, bool *usable)
{
    geo_repair what;
    const char *reason;
    *usable = geo_geom_is_polygon(geom) && geo_geom_is_finite(geom);
    if (!*usable)
        return GEO_OK;
    geo_status status = geo_geos_repair(ctx, streets->geos, geom, out, &what, &reason);
    *usable = status == GEO_OK && what != GEO_REPAIR_REFUSED;
    if (status || what != GEO_REPAIR_NONE)
        return status;
    return geo_geom_clone(ctx, geom, out);
}

static geo_status keep(geo_ctx *ctx, geo_bgt_streets *streets, const char *text, const char **out)
{
    *out = text ? geo_arena_strndup(streets->arena, text, strlen(text)) : NULL;
    return !text || *out ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_bgt_streets_add(geo_ctx *ctx, geo_bgt_streets *streets, const char *id,
                               const char *function, const char *surface, const char *level,
                               const geo_geom *geom)
{
    geo_street_rule rule;
    road r = {0};
    bool usable, inside;
    int64_t number = 0;
    geo_status status = geo_street_rule_find(ctx, streets->rules, function, &rule);
    if (status == GEO_ERR_NOTFOUND || (!status && rule.foot == 0)) {
        geo_town_ignore(streets->town, GEO_THEME_STREET, "a road that is not for walking", id);
        return GEO_OK;
    }
    if (!status)
        status = geo_area_meets(ctx, geo_town_area(streets->town), geom, true, &inside);
    if (status || !inside || !id)
        return status;
    if (level && geo_parse_int(NULL, level, -99, 99, &number) == GEO_OK)
        r.level = (int)number;
    r.foot = rule.foot;
    r.class = rule.class;
    r.cross_m = rule.cross_m;
    status = take_shape(ctx, streets, geom, &r.shape, &usable);
    if (status || !usable)
        return status;
    status = keep(ctx, streets, id, &r.id);
    if (!status)
        status = keep(ctx, streets, surface, &r.surface);
    if (!status && geo_vec_push(&streets->roads, r))
        return GEO_OK;
    geo_geom_release(&r.shape);
    return status ? status : geo_fail_nomem(ctx);
}

static geo_status draw(geo_ctx *ctx, const geo_bgt_streets *streets, geo_centre *out)
{
    size_t count = streets->roads.count;
    geo_centre_road *roads = geo_alloc(count, sizeof *roads);
    if (!roads)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        const road *r = &streets->roads.items[i];
        roads[i] = (geo_centre_road){&r->shape, r->level, r->cross_m};
    }
    geo_status status = geo_centre_init(ctx, roads, count, out);
    geo_free(roads);
    return status;
}

/* Lines of one road are numbered in their order: "G0396.0123:2". */
static geo_status offer(geo_ctx *ctx, const geo_bgt_streets *streets, const geo_centre_line *line,
                        size_t number)
{
    char id[128];
    geo_draft draft;
    const road *r = &streets->roads.items[line->road];
    snprintf(id, sizeof id, "%s:%zu", r->id, number);
    geo_draft_init(&draft, GEO_THEME_STREET);
    geo_draft_text(&draft, "id", id);
    geo_draft_text(&draft, "class", r->class);
    geo_draft_text(&draft, "surface", r->surface);
    if (!isnan(r->foot))
        geo_draft_int(&draft, "foot", (int64_t)r->foot);
    return geo_town_offer(ctx, streets->town, &draft, &line->shape, NULL);
}

geo_status geo_bgt_streets_offer(geo_ctx *ctx, geo_bgt_streets *streets)
{
    geo_centre centre = {0};
    size_t number = 0;
    geo_status status = draw(ctx, streets, &centre);
    for (size_t i = 0; !status && i < centre.lines.count; i++) {
        const geo_centre_line *line = &centre.lines.items[i];
        number = i && centre.lines.items[i - 1].road == line->road ? number + 1 : 1;
        status = offer(ctx, streets, line, number);
    }
    if (!status && centre.failed)
        geo_warn(ctx, "street: roads through which no line can be drawn: %llu (first: '%s')",
                 (unsigned long long)centre.failed, streets->roads.items[centre.first_failed].id);
    if (!status)
        geo_info(ctx, "street: %zu lines through %zu roads, %llu of which touch no other",
                 centre.lines.count, streets->roads.count, (unsigned long long)centre.alone);
    geo_centre_release(&centre);
    return status;
}
