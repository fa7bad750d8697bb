/* Which rows of a balance count: those of one shower, before measures. gn-rain writes all showers
 * of a table and both scenarios into one layer; deficits of two showers have nothing to do with
 * each other, and places are for what measures are still to solve. */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "water/potential_parts.h"

static bool is_before(const geo_features *balance, size_t i)
{
    const char *scenario = balance->text[BALANCE_SCENARIO][i];
    return !scenario || strcmp(scenario, "before") == 0;
}

/* "" where a balance says of no shower. */
static const char *event_of(const geo_features *balance, size_t i)
{
    const char *event = balance->text[BALANCE_EVENT][i];
    return event ? event : "";
}

/* The first few; a table of showers is not told whole. */
static void add_events(const geo_features *balance, geo_text *out)
{
    enum { MOST = 5 };
    const char *told[MOST];
    size_t count = 0;
    for (size_t i = 0; i < balance->count && count < MOST; i++) {
        const char *event = event_of(balance, i);
        size_t k = 0;
        while (k < count && strcmp(told[k], event) != 0)
            k++;
        if (k < count)
            continue;
        told[count++] = event;
        geo_text_addf(out, "%s'%s'", k ? ", " : "", event);
    }
}

static geo_status refuse_events(geo_ctx *ctx, const geo_features *balance, const char *asked)
{
    geo_text events = GEO_TEXT_INIT;
    add_events(balance, &events);
    if (events.failed) {
        geo_text_release(&events);
        return geo_fail_nomem(ctx);
    }
    if (asked) {
        geo_fail(ctx, GEO_ERR_NOTFOUND, "balance: there is no shower '%s'", asked);
        if (events.length)
            geo_hint(ctx, "it tells of %s", events.data);
    } else {
        geo_fail(ctx, GEO_ERR_FORMAT, "balance: it tells of more than one shower");
        geo_hint(ctx, "choose one with --event: %s", events.data);
    }
    geo_text_release(&events);
    return asked ? GEO_ERR_NOTFOUND : GEO_ERR_FORMAT;
}

/* The shower that counts: the one asked for, else the only one. */
static geo_status choose_event(geo_ctx *ctx, const geo_features *balance, const char *asked,
                               const char **out)
{
    const char *found = NULL;
    for (size_t i = 0; i < balance->count; i++) {
        const char *event = event_of(balance, i);
        if (asked && strcmp(event, asked) != 0)
            continue;
        if (found && strcmp(found, event) != 0)
            return refuse_events(ctx, balance, NULL);
        found = event;
    }
    if (asked && !found)
        return refuse_events(ctx, balance, asked);
    *out = found;
    return GEO_OK;
}

static geo_status take_catchment(geo_ctx *ctx, geo_potential *potential, uint32_t i)
{
    const geo_features *balance = &potential->features[GEO_POTENTIAL_BALANCE];
    const char *id = balance->ids[i];
    if (balance->text[BALANCE_EVENT][i] && isnan(balance->number[BALANCE_INFLOW][i])) {
        geo_hint(ctx, "gn-rain --by catchment makes one that can be used");
        return geo_fail(ctx, GEO_ERR_FORMAT, "balance: '%s' is no catchment, as no inflow is known",
                        id);
    }
    double deficit = balance->number[BALANCE_DEFICIT][i];
    if (deficit < 0 || isinf(deficit))
        return geo_fail(ctx, GEO_ERR_RANGE, "balance: catchment '%s' has a deficit of %g m3", id,
                        deficit);
    if (geo_map_get(potential->catchments, id, strlen(id)))
        return geo_fail(ctx, GEO_ERR_FORMAT, "balance: catchment '%s' is there twice", id);
    return geo_map_set(potential->catchments, id, strlen(id), i) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_potential_choose(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential *potential)
{
    geo_features *balance = &potential->features[GEO_POTENTIAL_BALANCE];
    const char *event = NULL;
    bool any = false, known = false;
    geo_status status = choose_event(ctx, balance, inputs->event, &event);
    if (status == GEO_OK && !(potential->catchments = geo_map_new()))
        status = geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < balance->count; i++) {
        if (is_before(balance, i) && strcmp(event_of(balance, i), event) == 0) {
            status = take_catchment(ctx, potential, i);
            any = true;
            known |= !isnan(balance->number[BALANCE_DEFICIT][i]);
        } else
            balance->boxes[i] = GEO_BOX_EMPTY;
    }
    if (status == GEO_OK && balance->count > 0 && !any)
        return geo_fail(ctx, GEO_ERR_FORMAT, "balance: no row is of before measures");
    if (status == GEO_OK && any && !known)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "balance: no deficit_m3 is known: is this of gn-rain?");
    return status;
}
