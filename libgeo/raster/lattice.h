/* The border lines of a frame's cells, for the files of this module. One expression gives a line's
 * place everywhere, so that a point on a border is on it for every kernel. */
#ifndef GEO_RASTER_LATTICE_H
#define GEO_RASTER_LATTICE_H

#include "raster/grid.h"

/* West border (m) of a column; of column `width` it is the frame's east border. */
static inline double geo_lattice_x(const geo_frame *frame, int64_t column)
{
    return frame->x0 + (double)column * frame->cell_m;
}

/* North border (m) of a row; of row `height` it is the frame's south border. */
static inline double geo_lattice_y(const geo_frame *frame, int64_t row)
{
    return frame->y0 - (double)row * frame->cell_m;
}

#endif
