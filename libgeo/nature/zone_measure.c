/* What a zone measures: its core, width and compactness, how much of it is protected, whether it
 * reaches to where the data end. */
#include <math.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "nature/zone_state.h"

typedef struct measuring {
    const geo_zone_options *options;
    geo_zone *zones;
    const geo_geom *protection; /* all of it that is near, dissolved; NULL: not asked */
    const geo_coverage *coverage;
} measuring;

static geo_status measure_core(geo_ctx *ctx, geo_geos *geos, const geo_zone_options *options,
                               const geo_geom *shape, geo_zone *zone)
{
    geo_geom core = {0};
    geo_sum sum = {0};
    geo_status status = geo_geos_buffer(ctx, geos, shape, -options->edge_m, &core);
    for (uint32_t k = 0; status == GEO_OK && k < core.part_count; k++) {
        double area = geo_zone_part_area(&core, k);
        if (area >= options->core_min_m2)
            geo_sum_add(&sum, area);
    }
    zone->core_area_m2 = geo_sum_value(&sum);
    geo_geom_release(&core);
    return status;
}

/* Outlines of one border that differ by a hair leave slits and strips with long borders: they are
 * not measured, unless there is nothing else. */
static geo_status measure_form(geo_ctx *ctx, geo_geos *geos, const geo_zone_options *options,
                               geo_zone *zone)
{
    geo_geom tidy = {0};
    geo_status status = geo_geos_tidy(ctx, geos, &zone->shape, GEO_ZONE_SEAM_M, &tidy);
    const geo_geom *shape = tidy.point_count ? &tidy : &zone->shape;
    if (status == GEO_OK) {
        zone->width_mean_m = geo_zone_width_of(shape);
        zone->compactness = geo_zone_compactness_of(shape);
        status = measure_core(ctx, geos, options, shape, zone);
    }
    geo_geom_release(&tidy);
    return status;
}

static geo_status measure_protection(geo_ctx *ctx, geo_geos *geos, const geo_geom *protection,
                                     geo_zone *zone)
{
    geo_geom in = {0};
    zone->protected_pct = NAN;
    if (!protection)
        return GEO_OK;
    double whole = geo_geom_area(&zone->shape);
    geo_status status = geo_geos_intersection(ctx, geos, &zone->shape, protection, &in);
    if (status == GEO_OK)
        zone->protected_pct = whole > 0 ? fmin(100, 100 * geo_geom_area(&in) / whole) : 0;
    geo_geom_release(&in);
    return status;
}

static geo_status measure_zone(void *self, geo_ctx *ctx, geo_geos *geos, size_t i)
{
    const measuring *m = self;
    geo_zone *zone = &m->zones[i];
    zone->data_edge = NAN;
    if (geo_coverage_is_stated(m->coverage))
        zone->data_edge = geo_coverage_edge_of(m->coverage, &zone->shape) <=
                          m->options->merge_gap_m + GEO_SLACK_M;
    geo_status status = measure_form(ctx, geos, m->options, zone);
    if (status == GEO_OK)
        status = measure_protection(ctx, geos, m->protection, zone);
    return geo_while(ctx, status, "measuring zone '%s'", zone->id);
}

/* All protected areas near the zones as one; they may lie over each other and reach far. *unread:
 * there are none, or some were rejected, so that no share of them is known; then *out is not set.
 */
static geo_status dissolve_protection(geo_ctx *ctx, const geo_zone_work *w, const geo_zones *zones,
                                      geo_geom *out, bool *unread)
{
    geo_box near = GEO_BOX_EMPTY;
    geo_features rows = {0};
    size_t count = 0;
    for (size_t i = 0; i < zones->count; i++)
        near = geo_box_join(near, zones->items[i].box);
    near = geo_box_grow(near, 1);
    geo_status status = geo_source_read(ctx, w->inputs->protection, NULL, &rows);
    *unread = rows.count == 0 || geo_source_tally(w->inputs->protection)->rejected > 0;
    geo_geom *parts = geo_calloc(rows.count, sizeof *parts);
    const geo_geom **list = geo_alloc(rows.count, sizeof *list);
    if (status == GEO_OK && (!parts || !list))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < rows.count; i++) {
        if (!geo_box_meets(rows.boxes[i], near))
            continue;
        status = geo_geos_clip(ctx, w->geos, &rows.geoms[i], near, &parts[count]);
        list[count] = &parts[count];
        count += status == GEO_OK && parts[count].point_count > 0;
    }
    if (status == GEO_OK && !*unread)
        status = geo_geos_union(ctx, w->geos, list, count, out);
    for (size_t i = 0; parts && i < rows.count; i++)
        geo_geom_release(&parts[i]);
    geo_free(parts);
    geo_free(list);
    geo_features_release(&rows);
    return geo_while(ctx, status, "reading what is protected");
}

geo_status geo_zone_measure(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    static const char *const THEMES[] = {"landcover", NULL};
    geo_coverage *coverage = NULL;
    geo_geom protection = {0};
    measuring m = {.options = w->options, .zones = out->items};
    geo_status status = geo_coverage_new(ctx, w->geos, w->inputs->coverage, THEMES, &coverage);
    m.coverage = coverage;
    if (status == GEO_OK && w->inputs->protection) {
        status = dissolve_protection(ctx, w, out, &protection, &out->protection_unread);
        m.protection = out->protection_unread ? NULL : &protection;
    }
    if (status == GEO_OK)
        status = geo_zone_each(ctx, w->geos, w->options->threads, out->count, measure_zone, &m);
    geo_geom_release(&protection);
    geo_coverage_free(coverage);
    return status;
}
