/* The search: sources first, then bucket by bucket. Where resistances lie no further apart than the
 * ring of buckets allows, a bucket is no wider than the cheapest step, and all its cells are final
 * when it is taken; where they do, buckets are wider and the one at hand is kept sorted in a heap.
 * Invariant: cost, label and back of a settled cell are final, and what waits is no cheaper. */
#include "raster/cost.h"

#include <float.h>
#include <math.h>

#include "base/alloc.h"
#include "raster/cost_heap.h"
#include "raster/cost_queue.h"
#include "raster/pages.h"

enum { DIRECTIONS = 8, POLL_EVERY = 1 << 16, AHEAD = 12 };

/* A bucket is this much narrower than the cheapest step: rounding in keys up to KEY_MOST, less than
 * an eighth of a bucket, then never brings a cell and its neighbour into the same one. */
static const double BUCKET_SHARE = 0.875;
static const double KEY_MOST = 0x1p48;
/* Buckets that a step may pass at most: more would each hold few cells and take more memory than
 * these. Sorted ones need not be as many. */
static const double SPAN_MOST = 0x1p18, SPAN_SORTED = 0x1p16;

typedef struct search {
    const float *resistance;
    double *cost;
    uint32_t *label;
    uint8_t *back;
    uint32_t width, height;
    int64_t offset[DIRECTIONS]; /* to the neighbours, in the order of GEO_BACK */
    double half[DIRECTIONS];    /* half the step's length, m */
    double limit;
    double per_cost; /* buckets per cost */
    bool sorted;
    int64_t now; /* key of the bucket at hand */
    geo_buckets buckets;
    geo_cost_heap heap;
} search;

static geo_status refuse_resistance(geo_ctx *ctx, const geo_grid *grid)
{
    int64_t width = grid->frame.width, at = 0;
    while (isnan(grid->cells[at]) || (grid->cells[at] > 0 && isfinite(grid->cells[at])))
        at++;
    return geo_fail(ctx, GEO_ERR_RANGE,
                    "resistance %g at row %lld, column %lld: it must be above 0 and finite",
                    (double)grid->cells[at], (long long)(at / width), (long long)(at % width));
}

/* The lowest and the highest resistance; INFINITY and 0 where there are only walls. */
static geo_status resistance_range(geo_ctx *ctx, const geo_grid *grid, float *least, float *most)
{
    int64_t count = grid->frame.width * grid->frame.height;
    float low = INFINITY, high = 0;
    for (int64_t i = 0; i < count; i++) { /* comparisons with NaN are false */
        low = grid->cells[i] < low ? grid->cells[i] : low;
        high = grid->cells[i] > high ? grid->cells[i] : high;
    }
    *least = low;
    *most = high;
    return low > 0 && high < INFINITY ? GEO_OK : refuse_resistance(ctx, grid);
}

static geo_status check_arguments(geo_ctx *ctx, const geo_grid *grid, double limit)
{
    geo_frame frame = grid->frame;
    if (!(limit >= 0))
        return geo_fail(ctx, GEO_ERR_ARG, "a limit of cost %g", limit);
    if (!(frame.cell_m > 0) || !isfinite(frame.cell_m) || frame.width < 0 || frame.height < 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a grid needs a cell size above 0");
    if (frame.width > 0 && frame.height > (int64_t)(UINT32_MAX - 1) / frame.width)
        return geo_fail(ctx, GEO_ERR_LIMIT, "a cost grid of %lld x %lld cells: at most 2^32 - 2",
                        (long long)frame.width, (long long)frame.height);
    return GEO_OK;
}

/* How wide buckets are, and whether the one at hand must be sorted. */
static geo_status choose_buckets(geo_ctx *ctx, search *s, float least, float most)
{
    double step_least = s->half[1] * 2 * (double)least, step_most = s->half[0] * 2 * (double)most;
    double cells = (double)s->width * s->height;
    if (!(step_least >= DBL_MIN) || !(step_most * cells <= DBL_MAX))
        return geo_fail(ctx, GEO_ERR_RANGE, "steps that cost %g to %g are not to be summed",
                        step_least, step_most);
    double span = step_most / (step_least * BUCKET_SHARE);
    s->sorted = !(span <= SPAN_MOST && span * cells <= KEY_MOST);
    if (s->sorted)
        span = SPAN_SORTED;
    s->per_cost = span / step_most;
    return geo_buckets_init(ctx, &s->buckets, (uint64_t)span + 4);
}

static void set_directions(search *s, double cell_m)
{
    int64_t width = s->width;
    const int64_t offset[DIRECTIONS] = {-width - 1, -width,    -width + 1, -1,
                                        1,          width - 1, width,      width + 1};
    for (int d = 0; d < DIRECTIONS; d++) {
        bool straight = d == 1 || d == 3 || d == 4 || d == 6;
        s->offset[d] = offset[d];
        s->half[d] = straight ? cell_m / 2 : cell_m / 2 * M_SQRT2;
    }
}

static int64_t key_of(const search *s, double cost)
{
    return (int64_t)(cost * s->per_cost);
}

/* Puts a cell where its new rank belongs; it lies in the bucket of the cost it had, if any. */
static void wait_at(search *s, uint32_t cell, double had)
{
    double cost = s->cost[cell];
    int64_t key = key_of(s, cost);
    if (s->sorted && key == s->now) {
        if (!geo_cost_heap_push(&s->heap, (geo_cost_rank){cost, s->label[cell], cell}))
            s->buckets.no_memory = true;
    } else if (had == INFINITY || key != key_of(s, had)) {
        geo_buckets_put(&s->buckets, key, cell);
    }
}

/* A way that costs as much as the one there is. What does not add to the cost (a step lost in
 * rounding) must lower the label, or ways would run in circles. */
static void offer_tie(search *s, uint32_t cell, uint32_t label, uint8_t back, bool adds)
{
    if (label > s->label[cell] || (label == s->label[cell] && (!adds || back >= s->back[cell])))
        return;
    bool changes = label < s->label[cell];
    s->label[cell] = label;
    s->back[cell] = back;
    if (s->sorted && changes)
        wait_at(s, cell, s->cost[cell]);
}

static inline void offer(search *s, uint32_t from, int d, double here, double resistance)
{
    uint32_t cell = (uint32_t)((int64_t)from + s->offset[d]);
    double next = here + s->half[d] * (resistance + (double)s->resistance[cell]);
    double had = s->cost[cell];
    if (!(next <= had) || next > s->limit) /* next is NaN at a wall */
        return;
    uint8_t back = (uint8_t)(DIRECTIONS - d); /* the opposite direction */
    if (next == had) {
        offer_tie(s, cell, s->label[from], back, next > here);
        return;
    }
    s->cost[cell] = next;
    s->label[cell] = s->label[from];
    s->back[cell] = back;
    wait_at(s, cell, had);
}

static void settle_at_border(search *s, uint32_t cell, uint32_t row, uint32_t column)
{
    for (int d = 0; d < DIRECTIONS; d++) {
        int place = d < 4 ? d : d + 1; /* in the square of nine */
        uint32_t to_row = row + (uint32_t)(place / 3) - 1;
        uint32_t to_column = column + (uint32_t)(place % 3) - 1;
        if (to_row < s->height && to_column < s->width) /* -1 is far above */
            offer(s, cell, d, s->cost[cell], (double)s->resistance[cell]);
    }
}

static void settle(search *s, uint32_t cell)
{
    uint32_t row = cell / s->width, column = cell % s->width;
    if (row == 0 || column == 0 || row + 1 == s->height || column + 1 == s->width) {
        settle_at_border(s, cell, row, column);
        return;
    }
    double here = s->cost[cell], resistance = (double)s->resistance[cell];
    for (int d = 0; d < DIRECTIONS; d++)
        offer(s, cell, d, here, resistance);
}

/* Brings the three rows around a cell into the cache. */
static inline void fetch(const search *s, uint32_t cell)
{
    int64_t count = (int64_t)s->width * s->height;
    for (int64_t at = (int64_t)cell - s->width; at <= (int64_t)cell + s->width; at += s->width)
        if (at >= 0 && at < count) {
            __builtin_prefetch(&s->cost[at]);
            __builtin_prefetch(&s->resistance[at]);
            __builtin_prefetch(&s->label[at], 1);
        }
}

/* Settles the cells of a bucket that are still of it, all of them final. */
static void settle_final(search *s)
{
    const uint32_t *cells = s->buckets.taken.items;
    size_t count = s->buckets.taken.count;
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD < count)
            fetch(s, cells[i + AHEAD]);
        if (key_of(s, s->cost[cells[i]]) == s->now)
            settle(s, cells[i]);
    }
}

/* The same for a bucket that is wider than a step: cheapest first, with what joins it. */
static void settle_sorted(search *s)
{
    for (size_t i = 0; i < s->buckets.taken.count; i++) {
        uint32_t cell = s->buckets.taken.items[i];
        if (key_of(s, s->cost[cell]) == s->now &&
            !geo_cost_heap_push(&s->heap, (geo_cost_rank){s->cost[cell], s->label[cell], cell}))
            s->buckets.no_memory = true;
    }
    while (s->heap.count > 0) {
        geo_cost_rank first = geo_cost_heap_pop(&s->heap);
        if (first.cost == s->cost[first.cell] && first.label == s->label[first.cell])
            settle(s, first.cell);
    }
}

static geo_status settle_buckets(geo_ctx *ctx, search *s)
{
    size_t settled = POLL_EVERY;
    while (geo_buckets_take(&s->buckets, &s->now)) {
        settled += s->buckets.taken.count;
        geo_status status = settled >= POLL_EVERY ? geo_ctx_poll(ctx) : GEO_OK;
        if (status != GEO_OK)
            return status;
        if (settled >= POLL_EVERY)
            settled = 0;
        if (s->sorted)
            settle_sorted(s);
        else
            settle_final(s);
    }
    return s->buckets.no_memory ? geo_fail_nomem(ctx) : GEO_OK;
}

static void ask_pages(const geo_grid *resistance, const geo_cost *out)
{
    size_t count = (size_t)(resistance->frame.width * resistance->frame.height);
    geo_pages_large(resistance->cells, count * sizeof *resistance->cells);
    geo_pages_large(out->cost, count * sizeof *out->cost);
    geo_pages_large(out->label, count * sizeof *out->label);
    geo_pages_large(out->back, count * sizeof *out->back);
}

/* Cost 0 at the sources, none elsewhere. */
static geo_status set_sources(geo_ctx *ctx, search *s)
{
    for (uint32_t i = 0, count = s->width * s->height; i < count; i++) {
        if (s->label[i] && isnan(s->resistance[i]))
            return geo_fail(ctx, GEO_ERR_ARG,
                            "the source at row %u, column %u (label %u) lies on a wall",
                            i / s->width, i % s->width, s->label[i]);
        s->cost[i] = s->label[i] ? 0 : INFINITY;
        s->back[i] = GEO_BACK_NONE;
    }
    return GEO_OK;
}

/* Only sources cost 0: steps do cost something. They need not wait in a bucket. */
static geo_status settle_sources(geo_ctx *ctx, search *s)
{
    s->now = -1;
    for (uint32_t i = 0, count = s->width * s->height; i < count; i++) {
        geo_status status = i % POLL_EVERY == 0 ? geo_ctx_poll(ctx) : GEO_OK;
        if (status != GEO_OK)
            return status;
        if (s->cost[i] == 0)
            settle(s, i);
    }
    return GEO_OK;
}

geo_status geo_cost_search(geo_ctx *ctx, const geo_grid *resistance, double limit, geo_cost *out)
{
    search s = {.resistance = resistance->cells, .limit = fmin(limit, DBL_MAX)};
    float least, most;
    geo_status status = check_arguments(ctx, resistance, limit);
    if (status == GEO_OK)
        status = resistance_range(ctx, resistance, &least, &most);
    if (status != GEO_OK)
        return status;
    ask_pages(resistance, out);
    s.cost = out->cost;
    s.label = out->label;
    s.back = out->back;
    s.width = (uint32_t)resistance->frame.width;
    s.height = (uint32_t)resistance->frame.height;
    set_directions(&s, resistance->frame.cell_m);
    status = set_sources(ctx, &s);
    if (status != GEO_OK || most == 0) /* no cells but walls */
        return status;
    status = choose_buckets(ctx, &s, least, most);
    if (status == GEO_OK)
        status = settle_sources(ctx, &s);
    if (status == GEO_OK)
        status = settle_buckets(ctx, &s);
    geo_buckets_release(&s.buckets);
    geo_free(s.heap.items);
    return status;
}

double geo_cost_step(const geo_grid *resistance, uint32_t a, uint32_t b)
{
    int64_t width = resistance->frame.width, off = b > a ? b - a : a - b;
    double half = resistance->frame.cell_m / 2;
    bool straight = off == width || (off == 1 && a / width == b / width);
    return (straight ? half : half * M_SQRT2) *
           ((double)resistance->cells[a] + (double)resistance->cells[b]);
}

uint32_t geo_cost_before(const geo_cost *found, int64_t width, uint32_t cell)
{
    uint8_t back = found->back[cell];
    if (back == GEO_BACK_NONE)
        return cell;
    int64_t place = back <= 4 ? back - 1 : back; /* in the square of nine */
    return (uint32_t)((int64_t)cell + (place / 3 - 1) * width + place % 3 - 1);
}
