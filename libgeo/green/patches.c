#include "green/patches.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "base/text.h"
#include "base/vec.h"
#include "geom/rtree.h"

const char *const GEO_PATCHES_TEXT[1] = {"class"};
const char *const GEO_PATCHES_NUMBER[1] = {"public"};

#define NONE UINT32_MAX
#define SLACK_M 1e-6 /* boxes are rounded, the distance itself decides */

/* A polygon of the opened green, or a target of another kind. */
typedef struct part {
    geo_geom shape;
    geo_box box;
    uint32_t group; /* of features: where its members are to be looked for */
} part;

typedef struct work {
    geo_geos *geos;
    const geo_patch_options *options;
    geo_features green, water, street;
    geo_rtree *water_index, *street_index;
    uint32_t *chosen; /* rows of green that qualify */
    uint32_t *next;   /* per chosen: the next one of its cluster, or NONE */
    size_t chosen_count;
    GEO_VEC(part) parts;
    geo_hits hits;
} work;

static bool is_listed(const char *const *list, const char *word)
{
    for (; word && *list; list++)
        if (strcasecmp(*list, word) == 0)
            return true;
    return false;
}

static geo_status choose(geo_ctx *ctx, work *w, geo_patches *out)
{
    w->chosen = geo_alloc(w->green.count, sizeof *w->chosen);
    if (!w->chosen)
        return geo_fail_nomem(ctx);
    out->read = w->green.count;
    for (uint32_t i = 0; i < w->green.count; i++) {
        double public = w->green.number[0][i];
        if (w->options->classes && !is_listed(w->options->classes, w->green.text[0][i]))
            out->wrong_class++;
        else if (w->options->public_only && isnan(public))
            out->public_unknown++;
        else if (w->options->public_only && public != 1)
            out->not_public++;
        else
            w->chosen[w->chosen_count++] = i;
    }
    return GEO_OK;
}

static bool is_area(const geo_geom *geom)
{
    return geom->type == GEO_GEOM_POLYGON || geom->type == GEO_GEOM_MULTIPOLYGON;
}

/* Chains every group's members in rising order: next[i] is the one after i, NONE at the end.
 * root[i] is the lowest member of i's group. */
static geo_status chain(geo_ctx *ctx, uint32_t *root, size_t count, uint32_t **out)
{
    uint32_t *next = geo_alloc(count, sizeof *next), *last = geo_alloc(count, sizeof *last);
    for (uint32_t i = 0; next && last && i < count; i++) {
        root[i] = geo_groups_find(root, i);
        next[i] = NONE;
        if (root[i] != i)
            next[last[root[i]]] = i;
        last[root[i]] = i;
    }
    geo_free(last);
    *out = next;
    return next && last ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status index_of(geo_ctx *ctx, const geo_features *rows, geo_rtree **out)
{
    return geo_rtree_new(ctx, rows->boxes, rows->count, out);
}

/* ---- dissolving and opening ---- */

/* Features whose boxes meet belong to one cluster: only these can touch. root[k] for chosen k. */
static geo_status cluster(geo_ctx *ctx, const work *w, uint32_t *root)
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
        if (!is_area(&w->green.geoms[w->chosen[k]]))
            continue;
        status = geo_rtree_search(ctx, index, boxes[k], &hits);
        for (size_t i = 0; status == GEO_OK && i < hits.count; i++)
            if (is_area(&w->green.geoms[w->chosen[hits.items[i]]]))
                geo_groups_join(root, k, hits.items[i]);
    }
    geo_rtree_free(index);
    geo_free(boxes);
    geo_free(hits.items);
    return status;
}

static geo_status open_by_width(geo_ctx *ctx, work *w, geo_geom *shape)
{
    geo_geom thin = {0}, opened = {0};
    if (!(w->options->min_width_m > 0) || shape->point_count == 0)
        return GEO_OK;
    geo_status status = geo_geos_buffer(ctx, w->geos, shape, -w->options->min_width_m / 2, &thin);
    if (status == GEO_OK)
        status = geo_geos_buffer(ctx, w->geos, &thin, w->options->min_width_m / 2, &opened);
    geo_geom_release(&thin);
    if (status != GEO_OK)
        return status;
    geo_geom_release(shape);
    *shape = opened;
    return GEO_OK;
}

/* Appends each polygon of a (multi)polygon as a part of its own. */
static geo_status explode(geo_ctx *ctx, work *w, const geo_geom *shape, uint32_t group)
{
    uint32_t ring = 0, start = 0;
    for (uint32_t k = 0; k < shape->part_count; k++) {
        uint32_t rings = shape->parts[k] - ring, stop = shape->ends[shape->parts[k] - 1],
                 one = rings;
        geo_geom piece = {GEO_GEOM_POLYGON,
                          shape->points + start,
                          geo_alloc(rings, sizeof(uint32_t)),
                          &one,
                          stop - start,
                          rings,
                          1};
        if (!piece.ends || !geo_vec_room(&w->parts, 1)) {
            geo_free(piece.ends);
            return geo_fail_nomem(ctx);
        }
        for (uint32_t i = 0; i < rings; i++)
            piece.ends[i] = shape->ends[ring + i] - start;
        part *made = &w->parts.items[w->parts.count];
        *made = (part){.group = group};
        geo_status status = geo_geom_clone(ctx, &piece, &made->shape);
        geo_free(piece.ends);
        if (status != GEO_OK)
            return status;
        made->box = geo_box_of(&made->shape);
        w->parts.count++;
        ring = shape->parts[k];
        start = stop;
    }
    return GEO_OK;
}

static geo_status dissolve(geo_ctx *ctx, work *w, uint32_t group, const geo_geom **members)
{
    geo_geom shape = {0};
    size_t count = 0;
    for (uint32_t k = group; k != NONE; k = w->next[k])
        members[count++] = &w->green.geoms[w->chosen[k]];
    geo_status status = geo_geos_union(ctx, w->geos, members, count, &shape);
    if (status == GEO_OK)
        status = open_by_width(ctx, w, &shape);
    if (status == GEO_OK)
        status = explode(ctx, w, &shape, group);
    geo_geom_release(&shape);
    return status;
}

static geo_status add_plain(geo_ctx *ctx, work *w, uint32_t k)
{
    part made = {.group = k};
    geo_status status = geo_geom_clone(ctx, &w->green.geoms[w->chosen[k]], &made.shape);
    if (status != GEO_OK)
        return status;
    made.box = geo_box_of(&made.shape);
    if (geo_vec_push(&w->parts, made))
        return GEO_OK;
    geo_geom_release(&made.shape);
    return geo_fail_nomem(ctx);
}

static geo_status make_parts(geo_ctx *ctx, work *w, uint32_t *root)
{
    const geo_geom **members = geo_alloc(w->chosen_count, sizeof *members);
    geo_status status = members ? cluster(ctx, w, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = chain(ctx, root, w->chosen_count, &w->next);
    for (uint32_t k = 0; status == GEO_OK && k < w->chosen_count; k++) {
        if (!is_area(&w->green.geoms[w->chosen[k]]))
            status = add_plain(ctx, w, k);
        else if (root[k] == k)
            status = dissolve(ctx, w, k, members);
    }
    geo_free(members);
    return status;
}

/* ---- joining over gaps ---- */

static geo_status crosses_water(geo_ctx *ctx, work *w, const geo_geom *bridge, bool *out)
{
    geo_hits hits = {0};
    geo_status status =
        w->water_index ? geo_rtree_search(ctx, w->water_index, geo_box_of(bridge), &hits) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && !*out && i < hits.count; i++) {
        geo_geom wet = {0};
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

static geo_status crosses_road(geo_ctx *ctx, const work *w, const geo_geom *bridge, bool *out)
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

static geo_status joins(geo_ctx *ctx, work *w, const part *a, const part *b, bool *out)
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
    return status;
}

static geo_status join_parts(geo_ctx *ctx, work *w, uint32_t *root)
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
    for (uint32_t i = 0; status == GEO_OK && w->options->merge_gap_m > 0 && i < count; i++) {
        status = geo_rtree_search(ctx, index,
                                  geo_box_grow(boxes[i], w->options->merge_gap_m + SLACK_M), &hits);
        for (size_t h = 0; status == GEO_OK && h < hits.count; h++) {
            uint32_t other = hits.items[h];
            bool one = false;
            const part *a = &w->parts.items[i], *b = &w->parts.items[other];
            if (other > i && is_area(&a->shape) && is_area(&b->shape) &&
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

/* ---- patches ---- */

/* Ids of the features that a part came from, appended to rows. */
static geo_status members_of(geo_ctx *ctx, work *w, const part *p, geo_hits *rows)
{
    for (uint32_t k = p->group; k != NONE; k = w->next[k]) {
        bool meets;
        uint32_t row = w->chosen[k];
        if (!geo_box_meets(w->green.boxes[row], p->box))
            continue;
        geo_status status = geo_geos_meets(ctx, w->geos, &w->green.geoms[row], &p->shape, &meets);
        if (status != GEO_OK)
            return status;
        if (meets && !geo_vec_push(rows, row))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static int compare_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static geo_status name_patch(geo_ctx *ctx, const work *w, const geo_hits *rows, geo_arena *arena,
                             geo_patch *patch)
{
    geo_text text = GEO_TEXT_INIT;
    const char **ids = geo_alloc(rows->count, sizeof *ids);
    if (!ids)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < rows->count; i++)
        ids[i] = w->green.ids[rows->items[i]];
    qsort(ids, rows->count, sizeof *ids, compare_text);
    for (size_t i = 0; i < rows->count; i++) {
        if (i && strcmp(ids[i], ids[i - 1]) == 0)
            continue;
        geo_text_add(&text, i ? " " : "");
        geo_text_add(&text, ids[i]);
    }
    patch->id =
        geo_arena_strndup(arena, rows->count ? ids[0] : "", rows->count ? strlen(ids[0]) : 0);
    patch->members = geo_arena_strndup(arena, geo_text_string(&text), text.length);
    bool made = !text.failed && patch->id && patch->members;
    geo_text_release(&text);
    geo_free(ids);
    return made ? GEO_OK : geo_fail_nomem(ctx);
}

/* All parts of one group, as one patch; area_m2 is the sum of theirs. shapes: room for all parts.
 */
static geo_status make_patch(geo_ctx *ctx, work *w, const uint32_t *next, uint32_t group,
                             const geo_geom **shapes, geo_arena *arena, geo_patch *out)
{
    size_t count = 0;
    geo_status status = GEO_OK;
    w->hits.count = 0;
    for (uint32_t i = group; status == GEO_OK && i != NONE; i = next[i]) {
        shapes[count++] = &w->parts.items[i].shape;
        out->area_m2 += geo_geom_area(&w->parts.items[i].shape);
        status = members_of(ctx, w, &w->parts.items[i], &w->hits);
    }
    if (status == GEO_OK)
        status = count == 1 ? geo_geom_clone(ctx, shapes[0], &out->shape)
                            : geo_geos_union(ctx, w->geos, shapes, count, &out->shape);
    if (status == GEO_OK)
        status = name_patch(ctx, w, &w->hits, arena, out);
    out->box = geo_box_of(&out->shape);
    return status;
}

static int by_number(double a, double b)
{
    return a < b ? -1 : a > b;
}

/* By id; parts of one feature by place, so that the order of the rows does not matter. */
static int compare_patches(const void *left, const void *right)
{
    const geo_patch *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    if (order)
        return order;
    order = by_number(a->box.xmin, b->box.xmin);
    if (order == 0)
        order = by_number(a->box.ymin, b->box.ymin);
    if (order == 0)
        order = by_number(a->box.xmax, b->box.xmax);
    return order ? order : by_number(a->box.ymax, b->box.ymax);
}

static geo_status make_patches(geo_ctx *ctx, work *w, geo_patches *out)
{
    uint32_t *next = NULL;
    const geo_geom **shapes = geo_alloc(w->parts.count, sizeof *shapes);
    uint32_t *root = geo_alloc(w->parts.count, sizeof *root);
    out->items = geo_calloc(w->parts.count, sizeof *out->items);
    geo_status status =
        root && shapes && out->items ? join_parts(ctx, w, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = chain(ctx, root, w->parts.count, &next);
    for (uint32_t i = 0; status == GEO_OK && i < w->parts.count; i++) {
        geo_patch *patch = &out->items[out->count];
        if (root[i] != i)
            continue;
        status = make_patch(ctx, w, next, i, shapes, out->arena, patch);
        bool counts = patch->area_m2 >= w->options->min_area_m2;
        if (status == GEO_OK && counts)
            out->count++;
        else {
            geo_geom_release(&patch->shape);
            *patch = (geo_patch){0};
            out->too_small += status == GEO_OK;
        }
    }
    if (status == GEO_OK)
        qsort(out->items, out->count, sizeof *out->items, compare_patches);
    geo_free(next);
    geo_free(shapes);
    geo_free(root);
    return status;
}

static geo_status load(geo_ctx *ctx, work *w, geo_source *green, geo_source *water,
                       geo_source *street)
{
    geo_status status = geo_geos_new(ctx, &w->geos);
    if (status == GEO_OK)
        status = geo_source_read(ctx, green, NULL, &w->green);
    if (status == GEO_OK && water)
        status = geo_source_read(ctx, water, NULL, &w->water);
    if (status == GEO_OK && water)
        status = index_of(ctx, &w->water, &w->water_index);
    if (status == GEO_OK && street)
        status = geo_source_read(ctx, street, NULL, &w->street);
    if (status == GEO_OK && street)
        status = index_of(ctx, &w->street, &w->street_index);
    return status;
}

static void release_work(work *w)
{
    for (size_t i = 0; i < w->parts.count; i++)
        geo_geom_release(&w->parts.items[i].shape);
    geo_free(w->parts.items);
    geo_free(w->chosen);
    geo_free(w->next);
    geo_free(w->hits.items);
    geo_rtree_free(w->water_index);
    geo_rtree_free(w->street_index);
    geo_features_release(&w->green);
    geo_features_release(&w->water);
    geo_features_release(&w->street);
    geo_geos_free(w->geos);
}

geo_status geo_patches_init(geo_ctx *ctx, geo_patches *patches, const geo_patch_options *options,
                            geo_source *green, geo_source *water, geo_source *street)
{
    work w = {.options = options};
    uint32_t *root = NULL;
    *patches = (geo_patches){.arena = geo_arena_new()};
    geo_status status = patches->arena ? load(ctx, &w, green, water, street) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = choose(ctx, &w, patches);
    if (status == GEO_OK && !(root = geo_alloc(w.chosen_count, sizeof *root)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = make_parts(ctx, &w, root);
    if (status == GEO_OK)
        status = make_patches(ctx, &w, patches);
    geo_free(root);
    release_work(&w);
    if (status != GEO_OK)
        geo_patches_release(patches);
    return geo_while(ctx, status, "making patches of '%s'", geo_source_name(green));
}

void geo_patches_release(geo_patches *patches)
{
    for (size_t i = 0; patches->items && i < patches->count; i++)
        geo_geom_release(&patches->items[i].shape);
    geo_free(patches->items);
    geo_arena_free(patches->arena);
    *patches = (geo_patches){0};
}
