/* The triangles of one polygon: its boundary, with points added where edges are long and where
 * portals are, in GEOS's Delaunay triangulation; edges of the boundary that this lacks are put in
 * (centre_wall.c); what the boundary encloses is inside. A frame around all of it keeps the borders
 * of the triangulation away. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "registry/centre_parts.h"

/* Edges are cut into pieces of at most this, or triangles in a wide polygon become needles. */
#define STEP_M 4.0
#define WHOLE 0x1p24 /* coordinates stay below, the frame below twice of it */

/* A point of the outline, in order of the walk along the rings. */
typedef struct stop {
    geo_point at; /* whole numbers */
    uint32_t id;  /* among the mesh's points */
} stop;

typedef struct outline {
    GEO_VEC(stop) stops;
    GEO_VEC(size_t) ends; /* of rings, in stops */
    size_t *portal_stop;
} outline;

/* ---- the outline ---- */

static double power_of_two_above(double x)
{
    int exponent;
    double part = frexp(x, &exponent);
    return ldexp(1, part == 0.5 ? exponent - 1 : exponent);
}

static void set_units(geo_mesh *mesh, const geo_geom *shape)
{
    geo_box box = geo_box_of(shape);
    double extent = fmax(box.xmax - box.xmin, box.ymax - box.ymin);
    mesh->origin = (geo_point){floor(box.xmin), floor(box.ymin)};
    mesh->unit_m = power_of_two_above(extent + 2) / WHOLE;
}

geo_point geo_mesh_place(const geo_mesh *mesh, geo_point p)
{
    return (geo_point){mesh->origin.x + p.x * mesh->unit_m, mesh->origin.y + p.y * mesh->unit_m};
}

static geo_point whole(const geo_mesh *mesh, geo_point p)
{
    return (geo_point){round((p.x - mesh->origin.x) / mesh->unit_m),
                       round((p.y - mesh->origin.y) / mesh->unit_m)};
}

static geo_status add_stop(geo_ctx *ctx, const geo_mesh *mesh, outline *o, geo_point p)
{
    stop made = {.at = whole(mesh, p)};
    return geo_vec_push(&o->stops, made) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Points between `from_m` and `to_m` of the edge, without both, so that no gap exceeds STEP_M. */
static geo_status add_between(geo_ctx *ctx, const geo_mesh *mesh, outline *o,
                              const geo_point edge[2], double from_m, double to_m)
{
    double length_m = geo_point_distance(edge[0], edge[1]);
    double pieces = ceil((to_m - from_m) / STEP_M - 1e-6); /* rounding must not add one */
    geo_status status = GEO_OK;
    for (double i = 1; status == GEO_OK && i < pieces; i++) {
        double along = (from_m + (to_m - from_m) * i / pieces) / length_m;
        geo_point p = {edge[0].x + along * (edge[1].x - edge[0].x),
                       edge[0].y + along * (edge[1].y - edge[0].y)};
        status = add_stop(ctx, mesh, o, p);
    }
    return status;
}

/* The edge without its end. */
static geo_status add_edge(geo_ctx *ctx, const geo_mesh *mesh, outline *o, const geo_point edge[2],
                           const geo_portal *portals, size_t *next, size_t stop_at)
{
    double length_m = geo_point_distance(edge[0], edge[1]), from_m = 0;
    geo_status status = add_stop(ctx, mesh, o, edge[0]);
    for (; status == GEO_OK && *next < stop_at; ++*next) {
        double at_m = portals[*next].along, along = length_m > 0 ? at_m / length_m : 0;
        geo_point p = {edge[0].x + along * (edge[1].x - edge[0].x),
                       edge[0].y + along * (edge[1].y - edge[0].y)};
        status = add_between(ctx, mesh, o, edge, from_m, at_m);
        o->portal_stop[*next] = o->stops.count;
        if (status == GEO_OK)
            status = add_stop(ctx, mesh, o, p);
        from_m = at_m;
    }
    if (status == GEO_OK)
        status = add_between(ctx, mesh, o, edge, from_m, length_m);
    return status;
}

static geo_status walk_rings(geo_ctx *ctx, const geo_mesh *mesh, const geo_geom *shape,
                             const geo_portal *portals, size_t portal_count, outline *o)
{
    geo_status status = GEO_OK;
    size_t next = 0;
    for (uint32_t ring = 0; status == GEO_OK && ring < shape->end_count; ring++) {
        geo_run run = geo_geom_run(shape, ring);
        for (uint32_t i = 0; status == GEO_OK && i + 1 < run.count; i++) {
            size_t stop_at = next;
            while (stop_at < portal_count && portals[stop_at].ring == ring &&
                   portals[stop_at].edge == i)
                stop_at++;
            status = add_edge(ctx, mesh, o, run.points + i, portals, &next, stop_at);
        }
        if (status == GEO_OK && !geo_vec_push(&o->ends, o->stops.count))
            status = geo_fail_nomem(ctx);
    }
    return status;
}

/* ---- points ---- */

static int compare_points(geo_point a, geo_point b)
{
    if (a.x != b.x)
        return a.x < b.x ? -1 : 1;
    return (a.y > b.y) - (a.y < b.y);
}

static int compare_places(const void *left, const void *right)
{
    return compare_points(*(const geo_point *)left, *(const geo_point *)right);
}

/* Corners of a frame well outside, so that the outline is nowhere on the triangulation's border. */
static void add_frame(geo_point *points, uint32_t *count)
{
    static const double FAR = WHOLE / 2;
    for (int i = 0; i < 4; i++)
        points[(*count)++] = (geo_point){i & 1 ? WHOLE + FAR : -FAR, i & 2 ? WHOLE + FAR : -FAR};
}

static geo_status number_points(geo_ctx *ctx, geo_mesh *mesh, outline *o)
{
    if (o->stops.count > UINT32_MAX / 8)
        return geo_fail(ctx, GEO_ERR_LIMIT, "polygon with more than %u points", UINT32_MAX / 8);
    uint32_t count = 0, kept = 0;
    geo_point *points = mesh->points = geo_alloc(o->stops.count + 4, sizeof *points);
    if (!points)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < o->stops.count; i++)
        points[count++] = o->stops.items[i].at;
    add_frame(points, &count);
    qsort(points, count, sizeof *points, compare_places);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || compare_points(points[i], points[kept - 1]) != 0)
            points[kept++] = points[i];
    mesh->point_count = kept;
    for (size_t i = 0; i < o->stops.count; i++) {
        const geo_point *at =
            bsearch(&o->stops.items[i].at, points, kept, sizeof *points, compare_places);
        o->stops.items[i].id = (uint32_t)(at - points);
    }
    return GEO_OK;
}

/* ---- triangles ---- */

typedef struct half_edge {
    uint32_t low, high, triangle, k;
} half_edge;

static int compare_halves(const void *left, const void *right)
{
    const half_edge *a = left, *b = right;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    return (a->triangle > b->triangle) - (a->triangle < b->triangle);
}

static half_edge half_of(const geo_mesh_triangle *t, uint32_t index, uint32_t k)
{
    uint32_t a = t->corner[k], b = t->corner[(k + 1) % 3];
    return (half_edge){a < b ? a : b, a < b ? b : a, index, k};
}

static geo_status link_triangles(geo_ctx *ctx, geo_mesh *mesh)
{
    size_t count = (size_t)mesh->triangle_count * 3;
    half_edge *halves = geo_alloc(count, sizeof *halves);
    if (!halves)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        halves[i] = half_of(&mesh->triangles[i / 3], (uint32_t)(i / 3), i % 3);
    if (count)
        qsort(halves, count, sizeof *halves, compare_halves);
    for (size_t i = 0; i + 1 < count; i++) {
        half_edge a = halves[i], b = halves[i + 1];
        if (a.low == b.low && a.high == b.high) {
            mesh->triangles[a.triangle].beside[a.k] = b.triangle;
            mesh->triangles[b.triangle].beside[b.k] = a.triangle;
            i++;
        }
    }
    geo_free(halves);
    return GEO_OK;
}

static geo_status triangulate(geo_ctx *ctx, geo_geos *geos, geo_mesh *mesh)
{
    geo_triangles corners = {0};
    geo_status status = geo_geos_delaunay(ctx, geos, mesh->points, mesh->point_count, &corners);
    if (status != GEO_OK)
        return status;
    mesh->triangle_count = (uint32_t)(corners.count / 3);
    mesh->triangles = geo_calloc(mesh->triangle_count, sizeof *mesh->triangles);
    mesh->at_point = geo_alloc(mesh->point_count, sizeof *mesh->at_point);
    if (mesh->triangles && mesh->at_point) {
        for (uint32_t i = 0; i < mesh->point_count; i++)
            mesh->at_point[i] = GEO_CENTRE_NONE;
        for (uint32_t i = 0; i < corners.count; i++) {
            mesh->triangles[i / 3].corner[i % 3] = corners.items[i];
            mesh->triangles[i / 3].beside[i % 3] = GEO_CENTRE_NONE;
            mesh->at_point[corners.items[i]] = i / 3;
        }
        status = link_triangles(ctx, mesh);
    } else {
        status = geo_fail_nomem(ctx);
    }
    geo_free(corners.items);
    return status;
}

uint32_t geo_mesh_turn(const geo_mesh *mesh, uint32_t t, uint32_t *k)
{
    uint32_t point = mesh->triangles[t].corner[*k];
    uint32_t next = mesh->triangles[t].beside[(*k + 2) % 3];
    for (*k = 0; next != GEO_CENTRE_NONE && mesh->triangles[next].corner[*k] != point;)
        ++*k;
    return next;
}

typedef struct piece {
    uint32_t low, high; /* points */
} piece;

static int compare_pieces(const void *left, const void *right)
{
    const piece *a = left, *b = right;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return (a->high > b->high) - (a->high < b->high);
}

/* In an order of their own: what is turned for one wall can decide what must be for the next, and
 * where a ring begins must not matter. */
static size_t list_pieces(const outline *o, piece *pieces)
{
    size_t first = 0, count = 0;
    for (size_t ring = 0; ring < o->ends.count; first = o->ends.items[ring++])
        for (size_t i = first; i < o->ends.items[ring]; i++) {
            size_t next = i + 1 < o->ends.items[ring] ? i + 1 : first;
            uint32_t a = o->stops.items[i].id, b = o->stops.items[next].id;
            if (a != b)
                pieces[count++] = (piece){a < b ? a : b, a < b ? b : a};
        }
    if (count)
        qsort(pieces, count, sizeof *pieces, compare_pieces);
    return count;
}

static geo_status build_walls(geo_ctx *ctx, geo_mesh *mesh, const outline *o)
{
    piece *pieces = geo_alloc(o->stops.count, sizeof *pieces);
    if (!pieces)
        return geo_fail_nomem(ctx);
    size_t count = list_pieces(o, pieces);
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = geo_mesh_wall(ctx, mesh, pieces[i].low, pieces[i].high);
    geo_free(pieces);
    return status;
}

/* From a corner of the frame, which is outside, over every edge; walls are between outside and
 * inside. */
static geo_status flood(geo_ctx *ctx, geo_mesh *mesh)
{
    uint32_t *stack = geo_alloc(mesh->triangle_count, sizeof *stack);
    bool *seen = geo_calloc(mesh->triangle_count, sizeof *seen);
    uint32_t depth = 0;
    if (!stack || !seen) {
        geo_free(stack);
        geo_free(seen);
        return geo_fail_nomem(ctx);
    }
    stack[depth++] = mesh->at_point[0];
    seen[stack[0]] = true;
    while (depth > 0) {
        const geo_mesh_triangle *t = &mesh->triangles[stack[--depth]];
        for (int k = 0; k < 3; k++) {
            uint32_t next = t->beside[k];
            if (next == GEO_CENTRE_NONE || seen[next])
                continue;
            seen[next] = true;
            mesh->triangles[next].inside = t->inside != t->wall[k];
            stack[depth++] = next;
        }
    }
    geo_free(stack);
    geo_free(seen);
    return GEO_OK;
}

static geo_status keep_portals(geo_ctx *ctx, geo_mesh *mesh, const outline *o, size_t count)
{
    mesh->portal_point = geo_alloc(count, sizeof *mesh->portal_point);
    if (!mesh->portal_point)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        mesh->portal_point[i] = o->stops.items[o->portal_stop[i]].id;
    return GEO_OK;
}

static geo_status build(geo_ctx *ctx, geo_geos *geos, geo_mesh *mesh, outline *o,
                        size_t portal_count)
{
    geo_status status = number_points(ctx, mesh, o);
    if (status == GEO_OK)
        status = triangulate(ctx, geos, mesh);
    for (uint32_t i = 0; status == GEO_OK && i < mesh->point_count; i++)
        if (mesh->at_point[i] == GEO_CENTRE_NONE)
            status = geo_fail(ctx, GEO_ERR_GEOM, "triangulation left a point out");
    if (status == GEO_OK)
        status = build_walls(ctx, mesh, o);
    if (status == GEO_OK)
        status = flood(ctx, mesh);
    if (status == GEO_OK)
        status = keep_portals(ctx, mesh, o, portal_count);
    return status;
}

geo_status geo_mesh_init(geo_ctx *ctx, geo_geos *geos, const geo_geom *shape,
                         const geo_portal *portals, size_t portal_count, geo_mesh *out)
{
    outline o = {.portal_stop = geo_alloc(portal_count, sizeof *o.portal_stop)};
    geo_mesh mesh = {0};
    set_units(&mesh, shape);
    geo_status status = o.portal_stop ? walk_rings(ctx, &mesh, shape, portals, portal_count, &o)
                                      : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = build(ctx, geos, &mesh, &o, portal_count);
    if (status == GEO_OK)
        *out = mesh;
    else
        geo_mesh_release(&mesh);
    geo_free(o.stops.items);
    geo_free(o.ends.items);
    geo_free(o.portal_stop);
    return status;
}

void geo_mesh_release(geo_mesh *mesh)
{
    geo_free(mesh->points);
    geo_free(mesh->triangles);
    geo_free(mesh->at_point);
    geo_free(mesh->portal_point);
    *mesh = (geo_mesh){0};
}
