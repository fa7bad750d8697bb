/* Inside the canopy measure: the polygons that it is made of (crowns, the land R), around one area.
 */
#ifndef GEO_GREEN_CANOPY_PARTS_H
#define GEO_GREEN_CANOPY_PARTS_H

#include "green/blocks.h"
#include "green/canopy.h"

struct geo_canopy {
    geo_canopy_options options;
    geo_canopy_inputs inputs;
    geo_geos *geos;
    size_t neighbourhood_column;
    geo_canopy_figure *unit_figures; /* per area of inputs.areas */
    bool *unit_known;
    float most_pct; /* of the cells of a raster of percentages that were read */
};

/* Tree crown as a 64-gon of the circle's area, with a vertex due east; memory from the arena. */
geo_status geo_crown_circle(geo_ctx *ctx, geo_point at, double crown_d_m, geo_arena *arena,
                            geo_geom *out) GEO_MUST_USE;

/* Crowns around a box, as they are: they may overlap. */
typedef struct geo_crowns {
    geo_geom *items;
    size_t count;
    bool round;        /* each is a geo_crown_circle */
    geo_features rows; /* owns their memory */
} geo_crowns;
/* *notes gets CROWN_ASSUMED and SOURCE_TREES. Not for raster sources. */
geo_status geo_crowns_init(geo_ctx *ctx, geo_canopy *canopy, geo_box box, geo_crowns *out,
                           unsigned *notes) GEO_MUST_USE;
void geo_crowns_release(geo_crowns *crowns);

/* The crowns within a piece of land, every square metre once, as one multipolygon that the caller
 * releases. Crowns that do not come near each other cannot overlap, so only clusters of them are
 * dissolved, and only those at the land's edge are cut. */
geo_status geo_canopy_shaded(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land, geo_geom *out,
                             unsigned *notes) GEO_MUST_USE;

/* The area minus what its denominator leaves out; the caller releases. */
geo_status geo_canopy_land(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *area,
                           geo_geom *out) GEO_MUST_USE;

/* The part of R where the crown data reach; the caller releases. */
geo_status geo_canopy_known(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land,
                            geo_geom *out) GEO_MUST_USE;
/* Settles what the areas mean: unknown when there is no R, or too little of it has data. */
void geo_canopy_judge(geo_canopy_figure *figure, double land_m2);

/* Figures of many areas, in their order; *at: of a failure, which area it was. */
geo_status geo_canopy_each(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *const *areas,
                           size_t count, geo_canopy_figure *out, size_t *at) GEO_MUST_USE;
/* The figure of a piece of land from the raster. */
geo_status geo_canopy_over_raster(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land,
                                  geo_canopy_figure *out) GEO_MUST_USE;

/* Joins blocks that follow one another where that makes less to be laid: their halos overlap. For
 * rasters, which are laid row by row whatever the size. */
void geo_canopy_join_blocks(geo_blocks *blocks, double radius_m);

/* The crown raster as shares 0..1 per cell, whatever it holds. `self` must outlive the source. */
typedef struct geo_canopy_raster {
    geo_canopy *canopy;
} geo_canopy_raster;
geo_grid_source geo_canopy_shares(geo_canopy_raster *self);

#endif
