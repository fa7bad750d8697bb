/* Where water could be stored: streets, squares and greens as candidates, each with the measure
 * that suits it, gates, a score whose every term is told, m3 and cost. What is in the book already
 * is taken out first. */
#ifndef GEO_WATER_POTENTIAL_H
#define GEO_WATER_POTENTIAL_H

#include "water/potential_tables.h"
#include "water/storage.h"

typedef enum geo_potential_layer {
    GEO_POTENTIAL_GROUND, /* landcover */
    GEO_POTENTIAL_STREET,
    GEO_POTENTIAL_PROPERTY,
    GEO_POTENTIAL_TREE,
    GEO_POTENTIAL_CABLES,
    GEO_POTENTIAL_BALANCE, /* of gn-rain */
    GEO_POTENTIAL_LAYERS
} geo_potential_layer;
extern const char *const GEO_POTENTIAL_LAYER[GEO_POTENTIAL_LAYERS];

/* Columns that geo_potential_new wants of a layer. */
geo_source_options geo_potential_wants(geo_potential_layer layer);

typedef struct geo_potential_inputs {
    geo_source *layers[GEO_POTENTIAL_LAYERS]; /* NULL: none; the ground must be there */
    const geo_grid_source *dtm;               /* m NAP; NULL: none */
    const geo_grid_source *permeability;      /* m/d; NULL: none */
    geo_groundwater wet, dry;                 /* GHG, GLG */
    const geo_potential_tables *tables;
    const char *event; /* shower of the balance; NULL: its only one */
    int64_t year;      /* from which renewals are counted; 0: not known */
    int threads;       /* 0: one; the result is the same */
} geo_potential_inputs;

typedef enum geo_potential_gate {
    GEO_GATE_PUBLIC,
    GEO_GATE_TREES,
    GEO_GATE_CABLES,
    GEO_GATE_WIDTH,
    GEO_GATE_DEWATERING,
    GEO_GATE_SLOPE,
    GEO_GATES
} geo_potential_gate;

/* Of a gate, and of all together: fail when one does, else unknown when one is. */
typedef enum geo_potential_answer {
    GEO_ANSWER_UNKNOWN,
    GEO_ANSWER_PASS,
    GEO_ANSWER_FAIL,
    GEO_ANSWERS
} geo_potential_answer;
extern const char *const GEO_POTENTIAL_ANSWER[GEO_ANSWERS]; /* "unknown", "pass", "fail" */

typedef enum geo_potential_note {
    GEO_POTENTIAL_BOOKED,       /* a part is in the book */
    GEO_POTENTIAL_NO_WET,       /* no GHG known: no volume in wet times */
    GEO_POTENTIAL_NO_DRY,       /* no GLG */
    GEO_POTENTIAL_NO_SURFACE,   /* levels cannot be held against the surface */
    GEO_POTENTIAL_NEAR,         /* groundwater of up to 100 m away */
    GEO_POTENTIAL_ABOVE_GROUND, /* somewhere it stands above the ground */
    GEO_POTENTIAL_ODD_DEPTH,    /* groundwater that can hardly be in the unit that was said */
    GEO_POTENTIAL_CROSSED,      /* more room in wet times than in dry ones */
    GEO_POTENTIAL_NO_NUMBERS,   /* the table of kinds lacks what the volume needs */
    GEO_POTENTIAL_PAST,         /* the year of renewal has passed */
    GEO_POTENTIAL_ODD_K,        /* a permeability that can hardly be in m/d: no term */
    GEO_POTENTIAL_NOTES
} geo_potential_note;
extern const char *const GEO_POTENTIAL_NOTE[GEO_POTENTIAL_NOTES];

/* NaN and NULL: null. Shapes and strings live as long as the potential. */
typedef struct geo_potential_row {
    const char *id, *place, *measure;
    const char *street; /* name */
    const char *source, *date;
    const geo_geom *shape; /* where it fits; where it fits nowhere, the place */
    double place_m2;       /* less what is in the book */
    double area_m2;        /* where it fits: wide enough, off trees and cables */
    const char *owner_class;
    bool is_certain; /* the owner is that of layer property; else likely */
    geo_potential_answer gates[GEO_GATES], verdict;
    double wet_m3, dry_m3, m3_per_m2, cost_eur, m3_per_eur, eur_per_m3; /* NaN where a gate fails */
    double ghg_m, slope_pct, level_m, k_m_d;
    double renewal_year;
    const char *catchment;                      /* that holds most of it */
    double deficit_m3;                          /* of that */
    double downstream_m3;                       /* the largest it flows to, its own too */
    double removed_m3, removed_m2, removed_eur; /* of a deficit: m3, per m2, per EUR */
    double rank_m2, rank_eur;                   /* from 1 on, by those */
    double terms[GEO_POTENTIAL_TERMS];
    double score, score_weight; /* over which part of the weights, 0..1 */
    geo_confidence confidence;
    uint32_t notes;
} geo_potential_row;

/* Years in which a street may be renewed. */
enum { GEO_YEAR_FIRST = 1900, GEO_YEAR_LAST = 2999 };

typedef struct geo_potential_tally {
    uint64_t verdicts[GEO_ANSWERS];
    uint64_t failed[GEO_GATES], unknown[GEO_GATES];
    uint64_t whole; /* candidates that are in the book whole: in no row */
    uint64_t notes[GEO_POTENTIAL_NOTES];
    const char *first[GEO_POTENTIAL_NOTES]; /* the first row that has it */
    uint64_t odd_years;                    /* streets with a renewal_year that is none: not known */
    const char *first_odd_year, *odd_year; /* id, and what stands there */
    uint64_t unowned, unknown_owners;      /* properties of no class, of one the table has not */
    const char *first_unowned, *first_unknown_owner, *unknown_owner; /* ids, and its class */
} geo_potential_tally;

typedef struct geo_potential geo_potential;

/* Rows by street's or polygon's id. Errors: FORMAT (a balance of several showers and none asked
 * for, or with a catchment twice, or of neighbourhoods), NOTFOUND (not the shower asked for), RANGE
 * (a permeability that is not above 0, a deficit below 0, a raster that cannot hold what it is said
 * to), GEOM, NOMEM, those of reading. Cost: overlays per candidate; cells of the rasters under it,
 * and of the elevation model around it. */
geo_status geo_potential_new(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_storage_book *book, geo_potential **out) GEO_MUST_USE;
void geo_potential_free(geo_potential *potential);
const geo_potential_row *geo_potential_rows(const geo_potential *potential, size_t *count);
const geo_potential_tally *geo_potential_tallied(const geo_potential *potential);

#endif
