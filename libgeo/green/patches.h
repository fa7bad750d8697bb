/* Green that counts: features of qualifying classes, dissolved, opened by a width, joined over
 * small gaps, of a least area. What is reached is a patch. */
#ifndef GEO_GREEN_PATCHES_H
#define GEO_GREEN_PATCHES_H

#include "geom/geos.h"
#include "io/source.h"

/* Whether a feature is what is asked for as a whole, beyond its class: cool, say. What the data
 * leave open may be; OPEN: not as a whole, but of some of it nobody knows. */
typedef enum geo_fit { GEO_FIT_NO, GEO_FIT_OPEN, GEO_FIT_MAYBE, GEO_FIT_YES } geo_fit;
typedef struct geo_fit_rule {
    void *self;
    geo_status (*judge)(void *self, geo_ctx *ctx, const geo_features *green, uint32_t row,
                        geo_fit *out);
    /* What fits of a feature that does not count as a whole; empty: nothing does. Released here. */
    geo_status (*part)(void *self, geo_ctx *ctx, const geo_features *green, uint32_t row,
                       bool maybe, geo_geom *out);
    bool maybe_counts; /* what may fit counts, and what may be public: all that could be reached */
} geo_fit_rule;

typedef struct geo_patch_options {
    double min_area_m2; /* of a patch without the gaps; 0: any */
    double min_width_m; /* narrower parts neither join nor count; 0: no opening */
    double merge_gap_m; /* parts this near are one patch, unless water or a road that cannot be
                           walked lies between; negative: parts stay apart */
    bool public_only;   /* public = 1; unknown is not public */
    bool count_small;   /* too_small is wanted, for which green that cannot count is made too */
    const char *const *classes; /* qualifying classes, NULL-ended; NULL: any class */
    const char *const *refused; /* classes that are known not to qualify, NULL-ended: any other that
                                   does not is unlisted; NULL: nobody asks */
    const char *const
        *dry; /* values of the water's class or physical that bar nothing, NULL-ended; NULL: none */
    const geo_fit_rule *fit; /* features must fit too; NULL: nothing more is asked */
    int threads;             /* at most, 0 is 1; the result does not depend on it */
} geo_patch_options;

/* Columns a source must be opened with: text class; number public. */
extern const char *const GEO_PATCHES_TEXT[1];
extern const char *const GEO_PATCHES_NUMBER[1];
/* And the water, when some of it is dry. */
extern const char *const GEO_PATCHES_WATER_TEXT[2]; /* class, physical */

typedef struct geo_patch {
    geo_geom shape; /* polygons (or, for targets of other kinds, the feature as it is) */
    geo_box box;
    const char *id;      /* lowest id of its members */
    const char *members; /* their ids, rising, a space between */
    double area_m2;
} geo_patch;

typedef struct geo_patches {
    geo_patch *items; /* in order of id */
    size_t count;
    uint64_t read, wrong_class, not_public, public_unknown,
        too_small;                /* features, and at the end patches too small: with count_small,
                                     or when no patch counts */
    uint64_t unlisted, classless; /* of wrong_class: of classes in neither list, of none at all */
    uint64_t unfit, undecided;    /* of those of a class that counts, public or perhaps: that do not
                                     fit as a whole, that may or of which a part may */
    uint64_t partly;              /* of these: that count by a part */
    bool fitted;                  /* features had to fit */
    const char *unlisted_first;   /* class of the first of these; NULL: none */
    geo_arena *arena;             /* ids, members and classes */
} geo_patches;

/* Barriers, both optional: water polygons, and streets (number foot: 0 is a road one cannot walk
 * on). Points and lines among the targets stay patches of their own. */
geo_status geo_patches_init(geo_ctx *ctx, geo_patches *patches, const geo_patch_options *options,
                            geo_source *green, geo_source *water, geo_source *street) GEO_MUST_USE;
void geo_patches_release(geo_patches *patches);

#endif
