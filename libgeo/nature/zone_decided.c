/* What became of the decisions: which lie over each other, which have no or too little land cover.
 * A decision that vanishes must be said. */
#include "base/alloc.h"
#include "nature/zone_state.h"

/* Share of an outline. Ground without land cover is mostly under buildings; [?] the share is ours.
 */
#define BARE_SHARE 0.01

/* Per decided zone, in order of id: land cover and water that went to it. */
static double *covered(const geo_zone_work *w)
{
    double *area_m2 = geo_calloc(w->decided.count, sizeof *area_m2);
    for (size_t i = 0; area_m2 && i < w->pieces.count; i++)
        if (w->pieces.items[i].decided != GEO_ZONE_NONE)
            area_m2[w->pieces.items[i].decided] += w->pieces.items[i].area_m2;
    return area_m2;
}

static const geo_geom *outline_of(const geo_zone_work *w, uint32_t i)
{
    return &w->decided.geoms[w->decided_order[i]];
}

/* What the decisions of lower ids leave of decision i; *first: the lowest that takes of it. */
static geo_status left_of(geo_ctx *ctx, const geo_zone_work *w, uint32_t i, geo_geom *out,
                          uint32_t *first)
{
    geo_hits hits = {0};
    geo_geom left = {0}, in, rest;
    geo_status status = geo_geom_clone(ctx, outline_of(w, i), &left);
    *first = GEO_ZONE_NONE;
    if (status == GEO_OK)
        status = geo_rtree_search(ctx, w->decided_index, geo_box_of(&left), &hits);
    for (size_t k = 0; status == GEO_OK && left.point_count && k < hits.count && hits.items[k] < i;
         k++) {
        status = geo_geos_split(ctx, w->geos, &left, outline_of(w, hits.items[k]), &in, &rest);
        if (status != GEO_OK)
            break;
        if (*first == GEO_ZONE_NONE && !geo_zone_is_sliver(&in))
            *first = hits.items[k];
        geo_geom_release(&in);
        geo_geom_release(&left);
        left = rest;
    }
    geo_free(hits.items);
    if (status == GEO_OK)
        *out = left;
    else
        geo_geom_release(&left);
    return geo_while(ctx, status, "laying decided zone '%s' beside the others",
                     w->decided.ids[w->decided_order[i]]);
}

static void note(geo_zone_lack *lack, const char *id, double area_m2)
{
    if (lack->zones++ == 0)
        lack->first = id;
    lack->area_m2 += area_m2;
}

static geo_status review_one(geo_ctx *ctx, const geo_zone_work *w, uint32_t i, double covered_m2,
                             geo_zone_decisions *out)
{
    const char *id = w->decided.ids[w->decided_order[i]];
    geo_geom left = {0};
    uint32_t over;
    double whole = geo_geom_area(outline_of(w, i));
    geo_status status = left_of(ctx, w, i, &left, &over);
    if (status != GEO_OK)
        return status;
    double own = geo_geom_area(&left);
    if (over != GEO_ZONE_NONE) {
        if (out->over.zones == 0)
            out->first_above = w->decided.ids[w->decided_order[over]];
        note(&out->over, id, whole - own);
    }
    if (!geo_zone_is_sliver(&left)) {
        if (!(covered_m2 > 0))
            note(&out->empty, id, own);
        else if (own - covered_m2 > BARE_SHARE * own)
            note(&out->bare, id, own - covered_m2);
    }
    geo_geom_release(&left);
    return GEO_OK;
}

/* No building takes place in them either, though there is nothing to draw. */
static geo_status keep_undrawn(geo_ctx *ctx, geo_zone_work *w, const double *area_m2)
{
    for (uint32_t i = 0; i < w->decided.count; i++) {
        uint32_t row = w->decided_order[i];
        if (area_m2[i] > 0)
            continue;
        geo_zone zone = {.id = w->decided.ids[row],
                         .class = geo_zone_decided_class(w, row),
                         .decided = true,
                         .outline = &w->decided.geoms[row]};
        if (!geo_vec_push(&w->undrawn, zone))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

geo_status geo_zone_review(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    double *area_m2 = covered(w);
    geo_status status = area_m2 ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < w->decided.count; i++)
        status = review_one(ctx, w, i, area_m2[i], &out->decisions);
    if (status == GEO_OK)
        status = keep_undrawn(ctx, w, area_m2);
    geo_free(area_m2);
    return status;
}
