/* Packing the R-tree: boxes are sorted along a Hilbert curve through their centres and gathered by
 * sixteens, floor upon floor. The order is a function of the boxes alone (equal keys keep index
 * order), and no box is held twice.
 * Source: Kamel and Faloutsos 1993, On packing R-trees, doi:10.1145/170088.170403. */
#include "base/alloc.h"
#include "geom/rtree_nodes.h"

enum { CURVE_BITS = 16 };

/* Position of cell (x, y) along the Hilbert curve through 2^16 by 2^16 cells. */
static uint32_t hilbert(uint32_t x, uint32_t y)
{
    uint32_t position = 0;
    for (uint32_t half = 1u << (CURVE_BITS - 1); half > 0; half >>= 1) {
        uint32_t east = (x & half) != 0, north = (y & half) != 0;
        position += half * half * ((3 * east) ^ north);
        if (north)
            continue;
        if (east) { /* the lower quarters hold the curve turned over */
            x = ~x;
            y = ~y;
        }
        uint32_t swap = x;
        x = y;
        y = swap;
    }
    return position;
}

/* Cell of the curve along one axis; a degenerate or infinite extent is one cell. */
static uint32_t curve_cell(double value, double min, double max)
{
    double share = (value - min) / (max - min);
    return share > 0 && share <= 1 ? (uint32_t)(share * ((1u << CURVE_BITS) - 1)) : 0;
}

static uint64_t curve_key(geo_box box, geo_box extent, uint32_t index)
{
    uint32_t x = curve_cell(box.xmin / 2 + box.xmax / 2, extent.xmin, extent.xmax);
    uint32_t y = curve_cell(box.ymin / 2 + box.ymax / 2, extent.ymin, extent.ymax);
    return (uint64_t)hilbert(x, y) << 32 | index;
}

/* One stable pass of a radix sort by the byte at `shift`. */
static void radix_pass(const uint64_t *from, uint64_t *to, size_t count, int shift)
{
    size_t first[257] = {0};
    for (size_t i = 0; i < count; i++)
        first[(from[i] >> shift & 255) + 1]++;
    for (int digit = 0; digit < 256; digit++)
        first[digit + 1] += first[digit];
    for (size_t i = 0; i < count; i++)
        to[first[from[i] >> shift & 255]++] = from[i];
}

/* Sorts by the upper half; the lower half, the index, rises already. */
static void sort_keys(uint64_t *keys, uint64_t *spare, size_t count)
{
    for (int shift = 32; shift < 64; shift += 16) {
        radix_pass(keys, spare, count, shift);
        radix_pass(spare, keys, count, shift + 8);
    }
}

/* Fills keys with those boxes that can be found; returns how many. */
static size_t collect_keys(const geo_box *boxes, size_t count, uint64_t *keys)
{
    geo_box extent = GEO_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        extent = geo_box_join(extent, boxes[i]);
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (!geo_box_is_empty(boxes[i]))
            keys[found++] = curve_key(boxes[i], extent, (uint32_t)i);
    return found;
}

static size_t node_total(size_t items)
{
    size_t total = items;
    while (items > 1) {
        items = (items + GEO_RTREE_FAN - 1) / GEO_RTREE_FAN;
        total += items;
    }
    return total;
}

/* Builds the floor above nodes [begin, end) right after them; returns its end. */
static size_t build_floor(geo_rtree *tree, size_t begin, size_t end)
{
    size_t next = end;
    for (size_t child = begin; child < end; child += GEO_RTREE_FAN) {
        size_t stop = end - child > GEO_RTREE_FAN ? child + GEO_RTREE_FAN : end;
        geo_box box = GEO_BOX_EMPTY;
        for (size_t i = child; i < stop; i++)
            box = geo_box_join(box, tree->boxes[i]);
        tree->boxes[next] = box;
        tree->links[next++] = (uint32_t)child;
    }
    return next;
}

static void build(geo_rtree *tree, const geo_box *boxes, const uint64_t *keys)
{
    for (size_t i = 0; i < tree->item_count; i++) {
        tree->links[i] = (uint32_t)keys[i];
        tree->boxes[i] = boxes[tree->links[i]];
    }
    size_t begin = 0, end = tree->item_count;
    while (end - begin > 1) {
        size_t next = build_floor(tree, begin, end);
        begin = end;
        end = next;
    }
}

/* Room for the nodes over `items` boxes; on failure the caller frees what there is. */
static bool make_room(geo_rtree *tree, size_t items)
{
    tree->item_count = items;
    tree->node_count = node_total(items);
    tree->boxes = geo_alloc(tree->node_count, sizeof *tree->boxes);
    tree->links = geo_alloc(tree->node_count, sizeof *tree->links);
    return tree->boxes && tree->links;
}

geo_status geo_rtree_new(geo_ctx *ctx, const geo_box *boxes, size_t count, geo_rtree **out)
{
    geo_status status = GEO_OK;
    geo_rtree *tree = NULL;
    uint64_t *keys = NULL, *spare = NULL;
    if (node_total(count) > UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "too many features for an index: %zu", count);
    tree = geo_calloc(1, sizeof *tree);
    keys = geo_alloc(count, sizeof *keys);
    spare = geo_alloc(count, sizeof *spare);
    if (!tree || !keys || !spare) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    tree->given_count = count;
    size_t items = collect_keys(boxes, count, keys);
    if (!make_room(tree, items)) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    sort_keys(keys, spare, items);
    build(tree, boxes, keys);
    *out = tree;
    tree = NULL;
out:
    geo_free(keys);
    geo_free(spare);
    geo_rtree_free(tree);
    return status;
}

void geo_rtree_free(geo_rtree *tree)
{
    if (!tree)
        return;
    geo_free(tree->boxes);
    geo_free(tree->links);
    geo_free(tree);
}

size_t geo_rtree_count(const geo_rtree *tree)
{
    return tree->given_count;
}
