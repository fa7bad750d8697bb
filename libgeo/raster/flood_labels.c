/* Nodes of bands, and what they are in the end: where bands meet, flats grow together and ways go
 * on, and when all rows are known every node is the ocean or a pit. */
#include <math.h>

#include "base/alloc.h"
#include "raster/flood_parts.h"

bool geo_flood_node(geo_flood *f, flood_node node, uint32_t *id)
{
    node.same = (uint32_t)f->nodes.count;
    if (f->nodes.count >= GEO_FLOOD_SETTLED - 1 || !geo_vec_push(&f->nodes, node))
        return false;
    *id = node.same;
    return true;
}

static uint32_t flat_of(geo_flood *f, uint32_t id)
{
    flood_node *nodes = f->nodes.items;
    while (nodes[id].same != id)
        id = nodes[id].same = nodes[nodes[id].same].same;
    return id;
}

static void offer_outlet(flood_node *node, uint64_t outlet, uint32_t to)
{
    if (outlet >= node->outlet)
        return;
    node->outlet = outlet;
    node->to = to;
}

/* The lower node stays, so that it keeps the flat's first cell. */
static void join_flats(geo_flood *f, uint32_t a, uint32_t b)
{
    a = flat_of(f, a);
    b = flat_of(f, b);
    if (a == b)
        return;
    flood_node *stays = &f->nodes.items[a < b ? a : b], *goes = &f->nodes.items[a < b ? b : a];
    goes->same = stays->same;
    offer_outlet(stays, goes->outlet, goes->to);
}

typedef struct seam_cell {
    uint64_t cell;
    uint32_t id;
    bool level;
} seam_cell;

/* Two cells of equal height on either side of the border of two bands. */
static void join_cells(geo_flood *f, seam_cell a, seam_cell b)
{
    if (a.level && b.level)
        join_flats(f, a.id, b.id);
    else if (a.level)
        offer_outlet(&f->nodes.items[flat_of(f, a.id)], b.cell, b.id);
    else if (b.level)
        offer_outlet(&f->nodes.items[flat_of(f, b.id)], a.cell, a.id);
}

void geo_flood_join(flood_band *band)
{
    geo_flood *f = band->flood;
    int64_t width = f->width;
    if (f->row == 0)
        return;
    const float *z = band->z, *up = z - width;
    uint64_t before = (uint64_t)f->row * (uint64_t)width;
    for (int64_t c = 0; c < width; c++) {
        uint32_t id = band->labels[c] & ~GEO_FLOOD_SETTLED;
        if (f->seam_exits[c] != GEO_FLOOD_NONE)
            f->nodes.items[f->seam_exits[c]].to = id;
        for (int64_t n = c > 0 ? c - 1 : c; n <= c + 1 && n < width; n++) {
            seam_cell below = {before + (uint64_t)c, id, f->first_level[c]};
            seam_cell above = {before - (uint64_t)(width - n),
                               f->seam_labels[n] & ~GEO_FLOOD_SETTLED, f->seam_level[n]};
            if (up[n] == z[c])
                join_cells(f, above, below);
        }
    }
}

/* ---- labels ---- */

static bool is_pit(const geo_flood *f, uint32_t id)
{
    const flood_node *node = &f->nodes.items[id];
    return id != GEO_FLOOD_OCEAN && node->same == id && node->to == GEO_FLOOD_NONE;
}

static bool number_pits(geo_flood *f)
{
    const geo_flood_pit ocean = {GEO_FLOOD_NOWHERE, -INFINITY, -INFINITY};
    if (!geo_vec_push(&f->pits, ocean))
        return false;
    f->label_of[GEO_FLOOD_OCEAN] = GEO_FLOOD_OCEAN;
    for (uint32_t id = 1; id < f->nodes.count; id++) {
        geo_flood_pit pit = {f->nodes.items[id].cell, f->nodes.items[id].z, NAN};
        f->label_of[id] = is_pit(f, id) ? (uint32_t)f->pits.count : GEO_FLOOD_NONE;
        if (is_pit(f, id) && !geo_vec_push(&f->pits, pit))
            return false;
    }
    return true;
}

/* A node drains to another one that is lower, or is the same as another one: no way returns. */
static void number_way(geo_flood *f, uint32_t from)
{
    const flood_node *nodes = f->nodes.items;
    uint32_t end = from;
    while (f->label_of[end] == GEO_FLOOD_NONE)
        end = nodes[end].same != end ? nodes[end].same : nodes[end].to;
    for (uint32_t at = from; f->label_of[at] == GEO_FLOOD_NONE;) {
        uint32_t next = nodes[at].same != at ? nodes[at].same : nodes[at].to;
        f->label_of[at] = f->label_of[end];
        at = next;
    }
}

geo_status geo_flood_number(geo_ctx *ctx, geo_flood *flood)
{
    flood->label_of = geo_alloc(flood->nodes.count, sizeof *flood->label_of);
    if (!flood->label_of || !number_pits(flood))
        return geo_fail_nomem(ctx);
    for (uint32_t id = 1; id < flood->nodes.count; id++)
        number_way(flood, id);
    for (size_t i = 0; i < flood->passes.count; i++) {
        geo_flood_pass *pass = &flood->passes.items[i];
        pass->label = flood->label_of[pass->label];
        pass->label_beyond = flood->label_of[pass->label_beyond];
    }
    geo_free(flood->nodes.items);
    flood->nodes.items = NULL;
    return GEO_OK;
}
