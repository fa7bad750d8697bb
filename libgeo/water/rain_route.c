/* Trees are gone through from the top. What enters a node from outside its parent is its own water
 * and what was spilled into it from higher up, a sum over a stretch of leaves; a Fenwick tree keeps
 * such sums. The tops come first, those upstream before those into which they spill. */
#include "water/rain_route.h"

#include <math.h>

#include "base/alloc.h"

struct geo_rain_route {
    uint32_t count;
    geo_rain_node *nodes;
    uint32_t *order; /* parents before children, a tree's nodes together; count of them */
    uint32_t *tops;  /* upstream first */
    uint32_t top_count;
    uint32_t *top;           /* by node */
    uint32_t *first, *after; /* by node: its leaves as a stretch of places 1.. */
    uint32_t leaves;
    double *own;   /* by node */
    double *sums;  /* Fenwick tree over the places of leaves: water from other nodes */
    double *above; /* by top: what other trees spill into it */
};

static bool is_leaf(const geo_rain_node *node)
{
    return node->child_a == 0;
}

/* ---- the forest ---- */

static geo_status check_node(geo_ctx *ctx, const geo_rain_node *nodes, uint32_t count, uint32_t id)
{
    const geo_rain_node *n = &nodes[id];
    uint32_t a = n->child_a, b = n->child_b;
    bool known = n->parent <= count && a <= count && b <= count && n->spill_to <= count;
    bool two = (a != 0) == (b != 0) && (a == 0 || a != b);
    if (!known || !two || (a && (nodes[a].parent != id || nodes[b].parent != id)))
        return geo_fail(ctx, GEO_ERR_FORMAT, "depression %u: its children are not its own", id);
    if (n->spill_to && !is_leaf(&nodes[n->spill_to]))
        return geo_fail(ctx, GEO_ERR_FORMAT, "depression %u spills into %u, which has children", id,
                        n->spill_to);
    if (!(n->room_m3 >= 0 && n->rises_m3 >= 0) || isinf(n->room_m3 + n->rises_m3))
        return geo_fail(ctx, GEO_ERR_FORMAT, "depression %u has room for %g m3", id, n->room_m3);
    return GEO_OK;
}

/* Numbers the tree under a top; `stack` has room for all nodes. */
static void walk_tree(geo_rain_route *r, uint32_t top, uint32_t *stack, uint32_t *at)
{
    uint32_t depth = 0;
    stack[depth++] = top;
    while (depth > 0) {
        uint32_t id = stack[--depth];
        const geo_rain_node *n = &r->nodes[id];
        r->order[(*at)++] = id;
        r->top[id] = top;
        if (is_leaf(n)) {
            r->first[id] = ++r->leaves;
            r->after[id] = r->leaves + 1;
        } else {
            stack[depth++] = n->child_b;
            stack[depth++] = n->child_a;
        }
    }
}

/* From the leaves up: stretches, and rooms no smaller than what is within. */
static void close_nodes(geo_rain_route *r)
{
    for (uint32_t i = r->count; i-- > 0;) {
        uint32_t id = r->order[i];
        geo_rain_node *n = &r->nodes[id];
        const geo_rain_node *a = &r->nodes[n->child_a], *b = &r->nodes[n->child_b];
        if (!is_leaf(n)) {
            r->first[id] = r->first[n->child_a];
            r->after[id] = r->after[n->child_b];
            n->rises_m3 = a->rises_m3 + b->rises_m3;
        }
        n->room_m3 += n->rises_m3;
        if (!is_leaf(n))
            n->room_m3 = fmax(n->room_m3, a->room_m3 + b->room_m3);
    }
}

static uint32_t sibling(const geo_rain_route *r, uint32_t id)
{
    const geo_rain_node *parent = &r->nodes[r->nodes[id].parent];
    return parent->child_a == id ? parent->child_b : parent->child_a;
}

static geo_status check_spills(geo_ctx *ctx, const geo_rain_route *r)
{
    for (uint32_t id = 1; id <= r->count; id++) {
        uint32_t to = r->nodes[id].spill_to;
        bool is_top = r->nodes[id].parent == 0;
        uint32_t other = is_top ? 0 : sibling(r, id);
        bool within =
            other && to && r->first[to] >= r->first[other] && r->first[to] < r->after[other];
        if (!is_top && !within)
            return geo_fail(ctx, GEO_ERR_FORMAT, "depression %u does not spill into its sibling",
                            id);
    }
    return GEO_OK;
}

/* Kahn's order: a tree comes when all that spill into it have come. */
static geo_status order_tops(geo_ctx *ctx, geo_rain_route *r, uint32_t *waits)
{
    uint32_t done = 0;
    for (uint32_t id = 1; id <= r->count; id++)
        waits[id] = 0;
    for (uint32_t id = 1; id <= r->count; id++)
        if (r->nodes[id].parent == 0 && r->nodes[id].spill_to)
            waits[r->top[r->nodes[id].spill_to]]++;
    r->top_count = 0;
    for (uint32_t id = 1; id <= r->count; id++)
        if (r->nodes[id].parent == 0 && waits[id] == 0)
            r->tops[r->top_count++] = id;
    for (; done < r->top_count; done++) {
        uint32_t to = r->nodes[r->tops[done]].spill_to;
        if (to && --waits[r->top[to]] == 0)
            r->tops[r->top_count++] = r->top[to];
    }
    for (uint32_t id = 1; id <= r->count; id++)
        if (r->nodes[id].parent == 0 && waits[id])
            return geo_fail(ctx, GEO_ERR_FORMAT, "depression %u: what it spills comes back to it",
                            id);
    return GEO_OK;
}

static geo_status build(geo_ctx *ctx, geo_rain_route *r, uint32_t *scratch)
{
    uint32_t at = 0;
    for (uint32_t id = 1; id <= r->count; id++) {
        geo_status status = check_node(ctx, r->nodes, r->count, id);
        if (status != GEO_OK)
            return status;
    }
    for (uint32_t id = 1; id <= r->count; id++)
        if (r->nodes[id].parent == 0)
            walk_tree(r, id, scratch, &at);
    if (at != r->count)
        return geo_fail(ctx, GEO_ERR_FORMAT, "depressions lie within each other in a circle");
    close_nodes(r);
    geo_status status = check_spills(ctx, r);
    return status == GEO_OK ? order_tops(ctx, r, scratch) : status;
}

static bool make_room(geo_rain_route *r)
{
    size_t count = (size_t)r->count + 1;
    r->nodes = geo_alloc(count, sizeof *r->nodes);
    r->order = geo_alloc(count, sizeof *r->order);
    r->tops = geo_alloc(count, sizeof *r->tops);
    r->top = geo_calloc(count, sizeof *r->top);
    r->first = geo_calloc(count, sizeof *r->first);
    r->after = geo_calloc(count, sizeof *r->after);
    r->own = geo_alloc(count, sizeof *r->own);
    r->sums = geo_alloc(count, sizeof *r->sums);
    r->above = geo_alloc(count, sizeof *r->above);
    return r->nodes && r->order && r->tops && r->top && r->first && r->after && r->own && r->sums &&
           r->above;
}

geo_status geo_rain_route_new(geo_ctx *ctx, const geo_rain_node *nodes, uint32_t count,
                              geo_rain_route **out)
{
    uint32_t *scratch = geo_alloc((size_t)count + 1, sizeof *scratch);
    geo_rain_route *r = geo_calloc(1, sizeof *r);
    geo_status status = GEO_OK;
    if (r)
        r->count = count;
    if (!scratch || !r || !make_room(r)) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    r->nodes[0] = (geo_rain_node){0};
    for (uint32_t id = 1; id <= count; id++)
        r->nodes[id] = nodes[id];
    status = build(ctx, r, scratch);
    if (status == GEO_OK) {
        *out = r;
        r = NULL;
    }
out:
    geo_free(scratch);
    geo_rain_route_free(r);
    return status;
}

void geo_rain_route_free(geo_rain_route *route)
{
    if (!route)
        return;
    geo_free(route->nodes);
    geo_free(route->order);
    geo_free(route->tops);
    geo_free(route->top);
    geo_free(route->first);
    geo_free(route->after);
    geo_free(route->own);
    geo_free(route->sums);
    geo_free(route->above);
    geo_free(route);
}

/* ---- water ---- */

static void pour(geo_rain_route *r, uint32_t leaf, double m3)
{
    for (uint32_t at = r->first[leaf]; at <= r->leaves; at += at & -at)
        r->sums[at] += m3;
}

static double sum_before(const geo_rain_route *r, uint32_t place)
{
    double sum = 0;
    for (uint32_t at = place - 1; at > 0; at -= at & -at)
        sum += r->sums[at];
    return sum;
}

/* What has come to a node: its own, and what was poured into its leaves so far. */
static double come_to(const geo_rain_route *r, uint32_t id)
{
    return r->own[id] + fmax(0, sum_before(r, r->after[id]) - sum_before(r, r->first[id]));
}

static void begin(geo_rain_route *r, const double *own_m3, geo_rain_pond *ponds)
{
    ponds[0] = (geo_rain_pond){0};
    for (uint32_t i = r->count; i-- > 0;) {
        uint32_t id = r->order[i];
        const geo_rain_node *n = &r->nodes[id];
        ponds[id] = (geo_rain_pond){0};
        r->own[id] = is_leaf(n) ? own_m3[id] : r->own[n->child_a] + r->own[n->child_b];
        r->above[id] = 0;
    }
    for (uint32_t i = 0; i <= r->leaves; i++)
        r->sums[i] = 0;
}

static double fill_tops(geo_rain_route *r, geo_rain_pond *ponds)
{
    double out = 0;
    for (uint32_t i = 0; i < r->top_count; i++) {
        uint32_t id = r->tops[i], to = r->nodes[id].spill_to;
        double come = r->own[id] + r->above[id], room = r->nodes[id].room_m3;
        ponds[id].stored_m3 = fmin(come, room);
        ponds[id].spilled_m3 = come - ponds[id].stored_m3;
        if (to) {
            r->above[r->top[to]] += ponds[id].spilled_m3;
            ponds[to].inflow_m3 += ponds[id].spilled_m3;
            pour(r, to, ponds[id].spilled_m3);
        } else {
            out += ponds[id].spilled_m3;
        }
    }
    return out;
}

/* What a node spills towards its sibling, of what came to it from elsewhere. */
static double spill(geo_rain_route *r, uint32_t id, double come)
{
    double m3 = fmax(0, come - r->nodes[id].room_m3);
    if (m3 > 0)
        pour(r, r->nodes[id].spill_to, m3);
    return m3;
}

/* What more the parent holds stands over the two of them. */
static void fill_pair(geo_rain_route *r, uint32_t parent, geo_rain_pond *ponds)
{
    uint32_t a = r->nodes[parent].child_a, b = r->nodes[parent].child_b;
    double room_a = r->nodes[a].room_m3, room_b = r->nodes[b].room_m3;
    double come_a = come_to(r, a), come_b = come_to(r, b);
    double from_a = spill(r, a, come_a), from_b = spill(r, b, come_b);
    ponds[a].stored_m3 = fmin(room_a, come_a + from_b);
    ponds[b].stored_m3 = fmin(room_b, come_b + from_a);
}

void geo_rain_route_run(geo_rain_route *route, const double *own_m3, geo_rain_pond *ponds,
                        double *out_m3)
{
    begin(route, own_m3, ponds);
    *out_m3 = fill_tops(route, ponds);
    for (uint32_t i = 0; i < route->count; i++)
        if (!is_leaf(&route->nodes[route->order[i]]))
            fill_pair(route, route->order[i], ponds);
}

uint32_t geo_rain_route_surface(const geo_rain_route *route, const geo_rain_pond *ponds,
                                uint32_t leaf)
{
    uint32_t found = leaf;
    for (uint32_t id = route->nodes[leaf].parent; id; id = route->nodes[id].parent) {
        const geo_rain_node *n = &route->nodes[id];
        double within = route->nodes[n->child_a].room_m3 + route->nodes[n->child_b].room_m3;
        if (ponds[id].stored_m3 < within)
            break;
        if (ponds[id].stored_m3 > within)
            found = id;
    }
    return found;
}

uint32_t geo_rain_route_top(const geo_rain_route *route, uint32_t node)
{
    return route->top[node];
}

double geo_rain_route_rest(const geo_rain_route *route, const geo_rain_pond *ponds, uint32_t node)
{
    const geo_rain_pond *top = &ponds[route->top[node]];
    return top->spilled_m3 > 0 ? top->spilled_m3 / (top->stored_m3 + top->spilled_m3) : 0;
}

double geo_rain_route_room(const geo_rain_route *route, uint32_t node)
{
    return route->nodes[node].room_m3;
}

double geo_rain_route_rises(const geo_rain_route *route, uint32_t node)
{
    return route->nodes[node].rises_m3;
}
