/* The hierarchy of depressions: every pit, and every depression that two others become when water
 * rises over the pass between them, up to where it runs away (Barnes, Callaghan, Wickert 2020,
 * Computing water flow through complex landscapes 2, doi:10.5194/esurf-8-431-2020). */
#ifndef GEO_WATER_HIERARCHY_H
#define GEO_WATER_HIERARCHY_H

#include "raster/flood.h"

/* All volumes and cells are those of a depression filled to where it spills, its children within
 * it. Cells are counted row by row from 0. */
typedef struct geo_depression {
    uint64_t pit;         /* its lowest cell */
    uint64_t spill;       /* the cell over which it spills */
    uint64_t beyond;      /* the neighbour of that one on the other side of the pass: one of the two
                           * is the depression's own, see geo_flood_pass */
    float z_pit, z_spill; /* m */
    /* Ids of depressions. parent: GEO_FLOOD_OCEAN when it spills out of its tree. child_a holds the
     * pit, child_b the other; GEO_FLOOD_OCEAN both: it is a pit, and its id is its label. */
    uint32_t parent, child_a, child_b;
    uint32_t spill_to;        /* the label into which it spills; GEO_FLOOD_OCEAN: out of the grid */
    uint64_t wet_cells;       /* below the spill level */
    uint64_t catchment_cells; /* of all its labels */
    double volume_m3, own_m3; /* sum of (z_spill - z) * cell area; own: less that of the children */
} geo_depression;

typedef struct geo_hierarchy geo_hierarchy;

/* Ids: 1.. are the labels of pits, then merged depressions in the order in which rising water makes
 * them (that of the passes), so that children have lower ids than their parents. Where passes are
 * equally high, a merged depression may hold no more than its children do (own_m3 0). The flood
 * must be finished and is needed no longer than this call. Memory: some 120 bytes a depression, of
 * which there are fewer than two a pit. Errors: ARG (cell_m2 not above 0), NOMEM, LIMIT. */
geo_status geo_hierarchy_new(geo_ctx *ctx, const geo_flood *flood, double cell_m2,
                             geo_hierarchy **out) GEO_MUST_USE;
void geo_hierarchy_free(geo_hierarchy *hierarchy);

/* Counts `count` cells: heights and final labels. Whole rows, every row once, from the north on:
 * sums are made row by row, so that bands give the same bits as the whole. Time: linear, times the
 * logarithm of the depth of the tree. */
void geo_hierarchy_add(geo_hierarchy *hierarchy, int64_t width, int64_t rows, const float *z,
                       const uint32_t *labels);
/* After the last row: the volumes. */
void geo_hierarchy_finish(geo_hierarchy *hierarchy);

/* By id: *count is the number of depressions, and the array one longer; its first is the ocean, of
 * which only catchment_cells is known. Owned by the hierarchy. */
const geo_depression *geo_hierarchy_depressions(const geo_hierarchy *hierarchy, uint32_t *count);

#endif
