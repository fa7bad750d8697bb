/* A theme of a town as plain arrays: an opened vector layer that is read by box, checked, repaired,
 * transformed to the town's CRS. */
#ifndef GEO_IO_SOURCE_H
#define GEO_IO_SOURCE_H

#include "base/arena.h"
#include "io/schema.h"
#include "io/tally.h"

typedef struct geo_source geo_source;

typedef struct geo_source_options {
    const char *default_layer; /* the theme's name; used when PATH has several layers */
    const char *crs;           /* declared by the user, or NULL */
    const geo_crs *target_crs; /* NULL: the layer's own, which must be projected in metres */
    const char *const *text;   /* columns wanted as text; absent ones read as NULL */
    size_t text_count;
    const char *const *number; /* columns wanted as numbers; absent ones read as NaN */
    size_t number_count;
    bool allow_network;     /* false: no network paths */
    bool registry;          /* a shapefile is read too */
    bool geometry_kinds[7]; /* allowed geo_geom_type; all false: any. Others are rejects. MULTI
                               counts as its single kind */
} geo_source_options;
#define GEO_SOURCE_OPTIONS_INIT ((geo_source_options){0})

/* dataset: PATH or PATH:LAYER. Errors: NOTFOUND (file; layer, with the names there are), CRS,
 * FORMAT, UNSUPPORTED. */
geo_status geo_source_new(geo_ctx *ctx, const char *dataset, const geo_source_options *options,
                          geo_source **out) GEO_MUST_USE;
/* Is there such a layer? False for NOTFOUND alone: what else is wrong with it shows when it is
 * opened. In a GeoPackage the layer itself is not looked at. */
geo_status geo_source_find(geo_ctx *ctx, const char *dataset, bool *out) GEO_MUST_USE;
void geo_source_free(geo_source *source);
const char *geo_source_name(const geo_source *source);   /* "base.gpkg:tree" */
const geo_crs *geo_source_crs(const geo_source *source); /* after transformation */
geo_box
geo_source_extent(const geo_source *source); /* of the layer, in that CRS; empty: no features */
uint64_t geo_source_count(const geo_source *source); /* rows in the layer */
bool geo_source_has(const geo_source *source, const char *column);
/* Newest "YYYY-MM-DD" of column source_date over the whole layer; false when there is none. */
bool geo_source_newest_date(const geo_source *source, char out[11]);
const geo_tally *geo_source_tally(const geo_source *source); /* of whatever was read so far, each
                                                                row once per read */

/* Features in order of the layer's feature ids. Strings and geometries live in the set. */
typedef struct geo_features {
    size_t count;
    geo_geom *geoms; /* valid polygons; rings closed */
    geo_box *boxes;
    const char **ids;        /* column id, where it is empty the feature id as text; never NULL */
    int64_t *fids;           /* feature ids */
    const char ***text;      /* [column][row], NULL when null */
    double **number;         /* [column][row], NaN when null */
    const char *newest_date; /* of column source_date, or NULL */
    geo_arena *arena;
} geo_features;

/* Features whose box meets `box` (NULL: all). The set is initialised here; release it. */
geo_status geo_source_read(geo_ctx *ctx, geo_source *source, const geo_box *box,
                           geo_features *out) GEO_MUST_USE;
void geo_features_release(geo_features *features);

#endif
