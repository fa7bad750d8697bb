/* What gn-storage reads to find places that could store water, and layer storage_potential. */
#ifndef GROENNET_STORAGE_PLACES_H
#define GROENNET_STORAGE_PLACES_H

#include "cli/package.h"
#include "storage/inputs.h"
#include "water/potential.h"

typedef struct storage_places {
    geo_potential_inputs to;
    geo_source *layers[GEO_POTENTIAL_LAYERS];
    geo_raster *permeability;
    geo_potential_tables *tables;
} storage_places;

/* What the town has of it; without land cover nothing is opened, and `tables` stays NULL. Release
 * also after a failure. */
geo_status storage_open_places(cli *app, const storage_args *args, const storage_inputs *inputs,
                               storage_places *out) GEO_MUST_USE;
void storage_places_release(storage_places *places);
/* At -v: how many, and which gates they fail. NULL: none. */
void storage_tell_places(cli *app, const geo_potential *potential);

/* The layer, added to the package. */
geo_status storage_add_places(cli *app, const geo_potential *potential,
                              geo_package *package) GEO_MUST_USE;

#endif
