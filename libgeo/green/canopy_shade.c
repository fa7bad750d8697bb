#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "green/canopy_parts.h"

#define POLL_EVERY 256

#define CORNERS_MAX 1000 /* of a piece of land that is worked on at once */
#define SIZE_MIN_M 20.0  /* smaller pieces are not split further */

typedef GEO_VEC(geo_geom) geo_pieces;

typedef struct shade {
    geo_geos *geos;
    const geo_geom *land;
    geo_rtree *edges;      /* of the land */
    uint32_t *edge_starts; /* per edge: index of its first point */
    const geo_crowns *crowns;
    geo_box *boxes;
    uint32_t *order; /* crowns, cluster by cluster */
    geo_pieces pieces;
    geo_hits hits;
} shade;

/* ---- clusters ---- */

typedef struct disc {
    geo_point centre;
    double radius_m;
} disc;

/* The circle around a tree's crown: its corners lie due east, north, west and south. */
static disc disc_of(geo_box box)
{
    return (disc){{(box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2},
                  (box.xmax - box.xmin) / 2};
}

/* Crowns whose boxes meet: can they touch? */
static bool can_touch(const shade *s, uint32_t a, uint32_t b)
{
    disc one = disc_of(s->boxes[a]), other = disc_of(s->boxes[b]);
    return !s->crowns->round || geo_point_distance(one.centre, other.centre) <=
                                    one.radius_m + other.radius_m + GEO_SLACK_M;
}

static geo_status cluster(geo_ctx *ctx, shade *s, uint32_t *root)
{
    geo_rtree *index = NULL;
    size_t count = s->crowns->count;
    for (uint32_t i = 0; i < count; i++) {
        s->boxes[i] = geo_box_of(&s->crowns->items[i]);
        root[i] = i;
    }
    geo_status status = geo_rtree_new(ctx, s->boxes, count, &index);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        status = i % POLL_EVERY ? GEO_OK : geo_ctx_poll(ctx); /* woods take a while */
        if (status == GEO_OK)
            status = geo_rtree_search(ctx, index, s->boxes[i], &s->hits);
        for (size_t k = 0; status == GEO_OK && k < s->hits.count; k++)
            if (can_touch(s, i, s->hits.items[k]))
                geo_groups_join(root, i, s->hits.items[k]);
    }
    geo_rtree_free(index);
    return status;
}

/* Lists the crowns root by root; first[r] is where those of root r begin, first[count] the end. */
static void sort_by_root(shade *s, uint32_t *root, uint32_t *first)
{
    size_t count = s->crowns->count;
    memset(first, 0, (count + 1) * sizeof *first);
    for (uint32_t i = 0; i < count; i++)
        first[(root[i] = geo_groups_find(root, i)) + 1]++;
    for (size_t i = 0; i < count; i++)
        first[i + 1] += first[i];
    for (size_t i = count; i-- > 0;) /* from behind, so that the beginnings come out right */
        s->order[--first[root[i] + 1]] = (uint32_t)i;
    memmove(first, first + 1, count * sizeof *first);
    first[count] = (uint32_t)count;
}

/* ---- one cluster ---- */

static geo_status keep_piece(geo_ctx *ctx, shade *s, geo_geom *piece)
{
    if (geo_vec_push(&s->pieces, *piece))
        return GEO_OK;
    geo_geom_release(piece);
    return geo_fail_nomem(ctx);
}

/* At the land's edge: only the land around the cluster takes part in the overlay. */
static geo_status cut(geo_ctx *ctx, shade *s, geo_box box, const geo_geom *crown, geo_geom *out)
{
    geo_geom near = {0};
    geo_status status = geo_geos_clip(ctx, s->geos, s->land, geo_box_grow(box, 1), &near);
    if (status == GEO_OK)
        status = geo_geos_intersection(ctx, s->geos, crown, &near, out);
    geo_geom_release(&near);
    return status;
}

/* Does the land's edge come near one of the crowns? The edges' boxes, of which `hits` are those
 * that meet the cluster, say little where an edge is long and slanted. */
static bool is_at_edge(const shade *s, const uint32_t *members, size_t count)
{
    if (!s->crowns->round)
        return s->hits.count > 0;
    for (size_t k = 0; k < s->hits.count; k++) {
        const geo_point *edge = s->land->points + s->edge_starts[s->hits.items[k]];
        for (size_t i = 0; i < count; i++) {
            disc crown = disc_of(s->boxes[members[i]]);
            double away_m = geo_segment_distance(crown.centre, edge[0], edge[1], NULL, NULL);
            if (away_m <= crown.radius_m + GEO_SLACK_M)
                return true;
        }
    }
    return false;
}

static geo_status take_cluster(geo_ctx *ctx, shade *s, const uint32_t *members, size_t count)
{
    geo_geom whole = {0}, piece = {0};
    geo_box box = GEO_BOX_EMPTY;
    const geo_geom **parts = geo_alloc(count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        parts[i] = &s->crowns->items[members[i]];
        box = geo_box_join(box, s->boxes[members[i]]);
    }
    geo_status status = geo_rtree_search(ctx, s->edges, box, &s->hits);
    bool at_edge = status == GEO_OK && is_at_edge(s, members, count);
    bool outside = !at_edge && !geo_geom_covers(s->land, parts[0]->points[0]);
    if (status == GEO_OK && !outside)
        status = count == 1 ? geo_geom_clone(ctx, parts[0], &whole)
                            : geo_geos_union(ctx, s->geos, parts, count, &whole);
    if (status == GEO_OK && !outside && at_edge)
        status = cut(ctx, s, box, &whole, &piece);
    if (status == GEO_OK && !outside)
        status = keep_piece(ctx, s, at_edge ? &piece : &whole);
    if (at_edge || status != GEO_OK)
        geo_geom_release(&whole);
    geo_free(parts);
    return status;
}

/* ---- all of them ---- */

static geo_status index_edges(geo_ctx *ctx, shade *s)
{
    size_t count = 0;
    geo_box *boxes = geo_alloc(s->land->point_count, sizeof *boxes);
    s->edge_starts = geo_alloc(s->land->point_count, sizeof *s->edge_starts);
    if (!boxes || !s->edge_starts) {
        geo_free(boxes);
        return geo_fail_nomem(ctx);
    }
    for (uint32_t k = 0, i = 0; k < s->land->end_count; k++, i++)
        for (; i + 1 < s->land->ends[k]; i++) {
            boxes[count] = geo_box_join(geo_box_around(s->land->points[i], 0),
                                        geo_box_around(s->land->points[i + 1], 0));
            s->edge_starts[count++] = i;
        }
    geo_status status = geo_rtree_new(ctx, boxes, count, &s->edges);
    geo_free(boxes);
    return status;
}

static geo_status shade_all(geo_ctx *ctx, shade *s, geo_geom *out)
{
    size_t count = s->crowns->count;
    uint32_t *root = geo_alloc(count, sizeof *root), *first = geo_alloc(count + 1, sizeof *first);
    s->boxes = geo_alloc(count, sizeof *s->boxes);
    s->order = geo_alloc(count, sizeof *s->order);
    geo_status status =
        root && first && s->boxes && s->order ? index_edges(ctx, s) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = cluster(ctx, s, root);
    if (status == GEO_OK)
        sort_by_root(s, root, first);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        if (first[i + 1] > first[i])
            status = take_cluster(ctx, s, s->order + first[i], first[i + 1] - first[i]);
    if (status == GEO_OK)
        status = geo_geom_join(ctx, s->pieces.items, s->pieces.count, out);
    geo_free(root);
    geo_free(first);
    return status;
}

/* Crowns of one piece of land, small enough to be cut at once. */
static geo_status shade_piece(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land, geo_geom *out,
                              unsigned *notes)
{
    geo_crowns crowns = {0};
    shade s = {.geos = canopy->geos, .land = land, .crowns = &crowns};
    geo_status status = geo_crowns_init(ctx, canopy, geo_box_of(land), &crowns, notes);
    if (status == GEO_OK)
        status = shade_all(ctx, &s, out);
    for (size_t i = 0; i < s.pieces.count; i++)
        geo_geom_release(&s.pieces.items[i]);
    geo_free(s.pieces.items);
    geo_free(s.boxes);
    geo_free(s.order);
    geo_free(s.edge_starts);
    geo_free(s.hits.items);
    geo_rtree_free(s.edges);
    geo_crowns_release(&crowns);
    return status;
}

/* A quarter of the box: 0 is south-west, 1 south-east, 2 north-west, 3 north-east. */
static geo_box quarter(geo_box box, int which)
{
    double x = (box.xmin + box.xmax) / 2, y = (box.ymin + box.ymax) / 2;
    return (geo_box){which & 1 ? x : box.xmin, which & 2 ? y : box.ymin, which & 1 ? box.xmax : x,
                     which & 2 ? box.ymax : y};
}

/* Land of many corners is taken in quarters, so that what a crown is cut with stays small. */
static geo_status shade_land(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land,
                             geo_pieces *out, unsigned *notes)
{
    geo_box box = geo_box_of(land);
    geo_geom piece = {0};
    geo_status status = GEO_OK;
    if (land->point_count <= CORNERS_MAX ||
        fmax(box.xmax - box.xmin, box.ymax - box.ymin) < SIZE_MIN_M) {
        status = land->point_count ? shade_piece(ctx, canopy, land, &piece, notes) : GEO_OK;
        if (status == GEO_OK && !geo_vec_push(out, piece)) {
            geo_geom_release(&piece);
            return geo_fail_nomem(ctx);
        }
        return status;
    }
    for (int i = 0; status == GEO_OK && i < 4; i++) {
        status = geo_geos_clip(ctx, canopy->geos, land, quarter(box, i), &piece);
        if (status == GEO_OK)
            status = shade_land(ctx, canopy, &piece, out, notes);
        geo_geom_release(&piece);
        piece = (geo_geom){0};
    }
    return status;
}

geo_status geo_canopy_shaded(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land, geo_geom *out,
                             unsigned *notes)
{
    geo_pieces pieces = {0};
    geo_status status = shade_land(ctx, canopy, land, &pieces, notes);
    if (status == GEO_OK)
        status = geo_geom_join(ctx, pieces.items, pieces.count, out);
    for (size_t i = 0; i < pieces.count; i++)
        geo_geom_release(&pieces.items[i]);
    geo_free(pieces.items);
    return status;
}
