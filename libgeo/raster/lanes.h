/* Bytes side by side, as many as a vector holds. */
#ifndef GEO_RASTER_LANES_H
#define GEO_RASTER_LANES_H

#include <stdint.h>
#include <string.h>

typedef uint8_t geo_lanes __attribute__((vector_size(16)));

static inline int64_t geo_lanes_sum(geo_lanes bytes)
{
    const uint64_t even = 0x00ff00ff00ff00ff, every_fourth = 0x0001000100010001;
    uint64_t words[2];
    memcpy(words, &bytes, sizeof words);
    uint64_t pairs = (words[0] & even) + (words[0] >> 8 & even) + (words[1] & even) +
                     (words[1] >> 8 & even); /* four sums of at most 4 * 255 */
    return (int64_t)(pairs * every_fourth >> 48);
}

#endif
