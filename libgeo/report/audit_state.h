/* The inside of an audit, for the files that hold its checks: the town's themes as read, and the
 * way into the report. Every check tells once for each theme it ran on, found or not, or skips with
 * a reason; memory that runs out there is remembered and ends the audit. */
#ifndef GEO_REPORT_AUDIT_STATE_H
#define GEO_REPORT_AUDIT_STATE_H

#include "base/map.h"
#include "geom/geos.h"
#include "geom/rtree.h"
#include "io/rasters.h"
#include "io/source.h"
#include "report/audit.h"

typedef struct geo_audit_layer {
    const char *name, *dataset;
    bool is_raster;
    const geo_audit_want *want; /* how the purpose needs it */
    bool ready;                 /* opened and, for vectors, read */
    const char *why;            /* not ready: why */
    /* vector */
    geo_source *source;
    const char **text, **number; /* columns it was opened with */
    size_t text_count, number_count;
    geo_features rows;
    geo_rtree *index;
    bool undeclared; /* the file has no system: it is read in the town's */
    /* raster */
    geo_raster *raster;
    int year; /* of the flight; 0: the file does not say */
    bool has_nodata;
    bool broken; /* its values are no heights: no use comparing them */
} geo_audit_layer;

typedef struct geo_audit {
    const geo_audit_inputs *inputs;
    const geo_audit_rules *rules;
    geo_audit_report *report;
    geo_geos *geos;
    geo_crs *crs; /* of the town */
    geo_audit_layer *layers;
    size_t count;
} geo_audit;

/* ---- themes ---- */

/* Opens and reads all themes that the purpose looks at, telling what is wrong on the way. */
geo_status geo_audit_open(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_open_raster(geo_ctx *ctx, geo_audit *audit,
                                 geo_audit_layer *layer) GEO_MUST_USE;
void geo_audit_close(geo_audit *audit);

/* May a failure be told as a finding? Memory, cancelling and a file that is being edited may not.
 */
bool geo_audit_is_finding(geo_status status);
/* Tells that a theme cannot be used, for the reason the context holds. */
void geo_audit_unusable(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                        geo_audit_check check);

geo_audit_layer *geo_audit_layer_of(const geo_audit *audit, const char *name);
/* Checks of one subject, ended by GEO_AUDIT_CHECKS. */
#define GEO_AUDIT_LIST(...) ((const geo_audit_check[]){__VA_ARGS__, GEO_AUDIT_CHECKS})
/* Are the themes of these checks there? False and silent when the purpose does not look at one of
 * them; false, and each check on the list of those not made, when one is missing or cannot be read.
 * What is not checked is told of the first theme. */
bool geo_audit_both(geo_audit *audit, const geo_audit_check *checks, const char *first,
                    const char *second, geo_audit_layer *out[2]);
bool geo_audit_ready(geo_audit *audit, const geo_audit_check *checks, const char *theme,
                     geo_audit_layer **out);
/* How much something is needed, with what the town has instead. */
geo_audit_need geo_audit_need_now(const geo_audit *audit, const geo_audit_want *want);
/* The column's values, or NULL: the theme does not have it. */
const char **geo_audit_text(const geo_audit_layer *layer, const char *column);
const double *geo_audit_number(const geo_audit_layer *layer, const char *column);
/* The same, and what was not checked is told. */
const char **geo_audit_need_text(geo_audit *audit, geo_audit_check check,
                                 const geo_audit_layer *layer, const char *column);
const double *geo_audit_need_number(geo_audit *audit, geo_audit_check check,
                                    const geo_audit_layer *layer, const char *column);
/* Packed tree of a theme's boxes, built at the first wish. */
geo_status geo_audit_index(geo_ctx *ctx, geo_audit_layer *layer,
                           const geo_rtree **out) GEO_MUST_USE;
/* The first polygon that covers p (UINT32_MAX: none), and how deep inside one p lies (m). hits:
 * scratch. */
geo_status geo_audit_cover(geo_ctx *ctx, geo_audit_layer *layer, geo_point p, geo_hits *hits,
                           uint32_t *out, double *out_depth_m) GEO_MUST_USE;
bool geo_audit_is_empty(const char *text); /* NULL or "" */
/* Row of a tree that stands, as far as is known. */
bool geo_audit_stands(const char **status, size_t row);
/* Row of an address that is a home, counted once by the object's id: for each row true for the
 * first of its home. *out is from geo_alloc. NULL: no column home. */
geo_status geo_audit_homes(geo_ctx *ctx, const geo_audit_layer *address, bool **out) GEO_MUST_USE;

/* Reference of a theme once more, with other columns. */
geo_status geo_audit_reopen(geo_ctx *ctx, const geo_audit *audit, const geo_audit_layer *layer,
                            const geo_source_options *columns, geo_source **out) GEO_MUST_USE;

/* ---- buurten ---- */

/* The buurten of theme neighbourhood: rows of that kind, or of none. */
typedef struct geo_audit_buurten {
    geo_audit_layer *layer;
    uint32_t *rows; /* in order of the layer */
    uint32_t *rank; /* of a row: its place in rows, or UINT32_MAX */
    size_t count;
    geo_map *codes; /* code and id -> place in rows */
} geo_audit_buurten;
geo_status geo_audit_buurten_init(geo_ctx *ctx, geo_audit_layer *layer,
                                  geo_audit_buurten *out) GEO_MUST_USE;
void geo_audit_buurten_release(geo_audit_buurten *buurten);
const char *geo_audit_buurt_code(const geo_audit_buurten *buurten, size_t buurt);
/* Place in rows, or UINT32_MAX. */
uint32_t geo_audit_buurt_named(const geo_audit_buurten *buurten, const char *code);
/* The one that contains the point; on a boundary the lowest code. UINT32_MAX: none does. */
geo_status geo_audit_buurt_at(geo_ctx *ctx, const geo_audit_buurten *buurten, geo_point p,
                              geo_hits *hits, uint32_t *out) GEO_MUST_USE;

/* ---- the report ---- */

typedef struct geo_audit_count {
    geo_audit_check check;
    const char *theme;
    uint64_t count, of;
    const char *ids[GEO_AUDIT_IDS]; /* copied when told */
    size_t id_count;
    const geo_audit_area *areas; /* from geo_audit_area_new */
    size_t area_count;
} geo_audit_count;

double geo_audit_threshold(const geo_audit *audit, geo_audit_check check);
/* The check's gravity for something required; one step less for what is only useful. */
geo_audit_severity geo_audit_lowered(const geo_audit *audit, geo_audit_check check,
                                     geo_audit_need need);
/* One more, with its id (NULL: none); the id must live until it is told. */
void geo_audit_add(geo_audit_count *count, const char *id);
/* One more cell, by its centre. */
void geo_audit_add_place(geo_audit *audit, geo_audit_count *count, geo_point p);
/* A finding when count is not 0: graver than a note only above the rule's note_below_pct. */
void geo_audit_tell(geo_audit *audit, const geo_audit_count *count, const char *format, ...)
    GEO_PRINTF(3, 4);
/* A finding of a gravity of its own; without count it is not a matter of rows. */
void geo_audit_tell_as(geo_audit *audit, geo_audit_severity severity, const geo_audit_count *count,
                       bool counted, const char *detail);
/* Not checked, and why. */
void geo_audit_skip(geo_audit *audit, geo_audit_check check, const char *theme, const char *format,
                    ...) GEO_PRINTF(4, 5);
/* Into the report; NULL stays, and without memory (remembered) it is empty. */
const char *geo_audit_copy(geo_audit *audit, const char *text);
/* Room for areas in the report, zeroed; NULL: no memory (remembered). */
geo_audit_area *geo_audit_area_new(geo_audit *audit, size_t count);
void geo_audit_sort(geo_audit_report *report);

/* ---- the checks, by subject ---- */

typedef geo_status (*geo_audit_step)(geo_ctx *ctx, geo_audit *audit);
geo_status geo_audit_columns(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_extents(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_ids(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_limits(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_dates(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_buildings(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_neighbourhoods(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_places(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_trees(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_greens(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_streets(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_heights(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_models(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_crowns(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;
geo_status geo_audit_strays(geo_ctx *ctx, geo_audit *audit) GEO_MUST_USE;

/* Polygons of one theme that overlap by more than least_m2, among rows where `same` (NULL: all)
 * holds the same text. Marks rows in touched (one per row), sums what overlaps. */
geo_status geo_audit_overlaps(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                              const char **same, double least_m2, bool *touched,
                              double *out_m2) GEO_MUST_USE;

#endif
