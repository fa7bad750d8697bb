#include "green/patches.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"
#include "green/patches_parts.h"

const char *const GEO_PATCHES_TEXT[1] = {"class"};
const char *const GEO_PATCHES_NUMBER[1] = {"public"};
const char *const GEO_PATCHES_WATER_TEXT[2] = {"class", "physical"};

static bool is_listed(const char *const *list, const char *word)
{
    for (; word && *list; list++)
        if (strcasecmp(*list, word) == 0)
            return true;
    return false;
}

bool geo_patch_is_dry(const geo_patch_work *w, uint32_t row)
{
    const char *const *dry = w->options->dry;
    return dry && (is_listed(dry, w->water.text[0][row]) || is_listed(dry, w->water.text[1][row]));
}

/* A class that nobody has judged may be a slip or another vocabulary: it is not what one that is
 * known not to qualify is. */
static geo_status note_wrong_class(geo_ctx *ctx, const geo_patch_options *options,
                                   const char *class, geo_patches *out)
{
    out->wrong_class++;
    if (!options->refused || is_listed(options->refused, class))
        return GEO_OK;
    if (!class || !*class) {
        out->classless++;
        return GEO_OK;
    }
    if (out->unlisted++ == 0)
        out->unlisted_first = geo_arena_strndup(out->arena, class, strlen(class));
    return out->unlisted_first ? GEO_OK : geo_fail_nomem(ctx);
}

/* Is it public? Only when that is asked does it matter. */
static geo_fit is_public(const geo_patch_options *options, double public)
{
    if (!options->public_only || public == 1)
        return GEO_FIT_YES;
    return isnan(public) ? GEO_FIT_MAYBE : GEO_FIT_NO;
}

/* From here on the feature is no more than what of it fits. */
static geo_status cut(geo_ctx *ctx, geo_patch_work *w, uint32_t row, bool *counts)
{
    const geo_fit_rule *rule = w->options->fit;
    geo_geom part = {0};
    geo_status status = rule->part(rule->self, ctx, &w->green, row, rule->maybe_counts, &part);
    *counts = status == GEO_OK && part.point_count > 0;
    if (*counts && !w->is_cut)
        w->is_cut = geo_calloc(w->green.count, sizeof *w->is_cut);
    if (*counts && w->is_cut && geo_vec_push(&w->cut, part)) {
        w->is_cut[row] = true;
        w->green.geoms[row] = part;
        w->green.boxes[row] = geo_box_of(&part);
        return GEO_OK;
    }
    geo_geom_release(&part);
    return *counts ? geo_fail_nomem(ctx) : status;
}

static geo_status fits(geo_ctx *ctx, geo_patch_work *w, uint32_t row, geo_patches *out, bool *fits)
{
    const geo_fit_rule *rule = w->options->fit;
    geo_fit fit = GEO_FIT_YES;
    geo_status status = rule ? rule->judge(rule->self, ctx, &w->green, row, &fit) : GEO_OK;
    *fits = fit == GEO_FIT_YES || (fit == GEO_FIT_MAYBE && rule->maybe_counts);
    if (status != GEO_OK || *fits)
        return status;
    out->unfit += fit == GEO_FIT_NO;
    out->undecided += fit == GEO_FIT_MAYBE || fit == GEO_FIT_OPEN;
    status = cut(ctx, w, row, fits);
    out->partly += *fits;
    return status;
}

static geo_status choose_one(geo_ctx *ctx, geo_patch_work *w, uint32_t row, geo_patches *out)
{
    const geo_patch_options *options = w->options;
    const char *class = w->green.text[0][row];
    geo_fit public = is_public(options, w->green.number[0][row]);
    bool counts = true;
    if (options->classes && !is_listed(options->classes, class))
        return note_wrong_class(ctx, options, class, out);
    out->not_public += public == GEO_FIT_NO;
    out->public_unknown += public == GEO_FIT_MAYBE;
    if (public == GEO_FIT_NO ||
        (public == GEO_FIT_MAYBE && !(options->fit && options->fit->maybe_counts)))
        return GEO_OK;
    geo_status status = fits(ctx, w, row, out, &counts);
    if (status == GEO_OK && counts)
        w->chosen[w->chosen_count++] = row;
    return status;
}

static geo_status choose(geo_ctx *ctx, geo_patch_work *w, geo_patches *out)
{
    w->chosen = geo_alloc(w->green.count, sizeof *w->chosen);
    if (!w->chosen)
        return geo_fail_nomem(ctx);
    out->read = w->green.count;
    out->fitted = w->options->fit != NULL;
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < w->green.count; i++)
        status = choose_one(ctx, w, i, out);
    return status;
}

static geo_status index_of(geo_ctx *ctx, const geo_features *rows, geo_rtree **out)
{
    return geo_rtree_new(ctx, rows->boxes, rows->count, out);
}

/* ---- patches ---- */

/* Ids of the features that a part came from, appended to rows. */
static geo_status members_of(geo_ctx *ctx, geo_patch_work *w, const geo_patch_part *p,
                             geo_hits *rows)
{
    for (uint32_t k = p->group; k != GEO_PATCH_NONE; k = w->next[k]) {
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

static geo_status name_patch(geo_ctx *ctx, const geo_patch_work *w, const geo_hits *rows,
                             geo_arena *arena, geo_patch *patch)
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
static geo_status make_patch(geo_ctx *ctx, geo_patch_work *w, const uint32_t *next, uint32_t group,
                             const geo_geom **shapes, geo_arena *arena, geo_patch *out)
{
    size_t count = 0;
    geo_status status = GEO_OK;
    w->hits.count = 0;
    for (uint32_t i = group; status == GEO_OK && i != GEO_PATCH_NONE; i = next[i]) {
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

static geo_status make_patches(geo_ctx *ctx, geo_patch_work *w, geo_patches *out)
{
    uint32_t *next = NULL;
    const geo_geom **shapes = geo_alloc(w->parts.count, sizeof *shapes);
    uint32_t *root = geo_alloc(w->parts.count, sizeof *root);
    out->items = geo_calloc(w->parts.count, sizeof *out->items);
    geo_status status =
        root && shapes && out->items ? geo_patch_join(ctx, w, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_patch_chain(ctx, root, w->parts.count, &next);
    for (uint32_t i = 0; status == GEO_OK && i < w->parts.count; i++) {
        geo_patch *patch = &out->items[out->count];
        if (root[i] != i)
            continue;
        status = make_patch(ctx, w, next, i, shapes, out->arena, patch);
        bool counts = patch->area_m2 >= w->options->min_area_m2 * (1 - GEO_PATCH_AREA_SLACK);
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

static geo_status load(geo_ctx *ctx, geo_patch_work *w, geo_source *green, geo_source *water,
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

static void clear_parts(geo_patch_work *w)
{
    geo_patch_release_pieces(&w->parts);
    geo_free(w->next);
    w->next = NULL;
}

static void release_work(geo_patch_work *w)
{
    clear_parts(w);
    geo_free(w->chosen);
    geo_free(w->hits.items);
    for (size_t i = 0; i < w->cut.count; i++)
        geo_geom_release(&w->cut.items[i]);
    geo_free(w->cut.items);
    geo_free(w->is_cut);
    geo_rtree_free(w->water_index);
    geo_rtree_free(w->street_index);
    geo_features_release(&w->green);
    geo_features_release(&w->water);
    geo_features_release(&w->street);
    geo_geos_free(w->geos);
}

static geo_status build(geo_ctx *ctx, geo_patch_work *w, geo_patches *out)
{
    uint32_t *root = geo_alloc(w->chosen_count, sizeof *root);
    geo_status status = root ? geo_patch_parts(ctx, w, root) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = make_patches(ctx, w, out);
    geo_free(root);
    return status;
}

/* Green that cannot count is made only for those who want to know how much that is: when they say
 * so, and when nothing counts. */
static geo_status build_what_counts(geo_ctx *ctx, geo_patch_work *w, geo_patches *out)
{
    uint32_t *all = w->chosen;
    size_t all_count = w->chosen_count;
    geo_status status = geo_patch_may_count(ctx, w, &w->chosen, &w->chosen_count);
    if (status != GEO_OK)
        return status;
    bool left_out = w->chosen_count < all_count;
    status = build(ctx, w, out);
    geo_free(w->chosen);
    w->chosen = all;
    w->chosen_count = all_count;
    if (status != GEO_OK || !left_out || out->count > 0)
        return status;
    clear_parts(w);
    geo_free(out->items);
    out->items = NULL;
    out->too_small = 0;
    return build(ctx, w, out);
}

geo_status geo_patches_init(geo_ctx *ctx, geo_patches *patches, const geo_patch_options *options,
                            geo_source *green, geo_source *water, geo_source *street)
{
    geo_patch_work w = {.options = options};
    *patches = (geo_patches){.arena = geo_arena_new()};
    geo_status status = patches->arena ? load(ctx, &w, green, water, street) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = choose(ctx, &w, patches);
    if (status == GEO_OK)
        status = (options->count_small ? build : build_what_counts)(ctx, &w, patches);
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
