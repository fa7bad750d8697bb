/* Reading the packed R-tree: all items that meet a box, and the item nearest to a point. The tree
 * is constant and every query keeps its state to itself, so threads may share a tree. */
#include "geom/rtree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/rtree_nodes.h"

static int by_index(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* No box in the tree is empty, and the asker's is checked once. */
static bool meets(const geo_box *a, const geo_box *b)
{
    return a->xmin <= b->xmax && b->xmin <= a->xmax && a->ymin <= b->ymax && b->ymin <= a->ymax;
}

static bool collect(const geo_rtree *tree, geo_box box, geo_hits *hits)
{
    uint32_t stack[GEO_RTREE_FLOORS * GEO_RTREE_FAN];
    size_t depth = 0;
    if (meets(&tree->boxes[tree->node_count - 1], &box))
        stack[depth++] = (uint32_t)(tree->node_count - 1);
    while (depth > 0) {
        uint32_t node = stack[--depth];
        if (node < tree->item_count) {
            if (!geo_vec_push(hits, tree->links[node]))
                return false;
            continue;
        }
        uint32_t child = tree->links[node], stop = geo_rtree_stop(tree, node);
        for (; child < stop; child++)
            if (meets(&tree->boxes[child], &box))
                stack[depth++] = child;
    }
    return true;
}

geo_status geo_rtree_search(geo_ctx *ctx, const geo_rtree *tree, geo_box box, geo_hits *hits)
{
    hits->count = 0;
    if (tree->item_count == 0 || geo_box_is_empty(box))
        return GEO_OK;
    if (!collect(tree, box, hits))
        return geo_fail_nomem(ctx);
    if (hits->count > 1)
        qsort(hits->items, hits->count, sizeof *hits->items, by_index);
    return GEO_OK;
}

/* A node waiting in the queue with the least distance anything inside it can have. */
typedef struct waiting {
    double least_m;
    uint32_t node;
} waiting;

enum { QUEUE_AT_HAND = 120 }; /* what most questions get by with */

typedef struct queue { /* binary heap, nearest first */
    waiting *items;
    size_t count, room;
    waiting at_hand[QUEUE_AT_HAND];
} queue;

static void queue_init(queue *heap)
{
    heap->items = heap->at_hand;
    heap->count = 0;
    heap->room = QUEUE_AT_HAND;
}

static void queue_release(queue *heap)
{
    if (heap->items != heap->at_hand)
        geo_free(heap->items);
}

static bool queue_grow(queue *heap)
{
    waiting *wider = geo_alloc(heap->room, 2 * sizeof *wider);
    if (!wider)
        return false;
    memcpy(wider, heap->items, heap->count * sizeof *wider);
    queue_release(heap);
    heap->items = wider;
    heap->room *= 2;
    return true;
}

static bool queue_push(queue *heap, waiting entry)
{
    if (heap->count == heap->room && !queue_grow(heap))
        return false;
    size_t at = heap->count++;
    for (; at > 0 && entry.least_m < heap->items[(at - 1) / 2].least_m; at = (at - 1) / 2)
        heap->items[at] = heap->items[(at - 1) / 2];
    heap->items[at] = entry;
    return true;
}

static waiting queue_pop(queue *heap)
{
    waiting first = heap->items[0], last = heap->items[--heap->count];
    size_t at = 0, child;
    while ((child = 2 * at + 1) < heap->count) {
        if (child + 1 < heap->count && heap->items[child + 1].least_m < heap->items[child].least_m)
            child++;
        if (!(heap->items[child].least_m < last.least_m))
            break;
        heap->items[at] = heap->items[child];
        at = child;
    }
    heap->items[at] = last; /* a count of 0 leaves the slot, which is still ours */
    return first;
}

/* One question for the nearest item and the best answer so far. */
typedef struct quest {
    const geo_rtree *tree;
    geo_point p;
    geo_rtree_distance distance;
    void *self;
    double best_m; /* the limit until something is found */
    uint32_t best;
    bool found;
    queue heap;
} quest;

/* A callback may round differently from the box distance, so a box is given up only when it is
 * beyond the best by more than rounding: ties must all be seen. */
static bool worth_opening(const quest *q, double least_m)
{
    return least_m <= q->best_m * (1 + 1e-12);
}

static void weigh_item(quest *q, const waiting *entry)
{
    uint32_t index = q->tree->links[entry->node];
    double distance = q->distance ? q->distance(q->self, index, q->p) : entry->least_m;
    bool nearer = distance < q->best_m || (distance == q->best_m && (!q->found || index < q->best));
    if (!nearer)
        return;
    q->best_m = distance;
    q->best = index;
    q->found = true;
}

static inline double greater(double a, double b)
{
    return a > b ? a : b;
}

/* Without a branch: whether a point lies beside a box or within its range is as good as chance. */
static inline double squared_gap(const geo_box *box, geo_point p)
{
    double dx = greater(greater(box->xmin - p.x, p.x - box->xmax), 0);
    double dy = greater(greater(box->ymin - p.y, p.y - box->ymax), 0);
    return dx * dx + dy * dy;
}

/* Most boxes are too far, which their squared distance tells without a root. */
static inline bool add_node(quest *q, uint32_t node)
{
    double square = squared_gap(&q->tree->boxes[node], q->p), far_m = q->best_m * (1 + 1e-9);
    if (square > far_m * far_m)
        return true;
    double least_m = sqrt(square);
    return !worth_opening(q, least_m) || queue_push(&q->heap, (waiting){least_m, node});
}

static bool add_children(quest *q, uint32_t node)
{
    uint32_t stop = geo_rtree_stop(q->tree, node);
    for (uint32_t child = q->tree->links[node]; child < stop; child++)
        if (!add_node(q, child))
            return false;
    return true;
}

/* Opens nodes nearest first (Hjaltason and Samet 1999, doi:10.1145/320248.320255). */
static bool run_quest(quest *q)
{
    if (!add_node(q, (uint32_t)(q->tree->node_count - 1)))
        return false;
    while (q->heap.count > 0) {
        waiting entry = queue_pop(&q->heap);
        if (!worth_opening(q, entry.least_m))
            break;
        if (entry.node < q->tree->item_count)
            weigh_item(q, &entry);
        else if (!add_children(q, entry.node))
            return false;
    }
    return true;
}

geo_status geo_rtree_nearest(geo_ctx *ctx, const geo_rtree *tree, geo_point p, double limit_m,
                             geo_rtree_distance distance, void *self, uint32_t *out_index,
                             double *out_m)
{
    if (tree->item_count == 0 || isnan(p.x) || isnan(p.y))
        return GEO_ERR_NOTFOUND;
    quest q;
    q.tree = tree;
    q.p = p;
    q.distance = distance;
    q.self = self;
    q.best_m = limit_m;
    q.best = 0;
    q.found = false;
    queue_init(&q.heap);
    bool enough_memory = run_quest(&q);
    queue_release(&q.heap);
    if (!enough_memory)
        return geo_fail_nomem(ctx);
    if (!q.found)
        return GEO_ERR_NOTFOUND;
    *out_index = q.best;
    *out_m = q.best_m;
    return GEO_OK;
}
