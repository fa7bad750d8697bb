/* Zones of the local nature network: what level-0 land cover (and water where that has none) is by
 * a table of rules, grouped over small gaps and measured; lines (hedges, rows of trees); what lies
 * in a natuurzone and should not. Council decisions come before what is derived, which is a
 * candidate and no more. */
#ifndef GEO_NATURE_ZONES_H
#define GEO_NATURE_ZONES_H

#include "base/rules.h"
#include "io/source.h"
#include "nature/tree_rows.h"

typedef enum geo_zone_class {
    GEO_ZONE_NATURE,
    GEO_ZONE_FUNCTIONAL,
    GEO_ZONE_LINK,
    GEO_ZONE_MATRIX,
    GEO_ZONE_UNKNOWN, /* no rule fits: not the same as matrix */
    GEO_ZONE_CLASSES
} geo_zone_class;
/* natuurzone, functionele_natuur, natuurverbinding, matrix, onbekend */
extern const char *const GEO_ZONE_WORD[GEO_ZONE_CLASSES];

typedef enum geo_zone_colour { GEO_ZONE_PLAIN, GEO_ZONE_GREEN, GEO_ZONE_BLUE } geo_zone_colour;
extern const char *const GEO_ZONE_COLOUR[3]; /* NULL, green, blue */

typedef struct geo_zone_options {
    double edge_m;      /* of the inward buffer for the core */
    double core_min_m2; /* parts of the core below this do not count */
    double merge_gap_m; /* polygons of one class, and parts of one, this near are one zone */
    geo_tree_row_options rows;
    int threads; /* the result does not depend on it */
} geo_zone_options;

/* What a source must be opened with. Only landcover is required. */
typedef struct geo_zone_inputs {
    const geo_rules *rules, *management;
    const geo_table *statuses; /* conflict-status.csv; NULL: every status counts */
    geo_source *landcover;     /* text: GEO_ZONE_LANDCOVER_TEXT */
    geo_source *water;         /* text: class */
    geo_source *green;         /* text: management; joined by id */
    geo_source *decided;       /* text: GEO_ZONE_DECIDED_TEXT */
    geo_source *facility;      /* text: GEO_ZONE_OBJECT_TEXT */
    geo_source *protection;    /* polygons */
    geo_source *coverage;      /* text: theme, completeness */
    geo_source *building;      /* text: none needed; GEO_ZONE_OBJECT_TEXT */
    geo_source *plan;          /* text: GEO_ZONE_OBJECT_TEXT */
    geo_source *hedge;         /* number: height_m, width_m */
    geo_source *tree;          /* text: status */
} geo_zone_inputs;
extern const char
    *const GEO_ZONE_LANDCOVER_TEXT[6]; /* class physical plus function management level */
extern const char *const GEO_ZONE_DECIDED_TEXT[4]; /* class subclass decided_by decided_on */
extern const char *const GEO_ZONE_OBJECT_TEXT[4];  /* kind class name status */

typedef struct geo_zone {
    const char *id; /* lowest of its members; with #2, #3 ... when another zone has that */
    geo_zone_class class;
    geo_zone_colour colour;
    bool decided;
    const char *decided_by, *decided_on; /* NULL: not given */
    geo_geom shape;                      /* members dissolved */
    const geo_geom *outline; /* as decided, else the shape: what a building may not stand in */
    geo_box box;
    uint32_t members;
    uint32_t order; /* in which it was made */
    uint32_t named; /* private: the polygon that has its id */
    double area_m2; /* sum of the members' */
    double core_area_m2, width_mean_m;
    double compactness;   /* 4 pi area / perimeter2, 1 is a disc (Polsby and Popper 1991) */
    double protected_pct; /* NaN: not asked, or not all could be read */
    double data_edge;     /* 1: reaches to where the data end, 0: no, NaN: nobody says where */
    const char *management, *advised, *reason; /* of the most area; NULL: none */
} geo_zone;

/* A polygon of grass or a bank, with what management suits it. */
typedef struct geo_zone_care {
    const char *id, *zone_id; /* zone_id NULL: it is in none */
    const geo_geom *shape;
    const char *ground; /* grass, bank */
    const char *management, *advised, *reason;
    geo_zone_class class;
    double area_m2, length_m;
} geo_zone_care;

typedef struct geo_zone_conflict {
    const geo_zone *zone;
    const char *object; /* building, plan, facility */
    const char *which, *name;
    geo_geom shape;
    double overlap_m2;
} geo_zone_conflict;

typedef struct geo_zone_line {
    const char *id;
    const char *kind; /* hedge, tree_row */
    geo_geom shape;
    const geo_zone *zone; /* the natuurzone that at least half of it lies in; NULL: none */
    uint32_t trees;
    double length_m, spacing_max_m, height_m, width_m; /* NaN: not known */
} geo_zone_line;

/* Where the land cover's area went; metres squared. */
typedef struct geo_zone_balance {
    uint64_t polygons, other_level, overlapping; /* of land cover */
    uint64_t unknown_level;                      /* their level is a text: they lie nowhere */
    const char *first_unknown_level, *unknown_level_text;
    double landcover_m2;               /* sum of the level-0 polygons */
    double overlap_m2;                 /* of these, counted twice: given to the lower id */
    double sliver_m2;                  /* counted twice and left so: slivers, each too small */
    uint64_t rejected;                 /* polygons of land cover that could not be read */
    double class_m2[GEO_ZONE_CLASSES]; /* of land cover alone */
    double water_m2;                   /* of layer water, where land cover has none */
    double residue;                    /* (landcover - overlap - classes) / landcover */
    const char *first_overlap;
} geo_zone_balance;

/* Decided zones that miss something, the first by id, and how much they miss. */
typedef struct geo_zone_lack {
    uint64_t zones;
    const char *first;
    double area_m2;
} geo_zone_lack;

typedef struct geo_zone_decisions {
    geo_zone_lack over;      /* ground that goes to decisions of lower ids */
    const char *first_above; /* the lowest id over the first of these */
    geo_zone_lack empty;     /* of what is theirs nothing has land cover: not drawn */
    geo_zone_lack bare;      /* more than 1 % of it has none */
} geo_zone_decisions;

typedef struct geo_zones {
    geo_zone *items; /* by id of the members, decided first, then class */
    size_t count;
    GEO_VEC(geo_zone_care) care;
    GEO_VEC(geo_zone_conflict) conflicts;
    GEO_VEC(geo_zone_line) lines;
    size_t bowed_rows; /* rows of trees that are no line for their bow */
    geo_zone_balance balance;
    geo_zone_decisions decisions;
    bool protection_unread;    /* of what is protected something, or all, could not be read */
    uint64_t unknown_statuses; /* buildings and plans: they count */
    const char *first_status, *first_status_id;
    uint64_t unknown_facilities; /* of a kind in no rule: they take no ground */
    const char *first_facility, *first_kind;
    uint64_t double_ids;        /* zones with a suffix, that are no part of the same polygon */
    const char *first_double;   /* with it */
    struct geo_zone_work *work; /* private: keeps what the others point to */
} geo_zones;

/* Cost: every polygon against those its box meets. Errors: FORMAT (a decided polygon with no class
 * of the network, that cannot be read, or of an id that another has; unknown tree status), GEOM,
 * NOMEM, CANCELLED. */
geo_status geo_zones_init(geo_ctx *ctx, geo_zones *zones, const geo_zone_options *options,
                          const geo_zone_inputs *inputs) GEO_MUST_USE;
void geo_zones_release(geo_zones *zones);

#endif
