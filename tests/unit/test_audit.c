/* report/audit: towns of a few rows, each count worked out by hand; random towns against a slow
 * count; memory that runs out at any place. What each check finds in files is in cases/gn-audit. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "report/audit.h"

#include "../support/town.c"

#define CHECKS SOURCE_DIR "/data/audit-checks.csv"
#define NEEDS SOURCE_DIR "/data/audit-needs.csv"
#define LIMITS SOURCE_DIR "/data/audit-limits.csv"

typedef struct fixture {
    town t;
    geo_audit_rules rules;
    geo_audit_report report;
    char datasets[8][128];
    geo_audit_theme themes[8];
    geo_audit_inputs inputs;
} fixture;

static void begin(fixture *f)
{
    *f = (fixture){.t = {0}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    assert_ok(geo_audit_rules_init(f->t.ctx, &(geo_audit_tables){CHECKS, NEEDS, LIMITS}, "norm",
                                   &f->rules));
}

/* names: the layers made, a space between; others of the purpose are missing. */
static void build(fixture *f, const char *names)
{
    static const char *const THEMES[] = {"address", "building",      "tree",  "green",
                                         "street",  "neighbourhood", "water", "coverage"};
    town_build(&f->t);
    f->inputs = (geo_audit_inputs){.themes = f->themes, .count = 8};
    for (int i = 0; i < 8; i++) {
        snprintf(f->datasets[i], sizeof f->datasets[i], "%s:%s", f->t.path, THEMES[i]);
        f->themes[i] = (geo_audit_theme){
            .name = THEMES[i], .dataset = strstr(names, THEMES[i]) ? f->datasets[i] : NULL};
    }
}

static void run(fixture *f)
{
    geo_audit_report_release(&f->report);
    if (geo_audit_run(f->t.ctx, &f->inputs, &f->rules, &f->report))
        fail_msg("%s", geo_ctx_error(f->t.ctx));
}

static void end(fixture *f)
{
    geo_audit_report_release(&f->report);
    geo_audit_rules_release(&f->rules);
    town_end(&f->t);
}

static const geo_audit_finding *found(const fixture *f, geo_audit_check check, const char *theme)
{
    for (size_t i = 0; i < f->report.findings.count; i++) {
        const geo_audit_finding *finding = &f->report.findings.items[i];
        if (finding->check == check && strcmp(finding->theme, theme) == 0)
            return finding;
    }
    return NULL;
}

static uint64_t count_of(const fixture *f, geo_audit_check check, const char *theme)
{
    const geo_audit_finding *finding = found(f, check, theme);
    return finding ? finding->count : 0;
}

static bool is_unchecked(const fixture *f, geo_audit_check check, const char *theme)
{
    for (size_t i = 0; i < f->report.unchecked.count; i++)
        if (f->report.unchecked.items[i].check == check &&
            strcmp(f->report.unchecked.items[i].theme, theme) == 0)
            return true;
    return false;
}

/* What is missing is told, and no check of it passes in silence. */
static void tells_what_is_missing(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    town_layer(&f.t, "tree", GEO_GEOM_POINT, "id height_m#");
    town_point(&f.t, 0, 0, "t1", 8.0);
    build(&f, "tree");
    run(&f);
    const geo_audit_finding *address = found(&f, GEO_AUDIT_MISSING_THEME, "address");
    assert_int_equal(address->severity, GEO_AUDIT_ERROR);
    assert_false(address->counted);
    assert_int_equal(found(&f, GEO_AUDIT_MISSING_THEME, "water")->severity, GEO_AUDIT_WARNING);
    assert_string_equal(found(&f, GEO_AUDIT_MISSING_COLUMN, "tree")->ids[0], "crown_d_m");
    assert_null(found(&f, GEO_AUDIT_MISSING_THEME, "tree"));
    assert_true(is_unchecked(&f, GEO_AUDIT_ADDRESS_OUTSIDE_BUILDING, "address"));
    assert_true(is_unchecked(&f, GEO_AUDIT_TREE_IN_WATER, "tree"));
    assert_false(is_unchecked(&f, GEO_AUDIT_TREE_DOUBLE, "tree"));
    assert_true(f.report.counts[GEO_AUDIT_ERROR] >= 4);
    end(&f);
}

/* One in a hundred is a note, one in ninety-nine a warning; the ids are the first five. */
static void weighs_by_share(void **state)
{
    fixture f;
    char id[16];
    (void)state;
    for (int trees = 99; trees <= 100; trees++) {
        begin(&f);
        town_layer(&f.t, "tree", GEO_GEOM_POINT, "id height_m# crown_d_m# public# status");
        for (int i = 0; i < trees; i++) {
            snprintf(id, sizeof id, "t%02d", i);
            town_point(&f.t, i * 10, 0, id, i < 7 ? 50.0 : 8.0, 5.0, 1.0, NULL);
        }
        town_layer(&f.t, "building", GEO_GEOM_POLYGON, "id height_m#");
        town_box(&f.t, 98, -2, 102, 2, "b1", 6.0);
        build(&f, "tree building");
        run(&f);
        const geo_audit_finding *inside = found(&f, GEO_AUDIT_TREE_IN_BUILDING, "tree");
        assert_int_equal(inside->count, 1);
        assert_int_equal(inside->of, trees);
        assert_string_equal(inside->ids[0], "t10");
        assert_int_equal(inside->severity, trees == 100 ? GEO_AUDIT_NOTE : GEO_AUDIT_WARNING);
        const geo_audit_finding *tall = found(&f, GEO_AUDIT_TREE_TALL, "tree");
        assert_int_equal(tall->count, 7);
        assert_int_equal(tall->id_count, 5);
        assert_string_equal(tall->ids[4], "t04");
        end(&f);
    }
}

static void gravest_first(void **state)
{
    fixture f;
    (void)state;
    begin(&f);
    town_layer(&f.t, "tree", GEO_GEOM_POINT, "id height_m#");
    town_point(&f.t, 0, 0, "t1", 99.0);
    town_point(&f.t, 0, 0.5, "t2", 9.0);
    build(&f, "tree");
    run(&f);
    for (size_t i = 1; i < f.report.findings.count; i++)
        assert_true(f.report.findings.items[i - 1].severity >= f.report.findings.items[i].severity);
    end(&f);
}

/* ---- random towns ---- */

enum { MANY = 120 };
typedef struct spot {
    double x, y;
    bool stands;
} spot;

static double dice(unsigned *seed, double most)
{
    return most * rand_r(seed) / RAND_MAX;
}

static uint64_t count_doubles(const spot *trees)
{
    uint64_t doubles = 0;
    for (int i = 0; i < MANY; i++)
        for (int k = 0; k < i && trees[i].stands; k++)
            if (trees[k].stands && hypot(trees[i].x - trees[k].x, trees[i].y - trees[k].y) <= 0.5) {
                doubles++;
                break;
            }
    return doubles;
}

/* Deeper than 0.5 m in any of the boxes. */
static uint64_t count_inside(const spot *trees, const geo_box *boxes)
{
    uint64_t inside = 0;
    for (int i = 0; i < MANY; i++)
        for (int k = 0; k < MANY && trees[i].stands; k++) {
            geo_box b = geo_box_grow(boxes[k], -0.5);
            if (trees[i].x > b.xmin && trees[i].x < b.xmax && trees[i].y > b.ymin &&
                trees[i].y < b.ymax) {
                inside++;
                break;
            }
        }
    return inside;
}

/* More than 1 m2 in common with any other. */
static uint64_t count_overlaps(const geo_box *boxes)
{
    uint64_t touched = 0;
    for (int i = 0; i < MANY; i++)
        for (int k = 0; k < MANY; k++) {
            double w = fmin(boxes[i].xmax, boxes[k].xmax) - fmax(boxes[i].xmin, boxes[k].xmin);
            double h = fmin(boxes[i].ymax, boxes[k].ymax) - fmax(boxes[i].ymin, boxes[k].ymin);
            if (i != k && w > 0 && h > 0 && w * h > 1) {
                touched++;
                break;
            }
        }
    return touched;
}

static void random_towns_are_counted_right(void **state)
{
    (void)state;
    for (unsigned turn = 1; turn <= 8; turn++) {
        unsigned seed = turn;
        fixture f;
        spot trees[MANY];
        geo_box boxes[MANY];
        char id[16];
        begin(&f);
        town_layer(&f.t, "tree", GEO_GEOM_POINT, "id status");
        for (int i = 0; i < MANY; i++) {
            trees[i] = (spot){dice(&seed, 20), dice(&seed, 20), dice(&seed, 1) < 0.8};
            snprintf(id, sizeof id, "t%d", i);
            town_point(&f.t, trees[i].x, trees[i].y, id, trees[i].stands ? NULL : "felled");
        }
        const char *const layers[] = {"building", "green"};
        for (int i = 0; i < MANY; i++) {
            double x = dice(&seed, 60), y = dice(&seed, 60);
            boxes[i] = (geo_box){x, y, x + 1 + dice(&seed, 4), y + 1 + dice(&seed, 4)};
        }
        for (int l = 0; l < 2; l++) {
            town_layer(&f.t, layers[l], GEO_GEOM_POLYGON, "id");
            for (int i = 0; i < MANY; i++) {
                snprintf(id, sizeof id, "b%d", i);
                town_box(&f.t, boxes[i].xmin, boxes[i].ymin, boxes[i].xmax, boxes[i].ymax, id);
            }
        }
        build(&f, "tree building green");
        run(&f);
        assert_true(count_doubles(trees) > 0);
        assert_int_equal(count_of(&f, GEO_AUDIT_TREE_DOUBLE, "tree"), count_doubles(trees));
        assert_int_equal(count_of(&f, GEO_AUDIT_TREE_IN_BUILDING, "tree"),
                         count_inside(trees, boxes));
        assert_int_equal(count_of(&f, GEO_AUDIT_GREEN_OVERLAP, "green"), count_overlaps(boxes));
        end(&f);
    }
}

/* Homes on the line between two buurten are of the lowest code, whichever comes first. */
static void a_boundary_goes_to_the_lowest_code(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        fixture f;
        begin(&f);
        town_layer(&f.t, "address", GEO_GEOM_POINT, "id home#");
        for (int i = 0; i < 40; i++) {
            char id[16];
            snprintf(id, sizeof id, "a%d", i);
            town_point(&f.t, 50, i, id, 1.0);
        }
        town_layer(&f.t, "neighbourhood", GEO_GEOM_POLYGON, "id code kind homes# year#");
        for (int i = 0; i < 2; i++)
            if (i == turn)
                town_box(&f.t, 0, 0, 50, 60, "BU2", "BU2", "buurt", 0.0, 2024.0);
            else
                town_box(&f.t, 50, 0, 100, 60, "BU1", "BU1", "buurt", 40.0, 2024.0);
        build(&f, "address neighbourhood");
        run(&f);
        assert_int_equal(count_of(&f, GEO_AUDIT_HOMES_DIFFER_FROM_CBS, "neighbourhood"), 0);
        end(&f);
    }
}

/* ---- memory ---- */

static void put_town(fixture *f)
{
    const geo_point ends[] = {{0, 50}, {100, 50}};
    town_layer(&f->t, "address", GEO_GEOM_POINT, "id home# building_id neighbourhood_id");
    town_point(&f->t, 5, 5, "a1", 1.0, "b1", "BU1");
    town_point(&f->t, 25, 5, "a2", 1.0, "b9", NULL);
    town_layer(&f->t, "building", GEO_GEOM_POLYGON, "id height_m# year#");
    town_box(&f->t, 0, 0, 10, 10, "b1", 6.0, 1990.0);
    town_layer(&f->t, "tree", GEO_GEOM_POINT, "id height_m# status");
    town_point(&f->t, 4, 4, "t1", 50.0, NULL);
    town_point(&f->t, 4.2, 4, "t1", 5.0, NULL);
    town_layer(&f->t, "street", GEO_GEOM_LINE, "id name foot#");
    town_line(&f->t, ends, 2, "s1", "Kade", 1.0);
    town_layer(&f->t, "neighbourhood", GEO_GEOM_POLYGON, "id code kind homes# year#");
    town_box(&f->t, 0, 0, 60, 60, "BU1", "BU1", "buurt", 40.0, 2024.0);
    town_box(&f->t, 0, 0, 60, 60, "BU2", "BU2", "buurt", 40.0, 2023.0);
    build(f, "address building tree street neighbourhood");
}

static void out_of_memory_is_an_error(void **state)
{
    fixture f;
    geo_status status;
    (void)state;
    begin(&f);
    put_town(&f);
    run(&f);
    size_t findings = f.report.findings.count;
    uint64_t before = geo_alloc_count();
    run(&f);
    uint64_t calls = geo_alloc_count() - before, step = calls / 150 + 1;
    geo_audit_report_release(&f.report);
    for (uint64_t nth = 1; nth <= calls; nth += step) {
        geo_alloc_fail_at(nth);
        status = geo_audit_run(f.t.ctx, &f.inputs, &f.rules, &f.report);
        geo_alloc_fail_at(0);
        if (status)
            assert_int_equal(status, GEO_ERR_NOMEM);
        else
            assert_int_equal(f.report.findings.count, findings);
        geo_audit_report_release(&f.report);
        geo_ctx_reset(f.t.ctx);
    }
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_what_is_missing),
                                       cmocka_unit_test(weighs_by_share),
                                       cmocka_unit_test(gravest_first),
                                       cmocka_unit_test(random_towns_are_counted_right),
                                       cmocka_unit_test(a_boundary_goes_to_the_lowest_code),
                                       cmocka_unit_test(out_of_memory_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
