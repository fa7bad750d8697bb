#include "raster/thick.h"

#include <math.h>

#include "raster/edt.h"

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Squared radius of the largest disc that covers the cell, or `enough` and more as soon as one is
 * found that large. */
static uint32_t largest_disc(geo_frame frame, const uint32_t *squared, uint32_t cell, int64_t reach,
                             uint32_t enough)
{
    int64_t row = cell / frame.width, column = cell % frame.width;
    int64_t top = row - lesser(row, reach), left = column - lesser(column, reach),
            bottom = lesser(row + reach, frame.height - 1),
            right = lesser(column + reach, frame.width - 1);
    uint32_t best = squared[cell];
    for (int64_t r = top; best < enough && r <= bottom; r++)
        for (int64_t c = left; c <= right; c++) {
            int64_t off = (r - row) * (r - row) + (c - column) * (c - column);
            uint32_t disc = squared[r * frame.width + c];
            if (disc > best && off < disc && off <= reach * reach)
                best = disc;
        }
    return best;
}

geo_narrow geo_cells_thinnest(geo_frame frame, const uint32_t *squared, const uint32_t *cells,
                              size_t count, int64_t reach)
{
    geo_narrow least = {INFINITY, UINT32_MAX};
    uint32_t best = GEO_EDT_NONE;
    for (size_t i = 0; i < count; i++) {
        uint32_t own = squared[cells[i]];
        if (own == 0 || own >= best) /* its thickness is at least that of its own disc */
            continue;
        uint32_t disc = largest_disc(frame, squared, cells[i], reach, best);
        if (disc < best) {
            best = disc;
            least = (geo_narrow){2 * sqrt((double)disc) * frame.cell_m, cells[i]};
        }
    }
    return least;
}
