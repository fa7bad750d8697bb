/* Heights of the buildings of a town, into rows that another source keeps. */
#include <math.h>

#include "base/alloc.h"
#include "registry/ahn_parts.h"

static bool lies_in(geo_box inner, geo_box outer)
{
    return inner.xmin >= outer.xmin && inner.xmax <= outer.xmax && inner.ymin >= outer.ymin &&
           inner.ymax <= outer.ymax;
}

/* A height that is known stays when these models tell none, or see a part of the building only. */
static bool keeps(const geo_features *buildings, size_t i, geo_box seen, double height_m)
{
    return !isnan(buildings->number[0][i]) &&
           (isnan(height_m) || !lies_in(buildings->boxes[i], seen));
}

static geo_status set(geo_ctx *ctx, geo_town *town, const geo_features *buildings, geo_box seen,
                      const double *heights_m, const double *grounds_m, double *values,
                      geo_ahn_height_counts *counts)
{
    static const char *const columns[] = {"height_m", "ground_m"};
    for (size_t i = 0; i < buildings->count; i++) {
        bool stays = keeps(buildings, i, seen, heights_m[i]);
        values[2 * i] = stays ? NAN : round(heights_m[i] * 100) / 100; /* no finer is the model */
        values[2 * i + 1] = stays ? NAN : round(grounds_m[i] * 100) / 100;
        counts->left += stays;
        counts->unknown += !stays && isnan(heights_m[i]);
    }
    counts->given = buildings->count - counts->left - counts->unknown;
    if (counts->left)
        geo_note(ctx, "%llu buildings keep the height that they had",
                 (unsigned long long)counts->left);
    return geo_town_set(ctx, town, GEO_THEME_BUILDING, columns, 2, buildings->fids, values,
                        buildings->count);
}

geo_status geo_ahn_set_heights(geo_ctx *ctx, geo_town *town, const geo_ahn_models *models,
                               const geo_features *buildings, geo_box seen,
                               const geo_ahn_rules *rules, geo_ahn_height_counts *counts)
{
    size_t count = buildings->count;
    *counts = (geo_ahn_height_counts){0};
    if (!count)
        return GEO_OK;
    double *heights = geo_alloc(2 * count, sizeof *heights);
    double *values = geo_alloc(2 * count, sizeof *values);
    geo_status status = heights && values ? GEO_OK : geo_fail_nomem(ctx);
    if (!status)
        status = geo_ahn_heights(ctx, models->dsm, models->dtm, buildings->geoms, count, rules,
                                 heights, heights + count);
    if (!status)
        status = set(ctx, town, buildings, seen, heights, heights + count, values, counts);
    if (!status)
        status = geo_town_note(ctx, town, "building.height_m");
    geo_free(heights);
    geo_free(values);
    return status;
}
