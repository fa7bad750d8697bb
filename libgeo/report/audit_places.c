/* Addresses against neighbourhoods: codes that join nothing, homes against the statistics office.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

/* Per address its buurt (UINT32_MAX: none): the one it names, else the one around it. */
static geo_status place_addresses(geo_ctx *ctx, const geo_audit_layer *address,
                                  const geo_audit_buurten *buurten, uint32_t *out)
{
    const char **named = geo_audit_text(address, "neighbourhood_id");
    geo_hits hits = {0};
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < address->rows.count; i++) {
        out[i] = geo_audit_buurt_named(buurten, named ? named[i] : NULL);
        if (out[i] == UINT32_MAX)
            status =
                geo_audit_buurt_at(ctx, buurten, address->rows.geoms[i].points[0], &hits, &out[i]);
    }
    geo_free(hits.items);
    return status;
}

static void tell_codes(geo_audit *audit, const geo_audit_layer *address,
                       const geo_audit_buurten *buurten)
{
    geo_audit_count bad = {.check = GEO_AUDIT_NEIGHBOURHOOD_UNKNOWN, .theme = "address"};
    const char **named = geo_audit_need_text(audit, bad.check, address, "neighbourhood_id");
    for (size_t i = 0; named && i < address->rows.count; i++) {
        if (geo_audit_is_empty(named[i]))
            continue;
        bad.of++;
        if (geo_audit_buurt_named(buurten, named[i]) == UINT32_MAX)
            geo_audit_add(&bad, address->rows.ids[i]);
    }
    if (named)
        geo_audit_tell(audit, &bad, "neighbourhood_id is no code of a neighbourhood");
}

static void tell_nowhere(geo_audit *audit, const geo_audit_layer *address, const uint32_t *buurt)
{
    geo_audit_count bad = {.check = GEO_AUDIT_ADDRESS_WITHOUT_NEIGHBOURHOOD,
                           .theme = "address",
                           .of = address->rows.count};
    for (size_t i = 0; i < address->rows.count; i++)
        if (buurt[i] == UINT32_MAX)
            geo_audit_add(&bad, address->rows.ids[i]);
    geo_audit_tell(audit, &bad, "addresses that neither name a neighbourhood nor lie in one");
}

/* ---- homes ---- */

static bool differs(const geo_audit *audit, const geo_audit_area *area)
{
    double apart = fabs((double)area->count - (double)area->of);
    return apart >= geo_audit_threshold(audit, GEO_AUDIT_HOMES_DIFFER_LEAST) &&
           100 * apart >
               geo_audit_threshold(audit, GEO_AUDIT_HOMES_DIFFER_FROM_CBS) * (double)area->of;
}

/* Areas with a figure, in order of the layer; count of the address's homes against it. */
static void compare_homes(geo_audit *audit, const geo_audit_buurten *buurten, const double *figure,
                          const uint64_t *homes)
{
    geo_audit_count bad = {.check = GEO_AUDIT_HOMES_DIFFER_FROM_CBS, .theme = "neighbourhood"};
    geo_audit_area *areas = geo_audit_area_new(audit, buurten->count);
    for (size_t b = 0; areas && b < buurten->count; b++) {
        double stated = figure[buurten->rows[b]];
        if (isnan(stated) || stated < 0)
            continue; /* secret or absent */
        geo_audit_area *area = &areas[bad.of++];
        *area = (geo_audit_area){geo_audit_copy(audit, geo_audit_buurt_code(buurten, b)), homes[b],
                                 (uint64_t)stated, false};
        area->stands = differs(audit, area);
        if (area->stands)
            geo_audit_add(&bad, geo_audit_buurt_code(buurten, b));
    }
    bad.areas = areas;
    bad.area_count = bad.of;
    if (bad.of)
        geo_audit_tell(audit, &bad, "homes of the town beside those of the neighbourhood's figure");
    else
        geo_audit_skip(audit, bad.check, bad.theme,
                       "no neighbourhood has a figure in column homes");
}

static geo_status tell_homes(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *address,
                             const geo_audit_buurten *buurten, const uint32_t *buurt)
{
    const geo_audit_check check = GEO_AUDIT_HOMES_DIFFER_FROM_CBS;
    bool *home = NULL;
    const double *figure = geo_audit_need_number(audit, check, buurten->layer, "homes");
    if (!figure || !geo_audit_need_number(audit, check, address, "home"))
        return GEO_OK;
    geo_status status = geo_audit_homes(ctx, address, &home);
    uint64_t *homes = geo_calloc(buurten->count, sizeof *homes);
    if (!status && !homes)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < address->rows.count; i++)
        if (home[i] && buurt[i] != UINT32_MAX)
            homes[buurt[i]]++;
    if (!status)
        compare_homes(audit, buurten, figure, homes);
    geo_free(homes);
    geo_free(home);
    return status;
}

geo_status geo_audit_places(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *both[2];
    geo_audit_buurten buurten = {0};
    if (!geo_audit_both(audit,
                        GEO_AUDIT_LIST(GEO_AUDIT_ADDRESS_WITHOUT_NEIGHBOURHOOD,
                                       GEO_AUDIT_NEIGHBOURHOOD_UNKNOWN,
                                       GEO_AUDIT_HOMES_DIFFER_FROM_CBS),
                        "address", "neighbourhood", both))
        return GEO_OK;
    uint32_t *buurt = geo_alloc(both[0]->rows.count, sizeof *buurt);
    geo_status status =
        buurt ? geo_audit_buurten_init(ctx, both[1], &buurten) : geo_fail_nomem(ctx);
    if (!status)
        status = place_addresses(ctx, both[0], &buurten, buurt);
    if (!status) {
        tell_codes(audit, both[0], &buurten);
        tell_nowhere(audit, both[0], buurt);
        status = tell_homes(ctx, audit, both[0], &buurten, buurt);
    }
    geo_audit_buurten_release(&buurten);
    geo_free(buurt);
    return status;
}
