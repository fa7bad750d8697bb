/* Neighbourhoods as pieces of the lattice, and the level of the ground. */
#include <math.h>

#include "sample/plan.h"
#include "sample/random.h"

#define GROUND_M -3.8 /* a polder */
#define WATER_M -5.4
#define WATER_HALF_M 7.5
#define DYKE_RISE_M 5.5
#define DYKE_CREST_M 5.0

static int wijk_columns(const sample_plan *plan)
{
    return (plan->buurt_columns + plan->wijk_span - 1) / plan->wijk_span;
}

static int wijk_rows(const sample_plan *plan)
{
    return (plan->buurt_rows + plan->wijk_span - 1) / plan->wijk_span;
}

int sample_plan_wijk_count(const sample_plan *plan)
{
    return wijk_columns(plan) * wijk_rows(plan);
}

int sample_plan_wijk(const sample_plan *plan, int buurt)
{
    int column = buurt % plan->buurt_columns, row = buurt / plan->buurt_columns;
    return row / plan->wijk_span * wijk_columns(plan) + column / plan->wijk_span;
}

int sample_plan_public_only(const sample_plan *plan)
{
    return (int)(sample_hash(plan->seed, 'O', 0, 0) % (uint64_t)sample_plan_buurt_count(plan));
}

/* First and last index whose group lies in first..last. */
static void groups_span(const int *groups, int count, int first, int last, int *from, int *to)
{
    *from = count;
    *to = -1;
    for (int k = 0; k < count; k++) {
        if (groups[k] < first || groups[k] > last)
            continue;
        *from = k < *from ? k : *from;
        *to = k;
    }
}

static sample_span span_of(const sample_plan *plan, int column, int row, int size)
{
    sample_span span;
    groups_span(plan->column_buurt, plan->columns, column, column + size - 1, &span.column0,
                &span.column1);
    groups_span(plan->row_buurt, plan->rows, row, row + size - 1, &span.row0, &span.row1);
    return span;
}

sample_span sample_plan_buurt_span(const sample_plan *plan, int buurt)
{
    return span_of(plan, buurt % plan->buurt_columns, buurt / plan->buurt_columns, 1);
}

sample_span sample_plan_wijk_span(const sample_plan *plan, int wijk)
{
    int across = wijk_columns(plan), size = plan->wijk_span;
    return span_of(plan, wijk % across * size, wijk / across * size, size);
}

sample_span sample_plan_whole(const sample_plan *plan)
{
    return (sample_span){0, 0, plan->columns - 1, plan->rows - 1};
}

bool sample_plan_holds(const sample_plan *plan, geo_point board)
{
    return board.x >= plan->x[0] && board.x < plan->x[plan->columns] && board.y >= plan->y[0] &&
           board.y < plan->y[plan->rows];
}

static bool in_canal(const sample_plan *plan, geo_point board)
{
    int column = sample_plan_column_at(plan, board.x);
    int last = plan->rows - 1;
    return column > 0 && column < plan->columns && plan->column_way[column] == SAMPLE_WAY_CANAL &&
           fabs(board.x - plan->x[column]) < WATER_HALF_M &&
           board.y < plan->y[last] + sample_plan_row_half(plan, last);
}

static double dyke_rise(const sample_plan *plan, double y)
{
    int last = plan->rows - 1;
    double south = plan->y[last] + sample_plan_row_half(plan, last), north = plan->y[plan->rows];
    double slope = (north - south - DYKE_CREST_M) / 2;
    double into = fmin(y - south, north - y);
    return DYKE_RISE_M * fmax(0, fmin(1, into / slope));
}

double sample_plan_ground(const sample_plan *plan, geo_point board)
{
    if (in_canal(plan, board))
        return WATER_M;
    return GROUND_M + 0.7 * sample_noise(plan->seed, 'G', board.x, board.y, 190) +
           0.2 * sample_noise(plan->seed, 'g', board.x, board.y, 45) + dyke_rise(plan, board.y);
}
