/* The polygons that zones are made of: land cover on the ground, and water where that has none.
 * Where they lie over each other the one of the lower id keeps the place, land cover before water,
 * so that what is left tiles. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/parse.h"
#include "base/sum.h"
#include "nature/zone_state.h"

enum { CLASS, PHYSICAL, PLUS, FUNCTION, MANAGEMENT, LEVEL, LANDCOVER_TEXTS };
const char *const GEO_ZONE_LANDCOVER_TEXT[6] = {"class",    "physical",   "plus",
                                                "function", "management", "level"};

/* ---- reading ---- */

/* What says no level lies on the ground. One that is a word ('tunnel') says that it does not, or
 * that nobody can tell: it is left out, and told. */
static bool is_on_ground(const geo_features *rows, uint32_t row, geo_zone_balance *balance)
{
    double level = 0;
    const char *text = rows->text[LEVEL][row];
    if (!text || !*text)
        return true;
    if (geo_parse_double(NULL, text, &level) == GEO_OK) {
        balance->other_level += level != 0;
        return level == 0;
    }
    if (balance->unknown_level++ == 0) {
        balance->first_unknown_level = rows->ids[row];
        balance->unknown_level_text = text;
    }
    return false;
}

static void fill_unit(const geo_features *rows, uint32_t row, bool is_water, geo_zone_unit *out)
{
    const geo_geom *shape = &rows->geoms[row];
    double area = geo_geom_area(shape);
    *out = (geo_zone_unit){
        .id = rows->ids[row], .row = row, .is_water = is_water, .shape = shape, .whole_m2 = area};
    out->asked.word[GEO_RULE_THEME] = is_water ? "water" : "landcover";
    out->asked.word[GEO_RULE_CLASS] = rows->text[CLASS][row];
    if (!is_water) {
        out->asked.word[GEO_RULE_PHYSICAL] = rows->text[PHYSICAL][row];
        out->asked.word[GEO_RULE_PLUS] = rows->text[PLUS][row];
        out->asked.word[GEO_RULE_FUNCTION] = rows->text[FUNCTION][row];
        out->asked.word[GEO_RULE_MANAGEMENT] = rows->text[MANAGEMENT][row];
    }
    out->asked.value[GEO_RULE_AREA] = area;
    out->asked.value[GEO_RULE_WIDTH] = geo_zone_width_of(shape);
}

static geo_status add_units(geo_ctx *ctx, geo_zone_work *w, const geo_features *rows, bool is_water,
                            geo_zone_balance *balance)
{
    uint32_t *order = NULL;
    geo_status status = geo_zone_order_by(
        ctx, rows, is_water ? 1 : sizeof GEO_ZONE_LANDCOVER_TEXT / sizeof(char *), &order);
    for (size_t i = 0; status == GEO_OK && i < rows->count; i++)
        if (is_water || is_on_ground(rows, order[i], balance))
            fill_unit(rows, order[i], is_water, &w->units[w->unit_count++]);
    geo_free(order);
    return status;
}

/* Where land cover itself says nothing of its management, layer green does, by id: of two with one
 * id the first in order. */
static geo_status join_management(geo_ctx *ctx, geo_zone_work *w)
{
    const geo_features *green = &w->green;
    uint32_t *order = NULL;
    geo_map *by_id = geo_map_new();
    geo_status status = by_id ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_zone_order_by(ctx, green, 1, &order);
    for (size_t i = green->count; status == GEO_OK && i > 0; i--) {
        uint32_t row = order[i - 1];
        if (green->text[0][row] && *green->text[0][row] &&
            !geo_map_set(by_id, green->ids[row], strlen(green->ids[row]), row))
            status = geo_fail_nomem(ctx);
    }
    for (size_t i = 0; status == GEO_OK && i < w->unit_count; i++) {
        geo_zone_unit *unit = &w->units[i];
        const char **to = &unit->asked.word[GEO_RULE_MANAGEMENT];
        uint32_t *row = unit->is_water ? NULL : geo_map_get(by_id, unit->id, strlen(unit->id));
        if (row && (!*to || !**to))
            *to = green->text[0][*row];
    }
    geo_map_free(by_id);
    geo_free(order);
    return status;
}

static geo_status read_all(geo_ctx *ctx, geo_zone_work *w, geo_zone_balance *balance)
{
    geo_status status = geo_zone_read(ctx, w->inputs->landcover, LANDCOVER_TEXTS, &w->landcover);
    if (status == GEO_OK && w->inputs->water)
        status = geo_zone_read(ctx, w->inputs->water, 1, &w->water);
    if (status == GEO_OK && w->inputs->green)
        status = geo_zone_read(ctx, w->inputs->green, 1, &w->green);
    w->units = geo_calloc(w->landcover.count + w->water.count, sizeof *w->units);
    if (status == GEO_OK && !w->units)
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = add_units(ctx, w, &w->landcover, false, balance);
    balance->polygons = w->unit_count;
    if (status == GEO_OK)
        status = add_units(ctx, w, &w->water, true, balance);
    if (status == GEO_OK)
        status = join_management(ctx, w);
    return status;
}

/* ---- overlaps ---- */

static const geo_geom *feature_of(const geo_zone_work *w, const geo_zone_unit *unit)
{
    return &(unit->is_water ? &w->water : &w->landcover)->geoms[unit->row];
}

/* Boxes that share next to nothing hold no more than that. A share below a sliver is not taken off,
 * but is counted: hundreds of them add up. */
#define LEAST_COUNTED_M2 1e-6

static bool may_share(geo_box a, geo_box b)
{
    double width = fmin(a.xmax, b.xmax) - fmax(a.xmin, b.xmin),
           height = fmin(a.ymax, b.ymax) - fmax(a.ymin, b.ymin);
    return width > 0 && height > 0 && width * height > LEAST_COUNTED_M2;
}

/* Without an overlay: no edge of the larger comes near the smaller, which lies outside it. */
static bool is_apart(const geo_geom *a, const geo_geom *b)
{
    const geo_geom *large = a->point_count > b->point_count ? a : b, *small = large == a ? b : a;
    geo_box box = geo_box_of(small);
    for (uint32_t k = 0; k < large->end_count; k++) {
        geo_run run = geo_geom_run(large, k);
        for (size_t i = 1; i < run.count; i++)
            if (geo_box_meets(geo_box_join(geo_box_around(run.points[i - 1], 0),
                                           geo_box_around(run.points[i], 0)),
                              box))
                return false;
    }
    return !geo_geom_covers(large, small->points[0]);
}

/* Takes off the unit what it shares with one of a lower place. */
static geo_status take_off(geo_ctx *ctx, geo_geos *geos, geo_zone_unit *unit, const geo_geom *other)
{
    geo_geom in = {0}, rest = {0};
    if (!may_share(geo_box_of(unit->shape), geo_box_of(other)) || is_apart(unit->shape, other))
        return GEO_OK;
    geo_status status = geo_geos_split(ctx, geos, unit->shape, other, &in, &rest);
    if (status != GEO_OK)
        return status;
    double shared = geo_geom_area(&in);
    geo_geom_release(&in);
    if (shared <= GEO_ZONE_SLIVER_M2) {
        unit->sliver_m2 += shared;
        geo_geom_release(&rest);
        return GEO_OK;
    }
    unit->lost_m2 += shared;
    geo_geom_release(&unit->own);
    unit->own = rest;
    unit->shape = &unit->own;
    return GEO_OK;
}

static geo_status settle_unit(void *self, geo_ctx *ctx, geo_geos *geos, size_t i)
{
    geo_zone_work *w = self;
    geo_zone_unit *unit = &w->units[i];
    geo_hits hits = {0};
    geo_status status = geo_rtree_search(ctx, w->unit_index, geo_box_of(unit->shape), &hits);
    for (size_t k = 0; status == GEO_OK && k < hits.count && hits.items[k] < i; k++)
        if (unit->shape->point_count > 0)
            status = take_off(ctx, geos, unit, feature_of(w, &w->units[hits.items[k]]));
    if (status != GEO_OK) {
        geo_geom_release(&unit->own);
        unit->shape = feature_of(w, unit);
        unit->lost_m2 = unit->sliver_m2 = 0;
        geo_while(ctx, status, "laying '%s' beside its neighbours", unit->id);
    }
    geo_free(hits.items);
    return status;
}

static geo_status settle(geo_ctx *ctx, geo_zone_work *w)
{
    geo_box *boxes = geo_alloc(w->unit_count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < w->unit_count; i++)
        boxes[i] = geo_box_of(w->units[i].shape);
    geo_status status = geo_rtree_new(ctx, boxes, w->unit_count, &w->unit_index);
    geo_free(boxes);
    return status == GEO_OK
               ? geo_zone_each(ctx, w->geos, w->options->threads, w->unit_count, settle_unit, w)
               : status;
}

geo_status geo_zone_ground(geo_ctx *ctx, geo_zone_work *w, geo_zone_balance *balance)
{
    geo_sum whole = {0}, lost = {0}, slivers = {0};
    geo_status status = read_all(ctx, w, balance);
    if (status == GEO_OK)
        status = settle(ctx, w);
    for (size_t i = 0; status == GEO_OK && i < w->unit_count; i++) {
        const geo_zone_unit *unit = &w->units[i];
        if (unit->is_water)
            continue;
        geo_sum_add(&whole, unit->whole_m2);
        geo_sum_add(&lost, unit->lost_m2);
        geo_sum_add(&slivers, unit->sliver_m2);
        if (unit->lost_m2 > 0 && balance->overlapping++ == 0)
            balance->first_overlap = unit->id;
    }
    balance->landcover_m2 = geo_sum_value(&whole);
    balance->overlap_m2 = geo_sum_value(&lost);
    balance->sliver_m2 = geo_sum_value(&slivers);
    balance->rejected = geo_source_tally(w->inputs->landcover)->rejected;
    return status;
}
