/* Tree canopy: the share of an area under tree crowns, the second of the three measures.
 * R is the area minus water (`land`), minus what the denominator table names too (`built`), or the
 * whole (`all`). Percentage = 100 * area(crowns within R) / area(R minus
 * no-data); null when R is 0 or more than 5 % of it has no data. */
#ifndef GEO_GREEN_CANOPY_H
#define GEO_GREEN_CANOPY_H

#include "green/areas.h"
#include "io/batch.h"
#include "io/coverage.h"
#include "raster/grid.h"

typedef enum geo_canopy_area { GEO_CANOPY_NEIGHBOURHOOD, GEO_CANOPY_CIRCLE } geo_canopy_area;
typedef enum geo_canopy_is { GEO_CANOPY_MASK, GEO_CANOPY_PERCENT, GEO_CANOPY_HEIGHT } geo_canopy_is;
typedef enum geo_denominator {
    GEO_DENOMINATOR_LAND,
    GEO_DENOMINATOR_ALL,
    GEO_DENOMINATOR_BUILT
} geo_denominator;

typedef struct geo_canopy_options {
    geo_canopy_area area;
    double radius_m; /* of circles */
    geo_canopy_is raster_is;
    double height_min_m; /* height rasters: at least this is canopy; trees of a known lower height
                            are left out */
    geo_denominator denominator;
    double crown_d_m; /* trees whose crown is unknown */
    int threads;      /* at most, 0 is 1; the result does not depend on it */
} geo_canopy_options;

/* One of raster, crown, tree is the source of crowns, in that order. Others may be NULL where not
 * needed. */
typedef struct geo_canopy_inputs {
    geo_areas *areas; /* units of points; NULL with circles */
    const geo_grid_source *raster;
    geo_source *crown;      /* polygons */
    geo_source *tree;       /* text status; number height_m, crown_d_m */
    geo_source *building;   /* height rasters: cells whose centre is in a building are no canopy */
    geo_source *water;      /* text class, physical; NULL: no water known */
    const char *const *dry; /* values of those columns that are land all the same, NULL-ended */
    geo_source *landcover;  /* `built`: text class, physical */
    const char *const *not_built; /* values of those columns that `built` takes out, NULL-ended */
    geo_coverage *coverage;       /* of the crown or tree theme; not used with rasters */
} geo_canopy_inputs;

extern const char *const GEO_CANOPY_TREE_TEXT[1];
extern const char *const GEO_CANOPY_TREE_NUMBER[2];
extern const char *const GEO_CANOPY_LANDCOVER_TEXT[2];

typedef enum geo_canopy_column {
    GEO_CANOPY_PCT,
    GEO_CANOPY_M2,
    GEO_CANOPY_AREA_M2,
    GEO_CANOPY_UNIT,
    GEO_CANOPY_SOURCE,
    GEO_CANOPY_NOTE,
    GEO_CANOPY_COLUMNS
} geo_canopy_column;
extern const char *const GEO_CANOPY_SUFFIX[GEO_CANOPY_COLUMNS];
extern const geo_field_type GEO_CANOPY_TYPE[GEO_CANOPY_COLUMNS];

/* The figure of one area. */
enum { /* reasons, as bits; in the order in which they stand in a note */
       GEO_CANOPY_NO_UNIT = 1,
       GEO_CANOPY_NO_AREA = 2,
       GEO_CANOPY_NODATA = 4,
       GEO_CANOPY_PUBLIC_ONLY = 8,
       GEO_CANOPY_CROWN_ASSUMED = 16,
       GEO_CANOPY_SOURCE_TREES = 32,
       GEO_CANOPY_GAPS =
           64 /* some of R has no data, but not too much: the note says what it could be */
};
typedef struct geo_canopy_figure {
    double canopy_m2, area_m2; /* area: R minus no-data */
    double nodata;             /* share of R, 0..1 */
    double most_pct;           /* the percentage if all that has no data were crown */
    unsigned notes;
} geo_canopy_figure;
/* NaN when the figure is unknown. */
double geo_canopy_pct(const geo_canopy_figure *figure);

typedef struct geo_canopy geo_canopy;
/* schema: of the rows that will come (column neighbourhood_id is used when present). */
geo_status geo_canopy_new(geo_ctx *ctx, const geo_canopy_options *options,
                          const geo_canopy_inputs *inputs, const geo_schema *schema,
                          geo_canopy **out) GEO_MUST_USE;
void geo_canopy_free(geo_canopy *canopy);

/* Figure of any valid polygon. */
geo_status geo_canopy_measure(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *area,
                              geo_canopy_figure *out) GEO_MUST_USE;
/* Figures of circles around points, within one block: on a 0.5 m grid aligned to whole half metres,
 * a cell belongs to the circle when its centre is within the radius; each cell counts with its
 * covered fractions. */
geo_status geo_canopy_circles(geo_ctx *ctx, geo_canopy *canopy, const geo_point *centres,
                              size_t count, geo_canopy_figure *out) GEO_MUST_USE;
/* Rows that are polygons get their own figure, points that of their unit or circle. */
geo_status geo_canopy_run(geo_ctx *ctx, geo_canopy *canopy, const geo_batch *batch,
                          geo_columns *out) GEO_MUST_USE;

/* Warns when a raster was said to hold percentages, and all that was read of it looks like a mask
 * or shares of 0 to 1. */
void geo_canopy_warn(geo_ctx *ctx, const geo_canopy *canopy);

#endif
