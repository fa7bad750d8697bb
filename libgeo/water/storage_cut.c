/* Every place to the first object that has it. */
#include "base/alloc.h"
#include "water/storage_parts.h"

/* What is smaller is a crumb of digitising: it is left where it is. */
#define CRUMB_M2 0.01

geo_status geo_storage_index(geo_ctx *ctx, const geo_storage_book *book, bool sinks,
                             geo_rtree **out)
{
    geo_box *boxes = geo_alloc(book->items.count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < book->items.count; i++) {
        const geo_storage_item *item = &book->items.items[i];
        bool wanted = !sinks || item->row.layer == GEO_STORAGE_DIP;
        boxes[i] = wanted ? geo_box_of(item->whole) : GEO_BOX_EMPTY;
    }
    geo_status status = geo_rtree_new(ctx, boxes, book->items.count, out);
    geo_free(boxes);
    return status;
}

/* Of the hits those that go before item `at` and meet it, to the front: a depression's box holds
 * many buildings that the depression goes around. */
static geo_status keep_meeting(geo_ctx *ctx, const geo_storage_book *book, size_t at,
                               geo_hits *hits)
{
    const geo_geom *whole = book->items.items[at].whole;
    geo_geos_border *border = NULL;
    size_t count = 0;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        const geo_storage_item *other = &book->items.items[hits->items[i]];
        bool meets = false;
        if (hits->items[i] >= at || other->is_piece)
            continue;
        if (!border)
            status = geo_geos_border_new(ctx, book->geos, whole, &border);
        if (status == GEO_OK)
            status = geo_geos_border_meets(ctx, border, other->whole, &meets);
        if (meets)
            hits->items[count++] = hits->items[i];
    }
    hits->count = count;
    geo_geos_border_free(border);
    return status;
}

/* The outlines of all that goes before item `at` and meets it, as one; empty: none. */
static geo_status taken_before(geo_ctx *ctx, geo_storage_book *book, size_t at, geo_hits *hits,
                               geo_geom *out)
{
    geo_status status = keep_meeting(ctx, book, at, hits);
    const geo_geom **parts = status == GEO_OK ? geo_alloc(hits->count, sizeof *parts) : NULL;
    if (status == GEO_OK && !parts)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++)
        parts[i] = book->items.items[hits->items[i]].whole;
    if (status == GEO_OK && hits->count > 0)
        status = geo_geos_union(ctx, book->geos, parts, hits->count, out);
    geo_free(parts);
    return status;
}

static geo_status keep_rest(geo_ctx *ctx, geo_storage_book *book, const geo_geom *rest,
                            geo_storage_item *item)
{
    double area = geo_geom_area(rest), lost = item->row.area_m2 - area;
    if (lost < CRUMB_M2)
        return GEO_OK;
    geo_geom *shape = geo_arena_alloc(book->arena, 1, sizeof *shape);
    geo_status status = shape ? geo_geom_keep(ctx, book->arena, rest, shape) : geo_fail_nomem(ctx);
    if (status != GEO_OK)
        return status;
    item->row.shape = shape;
    item->row.overlap_m2 = lost;
    item->row.area_m2 = area;
    item->is_gone = area < CRUMB_M2;
    geo_storage_mark(item, GEO_STORAGE_OVERLAP);
    return GEO_OK;
}

static geo_status cut_item(geo_ctx *ctx, geo_storage_book *book, const geo_rtree *tree, size_t at,
                           geo_hits *hits)
{
    geo_storage_item *item = &book->items.items[at];
    geo_geom taken = {0}, rest = {0};
    geo_status status = geo_rtree_search(ctx, tree, geo_box_of(item->whole), hits);
    if (status == GEO_OK)
        status = taken_before(ctx, book, at, hits, &taken);
    if (status == GEO_OK && taken.point_count > 0) {
        status = geo_geos_difference(ctx, book->geos, item->whole, &taken, &rest);
        if (status == GEO_OK)
            status = keep_rest(ctx, book, &rest, item);
    }
    geo_geom_release(&taken);
    geo_geom_release(&rest);
    return geo_while(ctx, status, "cutting %s '%s' to what is counted nowhere else",
                     GEO_STORAGE_LAYER[item->row.layer], item->row.id);
}

geo_status geo_storage_cut(geo_ctx *ctx, geo_storage_book *book)
{
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    geo_status status = book->items.count > 0 ? geo_storage_index(ctx, book, false, &tree) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < book->items.count; i++) {
        if (book->items.items[i].counts && !book->items.items[i].is_piece)
            status = cut_item(ctx, book, tree, i, &hits);
        if (status == GEO_OK && i % 256 == 0)
            status = geo_ctx_poll(ctx);
    }
    geo_free(hits.items);
    geo_rtree_free(tree);
    return status;
}
