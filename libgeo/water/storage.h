/* The book of cubic metres: what holds water today, one row per object, each place counted once.
 * Where two objects describe one place the first of layers storage, building (roofs), water, sink
 * has it, and within a layer the lower id (as text): what was built and registered is known better
 * than what the elevation model shows. */
#ifndef GEO_WATER_STORAGE_H
#define GEO_WATER_STORAGE_H

#include "io/source.h"
#include "raster/grid.h"
#include "water/storage_kinds.h"

typedef enum geo_storage_layer {
    GEO_STORAGE_OBJECT, /* layer storage */
    GEO_STORAGE_ROOF,   /* layer building */
    GEO_STORAGE_WATER,
    GEO_STORAGE_DIP, /* layer sink of gn-sinks */
    GEO_STORAGE_LAYERS_COUNT
} geo_storage_layer;
extern const char *const GEO_STORAGE_LAYER[GEO_STORAGE_LAYERS_COUNT]; /* "storage" ... */

/* Columns that geo_storage_new wants of a layer, polygons alone. */
geo_source_options geo_storage_wants(geo_storage_layer layer);

/* What the cells of a groundwater raster hold. */
typedef enum geo_groundwater_is {
    GEO_GROUNDWATER_NAP_M,   /* level, m NAP */
    GEO_GROUNDWATER_BELOW_M, /* depth below the surface, m; negative above it */
    GEO_GROUNDWATER_BELOW_CM
} geo_groundwater_is;

typedef struct geo_groundwater {
    const geo_grid_source *grid; /* NULL: none */
    geo_groundwater_is is;
} geo_groundwater;

typedef struct geo_storage_inputs {
    geo_source *layers[GEO_STORAGE_LAYERS_COUNT]; /* NULL: none */
    const geo_grid_source *dtm;                   /* m NAP; NULL: none */
    geo_groundwater wet, dry;                     /* GHG, GLG: mean highest and lowest */
    const geo_storage_kinds *kinds;
} geo_storage_inputs;

/* Why a volume is null, or what is doubtful about it; the column holds their words. */
typedef enum geo_storage_note {
    GEO_STORAGE_OVERLAP,      /* part of it is counted with another object */
    GEO_STORAGE_UNKNOWN_KIND, /* null */
    GEO_STORAGE_NO_DEPTH,     /* null */
    GEO_STORAGE_NO_VOID,      /* null */
    GEO_STORAGE_NO_COVER,     /* null */
    GEO_STORAGE_NO_WET,       /* null: no GHG known over 95 % of it */
    GEO_STORAGE_NO_DRY,       /* null: no GLG */
    GEO_STORAGE_NO_SURFACE,   /* null: no elevation to hold levels against */
    GEO_STORAGE_NEAR,         /* groundwater of up to 100 m away */
    GEO_STORAGE_ABOVE_GROUND, /* somewhere the groundwater stands above the ground */
    GEO_STORAGE_CROSSED,      /* somewhere GLG lies above GHG */
    GEO_STORAGE_ODD_DEPTH,    /* groundwater as deep as in another unit, or nowhere any depth */
    GEO_STORAGE_ASSUMED,      /* a number comes from the table of kinds */
    GEO_STORAGE_NO_MAX_LEVEL, /* null */
    GEO_STORAGE_NO_LEVEL,     /* null: no target level */
    GEO_STORAGE_MAX_BELOW,    /* null: highest level below the target level */
    GEO_STORAGE_BY_AREA,      /* part of a depression, shared out by area: no elevation model */
    GEO_STORAGE_ON_WATER,     /* most of the depression is water, by gn-sinks */
    GEO_STORAGE_ON_BUILDING,  /* most of it is a building */
    GEO_STORAGE_SPILLS,       /* its depth is that to where it spills */
    GEO_STORAGE_NOTES
} geo_storage_note;
extern const char *const GEO_STORAGE_NOTE[GEO_STORAGE_NOTES];

/* NaN: null. Volumes to litres, areas to square decimetres. Shapes live as long as
 * the book, strings as long as it and its sources. */
typedef struct geo_storage_row {
    geo_storage_layer layer;
    const char *id, *kind, *source, *date; /* source and date may be NULL; kind too */
    const geo_geom *shape;                 /* the part that is counted */
    double area_m2;                        /* of that */
    double overlap_m2;                     /* of the object, counted with others */
    double depth_m, void_frac, cover_m;
    double wet_m3, dry_m3; /* GHG and winter level; GLG and summer level */
    double mm;             /* 1000 * wet_m3 / area_m2 */
    double z_spill_m;      /* NAP */
    double empty_h;
    geo_confidence confidence;
    uint32_t notes; /* bits by geo_storage_note */
} geo_storage_row;

/* What was met on the way. */
typedef struct geo_storage_tally {
    uint64_t hidden; /* objects that lie whole under others: in no row */
    const char *first_hidden;
    uint64_t notes[GEO_STORAGE_NOTES]; /* rows with the note */
    const char *first[GEO_STORAGE_NOTES];
    uint64_t yards; /* depressions shut in by raised buildings: in no row, but what lies in them */
    const char *first_yard;
    uint64_t inner;    /* depressions that are part of a larger one */
    double overlap_m2; /* counted once instead of twice, rows and hidden ones together */
} geo_storage_tally;

typedef struct geo_storage_book geo_storage_book;

/* Reads all layers and makes the book, rows by layer, then id. Errors: RANGE (a void fraction
 * outside 0..1, a negative depth or cover: the feature is named; a groundwater raster that cannot
 * hold what it is said to), GEOM, NOMEM, those of reading. Cost: overlays of what overlaps; cells
 * of the rasters under the objects that need them. */
geo_status geo_storage_new(geo_ctx *ctx, const geo_storage_inputs *inputs,
                           geo_storage_book **out) GEO_MUST_USE;
void geo_storage_free(geo_storage_book *book);
const geo_storage_row *geo_storage_rows(const geo_storage_book *book, size_t *count);
const geo_storage_tally *geo_storage_tallied(const geo_storage_book *book);

#endif
