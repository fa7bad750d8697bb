/* Where the water of a shower comes to stand: it fills the depressions, spills over, and rises over
 * both where two that spill into each other are full. What comes out is that of Fill-Spill-Merge
 * (Barnes, Callaghan, Wickert 2021, Computing water flow through complex landscapes 3,
 * doi:10.5194/esurf-9-105-2021), reached from the top of each tree down instead of by moving water
 * about: how much enters a depression from outside decides how much leaves it, and what enters its
 * children follows from that. */
#ifndef GEO_WATER_RAIN_ROUTE_H
#define GEO_WATER_RAIN_ROUTE_H

#include <stdint.h>

#include "base/ctx.h"

/* One node of the hierarchy. Nodes are numbered from 1, 0 is none; leaves have no children, others
 * two. */
typedef struct geo_rain_node {
    uint32_t parent, child_a, child_b;
    uint32_t
        spill_to;    /* a leaf: in the sibling, or for the top of a tree in another tree; 0: out */
    double room_m3;  /* filled to where it spills, its children within it */
    double rises_m3; /* of a leaf: room besides, in water that rises with what comes; of others it
                        is not looked at */
} geo_rain_node;

typedef struct geo_rain_route geo_rain_route;

/* nodes[0] is not used. A room smaller than that of the children together is taken to be as large.
 * Errors: FORMAT (it is no forest, or water would go round: the message says where), NOMEM. */
geo_status geo_rain_route_new(geo_ctx *ctx, const geo_rain_node *nodes, uint32_t count,
                              geo_rain_route **out) GEO_MUST_USE;
void geo_rain_route_free(geo_rain_route *route);

/* What became of the water, by node. */
typedef struct geo_rain_pond {
    double stored_m3;  /* its children's within it */
    double spilled_m3; /* of the top of a tree: what leaves it */
    double inflow_m3;  /* of a leaf: what other trees spill into it, room or no room */
} geo_rain_pond;

/* own_m3: by leaf, what comes to it from its own catchment; others are not looked at. ponds:
 * count + 1, all are set. *out_m3: what leaves the map. None of these falls when any own_m3 rises.
 * Time: n log n. Not to be called by two threads for one route. */
void geo_rain_route_run(geo_rain_route *route, const double *own_m3, geo_rain_pond *ponds,
                        double *out_m3);

/* The depression whose water stands highest over a leaf: itself, or one that it is a full part of.
 */
uint32_t geo_rain_route_surface(const geo_rain_route *route, const geo_rain_pond *ponds,
                                uint32_t leaf);
/* The tree that a node is part of: its top. */
uint32_t geo_rain_route_top(const geo_rain_route *route, uint32_t node);
/* Part (0..1) of what comes to a tree that it does not hold, by any node of it: all that comes to
 * it, its own and inflow, shares in that alike. */
double geo_rain_route_rest(const geo_rain_route *route, const geo_rain_pond *ponds, uint32_t node);
/* Room as it was taken, with all that rises; and that alone. Its children's within it. */
double geo_rain_route_room(const geo_rain_route *route, uint32_t node);
double geo_rain_route_rises(const geo_rain_route *route, uint32_t node);

#endif
