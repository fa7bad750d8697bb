/* What lies on the plot between and behind the buildings: yards with garden trees and sheds,
 * lawns, squares, parks, wood, fields, the dyke. */
#include <math.h>

#include "sample/block.h"
#include "sample/random.h"
#include "sample/trees.h"

#define ALLEY_M 1.6

static const sample_style *style_of(const sample_plan *plan, const sample_block *block)
{
    return sample_plan_style(plan, sample_plan_buurt(plan, block->column, block->row));
}

static bool is_listed(const sample_plan *plan, const sample_block *block)
{
    return sample_plan_buurt(plan, block->column, block->row) != sample_plan_public_only(plan);
}

static bool near_building(const sample_block *block, geo_point p, double clear_m)
{
    for (size_t k = 0; k < block->buildings.count; k++) {
        sample_rect r = block->buildings.items[k].rect;
        if (p.x > r.x0 - clear_m && p.x < r.x1 + clear_m && p.y > r.y0 - clear_m &&
            p.y < r.y1 + clear_m)
            return true;
    }
    return false;
}

/* A shed against the alley, behind some of the houses. */
static void add_sheds(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    sample_random random = sample_random_at(plan->seed, 'D', block->column, block->row);
    size_t houses = block->buildings.count;
    double middle = (plot.y0 + plot.y1) / 2;
    for (size_t k = 0; k < houses; k++) {
        sample_building house = block->buildings.items[k];
        bool south = house.rect.y1 < middle, wanted = sample_chance(&random, 0.1);
        double x = house.rect.x0 + 0.6,
               y = south ? middle - ALLEY_M / 2 - 3.1 : middle + ALLEY_M / 2 + 0.6;
        double room = south ? y - house.rect.y1 : house.rect.y0 - (y + 2.5);
        if (wanted && room > 3)
            sample_add_building(block, (sample_building){.rect = {x, y, x + 2.8, y + 2.5},
                                                         .height_m = 2.6,
                                                         .year = house.year});
    }
}

static void add_garden_trees(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    sample_random random = sample_random_at(plan->seed, 'T', block->column, block->row);
    const sample_style *style = style_of(plan, block);
    double wanted = style->garden * (double)block->addresses.count;
    int tries = (int)(wanted + sample_unit(&random));
    for (int k = 0; k < tries; k++) {
        geo_point at = {sample_between(&random, plot.x0 + 1.5, plot.x1 - 1.5),
                        sample_between(&random, plot.y0 + 1.5, plot.y1 - 1.5)};
        sample_planting garden = {.grove = SAMPLE_GROVE_GARDEN,
                                  .species = sample_species_pick(&random, SAMPLE_GROVE_GARDEN),
                                  .planted = 1960 + sample_pick(&random, 58),
                                  .listed = is_listed(plan, block)};
        if (style->garden > 2) { /* the old trees of a villa park */
            garden.grove = SAMPLE_GROVE_PARK;
            garden.species = sample_species_pick(&random, SAMPLE_GROVE_PARK);
            garden.planted = 1915 + sample_pick(&random, 80);
        }
        if (garden.planted < style->year_from - 20)
            garden.planted = style->year_from;
        if (!near_building(block, at, 1.8))
            sample_add_tree(block, &random, at, &garden);
    }
}

/* Yards on both sides of an alley, all of them privately owned. */
static void add_gardens(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    double middle = (plot.y0 + plot.y1) / 2;
    add_sheds(plan, block, plot);
    sample_add_area(block, (sample_rect){plot.x0, plot.y0, plot.x1, middle - ALLEY_M / 2},
                    SAMPLE_COVER_YARD);
    sample_add_area(block,
                    (sample_rect){plot.x0, middle - ALLEY_M / 2, plot.x1, middle + ALLEY_M / 2},
                    SAMPLE_COVER_WALK);
    sample_add_area(block, (sample_rect){plot.x0, middle + ALLEY_M / 2, plot.x1, plot.y1},
                    SAMPLE_COVER_YARD);
    add_garden_trees(plan, block, plot);
}

typedef struct scatter {
    sample_grove grove;
    double pitch_m; /* of the grid the trees are scattered on */
    double share;   /* of its places that hold a tree */
    double clear_m; /* from buildings */
    int planted;
    bool clearing; /* an open lawn in the middle, and paths along the diagonals */
} scatter;

static bool in_clearing(sample_rect area, geo_point p)
{
    double dx = (p.x - (area.x0 + area.x1) / 2) / (area.x1 - area.x0);
    double dy = (p.y - (area.y0 + area.y1) / 2) / (area.y1 - area.y0);
    return dx * dx + dy * dy < 0.045 || fabs(fabs(dx) - fabs(dy)) < 0.035;
}

static void add_scatter(const sample_plan *plan, sample_block *block, sample_rect area,
                        const scatter *how)
{
    sample_random random = sample_random_at(plan->seed, 'C', block->column, block->row);
    for (double y = area.y0 + how->pitch_m / 2; y < area.y1 - 1; y += how->pitch_m) {
        for (double x = area.x0 + how->pitch_m / 2; x < area.x1 - 1; x += how->pitch_m) {
            double reach = how->pitch_m * 0.42;
            geo_point at = {fmin(x + sample_between(&random, -reach, reach), area.x1 - 1),
                            fmin(y + sample_between(&random, -reach, reach), area.y1 - 1)};
            sample_planting tree = {.grove = how->grove,
                                    .species = sample_species_pick(&random, how->grove),
                                    .planted = how->planted + sample_pick(&random, 25),
                                    .is_public = true,
                                    .listed = true};
            bool wanted = sample_chance(&random, how->share);
            if (wanted && !(how->clearing && in_clearing(area, at)) &&
                !near_building(block, at, how->clear_m))
                sample_add_tree(block, &random, at, &tree);
        }
    }
}

/* Grass around flats or a school, with a paved band around every building. */
static void add_lawn(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    scatter trees = {SAMPLE_GROVE_PARK, 13, 0.45, 5, style_of(plan, block)->year_from, false};
    double from = plot.y0;
    for (size_t k = 0; k < block->buildings.count; k++) {
        sample_rect slab = block->buildings.items[k].rect;
        sample_add_area(block, (sample_rect){plot.x0, from, plot.x1, slab.y0 - 2},
                        SAMPLE_COVER_LAWN);
        sample_add_area(block, (sample_rect){plot.x0, slab.y0 - 2, plot.x1, slab.y1 + 4},
                        SAMPLE_COVER_YARD);
        from = slab.y1 + 4;
    }
    sample_add_area(block, (sample_rect){plot.x0, from, plot.x1, plot.y1}, SAMPLE_COVER_LAWN);
    add_scatter(plan, block, plot, &trees);
}

static void add_park(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    scatter trees = {SAMPLE_GROVE_PARK, 9.5, 0.75, 3, 1950, true};
    sample_random random = sample_random_at(plan->seed, 'W', block->column, block->row);
    double split = sample_chance(&random, 0.5) ? plot.x1 - 18 : plot.x1;
    sample_rect green = {plot.x0, plot.y0, split, plot.y1};
    if (style_of(plan, block)->year_from > trees.planted)
        trees.planted = style_of(plan, block)->year_from;
    sample_add_area(block, green, SAMPLE_COVER_PARK);
    sample_add_area(block, (sample_rect){split, plot.y0, plot.x1, plot.y1}, SAMPLE_COVER_PLAY);
    add_scatter(plan, block, green, &trees);
}

static void add_wood(const sample_plan *plan, sample_block *block, sample_rect plot)
{
    scatter trees = {SAMPLE_GROVE_WOOD, 9.2, 0.95, 0, 1935, false};
    sample_add_area(block, plot, SAMPLE_COVER_WOOD);
    add_scatter(plan, block, plot, &trees);
}

static sample_owner owner_of(sample_kind kind, uint64_t chance)
{
    switch (kind) {
    case SAMPLE_FIELD:
    case SAMPLE_SEMI:
    case SAMPLE_DETACHED:
    case SAMPLE_SHOPS:
        return SAMPLE_OWNER_OTHER;
    case SAMPLE_TERRACE:
        return chance % 5 < 2 ? SAMPLE_OWNER_HOUSING : SAMPLE_OWNER_OTHER;
    case SAMPLE_FLATS:
        return SAMPLE_OWNER_HOUSING;
    case SAMPLE_DYKE:
        return SAMPLE_OWNER_WATER_BOARD;
    default:
        return SAMPLE_OWNER_TOWN;
    }
}

void sample_plot_add(const sample_plan *plan, sample_block *block)
{
    sample_rect plot = sample_plan_plot(plan, block->column, block->row);
    sample_kind kind = sample_plan_kind(plan, block->column, block->row);
    uint64_t chance = sample_hash(plan->seed, 'E', block->column, block->row);
    sample_add_property(block, plot, owner_of(kind, chance));
    switch (kind) {
    case SAMPLE_FIELD:
        sample_add_area(block, plot, SAMPLE_COVER_FIELD);
        break;
    case SAMPLE_DYKE:
        sample_add_area(block, plot, SAMPLE_COVER_DYKE);
        break;
    case SAMPLE_WOOD:
        add_wood(plan, block, plot);
        break;
    case SAMPLE_PARK:
        add_park(plan, block, plot);
        break;
    case SAMPLE_FLATS:
    case SAMPLE_SCHOOL:
        add_lawn(plan, block, plot);
        break;
    default:
        add_gardens(plan, block, plot);
    }
}
