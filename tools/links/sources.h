/* The themes and datasets that gn-links reads. */
#ifndef GROENNET_LINKS_SOURCES_H
#define GROENNET_LINKS_SOURCES_H

#include "cli/cli.h"
#include "io/rasters.h"
#include "nature/links.h"

enum {
    LINKS_LANDCOVER,
    LINKS_WATER,
    LINKS_LINES,
    LINKS_BUILDING,
    LINKS_STREET,
    LINKS_LIGHT,
    LINKS_PROPERTY,
    LINKS_ZONES,
    LINKS_SOURCES
};

/* By place in the list above; NULL: not there. */
typedef struct links_sources {
    geo_source *items[LINKS_SOURCES];
    geo_raster *resistance; /* NULL: made of the themes */
} links_sources;

/* resistance: the grid that was named, or NULL. After a failure what is open is still to be
 * released. */
geo_status links_open(cli *app, const char *zones, const char *resistance,
                      links_sources *out) GEO_MUST_USE;
/* Hands them to the library. */
void links_fill(const links_sources *sources, geo_link_inputs *out);
void links_release(links_sources *sources);

#endif
