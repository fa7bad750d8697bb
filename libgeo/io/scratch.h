/* A grid of 4-byte cells in a temporary file that has no name: for what is worked on in bands of
 * rows and read again. Lies in TMPDIR, else /tmp, and is gone with the process. */
#ifndef GEO_IO_SCRATCH_H
#define GEO_IO_SCRATCH_H

#include "raster/grid.h"

typedef struct geo_scratch geo_scratch;

/* Cells that were never written are zero bits. Errors: ARG (no cells), LIMIT, IO, NOMEM. */
geo_status geo_scratch_new(geo_ctx *ctx, int64_t width, int64_t height,
                           geo_scratch **out) GEO_MUST_USE;
void geo_scratch_free(geo_scratch *scratch);

/* cells: window.height * window.width values of 4 bytes; the window lies within the grid. Errors:
 * IO (a full disk among others). */
geo_status geo_scratch_write(geo_ctx *ctx, geo_scratch *scratch, geo_window window,
                             const void *cells) GEO_MUST_USE;
geo_status geo_scratch_read(geo_ctx *ctx, const geo_scratch *scratch, geo_window window,
                            void *cells) GEO_MUST_USE;

#endif
