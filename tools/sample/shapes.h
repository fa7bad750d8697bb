/* From board rectangles to polygons on the ground, coordinates rounded to the millimetre. A shape's
 * memory is used again; the geometry it gives is a view into it. */
#ifndef GROENNET_SAMPLE_SHAPES_H
#define GROENNET_SAMPLE_SHAPES_H

#include "sample/block.h"

typedef struct sample_shape {
    GEO_VEC(geo_point) points;
    GEO_VEC(uint32_t) ends;
    uint32_t part;
    bool failed; /* out of memory, sticky */
} sample_shape;

void sample_shape_release(sample_shape *shape);

/* A rectangle, counter-clockwise; corners that two rectangles share fall together. */
geo_geom sample_shape_rect(const sample_plan *plan, sample_shape *shape, sample_rect rect);
/* The same with the outlines of the block's buildings inside it cut out. */
geo_geom sample_shape_yard(const sample_plan *plan, sample_shape *shape, sample_rect rect,
                           const sample_block *block);
/* Outline of a piece of the lattice, with a vertex at every line it meets, so that neighbours tile.
 */
geo_geom sample_shape_span(const sample_plan *plan, sample_shape *shape, sample_span span);
/* A box around the whole town, grown by so many metres. */
geo_geom sample_shape_box(const sample_plan *plan, sample_shape *shape, double grow_m);
geo_geom sample_shape_line(const sample_plan *plan, sample_shape *shape, const geo_point *board,
                           int count);
geo_geom sample_shape_point(const sample_plan *plan, sample_shape *shape, geo_point board);

/* The town's extent on the ground. */
geo_box sample_plan_extent(const sample_plan *plan);

#endif
