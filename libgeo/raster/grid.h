/* Grids of float cells: a value type and the callbacks through which kernels read windows. Always
 * north-up, square cells, metres; row 0 is the northernmost. No-data is NaN here, whatever the file
 * said: io settles that. Kernels know no files. */
#ifndef GEO_RASTER_GRID_H
#define GEO_RASTER_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "geom/geom.h"
#include "raster/mask.h"

/* Where a grid lies: cell (row r, column c) covers
 * x0 + c*cell .. x0 + (c+1)*cell and y0 - (r+1)*cell .. y0 - r*cell. */
typedef struct geo_frame {
    double x0, y0; /* north-west corner, m */
    double cell_m;
    int64_t width, height;
} geo_frame;

typedef struct geo_window { /* of cells; width or height 0 is empty */
    int64_t row, column, height, width;
} geo_window;

/* A piece of a grid in memory; `cells` has frame.height * frame.width values, row by row. */
typedef struct geo_grid {
    geo_frame frame;
    float *cells;
} geo_grid;

/* Errors: ARG (corner, cell size or counts make no grid), LIMIT (cells overflow), NOMEM. */
geo_status geo_grid_init(geo_ctx *ctx, geo_grid *grid, geo_frame frame, float value) GEO_MUST_USE;
void geo_grid_release(geo_grid *grid);

geo_box geo_frame_box(geo_frame frame);
geo_frame geo_frame_sub(geo_frame frame, geo_window window);
/* Cells that the box touches (closed), clipped to the frame. */
geo_window geo_frame_window(geo_frame frame, geo_box box);
/* Row and column of the cell that holds p (a border belongs to the cell east and south of it);
 * false outside. */
bool geo_frame_cell(geo_frame frame, geo_point p, int64_t *row, int64_t *column);
geo_point geo_frame_centre(geo_frame frame, int64_t row, int64_t column);
/* Value under p; NaN outside or no-data. */
float geo_grid_at(const geo_grid *grid, geo_point p);

/* A piece of a source as a mask, which stays until it is given back. */
typedef struct geo_lent {
    geo_window window;           /* of the frame */
    const geo_mask_group *full;  /* of its first row: cells that are 1; NULL: it is no mask */
    const geo_mask_group *known; /* cells that have data; NULL: all */
    int64_t line; /* groups from one of its rows to the next; less than 0 when stored south-up */
    void *piece;  /* the lender's */
} geo_lent;

/* A grid too large for memory: io implements it over GDAL, tests over arrays. Reading outside the
 * frame gives NaN. One source is used by one thread at a time, but for lend and give_back.
 * Where every cell is a whole number 0..255 or no-data, the same cells may be had as bytes, which
 * cost a quarter: read_bytes is not NULL then. Its windows lie within the frame.
 * lend: the piece that holds a cell of the frame, where all its bytes are 0, 1, 255 (which is 1) or
 * no-data; NULL where read_bytes is, and where pieces would be too large to hold several. Any
 * number of threads may ask at once. */
typedef struct geo_grid_source {
    void *self;
    geo_frame frame;
    const char *name; /* for messages: file name without folder */
    geo_status (*read)(void *self, geo_ctx *ctx, geo_window window, float *cells);
    geo_status (*read_bytes)(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells);
    int byte_nodata; /* the byte that means no-data; GEO_BYTE_NODATA_NONE: all are values */
    geo_status (*lend)(void *self, geo_ctx *ctx, int64_t row, int64_t column, geo_lent *out);
    void (*give_back)(void *self, geo_lent *lent);
    int64_t lent_width; /* columns of a piece: pieces begin at multiples of it */
} geo_grid_source;
enum { GEO_BYTE_NODATA_NONE = -1 };

/* Reads the window that the box touches into a fresh grid (release it); box may reach outside: the
 * window is clipped to the source, and empty when they do not meet. */
geo_status geo_grid_read(geo_ctx *ctx, const geo_grid_source *source, geo_box box,
                         geo_grid *out) GEO_MUST_USE;

#endif
