/* A town from a seed, with everything that a measure must cope with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

enum { BUILDINGS = 9, HOMES = 12, TREES = 30, GREENS = 9, CROSSINGS = 4 };
#define STREET_STEP_M 60.0

static void set_text(plan_row *row, int column, const char *text)
{
    snprintf(row->text[column], sizeof row->text[column], "%s", text);
}

/* ---- buildings and homes ---- */

static plan_row *add_building(plan *p, shape_dice *d)
{
    plan_row *row = plan_add(p, PLAN_BUILDING, "b");
    row->number[0] = plan_chance(d, 0.1) ? NAN : plan_between(d, 3, 14);
    return row;
}

static double in_town(shape_dice *d)
{
    return plan_between(d, -PLAN_HALF_M, PLAN_HALF_M - 30);
}

/* Two or three houses wall to wall. */
static void add_terrace(plan *p, shape_dice *d)
{
    double x = in_town(d), y = in_town(d), w = 4 + 2.0 * plan_pick(d, 3);
    for (int i = 0, count = 2 + plan_pick(d, 2); i < count; i++)
        plan_box_row(add_building(p, d), x + w * i, y, x + w * (i + 1), y + 8);
}

/* Two parts of one building, apart or not. */
static void add_parts(plan *p, shape_dice *d)
{
    double x = in_town(d), y = in_town(d), apart = 2.0 * plan_pick(d, 10);
    plan_row *first = add_building(p, d), *second = add_building(p, d);
    plan_box_row(first, x, y, x + 10, y + 8);
    plan_box_row(second, x + 10 + apart, y, x + 16 + apart, y + 12);
    snprintf(second->id, sizeof second->id, "%s", first->id);
}

/* A house within another, from which nothing can be seen. */
static void add_enclosed(plan *p, shape_dice *d)
{
    double x = in_town(d), y = in_town(d);
    plan_box_row(add_building(p, d), x, y, x + 20, y + 16);
    plan_box_row(add_building(p, d), x + 6, y + 6, x + 10, y + 10);
}

static void add_buildings(plan *p, shape_dice *d)
{
    while (p->themes[PLAN_BUILDING].count < BUILDINGS) {
        int kind = plan_pick(d, 8);
        if (kind == 0)
            add_terrace(p, d);
        else if (kind == 1)
            add_parts(p, d);
        else if (kind == 2)
            add_enclosed(p, d);
        else
            plan_any_shape(add_building(p, d), d, in_town(d), in_town(d), 4 + 4.0 * plan_pick(d, 5),
                           4 + 4.0 * plan_pick(d, 3));
    }
}

static void add_homes(plan *p, shape_dice *d)
{
    int buildings = (int)p->themes[PLAN_BUILDING].count;
    for (int i = 0; i < HOMES; i++) {
        plan_row *row = plan_add(p, PLAN_ADDRESS, "a");
        /* the first building has three homes, others as it comes */
        const plan_row *house = &p->themes[PLAN_BUILDING].rows[i < 3 ? 0 : plan_pick(d, buildings)];
        geo_box box = plan_box(house);
        plan_point_row(row, plan_between(d, box.xmin, box.xmax),
                       plan_between(d, box.ymin, box.ymax));
        if (plan_chance(d, 0.8))
            set_text(row, ADDRESS_BUILDING, house->id);
        else if (plan_chance(d, 0.5))
            plan_point_row(row, in_town(d), in_town(d));
        if (i == 2) /* two homes on one point */
            row->points[0] = p->themes[PLAN_ADDRESS].rows[1].points[0];
        row->number[ADDRESS_HOME] = plan_chance(d, 0.85) ? 1 : plan_chance(d, 0.5) ? 0 : NAN;
        row->number[ADDRESS_FLOOR] = plan_chance(d, 0.3) ? NAN : plan_pick(d, 4);
        if (plan_chance(d, 0.5))
            snprintf(row->text[ADDRESS_STREET], sizeof row->text[0], "straat %d", plan_pick(d, 6));
        if (plan_chance(d, 0.5))
            snprintf(row->text[ADDRESS_NEIGHBOURHOOD], sizeof row->text[0], "BU%d",
                     plan_pick(d, 5));
    }
}

/* ---- green, water, streets ---- */

/* Greens in twos with a gap between, in some of them a ditch; others on top of each other. */
static void add_greens(plan *p, shape_dice *d)
{
    for (int i = 0; i < GREENS; i++) {
        double x = in_town(d), y = in_town(d), gap = plan_between(d, 0, 12);
        plan_row *row = plan_add_green(p, d, x, y);
        geo_box box = plan_box(row);
        if (plan_chance(d, 0.5))
            continue;
        row = plan_add_green(p, d, 0, 0);
        plan_box_row(row, box.xmax + gap, box.ymin, box.xmax + gap + 20, box.ymin + 30);
        if (plan_chance(d, 0.4)) {
            row = plan_add(p, PLAN_WATER, "w");
            plan_box_row(row, box.xmax + gap / 4, box.ymin - 4, box.xmax + gap / 4 * 3 + 0.5,
                         plan_between(d, box.ymin, box.ymax + 4));
            set_text(row, 0, plan_chance(d, 0.8) ? "sloot" : "greppel");
        }
    }
}

static void add_street(plan *p, shape_dice *d, const geo_point *line, uint32_t count)
{
    plan_row *row = plan_add(p, PLAN_STREET, "s");
    plan_line_row(row, line, count);
    row->number[0] = plan_chance(d, 0.8) ? 1 : plan_chance(d, 0.6) ? NAN : 0;
    snprintf(row->text[0], sizeof row->text[0], "straat %d", plan_pick(d, 6));
}

/* A net of streets, straight or not, of which some (in a few towns all) have fallen out; stubs;
 * pieces that hang on nothing. */
static void add_streets(plan *p, shape_dice *d)
{
    geo_point at[CROSSINGS][CROSSINGS];
    double jitter = plan_chance(d, 0.5) ? 15 : 0, there = plan_chance(d, 0.07) ? 0 : 0.9;
    for (int i = 0; i < CROSSINGS; i++)
        for (int k = 0; k < CROSSINGS; k++)
            at[i][k] = (geo_point){STREET_STEP_M * (i - 1.5) + plan_between(d, -jitter, jitter),
                                   STREET_STEP_M * (k - 1.5) + plan_between(d, -jitter, jitter)};
    for (int i = 0; i < CROSSINGS; i++) {
        geo_point across[CROSSINGS], up[CROSSINGS];
        for (int k = 0; k < CROSSINGS; k++) {
            across[k] = at[k][i];
            up[k] = at[i][k];
        }
        if (plan_chance(d, there))
            add_street(p, d, across, CROSSINGS);
        if (plan_chance(d, there))
            add_street(p, d, up, CROSSINGS);
        geo_point stub[] = {at[i][plan_pick(d, CROSSINGS)], {in_town(d), in_town(d)}};
        geo_point stray[] = {{in_town(d), in_town(d)}, {in_town(d), in_town(d)}};
        if (there > 0 && plan_chance(d, 0.5))
            add_street(p, d, stub, 2);
        if (plan_chance(d, 0.2))
            add_street(p, d, stray, 2);
    }
}

/* ---- areas ---- */

/* Four neighbourhoods that share out the town, and a wijk over them; one home's is of no polygon.
 */
static void add_neighbourhoods(plan *p, shape_dice *d)
{
    double x = plan_between(d, -60, 60), y = plan_between(d, -60, 60);
    for (int i = 0; i < 5; i++) {
        plan_row *row = plan_add(p, PLAN_NEIGHBOURHOOD, "n");
        bool all = i == 4, east = i % 2, north = i / 2;
        plan_box_row(row, east && !all ? x : -80, north && !all ? y : -80, east || all ? 80 : x,
                     north || all ? 80 : y);
        snprintf(row->text[0], sizeof row->text[0], "%s%d", all ? "WK" : "BU", i);
        set_text(row, 2, all ? "wijk" : "buurt");
    }
}

static void add_coverage(plan *p, shape_dice *d)
{
    static const char *const THEMES[] = {"tree", "crown", "green", "street"};
    for (int i = 0; i < 4; i++) {
        plan_row *row = plan_add(p, PLAN_COVERAGE, "c");
        double reach = plan_between(d, 60, 160);
        plan_box_row(row, -reach, -plan_between(d, 60, 160), plan_between(d, 60, 160), reach);
        set_text(row, 0, THEMES[i]);
        set_text(row, 1, "all");
        if (plan_chance(d, 0.5))
            continue;
        plan_row *part = plan_add(p, PLAN_COVERAGE, "c");
        plan_box_row(part, -reach, -reach, plan_between(d, -50, 0), plan_between(d, -50, 50));
        set_text(part, 0, THEMES[i]);
        set_text(part, 1, "public_only");
    }
}

static void add_ponds(plan *p, shape_dice *d)
{
    for (int i = 0, count = plan_pick(d, 3); i < count; i++) {
        plan_row *row = plan_add(p, PLAN_WATER, "w");
        plan_any_shape(row, d, in_town(d), in_town(d), plan_between(d, 5, 40),
                       plan_between(d, 5, 40));
        set_text(row, 0, "vijver");
    }
}

static void add_crowns(plan *p, shape_dice *d)
{
    for (int i = 0; i < 12; i++)
        plan_any_shape(plan_add(p, PLAN_CROWN, "k"), d, in_town(d), in_town(d),
                       plan_between(d, 2, 20), plan_between(d, 2, 20));
}

/* ---- rasters ---- */

typedef struct cell_block { /* of a box */
    int64_t row, column, rows, columns;
} cell_block;

static cell_block some_cells(shape_dice *d, int most)
{
    return (cell_block){plan_pick(d, PLAN_CELLS - most), plan_pick(d, PLAN_CELLS - most),
                        1 + plan_pick(d, most), 1 + plan_pick(d, most)};
}

static void fill(float *grid, cell_block box, float value)
{
    for (int64_t row = box.row; row < box.row + box.rows; row++)
        for (int64_t column = box.column; column < box.column + box.columns; column++)
            grid[row * PLAN_CELLS + column] = value;
}

/* Ground that falls to the north-east, with mounds and holes; roofs and tree tops on it; places
 * without data in either. */
static void make_surface(plan *p, shape_dice *d)
{
    double slope_x = plan_between(d, -0.01, 0.01), slope_y = plan_between(d, -0.01, 0.01);
    for (int64_t i = 0; i < PLAN_CELLS * PLAN_CELLS; i++)
        p->dtm[i] =
            (float)(2 + slope_x * (double)(i % PLAN_CELLS) + slope_y * (double)(i / PLAN_CELLS));
    for (int i = 0; i < 8; i++)
        fill(p->dtm, some_cells(d, 12), (float)plan_between(d, 0, 5));
    memcpy(p->dsm, p->dtm, sizeof p->dsm);
    for (int i = 0; i < 40; i++)
        fill(p->dsm, some_cells(d, 5), (float)plan_between(d, 3, 15));
    for (size_t i = 0; i < p->themes[PLAN_BUILDING].count; i++) {
        const plan_row *house = &p->themes[PLAN_BUILDING].rows[i];
        geo_window w = geo_frame_window(p->frame, plan_box(house));
        double height = isnan(house->number[0]) ? 6 : house->number[0];
        fill(p->dsm, (cell_block){w.row, w.column, w.height, w.width}, (float)(2 + height));
        if (plan_chance(d, 0.5)) /* as AHN has it */
            fill(p->dtm, (cell_block){w.row, w.column, w.height, w.width}, NAN);
    }
    for (int i = 0, count = plan_pick(d, 6); i < count; i++) {
        fill(p->dtm, some_cells(d, 30), NAN);
        fill(p->dsm, some_cells(d, 20), NAN);
    }
    if (plan_chance(d, 0.3)) /* a whole corner has not been flown */
        fill(p->dtm, (cell_block){0, 0, 60 + plan_pick(d, 60), 60 + plan_pick(d, 120)}, NAN);
}

static void make_canopy(plan *p, shape_dice *d)
{
    for (int i = 0; i < 60; i++)
        fill(p->canopy, some_cells(d, 25), (float)plan_pick(d, 101));
    for (int i = 0, count = plan_pick(d, 8); i < count; i++)
        fill(p->canopy, some_cells(d, 30), NAN);
}

plan *plan_new(uint64_t seed)
{
    shape_dice d = {seed * 0x9e3779b97f4a7c15u};
    plan *p = calloc(1, sizeof *p);
    assert_non_null(p);
    p->seed = seed;
    p->move = (geo_point){PLAN_EAST, PLAN_NORTH};
    double edge = -PLAN_CELLS / 2.0 + (2 * plan_pick(&d, 500) + 1) / 2048.0;
    p->frame = (geo_frame){edge, -edge + 1 / 1024.0, 1, PLAN_CELLS, PLAN_CELLS};
    add_buildings(p, &d);
    add_homes(p, &d);
    for (int i = 0; i < TREES; i++)
        plan_add_tree(p, &d);
    add_crowns(p, &d);
    add_greens(p, &d);
    add_ponds(p, &d);
    add_streets(p, &d);
    add_neighbourhoods(p, &d);
    if (plan_chance(&d, 0.4))
        add_coverage(p, &d);
    p->has_surface = plan_chance(&d, 0.4);
    p->has_canopy = plan_chance(&d, 0.4);
    if (p->has_surface)
        make_surface(p, &d);
    if (p->has_canopy)
        make_canopy(p, &d);
    return p;
}
