/* --rejects: the rows that could not be used, as they came and in the reference system they came
 * in, with a column that says why. Null geometries are among them, so only text formats will do. */
#include "cli/state.h"

#include <string.h>

#include "base/alloc.h"

struct cli_rejects {
    cli *app;
    const char *path;
    geo_field reason; /* the added column */
    geo_schema schema;
    geo_writer *writer; /* NULL before the first row or cli_rejects_begin */
    geo_batch batch;    /* of one row */
    geo_arena *arena;
};

geo_status cli_rejects_new(cli *app, const char *path, cli_rejects **out)
{
    cli_rejects *rejects = geo_calloc(1, sizeof *rejects);
    geo_arena *arena = rejects ? geo_arena_new() : NULL;

    if (!arena) {
        geo_free(rejects);
        return geo_fail_nomem(app->ctx);
    }
    rejects->app = app;
    rejects->path = path;
    rejects->arena = arena;
    *out = rejects;
    return GEO_OK;
}

void cli_rejects_free(cli_rejects *rejects)
{
    if (!rejects)
        return;
    geo_writer_free(rejects->writer);
    geo_schema_release(&rejects->schema);
    geo_batch_release(&rejects->batch);
    geo_arena_free(rejects->arena);
    geo_free(rejects);
}

/* The input may have a column of that name already. */
static geo_status add_reason(geo_ctx *ctx, cli_rejects *rejects)
{
    static char names[2][16] = {"reason", "reject_reason"}; /* geo_field wants them unqualified */
    geo_status status = GEO_ERR_ARG;

    for (size_t i = 0; i < 2 && status == GEO_ERR_ARG; i++) {
        geo_ctx_reset(ctx);
        rejects->reason = (geo_field){names[i], GEO_FIELD_STRING};
        status = geo_schema_add(ctx, &rejects->schema, names[i], GEO_FIELD_STRING);
    }
    return status;
}

geo_status cli_rejects_begin(geo_ctx *ctx, cli_rejects *rejects, const geo_schema *schema)
{
    if (rejects->writer)
        return GEO_OK;
    geo_status status = geo_schema_clone(ctx, schema, &rejects->schema);
    if (!status)
        status = add_reason(ctx, rejects);
    /* Coordinates as they came: a row rejected for its place would not survive a transformation. */
    geo_writer_options options = {.path = rejects->path,
                                  .format = geo_format_of_path(rejects->path),
                                  .overwrite = rejects->app->common.overwrite,
                                  .out_crs = schema->crs};
    options.inputs = cli_inputs(rejects->app, &options.input_count);
    if (!status)
        status = geo_writer_new(ctx, &options, &rejects->schema, &rejects->writer);
    return geo_while(ctx, status, "while opening --rejects");
}

/* The row is canonical, but need not suit the schema's geometry type: that may be why it is here.
 * So it is copied, not taken in again. */
static geo_status fill_batch(geo_ctx *ctx, cli_rejects *rejects, const geo_schema *schema,
                             geo_row row)
{
    geo_batch *batch = &rejects->batch;
    const size_t prefix = sizeof row.size;

    batch->schema = schema;
    batch->bytes.count = batch->starts.count = 0;
    if (!geo_vec_room(&batch->bytes, prefix + row.size) || !geo_vec_push(&batch->starts, prefix))
        return geo_fail_nomem(ctx);
    memcpy(batch->bytes.items, &row.size, prefix);
    memcpy(batch->bytes.items + prefix, row.bytes, row.size);
    batch->bytes.count = prefix + row.size;
    return GEO_OK;
}

geo_status cli_rejects_put(void *self, geo_ctx *ctx, const geo_schema *schema, geo_row row,
                           const char *reason)
{
    cli *app = self;
    cli_rejects *rejects = app->state->rejects;
    geo_value value = geo_value_text(reason);
    geo_columns columns = {
        .count = 1, .fields = &rejects->reason, .values = &value, .arena = rejects->arena};

    geo_status status = cli_rejects_begin(ctx, rejects, schema);
    if (!status)
        status = fill_batch(ctx, rejects, schema, row);
    if (!status)
        status = geo_writer_write(ctx, rejects->writer, &rejects->batch, &columns);
    rejects->batch.first++;
    return geo_while(ctx, status, "while writing --rejects");
}

geo_status cli_rejects_commit(geo_ctx *ctx, cli_rejects *rejects)
{
    geo_status status = GEO_OK;

    if (rejects->writer)
        status = geo_writer_commit(ctx, rejects->writer);
    geo_writer_free(rejects->writer);
    rejects->writer = NULL;
    return geo_while(ctx, status, "while writing --rejects");
}
