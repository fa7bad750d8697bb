/* One bounded search per source, kept until the last link that needs it.
 * Invariant: zones are sorted by label, and `last` is the place of a zone's last link. */
#include "raster/corridor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const double GRANTED = 1e-12;
/* What a search goes beyond its limit, so that rounding never leaves out a cell on the way to one
 * that is in: nothing to the time. */
static const double BEYOND = 1e-9;

enum { AROUND_FIRST = 8 }; /* cells */

typedef struct zone {
    uint32_t label;
    size_t last;    /* of its links */
    double limit;   /* its dearest link, with the share */
    geo_window box; /* of its source cells; then of what was reached */
    double *cost;   /* in that box; NULL: not searched */
} zone;

typedef struct corridors {
    const geo_grid *resistance;
    const geo_cost *found;
    const geo_cost_links *links;
    double share, cheapest; /* the lowest cost of a straight step */
    GEO_VEC(zone) zones;
} corridors;

static int by_label(const void *left, const void *right)
{
    const zone *a = left, *b = right;
    return (a->label > b->label) - (a->label < b->label);
}

static zone *zone_of(const corridors *c, uint32_t label)
{
    zone key = {.label = label};
    return bsearch(&key, c->zones.items, c->zones.count, sizeof key, by_label);
}

static double link_limit(const corridors *c, const geo_cost_link *link)
{
    return link->cost * (1 + c->share) * (1 + GRANTED);
}

static void keep_distinct(corridors *c)
{
    size_t kept = 0;
    qsort(c->zones.items, c->zones.count, sizeof *c->zones.items, by_label);
    for (size_t i = 0; i < c->zones.count; i++)
        if (kept == 0 || c->zones.items[kept - 1].label != c->zones.items[i].label)
            c->zones.items[kept++] = c->zones.items[i];
    c->zones.count = kept;
}

/* The labels of the links, each once, with how far and how long they are needed. */
static geo_status list_zones(geo_ctx *ctx, corridors *c)
{
    if (!geo_vec_room(&c->zones, 2 * c->links->count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < c->links->count; i++) {
        c->zones.items[c->zones.count++] = (zone){.label = c->links->items[i].from};
        c->zones.items[c->zones.count++] = (zone){.label = c->links->items[i].to};
    }
    keep_distinct(c);
    for (size_t i = 0; i < c->links->count; i++) {
        const geo_cost_link *link = &c->links->items[i];
        zone *ends[2] = {zone_of(c, link->from), zone_of(c, link->to)};
        for (int k = 0; k < 2; k++) {
            ends[k]->last = i;
            ends[k]->limit = fmax(ends[k]->limit, link_limit(c, link) * (1 + BEYOND));
        }
    }
    return GEO_OK;
}

static geo_window with_cell(geo_window box, int64_t row, int64_t column)
{
    if (box.height == 0)
        return (geo_window){row, column, 1, 1};
    int64_t first_row = row < box.row ? row : box.row;
    int64_t first_column = column < box.column ? column : box.column;
    int64_t end_row = row >= box.row + box.height ? row + 1 : box.row + box.height;
    int64_t end_column = column >= box.column + box.width ? column + 1 : box.column + box.width;
    return (geo_window){first_row, first_column, end_row - first_row, end_column - first_column};
}

/* The boxes of the zones, and the lowest resistance. */
static void scan_cells(corridors *c)
{
    geo_frame frame = c->resistance->frame;
    float least = INFINITY;
    zone *last = c->zones.items;
    for (int64_t row = 0, at = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++, at++) {
            float here = c->resistance->cells[at];
            least = here < least ? here : least;
            if (c->found->cost[at] != 0)
                continue;
            if (!last || last->label != c->found->label[at])
                last = zone_of(c, c->found->label[at]);
            if (last)
                last->box = with_cell(last->box, row, column);
        }
    c->cheapest = (double)least * frame.cell_m;
}

/* The box with so many cells around it, within the frame. */
static geo_window box_with(geo_frame frame, geo_window box, int64_t by)
{
    int64_t row = box.row > by ? box.row - by : 0;
    int64_t column = box.column > by ? box.column - by : 0;
    int64_t end_row = box.row + box.height + by, end_column = box.column + box.width + by;
    end_row = end_row < frame.height ? end_row : frame.height;
    end_column = end_column < frame.width ? end_column : frame.width;
    return (geo_window){row, column, end_row - row, end_column - column};
}

/* How many cells the limit can reach, at the lowest resistance. */
static int64_t reach_of(const corridors *c, const zone *z)
{
    geo_frame frame = c->resistance->frame;
    double steps = z->limit / c->cheapest + 1; /* one for rounding */
    int64_t most = frame.width > frame.height ? frame.width : frame.height;
    return steps < (double)most ? (int64_t)steps : most;
}

/* Did the search come to a side of the window beyond which there are more cells? */
static bool is_cut(geo_frame frame, geo_window window, const double *cost)
{
    bool north = window.row > 0, south = window.row + window.height < frame.height;
    bool west = window.column > 0, east = window.column + window.width < frame.width;
    const double *last = cost + (window.height - 1) * window.width;
    for (int64_t j = 0; j < window.width; j++)
        if ((north && isfinite(cost[j])) || (south && isfinite(last[j])))
            return true;
    for (int64_t i = 0; i < window.height; i++) {
        const double *row = cost + i * window.width;
        if ((west && isfinite(row[0])) || (east && isfinite(row[window.width - 1])))
            return true;
    }
    return false;
}

/* The window's resistances; as sources the zone's cells in it; and what lies ahead at least: from a
 * cell to any other zone it costs no less than to the nearest of all. Where the search for links
 * did not come nothing is known. */
static void fill_window(const corridors *c, const zone *z, geo_window window, geo_grid *grid,
                        uint32_t *label, double *ahead)
{
    int64_t width = c->resistance->frame.width;
    for (int64_t i = 0; i < window.height; i++) {
        int64_t from = (window.row + i) * width + window.column, to = i * window.width;
        memcpy(grid->cells + to, c->resistance->cells + from,
               (size_t)window.width * sizeof *grid->cells);
        for (int64_t j = 0; j < window.width; j++) {
            bool is_source = c->found->label[from + j] == z->label && c->found->cost[from + j] == 0;
            label[to + j] = is_source ? z->label : 0;
            ahead[to + j] = isfinite(c->found->cost[from + j]) ? c->found->cost[from + j] : 0;
        }
    }
}

/* Keeps the costs of the box around all reached cells. */
static geo_status keep_reached(geo_ctx *ctx, zone *z, geo_window window, const double *cost)
{
    geo_window box = {0};
    for (int64_t i = 0; i < window.height; i++)
        for (int64_t j = 0; j < window.width; j++)
            if (isfinite(cost[i * window.width + j]))
                box = with_cell(box, i, j);
    z->cost = geo_alloc((size_t)(box.height * box.width), sizeof *z->cost);
    if (!z->cost)
        return geo_fail_nomem(ctx);
    for (int64_t i = 0; i < box.height; i++)
        memcpy(z->cost + i * box.width, cost + (box.row + i) * window.width + box.column,
               (size_t)box.width * sizeof *cost);
    z->box = (geo_window){box.row + window.row, box.column + window.column, box.height, box.width};
    return GEO_OK;
}

/* Searches the window and keeps what was reached, unless the window cuts it off. */
static geo_status search_window(geo_ctx *ctx, const corridors *c, zone *z, geo_window window,
                                bool whole)
{
    size_t count = (size_t)(window.height * window.width);
    geo_grid grid = {0};
    double *ahead = geo_alloc(count, sizeof *ahead);
    geo_cost cost = {geo_alloc(count, sizeof *cost.cost), geo_alloc(count, sizeof *cost.label),
                     geo_alloc(count, sizeof *cost.back)};
    geo_status status = geo_grid_init(ctx, &grid, geo_frame_sub(c->resistance->frame, window), 0);
    if (status == GEO_OK && (!cost.cost || !cost.label || !cost.back || !ahead))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        fill_window(c, z, window, &grid, cost.label, ahead);
        status = geo_cost_search_toward(ctx, &grid, z->limit, ahead, &cost);
    }
    if (status == GEO_OK && (whole || !is_cut(c->resistance->frame, window, cost.cost)))
        status = keep_reached(ctx, z, window, cost.cost);
    geo_free(ahead);
    geo_free(cost.cost);
    geo_free(cost.label);
    geo_free(cost.back);
    geo_grid_release(&grid);
    return status;
}

/* In windows twice as far around the box each time, until one holds all there is to reach: the
 * lowest resistance alone would mostly ask for far too large a one. */
static geo_status search_zone(geo_ctx *ctx, const corridors *c, zone *z)
{
    if (!z->cost && z->box.height == 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a link of label %u, which has no source cell", z->label);
    int64_t reach = reach_of(c, z);
    geo_status status = GEO_OK;
    for (int64_t by = AROUND_FIRST; status == GEO_OK && !z->cost; by *= 2) {
        bool whole = by >= reach;
        geo_window window = box_with(c->resistance->frame, z->box, whole ? reach : by);
        status = search_window(ctx, c, z, window, whole);
    }
    return status;
}

static geo_window common_window(geo_window a, geo_window b)
{
    int64_t row = a.row > b.row ? a.row : b.row;
    int64_t column = a.column > b.column ? a.column : b.column;
    int64_t end_a = a.row + a.height, end_b = b.row + b.height;
    int64_t height = (end_a < end_b ? end_a : end_b) - row;
    end_a = a.column + a.width;
    end_b = b.column + b.width;
    int64_t width = (end_a < end_b ? end_a : end_b) - column;
    return (geo_window){row, column, height > 0 ? height : 0, width > 0 ? width : 0};
}

static double zone_cost(const zone *z, int64_t row, int64_t column)
{
    return z->cost[(row - z->box.row) * z->box.width + column - z->box.column];
}

static geo_status hand_out(geo_ctx *ctx, const corridors *c, const geo_cost_link *link,
                           geo_corridor_sink sink, void *self)
{
    const zone *from = zone_of(c, link->from), *to = zone_of(c, link->to);
    geo_window window = common_window(from->box, to->box);
    double limit = link_limit(c, link);
    uint8_t *inside = geo_alloc((size_t)(window.height * window.width), 1);
    if (!inside)
        return geo_fail_nomem(ctx);
    for (int64_t i = 0, at = 0; i < window.height; i++)
        for (int64_t j = 0; j < window.width; j++, at++) {
            int64_t row = window.row + i, column = window.column + j;
            inside[at] = zone_cost(from, row, column) + zone_cost(to, row, column) <= limit;
        }
    geo_status status = sink(self, ctx, link, window, inside);
    geo_free(inside);
    return status;
}

/* Frees the costs of a zone with its last link. */
static void leave_zone(zone *z, size_t link)
{
    if (z->last != link)
        return;
    geo_free(z->cost);
    z->cost = NULL;
}

static geo_status take_links(geo_ctx *ctx, corridors *c, geo_corridor_sink sink, void *self)
{
    for (size_t i = 0; i < c->links->count; i++) {
        const geo_cost_link *link = &c->links->items[i];
        zone *from = zone_of(c, link->from), *to = zone_of(c, link->to);
        geo_status status = search_zone(ctx, c, from);
        if (status == GEO_OK)
            status = search_zone(ctx, c, to);
        if (status == GEO_OK)
            status = hand_out(ctx, c, link, sink, self);
        if (status != GEO_OK)
            return status;
        leave_zone(from, i);
        leave_zone(to, i);
    }
    return GEO_OK;
}

geo_status geo_corridors(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                         const geo_cost_links *links, double share, geo_corridor_sink sink,
                         void *self)
{
    if (!(share >= 0 && isfinite(share)))
        return geo_fail(ctx, GEO_ERR_ARG, "a corridor of %g times the cost more", share);
    if (links->count == 0)
        return GEO_OK;
    corridors c = {.resistance = resistance, .found = found, .links = links, .share = share};
    geo_status status = list_zones(ctx, &c);
    if (status == GEO_OK) {
        scan_cells(&c);
        status = take_links(ctx, &c, sink, self);
    }
    for (size_t i = 0; i < c.zones.count; i++)
        geo_free(c.zones.items[i].cost);
    geo_free(c.zones.items);
    return status;
}
