/* Target cool: green by the rule of cool-rules.csv; and the shade along the way to any target. */
#ifndef GROENNET_ACCESS_COOL_H
#define GROENNET_ACCESS_COOL_H

#include "cli/crowns.h"
#include "green/cool.h"
#include "green/shade.h"

#define ACCESS_COOL_NORM "koelteplek" /* whose distance the summary speaks of */
/* Prefix of its columns by default: a distance to a cool place is not to pass for one to green. */
#define ACCESS_COOL_NAME "cool"

typedef struct access_cool_asked {
    bool cool, shade;
    const char *pet; /* raster, or NULL */
    cli_crowns_args crowns;
} access_cool_asked;

typedef struct access_cool {
    geo_cool_rules rules;
    cli_crowns crowns;
    geo_raster *pet;
    geo_canopy *canopy; /* NULL: no crowns are known */
    geo_cool *cool;     /* NULL: another target */
    geo_fit_rule sure, may;
    geo_shaded_ways *ways;
    char facts[3][32]; /* sizes, as text */
} access_cool;

/* Opens what was asked for; crowns are required unless a raster of PET stands in for them. green:
 * that it must lie on, or NULL. */
geo_status access_cool_open(cli *app, const access_cool_asked *asked, const geo_source *green,
                            access_cool *out) GEO_MUST_USE;
/* Measures the ways of a network, when crowns are known. */
geo_status access_cool_shade(cli *app, access_cool *cool, const geo_network *network,
                             const geo_reach *reach) GEO_MUST_USE;
void access_cool_release(access_cool *cool);
/* Sizes as they apply go into the history of the columns, where the options' defaults would stand.
 */
geo_status access_cool_facts(cli *app, const geo_patch_options *options,
                             access_cool *cool) GEO_MUST_USE;
/* What became of the greens, at -v. */
void access_cool_tell(cli *app, const access_cool *cool, const geo_patches *patches);

#endif
