/* What the files of the walkable lines share: portals between polygons, the triangles of one
 * polygon, and which of their edges lines go through. */
#ifndef GEO_REGISTRY_CENTRE_PARTS_H
#define GEO_REGISTRY_CENTRE_PARTS_H

#include "geom/geos.h"
#include "registry/centre.h"

#define GEO_CENTRE_NONE UINT32_MAX

/* ---- portals ---- */

/* A portal as one polygon sees it: where on its boundary, and the point that both share. */
typedef struct geo_portal {
    uint32_t road;
    uint32_t ring, edge; /* edge of that ring, from its point `edge` to the next */
    double along;        /* m from that point */
    geo_point at;        /* shared, to the bit */
} geo_portal;
typedef GEO_VEC(geo_portal) geo_portals;

/* All portals, by road, ring, edge, along. roads: in an order that depends on their shapes alone.
 */
geo_status geo_centre_portals(geo_ctx *ctx, const geo_centre_road *roads, size_t count,
                              geo_portals *out) GEO_MUST_USE;

/* ---- triangles ---- */

/* Triangle t has corners[t] counter-clockwise; edge k runs from corner k to corner k + 1, beside[t]
 * [k] is the triangle across it (NONE at the outside of all). */
typedef struct geo_mesh_triangle {
    uint32_t corner[3], beside[3];
    bool wall[3]; /* the edge is on the polygon's boundary */
    bool inside;
} geo_mesh_triangle;

/* Points are whole numbers of `unit_m` from `origin`, below 2^25: orientation is exact. */
typedef struct geo_mesh {
    geo_point *points;
    geo_mesh_triangle *triangles;
    uint32_t point_count, triangle_count;
    uint32_t *at_point; /* a triangle at each point */
    geo_point origin;
    double unit_m;
    uint32_t *portal_point; /* [portal of this polygon] its point, NONE when it got lost */
} geo_mesh;

/* Errors: GEOM when the outline crosses itself or has no area. Release it. */
geo_status geo_mesh_init(geo_ctx *ctx, geo_geos *geos, const geo_geom *shape,
                         const geo_portal *portals, size_t portal_count, geo_mesh *out);
void geo_mesh_release(geo_mesh *mesh);
geo_point geo_mesh_place(const geo_mesh *mesh, geo_point p); /* in metres */
/* The next triangle around corner k of t, counter-clockwise, and the corner there. */
uint32_t geo_mesh_turn(const geo_mesh *mesh, uint32_t t, uint32_t *k);

/* Makes the edge between two points a wall, turning edges that are in its way. Errors: GEOM when a
 * wall is in its way. */
geo_status geo_mesh_wall(geo_ctx *ctx, geo_mesh *mesh, uint32_t a, uint32_t b) GEO_MUST_USE;

/* ---- doors ---- */

/* An edge between two triangles inside. Lines run through its middle when it is open. */
typedef struct geo_door {
    uint32_t triangle[2];
    geo_point a, b, middle; /* in units of the mesh */
    double length_m;
    bool open;
    bool needed;     /* a portal leads to it */
    uint32_t behind; /* when peeled off: the triangle towards the tip of its arm, */
    uint32_t next;   /* the next door on the longest way there (NONE), */
    double depth_m;  /* and how long that is, up to the tip */
} geo_door;

typedef struct geo_doors {
    geo_door *items;
    uint32_t count;
    uint32_t (*of)[3];     /* [triangle] its doors; NONE: a wall */
    uint32_t *portal_door; /* [portal] NONE: it leads nowhere */
} geo_doors;

/* Opens the doors that lines go through: those between portals, around holes, and in arms that
 * end without a portal. Release it. */
geo_status geo_doors_init(geo_ctx *ctx, const geo_mesh *mesh, size_t portal_count, geo_doors *out);
void geo_doors_release(geo_doors *doors);

/* ---- lines ---- */

/* Lines of one polygon, appended to out. */
geo_status geo_centre_lines(geo_ctx *ctx, const geo_mesh *mesh, const geo_doors *doors,
                            const geo_portal *portals, size_t portal_count, uint32_t road,
                            geo_centre *out) GEO_MUST_USE;

#endif
