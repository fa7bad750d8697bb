#include "raster/mask.h"

#include <string.h>

#include "raster/lanes.h"

enum { LANES = sizeof(geo_mask_group), VECTORS = 8 };

static geo_mask_group all(unsigned value)
{
    return (geo_mask_group){0} + (uint8_t)value;
}

static bool is_any(geo_mask_group group)
{
    uint64_t words[2];
    memcpy(words, &group, sizeof words);
    return (words[0] | words[1]) != 0;
}

/* ---- packing ---- */

/* Any values. A comparison of vectors gives all bits where it holds. */
static unsigned pack_any(const uint8_t *cells, int nodata, geo_mask_group *full,
                         geo_mask_group *known)
{
    const geo_mask_group missing = all(nodata < 0 ? 0 : (unsigned)nodata),
                         can_miss = all(nodata < 0 ? 0 : UINT8_MAX);
    geo_mask_group set = {0}, has = {0}, gaps = {0}, others = {0}, cell;
    for (int k = 0; k < VECTORS; k++) {
        const geo_mask_group bit = all(1U << k);
        memcpy(&cell, cells + k * LANES, sizeof cell);
        geo_mask_group gap = (geo_mask_group)(cell == missing) & can_miss;
        others |= (geo_mask_group)(cell > 1) & (geo_mask_group)(cell != UINT8_MAX) & ~gap;
        set |= (geo_mask_group)(cell != 0) & ~gap & bit;
        has |= ~gap & bit;
        gaps |= gap;
    }
    *full = set;
    if (known)
        *known = has;
    return (is_any(gaps) ? GEO_MASK_GAPS : 0) | (is_any(others) ? GEO_MASK_OTHER : 0);
}

/* Nothing but 0 and 1, which nearly all groups are: false where it was not. */
static bool pack_ones(const uint8_t *cells, geo_mask_group *full)
{
    geo_mask_group bits = {0}, seen = {0}, cell;
#pragma GCC unroll 8
    for (int k = VECTORS - 1; k >= 0; k--) {
        memcpy(&cell, cells + k * LANES, sizeof cell);
        bits += bits + cell;
        seen |= cell;
    }
    *full = bits;
    return !is_any(seen & ~all(1));
}

/* One group; plain: 0 and 1 are values. */
static unsigned pack(const uint8_t *cells, int nodata, bool plain, geo_mask_group *full,
                     geo_mask_group *known)
{
    if (!(plain && pack_ones(cells, full)))
        return pack_any(cells, nodata, full, known);
    if (known)
        *known = all(UINT8_MAX);
    return 0;
}

unsigned geo_mask_pack(const uint8_t *cells, int64_t count, int nodata, geo_mask_group *full,
                       geo_mask_group *known)
{
    const bool plain = nodata < 0 || nodata > 1;
    const int64_t whole = count / GEO_MASK_GROUP;
    uint8_t rest[GEO_MASK_GROUP] = {0};
    unsigned met = 0;
    for (int64_t i = 0; i < whole; i++)
        met |= pack(cells + i * GEO_MASK_GROUP, nodata, plain, full + i, known ? known + i : NULL);
    if (count == whole * GEO_MASK_GROUP)
        return met;
    memcpy(rest, cells + whole * GEO_MASK_GROUP, (size_t)(count - whole * GEO_MASK_GROUP));
    return met | pack(rest, nodata, plain, full + whole, known ? known + whole : NULL);
}

/* ---- counting ---- */

typedef uint64_t words __attribute__((vector_size(16)));

/* Bits of each byte. */
static words counts(geo_mask_group group)
{
    words x = (words)group;
    x -= x >> 1 & 0x5555555555555555;
    x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
    return (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
}

/* The bits of the first `count` cells of a group, 0..127: all of lower bits than count / 16, and
 * that bit of the first count % 16 bytes. */
static geo_mask_group first_of(int64_t count)
{
    static const uint8_t step[2 * LANES] = {255, 255, 255, 255, 255, 255, 255, 255,
                                            255, 255, 255, 255, 255, 255, 255, 255};
    const uint64_t each = 0x0101010101010101, bit = UINT64_C(1) << count / LANES;
    const words zero = {0};
    geo_mask_group bytes;
    memcpy(&bytes, step + LANES - count % LANES, sizeof bytes);
    return (geo_mask_group)((zero + (bit - 1) * each) | ((words)bytes & (zero + bit * each)));
}

int64_t geo_mask_count(const geo_mask_group *row, int64_t from, int64_t to)
{
    enum { MOST = UINT8_MAX / 8 - 2 }; /* groups whose counts a byte holds, with both ends */
    int64_t group = from / GEO_MASK_GROUP, last = to / GEO_MASK_GROUP, found = 0;
    geo_mask_group begun = row[group] & ~first_of(from % GEO_MASK_GROUP);
    words sum;
    if (group == last)
        return geo_lanes_sum((geo_lanes)counts(begun & first_of(to % GEO_MASK_GROUP)));
    sum = counts(begun);
    for (group++; group < last;) {
        int64_t stop = last - group < MOST ? last : group + MOST;
        for (; group < stop; group++)
            sum += counts(row[group]);
        if (group < last) {
            found += geo_lanes_sum((geo_lanes)sum);
            sum = (words){0};
        }
    }
    if (to % GEO_MASK_GROUP)
        sum += counts(row[last] & first_of(to % GEO_MASK_GROUP));
    return found + geo_lanes_sum((geo_lanes)sum);
}
