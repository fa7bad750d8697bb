/* Trees from heights of vegetation: their tops, and how wide their crowns are. */
#ifndef GEO_RASTER_TOPS_H
#define GEO_RASTER_TOPS_H

#include "raster/grid.h"

/* A cell is a top when no cell within half the window is higher; of equal ones the northernmost,
 * then the westernmost is. Window, m across: window_m + window_per_m2 * height^2.
 * Source: Popescu, Wynne 2004, Seeing the trees in the forest, doi:10.14358/PERS.70.5.589.
 * A crown cell belongs to the nearest top (ties: the higher one, then as above) of those that can
 * claim it: within crown_reach times the top's height, and the cell itself at least crown_low times
 * as high. The crown is as wide as a circle of the area of its cells.
 * Source: Silva et al. 2016, doi:10.1080/07038992.2016.1196582 (nearest top, limits as shares of
 * its height); we deviate in that a cell which the nearest top cannot claim goes to the next. */
typedef struct geo_top_options {
    double window_m, window_per_m2;
    double crown_reach, crown_low; /* shares of the top's height */
    double height_max_m;           /* no cell is higher: bounds how far tops bear on each other */
} geo_top_options;

typedef struct geo_top {
    geo_point at; /* centre of its cell */
    double height_m, crown_d_m;
} geo_top;

/* Called per top, north to south, west to east in a row. */
typedef geo_status (*geo_top_sink)(void *self, geo_ctx *ctx, const geo_top *top);

/* heights as geo_chm_source gives them: above 0 is crown. What lies outside the frame counts for
 * nothing. Works in blocks with a border as wide as tops bear on each other; the answer does not
 * depend on the blocks. Memory: a block with its border, and the tops of one row of blocks.
 * Errors: ARG (options that bound nothing), RANGE (a height over the maximum), those of the source
 * and of the sink. */
geo_status geo_tops(geo_ctx *ctx, const geo_grid_source *heights, const geo_top_options *options,
                    geo_top_sink sink, void *self) GEO_MUST_USE;

#endif
