/* Laws of the places that could store water, on made towns: further trees, further cables and
 * higher groundwater give no place more m3 and make no place fit that did not; further property of
 * the municipality takes nothing away; threads and the order of rows change nothing.
 * GROENNET_SEED=n runs one town again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/array_source.c"
#include "field.h"

#include "water/potential.h"

enum { TOWNS = 60, PLACES = 8, TREES = 12, CABLES = 3, LOTS = 4 };
/* Of a place: to open a shape cuts sharp corners off, and a further cut may make one less sharp. */
#define SLACK_M3 0.5

static geo_ctx *ctx;
static geo_storage_kinds *kinds;
static geo_potential_tables *tables;

typedef struct box_shape {
    geo_point points[5];
    uint32_t end, part;
    geo_geom geom;
} box_shape;

/* 100 m x 100 m; places, the first `trees` trees and `cables` cables, property, groundwater. */
typedef struct town {
    box_shape places[PLACES], lots[LOTS + PLACES];
    int kinds[PLACES];
    const char *owners[LOTS + PLACES];
    geo_point trees[2 * TREES], cables[2 * CABLES][2];
    size_t tree_count, cable_count, lot_count;
    field wet;
    bool backwards;
    int threads;
} town;

static void make_box(box_shape *s, double x, double y, double width, double height)
{
    geo_point corners[] = {
        {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
    memcpy(s->points, corners, sizeof corners);
    s->end = 5;
    s->part = 1;
}

static geo_point any_point(shape_dice *dice)
{
    double x = shape_between(dice, 105000, 105100);
    return (geo_point){x, shape_between(dice, 502000, 502100)};
}

static void make_town(town *t, uint64_t seed)
{
    static const char *const OWNERS[] = {"gemeente", "corporatie", "overig"};
    shape_dice dice = {seed};
    memset(t, 0, sizeof *t);
    for (int i = 0; i < PLACES; i++) { /* in rows of two, apart from each other */
        make_box(&t->places[i], 105000 + i % 2 * 50, 502000 + i / 2 * 25,
                 shape_between(&dice, 15, 45), shape_between(&dice, 4, 22));
        t->kinds[i] = (int)shape_between(&dice, 0, 3);
    }
    for (int i = 0; i < LOTS; i++) {
        geo_point at = any_point(&dice);
        make_box(&t->lots[i], at.x, at.y, shape_between(&dice, 5, 60), shape_between(&dice, 5, 60));
        t->owners[i] = OWNERS[(int)shape_between(&dice, 0, 3)];
    }
    for (int i = 0; i < 2 * TREES; i++)
        t->trees[i] = any_point(&dice);
    for (int i = 0; i < 4 * CABLES; i++)
        t->cables[i / 2][i % 2] = any_point(&dice);
    t->tree_count = TREES;
    t->cable_count = CABLES;
    field_make(&t->wet, "ghg.tif", (geo_frame){105000 - 120, 502000 + 220, 5, 68, 68},
               (float)shape_between(&dice, 0.2, 1.2));
    t->threads = 1;
}

/* ---- a town as layers ---- */

static geo_source *ground_of(town *t)
{
    static const char *const WORDS[][4] = {
        {"wegdeel", "open verharding", NULL, "rijbaan lokale weg"},
        {"wegdeel", "open verharding", NULL, "parkeervlak"},
        {"begroeidterreindeel", "groenvoorziening", "gras- en kruidachtigen", NULL}};
    geo_source *source = array_source_new("landcover", 7, 1);
    for (int k = 0; k < PLACES; k++) {
        int i = t->backwards ? PLACES - 1 - k : k;
        const char *const *w = WORDS[t->kinds[i]];
        const char *text[7] = {w[0], w[1], w[2], w[3], "G0396", NULL, NULL};
        char id[8];
        box_shape *s = &t->places[i];
        s->geom = (geo_geom){GEO_GEOM_POLYGON, s->points, &s->end, &s->part, 5, 1, 1};
        snprintf(id, sizeof id, "p%d", i);
        array_source_add(source, &s->geom, id, text, (double[]){NAN});
    }
    return source;
}

static geo_source *lots_of(town *t)
{
    geo_source *source = array_source_new("property", 1, 0);
    for (size_t i = 0; i < t->lot_count; i++) {
        box_shape *s = &t->lots[i];
        char id[24];
        s->geom = (geo_geom){GEO_GEOM_POLYGON, s->points, &s->end, &s->part, 5, 1, 1};
        snprintf(id, sizeof id, "l%zu", i);
        array_source_add(source, &s->geom, id, (const char *[]){t->owners[i]}, NULL);
    }
    return source;
}

static geo_source *trees_of(town *t)
{
    geo_source *source = array_source_new("tree", 1, 0);
    for (size_t i = 0; i < t->tree_count; i++) {
        geo_geom point = {.type = GEO_GEOM_POINT, .points = &t->trees[i], .point_count = 1};
        char id[24];
        snprintf(id, sizeof id, "t%zu", i);
        array_source_add(source, &point, id, (const char *[]){NULL}, NULL);
    }
    return source;
}

static geo_source *cables_of(town *t)
{
    geo_source *source = array_source_new("cables", 0, 0);
    for (size_t i = 0; i < t->cable_count; i++) {
        uint32_t two = 2;
        geo_geom line = {GEO_GEOM_LINE, t->cables[i], &two, NULL, 2, 1, 0};
        char id[24];
        snprintf(id, sizeof id, "c%zu", i);
        array_source_add(source, &line, id, NULL, NULL);
    }
    return source;
}

/* What an answer borrows lives as long. */
typedef struct answer {
    geo_source *layers[GEO_POTENTIAL_LAYERS];
    geo_storage_book *book;
    geo_potential *potential;
    const geo_potential_row *rows;
    size_t count;
} answer;

static answer ask(town *t)
{
    answer a = {{0}, NULL, NULL, NULL, 0};
    a.layers[GEO_POTENTIAL_GROUND] = ground_of(t);
    a.layers[GEO_POTENTIAL_PROPERTY] = lots_of(t);
    a.layers[GEO_POTENTIAL_TREE] = trees_of(t);
    a.layers[GEO_POTENTIAL_CABLES] = cables_of(t);
    geo_storage_inputs nothing = {.kinds = kinds};
    geo_potential_inputs inputs = {.wet = {&t->wet.source, GEO_GROUNDWATER_BELOW_M},
                                   .dry = {&t->wet.source, GEO_GROUNDWATER_BELOW_M},
                                   .tables = tables,
                                   .threads = t->threads};
    memcpy(inputs.layers, a.layers, sizeof a.layers);
    assert_ok(geo_storage_new(ctx, &nothing, &a.book));
    if (geo_potential_new(ctx, &inputs, a.book, &a.potential))
        fail_msg("%s", geo_ctx_error(ctx));
    a.rows = geo_potential_rows(a.potential, &a.count);
    return a;
}

static void release(answer *a)
{
    geo_potential_free(a->potential);
    geo_storage_free(a->book);
    for (int i = 0; i < GEO_POTENTIAL_LAYERS; i++)
        geo_source_free(a->layers[i]);
}

/* ---- laws ---- */

static double held(const geo_potential_row *row)
{
    return isnan(row->wet_m3) ? 0 : row->wet_m3;
}

/* Is no place of b better than in a? */
static bool none_better(const answer *a, const answer *b)
{
    bool good = a->count == b->count;
    for (size_t i = 0; good && i < a->count; i++) {
        const geo_potential_row *one = &a->rows[i], *other = &b->rows[i];
        bool fitted = one->verdict != GEO_ANSWER_FAIL, fits = other->verdict != GEO_ANSWER_FAIL;
        good = strcmp(one->id, other->id) == 0 && fits <= fitted &&
               held(other) <= held(one) + SLACK_M3;
    }
    return good;
}

static bool more_trees(town *t)
{
    t->tree_count = 2 * TREES;
    return true;
}

static bool more_cables(town *t)
{
    t->cable_count = 2 * CABLES;
    return true;
}

static bool higher_water(town *t)
{
    for (int64_t i = 0; i < t->wet.grid.frame.width * t->wet.grid.frame.height; i++)
        t->wet.grid.cells[i] -= 0.01f * (float)(i % 20);
    return true;
}

/* Some is there before, over some of it more. */
static bool less_property(town *t)
{
    shape_dice dice = {(uint64_t)t->wet.grid.cells[0] + 7};
    t->lot_count = LOTS + PLACES;
    for (int i = LOTS; i < LOTS + PLACES; i++) {
        geo_point at = any_point(&dice);
        make_box(&t->lots[i], at.x - 20, at.y - 20, 40, 40);
        t->owners[i] = "gemeente";
    }
    return false;
}

/* How a town is changed, and whether that can only make it worse (true) or better. */
typedef bool (*change)(town *t);

static bool holds(change make, uint64_t seed, size_t lots)
{
    static town t;
    make_town(&t, seed);
    t.lot_count = lots;
    answer before = ask(&t);
    bool worse = make(&t);
    answer after = ask(&t);
    bool good = worse ? none_better(&before, &after) : none_better(&after, &before);
    release(&before);
    release(&after);
    geo_grid_release(&t.wet.grid);
    return good;
}

/* Whose the ground is and where the water stands is asked of what trees and cables leave: what they
 * cut off may be just what was private or wet. So they are asked where these are alike. */
static void laws_hold(void **state)
{
    static const struct {
        const char *name;
        change make;
        size_t lots;
    } laws[] = {{"trees", more_trees, 0},
                {"cables", more_cables, 0},
                {"groundwater", higher_water, LOTS},
                {"property", less_property, LOTS}};
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(TOWNS);
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++)
        for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
            if (!holds(laws[i].make, seed, laws[i].lots))
                fail_msg("GROENNET_SEED=%llu breaks '%s'", (unsigned long long)seed, laws[i].name);
}

static bool same(const answer *a, const answer *b)
{
    bool good = a->count == b->count;
    for (size_t i = 0; good && i < a->count; i++) {
        const geo_potential_row *one = &a->rows[i], *other = &b->rows[i];
        size_t bytes = one->shape->point_count * sizeof *one->shape->points;
        good = strcmp(one->id, other->id) == 0 && one->verdict == other->verdict &&
               memcmp(one->gates, other->gates, sizeof one->gates) == 0 &&
               memcmp(&one->wet_m3, &other->wet_m3, sizeof one->wet_m3) == 0 &&
               one->shape->point_count == other->shape->point_count &&
               memcmp(one->shape->points, other->shape->points, bytes) == 0;
    }
    return good;
}

static void threads_and_order_are_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= TOWNS / 4; seed++) {
        static town t;
        make_town(&t, seed);
        t.lot_count = LOTS;
        answer before = ask(&t);
        t.threads = 3;
        answer threaded = ask(&t);
        t.backwards = true;
        answer backwards = ask(&t);
        assert_true(same(&before, &threaded));
        assert_true(same(&before, &backwards));
        release(&before);
        release(&threaded);
        release(&backwards);
        geo_grid_release(&t.wet.grid);
    }
}

static int begin(void **state)
{
    const geo_potential_paths paths = {.places = SOURCE_DIR "/data/potential-places.csv",
                                       .numbers = SOURCE_DIR "/data/potential-numbers.csv",
                                       .land = SOURCE_DIR "/data/public-land.csv"};
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx || geo_storage_kinds_read(ctx, SOURCE_DIR "/data/storage-kinds.csv", &kinds) ||
           geo_potential_tables_new(ctx, &paths, kinds, &tables);
}

static int end(void **state)
{
    (void)state;
    geo_potential_tables_free(tables);
    geo_storage_kinds_free(kinds);
    geo_ctx_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold),
                                       cmocka_unit_test(threads_and_order_are_nothing)};
    return cmocka_run_group_tests(tests, begin, end);
}
