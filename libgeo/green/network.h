/* The walking network: streets joined where they share a vertex (1 mm grid), patches as sources on
 * them, one search for the whole town, and addresses attached to the nearest segment. */
#ifndef GEO_GREEN_NETWORK_H
#define GEO_GREEN_NETWORK_H

#include "geom/rtree.h"
#include "graph/graph.h"
#include "green/reach.h"
#include "io/source.h"

/* Columns a source must be opened with: text name; number foot. */
extern const char *const GEO_NETWORK_TEXT[1];
extern const char *const GEO_NETWORK_NUMBER[1];

typedef struct geo_network geo_network;

typedef struct geo_network_options {
    double stub_m;  /* how far a patch may lie from a segment to be reached from it */
    double limit_m; /* the search ends here */
} geo_network_options;

/* Streets with foot 0 are left out, foot unknown is walkable. reach: the patches, kept by the
 * caller. */
geo_status geo_network_new(geo_ctx *ctx, geo_source *street, const geo_reach *reach,
                           const geo_network_options *options, geo_network **out) GEO_MUST_USE;
void geo_network_free(geo_network *network);

typedef struct geo_network_facts {
    uint64_t streets, not_walkable, foot_unknown, nodes, segments, sources, components;
} geo_network_facts;
geo_network_facts geo_network_tell(const geo_network *network);

typedef enum geo_walk_end {
    GEO_WALK_FOUND,
    GEO_WALK_OFF_NETWORK,
    GEO_WALK_UNREACHABLE,
    GEO_WALK_BEYOND
} geo_walk_end;

typedef struct geo_walk {
    geo_walk_end end;
    double dist_m;    /* address stub + network + green stub; foot in a patch: the address stub */
    uint32_t patch;   /* index */
    uint32_t segment; /* it was attached to */
    geo_point foot;   /* nearest point of that segment */
    uint32_t first_node; /* the walk goes from foot to this node, then along the search's path;
                            GEO_NODE_NONE: foot is in the patch */
} geo_walk;

/* street: the address's street name or NULL. Thread-safe. Errors: NOMEM. */
geo_status geo_network_walk(const geo_network *network, geo_point p, const char *street,
                            geo_walk *out) GEO_MUST_USE;

/* A node (< facts.nodes) on the way to its patch. */
typedef struct geo_step {
    geo_point at;
    uint32_t next, patch; /* the node after it; GEO_NODE_NONE: the patch is reached from here */
    bool leads;           /* false: no way within the limit passes here, and the rest is not said */
} geo_step;
geo_step geo_network_step(const geo_network *network, uint32_t node);

/* The route of a walk from p to its patch as a line; points are appended. */
geo_status geo_network_route(geo_ctx *ctx, const geo_network *network, geo_point p,
                             const geo_walk *walk, const geo_reach *reach,
                             geo_line_points *out) GEO_MUST_USE;

#endif
