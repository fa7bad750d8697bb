/* One object of the BAG 2.0 extract as it streams by: its texts in slots, its one geometry. */
#ifndef GEO_REGISTRY_BAG_XML_H
#define GEO_REGISTRY_BAG_XML_H

#include "base/arena.h"
#include "geom/geom.h"

typedef enum geo_bag_type {
    GEO_BAG_TYPE_PND,
    GEO_BAG_TYPE_VBO,
    GEO_BAG_TYPE_LIG,
    GEO_BAG_TYPE_STA,
    GEO_BAG_TYPE_NUM,
    GEO_BAG_TYPE_OPR,
    GEO_BAG_TYPE_WPL,
    GEO_BAG_TYPES
} geo_bag_type;

typedef enum geo_bag_slot {
    GEO_BAG_ID,
    GEO_BAG_MAIN,    /* hoofdadres */
    GEO_BAG_FURTHER, /* nevenadressen, with commas */
    GEO_BAG_USES,    /* with commas */
    GEO_BAG_AREA,
    GEO_BAG_STATUS,
    GEO_BAG_PANDEN, /* with commas */
    GEO_BAG_YEAR,
    GEO_BAG_HOUSE_NUMBER,
    GEO_BAG_HOUSE_LETTER,
    GEO_BAG_HOUSE_ADDITION,
    GEO_BAG_POSTCODE,
    GEO_BAG_STREET, /* identification of the openbare ruimte */
    GEO_BAG_PLACE,  /* of the woonplaats */
    GEO_BAG_NAME,
    GEO_BAG_VALID_FROM,
    GEO_BAG_VALID_TO,
    GEO_BAG_REGISTERED_TO,
    GEO_BAG_INACTIVE, /* also "not of the BAG" */
    GEO_BAG_SLOTS
} geo_bag_slot;

typedef struct geo_bag_object {
    geo_bag_type type;
    const char *texts[GEO_BAG_SLOTS]; /* NULL: not said */
    const geo_geom *geom;
    const char *reason; /* why there is no geom */
    const char *stand;  /* date of the extract, "" when it does not say */
} geo_bag_object;

/* Calls back for every object of the wanted types in the files of the path (a file, a folder, zips
 * in zips). The object lives as long as the call. */
typedef struct geo_bag_visitor {
    void *self;
    bool wanted[GEO_BAG_TYPES];
    geo_status (*visit)(geo_ctx *ctx, void *self, const geo_bag_object *object);
    bool *out_bgt; /* set when a file says that it is of the BGT */
} geo_bag_visitor;

geo_status geo_bag_xml_walk(geo_ctx *ctx, const char *path,
                            const geo_bag_visitor *visitor) GEO_MUST_USE;

/* Does the object hold on the day of the extract? */
bool geo_bag_is_current(const geo_bag_object *object);

#endif
