/* The walks over a network lead along a tree, whose branches they share: from every node on, the
 * way to its patch is measured once, and an address adds no more than its own first pieces. */
#include <math.h>

#include "base/alloc.h"
#include "green/shade.h"

struct geo_shaded_ways {
    geo_canopy *canopy;
    const geo_network *network;
    const geo_reach *reach;
    geo_shade *from; /* per node, to its patch */
};

static geo_shade sum(geo_shade a, geo_shade b)
{
    return (geo_shade){a.length_m + b.length_m, a.known_m + b.known_m, a.shaded_m + b.shaded_m};
}

/* From a place to the nearest of its patch. */
static geo_stretch last_piece(const geo_reach *reach, geo_point from, uint32_t patch)
{
    geo_stretch piece = {from, from};
    geo_geom_distance(&geo_reach_patches(reach)->items[patch].shape, from, &piece.b);
    return piece;
}

/* From every node to the next, or to the patch; a node that leads nowhere has a piece without
 * length. */
static void first_pieces(const geo_shaded_ways *ways, size_t count, geo_stretch *out)
{
    for (uint32_t node = 0; node < count; node++) {
        geo_step step = geo_network_step(ways->network, node);
        out[node] = (geo_stretch){step.at, step.at};
        if (step.leads && step.next != GEO_NODE_NONE)
            out[node].b = geo_network_step(ways->network, step.next).at;
        else if (step.leads)
            out[node] = last_piece(ways->reach, step.at, step.patch);
    }
}

/* Adds up from the patches on. `stack` and `done`: room for one per node. */
static void add_up(geo_shaded_ways *ways, size_t count, uint32_t *stack, bool *done)
{
    for (uint32_t start = 0; start < count; start++) {
        size_t depth = 0;
        geo_shade rest = {0};
        for (uint32_t node = start; node != GEO_NODE_NONE;) {
            geo_step step = geo_network_step(ways->network, node);
            if (done[node])
                rest = ways->from[node];
            if (done[node] || !step.leads)
                break;
            stack[depth++] = node;
            node = step.next;
        }
        while (depth > 0) {
            uint32_t node = stack[--depth];
            rest = ways->from[node] = sum(ways->from[node], rest);
            done[node] = true;
        }
    }
}

geo_status geo_shaded_ways_new(geo_ctx *ctx, geo_canopy *canopy, const geo_network *network,
                               const geo_reach *reach, geo_shaded_ways **out)
{
    size_t count = geo_network_tell(network).nodes;
    geo_shaded_ways *ways = geo_calloc(1, sizeof *ways);
    geo_stretch *pieces = geo_alloc(count, sizeof *pieces);
    uint32_t *stack = geo_alloc(count, sizeof *stack);
    bool *done = geo_calloc(count, sizeof *done);
    if (ways)
        *ways = (geo_shaded_ways){canopy, network, reach, geo_calloc(count, sizeof *ways->from)};
    geo_status status =
        ways && ways->from && pieces && stack && done ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        first_pieces(ways, count, pieces);
        status = geo_shade_measure(ctx, canopy, pieces, count, ways->from);
    }
    if (status == GEO_OK)
        add_up(ways, count, stack, done);
    geo_free(pieces);
    geo_free(stack);
    geo_free(done);
    if (status == GEO_OK)
        *out = ways;
    else
        geo_shaded_ways_free(ways);
    return status;
}

void geo_shaded_ways_free(geo_shaded_ways *ways)
{
    if (!ways)
        return;
    geo_free(ways->from);
    geo_free(ways);
}

/* To the street, and along it to the first node; where the foot is in the patch, no further. */
static void own_pieces(const geo_shaded_ways *ways, geo_point p, const geo_walk *walk,
                       geo_stretch out[2])
{
    geo_point foot = walk->foot;
    out[0] = (geo_stretch){p, foot};
    out[1] = walk->first_node == GEO_NODE_NONE
                 ? last_piece(ways->reach, foot, walk->patch)
                 : (geo_stretch){foot, geo_network_step(ways->network, walk->first_node).at};
}

geo_status geo_shaded_ways_measure(geo_ctx *ctx, const geo_shaded_ways *ways,
                                   const geo_point *points, const geo_walk *const *walks,
                                   size_t count, double *out_pct)
{
    geo_stretch *pieces = geo_alloc(2 * count, sizeof *pieces);
    geo_shade *own = geo_calloc(2 * count, sizeof *own);
    geo_status status = pieces && own ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        pieces[2 * i] = pieces[2 * i + 1] = (geo_stretch){points[i], points[i]};
        if (walks[i])
            own_pieces(ways, points[i], walks[i], pieces + 2 * i);
    }
    if (status == GEO_OK)
        status = geo_shade_measure(ctx, ways->canopy, pieces, 2 * count, own);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        geo_shade all = sum(own[2 * i], own[2 * i + 1]);
        if (walks[i] && walks[i]->first_node != GEO_NODE_NONE)
            all = sum(all, ways->from[walks[i]->first_node]);
        out_pct[i] = walks[i] ? geo_shade_pct(&all) : NAN;
    }
    geo_free(pieces);
    geo_free(own);
    return status;
}
