/* The work list: where a link has too wide a gap, what it crosses there, and who and what is near.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "nature/link_state.h"

#define STREET_M 10.0 /* a street further from a gap than this does not name it */

typedef struct gap_state {
    geo_link_work *w;
    geo_links *out;
    geo_hits hits;
    geo_link_place_list places;
} gap_state;

static geo_status index_theme(geo_ctx *ctx, geo_link_theme *theme)
{
    return geo_rtree_new(ctx, theme->rows.boxes, theme->rows.count, &theme->index);
}

static geo_status read_near(geo_ctx *ctx, geo_source *source, geo_box box, geo_link_theme *out)
{
    if (!source)
        return GEO_OK;
    geo_status status = geo_source_read(ctx, source, &box, &out->rows);
    return status == GEO_OK ? index_theme(ctx, out) : status;
}

static geo_status read_surroundings(geo_ctx *ctx, gap_state *s)
{
    const geo_link_inputs *inputs = s->w->inputs;
    geo_box box = geo_frame_box(s->out->facts.frame);
    geo_link_theme *const burnt[] = {&s->w->landcover, &s->w->water, &s->w->building};
    geo_status status = read_near(ctx, inputs->street, box, &s->w->street);
    if (status == GEO_OK)
        status = read_near(ctx, inputs->light, geo_box_grow(box, 50), &s->w->light);
    if (status == GEO_OK)
        status = read_near(ctx, inputs->property, box, &s->w->property);
    for (size_t i = 0; status == GEO_OK && i < sizeof burnt / sizeof *burnt; i++)
        if (!burnt[i]->index)
            status = index_theme(ctx, burnt[i]);
    return status;
}

/* ---- what is crossed ---- */

/* The polygon of the theme, of this rule (SIZE_MAX: any), that holds the point; the lowest id, or
 * SIZE_MAX. */
static geo_status find_polygon(geo_ctx *ctx, const geo_link_theme *theme, geo_point p, size_t rule,
                               geo_hits *hits, size_t *out)
{
    *out = SIZE_MAX;
    if (!theme->index)
        return GEO_OK;
    geo_status status = geo_rtree_search(ctx, theme->index, geo_box_around(p, 0), hits);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        size_t row = hits->items[i];
        if ((rule == SIZE_MAX || theme->rule[row] == rule) &&
            geo_geom_covers(&theme->rows.geoms[row], p) &&
            (*out == SIZE_MAX || strcmp(theme->rows.ids[row], theme->rows.ids[*out]) < 0))
            *out = row;
    }
    return status;
}

/* Polygons met along a gap, each with its cells. */
typedef struct met {
    const geo_link_theme *theme;
    size_t row, cells;
} met;
typedef GEO_VEC(met) met_list;

static geo_status count_polygon(geo_ctx *ctx, met_list *list, const geo_link_theme *theme,
                                size_t row)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].theme == theme && list->items[i].row == row) {
            list->items[i].cells++;
            return GEO_OK;
        }
    const met fresh = {theme, row, 1};
    return geo_vec_push(list, fresh) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status meet_polygons(geo_ctx *ctx, gap_state *s, const uint32_t *cells, size_t count,
                                size_t rule, met_list *list)
{
    const geo_link_theme *const themes[] = {&s->w->building, &s->w->water, &s->w->landcover};
    geo_frame frame = s->out->facts.frame;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        geo_point p = geo_frame_centre(frame, cells[i] / frame.width, cells[i] % frame.width);
        size_t row = SIZE_MAX, t = 0;
        if (s->w->rule[cells[i]] != rule)
            continue;
        for (; status == GEO_OK && row == SIZE_MAX && t < 3; t++)
            status = find_polygon(ctx, themes[t], p, rule, &s->hits, &row);
        if (status == GEO_OK && row != SIZE_MAX)
            status = count_polygon(ctx, list, themes[t - 1], row);
    }
    return status;
}

/* Which polygon it is, and who keeps it. */
static geo_status name_crossing(geo_ctx *ctx, gap_state *s, const uint32_t *cells, size_t count,
                                size_t rule, geo_link_gap *gap)
{
    met_list list = {0};
    geo_status status = meet_polygons(ctx, s, cells, count, rule, &list);
    const met *most = NULL;
    for (size_t i = 0; i < list.count; i++)
        if (!most || list.items[i].cells > most->cells)
            most = &list.items[i];
    if (status == GEO_OK && most) {
        gap->which = most->theme->rows.ids[most->row];
        if (most->theme == &s->w->landcover)
            gap->bronhouder = most->theme->rows.text[4][most->row];
    }
    geo_free(list.items);
    return status;
}

/* "erf of tuin 12 m, lokale weg 8 m": the rules met, the longest first. */
static geo_status describe(geo_ctx *ctx, gap_state *s, uint32_t *seen, size_t count,
                           geo_link_gap *gap)
{
    geo_text text = GEO_TEXT_INIT;
    for (;;) {
        size_t best = 0;
        for (size_t rule = 0; rule < s->w->rule_count; rule++)
            if (seen[rule] > seen[best])
                best = rule;
        double part = gap->width_m * (double)seen[best] / (double)count;
        if (seen[best] == 0 || part < 0.5)
            break;
        geo_text_addf(&text, "%s%s ", text.length ? ", " : "", s->w->rules[best].label);
        geo_text_add_fixed(&text, part, 0);
        geo_text_add(&text, " m");
        seen[best] = 0;
    }
    gap->crosses = geo_arena_strndup(s->w->arena, geo_text_string(&text), text.length);
    geo_status status = text.failed || !gap->crosses ? geo_fail_nomem(ctx) : GEO_OK;
    geo_text_release(&text);
    return status;
}

static geo_status see_crossing(geo_ctx *ctx, gap_state *s, const uint32_t *cells, size_t count,
                               geo_link_gap *gap)
{
    uint32_t seen[GEO_LINK_RULES] = {0};
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        seen[s->w->rule[cells[i]]]++;
    for (size_t rule = 0; rule < s->w->rule_count; rule++)
        if (seen[rule] > seen[most])
            most = rule;
    gap->object = s->w->rules[most].object;
    geo_status status = name_crossing(ctx, s, cells, count, most, gap);
    return status == GEO_OK ? describe(ctx, s, seen, count, gap) : status;
}

/* ---- what is near ---- */

static geo_status see_street(geo_ctx *ctx, gap_state *s, geo_link_gap *gap)
{
    const geo_link_theme *street = &s->w->street;
    geo_hits *hits = &s->hits;
    double best = STREET_M;
    size_t found = SIZE_MAX;
    if (!street->index)
        return GEO_OK;
    geo_box box = geo_box_grow(geo_box_of(&gap->shape), STREET_M);
    geo_status status = geo_rtree_search(ctx, street->index, box, hits);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        size_t row = hits->items[i];
        double d = geo_geom_edges_distance(&gap->shape, &street->rows.geoms[row]);
        bool lower =
            found == SIZE_MAX || strcmp(street->rows.ids[row], street->rows.ids[found]) < 0;
        if (d < best || (d == best && lower)) {
            best = d;
            found = row;
        }
    }
    if (status == GEO_OK && found != SIZE_MAX) {
        gap->street = street->rows.text[0][found];
        gap->renewal_year = street->rows.number[0][found];
    }
    return status;
}

static geo_status see_lamps(geo_ctx *ctx, gap_state *s, geo_link_gap *gap)
{
    const geo_link_theme *light = &s->w->light;
    geo_hits *hits = &s->hits;
    if (!light->index)
        return GEO_OK;
    geo_box box = geo_box_grow(geo_box_of(&gap->shape), 50);
    geo_status status = geo_rtree_search(ctx, light->index, box, hits);
    gap->lamps_25 = gap->lamps_50 = 0;
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        double d =
            geo_geom_distance(&gap->shape, light->rows.geoms[hits->items[i]].points[0], NULL);
        gap->lamps_25 += d <= 25;
        gap->lamps_50 += d <= 50;
    }
    return status;
}

static geo_status see_owner(geo_ctx *ctx, gap_state *s, uint32_t middle, geo_link_gap *gap)
{
    geo_frame frame = s->out->facts.frame;
    size_t row;
    geo_status status = find_polygon(
        ctx, &s->w->property, geo_frame_centre(frame, middle / frame.width, middle % frame.width),
        SIZE_MAX, &s->hits, &row);
    if (status == GEO_OK && row != SIZE_MAX)
        gap->owner = s->w->property.rows.text[0][row];
    return status;
}

/* ---- the list ---- */

static geo_status name_gap(geo_ctx *ctx, gap_state *s, const geo_link_run *run, geo_link_gap *gap)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s~%zu", s->out->items[run->link].id, run->number);
    gap->id = geo_arena_strndup(s->w->arena, geo_text_string(&text), text.length);
    geo_status status = text.failed || !gap->id ? geo_fail_nomem(ctx) : GEO_OK;
    geo_text_release(&text);
    return status;
}

/* All links that are broken here, each once, that of the gap first: "a~b, a~c". */
static geo_status name_links(geo_ctx *ctx, gap_state *s, size_t place, geo_link_gap *gap)
{
    geo_text text = GEO_TEXT_INIT;
    uint32_t last = UINT32_MAX; /* runs of one link are neighbours */
    for (size_t i = place; i < s->places.runs.count; i++) {
        const geo_link_run *run = &s->places.runs.items[i];
        if (run->place != place || run->link == last)
            continue;
        last = run->link;
        gap->links++;
        geo_text_addf(&text, "%s%s", text.length ? ", " : "", s->out->items[run->link].id);
    }
    gap->link_ids = geo_arena_strndup(s->w->arena, geo_text_string(&text), text.length);
    geo_status status = text.failed || !gap->link_ids ? geo_fail_nomem(ctx) : GEO_OK;
    geo_text_release(&text);
    return status;
}

static geo_status look_around(geo_ctx *ctx, gap_state *s, const geo_link_run *run,
                              geo_link_gap *gap)
{
    const uint32_t *inside = s->w->cells.items + run->first + 1;
    size_t count = run->count - 2;
    geo_status status = see_crossing(ctx, s, inside, count, gap);
    if (status == GEO_OK)
        status = see_street(ctx, s, gap);
    if (status == GEO_OK)
        status = see_lamps(ctx, s, gap);
    return status == GEO_OK ? see_owner(ctx, s, inside[count / 2], gap) : status;
}

static geo_status take_place(geo_ctx *ctx, gap_state *s, size_t place)
{
    geo_link_run *run = &s->places.runs.items[place];
    geo_link_gap gap = {.link = run->link,
                        .width_m = run->width_m,
                        .gain_pct = run->gain_pct,
                        .shape = run->line,
                        .renewal_year = NAN,
                        .lamps_25 = NAN,
                        .lamps_50 = NAN};
    geo_status status = name_gap(ctx, s, run, &gap);
    if (status == GEO_OK)
        status = name_links(ctx, s, place, &gap);
    if (status == GEO_OK)
        status = look_around(ctx, s, run, &gap);
    if (status == GEO_OK && !geo_vec_push(&s->out->gaps, gap))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        run->line = (geo_geom){0}; /* it is the gap's now */
    return status;
}

geo_status geo_link_gaps(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    gap_state s = {.w = w, .out = out};
    geo_status status = geo_link_places(ctx, w, out, &s.places);
    out->facts.gap_runs = s.places.runs.count;
    if (status == GEO_OK && s.places.count > 0)
        status = read_surroundings(ctx, &s);
    for (size_t i = 0; status == GEO_OK && i < s.places.count; i++)
        status = take_place(ctx, &s, s.places.order[i]);
    geo_free(s.hits.items);
    geo_link_places_release(&s.places);
    return geo_while(ctx, status, "while listing gaps");
}
