/* Streets of the lattice: what runs along each section of a line, and how wide it is. */
#include "sample/plan.h"
#include "sample/random.h"

static double half_of(sample_way way)
{
    switch (way) {
    case SAMPLE_WAY_MAIN:
        return 12;
    case SAMPLE_WAY_ROAD:
        return 10;
    case SAMPLE_WAY_CANAL:
        return 18;
    case SAMPLE_WAY_STREET:
        return 7;
    default:
        return 0;
    }
}

double sample_plan_column_half(const sample_plan *plan, int line)
{
    return half_of((sample_way)plan->column_way[line]);
}

double sample_plan_row_half(const sample_plan *plan, int line)
{
    return half_of((sample_way)plan->row_way[line]);
}

/* A way between two cells of the ring, or between two parks. */
static bool settled_by_cells(sample_kind a, sample_kind b, bool ring, sample_way line,
                             sample_way *out)
{
    bool woods = a == SAMPLE_WOOD && b == SAMPLE_WOOD;
    if (ring) {
        *out = woods ? SAMPLE_WAY_PATH : SAMPLE_WAY_NONE;
        return true;
    }
    *out = SAMPLE_WAY_PATH;
    return a == SAMPLE_PARK && b == SAMPLE_PARK && line == SAMPLE_WAY_STREET;
}

sample_way sample_plan_way_south(const sample_plan *plan, int column, int line)
{
    sample_way way = (sample_way)plan->row_way[line], settled;
    bool ring = column == 0 || column == plan->columns - 1;
    if (settled_by_cells(sample_plan_kind(plan, column, line),
                         sample_plan_kind(plan, column, line - 1), ring, way, &settled))
        return settled;
    return way;
}

sample_way sample_plan_way_west(const sample_plan *plan, int line, int row)
{
    sample_way way = (sample_way)plan->column_way[line], settled;
    bool ring = row == 0 || row == plan->rows - 1;
    if (row == 0 && way == SAMPLE_WAY_CANAL)
        return SAMPLE_WAY_DITCH;
    if (settled_by_cells(sample_plan_kind(plan, line, row), sample_plan_kind(plan, line - 1, row),
                         ring, way, &settled))
        return settled;
    bool inner = line > 1 && line < plan->columns - 1;
    if (way == SAMPLE_WAY_STREET && inner && sample_hash(plan->seed, 'A', line, row) % 4 == 0)
        return SAMPLE_WAY_ALLEY;
    return way;
}

bool sample_plan_has_bridge(const sample_plan *plan, int line, int row)
{
    return plan->column_way[line] == SAMPLE_WAY_CANAL && row > 0 && row < plan->rows &&
           (row % 3 == 1 || row == plan->rows - 1);
}

/* Largest k < count with lines[k] - half(k) <= value, at least 0. */
static int find_line(const double *lines, int count, double value)
{
    int low = 0, high = count - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (lines[middle] <= value)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int sample_plan_column_at(const sample_plan *plan, double x)
{
    int column = find_line(plan->x, plan->columns, x);
    if (column + 1 < plan->columns &&
        x >= plan->x[column + 1] - sample_plan_column_half(plan, column + 1))
        return column + 1;
    return column;
}

int sample_plan_row_at(const sample_plan *plan, double y)
{
    int row = find_line(plan->y, plan->rows, y);
    if (row + 1 < plan->rows && y >= plan->y[row + 1] - sample_plan_row_half(plan, row + 1))
        return row + 1;
    return row;
}
