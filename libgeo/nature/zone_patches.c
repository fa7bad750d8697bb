/* Polygons of one kind that touch are one patch of ground, however often the map cuts it: where a
 * rule asks how wide or large something is, it asks of the patch. */
#include <math.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "nature/zone_state.h"

/* Would a rule say something else, were it larger or smaller? */
static bool shape_matters(const geo_rules *rules, const geo_zone_unit *unit)
{
    geo_rule_case small = unit->asked, large = unit->asked;
    for (int i = 0; i < GEO_RULE_LEASTS; i++) {
        small.value[i] = 0;
        large.value[i] = INFINITY;
    }
    return geo_rules_match(rules, &small, 0) != geo_rules_match(rules, &large, 0);
}

static bool is_alike(const geo_zone_unit *a, const geo_zone_unit *b)
{
    if (a->is_water != b->is_water)
        return false;
    for (int key = 0; key < GEO_RULE_KEYS; key++) {
        const char *left = a->asked.word[key], *right = b->asked.word[key];
        if (strcasecmp(left ? left : "", right ? right : "") != 0)
            return false;
    }
    return true;
}

static geo_status join_touching(geo_ctx *ctx, geo_zone_work *w, const bool *matters,
                                uint32_t *group)
{
    geo_status status = GEO_OK;
    geo_hits hits = {0};
    for (uint32_t i = 0; status == GEO_OK && i < w->unit_count; i++) {
        const geo_zone_unit *unit = &w->units[i];
        if (!matters[i])
            continue;
        status = geo_rtree_search(ctx, w->unit_index,
                                  geo_box_grow(geo_box_of(unit->shape), GEO_SLACK_M), &hits);
        for (size_t k = 0; status == GEO_OK && k < hits.count; k++) {
            uint32_t other = hits.items[k];
            double m = INFINITY;
            if (other <= i || !matters[other] || !is_alike(unit, &w->units[other]))
                continue;
            status = geo_geos_distance(ctx, w->geos, unit->shape, w->units[other].shape, &m);
            if (status == GEO_OK && m <= GEO_SLACK_M)
                geo_groups_join(group, i, other);
        }
    }
    geo_free(hits.items);
    return status;
}

/* Units by group: next[i] is the one after i in its group, or NONE. */
static void chain_groups(const geo_zone_work *w, uint32_t *group, uint32_t *next, uint32_t *last)
{
    for (uint32_t i = 0; i < w->unit_count; i++) {
        uint32_t first = geo_groups_find(group, i);
        next[i] = GEO_ZONE_NONE;
        if (first != i)
            next[last[first]] = i;
        last[first] = i;
    }
}

static geo_status measure_patch(geo_ctx *ctx, geo_zone_work *w, const uint32_t *next,
                                uint32_t first, const geo_geom **parts)
{
    geo_geom patch = {0};
    size_t count = 0;
    for (uint32_t i = first; i != GEO_ZONE_NONE; i = next[i])
        parts[count++] = w->units[i].shape;
    if (count == 1)
        return GEO_OK;
    geo_status status = geo_geos_union(ctx, w->geos, parts, count, &patch);
    if (status != GEO_OK)
        return geo_while(ctx, status, "dissolving the patch of '%s'", w->units[first].id);
    double area = geo_geom_area(&patch), width = geo_zone_width_of(&patch);
    geo_geom_release(&patch);
    for (uint32_t i = first; i != GEO_ZONE_NONE; i = next[i]) {
        w->units[i].asked.value[GEO_RULE_AREA] = area;
        w->units[i].asked.value[GEO_RULE_WIDTH] = width;
    }
    return GEO_OK;
}

static geo_status measure_patches(geo_ctx *ctx, geo_zone_work *w, const bool *matters,
                                  uint32_t *group)
{
    uint32_t *next = geo_alloc(w->unit_count, sizeof *next);
    uint32_t *last = geo_alloc(w->unit_count, sizeof *last);
    const geo_geom **parts = geo_alloc(w->unit_count, sizeof *parts);
    geo_status status = next && last && parts ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        chain_groups(w, group, next, last);
    for (uint32_t i = 0; status == GEO_OK && i < w->unit_count; i++)
        if (matters[i] && geo_groups_find(group, i) == i)
            status = measure_patch(ctx, w, next, i, parts);
    geo_free(next);
    geo_free(last);
    geo_free(parts);
    return status;
}

geo_status geo_zone_patches(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    bool *matters = geo_calloc(w->unit_count, sizeof *matters);
    uint32_t *group = geo_alloc(w->unit_count, sizeof *group);
    geo_status status = matters && group ? GEO_OK : geo_fail_nomem(ctx);
    (void)out;
    for (uint32_t i = 0; status == GEO_OK && i < w->unit_count; i++) {
        group[i] = i;
        matters[i] =
            w->units[i].shape->point_count > 0 && shape_matters(w->inputs->rules, &w->units[i]);
    }
    if (status == GEO_OK)
        status = join_touching(ctx, w, matters, group);
    if (status == GEO_OK)
        status = measure_patches(ctx, w, matters, group);
    geo_free(matters);
    geo_free(group);
    return status;
}
