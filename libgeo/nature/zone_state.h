/* Inside the making of zones: polygons, the pieces they are cut into, and jobs side by side. */
#ifndef GEO_NATURE_ZONE_STATE_H
#define GEO_NATURE_ZONE_STATE_H

#include "geom/geos.h"
#include "geom/rtree.h"
#include "io/coverage.h"
#include "nature/zones.h"

#define GEO_ZONE_NONE UINT32_MAX
/* m2. What overlaps by less does so by the rounding of its corners (BGT: 1 mm): it is left whole.
 */
#define GEO_ZONE_SLIVER_M2 0.01
/* A strip narrower than this, or a slit, is no ground but two outlines of one border. [?] no source
 * gives the number: it is well above a corner's rounding and below what anybody surveys. */
#define GEO_ZONE_SEAM_M 0.05

/* A part of a polygon with one answer. */
typedef struct geo_zone_piece {
    geo_geom own;          /* released with the piece; empty: it is the whole polygon */
    const geo_geom *shape; /* own, or that of the unit */
    geo_box box;
    const char *id;
    uint32_t unit, decided, facility; /* NONE: in none */
    geo_zone_class class;
    geo_zone_colour colour;
    double area_m2;
    uint32_t care; /* in the zones' care, or NONE */
} geo_zone_piece;

/* A polygon of land cover or water. */
typedef struct geo_zone_unit {
    const char *id;
    uint32_t row;
    bool is_water;
    geo_geom own;          /* what others left of it; empty: it is whole */
    const geo_geom *shape; /* own, or the feature's */
    double lost_m2;        /* to polygons of a lower id */
    double sliver_m2;      /* shared with those and left, too little to take off */
    double whole_m2;       /* before that */
    geo_rule_case asked;   /* all but the facility */
    GEO_VEC(geo_zone_piece) pieces;
} geo_zone_unit;

typedef struct geo_zone_work {
    const geo_zone_options *options;
    const geo_zone_inputs *inputs;
    geo_geos *geos;
    geo_features landcover, water, green, decided, facility, building, plan, hedge, tree;
    uint32_t *decided_order, *facility_order; /* rows by id; facilities of known kinds alone */
    geo_rtree *unit_index, *decided_index, *facility_index;
    geo_zone_unit *units; /* land cover by id, then water by id */
    size_t unit_count;
    GEO_VEC(geo_zone_piece) pieces; /* of all units, in their order */
    GEO_VEC(geo_zone) undrawn;      /* decided, without ground; no shape of their own */
    uint32_t *group;                /* per piece: lowest piece of its zone */
    uint32_t *zone_of;              /* per piece: index of its zone, or NONE */
    geo_arena *arena;
} geo_zone_work;

/* One of many jobs that may run side by side: works on slot i alone, and undoes what it did when it
 * fails, for it is then run again where it can say why. */
typedef geo_status (*geo_zone_job)(void *self, geo_ctx *ctx, geo_geos *geos, size_t i);
geo_status geo_zone_each(geo_ctx *ctx, geo_geos *geos, int threads, size_t count, geo_zone_job job,
                         void *self) GEO_MUST_USE;

/* Rows by id, then by place: the order of the input does not matter. *out: geo_free it. */
geo_status geo_zone_order(geo_ctx *ctx, const geo_features *rows, uint32_t **out) GEO_MUST_USE;
/* The same; what is alike in both goes by its first `texts` columns of text. */
geo_status geo_zone_order_by(geo_ctx *ctx, const geo_features *rows, size_t texts,
                             uint32_t **out) GEO_MUST_USE;
/* Width and length of the rectangle with this area and perimeter; of a shape rounder than a square,
 * of the square with its area. */
double geo_zone_width(double area_m2, double perimeter_m);

/* zone_parts.c: of polygon `part` of a (multi)polygon. */
double geo_zone_part_area(const geo_geom *shape, uint32_t part);
/* Width and compactness, each the mean over the parts by their area; 0 for nothing. */
double geo_zone_width_of(const geo_geom *shape);
double geo_zone_compactness_of(const geo_geom *shape);
/* No part is more than a seam wide and a sliver large; true for nothing. */
bool geo_zone_is_sliver(const geo_geom *shape);
/* label[parts]: parts that come within the gap, one by one, get the lowest of their numbers. */
geo_status geo_zone_near_parts(geo_ctx *ctx, geo_geos *geos, const geo_geom *shape, double gap_m,
                               uint32_t *label) GEO_MUST_USE;
/* The parts with this label; *out: geo_geom_release it. */
geo_status geo_zone_take_parts(geo_ctx *ctx, const geo_geom *shape, const uint32_t *label,
                               uint32_t which, geo_geom *out) GEO_MUST_USE;

/* zone_read.c: takes the blanks off around the words of the first `columns` text columns. */
geo_status geo_zone_trim(geo_ctx *ctx, size_t columns, geo_features *rows) GEO_MUST_USE;
/* All rows, trimmed. */
geo_status geo_zone_read(geo_ctx *ctx, geo_source *source, size_t columns,
                         geo_features *rows) GEO_MUST_USE;
/* Reads the facilities; order and index hold those of a kind that rules know. */
geo_status geo_zone_facilities(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_ground.c: reads and orders the polygons, takes overlaps off. */
geo_status geo_zone_ground(geo_ctx *ctx, geo_zone_work *w, geo_zone_balance *balance) GEO_MUST_USE;
/* zone_patches.c: what rules ask of shape is asked of all that touches and is alike. */
geo_status geo_zone_patches(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_cut.c: cuts them by what is decided and by facilities, and says what each piece is. */
geo_status geo_zone_cut(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
geo_zone_class geo_zone_decided_class(const geo_zone_work *w, uint32_t row);
/* zone_decided.c: what became of the decisions. */
geo_status geo_zone_review(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* Kind, else class, of a facility. */
const char *geo_zone_facility_kind(const geo_zone_work *w, uint32_t row);
/* zone_merge.c: groups pieces and makes the zones. */
geo_status geo_zone_merge(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_measure.c: core, width, protection, where data end. */
geo_status geo_zone_measure(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_care.c: management. */
geo_status geo_zone_advise(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_conflict.c */
geo_status geo_zone_conflicts(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;
/* zone_line.c */
geo_status geo_zone_lines(geo_ctx *ctx, geo_zone_work *w, geo_zones *out) GEO_MUST_USE;

#endif
