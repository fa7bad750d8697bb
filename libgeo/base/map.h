/* Hash map from text keys to 32-bit values; copies its keys. Iteration order is never exposed, so
 * results cannot depend on it. */
#ifndef GEO_BASE_MAP_H
#define GEO_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct geo_map geo_map;

geo_map *geo_map_new(void); /* NULL: no memory */
void geo_map_free(geo_map *map);
size_t geo_map_count(const geo_map *map);
/* The value of the key, or NULL. Valid until the next set. */
uint32_t *geo_map_get(const geo_map *map, const char *key, size_t length);
/* Sets or replaces; false: no memory. */
bool geo_map_set(geo_map *map, const char *key, size_t length, uint32_t value)
    __attribute__((warn_unused_result));

#endif
