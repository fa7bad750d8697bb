/* The inside of a town that is being changed, for the files that make it. */
#ifndef GEO_REGISTRY_TOWN_STATE_H
#define GEO_REGISTRY_TOWN_STATE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "geom/rtree.h"
#include "io/fingerprint.h"
#include "io/package.h"
#include "registry/corners.h"
#include "registry/town.h"

/* One theme of the run. */
typedef struct geo_town_part {
    bool asked, taken; /* geo_town_wants was called, and said yes */
    bool public_only;
    geo_layer *layer; /* NULL before the first row */
    geo_tally tally;
    geo_corners corners;     /* of rows put: their hull is where the source has data */
    geo_map *seen;           /* rows had before, by id and geometry */
    uint64_t outside;        /* the CRS's area of use */
    geo_point first_outside; /* NAN: nowhere that a number could tell */
} geo_town_part;

/* Polygons that points are looked up in, with the text that is the answer. */
typedef struct geo_town_places {
    bool is_ready;
    geo_arena *arena;
    GEO_VEC(geo_geom) geoms;
    GEO_VEC(geo_box) boxes;
    GEO_VEC(const char *) names;
    geo_rtree *tree;
    geo_hits hits;
} geo_town_places;

typedef struct geo_town_file_note {
    char *name;
    uint64_t bytes;
    char hash[GEO_FINGERPRINT_ROOM];
} geo_town_file_note;

typedef struct geo_town_beside_note {
    const char *note;
    geo_publish *file;
} geo_town_beside_note;

typedef struct geo_town_reach_note {
    const char *name;
    geo_geom area;
} geo_town_reach_note;

/* Of a building that the source had before this run. */
typedef struct geo_town_height {
    geo_box box;
    double area_m2;
    double height_m, ground_m; /* height: NaN when not known */
} geo_town_height;

typedef struct geo_town_heights {
    geo_map *by_id; /* NULL before the first building */
    GEO_VEC(geo_town_height) items;
    uint64_t without; /* buildings put without a height into a town that has heights */
    uint64_t kept;    /* buildings put with the height that they had */
    uint64_t others;  /* buildings of other sources that have one */
} geo_town_heights;

struct geo_town {
    geo_town_options options; /* texts are copies in the arena */
    geo_arena *arena;
    char *base;                            /* path of base.gpkg */
    geo_package_holding holds[GEO_THEMES]; /* of each layer, own: of this source */
    geo_crs *crs;
    geo_box use; /* the CRS's area of use */
    bool has_use;
    geo_geos *geos;
    char date[11];    /* "" when unknown */
    bool date_stands; /* the user told it */
    geo_package *package;
    bool made_folder; /* by this run, which has not ended well yet */
    geo_town_part parts[GEO_THEMES];
    uint64_t offers; /* rows offered: now and then the user is asked to go on */
    geo_town_places buildings, buurten;
    geo_town_heights heights;
    GEO_VEC(geo_town_file_note) files;
    GEO_VEC(geo_town_beside_note) beside; /* rasters, published before base.gpkg */
    GEO_VEC(geo_town_reach_note) reaches;
    GEO_VEC(const char *) notes; /* names for the manifest that are no layers of the run */
    geo_geom limit;              /* beyond it the source has no data; empty: not known */
    geo_geom mended;             /* scratch of the repair */
};

/* town_area.c: where the source has data of the theme, within the area asked for; empty when
 * nothing of any theme was found. */
geo_status geo_town_data_area(geo_ctx *ctx, const geo_town *town, geo_theme theme,
                              geo_geom *out) GEO_MUST_USE;

/* town_losses.c: may the rows go that the source had and of which nothing came in? Errors: FORMAT.
 * And after the commit, what went. */
geo_status geo_town_check_losses(geo_ctx *ctx, const geo_town *town) GEO_MUST_USE;
void geo_town_tell_losses(geo_ctx *ctx, const geo_town *town);

/* town_places.c */
geo_status geo_town_places_add(geo_ctx *ctx, geo_town_places *places, const char *name,
                               const geo_geom *geom) GEO_MUST_USE;
void geo_town_places_release(geo_town_places *places);

/* town_heights.c: height and ground of a building that is put without, when it is the one that it
 * was; and what is said at the end of those that are not. After the package was opened. */
geo_status geo_town_height_fill(geo_ctx *ctx, geo_town *town, geo_draft *draft,
                                const geo_geom *geom) GEO_MUST_USE;
/* Did the last height that an elevation model gave go with this run? Before the layers are closed.
 */
geo_status geo_town_height_gone(geo_ctx *ctx, geo_town *town, bool *out) GEO_MUST_USE;
/* What the manifest notes of those heights; ids in geo_alloc'd text, for the caller to free. */
typedef GEO_VEC(char *) geo_town_ids;
geo_status geo_town_height_notes(geo_ctx *ctx, const geo_town *town,
                                 geo_town_ids *out) GEO_MUST_USE;
void geo_town_height_tell(geo_ctx *ctx, const geo_town *town);
void geo_town_heights_release(geo_town_heights *heights);

/* town_outside.c: does too much of what was offered lie outside the CRS's area of use? Errors: CRS.
 */
geo_status geo_town_check_outside(geo_ctx *ctx, const geo_town *town, geo_theme theme) GEO_MUST_USE;

/* town_layers.c: a row into its theme's layer, which is made by the first; layers of which nothing
 * was offered, coverage and manifest, before the commit. */
geo_status geo_town_put(geo_ctx *ctx, geo_town *town, const geo_draft *draft,
                        const geo_geom *geom) GEO_MUST_USE;
geo_status geo_town_finish(geo_ctx *ctx, geo_town *town) GEO_MUST_USE;

#endif
