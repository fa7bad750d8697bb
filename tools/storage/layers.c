#include "storage/layers.h"

#include <math.h>

#include "base/alloc.h"
#include "io/package.h"

static const struct {
    const char *name;
    geo_field_type type;
} COLUMNS[] = {{"id", GEO_FIELD_STRING},         {"layer", GEO_FIELD_STRING},
               {"kind", GEO_FIELD_STRING},       {"area_m2", GEO_FIELD_DOUBLE},
               {"depth_m", GEO_FIELD_DOUBLE},    {"void_frac", GEO_FIELD_DOUBLE},
               {"cover_m", GEO_FIELD_DOUBLE},    {"vol_wet_m3", GEO_FIELD_DOUBLE},
               {"vol_dry_m3", GEO_FIELD_DOUBLE}, {"mm_equiv", GEO_FIELD_DOUBLE},
               {"z_spill_m", GEO_FIELD_DOUBLE},  {"empty_h", GEO_FIELD_DOUBLE},
               {"overlap_m2", GEO_FIELD_DOUBLE}, {"confidence", GEO_FIELD_STRING},
               {"source", GEO_FIELD_STRING},     {"date", GEO_FIELD_DATETIME},
               {"note", GEO_FIELD_STRING}};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static const char *const SURE_CODES[] = {"high", "medium", "low"};
static const char *const SURE_LABELS[] = {"goed", "redelijk", "onzeker"};
static const geo_domain DOMAINS[] = {{"confidence", SURE_CODES, SURE_LABELS, 3}};

static geo_status make_schema(cli *app, geo_schema *out)
{
    geo_status status =
        geo_schema_init(app->ctx, out, "storage_book", GEO_GEOM_MULTIPOLYGON, cli_crs(app));
    for (size_t i = 0; status == GEO_OK && i < COLUMN_COUNT; i++)
        status = geo_schema_add(app->ctx, out, COLUMNS[i].name, COLUMNS[i].type);
    return status;
}

/* Codes with one blank between; empty: null. */
static void add_notes(uint32_t notes, geo_text *out)
{
    for (int note = 0; note < GEO_STORAGE_NOTES; note++)
        if (notes & 1u << note)
            geo_text_addf(out, "%s%s", out->length ? " " : "", GEO_STORAGE_NOTE[note]);
}

static geo_status put_row(cli *app, geo_layer *layer, const geo_storage_row *row, geo_text *notes)
{
    geo_text_reset(notes);
    add_notes(row->notes, notes);
    if (notes->failed)
        return geo_fail_nomem(app->ctx);
    geo_value date = geo_value_text(row->date);
    date.type = GEO_FIELD_DATETIME;
    bool known = !isnan(row->wet_m3) || !isnan(row->dry_m3);
    const geo_value values[COLUMN_COUNT] = {
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

static geo_status add_layer(cli *app, const geo_storage_book *book, const geo_schema *schema,
                            geo_package *package)
{
    char *style = NULL;
    geo_layer *layer = NULL;
    geo_text notes = GEO_TEXT_INIT;
    size_t count;
    const geo_storage_row *rows = geo_storage_rows(book, &count);
    geo_layer_options options = {.schema = schema,
                                 .title = "Waterberging: bestaand",
                                 .abstract = "Per object hoeveel kubieke meter water het bergt, in "
                                             "natte en droge tijd; elke plek telt een keer",
                                 .domains = DOMAINS,
                                 .domain_count = 1};
    geo_status status = cli_style(app, "storage_book", &style);
    options.style = style;
    if (status == GEO_OK)
        status = geo_package_layer(app->ctx, package, &options, &layer);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = put_row(app, layer, &rows[i], &notes);
    geo_text_release(&notes);
    geo_free(style);
    return status;
}

static geo_status write_package(cli *app, const geo_storage_book *book, const geo_schema *schema,
                                const char *date)
{
    geo_package *package = NULL;
    geo_package_options options = {
        .path = app->common.output, .overwrite = app->common.overwrite, .date = date};
    options.inputs = cli_inputs(app, &options.input_count);
    geo_status status = geo_package_new(app->ctx, &options, &package);
    if (status == GEO_OK)
        status = add_layer(app, book, schema, package);
    if (status == GEO_OK)
        status = geo_package_commit(app->ctx, package);
    geo_package_free(package);
    return status;
}

geo_status storage_write(cli *app, const geo_storage_book *book)
{
    geo_schema schema = {0};
    geo_provenance *made = NULL;
    geo_status status = make_schema(app, &schema);
    if (status == GEO_OK)
        status = cli_provenance(app, NULL, schema.fields, schema.field_count, &made);
    if (status == GEO_OK && !(schema.provenance = geo_strdup(geo_provenance_text(made))))
        status = geo_fail_nomem(app->ctx);
    if (status == GEO_OK)
        status = write_package(app, book, &schema, cli_date(app, made));
    geo_provenance_free(made);
    geo_schema_release(&schema);
    return status;
}
