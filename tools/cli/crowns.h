/* Where tree crowns come from, for the tools that measure what lies under them: a raster, crown
 * polygons, or trees with their crown as a circle. */
#ifndef GROENNET_CLI_CROWNS_H
#define GROENNET_CLI_CROWNS_H

#include "cli/cli.h"
#include "green/canopy.h"
#include "io/rasters.h"

typedef struct cli_crowns_args {
    int canopy_is;
    double height_min_m, crown_d_m;
} cli_crowns_args;

/* Their rows in the option table of a tool whose args have the member `crowns`. silent: the tool
 * does not always ask for crowns; when it does, cli_crowns_facts tells the values. */
#define CLI_CROWNS_OPTIONS(args, silent)                                                           \
    {"canopy-is",                                                                                  \
     0,                                                                                            \
     CLI_CHOICE,                                                                                   \
     offsetof(args, crowns.canopy_is),                                                             \
     "KIND",                                                                                       \
     "mask",                                                                                       \
     "mask|percent|height",                                                                        \
     "Inhoud kroonraster",                                                                         \
     "what the cells of the canopy raster hold: 1 or 255 for canopy and 0 elsewhere, a "           \
     "percentage, or a height in metres",                                                          \
     silent},                                                                                      \
        {"height-min",                                                                             \
         0,                                                                                        \
         CLI_LENGTH,                                                                               \
         offsetof(args, crowns.height_min_m),                                                      \
         "LENGTH",                                                                                 \
         "3m",                                                                                     \
         NULL,                                                                                     \
         "Minimale hoogte",                                                                        \
         "lower cells of a height raster, and trees known to be lower, are no canopy",             \
         silent},                                                                                  \
    {                                                                                              \
        "crown-d", 0, CLI_LENGTH, offsetof(args, crowns.crown_d_m), "LENGTH", "5m", NULL,          \
            "Kroon onbekend", "crown diameter of trees whose crown is unknown", silent             \
    }
geo_status cli_crowns_facts(cli *app) GEO_MUST_USE;

typedef struct cli_crowns {
    geo_source *crown, *tree, *building, *coverage;
    geo_raster *raster;
    geo_geos *geos;
    geo_coverage *limits; /* of crowns that are no raster */
} cli_crowns;

/* --crown-d that no tree can have is a usage error. */
int cli_crowns_check(cli *app, const cli_crowns_args *args);
/* What the user named; else the first there is of canopy raster, crown polygons, and trees. With
 * none of them all stays NULL, which is an error when they are required. The tool has the themes
 * crown, tree, building and coverage, and the raster canopy. */
geo_status cli_crowns_open(cli *app, const cli_crowns_args *args, bool required,
                           cli_crowns *out) GEO_MUST_USE;
void cli_crowns_release(cli_crowns *crowns);
/* Fills in what the canopy measure asks about crowns. */
void cli_crowns_put(const cli_crowns *crowns, const cli_crowns_args *args,
                    geo_canopy_options *options, geo_canopy_inputs *inputs);

#endif
