/* Which depressions are sinks. What is too small is too small with all that lies within it, since a
 * depression is no shallower, smaller or emptier than its children; so each question is answered
 * by one way through the tree, up (children have lower ids) or down. */
#include <math.h>

#include "base/alloc.h"
#include "water/sinks_parts.h"

typedef struct pruning {
    const geo_depression *d;
    uint32_t count, labels;
    const geo_sinks_options *options;
    double cell_m2;
    bool *big;
    bool *holds;    /* a sink, or has one within */
    uint32_t *sink; /* by depression: its number, 0: it is none */
    uint32_t *full; /* the sink without children that it is or lies within; 0 */
    uint32_t *lost; /* the largest depression around it, itself included, in which there is no sink
                       and which lies in no such sink; 0: there is none */
    uint32_t *low;  /* the lowest sink around it */
    uint32_t *way;  /* by lost depression: where its water goes, once known */
    double *own_m3;
} pruning;

/* Heights are floats: 5 cm between two of them may come out a little less. */
static bool is_deep(const geo_depression *d, double min_m)
{
    double slack = 1e-6 + 2.4e-7 * fmax(fabs((double)d->z_spill), fabs((double)d->z_pit));
    return (double)d->z_spill - (double)d->z_pit >= min_m - slack;
}

static bool is_big(const pruning *p, uint32_t id)
{
    const geo_depression *d = &p->d[id];
    double slack = 1e-9;
    return is_deep(d, p->options->min_depth_m) &&
           (double)d->wet_cells * p->cell_m2 >= p->options->min_area_m2 * (1 - slack) &&
           d->volume_m3 >= p->options->min_volume_m3 * (1 - slack);
}

static uint32_t other_child(const pruning *p, uint32_t id)
{
    const geo_depression *parent = &p->d[p->d[id].parent];
    return parent->child_a == id ? parent->child_b : parent->child_a;
}

/* One of two that join and are both worth a row, or of a tree the whole. */
static bool is_sink(const pruning *p, uint32_t id)
{
    return p->big[id] && (p->d[id].parent == GEO_FLOOD_OCEAN || p->big[other_child(p, id)]);
}

static void add_own(pruning *p, uint32_t id, uint32_t child)
{
    if (child != GEO_FLOOD_OCEAN && !p->sink[child])
        p->own_m3[id] += p->big[child] ? p->own_m3[child] : p->d[child].volume_m3;
}

static uint32_t look_up(pruning *p)
{
    uint32_t sinks = 0;
    for (uint32_t id = 1; id <= p->count; id++)
        p->big[id] = is_big(p, id);
    for (uint32_t id = 1; id <= p->count; id++) {
        const geo_depression *d = &p->d[id];
        p->sink[id] = is_sink(p, id) ? ++sinks : 0;
        p->holds[id] = p->holds[id] || p->sink[id];
        if (d->parent != GEO_FLOOD_OCEAN)
            p->holds[d->parent] = p->holds[d->parent] || p->holds[id];
        p->own_m3[id] = d->own_m3;
        add_own(p, id, d->child_a);
        add_own(p, id, d->child_b);
    }
    return sinks;
}

/* No sink lies within it, and it is one. */
static bool is_last(const pruning *p, uint32_t id)
{
    const geo_depression *d = &p->d[id];
    return p->sink[id] && !(d->child_a && (p->holds[d->child_a] || p->holds[d->child_b]));
}

static void look_down(pruning *p)
{
    for (uint32_t id = p->count; id > 0; id--) {
        uint32_t parent = p->d[id].parent;
        p->low[id] = p->sink[id] ? p->sink[id] : p->low[parent];
        p->full[id] = p->full[parent] ? p->full[parent] : (is_last(p, id) ? p->sink[id] : 0);
        p->lost[id] = p->lost[parent];
        if (!p->lost[id] && !p->full[id] && !p->holds[id])
            p->lost[id] = id;
    }
}

/* The sink without children to which a label drains: what is too small passes on what it gets. Each
 * time that is into a smaller part of the tree, or into a tree nearer to the way out of the grid.
 */
static uint32_t drain_of(pruning *p, uint32_t label)
{
    uint32_t end = label, sink;
    while (end != GEO_FLOOD_OCEAN && !p->full[end] && p->way[p->lost[end]] == UINT32_MAX)
        end = p->d[p->lost[end]].spill_to;
    sink = end == GEO_FLOOD_OCEAN ? 0 : (p->full[end] ? p->full[end] : p->way[p->lost[end]]);
    while (label != end) {
        uint32_t lost = p->lost[label];
        p->way[lost] = sink;
        label = p->d[lost].spill_to;
    }
    return sink;
}

static geo_point centre_of(geo_frame frame, uint64_t cell)
{
    uint64_t width = (uint64_t)frame.width;
    return geo_frame_centre(frame, (int64_t)(cell / width), (int64_t)(cell % width));
}

static void take_row(const pruning *p, uint32_t id, geo_frame frame, geo_sinks_tree *tree)
{
    const geo_depression *d = &p->d[id];
    uint32_t sink = p->sink[id], parent = p->low[d->parent];
    geo_sink *row = &tree->items[sink];
    row->parent = tree->parents[sink] = parent;
    row->volume_m3 = d->volume_m3;
    row->own_m3 = p->own_m3[id];
    row->area_m2 = (double)d->wet_cells * p->cell_m2;
    row->z_pit_m = (double)d->z_pit;
    row->z_spill_m = (double)d->z_spill;
    row->spill = centre_of(frame, d->spill);
    row->spill_to = tree->drain[d->spill_to];
    row->on_building = row->on_water = NAN;
    tree->spills[sink] = d->spill;
    if (!parent)
        return;
    geo_sink *above = &tree->items[parent]; /* children come before their parents */
    if (!above->child_a) {
        above->child_a = sink;
    } else {
        bool first = tree->items[above->child_a].z_pit_m <= row->z_pit_m;
        above->child_b = first ? sink : above->child_a;
        above->child_a = first ? above->child_a : sink;
    }
}

static void set_jumps(geo_sinks_tree *tree, uint32_t *depths)
{
    for (uint32_t id = tree->count; id > 0; id--) {
        uint32_t near = tree->parents[id], far = near ? tree->jumps[near] : 0;
        bool alike = near && depths[near] - depths[far] == depths[far] - depths[tree->jumps[far]];
        tree->jumps[id] = near ? (alike ? tree->jumps[far] : near) : id;
        depths[id] = near ? depths[near] + 1 : 0;
    }
}

uint32_t geo_sinks_over(const geo_sinks_tree *tree, uint32_t base, float z)
{
    const geo_sink *items = tree->items;
    while (base && !((double)z < items[base].z_spill_m)) {
        uint32_t jump = tree->jumps[base];
        bool far = jump != base && !((double)z < items[jump].z_spill_m);
        base = far ? jump : tree->parents[base];
    }
    return base;
}

static void settle(pruning *p, geo_frame frame, geo_sinks_tally *tally, geo_sinks_tree *tree)
{
    for (uint32_t label = 0; label <= p->labels; label++) {
        tree->base[label] = p->low[label];
        tree->drain[label] = label == GEO_FLOOD_OCEAN ? 0 : drain_of(p, label);
    }
    for (uint32_t label = 1; label <= p->labels; label++)
        tree->items[tree->drain[label]].catchment_m2 +=
            (double)p->d[label].catchment_cells * p->cell_m2;
    for (uint32_t id = 1; id <= p->count; id++) {
        if (p->sink[id])
            take_row(p, id, frame, tree);
        if (p->lost[id] == id && p->d[id].parent == GEO_FLOOD_OCEAN) {
            tally->left_out++;
            tally->left_out_m3 += p->d[id].volume_m3;
        }
    }
    for (uint32_t sink = 1; sink <= tree->count; sink++)
        if (tree->parents[sink])
            tree->items[tree->parents[sink]].catchment_m2 += tree->items[sink].catchment_m2;
}

static bool make_room(pruning *p)
{
    size_t count = (size_t)p->count + 1;
    p->big = geo_calloc(count, sizeof *p->big);
    p->holds = geo_calloc(count, sizeof *p->holds);
    p->sink = geo_calloc(count, sizeof *p->sink);
    p->full = geo_calloc(count, sizeof *p->full);
    p->lost = geo_calloc(count, sizeof *p->lost);
    p->low = geo_calloc(count, sizeof *p->low);
    p->way = geo_alloc(count, sizeof *p->way);
    p->own_m3 = geo_calloc(count, sizeof *p->own_m3);
    for (size_t i = 0; p->way && i < count; i++)
        p->way[i] = UINT32_MAX;
    return p->big && p->holds && p->sink && p->full && p->lost && p->low && p->way && p->own_m3;
}

static void release(pruning *p)
{
    geo_free(p->big);
    geo_free(p->holds);
    geo_free(p->sink);
    geo_free(p->full);
    geo_free(p->lost);
    geo_free(p->low);
    geo_free(p->way);
    geo_free(p->own_m3);
}

static bool make_tree(uint32_t labels, geo_sinks_tree *tree)
{
    size_t count = (size_t)tree->count + 1;
    tree->items = geo_calloc(count, sizeof *tree->items);
    tree->spills = geo_calloc(count, sizeof *tree->spills);
    tree->parents = geo_calloc(count, sizeof *tree->parents);
    tree->jumps = geo_calloc(count, sizeof *tree->jumps);
    tree->base = geo_calloc((size_t)labels + 1, sizeof *tree->base);
    tree->drain = geo_calloc((size_t)labels + 1, sizeof *tree->drain);
    return tree->items && tree->spills && tree->parents && tree->jumps && tree->base && tree->drain;
}

geo_status geo_sinks_tree_init(geo_ctx *ctx, const geo_hierarchy *hierarchy, uint32_t labels,
                               geo_frame frame, const geo_sinks_options *options,
                               geo_sinks_tally *tally, geo_sinks_tree *out)
{
    pruning p = {.labels = labels, .options = options, .cell_m2 = frame.cell_m * frame.cell_m};
    geo_sinks_tree tree = {0};
    uint32_t *depths = NULL;
    p.d = geo_hierarchy_depressions(hierarchy, &p.count);
    bool good = make_room(&p);
    if (good) {
        tree.count = look_up(&p);
        look_down(&p);
        depths = geo_calloc((size_t)tree.count + 1, sizeof *depths);
        good = make_tree(labels, &tree) && depths;
    }
    if (good) {
        tally->found = p.count;
        settle(&p, frame, tally, &tree);
        set_jumps(&tree, depths);
        *out = tree;
    } else {
        geo_sinks_tree_release(&tree);
    }
    geo_free(depths);
    release(&p);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_sinks_tree_release(geo_sinks_tree *tree)
{
    geo_free(tree->items);
    geo_free(tree->spills);
    geo_free(tree->parents);
    geo_free(tree->jumps);
    geo_free(tree->base);
    geo_free(tree->drain);
    *tree = (geo_sinks_tree){0};
}
