/* Nodes by rank. */
#include "graph/heap.h"

#include <math.h>
#include <stdbool.h>

#include "base/alloc.h"

enum { ARITY = 4 };

geo_status geo_heap_init(geo_ctx *ctx, uint32_t node_count, geo_heap *out)
{
    geo_heap heap = {.best = geo_alloc(node_count, sizeof *heap.best),
                     .nodes = geo_alloc(node_count, sizeof *heap.nodes),
                     .place = geo_alloc(node_count, sizeof *heap.place)};
    if (!heap.best || !heap.nodes || !heap.place) {
        geo_heap_release(&heap);
        return geo_fail_nomem(ctx);
    }
    for (uint32_t node = 0; node < node_count; node++) {
        heap.best[node] = (geo_rank){INFINITY, GEO_NODE_NONE, 0};
        heap.place[node] = GEO_NODE_NONE;
    }
    *out = heap;
    return GEO_OK;
}

void geo_heap_release(geo_heap *heap)
{
    geo_free(heap->best);
    geo_free(heap->nodes);
    geo_free(heap->place);
    *heap = (geo_heap){0};
}

static inline bool is_nearer(const geo_heap *heap, uint32_t a, uint32_t b)
{
    return geo_rank_compare(&heap->best[a], &heap->best[b]) < 0;
}

static void put(geo_heap *heap, size_t at, uint32_t node)
{
    heap->nodes[at] = node;
    heap->place[node] = (uint32_t)at;
}

static void sift_up(geo_heap *heap, uint32_t at, uint32_t node)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / ARITY;
        if (!is_nearer(heap, node, heap->nodes[parent]))
            break;
        put(heap, at, heap->nodes[parent]);
        at = parent;
    }
    put(heap, at, node);
}

/* The nearest of the children that begin at `child`. */
static size_t nearest_child(const geo_heap *heap, size_t child)
{
    size_t nearest = child;
    for (size_t i = child + 1; i < child + ARITY && i < heap->size; i++)
        if (is_nearer(heap, heap->nodes[i], heap->nodes[nearest]))
            nearest = i;
    return nearest;
}

static void sift_down(geo_heap *heap, uint32_t node)
{
    size_t at = 0;
    for (size_t child = 1; child < heap->size; child = at * ARITY + 1) {
        size_t nearest = nearest_child(heap, child);
        if (!is_nearer(heap, heap->nodes[nearest], node))
            break;
        put(heap, at, heap->nodes[nearest]);
        at = nearest;
    }
    put(heap, at, node);
}

void geo_heap_put(geo_heap *heap, uint32_t node, geo_rank rank)
{
    uint32_t at = heap->place[node];
    heap->best[node] = rank;
    sift_up(heap, at == GEO_NODE_NONE ? heap->size++ : at, node);
}

uint32_t geo_heap_take(geo_heap *heap)
{
    uint32_t node = heap->nodes[0];
    uint32_t last = heap->nodes[--heap->size];
    heap->place[node] = GEO_NODE_NONE;
    if (heap->size > 0)
        sift_down(heap, last);
    return node;
}
