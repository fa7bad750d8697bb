/* Sizes as registers write them: a number, or a class in words ("15 tot 18 m.", "tot 6 m.",
 * "24 m. en hoger", "0-6m", ">24m"). */
#ifndef GEO_REGISTRY_SIZE_CLASS_H
#define GEO_REGISTRY_SIZE_CLASS_H

#include <stdbool.h>

/* m; NaN where nothing is said. */
typedef struct geo_size_class {
    double middle_m, min_m, max_m;
} geo_size_class;

/* "12,5" and "12.5 m": middle. "15 tot 18 m.": min, max and their middle. "tot 6 m.", "< 6": max
 * alone, since the thresholds of the norm lie within it. "24 m. en hoger", "> 24": min, and the
 * same as middle. A word for "unknown": nothing is said. False: none of these. Source: IMBOR domain
 * lists BoomhoogteklasseActueel and KroondiameterklasseActueel (CROW). */
bool geo_size_class_parse(const char *text, geo_size_class *out);

#endif
