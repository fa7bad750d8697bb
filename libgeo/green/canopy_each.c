/* Many areas at once: over a mask their cells are summed side by side. What needs a database or
 * GEOS (the land of an area) is settled before, by one thread, and any sum that fails is tried
 * again by it, where it can say why. Each area is summed by one thread in one order, so that the
 * figures do not depend on how many there are. */
#include <omp.h>

#include "base/alloc.h"
#include "green/canopy_parts.h"
#include "raster/cover.h"

enum { TOGETHER = 256 }; /* areas whose land is held at a time */

static void settle(const geo_cover_sum *sum, const geo_geom *land, geo_canopy_figure *out)
{
    *out = (geo_canopy_figure){.canopy_m2 = sum->value_m2, .area_m2 = sum->valid_m2};
    geo_canopy_judge(out, geo_geom_area(land));
}

geo_status geo_canopy_over_raster(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land,
                                  geo_canopy_figure *out)
{
    geo_canopy_raster self = {canopy};
    geo_grid_source shares = geo_canopy_shares(&self);
    geo_cover_sum sum = {0};
    geo_status status = geo_cover_measure(ctx, &shares, land, &sum);
    if (status == GEO_OK)
        settle(&sum, land, out);
    return status;
}

/* What any number of threads may read: the mask in place, and nothing else. */
static bool lends(geo_canopy *canopy, geo_canopy_raster *self, geo_grid_source *out)
{
    if (!canopy->inputs.raster || canopy->options.threads < 2)
        return false;
    *self = (geo_canopy_raster){canopy};
    *out = geo_canopy_shares(self);
    out->read = NULL;
    out->read_bytes = NULL;
    return out->lend != NULL;
}

/* The context is the calling thread's, which is the first of the team: it alone asks for an end. */
static geo_status sum_all(geo_ctx *ctx, const geo_canopy *canopy, const geo_grid_source *mask,
                          const geo_geom *lands, size_t count, geo_canopy_figure *out, bool *failed)
{
    geo_status status = GEO_OK;
    bool stop = false;
#pragma omp parallel for schedule(dynamic) num_threads(canopy->options.threads)
    for (size_t i = 0; i < count; i++) {
        geo_cover_sum sum = {0};
        bool stopped;
        if (omp_get_thread_num() == 0 && (status = geo_ctx_poll(ctx)) != GEO_OK) {
#pragma omp atomic write
            stop = true;
        }
#pragma omp atomic read
        stopped = stop;
        failed[i] = stopped || geo_cover_measure(NULL, mask, &lands[i], &sum) != GEO_OK;
        if (!failed[i])
            settle(&sum, &lands[i], &out[i]);
    }
    return stop ? status : GEO_OK;
}

static geo_status side_by_side(geo_ctx *ctx, geo_canopy *canopy, const geo_grid_source *mask,
                               const geo_geom *const *areas, size_t count, geo_canopy_figure *out,
                               size_t *at)
{
    bool failed[TOGETHER];
    geo_geom *lands = geo_calloc(count, sizeof *lands);
    geo_status status = lands ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        *at = i;
        status = geo_canopy_land(ctx, canopy, areas[i], &lands[i]);
    }
    if (status == GEO_OK)
        status = sum_all(ctx, canopy, mask, lands, count, out, failed);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        *at = i;
        if (failed[i])
            status = geo_canopy_over_raster(ctx, canopy, &lands[i], &out[i]);
    }
    for (size_t i = 0; lands && i < count; i++)
        geo_geom_release(&lands[i]);
    geo_free(lands);
    return status;
}

geo_status geo_canopy_each(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *const *areas,
                           size_t count, geo_canopy_figure *out, size_t *at)
{
    geo_canopy_raster self;
    geo_grid_source mask;
    geo_status status = GEO_OK;
    *at = 0;
    if (!lends(canopy, &self, &mask)) {
        for (size_t i = 0; status == GEO_OK && i < count; i++) {
            *at = i;
            status = geo_canopy_measure(ctx, canopy, areas[i], &out[i]);
        }
        return status;
    }
    for (size_t first = 0; status == GEO_OK && first < count; first += TOGETHER) {
        size_t length = count - first < TOGETHER ? count - first : TOGETHER, within = 0;
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = side_by_side(ctx, canopy, &mask, areas + first, length, out + first, &within);
        *at = first + within;
    }
    return status;
}
