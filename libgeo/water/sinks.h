/* Sinks of an elevation model, as rows with polygons: which depressions are worth a row, how they
 * lie within each other, where each spills, what drains to it. Heights and labels lie in temporary
 * files (io/scratch), 8 bytes a cell; memory is that of bands of rows and of what is found.
 *
 * Which depressions stay: one that is less deep, less large or holds less than asked is too small,
 * and so is all that lies within it. Where a small one joins another it becomes part of what the
 * two are together, which takes the place of the other; where two small ones join, they are one
 * sink or part of one. So every sink has no child or two, and holds what it did: the rain that
 * filled a small one still fills the sink around it. A small one that joins nothing is left out and
 * passes on what drains to it. */
#ifndef GEO_WATER_SINKS_H
#define GEO_WATER_SINKS_H

#include "io/source.h"
#include "raster/flood.h"
#include "raster/grid.h"

typedef struct geo_sinks geo_sinks;

typedef struct geo_sinks_options {
    geo_flood_nodata nodata;
    double min_depth_m, min_area_m2, min_volume_m3;
    bool raise_buildings; /* see geo_sinks_new */
    int64_t band_cells; /* rows go by in bands of about this many cells, which change nothing in the
                           answer; 0: four million */
} geo_sinks_options;

/* Features are read within the grid. Sources may be NULL. */
typedef struct geo_sinks_inputs {
    const geo_grid_source *dtm; /* m */
    geo_source *building, *water;
    geo_source *burn; /* lines and polygons */
} geo_sinks_inputs;

/* One sink. Numbers of sinks begin at 1; 0 is none. */
typedef struct geo_sink {
    uint32_t parent, child_a, child_b; /* child_a: of the two the one with the lower pit */
    uint32_t spill_to; /* the sink without children into which it spills; 0: out of the grid */
    /* Filled to where it spills, its children within it. own: less what its children hold; 0 where
     * passes are equally high: then no more than they do. */
    double volume_m3, own_m3, area_m2;
    double z_pit_m, z_spill_m, depth_m; /* to 0.1 mm */
    double catchment_m2;                /* of all that drains to it or to its children */
    double fill_mm;  /* the rain on its catchment that fills it, when all of it runs off */
    geo_point spill; /* centre of the cell over which it spills */
    /* Share of its area within buildings, and within water, by the centres of cells; NaN: not
     * known. on_building is 1 where it spills over a building that was raised, and not through it:
     * a courtyard. */
    double on_building, on_water;
} geo_sink;

/* Buildings and ditches are narrower, what a map leaves out beyond a border is wider. */
#define GEO_SINKS_HOLE_M 100.0

typedef struct geo_sinks_tally {
    uint64_t found;          /* depressions, those made of others too */
    uint64_t left_out;       /* too small and joining nothing */
    double left_out_m3;      /* what these hold */
    uint32_t walled;         /* see geo_flood_walled */
    uint64_t raised, burned; /* features */
    double water_m; /* how much higher, on average, cells within water are than all others; NaN:
                       there are none of either */
    uint64_t known_cells; /* with a height, after raising */
    uint64_t
        hole_cells; /* without one, between others of their row at most GEO_SINKS_HOLE_M apart */
    uint64_t groundless; /* buildings and burned features where no ground is known: left alone */
} geo_sinks_tally;

/* Before water is let in, first every building is raised, when asked, to 10 m above the highest
 * ground in its box and one cell around it (also cells without data); then cells are lowered along
 * lines (those whose square the line crosses, or whose centre lies within 0.71 of a cell of it) to
 * the lower of the heights under the line's two ends, and in polygons (by centres) to the lowest
 * height within. Heights are those of the model itself, before any change; no-data stays no-data
 * where it is lowered. Errors: those of the sources, of the flood and of scratch files. */
geo_status geo_sinks_new(geo_ctx *ctx, const geo_sinks_inputs *inputs,
                         const geo_sinks_options *options, geo_sinks **out) GEO_MUST_USE;
void geo_sinks_free(geo_sinks *sinks);

/* By number: the array is one longer than *count, its first is not used. Children have lower
 * numbers than their parents. */
const geo_sink *geo_sinks_rows(const geo_sinks *sinks, uint32_t *count);
geo_sinks_tally geo_sinks_counts(const geo_sinks *sinks);
/* Cells under water when it is filled; the caller releases. */
geo_status geo_sinks_shape(geo_ctx *ctx, geo_sinks *sinks, uint32_t sink,
                           geo_geom *out) GEO_MUST_USE;
/* Cells that drain to a sink without children; empty for another. */
geo_status geo_sinks_catchment(geo_ctx *ctx, geo_sinks *sinks, uint32_t sink,
                               geo_geom *out) GEO_MUST_USE;

/* The surface with every depression filled, also those that are no sink, as raised and burned; and
 * the number of the sink to which a cell drains, 0 for out of the grid. Windows within the grid
 * alone. Labels are exact up to 2^24 sinks; more are LIMIT. Owned by the sinks. */
const geo_grid_source *geo_sinks_filled(geo_sinks *sinks);
const geo_grid_source *geo_sinks_labels(geo_sinks *sinks);

#endif
