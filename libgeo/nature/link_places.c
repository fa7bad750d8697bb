/* Places where links are broken: the gaps of all links, of which those that lie over each other are
 * one piece of work, and what the network gains when that is done.
 * Invariant: runs are in order of their link's dPC, and a run's place is one of those before it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/connect_gain.h"
#include "nature/link_state.h"

#define SAME_M 10.0 /* gaps are at one place when half of each lies this near the other */

/* ---- the gaps of all links ---- */

typedef struct rank {
    double first, second;
    size_t which;
} rank;

/* What is worth most comes first. */
static int compare_ranks(const void *left, const void *right)
{
    const rank *a = left, *b = right;
    if (a->first != b->first)
        return a->first > b->first ? -1 : 1;
    if (a->second != b->second)
        return a->second > b->second ? -1 : 1;
    return a->which < b->which ? -1 : a->which > b->which;
}

static double known(double value)
{
    return isnan(value) ? 0 : value;
}

static geo_status rank_links(geo_ctx *ctx, const geo_links *out, rank **ranks, size_t *count)
{
    *count = 0;
    *ranks = geo_alloc(out->count, sizeof **ranks);
    if (!*ranks)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].status == GEO_LINK_GAP)
            (*ranks)[(*count)++] = (rank){known(out->items[i].dpc), 0, i};
    qsort(*ranks, *count, sizeof **ranks, compare_ranks);
    return GEO_OK;
}

/* What the way would cost less if the gap were as easy to cross as the habitat on both its sides.
 */
static double saving_of(const geo_link_work *w, const uint32_t *cells, size_t count)
{
    const float *resistance = w->resistance.cells;
    double mended = ((double)resistance[cells[0]] + (double)resistance[cells[count - 1]]) / 2;
    double saved = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        double was = geo_cost_step(&w->resistance, cells[i], cells[i + 1]), less = 0;
        for (size_t k = i; k < i + 2; k++)
            if (k > 0 && k + 1 < count)
                less += fmax(0, (double)resistance[cells[k]] - mended);
        double both = (double)resistance[cells[i]] + (double)resistance[cells[i + 1]];
        saved += was * less / both;
    }
    return saved;
}

/* Zones are habitat, so that there is a cell before a gap and one after it. */
static geo_status take_run(geo_ctx *ctx, const geo_link_work *w, geo_link_place_list *list,
                           uint32_t link, const geo_gap *gap, size_t number)
{
    geo_link_run run = {.link = link,
                        .first = w->spans[link].first + gap->first - 1,
                        .count = gap->count + 2,
                        .number = number,
                        .width_m = gap->length_m,
                        .place = list->runs.count,
                        .gain_pct = NAN};
    const uint32_t *cells = w->cells.items + run.first;
    run.saving = saving_of(w, cells, run.count);
    geo_status status = geo_link_line(ctx, w->resistance.frame, cells, run.count, &run.line);
    if (status == GEO_OK && !geo_vec_push(&list->runs, run)) {
        geo_geom_release(&run.line);
        status = geo_fail_nomem(ctx);
    }
    return status;
}

static geo_status take_runs(geo_ctx *ctx, const geo_link_work *w, geo_link_place_list *list,
                            uint32_t link, uint8_t *habitat, geo_gaps *gaps)
{
    const uint32_t *cells = w->cells.items + w->spans[link].first;
    size_t count = w->spans[link].count, number = 0;
    for (size_t i = 0; i < count; i++)
        habitat[cells[i]] = w->rules[w->rule[cells[i]]].is_habitat;
    geo_status status = geo_cells_gaps(ctx, w->resistance.frame, habitat, cells, count, gaps);
    for (size_t i = 0; status == GEO_OK && i < gaps->count; i++)
        if (gaps->items[i].length_m > w->options->max_gap_m)
            status = take_run(ctx, w, list, link, &gaps->items[i], ++number);
    return status;
}

static geo_status find_runs(geo_ctx *ctx, const geo_link_work *w, const geo_links *out,
                            geo_link_place_list *list)
{
    geo_frame frame = w->resistance.frame;
    uint8_t *habitat = geo_calloc((size_t)frame.width * (size_t)frame.height, 1);
    rank *ranks = NULL;
    size_t count = 0;
    geo_gaps gaps = {0};
    geo_status status = rank_links(ctx, out, &ranks, &count);
    if (status == GEO_OK && !habitat)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = take_runs(ctx, w, list, (uint32_t)ranks[i].which, habitat, &gaps);
    geo_free(gaps.items);
    geo_free(ranks);
    geo_free(habitat);
    return status;
}

/* ---- which of them are one ---- */

/* Does half of the gap's cells lie near the line? */
static bool lies_along(const geo_link_work *w, const geo_link_run *run, const geo_geom *line)
{
    geo_frame frame = w->resistance.frame;
    size_t near = 0;
    for (size_t i = 0; i < run->count; i++) {
        uint32_t cell = w->cells.items[run->first + i];
        geo_point p = geo_frame_centre(frame, cell / frame.width, cell % frame.width);
        near += geo_geom_distance(line, p, NULL) <= SAME_M;
    }
    return near * 2 >= run->count;
}

static bool is_same(const geo_link_work *w, const geo_link_run *a, const geo_link_run *b)
{
    return geo_box_meets(geo_box_grow(geo_box_of(&a->line), SAME_M), geo_box_of(&b->line)) &&
           lies_along(w, a, &b->line) && lies_along(w, b, &a->line);
}

static void join_runs(const geo_link_work *w, geo_link_place_list *list)
{
    geo_link_run *runs = list->runs.items;
    for (size_t i = 1; i < list->runs.count; i++)
        for (size_t k = 0; k < i && runs[i].place == i; k++)
            if (runs[k].place == k && is_same(w, &runs[k], &runs[i]))
                runs[i].place = k;
}

/* ---- what they are worth ---- */

typedef struct mending {
    geo_edge *edges;
    double *amount, *gain;
    geo_connect_change *changes;
    size_t *first;
    size_t changed;
} mending;

/* All links that are broken at the place, each once. */
static void list_changes(const geo_links *out, const geo_link_place_list *list, size_t place,
                         mending *m)
{
    size_t begun = m->changed;
    for (size_t i = place; i < list->runs.count; i++) {
        const geo_link_run *run = &list->runs.items[i];
        size_t at = begun;
        if (run->place != place)
            continue;
        while (at < m->changed && m->changes[at].edge != run->link)
            at++;
        if (at == m->changed)
            m->changes[m->changed++] = (geo_connect_change){run->link, out->items[run->link].cost};
        m->changes[at].cost = fmax(0, m->changes[at].cost - run->saving);
    }
}

static geo_status take_room(geo_ctx *ctx, const geo_links *out, size_t runs, mending *m)
{
    m->edges = geo_alloc(out->count, sizeof *m->edges);
    m->amount = geo_alloc(out->node_count, sizeof *m->amount);
    m->gain = geo_alloc(runs, sizeof *m->gain);
    m->changes = geo_alloc(runs, sizeof *m->changes);
    m->first = geo_calloc(runs + 1, sizeof *m->first);
    if (!m->edges || !m->amount || !m->gain || !m->changes || !m->first)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < out->count; i++)
        m->edges[i] = (geo_edge){out->items[i].from, out->items[i].to, out->items[i].cost};
    for (size_t i = 0; i < out->node_count; i++)
        m->amount[i] = out->nodes[i].area_m2;
    return GEO_OK;
}

/* By length a gap costs nothing, and mending it gains nothing that the indices could tell. */
static geo_status find_gains(geo_ctx *ctx, const geo_link_work *w, const geo_links *out,
                             geo_link_place_list *list)
{
    mending m = {0};
    geo_connect_mends mends = {0};
    const geo_connect_options options = {.disperse = w->options->disperse,
                                         .probability = w->options->probability};
    if (w->options->by_length || list->count == 0)
        return GEO_OK;
    geo_status status = take_room(ctx, out, list->runs.count, &m);
    for (size_t i = 0; status == GEO_OK && i < list->count; i++) {
        list_changes(out, list, list->order[i], &m);
        m.first[i + 1] = m.changed;
    }
    mends = (geo_connect_mends){m.changes, m.first, list->count};
    if (status == GEO_OK)
        status = geo_connect_gains(ctx, (uint32_t)out->node_count, m.edges, out->count, m.amount,
                                   &options, &mends, m.gain);
    for (size_t i = 0; status == GEO_OK && i < list->count; i++)
        list->runs.items[list->order[i]].gain_pct = m.gain[i];
    geo_free(m.edges);
    geo_free(m.amount);
    geo_free(m.gain);
    geo_free(m.changes);
    geo_free(m.first);
    return status;
}

static geo_status order_places(geo_ctx *ctx, const geo_links *out, geo_link_place_list *list)
{
    rank *ranks = geo_alloc(list->count, sizeof *ranks);
    if (!ranks)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < list->count; i++) {
        const geo_link_run *run = &list->runs.items[list->order[i]];
        ranks[i] = (rank){known(run->gain_pct), known(out->items[run->link].dpc), list->order[i]};
    }
    qsort(ranks, list->count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < list->count; i++)
        list->order[i] = ranks[i].which;
    geo_free(ranks);
    return GEO_OK;
}

static geo_status list_places(geo_ctx *ctx, geo_link_place_list *list)
{
    list->order = geo_alloc(list->runs.count, sizeof *list->order);
    if (!list->order)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < list->runs.count; i++)
        if (list->runs.items[i].place == i)
            list->order[list->count++] = i;
    return GEO_OK;
}

geo_status geo_link_places(geo_ctx *ctx, const geo_link_work *w, const geo_links *out,
                           geo_link_place_list *list)
{
    geo_status status = find_runs(ctx, w, out, list);
    if (status == GEO_OK) {
        join_runs(w, list);
        status = list_places(ctx, list);
    }
    if (status == GEO_OK)
        status = find_gains(ctx, w, out, list);
    return status == GEO_OK ? order_places(ctx, out, list) : status;
}

void geo_link_places_release(geo_link_place_list *list)
{
    for (size_t i = 0; i < list->runs.count; i++)
        geo_geom_release(&list->runs.items[i].line);
    geo_free(list->runs.items);
    geo_free(list->order);
}
