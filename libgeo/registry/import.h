/* What every source of gn-import is given: the files, the town to fill, and the tables of rules. A
 * source reads records, gives them their theme and columns, and offers them to the town. */
#ifndef GEO_REGISTRY_IMPORT_H
#define GEO_REGISTRY_IMPORT_H

#include "base/table.h"
#include "registry/town.h"

typedef struct geo_import_map { /* --map column=FIELD */
    const char *column, *field;
} geo_import_map;

typedef struct geo_import {
    const char *source; /* its name among those of gn-import */
    geo_town *town;
    const char *const *files; /* paths, or PATH:LAYER where the source reads layers */
    size_t file_count;
    const char *crs;          /* declared by the user for files that do not say; NULL */
    const char *municipality; /* code or name as the user gave it; NULL */
    const char *encoding;     /* of text files; NULL: recognised */
    const geo_import_map *maps;
    size_t map_count;
    int this_year;     /* what comes later has not been; 0: nobody says */
    bool themes_given; /* by --theme: a source with a default of its own takes all of them */
    const struct geo_ahn_wishes *ahn; /* registry/ahn_import.h; NULL for other sources */
    /* A table of data/ by its file name; the caller of it frees the table. */
    void *self;
    geo_status (*table)(void *self, geo_ctx *ctx, const char *name, geo_table **out);
} geo_import;

geo_status geo_import_bag(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;
geo_status geo_import_bgt(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;
geo_status geo_import_cbs(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;
geo_status geo_import_osm(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;
geo_status geo_import_damo(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;
/* `import->source`: trees, lights, species, storage, plans, property, permit, areas */
geo_status geo_import_register(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;

#endif
