/* The audit of a town folder: what is missing, doubtful or inconsistent, before anyone believes a
 * result. Reads themes through io, computes findings as plain values; prints nothing.
 * A check that could not run is a gap of its own kind (geo_audit_unchecked), never a silent pass;
 * an attribute that is null is unknown, never wrong. */
#ifndef GEO_REPORT_AUDIT_H
#define GEO_REPORT_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/text.h"
#include "base/vec.h"

typedef enum geo_audit_severity {
    GEO_AUDIT_NOTE,
    GEO_AUDIT_WARNING,
    GEO_AUDIT_ERROR,
    GEO_AUDIT_SEVERITIES
} geo_audit_severity;

/* ---- what is asked: data/audit-checks.csv, audit-needs.csv and
 * audit-limits.csv ---- */

typedef enum geo_audit_check {
    GEO_AUDIT_UNREADABLE,
    GEO_AUDIT_MISSING_THEME,
    GEO_AUDIT_MISSING_COLUMN,
    GEO_AUDIT_COLUMN_NULLS,
    GEO_AUDIT_EMPTY_THEME,
    GEO_AUDIT_CRS_MISSING,
    GEO_AUDIT_CRS_GEOGRAPHIC,
    GEO_AUDIT_CRS_DIFFERS,
    GEO_AUDIT_AREA_OF_USE,
    GEO_AUDIT_EXTENT_APART,
    GEO_AUDIT_EXTENT_PART,
    GEO_AUDIT_EXTENT_SLACK, /* a setting of it: never a finding */
    GEO_AUDIT_GEOMETRY_REPAIRED,
    GEO_AUDIT_GEOMETRY_REJECTED,
    GEO_AUDIT_ID_MISSING,
    GEO_AUDIT_ID_DOUBLE,
    GEO_AUDIT_ID_LEADING_ZERO,
    GEO_AUDIT_ID_SPOILT,
    GEO_AUDIT_AREA_DUMMY_LOW,
    GEO_AUDIT_AREA_DUMMY_HIGH,
    GEO_AUDIT_VALUE_IMPLAUSIBLE,
    GEO_AUDIT_DATE_FUTURE,
    GEO_AUDIT_DATES_WITHIN,
    GEO_AUDIT_DATES_BETWEEN,
    GEO_AUDIT_ADDRESS_OUTSIDE_BUILDING,
    GEO_AUDIT_ADDRESS_BUILDING_UNKNOWN,
    GEO_AUDIT_BUILDING_WITHOUT_ADDRESS,
    GEO_AUDIT_HOMES_NEWER_THAN_MODEL,
    GEO_AUDIT_HOMES_DIFFER_FROM_CBS,
    GEO_AUDIT_NEIGHBOURHOOD_OVERLAP,
    GEO_AUDIT_NEIGHBOURHOOD_GAP,
    GEO_AUDIT_NEIGHBOURHOOD_YEAR,
    GEO_AUDIT_ADDRESS_WITHOUT_NEIGHBOURHOOD,
    GEO_AUDIT_NEIGHBOURHOOD_UNKNOWN,
    GEO_AUDIT_NEIGHBOURHOOD_KIND,
    GEO_AUDIT_TREE_IN_BUILDING,
    GEO_AUDIT_TREE_IN_WATER,
    GEO_AUDIT_TREE_DOUBLE,
    GEO_AUDIT_TREE_TALL,
    GEO_AUDIT_CROWN_WITHOUT_TREE,
    GEO_AUDIT_TREE_WITHOUT_CROWN,
    GEO_AUDIT_CROWN_REACH, /* settings: never findings */
    GEO_AUDIT_CROWN_SLACK,
    GEO_AUDIT_CROWN_HEIGHT,
    GEO_AUDIT_HOMES_DIFFER_LEAST,
    GEO_AUDIT_ELEVATION_LOWEST,
    GEO_AUDIT_ELEVATION_HIGHEST,
    GEO_AUDIT_STREET_PIECES,
    GEO_AUDIT_ADDRESS_OFF_NETWORK,
    GEO_AUDIT_ADDRESS_ON_PIECE,
    GEO_AUDIT_GREEN_OVERLAP,
    GEO_AUDIT_GREEN_PUBLIC_UNKNOWN,
    GEO_AUDIT_ELEVATION_ZERO,
    GEO_AUDIT_ELEVATION_WHOLE,
    GEO_AUDIT_ELEVATION_CENTIMETRES,
    GEO_AUDIT_ELEVATION_NODATA,
    GEO_AUDIT_ELEVATION_UNDECLARED,
    GEO_AUDIT_DTM_SPIKE,
    GEO_AUDIT_DSM_SPIKE,
    GEO_AUDIT_ELEVATION_HOLE,
    GEO_AUDIT_DSM_BELOW_DTM,
    GEO_AUDIT_MODELS_SWAPPED,
    GEO_AUDIT_RASTER_STRAY,
    GEO_AUDIT_CHECKS
} geo_audit_check;

extern const char *const GEO_AUDIT_NAMES[GEO_AUDIT_CHECKS]; /* "unreadable" ... */

typedef struct geo_audit_rule {
    geo_audit_severity severity;
    double threshold;      /* in the unit of the table; NaN: none */
    double note_below_pct; /* a finding on at most this share is only a note; NaN: never */
    const char *todo;      /* what to do, English */
} geo_audit_rule;

typedef enum geo_audit_need {
    GEO_AUDIT_UNNEEDED,
    GEO_AUDIT_READ,    /* looked at when it is there */
    GEO_AUDIT_USEFUL,  /* missing: a warning */
    GEO_AUDIT_REQUIRED /* missing: an error */
} geo_audit_need;

typedef struct geo_audit_want {
    const char *theme, *column; /* column NULL: the theme itself */
    geo_audit_need need;
    const char *unless; /* a theme whose presence makes it no more than READ; NULL: none */
    double nulls_pct;   /* share of nulls that is nothing to tell of; NaN: that of column_nulls */
    const char *why;    /* what it is for, English */
} geo_audit_want;

typedef struct geo_audit_limit { /* between what a number can be true at all */
    const char *theme, *column, *unit;
    double least, most; /* both may be; NaN: no such limit */
} geo_audit_limit;

typedef struct geo_audit_rules {
    geo_audit_rule checks[GEO_AUDIT_CHECKS];
    GEO_VEC(geo_audit_want) wants;   /* of one purpose, in the table's order */
    GEO_VEC(geo_audit_limit) limits; /* of all purposes, in the table's order */
    const char *purpose;
    geo_arena *arena;
} geo_audit_rules;

typedef struct geo_audit_tables {
    const char *checks, *needs, *limits; /* paths */
} geo_audit_tables;

/* Reads the tables. Errors: those of base/table; FORMAT (a check that is not known, missing or
 * without its threshold; a need that is no word of the table; a column of a theme that is not
 * named; limits that leave nothing); ARG (no row for the purpose). */
geo_status geo_audit_rules_init(geo_ctx *ctx, const geo_audit_tables *tables, const char *purpose,
                                geo_audit_rules *out) GEO_MUST_USE;
void geo_audit_rules_release(geo_audit_rules *rules);
/* The row of a theme (column NULL) or column; NULL: the purpose does not look at it. */
const geo_audit_want *geo_audit_want_of(const geo_audit_rules *rules, const char *theme,
                                        const char *column);

/* ---- what is found ---- */

#define GEO_AUDIT_IDS 5

typedef struct geo_audit_area { /* one neighbourhood of a check that is made per neighbourhood */
    const char *code;
    uint64_t count, of;
    bool stands; /* beyond the threshold */
} geo_audit_area;

typedef struct geo_audit_finding {
    geo_audit_severity severity;
    geo_audit_check check;
    const char *theme;
    bool counted;       /* false: not a matter of rows */
    uint64_t count, of; /* features (cells of a raster) that it is about, of how many looked at */
    const char *ids[GEO_AUDIT_IDS]; /* the first, in order of the layer; cells as "x y" */
    size_t id_count;
    const char *detail; /* English; NULL: nothing more to say */
    const geo_audit_area *areas;
    size_t area_count;
} geo_audit_finding;

typedef struct geo_audit_unchecked {
    geo_audit_check check;
    const char *theme, *why;
} geo_audit_unchecked;

typedef struct geo_audit_report {
    GEO_VEC(geo_audit_finding) findings; /* gravest first, else in the order of checking */
    GEO_VEC(geo_audit_unchecked) unchecked;
    uint64_t done; /* checks made, each theme for itself */
    uint64_t counts[GEO_AUDIT_SEVERITIES];
    geo_arena *arena; /* of all strings */
    bool failed;      /* memory ran out on the way; only inside */
} geo_audit_report;

typedef struct geo_audit_theme { /* where a theme is */
    const char *name, *dataset;  /* PATH or PATH:LAYER; NULL: the town has none */
    bool is_raster;
} geo_audit_theme;

typedef struct geo_audit_inputs {
    const geo_audit_theme *themes;
    size_t count;
    const char *crs; /* of the town, and of themes that do not say; NULL: that of the first theme
                        in metres, else EPSG:28992 */
    bool allow_network;
    const char *today; /* "YYYY-MM-DD": what is later is not yet; NULL: no check against it */
} geo_audit_inputs;

/* Themes that cannot be opened are findings. Errors: NOMEM, CANCELLED, BUSY (a theme is being
 * edited), CRS and ARG (inputs.crs). Memory: all vector themes of the purpose at once; rasters by
 * rows. */
geo_status geo_audit_run(geo_ctx *ctx, const geo_audit_inputs *inputs, const geo_audit_rules *rules,
                         geo_audit_report *out) GEO_MUST_USE;
void geo_audit_report_release(geo_audit_report *report);

/* ---- in words ---- */

typedef struct geo_audit_words {
    const char *town;
    const geo_audit_rules *rules;
    const geo_audit_report *report;
    bool unchecked; /* list what was not checked */
} geo_audit_words;

/* A table, two lines a finding, and a summary. Control characters in names become '?'. */
void geo_audit_add_text(geo_text *out, const geo_audit_words *words);
/* One line of JSON, keys in a fixed order: schema "groennet-audit/1". */
void geo_audit_add_json(geo_text *out, const geo_audit_words *words, int exit_status);

#endif
