/* What the files behind water/potential.h share: candidates as read, placed, and judged. */
#ifndef GEO_WATER_POTENTIAL_PARTS_H
#define GEO_WATER_POTENTIAL_PARTS_H

#include <math.h>

#include "base/map.h"
#include "geom/rtree.h"
#include "water/potential.h"
#include "water/storage_parts.h"

#define GEO_POTENTIAL_NO_STREET UINT32_MAX
/* As in the book: what is smaller is a crumb of digitising. */
#define GEO_POTENTIAL_CRUMB_M2 0.01
/* Of a place's area: where more is unknown, it is. */
#define GEO_POTENTIAL_UNKNOWN_MOST 0.05

/* A polygon of the ground that suits a measure. */
typedef struct geo_potential_piece {
    const geo_storage_kind *kind;
    const char *place;
    uint32_t street; /* row of layer street */
    uint32_t ground; /* row of the ground */
    bool by_street;
} geo_potential_piece;

typedef struct geo_potential_item {
    geo_potential_row row;
    const geo_storage_kind *kind;
    size_t first, count; /* in pieces */
    uint32_t street;
    bool gone;       /* in the book whole: in no row */
    geo_geom shape;  /* of the row */
    geo_grid levels; /* of the ground of its pieces and within reach of it, while it is looked at */
} geo_potential_item;

/* What one thread works with. */
typedef struct geo_potential_worker {
    geo_geos *geos;
    geo_hits hits;
} geo_potential_worker;

struct geo_potential {
    geo_features features[GEO_POTENTIAL_LAYERS];
    geo_rtree *trees[GEO_POTENTIAL_LAYERS];
    GEO_VEC(geo_potential_piece) pieces; /* by item */
    GEO_VEC(geo_potential_item) items;
    GEO_VEC(geo_potential_row) rows;
    geo_potential_tally tally;
    geo_arena *arena;
    geo_rtree *booked; /* boxes of the book's items */
    const geo_storage_item *book;
    geo_map *catchments; /* rows of the balance by id; NULL: no balance */
};

/* Columns of layers, in the order of geo_potential_wants. */
enum {
    GROUND_CLASS,
    GROUND_PHYSICAL,
    GROUND_PLUS,
    GROUND_FUNCTION,
    GROUND_KEEPER,
    GROUND_SOURCE,
    GROUND_DATE
};
enum { GROUND_LEVEL };
enum { STREET_NAME, STREET_YEAR }; /* the year as it stands there */
enum { STREET_RENEWAL };
enum { PROPERTY_OWNER };
enum { TREE_STATUS };
enum { BALANCE_SPILL_TO, BALANCE_EVENT, BALANCE_SCENARIO };
enum { BALANCE_DEFICIT, BALANCE_INFLOW };

static inline double geo_potential_is(const geo_potential_inputs *inputs,
                                      const geo_potential_item *item, geo_potential_number number)
{
    return geo_potential_number_of(inputs->tables, item->kind, number);
}

static inline void geo_potential_mark(geo_potential_item *item, geo_potential_note note)
{
    item->row.notes |= 1u << note;
}

static inline void geo_potential_doubt(geo_potential_item *item, geo_confidence confidence)
{
    if (confidence < item->row.confidence)
        item->row.confidence = confidence;
}

/* potential_read.c: layers, and candidates in order of their ids. */
geo_status geo_potential_read(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential) GEO_MUST_USE;
/* Work on piece or item i. It touches nothing else, and may be done again after a failure. */
typedef geo_status geo_potential_work(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                      geo_potential *potential, geo_potential_worker *worker,
                                      size_t i);
/* potential_threads.c: does it for all of [first, stop), side by side. No files are touched by
 * threads: what reads rasters is not for it. */
geo_status geo_potential_each(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential, size_t first, size_t stop,
                              geo_potential_work *work) GEO_MUST_USE;
/* potential_balance.c: rows of one shower, before measures, by their ids; others are not found.
 * Errors: FORMAT (several showers and none asked for, a catchment twice, rows of neighbourhoods),
 * NOTFOUND (not the one asked for). */
geo_status geo_potential_choose(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential *potential) GEO_MUST_USE;
/* potential_place.c: where it fits, and gates trees, cables and width. */
geo_status geo_potential_place(geo_ctx *ctx, const geo_potential_inputs *inputs,
                               const geo_potential *potential, geo_potential_worker *worker,
                               geo_potential_item *item) GEO_MUST_USE;
/* Release with geo_potential_release_shapes. */
typedef GEO_VEC(geo_geom) geo_potential_shapes;
/* potential_open.c: the part of each polygon of an area that is at least so wide, as geo_geos_open
 * tells it; all of them together. Width 0: all of it. */
geo_status geo_potential_open(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                              geo_geom *out) GEO_MUST_USE;
/* Moves the shape to the end, and leaves it empty. */
geo_status geo_potential_keep_shape(geo_ctx *ctx, geo_potential_shapes *shapes,
                                    geo_geom *shape) GEO_MUST_USE;
void geo_potential_release_shapes(geo_potential_shapes *shapes);
/* potential_trees.c: what is left of one polygon when stems that come near are kept free, and what
 * of that is wide enough. *took false: none comes near, and nothing is set. */
typedef struct geo_potential_room {
    double keepout_m, width_m;
} geo_potential_room;
geo_status geo_potential_trees(geo_ctx *ctx, const geo_potential *potential,
                               geo_potential_worker *worker, const geo_geom *part,
                               const geo_potential_room *room, bool *took, geo_geom *left,
                               geo_geom *wide) GEO_MUST_USE;
/* potential_owner.c: gate public. */
geo_status geo_potential_own(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             geo_potential_item *item) GEO_MUST_USE;
/* The area that both share: by an overlay when there are very many edges. */
geo_status geo_potential_share(geo_ctx *ctx, geo_geos *geos, const geo_geom *place,
                               const geo_geom *land, double *out_m2) GEO_MUST_USE;
/* potential_ground.c: the elevation model there, which the item owns; level, slope and low position
 * from that; permeability. */
geo_status geo_potential_read_levels(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                     const geo_potential *potential,
                                     geo_potential_item *item) GEO_MUST_USE;
geo_status geo_potential_levels(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential_item *item) GEO_MUST_USE;
geo_status geo_potential_soil(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential_item *item) GEO_MUST_USE;
/* potential_low.c: the part, 0..1, of the ground within reach of the shape that lies higher than
 * the level: a cell that does so by more than the noise counts whole, one at the level for a half.
 * NaN where half of that ground is unknown. The grid holds all of it that there is. */
typedef struct geo_potential_low_limits {
    double reach_m, level_m, noise_m;
} geo_potential_low_limits;
geo_status geo_potential_low(geo_ctx *ctx, const geo_grid *grid, const geo_geom *shape,
                             const geo_potential_low_limits *limits, double *out) GEO_MUST_USE;
/* potential_volume.c: m3 and cost, depth of the highest groundwater, gate dewatering. */
geo_status geo_potential_volume(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential_item *item) GEO_MUST_USE;
/* potential_deficit.c: what of a deficit it removes. */
geo_status geo_potential_deficit(geo_ctx *ctx, const geo_potential *potential,
                                 geo_potential_worker *worker,
                                 geo_potential_item *item) GEO_MUST_USE;

#endif
