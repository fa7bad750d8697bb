/* How well patches hang together: indices of connectivity over a graph whose nodes are patches and
 * whose edges are links, and what each of them is worth.
 *
 * Conventions. a_i is the amount of patch i (an area, or anything that adds up). d is the cost or
 * the length of a link, in one unit with `disperse`. A link is passed with probability
 * p = exp(-alpha d), alpha = -ln(probability) / disperse; p*_ij is the product along the way from i
 * to j that makes it largest, which is the way with the least sum of d; p*_ii = 1, and 0 where no
 * way leads. Sums go over ordered pairs and include i = j, and PC is divided by the square of A, as
 * Graphab does. A is the total amount: of the patches unless another is given. Which patches hang
 * together at all is geo_graph_components.
 *   PC  = sum_ij a_i a_j p*_ij / A^2
 *   IIC = sum_ij a_i a_j / (1 + nl_ij) / A^2, nl_ij the links on the way with the fewest of them;
 *         a link is there or not, whatever it costs
 *   EC  = sqrt(sum_ij a_i a_j p*_ij), in the unit of the amounts
 *   dPC = 100 (PC - PC without the patch or link) / PC; without a patch means without its amount
 *         and without the ways over it, and A stays as it was
 * Sources: Saura & Pascual-Hortal 2007, doi:10.1016/j.landurbplan.2007.03.005 (PC, dPC);
 * Pascual-Hortal & Saura 2006, doi:10.1007/s10980-006-0013-z (IIC); Saura et al. 2011,
 * doi:10.1016/j.ecolind.2010.06.011 (EC). */
#ifndef GEO_GRAPH_CONNECT_H
#define GEO_GRAPH_CONNECT_H

#include <stdbool.h>

#include "graph/graph.h"

typedef struct geo_connect_options {
    double disperse;     /* > 0: how far `probability` of the individuals come */
    double probability;  /* in ]0, 1[ */
    double total_amount; /* A, not below the sum of the amounts; 0: that sum */
} geo_connect_options;

typedef struct geo_connect {
    double alpha, total_amount; /* as used */
    double pc, iic;             /* 0..1; NAN when A is 0 */
    double ec;
    double *node_dpc, *link_dpc; /* %, per node and per edge, arrays given by the caller, both or
                                    neither (NULL); NAN when PC is 0 or unknown */
} geo_connect;

/* amount: per node, finite and >= 0. A parallel link stays when its twin is taken away. No value
 * of dPC is negative or, but for rounding, above 100. Errors: ARG (amount or option out of range),
 * NOMEM, CANCELLED.
 * Cost: one search per node; with dPC what lies beyond each node is searched anew, as many visits
 * as the ways to all nodes have steps. */
geo_status geo_connect_measure(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                               const geo_connect_options *options, geo_connect *out) GEO_MUST_USE;

/* The same in parts, which a caller with threads may find in any order; the answer has the same
 * bits. Each keeps 16 bytes per node and edge when losses are asked for, and takes some 100 more
 * while it is found. number: below GEO_CONNECT_PARTS. Free the part. */
enum { GEO_CONNECT_PARTS = 64 };
typedef struct geo_connect_part geo_connect_part;
geo_status geo_connect_part_new(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                                const geo_connect_options *options, bool with_losses,
                                uint32_t number, geo_connect_part **out) GEO_MUST_USE;
void geo_connect_part_free(geo_connect_part *part);
/* parts: all of them, by number. */
geo_status geo_connect_conclude(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                                const geo_connect_options *options, geo_connect_part *const *parts,
                                geo_connect *out) GEO_MUST_USE;

#endif
