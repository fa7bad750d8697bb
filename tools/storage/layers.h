/* Layer storage_book of a GeoPackage. */
#ifndef GROENNET_STORAGE_LAYERS_H
#define GROENNET_STORAGE_LAYERS_H

#include "cli/cli.h"
#include "water/storage.h"

geo_status storage_write(cli *app, const geo_storage_book *book) GEO_MUST_USE;

#endif
