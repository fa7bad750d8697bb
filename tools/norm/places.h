/* Where gn-norm counts homes, and where the norm applies. */
#ifndef GROENNET_NORM_PLACES_H
#define GROENNET_NORM_PLACES_H

#include "norm/ask.h"

typedef struct norm_places {
    geo_source *neighbourhood, *by, *applies;
    geo_areas *areas[GEO_LEVELS];
    geo_areas *inside; /* NULL: everywhere */
} norm_places;

geo_status norm_open_places(cli *app, const norm_args *args, norm_places *to) GEO_MUST_USE;
void norm_places_release(norm_places *places);

#endif
