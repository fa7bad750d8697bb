#include "access/layers.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/text.h"

static const char *subject(const access_layer *to)
{
    if (to->cool)
        return to->public_only ? "Aaneengesloten openbaar groen dat koel is, of misschien koel,"
                               : "Aaneengesloten groen dat koel is, of misschien koel,";
    if (!to->green)
        return to->public_only ? "Openbare doelen" : "Doelen";
    return to->public_only ? "Aaneengesloten openbaar groen"
                           : "Aaneengesloten groen, openbaar of niet,";
}

static geo_status add_abstract(geo_ctx *ctx, const access_layer *to, geo_text *out)
{
    geo_text_addf(out, "%s waarnaar de %s is gemeten", subject(to),
                  to->straight ? "afstand hemelsbreed" : "loopafstand");
    if (to->cool)
        geo_text_add(out, to->pet ? "; koel naar de gemiddelde gevoelstemperatuur (PET)"
                                  : "; koel naar het deel onder boomkronen");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status put_patch(cli *app, const access_layer *to, const geo_patch *patch,
                            const char *status_word, cli_sink *sink)
{
    geo_cool_figure figure = {.value = NAN};
    geo_geom shape = patch->shape;
    geo_status status = to->cool ? geo_cool_measure(app->ctx, to->cool, &shape, &figure) : GEO_OK;
    geo_value values[] = {geo_value_text(patch->id), geo_value_double(patch->area_m2),
                          geo_value_text(patch->members), geo_value_text(status_word),
                          geo_value_double(figure.value)};
    if (to->green)
        shape.type = GEO_GEOM_MULTIPOLYGON;
    return status == GEO_OK ? cli_sink_put(app, sink, &shape, values) : status;
}

/* Is there a patch of the same members there? Those of one member set have one id, and stand
 * together. */
static bool is_known(const geo_patches *patches, const geo_map *first, const geo_patch *may)
{
    const uint32_t *at = geo_map_get(first, may->members, strlen(may->members));
    for (size_t i = at ? *at : patches->count;
         i < patches->count && strcmp(patches->items[i].id, may->id) == 0; i++)
        if (strcmp(patches->items[i].members, may->members) == 0 &&
            geo_box_meets(patches->items[i].box, may->box))
            return true;
    return false;
}

/* What would be a patch if all that is undecided counted, and is none as it is. */
static geo_status put_undecided(cli *app, const access_layer *to, const geo_patches *patches,
                                const geo_patches *may, cli_sink *sink)
{
    geo_map *known = geo_map_new();
    geo_status status = known ? GEO_OK : geo_fail_nomem(app->ctx);
    for (uint32_t i = 0; status == GEO_OK && i < patches->count; i++) {
        const char *members = patches->items[i].members;
        size_t length = strlen(members);
        if (!geo_map_get(known, members, length) && !geo_map_set(known, members, length, i))
            status = geo_fail_nomem(app->ctx);
    }
    for (size_t i = 0; status == GEO_OK && i < may->count; i++)
        if (!is_known(patches, known, &may->items[i]))
            status = put_patch(app, to, &may->items[i], "undecided", sink);
    geo_map_free(known);
    return status;
}

static geo_status put_patches(cli *app, const access_layer *to, const geo_patches *patches,
                              const geo_patches *may, cli_sink *sink)
{
    geo_status status = to->cool ? put_undecided(app, to, patches, may, sink) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < patches->count; i++)
        status = put_patch(app, to, &patches->items[i], "cool", sink);
    return status;
}

geo_status access_write_targets(cli *app, const access_layer *to, const geo_patches *patches,
                                const geo_patches *may, cli_sink **out)
{
    static char id[] = "id", area[] = "area_m2", members[] = "members", known[] = "status",
                pct[] = "canopy_pct", pet[] = "pet_c";
    const geo_field fields[] = {{id, GEO_FIELD_STRING},
                                {area, GEO_FIELD_DOUBLE},
                                {members, GEO_FIELD_STRING},
                                {known, GEO_FIELD_STRING},
                                {to->pet ? pet : pct, GEO_FIELD_DOUBLE}};
    cli_sink_options options = {.path = to->path,
                                .layer = to->cool ? "cool_target" : "green_target",
                                .title = to->cool    ? "Koele plekken"
                                         : to->green ? "Groen dat meetelt"
                                                     : "Doelen van de afstand",
                                .type = to->green ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_UNKNOWN,
                                .fields = fields,
                                .field_count = to->cool ? 5 : 3};
    cli_sink *sink = NULL;
    geo_text abstract = GEO_TEXT_INIT;
    geo_status status = add_abstract(app->ctx, to, &abstract);
    options.abstract = abstract.data;
    if (status == GEO_OK)
        status = cli_sink_new(app, &options, &sink);
    if (status == GEO_OK)
        status = put_patches(app, to, patches, may, sink);
    geo_text_release(&abstract);
    if (status == GEO_OK)
        *out = sink;
    else
        cli_sink_free(sink);
    return status;
}

geo_status access_open_routes(cli *app, const access_layer *to, cli_sink **out)
{
    static char id[] = "address_id", target[] = "target_id", dist[] = "dist_m",
                shade[] = "shade_pct";
    const geo_field fields[] = {{id, GEO_FIELD_STRING},
                                {target, GEO_FIELD_STRING},
                                {dist, GEO_FIELD_DOUBLE},
                                {shade, GEO_FIELD_DOUBLE}};
    cli_sink_options options = {
        .path = to->path,
        .layer = to->cool ? "cool_route" : "route",
        .title = to->cool    ? "Looproute naar een koele plek"
                 : to->green ? "Looproute naar groen"
                             : "Looproute",
        .abstract = to->cool    ? "Kortste looproute van elk adres naar een koele plek, binnen de "
                                  "zoekafstand, met het deel onder boomkronen"
                    : to->green ? "Kortste looproute van elk adres naar het groen dat "
                                  "meetelt, binnen de zoekafstand"
                                : "Kortste looproute van elk adres naar het dichtstbijzijnde "
                                  "doel, binnen de zoekafstand",
        .type = GEO_GEOM_LINE,
        .fields = fields,
        .field_count = to->shade ? 4 : 3};
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
                          geo_value_double(answer->dist_m), geo_value_double(answer->shade_pct)};
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
