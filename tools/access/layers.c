#include "access/layers.h"

#include "base/alloc.h"
#include "base/text.h"

static geo_status add_abstract(geo_ctx *ctx, const access_layer *to, geo_text *out)
{
    geo_text_addf(out, "%s waarnaar de %s is gemeten",
                  to->green ? (to->public_only ? "Aaneengesloten openbaar groen"
                                               : "Aaneengesloten groen, openbaar of niet,")
                            : (to->public_only ? "Openbare doelen" : "Doelen"),
                  to->straight ? "afstand hemelsbreed" : "loopafstand");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

geo_status access_write_targets(cli *app, const access_layer *to, const geo_patches *patches,
                                cli_sink **out)
{
    static char id[] = "id", area[] = "area_m2", members[] = "members";
    const geo_field fields[] = {
        {id, GEO_FIELD_STRING}, {area, GEO_FIELD_DOUBLE}, {members, GEO_FIELD_STRING}};
    cli_sink_options options = {.path = to->path,
                                .layer = "green_target",
                                .title = to->green ? "Groen dat meetelt" : "Doelen van de afstand",
                                .type = to->green ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_UNKNOWN,
                                .fields = fields,
                                .field_count = 3};
    cli_sink *sink = NULL;
    geo_text abstract = GEO_TEXT_INIT;
    geo_status status = add_abstract(app->ctx, to, &abstract);
    options.abstract = abstract.data;
    if (status == GEO_OK)
        status = cli_sink_new(app, &options, &sink);
    for (size_t i = 0; status == GEO_OK && i < patches->count; i++) {
        const geo_patch *patch = &patches->items[i];
        geo_value values[] = {geo_value_text(patch->id), geo_value_double(patch->area_m2),
                              geo_value_text(patch->members)};
        geo_geom shape = patch->shape;
        if (to->green)
            shape.type = GEO_GEOM_MULTIPOLYGON;
        status = cli_sink_put(app, sink, &shape, values);
    }
    geo_text_release(&abstract);
    if (status == GEO_OK)
        *out = sink;
    else
        cli_sink_free(sink);
    return status;
}

geo_status access_open_routes(cli *app, const access_layer *to, cli_sink **out)
{
    static char id[] = "address_id", target[] = "target_id", dist[] = "dist_m";
    const geo_field fields[] = {
        {id, GEO_FIELD_STRING}, {target, GEO_FIELD_STRING}, {dist, GEO_FIELD_DOUBLE}};
    cli_sink_options options = {
        .path = to->path,
        .layer = "route",
        .title = to->green ? "Looproute naar groen" : "Looproute",
        .abstract = to->green ? "Kortste looproute van elk adres naar het groen dat "
                                "meetelt, binnen de zoekafstand"
                              : "Kortste looproute van elk adres naar het dichtstbijzijnde "
                                "doel, binnen de zoekafstand",
        .type = GEO_GEOM_LINE,
        .fields = fields,
        .field_count = 3};
    return cli_sink_new(app, &options, out);
}

static geo_status write_route(cli *app, const access_routes *to, geo_point p, const geo_value *id,
                              const geo_access_answer *answer)
{
    geo_line_points points = {0};
    geo_status status = geo_network_route(app->ctx, to->ground->network, p, &answer->walk,
                                          to->ground->reach, &points);
    uint32_t end = (uint32_t)points.count;
    geo_geom line = {GEO_GEOM_LINE, points.items, &end, NULL, end, 1, 0};
    geo_value values[] = {*id, geo_value_text(to->ground->patches.items[answer->patch].id),
                          geo_value_double(answer->dist_m)};
    if (status == GEO_OK)
        status = cli_sink_put(app, to->sink, &line, values);
    geo_free(points.items);
    return status;
}

geo_status access_write_routes(cli *app, const access_routes *to, const geo_batch *batch,
                               geo_arena *arena)
{
    const geo_access_answer *answers = geo_access_answers(to->access);
    size_t column = geo_schema_find(batch->schema, to->address_id);
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < geo_batch_count(batch); i++) {
        geo_value id;
        geo_point p = {0, 0};
        bool walked = answers[i].patch != UINT32_MAX && answers[i].dist_m > 0;
        if (!walked || !geo_row_point(geo_batch_row(batch, i), &p))
            continue;
        status = geo_row_values(app->ctx, batch->schema, geo_batch_row(batch, i), &column, 1, &id);
        const char *address = NULL;
        if (status == GEO_OK)
            status = geo_value_read_text(app->ctx, &id, arena, &address);
        if (status != GEO_OK)
            return status;
        id = geo_value_text(address);
        status = write_route(app, to, p, &id, &answers[i]);
    }
    return status;
}
