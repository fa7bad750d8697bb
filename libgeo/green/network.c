#include "green/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

#define ATTACH_M 250.0       /* an address further from every street is off the network */
#define ATTACH_NAMED_M 100.0 /* a street of the address's own name is preferred within this */
#define SHORT_M 1000.0       /* a component without a source and shorter than this is skipped */
#define GRID_PER_M 1000.0    /* vertices join on a 1 mm grid */

const char *const GEO_NETWORK_TEXT[1] = {"name"};
const char *const GEO_NETWORK_NUMBER[1] = {"foot"};

/* A straight piece of a street, with the nodes that stops made within it. */
typedef struct segment {
    geo_point a, b;
    uint32_t node_a, node_b;
    uint32_t line; /* row of the streets */
    double length;
    uint32_t first_node, first_inner,
        inner_count; /* nodes within it, made for stops, and their places in `inner` */
} segment;

struct geo_network {
    const geo_reach *reach;
    geo_features lines;
    uint32_t *order; /* rows that are walkable, by id */
    size_t line_count;
    GEO_VEC(segment) segments; /* in order of street id and measure */
    GEO_VEC(geo_point) nodes;
    geo_stops stops;       /* by segment, along, patch */
    GEO_VEC(double) inner; /* `along` of the inner nodes, segment by segment */
    geo_rtree *index;
    geo_graph *graph;
    geo_paths paths;
    uint32_t *component;
    double *component_length;
    bool *component_has_source;
    double limit_m;
    geo_network_facts facts;
};

/* ---- nodes and segments ---- */

typedef struct named_line {
    const char *id;
    uint32_t row;
} named_line;

static int compare_lines(const void *left, const void *right)
{
    const named_line *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

/* Walkable streets in order of their ids. */
static geo_status choose_lines(geo_ctx *ctx, geo_network *net)
{
    named_line *lines = geo_alloc(net->lines.count, sizeof *lines);
    net->order = geo_alloc(net->lines.count, sizeof *net->order);
    if (!lines || !net->order) {
        geo_free(lines);
        return geo_fail_nomem(ctx);
    }
    net->facts.streets = net->lines.count;
    for (uint32_t row = 0; row < net->lines.count; row++) {
        net->facts.not_walkable += net->lines.number[0][row] == 0;
        net->facts.foot_unknown += isnan(net->lines.number[0][row]);
        if (net->lines.number[0][row] != 0)
            lines[net->line_count++] = (named_line){net->lines.ids[row], row};
    }
    qsort(lines, net->line_count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < net->line_count; i++)
        net->order[i] = lines[i].row;
    geo_free(lines);
    return GEO_OK;
}

static geo_status node_at(geo_ctx *ctx, geo_network *net, geo_map *by_place, geo_point p,
                          uint32_t *out)
{
    int64_t key[2] = {llround(p.x * GRID_PER_M), llround(p.y * GRID_PER_M)};
    uint32_t *known = geo_map_get(by_place, (const char *)key, sizeof key);
    *out = known ? *known : (uint32_t)net->nodes.count;
    if (known)
        return GEO_OK;
    if (!geo_vec_push(&net->nodes, p) ||
        !geo_map_set(by_place, (const char *)key, sizeof key, *out))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status add_line(geo_ctx *ctx, geo_network *net, geo_map *by_place, uint32_t row)
{
    const geo_geom *line = &net->lines.geoms[row];
    uint32_t start = 0;
    for (uint32_t k = 0; k < line->end_count; start = line->ends[k++]) {
        uint32_t before = 0, here;
        for (uint32_t i = start; i < line->ends[k]; i++, before = here) {
            geo_status status = node_at(ctx, net, by_place, line->points[i], &here);
            if (status != GEO_OK)
                return status;
            if (i == start || here == before)
                continue;
            geo_point a = line->points[i - 1], b = line->points[i];
            segment made = {.a = a,
                            .b = b,
                            .node_a = before,
                            .node_b = here,
                            .line = row,
                            .length = geo_point_distance(a, b)};
            if (!geo_vec_push(&net->segments, made))
                return geo_fail_nomem(ctx);
        }
    }
    return GEO_OK;
}

static geo_status make_segments(geo_ctx *ctx, geo_network *net)
{
    geo_map *by_place = geo_map_new();
    geo_status status = by_place ? choose_lines(ctx, net) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < net->line_count; i++)
        status = add_line(ctx, net, by_place, net->order[i]);
    geo_map_free(by_place);
    return status;
}

static geo_status index_segments(geo_ctx *ctx, geo_network *net)
{
    size_t count = net->segments.count;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        boxes[i] = geo_box_join(geo_box_around(net->segments.items[i].a, 0),
                                geo_box_around(net->segments.items[i].b, 0));
    geo_status status = geo_rtree_new(ctx, boxes, count, &net->index);
    geo_free(boxes);
    return status;
}

/* ---- sources ---- */

static int compare_stops(const void *left, const void *right)
{
    const geo_stop *a = left, *b = right;
    if (a->segment != b->segment)
        return a->segment < b->segment ? -1 : 1;
    if (a->along != b->along)
        return a->along < b->along ? -1 : 1;
    return (a->patch > b->patch) - (a->patch < b->patch);
}

static geo_status find_stops(geo_ctx *ctx, geo_network *net, const geo_reach *reach, double stub_m)
{
    geo_hits hits = {0};
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < net->segments.count; i++) {
        const segment *s = &net->segments.items[i];
        status = geo_reach_stops(reach, i, s->a, s->b, stub_m, &hits, &net->stops);
    }
    geo_free(hits.items);
    if (status != GEO_OK)
        return geo_fail_nomem(ctx);
    if (net->stops.count)
        qsort(net->stops.items, net->stops.count, sizeof *net->stops.items, compare_stops);
    net->facts.sources = net->stops.count;
    return GEO_OK;
}

/* The node of a place on a segment: an end of it, the inner node made last, or a new one. */
static geo_status node_on(geo_ctx *ctx, geo_network *net, segment *s, double along, uint32_t *out)
{
    *out = along <= 0 ? s->node_a : s->node_b;
    if (along <= 0 || along >= 1)
        return GEO_OK;
    *out = (uint32_t)net->nodes.count - 1;
    if (s->inner_count && net->inner.items[net->inner.count - 1] == along)
        return GEO_OK;
    geo_point p = {s->a.x + along * (s->b.x - s->a.x), s->a.y + along * (s->b.y - s->a.y)};
    *out = (uint32_t)net->nodes.count;
    s->inner_count++;
    if (!geo_vec_push(&net->nodes, p) || !geo_vec_push(&net->inner, along))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status place_sources(geo_ctx *ctx, geo_network *net, geo_source_node *sources)
{
    size_t stop = 0;
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < net->segments.count; i++) {
        segment *s = &net->segments.items[i];
        s->first_node = (uint32_t)net->nodes.count;
        s->first_inner = (uint32_t)net->inner.count;
        for (; status == GEO_OK && stop < net->stops.count && net->stops.items[stop].segment == i;
             stop++) {
            const geo_stop *here = &net->stops.items[stop];
            sources[stop] = (geo_source_node){.cost = here->cost_m, .label = here->patch};
            status = node_on(ctx, net, s, here->along, &sources[stop].node);
        }
    }
    return status;
}

/* Place and node of the i-th node along a segment: 0 is its beginning, inner_count + 1 its end. */
static double along_of(const geo_network *net, const segment *s, uint32_t i)
{
    if (i == 0)
        return 0;
    return i > s->inner_count ? 1 : net->inner.items[s->first_inner + i - 1];
}

static uint32_t node_of(const segment *s, uint32_t i)
{
    if (i == 0)
        return s->node_a;
    return i > s->inner_count ? s->node_b : s->first_node + i - 1;
}

static geo_status make_graph(geo_ctx *ctx, geo_network *net)
{
    size_t count = 0;
    geo_edge *edges = geo_alloc(net->segments.count + net->inner.count, sizeof *edges);
    if (!edges)
        return geo_fail_nomem(ctx);
    for (size_t k = 0; k < net->segments.count; k++) {
        const segment *s = &net->segments.items[k];
        for (uint32_t i = 0; i <= s->inner_count; i++)
            edges[count++] =
                (geo_edge){node_of(s, i), node_of(s, i + 1),
                           (along_of(net, s, i + 1) - along_of(net, s, i)) * s->length};
    }
    geo_status status = geo_graph_new(ctx, (uint32_t)net->nodes.count, edges, count, &net->graph);
    geo_free(edges);
    return status;
}

static geo_status search(geo_ctx *ctx, geo_network *net, const geo_source_node *sources)
{
    size_t nodes = net->nodes.count;
    uint32_t components = 0;
    net->paths = (geo_paths){geo_alloc(nodes, sizeof(double)), geo_alloc(nodes, sizeof(uint32_t)),
                             geo_alloc(nodes, sizeof(uint32_t))};
    net->component = geo_alloc(nodes, sizeof *net->component);
    if (!net->paths.cost || !net->paths.label || !net->paths.before || !net->component)
        return geo_fail_nomem(ctx);
    geo_status status =
        geo_graph_search(ctx, net->graph, sources, net->stops.count, net->limit_m, &net->paths);
    if (status == GEO_OK)
        status = geo_graph_components(ctx, net->graph, net->component, &components,
                                      &net->component_length);
    if (status == GEO_OK && !(net->component_has_source = geo_calloc(components, sizeof(bool))))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < net->stops.count; i++)
        net->component_has_source[net->component[sources[i].node]] = true;
    net->facts.components = components;
    return status;
}

geo_status geo_network_new(geo_ctx *ctx, geo_source *street, const geo_reach *reach,
                           const geo_network_options *options, geo_network **out)
{
    geo_source_node *sources = NULL;
    geo_network *net = geo_calloc(1, sizeof *net);
    if (!net)
        return geo_fail_nomem(ctx);
    net->reach = reach;
    net->limit_m = options->limit_m;
    geo_status status = geo_source_read(ctx, street, NULL, &net->lines);
    if (status == GEO_OK)
        status = make_segments(ctx, net);
    if (status == GEO_OK)
        status = index_segments(ctx, net);
    if (status == GEO_OK)
        status = find_stops(ctx, net, reach, options->stub_m);
    if (status == GEO_OK && !(sources = geo_calloc(net->stops.count, sizeof *sources)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = place_sources(ctx, net, sources);
    if (status == GEO_OK)
        status = make_graph(ctx, net);
    if (status == GEO_OK)
        status = search(ctx, net, sources);
    geo_free(sources);
    if (status != GEO_OK) {
        geo_network_free(net);
        return geo_while(ctx, status, "building the network of '%s'", geo_source_name(street));
    }
    net->facts.nodes = net->nodes.count;
    net->facts.segments = net->segments.count;
    *out = net;
    return GEO_OK;
}

void geo_network_free(geo_network *net)
{
    if (!net)
        return;
    geo_features_release(&net->lines);
    geo_free(net->order);
    geo_free(net->segments.items);
    geo_free(net->nodes.items);
    geo_free(net->stops.items);
    geo_free(net->inner.items);
    geo_rtree_free(net->index);
    geo_graph_free(net->graph);
    geo_free(net->paths.cost);
    geo_free(net->paths.label);
    geo_free(net->paths.before);
    geo_free(net->component);
    geo_free(net->component_length);
    geo_free(net->component_has_source);
    geo_free(net);
}

geo_network_facts geo_network_tell(const geo_network *net)
{
    return net->facts;
}

/* ---- walking ---- */

typedef struct asked {
    const geo_network *net;
    const char *street; /* NULL: any */
    bool skipped;       /* segments that lead nowhere too */
} asked;

static bool is_skipped(const geo_network *net, const segment *s)
{
    uint32_t component = net->component[s->node_a];
    return !net->component_has_source[component] && net->component_length[component] < SHORT_M;
}

static double segment_distance(void *self, uint32_t index, geo_point p)
{
    const asked *question = self;
    const segment *s = &question->net->segments.items[index];
    const char *name = question->net->lines.text[0][s->line];
    if (question->street && (!name || strcmp(name, question->street) != 0))
        return INFINITY;
    if (!question->skipped && is_skipped(question->net, s))
        return INFINITY;
    return geo_segment_distance(p, s->a, s->b, NULL, NULL);
}

static geo_status attach(const geo_network *net, geo_point p, const char *street,
                         uint32_t *out_segment, double *out_m)
{
    asked named = {net, street, false}, any = {net, NULL, false};
    geo_status status = GEO_ERR_NOTFOUND;
    if (street && *street)
        status = geo_rtree_nearest(NULL, net->index, p, ATTACH_NAMED_M, segment_distance, &named,
                                   out_segment, out_m);
    if (status == GEO_ERR_NOTFOUND)
        status = geo_rtree_nearest(NULL, net->index, p, ATTACH_M, segment_distance, &any,
                                   out_segment, out_m);
    return status;
}

/* Without a segment that leads somewhere: is there one at all? */
static geo_status why_not_attached(const geo_network *net, geo_point p, geo_walk *out)
{
    asked all = {net, NULL, true};
    uint32_t found;
    double distance;
    geo_status status =
        geo_rtree_nearest(NULL, net->index, p, ATTACH_M, segment_distance, &all, &found, &distance);
    if (status == GEO_OK)
        out->end = GEO_WALK_UNREACHABLE;
    return status == GEO_ERR_NOTFOUND ? GEO_OK : status;
}

/* From a place on a segment to the better of the two nodes around it. */
static void leave_segment(const geo_network *net, const segment *s, double along, geo_walk *walk)
{
    uint32_t after = 0;
    while (after < s->inner_count + 1 && along_of(net, s, after) < along)
        after++;
    uint32_t from = after ? after - 1 : 0;
    walk->dist_m = INFINITY;
    for (uint32_t i = from; i <= after; i++) {
        uint32_t node = node_of(s, i);
        double cost = net->paths.cost[node] + fabs(along_of(net, s, i) - along) * s->length;
        bool lower = cost == walk->dist_m && isfinite(cost) && net->paths.label[node] < walk->patch;
        if (cost < walk->dist_m || lower) {
            walk->dist_m = cost;
            walk->patch = net->paths.label[node];
            walk->first_node = node;
        }
    }
}

geo_status geo_network_walk(const geo_network *net, geo_point p, const char *street, geo_walk *out)
{
    double stub_m, along;
    *out = (geo_walk){.end = GEO_WALK_OFF_NETWORK, .dist_m = INFINITY};
    geo_status status = attach(net, p, street, &out->segment, &stub_m);
    if (status == GEO_ERR_NOTFOUND)
        return why_not_attached(net, p, out);
    if (status != GEO_OK)
        return status;
    const segment *s = &net->segments.items[out->segment];
    geo_segment_distance(p, s->a, s->b, &out->foot, &along);
    status = geo_reach_nearest(net->reach, out->foot, 0, &out->patch, &out->dist_m);
    out->first_node = GEO_NODE_NONE;
    if (status == GEO_ERR_NOTFOUND)
        leave_segment(net, s, along, out);
    else if (status != GEO_OK)
        return status;
    out->dist_m += stub_m;
    if (out->dist_m <= net->limit_m)
        out->end = GEO_WALK_FOUND;
    else
        out->end = net->component_has_source[net->component[s->node_a]] ? GEO_WALK_BEYOND
                                                                        : GEO_WALK_UNREACHABLE;
    return GEO_OK;
}

geo_step geo_network_step(const geo_network *net, uint32_t node)
{
    return (geo_step){net->nodes.items[node], net->paths.before[node], net->paths.label[node],
                      isfinite(net->paths.cost[node])};
}

geo_status geo_network_route(geo_ctx *ctx, const geo_network *net, geo_point p,
                             const geo_walk *walk, const geo_reach *reach, geo_line_points *out)
{
    geo_point end;
    if (!geo_vec_push(out, p) || !geo_vec_push(out, walk->foot))
        return geo_fail_nomem(ctx);
    uint32_t node = walk->first_node;
    for (; node != GEO_NODE_NONE; node = net->paths.before[node])
        if (!geo_vec_push(out, net->nodes.items[node]))
            return geo_fail_nomem(ctx);
    geo_point last = out->items[out->count - 1];
    if (geo_geom_distance(&geo_reach_patches(reach)->items[walk->patch].shape, last, &end) > 0 &&
        !geo_vec_push(out, end))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}
