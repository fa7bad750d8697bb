/* Rows of the balance: pieces summed by catchment or by neighbourhood. */
#include <math.h>

#include "base/alloc.h"
#include "water/rain_state.h"

/* What is summed for one row. */
typedef struct sums {
    double m2[GEO_RAIN_SURFACES_MOST + 1];
    double runoff, pumped, room, held; /* m3 */
    double empty_in_time; /* of the room, m3 that the norm's hours empty, as far as known */
    double empty_h;       /* the longest that is said; NaN: none */
    bool lacks_volume;
} sums;

static size_t place_of(const geo_rain *rain, const geo_rain_piece *piece)
{
    return rain->options.by == GEO_RAIN_BY_CATCHMENT ? piece->sink : piece->area;
}

/* The top of the tree that a piece drains to; 0: none. */
static uint32_t tree_of(const geo_rain_round *r, const geo_rain_piece *piece)
{
    return piece->sink ? geo_rain_route_top(r->route, piece->sink) : 0;
}

/* Room of the whole tree but for water that rises, which is where it is. */
static double tree_room(const geo_rain_round *r, uint32_t sink)
{
    uint32_t top = geo_rain_route_top(r->route, sink);
    return geo_rain_route_room(r->route, top) - geo_rain_route_rises(r->route, top);
}

/* Of what ran off in a catchment: held there by objects, or anywhere in its tree. */
static double own_held(const geo_rain_round *r, uint32_t sink)
{
    double rest = sink ? geo_rain_route_rest(r->route, r->ponds, sink) : 1;
    return r->held[sink] + r->own[sink] * (1 - rest);
}

/* A piece has that part of its tree's room which it has of the area of the tree's catchments, and
 * of what is held that which it has of the catchment's runoff. */
static void add_piece(const geo_rain *rain, const geo_rain_round *r, const geo_rain_piece *piece,
                      const double *tree_m2, sums *all)
{
    sums *to = &all[place_of(rain, piece)];
    double m3 = geo_rain_piece_m3(r, piece), area = geo_rain_area_m2(piece->m2);
    double runoff = r->runoff[piece->sink];
    for (int s = 0; s <= GEO_RAIN_UNKNOWN_SURFACE; s++)
        to->m2[s] += piece->m2[s];
    to->runoff += m3;
    if (area > 0 && piece->sink)
        to->room += tree_room(r, piece->sink) * area / tree_m2[tree_of(r, piece)];
    if (runoff > 0) {
        to->pumped += r->pumped[piece->sink] * m3 / runoff;
        to->held += own_held(r, piece->sink) * m3 / runoff;
    }
}

static void add_part(const geo_rain *rain, const geo_rain_round *r, const geo_rain_part *part,
                     sums *all)
{
    const geo_rain_object *object = &rain->town.objects.items[part->object];
    sums *to = &all[place_of(rain, &r->ground->pieces.items[part->piece])];
    double room = geo_rain_part_m3(object, part);
    const geo_rain_norm *norm = rain->options.norm;
    if (isnan(object->volume_m3)) {
        to->lacks_volume = true;
        return;
    }
    to->room += room;
    to->empty_h = fmax(to->empty_h, object->empty_h); /* NaN: the other */
    if (norm && (isnan(norm->empty_h) || object->empty_h <= norm->empty_h))
        to->empty_in_time += room;
}

static geo_status sum_all(geo_ctx *ctx, const geo_rain *rain, const geo_rain_round *r, sums *all)
{
    double *tree_m2 = geo_calloc(rain->town.nodes.count, sizeof *tree_m2);
    if (!tree_m2)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < r->count_size; i++)
        all[i] = (sums){.empty_h = NAN};
    for (size_t i = 0; i < r->ground->pieces.count; i++)
        tree_m2[tree_of(r, &r->ground->pieces.items[i])] +=
            geo_rain_area_m2(r->ground->pieces.items[i].m2);
    for (size_t i = 0; i < r->ground->pieces.count; i++)
        add_piece(rain, r, &r->ground->pieces.items[i], tree_m2, all);
    for (size_t i = 0; i < r->ground->parts.count; i++)
        add_part(rain, r, &r->ground->parts.items[i], all);
    geo_free(tree_m2);
    return GEO_OK;
}

/* ---- the norm ---- */

static double over_m2(const geo_rain *rain, const sums *s)
{
    const geo_rain_surfaces *surfaces = rain->inputs.surfaces;
    int roof = geo_rain_surfaces_find(surfaces, "roof");
    double m2 = 0;
    switch (rain->options.norm->over) {
    case GEO_RAIN_OVER_ALL:
        return geo_rain_area_m2(s->m2) - s->m2[GEO_RAIN_UNKNOWN_SURFACE];
    case GEO_RAIN_OVER_ROOF:
        return roof < 0 ? 0 : s->m2[roof];
    case GEO_RAIN_OVER_PAVED:
        break;
    }
    for (int i = 0; i < surfaces->count; i++)
        m2 += surfaces->items[i].is_paved ? s->m2[i] : 0;
    return m2;
}

/* Fails only what fails whatever the unknown is: surfaces that may not count, volumes that may be
 * any. Passes only what passes whatever it is: surfaces that may count, and room that is known to
 * be empty in time. */
static geo_rain_verdict judge(const geo_rain *rain, const sums *s)
{
    const geo_rain_norm *norm = rain->options.norm;
    if (!norm)
        return GEO_RAIN_NO_NORM;
    double least = over_m2(rain, s) * norm->mm / 1000;
    double most = least + s->m2[GEO_RAIN_UNKNOWN_SURFACE] * norm->mm / 1000;
    double sure = isnan(norm->empty_h) ? s->room : s->empty_in_time;
    if (s->room < least && !s->lacks_volume)
        return GEO_RAIN_FAIL;
    return sure >= most ? GEO_RAIN_PASS : GEO_RAIN_UNKNOWN;
}

/* ---- rows ---- */

/* To litres: what sums leave behind the comma is gone. */
static double litres(double m3)
{
    double out = round(m3 * 1000) / 1000;
    return out == 0 ? 0 : out; /* no -0 */
}

static geo_rain_row row_of(const geo_rain *rain, const geo_rain_round *r, const sums *s)
{
    const geo_rain_surfaces *surfaces = rain->inputs.surfaces;
    double area = geo_rain_area_m2(s->m2), unknown = s->m2[GEO_RAIN_UNKNOWN_SURFACE], paved = 0;
    for (int i = 0; i < surfaces->count; i++)
        paved += surfaces->items[i].is_paved ? s->m2[i] : 0;
    return (geo_rain_row){.event = r->event,
                          .is_after = r->is_after,
                          .area_m2 = area,
                          .paved_pct = area - unknown > 0 ? 100 * paved / (area - unknown) : NAN,
                          .unknown_pct = area > 0 ? 100 * unknown / area : NAN,
                          .runoff_m3 = litres(s->runoff),
                          .stor_exist_m3 = litres(s->room),
                          .inflow_m3 = NAN,
                          .pumped_m3 = litres(s->pumped),
                          .req_mm = rain->options.norm ? rain->options.norm->mm : NAN,
                          .empty_h = s->empty_h,
                          .verdict = judge(rain, s),
                          .buildings = -1};
}

static geo_status add_catchment(geo_ctx *ctx, geo_rain *rain, const geo_rain_round *r, uint32_t i,
                                const sums *s)
{
    const geo_rain_sink *sink = &rain->town.sinks.items[i];
    geo_rain_row row = row_of(rain, r, s);
    uint32_t to = rain->town.nodes.items[geo_rain_route_top(r->route, i)].spill_to;
    double come = r->own[i] + r->ponds[i].inflow_m3;
    double deficit = come * geo_rain_route_rest(r->route, r->ponds, i);
    row.id = sink->id;
    row.shape = sink->catchment;
    row.inflow_m3 = litres(r->ponds[i].inflow_m3);
    row.stored_m3 = litres(r->held[i] + come - deficit);
    row.deficit_m3 = litres(deficit);
    row.spill_to = to ? rain->town.sinks.items[to].id : NULL;
    if (r->knows_buildings)
        row.buildings = r->buildings[i];
    return geo_vec_push(&rain->rows, row) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status add_area(geo_ctx *ctx, geo_rain *rain, const geo_rain_round *r, uint32_t i,
                           const sums *s)
{
    const geo_rain_area *area = &rain->town.areas.items[i];
    geo_rain_row row = row_of(rain, r, s);
    row.id = area->id;
    row.name = area->name;
    row.shape = area->shape;
    row.stored_m3 = litres(s->held);
    row.deficit_m3 = litres(fmax(0, s->runoff - s->pumped - s->held));
    if (r->knows_buildings)
        row.buildings = r->buildings[i];
    return geo_vec_push(&rain->rows, row) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_rain_add_rows(geo_ctx *ctx, geo_rain *rain, const geo_rain_round *r)
{
    sums *all = geo_alloc(r->count_size, sizeof *all);
    geo_status status = all ? sum_all(ctx, rain, r, all) : geo_fail_nomem(ctx);
    if (rain->options.by == GEO_RAIN_BY_NEIGHBOURHOOD) {
        for (uint32_t i = 1; status == GEO_OK && i < rain->town.areas.count; i++)
            status = add_area(ctx, rain, r, i, &all[i]);
    } else {
        for (uint32_t i = 1; status == GEO_OK && i < rain->town.sinks.count; i++)
            if (rain->town.sinks.items[i].catchment)
                status = add_catchment(ctx, rain, r, i, &all[i]);
    }
    geo_free(all);
    return status;
}

/* ---- what was met ---- */

static geo_status tally_objects(geo_ctx *ctx, geo_rain *rain, const geo_rain_ground *ground)
{
    bool *found = geo_calloc(rain->town.objects.count, sizeof *found);
    if (!found)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < ground->parts.count; i++)
        found[ground->parts.items[i].object] = true;
    for (size_t i = 0; i < rain->town.objects.count; i++) {
        const geo_rain_object *object = &rain->town.objects.items[i];
        if (!found[i] && !object->is_measure && rain->tally.off++ == 0)
            rain->tally.first_off = object->id;
    }
    geo_free(found);
    return GEO_OK;
}

static void tally_measures(geo_rain *rain)
{
    const geo_features *measures = &rain->town.features[GEO_RAIN_MEASURE];
    for (size_t i = 0; i < measures->count; i++)
        if (!geo_box_meets(geo_box_of(&measures->geoms[i]), geo_frame_box(rain->frame)) &&
            rain->tally.measures_off++ == 0)
            rain->tally.first_measure_off = measures->ids[i];
}

geo_status geo_rain_tally_ground(geo_ctx *ctx, geo_rain *rain, const geo_rain_ground *ground)
{
    for (size_t i = 0; i < ground->pieces.count; i++) {
        const geo_rain_piece *piece = &ground->pieces.items[i];
        double area = geo_rain_area_m2(piece->m2);
        rain->tally.area_m2 += area;
        rain->tally.unknown_m2 += piece->m2[GEO_RAIN_UNKNOWN_SURFACE];
        rain->tally.outside_m2 += piece->sink ? 0 : area;
        rain->tally.nowhere_m2 += piece->area ? 0 : area;
    }
    tally_measures(rain);
    return tally_objects(ctx, rain, ground);
}
