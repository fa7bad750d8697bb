#include "water/storage.h"

#include <math.h>

#include "base/alloc.h"
#include "water/storage_parts.h"

const char *const GEO_STORAGE_NOTE[GEO_STORAGE_NOTES] = {
    [GEO_STORAGE_OVERLAP] = "overlap",
    [GEO_STORAGE_UNKNOWN_KIND] = "unknown_kind",
    [GEO_STORAGE_NO_DEPTH] = "no_depth",
    [GEO_STORAGE_NO_VOID] = "no_void_frac",
    [GEO_STORAGE_NO_COVER] = "no_cover",
    [GEO_STORAGE_NO_WET] = "no_ghg",
    [GEO_STORAGE_NO_DRY] = "no_glg",
    [GEO_STORAGE_NO_SURFACE] = "no_surface",
    [GEO_STORAGE_NEAR] = "groundwater_near",
    [GEO_STORAGE_ABOVE_GROUND] = "groundwater_above_ground",
    [GEO_STORAGE_CROSSED] = "glg_above_ghg",
    [GEO_STORAGE_ODD_DEPTH] = "odd_groundwater",
    [GEO_STORAGE_ASSUMED] = "assumed",
    [GEO_STORAGE_NO_MAX_LEVEL] = "no_max_level",
    [GEO_STORAGE_NO_LEVEL] = "no_target_level",
    [GEO_STORAGE_MAX_BELOW] = "max_below_target",
    [GEO_STORAGE_BY_AREA] = "by_area",
    [GEO_STORAGE_ON_WATER] = "on_water",
    [GEO_STORAGE_ON_BUILDING] = "on_building",
    [GEO_STORAGE_SPILLS] = "spills",
};

/* What the object does not say is taken from its kind; false: nobody says it. */
static bool settle(geo_storage_item *item, geo_storage_term term, double *value)
{
    const geo_storage_number *number = &item->kind->terms[term];
    if (!isnan(*value) || isnan(number->value))
        return !isnan(*value);
    *value = number->value;
    geo_storage_mark(item, GEO_STORAGE_ASSUMED);
    geo_storage_doubt(item, number->confidence);
    return true;
}

/* ---- one rule each ---- */

static void fill_area(geo_storage_item *item)
{
    geo_storage_row *row = &item->row;
    double per_m2 = row->depth_m * row->void_frac;
    if (settle(item, GEO_STORAGE_M3_PER_M2, &per_m2))
        row->wet_m3 = row->dry_m3 = row->area_m2 * per_m2;
    else
        geo_storage_mark(item, GEO_STORAGE_NO_DEPTH);
}

static void fill_piece(geo_storage_item *item)
{
    double each = NAN;
    if (settle(item, GEO_STORAGE_M3, &each))
        item->row.wet_m3 = item->row.dry_m3 = each;
}

/* Open to the sky: all of it holds water unless voids are stated. */
static void fill_basin(geo_storage_item *item)
{
    geo_storage_row *row = &item->row;
    double voids = isnan(row->void_frac) ? 1 : row->void_frac;
    if (isnan(row->depth_m))
        geo_storage_mark(item, GEO_STORAGE_NO_DEPTH);
    else
        row->wet_m3 = row->dry_m3 = row->area_m2 * row->depth_m * voids;
}

static geo_status fill_season(geo_ctx *ctx, const geo_storage_inputs *inputs, bool wet,
                              geo_storage_item *item, double *out_m3)
{
    const geo_groundwater *groundwater = wet ? &inputs->wet : &inputs->dry;
    geo_storage_row *row = &item->row;
    geo_storage_bed bed = {row->shape, row->depth_m, row->cover_m, item->overflow_m};
    geo_storage_room left = {.thickness_m = NAN};
    geo_status status =
        groundwater->grid ? geo_storage_ground(ctx, groundwater, inputs->dtm, &bed, &left) : GEO_OK;
    if (status != GEO_OK)
        return status;
    if (left.is_near) {
        geo_storage_mark(item, GEO_STORAGE_NEAR);
        geo_storage_doubt(item, GEO_CONFIDENCE_LOW);
    }
    if (left.is_odd) {
        geo_storage_mark(item, GEO_STORAGE_ODD_DEPTH);
        geo_storage_doubt(item, GEO_CONFIDENCE_LOW);
    }
    if (left.is_above)
        geo_storage_mark(item, GEO_STORAGE_ABOVE_GROUND);
    if (isnan(left.thickness_m))
        geo_storage_mark(item, left.no_surface ? GEO_STORAGE_NO_SURFACE
                               : wet           ? GEO_STORAGE_NO_WET
                                               : GEO_STORAGE_NO_DRY);
    *out_m3 = row->area_m2 * row->void_frac * left.thickness_m;
    return GEO_OK;
}

static geo_status fill_layers(geo_ctx *ctx, const geo_storage_inputs *inputs,
                              geo_storage_item *item)
{
    static const geo_storage_note missing[] = {GEO_STORAGE_NO_DEPTH, GEO_STORAGE_NO_VOID,
                                               GEO_STORAGE_NO_COVER};
    geo_storage_row *row = &item->row;
    const bool has[] = {settle(item, GEO_STORAGE_DEPTH, &row->depth_m),
                        settle(item, GEO_STORAGE_VOID, &row->void_frac),
                        settle(item, GEO_STORAGE_COVER, &row->cover_m)};
    for (int i = 0; i < 3; i++)
        if (!has[i])
            geo_storage_mark(item, missing[i]);
    if (!has[0] || !has[1] || !has[2])
        return GEO_OK;
    row->z_spill_m = item->overflow_m;
    geo_status status = fill_season(ctx, inputs, true, item, &row->wet_m3);
    if (status == GEO_OK)
        status = fill_season(ctx, inputs, false, item, &row->dry_m3);
    if (row->wet_m3 > row->dry_m3) {
        geo_storage_mark(item, GEO_STORAGE_CROSSED);
        geo_storage_doubt(item, GEO_CONFIDENCE_LOW);
    }
    return status;
}

static double rise(geo_storage_item *item, double target)
{
    if (isnan(item->highest_m) || isnan(target))
        geo_storage_mark(item,
                         isnan(item->highest_m) ? GEO_STORAGE_NO_MAX_LEVEL : GEO_STORAGE_NO_LEVEL);
    if (item->highest_m < target)
        geo_storage_mark(item, GEO_STORAGE_MAX_BELOW);
    return item->highest_m < target ? NAN : item->highest_m - target;
}

/* In the wet season it is winter, and the target level the winter's. */
static void fill_freeboard(geo_storage_item *item)
{
    geo_storage_row *row = &item->row;
    row->z_spill_m = item->highest_m;
    row->depth_m = rise(item, item->winter_m);
    row->wet_m3 = row->area_m2 * row->depth_m;
    row->dry_m3 = row->area_m2 * rise(item, item->summer_m);
}

static geo_status fill_item(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_item *item)
{
    geo_storage_row *row = &item->row;
    geo_status status = GEO_OK;
    if (!item->kind) {
        geo_storage_mark(item, GEO_STORAGE_UNKNOWN_KIND);
        return GEO_OK;
    }
    switch (item->kind->rule) {
    case GEO_STORAGE_LAYERS:
        status = fill_layers(ctx, inputs, item);
        break;
    case GEO_STORAGE_BASIN:
        fill_basin(item);
        break;
    case GEO_STORAGE_AREA:
        fill_area(item);
        break;
    case GEO_STORAGE_PIECE:
        fill_piece(item);
        break;
    case GEO_STORAGE_FREEBOARD:
        fill_freeboard(item);
        break;
    case GEO_STORAGE_SINK:
        status = geo_storage_fill_sink(ctx, inputs->dtm, item);
        break;
    }
    row->empty_h = item->kind->terms[GEO_STORAGE_EMPTY].value;
    row->mm = item->is_piece ? NAN : 1000 * row->wet_m3 / row->area_m2;
    return status;
}

/* ---- the book ---- */

/* Before they are held against depressions, which may spill at less than that. */
static void settle_basins(geo_storage_book *book)
{
    for (size_t i = 0; i < book->items.count; i++) {
        geo_storage_item *item = &book->items.items[i];
        if (!item->kind || item->kind->rule != GEO_STORAGE_BASIN)
            continue;
        (void)settle(item, GEO_STORAGE_DEPTH, &item->row.depth_m);
        (void)settle(item, GEO_STORAGE_VOID, &item->row.void_frac);
    }
}

/* To litres, square decimetres and tenths of a millimetre: what a float's rounding leaves is gone.
 */
static double rounded(double value, double steps)
{
    return round(value * steps) / steps;
}

static void round_row(geo_storage_row *row)
{
    row->mm = rounded(row->mm, 10);
    row->wet_m3 = rounded(row->wet_m3, 1000);
    row->dry_m3 = rounded(row->dry_m3, 1000);
    row->area_m2 = rounded(row->area_m2, 100);
    row->overlap_m2 = rounded(row->overlap_m2, 100);
    row->depth_m = rounded(row->depth_m, 1000);
}

static void tally_row(geo_storage_book *book, const geo_storage_row *row)
{
    geo_storage_tally *tally = &book->tally;
    for (int note = 0; note < GEO_STORAGE_NOTES; note++) {
        if (!(row->notes & 1u << note))
            continue;
        if (tally->notes[note]++ == 0)
            tally->first[note] = row->id;
    }
}

static geo_status add_row(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_book *book,
                          geo_storage_item *item)
{
    book->tally.overlap_m2 += item->row.overlap_m2;
    if (item->is_gone) {
        if (book->tally.hidden++ == 0)
            book->tally.first_hidden = item->row.id;
        return GEO_OK;
    }
    geo_status status = fill_item(ctx, inputs, item);
    if (status != GEO_OK)
        return geo_while(ctx, status, "measuring %s '%s'", GEO_STORAGE_LAYER[item->row.layer],
                         item->row.id);
    round_row(&item->row);
    tally_row(book, &item->row);
    return geo_vec_push(&book->rows, item->row) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status make_rows(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_book *book)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < book->items.count; i++) {
        if (book->items.items[i].counts)
            status = add_row(ctx, inputs, book, &book->items.items[i]);
        if (status == GEO_OK && i % 256 == 0)
            status = geo_ctx_poll(ctx);
    }
    return status;
}

geo_status geo_storage_new(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_book **out)
{
    geo_storage_book *book = geo_calloc(1, sizeof *book);
    if (!book)
        return geo_fail_nomem(ctx);
    book->arena = geo_arena_new();
    geo_status status = book->arena ? geo_geos_new(ctx, &book->geos) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_storage_read(ctx, inputs, book);
    if (status == GEO_OK)
        status = geo_storage_cut(ctx, book);
    if (status == GEO_OK) {
        settle_basins(book);
        status = geo_storage_spills(ctx, book);
    }
    if (status == GEO_OK)
        status = make_rows(ctx, inputs, book);
    if (status == GEO_OK)
        *out = book;
    else
        geo_storage_free(book);
    return status;
}

void geo_storage_free(geo_storage_book *book)
{
    if (!book)
        return;
    for (int layer = 0; layer < GEO_STORAGE_LAYERS_COUNT; layer++)
        geo_features_release(&book->features[layer]);
    geo_free(book->items.items);
    geo_free(book->rows.items);
    geo_geos_free(book->geos);
    geo_arena_free(book->arena);
    geo_free(book);
}

const geo_storage_row *geo_storage_rows(const geo_storage_book *book, size_t *count)
{
    *count = book->rows.count;
    return book->rows.items;
}

const geo_storage_tally *geo_storage_tallied(const geo_storage_book *book)
{
    return &book->tally;
}
