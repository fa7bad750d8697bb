/* One block of the town with the street sections south and west of it: everything that stands or
 * lies there, as plain records in board coordinates. A block is made from the plan alone, so any
 * block can be made at any time, in any order, and is always the same. */
#ifndef GROENNET_SAMPLE_BLOCK_H
#define GROENNET_SAMPLE_BLOCK_H

#include "base/vec.h"
#include "sample/plan.h"

typedef struct sample_rect {
    double x0, y0, x1, y1;
} sample_rect;

/* A stretch of street that bears one name: a line of the lattice within one buurt. */
typedef struct sample_name {
    enum { SAMPLE_UNNAMED, SAMPLE_ROW, SAMPLE_COLUMN, SAMPLE_WEST_QUAY } axis;
    int line, buurt;
} sample_name;

typedef struct sample_building {
    sample_rect rect;
    double height_m, ground_m; /* over ground; NAP */
    int year;
    bool gable;  /* ridge along x; else flat */
    bool green;  /* planted roof */
    bool joined; /* shares its west wall with the building before it */
} sample_building;

typedef enum sample_use {
    SAMPLE_USE_HOME,
    SAMPLE_USE_SHOP,
    SAMPLE_USE_OFFICE,
    SAMPLE_USE_SCHOOL,
    SAMPLE_USE_UNKNOWN,
    SAMPLE_USE_BERTH
} sample_use;

typedef struct sample_address {
    geo_point at;
    int building; /* index in the block, or -1 */
    sample_side side;
    int slot; /* counts house numbers along the side; equal ones differ by letter */
    char letter;
    sample_use use;
    int floor, area_m2;
} sample_address;

typedef enum sample_status {
    SAMPLE_STANDING,
    SAMPLE_FELLED,
    SAMPLE_STUMP,
    SAMPLE_PLANNED
} sample_status;

typedef struct sample_tree {
    geo_point at;
    double height_m, crown_d_m; /* real size, for the surface */
    uint8_t species;            /* sample_species_name */
    sample_status status;
    int planted;            /* year */
    bool is_public, listed; /* listed: the register has it */
    bool sized;             /* the register knows its height; else only "tot 6 m" */
} sample_tree;

typedef enum sample_cover {
    SAMPLE_COVER_ROAD,
    SAMPLE_COVER_MAIN,
    SAMPLE_COVER_CYCLE,
    SAMPLE_COVER_WALK,
    SAMPLE_COVER_PARKING,
    SAMPLE_COVER_SQUARE,
    SAMPLE_COVER_YARD,
    SAMPLE_COVER_BED,
    SAMPLE_COVER_VERGE,
    SAMPLE_COVER_LAWN,
    SAMPLE_COVER_PARK,
    SAMPLE_COVER_PLAY,
    SAMPLE_COVER_WOOD,
    SAMPLE_COVER_FIELD,
    SAMPLE_COVER_DYKE,
    SAMPLE_COVER_WATER,
    SAMPLE_COVER_BRIDGE,
    SAMPLE_COVERS
} sample_cover;

typedef struct sample_area {
    sample_rect rect;
    sample_cover cover;
    bool around; /* the buildings inside it are cut out */
} sample_area;

typedef enum sample_owner {
    SAMPLE_OWNER_TOWN,
    SAMPLE_OWNER_WATER_BOARD,
    SAMPLE_OWNER_HOUSING,
    SAMPLE_OWNER_OTHER
} sample_owner;

typedef struct sample_property {
    sample_rect rect;
    sample_owner owner;
} sample_property;

typedef struct sample_street {
    geo_point points[3];
    int count;
    sample_way way;
    sample_name name;
    double width_m;
} sample_street;

typedef struct sample_light {
    geo_point at;
    sample_way way;
    int year;
} sample_light;

typedef struct sample_block {
    int column, row;
    GEO_VEC(sample_building) buildings;
    GEO_VEC(sample_address) addresses;
    GEO_VEC(sample_tree) trees;
    GEO_VEC(sample_area) areas;
    GEO_VEC(sample_property) properties;
    GEO_VEC(sample_street) streets;
    GEO_VEC(sample_light) lights;
    bool failed; /* out of memory, sticky */
} sample_block;

/* Makes block (column, row) in `block`, whose memory is used again. Errors: NOMEM. */
geo_status sample_block_make(geo_ctx *ctx, const sample_plan *plan, int column, int row,
                             sample_block *block) GEO_MUST_USE;
/* Only the room for addresses: fills capacity and numbers of `cell`. */
geo_status sample_block_count(geo_ctx *ctx, const sample_plan *plan, int column, int row,
                              sample_block *block, sample_cell *cell) GEO_MUST_USE;
void sample_block_release(sample_block *block);

/* The name and house number of an address of this block. */
sample_name sample_address_street(const sample_plan *plan, const sample_block *block,
                                  const sample_address *address);
int sample_address_number(const sample_plan *plan, const sample_block *block,
                          const sample_address *address);

/* The block's plot: the cell without the streets around it. */
sample_rect sample_plan_plot(const sample_plan *plan, int column, int row);

/* ---- the parts a block is made of; each adds to `block` ---- */
void sample_homes_add(const sample_plan *plan, sample_block *block);
void sample_plot_add(const sample_plan *plan, sample_block *block);
void sample_street_south_add(const sample_plan *plan, sample_block *block);
void sample_street_west_add(const sample_plan *plan, sample_block *block);
void sample_crossing_add(const sample_plan *plan, sample_block *block);
void sample_park_paths_add(const sample_plan *plan, sample_block *block);

void sample_add_building(sample_block *block, sample_building building);
void sample_add_address(sample_block *block, sample_address address);
void sample_add_area(sample_block *block, sample_rect rect, sample_cover cover);
void sample_add_property(sample_block *block, sample_rect rect, sample_owner owner);
void sample_add_street(sample_block *block, sample_street street);
void sample_add_light(sample_block *block, sample_light light);

#endif
