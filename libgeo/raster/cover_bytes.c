/* Sums of cells that are bytes: clamped to 0..1 a byte is 1 unless it is 0. */
#include <string.h>

#include "raster/cover_parts.h"
#include "raster/lanes.h"

/* Counted in bytes side by side, and added up before one overflows. */
enum { LANES = sizeof(geo_lanes), TURNS = UINT8_MAX };

static void add_cut(geo_run_sum *sum, const uint8_t *cells, int nodata, const double *fractions,
                    int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        sum->area += fractions[i];
        sum->valid += cells[i] == nodata ? 0 : fractions[i];
        sum->value += cells[i] == nodata || cells[i] == 0 ? 0 : fractions[i];
    }
}

/* A comparison gives -1 where it holds. */
static void add_whole(geo_run_sum *sum, const uint8_t *cells, int nodata, int64_t count)
{
    const geo_lanes zero = {0}, missing = zero + (uint8_t)(nodata < 0 ? 0 : nodata);
    const geo_lanes any = zero - (uint8_t)(nodata < 0);
    int64_t valid = 0, full = 0, i = 0;
    while (i + LANES <= count) {
        geo_lanes valids = zero, fulls = zero, cell;
        for (int turn = 0; turn < TURNS && i + LANES <= count; turn++, i += LANES) {
            memcpy(&cell, cells + i, sizeof cell);
            geo_lanes known = (geo_lanes)(cell != missing) | any;
            valids -= known;
            fulls -= known & (geo_lanes)(cell != zero);
        }
        valid += geo_lanes_sum(valids);
        full += geo_lanes_sum(fulls);
    }
    for (; i < count; i++) {
        valid += cells[i] != nodata;
        full += cells[i] != nodata && cells[i] != 0;
    }
    sum->area += (double)count;
    sum->valid += (double)valid;
    sum->value += (double)full;
}

geo_run_sum geo_cover_bytes(const uint8_t *cells, int nodata, const double *fractions,
                            int64_t count)
{
    geo_run_sum sum = {0};
    if (fractions)
        add_cut(&sum, cells, nodata, fractions, count);
    else
        add_whole(&sum, cells, nodata, count);
    return sum;
}
