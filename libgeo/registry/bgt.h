/* The BGT between its formats and the town: an object with its attributes in slots, whatever the
 * format calls them, and what becomes of it (data/bgt-rules.csv). */
#ifndef GEO_REGISTRY_BGT_H
#define GEO_REGISTRY_BGT_H

#include "registry/import.h"

typedef enum geo_bgt_slot {
    GEO_BGT_ID,         /* lokaalID */
    GEO_BGT_KEEPER,     /* bronhouder */
    GEO_BGT_LEVEL,      /* relatieveHoogteligging */
    GEO_BGT_ENDED,      /* eindRegistratie */
    GEO_BGT_TERMINATED, /* terminationDate */
    GEO_BGT_REGISTERED, /* tijdstipRegistratie */
    GEO_BGT_PUBLISHED,  /* LV-publicatiedatum */
    GEO_BGT_CLASS,      /* physical appearance of terrain, type of water and vegetation */
    GEO_BGT_FUNCTION,   /* of roads; type of posts */
    GEO_BGT_SURFACE,    /* surfaceMaterial of roads */
    GEO_BGT_PHYSICAL,   /* bgt-fysiekVoorkomen, fysiek_voorkomen */
    GEO_BGT_TYPE,       /* bgt-type, type */
    GEO_BGT_PLUS_PHYSICAL,
    GEO_BGT_PLUS_TYPE,
    GEO_BGT_PAND, /* identificatieBAGPND */
    GEO_BGT_SLOTS
} geo_bgt_slot;

/* Any name of an attribute, in any format ("bgt-fysiekVoorkomen", "fysiek_voorkomen"); false: it is
 * of no use here. */
bool geo_bgt_slot_named(const char *name, geo_bgt_slot *out);

/* A class of the BGT. */
typedef struct geo_bgt_object {
    const char *name;     /* "wegdeel": of the file, also of the class in OGC API Features */
    const char *element;  /* "TrafficArea": of the feature in GML */
    const char *property; /* "geometrie2dWegdeel": the one of its geometries that is its shape */
    geo_theme home;  /* what it is in the town when no rule says more; LANDCOVER: it is ground */
    geo_theme lines; /* that are drawn through it when asked for; GEO_THEMES: none */
} geo_bgt_object;

enum { GEO_BGT_OBJECTS = 9 }; /* classes that are read */
/* 0 to GEO_BGT_OBJECTS - 1. */
size_t geo_bgt_object_number(const geo_bgt_object *object);

/* By name, element, or layer name of a conversion ("bgt_wegdeel", "trafficarea",
 * "vegetatieobject_punt"), letter case ignored; NULL: not a class that is read. */
const geo_bgt_object *geo_bgt_object_named(const char *name);

enum { GEO_BGT_STEM = 64 };
/* The file's name without folder and endings; false: longer than that of any class. */
bool geo_bgt_stem(const char *path, char out[GEO_BGT_STEM]);

typedef struct geo_bgt geo_bgt;
geo_status geo_bgt_new(geo_ctx *ctx, const geo_import *import, geo_bgt **out) GEO_MUST_USE;
void geo_bgt_free(geo_bgt *bgt);
/* The files hold this class, be it without objects: rows of its themes are replaced. */
geo_status geo_bgt_meet(geo_ctx *ctx, geo_bgt *bgt, const geo_bgt_object *object) GEO_MUST_USE;
/* One object: slots NULL where nothing is said; geom in the town's system, or NULL with the reason.
 * Anything that is over is ignored, and counted. */
geo_status geo_bgt_take(geo_ctx *ctx, geo_bgt *bgt, const geo_bgt_object *object,
                        const char *const slots[GEO_BGT_SLOTS], const geo_geom *geom,
                        const char *reason) GEO_MUST_USE;

/* bgt_lines.c: the BGT has roads and water as areas; where streets or waterways are asked for
 * (--theme street, waterway), lines are drawn through them (registry/centre.h). */
typedef struct geo_bgt_lines geo_bgt_lines;
/* *out NULL: not wanted. theme: STREET (data/bgt-streets.csv), WATERWAY (data/bgt-waterways.csv) */
geo_status geo_bgt_lines_new(geo_ctx *ctx, const geo_import *import, geo_theme theme,
                             geo_bgt_lines **out) GEO_MUST_USE;
void geo_bgt_lines_free(geo_bgt_lines *lines);
/* A current object, as the registry has it: text NULL where nothing is said, geom NULL with the
 * reason why. */
typedef struct geo_bgt_area {
    const char *id;
    const char *kind; /* function of a road, type of water */
    const char *surface, *level;
    const geo_geom *geom;
    const char *why;
} geo_bgt_area;
/* Kept till the end; what no line can be drawn through is counted with the theme. */
geo_status geo_bgt_lines_add(geo_ctx *ctx, geo_bgt_lines *lines,
                             const geo_bgt_area *area) GEO_MUST_USE;
/* Draws the lines and offers them. */
geo_status geo_bgt_lines_offer(geo_ctx *ctx, geo_bgt_lines *lines) GEO_MUST_USE;

/* bgt_gml.c, bgt_records.c: all objects of a file. *out_any: there was a class that is read. */
geo_status geo_bgt_read_gml(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import, const char *path,
                            bool *out_any) GEO_MUST_USE;
geo_status geo_bgt_read_records(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import,
                                const char *path, bool *out_any) GEO_MUST_USE;

#endif
