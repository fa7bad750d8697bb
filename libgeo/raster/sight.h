/* Line of sight over flat-topped columns, and over prisms without a raster. A slow oracle
 * (tests/oracle/sight_oracle.c) must give the same verdict for every line.
 *
 * A line runs from an eye to a target in 3-D. Cells are flat columns of the surface's height. A
 * cell is crossed when the segment shares more than GEO_SIGHT_TOUCH_M with its closed square (a
 * line along a border crosses both). It blocks when the segment's lower end inside it is more than
 * that below the column. NaN cells do not block but are counted, so that "seen but for no-data" can
 * be told from "seen". */
#ifndef GEO_RASTER_SIGHT_H
#define GEO_RASTER_SIGHT_H

#include "raster/grid.h"

#define GEO_SIGHT_TOUCH_M 1e-9 /* what is shorter or lower does not count */

typedef struct geo_point3 {
    double x, y, z;
} geo_point3;

typedef struct geo_sight_line {
    geo_point3 eye, target;
    geo_point
        free_a; /* cells with their centre within free_a_m of free_a never block, nor do NaN ... */
    double free_a_m;  /* ... there count: the observer, 1 m */
    geo_point free_b; /* the same around the trunk: crown_d / 2 */
    double free_b_m;
} geo_sight_line;

typedef enum geo_sight { GEO_SIGHT_FREE, GEO_SIGHT_NODATA, GEO_SIGHT_BLOCKED } geo_sight;

/* Verdict, and when `clearance` is not NULL the smallest (line height - column height) over the
 * cells crossed, m (INFINITY when none counted). Blocked wins over no-data. Outside the grid is
 * no-data. O(cells crossed); with clearance NULL it stops at the first blocking cell. A line
 * without length in plan crosses nothing; one that is not finite, or reaches more than 2^40 cells
 * from the grid's corner, is no-data. */
geo_sight geo_sight_over_grid(const geo_grid *surface, const geo_sight_line *line,
                              double *clearance);

/* A building as a vertical prism on flat ground 0. */
typedef struct geo_prism {
    const geo_geom *outline;
    geo_box box;
    double height_m;
} geo_prism;

/* Blocked when more than 1e-9 m of the line (in plan) lies inside a prism while below its height.
 * free_a and free_b are not used: prisms block by their outlines. Clearance as above: the smallest
 * height of the line over the prisms' tops inside them. A wall that the line runs along is not
 * inside; nor is what a line without length in plan meets. A line that is not finite is no-data.
 * O(vertices of the prisms whose boxes it meets), some 40 times that with clearance. */
geo_sight geo_sight_past_prisms(const geo_prism *prisms, const uint32_t *which, size_t count,
                                const geo_sight_line *line, double *clearance);

#endif
