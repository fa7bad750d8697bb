/* Which columns of a table of text hold the coordinates, and in which CRS: see records.h. */
#ifndef GEO_IO_RECORDS_PLACES_H
#define GEO_IO_RECORDS_PLACES_H

#include "io/delimited.h"
#include "io/records.h"

typedef struct geo_records_places {
    int x, y;        /* columns; -1: none */
    int wkt;         /* -1: none */
    const char *crs; /* that the names themselves tell, or NULL; static */
} geo_records_places;

/* `named`: any columns of coordinates are there, though none can be used without a declared CRS.
 * Errors: FORMAT (two columns of the same name), NOTFOUND (no column x or y as asked), ARG (only
 * one of them is given). */
geo_status geo_records_find_places(geo_ctx *ctx, const geo_delimited *table, const char *name,
                                   const geo_records_options *options, const geo_crs *declared,
                                   geo_records_places *out, bool *named) GEO_MUST_USE;

/* The one column of this name, letter case aside; -1: there is none. Errors: FORMAT (several). */
geo_status geo_records_find_heading(geo_ctx *ctx, const geo_delimited *table, const char *name,
                                    const char *heading, int *out) GEO_MUST_USE;

#endif
