/* The question of raster/sight.h answered slowly and straight from the norm's definition: every
 * cell of the window around the line is clipped, every mark of an outline tested from its middle.
 * Shares types with the library and no code. In long double. */
#ifndef GROENNET_TESTS_SIGHT_ORACLE_H
#define GROENNET_TESTS_SIGHT_ORACLE_H

#include "raster/sight.h"

typedef struct oracle_sight {
    geo_sight verdict;
    double clearance; /* INFINITY when nothing counted */
    bool tie;         /* some clearance within 1e-9 m of 0: the verdict is a toss-up */
} oracle_sight;

oracle_sight oracle_over_grid(const geo_grid *surface, const geo_sight_line *line);
oracle_sight oracle_past_prism(const geo_prism *prism, const geo_sight_line *line);

#endif
