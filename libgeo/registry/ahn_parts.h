/* What the files of the elevation model share. */
#ifndef GEO_REGISTRY_AHN_PARTS_H
#define GEO_REGISTRY_AHN_PARTS_H

#include "base/vec.h"
#include "geom/geos.h"
#include "io/source.h"
#include "raster/renewal.h"
#include "registry/ahn.h"
#include "registry/ahn_import.h"
#include "registry/town.h"

/* Declared, by the file's name, by its metadata; 0: not known. */
int geo_ahn_flight_year(const geo_raster *raster, const char *path, int declared);
/* Metadata items: the maker, the years when they are known, the file that the cells were taken from
 * when there is one; how many. */
enum { GEO_AHN_NOTES = 4 };
size_t geo_ahn_notes(geo_ahn_years years, const char *taken, char texts[2][8],
                     geo_raster_note notes[GEO_AHN_NOTES]);
/* A grid that is worth beginning with: LIMIT for more than 4e10 cells, which are 100 km x 100 km of
 * half a metre. */
geo_status geo_ahn_check_size(geo_ctx *ctx, const geo_grid_source *source) GEO_MUST_USE;
/* What is written, joined with the raster that is there already when it is to be (to->joins).
 * parts: where the files in use lie. Release it also after an error. Errors: ARG (it reaches beyond
 * the parts, and is on another grid or of another kind), those of opening it. */
typedef struct geo_ahn_join {
    const geo_grid_source *fresh; /* borrowed */
    geo_raster *old;              /* NULL: none */
    geo_renewal *renewal;         /* NULL: fresh alone */
    bool keeps;                   /* cells of old remain */
} geo_ahn_join;
geo_status geo_ahn_join_init(geo_ctx *ctx, const geo_ahn_file *to, const geo_grid_source *fresh,
                             const geo_box *parts, size_t count, geo_ahn_join *join) GEO_MUST_USE;
const geo_grid_source *geo_ahn_join_source(const geo_ahn_join *join);
/* Of what is written, when these are the fresh part's. */
geo_ahn_years geo_ahn_join_years(const geo_ahn_join *join, geo_ahn_years years);
/* After it was written: what stayed, what was lost. */
void geo_ahn_join_tell(geo_ctx *ctx, const geo_ahn_join *join);
void geo_ahn_join_release(geo_ahn_join *join);

/* Refuses (ARG) a surface that lies under the terrain where both are known, by the rules: swapped.
 */
geo_status geo_ahn_check_order(geo_ctx *ctx, const geo_grid_source *dtm, const geo_grid_source *dsm,
                               const geo_ahn_rules *rules) GEO_MUST_USE;

/* Where a raster has data, in squares of 25 m (release it); no points: nowhere. */
geo_status geo_ahn_data_area(geo_ctx *ctx, const geo_grid_source *source,
                             geo_geom *out) GEO_MUST_USE;

/* The canopy height model of these models and rules; masks (geo_free) lives as long as it. */
geo_status geo_ahn_chm_new(geo_ctx *ctx, const geo_ahn_models *models, const geo_ahn_rules *rules,
                           geo_chm_mask **masks, geo_chm **out) GEO_MUST_USE;

/* What stands in a town, or is named in a dataset, and is no tree. */
typedef struct geo_ahn_obstacles {
    geo_features buildings; /* number[0]: the height they have */
    geo_features land, others;
    geo_features coverage; /* text[0]: theme */
    GEO_VEC(geo_ahn_mask)
    masks; /* of the town: buildings, and roads above the ground (bridges); of
              others: by column kind, else by their shape */
} geo_ahn_obstacles;
/* Those that meet the box (may be infinite) or are so near that they reach it. dataset: NULL or
 * PATH[:LAYER]. A town without buildings is warned of. Release `out` also after an error. */
geo_status geo_ahn_obstacles_read(geo_ctx *ctx, const geo_town *town, const char *dataset,
                                  geo_box box, const geo_ahn_rules *rules,
                                  geo_ahn_obstacles *out) GEO_MUST_USE;
void geo_ahn_obstacles_release(geo_ahn_obstacles *obstacles);

/* Warns when much of the canopy lies where the town's coverage has neither buildings nor land
 * cover; not a word when it tells of neither. */
geo_status geo_ahn_tell_reach(geo_ctx *ctx, const geo_grid_source *canopy,
                              const geo_features *coverage) GEO_MUST_USE;

/* One more raster of the outcome: of sheets, paths: those that were given; canopy.tif, path: what
 * it was taken from, NULL when it was derived. Paths are borrowed. */
geo_status geo_ahn_outcome_sheets(geo_ctx *ctx, geo_ahn_outcome *outcome, const char *name,
                                  const geo_ahn_sheets *sheets, const char *const *paths,
                                  size_t count, const geo_ahn_report *report) GEO_MUST_USE;
geo_status geo_ahn_outcome_crowns(geo_ctx *ctx, geo_ahn_outcome *outcome, const char *path,
                                  const geo_ahn_crown_report *report) GEO_MUST_USE;

/* Warns of each raster of the town that is not the one of its manifest. Cost: geo_manifest_look. */
geo_status geo_ahn_tell_strays(geo_ctx *ctx, const geo_town *town) GEO_MUST_USE;

/* Height and ground of these buildings into their rows; what is known is never made unknown, nor
 * replaced by what models tell that see (box) a part of the building only. */
geo_status geo_ahn_set_heights(geo_ctx *ctx, geo_town *town, const geo_ahn_models *models,
                               const geo_features *buildings, geo_box seen,
                               const geo_ahn_rules *rules,
                               geo_ahn_height_counts *counts) GEO_MUST_USE;

#endif
