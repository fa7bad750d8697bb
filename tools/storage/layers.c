#include "storage/layers.h"

#include <math.h>

#include "storage/places.h"

static const geo_layer_column COLUMNS[] = {
    {"id", GEO_FIELD_STRING},         {"layer", GEO_FIELD_STRING},
    {"kind", GEO_FIELD_STRING},       {"area_m2", GEO_FIELD_DOUBLE},
    {"depth_m", GEO_FIELD_DOUBLE},    {"void_frac", GEO_FIELD_DOUBLE},
    {"cover_m", GEO_FIELD_DOUBLE},    {"vol_wet_m3", GEO_FIELD_DOUBLE},
    {"vol_dry_m3", GEO_FIELD_DOUBLE}, {"mm_equiv", GEO_FIELD_DOUBLE},
    {"z_spill_m", GEO_FIELD_DOUBLE},  {"empty_h", GEO_FIELD_DOUBLE},
    {"overlap_m2", GEO_FIELD_DOUBLE}, {"confidence", GEO_FIELD_STRING},
    {"source", GEO_FIELD_STRING},     {"date", GEO_FIELD_DATETIME},
    {"note", GEO_FIELD_STRING}};
static const char *const SURE_CODES[] = {"high", "medium", "low"};
static const char *const SURE_LABELS[] = {"goed", "redelijk", "onzeker"};
static const geo_domain DOMAINS[] = {GEO_CODED("confidence", SURE_CODES, SURE_LABELS)};
static const geo_layer_plan BOOK = {
    "storage_book",
    "Waterberging: bestaand",
    "Per object hoeveel kubieke meter water het bergt, in natte en droge tijd; elke plek telt een "
    "keer",
    GEO_GEOM_MULTIPOLYGON,
    COLUMNS,
    GEO_COUNT(COLUMNS),
    DOMAINS,
    GEO_COUNT(DOMAINS)};

void storage_add_notes(uint32_t notes, const char *const *codes, int count, geo_text *out)
{
    for (int note = 0; note < count; note++)
        if (notes & 1u << note)
            geo_text_addf(out, "%s%s", out->length ? " " : "", codes[note]);
}

static geo_status put_row(cli *app, geo_layer *layer, const geo_storage_row *row, geo_text *notes)
{
    geo_text_reset(notes);
    storage_add_notes(row->notes, GEO_STORAGE_NOTE, GEO_STORAGE_NOTES, notes);
    if (notes->failed)
        return geo_fail_nomem(app->ctx);
    geo_value date = geo_value_text(row->date);
    date.type = GEO_FIELD_DATETIME;
    bool known = !isnan(row->wet_m3) || !isnan(row->dry_m3);
    const geo_value values[GEO_COUNT(COLUMNS)] = {
        geo_value_text(row->id),
        geo_value_text(GEO_STORAGE_LAYER[row->layer]),
        geo_value_text(row->kind),
        geo_value_double(row->area_m2),
        geo_value_double(row->depth_m),
        geo_value_double(row->void_frac),
        geo_value_double(row->cover_m),
        geo_value_double(row->wet_m3),
        geo_value_double(row->dry_m3),
        geo_value_double(row->mm),
        geo_value_double(row->z_spill_m),
        geo_value_double(row->empty_h),
        geo_value_double(row->overlap_m2),
        geo_value_text(known ? geo_confidence_word(row->confidence) : NULL),
        geo_value_text(row->source),
        date,
        geo_value_text(notes->length ? notes->data : NULL)};
    return geo_layer_put(app->ctx, layer, row->shape, values);
}

static geo_status add_book(cli *app, const geo_storage_book *book, geo_package *package)
{
    geo_layer *layer = NULL;
    geo_text notes = GEO_TEXT_INIT;
    size_t count;
    const geo_storage_row *rows = geo_storage_rows(book, &count);
    geo_status status = cli_package_layer(app, package, &BOOK, cli_crs(app), &layer);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = put_row(app, layer, &rows[i], &notes);
    geo_text_release(&notes);
    return status;
}

geo_status storage_write(cli *app, const geo_storage_book *book, const geo_potential *potential,
                         geo_package *package)
{
    geo_status status = add_book(app, book, package);
    if (status == GEO_OK && potential)
        status = storage_add_places(app, potential, package);
    return status == GEO_OK ? geo_package_commit(app->ctx, package) : status;
}
