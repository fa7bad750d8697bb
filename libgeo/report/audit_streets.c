/* Streets as a network: pieces that hang on nothing, addresses that no street comes near. */
#include <math.h>

#include "base/alloc.h"
#include "green/network.h"
#include "report/audit_state.h"

#define GRID_PER_M 1000.0 /* vertices join on a 1 mm grid, as in green/network */

typedef struct web {
    const geo_audit_layer *street;
    uint32_t *first_node; /* per street; GEO_NODE_NONE: it cannot be walked */
    GEO_VEC(geo_edge) edges;
    uint32_t node_count;
    uint32_t *component;
    uint32_t component_count;
    double *length;
    uint32_t largest;
} web;

static void web_release(web *w)
{
    geo_free(w->first_node);
    geo_free(w->edges.items);
    geo_free(w->component);
    geo_free(w->length);
}

static geo_status node_at(geo_ctx *ctx, web *w, geo_map *places, geo_point p, uint32_t *out)
{
    int64_t key[2] = {llround(p.x * GRID_PER_M), llround(p.y * GRID_PER_M)};
    const uint32_t *known = geo_map_get(places, (const char *)key, sizeof key);
    *out = known ? *known : w->node_count;
    if (known)
        return GEO_OK;
    w->node_count++;
    return geo_map_set(places, (const char *)key, sizeof key, *out) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status add_street(geo_ctx *ctx, web *w, geo_map *places, size_t row)
{
    const geo_geom *line = &w->street->rows.geoms[row];
    geo_status status = GEO_OK;
    for (uint32_t k = 0; k < line->end_count; k++) {
        geo_run run = geo_geom_run(line, k);
        uint32_t before = GEO_NODE_NONE, here;
        for (size_t i = 0; i < run.count; i++, before = here) {
            status = node_at(ctx, w, places, run.points[i], &here);
            if (status)
                return status;
            if (w->first_node[row] == GEO_NODE_NONE)
                w->first_node[row] = here;
            if (!i)
                continue;
            double cost = geo_point_distance(run.points[i - 1], run.points[i]);
            if (!geo_vec_push(&w->edges, ((geo_edge){before, here, cost})))
                return geo_fail_nomem(ctx);
        }
    }
    return status;
}

static geo_status join_streets(geo_ctx *ctx, web *w)
{
    const double *foot = geo_audit_number(w->street, "foot");
    geo_map *places = geo_map_new();
    geo_graph *graph = NULL;
    w->first_node = geo_alloc(w->street->rows.count, sizeof *w->first_node);
    geo_status status = places && w->first_node ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < w->street->rows.count; i++) {
        w->first_node[i] = GEO_NODE_NONE;
        if (!foot || foot[i] != 0)
            status = add_street(ctx, w, places, i);
    }
    geo_map_free(places);
    if (!status && !(w->component = geo_alloc(w->node_count, sizeof *w->component)))
        status = geo_fail_nomem(ctx);
    if (!status)
        status = geo_graph_new(ctx, w->node_count, w->edges.items, w->edges.count, &graph);
    if (!status)
        status = geo_graph_components(ctx, graph, w->component, &w->component_count, &w->length);
    geo_graph_free(graph);
    return status;
}

static double find_largest(web *w)
{
    double whole = 0;
    for (uint32_t i = 0; i < w->component_count; i++) {
        whole += w->length[i];
        w->largest = w->length[i] > w->length[w->largest] ? i : w->largest;
    }
    return whole;
}

static bool is_apart(const web *w, size_t row)
{
    return w->component[w->first_node[row]] != w->largest;
}

static void tell_pieces(geo_audit *audit, web *w)
{
    geo_audit_count bad = {.check = GEO_AUDIT_STREET_PIECES, .theme = "street"};
    double whole = find_largest(w);
    for (size_t i = 0; i < w->street->rows.count; i++) {
        if (w->first_node[i] == GEO_NODE_NONE)
            continue;
        bad.of++;
        if (is_apart(w, i))
            geo_audit_add(&bad, w->street->rows.ids[i]);
    }
    geo_audit_tell(
        audit, &bad, "walkable streets off the largest of %u pieces, %.1f %% of the length",
        w->component_count, whole > 0 ? 100 * (whole - w->length[w->largest]) / whole : 0.0);
}

/* ---- addresses ---- */

static double walkable_distance(void *self, uint32_t index, geo_point p)
{
    const web *w = self;
    return w->first_node[index] == GEO_NODE_NONE
               ? INFINITY
               : geo_geom_distance(&w->street->rows.geoms[index], p, NULL);
}

/* Whoever lives on a piece of its own walks nowhere else, which no average of the town shows. */
static geo_status tell_on_piece(geo_ctx *ctx, geo_audit *audit, web *w, geo_audit_layer *street,
                                const geo_audit_layer *address)
{
    geo_audit_count bad = {.check = GEO_AUDIT_ADDRESS_ON_PIECE, .theme = "address"};
    const geo_rtree *index;
    geo_status status = geo_audit_index(ctx, street, &index);
    for (size_t i = 0; !status && i < address->rows.count; i++) {
        uint32_t nearest;
        double apart_m;
        status = geo_rtree_nearest(ctx, index, address->rows.geoms[i].points[0],
                                   geo_audit_threshold(audit, bad.check), walkable_distance, w,
                                   &nearest, &apart_m);
        bad.of += !status;
        if (!status && is_apart(w, nearest))
            geo_audit_add(&bad, address->rows.ids[i]);
        if (status == GEO_ERR_NOTFOUND)
            status = GEO_OK; /* off the network */
    }
    if (!status)
        geo_audit_tell(audit, &bad,
                       "the street nearest to these addresses is off the largest piece");
    return status;
}

/* gn-access's own way of tying an address to a street; without any green nothing is reached, but
 * whether there is a street is told all the same. */
static geo_status count_off(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *address,
                            const geo_network *network)
{
    geo_audit_count bad = {
        .check = GEO_AUDIT_ADDRESS_OFF_NETWORK, .theme = "address", .of = address->rows.count};
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < address->rows.count; i++) {
        geo_walk walk;
        status = geo_network_walk(network, address->rows.geoms[i].points[0], NULL, &walk);
        if (!status && walk.end == GEO_WALK_OFF_NETWORK)
            geo_audit_add(&bad, address->rows.ids[i]);
    }
    if (status)
        return geo_fail_nomem(ctx);
    geo_audit_tell(audit, &bad, "addresses without a street to walk on nearby");
    return GEO_OK;
}

static geo_status tell_off(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *address,
                           const geo_audit_layer *street)
{
    const geo_source_options columns = {
        .text = GEO_NETWORK_TEXT, .text_count = 1, .number = GEO_NETWORK_NUMBER, .number_count = 1};
    const geo_network_options options = {.stub_m = 0, .limit_m = 1};
    const geo_patches none = {.count = 0};
    geo_source *source = NULL;
    geo_reach *reach = NULL;
    geo_network *network = NULL;
    geo_status status = geo_audit_reopen(ctx, audit, street, &columns, &source);
    if (!status)
        status = geo_reach_new(ctx, &none, &reach);
    if (!status)
        status = geo_network_new(ctx, source, reach, &options, &network);
    if (!status)
        status = count_off(ctx, audit, address, network);
    geo_network_free(network);
    geo_reach_free(reach);
    geo_source_free(source);
    return status;
}

static geo_status check_addresses(geo_ctx *ctx, geo_audit *audit, web *w)
{
    geo_audit_layer *both[2];
    if (!geo_audit_both(audit,
                        GEO_AUDIT_LIST(GEO_AUDIT_ADDRESS_OFF_NETWORK, GEO_AUDIT_ADDRESS_ON_PIECE),
                        "address", "street", both))
        return GEO_OK;
    geo_status status = tell_on_piece(ctx, audit, w, both[1], both[0]);
    return status ? status : tell_off(ctx, audit, both[0], both[1]);
}

/* Whether streets join matters to those who walk. */
geo_status geo_audit_streets(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *street;
    if (!geo_audit_want_of(audit->rules, "street", "foot") ||
        !geo_audit_ready(audit,
                         GEO_AUDIT_LIST(GEO_AUDIT_STREET_PIECES, GEO_AUDIT_ADDRESS_OFF_NETWORK,
                                        GEO_AUDIT_ADDRESS_ON_PIECE),
                         "street", &street))
        return GEO_OK;
    web w = {.street = street};
    geo_status status = join_streets(ctx, &w);
    if (!status)
        tell_pieces(audit, &w);
    if (!status)
        status = check_addresses(ctx, audit, &w);
    web_release(&w);
    return status;
}
