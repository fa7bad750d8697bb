#include <math.h>

#include "storage/layers.h"
#include "storage/places.h"

static const geo_layer_column COLUMNS[] = {{"id", GEO_FIELD_STRING},
                                           {"street", GEO_FIELD_STRING},
                                           {"place", GEO_FIELD_STRING},
                                           {"measure", GEO_FIELD_STRING},
                                           {"verdict", GEO_FIELD_STRING},
                                           {"score", GEO_FIELD_DOUBLE},
                                           {"score_weight", GEO_FIELD_DOUBLE},
                                           {"vol_wet_m3", GEO_FIELD_DOUBLE},
                                           {"vol_dry_m3", GEO_FIELD_DOUBLE},
                                           {"m3_per_m2", GEO_FIELD_DOUBLE},
                                           {"cost_eur", GEO_FIELD_DOUBLE},
                                           {"m3_per_eur", GEO_FIELD_DOUBLE},
                                           {"eur_per_m3", GEO_FIELD_DOUBLE},
                                           {"place_m2", GEO_FIELD_DOUBLE},
                                           {"area_m2", GEO_FIELD_DOUBLE},
                                           {"renewal_year", GEO_FIELD_LONG},
                                           {"owner_class", GEO_FIELD_STRING},
                                           {"ownership", GEO_FIELD_STRING},
                                           {"gate_public", GEO_FIELD_STRING},
                                           {"gate_trees", GEO_FIELD_STRING},
                                           {"gate_cables", GEO_FIELD_STRING},
                                           {"gate_width", GEO_FIELD_STRING},
                                           {"gate_dewatering", GEO_FIELD_STRING},
                                           {"gate_slope", GEO_FIELD_STRING},
                                           {"ghg_depth_m", GEO_FIELD_DOUBLE},
                                           {"slope_pct", GEO_FIELD_DOUBLE},
                                           {"level_m", GEO_FIELD_DOUBLE},
                                           {"k_m_d", GEO_FIELD_DOUBLE},
                                           {"catchment", GEO_FIELD_STRING},
                                           {"deficit_m3", GEO_FIELD_DOUBLE},
                                           {"downstream_m3", GEO_FIELD_DOUBLE},
                                           {"removed_m3", GEO_FIELD_DOUBLE},
                                           {"removed_per_m2", GEO_FIELD_DOUBLE},
                                           {"removed_per_eur", GEO_FIELD_DOUBLE},
                                           {"rank_m2", GEO_FIELD_LONG},
                                           {"rank_eur", GEO_FIELD_LONG},
                                           {"term_deficit", GEO_FIELD_DOUBLE},
                                           {"term_low", GEO_FIELD_DOUBLE},
                                           {"term_k", GEO_FIELD_DOUBLE},
                                           {"term_ghg", GEO_FIELD_DOUBLE},
                                           {"term_renewal", GEO_FIELD_DOUBLE},
                                           {"confidence", GEO_FIELD_STRING},
                                           {"source", GEO_FIELD_STRING},
                                           {"date", GEO_FIELD_DATETIME},
                                           {"note", GEO_FIELD_STRING}};

static const char *const SURE_CODES[] = {"high", "medium", "low"};
static const char *const SURE_LABELS[] = {"goed", "redelijk", "onzeker"};
static const char *const GATE_CODES[] = {"pass", "fail", "unknown"};
static const char *const GATE_LABELS[] = {"ja", "nee", "onbekend"};
static const char *const VERDICT_LABELS[] = {"geschikt", "ongeschikt",
                                             "mogelijk: niet alles bekend"};
static const char *const OWNERSHIP_CODES[] = {"certain", "likely", "unknown"};
static const char *const OWNERSHIP_LABELS[] = {"zeker", "waarschijnlijk", "onbekend"};
static const geo_domain DOMAINS[] = {GEO_CODED("verdict", GATE_CODES, VERDICT_LABELS),
                                     GEO_CODED("ownership", OWNERSHIP_CODES, OWNERSHIP_LABELS),
                                     GEO_CODED("gate_public", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("gate_trees", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("gate_cables", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("gate_width", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("gate_dewatering", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("gate_slope", GATE_CODES, GATE_LABELS),
                                     GEO_CODED("confidence", SURE_CODES, SURE_LABELS)};
static const geo_layer_plan PLACES = {
    "storage_potential",
    "Waterberging: kansen",
    "Straten, pleinen en groen waar water geborgen kan worden: hoeveel, voor hoeveel, en waarom "
    "daar",
    GEO_GEOM_MULTIPOLYGON,
    COLUMNS,
    GEO_COUNT(COLUMNS),
    DOMAINS,
    GEO_COUNT(DOMAINS)};

static geo_value answer(geo_potential_answer given)
{
    return geo_value_text(GEO_POTENTIAL_ANSWER[given]);
}

static geo_status put_row(cli *app, geo_layer *layer, const geo_potential_row *row, geo_text *notes)
{
    geo_text_reset(notes);
    storage_add_notes(row->notes, GEO_POTENTIAL_NOTE, GEO_POTENTIAL_NOTES, notes);
    if (notes->failed)
        return geo_fail_nomem(app->ctx);
    geo_value date = geo_value_text(row->date);
    date.type = GEO_FIELD_DATETIME;
    bool known = !isnan(row->wet_m3) || !isnan(row->dry_m3);
    const char *ownership = row->is_certain ? "certain" : row->owner_class ? "likely" : "unknown";
    const geo_potential_answer *gates = row->gates;
    const double *terms = row->terms;
    const geo_value values[GEO_COUNT(COLUMNS)] = {
        geo_value_text(row->id),
        geo_value_text(row->street),
        geo_value_text(row->place),
        geo_value_text(row->measure),
        answer(row->verdict),
        geo_value_double(row->score),
        geo_value_double(row->score_weight),
        geo_value_double(row->wet_m3),
        geo_value_double(row->dry_m3),
        geo_value_double(row->m3_per_m2),
        geo_value_double(row->cost_eur),
        geo_value_double(row->m3_per_eur),
        geo_value_double(row->eur_per_m3),
        geo_value_double(row->place_m2),
        geo_value_double(row->area_m2),
        geo_value_whole(row->renewal_year),
        geo_value_text(row->owner_class),
        geo_value_text(ownership),
        answer(gates[GEO_GATE_PUBLIC]),
        answer(gates[GEO_GATE_TREES]),
        answer(gates[GEO_GATE_CABLES]),
        answer(gates[GEO_GATE_WIDTH]),
        answer(gates[GEO_GATE_DEWATERING]),
        answer(gates[GEO_GATE_SLOPE]),
        geo_value_double(row->ghg_m),
        geo_value_double(row->slope_pct),
        geo_value_double(row->level_m),
        geo_value_double(row->k_m_d),
        geo_value_text(row->catchment),
        geo_value_double(row->deficit_m3),
        geo_value_double(row->downstream_m3),
        geo_value_double(row->removed_m3),
        geo_value_double(row->removed_m2),
        geo_value_double(row->removed_eur),
        geo_value_whole(row->rank_m2),
        geo_value_whole(row->rank_eur),
        geo_value_double(terms[GEO_POTENTIAL_DEFICIT]),
        geo_value_double(terms[GEO_POTENTIAL_LOW]),
        geo_value_double(terms[GEO_POTENTIAL_K]),
        geo_value_double(terms[GEO_POTENTIAL_GHG]),
        geo_value_double(terms[GEO_POTENTIAL_RENEWAL]),
        geo_value_text(known ? geo_confidence_word(row->confidence) : NULL),
        geo_value_text(row->source),
        date,
        geo_value_text(notes->length ? notes->data : NULL)};
    return geo_layer_put(app->ctx, layer, row->shape, values);
}

geo_status storage_add_places(cli *app, const geo_potential *potential, geo_package *package)
{
    geo_layer *layer = NULL;
    geo_text notes = GEO_TEXT_INIT;
    size_t count;
    const geo_potential_row *rows = geo_potential_rows(potential, &count);
    geo_status status = cli_package_layer(app, package, &PLACES, cli_crs(app), &layer);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = put_row(app, layer, &rows[i], &notes);
    geo_text_release(&notes);
    return status;
}
