/* Betweenness: on how many shortest ways between two others a node or a link lies. */
#ifndef GEO_GRAPH_CENTRALITY_H
#define GEO_GRAPH_CENTRALITY_H

#include "graph/graph.h"

/* Per node and per edge (arrays given by the caller), over all unordered pairs of other nodes (for
 * an edge: of all nodes), the share of the shortest ways between them that leads over it; not
 * normalised. Ways whose costs differ by less than 1e-11 of the cost are equally short, so that
 * the order in which costs were added decides nothing. Parallel links are ways of their own,
 * a link from a node to itself is on none.
 * Errors: ARG (an edge between two nodes that costs nothing), RANGE (an edge so cheap beside the
 * costs of whole ways that it is lost in that tolerance, or more equal ways than a double holds),
 * NOMEM, CANCELLED.
 * Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249, and for edges Brandes 2008,
 * doi:10.1016/j.socnet.2007.11.001. */
geo_status geo_graph_betweenness(geo_ctx *ctx, const geo_graph *graph, double *node,
                                 double *edge) GEO_MUST_USE;

#endif
