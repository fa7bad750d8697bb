/* Sets the foreign libraries up for safe use: drivers, environment, error handlers. */
#ifndef GEO_IO_IO_H
#define GEO_IO_IO_H

#include "base/ctx.h"

/* Once, before any other call of this floor and before threads start: clears GDAL_*, OGR_*, CPL_*,
 * PROJ_* and SPATIALITE_* settings from the environment that could change a result or load code,
 * sets the safe configuration (no plug-ins, no side files, no grids from the network), registers
 * drivers, keeps GDAL from printing. */
geo_status geo_io_init(geo_ctx *ctx) GEO_MUST_USE;
void geo_io_exit(void);

/* TMPDIR, else /tmp. */
const char *geo_io_temporary_folder(void);
/* Makes a folder there that nobody else may look into. The caller frees the path, and removes the
 * folder. Errors: IO, NOMEM. */
geo_status geo_io_private_folder(geo_ctx *ctx, char **out) GEO_MUST_USE;
/* With the files in it; NULL: nothing. */
void geo_io_remove_folder(const char *folder);

#endif
