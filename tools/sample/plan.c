/* Lays out the lattice and finds the size that holds the wanted number of addresses. */
#include "sample/plan.h"

#include <math.h>

#include "base/alloc.h"
#include "sample/block.h"
#include "sample/random.h"

/* A first guess that is too small: the search only grows. */
#define ADDRESSES_PER_CELL 45.0
#define COLUMNS_PER_ROW 0.46 /* makes the town about square */
#define WOOD_M 80.0
#define DYKE_M 56.0
#define FIELD_M 40.0

void sample_plan_free(sample_plan *plan)
{
    if (!plan)
        return;
    geo_free(plan->x);
    geo_free(plan->y);
    geo_free(plan->column_way);
    geo_free(plan->row_way);
    geo_free(plan->column_buurt);
    geo_free(plan->row_buurt);
    geo_free(plan->cells);
    geo_free(plan);
}

static geo_status plan_alloc(geo_ctx *ctx, sample_plan *plan)
{
    size_t columns = (size_t)plan->columns, rows = (size_t)plan->rows;
    plan->x = geo_calloc(columns + 1, sizeof *plan->x);
    plan->y = geo_calloc(rows + 1, sizeof *plan->y);
    plan->column_way = geo_calloc(columns + 1, sizeof *plan->column_way);
    plan->row_way = geo_calloc(rows + 1, sizeof *plan->row_way);
    plan->column_buurt = geo_calloc(columns, sizeof *plan->column_buurt);
    plan->row_buurt = geo_calloc(rows, sizeof *plan->row_buurt);
    plan->cells = geo_calloc(columns * rows, sizeof *plan->cells);
    if (!plan->x || !plan->y || !plan->column_way || !plan->row_way || !plan->column_buurt ||
        !plan->row_buurt || !plan->cells)
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static void plan_ways(sample_plan *plan)
{
    int inner = plan->columns - 2, first_canal = inner < 14 ? 1 + inner * 3 / 5 : 9;
    for (int i = 1; i < plan->columns; i++) {
        bool canal = i > 1 && i < plan->columns - 1 && (i - first_canal) % 14 == 0;
        plan->column_way[i] = canal                    ? SAMPLE_WAY_CANAL
                              : i == plan->columns - 1 ? SAMPLE_WAY_ROAD
                              : i % 6 == 3             ? SAMPLE_WAY_MAIN
                                                       : SAMPLE_WAY_STREET;
    }
    for (int j = 1; j < plan->rows; j++)
        plan->row_way[j] = j % 6 == 4 ? SAMPLE_WAY_MAIN : SAMPLE_WAY_STREET;
}

static double column_width(const sample_plan *plan, int column)
{
    if (column == 0)
        return WOOD_M;
    if (column == plan->columns - 1)
        return FIELD_M;
    sample_random random = sample_random_at(plan->seed, 'X', column, 0);
    return sample_between(&random, 106, 146);
}

static double row_depth(const sample_plan *plan, int row)
{
    if (row == 0)
        return FIELD_M;
    if (row == plan->rows - 1)
        return DYKE_M;
    sample_random random = sample_random_at(plan->seed, 'Y', row, 0);
    return sample_between(&random, 47, 58);
}

/* Lines and the bend; the board's origin is the middle of the town. */
static void plan_lines(sample_plan *plan)
{
    for (int i = 0; i < plan->columns; i++)
        plan->x[i + 1] = plan->x[i] + sample_plan_column_half(plan, i) + column_width(plan, i) +
                         sample_plan_column_half(plan, i + 1);
    for (int j = 0; j < plan->rows; j++)
        plan->y[j + 1] = plan->y[j] + sample_plan_row_half(plan, j) + row_depth(plan, j) +
                         sample_plan_row_half(plan, j + 1);
    double width = plan->x[plan->columns], depth = plan->y[plan->rows];
    for (int i = 0; i <= plan->columns; i++)
        plan->x[i] -= width / 2;
    for (int j = 0; j <= plan->rows; j++)
        plan->y[j] -= depth / 2;
    plan->map = sample_map_make(plan->seed, sqrt(width * width + depth * depth) / 2);
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

/* Groups of columns and rows of cells; the ring belongs to its neighbours. */
static void plan_buurten(sample_plan *plan)
{
    int columns = plan->columns - 2, rows = plan->rows - 2;
    plan->buurt_columns = at_least((int)(columns / (columns < 16 ? 1.8 : 3.0) + 0.5), 2);
    plan->buurt_rows = at_least((int)(rows / (rows < 24 ? 3.5 : 8.0) + 0.5), 2);
    plan->wijk_span = plan->buurt_columns > 24 ? 5 : plan->buurt_columns > 6 ? 4 : 2;
    for (int c = 0; c < plan->columns; c++) {
        int inner = c == 0 ? 0 : c > columns ? columns - 1 : c - 1;
        plan->column_buurt[c] = inner * plan->buurt_columns / columns;
    }
    for (int r = 0; r < plan->rows; r++) {
        int inner = r == 0 ? 0 : r > rows ? rows - 1 : r - 1;
        plan->row_buurt[r] = inner * plan->buurt_rows / rows;
    }
}

static geo_status plan_count(geo_ctx *ctx, sample_plan *plan, int64_t *out_capacity)
{
    sample_block block = {0};
    int64_t capacity = 0;
    geo_status status = GEO_OK;
    for (int r = 0; r < plan->rows && status == GEO_OK; r++) {
        for (int c = 0; c < plan->columns && status == GEO_OK; c++) {
            sample_cell *cell = sample_plan_cell(plan, c, r);
            status = sample_block_count(ctx, plan, c, r, &block, cell);
            capacity += cell->capacity;
        }
        if (status == GEO_OK)
            status = geo_ctx_poll(ctx);
    }
    sample_block_release(&block);
    *out_capacity = capacity;
    return status;
}

/* Some plots stay empty, spread evenly, so that the number is exactly the one asked for. */
static void plan_fill(sample_plan *plan, int64_t capacity)
{
    int64_t before = 0;
    for (int k = 0; k < plan->columns * plan->rows; k++) {
        int64_t after = before + plan->cells[k].capacity;
        plan->cells[k].addresses =
            (uint16_t)(after * plan->addresses / capacity - before * plan->addresses / capacity);
        before = after;
    }
}

static geo_status plan_try(geo_ctx *ctx, uint64_t seed, int64_t addresses, double cells,
                           sample_plan **out, int64_t *out_capacity)
{
    sample_plan *plan = geo_calloc(1, sizeof *plan);
    if (!plan)
        return geo_fail_nomem(ctx);
    plan->seed = seed;
    plan->addresses = addresses;
    int inner = at_least((int)(sqrt(cells * COLUMNS_PER_ROW) + 0.5), 3);
    plan->columns = inner + 2;
    plan->rows = at_least((int)ceil(cells / inner), 4) + 2;
    geo_status status = plan_alloc(ctx, plan);
    if (status == GEO_OK) {
        plan_ways(plan);
        plan_lines(plan);
        plan_buurten(plan);
        sample_plan_kinds(plan);
        status = plan_count(ctx, plan, out_capacity);
    }
    if (status != GEO_OK) {
        sample_plan_free(plan);
        return status;
    }
    *out = plan;
    return GEO_OK;
}

geo_status sample_plan_new(geo_ctx *ctx, uint64_t seed, int64_t addresses, sample_plan **out)
{
    if (addresses < SAMPLE_ADDRESSES_MIN || addresses > SAMPLE_ADDRESSES_MAX)
        return geo_fail(ctx, GEO_ERR_ARG, "a town has %d to %d addresses, not %lld",
                        SAMPLE_ADDRESSES_MIN, SAMPLE_ADDRESSES_MAX, (long long)addresses);
    double cells = (double)addresses / ADDRESSES_PER_CELL;
    for (;;) {
        sample_plan *plan = NULL;
        int64_t capacity = 0;
        geo_status status = plan_try(ctx, seed, addresses, cells, &plan, &capacity);
        if (status != GEO_OK)
            return status;
        if (capacity >= addresses) {
            plan_fill(plan, capacity);
            *out = plan;
            return GEO_OK;
        }
        sample_plan_free(plan);
        cells *= fmax(1.01, fmin(1.5, (double)addresses / (double)(capacity + 1)));
    }
}
