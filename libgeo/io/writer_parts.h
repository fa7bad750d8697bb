/* What the formats share behind geo_writer; for the writer's files. */
#ifndef GEO_IO_WRITER_PARTS_H
#define GEO_IO_WRITER_PARTS_H

#include "base/text.h"
#include "io/package.h"
#include "io/publish.h"
#include "io/stream_output.h"
#include "io/writer.h"

#define GEO_WRITER_CHUNK ((size_t)1 << 20)

/* One format. begin: before the first row; end: after the last. Rows come either as a batch, or one
 * by one, decoded and in the output's CRS. */
typedef struct geo_writer_kind {
    geo_status (*begin)(geo_ctx *ctx, geo_writer *writer);
    geo_status (*batch)(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch,
                        const geo_columns *columns); /* NULL: row by row */
    geo_status (*row)(geo_ctx *ctx, geo_writer *writer, const geo_geom *geom,
                      const geo_value *values);
    geo_status (*end)(geo_ctx *ctx, geo_writer *writer);
    /* Written on standard output when the rest won't come; "" for none. */
    const char *poison;
} geo_writer_kind;

extern const geo_writer_kind GEO_WRITER_FGB, GEO_WRITER_CSV, GEO_WRITER_GEOJSON,
    GEO_WRITER_GEOJSONL, GEO_WRITER_GPKG;

struct geo_writer {
    const geo_writer_kind *kind;
    geo_format format;
    geo_schema schema; /* as written: CRS of the output */
    geo_transform *transform;
    bool says_crs;        /* geojson: not the WGS84 of RFC 7946 */
    int decimals;         /* of coordinates in text */
    geo_publish *publish; /* text and fgb files */
    geo_output output;
    geo_package *package; /* gpkg */
    geo_layer *layer;
    bool begun, broken, committed, wrote_row;
    uint64_t rows;
    geo_bytes bytes; /* fgb: whole rows to be written */
    geo_text text;   /* text formats: whole rows to be written */
    geo_arena *arena;
    geo_value *values; /* one row's */
};

/* Writes what has gathered when it is a chunk or more, or with `all` anyway. */
geo_status geo_writer_flush(geo_ctx *ctx, geo_writer *writer, bool all) GEO_MUST_USE;

/* Coordinates as GeoJSON has them ("[[1.0,2.0],...]"; shells counter-clockwise, holes clockwise),
 * or a whole WKT ("LINESTRING (1.0 2.0, ...)"). */
void geo_writer_add_json_geom(geo_text *text, const geo_geom *geom, int decimals);
void geo_writer_add_wkt(geo_text *text, const geo_geom *geom, int decimals);

#endif
