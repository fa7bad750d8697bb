/* Lengths are counted in whole steps, straight and diagonal apart, and multiplied once: the same
 * way in pieces or turned has the same length to the last digit. */
#include "raster/cells.h"

#include <math.h>

#include "raster/edt.h"

typedef struct steps { /* in halves */
    uint64_t straight, diagonal;
} steps;

static void add_step(steps *sum, geo_frame frame, uint32_t a, uint32_t b, uint64_t halves)
{
    bool diagonal = a / frame.width != b / frame.width && a % frame.width != b % frame.width;
    sum->straight += diagonal ? 0 : halves;
    sum->diagonal += diagonal ? halves : 0;
}

static double steps_m(steps sum, geo_frame frame)
{
    return ((double)sum.straight + (double)sum.diagonal * M_SQRT2) / 2 * frame.cell_m;
}

double geo_cells_length_m(geo_frame frame, const uint32_t *cells, size_t count)
{
    steps sum = {0};
    for (size_t i = 1; i < count; i++)
        add_step(&sum, frame, cells[i - 1], cells[i], 2);
    return steps_m(sum, frame);
}

/* The gap that begins at `first`. */
static geo_gap gap_from(geo_frame frame, const uint8_t *habitat, const uint32_t *cells,
                        size_t count, size_t first)
{
    steps sum = {0};
    if (first > 0)
        add_step(&sum, frame, cells[first - 1], cells[first], 1);
    size_t end = first + 1;
    for (; end < count && !habitat[cells[end]]; end++)
        add_step(&sum, frame, cells[end - 1], cells[end], 2);
    if (end < count)
        add_step(&sum, frame, cells[end - 1], cells[end], 1);
    return (geo_gap){first, end - first, steps_m(sum, frame)};
}

geo_status geo_cells_gaps(geo_ctx *ctx, geo_frame frame, const uint8_t *habitat,
                          const uint32_t *cells, size_t count, geo_gaps *out)
{
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (habitat[cells[i]])
            continue;
        geo_gap gap = gap_from(frame, habitat, cells, count, i);
        if (!geo_vec_push(out, gap))
            return geo_fail_nomem(ctx);
        i += gap.count - 1;
    }
    return GEO_OK;
}

geo_gap geo_gaps_longest(const geo_gaps *gaps)
{
    geo_gap longest = {0};
    for (size_t i = 0; i < gaps->count; i++)
        if (longest.count == 0 || gaps->items[i].length_m > longest.length_m)
            longest = gaps->items[i];
    return longest;
}

geo_narrow geo_cells_narrowest(geo_frame frame, const uint32_t *squared, const uint32_t *cells,
                               size_t count)
{
    uint32_t least = GEO_EDT_NONE;
    geo_narrow narrow = {INFINITY, UINT32_MAX};
    for (size_t i = 0; i < count; i++) {
        uint32_t here = squared[cells[i]];
        if (here == 0 || here >= least)
            continue;
        least = here;
        narrow = (geo_narrow){2 * sqrt((double)here) * frame.cell_m, cells[i]};
    }
    return narrow;
}
