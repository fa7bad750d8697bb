/* A filter's main loop: batch in, columns added, batch out. A row that came in is written or the
 * run fails. */
#include "cli/state.h"

#include <string.h>

#include "base/alloc.h"

typedef struct filter_run {
    const cli_filter *filter;
    geo_reader *reader;
    geo_schema schema; /* as written */
    geo_crs *out_crs;
    char *style;
    geo_writer *writer;
    GEO_VEC(geo_batch) ahead; /* read before there was a header */
    size_t taken;             /* of them */
    geo_batch batch;
    geo_columns columns;
    size_t value_rows; /* room in columns.values */
    uint64_t written, astray;
    geo_box box;     /* of the rows' points; kept when there are themes */
    double expected; /* rows, for progress; 0: unknown */
} filter_run;

static void run_release(filter_run *run)
{
    geo_writer_free(run->writer); /* abandons what was not committed */
    geo_batch_release(&run->batch);
    for (size_t i = 0; i < run->ahead.count; i++)
        geo_batch_release(&run->ahead.items[i]);
    geo_free(run->ahead.items);
    geo_free(run->columns.values);
    geo_arena_free(run->columns.arena);
    geo_schema_release(&run->schema);
    geo_crs_free(run->out_crs);
    geo_free(run->style);
}

static void keep_counts(cli *app, const geo_reader *reader)
{
    app->state->counts = *geo_reader_tally(reader);
    app->state->has_counts = true;
}

/* Reads as many rows as may be held; GEO_END: those were all. */
static geo_status read_ahead(cli *app, filter_run *run)
{
    geo_status status = GEO_OK;

    for (size_t bytes = 0; !status && bytes < app->state->ahead_bytes;) {
        geo_batch batch = {0};
        status = geo_ctx_poll(app->ctx);
        if (!status)
            status = geo_reader_next(app->ctx, run->reader, &batch);
        bytes += batch.bytes.count;
        if (!status && !geo_vec_push(&run->ahead, batch))
            status = geo_fail_nomem(app->ctx);
        if (status)
            geo_batch_release(&batch);
    }
    return status;
}

/* Counts the rows with a second reader. */
static geo_status count_rows(cli *app)
{
    geo_reader_options options = app->state->reading;
    geo_reader *again = NULL;
    geo_batch batch = {0};

    options.rejected = NULL;
    options.places_only = true;
    app->state->hushed = true; /* the second reading says it all */
    geo_status status = geo_reader_new(app->ctx, app->state->dataset, &options, &again);
    while (!status) {
        status = geo_reader_next(app->ctx, again, &batch);
        if (!status)
            status = geo_ctx_poll(app->ctx);
    }
    if (status == GEO_END) {
        keep_counts(app, again);
        status = GEO_OK;
    }
    app->state->hushed = false;
    geo_batch_release(&batch);
    geo_reader_free(again);
    return status;
}

/* The header comes before the rows, and it tells how many rows there were and how many were
 * rejected: a file is held until it ends, and a large one is read once beforehand to know. */
static geo_status survey(cli *app, filter_run *run)
{
    if (!geo_reader_is_file(run->reader) || !cli_keeps_history(app->common.format))
        return GEO_OK;
    geo_status status = read_ahead(app, run);
    if (!status)
        return count_rows(app);
    if (status == GEO_END) {
        keep_counts(app, run->reader);
        status = GEO_OK;
    }
    return status;
}

static geo_status next_batch(cli *app, filter_run *run)
{
    if (run->taken == run->ahead.count)
        return geo_reader_next(app->ctx, run->reader, &run->batch);
    geo_batch_release(&run->batch);
    run->batch = run->ahead.items[run->taken];
    run->ahead.items[run->taken++] = (geo_batch){0};
    return GEO_OK;
}

static geo_status extend_schema(cli *app, filter_run *run)
{
    geo_status status = geo_schema_clone(app->ctx, geo_reader_schema(run->reader), &run->schema);

    for (size_t i = 0; !status && i < run->filter->field_count; i++) {
        const geo_field *field = &run->filter->fields[i];
        status = geo_schema_add(app->ctx, &run->schema, field->name, field->type);
        if (status == GEO_ERR_ARG && app->tool->prefix)
            geo_hint(app->ctx, "give the new columns other names with --name");
    }
    return status;
}

static geo_status fill_provenance(cli *app, filter_run *run, const char **date)
{
    const cli_filter *filter = run->filter;
    geo_provenance *p = NULL;
    uint64_t read = 0, rejected = 0;

    app->state->unhashed = !filter->outlet && !cli_keeps_history(app->common.format);
    geo_status status = cli_provenance(app, run->reader, filter->fields, filter->field_count, &p);
    app->state->unhashed = false;
    if (!status) {
        const char *text = geo_provenance_text(p);
        geo_free(run->schema.provenance);
        run->schema.provenance = geo_strdup(text);
        if (!run->schema.provenance)
            status = geo_fail_nomem(app->ctx);
        if (geo_provenance_get_rows(p, &read, &rejected))
            run->expected = (double)(read - rejected);
        *date = cli_date(app, p);
    }
    geo_provenance_free(p);
    return status;
}

/* Of a GeoPackage: "Toegevoegd door gn-trees: trees_in_sight, trees_note". */
static geo_status abstract_of(cli *app, const cli_filter *filter, const char **out)
{
    geo_text text = GEO_TEXT_INIT;

    *out = NULL;
    if (filter->field_count == 0)
        return GEO_OK;
    geo_text_addf(&text, "Toegevoegd door %s: ", app->tool->name);
    for (size_t i = 0; i < filter->field_count; i++)
        geo_text_addf(&text, "%s%s", i ? ", " : "", filter->fields[i].name);
    *out = text.failed ? NULL : cli_text(app, geo_text_string(&text));
    geo_text_release(&text);
    return *out ? GEO_OK : geo_fail_nomem(app->ctx);
}

static geo_status open_writer(cli *app, filter_run *run, const char *date)
{
    const cli_common *common = &app->common;
    geo_writer_options options = GEO_WRITER_OPTIONS_INIT;
    const cli_outlet *outlet = run->filter->outlet;
    geo_status status = GEO_OK;

    if (outlet)
        return outlet->open ? outlet->open(outlet->self, app, &run->schema, date) : GEO_OK;
    if (common->out_crs)
        status = geo_while(app->ctx, geo_crs_new(app->ctx, common->out_crs, &run->out_crs),
                           "while reading --out-crs");
    if (!status && common->format == GEO_FORMAT_GPKG)
        status = cli_style(app, run->schema.name, &run->style);
    if (!status)
        status = abstract_of(app, run->filter, &options.abstract);
    if (status)
        return status;
    options.title = run->filter->title ? run->filter->title : app->tool->title;
    options.path = common->output;
    options.format = common->format;
    options.overwrite = common->overwrite;
    options.out_crs = run->out_crs;
    options.inputs = cli_inputs(app, &options.input_count);
    options.style = run->style;
    options.date = date;
    return geo_writer_new(app->ctx, &options, &run->schema, &run->writer);
}

static geo_status reserve_values(geo_ctx *ctx, filter_run *run, size_t rows)
{
    size_t columns = run->filter->field_count;

    if (rows <= run->value_rows)
        return GEO_OK;
    geo_free(run->columns.values);
    run->value_rows = 0;
    run->columns.values = geo_calloc(rows, columns * sizeof *run->columns.values);
    if (!run->columns.values)
        return geo_fail_nomem(ctx);
    run->value_rows = rows;
    return GEO_OK;
}

/* A value the filter leaves alone is null. */
static void clear_values(filter_run *run, size_t rows)
{
    size_t columns = run->filter->field_count;

    for (size_t i = 0; i < rows * columns; i++)
        run->columns.values[i] = geo_value_null(run->filter->fields[i % columns].type);
}

static bool is_astray(const cli_filter *filter, const geo_value *note)
{
    size_t length = strlen(filter->astray);
    return !note->is_null && note->as.string.length >= length &&
           memcmp(note->as.string.text, filter->astray, length) == 0;
}

static void count_astray(filter_run *run, size_t rows)
{
    const cli_filter *filter = run->filter;

    for (size_t i = 0; filter->astray && i < rows; i++)
        run->astray +=
            is_astray(filter, &run->columns.values[i * filter->field_count + filter->note]);
}

static void keep_box(const cli *app, filter_run *run)
{
    geo_point p;
    for (size_t i = 0; app->state->sources.count && i < geo_batch_count(&run->batch); i++)
        if (geo_row_point(geo_batch_row(&run->batch, i), &p))
            run->box = geo_box_join(run->box, geo_box_around(p, 0));
}

#define ELSEWHERE_M 5000.0 /* farther than any measure looks by default */

/* A layer of another town would make every home fail, and look like a town without trees. */
static void warn_elsewhere(cli *app, const filter_run *run)
{
    for (size_t i = 0; !geo_box_is_empty(run->box) && i < app->state->sources.count; i++) {
        const geo_source *source = app->state->sources.items[i];
        geo_box extent = geo_source_extent(source);
        if (!geo_box_is_empty(extent) &&
            !geo_box_meets(extent, geo_box_grow(run->box, ELSEWHERE_M)))
            geo_warn(app->ctx, "'%s' lies elsewhere, more than 5 km from every address",
                     geo_source_name(source));
    }
}

static void warn_astray(cli *app, const filter_run *run)
{
    if (run->astray > 0 && run->astray == run->written)
        geo_warn(app->ctx,
                 "all %llu addresses have the note '%s': are they of the same town as the themes?",
                 (unsigned long long)run->written, run->filter->astray);
}

static geo_status run_batch(cli *app, filter_run *run)
{
    size_t rows = geo_batch_count(&run->batch);
    bool adds = run->filter->field_count > 0;
    geo_status status = reserve_values(app->ctx, run, rows);

    if (status)
        return status;
    clear_values(run, rows);
    geo_arena_reset(run->columns.arena);
    if (run->filter->run)
        status = run->filter->run(run->filter->self, app->ctx, &run->batch, &run->columns);
    count_astray(run, rows);
    keep_box(app, run);
    const cli_outlet *outlet = run->filter->outlet;
    if (!status && outlet)
        status = outlet->write(outlet->self, app, &run->batch, &run->columns);
    else if (!status)
        status = geo_writer_write(app->ctx, run->writer, &run->batch, adds ? &run->columns : NULL);
    run->written += rows;
    return status;
}

static geo_status run_batches(cli *app, filter_run *run)
{
    geo_status status = GEO_OK;

    while (!status) {
        status = geo_ctx_poll(app->ctx);
        if (!status)
            status = next_batch(app, run);
        if (!status)
            status = run_batch(app, run);
        if (!status && run->expected > 0)
            geo_progress(app->ctx, (double)run->written / run->expected);
    }
    return status == GEO_END ? GEO_OK : status;
}

/* A theme of which all rows are rejected is an error: not the same as one that is empty. */
static geo_status report_themes(cli *app)
{
    geo_status status = GEO_OK;

    for (size_t i = 0; !status && i < app->state->sources.count; i++) {
        const geo_source *source = app->state->sources.items[i];
        const geo_tally *tally = geo_source_tally(source);
        bool in_vain = tally->used + tally->repaired == 0 && geo_source_count(source) > 0 &&
                       tally->rejected >= geo_source_count(source);
        if (in_vain)
            status = geo_tally_demand(app->ctx, tally, geo_source_name(source));
    }
    return status ? status : cli_sources_report(app);
}

/* rows in = rows out + rejects, and the second reading saw what the first one counted */
static geo_status check_rows(cli *app, const filter_run *run)
{
    const geo_tally *tally = geo_reader_tally(run->reader), *before = &app->state->counts;

    if (tally->used + tally->repaired != run->written)
        return geo_fail(app->ctx, GEO_ERR_INTERNAL, "%llu rows came in and %llu went out",
                        (unsigned long long)(tally->used + tally->repaired),
                        (unsigned long long)run->written);
    if (app->state->has_counts &&
        (geo_tally_total(before) != geo_tally_total(tally) || before->rejected != tally->rejected))
        return geo_fail(app->ctx, GEO_ERR_IO, "'%s' changed while it was read",
                        geo_reader_name(run->reader));
    return GEO_OK;
}

static geo_status run_all(cli *app, filter_run *run)
{
    const char *date = NULL;
    geo_status status = survey(app, run);

    if (!status)
        status = extend_schema(app, run);
    if (!status)
        status = fill_provenance(app, run, &date);
    if (!status)
        status = open_writer(app, run, date);
    if (!status)
        status = run_batches(app, run);
    if (!status)
        status = report_themes(app);
    if (!status)
        status = cli_input_end(app, run->reader);
    if (!status)
        status = check_rows(app, run);
    if (!status)
        warn_astray(app, run), warn_elsewhere(app, run);
    if (!status)
        status = geo_ctx_poll(app->ctx);
    const cli_outlet *outlet = run->filter->outlet;
    if (!status && outlet)
        return outlet->commit ? outlet->commit(outlet->self, app) : GEO_OK;
    return status ? status : geo_writer_commit(app->ctx, run->writer);
}

geo_status cli_filter_run(cli *app, geo_reader *reader, const cli_filter *filter)
{
    filter_run run = {.filter = filter, .reader = reader, .box = GEO_BOX_EMPTY};

    run.columns.arena = geo_arena_new();
    run.columns.count = filter->field_count;
    run.columns.fields = filter->fields;
    geo_status status = run.columns.arena ? run_all(app, &run) : geo_fail_nomem(app->ctx);
    run_release(&run);
    return status;
}
