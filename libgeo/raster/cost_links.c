/* Links: one pass over the cells looks east and south, so that every pair of neighbours is met
 * once. Neighbouring pairs mostly join the same two regions: the last link is remembered. */
#include "raster/cost_links.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"

typedef struct finder {
    const geo_grid *resistance;
    const geo_cost *found;
    geo_map *places; /* of pairs in links */
    geo_cost_links links;
    uint32_t last; /* link looked at before */
} finder;

/* The link of these labels, made when there is none; NULL: no memory. */
static geo_cost_link *link_of(finder *f, uint32_t from, uint32_t to)
{
    if (f->links.count > 0) {
        geo_cost_link *last = &f->links.items[f->last];
        if (last->from == from && last->to == to)
            return last;
    }
    const uint32_t key[2] = {from, to};
    const uint32_t *place = geo_map_get(f->places, (const char *)key, sizeof key);
    if (!place) {
        geo_cost_link fresh = {from, to, UINT32_MAX, UINT32_MAX, INFINITY};
        if (!geo_map_set(f->places, (const char *)key, sizeof key, (uint32_t)f->links.count) ||
            !geo_vec_push(&f->links, fresh))
            return NULL;
        f->last = (uint32_t)f->links.count - 1;
    } else {
        f->last = *place;
    }
    return &f->links.items[f->last];
}

static bool is_better(const geo_cost_link *a, const geo_cost_link *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost;
    return a->from_cell != b->from_cell ? a->from_cell < b->from_cell : a->to_cell < b->to_cell;
}

/* Two neighbours of different labels; false: no memory. */
static bool meet(finder *f, uint32_t a, uint32_t b)
{
    const uint32_t *label = f->found->label;
    bool turned = label[a] > label[b];
    uint32_t from = turned ? b : a, to = turned ? a : b;
    geo_cost_link *link = link_of(f, label[from], label[to]);
    geo_cost_link way = {label[from], label[to], from, to,
                         f->found->cost[a] + f->found->cost[b] +
                             geo_cost_step(f->resistance, a, b)};
    if (link && is_better(&way, link))
        *link = way;
    return link != NULL;
}

/* The pairs of a row with itself and with the next one; false: no memory. */
static bool find_in_row(finder *f, int64_t row)
{
    int64_t width = f->resistance->frame.width;
    const uint32_t *label = f->found->label;
    bool is_last = row + 1 == f->resistance->frame.height;
    for (int64_t column = 0; column < width; column++) {
        uint32_t cell = (uint32_t)(row * width + column), here = label[cell];
        if (here == 0)
            continue;
        const uint32_t below = cell + (uint32_t)width;
        const uint32_t to[4] = {cell + 1, below - 1, below, below + 1};
        const bool there[4] = {column + 1 < width, !is_last && column > 0, !is_last,
                               !is_last && column + 1 < width};
        for (int k = 0; k < 4; k++)
            if (there[k] && label[to[k]] != here && label[to[k]] != 0 && !meet(f, cell, to[k]))
                return false;
    }
    return true;
}

static int by_labels(const void *left, const void *right)
{
    const geo_cost_link *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

geo_status geo_cost_links_find(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                               geo_cost_links *out)
{
    finder f = {.resistance = resistance, .found = found, .places = geo_map_new()};
    geo_status status = f.places ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t row = 0; status == GEO_OK && row < resistance->frame.height; row++) {
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK && !find_in_row(&f, row))
            status = geo_fail_nomem(ctx);
    }
    geo_map_free(f.places);
    if (status != GEO_OK) {
        geo_free(f.links.items);
        return status;
    }
    if (f.links.count > 0)
        qsort(f.links.items, f.links.count, sizeof *f.links.items, by_labels);
    *out = f.links;
    return GEO_OK;
}

/* Adds the cells from `cell` back to its source. */
static geo_status trace_back(geo_ctx *ctx, const geo_cost *found, int64_t width, uint32_t cell,
                             geo_cells *out)
{
    if (!geo_vec_push(out, cell))
        return geo_fail_nomem(ctx);
    while (found->back[cell] != GEO_BACK_NONE) {
        cell = geo_cost_before(found, width, cell);
        if (!geo_vec_push(out, cell))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

geo_status geo_cost_trace(geo_ctx *ctx, const geo_cost *found, int64_t width, uint32_t cell,
                          geo_cells *out)
{
    out->count = 0;
    geo_status status = trace_back(ctx, found, width, cell, out);
    for (size_t i = 0, j = out->count; status == GEO_OK && i + 1 < j; i++) {
        uint32_t kept = out->items[i];
        out->items[i] = out->items[--j];
        out->items[j] = kept;
    }
    return status;
}

geo_status geo_cost_link_path(geo_ctx *ctx, const geo_cost *found, int64_t width,
                              const geo_cost_link *link, geo_cells *out)
{
    geo_status status = geo_cost_trace(ctx, found, width, link->from_cell, out);
    if (status == GEO_OK)
        status = trace_back(ctx, found, width, link->to_cell, out);
    return status;
}
