/* Themes as arrays, in the place of io/source: a program that includes array_source.c reads its
 * themes from memory, so that thousands of towns need no file. Rows keep the order in which they
 * were added, as a layer's do. */
#ifndef GROENNET_TESTS_ARRAY_SOURCE_H
#define GROENNET_TESTS_ARRAY_SOURCE_H

#include "io/source.h"

/* Freed by geo_source_free. */
geo_source *array_source_new(const char *name, size_t text_count, size_t number_count);
/* All is copied; a text that is NULL or "" is null. */
void array_source_add(geo_source *source, const geo_geom *geom, const char *id,
                      const char *const *text, const double *number);

#endif
