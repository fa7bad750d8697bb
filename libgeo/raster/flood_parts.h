/* What the files of flood share. */
#ifndef GEO_RASTER_FLOOD_PARTS_H
#define GEO_RASTER_FLOOD_PARTS_H

#include <stdbool.h>

#include "base/vec.h"
#include "raster/flood.h"

/* While a band is worked on, the label of a cell is the place of the cell to which it drains, or,
 * with this bit, a node. Places are counted from the row before the band. */
#define GEO_FLOOD_SETTLED UINT32_C(0x80000000)
#define GEO_FLOOD_NOWHERE UINT64_MAX

/* Where water of a band goes: a pit, a flat that may go on in another band, or a cell of the next
 * band. Node 0 is the ocean. Invariant: ids of flats grow with their cells. */
typedef struct flood_node {
    uint64_t cell;   /* the flat's first, row by row */
    uint64_t outlet; /* through which the flat drains; GEO_FLOOD_NOWHERE: none known */
    float z;
    uint32_t same; /* a lower node that is the same flat, or itself */
    uint32_t to;   /* the node it drains to; GEO_FLOOD_NONE: it is a pit */
} flood_node;

struct geo_flood {
    int64_t width, height, row; /* row: the next one */
    geo_flood_nodata nodata;
    GEO_VEC(flood_node) nodes;
    GEO_VEC(geo_flood_pass) passes;
    GEO_VEC(uint32_t) queue;
    /* Of the last row given: its labels, which of its cells have no lower neighbour, and the nodes
     * through which it drains to the row after it. */
    uint32_t *seam_labels;
    bool *seam_level;
    uint32_t *seam_exits;
    /* Of the band. */
    bool *first_level, *last_level;
    uint32_t *exits;
    /* Passes of the band by the two nodes: their number + 1, open addressing; what lies at or below
     * first_pass is of a band before and counts as free. */
    uint32_t *slots;
    size_t slot_count, first_pass;
    uint32_t asked[2];      /* the two nodes that were asked for last */
    size_t found;           /* and their slot */
    GEO_VEC(uint32_t) sets; /* by node, set where the band's passes have it: of those they join */
    /* When finished. */
    uint32_t *label_of; /* by node */
    GEO_VEC(geo_flood_pit) pits;
    uint32_t walled;
};

typedef struct flood_band {
    geo_flood *flood;
    int64_t rows;
    const float *z;
    uint32_t *labels;
    bool last; /* of the grid */
} flood_band;

/* Gives every cell of the band a node. */
geo_status geo_flood_settle(geo_ctx *ctx, flood_band *band) GEO_MUST_USE;
/* Joins flats and ways across the border to the band before. */
void geo_flood_join(flood_band *band);
/* Notes the lowest pass for each two nodes that touch. */
geo_status geo_flood_meet(geo_ctx *ctx, flood_band *band) GEO_MUST_USE;

/* A new node; false: no memory, or too many. */
bool geo_flood_node(geo_flood *flood, flood_node node, uint32_t *id);
/* Gives every node its label. */
geo_status geo_flood_number(geo_ctx *ctx, geo_flood *flood) GEO_MUST_USE;
/* Passes between labels: the spanning tree, and the levels of pits. */
geo_status geo_flood_span(geo_ctx *ctx, geo_flood *flood) GEO_MUST_USE;

#endif
