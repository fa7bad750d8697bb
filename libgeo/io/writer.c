/* Rows to standard output or a file: where they go, and that they arrive whole or not at all. */
#include "io/writer.h"

#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/row_shape.h"
#include "io/writer_parts.h"

static const struct {
    const char *name;
    geo_format format;
    const geo_writer_kind *kind;
} FORMATS[] = {
    {"fgb", GEO_FORMAT_FGB, &GEO_WRITER_FGB},
    {"geojsonl", GEO_FORMAT_GEOJSONL, &GEO_WRITER_GEOJSONL},
    {"geojson", GEO_FORMAT_GEOJSON, &GEO_WRITER_GEOJSON},
    {"csv", GEO_FORMAT_CSV, &GEO_WRITER_CSV},
    {"gpkg", GEO_FORMAT_GPKG, &GEO_WRITER_GPKG},
};
#define FORMAT_COUNT (sizeof FORMATS / sizeof *FORMATS)

geo_format geo_format_named(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return FORMATS[i].format;
    return GEO_FORMAT_NONE;
}

geo_format geo_format_of_path(const char *path)
{
    const char *file = geo_path_name(path);
    const char *dot = strrchr(file, '.');
    return dot && dot != file ? geo_format_named(dot + 1) : GEO_FORMAT_NONE;
}

static geo_status choose_kind(geo_ctx *ctx, geo_writer *writer, const geo_writer_options *options)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (FORMATS[i].format == options->format)
            writer->kind = FORMATS[i].kind;
    writer->format = options->format;
    if (!writer->kind)
        return geo_fail(ctx, GEO_ERR_ARG, "no output format is chosen");
    if (options->format == GEO_FORMAT_GPKG && strcmp(options->path, "-") == 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a GeoPackage cannot be written to standard output");
    return GEO_OK;
}

/* `wanted` becomes the output's CRS; rows are transformed when theirs differs. */
static geo_status set_crs(geo_ctx *ctx, geo_writer *writer, const geo_crs *wanted)
{
    geo_crs *copy = NULL;
    if (!wanted || (writer->schema.crs && geo_crs_same(writer->schema.crs, wanted)))
        return GEO_OK;
    if (!writer->schema.crs)
        return geo_fail(ctx, GEO_ERR_CRS, "the rows have no coordinate reference system");
    geo_status status = geo_transform_new(ctx, writer->schema.crs, wanted, &writer->transform);
    if (status == GEO_OK)
        status = geo_crs_clone(ctx, wanted, &copy);
    if (status != GEO_OK)
        return status;
    geo_crs_free(writer->schema.crs);
    writer->schema.crs = copy;
    return GEO_OK;
}

static geo_status choose_crs(geo_ctx *ctx, geo_writer *writer, const geo_writer_options *options)
{
    bool is_json = options->format == GEO_FORMAT_GEOJSON || options->format == GEO_FORMAT_GEOJSONL;
    geo_crs *wgs84 = NULL;
    geo_status status = GEO_OK;
    if (is_json)
        status = geo_crs_new(ctx, "EPSG:4326", &wgs84);
    if (status == GEO_OK)
        status = set_crs(ctx, writer, options->out_crs ? options->out_crs : wgs84);
    if (status == GEO_OK && is_json)
        writer->says_crs = !geo_crs_same(writer->schema.crs, wgs84);
    geo_crs_free(wgs84);
    writer->decimals = writer->schema.crs && geo_crs_is_geographic(writer->schema.crs) ? 9 : 3;
    return status;
}

static geo_status open_package(geo_ctx *ctx, geo_writer *writer, const geo_writer_options *options)
{
    if (options->layer) {
        char *name = geo_strdup(options->layer);
        if (!name)
            return geo_fail_nomem(ctx);
        geo_free(writer->schema.name);
        writer->schema.name = name;
    }
    geo_package_options package = {.path = options->path,
                                   .overwrite = options->overwrite,
                                   .inputs = options->inputs,
                                   .input_count = options->input_count,
                                   .date = options->date};
    geo_layer_options layer = {.schema = &writer->schema,
                               .title = options->title,
                               .abstract = options->abstract,
                               .style = options->style};
    geo_status status = geo_package_new(ctx, &package, &writer->package);
    if (status == GEO_OK)
        status = geo_package_layer(ctx, writer->package, &layer, &writer->layer);
    return status;
}

static geo_status open_output(geo_ctx *ctx, geo_writer *writer, const geo_writer_options *options)
{
    if (options->format == GEO_FORMAT_GPKG)
        return open_package(ctx, writer, options);
    if (strcmp(options->path, "-") == 0)
        return geo_output_init(ctx, &writer->output, NULL, "standard output");
    geo_status status = geo_publish_new(ctx, options->path, options->overwrite, options->inputs,
                                        options->input_count, &writer->publish);
    if (status != GEO_OK)
        return status;
    return geo_output_init(ctx, &writer->output, geo_publish_temporary(writer->publish),
                           options->path);
}

geo_status geo_writer_new(geo_ctx *ctx, const geo_writer_options *options, const geo_schema *schema,
                          geo_writer **out)
{
    geo_writer *writer = geo_calloc(1, sizeof *writer);
    if (!writer)
        return geo_fail_nomem(ctx);
    writer->output.fd = -1;
    geo_status status = choose_kind(ctx, writer, options);
    if (status == GEO_OK)
        status = geo_schema_clone(ctx, schema, &writer->schema);
    if (status == GEO_OK)
        status = choose_crs(ctx, writer, options);
    if (status == GEO_OK)
        status = open_output(ctx, writer, options);
    writer->arena = geo_arena_new();
    writer->values = geo_alloc(schema->field_count, sizeof *writer->values);
    if (status == GEO_OK && (!writer->arena || !writer->values))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        *out = writer;
    else
        geo_writer_free(writer);
    return status;
}

/* A failed tool leaves a mark that no reader takes for an end. */
static void leave_poison(geo_writer *writer)
{
    const char *poison = writer->kind->poison;
    bool is_stdout = writer->output.fd >= 0 && !writer->output.owned;
    if (!is_stdout || !writer->output.written || writer->committed || writer->output.failed)
        return;
    if (geo_output_write(NULL, &writer->output, poison, strlen(poison)) != GEO_OK)
        writer->output.failed = true;
}

void geo_writer_free(geo_writer *writer)
{
    if (!writer)
        return;
    if (writer->kind)
        leave_poison(writer);
    geo_output_release(&writer->output);
    geo_package_free(writer->package);
    geo_publish_free(writer->publish);
    geo_transform_free(writer->transform);
    geo_schema_release(&writer->schema);
    geo_text_release(&writer->text);
    geo_free(writer->bytes.items);
    geo_arena_free(writer->arena);
    geo_free(writer->values);
    geo_free(writer);
}

geo_status geo_writer_flush(geo_ctx *ctx, geo_writer *writer, bool all)
{
    if (writer->text.failed)
        return geo_fail_nomem(ctx);
    geo_status status = GEO_OK;
    if (writer->bytes.count >= (all ? 1 : GEO_WRITER_CHUNK)) {
        status = geo_output_write(ctx, &writer->output, writer->bytes.items, writer->bytes.count);
        writer->bytes.count = 0;
    }
    if (status == GEO_OK && writer->text.length >= (all ? 1 : GEO_WRITER_CHUNK)) {
        status = geo_output_write(ctx, &writer->output, writer->text.data, writer->text.length);
        geo_text_reset(&writer->text);
    }
    return status;
}

static geo_status check_columns(geo_ctx *ctx, const geo_writer *writer, const geo_batch *batch,
                                const geo_columns *columns)
{
    size_t own = batch->schema->field_count, added = columns ? columns->count : 0;
    bool fits = own + added == writer->schema.field_count;
    for (size_t i = 0; fits && i < writer->schema.field_count; i++) {
        const geo_field *field = i < own ? &batch->schema->fields[i] : &columns->fields[i - own];
        fits = field->type == writer->schema.fields[i].type;
    }
    for (size_t i = 0; fits && i < added * geo_batch_count(batch); i++)
        fits = columns->values[i].is_null ||
               columns->values[i].type == writer->schema.fields[own + i % added].type;
    return fits ? GEO_OK
                : geo_fail(ctx, GEO_ERR_INTERNAL, "the rows' columns are not those of the output");
}

/* The row's geometry in the output's CRS; *out NULL: it has none. */
static geo_status decode_geom(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch, geo_row row,
                              geo_geom *geom, const geo_geom **out)
{
    geo_row_shape shape;
    *out = NULL;
    if (!geo_row_shape_of(row, &shape))
        return GEO_OK;
    geo_status status = geo_row_geom(ctx, batch->schema, row, writer->arena, geom);
    if (status == GEO_OK && writer->transform)
        status = geo_transform_points(ctx, writer->transform, geom->points, geom->point_count);
    if (status == GEO_OK && writer->transform && !geo_geom_is_finite(geom))
        status = geo_fail(ctx, GEO_ERR_CRS, "a feature cannot be transformed to %s",
                          geo_crs_label(writer->schema.crs));
    if (status == GEO_OK)
        *out = geom;
    return status;
}

static geo_status write_row(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch, size_t index,
                            const geo_columns *columns)
{
    geo_geom geom;
    const geo_geom *there;
    geo_row row = geo_batch_row(batch, index);
    size_t own = batch->schema->field_count;
    geo_arena_reset(writer->arena);
    geo_status status = geo_row_values(ctx, batch->schema, row, NULL, own, writer->values);
    if (status == GEO_OK)
        status = decode_geom(ctx, writer, batch, row, &geom, &there);
    if (status != GEO_OK)
        return status;
    if (columns && columns->count)
        memcpy(writer->values + own, columns->values + index * columns->count,
               columns->count * sizeof *writer->values);
    status = writer->kind->row(ctx, writer, there, writer->values);
    return status == GEO_OK ? geo_writer_flush(ctx, writer, false) : status;
}

static geo_status begin(geo_ctx *ctx, geo_writer *writer)
{
    if (writer->begun)
        return GEO_OK;
    writer->begun = true;
    return writer->kind->begin(ctx, writer);
}

geo_status geo_writer_write(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch,
                            const geo_columns *columns)
{
    if (writer->broken || writer->committed)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "a writer was used after its end");
    writer->broken = true;
    geo_status status = check_columns(ctx, writer, batch, columns);
    if (status == GEO_OK)
        status = begin(ctx, writer);
    if (status == GEO_OK && writer->kind->batch)
        status = writer->kind->batch(ctx, writer, batch, columns);
    for (size_t i = 0; !writer->kind->batch && status == GEO_OK && i < geo_batch_count(batch); i++)
        status = geo_while(ctx, write_row(ctx, writer, batch, i, columns), "writing feature %llu",
                           (unsigned long long)(writer->rows + i + 1));
    writer->rows += geo_batch_count(batch);
    writer->broken = status != GEO_OK;
    return status;
}

geo_status geo_writer_commit(geo_ctx *ctx, geo_writer *writer)
{
    if (writer->broken || writer->committed)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "a writer that failed was committed");
    writer->broken = true;
    geo_status status = begin(ctx, writer);
    if (status == GEO_OK)
        status = writer->kind->end(ctx, writer);
    if (status == GEO_OK && !writer->package)
        status = geo_writer_flush(ctx, writer, true);
    if (status == GEO_OK && !writer->package)
        status = geo_output_close(ctx, &writer->output);
    if (status == GEO_OK && writer->publish)
        status = geo_publish_commit(ctx, writer->publish);
    writer->broken = status != GEO_OK;
    writer->committed = status == GEO_OK;
    return status;
}
