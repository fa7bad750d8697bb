/* Walkable lines through road polygons, for towns whose registries have roads as areas only. The
 * areas are cut into triangles; lines run through the middles of the edges between these and meet
 * neighbouring polygons in portals: points on the stretches of boundary that both share. */
#ifndef GEO_REGISTRY_CENTRE_H
#define GEO_REGISTRY_CENTRE_H

#include "base/table.h"
#include "base/vec.h"
#include "geom/geom.h"

/* Edges of two polygons that run within this of each other are one boundary. */
#define GEO_CENTRE_TOUCH_M 0.02
/* Over at least this: the width of a person, so that the corners of areas are no passages. */
#define GEO_CENTRE_DOOR_M 0.6

/* A polygon to walk on: POLYGON or MULTIPOLYGON, valid. */
typedef struct geo_centre_road {
    const geo_geom *shape;
    int level;      /* relatieveHoogteligging */
    double cross_m; /* portals along a long shared stretch are this far apart; of two polygons the
                       larger counts; > 0, INFINITY: one portal a stretch */
} geo_centre_road;

typedef struct geo_centre_line {
    geo_geom shape; /* LINE */
    uint32_t road;  /* index of the polygon it runs in */
} geo_centre_line;

typedef struct geo_centre {
    GEO_VEC(geo_centre_line) lines; /* by road */
    uint64_t portals;
    uint64_t alone;  /* polygons without a portal */
    uint64_t failed; /* polygons without a line: not valid, or too thin to be told from a line */
    uint32_t first_failed; /* index of the first of them */
} geo_centre;

/* Lines of one polygon and its neighbour's end on the same portal, bit for bit, so they join
 * without snapping; lines of one polygon join at equal vertices. They keep within their polygon but
 * for GEO_CENTRE_TOUCH_M at portals of boundaries that do not quite coincide.
 *
 * Polygons of different level join only where a stretch is an end of the one that is further from
 * the ground: not longer than twice its mean width (area / half of the perimeter); along its
 * side there is a wall or a drop. Levels as far above the ground as below it never join.
 *
 * The answer does not depend on the order of the roads (but `road` names them by it). Cost: about
 * n log n of the vertices of each polygon; memory: the edges of all, the triangles of one.
 * Errors: ARG (not polygons, cross_m), NOMEM, GEOM, CANCELLED. Release it. */
geo_status geo_centre_init(geo_ctx *ctx, const geo_centre_road *roads, size_t count,
                           geo_centre *out) GEO_MUST_USE;
void geo_centre_release(geo_centre *centre);

/* What data/bgt-streets.csv says of a function of a BGT road. */
typedef struct geo_street_rule {
    double foot;       /* 1, 0, NaN: not known */
    const char *class; /* of layer street; owned by the table */
    double cross_m;    /* NaN when foot is 0 */
} geo_street_rule;

/* NOTFOUND (no message) for a function that the table does not have. Errors: FORMAT (a column
 * that is missing, a cell that is no number). */
geo_status geo_street_rule_find(geo_ctx *ctx, const geo_table *table, const char *function,
                                geo_street_rule *out) GEO_MUST_USE;

#endif
