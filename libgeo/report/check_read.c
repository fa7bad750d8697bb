#include "report/check_read.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/reader.h"

enum { CODE, NAME, LEVEL, PARENT, NORM, TEXTS };
static const char *const text_columns[TEXTS] = {"code", "name", "level", "parent_code", "norm"};

/* homes, then pass, fail and unknown of each criterion in its order */
enum { HOMES, COUNTS, PER_CRITERION = 3, NUMBERS = COUNTS + PER_CRITERION * GEO_CHECK_CRITERIA };
static const char *const number_columns[NUMBERS] = {
    "homes",       "trees_pass",     "trees_fail",  "trees_unknown", "canopy_pass",
    "canopy_fail", "canopy_unknown", "access_pass", "access_fail",   "access_unknown",
    "norm_pass",   "norm_fail",      "norm_unknown"};

static const char *const levels[] = {"buurt", "wijk", "gemeente", "totaal"};

geo_source_options geo_check_source_options(void)
{
    return (geo_source_options){.default_layer = GEO_CHECK_LAYER,
                                .text = text_columns,
                                .text_count = TEXTS,
                                .number = number_columns,
                                .number_count = NUMBERS};
}

static geo_status check_column(geo_ctx *ctx, const geo_source *source, const char *column)
{
    if (geo_source_has(source, column))
        return GEO_OK;
    geo_status status =
        geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no column '%s'", geo_source_name(source), column);
    geo_hint(ctx, "wanted is layer " GEO_CHECK_LAYER ", which gn-norm -o FILE.gpkg makes");
    return status;
}

static geo_status check_columns(geo_ctx *ctx, const geo_source *source)
{
    geo_status status = GEO_OK;

    for (int i = 0; !status && i < TEXTS; i++)
        status = check_column(ctx, source, text_columns[i]);
    for (int i = 0; !status && i < NUMBERS; i++)
        status = check_column(ctx, source, number_columns[i]);
    return status;
}

static geo_status read_count(geo_ctx *ctx, const geo_features *rows, size_t row, int column,
                             uint32_t *out)
{
    double value = rows->number[column][row];

    if (!(value >= 0 && value <= GEO_CHECK_MOST_HOMES) || value != floor(value))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s is no number of homes", number_columns[column]);
    *out = (uint32_t)value;
    return GEO_OK;
}

/* All three null: gn-norm was not asked for the criterion. */
static geo_status read_counts(geo_ctx *ctx, const geo_features *rows, size_t row, int first,
                              geo_check_counts *out)
{
    geo_status status;

    for (int i = 0; i < PER_CRITERION; i++)
        out->asked |= !isnan(rows->number[first + i][row]);
    if (!out->asked)
        return GEO_OK;
    if ((status = read_count(ctx, rows, row, first, &out->pass)) ||
        (status = read_count(ctx, rows, row, first + 1, &out->fail)))
        return status;
    return read_count(ctx, rows, row, first + 2, &out->unknown);
}

static geo_status check_total(geo_ctx *ctx, const geo_check_unit *unit)
{
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        const geo_check_counts *counts = &unit->counts[c];
        uint64_t total = (uint64_t)counts->pass + counts->fail + counts->unknown;
        if (total > unit->homes)
            return geo_fail(ctx, GEO_ERR_FORMAT, "%s counts %llu homes of %u", GEO_CHECK_NAMES[c],
                            (unsigned long long)total, unit->homes);
    }
    return GEO_OK;
}

static geo_status read_level(geo_ctx *ctx, const char *level, geo_check_level *out)
{
    for (int i = 0; level && i < (int)(sizeof levels / sizeof levels[0]); i++)
        if (strcmp(level, levels[i]) == 0) {
            *out = (geo_check_level)i;
            return GEO_OK;
        }
    return geo_fail(ctx, GEO_ERR_FORMAT, "level '%s' is none of buurt, wijk, gemeente, totaal",
                    level ? level : "");
}

static const char *filled(const char *text)
{
    return text && *text ? text : NULL;
}

static geo_status read_unit(geo_ctx *ctx, const geo_features *rows, size_t row, geo_check_unit *out)
{
    const char *code = filled(rows->text[CODE][row]);

    out->code = code ? code : rows->ids[row];
    out->name = filled(rows->text[NAME][row]);
    out->parent = filled(rows->text[PARENT][row]);
    geo_status status = read_level(ctx, rows->text[LEVEL][row], &out->level);
    if (!status)
        status = read_count(ctx, rows, row, HOMES, &out->homes);
    for (int c = 0; !status && c < GEO_CHECK_CRITERIA; c++)
        status = read_counts(ctx, rows, row, COUNTS + PER_CRITERION * c, &out->counts[c]);
    return status ? status : check_total(ctx, out);
}

static geo_status read_units(geo_ctx *ctx, geo_check_layer *layer)
{
    size_t towns = 0;

    layer->count = layer->rows.count;
    layer->units = geo_calloc(layer->count, sizeof *layer->units);
    if (!layer->units)
        return geo_fail_nomem(ctx);
    for (size_t row = 0; row < layer->count; row++) {
        geo_status status = read_unit(ctx, &layer->rows, row, &layer->units[row]);
        if (status)
            return geo_while(ctx, status, "while reading feature '%s'", layer->rows.ids[row]);
        if (layer->units[row].level == GEO_CHECK_TOWN) {
            layer->town = row;
            towns++;
        }
    }
    if (towns != 1)
        return geo_fail(ctx, GEO_ERR_FORMAT, "there are %zu rows of level totaal instead of one",
                        towns);
    layer->norm = filled(layer->rows.text[NORM][layer->town]);
    return GEO_OK;
}

geo_status geo_check_layer_init(geo_ctx *ctx, geo_source *source, geo_check_layer *out)
{
    geo_check_layer layer = {0};
    geo_status status = check_columns(ctx, source);

    if (!status)
        status = geo_source_read(ctx, source, NULL, &layer.rows);
    if (!status)
        status =
            geo_while(ctx, read_units(ctx, &layer), "while reading '%s'", geo_source_name(source));
    if (status)
        geo_check_layer_release(&layer);
    else
        *out = layer;
    return status;
}

void geo_check_layer_release(geo_check_layer *layer)
{
    geo_free(layer->units);
    geo_features_release(&layer->rows);
    *layer = (geo_check_layer){0};
}

geo_status geo_check_history(geo_ctx *ctx, const char *dataset, geo_provenance **out)
{
    const geo_reader_options wanted = {.default_layer = GEO_CHECK_LAYER};
    geo_reader *reader = NULL;
    geo_status status = geo_reader_new(ctx, dataset, &wanted, &reader);

    if (!status)
        status = geo_provenance_new(ctx, geo_reader_schema(reader)->provenance, out);
    geo_reader_free(reader);
    return status;
}
