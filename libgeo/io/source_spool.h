/* A theme that comes as a stream (a FIFO, or process substitution) is read once, whole, into a
 * private GeoPackage, since themes are read by box, again and again. */
#ifndef GEO_IO_SOURCE_SPOOL_H
#define GEO_IO_SOURCE_SPOOL_H

#include "io/tally.h"

/* Is the dataset's path a stream? */
bool geo_source_is_stream(const char *dataset);
/* Reads the stream (FlatGeobuf or one GeoJSON feature per line, with the checks of io/reader) into
 * a new file; *path: geo_free it, and remove the file and its folder with geo_source_unspool.
 * rejects: rows without usable geometry. */
geo_status geo_source_spool(geo_ctx *ctx, const char *dataset, const char *crs, char **path,
                            geo_tally *rejects) GEO_MUST_USE;
void geo_source_unspool(const char *path);

#endif
