/* Candidates do not know of one another until they are ranked: what GEOS does for each is done side
 * by side, with a GEOS of its own for each thread. */
#include "base/alloc.h"
#include "water/potential_parts.h"

static void release(geo_potential_worker *worker)
{
    geo_geos_free(worker->geos);
    geo_free(worker->hits.items);
}

/* What a thread cannot do is told in failed. */
static void side_by_side(const geo_potential_inputs *inputs, geo_potential *potential, size_t first,
                         size_t stop, geo_potential_work *work, bool *failed)
{
#pragma omp parallel num_threads(inputs->threads > 0 ? inputs->threads : 1)
    {
        geo_potential_worker worker = {0};
        bool can = geo_geos_new(NULL, &worker.geos) == GEO_OK;
#pragma omp for schedule(dynamic)
        for (size_t i = first; i < stop; i++)
            failed[i - first] = !can || work(NULL, inputs, potential, &worker, i) != GEO_OK;
        release(&worker);
    }
}

/* What failed is tried again where it can say why. */
geo_status geo_potential_each(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential, size_t first, size_t stop,
                              geo_potential_work *work)
{
    geo_potential_worker worker = {0};
    bool *failed = geo_calloc(stop - first, sizeof *failed);
    if (!failed)
        return geo_fail_nomem(ctx);
    side_by_side(inputs, potential, first, stop, work, failed);
    geo_status status = geo_ctx_poll(ctx);
    for (size_t i = first; status == GEO_OK && i < stop; i++) {
        if (!failed[i - first])
            continue;
        if (!worker.geos)
            status = geo_geos_new(ctx, &worker.geos);
        if (status == GEO_OK)
            status = work(ctx, inputs, potential, &worker, i);
    }
    release(&worker);
    geo_free(failed);
    return status;
}
