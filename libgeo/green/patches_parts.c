#include "green/patches_parts.h"

#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"

#define ROUNDING 1e-6 /* overlays move a corner by a hair */
#define SLIT_M 1e-3

geo_status geo_patch_chain(geo_ctx *ctx, uint32_t *root, size_t count, uint32_t **out)
{
    uint32_t *next = geo_alloc(count, sizeof *next), *last = geo_alloc(count, sizeof *last);
    for (uint32_t i = 0; next && last && i < count; i++) {
        root[i] = geo_groups_find(root, i);
        next[i] = GEO_PATCH_NONE;
        if (root[i] != i)
            next[last[root[i]]] = i;
        last[root[i]] = i;
    }
    geo_free(last);
    *out = next;
    return next && last ? GEO_OK : geo_fail_nomem(ctx);
}

/* ---- dissolving and opening ---- */

/* Features whose boxes come within gap_m belong to one cluster: only these can be that near.
 * root[k] for chosen k. */
static geo_status cluster(geo_ctx *ctx, const geo_patch_work *w, double gap_m, uint32_t *root)
{
    geo_hits hits = {0};
    geo_rtree *index = NULL;
    geo_box *boxes = geo_alloc(w->chosen_count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (uint32_t k = 0; k < w->chosen_count; k++) {
        root[k] = k;
        boxes[k] = w->green.boxes[w->chosen[k]];
    }
    geo_status status = geo_rtree_new(ctx, boxes, w->chosen_count, &index);
    for (uint32_t k = 0; status == GEO_OK && k < w->chosen_count; k++) {
        if (!geo_geom_is_polygon(&w->green.geoms[w->chosen[k]]))
            continue;
        status = geo_rtree_search(ctx, index, geo_box_grow(boxes[k], gap_m), &hits);
        for (size_t i = 0; status == GEO_OK && i < hits.count; i++)
            if (geo_geom_is_polygon(&w->green.geoms[w->chosen[hits.items[i]]]))
                geo_groups_join(root, k, hits.items[i]);
    }
    geo_rtree_free(index);
    geo_free(boxes);
    geo_free(hits.items);
    return status;
}

/* Of every cluster, at its root: the area of its features, which is no less than what they cover
 * together, nor than what opening leaves of that. */
static void sum_areas(const geo_patch_work *w, uint32_t *root, double *area_m2)
{
    for (uint32_t k = 0; k < w->chosen_count; k++)
        area_m2[geo_groups_find(root, k)] += geo_geom_area(&w->green.geoms[w->chosen[k]]);
}

geo_status geo_patch_may_count(geo_ctx *ctx, const geo_patch_work *w, uint32_t **out,
                               size_t *out_count)
{
    double least_m2 = w->options->min_area_m2 * (1 - GEO_PATCH_AREA_SLACK) * (1 - ROUNDING);
    double gap_m = w->options->merge_gap_m > 0 ? w->options->merge_gap_m : 0;
    size_t count = w->chosen_count, kept_count = 0;
    uint32_t *root = geo_alloc(count, sizeof *root), *kept = geo_alloc(count, sizeof *kept);
    double *area_m2 = geo_calloc(count, sizeof *area_m2);
    geo_status status =
        root && kept && area_m2 ? cluster(ctx, w, gap_m + GEO_SLACK_M, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        sum_areas(w, root, area_m2);
        for (uint32_t k = 0; k < count; k++)
            if (area_m2[geo_groups_find(root, k)] >= least_m2)
                kept[kept_count++] = w->chosen[k];
        *out = kept;
        *out_count = kept_count;
    } else {
        geo_free(kept);
    }
    geo_free(root);
    geo_free(area_m2);
    return status;
}

static geo_status open_by_width(geo_ctx *ctx, geo_geos *geos, double width_m, geo_geom *shape)
{
    geo_geom opened = {0};
    if (!(width_m > 0) || shape->point_count == 0)
        return GEO_OK;
    geo_status status = geo_geos_open(ctx, geos, shape, width_m, &opened);
    if (status != GEO_OK)
        return status;
    geo_geom_release(shape);
    *shape = opened;
    return GEO_OK;
}

/* Appends each polygon of a (multi)polygon as a part of its own. */
static geo_status explode(geo_ctx *ctx, const geo_geom *shape, uint32_t group,
                          geo_patch_pieces *out)
{
    geo_status status = GEO_OK;
    for (uint32_t k = 0; status == GEO_OK && k < shape->part_count; k++) {
        if (!geo_vec_room(out, 1))
            return geo_fail_nomem(ctx);
        geo_patch_part *made = &out->items[out->count];
        *made = (geo_patch_part){.group = group};
        status = geo_geom_part(ctx, shape, k, &made->shape);
        made->box = geo_box_of(&made->shape);
        out->count += status == GEO_OK;
    }
    return status;
}

/* Where a feature was cut at the border that it shares with another, a slit of no width may be left
 * between them, at which the opening would take them for two. Without an opening they touch all the
 * same, as do those that share a corner alone, which would be parted here. */
static geo_status close_slits(geo_ctx *ctx, geo_geos *geos, const geo_patch_work *w, uint32_t group,
                              geo_geom *shape)
{
    geo_geom closed = {0};
    bool any_cut = false, several = w->next[group] != GEO_PATCH_NONE;
    for (uint32_t k = group; w->is_cut && k != GEO_PATCH_NONE; k = w->next[k])
        any_cut |= w->is_cut[w->chosen[k]];
    if (!any_cut || !several || !(w->options->min_width_m > SLIT_M))
        return GEO_OK;
    geo_status status = geo_geos_tidy(ctx, geos, shape, SLIT_M, &closed);
    if (status != GEO_OK)
        return status;
    geo_geom_release(shape);
    *shape = closed;
    return GEO_OK;
}

static geo_status dissolve(geo_ctx *ctx, geo_geos *geos, const geo_patch_work *w, uint32_t group,
                           geo_patch_pieces *out)
{
    geo_geom shape = {0};
    size_t count = 0;
    for (uint32_t k = group; k != GEO_PATCH_NONE; k = w->next[k])
        count++;
    const geo_geom **members = geo_alloc(count, sizeof *members);
    if (!members)
        return geo_fail_nomem(ctx);
    count = 0;
    for (uint32_t k = group; k != GEO_PATCH_NONE; k = w->next[k])
        members[count++] = &w->green.geoms[w->chosen[k]];
    geo_status status = geo_geos_union(ctx, geos, members, count, &shape);
    if (status == GEO_OK)
        status = close_slits(ctx, geos, w, group, &shape);
    if (status == GEO_OK)
        status = open_by_width(ctx, geos, w->options->min_width_m, &shape);
    if (status == GEO_OK)
        status = explode(ctx, &shape, group, out);
    geo_geom_release(&shape);
    geo_free(members);
    return status;
}

static geo_status add_plain(geo_ctx *ctx, const geo_patch_work *w, uint32_t k,
                            geo_patch_pieces *out)
{
    geo_patch_part made = {.group = k};
    geo_status status = geo_geom_clone(ctx, &w->green.geoms[w->chosen[k]], &made.shape);
    if (status != GEO_OK)
        return status;
    made.box = geo_box_of(&made.shape);
    if (geo_vec_push(out, made))
        return GEO_OK;
    geo_geom_release(&made.shape);
    return geo_fail_nomem(ctx);
}

/* What cluster k gives, at its root. */
static geo_status make_pieces(geo_ctx *ctx, geo_geos *geos, const geo_patch_work *w,
                              const uint32_t *root, uint32_t k, geo_patch_pieces *out)
{
    if (!geo_geom_is_polygon(&w->green.geoms[w->chosen[k]]))
        return add_plain(ctx, w, k, out);
    return root[k] == k ? dissolve(ctx, geos, w, k, out) : GEO_OK;
}

void geo_patch_release_pieces(geo_patch_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        geo_geom_release(&pieces->items[i].shape);
    geo_free(pieces->items);
    *pieces = (geo_patch_pieces){0};
}

/* Clusters do not touch one another, so each is worked on apart; what a thread cannot do is left
 * empty and *failed is set. */
static void make_side_by_side(const geo_patch_work *w, const uint32_t *root,
                              geo_patch_pieces *pieces, bool *failed)
{
    size_t count = w->chosen_count;
#pragma omp parallel num_threads(w->options->threads > 0 ? w->options->threads : 1)
    {
        geo_geos *geos = NULL;
        bool can = geo_geos_new(NULL, &geos) == GEO_OK;
#pragma omp for schedule(dynamic)
        for (size_t k = 0; k < count; k++) {
            failed[k] = !can || make_pieces(NULL, geos, w, root, (uint32_t)k, &pieces[k]) != GEO_OK;
            if (failed[k])
                geo_patch_release_pieces(&pieces[k]);
        }
        geo_geos_free(geos);
    }
}

/* Moves the pieces of all clusters into w->parts, in order. What failed is tried again where it can
 * say why. */
static geo_status gather(geo_ctx *ctx, geo_patch_work *w, const uint32_t *root,
                         geo_patch_pieces *pieces, const bool *failed)
{
    geo_status status = GEO_OK;
    for (uint32_t k = 0; status == GEO_OK && k < w->chosen_count; k++) {
        if (failed[k])
            status = make_pieces(ctx, w->geos, w, root, k, &pieces[k]);
        if (status == GEO_OK && !geo_vec_room(&w->parts, pieces[k].count))
            status = geo_fail_nomem(ctx);
        if (status != GEO_OK)
            break;
        for (size_t i = 0; i < pieces[k].count; i++)
            w->parts.items[w->parts.count++] = pieces[k].items[i];
        pieces[k].count = 0;
    }
    return status;
}

geo_status geo_patch_parts(geo_ctx *ctx, geo_patch_work *w, uint32_t *root)
{
    geo_patch_pieces *pieces = geo_calloc(w->chosen_count, sizeof *pieces);
    bool *failed = geo_calloc(w->chosen_count, sizeof *failed);
    geo_status status = pieces && failed ? cluster(ctx, w, 0, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_patch_chain(ctx, root, w->chosen_count, &w->next);
    if (status == GEO_OK) {
        make_side_by_side(w, root, pieces, failed);
        status = gather(ctx, w, root, pieces, failed);
    }
    for (size_t k = 0; pieces && k < w->chosen_count; k++)
        geo_patch_release_pieces(&pieces[k]);
    geo_free(pieces);
    geo_free(failed);
    return status;
}

/* ---- joining over gaps ---- */

static geo_status crosses_water(geo_ctx *ctx, geo_patch_work *w, const geo_geom *bridge, bool *out)
{
    geo_hits hits = {0};
    geo_status status =
        w->water_index ? geo_rtree_search(ctx, w->water_index, geo_box_of(bridge), &hits) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && !*out && i < hits.count; i++) {
        geo_geom wet = {0};
        if (geo_patch_is_dry(w, hits.items[i]))
            continue;
        status = geo_geos_line_inside(ctx, w->geos, bridge, &w->water.geoms[hits.items[i]], &wet);
        *out = geo_geom_length(&wet) > 1e-6;
        geo_geom_release(&wet);
    }
    geo_free(hits.items);
    return status;
}

static bool line_meets(const geo_geom *line, geo_point a, geo_point b)
{
    uint32_t start = 0;
    for (uint32_t k = 0; k < line->end_count; start = line->ends[k++])
        for (uint32_t i = start; i + 1 < line->ends[k]; i++)
            if (geo_segments_distance(line->points[i], line->points[i + 1], a, b) == 0)
                return true;
    return false;
}

static geo_status crosses_road(geo_ctx *ctx, const geo_patch_work *w, const geo_geom *bridge,
                               bool *out)
{
    geo_hits hits = {0};
    geo_status status = w->street_index
                            ? geo_rtree_search(ctx, w->street_index, geo_box_of(bridge), &hits)
                            : GEO_OK;
    for (size_t i = 0; status == GEO_OK && !*out && i < hits.count; i++)
        *out = w->street.number[0][hits.items[i]] == 0 &&
               line_meets(&w->street.geoms[hits.items[i]], bridge->points[0], bridge->points[1]);
    geo_free(hits.items);
    return status;
}

static geo_status joins(geo_ctx *ctx, geo_patch_work *w, const geo_patch_part *a,
                        const geo_patch_part *b, bool *out)
{
    double gap;
    geo_point ends[2];
    uint32_t end = 2;
    bool barred = false;
    geo_geom bridge = {GEO_GEOM_LINE, ends, &end, NULL, 2, 1, 0};
    *out = false;
    geo_status status = geo_geos_distance(ctx, w->geos, &a->shape, &b->shape, &gap);
    if (status != GEO_OK || gap > w->options->merge_gap_m)
        return status;
    *out = true;
    if (gap == 0)
        return GEO_OK;
    status = geo_geos_nearest(ctx, w->geos, &a->shape, &b->shape, ends);
    if (status == GEO_OK)
        status = crosses_water(ctx, w, &bridge, &barred);
    if (status == GEO_OK && !barred)
        status = crosses_road(ctx, w, &bridge, &barred);
    *out = !barred;
    return status == GEO_OK && barred ? geo_patch_detour(ctx, w, a, b, out) : status;
}

geo_status geo_patch_join(geo_ctx *ctx, geo_patch_work *w, uint32_t *root)
{
    geo_rtree *index = NULL;
    geo_hits hits = {0};
    size_t count = w->parts.count;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    geo_status status = boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        boxes[i] = w->parts.items[i].box;
        root[i] = i;
    }
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, count, &index);
    for (uint32_t i = 0; status == GEO_OK && w->options->merge_gap_m >= 0 && i < count; i++) {
        status = geo_rtree_search(
            ctx, index, geo_box_grow(boxes[i], w->options->merge_gap_m + GEO_SLACK_M), &hits);
        for (size_t h = 0; status == GEO_OK && h < hits.count; h++) {
            uint32_t other = hits.items[h];
            bool one = false;
            const geo_patch_part *a = &w->parts.items[i], *b = &w->parts.items[other];
            if (other > i && geo_geom_is_polygon(&a->shape) && geo_geom_is_polygon(&b->shape) &&
                geo_groups_find(root, i) != geo_groups_find(root, other))
                status = joins(ctx, w, a, b, &one);
            if (one)
                geo_groups_join(root, i, other);
        }
    }
    geo_rtree_free(index);
    geo_free(boxes);
    geo_free(hits.items);
    return status;
}
