/* What suits which place, gates and weights, and whose land is public: the tables of gn-storage's
 * potential (data/potential-places.csv, potential-numbers.csv, public-land.csv). */
#ifndef GEO_WATER_POTENTIAL_TABLES_H
#define GEO_WATER_POTENTIAL_TABLES_H

#include "base/rules.h"
#include "water/storage_kinds.h"

/* Terms of the score, each 0..1; the first numbers are their weights. */
typedef enum geo_potential_term {
    GEO_POTENTIAL_DEFICIT,
    GEO_POTENTIAL_LOW,
    GEO_POTENTIAL_K,
    GEO_POTENTIAL_GHG,
    GEO_POTENTIAL_RENEWAL,
    GEO_POTENTIAL_TERMS
} geo_potential_term;

typedef enum geo_potential_number {
    GEO_POTENTIAL_STREET_REACH = GEO_POTENTIAL_TERMS, /* m */
    GEO_POTENTIAL_LOW_REACH,                          /* m */
    GEO_POTENTIAL_LOW_NOISE,                          /* m */
    GEO_POTENTIAL_K_NONE,                             /* m/d */
    GEO_POTENTIAL_K_FULL,
    GEO_POTENTIAL_K_LEAST, /* what the ground of the country has */
    GEO_POTENTIAL_K_MOST,
    GEO_POTENTIAL_GHG_FULL,          /* m */
    GEO_POTENTIAL_RENEWAL_FAR,       /* years */
    GEO_POTENTIAL_DEWATERING_MARGIN, /* m */
    GEO_POTENTIAL_SLOPE_MAX,         /* % */
    GEO_POTENTIAL_TREE_KEEPOUT,      /* m */
    GEO_POTENTIAL_CABLE_KEEPOUT,     /* m */
    GEO_POTENTIAL_WIDTH_MIN,         /* m */
    GEO_POTENTIAL_AREA_MIN,          /* m2 */
    GEO_POTENTIAL_NUMBERS
} geo_potential_number;

typedef struct geo_potential_tables geo_potential_tables;

typedef struct geo_potential_paths {
    const char *places, *numbers, *land;
} geo_potential_paths;

/* `kinds` must outlive it. Errors: those of geo_rules_new and geo_table_read; FORMAT (a measure
 * that is no kind or holds no water of its own, an unknown name, unit, word; a number out of range,
 * twice, or missing). */
geo_status geo_potential_tables_new(geo_ctx *ctx, const geo_potential_paths *paths,
                                    const geo_storage_kinds *kinds,
                                    geo_potential_tables **out) GEO_MUST_USE;
void geo_potential_tables_free(geo_potential_tables *tables);

/* Of the kind, else of all. */
double geo_potential_number_of(const geo_potential_tables *tables, const geo_storage_kind *kind,
                               geo_potential_number number);

/* What suits a polygon of land cover. */
typedef struct geo_potential_fit {
    const geo_storage_kind *kind; /* NULL: nothing */
    const char *place;            /* "straat"; lives as long as the tables */
    bool by_street;
} geo_potential_fit;
geo_potential_fit geo_potential_fit_of(const geo_potential_tables *tables,
                                       const geo_rule_case *asked);

/* Whose land it is. */
typedef struct geo_potential_land {
    const char *owner_class; /* NULL: unknown */
    int is_public;           /* 1, 0; -1: unknown */
} geo_potential_land;
geo_potential_land geo_potential_owner(const geo_potential_tables *tables, const char *owner_class);
/* Does the table have it, be it that the land may be anybody's? */
bool geo_potential_knows_owner(const geo_potential_tables *tables, const char *owner_class);
geo_potential_land geo_potential_keeper(const geo_potential_tables *tables, const char *bronhouder);

#endif
