/* Putting an edge into a triangulation: the edges that it crosses are turned, each within the two
 * triangles beside it, until none is left in its way.
 * Source: Sloan 1993, A fast algorithm for generating constrained Delaunay triangulations,
 * doi:10.1016/0045-7949(93)90239-A; the Delaunay property is not restored afterwards, since the
 * triangles only have to fill the polygon. */
#include "base/alloc.h"
#include "registry/centre_parts.h"

typedef struct pair {
    uint32_t a, b;
} pair;
typedef GEO_VEC(pair) pairs;

static int turn(const geo_mesh *mesh, uint32_t a, uint32_t b, uint32_t c)
{
    return geo_orient(mesh->points[a], mesh->points[b], mesh->points[c]);
}

static uint32_t corner_of(const geo_mesh_triangle *t, uint32_t point)
{
    return t->corner[0] == point ? 0 : t->corner[1] == point ? 1 : 2;
}

/* The triangle to the left of the edge from a to b, with *k where a is in it; NONE when there is no
 * such edge. */
static uint32_t find_edge(const geo_mesh *mesh, uint32_t a, uint32_t b, uint32_t *k)
{
    uint32_t first = mesh->at_point[a], t = first;
    *k = corner_of(&mesh->triangles[t], a);
    do {
        if (mesh->triangles[t].corner[(*k + 1) % 3] == b)
            return t;
        t = geo_mesh_turn(mesh, t, k);
    } while (t != first && t != GEO_CENTRE_NONE);
    return GEO_CENTRE_NONE;
}

/* An edge that is on the boundary twice lies between two parts of the outside or of the inside: the
 * second time it is none. */
static void mark(geo_mesh *mesh, uint32_t t, uint32_t k)
{
    uint32_t other = mesh->triangles[t].beside[k];
    bool wall = !mesh->triangles[t].wall[k];
    mesh->triangles[t].wall[k] = wall;
    if (other == GEO_CENTRE_NONE)
        return;
    uint32_t j = corner_of(&mesh->triangles[other], mesh->triangles[t].corner[(k + 1) % 3]);
    mesh->triangles[other].wall[j] = wall;
}

/* What lies towards b from a: the triangle at a that the line leaves through its far edge, or a
 * corner on the line. */
typedef struct heading {
    uint32_t triangle, k; /* NONE when `corner` is on the line */
    uint32_t corner;
} heading;

static bool is_ahead(const geo_mesh *mesh, uint32_t a, uint32_t b, uint32_t p)
{
    geo_point from = mesh->points[a], to = mesh->points[b], at = mesh->points[p];
    return (to.x - from.x) * (at.x - from.x) + (to.y - from.y) * (at.y - from.y) > 0;
}

static bool find_heading(const geo_mesh *mesh, uint32_t a, uint32_t b, heading *out)
{
    uint32_t first = mesh->at_point[a], t = first, k = corner_of(&mesh->triangles[t], a);
    do {
        uint32_t p = mesh->triangles[t].corner[(k + 1) % 3];
        uint32_t q = mesh->triangles[t].corner[(k + 2) % 3];
        int right = turn(mesh, a, b, p), left = turn(mesh, a, b, q);
        if (right == 0 && is_ahead(mesh, a, b, p)) {
            *out = (heading){GEO_CENTRE_NONE, 0, p};
            return true;
        }
        if (right < 0 && left > 0) {
            *out = (heading){t, k, GEO_CENTRE_NONE};
            return true;
        }
        t = geo_mesh_turn(mesh, t, &k);
    } while (t != first && t != GEO_CENTRE_NONE);
    return false;
}

/* Lists the edges between a and b, or up to a point on the line, which becomes *stop. */
static geo_status list_crossed(geo_ctx *ctx, const geo_mesh *mesh, uint32_t a, uint32_t b,
                               heading at, pairs *out, uint32_t *stop)
{
    uint32_t t = at.triangle, k = (at.k + 1) % 3;
    for (;;) {
        const geo_mesh_triangle *here = &mesh->triangles[t];
        pair crossed = {here->corner[k], here->corner[(k + 1) % 3]};
        uint32_t next = here->beside[k];
        if (here->wall[k] || next == GEO_CENTRE_NONE)
            return geo_fail(ctx, GEO_ERR_GEOM, "boundary that crosses itself");
        if (!geo_vec_push(out, crossed))
            return geo_fail_nomem(ctx);
        uint32_t j = corner_of(&mesh->triangles[next], crossed.b);
        uint32_t apex = mesh->triangles[next].corner[(j + 2) % 3];
        int side = apex == b ? 0 : turn(mesh, a, b, apex);
        if (side == 0) {
            *stop = apex;
            return GEO_OK;
        }
        t = next;
        k = side > 0 ? (j + 1) % 3 : (j + 2) % 3;
    }
}

static void relink(geo_mesh *mesh, uint32_t t, uint32_t from, uint32_t to)
{
    for (int k = 0; t != GEO_CENTRE_NONE && k < 3; k++)
        if (mesh->triangles[t].beside[k] == from) {
            mesh->triangles[t].beside[k] = to;
            return;
        }
}

/* Turns edge k of t within the two triangles beside it: (u, w) becomes (q, p). */
static void turn_edge(geo_mesh *mesh, uint32_t t, uint32_t k)
{
    geo_mesh_triangle a = mesh->triangles[t];
    uint32_t s = a.beside[k], u = a.corner[k], w = a.corner[(k + 1) % 3], p = a.corner[(k + 2) % 3];
    geo_mesh_triangle b = mesh->triangles[s];
    uint32_t j = corner_of(&b, w), q = b.corner[(j + 2) % 3];
    uint32_t wp = (k + 1) % 3, pu = (k + 2) % 3, uq = (j + 1) % 3, qw = (j + 2) % 3;
    mesh->triangles[t] = (geo_mesh_triangle){.corner = {u, q, p},
                                             .beside = {b.beside[uq], s, a.beside[pu]},
                                             .wall = {b.wall[uq], false, a.wall[pu]}};
    mesh->triangles[s] = (geo_mesh_triangle){.corner = {w, p, q},
                                             .beside = {a.beside[wp], t, b.beside[qw]},
                                             .wall = {a.wall[wp], false, b.wall[qw]}};
    relink(mesh, b.beside[uq], s, t);
    relink(mesh, a.beside[wp], t, s);
    mesh->at_point[u] = mesh->at_point[p] = t;
    mesh->at_point[w] = mesh->at_point[q] = s;
}

/* The same for an edge whose direction does not matter: around a corner of the frame one cannot
 * turn all the way, around the edge's other end one can. */
static uint32_t find_either(const geo_mesh *mesh, pair *edge, uint32_t *k)
{
    uint32_t t = find_edge(mesh, edge->a, edge->b, k);
    if (t != GEO_CENTRE_NONE)
        return t;
    *edge = (pair){edge->b, edge->a};
    return find_edge(mesh, edge->a, edge->b, k);
}

/* Turns what crosses a-b; `crossed` becomes a queue that is worked off from its front. A turn can
 * be impossible for now (the two triangles are no convex figure) and leave an edge that still
 * crosses: these queue up again. Every round turns at least one, so that it ends. */
static geo_status clear_way(geo_ctx *ctx, geo_mesh *mesh, uint32_t a, uint32_t b, pairs *crossed)
{
    size_t waiting = 0;
    for (size_t i = 0; i < crossed->count; i++) {
        pair again = crossed->items[i];
        uint32_t k, t = find_either(mesh, &again, &k);
        if (t == GEO_CENTRE_NONE)
            return geo_fail(ctx, GEO_ERR_INTERNAL, "an edge of a triangulation got lost");
        const geo_mesh_triangle *other = &mesh->triangles[mesh->triangles[t].beside[k]];
        uint32_t p = mesh->triangles[t].corner[(k + 2) % 3];
        uint32_t q = other->corner[(corner_of(other, again.b) + 2) % 3];
        bool convex = turn(mesh, p, again.a, q) > 0 && turn(mesh, q, again.b, p) > 0;
        if (convex) {
            turn_edge(mesh, t, k);
            again = (pair){p, q};
            waiting = 0;
        } else if (++waiting > crossed->count - i) {
            return geo_fail(ctx, GEO_ERR_GEOM, "boundary that cannot be put into triangles");
        }
        bool crosses =
            p != a && p != b && q != a && q != b && turn(mesh, a, b, p) * turn(mesh, a, b, q) < 0;
        if ((!convex || crosses) && !geo_vec_push(crossed, again))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

geo_status geo_mesh_wall(geo_ctx *ctx, geo_mesh *mesh, uint32_t a, uint32_t b)
{
    pairs crossed = {0};
    geo_status status = GEO_OK;
    while (status == GEO_OK && a != b) {
        heading at;
        uint32_t k, stop = b, t = find_edge(mesh, a, b, &k);
        if (t == GEO_CENTRE_NONE && !find_heading(mesh, a, b, &at)) {
            status = geo_fail(ctx, GEO_ERR_GEOM, "triangles that do not surround a point");
        } else if (t == GEO_CENTRE_NONE && at.triangle == GEO_CENTRE_NONE) {
            stop = at.corner;
        } else if (t == GEO_CENTRE_NONE) {
            crossed.count = 0;
            status = list_crossed(ctx, mesh, a, b, at, &crossed, &stop);
            if (status == GEO_OK)
                status = clear_way(ctx, mesh, a, stop, &crossed);
        }
        if (status == GEO_OK && (t = find_edge(mesh, a, stop, &k)) == GEO_CENTRE_NONE)
            status = geo_fail(ctx, GEO_ERR_INTERNAL, "an edge could not be put in");
        if (status == GEO_OK)
            mark(mesh, t, k);
        a = stop;
    }
    geo_free(crossed.items);
    return status;
}
