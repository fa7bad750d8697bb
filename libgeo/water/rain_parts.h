/* What the files behind water/rain.h share: the town as read, its ground by pieces, and what became
 * of a shower on it. */
#ifndef GEO_WATER_RAIN_PARTS_H
#define GEO_WATER_RAIN_PARTS_H

#include "base/vec.h"
#include "water/rain.h"
#include "water/rain_route.h"

/* What holds water besides depressions. */
typedef struct geo_rain_object {
    const char *id;
    const geo_geom *shape;
    double area_m2;   /* of its shape */
    double volume_m3; /* NaN: unknown */
    double empty_h;   /* NaN: not said */
    bool is_water;    /* what flows in from elsewhere reaches it too */
    bool is_own_rain; /* takes only what runs off where it lies */
    bool is_measure;
    bool is_replaced; /* by a measure: counts before it alone */
} geo_rain_object;

typedef struct geo_rain_sink {
    const char *id;
    const geo_geom *shape, *catchment; /* catchment: of leaves; NULL: none */
    double z_spill_m;
    bool is_yard; /* shut in by raised buildings: holds no more than what lies in it */
} geo_rain_sink;

/* Ground of one layer, in the order in which places are given out. */
typedef struct geo_rain_patch {
    const geo_geom *shape;
    geo_rain_share share;
    bool is_measure;
    bool is_again;         /* it has the outline of one before it that is no measure */
    bool is_measure_again; /* of a measure before it */
} geo_rain_patch;

typedef struct geo_rain_area {
    const char *id, *name;
    const geo_geom *shape;
} geo_rain_area;

/* By number from 1, as in the route: depressions, and neighbourhoods. */
typedef struct geo_rain_town {
    geo_features features[GEO_RAIN_LAYERS];
    bool is_read[GEO_RAIN_LAYERS];
    GEO_VEC(geo_rain_sink) sinks; /* 0 is none */
    GEO_VEC(geo_rain_node) nodes; /* room as gn-sinks has it */
    double *shares; /* by node: part of its room that is there; NaN: as that around it, or 0 */
    GEO_VEC(geo_rain_object) objects;
    GEO_VEC(geo_rain_patch) patches;
    GEO_VEC(geo_rain_area) areas; /* 0 is none; by code */
    bool has_measures;
} geo_rain_town;

/* rain_read.c, rain_objects.c: everything but grids. */
geo_status geo_rain_read(geo_ctx *ctx, const geo_rain_inputs *inputs,
                         const geo_rain_options *options, geo_rain_town *town,
                         geo_rain_tally *tally) GEO_MUST_USE;
geo_status geo_rain_read_objects(geo_ctx *ctx, const geo_rain_inputs *inputs,
                                 const geo_rain_options *options, geo_rain_town *town,
                                 geo_rain_tally *tally) GEO_MUST_USE;
void geo_rain_town_release(geo_rain_town *town);
/* Numbers as text come in the order of numbers. */
int geo_rain_compare_ids(const char *a, const char *b);

/* Ground of one catchment (0: none) in one neighbourhood (0: none). */
typedef struct geo_rain_piece {
    uint32_t sink, area;
    double m2[GEO_RAIN_SURFACES_MOST + 1]; /* by surface; the last: unknown */
} geo_rain_piece;
#define GEO_RAIN_UNKNOWN_SURFACE ((int)GEO_RAIN_SURFACES_MOST)

/* The part of an object that lies in a piece, on cells of which one surface has the most (of mixed
 * ground the driest, so that no object is taken to get more than runs off there). */
typedef struct geo_rain_part {
    uint32_t object, piece;
    int surface; /* GEO_RAIN_UNKNOWN_SURFACE: unknown */
    double m2;
} geo_rain_part;

/* A cell of a depression; z NaN: its height is not known. */
typedef struct geo_rain_dip {
    uint32_t row, column;
    uint32_t leaf, area;
    float z;
} geo_rain_dip;

typedef struct geo_rain_ground {
    geo_frame frame;
    GEO_VEC(geo_rain_piece) pieces;
    GEO_VEC(geo_rain_part) parts;
    GEO_VEC(geo_rain_dip) dips; /* by row, then column; none without elevation model */
} geo_rain_ground;

/* rain_frame.c: where cells lie. *on_lattice: the catchments have one. */
geo_status geo_rain_frame(geo_ctx *ctx, const geo_rain_town *town, const geo_grid_source *dtm,
                          geo_frame *out, bool *on_lattice) GEO_MUST_USE;
/* rain_ground.c: measures: the ground and the objects after them. dtm NULL: no dips. */
geo_status geo_rain_survey(geo_ctx *ctx, const geo_rain_town *town, const geo_grid_source *dtm,
                           bool measures, int64_t band_cells, geo_rain_ground *ground) GEO_MUST_USE;
void geo_rain_ground_release(geo_rain_ground *ground);

/* rain_wet.c: buildings touched by the water that stands in depressions, by leaf or by area, into
 * counts (zeroed); -1: of more than a part of the wet ground the height is not known. water_m3: by
 * node, in the depression as the elevation model has it. */
geo_status geo_rain_wet(geo_ctx *ctx, const geo_rain_town *town, const geo_rain_ground *ground,
                        const geo_rain_route *route, const geo_rain_pond *ponds,
                        const double *water_m3, geo_rain_by by, int64_t *counts) GEO_MUST_USE;

#endif
