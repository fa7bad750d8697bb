/* Lines through areas of the BGT: roads that can be walked, water that flows or would. Which areas
 * these are, tables say (data/bgt-streets.csv, data/bgt-waterways.csv). */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/parse.h"
#include "base/vec.h"
#include "registry/bgt.h"
#include "registry/centre.h"

typedef struct strip {
    const char *id, *class, *surface;
    double foot; /* 1, or NaN: not known */
    geo_geom shape;
    int level;
    double cross_m;
} strip;

struct geo_bgt_lines {
    geo_theme theme;
    geo_town *town;
    geo_table *rules;
    geo_geos *geos;
    geo_arena *arena; /* texts */
    GEO_VEC(strip) strips;
};

static geo_status fill(geo_ctx *ctx, const geo_import *import, geo_bgt_lines *lines)
{
    const char *table = lines->theme == GEO_THEME_STREET ? "bgt-streets.csv" : "bgt-waterways.csv";
    lines->arena = geo_arena_new();
    geo_status status = lines->arena ? geo_geos_new(ctx, &lines->geos) : geo_fail_nomem(ctx);
    return status ? status : import->table(import->self, ctx, table, &lines->rules);
}

geo_status geo_bgt_lines_new(geo_ctx *ctx, const geo_import *import, geo_theme theme,
                             geo_bgt_lines **out)
{
    bool wanted;
    *out = NULL;
    geo_status status = geo_town_wants(ctx, import->town, theme, &wanted);
    if (status || !wanted)
        return status;
    geo_bgt_lines *lines = geo_calloc(1, sizeof *lines);
    if (!lines)
        return geo_fail_nomem(ctx);
    lines->town = import->town;
    lines->theme = theme;
    status = fill(ctx, import, lines);
    if (status)
        geo_bgt_lines_free(lines);
    else
        *out = lines;
    return status;
}

void geo_bgt_lines_free(geo_bgt_lines *lines)
{
    if (!lines)
        return;
    for (size_t i = 0; i < lines->strips.count; i++)
        geo_geom_release(&lines->strips.items[i].shape);
    geo_free(lines->strips.items);
    geo_table_free(lines->rules);
    geo_geos_free(lines->geos);
    geo_arena_free(lines->arena);
    geo_free(lines);
}

/* A valid copy; *reason, when it cannot be one: why (static text). */
static geo_status take_shape(geo_ctx *ctx, const geo_bgt_lines *lines, const geo_geom *geom,
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
    geo_status status = geo_geos_repair(ctx, lines->geos, geom, out, &what, reason);
    if (status || what == GEO_REPAIR_REFUSED)
        return status;
    *reason = NULL;
    return what == GEO_REPAIR_NONE ? geo_geom_clone(ctx, geom, out) : GEO_OK;
}

static geo_status keep(geo_ctx *ctx, geo_bgt_lines *lines, const char *text, const char **out)
{
    *out = text ? geo_arena_strndup(lines->arena, text, strlen(text)) : NULL;
    return !text || *out ? GEO_OK : geo_fail_nomem(ctx);
}

/* Is it asked for? The shape is valid by now: GEOS does not judge any other. */
static geo_status note_strip(geo_ctx *ctx, geo_bgt_lines *lines, const geo_bgt_area *area, strip *r)
{
    bool inside;
    geo_status status = geo_area_meets(ctx, geo_town_area(lines->town), &r->shape, true, &inside);
    if (!status && !inside) {
        geo_town_ignore(lines->town, lines->theme, "outside the area asked for", area->id);
        geo_geom_release(&r->shape);
        return GEO_OK;
    }
    if (!status)
        status = keep(ctx, lines, area->id, &r->id);
    if (!status)
        status = keep(ctx, lines, area->surface, &r->surface);
    if (!status && !geo_vec_push(&lines->strips, *r))
        status = geo_fail_nomem(ctx);
    if (status)
        geo_geom_release(&r->shape);
    return status;
}

/* NULL: lines can be drawn through it, as far as its attributes tell. */
static const char *fault_of(const geo_bgt_area *area)
{
    if (!area->geom)
        return area->why ? area->why : "null geometry";
    return area->id ? NULL : "no id";
}

/* What layer waterway calls this type of water; NOTFOUND: it is no line. */
static geo_status find_water(geo_ctx *ctx, const geo_table *table, const char *type, strip *out)
{
    size_t row, name, class;
    if (geo_table_column(ctx, table, "type", &name) ||
        geo_table_column(ctx, table, "class", &class))
        return GEO_ERR_FORMAT;
    geo_status status = geo_table_find(table, name, type, &row);
    if (status)
        return status;
    out->class = geo_table_cell(table, row, class);
    out->foot = NAN;
    out->cross_m = INFINITY; /* water goes on where two parts meet, and there only */
    return *out->class ? GEO_OK : GEO_ERR_NOTFOUND;
}

static geo_status find_road(geo_ctx *ctx, const geo_table *table, const char *function, strip *out)
{
    geo_street_rule rule;
    geo_status status = geo_street_rule_find(ctx, table, function, &rule);
    if (status)
        return status;
    out->class = rule.class;
    out->foot = rule.foot;
    out->cross_m = rule.cross_m;
    return rule.foot == 0 ? GEO_ERR_NOTFOUND : GEO_OK;
}

static geo_status find(geo_ctx *ctx, const geo_bgt_lines *lines, const char *kind, strip *out)
{
    if (!kind)
        return GEO_ERR_NOTFOUND;
    return lines->theme == GEO_THEME_STREET ? find_road(ctx, lines->rules, kind, out)
                                            : find_water(ctx, lines->rules, kind, out);
}

geo_status geo_bgt_lines_add(geo_ctx *ctx, geo_bgt_lines *lines, const geo_bgt_area *area)
{
    strip r = {0};
    int64_t level = 0;
    geo_status status = find(ctx, lines, area->kind, &r);
    if (status == GEO_ERR_NOTFOUND) {
        geo_town_ignore(lines->town, lines->theme,
                        lines->theme == GEO_THEME_STREET ? "a road that is not for walking"
                                                         : "water that is no line",
                        area->id);
        return GEO_OK;
    }
    const char *fault = fault_of(area);
    if (!status && !fault)
        status = take_shape(ctx, lines, area->geom, &r.shape, &fault);
    if (!status && fault)
        geo_town_reject(lines->town, lines->theme, fault, area->id);
    if (status || fault)
        return status;
    if (area->level && geo_parse_int(NULL, area->level, -99, 99, &level) == GEO_OK)
        r.level = (int)level;
    return note_strip(ctx, lines, area, &r);
}

static geo_status draw(geo_ctx *ctx, const geo_bgt_lines *lines, geo_centre *out)
{
    size_t count = lines->strips.count;
    geo_centre_road *roads = geo_alloc(count, sizeof *roads);
    if (!roads)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        const strip *r = &lines->strips.items[i];
        roads[i] = (geo_centre_road){&r->shape, r->level, r->cross_m};
    }
    geo_status status = geo_centre_init(ctx, roads, count, out);
    geo_free(roads);
    return status;
}

/* The shorter side of the rectangle that has this area and perimeter; of what is rounder than any
 * rectangle, the side of the square. */
static double width_of(const geo_geom *shape)
{
    double area = geo_geom_area(shape), half = geo_geom_length(shape) / 2;
    double rest = half * half - 4 * area;
    return rest > 0 ? (half - sqrt(rest)) / 2 : sqrt(area);
}

static void draft_water(geo_draft *draft, const strip *r)
{
    geo_draft_number(draft, "width_m", width_of(&r->shape));
}

static void draft_street(geo_draft *draft, const strip *r)
{
    geo_draft_text(draft, "surface", r->surface);
    if (!isnan(r->foot))
        geo_draft_int(draft, "foot", (int64_t)r->foot);
}

/* Lines of one area are numbered in their order: "G0396.0123:2". */
static geo_status offer(geo_ctx *ctx, const geo_bgt_lines *lines, const geo_centre_line *line,
                        size_t number)
{
    char id[128];
    geo_draft draft;
    const strip *r = &lines->strips.items[line->road];
    snprintf(id, sizeof id, "%s:%zu", r->id, number);
    geo_draft_init(&draft, lines->theme);
    geo_draft_text(&draft, "id", id);
    geo_draft_text(&draft, "class", r->class);
    if (lines->theme == GEO_THEME_STREET)
        draft_street(&draft, r);
    else
        draft_water(&draft, r);
    return geo_town_offer(ctx, lines->town, &draft, &line->shape, NULL);
}

/* Lines come by area: between those of two lie areas without any. */
static void reject_until(const geo_bgt_lines *lines, size_t *next, size_t until)
{
    for (; *next < until; (*next)++)
        geo_town_reject(lines->town, lines->theme, "no line can be drawn through it",
                        lines->strips.items[*next].id);
}

geo_status geo_bgt_lines_offer(geo_ctx *ctx, geo_bgt_lines *lines)
{
    geo_centre centre = {0};
    size_t number = 0, next = 0;
    geo_status status = draw(ctx, lines, &centre);
    for (size_t i = 0; !status && i < centre.lines.count; i++) {
        const geo_centre_line *line = &centre.lines.items[i];
        bool is_first = !i || centre.lines.items[i - 1].road != line->road;
        number = is_first ? 1 : number + 1;
        if (is_first) {
            reject_until(lines, &next, line->road);
            next = (size_t)line->road + 1;
        }
        status = offer(ctx, lines, line, number);
    }
    if (!status) {
        reject_until(lines, &next, lines->strips.count);
        geo_info(ctx, "%s: %zu lines through %zu areas, %llu of which touch no other",
                 geo_theme_layer_of(lines->theme)->name, centre.lines.count, lines->strips.count,
                 (unsigned long long)centre.alone);
    }
    geo_centre_release(&centre);
    return status;
}
