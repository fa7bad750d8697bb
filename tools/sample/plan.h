/* The plan of a town: a lattice of street lines with a block in every cell, what each block and
 * street section is, and which neighbourhood it belongs to. A few bytes per block: everything else
 * is made block by block when it is wanted (sample/block.h). Board coordinates, metres.
 *
 * Cells (column, row) count from the south-west; the outer ring of cells is the edge of the town
 * (wood in the west, dyke in the north, fields elsewhere). Column line i is the west side of column
 * i; a street runs along every inner line. */
#ifndef GROENNET_SAMPLE_PLAN_H
#define GROENNET_SAMPLE_PLAN_H

#include "sample/map.h"

#define SAMPLE_ADDRESSES_MIN 500
#define SAMPLE_ADDRESSES_MAX 1000000
#define SAMPLE_DATE "2025-06-01"
#define SAMPLE_YEAR 2025
#define SAMPLE_MUNICIPALITY "0999" /* no municipality has this code */

typedef enum sample_kind {
    SAMPLE_FIELD,
    SAMPLE_DYKE,
    SAMPLE_WOOD,
    SAMPLE_PARK,
    SAMPLE_TERRACE,
    SAMPLE_SEMI,
    SAMPLE_DETACHED,
    SAMPLE_FLATS,
    SAMPLE_SHOPS,
    SAMPLE_SCHOOL
} sample_kind;

typedef enum sample_way {
    SAMPLE_WAY_NONE,  /* no street: the edge of the town runs on */
    SAMPLE_WAY_PATH,  /* footpath between two parks or woods */
    SAMPLE_WAY_ALLEY, /* footpath between two green strips */
    SAMPLE_WAY_STREET,
    SAMPLE_WAY_MAIN,
    SAMPLE_WAY_ROAD,  /* no pedestrians */
    SAMPLE_WAY_CANAL, /* canal with a quay on both sides */
    SAMPLE_WAY_DITCH  /* the canal between fields, no quays */
} sample_way;

typedef enum sample_side { /* which street an address belongs to */
                           SAMPLE_SOUTH,
                           SAMPLE_NORTH,
                           SAMPLE_QUAY /* houseboats on the canal west of the block */
} sample_side;

/* The times a neighbourhood was built in; they set the mix of blocks and how green it is. */
typedef struct sample_style {
    const char *name;
    int year_from, year_to;
    double share[SAMPLE_SCHOOL + 1]; /* of blocks by kind; the rest is terraces */
    double spacing_m;                /* of street trees */
    double rows;                     /* chance that one side of a street has trees */
    double garden;                   /* trees per private garden */
} sample_style;

typedef struct sample_cell {
    uint8_t kind;
    uint16_t capacity;   /* addresses there is room for */
    uint16_t addresses;  /* addresses it has */
    uint16_t numbers[3]; /* house numbers in use, by side */
} sample_cell;

typedef struct sample_plan {
    uint64_t seed;
    int64_t addresses;
    sample_map map;
    int columns, rows;             /* of cells, with the ring */
    double *x, *y;                 /* lines: columns + 1, rows + 1 */
    uint8_t *column_way, *row_way; /* sample_way of each line */
    int *column_buurt, *row_buurt; /* buurt column and row of each cell column and row */
    int buurt_columns, buurt_rows;
    int wijk_span;      /* buurten along the side of a wijk */
    sample_cell *cells; /* row * columns + column */
} sample_plan;

/* A town with exactly this many addresses. Errors: ARG (addresses out of range), NOMEM,
 * CANCELLED. Cost: every block's buildings are laid out a few times. */
geo_status sample_plan_new(geo_ctx *ctx, uint64_t seed, int64_t addresses,
                           sample_plan **out) GEO_MUST_USE;
void sample_plan_free(sample_plan *plan);

sample_cell *sample_plan_cell(const sample_plan *plan, int column, int row);
sample_kind sample_plan_kind(const sample_plan *plan, int column, int row);
bool sample_plan_is_ring(const sample_plan *plan, int column, int row);
/* Settles what every cell is; part of sample_plan_new. */
void sample_plan_kinds(sample_plan *plan);
/* Half the width of the public space along a line, m; 0 on the outline of the town. */
double sample_plan_column_half(const sample_plan *plan, int line);
double sample_plan_row_half(const sample_plan *plan, int line);
/* The section of row line `line` south of cell (column, line). */
sample_way sample_plan_way_south(const sample_plan *plan, int column, int line);
/* The section of column line `line` west of cell (line, row). */
sample_way sample_plan_way_west(const sample_plan *plan, int line, int row);
/* Does a bridge cross the canal on column line `line` at row line `row`? */
bool sample_plan_has_bridge(const sample_plan *plan, int line, int row);
/* The column whose public space or block holds board x (clamped), and the row for y. */
int sample_plan_column_at(const sample_plan *plan, double x);
int sample_plan_row_at(const sample_plan *plan, double y);

/* Buurten count row by row from the south-west. */
int sample_plan_buurt(const sample_plan *plan, int column, int row);
int sample_plan_buurt_count(const sample_plan *plan);
const sample_style *sample_plan_style(const sample_plan *plan, int buurt);
int sample_plan_wijk(const sample_plan *plan, int buurt);
int sample_plan_wijk_count(const sample_plan *plan);
/* The buurt whose private trees the register lacks. */
int sample_plan_public_only(const sample_plan *plan);

/* Ground level, m NAP, at a board point inside the town. */
double sample_plan_ground(const sample_plan *plan, geo_point board);
bool sample_plan_holds(const sample_plan *plan, geo_point board);

/* First and last cell of a piece of the lattice. */
typedef struct sample_span {
    int column0, row0, column1, row1;
} sample_span;
sample_span sample_plan_buurt_span(const sample_plan *plan, int buurt);
sample_span sample_plan_wijk_span(const sample_plan *plan, int wijk);
sample_span sample_plan_whole(const sample_plan *plan);

#endif
