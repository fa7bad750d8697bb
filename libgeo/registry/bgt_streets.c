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

/* A valid copy; *reason, when it cannot be one: why (static text). */
static geo_status take_shape(geo_ctx *ctx, const geo_bgt_streets *streets, const geo_geom *geom,
                             geo_geom *out, const char **reason)
{
    geo_repair what;
    *reason = NULL;
    if (!geo_geom_is_polygon(geom))
        *reason = "geometry of another kind";
    else if (!geo_geom_is_finite(geom))
        *reason = "non-finite coordinate";
    if (*reason)
        return GEO_OK;
    geo_status status = geo_geos_repair(ctx, streets->geos, geom, out, &what, reason);
    if (status || what == GEO_REPAIR_REFUSED)
        return status;
    *reason = NULL;
    return what == GEO_REPAIR_NONE ? geo_geom_clone(ctx, geom, out) : GEO_OK;
}

static geo_status keep(geo_ctx *ctx, geo_bgt_streets *streets, const char *text, const char **out)
{
    *out = text ? geo_arena_strndup(streets->arena, text, strlen(text)) : NULL;
    return !text || *out ? GEO_OK : geo_fail_nomem(ctx);
}

/* Is it asked for? The shape is valid by now: GEOS does not judge any other. */
static geo_status note_road(geo_ctx *ctx, geo_bgt_streets *streets, const geo_bgt_way *way, road *r)
{
    bool inside;
    geo_status status = geo_area_meets(ctx, geo_town_area(streets->town), &r->shape, true, &inside);
    if (!status && !inside) {
        geo_town_ignore(streets->town, GEO_THEME_STREET, "outside the area asked for", way->id);
        geo_geom_release(&r->shape);
        return GEO_OK;
    }
    if (!status)
        status = keep(ctx, streets, way->id, &r->id);
    if (!status)
        status = keep(ctx, streets, way->surface, &r->surface);
    if (!status && !geo_vec_push(&streets->roads, *r))
        status = geo_fail_nomem(ctx);
    if (status)
        geo_geom_release(&r->shape);
    return status;
}

/* NULL: lines can be drawn through it, as far as its attributes tell. */
static const char *fault_of(const geo_bgt_way *way)
{
    if (!way->geom)
        return way->why ? way->why : "null geometry";
    return way->id ? NULL : "no id";
}

geo_status geo_bgt_streets_add(geo_ctx *ctx, geo_bgt_streets *streets, const geo_bgt_way *way)
{
    geo_street_rule rule = {0};
    road r = {0};
    int64_t level = 0;
    geo_status status = GEO_ERR_NOTFOUND;
    if (way->function)
        status = geo_street_rule_find(ctx, streets->rules, way->function, &rule);
    if (status == GEO_ERR_NOTFOUND || (!status && rule.foot == 0)) {
        geo_town_ignore(streets->town, GEO_THEME_STREET, "a road that is not for walking", way->id);
        return GEO_OK;
    }
    const char *fault = fault_of(way);
    if (!status && !fault)
        status = take_shape(ctx, streets, way->geom, &r.shape, &fault);
    if (!status && fault)
        geo_town_reject(streets->town, GEO_THEME_STREET, fault, way->id);
    if (status || fault)
        return status;
    if (way->level && geo_parse_int(NULL, way->level, -99, 99, &level) == GEO_OK)
        r.level = (int)level;
    r.foot = rule.foot;
    r.class = rule.class;
    r.cross_m = rule.cross_m;
    return note_road(ctx, streets, way, &r);
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

/* Lines come by road: between those of two roads lie roads without any. */
static void reject_until(const geo_bgt_streets *streets, size_t *next, size_t until)
{
    for (; *next < until; (*next)++)
        geo_town_reject(streets->town, GEO_THEME_STREET, "no line can be drawn through it",
                        streets->roads.items[*next].id);
}

geo_status geo_bgt_streets_offer(geo_ctx *ctx, geo_bgt_streets *streets)
{
    geo_centre centre = {0};
    size_t number = 0, next = 0;
    geo_status status = draw(ctx, streets, &centre);
    for (size_t i = 0; !status && i < centre.lines.count; i++) {
        const geo_centre_line *line = &centre.lines.items[i];
        bool is_first = !i || centre.lines.items[i - 1].road != line->road;
        number = is_first ? 1 : number + 1;
        if (is_first) {
            reject_until(streets, &next, line->road);
            next = (size_t)line->road + 1;
        }
        status = offer(ctx, streets, line, number);
    }
    if (!status) {
        reject_until(streets, &next, streets->roads.count);
        geo_info(ctx, "street: %zu lines through %zu roads, %llu of which touch no other",
                 centre.lines.count, streets->roads.count, (unsigned long long)centre.alone);
    }
    geo_centre_release(&centre);
    return status;
}
