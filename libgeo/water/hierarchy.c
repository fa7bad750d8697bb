/* The tree follows from the passes in their order; the volumes from adding every cell to the lowest
 * depression that covers it. */
#include "water/hierarchy.h"
#include <stdbool.h>

#include "base/alloc.h"

/* What is needed while cells are added. jump: an ancestor some way up, so that the lowest one above
 * a height is found in the logarithm of the depth (Myers 1983, An applicative random-access stack,
 * doi:10.1016/0020-0190(83)90106-0); the top of a tree jumps to itself. */
typedef struct climb {
    uint32_t jump, depth;
} climb;

struct geo_hierarchy {
    geo_depression *items; /* 0 is the ocean */
    uint32_t count, pits;
    double cell_m2;
    climb *climbs;
    float *levels; /* by label: of its tree */
};

/* ---- the tree ---- */

/* The depression that holds a label so far, with the ways of sets of labels. */
typedef struct growth {
    geo_hierarchy *h;
    uint32_t *parent; /* of a set of labels */
    uint32_t *top;    /* of a set: its depression */
    bool *drains;     /* of a set: it has a way out of the grid; it joins no other any more */
} growth;

static uint32_t set_of(uint32_t *parent, uint32_t label)
{
    while (parent[label] != label)
        label = parent[label] = parent[parent[label]];
    return label;
}

/* Where a depression ends: at this pass, into the label on the other side. */
static void spill(geo_depression *d, const geo_flood_pass *pass, uint32_t into)
{
    d->spill = pass->cell;
    d->beyond = pass->beyond;
    d->z_spill = pass->z;
    d->spill_to = into;
}

static bool is_deeper(const geo_depression *a, const geo_depression *b)
{
    return a->z_pit != b->z_pit ? a->z_pit < b->z_pit : a->pit < b->pit;
}

static void merge(growth *g, uint32_t a, uint32_t b)
{
    geo_hierarchy *h = g->h;
    uint32_t id = ++h->count, one = g->top[a], other = g->top[b];
    bool swap = is_deeper(&h->items[other], &h->items[one]);
    const geo_depression *deep = &h->items[swap ? other : one];
    h->items[id] = (geo_depression){.pit = deep->pit, .z_pit = deep->z_pit};
    h->items[id].child_a = swap ? other : one;
    h->items[id].child_b = swap ? one : other;
    h->items[one].parent = h->items[other].parent = id;
    g->parent[a > b ? a : b] = a > b ? b : a;
    g->top[a > b ? b : a] = id;
}

static void take_pass(growth *g, const geo_flood_pass *pass)
{
    geo_hierarchy *h = g->h;
    uint32_t a = set_of(g->parent, pass->label), b = set_of(g->parent, pass->label_beyond);
    uint32_t one = g->top[a], other = g->top[b];
    if (!g->drains[a])
        spill(&h->items[one], pass, pass->label_beyond);
    if (!g->drains[b])
        spill(&h->items[other], pass, pass->label);
    if (g->drains[a] || g->drains[b])
        g->drains[a] = g->drains[b] = true;
    else
        merge(g, a, b);
}

static void grow_tree(growth *g, const geo_flood *flood)
{
    geo_hierarchy *h = g->h;
    size_t passes;
    const geo_flood_pass *pass = geo_flood_passes(flood, &passes);
    const geo_flood_pit *pits = geo_flood_pits(flood, &h->pits);
    h->count = h->pits;
    for (uint32_t i = 0; i <= h->pits; i++) {
        g->parent[i] = g->top[i] = i;
        h->items[i] = (geo_depression){.pit = pits[i].cell, .z_pit = pits[i].z};
        h->levels[i] = pits[i].level;
    }
    h->items[GEO_FLOOD_OCEAN].spill = h->items[GEO_FLOOD_OCEAN].beyond = UINT64_MAX;
    h->items[GEO_FLOOD_OCEAN].z_spill = pits[GEO_FLOOD_OCEAN].z;
    g->drains[GEO_FLOOD_OCEAN] = true;
    for (size_t i = 0; i < passes; i++)
        take_pass(g, &pass[i]);
}

static void set_jumps(geo_hierarchy *h)
{
    climb *climbs = h->climbs;
    for (uint32_t id = h->count; id > 0; id--) {
        uint32_t parent = h->items[id].parent;
        if (parent == GEO_FLOOD_OCEAN) {
            climbs[id] = (climb){id, 0};
            continue;
        }
        climb near = climbs[parent], far = climbs[near.jump];
        bool alike = near.depth - far.depth == far.depth - climbs[far.jump].depth;
        climbs[id] = (climb){alike ? far.jump : parent, near.depth + 1};
    }
}

geo_status geo_hierarchy_new(geo_ctx *ctx, const geo_flood *flood, double cell_m2,
                             geo_hierarchy **out)
{
    uint32_t pits;
    geo_flood_pits(flood, &pits);
    geo_hierarchy *h = NULL;
    growth g = {0};
    geo_status status = GEO_OK;
    if (!(cell_m2 > 0))
        return geo_fail(ctx, GEO_ERR_ARG, "cells of %g m2", cell_m2);
    size_t most = 2 * (size_t)pits + 1;
    h = geo_calloc(1, sizeof *h);
    g = (growth){h, geo_alloc((size_t)pits + 1, sizeof *g.parent),
                 geo_alloc((size_t)pits + 1, sizeof *g.top),
                 geo_calloc((size_t)pits + 1, sizeof *g.drains)};
    if (h) {
        h->cell_m2 = cell_m2;
        h->items = geo_alloc(most, sizeof *h->items);
        h->climbs = geo_calloc(most, sizeof *h->climbs);
        h->levels = geo_alloc((size_t)pits + 1, sizeof *h->levels);
    }
    if (!h || !g.parent || !g.top || !g.drains || !h->items || !h->climbs || !h->levels) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    grow_tree(&g, flood);
    set_jumps(h);
    *out = h;
    h = NULL;
out:
    geo_free(g.parent);
    geo_free(g.top);
    geo_free(g.drains);
    geo_hierarchy_free(h);
    return status;
}

void geo_hierarchy_free(geo_hierarchy *hierarchy)
{
    if (!hierarchy)
        return;
    geo_free(hierarchy->items);
    geo_free(hierarchy->climbs);
    geo_free(hierarchy->levels);
    geo_free(hierarchy);
}

/* ---- cells ---- */

/* The lowest depression over the label that covers height z; its tree does. */
static uint32_t cover_of(const geo_hierarchy *h, uint32_t label, float z)
{
    uint32_t id = label;
    while (!(h->items[id].z_spill > z)) {
        uint32_t jump = h->climbs[id].jump;
        id = h->items[jump].z_spill > z ? h->items[id].parent : jump;
    }
    return id;
}

/* Cells in a row that lie in the same depression are summed apart, which loses less of many small
 * depths than adding each to a large sum. */
typedef struct run {
    uint32_t id;
    uint64_t cells;
    double depth;
} run;

static void end_run(geo_hierarchy *h, run *r)
{
    h->items[r->id].wet_cells += r->cells;
    h->items[r->id].own_m3 += r->depth;
    *r = (run){0};
}

static void add_row(geo_hierarchy *h, int64_t width, const float *z, const uint32_t *labels)
{
    run wet = {0};
    for (int64_t c = 0; c < width; c++) {
        if (labels[c] == GEO_FLOOD_NONE)
            continue;
        h->items[labels[c]].catchment_cells++;
        if (!(z[c] < h->levels[labels[c]]))
            continue;
        uint32_t id = cover_of(h, labels[c], z[c]);
        if (id != wet.id)
            end_run(h, &wet);
        wet.id = id;
        wet.cells++;
        wet.depth += (double)h->items[id].z_spill - (double)z[c];
    }
    end_run(h, &wet);
}

void geo_hierarchy_add(geo_hierarchy *h, int64_t width, int64_t rows, const float *z,
                       const uint32_t *labels)
{
    for (int64_t r = 0; r < rows; r++)
        add_row(h, width, z + r * width, labels + r * width);
}

/* What a child holds, and the layer of water that lies on it when its parent is full. */
static void add_child(geo_hierarchy *h, geo_depression *d, uint32_t child)
{
    const geo_depression *c = &h->items[child];
    double above = (double)d->z_spill - (double)c->z_spill;
    if (child == GEO_FLOOD_OCEAN)
        return;
    d->own_m3 += above * (double)c->wet_cells * h->cell_m2;
    d->volume_m3 += c->volume_m3;
    d->wet_cells += c->wet_cells;
    d->catchment_cells += c->catchment_cells;
}

void geo_hierarchy_finish(geo_hierarchy *h)
{
    for (uint32_t id = 1; id <= h->count; id++) {
        geo_depression *d = &h->items[id];
        d->own_m3 *= h->cell_m2;
        add_child(h, d, d->child_a);
        add_child(h, d, d->child_b);
        d->volume_m3 += d->own_m3;
    }
}

const geo_depression *geo_hierarchy_depressions(const geo_hierarchy *hierarchy, uint32_t *count)
{
    *count = hierarchy->count;
    return hierarchy->items;
}
