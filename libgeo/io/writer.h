/* Rows to standard output or a file, in the formats fgb, geojsonl, geojson, csv and gpkg. Every
 * write is checked. Files appear whole or not at all (io/publish); on standard output a failure
 * leaves the poison mark, a good FlatGeobuf stream ends with "END". csv: x and y first (3 decimals
 * for projected CRS, 9 for geographic; wkt instead when the layer is not one of points), then the
 * columns. geojsonl and geojson: WGS84 with 9
 * decimals as RFC 7946 asks, unless options.out_crs says otherwise (then a "crs" member says so).
 */
#ifndef GEO_IO_WRITER_H
#define GEO_IO_WRITER_H

#include "io/batch.h"

typedef enum geo_format {
    GEO_FORMAT_NONE,
    GEO_FORMAT_FGB,
    GEO_FORMAT_GEOJSONL,
    GEO_FORMAT_GEOJSON,
    GEO_FORMAT_CSV,
    GEO_FORMAT_GPKG
} geo_format;

/* By name ("fgb") or by the path's suffix; NONE when unknown. */
geo_format geo_format_named(const char *name);
geo_format geo_format_of_path(const char *path);

typedef struct geo_writer geo_writer;

typedef struct geo_writer_options {
    const char *path; /* "-" is standard output */
    geo_format format;
    bool overwrite;            /* -O */
    const char *layer;         /* gpkg layer name; NULL: the schema's */
    const geo_crs *out_crs;    /* NULL: the schema's (WGS84 for geojson, geojsonl) */
    const char *const *inputs; /* paths that the output must not be */
    size_t input_count;
    const char *title; /* gpkg: Dutch title, abstract, style (QML text); NULL: none */
    const char *abstract;
    const char *style;
    const char *date; /* "YYYY-MM-DD" for time stamps inside the file; NULL: 1970-01-01 */
} geo_writer_options;
#define GEO_WRITER_OPTIONS_INIT ((geo_writer_options){0})

/* `schema` is that of the rows as written, its provenance included: the reader's columns and then
 * the added ones. Nothing appears on standard output before the first call of write or commit. */
geo_status geo_writer_new(geo_ctx *ctx, const geo_writer_options *options, const geo_schema *schema,
                          geo_writer **out) GEO_MUST_USE;
/* Writes a batch; columns (NULL: none) are appended to each row. */
geo_status geo_writer_write(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch,
                            const geo_columns *columns) GEO_MUST_USE;
/* Ends and publishes; only after GEO_OK is there an output. */
geo_status geo_writer_commit(geo_ctx *ctx, geo_writer *writer) GEO_MUST_USE;
/* Frees; without commit the output is abandoned: temporary file removed, or poison mark written. */
void geo_writer_free(geo_writer *writer);

#endif
