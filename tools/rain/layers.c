#include "rain/layers.h"

#include <math.h>

static const geo_layer_column COLUMNS[] = {{"id", GEO_FIELD_STRING},
                                           {"name", GEO_FIELD_STRING},
                                           {"event", GEO_FIELD_STRING},
                                           {"scenario", GEO_FIELD_STRING},
                                           {"area_ha", GEO_FIELD_DOUBLE},
                                           {"paved_pct", GEO_FIELD_DOUBLE},
                                           {"unknown_pct", GEO_FIELD_DOUBLE},
                                           {"p_mm", GEO_FIELD_DOUBLE},
                                           {"dur_h", GEO_FIELD_DOUBLE},
                                           {"runoff_m3", GEO_FIELD_DOUBLE},
                                           {"stor_exist_m3", GEO_FIELD_DOUBLE},
                                           {"inflow_up_m3", GEO_FIELD_DOUBLE},
                                           {"pumped_m3", GEO_FIELD_DOUBLE},
                                           {"stored_m3", GEO_FIELD_DOUBLE},
                                           {"spill_to", GEO_FIELD_STRING},
                                           {"req_mm", GEO_FIELD_DOUBLE},
                                           {"deficit_m3", GEO_FIELD_DOUBLE},
                                           {"deficit_mm", GEO_FIELD_DOUBLE},
                                           {"m3_per_ha", GEO_FIELD_DOUBLE},
                                           {"empty_h", GEO_FIELD_DOUBLE},
                                           {"norm_id", GEO_FIELD_STRING},
                                           {"verdict", GEO_FIELD_STRING},
                                           {"buildings_hit", GEO_FIELD_LONG}};
static const char *const SCENARIO_CODES[] = {"before", "after"};
static const char *const SCENARIO_LABELS[] = {"zonder maatregelen", "met maatregelen"};
static const char *const VERDICT_CODES[] = {"pass", "fail", "unknown"}; /* by verdict, less one */
static const char *const VERDICT_LABELS[] = {"voldoet", "voldoet niet", "onbekend"};
static const geo_domain DOMAINS[] = {GEO_CODED("scenario", SCENARIO_CODES, SCENARIO_LABELS),
                                     GEO_CODED("verdict", VERDICT_CODES, VERDICT_LABELS)};
static const geo_layer_plan BALANCE = {
    "balance",
    "Waterbalans van een bui",
    "Per afstroomgebied of buurt: hoeveel water er bij een bui afstroomt, wat ervan geborgen wordt "
    "en hoeveel er te veel is. Tekorten van afstroomgebieden zijn niet op te tellen: wat overloopt "
    "komt verderop weer binnen",
    GEO_GEOM_MULTIPOLYGON,
    COLUMNS,
    GEO_COUNT(COLUMNS),
    DOMAINS,
    GEO_COUNT(DOMAINS)};

static double rounded(double value, double steps)
{
    return round(value * steps) / steps;
}

static geo_status put_row(cli *app, geo_layer *layer, const geo_rain_row *row, const char *norm)
{
    double ha = row->area_m2 / 1e4;
    const geo_value values[GEO_COUNT(COLUMNS)] = {
        geo_value_text(row->id),
        geo_value_text(row->name),
        geo_value_text(row->event->id),
        geo_value_text(SCENARIO_CODES[row->is_after]),
        geo_value_double(rounded(ha, 1e4)),
        geo_value_double(rounded(row->paved_pct, 10)),
        geo_value_double(rounded(row->unknown_pct, 10)),
        geo_value_double(row->event->mm),
        geo_value_double(row->event->hours),
        geo_value_double(row->runoff_m3),
        geo_value_double(row->stor_exist_m3),
        geo_value_double(row->inflow_m3),
        geo_value_double(row->pumped_m3),
        geo_value_double(row->stored_m3),
        geo_value_text(row->spill_to),
        geo_value_double(row->req_mm),
        geo_value_double(row->deficit_m3),
        geo_value_double(ha > 0 ? rounded(row->deficit_m3 / ha / 10, 10) : NAN),
        geo_value_double(ha > 0 ? rounded(row->deficit_m3 / ha, 10) : NAN),
        geo_value_double(row->empty_h),
        geo_value_text(norm),
        geo_value_text(row->verdict ? VERDICT_CODES[row->verdict - 1] : NULL),
        row->buildings < 0 ? geo_value_null(GEO_FIELD_LONG) : geo_value_int(row->buildings)};
    return geo_layer_put(app->ctx, layer, row->shape, values);
}

geo_status rain_write(cli *app, const geo_rain *rain, const char *norm, geo_package *package)
{
    geo_layer *layer = NULL;
    size_t count;
    const geo_rain_row *rows = geo_rain_rows(rain, &count);
    geo_status status = cli_package_layer(app, package, &BALANCE, cli_crs(app), &layer);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = put_row(app, layer, &rows[i], norm);
    return status == GEO_OK ? geo_package_commit(app->ctx, package) : status;
}
