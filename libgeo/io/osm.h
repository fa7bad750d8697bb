/* Objects of OpenStreetMap, one by one, from an extract (.osm.pbf) or XML (.osm): nodes, ways and
 * the areas that relations make, in the order nodes, ways, relations. GDAL resolves them; before it
 * sees the file, the file's frame is walked: a pbf that was cut off or whose blobs claim more than
 * the format allows is refused whole, an XML with a DOCTYPE or without its end too.
 *
 * Not seen, because GDAL drops it without a word: a relation of which a way is missing from the
 * extract, and nodes of a way that are missing (the way is then shorter). Extract with complete
 * ways and relations (osmium extract -s smart). A pbf cut exactly between two blobs looks
 * whole: when no relation comes, that is warned of. */
#ifndef GEO_IO_OSM_H
#define GEO_IO_OSM_H

#include "crs/crs.h"

typedef struct geo_osm geo_osm;

typedef struct geo_osm_options {
    const geo_crs *target; /* geometries come in it; must be given */
    /* Keys of the tags wanted ("addr:housenumber"), letters, digits, ':', '_', '-' and '.'; at
     * least one. An object without any of them is passed over. */
    const char *const *keys;
    size_t key_count;
} geo_osm_options;

typedef enum geo_osm_kind { GEO_OSM_NODE, GEO_OSM_WAY, GEO_OSM_RELATION } geo_osm_kind;

typedef struct geo_osm_object {
    geo_osm_kind kind;
    char id[32];             /* "osm:n123", "osm:w123", "osm:r123" */
    char date[11];           /* of its last change, "YYYY-MM-DD", or "" */
    const char *const *tags; /* one per key wanted, NULL when it has none; UTF-8, no controls */
    const geo_geom *geom;    /* POINT, LINE (closed or not), MULTIPOLYGON; NULL: see reason */
    const char *reason;      /* static text: "control character in a tag" (that tag is NULL) ... */
} geo_osm_object;

/* Opens a file. It is read in one go; while it is open a private folder in TMPDIR holds what GDAL
 * keeps of nodes and ways: in memory up to 100 MB, beyond that there. Errors: ARG (name, keys),
 * NOTFOUND, IO, FORMAT (no OpenStreetMap, cut off, damaged), UNSUPPORTED (blobs compressed with
 * something else than zlib). */
geo_status geo_osm_new(geo_ctx *ctx, const char *path, const geo_osm_options *options,
                       geo_osm **out) GEO_MUST_USE;
void geo_osm_free(geo_osm *osm);

/* Which part of the world the file says it holds (the bounds in its header): a polygon in the
 * target system, for the caller to release; empty when it does not say. Before the first object.
 * Errors: FORMAT (damaged), NOMEM. */
geo_status geo_osm_bounds(geo_ctx *ctx, geo_osm *osm, geo_geom *out) GEO_MUST_USE;

/* The next object; what it points to lives until the next call. GEO_END: no more, and everything
 * was read. Errors: FORMAT (damage inside a blob: file named), IO, NOMEM. */
geo_status geo_osm_next(geo_ctx *ctx, geo_osm *osm, geo_osm_object *out) GEO_MUST_USE;

#endif
