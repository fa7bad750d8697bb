/* Puts a block together and numbers its houses. */
#include "sample/block.h"

#include "base/alloc.h"

void sample_block_release(sample_block *block)
{
    geo_free(block->buildings.items);
    geo_free(block->addresses.items);
    geo_free(block->trees.items);
    geo_free(block->areas.items);
    geo_free(block->properties.items);
    geo_free(block->streets.items);
    geo_free(block->lights.items);
    *block = (sample_block){0};
}

static void block_reset(sample_block *block, int column, int row)
{
    block->column = column;
    block->row = row;
    block->failed = false;
    block->buildings.count = block->addresses.count = block->trees.count = 0;
    block->areas.count = block->properties.count = 0;
    block->streets.count = block->lights.count = 0;
}

void sample_add_building(sample_block *block, sample_building building)
{
    if (!block->failed && !geo_vec_push(&block->buildings, building))
        block->failed = true;
}

void sample_add_address(sample_block *block, sample_address address)
{
    if (!block->failed && !geo_vec_push(&block->addresses, address))
        block->failed = true;
}

void sample_add_area(sample_block *block, sample_rect rect, sample_cover cover)
{
    sample_area area = {rect, cover, cover == SAMPLE_COVER_YARD};
    bool empty = rect.x1 - rect.x0 < 0.01 || rect.y1 - rect.y0 < 0.01;
    if (!empty && !block->failed && !geo_vec_push(&block->areas, area))
        block->failed = true;
}

void sample_add_property(sample_block *block, sample_rect rect, sample_owner owner)
{
    sample_property property = {rect, owner};
    bool empty = rect.x1 - rect.x0 < 0.01 || rect.y1 - rect.y0 < 0.01;
    if (!empty && !block->failed && !geo_vec_push(&block->properties, property))
        block->failed = true;
}

void sample_add_street(sample_block *block, sample_street street)
{
    if (!block->failed && !geo_vec_push(&block->streets, street))
        block->failed = true;
}

void sample_add_light(sample_block *block, sample_light light)
{
    if (!block->failed && !geo_vec_push(&block->lights, light))
        block->failed = true;
}

sample_rect sample_plan_plot(const sample_plan *plan, int column, int row)
{
    return (sample_rect){plan->x[column] + sample_plan_column_half(plan, column),
                         plan->y[row] + sample_plan_row_half(plan, row),
                         plan->x[column + 1] - sample_plan_column_half(plan, column + 1),
                         plan->y[row + 1] - sample_plan_row_half(plan, row + 1)};
}

geo_status sample_block_count(geo_ctx *ctx, const sample_plan *plan, int column, int row,
                              sample_block *block, sample_cell *cell)
{
    block_reset(block, column, row);
    sample_homes_add(plan, block);
    if (block->failed)
        return geo_fail_nomem(ctx);
    cell->capacity = (uint16_t)block->addresses.count;
    for (int side = SAMPLE_SOUTH; side <= SAMPLE_QUAY; side++)
        cell->numbers[side] = 0;
    for (size_t k = 0; k < block->addresses.count; k++) {
        const sample_address *address = &block->addresses.items[k];
        if (address->slot >= cell->numbers[address->side])
            cell->numbers[address->side] = (uint16_t)(address->slot + 1);
    }
    return GEO_OK;
}

/* Homes over the cell's number stay unbuilt, the last ones first, with their buildings. */
static void block_cut(const sample_plan *plan, sample_block *block)
{
    size_t keep = sample_plan_cell(plan, block->column, block->row)->addresses;
    if (block->addresses.count <= keep)
        return;
    block->addresses.count = keep;
    int last = -1;
    for (size_t k = 0; k < keep; k++)
        if (block->addresses.items[k].building > last)
            last = block->addresses.items[k].building;
    block->buildings.count = (size_t)(last + 1);
}

static void block_ground(const sample_plan *plan, sample_block *block)
{
    for (size_t k = 0; k < block->buildings.count; k++) {
        sample_building *building = &block->buildings.items[k];
        geo_point middle = {(building->rect.x0 + building->rect.x1) / 2,
                            (building->rect.y0 + building->rect.y1) / 2};
        building->ground_m = sample_round(sample_plan_ground(plan, middle), 100);
    }
}

geo_status sample_block_make(geo_ctx *ctx, const sample_plan *plan, int column, int row,
                             sample_block *block)
{
    block_reset(block, column, row);
    sample_homes_add(plan, block);
    block_cut(plan, block);
    sample_plot_add(plan, block);
    if (row > 0)
        sample_street_south_add(plan, block);
    if (column > 0)
        sample_street_west_add(plan, block);
    if (row > 0 && column > 0)
        sample_crossing_add(plan, block);
    if (sample_plan_kind(plan, column, row) == SAMPLE_PARK)
        sample_park_paths_add(plan, block);
    block_ground(plan, block);
    return block->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

sample_name sample_address_street(const sample_plan *plan, const sample_block *block,
                                  const sample_address *address)
{
    if (address->side == SAMPLE_QUAY)
        return (sample_name){SAMPLE_COLUMN, block->column,
                             sample_plan_buurt(plan, block->column, block->row)};
    int line = address->side == SAMPLE_SOUTH ? block->row : block->row + 1;
    return (sample_name){SAMPLE_ROW, line, sample_plan_buurt(plan, block->column, line)};
}

/* House numbers used before this block on the same side of the same street. */
static int numbers_before(const sample_plan *plan, const sample_block *block, sample_side side)
{
    int before = 0, column = block->column, row = block->row;
    if (side == SAMPLE_QUAY) {
        for (int r = row - 1; r >= 0 && plan->row_buurt[r] == plan->row_buurt[row]; r--)
            before += sample_plan_cell(plan, column, r)->numbers[side];
        return before;
    }
    for (int c = column - 1; c >= 0 && plan->column_buurt[c] == plan->column_buurt[column]; c--)
        before += sample_plan_cell(plan, c, row)->numbers[side];
    return before;
}

int sample_address_number(const sample_plan *plan, const sample_block *block,
                          const sample_address *address)
{
    int index = numbers_before(plan, block, address->side) + address->slot;
    return 2 * index + (address->side == SAMPLE_NORTH ? 2 : 1);
}
