/* Rows of a plan: what every generator and every change of one writes. */
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double plan_between(shape_dice *d, double low, double high)
{
    return floor(shape_between(d, low, high) * 1024) / 1024;
}

int plan_pick(shape_dice *d, int count)
{
    return (int)shape_between(d, 0, count);
}

bool plan_chance(shape_dice *d, double share)
{
    return shape_roll(d) < share;
}

plan_row *plan_add(plan *p, plan_theme theme, const char *letter)
{
    plan_table *table = &p->themes[theme];
    assert_true(table->count < PLAN_ROWS);
    plan_row *row = &table->rows[table->count];
    *row = (plan_row){0};
    for (size_t i = 0; i < PLAN_NUMBERS; i++)
        row->number[i] = NAN;
    snprintf(row->id, sizeof row->id, "%s%02zu", letter, table->count);
    table->order[table->count] = table->count;
    table->count++;
    return row;
}

void plan_point_row(plan_row *row, double x, double y)
{
    row->type = GEO_GEOM_POINT;
    row->points[0] = (geo_point){x, y};
    row->count = 1;
}

void plan_line_row(plan_row *row, const geo_point *points, uint32_t count)
{
    assert_true(count <= PLAN_CORNERS);
    row->type = GEO_GEOM_LINE;
    memcpy(row->points, points, count * sizeof *points);
    row->count = row->ends[0] = count;
    row->rings = 1;
}

/* A further ring, closed. */
static void plan_ring(plan_row *row, const geo_point *corners, uint32_t count)
{
    assert_true(row->count + count < PLAN_CORNERS && row->rings < 2);
    row->type = GEO_GEOM_POLYGON;
    memcpy(row->points + row->count, corners, count * sizeof *corners);
    row->points[row->count + count] = corners[0];
    row->count += count + 1;
    row->ends[row->rings++] = row->count;
}

static void plan_box_ring(plan_row *row, double x0, double y0, double x1, double y1)
{
    plan_ring(row, (geo_point[]){{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, 4);
}

void plan_box_row(plan_row *row, double x0, double y0, double x1, double y1)
{
    row->count = row->rings = 0;
    plan_box_ring(row, x0, y0, x1, y1);
}

void plan_reverse(plan_row *row)
{
    for (uint32_t k = 0, start = 0; k < row->rings; start = row->ends[k++])
        for (uint32_t i = start, j = row->ends[k] - 1; i < j; i++, j--) {
            geo_point kept = row->points[i];
            row->points[i] = row->points[j];
            row->points[j] = kept;
        }
}

void plan_any_shape(plan_row *row, shape_dice *d, double x, double y, double w, double h)
{
    double long_x = plan_chance(d, 0.5) ? 12 : 6;
    switch (plan_pick(d, 4)) {
    case 0:
        plan_ring(row,
                  (geo_point[]){{x, y},
                                {x + w, y},
                                {x + w, y + h / 2},
                                {x + w / 2, y + h / 2},
                                {x + w / 2, y + h},
                                {x, y + h}},
                  6);
        break;
    case 1:
        plan_box_ring(row, x, y, x + w, y + h);
        plan_box_ring(row, x + w / 4, y + h / 4, x + w * 3 / 4, y + h * 3 / 4);
        break;
    case 2:
        plan_ring(row,
                  (geo_point[]){{x, y},
                                {x + long_x, y + long_x / 3 * 4},
                                {x + long_x - 8, y + long_x / 3 * 4 + 6},
                                {x - 8, y + 6}},
                  4);
        break;
    default:
        plan_box_ring(row, x, y, x + w, y + h);
    }
    if (plan_chance(d, 0.5))
        plan_reverse(row);
}

plan_row *plan_add_green(plan *p, shape_dice *d, double x, double y)
{
    plan_row *row = plan_add(p, PLAN_GREEN, "g");
    plan_any_shape(row, d, x, y, plan_between(d, 3, 50), plan_between(d, 3, 50));
    snprintf(row->text[0], sizeof row->text[0], "%s", plan_chance(d, 0.85) ? "park" : "berm");
    row->number[0] = plan_chance(d, 0.8) ? 1 : plan_chance(d, 0.5) ? 0 : NAN;
    return row;
}

plan_row *plan_add_tree(plan *p, shape_dice *d)
{
    plan_row *row = plan_add(p, PLAN_TREE, "t");
    const char *status = plan_chance(d, 0.1) ? "" : plan_chance(d, 0.05) ? "stump" : "standing";
    plan_point_row(row, plan_between(d, -115, 115), plan_between(d, -115, 115));
    snprintf(row->text[TREE_STATUS], sizeof row->text[0], "%s", status);
    row->number[TREE_HEIGHT] = plan_chance(d, 0.15) ? NAN : plan_between(d, 2.5, 16);
    if (isnan(row->number[TREE_HEIGHT]) && plan_chance(d, 0.6)) {
        row->number[TREE_HEIGHT_MAX] = plan_chance(d, 0.5) ? 6 : 12;
        row->number[TREE_HEIGHT_MIN] = row->number[TREE_HEIGHT_MAX] - 6;
    }
    row->number[TREE_CROWN] = plan_chance(d, 0.1) ? NAN : plan_between(d, 2, PLAN_CROWN_M);
    row->number[TREE_PUBLIC] = plan_chance(d, 0.7) ? 1 : plan_chance(d, 0.7) ? 0 : NAN;
    return row;
}

void plan_shuffle(plan *p, shape_dice *d)
{
    for (int theme = 0; theme < PLAN_THEMES; theme++) {
        plan_table *table = &p->themes[theme];
        for (size_t i = table->count; i > 1; i--) {
            size_t k = (size_t)plan_pick(d, (int)i), kept = table->order[i - 1];
            table->order[i - 1] = table->order[k];
            table->order[k] = kept;
        }
    }
}
