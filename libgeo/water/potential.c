#include "water/potential.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

/* Items at a time, and cells of the elevation model, which are read before they are shaped side by
 * side: one more item than fits. */
enum { BATCH = 256, BATCH_CELLS = 1 << 20 };

const char *const GEO_POTENTIAL_ANSWER[GEO_ANSWERS] = {"unknown", "pass", "fail"};
const char *const GEO_POTENTIAL_NOTE[GEO_POTENTIAL_NOTES] = {
    [GEO_POTENTIAL_BOOKED] = "booked",
    [GEO_POTENTIAL_NO_WET] = "no_ghg",
    [GEO_POTENTIAL_NO_DRY] = "no_glg",
    [GEO_POTENTIAL_NO_SURFACE] = "no_surface",
    [GEO_POTENTIAL_NEAR] = "groundwater_near",
    [GEO_POTENTIAL_ABOVE_GROUND] = "groundwater_above_ground",
    [GEO_POTENTIAL_ODD_DEPTH] = "odd_groundwater",
    [GEO_POTENTIAL_CROSSED] = "glg_above_ghg",
    [GEO_POTENTIAL_NO_NUMBERS] = "no_numbers",
    [GEO_POTENTIAL_PAST] = "renewal_past",
    [GEO_POTENTIAL_ODD_K] = "odd_permeability",
};

/* ---- judging ---- */

static geo_potential_answer verdict_of(const geo_potential_row *row)
{
    geo_potential_answer verdict = GEO_ANSWER_PASS;
    for (int gate = 0; gate < GEO_GATES; gate++) {
        if (row->gates[gate] == GEO_ANSWER_FAIL)
            return GEO_ANSWER_FAIL;
        if (row->gates[gate] == GEO_ANSWER_UNKNOWN)
            verdict = GEO_ANSWER_UNKNOWN;
    }
    return verdict;
}

/* 1 this year, 0 from so many years ahead on. A year that has passed says neither. */
static void judge_renewal(const geo_potential_inputs *inputs, geo_potential_item *item)
{
    double far = geo_potential_is(inputs, item, GEO_POTENTIAL_RENEWAL_FAR);
    double ahead = item->row.renewal_year - (double)inputs->year;
    if (isnan(item->row.renewal_year) || inputs->year == 0)
        return;
    if (ahead < 0)
        geo_potential_mark(item, GEO_POTENTIAL_PAST);
    else
        item->row.terms[GEO_POTENTIAL_RENEWAL] = far > 0 ? fmax(0, 1 - ahead / far) : ahead == 0;
}

/* The mean of the terms that are known, by their weights. */
static void judge_score(const geo_potential_inputs *inputs, geo_potential_item *item)
{
    double sum = 0, known = 0, all = 0;
    for (int term = 0; term < (int)GEO_POTENTIAL_TERMS; term++) {
        double weight = geo_potential_is(inputs, item, (geo_potential_number)term);
        all += weight;
        if (isnan(item->row.terms[term]))
            continue;
        known += weight;
        sum += weight * item->row.terms[term];
    }
    item->row.score_weight = known / all;
    if (known > 0)
        item->row.score = sum / known;
}

/* Where it cannot be nothing is promised; why it cannot stays. */
static void clear_promises(geo_potential_row *row)
{
    double *const promises[] = {&row->wet_m3,     &row->dry_m3,      &row->m3_per_m2,
                                &row->cost_eur,   &row->m3_per_eur,  &row->eur_per_m3,
                                &row->removed_m3, &row->removed_m2,  &row->removed_eur,
                                &row->score,      &row->score_weight};
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++)
        *promises[i] = NAN;
    row->terms[GEO_POTENTIAL_DEFICIT] = NAN;
}

/* ---- rows ---- */

static double rounded(double value, double steps)
{
    return round(value * steps) / steps;
}

static void round_row(geo_potential_row *row)
{
    row->place_m2 = rounded(row->place_m2, 100);
    row->area_m2 = rounded(row->area_m2, 100);
    row->wet_m3 = rounded(row->wet_m3, 1000);
    row->dry_m3 = rounded(row->dry_m3, 1000);
    row->m3_per_m2 = rounded(row->m3_per_m2, 1e4);
    row->cost_eur = rounded(row->cost_eur, 1);
    row->m3_per_eur = rounded(row->m3_per_eur, 1e6);
    row->eur_per_m3 = rounded(row->eur_per_m3, 100);
    row->ghg_m = rounded(row->ghg_m, 1000);
    row->slope_pct = rounded(row->slope_pct, 1000);
    row->level_m = rounded(row->level_m, 1000);
    row->k_m_d = rounded(row->k_m_d, 1e6);
    row->removed_m3 = rounded(row->removed_m3, 1000);
    row->removed_m2 = rounded(row->removed_m2, 1e6);
    row->removed_eur = rounded(row->removed_eur, 1e6);
    for (int term = 0; term < (int)GEO_POTENTIAL_TERMS; term++)
        row->terms[term] = rounded(row->terms[term], 1e4);
    row->score = rounded(row->score, 1e4);
    row->score_weight = rounded(row->score_weight, 1e4);
}

static void tally(geo_potential *potential, const geo_potential_row *row)
{
    potential->tally.verdicts[row->verdict]++;
    for (int gate = 0; gate < GEO_GATES; gate++) {
        potential->tally.failed[gate] += row->gates[gate] == GEO_ANSWER_FAIL;
        potential->tally.unknown[gate] += row->gates[gate] == GEO_ANSWER_UNKNOWN;
    }
    for (int note = 0; note < GEO_POTENTIAL_NOTES; note++)
        if (row->notes >> note & 1 && potential->tally.notes[note]++ == 0)
            potential->tally.first[note] = row->id;
}

static geo_status while_at(geo_ctx *ctx, geo_status status, const geo_potential_item *item)
{
    return geo_while(ctx, status, "looking at '%s'", item->row.id);
}

/* Where it fits, whose that is, and how it lies. */
static geo_status shape_row(geo_ctx *ctx, const geo_potential_inputs *inputs,
                            geo_potential *potential, geo_potential_worker *worker, size_t i)
{
    geo_potential_item *item = &potential->items.items[i];
    geo_status status = geo_potential_place(ctx, inputs, potential, worker, item);
    if (status == GEO_OK && !item->gone)
        status = geo_potential_own(ctx, inputs, potential, worker, item);
    if (status == GEO_OK && !item->gone)
        status = inputs->dtm ? geo_potential_levels(ctx, inputs, item) : GEO_OK;
    return while_at(ctx, status, item);
}

/* What the other rasters show there. */
static geo_status look(geo_ctx *ctx, const geo_potential_inputs *inputs, geo_potential_item *item)
{
    geo_status status = GEO_OK;
    geo_grid_release(&item->levels);
    if (item->gone)
        return GEO_OK;
    if (inputs->permeability)
        status = geo_potential_soil(ctx, inputs, item);
    if (status == GEO_OK)
        status = geo_potential_volume(ctx, inputs, item);
    return while_at(ctx, status, item);
}

static geo_status help_row(geo_ctx *ctx, const geo_potential_inputs *inputs,
                           geo_potential *potential, geo_potential_worker *worker, size_t i)
{
    geo_potential_item *item = &potential->items.items[i];
    (void)inputs;
    if (item->gone)
        return GEO_OK;
    return while_at(ctx, geo_potential_deficit(ctx, potential, worker, item), item);
}

static geo_status add_row(geo_ctx *ctx, const geo_potential_inputs *inputs,
                          geo_potential *potential, geo_potential_item *item)
{
    potential->tally.whole += item->gone;
    if (item->gone)
        return GEO_OK;
    judge_renewal(inputs, item);
    judge_score(inputs, item);
    item->row.verdict = verdict_of(&item->row);
    if (item->row.verdict == GEO_ANSWER_FAIL)
        clear_promises(&item->row);
    round_row(&item->row);
    tally(potential, &item->row);
    return geo_vec_push(&potential->rows, item->row) ? GEO_OK : geo_fail_nomem(ctx);
}

/* ---- ranks ---- */

typedef struct ranking {
    double value;
    size_t row;
} ranking;

static int by_value(const void *a, const void *b)
{
    const ranking *one = a, *other = b;
    if (one->value != other->value)
        return one->value > other->value ? -1 : 1;
    return (one->row > other->row) - (one->row < other->row);
}

/* From 1 on; what removes nothing has no rank, equal ones have the same. */
static void rank_by(geo_potential *potential, size_t value, size_t rank, ranking *places)
{
    size_t count = 0;
    for (size_t i = 0; i < potential->rows.count; i++) {
        const char *row = (const char *)&potential->rows.items[i];
        ranking place = {*(const double *)(const void *)(row + value), i};
        if (place.value > 0)
            places[count++] = place;
    }
    qsort(places, count, sizeof *places, by_value);
    for (size_t i = 0, first = 0; i < count; i++) {
        if (places[i].value < places[first].value)
            first = i;
        char *row = (char *)&potential->rows.items[places[i].row];
        *(double *)(void *)(row + rank) = (double)(first + 1);
    }
}

static geo_status rank_rows(geo_ctx *ctx, geo_potential *potential)
{
    ranking *places = geo_alloc(potential->rows.count, sizeof *places);
    if (!places)
        return geo_fail_nomem(ctx);
    rank_by(potential, offsetof(geo_potential_row, removed_m2),
            offsetof(geo_potential_row, rank_m2), places);
    rank_by(potential, offsetof(geo_potential_row, removed_eur),
            offsetof(geo_potential_row, rank_eur), places);
    geo_free(places);
    return GEO_OK;
}

/* ---- all ---- */

static geo_status index_book(geo_ctx *ctx, const geo_storage_book *book, geo_potential *potential)
{
    size_t count = book->items.count;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        boxes[i] = geo_box_of(book->items.items[i].whole);
    potential->book = book->items.items;
    geo_status status = geo_rtree_new(ctx, boxes, count, &potential->booked);
    geo_free(boxes);
    return status;
}

/* Items from `first` on until it is enough for a batch. */
static geo_status read_batch(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             geo_potential *potential, size_t first, size_t *stop)
{
    size_t count = potential->items.count;
    int64_t cells = 0;
    geo_status status = GEO_OK;
    for (*stop = first; status == GEO_OK && *stop < count && *stop < first + BATCH; ++*stop) {
        geo_potential_item *item = &potential->items.items[*stop];
        if (!inputs->dtm)
            continue;
        if (cells >= BATCH_CELLS)
            break;
        status = geo_potential_read_levels(ctx, inputs, potential, item);
        cells += item->levels.frame.width * item->levels.frame.height;
        status = while_at(ctx, status, item);
    }
    return status;
}

static geo_status make_rows(geo_ctx *ctx, const geo_potential_inputs *inputs,
                            geo_potential *potential)
{
    size_t count = potential->items.count, stop;
    geo_status status = GEO_OK;
    for (size_t first = 0; status == GEO_OK && first < count; first = stop) {
        status = read_batch(ctx, inputs, potential, first, &stop);
        if (status == GEO_OK)
            status = geo_potential_each(ctx, inputs, potential, first, stop, shape_row);
        for (size_t i = first; status == GEO_OK && i < stop; i++)
            status = look(ctx, inputs, &potential->items.items[i]);
        if (status == GEO_OK && potential->trees[GEO_POTENTIAL_BALANCE])
            status = geo_potential_each(ctx, inputs, potential, first, stop, help_row);
        for (size_t i = first; status == GEO_OK && i < stop; i++)
            status = add_row(ctx, inputs, potential, &potential->items.items[i]);
    }
    return status;
}

geo_status geo_potential_new(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_storage_book *book, geo_potential **out)
{
    geo_potential *potential = geo_calloc(1, sizeof *potential);
    if (!potential)
        return geo_fail_nomem(ctx);
    potential->arena = geo_arena_new();
    geo_status status = potential->arena ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK && book->items.count > 0)
        status = index_book(ctx, book, potential);
    if (status == GEO_OK)
        status = geo_potential_read(ctx, inputs, potential);
    if (status == GEO_OK)
        status = make_rows(ctx, inputs, potential);
    if (status == GEO_OK)
        status = rank_rows(ctx, potential);
    if (status == GEO_OK)
        *out = potential;
    else
        geo_potential_free(potential);
    return geo_while(ctx, status, "looking for places to store water");
}

void geo_potential_free(geo_potential *potential)
{
    if (!potential)
        return;
    for (int i = 0; i < GEO_POTENTIAL_LAYERS; i++) {
        geo_features_release(&potential->features[i]);
        geo_rtree_free(potential->trees[i]);
    }
    geo_rtree_free(potential->booked);
    geo_map_free(potential->catchments);
    geo_free(potential->pieces.items);
    for (size_t i = 0; i < potential->items.count; i++) {
        geo_geom_release(&potential->items.items[i].shape);
        geo_grid_release(&potential->items.items[i].levels);
    }
    geo_free(potential->items.items);
    geo_free(potential->rows.items);
    geo_arena_free(potential->arena);
    geo_free(potential);
}

const geo_potential_row *geo_potential_rows(const geo_potential *potential, size_t *count)
{
    *count = potential->rows.count;
    return potential->rows.items;
}

const geo_potential_tally *geo_potential_tallied(const geo_potential *potential)
{
    return &potential->tally;
}
