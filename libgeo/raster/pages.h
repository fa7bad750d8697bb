/* Large pages for arrays that are visited out of order. */
#ifndef GEO_RASTER_PAGES_H
#define GEO_RASTER_PAGES_H

#include <stddef.h>

/* Asks the system to lay memory in large pages, which such visits need far fewer looks into its
 * tables for; what is refused costs only time. Contents stay as they are. */
void geo_pages_large(void *memory, size_t bytes);

#endif
