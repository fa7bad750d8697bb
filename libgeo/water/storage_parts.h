/* What the files behind water/storage.h share: objects as read, cut, and filled in. */
#ifndef GEO_WATER_STORAGE_PARTS_H
#define GEO_WATER_STORAGE_PARTS_H

#include "base/vec.h"
#include "geom/geos.h"
#include "geom/rtree.h"
#include "water/storage.h"

/* An object of a layer; strings and shape live in the layer's features or the book's arena. */
typedef struct geo_storage_item {
    geo_storage_row row;
    const geo_storage_kind *kind; /* NULL: unknown */
    const geo_geom *whole;        /* before it was cut */
    size_t place;                 /* in its layer: decides where ids are the same */
    bool counts;             /* gets a row; others only take their place from what comes after */
    bool is_piece;           /* neither takes a place nor loses one */
    bool is_gone;            /* lies whole under others */
    double volume_m3, pit_m; /* of a depression: as gn-sinks has it */
    double overflow_m;       /* NAP */
    double summer_m, winter_m, highest_m; /* NAP */
} geo_storage_item;

struct geo_storage_book {
    geo_features features[GEO_STORAGE_LAYERS_COUNT];
    GEO_VEC(geo_storage_item) items; /* by layer, then id */
    GEO_VEC(geo_storage_row) rows;
    geo_storage_tally tally;
    geo_arena *arena;
    geo_geos *geos;
};

static inline void geo_storage_mark(geo_storage_item *item, geo_storage_note note)
{
    item->row.notes |= 1u << note;
}

static inline void geo_storage_doubt(geo_storage_item *item, geo_confidence confidence)
{
    if (confidence < item->row.confidence)
        item->row.confidence = confidence;
}

/* storage_read.c: items in order. */
geo_status geo_storage_read(geo_ctx *ctx, const geo_storage_inputs *inputs,
                            geo_storage_book *book) GEO_MUST_USE;
/* storage_nest.c: what becomes of the rows of layer sink. Errors: FORMAT (an id twice, a depression
 * that lies within itself), NOMEM. The caller frees. */
typedef enum geo_storage_fate {
    GEO_STORAGE_OPEN,
    GEO_STORAGE_ASKED, /* both on the way alone */
    GEO_STORAGE_COUNTED,
    GEO_STORAGE_INNER, /* lies in one that is counted */
    GEO_STORAGE_YARD   /* shut in by raised buildings: no storage */
} geo_storage_fate;
geo_status geo_storage_nest(geo_ctx *ctx, const geo_features *from, const char *const *parent_ids,
                            const double *built, geo_storage_fate **out) GEO_MUST_USE;
/* storage_cut.c: every place to the first that has it. */
geo_status geo_storage_cut(geo_ctx *ctx, geo_storage_book *book) GEO_MUST_USE;
/* Where items lie, whole; sinks: of layer sink alone. The book has items. The caller frees. */
geo_status geo_storage_index(geo_ctx *ctx, const geo_storage_book *book, bool sinks,
                             geo_rtree **out) GEO_MUST_USE;

/* storage_ground.c: how thick the layer under `shape` is that stays above the groundwater, as a
 * mean over the cells where that is known. */
typedef struct geo_storage_bed {
    const geo_geom *shape;
    double thickness_m, cover_m;
    double overflow_m; /* NAP; NaN: none */
} geo_storage_bed;
typedef struct geo_storage_room {
    double thickness_m; /* 0..thickness of the bed; NaN: unknown over more than 5 % of the shape */
    bool no_surface;    /* that is for want of an elevation */
    bool is_near;       /* somewhere the groundwater is of another cell */
    bool is_above;      /* somewhere it stands above the ground */
    bool is_odd; /* everywhere more than 10 m deep; said to be in cm, and within 10 cm; or 0 */
} geo_storage_room;
#define GEO_GROUNDWATER_REACH_M 100.0
geo_status geo_storage_ground(geo_ctx *ctx, const geo_groundwater *groundwater,
                              const geo_grid_source *dtm, const geo_storage_bed *bed,
                              geo_storage_room *out) GEO_MUST_USE;

/* storage_sinks.c: depressions, of which a part may be counted elsewhere; and basins that spill
 * before they are as deep as they were designed. */
geo_status geo_storage_fill_sink(geo_ctx *ctx, const geo_grid_source *dtm,
                                 geo_storage_item *item) GEO_MUST_USE;
geo_status geo_storage_spills(geo_ctx *ctx, geo_storage_book *book) GEO_MUST_USE;

#endif
