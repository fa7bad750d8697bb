/* Buildings with their addresses: rows of houses along the street south and north of the plot,
 * flats, shops, a school, houseboats. The order matters: an address near the end may be left out
 * to reach the wanted number (block.c). */
#include <math.h>

#include "sample/block.h"
#include "sample/random.h"

/* A row of houses along one side of the plot. */
typedef struct row_style {
    int group_min, group_max; /* houses that share walls */
    double width_min, width_max, depth_min, depth_max, gap_min, gap_max, front_min, front_max;
    double height_min, height_max;
    bool gable;
    double jitter; /* of the facade line between groups, m */
} row_style;

static const row_style terrace = {4, 8, 5.1, 6.1, 8.6, 10, 2.8, 3.4, 2, 4.5, 8.2, 10, true, 0};
static const row_style semi = {2, 2, 6.2, 7, 9, 10.5, 4.5, 6.5, 4, 6, 8, 9.5, true, 0.8};
static const row_style detached = {1, 1, 9, 12, 9, 11.5, 6, 10, 5, 8, 7, 10, true, 2};
static const row_style shops = {5, 9, 5.5, 7.5, 12, 15, 3, 4, 0.6, 0.9, 9.5, 12.5, false, 0};

typedef struct house_row {
    const sample_plan *plan;
    sample_block *block;
    sample_random random;
    const row_style *style;
    sample_rect plot;
    sample_side side;
    int slot; /* next house number */
    double width, depth, front, height;
    int year;
} house_row;

static int build_year(const sample_plan *plan, const sample_block *block, sample_random *random)
{
    const sample_style *style =
        sample_plan_style(plan, sample_plan_buurt(plan, block->column, block->row));
    return style->year_from + sample_pick(random, style->year_to - style->year_from + 1);
}

static house_row row_begin(const sample_plan *plan, sample_block *block, const row_style *style,
                           sample_side side)
{
    house_row row = {.plan = plan, .block = block, .style = style, .side = side};
    row.random =
        sample_random_at(plan->seed, side == SAMPLE_SOUTH ? 'H' : 'h', block->column, block->row);
    row.plot = sample_plan_plot(plan, block->column, block->row);
    row.width = sample_between(&row.random, style->width_min, style->width_max);
    row.depth = sample_between(&row.random, style->depth_min, style->depth_max);
    row.front = sample_between(&row.random, style->front_min, style->front_max);
    row.height = sample_between(&row.random, style->height_min, style->height_max);
    row.year = build_year(plan, block, &row.random);
    return row;
}

/* Rectangle `depth` deep, `front` behind the street side of the plot. */
static sample_rect row_rect(const house_row *row, double x0, double x1, double front)
{
    if (row->side == SAMPLE_SOUTH)
        return (sample_rect){x0, row->plot.y0 + front, x1, row->plot.y0 + front + row->depth};
    return (sample_rect){x0, row->plot.y1 - front - row->depth, x1, row->plot.y1 - front};
}

static geo_point door_of(const house_row *row, sample_rect rect)
{
    double x = rect.x0 + 0.3 * (rect.x1 - rect.x0);
    return (geo_point){x, row->side == SAMPLE_SOUTH ? rect.y0 + 1 : rect.y1 - 1};
}

static sample_use home_or_unknown(sample_random *random)
{
    return sample_chance(random, 0.012) ? SAMPLE_USE_UNKNOWN : SAMPLE_USE_HOME;
}

static void add_house(house_row *row, sample_rect rect, bool joined)
{
    bool gable = row->style->gable && row->year < 2020;
    sample_add_building(row->block, (sample_building){.rect = rect,
                                                      .height_m = sample_round(row->height, 10),
                                                      .year = row->year,
                                                      .gable = gable,
                                                      .joined = joined});
    double footprint = (rect.x1 - rect.x0) * (rect.y1 - rect.y0);
    sample_add_address(row->block,
                       (sample_address){.at = door_of(row, rect),
                                        .building = (int)row->block->buildings.count - 1,
                                        .side = row->side,
                                        .slot = row->slot++,
                                        .use = home_or_unknown(&row->random),
                                        .area_m2 = (int)(footprint * 2.1)});
}

/* A shop (sometimes an office) with two homes over it that carry a letter. */
static void add_shop(house_row *row, sample_rect rect, bool joined)
{
    sample_use ground = sample_chance(&row->random, 0.8) ? SAMPLE_USE_SHOP : SAMPLE_USE_OFFICE;
    sample_add_building(row->block, (sample_building){.rect = rect,
                                                      .height_m = sample_round(row->height, 10),
                                                      .year = row->year,
                                                      .joined = joined});
    double footprint = (rect.x1 - rect.x0) * (rect.y1 - rect.y0);
    for (int floor = 0; floor < 3; floor++)
        sample_add_address(row->block,
                           (sample_address){.at = door_of(row, rect),
                                            .building = (int)row->block->buildings.count - 1,
                                            .side = row->side,
                                            .slot = row->slot,
                                            .letter = floor ? (char)('A' + floor - 1) : 0,
                                            .use = floor ? home_or_unknown(&row->random) : ground,
                                            .floor = floor,
                                            .area_m2 = (int)(footprint * (floor ? 0.8 : 0.9))});
    row->slot++;
}

static void add_row(house_row *row, void (*add)(house_row *, sample_rect, bool))
{
    const row_style *style = row->style;
    double x = row->plot.x0 + 2.5, end = row->plot.x1 - 2.5;
    while (x + row->width <= end) {
        int houses =
            style->group_min + sample_pick(&row->random, style->group_max - style->group_min + 1);
        double front = row->front + sample_between(&row->random, 0, 1) * style->jitter;
        int built = 0;
        for (; built < houses && x + row->width <= end; built++, x += row->width)
            add(row, row_rect(row, x, x + row->width, front), built > 0);
        x += sample_between(&row->random, style->gap_min, style->gap_max);
    }
}

static void add_rows(const sample_plan *plan, sample_block *block, const row_style *style,
                     void (*add)(house_row *, sample_rect, bool))
{
    /* What is left unbuilt lies at the end of the second row: now north, now south. */
    bool turned = sample_hash(plan->seed, 'U', block->column, block->row) % 2;
    house_row first = row_begin(plan, block, style, turned ? SAMPLE_NORTH : SAMPLE_SOUTH);
    add_row(&first, add);
    house_row second = row_begin(plan, block, style, turned ? SAMPLE_SOUTH : SAMPLE_NORTH);
    add_row(&second, add);
}

/* A slab of flats: homes side by side and on top of each other, one address point per stairwell. */
static void add_slab(const sample_plan *plan, sample_block *block, sample_side side, int floors)
{
    const double bay = 7.5, depth = 12, front = 8;
    sample_rect plot = sample_plan_plot(plan, block->column, block->row);
    sample_random random = sample_random_at(plan->seed, 'F', block->column, block->row);
    int bays = (int)((plot.x1 - plot.x0 - 18) / bay);
    double x0 = (plot.x0 + plot.x1 - bays * bay) / 2;
    double y0 = side == SAMPLE_SOUTH ? plot.y0 + front : plot.y1 - front - depth;
    sample_rect rect = {x0, y0, x0 + bays * bay, y0 + depth};
    sample_add_building(block, (sample_building){.rect = rect,
                                                 .height_m = sample_round(1.2 + 2.9 * floors, 10),
                                                 .year = build_year(plan, block, &random),
                                                 .green = sample_chance(&random, 0.2)});
    int slot = 0;
    for (int floor = 0; floor < floors; floor++)
        for (int k = 0; k < bays; k++)
            sample_add_address(
                block, (sample_address){.at = {x0 + (k + 0.5) * bay,
                                               side == SAMPLE_SOUTH ? y0 + 1.2 : y0 + depth - 1.2},
                                        .building = (int)block->buildings.count - 1,
                                        .side = side,
                                        .slot = slot++,
                                        .use = home_or_unknown(&random),
                                        .floor = floor,
                                        .area_m2 = 62 + 4 * sample_pick(&random, 8)});
}

static void add_flats(const sample_plan *plan, sample_block *block)
{
    sample_random random = sample_random_at(plan->seed, 'f', block->column, block->row);
    int floors = 3 + sample_pick(&random, 3);
    if (sample_chance(&random, 0.4)) { /* two lower slabs, or one high */
        add_slab(plan, block, SAMPLE_SOUTH, floors - 1);
        add_slab(plan, block, SAMPLE_NORTH, floors - 1);
    } else {
        add_slab(plan, block, SAMPLE_SOUTH, floors + sample_pick(&random, 5));
    }
}

static void add_school(const sample_plan *plan, sample_block *block)
{
    sample_rect plot = sample_plan_plot(plan, block->column, block->row);
    sample_random random = sample_random_at(plan->seed, 'L', block->column, block->row);
    double x0 = (plot.x0 + plot.x1) / 2 - 20, y0 = plot.y0 + 10;
    sample_add_building(block, (sample_building){.rect = {x0, y0, x0 + 40, y0 + 16},
                                                 .height_m = 6.8,
                                                 .year = build_year(plan, block, &random),
                                                 .green = sample_chance(&random, 0.3)});
    sample_add_address(block, (sample_address){.at = {x0 + 20, y0 + 1},
                                               .building = (int)block->buildings.count - 1,
                                               .side = SAMPLE_SOUTH,
                                               .use = SAMPLE_USE_SCHOOL,
                                               .area_m2 = 1150});
}

/* Houseboats along the east quay. */
static void add_boats(const sample_plan *plan, sample_block *block)
{
    int column = block->column, line = block->row;
    if (column == 0 || sample_plan_way_west(plan, column, line) != SAMPLE_WAY_CANAL ||
        sample_hash(plan->seed, 'B', column, line) % 5 < 3)
        return;
    sample_rect plot = sample_plan_plot(plan, column, line);
    int boats = (int)((plot.y1 - plot.y0 - 8) / 19);
    for (int k = 0; k < boats; k++)
        sample_add_address(block,
                           (sample_address){.at = {plan->x[column] + 4.8, plot.y0 + 13 + 19 * k},
                                            .building = -1,
                                            .side = SAMPLE_QUAY,
                                            .slot = k,
                                            .use = SAMPLE_USE_BERTH,
                                            .area_m2 = 70});
}

void sample_homes_add(const sample_plan *plan, sample_block *block)
{
    add_boats(plan, block);
    switch (sample_plan_kind(plan, block->column, block->row)) {
    case SAMPLE_TERRACE:
        add_rows(plan, block, &terrace, add_house);
        break;
    case SAMPLE_SEMI:
        add_rows(plan, block, &semi, add_house);
        break;
    case SAMPLE_DETACHED:
        add_rows(plan, block, &detached, add_house);
        break;
    case SAMPLE_SHOPS:
        add_rows(plan, block, &shops, add_shop);
        break;
    case SAMPLE_FLATS:
        add_flats(plan, block);
        break;
    case SAMPLE_SCHOOL:
        add_school(plan, block);
        break;
    default:
        break;
    }
}
