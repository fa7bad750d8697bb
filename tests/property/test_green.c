/* What must hold for any town, whatever the right answer is: a further tree takes nothing away, a
 * longer reach neither, order, place, batches and threads change nothing. Towns are seeded; every
 * coordinate is a multiple of 1/1024 m, so that a town moved by whole kilometres is exactly the
 * same town. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "base/alloc.h"
#include "green/access.h"
#include "green/trees.h"

#include "../support/town.c"

enum { MOST = 80, TOWNS = 12 };

typedef struct box {
    double x0, y0, x1, y1, height;
} box;

/* A town on paper. */
typedef struct plan {
    box houses[MOST], greens[MOST];
    struct {
        double x, y, height, crown;
        bool felled;
    } trees[MOST];
    struct {
        double x, y;
        size_t house;
    } homes[MOST];
    size_t house_count, green_count, tree_count, home_count;
    size_t order[MOST]; /* of the rows: trees, homes, houses and greens alike */
    geo_point move;
} plan;

typedef struct setting {
    geo_trees_options trees;
    geo_patch_options patches;
    geo_network_options network;
    size_t batches; /* the homes come in this many */
} setting;

typedef struct outcome {
    double trees[MOST][GEO_TREES_COLUMNS];
    char note[MOST][128];
    double dist[MOST], straight[MOST];
    char id[MOST][16];
    double area[MOST]; /* of the patch that covers the centre of a green; 0: none */
} outcome;

static double grain(double value)
{
    return floor(value * 1024) / 1024;
}

static double between(shape_dice *d, double low, double high)
{
    return grain(shape_between(d, low, high));
}

static plan *new_plan(shape_dice *d)
{
    plan *p = calloc(1, sizeof *p);
    p->move = (geo_point){EAST, NORTH};
    for (size_t i = 0; i < 20; i++) {
        double x = between(d, -200, 200), y = between(d, -200, 200);
        p->houses[p->house_count++] =
            (box){x, y, x + between(d, 5, 30), y + between(d, 5, 15), between(d, 3, 12)};
    }
    for (size_t i = 0; i < 60; i++) {
        size_t n = p->tree_count++;
        p->trees[n].x = between(d, -230, 230);
        p->trees[n].y = between(d, -230, 230);
        p->trees[n].height = between(d, 3, 15);
        p->trees[n].crown = between(d, 2, 10);
    }
    for (size_t i = 0; i < 40; i++) {
        const box *house = &p->houses[i % 20];
        p->homes[p->home_count].house = i % 20;
        p->homes[p->home_count].x = between(d, house->x0, house->x1);
        p->homes[p->home_count++].y = between(d, house->y0, house->y1);
    }
    for (size_t i = 0; i < 15; i++) {
        double x = between(d, -220, 220), y = between(d, -220, 220);
        p->greens[p->green_count++] =
            (box){x, y, x + between(d, 10, 60), y + between(d, 10, 60), 0};
    }
    for (size_t i = 0; i < MOST; i++)
        p->order[i] = i;
    return p;
}

static setting usual(void)
{
    return (setting){.trees = {.reach_m = 30,
                               .eye_m = 1.6,
                               .spacing_m = 2,
                               .min_height_m = 3,
                               .building_height_m = 9,
                               .tree_height_m = 8,
                               .crown_d_m = 5,
                               .threads = 1,
                               .enough = 4},
                     .patches = {.min_area_m2 = 400, .min_width_m = 4, .merge_gap_m = 5},
                     .network = {30, 1000},
                     .batches = 1};
}

static void write_plan(town *t, const plan *p)
{
    char id[16];
    t->move = p->move;
    town_layer(t, "building", GEO_GEOM_POLYGON, "id height_m#");
    for (size_t k = 0; k < MOST; k++) {
        const box *h = &p->houses[p->order[k]];
        snprintf(id, sizeof id, "h%zu", p->order[k]);
        if (p->order[k] < p->house_count)
            town_box(t, h->x0, h->y0, h->x1, h->y1, id, h->height);
    }
    town_layer(t, "tree", GEO_GEOM_POINT,
               "id status height_m# height_max_m# crown_d_m# public# height_min_m#");
    for (size_t k = 0; k < MOST; k++) {
        size_t i = p->order[k];
        snprintf(id, sizeof id, "t%zu", i);
        if (i < p->tree_count)
            town_point(t, p->trees[i].x, p->trees[i].y, id,
                       p->trees[i].felled ? "felled" : "standing", p->trees[i].height, NAN,
                       p->trees[i].crown, 1.0, NAN);
    }
    town_layer(t, "address", GEO_GEOM_POINT, "id building_id home#");
    for (size_t k = 0; k < MOST; k++) {
        size_t i = p->order[k];
        snprintf(id, sizeof id, "h%zu", p->homes[i].house);
        if (i < p->home_count)
            town_point(t, p->homes[i].x, p->homes[i].y, "a", id, 1.0);
    }
    town_layer(t, "green", GEO_GEOM_POLYGON, "id class public#");
    for (size_t k = 0; k < MOST; k++) {
        const box *g = &p->greens[p->order[k]];
        snprintf(id, sizeof id, "g%02zu", p->order[k]);
        if (p->order[k] < p->green_count)
            town_box(t, g->x0, g->y0, g->x1, g->y1, id, "park", 1.0);
    }
    town_layer(t, "street", GEO_GEOM_LINE, "id name foot#");
    for (size_t k = 0; k < MOST; k++) { /* a grid of streets, all connected */
        size_t i = p->order[k] / 2, up = p->order[k] % 2;
        double at = -210 + 60.0 * (double)i;
        geo_point line[8];
        snprintf(id, sizeof id, "s%zu", p->order[k]);
        for (size_t n = 0; n < 8; n++) {
            double along = -210 + 60.0 * (double)n;
            line[n] = up ? (geo_point){at, along} : (geo_point){along, at};
        }
        if (i < 8)
            town_line(t, line, 8, id, NULL, 1.0);
    }
    town_build(t);
}

/* Rows first .. last - 1 of the order as a batch. */
static void fill_rows(town_rows *rows, const plan *p, size_t first, size_t last)
{
    char id[16];
    town_rows_begin(rows, "id building_id home#");
    rows->move = p->move;
    for (size_t k = first; k < last; k++) {
        size_t i = p->order[k];
        snprintf(id, sizeof id, "h%zu", p->homes[i].house);
        if (i < p->home_count)
            town_rows_point(rows, p->homes[i].x, p->homes[i].y, "a", id, 1.0);
    }
}

static void keep_rows(const town_rows *rows, const plan *p, size_t first, size_t last,
                      bool is_trees, outcome *out)
{
    for (size_t k = first, row = 0; k < last; k++) {
        size_t i = p->order[k];
        if (i >= p->home_count)
            continue;
        for (int c = 0; is_trees && c < GEO_TREES_NOTE; c++)
            out->trees[i][c] = town_number(rows, row, (size_t)c);
        if (is_trees)
            snprintf(out->note[i], sizeof out->note[i], "%s", town_text(rows, row, GEO_TREES_NOTE));
        else {
            out->dist[i] = town_number(rows, row, GEO_ACCESS_DIST_M);
            out->straight[i] = town_number(rows, row, GEO_ACCESS_STRAIGHT_M);
            snprintf(out->id[i], sizeof out->id[i], "%s", town_text(rows, row, GEO_ACCESS_ID));
        }
        row++;
    }
}

static void run_trees(town *t, const plan *p, const setting *s, outcome *out)
{
    geo_trees_inputs inputs = {.address = town_source(t, "address", "building_id", "home"),
                               .building = town_source(t, "building", "", "height_m"),
                               .tree = town_source(t, "tree", "status",
                                                   "height_m height_max_m crown_d_m public "
                                                   "height_min_m")};
    for (size_t b = 0; b < s->batches; b++) {
        town_rows rows;
        geo_trees *trees;
        size_t first = MOST * b / s->batches, last = MOST * (b + 1) / s->batches;
        fill_rows(&rows, p, first, last);
        assert_ok(geo_trees_new(t->ctx, &s->trees, &inputs, &rows.schema, &trees));
        geo_columns *columns = town_rows_out(&rows, geo_trees_columns(&s->trees));
        assert_ok(geo_trees_run(t->ctx, trees, &rows.batch, columns));
        keep_rows(&rows, p, first, last, true, out);
        geo_trees_free(trees);
        town_rows_end(&rows);
    }
}

static void keep_areas(const plan *p, const geo_patches *patches, outcome *out)
{
    for (size_t i = 0; i < p->green_count; i++) {
        const box *g = &p->greens[i];
        geo_point middle = {p->move.x + (g->x0 + g->x1) / 2, p->move.y + (g->y0 + g->y1) / 2};
        for (size_t k = 0; k < patches->count; k++)
            if (geo_geom_covers(&patches->items[k].shape, middle))
                out->area[i] = patches->items[k].area_m2;
    }
}

static void run_access(town *t, const plan *p, const setting *s, outcome *out)
{
    geo_patches patches;
    geo_reach *reach;
    geo_network *network;
    geo_access *access;
    town_rows rows;
    geo_source *street = town_source(t, "street", "name", "foot");
    geo_source *green = town_source(t, "green", "class", "public");
    assert_ok(geo_patches_init(t->ctx, &patches, &s->patches, green, NULL, NULL));
    keep_areas(p, &patches, out);
    assert_ok(geo_reach_new(t->ctx, &patches, &reach));
    assert_ok(geo_network_new(t->ctx, street, reach, &s->network, &network));
    fill_rows(&rows, p, 0, MOST);
    geo_access_options options = {.limit_m = s->network.limit_m, .threads = s->trees.threads};
    geo_access_inputs inputs = {.reach = reach, .network = network};
    assert_ok(geo_access_new(t->ctx, &options, &inputs, &rows.schema, &access));
    assert_ok(
        geo_access_run(t->ctx, access, &rows.batch, town_rows_out(&rows, GEO_ACCESS_COLUMNS)));
    keep_rows(&rows, p, 0, MOST, false, out);
    town_rows_end(&rows);
    geo_access_free(access);
    geo_network_free(network);
    geo_reach_free(reach);
    geo_patches_release(&patches);
}

static outcome *run(const plan *p, const setting *s)
{
    town t;
    outcome *out = calloc(1, sizeof *out);
    town_begin(&t);
    write_plan(&t, p);
    run_trees(&t, p, s, out);
    run_access(&t, p, s, out);
    town_end(&t);
    return out;
}

/* ---- what is compared ---- */

static void assert_same(const plan *p, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < p->home_count; i++) {
        for (int c = 0; c < GEO_TREES_NOTE; c++) {
            bool null = isnan(a->trees[i][c]) && isnan(b->trees[i][c]);
            /* distances are told to the millimetre: one may be rounded to either side */
            double most = c == GEO_TREES_NEAREST_M ? 0.0011 : 0;
            if (!null && !(fabs(a->trees[i][c] - b->trees[i][c]) <= most))
                fail_msg("home %zu, %s: %g and %g", i, GEO_TREES_SUFFIX[c], a->trees[i][c],
                         b->trees[i][c]);
        }
        assert_string_equal(a->note[i], b->note[i]);
        if (!(isnan(a->dist[i]) && isnan(b->dist[i])))
            assert_near(a->dist[i], b->dist[i], 0.0011);
        if (!(isnan(a->straight[i]) && isnan(b->straight[i])))
            assert_near(a->straight[i], b->straight[i], 0.0011);
        assert_string_equal(a->id[i], b->id[i]);
    }
    for (size_t i = 0; i < p->green_count; i++)
        assert_near(a->area[i], b->area[i], 0.01); /* GEOS rounds what it buffers */
}

/* Counts of trees in b are nowhere below those in a. */
static void assert_not_fewer(const plan *p, const outcome *a, const outcome *b)
{
    const geo_trees_column counts[] = {GEO_TREES_IN_SIGHT, GEO_TREES_IN_SIGHT_MAX,
                                       GEO_TREES_IN_SIGHT_BEST, GEO_TREES_IN_SIGHT_PUBLIC,
                                       GEO_TREES_IN_REACH};
    for (size_t i = 0; i < p->home_count; i++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            double before = a->trees[i][counts[c]], after = b->trees[i][counts[c]];
            assert_int_equal(isnan(before), isnan(after));
            if (!isnan(before) && !(after >= before))
                fail_msg("home %zu, %s: %g, then %g", i, GEO_TREES_SUFFIX[counts[c]], before,
                         after);
        }
}

/* Both settings of every town; the plan may be changed between. */
static void each_town(uint64_t seed, void (*change)(plan *, setting *, shape_dice *),
                      void (*compare)(const plan *, const outcome *, const outcome *))
{
    shape_dice d = {seed};
    double told = 0;
    for (int i = 0; i < TOWNS; i++) {
        plan *p = new_plan(&d);
        setting s = usual();
        outcome *first = run(p, &s);
        change(p, &s, &d);
        outcome *second = run(p, &s);
        compare(p, first, second);
        for (size_t h = 0; h < p->home_count; h++)
            told += first->trees[h][GEO_TREES_IN_SIGHT] > 0 && first->dist[h] > 0;
        free(first);
        free(second);
        free(p);
    }
    assert_true(told > TOWNS); /* not of empty towns */
}

/* ---- the laws ---- */

static void plant(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 10; i++) {
        size_t n = p->tree_count++;
        p->trees[n] = p->trees[0];
        p->trees[n].x = between(d, -200, 200);
        p->trees[n].y = between(d, -200, 200);
    }
}

static void a_further_tree_takes_nothing_away(void **state)
{
    (void)state;
    each_town(1, plant, assert_not_fewer);
}

static void fell(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 15; i++)
        p->trees[(size_t)shape_between(d, 0, (double)p->tree_count)].felled = true;
}

static void assert_not_more(const plan *p, const outcome *a, const outcome *b)
{
    assert_not_fewer(p, b, a);
}

static void felling_adds_nothing(void **state)
{
    (void)state;
    each_town(2, fell, assert_not_more);
}

static void reach_further(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->trees.reach_m += between(d, 1, 20);
}

static void a_longer_reach_takes_nothing_away(void **state)
{
    (void)state;
    each_town(3, reach_further, assert_not_fewer);
}

static void move(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    p->move.x += 1000 * floor(shape_between(d, -30, 30));
    p->move.y += 1000 * floor(shape_between(d, -30, 30));
}

static void whole_kilometres_change_nothing(void **state)
{
    (void)state;
    each_town(4, move, assert_same);
}

static void shuffle(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (size_t i = MOST - 1; i > 0; i--) {
        size_t k = (size_t)shape_between(d, 0, (double)i + 1), kept = p->order[i];
        p->order[i] = p->order[k];
        p->order[k] = kept;
    }
}

static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    each_town(5, shuffle, assert_same);
}

static void cut_up(plan *p, setting *s, shape_dice *d)
{
    s->batches = 7;
    s->trees.threads = 2;
    shuffle(p, s, d);
}

static void batches_and_threads_change_nothing(void **state)
{
    (void)state;
    each_town(6, cut_up, assert_same);
}

static void two_threads(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->trees.threads = 2;
}

static void assert_equal(const plan *p, const outcome *a, const outcome *b)
{
    (void)p;
    assert_memory_equal(a, b, sizeof *a);
}

static void two_threads_give_the_same_bytes(void **state)
{
    (void)state;
    each_town(7, two_threads, assert_equal);
}

static void widen_gap(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->patches.merge_gap_m += between(d, 1, 20);
}

static void assert_areas_grow(const plan *p, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < p->green_count; i++)
        assert_true(b->area[i] >= a->area[i] - 1e-6);
    for (size_t i = 0; i < p->home_count; i++)
        if (!isnan(a->straight[i]))
            assert_true(b->straight[i] <= a->straight[i] + 0.0011);
}

static void a_larger_gap_never_lowers_an_area(void **state)
{
    (void)state;
    each_town(8, widen_gap, assert_areas_grow);
}

static void widen_stub(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->network.stub_m += between(d, 1, 40);
}

static void assert_no_longer(const plan *p, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < p->home_count; i++)
        if (!isnan(a->dist[i]))
            assert_true(b->dist[i] <= a->dist[i] + 0.0011);
}

static void a_wider_stub_never_lengthens_a_walk(void **state)
{
    (void)state;
    each_town(9, widen_stub, assert_no_longer);
}

static void stop_sooner(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->network.limit_m = between(d, 50, 300);
}

static void assert_cut_off(const plan *p, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < p->home_count; i++)
        if (!isnan(b->dist[i]))
            assert_near(b->dist[i], a->dist[i], 0);
}

static void a_limit_only_cuts_off(void **state)
{
    (void)state;
    each_town(10, stop_sooner, assert_cut_off);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_further_tree_takes_nothing_away),
        cmocka_unit_test(felling_adds_nothing),
        cmocka_unit_test(a_longer_reach_takes_nothing_away),
        cmocka_unit_test(whole_kilometres_change_nothing),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
        cmocka_unit_test(batches_and_threads_change_nothing),
        cmocka_unit_test(two_threads_give_the_same_bytes),
        cmocka_unit_test(a_larger_gap_never_lowers_an_area),
        cmocka_unit_test(a_wider_stub_never_lengthens_a_walk),
        cmocka_unit_test(a_limit_only_cuts_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
