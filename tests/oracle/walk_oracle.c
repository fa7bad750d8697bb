#include "walk_oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

typedef struct oracle_net {
    const oracle_street *streets;
    size_t count, node_count;
    geo_point nodes[2 * ORACLE_SEGMENTS];
    size_t from[ORACLE_SEGMENTS], to[ORACLE_SEGMENTS];
    double (*way)[2 * ORACLE_SEGMENTS]; /* between all nodes */
} oracle_net;

static size_t oracle_node(oracle_net *net, geo_point p)
{
    for (size_t i = 0; i < net->node_count; i++)
        if (llround(net->nodes[i].x * 1000) == llround(p.x * 1000) &&
            llround(net->nodes[i].y * 1000) == llround(p.y * 1000))
            return i;
    net->nodes[net->node_count] = p;
    return net->node_count++;
}

static double oracle_length(const oracle_street *s)
{
    return hypot(s->b.x - s->a.x, s->b.y - s->a.y);
}

/* Floyd 1962, Algorithm 97, doi:10.1145/367766.368168. */
static void oracle_ways(oracle_net *net)
{
    size_t n = 2 * ORACLE_SEGMENTS;
    net->way = malloc(n * sizeof *net->way);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            net->way[i][j] = i == j ? 0 : INFINITY;
    for (size_t i = 0; i < net->count; i++) {
        size_t a = net->from[i] = oracle_node(net, net->streets[i].a);
        size_t b = net->to[i] = oracle_node(net, net->streets[i].b);
        double length = oracle_length(&net->streets[i]);
        net->way[a][b] = net->way[b][a] = fmin(net->way[a][b], length);
    }
    for (size_t k = 0; k < net->node_count; k++)
        for (size_t i = 0; i < net->node_count; i++)
            for (size_t j = 0; j < net->node_count; j++)
                net->way[i][j] = fmin(net->way[i][j], net->way[i][k] + net->way[k][j]);
}

static bool oracle_connected(const oracle_net *net, size_t i, size_t j)
{
    return isfinite(net->way[net->from[i]][net->from[j]]);
}

/* Has the component of segment i no stop and less than 1 km of streets? */
static bool oracle_skips(const oracle_net *net, const geo_stops *stops, size_t i)
{
    double length = 0;
    for (size_t k = 0; k < stops->count; k++)
        if (oracle_connected(net, i, stops->items[k].segment))
            return false;
    for (size_t j = 0; j < net->count; j++)
        length += oracle_connected(net, i, j) ? oracle_length(&net->streets[j]) : 0;
    return length < 1000;
}

static size_t oracle_attach(const oracle_net *net, const geo_stops *stops, geo_point p,
                            const char *name, double within)
{
    size_t best = SIZE_MAX;
    double least = within;
    for (size_t i = 0; i < net->count; i++) {
        const oracle_street *s = &net->streets[i];
        double d = geo_segment_distance(p, s->a, s->b, NULL, NULL);
        bool named = !name || (s->name && strcmp(s->name, name) == 0);
        if (named && d <= least && (d < least || best == SIZE_MAX) &&
            !oracle_skips(net, stops, i)) {
            best = i;
            least = d;
        }
    }
    return best;
}

/* From `along` on segment i to a stop, cost of the stop included. */
static double oracle_way(const oracle_net *net, size_t i, double along, const geo_stop *stop)
{
    double here = oracle_length(&net->streets[i]);
    double there = oracle_length(&net->streets[stop->segment]);
    double best = stop->segment == i ? fabs(stop->along - along) * here : INFINITY;
    for (int leave = 0; leave < 2; leave++)
        for (int enter = 0; enter < 2; enter++) {
            size_t a = leave ? net->to[i] : net->from[i];
            size_t b = enter ? net->to[stop->segment] : net->from[stop->segment];
            double walk = (leave ? 1 - along : along) * here + net->way[a][b] +
                          (enter ? 1 - stop->along : stop->along) * there;
            best = fmin(best, walk);
        }
    return best + stop->cost_m;
}

static oracle_walk oracle_from(const oracle_net *net, const geo_reach *reach,
                               const geo_stops *stops, double limit_m, geo_point p, size_t i)
{
    geo_point foot;
    double along, inside;
    const oracle_street *s = &net->streets[i];
    double stub = geo_segment_distance(p, s->a, s->b, &foot, &along);
    oracle_walk out = {GEO_WALK_UNREACHABLE, INFINITY, 0};
    for (size_t k = 0; k < stops->count; k++) {
        double way = oracle_way(net, i, along, &stops->items[k]);
        if (isfinite(way))
            out.end = GEO_WALK_BEYOND;
        if (way < out.dist_m) {
            out.dist_m = way;
            out.patch = stops->items[k].patch;
        }
    }
    uint32_t patch;
    if (geo_reach_nearest(reach, foot, 0, &patch, &inside) == GEO_OK) {
        out.dist_m = 0;
        out.patch = patch;
    }
    out.dist_m += stub;
    if (out.dist_m <= limit_m)
        out.end = GEO_WALK_FOUND;
    return out;
}

oracle_walk oracle_walks(const oracle_street *streets, size_t count, const geo_reach *reach,
                         const geo_network_options *options, geo_point p, const char *street)
{
    static oracle_net net; /* large */
    geo_stops stops = {0};
    geo_hits hits = {0};
    oracle_walk out = {GEO_WALK_OFF_NETWORK, INFINITY, 0};
    net = (oracle_net){.streets = streets, .count = count};
    oracle_ways(&net);
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        status =
            geo_reach_stops(reach, i, streets[i].a, streets[i].b, options->stub_m, &hits, &stops);
    size_t at = street && *street ? oracle_attach(&net, &stops, p, street, 100) : SIZE_MAX;
    if (at == SIZE_MAX)
        at = oracle_attach(&net, &stops, p, NULL, 250);
    for (size_t i = 0; i < count; i++) /* streets near, though all of them lead nowhere */
        if (geo_segment_distance(p, streets[i].a, streets[i].b, NULL, NULL) <= 250)
            out.end = GEO_WALK_UNREACHABLE;
    if (at != SIZE_MAX)
        out = oracle_from(&net, reach, &stops, options->limit_m, p, at);
    geo_free(stops.items);
    geo_free(hits.items);
    free(net.way);
    return out;
}
