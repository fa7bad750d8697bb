/* What PC loses with each patch and link.
 * Only ways over what is taken away change: from one source those to its subtree in the tree of
 * best ways. Their costs are found anew by a search within the subtree that begins at its rim, so a
 * cost is the sum along its way from the source on, as in the search before, and can't become less.
 */
#include <math.h>

#include "base/alloc.h"
#include "graph/connect_parts.h"

geo_status geo_losses_init(geo_ctx *ctx, const geo_graph *graph, double alpha, geo_losses *out)
{
    size_t count = graph->node_count;
    geo_losses l = {.graph = graph,
                    .alpha = alpha,
                    .flux = geo_calloc(count, sizeof *l.flux),
                    .place = geo_alloc(count, sizeof *l.place),
                    .child = geo_alloc(count, sizeof *l.child),
                    .sibling = geo_alloc(count, sizeof *l.sibling),
                    .stack = geo_alloc(count, sizeof *l.stack),
                    .tree = geo_alloc(count + 1, sizeof *l.tree),
                    .arcs = geo_alloc(graph->first[count], sizeof *l.arcs),
                    .node = geo_calloc(count, sizeof *l.node),
                    .link = geo_calloc(graph->edge_count, sizeof *l.link)};
    bool complete = l.flux && l.place && l.child && l.sibling && l.stack && l.tree && l.arcs &&
                    l.node && l.link;
    geo_status status = complete ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_heap_init(ctx, graph->node_count, &l.heap);
    if (status == GEO_OK)
        *out = l;
    else
        geo_losses_release(&l);
    return status;
}

void geo_losses_release(geo_losses *l)
{
    geo_free(l->flux);
    geo_free(l->place);
    geo_free(l->child);
    geo_free(l->sibling);
    geo_free(l->stack);
    geo_free(l->tree);
    geo_free(l->arcs);
    geo_free(l->node);
    geo_free(l->link);
    geo_heap_release(&l->heap);
    *l = (geo_losses){0};
}

static void hang_children(geo_losses *l, const geo_paths *ways)
{
    for (uint32_t node = 0; node < l->graph->node_count; node++)
        l->child[node] = GEO_NODE_NONE;
    for (uint32_t node = 0; node < l->graph->node_count; node++) {
        uint32_t before = ways->before[node];
        if (before == GEO_NODE_NONE)
            continue;
        l->sibling[node] = l->child[before];
        l->child[before] = node;
    }
}

/* Numbers the tree; returns how many nodes it has. */
static uint32_t place_nodes(geo_losses *l, uint32_t source, const geo_paths *ways)
{
    uint32_t count = 0, waiting = 0;
    l->stack[waiting++] = source;
    while (waiting > 0) {
        uint32_t node = l->stack[--waiting];
        bool worth = l->flux[node] > 0.0;
        l->place[node] = count;
        l->tree[count++] = (geo_loss_node){.cost = ways->cost[node],
                                           .flux = l->flux[node],
                                           .node = node,
                                           .size = 1,
                                           .lead = GEO_NODE_NONE,
                                           .worth = worth};
        for (uint32_t child = l->child[node]; child != GEO_NODE_NONE; child = l->sibling[child])
            l->stack[waiting++] = child;
    }
    for (uint32_t at = count; at-- > 1;) {
        const geo_loss_node *n = &l->tree[at];
        geo_loss_node *before = &l->tree[l->place[ways->before[n->node]]];
        before->size += n->size;
        before->worth |= n->worth;
    }
    return count;
}

/* Copies the arcs of the tree's nodes, and finds the edge over which the way comes to each: any of
 * parallel ones that cost the same, since neither is missed when the other stays. */
static void place_arcs(geo_losses *l, uint32_t count, const geo_paths *ways)
{
    size_t next = 0;
    for (uint32_t at = 0; at < count; at++) {
        geo_loss_node *n = &l->tree[at];
        n->first = next;
        for (size_t i = l->graph->first[n->node]; i < l->graph->first[n->node + 1]; i++) {
            geo_arc arc = l->graph->arcs[i];
            if (arc.to == ways->before[n->node] && ways->cost[arc.to] + arc.cost == n->cost)
                n->lead = arc.edge;
            arc.to = l->place[arc.to];
            l->arcs[next++] = arc;
        }
    }
    l->tree[count].first = next;
}

/* For every node of the subtree at `at`: the least cost by which it is reached from outside without
 * the edge that leads to the subtree. */
static void measure_rim(geo_losses *l, uint32_t at)
{
    uint32_t size = l->tree[at].size, lead = l->tree[at].lead;
    for (uint32_t inside = at; inside < at + size; inside++) {
        geo_loss_node *n = &l->tree[inside];
        n->rim = INFINITY;
        for (size_t i = n[0].first; i < n[1].first; i++) {
            const geo_arc *arc = &l->arcs[i];
            double cost = l->tree[arc->to].cost + arc->cost;
            if (arc->to - at >= size && arc->edge != lead && cost < n->rim)
                n->rim = cost;
        }
    }
}

/* Leaves in heap.best the costs to places from .. from + size, over the rim and among themselves.
 */
static void search_anew(geo_losses *l, uint32_t from, uint32_t size)
{
    geo_heap *heap = &l->heap;
    for (uint32_t at = from; at < from + size; at++) {
        geo_rank rank = {l->tree[at].rim, 0, 0};
        heap->best[at] = rank;
        if (rank.cost < INFINITY)
            geo_heap_put(heap, at, rank);
    }
    while (heap->size > 0) {
        uint32_t at = geo_heap_take(heap);
        double cost = heap->best[at].cost;
        for (size_t i = l->tree[at].first; i < l->tree[at + 1].first; i++) {
            const geo_arc *arc = &l->arcs[i];
            geo_rank rank = {cost + arc->cost, 0, 0};
            if (arc->to - from < size && rank.cost < heap->best[arc->to].cost)
                geo_heap_put(heap, arc->to, rank);
        }
    }
}

/* The least cost to the node at `at` without the edge that leads to it: over its rim, or from those
 * beyond it, whose costs without the node itself are known. */
static double cost_without_lead(const geo_losses *l, uint32_t at)
{
    const geo_loss_node *n = &l->tree[at];
    double least = n->rim;
    for (size_t i = n[0].first; i < n[1].first; i++) {
        const geo_arc *arc = &l->arcs[i];
        if (arc->to - at - 1 < n->size - 1)
            least = fmin(least, l->heap.best[arc->to].cost + arc->cost);
    }
    return least;
}

/* 1 - p' / p, to the last digit however little longer the way is; without any way, 1. */
static double share_lost(const geo_losses *l, double longer)
{
    return longer > 0.0 ? -expm1(-l->alpha * longer) : 0.0;
}

/* Without the node the rim of those beyond it is the same as without its lead, which ends at the
 * node. Without the lead they are reached without the node, or over it by the way there was: then
 * it is longer by as much as the way to the node. */
static void add_detours(geo_losses *l, uint32_t at)
{
    const geo_loss_node *n = &l->tree[at];
    geo_sum *patch = &l->node[n->node], *link = &l->link[n->lead];
    measure_rim(l, at);
    search_anew(l, at + 1, n->size - 1);
    double lost_here = share_lost(l, cost_without_lead(l, at) - n->cost);
    geo_sum_add(link, n->flux * lost_here);
    for (uint32_t beyond = at + 1; beyond < at + n->size; beyond++) {
        const geo_loss_node *b = &l->tree[beyond];
        if (b->flux == 0.0)
            continue;
        double lost = share_lost(l, l->heap.best[beyond].cost - b->cost);
        geo_sum_add(patch, b->flux * lost);
        geo_sum_add(link, b->flux * fmin(lost, lost_here));
    }
}

void geo_losses_add(geo_losses *l, uint32_t source, const geo_paths *ways)
{
    hang_children(l, ways);
    uint32_t count = place_nodes(l, source, ways);
    place_arcs(l, count, ways);
    for (uint32_t at = 1; at < count; at++) {
        const geo_loss_node *n = &l->tree[at];
        if (!n->worth)
            continue;
        geo_sum_add(&l->node[source], n->flux);
        geo_sum_add(&l->node[n->node], n->flux);
        add_detours(l, at);
    }
}
