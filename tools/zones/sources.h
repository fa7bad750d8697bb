/* The themes and datasets that gn-zones reads. */
#ifndef GROENNET_ZONES_SOURCES_H
#define GROENNET_ZONES_SOURCES_H

#include "cli/cli.h"
#include "nature/zones.h"

enum {
    ZONES_LANDCOVER,
    ZONES_WATER,
    ZONES_GREEN,
    ZONES_HEDGE,
    ZONES_TREE,
    ZONES_BUILDING,
    ZONES_PLAN,
    ZONES_COVERAGE,
    ZONES_DECIDED,
    ZONES_FACILITY,
    ZONES_PROTECTED,
    ZONES_SOURCES
};

/* By place in the list above; NULL: not there. */
typedef struct zones_sources {
    geo_source *items[ZONES_SOURCES];
} zones_sources;

/* What the options named; NULL: not given. */
typedef struct zones_named {
    const char *decided, *facility, *protection;
} zones_named;

geo_status zones_open(cli *app, const zones_named *named, zones_sources *out) GEO_MUST_USE;
/* Hands them to the library. */
void zones_fill(const zones_sources *sources, geo_zone_inputs *out);
void zones_release(zones_sources *sources);

#endif
