/* Safe opening of vector files, for the files of this floor alone (it shows GDAL's handles): names
 * and first bytes are judged before GDAL sees the file, exactly one driver may open it, a
 * GeoPackage's schema and chosen layer are checked through SQLite first. Coordinates are x easting
 * (longitude), y northing (latitude) as all four formats store them. Call geo_io_init first. */
#ifndef GEO_IO_OPEN_H
#define GEO_IO_OPEN_H

#include <gdal.h>
#include <ogr_api.h>

#include "base/arena.h"
#include "crs/crs.h"

typedef enum geo_open_format {
    GEO_OPEN_UNKNOWN,
    GEO_OPEN_GPKG,
    GEO_OPEN_FGB,
    GEO_OPEN_GEOJSON,    /* one FeatureCollection, Feature or geometry */
    GEO_OPEN_GEOJSONSEQ, /* one Feature per line, with or without RS (0x1E) */
    GEO_OPEN_TIFF,
    /* What registries deliver: for io/records alone, never a theme's input. */
    GEO_OPEN_SHAPEFILE,
    GEO_OPEN_SQLITE, /* not a GeoPackage: OGR's or SpatiaLite's layers, or mere tables */
    GEO_OPEN_TEXT    /* what may be a table of text (CSV), in any encoding */
} geo_open_format;

/* Splits "PATH" or "PATH:LAYER" at the last colon after the last slash, unless a file of the whole
 * name exists. Both are the caller's (geo_free); *out_layer is NULL without layer.
 * Errors: ARG (nothing before or after the colon). */
geo_status geo_open_split(geo_ctx *ctx, const char *dataset, char **out_path,
                          char **out_layer) GEO_MUST_USE;

/* "base.gpkg:tree" for messages and provenance: no folder; layer may be NULL. The caller's. */
geo_status geo_open_name(geo_ctx *ctx, const char *path, const char *layer,
                         char **out) GEO_MUST_USE;

/* Refuses names that GDAL would not take for a plain file: /vsi..., scheme://, {json, <xml,
 * "DRIVER:"; and what is no regular file. With allow_network, /vsicurl/ and http(s):// pass.
 * Errors: ARG (name), NOTFOUND (no such file), IO (not a regular file). */
geo_status geo_open_check_path(geo_ctx *ctx, const char *path, bool allow_network) GEO_MUST_USE;

/* The name that GDAL is to open: the file's real path, and for what is on the network (allowed by
 * the caller) its /vsicurl/ name. The caller's. Errors: IO, ARG. */
geo_status geo_open_full_path(geo_ctx *ctx, const char *path, char **out) GEO_MUST_USE;
bool geo_open_is_network(const char *path);

/* Judges the first bytes of a file or stream (give 4 KiB when there are as many); `*found` (NULL?)
 * gets static text for messages: "a GeoPackage", "XML", "a VRT", "text", "an empty file" ... */
#define GEO_OPEN_HEAD 4096
geo_open_format geo_open_sniff_bytes(const void *bytes, size_t length, const char **found);
/* geo_open_check_path, then the file's first bytes; of a first line that is longer, whether another
 * object follows, for one Feature is no sequence of them. Errors as there, IO, and FORMAT when it
 * is none of the formats above: "'x.tif' is a VRT, which is not read". */
geo_status geo_open_sniff(geo_ctx *ctx, const char *path, bool allow_network,
                          geo_open_format *out) GEO_MUST_USE;
/* The same with what registries deliver; no grid, nothing on the network. */
geo_open_format geo_open_sniff_registry_bytes(const void *bytes, size_t length, const char **found);
geo_status geo_open_sniff_registry(geo_ctx *ctx, const char *path,
                                   geo_open_format *out) GEO_MUST_USE;

/* What GDAL complains about on this thread between begin and end; watches nest, the struct must
 * stay where it is. The last error of GDAL itself is no use: a later warning hides it. */
typedef struct geo_watch {
    uint64_t failures;
    char first[256]; /* GDAL's text of the first failure, one line */
} geo_watch;
void geo_watch_begin(geo_watch *watch);
void geo_watch_end(geo_watch *watch);
/* Fails with "WHAT 'NAME': GDAL's text" when there were failures (then they are forgotten),
 * GEO_OK otherwise. what: "cannot read". */
geo_status geo_watch_check(geo_ctx *ctx, geo_watch *watch, geo_status status, const char *what,
                           const char *name) GEO_MUST_USE;

typedef struct geo_open_options {
    const char *layer;         /* NULL: the dataset's ":LAYER" or as below; both is ARG when they
                                  differ */
    const char *default_layer; /* chosen when a file has several layers */
    const char *crs;           /* declared by the user: for files without CRS; else it must agree */
    bool allow_network;
    bool is_open;         /* somebody has opened the same layer and holds it: that its pages are
                             sound is known and not looked at again, nor are its rows counted */
    bool registry;        /* a shapefile is read too */
    const char *encoding; /* of a shapefile's text, as geo_encoding_find gives it; NULL: as its .cpg
                             or its table says, and untouched when neither does */
} geo_open_options;
#define GEO_OPEN_OPTIONS_INIT ((geo_open_options){0})

/* An opened layer, read-only, exactly one. */
typedef struct geo_vector {
    GDALDatasetH dataset;
    OGRLayerH layer; /* belongs to dataset */
    geo_open_format format;
    char *path;       /* without layer */
    char *layer_name; /* as in the file */
    char *name;       /* "base.gpkg:tree", or "bomen.geojson" for formats of one layer */
    geo_crs *crs;     /* NULL: the file has none and none was declared. GeoJSON without "crs" member
                         is WGS84 unless declared otherwise */
    uint64_t count;   /* rows of the layer; UINT64_MAX when only reading tells */
    char *tree;       /* name of the layer's R-tree table, checked to be complete, or NULL */
    char *provenance; /* JSON text that io/package left in the file for this layer, or NULL */
    bool damaged;     /* GDAL complained about the row given last: reject it ("unreadable row") */
} geo_vector;

/* Opens a dataset (PATH or PATH:LAYER). Errors: ARG, NOTFOUND (file, or layer: the message lists
 * the layers there are), IO, FORMAT, CRS (declared one contradicts, or not understood), BUSY (a
 * GeoPackage being edited), LIMIT (> 2,000 fields), UNSUPPORTED (a layer that is a view, a
 * GeoPackage over the network). *out is only set on success; release it. */
geo_status geo_vector_init(geo_ctx *ctx, const char *dataset, const geo_open_options *options,
                           geo_vector *out) GEO_MUST_USE;
void geo_vector_release(geo_vector *vector); /* also of a zeroed one */

/* The layers of a file as a choice: the one wanted, else the only one with geometry, else the only
 * one, else default_layer (each NULL: none). *out belongs to layers. Errors: NOTFOUND and ARG, both
 * listing the layers there are. */
typedef struct geo_gpkg_layer geo_gpkg_layer;
typedef struct geo_gpkg_layers geo_gpkg_layers;
geo_status geo_open_choose(geo_ctx *ctx, const char *file_name, const char *wanted,
                           const char *default_layer, const geo_gpkg_layers *layers,
                           const geo_gpkg_layer **out) GEO_MUST_USE;

/* Is this shapefile (full path) whole? Its .shx and .dbf are there, regular files, no shorter than
 * they say, of as many rows. *out gets the files that GDAL may look at: .shp .shx .dbf .prj .cpg,
 * a list of CPL's (CSLDestroy). Errors: FORMAT, IO, NOMEM. */
geo_status geo_open_check_shapefile(geo_ctx *ctx, const char *path, const char *name,
                                    char ***out) GEO_MUST_USE;
/* Is the text of its .dbf what GDAL takes it for (`encoding`, as GDAL names it; "": nobody says),
 * or UTF-8 that would come out as other letters? Errors: FORMAT, IO. */
geo_status geo_open_check_table_text(geo_ctx *ctx, const char *path, const char *name,
                                     const char *encoding) GEO_MUST_USE;

/* GDAL ends a text at an escaped NUL, without a word, and takes one page of a web service for the
 * whole: a file that has or is one is refused. Errors: FORMAT, IO. */
geo_status geo_open_check_json(geo_ctx *ctx, const char *path, const char *name) GEO_MUST_USE;

/* What a file says of its CRS against what the user declares. srs NULL, undefined or local: none.
 * weak: the file's is a mere default, which a declared one replaces. *out is NULL when there is
 * none. Errors: CRS (they differ, not understood). */
geo_status geo_open_crs(geo_ctx *ctx, OGRSpatialReferenceH srs, bool weak, const char *declared,
                        const char *name, geo_crs **out) GEO_MUST_USE;

/* Our CRS as OGR's, for writing; NULL when OGR does not take it. Give it back with
 * OSRDestroySpatialReference. */
OGRSpatialReferenceH geo_open_srs(const geo_crs *crs);

/* The next row, or NULL with GEO_OK at the end: a failure that ends the reading early is an error
 * here (GDAL itself just stops). Give the feature back with OGR_F_Destroy. */
geo_status geo_vector_next(geo_ctx *ctx, geo_vector *vector, OGRFeatureH *out) GEO_MUST_USE;

/* Are the row's texts UTF-8? GDAL hands on the bytes of the file as they are. */
bool geo_vector_text_fits(OGRFeatureH feature);

/* Copies a geometry in plan (no z, no m) into the arena, curves made straight in steps of 1 degree.
 * *reason is NULL, or static text when it cannot be used, and then *out is untouched: "null
 * geometry", "empty geometry", "non-finite coordinate", "geometry collection", "surface in 3-D",
 * "more than 10,000,000 vertices". Rings are copied as they are, closed or not.
 * Errors: NOMEM. */
geo_status geo_open_geom(geo_ctx *ctx, OGRGeometryH from, geo_arena *arena, geo_geom *out,
                         const char **reason) GEO_MUST_USE;

#endif
