/* Per link two searches within the strip around its way.
 * Invariant: what lies outside the strip is a wall in the strip's own grid. */
#include "raster/corridor.h"

#include <math.h>

#include "base/alloc.h"
#include "raster/edt.h"

static const double GRANTED = 1e-12;

typedef struct strip {
    const geo_grid *resistance;
    const geo_cost *found;
    const geo_corridor_options *options;
    const geo_cost_link *link;
    double limit;
    geo_cells way;
    geo_window window;
    geo_grid grid;  /* of the window */
    uint8_t *mask;  /* 1 off the way; then what is inside */
    uint32_t *away; /* squared distance to the way, cells */
    double *cost_a, *cost_b;
    uint32_t *label;
    uint8_t *back;
} strip;

static void release(strip *s)
{
    geo_grid_release(&s->grid);
    geo_free(s->mask);
    geo_free(s->away);
    geo_free(s->cost_a);
    geo_free(s->cost_b);
    geo_free(s->label);
    geo_free(s->back);
}

static int64_t reach_cells(const strip *s)
{
    geo_frame frame = s->resistance->frame;
    int64_t most = frame.width > frame.height ? frame.width : frame.height;
    double cells = s->options->reach_m / frame.cell_m;
    return cells < (double)most ? (int64_t)cells : most;
}

/* The box around the way and what is in reach of it. */
static geo_window window_of(const strip *s)
{
    geo_frame frame = s->resistance->frame;
    int64_t top = frame.height, left = frame.width, bottom = -1, right = -1, by = reach_cells(s);
    for (size_t i = 0; i < s->way.count; i++) {
        int64_t row = s->way.items[i] / frame.width, column = s->way.items[i] % frame.width;
        top = row < top ? row : top;
        bottom = row > bottom ? row : bottom;
        left = column < left ? column : left;
        right = column > right ? column : right;
    }
    top = top > by ? top - by : 0;
    left = left > by ? left - by : 0;
    bottom = bottom + by < frame.height ? bottom + by : frame.height - 1;
    right = right + by < frame.width ? right + by : frame.width - 1;
    return (geo_window){top, left, bottom - top + 1, right - left + 1};
}

static geo_status take_room(geo_ctx *ctx, strip *s)
{
    size_t count = (size_t)(s->window.height * s->window.width);
    s->mask = geo_alloc(count, sizeof *s->mask);
    s->away = geo_alloc(count, sizeof *s->away);
    s->cost_a = geo_alloc(count, sizeof *s->cost_a);
    s->cost_b = geo_alloc(count, sizeof *s->cost_b);
    s->label = geo_alloc(count, sizeof *s->label);
    s->back = geo_alloc(count, sizeof *s->back);
    if (!s->mask || !s->away || !s->cost_a || !s->cost_b || !s->label || !s->back)
        return geo_fail_nomem(ctx);
    return geo_grid_init(ctx, &s->grid, geo_frame_sub(s->resistance->frame, s->window), NAN);
}

/* Where in the whole grid the cell of the window lies. */
static size_t place_of(const strip *s, size_t at)
{
    size_t width = (size_t)s->window.width;
    return ((size_t)s->window.row + at / width) * (size_t)s->resistance->frame.width +
           (size_t)s->window.column + at % width;
}

static geo_status lay_strip(geo_ctx *ctx, strip *s)
{
    size_t count = (size_t)(s->window.height * s->window.width);
    int64_t width = s->resistance->frame.width;
    double reach = s->options->reach_m / s->resistance->frame.cell_m;
    for (size_t at = 0; at < count; at++)
        s->mask[at] = 1;
    for (size_t i = 0; i < s->way.count; i++)
        s->mask[(s->way.items[i] / width - s->window.row) * s->window.width +
                s->way.items[i] % width - s->window.column] = 0;
    geo_status status = geo_edt(ctx, s->mask, s->window.height, s->window.width, s->away);
    for (size_t at = 0; status == GEO_OK && at < count; at++)
        if (s->away[at] <= reach * reach)
            s->grid.cells[at] = s->resistance->cells[place_of(s, at)];
    return status;
}

/* From the source cells of this label in the strip. */
static geo_status search(geo_ctx *ctx, strip *s, uint32_t label, double *cost)
{
    size_t count = (size_t)(s->window.height * s->window.width), sources = 0;
    geo_cost out = {cost, s->label, s->back};
    for (size_t at = 0; at < count; at++) {
        size_t place = place_of(s, at);
        bool is_source = s->found->label[place] == label && s->found->cost[place] == 0 &&
                         !isnan(s->grid.cells[at]);
        s->label[at] = is_source ? label : 0;
        sources += is_source;
    }
    if (sources == 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a link of label %u, which has no source at its end",
                        label);
    return geo_cost_search(ctx, &s->grid, s->limit, &out);
}

static void choose_cells(strip *s)
{
    size_t count = (size_t)(s->window.height * s->window.width);
    for (size_t at = 0; at < count; at++) {
        size_t place = place_of(s, at);
        bool is_source = s->found->label[place] != 0 && s->found->cost[place] == 0;
        s->mask[at] = !is_source && s->cost_a[at] + s->cost_b[at] <= s->limit;
    }
}

static geo_status find_corridor(geo_ctx *ctx, strip *s, geo_corridor_sink sink, void *self)
{
    geo_status status =
        geo_cost_link_path(ctx, s->found, s->resistance->frame.width, s->link, &s->way);
    if (status != GEO_OK)
        return status;
    s->window = window_of(s);
    s->limit = s->link->cost * (1 + s->options->share) * (1 + GRANTED);
    status = take_room(ctx, s);
    if (status == GEO_OK)
        status = lay_strip(ctx, s);
    if (status == GEO_OK)
        status = search(ctx, s, s->link->from, s->cost_a);
    if (status == GEO_OK)
        status = search(ctx, s, s->link->to, s->cost_b);
    if (status != GEO_OK)
        return status;
    choose_cells(s);
    return sink(self, ctx, s->link, s->window, s->mask);
}

geo_status geo_corridors(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                         const geo_cost_links *links, const geo_corridor_options *options,
                         geo_corridor_sink sink, void *self)
{
    geo_cells way = {0};
    geo_status status = GEO_OK;
    if (!(options->share >= 0 && isfinite(options->share)))
        return geo_fail(ctx, GEO_ERR_ARG, "a corridor of %g times the cost more", options->share);
    if (!(options->reach_m >= 0 && isfinite(options->reach_m)))
        return geo_fail(ctx, GEO_ERR_ARG, "a corridor that reaches %g m", options->reach_m);
    for (size_t i = 0; status == GEO_OK && i < links->count; i++) {
        strip s = {.resistance = resistance,
                   .found = found,
                   .options = options,
                   .link = &links->items[i],
                   .way = way};
        status = find_corridor(ctx, &s, sink, self);
        way = s.way; /* its room serves all links */
        release(&s);
    }
    geo_free(way.items);
    return status;
}
