/* Polygons over each other: neighbourhoods of one kind, greens; and what lies between
 * neighbourhoods. */
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

static bool same_word(const char **words, uint32_t a, uint32_t b)
{
    const char *left = words && words[a] ? words[a] : "";
    const char *right = words && words[b] ? words[b] : "";
    return strcmp(left, right) == 0;
}

static bool has_edge_in(const geo_geom *geom, geo_box box)
{
    for (uint32_t k = 0; k < geom->end_count; k++) {
        geo_run run = geo_geom_run(geom, k);
        for (size_t i = 1; i < run.count; i++) {
            geo_box edge = geo_box_join(geo_box_around(run.points[i - 1], 0),
                                        geo_box_around(run.points[i], 0));
            if (geo_box_meets(edge, box))
                return true;
        }
    }
    return false;
}

/* What a pair shares, m2. Where no edge of the one comes near the other, that lies wholly inside or
 * outside it: a lake of many vertices meets many small polygons. An overlay that GEOS cannot settle
 * is passed over and counted. */
static geo_status shared_area(geo_ctx *ctx, geo_audit *audit, const geo_geom *a, const geo_geom *b,
                              double *out, uint64_t *unsettled)
{
    const geo_geom *large = a->point_count > b->point_count ? a : b, *small = large == a ? b : a;
    geo_geom both = {0};
    if (!has_edge_in(large, geo_box_of(small))) {
        *out = geo_geom_covers(large, small->points[0]) ? geo_geom_area(small) : 0;
        return GEO_OK;
    }
    geo_status status = geo_geos_intersection(ctx, audit->geos, a, b, &both);
    *out = status ? 0 : geo_geom_area(&both);
    geo_geom_release(&both);
    if (status != GEO_ERR_GEOM)
        return status;
    geo_ctx_reset(ctx);
    ++*unsettled;
    return GEO_OK;
}

geo_status geo_audit_overlaps(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                              const char **same, double least_m2, bool *touched, double *out_m2)
{
    const geo_rtree *index;
    geo_hits hits = {0};
    uint64_t unsettled = 0;
    *out_m2 = 0;
    geo_status status = geo_audit_index(ctx, layer, &index);
    for (uint32_t i = 0; !status && i < layer->rows.count; i++) {
        if (geo_geom_is_polygon(&layer->rows.geoms[i]))
            status = geo_rtree_search(ctx, index, layer->rows.boxes[i], &hits);
        else
            hits.count = 0;
        for (size_t k = 0; !status && k < hits.count; k++) {
            uint32_t other = hits.items[k];
            double m2;
            if (other <= i || !same_word(same, i, other) ||
                !geo_geom_is_polygon(&layer->rows.geoms[other]))
                continue;
            status = shared_area(ctx, audit, &layer->rows.geoms[i], &layer->rows.geoms[other], &m2,
                                 &unsettled);
            if (status || m2 <= least_m2)
                continue;
            touched[i] = touched[other] = true;
            *out_m2 += m2;
        }
        if (!status)
            status = geo_ctx_poll(ctx);
    }
    if (unsettled)
        geo_info(ctx, "%s: %llu pairs could not be laid over each other", layer->name,
                 (unsigned long long)unsettled);
    geo_free(hits.items);
    return status;
}

static geo_status tell_overlap(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                               const char **same, geo_audit_check check)
{
    geo_audit_count bad = {.check = check, .theme = layer->name, .of = layer->rows.count};
    bool *touched = geo_calloc(layer->rows.count, sizeof *touched);
    double m2 = 0;
    geo_status status = touched
                            ? geo_audit_overlaps(ctx, audit, layer, same,
                                                 geo_audit_threshold(audit, check), touched, &m2)
                            : geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < layer->rows.count; i++)
        if (touched[i])
            geo_audit_add(&bad, layer->rows.ids[i]);
    if (!status)
        geo_audit_tell(audit, &bad, "polygons that overlap others%s, %.0f m2 in all",
                       same ? " of their kind" : "", m2);
    geo_free(touched);
    return status;
}

/* ---- neighbourhoods ---- */

/* Holes of the union of all buurten: ground that is in none of them. */
static void count_holes(geo_audit *audit, const geo_geom *whole, geo_audit_count *gaps, double *m2)
{
    double least_m2 = geo_audit_threshold(audit, gaps->check);
    for (uint32_t part = 0, ring = 0; part < whole->part_count; ring = whole->parts[part++])
        for (uint32_t k = ring + 1; k < whole->parts[part]; k++) {
            geo_run run = geo_geom_run(whole, k);
            double area = geo_ring_area(run.points, run.count);
            area = area < 0 ? -area : area;
            if (area <= least_m2)
                continue;
            *m2 += area;
            geo_audit_add_place(audit, gaps, run.points[0]);
        }
}

static geo_status tell_gaps(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_audit_count gaps = {.check = GEO_AUDIT_NEIGHBOURHOOD_GAP, .theme = layer->name};
    geo_audit_buurten buurten = {0};
    geo_geom whole = {0};
    const geo_geom **parts = NULL;
    double m2 = 0;
    geo_status status = geo_audit_buurten_init(ctx, layer, &buurten);
    if (!status && !(parts = geo_alloc(buurten.count, sizeof *parts)))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < buurten.count; i++)
        parts[i] = &layer->rows.geoms[buurten.rows[i]];
    if (!status)
        status = geo_geos_union(ctx, audit->geos, parts, buurten.count, &whole);
    if (status == GEO_ERR_GEOM) {
        geo_audit_skip(audit, gaps.check, layer->name, "%s", geo_ctx_error(ctx));
        geo_ctx_reset(ctx);
        status = GEO_OK;
    } else if (!status) {
        count_holes(audit, &whole, &gaps, &m2);
        geo_audit_tell(audit, &gaps, "holes between neighbourhoods, %.0f m2 in all", m2);
    }
    geo_geom_release(&whole);
    geo_free(parts);
    geo_audit_buurten_release(&buurten);
    return status;
}

static void tell_years(geo_audit *audit, const geo_audit_layer *layer)
{
    geo_audit_count old = {.check = GEO_AUDIT_NEIGHBOURHOOD_YEAR, .theme = layer->name};
    const double *year = geo_audit_need_number(audit, old.check, layer, "year");
    double newest = 0;
    for (size_t i = 0; year && i < layer->rows.count; i++)
        newest = year[i] > newest ? year[i] : newest;
    for (size_t i = 0; year && i < layer->rows.count; i++) {
        old.of += year[i] == year[i];
        if (year[i] < newest)
            geo_audit_add(&old, layer->rows.ids[i]);
    }
    if (year)
        geo_audit_tell(audit, &old, "of a year before %.0f, the newest in the theme", newest);
}

/* Without one of kind buurt tools that need figures per buurt end with an error. */
static geo_status tell_kinds(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_audit_count other = {
        .check = GEO_AUDIT_NEIGHBOURHOOD_KIND, .theme = layer->name, .of = layer->rows.count};
    const char **kind = geo_audit_text(layer, "kind");
    geo_audit_buurten buurten = {0};
    geo_status status = geo_audit_buurten_init(ctx, layer, &buurten);
    bool none = !status && buurten.count == 0;
    for (size_t i = 0; none && i < layer->rows.count; i++)
        geo_audit_add(&other, kind ? kind[i] : NULL);
    if (none)
        geo_audit_tell_as(audit, geo_audit_lowered(audit, other.check, layer->want->need), &other,
                          true, "no row is of kind buurt: named are the kinds there are");
    audit->report->done += !status && !none;
    geo_audit_buurten_release(&buurten);
    return status;
}

geo_status geo_audit_neighbourhoods(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *layer;
    if (!geo_audit_ready(audit,
                         GEO_AUDIT_LIST(GEO_AUDIT_NEIGHBOURHOOD_OVERLAP,
                                        GEO_AUDIT_NEIGHBOURHOOD_GAP, GEO_AUDIT_NEIGHBOURHOOD_YEAR,
                                        GEO_AUDIT_NEIGHBOURHOOD_KIND),
                         "neighbourhood", &layer))
        return GEO_OK;
    geo_status status = tell_overlap(ctx, audit, layer, geo_audit_text(layer, "kind"),
                                     GEO_AUDIT_NEIGHBOURHOOD_OVERLAP);
    if (!status)
        status = tell_gaps(ctx, audit, layer);
    if (!status)
        tell_years(audit, layer);
    return status ? status : tell_kinds(ctx, audit, layer);
}

/* ---- greens ---- */

static void tell_public(geo_audit *audit, const geo_audit_layer *layer)
{
    geo_audit_count bad = {
        .check = GEO_AUDIT_GREEN_PUBLIC_UNKNOWN, .theme = layer->name, .of = layer->rows.count};
    const double *known = geo_audit_need_number(audit, bad.check, layer, "public");
    for (size_t i = 0; known && i < layer->rows.count; i++)
        if (known[i] != 0 && known[i] != 1)
            geo_audit_add(&bad, layer->rows.ids[i]);
    if (known)
        geo_audit_tell(audit, &bad, "green of which nobody says whether it is public");
}

geo_status geo_audit_greens(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *layer;
    bool asked = geo_audit_want_of(audit->rules, "green", "public");
    const geo_audit_check *checks =
        asked ? GEO_AUDIT_LIST(GEO_AUDIT_GREEN_OVERLAP, GEO_AUDIT_GREEN_PUBLIC_UNKNOWN)
              : GEO_AUDIT_LIST(GEO_AUDIT_GREEN_OVERLAP);
    if (!geo_audit_ready(audit, checks, "green", &layer))
        return GEO_OK;
    if (asked)
        tell_public(audit, layer);
    return tell_overlap(ctx, audit, layer, NULL, GEO_AUDIT_GREEN_OVERLAP);
}
