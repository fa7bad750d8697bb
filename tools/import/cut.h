/* Which part of the country: --municipality, --bbox or --clip, with --halo. */
#ifndef GROENNET_IMPORT_CUT_H
#define GROENNET_IMPORT_CUT_H

#include "cli/cli.h"
#include "registry/area.h"

typedef struct import_cut {
    const char *municipality; /* code or name, or NULL */
    const char *clip;         /* dataset, or NULL */
    double halo_m;
    bool by_source; /* the source itself knows the municipality (cbs) */
} import_cut;

/* The system that the town is or will be in. */
geo_status import_town_crs(cli *app, geo_crs **out) GEO_MUST_USE;
/* *out NULL: everything. */
geo_status import_area(cli *app, const import_cut *cut, const geo_crs *crs,
                       geo_area **out) GEO_MUST_USE;
/* Can all that --mask names be used? What is mended is warned of. Errors: GEOM. */
geo_status import_check_mask(cli *app, const char *mask, const geo_crs *crs) GEO_MUST_USE;

#endif
