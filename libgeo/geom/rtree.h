/* Packed R-tree over boxes, built once (Hilbert order, 16 per node), read by any number of threads.
 * Results come in rising index order, so nothing depends on how the tree was packed. */
#ifndef GEO_GEOM_RTREE_H
#define GEO_GEOM_RTREE_H

#include "base/vec.h"
#include "geom/geom.h"

typedef struct geo_rtree geo_rtree;
typedef GEO_VEC(uint32_t) geo_hits;

/* Boxes are copied; empty boxes are never found. */
geo_status geo_rtree_new(geo_ctx *ctx, const geo_box *boxes, size_t count,
                         geo_rtree **out) GEO_MUST_USE;
void geo_rtree_free(geo_rtree *tree);
size_t geo_rtree_count(const geo_rtree *tree);
/* Replaces hits with the indices whose box meets `box`, rising. Keep one `hits` per thread and
 * reuse it; release with geo_free(hits.items). */
geo_status geo_rtree_search(geo_ctx *ctx, const geo_rtree *tree, geo_box box,
                            geo_hits *hits) GEO_MUST_USE;

/* Distance from the asker's point to item `index`, exact (m). */
typedef double (*geo_rtree_distance)(void *self, uint32_t index, geo_point p);
/* Nearest item within limit_m (ties: lowest index); NOTFOUND when there is none (no message).
 * `distance` NULL: the box itself. */
geo_status geo_rtree_nearest(geo_ctx *ctx, const geo_rtree *tree, geo_point p, double limit_m,
                             geo_rtree_distance distance, void *self, uint32_t *out_index,
                             double *out_m) GEO_MUST_USE;

#endif
