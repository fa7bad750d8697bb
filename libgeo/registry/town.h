/* A town folder being changed by one import: rows of one source are replaced, theme by theme, all
 * others stay as they are; coverage and manifest are kept; base.gpkg is the old one or the new one,
 * never half (io/package).
 *
 * What a source offers is judged here, the same for all: outside the area it is ignored, a polygon
 * that is not valid is repaired or rejected (geom/geos), a row without geometry or id, with a
 * coordinate outside the CRS's area of use or with an id that this run had already in the theme is
 * rejected, and all of it is counted per theme. */
#ifndef GEO_REGISTRY_TOWN_H
#define GEO_REGISTRY_TOWN_H

#include "io/publish.h"
#include "io/tally.h"
#include "registry/area.h"
#include "registry/theme.h"

typedef struct geo_town geo_town;

typedef struct geo_town_options {
    const char *folder; /* made when it is not there */
    const char *source; /* name under which the rows stand; its earlier ones are replaced */
    const char *date;   /* source_date, "YYYY-MM-DD", which then stands; NULL: see geo_town_date */
    const geo_crs *crs; /* the town's: projected, metres */
    const geo_area *area;   /* NULL: everything */
    const bool *wanted;     /* [GEO_THEMES], by --theme; NULL: what the source offers */
    const char *provenance; /* JSON, or NULL */
} geo_town_options;

/* Errors: those of geo_package_new. */
geo_status geo_town_new(geo_ctx *ctx, const geo_town_options *options, geo_town **out) GEO_MUST_USE;
void geo_town_free(geo_town *town); /* without commit nothing has changed */

/* Locks base.gpkg against other writers and copies it; the first row does so too. A source that
 * reads rows of the town, to change them by their feature ids, does it before it reads. */
geo_status geo_town_open(geo_ctx *ctx, geo_town *town) GEO_MUST_USE;

const geo_crs *geo_town_crs(const geo_town *town);
const geo_area *geo_town_area(const geo_town *town);
/* Addresses and neighbourhoods are the municipality's own: cut without halo. */
bool geo_town_has_halo(geo_theme theme);
/* The box within which anything of the theme is wanted (infinite without area). */
geo_box geo_town_box(const geo_town *town, geo_theme theme);

/* Will rows of the theme be taken? No, when --theme leaves it out, or when another source keeps it
 * already, this one has nothing of it in the town, and the theme has one keeper (address, building,
 * landcover, light, neighbourhood, tree, water) and --theme does not ask for it: that is warned of
 * once. A theme that is wanted and of which nothing is offered loses the source's earlier rows all
 * the same: see geo_town_commit. */
geo_status geo_town_wants(geo_ctx *ctx, geo_town *town, geo_theme theme, bool *out) GEO_MUST_USE;

/* One row; geom in the town's CRS, rings closed or not, or NULL with the reason in `why` (static
 * text, as for geo_tally_add). Errors: those of the output; a bad row is no error but counted. */
geo_status geo_town_offer(geo_ctx *ctx, geo_town *town, const geo_draft *draft,
                          const geo_geom *geom, const char *why) GEO_MUST_USE;
/* Of this theme the source has what is public only: its coverage says so. */
void geo_town_public_only(geo_town *town, geo_theme theme);
/* A record of the theme's that a rule of the source leaves out, or that cannot be read. */
void geo_town_ignore(geo_town *town, geo_theme theme, const char *rule, const char *id);
void geo_town_reject(geo_town *town, geo_theme theme, const char *reason, const char *id);
/* Records of the theme's that a reader kept back, as they lie outside the area:
 * geo_records_outside. */
void geo_town_outside(geo_town *town, geo_theme theme, uint64_t count);
const geo_tally *geo_town_tally(const geo_town *town, geo_theme theme);

/* A date of the data as the source itself tells it: the newest one counts, unless the user told. */
geo_status geo_town_date(geo_ctx *ctx, geo_town *town, const char *date) GEO_MUST_USE;
/* Columns of numbers of a layer that another source keeps, by feature id: see geo_package_set. */
geo_status geo_town_set(geo_ctx *ctx, geo_town *town, geo_theme theme, const char *const *columns,
                        size_t column_count, const int64_t *fids, const double *values,
                        size_t row_count) GEO_MUST_USE;
/* Something of the town that is no layer, or not this source's layer, comes from these files too
 * ("dtm", "building"): the manifest gets a row for it. Static text. */
geo_status geo_town_note(geo_ctx *ctx, geo_town *town, const char *name) GEO_MUST_USE;
/* Where the source has data of a theme of this run, or of what was noted, by that name (static
 * text): its row of coverage. A theme of which nothing is said is covered around its rows; a note
 * of which nothing is said has no such row. The area is copied; without points it is none. */
geo_status geo_town_reach(geo_ctx *ctx, geo_town *town, const char *name,
                          const geo_geom *area) GEO_MUST_USE;
/* Beyond this area the source has no data, whatever sticks out of it: no coverage of a theme of
 * this run will claim more. The area is copied; without points nothing is known. */
geo_status geo_town_limit(geo_ctx *ctx, geo_town *town, const geo_geom *area) GEO_MUST_USE;
const char *geo_town_folder(const geo_town *town);
/* A file of the town that was written but not published: the town's from now on, also when this
 * fails; published with the commit, before base.gpkg, and taken back when that fails. The row that
 * the manifest gets for this note has its fingerprint. */
geo_status geo_town_beside(geo_ctx *ctx, geo_town *town, const char *note,
                           geo_publish *file) GEO_MUST_USE;
/* From here on rows come from that file, which what is said of them names (NULL: from none in
 * particular). It lives as long as the town. */
void geo_town_reading(geo_town *town, const char *path);
/* An input for the manifest: name without folder, size, SHA-256; of a folder each of its files that
 * geo_archive_files gives. */
geo_status geo_town_file(geo_ctx *ctx, geo_town *town, const char *path) GEO_MUST_USE;

/* The buildings that will be in the town: those offered in this run when there were any, else those
 * it has. *out_id: of the building that contains the point (the lowest id of several), NULL when
 * none does; it lives as long as the town. Offer all buildings before the first address. */
geo_status geo_town_building_at(geo_ctx *ctx, geo_town *town, geo_point p,
                                const char **out_id) GEO_MUST_USE;
/* The buurt of the town that contains the point (boundary: lowest code), or NULL. */
geo_status geo_town_buurt_at(geo_ctx *ctx, geo_town *town, geo_point p,
                             const char **out_code) GEO_MUST_USE;

/* The system of the first layer that a town folder has, or NULL without any. Errors: those of
 * opening it. */
geo_status geo_town_find_crs(geo_ctx *ctx, const char *folder, geo_crs **out) GEO_MUST_USE;

/* How many records of the theme could not be used when the sources that it has now were imported,
 * by the manifest; 0 without one. */
geo_status geo_town_find_rejected(geo_ctx *ctx, const char *folder, geo_theme theme,
                                  uint64_t *out) GEO_MUST_USE;

/* Writes coverage (the area, cut to the box of what was offered; without area the convex hull) and
 * manifest, checks and publishes. A theme that loses rows since nothing of it was offered is warned
 * of. Errors: ARG (another source keeps all that this one has), FORMAT (nothing could be used; or
 * rows would go, nothing came in and --theme did not name them), CRS (rows outside the area of
 * use), BUSY (another import changed the town meanwhile), those of the package. */
geo_status geo_town_commit(geo_ctx *ctx, geo_town *town) GEO_MUST_USE;

#endif
