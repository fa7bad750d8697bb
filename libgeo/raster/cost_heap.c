/* The heap that sorts a bucket which is wider than the cheapest step. */
#include "raster/cost_heap.h"

static bool is_lower(geo_cost_rank a, geo_cost_rank b)
{
    if (a.cost != b.cost)
        return a.cost < b.cost;
    return a.label != b.label ? a.label < b.label : a.cell < b.cell;
}

bool geo_cost_heap_push(geo_cost_heap *heap, geo_cost_rank rank)
{
    if (!geo_vec_room(heap, 1))
        return false;
    size_t at = heap->count++;
    while (at > 0 && is_lower(rank, heap->items[(at - 1) / 2])) {
        heap->items[at] = heap->items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->items[at] = rank;
    return true;
}

geo_cost_rank geo_cost_heap_pop(geo_cost_heap *heap)
{
    geo_cost_rank first = heap->items[0], last = heap->items[--heap->count];
    size_t at = 0;
    for (size_t child = 1; child < heap->count; child = 2 * at + 1) {
        if (child + 1 < heap->count && is_lower(heap->items[child + 1], heap->items[child]))
            child++;
        if (!is_lower(heap->items[child], last))
            break;
        heap->items[at] = heap->items[child];
        at = child;
    }
    if (heap->count > 0)
        heap->items[at] = last;
    return first;
}
