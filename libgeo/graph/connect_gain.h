/* What PC gains when links grow cheaper. */
#ifndef GEO_GRAPH_CONNECT_GAIN_H
#define GEO_GRAPH_CONNECT_GAIN_H

#include "graph/connect.h"

/* A link and what it would cost. */
typedef struct geo_connect_change {
    uint32_t edge;
    double cost; /* >= 0, no more than it costs now */
} geo_connect_change;

/* Mends of a network, each a run of changes that come about together: mend m is changes first[m] to
 * first[m + 1]. The conventions are those of graph/connect.h.
 * gain: per mend 100 (PC with it - PC) / PC, >= 0; NAN when PC is 0 or unknown. Errors: ARG (as
 * geo_connect_measure; an edge out of range, a cost that is higher than now), NOMEM, CANCELLED.
 * Cost: 8 bytes per pair of patches, a search per patch and per end of a changed link, and per mend
 * the pairs of patches that come nearer to such an end. */
typedef struct geo_connect_mends {
    const geo_connect_change *changes;
    const size_t *first; /* count + 1 */
    size_t count;
} geo_connect_mends;
geo_status geo_connect_gains(geo_ctx *ctx, uint32_t node_count, const geo_edge *edges,
                             size_t edge_count, const double *amount,
                             const geo_connect_options *options, const geo_connect_mends *mends,
                             double *gain) GEO_MUST_USE;

#endif
