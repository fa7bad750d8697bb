#include "sinks/layers.h"

static const geo_layer_column SINK_COLUMNS[] = {{"id", GEO_FIELD_LONG},
                                                {"parent_id", GEO_FIELD_LONG},
                                                {"child_a", GEO_FIELD_LONG},
                                                {"child_b", GEO_FIELD_LONG},
                                                {"volume_m3", GEO_FIELD_DOUBLE},
                                                {"own_m3", GEO_FIELD_DOUBLE},
                                                {"area_m2", GEO_FIELD_DOUBLE},
                                                {"depth_max_m", GEO_FIELD_DOUBLE},
                                                {"z_pit_m", GEO_FIELD_DOUBLE},
                                                {"z_spill_m", GEO_FIELD_DOUBLE},
                                                {"catchment_m2", GEO_FIELD_DOUBLE},
                                                {"fill_mm", GEO_FIELD_DOUBLE},
                                                {"spill_to", GEO_FIELD_LONG},
                                                {"on_building", GEO_FIELD_DOUBLE},
                                                {"on_water", GEO_FIELD_DOUBLE}};
static const geo_layer_column CATCHMENT_COLUMNS[] = {{"id", GEO_FIELD_LONG},
                                                     {"area_m2", GEO_FIELD_DOUBLE}};
static const geo_layer_column SPILL_COLUMNS[] = {
    {"id", GEO_FIELD_LONG}, {"z_m", GEO_FIELD_DOUBLE}, {"spill_to", GEO_FIELD_LONG}};

enum { SINK, CATCHMENT, SPILL, LAYERS };
static const geo_layer_plan PLANS[LAYERS] = {
    {"sink", "Laagten",
     "Laagten in het maaiveld, gevuld tot waar ze overlopen; laagten die samen een grotere vormen "
     "liggen daarbinnen",
     GEO_GEOM_MULTIPOLYGON, SINK_COLUMNS, GEO_COUNT(SINK_COLUMNS), NULL, 0},
    {"catchment", "Afstroomgebieden",
     "Per laagte zonder kleinere laagten erin: het gebied dat erheen afstroomt",
     GEO_GEOM_MULTIPOLYGON, CATCHMENT_COLUMNS, GEO_COUNT(CATCHMENT_COLUMNS), NULL, 0},
    {"spill", "Overlooppunten", "Per laagte: waar zij overloopt en waarheen", GEO_GEOM_POINT,
     SPILL_COLUMNS, GEO_COUNT(SPILL_COLUMNS), NULL, 0}};

/* 0 is none. */
static geo_value id_or_null(uint32_t id)
{
    return id ? geo_value_int(id) : geo_value_null(GEO_FIELD_LONG);
}

static geo_status put_sink(cli *app, geo_layer *layer, geo_sinks *sinks, uint32_t id,
                           const geo_sink *s)
{
    geo_value values[GEO_COUNT(SINK_COLUMNS)] = {geo_value_int(id),
                                                 id_or_null(s->parent),
                                                 id_or_null(s->child_a),
                                                 id_or_null(s->child_b),
                                                 geo_value_double(s->volume_m3),
                                                 geo_value_double(s->own_m3),
                                                 geo_value_double(s->area_m2),
                                                 geo_value_double(s->depth_m),
                                                 geo_value_double(s->z_pit_m),
                                                 geo_value_double(s->z_spill_m),
                                                 geo_value_double(s->catchment_m2),
                                                 geo_value_double(s->fill_mm),
                                                 id_or_null(s->spill_to),
                                                 geo_value_double(s->on_building),
                                                 geo_value_double(s->on_water)};
    geo_geom shape = {0};
    geo_status status = geo_sinks_shape(app->ctx, sinks, id, &shape);
    if (status == GEO_OK)
        status = geo_layer_put(app->ctx, layer, &shape, values);
    geo_geom_release(&shape);
    return status;
}

static geo_status put_catchment(cli *app, geo_layer *layer, geo_sinks *sinks, uint32_t id,
                                const geo_sink *s)
{
    geo_value values[] = {geo_value_int(id), geo_value_double(s->catchment_m2)};
    geo_geom shape = {0};
    if (s->child_a)
        return GEO_OK;
    geo_status status = geo_sinks_catchment(app->ctx, sinks, id, &shape);
    if (status == GEO_OK)
        status = geo_layer_put(app->ctx, layer, &shape, values);
    geo_geom_release(&shape);
    return status;
}

static geo_status put_spill(cli *app, geo_layer *layer, geo_sinks *sinks, uint32_t id,
                            const geo_sink *s)
{
    (void)sinks;
    geo_point at = s->spill;
    const geo_geom shape = {.type = GEO_GEOM_POINT, .points = &at, .point_count = 1};
    geo_value values[] = {geo_value_int(id), geo_value_double(s->z_spill_m),
                          id_or_null(s->spill_to)};
    return geo_layer_put(app->ctx, layer, &shape, values);
}

geo_status sinks_write_layers(cli *app, geo_package *package, geo_sinks *sinks, const geo_crs *crs)
{
    geo_status (*const put[LAYERS])(cli *, geo_layer *, geo_sinks *, uint32_t,
                                    const geo_sink *) = {put_sink, put_catchment, put_spill};
    uint32_t count;
    const geo_sink *rows = geo_sinks_rows(sinks, &count);
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < LAYERS; i++) {
        geo_layer *layer = NULL;
        status = cli_package_layer(app, package, &PLANS[i], crs, &layer);
        for (uint32_t id = 1; status == GEO_OK && id <= count; id++)
            status = put[i](app, layer, sinks, id, &rows[id]);
        if (status == GEO_OK)
            status = geo_ctx_poll(app->ctx);
    }
    return status;
}
