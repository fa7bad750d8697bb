/* The classes and attributes of the BGT under the names that its formats give them.
 * Source: Gegevenscatalogus BGT 1.2 and IMGeo 2.1.1 (Geonovum). */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "registry/bgt.h"

static const geo_bgt_object objects[GEO_BGT_OBJECTS] = {
    {"pand", "BuildingPart", "geometrie2dGrondvlak", GEO_THEME_BUILDING, GEO_THEMES},
    {"begroeidterreindeel", "PlantCover", "geometrie2dBegroeidTerreindeel", GEO_THEME_LANDCOVER,
     GEO_THEMES},
    {"onbegroeidterreindeel", "OnbegroeidTerreindeel", "geometrie2dOnbegroeidTerreindeel",
     GEO_THEME_LANDCOVER, GEO_THEMES},
    {"wegdeel", "TrafficArea", "geometrie2dWegdeel", GEO_THEME_LANDCOVER, GEO_THEME_STREET},
    {"ondersteunendwegdeel", "AuxiliaryTrafficArea", "geometrie2dOndersteunendWegdeel",
     GEO_THEME_LANDCOVER, GEO_THEME_STREET},
    {"waterdeel", "Waterdeel", "geometrie2dWaterdeel", GEO_THEME_LANDCOVER, GEO_THEME_WATERWAY},
    {"ondersteunendwaterdeel", "OndersteunendWaterdeel", "geometrie2dOndersteunendWaterdeel",
     GEO_THEME_LANDCOVER, GEO_THEMES},
    {"vegetatieobject", "SolitaryVegetationObject", "geometrie2dVegetatieObject", GEO_THEME_TREE,
     GEO_THEMES},
    {"paal", "Paal", "geometrie2dPaal", GEO_THEME_LIGHT, GEO_THEMES},
};

static const struct {
    const char *name; /* without case, hyphens, underscores and dots */
    geo_bgt_slot slot;
} names[] = {
    {"lokaalid", GEO_BGT_ID},
    {"identificatielokaalid", GEO_BGT_ID}, /* gmllight: identificatie.lokaalID */
    {"bronhouder", GEO_BGT_KEEPER},
    {"relatievehoogteligging", GEO_BGT_LEVEL},
    {"eindregistratie", GEO_BGT_ENDED},
    {"terminationdate", GEO_BGT_TERMINATED},
    {"objecteindtijd", GEO_BGT_TERMINATED},
    {"tijdstipregistratie", GEO_BGT_REGISTERED},
    {"lvpublicatiedatum", GEO_BGT_PUBLISHED},
    {"class", GEO_BGT_CLASS},
    {"function", GEO_BGT_FUNCTION},
    {"functie", GEO_BGT_FUNCTION},
    {"bgtfunctie", GEO_BGT_FUNCTION},
    {"surfacematerial", GEO_BGT_SURFACE},
    {"bgtfysiekvoorkomen", GEO_BGT_PHYSICAL},
    {"fysiekvoorkomen", GEO_BGT_PHYSICAL},
    {"bgttype", GEO_BGT_TYPE},
    {"type", GEO_BGT_TYPE},
    {"plusfysiekvoorkomen", GEO_BGT_PLUS_PHYSICAL},
    {"plusfysiekvoorkomenwegdeel", GEO_BGT_PLUS_PHYSICAL},
    {"plusfysiekvoorkomenondersteunendwegdeel", GEO_BGT_PLUS_PHYSICAL},
    {"plustype", GEO_BGT_PLUS_TYPE},
    {"identificatiebagpnd", GEO_BGT_PAND},
};

/* Lower case, without hyphens, underscores and dots; what does not fit is no name of the BGT. */
static bool plain_name(const char *name, char out[48])
{
    size_t length = 0;
    for (; *name; name++) {
        if (*name == '-' || *name == '_' || *name == '.')
            continue;
        if (length == 47)
            return false;
        out[length++] = (char)tolower((unsigned char)*name);
    }
    out[length] = '\0';
    return true;
}

bool geo_bgt_slot_named(const char *name, geo_bgt_slot *out)
{
    char plain[48];
    if (!plain_name(name, plain))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, plain) == 0) {
            *out = names[i].slot;
            return true;
        }
    return false;
}

const geo_bgt_object *geo_bgt_object_named(const char *name)
{
    size_t length;
    if (strncasecmp(name, "bgt_", 4) == 0)
        name += 4;
    for (int i = 0; i < GEO_BGT_OBJECTS; i++) {
        length = strlen(objects[i].name);
        bool begins = strncasecmp(name, objects[i].name, length) == 0;
        if (strcasecmp(name, objects[i].element) == 0 ||
            (begins && (!name[length] || name[length] == '_')))
            return &objects[i];
    }
    return NULL;
}

size_t geo_bgt_object_number(const geo_bgt_object *object)
{
    return (size_t)(object - objects);
}

bool geo_bgt_stem(const char *path, char out[GEO_BGT_STEM])
{
    const char *base = geo_path_name(path);
    size_t length = strcspn(base, ".");
    if (length >= GEO_BGT_STEM)
        return false;
    memcpy(out, base, length);
    out[length] = '\0';
    return true;
}
