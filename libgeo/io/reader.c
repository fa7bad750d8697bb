/* Rows from standard input or a file: what an input is, and its batches. */
#include "io/reader.h"

#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "io/fgb_header.h"
#include "io/open.h"
#include "io/reader_parts.h"
#include "io/reader_spool.h"

static geo_status copy_options(geo_ctx *ctx, geo_reader *reader, const geo_reader_options *from)
{
    geo_reader_options *to = &reader->options;
    *to = *from;
    to->layer = geo_strdup(from->layer);
    to->default_layer = geo_strdup(from->default_layer);
    to->crs = geo_strdup(from->crs);
    to->target_crs = NULL;
    if (from->box) {
        reader->box = *from->box;
        to->box = &reader->box;
    }
    if ((from->layer && !to->layer) || (from->default_layer && !to->default_layer) ||
        (from->crs && !to->crs))
        return geo_fail_nomem(ctx);
    geo_crs *target = NULL;
    geo_status status = from->target_crs ? geo_crs_clone(ctx, from->target_crs, &target) : GEO_OK;
    to->target_crs = target;
    return status;
}

void geo_reader_free(geo_reader *reader)
{
    if (!reader)
        return;
    geo_reader_end_ahead(reader);
    if (reader->kind)
        reader->kind->free(reader->state);
    geo_free((void *)(uintptr_t)reader->options.layer);
    geo_free((void *)(uintptr_t)reader->options.default_layer);
    geo_free((void *)(uintptr_t)reader->options.crs);
    geo_crs_free((geo_crs *)(uintptr_t)reader->options.target_crs);
    geo_transform_free(reader->transform);
    geo_crs_free(reader->source_crs);
    geo_schema_release(&reader->schema);
    geo_free(reader->points.items);
    geo_free(reader->verdicts.items);
    geo_free(reader->name);
    geo_free(reader);
}

static geo_status not_readable(geo_ctx *ctx, const geo_reader *reader, geo_open_format format,
                               const char *found)
{
    if (format == GEO_OPEN_GPKG)
        geo_hint(ctx, "give the GeoPackage's path");
    else if (format == GEO_OPEN_UNKNOWN)
        geo_hint(ctx, "streams are FlatGeobuf or GeoJSON; CSV is not read, convert it first: "
                      "ogr2ogr -f GPKG out.gpkg in.csv");
    return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "%s is %s, which is not read from a stream",
                    reader->name, found);
}

/* A lone line {"type":"Feature"...} is read as lines, so that a short stream of lines is not judged
 * otherwise than a long one. */
static bool is_one_line(const uint8_t *bytes, size_t size)
{
    const uint8_t *end = memchr(bytes, '\n', size);
    size_t line = end ? (size_t)(end - bytes) : size;
    while (line > 0 && (bytes[line - 1] == '\r' || bytes[line - 1] == ' '))
        line--;
    return line > 0 && bytes[line - 1] == '}' && memmem(bytes, line, "\"Feature\"", 9) &&
           !memmem(bytes, line, "\"FeatureCollection\"", 19);
}

/* `input` is a stream, or a file to be read without GDAL. */
static geo_status open_input(geo_ctx *ctx, geo_reader *reader, geo_input *input)
{
    const char *found = "";
    geo_status status = geo_input_fill(ctx, input, GEO_OPEN_HEAD);
    size_t held = geo_input_held(input);
    const uint8_t *bytes = held ? geo_input_bytes(input) : (const uint8_t *)"";
    if (status != GEO_OK)
        return status;
    if (held == 0)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s is empty%s", reader->name,
                        reader->is_file ? "" : ": the tool before this one failed");
    geo_open_format format = geo_open_sniff_bytes(bytes, held, &found);
    if (format == GEO_OPEN_FGB)
        return geo_reader_open_fgb(ctx, reader, input);
    if (format == GEO_OPEN_GEOJSONSEQ || (format == GEO_OPEN_GEOJSON && is_one_line(bytes, held)))
        return geo_reader_open_lines(ctx, reader, input);
    if (format != GEO_OPEN_GEOJSON)
        return not_readable(ctx, reader, format, found);
    char *copy = NULL;
    status = geo_spool(ctx, input, ".geojson", &copy);
    return status == GEO_OK ? geo_reader_open_file(ctx, reader, copy, copy) : status;
}

/* path NULL: standard input. */
static geo_status open_stream(geo_ctx *ctx, geo_reader *reader, const char *path)
{
    geo_input input;
    geo_status status = geo_input_init(ctx, &input, path, reader->name);
    if (status != GEO_OK)
        return status;
    status = open_input(ctx, reader, &input);
    geo_input_release(&input);
    return status;
}

static bool is_fifo(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
}

static bool is_network(const char *path)
{
    return strncmp(path, "/vsi", 4) == 0 || strstr(path, "://");
}

/* `layer`: from PATH:LAYER, or NULL. */
static geo_status open_path(geo_ctx *ctx, geo_reader *reader, const char *dataset, const char *path,
                            char **layer)
{
    geo_open_format format;
    geo_status status = geo_open_sniff(ctx, path, reader->options.allow_network, &format);
    if (status != GEO_OK)
        return status;
    if (is_network(path) || (format != GEO_OPEN_FGB && format != GEO_OPEN_GEOJSONSEQ))
        return geo_reader_open_file(ctx, reader, dataset, NULL);
    if (*layer && !reader->options.layer) {
        reader->options.layer = *layer;
        *layer = NULL;
    }
    return open_stream(ctx, reader, path);
}

static geo_status open_dataset(geo_ctx *ctx, geo_reader *reader, const char *dataset)
{
    char *path = NULL, *layer = NULL;
    if (strcmp(dataset, "-") == 0 || is_fifo(dataset)) {
        bool is_stdin = strcmp(dataset, "-") == 0;
        reader->name = geo_strdup(is_stdin ? "standard input" : dataset);
        return reader->name ? open_stream(ctx, reader, is_stdin ? NULL : dataset)
                            : geo_fail_nomem(ctx);
    }
    reader->is_file = true;
    geo_status status = geo_open_split(ctx, dataset, &path, &layer);
    if (status == GEO_OK)
        status = geo_open_name(ctx, path, layer, &reader->name);
    if (status == GEO_OK)
        status = open_path(ctx, reader, dataset, path, &layer);
    geo_free(path);
    geo_free(layer);
    return status;
}

geo_status geo_reader_new(geo_ctx *ctx, const char *dataset, const geo_reader_options *options,
                          geo_reader **out)
{
    geo_reader *reader = geo_calloc(1, sizeof *reader);
    if (!reader)
        return geo_fail_nomem(ctx);
    geo_status status = copy_options(ctx, reader, options);
    if (status == GEO_OK)
        status = open_dataset(ctx, reader, dataset);
    if (status == GEO_OK)
        *out = reader;
    else
        geo_reader_free(reader);
    return status;
}

const geo_schema *geo_reader_schema(const geo_reader *reader)
{
    return &reader->schema;
}

geo_schema geo_reader_reject_schema(const geo_reader *reader)
{
    geo_schema schema = reader->schema;
    if (reader->source_crs)
        schema.crs = reader->source_crs;
    return schema;
}

const char *geo_reader_name(const geo_reader *reader)
{
    return reader->name;
}

bool geo_reader_is_file(const geo_reader *reader)
{
    return reader->is_file;
}

geo_status geo_reader_fetch(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    batch->schema = &reader->schema;
    batch->first = reader->given;
    batch->bytes.count = batch->starts.count = 0;
    while (batch->starts.count == 0 && !reader->ended) {
        batch->bytes.count = 0;
        geo_status status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = reader->kind->next(ctx, reader, batch);
        if (status == GEO_OK)
            status = geo_reader_check_outside(ctx, reader);
        if (status != GEO_OK)
            return status;
    }
    reader->given += batch->starts.count;
    return batch->starts.count ? GEO_OK : GEO_END;
}

geo_status geo_reader_next(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    return reader->ahead ? geo_reader_take_ahead(ctx, reader, batch)
                         : geo_reader_fetch(ctx, reader, batch);
}
