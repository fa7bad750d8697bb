#include "cli/sink.h"

#include "base/alloc.h"

struct cli_sink {
    geo_schema schema;
    geo_writer *writer;
    geo_crs *out_crs;
    geo_batch batch;
    char *style;
};

/* Where the layer comes from: this tool, its options, the themes it has opened. */
static geo_status set_history(cli *app, const cli_sink_options *options, cli_sink *sink,
                              const char **date)
{
    geo_provenance *made = NULL;
    geo_status status = cli_provenance(app, NULL, options->fields, options->field_count, &made);
    if (status == GEO_OK && !(sink->schema.provenance = geo_strdup(geo_provenance_text(made))))
        status = geo_fail_nomem(app->ctx);
    *date = status == GEO_OK ? cli_date(app, made) : NULL;
    geo_provenance_free(made);
    return status;
}

static geo_status open_writer(cli *app, const cli_sink_options *options, const char *date,
                              cli_sink *sink)
{
    geo_writer_options writing = {.path = options->path,
                                  .format = geo_format_of_path(options->path),
                                  .overwrite = app->common.overwrite,
                                  .layer = options->layer,
                                  .title = options->title,
                                  .abstract = options->abstract,
                                  .date = date};
    if (writing.format == GEO_FORMAT_NONE) {
        geo_hint(app->ctx, "formats by suffix: .gpkg .fgb .geojson .geojsonl .csv");
        return geo_fail(app->ctx, GEO_ERR_ARG, "'%s' has no suffix of a known format",
                        options->path);
    }
    geo_status status = cli_style(app, options->layer, &sink->style);
    if (status == GEO_OK && app->common.out_crs)
        status = geo_crs_new(app->ctx, app->common.out_crs, &sink->out_crs);
    writing.out_crs = sink->out_crs;
    writing.style = sink->style;
    writing.inputs = cli_inputs(app, &writing.input_count);
    if (status == GEO_OK)
        status = geo_writer_new(app->ctx, &writing, &sink->schema, &sink->writer);
    return status;
}

geo_status cli_sink_new(cli *app, const cli_sink_options *options, cli_sink **out)
{
    cli_sink *sink = geo_calloc(1, sizeof *sink);
    if (!sink)
        return geo_fail_nomem(app->ctx);
    const char *date = NULL;
    geo_status status =
        geo_schema_init(app->ctx, &sink->schema, options->layer, options->type, cli_crs(app));
    for (size_t i = 0; status == GEO_OK && i < options->field_count; i++)
        status = geo_schema_add(app->ctx, &sink->schema, options->fields[i].name,
                                options->fields[i].type);
    if (status == GEO_OK)
        status = set_history(app, options, sink, &date);
    if (status == GEO_OK)
        status = open_writer(app, options, date, sink);
    if (status != GEO_OK) {
        cli_sink_free(sink);
        return geo_while(app->ctx, status, "opening '%s'", options->path);
    }
    sink->batch.schema = &sink->schema;
    *out = sink;
    return GEO_OK;
}

static geo_status flush(cli *app, cli_sink *sink)
{
    geo_status status = GEO_OK;
    if (geo_batch_count(&sink->batch) > 0)
        status = geo_writer_write(app->ctx, sink->writer, &sink->batch, NULL);
    sink->batch.first += geo_batch_count(&sink->batch);
    sink->batch.bytes.count = 0;
    sink->batch.starts.count = 0;
    return status;
}

geo_status cli_sink_put(cli *app, cli_sink *sink, const geo_geom *geom, const geo_value *values)
{
    size_t start = sink->batch.bytes.count + sizeof(uint32_t);
    geo_status status = geo_row_make(app->ctx, &sink->schema, geom, values, &sink->batch.bytes);
    if (status == GEO_OK && !geo_vec_push(&sink->batch.starts, start))
        status = geo_fail_nomem(app->ctx);
    if (status == GEO_OK && geo_batch_count(&sink->batch) >= GEO_BATCH_ROWS)
        status = flush(app, sink);
    return status;
}

geo_status cli_sink_commit(cli *app, cli_sink *sink)
{
    geo_status status = flush(app, sink);
    return status == GEO_OK ? geo_writer_commit(app->ctx, sink->writer) : status;
}

void cli_sink_free(cli_sink *sink)
{
    if (!sink)
        return;
    geo_writer_free(sink->writer);
    geo_crs_free(sink->out_crs);
    geo_batch_release(&sink->batch);
    geo_schema_release(&sink->schema);
    geo_free(sink->style);
    geo_free(sink);
}
