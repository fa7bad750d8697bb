#include "water/rain.h"

#include <math.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "water/rain_parts.h"
#include "water/rain_state.h"

/* ---- rooms ---- */

/* Water that rises holds what flows into its catchment from anywhere. */
static void add_rises(const geo_rain *rain, const geo_rain_round *r, geo_rain_node *nodes)
{
    for (size_t i = 0; i < r->ground->parts.count; i++) {
        const geo_rain_part *part = &r->ground->parts.items[i];
        const geo_rain_object *object = &rain->town.objects.items[part->object];
        uint32_t sink = r->ground->pieces.items[part->piece].sink;
        if (object->is_water && sink && !isnan(object->volume_m3))
            nodes[sink].rises_m3 += geo_rain_part_m3(object, part);
    }
}

static geo_status make_route(geo_ctx *ctx, geo_rain *rain, geo_rain_round *r)
{
    const geo_rain_town *town = &rain->town;
    geo_rain_node *nodes = geo_alloc(town->nodes.count, sizeof *nodes);
    if (!nodes)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < town->nodes.count; i++) {
        nodes[i] = town->nodes.items[i];
        nodes[i].room_m3 *= rain->scale[i];
    }
    add_rises(rain, r, nodes);
    geo_status status = geo_rain_route_new(ctx, nodes, (uint32_t)town->nodes.count - 1, &r->route);
    geo_free(nodes);
    return status;
}

/* The share of its room that the book leaves a depression is that of the one it lies in which the
 * book has; one in which such lie holds no more than they do. */
static void set_scale(geo_rain *rain)
{
    const geo_rain_node *nodes = rain->town.nodes.items;
    const double *shares = rain->town.shares;
    uint32_t count = (uint32_t)rain->town.nodes.count;
    for (uint32_t i = 0; i < count; i++)
        rain->scale[i] = shares[i];
    for (uint32_t i = 1; i < count; i++) {
        uint32_t up = i, steps = 0; /* a file that is wrong may go round: the route will say so */
        while (isnan(rain->scale[up]) && nodes[up].parent && steps++ < count)
            up = nodes[up].parent;
        double scale = isnan(rain->scale[up]) ? 0 : rain->scale[up];
        for (uint32_t k = i; k && isnan(rain->scale[k]); k = nodes[k].parent)
            rain->scale[k] = scale;
    }
}

/* ---- one shower ---- */

static void set_fates(const geo_rain *rain, geo_rain_round *r)
{
    const geo_rain_surfaces *surfaces = rain->inputs.surfaces;
    for (int s = 0; s <= GEO_RAIN_UNKNOWN_SURFACE; s++)
        r->fates[s] = geo_rain_fall(s < surfaces->count ? &surfaces->items[s] : NULL, r->event,
                                    rain->options.sewer_mm_h);
}

double geo_rain_piece_m3(const geo_rain_round *r, const geo_rain_piece *piece)
{
    double m3 = 0;
    for (int s = 0; s <= GEO_RAIN_UNKNOWN_SURFACE; s++)
        m3 += piece->m2[s] * r->fates[s].runoff / 1000;
    return m3;
}

double geo_rain_area_m2(const double *m2)
{
    double area = 0;
    for (int s = 0; s <= GEO_RAIN_UNKNOWN_SURFACE; s++)
        area += m2[s];
    return area;
}

double geo_rain_part_m3(const geo_rain_object *object, const geo_rain_part *part)
{
    return object->area_m2 > 0 ? object->volume_m3 * fmin(1, part->m2 / object->area_m2) : 0;
}

/* The water that is on its way: objects have theirs first, then the pump at most its rate times
 * the hours. */
static void run_off(const geo_rain *rain, geo_rain_round *r)
{
    double pump_mm = rain->options.pump_mm_day / 24 * r->event->hours;
    for (uint32_t i = 0; i < rain->town.nodes.count; i++)
        r->runoff[i] = r->holds[i] = r->pumped[i] = 0;
    for (size_t i = 0; i < r->ground->pieces.count; i++) {
        const geo_rain_piece *piece = &r->ground->pieces.items[i];
        r->runoff[piece->sink] += geo_rain_piece_m3(r, piece);
        r->pumped[piece->sink] += geo_rain_area_m2(piece->m2) * pump_mm / 1000;
    }
    for (size_t i = 0; i < r->ground->parts.count; i++) {
        const geo_rain_part *part = &r->ground->parts.items[i];
        const geo_rain_object *object = &rain->town.objects.items[part->object];
        uint32_t sink = r->ground->pieces.items[part->piece].sink;
        double room = geo_rain_part_m3(object, part);
        if (object->is_own_rain)
            room = fmin(room, part->m2 * r->fates[part->surface].runoff / 1000);
        if (!isnan(object->volume_m3) && !(object->is_water && sink))
            r->holds[sink] += room;
    }
    for (uint32_t i = 0; i < rain->town.nodes.count; i++) {
        r->held[i] = fmin(r->holds[i], r->runoff[i]);
        r->pumped[i] = fmin(r->pumped[i], r->runoff[i] - r->held[i]);
        r->own[i] = r->runoff[i] - r->held[i] - r->pumped[i];
    }
}

static void add_fates(const geo_rain_round *r, geo_sum sums[3], geo_sum *area)
{
    for (size_t i = 0; i < r->ground->pieces.count; i++) {
        const double *m2 = r->ground->pieces.items[i].m2;
        for (int s = 0; s <= GEO_RAIN_UNKNOWN_SURFACE; s++) {
            const geo_rain_fate *fate = &r->fates[s];
            const double mm[3] = {fate->interception, fate->infiltrated, fate->sewer};
            for (int k = 0; k < 3; k++)
                geo_sum_add(&sums[k], m2[s] * mm[k] / 1000);
            geo_sum_add(area, m2[s]);
        }
    }
}

/* The books: what fell against all that became of it, each summed by itself. */
static geo_status close_books(geo_ctx *ctx, geo_rain *rain, const geo_rain_round *r)
{
    geo_sum sums[3] = {{0}}, area = {0}, objects = {0}, stored = {0}, pumped = {0};
    add_fates(r, sums, &area);
    for (uint32_t i = 0; i < rain->town.nodes.count; i++) {
        geo_sum_add(&objects, r->held[i]);
        geo_sum_add(&stored, r->held[i]);
        geo_sum_add(&pumped, r->pumped[i]);
        if (i && rain->town.nodes.items[i].parent == 0)
            geo_sum_add(&stored, r->ponds[i].stored_m3);
    }
    geo_rain_books books = {.event = r->event,
                            .is_after = r->is_after,
                            .rain = geo_sum_value(&area) * r->event->mm / 1000,
                            .interception = geo_sum_value(&sums[0]),
                            .infiltrated = geo_sum_value(&sums[1]),
                            .sewer = geo_sum_value(&sums[2]),
                            .pumped = geo_sum_value(&pumped),
                            .stored = geo_sum_value(&stored),
                            .in_objects = geo_sum_value(&objects),
                            .out = r->out_m3 + r->own[0]};
    books.residual = books.rain - (books.interception + books.infiltrated + books.sewer +
                                   books.pumped + books.stored + books.out);
    if (fabs(books.residual) > GEO_RAIN_RESIDUAL_MOST * books.rain)
        return geo_fail(ctx, GEO_ERR_INTERNAL,
                        "the books do not close: of %g m3 of rain %g m3 is "
                        "unaccounted for",
                        books.rain, books.residual);
    return geo_vec_push(&rain->books, books) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Water over the ground of the elevation model: what is in a depression less what rises in ditches
 * and ponds, as if no object had taken its place. */
static void set_depths(const geo_rain *rain, geo_rain_round *r)
{
    for (uint32_t i = 1; i < rain->town.nodes.count; i++) {
        double m3 = fmax(0, r->ponds[i].stored_m3 - geo_rain_route_rises(r->route, i));
        r->depths[i] = rain->scale[i] > 0 ? m3 / rain->scale[i] : 0;
    }
}

static geo_status count_buildings(geo_ctx *ctx, const geo_rain *rain, geo_rain_round *r)
{
    for (size_t i = 0; i < r->count_size; i++)
        r->buildings[i] = 0;
    set_depths(rain, r);
    return geo_rain_wet(ctx, &rain->town, &rain->ground[0], r->route, r->ponds, r->depths,
                        rain->options.by, r->buildings);
}

static geo_status rain_once(geo_ctx *ctx, geo_rain *rain, geo_rain_round *r)
{
    set_fates(rain, r);
    run_off(rain, r);
    geo_rain_route_run(r->route, r->own, r->ponds, &r->out_m3);
    geo_status status = close_books(ctx, rain, r);
    r->knows_buildings = rain->inputs.dtm && rain->town.is_read[GEO_RAIN_BUILDING];
    if (status == GEO_OK && r->knows_buildings)
        status = count_buildings(ctx, rain, r);
    return status == GEO_OK ? geo_rain_add_rows(ctx, rain, r) : status;
}

/* ---- before and after ---- */

static bool round_init(const geo_rain *rain, bool is_after, geo_rain_round *r)
{
    size_t nodes = rain->town.nodes.count, areas = rain->town.areas.count;
    *r = (geo_rain_round){.is_after = is_after, .ground = &rain->ground[is_after]};
    r->count_size = nodes > areas ? nodes : areas;
    r->runoff = geo_calloc(nodes, sizeof *r->runoff);
    r->holds = geo_calloc(nodes, sizeof *r->holds);
    r->held = geo_calloc(nodes, sizeof *r->held);
    r->pumped = geo_calloc(nodes, sizeof *r->pumped);
    r->own = geo_calloc(nodes, sizeof *r->own);
    r->depths = geo_calloc(nodes, sizeof *r->depths);
    r->ponds = geo_calloc(nodes, sizeof *r->ponds);
    r->buildings = geo_calloc(r->count_size, sizeof *r->buildings);
    return r->runoff && r->holds && r->held && r->pumped && r->own && r->depths && r->ponds &&
           r->buildings;
}

static void round_release(geo_rain_round *r)
{
    geo_rain_route_free(r->route);
    geo_free(r->runoff);
    geo_free(r->holds);
    geo_free(r->held);
    geo_free(r->pumped);
    geo_free(r->own);
    geo_free(r->depths);
    geo_free(r->ponds);
    geo_free(r->buildings);
}

static geo_status scenario(geo_ctx *ctx, geo_rain *rain, bool is_after)
{
    static const int64_t most = 4000000;
    const geo_rain_options *options = &rain->options;
    geo_rain_round r = {0};
    geo_rain_ground *ground = &rain->ground[is_after];
    int64_t cells = options->band_cells ? options->band_cells : most;
    geo_status status = round_init(rain, is_after, &r) ? GEO_OK : geo_fail_nomem(ctx);
    ground->frame = rain->frame;
    if (status == GEO_OK)
        status = geo_rain_survey(ctx, &rain->town, is_after ? NULL : rain->inputs.dtm, is_after,
                                 cells, ground);
    if (status == GEO_OK)
        status = make_route(ctx, rain, &r);
    for (size_t i = 0; status == GEO_OK && i < options->events->count; i++) {
        r.event = &options->events->items[i];
        status = rain_once(ctx, rain, &r);
    }
    if (status == GEO_OK && !is_after)
        status = geo_rain_tally_ground(ctx, rain, ground);
    round_release(&r);
    return status;
}

geo_status geo_rain_new(geo_ctx *ctx, const geo_rain_inputs *inputs,
                        const geo_rain_options *options, geo_rain **out)
{
    geo_rain *rain = geo_calloc(1, sizeof *rain);
    if (!rain)
        return geo_fail_nomem(ctx);
    rain->inputs = *inputs;
    rain->options = *options;
    geo_status status = geo_rain_read(ctx, inputs, options, &rain->town, &rain->tally);
    if (status == GEO_OK)
        status =
            geo_rain_frame(ctx, &rain->town, inputs->dtm, &rain->frame, &rain->tally.on_lattice);
    if (status == GEO_OK &&
        !(rain->scale = geo_calloc(rain->town.nodes.count, sizeof *rain->scale)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        rain->tally.cell_m = rain->frame.cell_m;
        set_scale(rain);
        status = scenario(ctx, rain, false);
    }
    if (status == GEO_OK && rain->town.has_measures)
        status = scenario(ctx, rain, true);
    if (status == GEO_OK)
        *out = rain;
    else
        geo_rain_free(rain);
    return status;
}

void geo_rain_free(geo_rain *rain)
{
    if (!rain)
        return;
    geo_rain_town_release(&rain->town);
    geo_rain_ground_release(&rain->ground[0]);
    geo_rain_ground_release(&rain->ground[1]);
    geo_free(rain->scale);
    geo_free(rain->rows.items);
    geo_free(rain->books.items);
    geo_free(rain);
}

const geo_rain_row *geo_rain_rows(const geo_rain *rain, size_t *count)
{
    *count = rain->rows.count;
    return rain->rows.items;
}

const geo_rain_books *geo_rain_totals(const geo_rain *rain, size_t *count)
{
    *count = rain->books.count;
    return rain->books.items;
}

const geo_rain_tally *geo_rain_tallied(const geo_rain *rain)
{
    return &rain->tally;
}
