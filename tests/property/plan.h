/* Towns on paper, from a seed: the same plan can be moved, turned, shuffled, planted and cut up
 * before a measure sees it. What makes the laws exact:
 * - every coordinate is a multiple of 1/1024 m, so that a town moved by whole kilometres is exactly
 *   the same town;
 * - walls are as long as a whole number of PLAN_SPACING (oblique ones by 3-4-5 triangles), so that
 *   facade points do not depend on the vertex at which the walk round a building starts, and a
 *   turned building has the points of the one that was turned;
 * - cells of rasters begin at odd multiples of 1/2048 m, so that nothing lies on their borders, of
 *   which a grid gives each to one side. */
#ifndef GROENNET_TESTS_PLAN_H
#define GROENNET_TESTS_PLAN_H

#include <stdint.h>

#include "raster/grid.h"
#include "shapes.h"
#include "town_rows.h"

enum {
    PLAN_CORNERS = 24,
    PLAN_ROWS = 64,
    PLAN_TEXTS = 4,
    PLAN_NUMBERS = 5,
    PLAN_CELLS = 240, /* a raster's side, in cells of 1 m */
};
#define PLAN_HALF_M 100.0 /* buildings and streets lie within this of the middle */
#define PLAN_SPACING_M 2.0
#define PLAN_CROWN_M 12.0 /* the widest crown */
#define PLAN_EAST 155000.0
#define PLAN_NORTH 463000.0

typedef enum plan_theme {
    PLAN_ADDRESS,
    PLAN_BUILDING,
    PLAN_TREE,
    PLAN_CROWN,
    PLAN_GREEN,
    PLAN_WATER,
    PLAN_STREET,
    PLAN_COVERAGE,
    PLAN_NEIGHBOURHOOD,
    PLAN_THEMES
} plan_theme;

/* Columns of the themes: of text and of numbers. */
enum { ADDRESS_BUILDING, ADDRESS_STREET, ADDRESS_NEIGHBOURHOOD };
enum { ADDRESS_HOME, ADDRESS_FLOOR };
enum { TREE_HEIGHT, TREE_HEIGHT_MAX, TREE_CROWN, TREE_PUBLIC, TREE_HEIGHT_MIN };
enum { TREE_STATUS };

typedef struct plan_row {
    geo_geom_type type;
    geo_point points[PLAN_CORNERS];
    uint32_t ends[2], count, rings;
    char id[12], text[PLAN_TEXTS][16]; /* "": null */
    double number[PLAN_NUMBERS];
} plan_row;

typedef struct plan_table {
    plan_row rows[PLAN_ROWS];
    size_t count;
    size_t order[PLAN_ROWS]; /* in which the first `count` are written */
} plan_table;

typedef struct plan {
    uint64_t seed;
    plan_table themes[PLAN_THEMES];
    bool has_surface, has_canopy; /* rasters */
    geo_frame frame;              /* of all rasters, before moving and turning */
    float dtm[PLAN_CELLS * PLAN_CELLS], dsm[PLAN_CELLS * PLAN_CELLS],
        canopy[PLAN_CELLS * PLAN_CELLS]; /* shares in percent */
    geo_point move;
    int turns; /* quarters, counter-clockwise, before moving */
} plan;

/* plan_town.c: a town; free() it. */
plan *plan_new(uint64_t seed);

/* plan.c: what a plan is made of, also for those who change one. */
double plan_between(shape_dice *d, double low, double high); /* a multiple of 1/1024 */
int plan_pick(shape_dice *d, int count);                     /* 0 .. count - 1 */
bool plan_chance(shape_dice *d, double share);
plan_row *plan_add(plan *p, plan_theme theme, const char *letter); /* id: letter and number */
void plan_box_row(plan_row *row, double x0, double y0, double x1, double y1);
void plan_point_row(plan_row *row, double x, double y);
void plan_line_row(plan_row *row, const geo_point *points, uint32_t count);
/* A polygon of w by h from x, y, of one of four kinds: a box, an L, a ring round a court, an
 * oblique box with sides of 10 or 20 m (whatever w and h are). */
void plan_any_shape(plan_row *row, shape_dice *d, double x, double y, double w, double h);
/* Somewhere, of any height, crown, status and owner. */
plan_row *plan_add_tree(plan *p, shape_dice *d);
/* A green of any shape and kind with a corner near x, y. */
plan_row *plan_add_green(plan *p, shape_dice *d, double x, double y);
void plan_reverse(plan_row *row);          /* the same lines or rings, walked the other way */
void plan_shuffle(plan *p, shape_dice *d); /* the rows of every theme */

/* plan_layers.c: a plan as what a measure is given. */
geo_point plan_place(const plan *p, geo_point on_paper);
/* View of a row's geometry, on paper; valid as long as the row. */
geo_geom plan_geom(const plan_row *row);
geo_box plan_box(const plan_row *row);
/* Columns by number, -1 ends each list. only (NULL?): rows whose box meets it; boxes are cut by
 * it when `clip`, as a coverage is by a tile. */
typedef struct plan_columns {
    const int *text, *number;
    const geo_box *only;
    bool clip;
} plan_columns;
geo_source *plan_source(const plan *p, plan_theme theme, const plan_columns *columns);
/* Moved and turned; only (NULL?): the cells that it meets. geo_grid_release it. */
geo_grid plan_raster(const plan *p, const float *cells, const geo_box *only);
/* The i-th row of addresses, in the order of the plan. */
void plan_put_address(const plan *p, town_rows *rows, size_t i);
extern const char *const PLAN_ADDRESS_COLUMNS; /* of such rows */

#endif
