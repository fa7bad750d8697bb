/* The BAG between its formats and the town: an address or a pand in the registry's own words, and
 * what becomes of it. A home is a verblijfsobject in use with a woonfunctie, a berth or a pitch;
 * where nothing is said of use it is unknown, never no. Source: Catalogus BAG 2018 (Kadaster);
 * data/bag-status.csv. */
#ifndef GEO_REGISTRY_BAG_H
#define GEO_REGISTRY_BAG_H

#include "base/text.h"
#include "registry/cell_text.h"
#include "registry/import.h"

typedef struct geo_bag geo_bag;

typedef enum geo_bag_kind {
    GEO_BAG_VBO,
    GEO_BAG_BERTH, /* ligplaats */
    GEO_BAG_PITCH, /* standplaats */
    GEO_BAG_PAND,
    GEO_BAG_NUMBER /* an address of which nobody says what it belongs to */
} geo_bag_kind;

/* Text as the registry has it; NULL: not said. */
typedef struct geo_bag_address {
    geo_bag_kind kind;
    const char *id, *address_id; /* of the object, of its nummeraanduiding */
    const char *street, *number, *letter, *addition, *postcode, *place;
    const char *status, *uses;    /* uses: a list; "" when it has none */
    const char *area, *buildings; /* m2; identifications with commas */
    const char *home;             /* yes or no when the user says so (--map home==1) */
    const geo_geom *geom;         /* a point, or the polygon of a berth or pitch */
    const char *reason;           /* why there is no geom */
} geo_bag_address;

typedef struct geo_bag_pand {
    const char *id, *year, *status;
    const geo_geom *geom;
    const char *reason;
} geo_bag_pand;

/* All panden before the first address. */
geo_status geo_bag_take_pand(geo_ctx *ctx, geo_bag *bag, const geo_bag_pand *pand) GEO_MUST_USE;
geo_status geo_bag_take_address(geo_ctx *ctx, geo_bag *bag,
                                const geo_bag_address *address) GEO_MUST_USE;

/* An identification of the BAG that went through an integer has lost its leading zeros: 13 to 15
 * digits get them back, blanks around it and a ".0" behind it go, all else is given as it is. */
typedef struct geo_bag_id {
    char text[GEO_CELL_ID_ROOM + 3];
} geo_bag_id;
const char *geo_bag_id_whole(const char *text, geo_bag_id *room);
/* The same for each of a list with commas; geo_text_string of `out` when there was something to do,
 * else the list itself. Those of which only a power of ten is left are left out; *lost grows. */
const char *geo_bag_ids_whole(const char *list, geo_text *out, uint64_t *lost);

/* Uses with a comma between them, in the registry's words, from a list with any of , ; | / between
 * them or as JSON and PostgreSQL write lists; `out` is emptied first. false: some word of it is no
 * use of the BAG, and left out of `out`. */
bool geo_bag_uses_read(const char *list, geo_text *out);

/* The file that what is taken next comes from, for messages; it must live as long as the bag. */
void geo_bag_file(geo_bag *bag, const char *path);

/* bag_extract.c: the BAG 2.0 extract, XML in zips of zips (any part of it). *out_any: there was an
 * object of it. */
geo_status geo_bag_read_extract(geo_ctx *ctx, geo_bag *bag, const geo_import *import,
                                bool *out_any) GEO_MUST_USE;
/* bag_records.c: layers of GeoPackages, SQLite, GeoJSON and CSV. *out_any: there was one. */
geo_status geo_bag_read_records(geo_ctx *ctx, geo_bag *bag, const geo_import *import,
                                bool *out_any) GEO_MUST_USE;

#endif
