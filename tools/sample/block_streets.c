/* The street sections south and west of a block: their profile in strips, centre lines, lanes of
 * trees and lamps. Both directions share one profile; `section` turns it. */
#include <math.h>

#include "sample/block.h"
#include "sample/random.h"
#include "sample/trees.h"

#define QUAY_M 13.4 /* centre line of a quay from the middle of its canal */
#define BED_M 5.0   /* plants at the end of a row of parking places */

/* A stretch of line: `along` runs from..to on one axis, `across` is measured from `middle`. */
typedef struct section {
    const sample_plan *plan;
    sample_block *block;
    bool eastward; /* along x; else along y */
    double from, to, middle, half;
    sample_way way;
    sample_cover edge; /* what a section without street is covered with */
    const sample_style *style;
    sample_random random;
    sample_name name, west_name;
} section;

typedef struct strip {
    double from, to; /* across, m */
    sample_cover cover;
} strip;

static const strip street_strips[] = {{-7, -4.6, SAMPLE_COVER_WALK},
                                      {-4.6, -2.6, SAMPLE_COVER_PARKING},
                                      {-2.6, 2.6, SAMPLE_COVER_ROAD},
                                      {2.6, 4.6, SAMPLE_COVER_PARKING},
                                      {4.6, 7, SAMPLE_COVER_WALK}};
static const strip main_strips[] = {
    {-12, -10, SAMPLE_COVER_WALK},    {-10, -7.6, SAMPLE_COVER_CYCLE},
    {-7.6, -3.4, SAMPLE_COVER_VERGE}, {-3.4, 3.4, SAMPLE_COVER_MAIN},
    {3.4, 7.6, SAMPLE_COVER_VERGE},   {7.6, 10, SAMPLE_COVER_CYCLE},
    {10, 12, SAMPLE_COVER_WALK}};
static const strip road_strips[] = {
    {-10, -3.6, SAMPLE_COVER_VERGE}, {-3.6, 3.6, SAMPLE_COVER_MAIN}, {3.6, 10, SAMPLE_COVER_VERGE}};
static const strip canal_strips[] = {
    {-18, -15.6, SAMPLE_COVER_WALK},   {-15.6, -11.2, SAMPLE_COVER_ROAD},
    {-11.2, -7.5, SAMPLE_COVER_VERGE}, {-7.5, 7.5, SAMPLE_COVER_WATER},
    {7.5, 11.2, SAMPLE_COVER_VERGE},   {11.2, 15.6, SAMPLE_COVER_ROAD},
    {15.6, 18, SAMPLE_COVER_WALK}};

static sample_rect section_rect(const section *s, double from, double to, double low, double high)
{
    if (s->eastward)
        return (sample_rect){from, s->middle + low, to, s->middle + high};
    return (sample_rect){s->middle + low, from, s->middle + high, to};
}

static geo_point section_point(const section *s, double along, double across)
{
    if (s->eastward)
        return (geo_point){along, s->middle + across};
    return (geo_point){s->middle + across, along};
}

static void add_strip(const section *s, strip one)
{
    double from = s->from, to = s->to;
    if (one.cover == SAMPLE_COVER_PARKING && to - from > 6 * BED_M) {
        sample_add_area(s->block, section_rect(s, from, from + BED_M, one.from, one.to),
                        SAMPLE_COVER_BED);
        from += BED_M;
    }
    sample_add_area(s->block, section_rect(s, from, to, one.from, one.to), one.cover);
}

static void add_strips(const section *s, const strip *strips, size_t count)
{
    for (size_t k = 0; k < count; k++)
        add_strip(s, strips[k]);
}

/* A footpath in the middle of something green. */
static void add_path_strips(const section *s, sample_cover green)
{
    strip strips[] = {
        {-s->half, -1.5, green}, {-1.5, 1.5, SAMPLE_COVER_WALK}, {1.5, s->half, green}};
    add_strips(s, strips, 3);
}

static void add_ditch_strips(const section *s)
{
    strip strips[] = {
        {-s->half, -7.5, s->edge}, {-7.5, 7.5, SAMPLE_COVER_WATER}, {7.5, s->half, s->edge}};
    add_strips(s, strips, 3);
}

#define ADD(table) add_strips(s, table, sizeof table / sizeof *table)

static void add_profile(const section *s)
{
    switch (s->way) {
    case SAMPLE_WAY_STREET:
        ADD(street_strips);
        break;
    case SAMPLE_WAY_MAIN:
        ADD(main_strips);
        break;
    case SAMPLE_WAY_ROAD:
        ADD(road_strips);
        break;
    case SAMPLE_WAY_CANAL:
        ADD(canal_strips);
        break;
    case SAMPLE_WAY_DITCH:
        add_ditch_strips(s);
        break;
    case SAMPLE_WAY_ALLEY:
        add_path_strips(s, SAMPLE_COVER_LAWN);
        break;
    case SAMPLE_WAY_PATH:
        add_path_strips(s, s->edge);
        break;
    case SAMPLE_WAY_NONE:
        sample_add_area(s->block, section_rect(s, s->from, s->to, -s->half, s->half), s->edge);
        break;
    }
}

static void add_lane(section *s, double across, double spacing_m, sample_grove grove)
{
    sample_planting lane = {.grove = grove,
                            .species = sample_species_pick(&s->random, grove),
                            .planted = s->style->year_from + 2,
                            .is_public = true,
                            .listed = true};
    if (lane.planted < 1945) /* older lanes have been replaced once */
        lane.planted = 1946 + sample_pick(&s->random, 30);
    sample_add_lane(s->block, &s->random, section_point(s, s->from + 2, across),
                    section_point(s, s->to - 2, across), spacing_m, &lane);
}

static void add_lanes(section *s)
{
    double spacing = s->style->spacing_m;
    switch (s->way) {
    case SAMPLE_WAY_STREET:
        for (int side = -1; side <= 1; side += 2)
            if (sample_chance(&s->random, s->style->rows))
                add_lane(s, side * 5.2, spacing, SAMPLE_GROVE_STREET);
        break;
    case SAMPLE_WAY_MAIN:
        add_lane(s, -5.5, fmin(spacing, 11), SAMPLE_GROVE_STREET);
        add_lane(s, 5.5, fmin(spacing, 11), SAMPLE_GROVE_STREET);
        break;
    case SAMPLE_WAY_ROAD:
        add_lane(s, -7, 13, SAMPLE_GROVE_STREET);
        break;
    case SAMPLE_WAY_CANAL:
        add_lane(s, -9.4, 9, SAMPLE_GROVE_CANAL);
        add_lane(s, 9.4, 9, SAMPLE_GROVE_CANAL);
        break;
    case SAMPLE_WAY_ALLEY:
        add_lane(s, 4, spacing * 1.2, SAMPLE_GROVE_STREET);
        break;
    default:
        break;
    }
}

static void add_lamps(section *s, double across, double spacing_m)
{
    int count = (int)((s->to - s->from) / spacing_m + 0.5);
    for (int k = 0; k < count; k++) {
        double along = s->from + (s->to - s->from) * (k + 0.35) / count;
        sample_add_light(s->block, (sample_light){.at = section_point(s, along, across),
                                                  .way = s->way,
                                                  .year = s->style->year_from});
    }
}

static void add_lights(section *s)
{
    switch (s->way) {
    case SAMPLE_WAY_STREET:
        add_lamps(s, 6.3, 32);
        break;
    case SAMPLE_WAY_MAIN:
    case SAMPLE_WAY_ROAD:
        add_lamps(s, 4.2, 36);
        break;
    case SAMPLE_WAY_CANAL:
        add_lamps(s, -10.8, 32);
        add_lamps(s, 10.8, 32);
        break;
    case SAMPLE_WAY_ALLEY:
        add_lamps(s, 2, 38);
        break;
    default:
        break;
    }
}

static double width_of(sample_way way)
{
    switch (way) {
    case SAMPLE_WAY_MAIN:
        return 6.8;
    case SAMPLE_WAY_ROAD:
        return 7.2;
    case SAMPLE_WAY_CANAL:
        return 4.4;
    case SAMPLE_WAY_STREET:
        return 5.2;
    default:
        return 3;
    }
}

static void add_line(const section *s, geo_point from, geo_point to, sample_name name)
{
    sample_add_street(s->block, (sample_street){.points = {from, to},
                                                .count = 2,
                                                .way = s->way,
                                                .name = name,
                                                .width_m = width_of(s->way)});
}

static void add_section(section *s)
{
    sample_owner owner = s->way == SAMPLE_WAY_NONE && s->edge == SAMPLE_COVER_FIELD
                             ? SAMPLE_OWNER_OTHER
                         : s->edge == SAMPLE_COVER_DYKE ? SAMPLE_OWNER_WATER_BOARD
                                                        : SAMPLE_OWNER_TOWN;
    sample_add_property(s->block, section_rect(s, s->from, s->to, -s->half, s->half), owner);
    add_profile(s);
    add_lanes(s);
    add_lights(s);
}

static sample_cover edge_of(sample_kind kind)
{
    switch (kind) {
    case SAMPLE_WOOD:
        return SAMPLE_COVER_WOOD;
    case SAMPLE_DYKE:
        return SAMPLE_COVER_DYKE;
    case SAMPLE_PARK:
        return SAMPLE_COVER_PARK;
    default:
        return SAMPLE_COVER_FIELD;
    }
}

/* The board x at which streets from the east (side 1) or west (-1) meet column line `line`. */
static double node_x(const sample_plan *plan, int line, int side)
{
    bool canal = plan->column_way[line] == SAMPLE_WAY_CANAL;
    return plan->x[line] + (canal ? side * QUAY_M : 0);
}

static section section_begin(const sample_plan *plan, sample_block *block, uint64_t stream)
{
    int buurt = sample_plan_buurt(plan, block->column, block->row);
    return (section){.plan = plan,
                     .block = block,
                     .edge = edge_of(sample_plan_kind(plan, block->column, block->row)),
                     .style = sample_plan_style(plan, buurt),
                     .random = sample_random_at(plan->seed, stream, block->column, block->row),
                     .name = {SAMPLE_ROW, 0, buurt}};
}

void sample_street_south_add(const sample_plan *plan, sample_block *block)
{
    int column = block->column, line = block->row;
    sample_rect plot = sample_plan_plot(plan, column, line);
    section s = section_begin(plan, block, 'R');
    s.eastward = true;
    s.from = plot.x0;
    s.to = plot.x1;
    s.middle = plan->y[line];
    s.half = sample_plan_row_half(plan, line);
    s.way = sample_plan_way_south(plan, column, line);
    s.name.line = line;
    if (s.way == SAMPLE_WAY_PATH)
        s.name.axis = SAMPLE_UNNAMED;
    add_section(&s);
    if (s.way == SAMPLE_WAY_NONE)
        return;
    double west = column == 0 ? plan->x[0] + 15 : node_x(plan, column, 1);
    double east = node_x(plan, column + 1, -1);
    add_line(&s, (geo_point){west, s.middle}, (geo_point){east, s.middle}, s.name);
}

/* The crest of the dyke, and every other street climbing it. */
static void add_dyke_paths(const section *s)
{
    const sample_plan *plan = s->plan;
    int column = s->block->column, last = plan->rows - 1;
    double crest = (plan->y[last] + sample_plan_row_half(plan, last) + plan->y[plan->rows]) / 2;
    section path = *s;
    path.way = SAMPLE_WAY_PATH;
    sample_name none = {SAMPLE_UNNAMED, 0, 0};
    if (column % 2 == 1)
        add_line(&path, (geo_point){node_x(plan, column, -1), plan->y[last]},
                 (geo_point){plan->x[column], crest}, none);
    if (column < plan->columns - 1)
        add_line(&path, (geo_point){plan->x[column], crest},
                 (geo_point){plan->x[column + 1], crest}, none);
}

static void add_quays(const section *s, double south, double north)
{
    int line = s->block->column;
    for (int side = -1; side <= 1; side += 2) {
        double x = node_x(s->plan, line, side);
        add_line(s, (geo_point){x, south}, (geo_point){x, north},
                 side < 0 ? s->west_name : s->name);
    }
}

void sample_street_west_add(const sample_plan *plan, sample_block *block)
{
    int line = block->column, row = block->row;
    sample_rect plot = sample_plan_plot(plan, line, row);
    section s = section_begin(plan, block, 'V');
    s.from = plot.y0;
    s.to = plot.y1;
    s.middle = plan->x[line];
    s.half = sample_plan_column_half(plan, line);
    s.way = sample_plan_way_west(plan, line, row);
    s.name = (sample_name){SAMPLE_COLUMN, line, s.name.buurt};
    s.west_name = (sample_name){SAMPLE_WEST_QUAY, line, s.name.buurt};
    if (s.way == SAMPLE_WAY_PATH)
        s.name.axis = SAMPLE_UNNAMED;
    add_section(&s);
    double south = row == 0 ? plan->y[0] + 15 : plan->y[row], north = plan->y[row + 1];
    if (s.edge == SAMPLE_COVER_DYKE)
        add_dyke_paths(&s);
    else if (s.way == SAMPLE_WAY_CANAL)
        add_quays(&s, south, north);
    else if (s.way != SAMPLE_WAY_NONE && s.way != SAMPLE_WAY_DITCH)
        add_line(&s, (geo_point){s.middle, south}, (geo_point){s.middle, north}, s.name);
}

static bool is_green_way(sample_way way)
{
    return way == SAMPLE_WAY_PATH || way == SAMPLE_WAY_NONE;
}

/* A crossing in the middle of a park is park too. */
static bool in_the_green(const sample_plan *plan, int column, int row)
{
    return is_green_way(sample_plan_way_south(plan, column, row)) &&
           is_green_way(sample_plan_way_south(plan, column - 1, row)) &&
           is_green_way(sample_plan_way_west(plan, column, row)) &&
           is_green_way(sample_plan_way_west(plan, column, row - 1));
}

static void add_canal_crossing(const sample_plan *plan, sample_block *block, sample_rect all)
{
    double x = plan->x[block->column], y = plan->y[block->row];
    bool last = block->row == plan->rows - 1;
    sample_add_area(block, (sample_rect){all.x0, all.y0, x - 7.5, all.y1}, SAMPLE_COVER_ROAD);
    sample_add_area(block, (sample_rect){x - 7.5, all.y0, x + 7.5, all.y1}, SAMPLE_COVER_WATER);
    sample_add_area(block, (sample_rect){x + 7.5, all.y0, all.x1, all.y1}, SAMPLE_COVER_ROAD);
    if (!sample_plan_has_bridge(plan, block->column, block->row))
        return;
    double half = last ? 2.6 : 4;
    sample_add_area(block, (sample_rect){x - 7.5, y - half, x + 7.5, y + half},
                    SAMPLE_COVER_BRIDGE);
    sample_street bridge = {
        .points = {{x - QUAY_M, y}, {x + QUAY_M, y}},
        .count = 2,
        .way = (sample_way)plan->row_way[block->row],
        .name = {SAMPLE_ROW, block->row, sample_plan_buurt(plan, block->column, block->row)},
        .width_m = 2 * half};
    sample_add_street(block, bridge);
}

void sample_crossing_add(const sample_plan *plan, sample_block *block)
{
    int column = block->column, row = block->row;
    double x = sample_plan_column_half(plan, column), y = sample_plan_row_half(plan, row);
    sample_rect all = {plan->x[column] - x, plan->y[row] - y, plan->x[column] + x,
                       plan->y[row] + y};
    sample_add_property(block, all, SAMPLE_OWNER_TOWN);
    if (plan->column_way[column] == SAMPLE_WAY_CANAL)
        add_canal_crossing(plan, block, all);
    else if (in_the_green(plan, column, row))
        sample_add_area(block, all, edge_of(sample_plan_kind(plan, column, row)));
    else
        sample_add_area(block, all, SAMPLE_COVER_ROAD);
}

void sample_park_paths_add(const sample_plan *plan, sample_block *block)
{
    int column = block->column, row = block->row;
    double west = node_x(plan, column, 1), east = node_x(plan, column + 1, -1);
    double south = plan->y[row], north = plan->y[row + 1];
    geo_point middle = {(west + east) / 2, (south + north) / 2};
    sample_street path = {.count = 3, .way = SAMPLE_WAY_PATH, .width_m = width_of(SAMPLE_WAY_PATH)};
    path.points[1] = middle;
    path.points[0] = (geo_point){west, south};
    path.points[2] = (geo_point){east, north};
    sample_add_street(block, path);
    path.points[0] = (geo_point){west, north};
    path.points[2] = (geo_point){east, south};
    sample_add_street(block, path);
}
