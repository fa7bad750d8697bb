/* The making of zones, step by step. */
#include "nature/zones.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "nature/zone_state.h"

static const char *const THEMES[] = {"landcover", "water", NULL};

/* A word in the table that no class has would make zones vanish. */
static geo_status check_rules(geo_ctx *ctx, const geo_rules *rules)
{
    static const char *const NEEDED[] = {"zone", "subclass", NULL};
    static const char *const HEADINGS[] = {
        "theme",    "class",       "physical",     "plus", "function", "management",
        "facility", "width_min_m", "area_min_m2",  "zone", "subclass", "label_nl",
        "source",   "confidence",  "shape_source", NULL};
    geo_status status = geo_rules_headings(ctx, rules, HEADINGS);
    if (status == GEO_OK)
        status = geo_rules_need(ctx, rules, NEEDED);
    if (status == GEO_OK)
        status = geo_rules_words(ctx, rules, GEO_RULE_THEME, THEMES);
    for (size_t row = 0; status == GEO_OK && row < geo_rules_count(rules); row++) {
        const char *zone = geo_rules_cell(rules, row, "zone"),
                   *colour = geo_rules_cell(rules, row, "subclass");
        bool known = false;
        for (int c = 0; c < GEO_ZONE_UNKNOWN; c++)
            known |= strcasecmp(GEO_ZONE_WORD[c], zone) == 0;
        if (!known)
            status = geo_rules_fault(ctx, rules, row, "unknown zone", zone);
        else if (*colour && strcasecmp(colour, "green") != 0 && strcasecmp(colour, "blue") != 0)
            status = geo_rules_fault(ctx, rules, row, "subclass is green or blue, not", colour);
    }
    return status;
}

static geo_status check_management(geo_ctx *ctx, const geo_rules *rules)
{
    static const char *const NEEDED[] = {"ground", "advised", "reason_nl", "near_max_m", NULL};
    static const char *const HEADINGS[] = {
        "theme",    "class",      "physical",    "plus",        "function",     "in_zone",
        "facility", "management", "width_min_m", "area_min_m2", "near_max_m",   "ground",
        "advised",  "reason_nl",  "source",      "confidence",  "shape_source", NULL};
    const char *zones[GEO_ZONE_CLASSES + 1] = {0};
    memcpy(zones, GEO_ZONE_WORD, sizeof GEO_ZONE_WORD);
    geo_status status = geo_rules_headings(ctx, rules, HEADINGS);
    if (status == GEO_OK)
        status = geo_rules_need(ctx, rules, NEEDED);
    if (status == GEO_OK)
        status = geo_rules_words(ctx, rules, GEO_RULE_THEME, THEMES);
    if (status == GEO_OK)
        status = geo_rules_words(ctx, rules, GEO_RULE_ZONE, zones);
    for (size_t row = 0; status == GEO_OK && row < geo_rules_count(rules); row++) {
        const char *ground = geo_rules_cell(rules, row, "ground"),
                   *near = geo_rules_cell(rules, row, "near_max_m");
        double limit_m;
        if (*near && geo_parse_length(NULL, near, &limit_m) != GEO_OK)
            return geo_rules_fault(ctx, rules, row, "near_max_m is a length, not", near);
        if (strcmp(ground, "grass") != 0 && strcmp(ground, "bank") != 0)
            status = geo_rules_fault(ctx, rules, row, "ground is grass or bank, not", ground);
    }
    return status;
}

static void free_work(geo_zone_work *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->unit_count; i++) {
        for (size_t k = 0; k < w->units[i].pieces.count; k++)
            geo_geom_release(&w->units[i].pieces.items[k].own);
        geo_free(w->units[i].pieces.items);
        geo_geom_release(&w->units[i].own);
    }
    for (size_t i = 0; i < w->pieces.count; i++)
        geo_geom_release(&w->pieces.items[i].own);
    geo_free(w->pieces.items);
    geo_free(w->undrawn.items);
    geo_free(w->units);
    geo_free(w->group);
    geo_free(w->zone_of);
    geo_free(w->decided_order);
    geo_free(w->facility_order);
    geo_rtree_free(w->unit_index);
    geo_rtree_free(w->decided_index);
    geo_rtree_free(w->facility_index);
    geo_features *all[] = {&w->landcover, &w->water, &w->green, &w->decided, &w->facility,
                           &w->building,  &w->plan,  &w->hedge, &w->tree};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        geo_features_release(all[i]);
    geo_geos_free(w->geos);
    geo_arena_free(w->arena);
    geo_free(w);
}

typedef geo_status (*step)(geo_ctx *ctx, geo_zone_work *w, geo_zones *out);

static geo_status find_ground(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    return geo_zone_ground(ctx, w, &out->balance);
}

static geo_status run_steps(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    static const step STEPS[] = {find_ground,     geo_zone_patches,   geo_zone_cut,
                                 geo_zone_review, geo_zone_merge,     geo_zone_measure,
                                 geo_zone_advise, geo_zone_conflicts, geo_zone_lines};
    size_t count = sizeof STEPS / sizeof *STEPS;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        status = STEPS[i](ctx, w, out);
        if (status == GEO_OK)
            status = geo_ctx_advance(ctx, i + 1, count);
    }
    return status;
}

geo_status geo_zones_init(geo_ctx *ctx, geo_zones *zones, const geo_zone_options *options,
                          const geo_zone_inputs *inputs)
{
    geo_zone_work *w = geo_calloc(1, sizeof *w);
    *zones = (geo_zones){.work = w};
    if (!w || !(w->arena = geo_arena_new())) {
        geo_zones_release(zones);
        return geo_fail_nomem(ctx);
    }
    w->options = options;
    w->inputs = inputs;
    geo_status status = check_rules(ctx, inputs->rules);
    if (status == GEO_OK)
        status = check_management(ctx, inputs->management);
    if (status == GEO_OK)
        status = geo_geos_new(ctx, &w->geos);
    if (status == GEO_OK)
        status = run_steps(ctx, w, zones);
    if (status != GEO_OK)
        geo_zones_release(zones);
    return status;
}

void geo_zones_release(geo_zones *zones)
{
    for (size_t i = 0; i < zones->count; i++)
        geo_geom_release(&zones->items[i].shape);
    for (size_t i = 0; i < zones->conflicts.count; i++)
        geo_geom_release(&zones->conflicts.items[i].shape);
    for (size_t i = 0; i < zones->lines.count; i++)
        geo_geom_release(&zones->lines.items[i].shape);
    geo_free(zones->items);
    geo_free(zones->care.items);
    geo_free(zones->conflicts.items);
    geo_free(zones->lines.items);
    free_work(zones->work);
    *zones = (geo_zones){0};
}
