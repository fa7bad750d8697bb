/* Layer storage_book of a GeoPackage. */
#ifndef GROENNET_STORAGE_LAYERS_H
#define GROENNET_STORAGE_LAYERS_H

#include "cli/package.h"
#include "water/storage.h"

/* Puts the layer into the package and publishes that. */
geo_status storage_write(cli *app, const geo_storage_book *book, geo_package *package) GEO_MUST_USE;

#endif
