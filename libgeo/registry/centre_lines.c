/* Lines through the open doors of one polygon: middles of doors are the nodes, triangles link them,
 * portals hang on their doors. What lies between two nodes where ways part becomes one line,
 * straightened as far as it stays within TOLERANCE_M and passes through the same doors: then it
 * cannot leave the polygon. */
#include <math.h>

#include "base/alloc.h"
#include "registry/centre_parts.h"

#define TOLERANCE_M 1.0
#define WINDOW 256 /* nodes straightened together: keeps the cost in proportion to their number */

typedef struct link {
    uint32_t a, b; /* nodes: doors, then portals */
} link;

typedef struct work {
    const geo_mesh *mesh;
    const geo_doors *doors;
    const geo_portal *portals;
    uint32_t node_count, road;
    GEO_VEC(link) links;
    uint32_t *first, *around; /* links of node n: around[first[n] .. first[n + 1]) */
    bool *used;               /* [link] */
    GEO_VEC(uint32_t) chain;  /* nodes */
    GEO_VEC(bool) kept;       /* of the chain's nodes */
    geo_centre *out;
} work;

static geo_status add_link(geo_ctx *ctx, work *w, uint32_t a, uint32_t b)
{
    link made = {a, b};
    return geo_vec_push(&w->links, made) ? GEO_OK : geo_fail_nomem(ctx);
}

static bool is_open(const work *w, uint32_t door)
{
    return door != GEO_CENTRE_NONE && w->doors->items[door].open;
}

static geo_status link_doors(geo_ctx *ctx, work *w)
{
    geo_status status = GEO_OK;
    for (uint32_t t = 0; t < w->mesh->triangle_count; t++)
        for (uint32_t k = 0; status == GEO_OK && k < 3; k++) {
            uint32_t a = w->doors->of[t][k], b = w->doors->of[t][(k + 1) % 3];
            if (is_open(w, a) && is_open(w, b))
                status = add_link(ctx, w, a, b);
        }
    return status;
}

static geo_status link_portals(geo_ctx *ctx, work *w, size_t count)
{
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        if (w->doors->portal_door[i] != GEO_CENTRE_NONE)
            status = add_link(ctx, w, w->doors->portal_door[i], w->doors->count + i);
    return status;
}

static geo_status sort_links(geo_ctx *ctx, work *w)
{
    w->first = geo_calloc((size_t)w->node_count + 2, sizeof *w->first);
    w->around = geo_alloc(w->links.count * 2, sizeof *w->around);
    w->used = geo_calloc(w->links.count, sizeof *w->used);
    if (!w->first || !w->around || !w->used)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < w->links.count; i++) {
        w->first[w->links.items[i].a + 2]++;
        w->first[w->links.items[i].b + 2]++;
    }
    for (uint32_t n = 0; n < w->node_count; n++)
        w->first[n + 2] += w->first[n + 1];
    for (uint32_t i = 0; i < w->links.count; i++) {
        w->around[w->first[w->links.items[i].a + 1]++] = i;
        w->around[w->first[w->links.items[i].b + 1]++] = i;
    }
    return GEO_OK;
}

static uint32_t degree(const work *w, uint32_t node)
{
    return w->first[node + 1] - w->first[node];
}

/* ---- straightening ---- */

static geo_point node_point(const work *w, uint32_t node)
{
    if (node < w->doors->count)
        return w->doors->items[node].middle;
    return w->mesh->points[w->mesh->portal_point[node - w->doors->count]];
}

static geo_point node_place(const work *w, uint32_t node)
{
    if (node < w->doors->count)
        return geo_mesh_place(w->mesh, w->doors->items[node].middle);
    return w->portals[node - w->doors->count].at;
}

static bool passes(geo_point from, geo_point to, const geo_door *door)
{
    return geo_orient(from, to, door->a) * geo_orient(from, to, door->b) <= 0;
}

/* The door beside a portal only says which way to go: from a portal at the end of a street it leads
 * to one of the sides. */
static bool is_beside_portal(const work *w, size_t k)
{
    return w->chain.items[k - 1] >= w->doors->count || w->chain.items[k + 1] >= w->doors->count;
}

/* Whether the chain may run straight from node i to node j; else *split is where it must bend. */
static bool may_run_straight(const work *w, size_t i, size_t j, size_t *split)
{
    geo_point from = node_point(w, w->chain.items[i]), to = node_point(w, w->chain.items[j]);
    double most = -1;
    bool free = true;
    for (size_t k = i + 1; k < j; k++) {
        const geo_door *door = &w->doors->items[w->chain.items[k]];
        double off_m = geo_segment_distance(door->middle, from, to, NULL, NULL) * w->mesh->unit_m;
        bool here = passes(from, to, door);
        free = free && here;
        if (here && is_beside_portal(w, k))
            off_m = 0;
        if (off_m > most) {
            most = off_m;
            *split = k;
        }
    }
    return free && most <= TOLERANCE_M;
}

/* Douglas & Peucker 1973, doi:10.3138/FM57-6770-U75U-7727, with the doors as a further bound.
 * Between `from` and `to` of the chain; the stack holds the far ends of what is to be looked at. */
static void straighten(work *w, size_t from, size_t to)
{
    size_t ends[WINDOW + 1], depth = 0, split = 0;
    ends[depth++] = to;
    while (depth > 0) {
        size_t end = ends[depth - 1];
        if (end > from + 1 && !may_run_straight(w, from, end, &split)) {
            ends[depth++] = split;
            continue;
        }
        w->kept.items[end] = true;
        from = end;
        depth--;
    }
}

/* ---- chains ---- */

static geo_status add_line(geo_ctx *ctx, work *w, size_t count)
{
    geo_geom line = {.type = GEO_GEOM_LINE,
                     .points = geo_alloc(count, sizeof *line.points),
                     .ends = geo_alloc(1, sizeof *line.ends),
                     .end_count = 1};
    if (!line.points || !line.ends || !geo_vec_room(&w->out->lines, 1)) {
        geo_geom_release(&line);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < w->chain.count; i++)
        if (w->kept.items[i])
            line.points[line.point_count++] = node_place(w, w->chain.items[i]);
    line.ends[0] = line.point_count;
    w->out->lines.items[w->out->lines.count++] = (geo_centre_line){line, w->road};
    return GEO_OK;
}

/* A line runs from its lower end (x, then y) to the other, whichever was found first. */
static void face_east(work *w)
{
    size_t last = w->chain.count - 1;
    geo_point a = node_point(w, w->chain.items[0]), b = node_point(w, w->chain.items[last]);
    if (a.x < b.x || (a.x == b.x && a.y <= b.y))
        return;
    for (size_t i = 0; i < last - i; i++) {
        uint32_t node = w->chain.items[i];
        w->chain.items[i] = w->chain.items[last - i];
        w->chain.items[last - i] = node;
    }
}

static geo_status end_chain(geo_ctx *ctx, work *w)
{
    face_east(w);
    size_t kept = 0, last = w->chain.count - 1;
    w->kept.count = 0;
    if (!geo_vec_room(&w->kept, w->chain.count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i <= last; i++)
        w->kept.items[i] = i % WINDOW == 0;
    for (size_t i = 0; i < last; i += WINDOW)
        straighten(w, i, i + WINDOW < last ? i + WINDOW : last);
    for (size_t i = 0; i <= last; i++)
        kept += w->kept.items[i];
    return add_line(ctx, w, kept);
}

/* Follows the link from the node until ways part or end. */
static geo_status follow(geo_ctx *ctx, work *w, uint32_t node, uint32_t by)
{
    uint32_t start = node;
    w->chain.count = 0;
    for (;;) {
        if (!geo_vec_push(&w->chain, node))
            return geo_fail_nomem(ctx);
        w->used[by] = true;
        node = w->links.items[by].a == node ? w->links.items[by].b : w->links.items[by].a;
        if (degree(w, node) != 2 || node == start)
            break;
        by = w->around[w->first[node] + (w->around[w->first[node]] == by)];
    }
    return geo_vec_push(&w->chain, node) ? end_chain(ctx, w) : geo_fail_nomem(ctx);
}

/* First from where ways part or end; what is left then are rings. */
static geo_status follow_all(geo_ctx *ctx, work *w)
{
    geo_status status = GEO_OK;
    for (int rings = 0; rings < 2; rings++)
        for (uint32_t n = 0; n < w->node_count; n++) {
            if (!rings && degree(w, n) == 2)
                continue;
            for (uint32_t i = w->first[n]; status == GEO_OK && i < w->first[n + 1]; i++)
                if (!w->used[w->around[i]])
                    status = follow(ctx, w, n, w->around[i]);
        }
    return status;
}

geo_status geo_centre_lines(geo_ctx *ctx, const geo_mesh *mesh, const geo_doors *doors,
                            const geo_portal *portals, size_t portal_count, uint32_t road,
                            geo_centre *out)
{
    work w = {.mesh = mesh,
              .doors = doors,
              .portals = portals,
              .node_count = doors->count + (uint32_t)portal_count,
              .road = road,
              .out = out};
    geo_status status = link_doors(ctx, &w);
    if (status == GEO_OK)
        status = link_portals(ctx, &w, portal_count);
    if (status == GEO_OK)
        status = sort_links(ctx, &w);
    if (status == GEO_OK)
        status = follow_all(ctx, &w);
    geo_free(w.links.items);
    geo_free(w.first);
    geo_free(w.around);
    geo_free(w.used);
    geo_free(w.chain.items);
    geo_free(w.kept.items);
    return status;
}
