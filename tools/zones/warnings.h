/* What gn-zones has to say of its inputs: all that changed the answer and is no error. */
#ifndef GROENNET_ZONES_WARNINGS_H
#define GROENNET_ZONES_WARNINGS_H

#include "zones/sources.h"

void zones_warn(cli *app, const zones_sources *sources, const geo_zones *zones);

#endif
