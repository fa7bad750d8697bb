#include "import/sources.h"

#include <string.h>

#include "registry/ahn_import.h"

#define RECORDS "map encoding crs" /* of what is read as records with fields */

const import_source import_sources[] = {
    {"ahn", "sheets of the elevation model (GeoTIFF), or a raster of crowns", geo_import_ahn, false,
     "crs files-are unit tops green mask", "tree", NULL},
    {"bag", "BAG as GeoPackage (bag-light, INSPIRE), 2.0 extract, GeoJSON or CSV", geo_import_bag,
     false, RECORDS, "address building", NULL},
    {"bgt", "BGT as GML (zip, folder, file), SQLite or GeoJSON", geo_import_bgt, false,
     "encoding crs", "landcover street waterway", "bgt-rules.csv"},
    {"cbs", "wijken en buurten (GeoPackage of any year)", geo_import_cbs, true, RECORDS,
     "neighbourhood", NULL},
    {"osm", "an extract of OpenStreetMap (.osm.pbf, .osm): streets, and more", geo_import_osm,
     false, "", "", "osm-rules.csv"},
    {"damo", "a water board's DAMO or HyDAMO (GeoPackage)", geo_import_damo, false, RECORDS,
     "water waterway", NULL},
    {"trees", "a register of trees (any vector file or CSV)", geo_import_register, false, RECORDS,
     "tree", NULL},
    {"lights", "a register of lamps", geo_import_register, false, RECORDS, "light", NULL},
    {"species", "roosts and nests seen", geo_import_register, false, RECORDS, "roost", NULL},
    {"storage", "places where rain is stored", geo_import_register, false, RECORDS, "storage",
     NULL},
    {"plans", "building plans and works", geo_import_register, false, RECORDS, "plan", NULL},
    {"property", "who owns the ground", geo_import_register, false, RECORDS, "property", NULL},
    {"permit", "species permits", geo_import_register, false, RECORDS, "permit", NULL},
    {"areas", "neighbourhoods of the municipality's own", geo_import_register, false, RECORDS,
     "neighbourhood", NULL},
};
const size_t import_source_count = sizeof import_sources / sizeof *import_sources;

void import_sources_about(geo_text *out)
{
    geo_text_add(out, "\nSources:\n");
    for (size_t i = 0; i < import_source_count; i++)
        geo_text_addf(out, "  %-10s %s\n", import_sources[i].name, import_sources[i].delivers);
}

const import_source *import_source_named(const char *name)
{
    for (size_t i = 0; i < import_source_count; i++)
        if (strcmp(import_sources[i].name, name) == 0)
            return &import_sources[i];
    return NULL;
}
