/* What every cell of the lattice is: from the style of its buurt, with a park of several hectares
 * now and then, and the edge of the town around it. */
#include "sample/plan.h"
#include "sample/random.h"

/* Order of shares: field, dyke, wood, park, terrace, semi, detached, flats, shops, school. */
static const sample_style styles[] = {
    {"centrum", 1885, 1975, {0, 0, 0, .03, 0, 0, 0, .2, .45, .02}, 14, .35, .15},
    {"jaren dertig", 1924, 1939, {0, 0, 0, .05, 0, .22, .08, .06, .06, .02}, 8, .95, .8},
    {"wederopbouw", 1950, 1967, {0, 0, 0, .1, 0, 0, 0, .42, .03, .05}, 10, .75, .4},
    {"bloemkoolwijk", 1971, 1986, {0, 0, 0, .1, 0, .14, .03, .12, 0, .04}, 10, .7, .6},
    {"vinex", 1997, 2014, {0, 0, 0, .04, 0, .16, .06, .16, .04, .02}, 15, .45, .3},
    {"villapark", 1912, 1990, {0, 0, 0, .07, 0, .25, .66, 0, 0, .01}, 8, 1, 7},
};
#define PARK_COLUMNS 7 /* a district of 7 x 12 cells has one large park of 2 x 2 cells */
#define PARK_ROWS 12

int sample_plan_buurt_count(const sample_plan *plan)
{
    return plan->buurt_columns * plan->buurt_rows;
}

int sample_plan_buurt(const sample_plan *plan, int column, int row)
{
    return plan->row_buurt[row] * plan->buurt_columns + plan->column_buurt[column];
}

const sample_style *sample_plan_style(const sample_plan *plan, int buurt)
{
    int column = buurt % plan->buurt_columns, row = buurt / plan->buurt_columns;
    int span = plan->wijk_span * 2; /* every second wijk has a centre of its own */
    bool small = plan->buurt_columns <= span && plan->buurt_rows <= span;
    bool centre = small ? column == plan->buurt_columns / 2 && row == plan->buurt_rows / 2
                        : column % span == span / 2 && row % span == span / 2;
    if (centre)
        return &styles[0];
    /* Neighbours differ, and any three by three show all five other styles. */
    int start = (int)(sample_hash(plan->seed, 'S', 0, 0) % 5);
    return &styles[1 + (start + column * 2 + row) % 5];
}

sample_cell *sample_plan_cell(const sample_plan *plan, int column, int row)
{
    return &plan->cells[(size_t)row * (size_t)plan->columns + (size_t)column];
}

sample_kind sample_plan_kind(const sample_plan *plan, int column, int row)
{
    return (sample_kind)sample_plan_cell(plan, column, row)->kind;
}

bool sample_plan_is_ring(const sample_plan *plan, int column, int row)
{
    return column == 0 || row == 0 || column == plan->columns - 1 || row == plan->rows - 1;
}

static sample_kind ring_kind(const sample_plan *plan, int column, int row)
{
    if (row == plan->rows - 1)
        return SAMPLE_DYKE;
    bool wood = column == 0 && row > 0 && row * 20 < plan->rows * 9;
    return wood ? SAMPLE_WOOD : SAMPLE_FIELD;
}

static sample_kind inner_kind(const sample_plan *plan, int column, int row)
{
    const sample_style *style = sample_plan_style(plan, sample_plan_buurt(plan, column, row));
    sample_random random = sample_random_at(plan->seed, 'K', column, row);
    double left = sample_unit(&random);
    for (int kind = SAMPLE_PARK; kind <= SAMPLE_SCHOOL; kind++) {
        left -= style->share[kind];
        if (left < 0)
            return (sample_kind)kind;
    }
    return SAMPLE_TERRACE;
}

static bool park_fits(const sample_plan *plan, int column, int row)
{
    return column >= 1 && row >= 1 && column + 1 < plan->columns - 1 && row + 1 < plan->rows - 1 &&
           plan->column_way[column + 1] == SAMPLE_WAY_STREET &&
           plan->row_way[row + 1] == SAMPLE_WAY_STREET;
}

/* One park of 2 x 2 cells somewhere in the district that starts at this cell. */
static void plan_park(sample_plan *plan, int column, int row)
{
    sample_random random = sample_random_at(plan->seed, 'P', column, row);
    for (int attempt = 0; attempt < 8; attempt++) {
        int c = column + sample_pick(&random, PARK_COLUMNS - 1);
        int r = row + sample_pick(&random, PARK_ROWS - 1);
        if (!park_fits(plan, c, r))
            continue;
        for (int k = 0; k < 4; k++)
            sample_plan_cell(plan, c + k % 2, r + k / 2)->kind = SAMPLE_PARK;
        return;
    }
}

void sample_plan_kinds(sample_plan *plan)
{
    for (int r = 0; r < plan->rows; r++)
        for (int c = 0; c < plan->columns; c++)
            sample_plan_cell(plan, c, r)->kind =
                (uint8_t)(sample_plan_is_ring(plan, c, r) ? ring_kind(plan, c, r)
                                                          : inner_kind(plan, c, r));
    for (int r = 1; r + PARK_ROWS / 2 < plan->rows; r += PARK_ROWS)
        for (int c = 1; c + PARK_COLUMNS / 2 < plan->columns; c += PARK_COLUMNS)
            plan_park(plan, c, r);
}
