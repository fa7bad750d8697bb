#include "trees/layers.h"

static geo_status show_line(void *self, geo_ctx *ctx, const geo_batch *batch,
                            const geo_sightline *line)
{
    static const char *const SEEN[] = {"yes", "unknown", "no"}; /* by geo_sight */
    trees_lines *to = self;
    size_t column = geo_schema_find(batch->schema, to->address_id);
    geo_value id;
    const char *address = NULL;
    geo_arena_reset(to->arena);
    geo_status status =
        geo_row_values(ctx, batch->schema, geo_batch_row(batch, line->row), &column, 1, &id);
    if (status == GEO_OK)
        status = geo_value_read_text(ctx, &id, to->arena, &address);
    if (status != GEO_OK)
        return status;
    geo_point ends[2] = {line->eye, line->tree};
    uint32_t end = 2;
    geo_geom shape = {GEO_GEOM_LINE, ends, &end, NULL, 2, 1, 0};
    geo_value values[] = {geo_value_text(address),
                          geo_value_text(line->tree_id),
                          geo_value_text(SEEN[line->seen]),
                          geo_value_text(line->blocker),
                          geo_value_double(line->distance_m),
                          geo_value_double(line->clearance_m)};
    return cli_sink_put(to->app, to->sink, &shape, values);
}

geo_status trees_open_lines(cli *app, const trees_layer *to, const geo_schema *schema,
                            geo_trees *trees, trees_lines *out)
{
    static char address[] = "address_id", tree[] = "tree_id", seen[] = "seen",
                blocker[] = "blocker", dist[] = "dist_m", clearance[] = "clearance_m";
    const geo_field fields[] = {{address, GEO_FIELD_STRING}, {tree, GEO_FIELD_STRING},
                                {seen, GEO_FIELD_STRING},    {blocker, GEO_FIELD_STRING},
                                {dist, GEO_FIELD_DOUBLE},    {clearance, GEO_FIELD_DOUBLE}};
    cli_sink_options options = {
        .path = to->path,
        .layer = "sightline",
        .title = "Zichtlijnen",
        .abstract =
            to->by_radius
                ? "Van elk adres naar elke boom binnen bereik; of die te zien is, is niet nagegaan"
                : "Van elk adres naar elke boom binnen bereik: gezien of niet, en waardoor",
        .type = GEO_GEOM_LINE,
        .fields = fields,
        .field_count = 6};
    bool named = geo_schema_find(schema, "address_id") != SIZE_MAX;
    *out = (trees_lines){app, NULL, named ? "address_id" : "id", geo_arena_new()};
    if (!out->arena)
        return geo_fail_nomem(app->ctx);
    geo_trees_show_lines(trees, (geo_sightline_sink){out, show_line});
    return cli_sink_new(app, &options, &out->sink);
}

void trees_lines_release(trees_lines *lines)
{
    cli_sink_free(lines->sink);
    geo_arena_free(lines->arena);
    *lines = (trees_lines){0};
}

geo_status trees_open_by_tree(cli *app, const trees_layer *to, cli_sink **out)
{
    static char id[] = "id", homes[] = "homes", depending[] = "homes_depending";
    const geo_field fields[] = {
        {id, GEO_FIELD_STRING}, {homes, GEO_FIELD_LONG}, {depending, GEO_FIELD_LONG}};
    cli_sink_options options = {
        .path = to->path,
        .layer = "tree_sight",
        .title = "Woningen per boom",
        .abstract =
            to->by_radius
                ? "Per boom: woningen die hem binnen bereik hebben, en woningen die zonder hem te "
                  "weinig bomen binnen bereik hebben; zicht is niet nagegaan"
                : "Per boom: woningen die hem zien, en woningen die zonder hem te weinig bomen "
                  "zien",
        .type = GEO_GEOM_POINT,
        .fields = fields,
        .field_count = 3};
    return cli_sink_new(app, &options, out);
}

geo_status trees_write_by_tree(cli *app, geo_trees *measured, cli_sink *sink)
{
    size_t count;
    const geo_tree_sight *trees = geo_trees_by_tree(measured, &count);
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        geo_point at = trees[i].at;
        geo_geom shape = {GEO_GEOM_POINT, &at, NULL, NULL, 1, 0, 0};
        geo_value values[] = {geo_value_text(trees[i].id), geo_value_int((int64_t)trees[i].homes),
                              geo_value_int((int64_t)trees[i].depending)};
        status = cli_sink_put(app, sink, &shape, values);
    }
    return status == GEO_OK ? cli_sink_commit(app, sink) : status;
}
