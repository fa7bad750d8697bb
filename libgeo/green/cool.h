/* Cool places: which green is cool, by the share of it that lies under crowns, or by the mean of a
 * raster of PET (physiological equivalent temperature, degrees Celsius) where there is one; and of
 * green that is not cool as a whole the part that is. What the data leave open is neither: it may
 * be cool. */
#ifndef GEO_GREEN_COOL_H
#define GEO_GREEN_COOL_H

#include "green/canopy.h"
#include "green/patches.h"

/* data/cool-rules.csv. */
typedef struct geo_cool_rules {
    double min_area_m2, min_width_m; /* of a patch */
    double canopy_min_pct;
    double pet_max_c;               /* the mean is lower */
    double pet_least_c, pet_most_c; /* other values are no PET */
    double pet_gap_most_pct;        /* without data: with more of it the mean is unknown */
    double route_shade_pct, path_shade_pct;
} geo_cool_rules;
/* Errors: those of geo_table_read; FORMAT (a number missing, twice, of another unit or out of
 * range, one that nobody knows). */
geo_status geo_cool_rules_read(geo_ctx *ctx, const char *path, geo_cool_rules *out) GEO_MUST_USE;

/* One of the two is NULL: with a raster of PET the crowns are not asked. canopy: with denominator
 * ALL. */
typedef struct geo_cool_inputs {
    geo_canopy *canopy;
    const geo_grid_source *pet;
} geo_cool_inputs;

typedef struct geo_cool geo_cool;
geo_status geo_cool_new(geo_ctx *ctx, const geo_cool_rules *rules, const geo_cool_inputs *inputs,
                        geo_cool **out) GEO_MUST_USE;
void geo_cool_free(geo_cool *cool);

/* What is known of one green. */
typedef struct geo_cool_figure {
    double value; /* percentage under crowns, or mean PET in degrees; NaN: unknown */
    geo_fit fit;
} geo_cool_figure;
/* Errors: RANGE (the raster holds something else than PET), those of the canopy measure. */
geo_status geo_cool_measure(geo_ctx *ctx, geo_cool *cool, const geo_geom *green,
                            geo_cool_figure *out) GEO_MUST_USE;

/* As a rule for patches: what is cool as a whole counts, and of the rest what lies under crowns, or
 * in cells with a low PET. Every row is measured once: all patches must be made from one source.
 * maybe: what may be cool counts too. `cool` must outlive the rule. */
geo_fit_rule geo_cool_rule(geo_cool *cool, bool maybe);

#endif
