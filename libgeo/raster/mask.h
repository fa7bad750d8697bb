/* A mask in an eighth of its bytes: rows of bits in groups of 128 cells. Bit k of byte j of a group
 * is its cell 16 k + j, so that eight vectors of bytes become one by additions alone; what a mask
 * is asked, how many cells from here to there, does not depend on the order within a group. */
#ifndef GEO_RASTER_MASK_H
#define GEO_RASTER_MASK_H

#include <stdbool.h>
#include <stdint.h>

enum { GEO_MASK_GROUP = 128 };
typedef uint8_t geo_mask_group __attribute__((vector_size(16)));

static inline int64_t geo_mask_groups(int64_t cells)
{
    return (cells + GEO_MASK_GROUP - 1) / GEO_MASK_GROUP;
}

/* What a row of bytes holds. */
enum {
    GEO_MASK_GAPS = 1, /* cells without data */
    GEO_MASK_OTHER = 2 /* values that no mask has: it has 0, and 1 or 255 */
};

/* Sets the bits of `count` cells. full: those that are not 0 and have data; known: those that have
 * data, NULL: not asked. Each has room for geo_mask_groups(count); bits past `count` are 0 or not,
 * nobody may look. nodata: a byte, or less than 0: all are values. Returns what was met. */
unsigned geo_mask_pack(const uint8_t *cells, int64_t count, int nodata, geo_mask_group *full,
                       geo_mask_group *known);

/* How many of the cells from..to - 1 are set; 0 <= from < to. */
int64_t geo_mask_count(const geo_mask_group *row, int64_t from, int64_t to);

static inline bool geo_mask_at(const geo_mask_group *row, int64_t cell)
{
    const uint8_t *group = (const uint8_t *)(row + cell / GEO_MASK_GROUP);
    return group[cell % 16] >> (cell % GEO_MASK_GROUP / 16) & 1;
}

#endif
