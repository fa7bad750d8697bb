/* The national elevation model (AHN) into a town: sheets of terrain (DTM) and surface (DSM) as one
 * raster each, heights of buildings, tree crowns and tree tops from the two.
 *
 * Flight year: what the user declares; else what the file says of itself (below); else a year in
 * its name (2023_R_25GN1.tif); else that of its TIFFTAG_DATETIME. Rasters written keep the oldest
 * and newest of the sheets in use as metadata items flight_year and flight_year_last: what was
 * built after the first may be missing.
 */
#ifndef GEO_REGISTRY_AHN_H
#define GEO_REGISTRY_AHN_H

#include "base/table.h"
#include "io/rasters.h"
#include "raster/chm.h"
#include "raster/mosaic.h"
#include "raster/roof.h"
#include "raster/tops.h"

struct geo_town;

/* Metadata item of every raster written here: what has it may be replaced by a later run. */
#define GEO_AHN_MAKER_ITEM "made_by"
#define GEO_AHN_MAKER "gn-import ahn"
/* Of a canopy.tif that was taken from a ready raster, and is not to be derived anew: its name. */
#define GEO_AHN_TAKEN_ITEM "taken_from"

/* Was it made by any run here? */
bool geo_ahn_is_made_here(const geo_raster *raster);

/* Where a raster is written. */
typedef struct geo_ahn_file {
    const char *path;
    bool overwrite;
    geo_publish **held;     /* as in geo_raster_output; NULL: published */
    const char *taken_from; /* name of the ready raster whose cells these are; NULL: derived */
    bool joins;             /* a raster that is there keeps what it has beyond the files in use */
} geo_ahn_file;

/* ---- sheets ---- */

typedef enum geo_ahn_kind { GEO_AHN_UNKNOWN, GEO_AHN_DTM, GEO_AHN_DSM } geo_ahn_kind;

/* What a file's name says, upper and lower case alike: one of its words (letters and digits between
 * other characters) is DTM, M or M5 (maaiveld) for terrain, DSM, R or R5 (ruw) for the surface;
 * DTM and DSM go before single letters. Both or none: UNKNOWN. */
geo_ahn_kind geo_ahn_kind_of(const char *path);
/* The first word of the file's name that is a year from 1996 (AHN1) to 2099; 0: none. */
int geo_ahn_year_of(const char *path);

typedef enum geo_ahn_unit {
    GEO_AHN_UNIT_UNKNOWN,
    GEO_AHN_METRES,
    GEO_AHN_CENTIMETRES
} geo_ahn_unit;

typedef struct geo_ahn_sheet_options {
    geo_ahn_kind kind; /* as what they are given: a name that says otherwise is warned of */
    geo_ahn_unit unit;
    const double *nodata;  /* declared; NULL: as the files say */
    const char *crs;       /* declared for files that do not say; NULL */
    const geo_crs *target; /* the town's; all sheets must be in it */
    const geo_geom *area;  /* with its halo, valid, in the town's CRS; NULL: everything */
    int year;              /* flown in, declared; 0 */
    double cell_least_m;   /* finer ones are refused, see geo_chm_cell_least; 0 */
    double low_m, high_m;  /* what the country has; both 0: anything */
} geo_ahn_sheet_options;

typedef struct geo_ahn_sheets geo_ahn_sheets;

/* Opens the sheets, drops those that the area's box does not meet, and lays the others side by
 * side, cut to that box outward to whole cells. Where several have a value, the most recently flown
 * goes first, then the first by name. Refused, besides all that geo_raster_new refuses of an
 * elevation: whole numbers whose unit is not declared (RANGE: centimetres that do not say so, or
 * metres cut off), sheets of another cell size or off the others' grid (ARG, both named), none in
 * the area (NOTFOUND), and what would be no end of work: cells that are too fine, or more than
 * 4e10 of them in the area (LIMIT). Files stay open. */
geo_status geo_ahn_sheets_new(geo_ctx *ctx, const char *const *paths, size_t count,
                              const geo_ahn_sheet_options *options,
                              geo_ahn_sheets **out) GEO_MUST_USE;
void geo_ahn_sheets_free(geo_ahn_sheets *sheets);
const geo_grid_source *geo_ahn_sheets_source(const geo_ahn_sheets *sheets);

typedef struct geo_ahn_years {
    int first, last; /* 0: not known of any sheet */
} geo_ahn_years;
geo_ahn_years geo_ahn_sheets_years(const geo_ahn_sheets *sheets);
/* What a raster says by flight_year and flight_year_last. */
geo_ahn_years geo_ahn_raster_years(const geo_raster *raster);
/* Paths of the sheets in use (for the manifest), the one that goes first first. */
size_t geo_ahn_sheets_count(const geo_ahn_sheets *sheets);
const char *geo_ahn_sheets_path(const geo_ahn_sheets *sheets, size_t index);

typedef struct geo_ahn_report {
    double area_m2, valid_m2;   /* of the area (else of the sheets' box); of that, with data */
    geo_mosaic_overlap overlap; /* of sheets */
} geo_ahn_report;

/* Writes dtm.tif or dsm.tif, values as they are. Says (note) the share of the area without data and
 * sheets that differ where they overlap. A raster that it joins has the sheets' cells wherever a
 * sheet lies, and years of both; ARG when it reaches beyond them and is on another grid. Memory:
 * 256 rows of the box, three times, and one sheet's part of them. Errors: those of
 * geo_raster_write_as. */
geo_status geo_ahn_sheets_write(geo_ctx *ctx, const geo_ahn_sheets *sheets, geo_ahn_file to,
                                geo_ahn_report *report) GEO_MUST_USE;

/* ---- rules ---- */

typedef enum geo_ahn_mask_kind { /* what is no tree however high it is */
                                 GEO_AHN_BUILDING,
                                 GEO_AHN_BRIDGE,
                                 GEO_AHN_GLASSHOUSE,
                                 GEO_AHN_STRUCTURE,
                                 GEO_AHN_POWER, /* lines */
                                 GEO_AHN_MAST,  /* points or polygons */
                                 GEO_AHN_MASKS
} geo_ahn_mask_kind;
/* "building", ... */
const char *geo_ahn_mask_name(geo_ahn_mask_kind kind);

typedef struct geo_ahn_rules {
    geo_roof_options roof;
    geo_chm_options canopy;
    geo_top_options tops;
    double buffers_m[GEO_AHN_MASKS];
    double low_m, terrain_high_m, surface_high_m; /* of the country */
    double below_m, below_share; /* surface so far under the terrain, in so much (0..1) of what both
                                    models tell: they were swapped */
} geo_ahn_rules;

/* The numbers of data/ahn-rules.csv. Errors: NOTFOUND (one is missing, named), FORMAT, RANGE. */
geo_status geo_ahn_rules_read(geo_ctx *ctx, const geo_table *table,
                              geo_ahn_rules *out) GEO_MUST_USE;

/* ---- derived ---- */

/* Heights of buildings: geo_roofs (raster/roof.h) with rules.roof; says (note) of how many it is
 * unknown and why. */
geo_status geo_ahn_heights(geo_ctx *ctx, const geo_grid_source *dsm, const geo_grid_source *dtm,
                           const geo_geom *buildings, size_t count, const geo_ahn_rules *rules,
                           double *heights_m, double *grounds_m) GEO_MUST_USE;

typedef struct geo_ahn_mask {
    const geo_geom *geom; /* polygons, lines or points; borrowed */
    geo_ahn_mask_kind kind;
} geo_ahn_mask;

typedef struct geo_ahn_models {
    const geo_grid_source *dsm, *dtm; /* on one lattice */
    const geo_grid_source *green;     /* infrared or NDVI: crown cells are over
                                         rules.canopy.green_over; NULL */
    const geo_ahn_mask *masks;
    size_t mask_count;
} geo_ahn_models;

typedef struct geo_ahn_crown_report {
    double crown_m2, bare_m2, unknown_m2;
} geo_ahn_crown_report;

/* Writes canopy.tif: 1 crown, 0 none, no-data unknown, as gn-canopy reads a mask. */
geo_status geo_ahn_canopy_write(geo_ctx *ctx, const geo_ahn_models *models,
                                const geo_ahn_rules *rules, geo_ahn_file to, const geo_crs *crs,
                                geo_ahn_years years, geo_ahn_crown_report *report) GEO_MUST_USE;
/* Tree tops (raster/tops.h) of the same crowns. */
geo_status geo_ahn_tops(geo_ctx *ctx, const geo_ahn_models *models, const geo_ahn_rules *rules,
                        geo_top_sink sink, void *self) GEO_MUST_USE;
#define GEO_AHN_ID 48
/* "ahn:<x>_<y>" in whole centimetres: the same tree has the same id as long as its top is the same
 * cell. */
void geo_ahn_top_id(geo_point at, char id[GEO_AHN_ID]);
/* Offers the tops to a town as rows of tree: id, height_m and crown_d_m (two decimals), status
 * "standing"; public, species and all else unknown. */
geo_status geo_ahn_offer_trees(geo_ctx *ctx, struct geo_town *town, const geo_ahn_models *models,
                               const geo_ahn_rules *rules) GEO_MUST_USE;

typedef enum geo_ahn_crowns_are { GEO_AHN_CROWN_MASK, GEO_AHN_CROWN_HEIGHT } geo_ahn_crowns_are;

typedef struct geo_ahn_crown_options {
    geo_ahn_crowns_are are;
    const char *crs;
    const geo_crs *target;
    const geo_geom *area;      /* as for sheets */
    const geo_ahn_mask *masks; /* of heights: not applied to a mask, which has its own */
    size_t mask_count;
    int year; /* 0: as for sheets */
} geo_ahn_crown_options;

/* A ready raster of crowns as canopy.tif, cut to the area's box. MASK: 1 or 255 is crown, 0 is
 * none, any other value is RANGE (a percentage, a class). HEIGHT: metres over ground; at least
 * rules.canopy.height_min_m outside the masks is crown, without a smallest area. */
geo_status geo_ahn_crowns_write(geo_ctx *ctx, const char *from, geo_ahn_file to,
                                const geo_ahn_rules *rules, const geo_ahn_crown_options *options,
                                geo_ahn_crown_report *report) GEO_MUST_USE;

#endif
