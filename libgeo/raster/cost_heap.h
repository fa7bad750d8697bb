/* Inside of geo_cost_search: a binary heap of cells, the lowest (cost, label, index) first. */
#ifndef GEO_RASTER_COST_HEAP_H
#define GEO_RASTER_COST_HEAP_H

#include <stdint.h>

#include "base/vec.h"

typedef struct geo_cost_rank {
    double cost;
    uint32_t label, cell;
} geo_cost_rank;

typedef GEO_VEC(geo_cost_rank) geo_cost_heap;

/* False: no memory. */
bool geo_cost_heap_push(geo_cost_heap *heap, geo_cost_rank rank)
    __attribute__((warn_unused_result));
/* The lowest; there must be one. */
geo_cost_rank geo_cost_heap_pop(geo_cost_heap *heap);

#endif
