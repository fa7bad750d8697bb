/* The verdict per home, and homes counted once in town and neighbourhoods. */
#include <stdio.h>
#include <string.h>

#include "near.h"

#include "green/norm.h"

#include "../support/town.c"

#define COLUMNS                                                                                    \
    "id home# trees_in_sight# trees_in_sight_max# trees_note canopy_pct# canopy_note canopy_unit " \
    "canopy_m2# canopy_area_m2# green_dist_m# green_note neighbourhood_id building_id"

/* One address; what is not named is 0 or NULL. */
typedef struct home {
    const char *id;
    double home, trees, canopy, dist;
    const char *trees_note, *canopy_note, *green_note, *unit, *buurt;
    double trees_max, m2, area_m2;
    double x, y;
    const char *building;
} home;

typedef struct fixture {
    town t;
    town_rows rows;
    geo_notes *notes;
    geo_areas *areas[GEO_LEVELS], *applies;
    geo_norm_options options;
    geo_norm *norm;
} fixture;

static const geo_norm_options OPTIONS = {.profile = {.name = "4-40-400",
                                                     .threshold = {4, 40, 400},
                                                     .row = SIZE_MAX,
                                                     .access_nl = "groen"},
                                         .wanted = {true, true, true},
                                         .columns = {"trees", "canopy", "green"}};

static int begin(void **state)
{
    static fixture f;
    f = (fixture){.options = OPTIONS};
    town_begin(&f.t);
    f.t.move = (geo_point){EAST, NORTH};
    town_rows_begin(&f.rows, COLUMNS);
    f.rows.move = f.t.move;
    assert_ok(geo_notes_read(f.t.ctx, SOURCE_DIR "/data/notes.csv", &f.notes));
    *state = &f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    geo_norm_free(f->norm);
    for (int level = 0; level < GEO_LEVELS; level++)
        geo_areas_free(f->areas[level]);
    geo_areas_free(f->applies);
    geo_notes_free(f->notes);
    town_rows_end(&f->rows);
    town_end(&f->t);
    return 0;
}

static void add(fixture *f, home h)
{
    town_rows_point(&f->rows, h.x, h.y, h.id, h.home, h.trees, h.trees_max, h.trees_note, h.canopy,
                    h.canopy_note, h.unit, h.m2, h.area_m2, h.dist, h.green_note, h.buurt,
                    h.building);
}

/* The fields of a home in their order; the rest by name. */
#define ADD(f, ...) add(f, (home){.id = __VA_ARGS__})

static void run(fixture *f)
{
    geo_norm_inputs inputs = {.notes = f->notes, .applies = f->applies};
    for (int level = 0; level < GEO_LEVELS; level++)
        inputs.areas[level] = f->areas[level];
    assert_ok(geo_norm_new(f->t.ctx, &f->options, &inputs, &f->rows.schema, &f->norm));
    assert_ok(geo_norm_run(f->t.ctx, f->norm, &f->rows.batch,
                           town_rows_out(&f->rows, GEO_NORM_COLUMNS + f->options.compare_count)));
}

static const char *text(const fixture *f, size_t row, geo_norm_column column)
{
    return town_text(&f->rows, row, column);
}

static double number(const fixture *f, size_t row, geo_norm_column column)
{
    return town_number(&f->rows, row, column);
}

/* Whole sentences are longer than town_text keeps. */
static void assert_reason(const fixture *f, size_t row, const char *expected)
{
    const geo_value *value = &f->rows.out.values[row * f->rows.out.count + GEO_NORM_REASON];
    assert_int_equal(value->as.string.length, strlen(expected));
    assert_memory_equal(value->as.string.text, expected, strlen(expected));
}

static void assert_verdicts(const fixture *f, size_t row, const char *expected)
{
    char got[64];
    snprintf(got, sizeof got, "%s: %s %s %s", text(f, row, GEO_NORM_NORM),
             text(f, row, GEO_NORM_TREES), text(f, row, GEO_NORM_CANOPY),
             text(f, row, GEO_NORM_ACCESS));
    assert_string_equal(got, expected);
}

static void assert_count(geo_count count, uint64_t pass, uint64_t fail, uint64_t unknown)
{
    assert_int_equal(count.pass, pass);
    assert_int_equal(count.fail, fail);
    assert_int_equal(count.unknown, unknown);
}

/* ---- one home ---- */

static void all_three_make_a_pass(void **state)
{
    fixture *f = *state;
    ADD(f, "a", 1, 4, 40, 400);
    run(f);
    assert_verdicts(f, 0, "pass: pass pass pass");
    assert_near(number(f, 0, GEO_NORM_SCORE), 3, 0);
    for (int c = 0; c < GEO_CRITERIA; c++)
        assert_near(number(f, 0, GEO_NORM_TREES_MARGIN + c), 0, 0);
    assert_near(number(f, 0, GEO_NORM_TREES_SHORT), 0, 0);
    assert_near(number(f, 0, GEO_NORM_ACCESS_OVER_M), 0, 0);
    assert_string_equal(text(f, 0, GEO_NORM_NOTE), "");
    assert_reason(
        f, 0,
        "4 bomen in zicht (minstens 4); 400 m naar groen (hoogstens 400 m); 40 % kroon in "
        "de buurt (minstens 40 %)");
}

static void what_is_short_is_measured(void **state)
{
    fixture *f = *state;
    ADD(f, "a", 1, 1, 18.36, 512.25);
    ADD(f, "b", 1, 9, 39.99, 400.001, .unit = "circle:500");
    run(f);
    assert_verdicts(f, 0, "fail: fail fail fail");
    assert_near(number(f, 0, GEO_NORM_SCORE), 0, 0);
    assert_near(number(f, 0, GEO_NORM_TREES_MARGIN), -3, 0);
    assert_near(number(f, 0, GEO_NORM_CANOPY_MARGIN), -21.64, 1e-9);
    assert_near(number(f, 0, GEO_NORM_ACCESS_MARGIN), -112.25, 1e-9);
    assert_near(number(f, 0, GEO_NORM_TREES_SHORT), 3, 0);
    assert_near(number(f, 0, GEO_NORM_ACCESS_OVER_M), 112.25, 1e-9);
    assert_reason(f, 0,
                  "1 van 4 bomen in zicht; 513 m naar groen (hoogstens 400 m); 18,3 % kroon in de "
                  "buurt (minstens 40 %)");
    assert_verdicts(f, 1, "fail: pass fail fail"); /* nothing is rounded into a pass */
    assert_near(number(f, 1, GEO_NORM_SCORE), 1, 0);
    assert_near(number(f, 1, GEO_NORM_TREES_SHORT), 0, 0);
    assert_reason(f, 1,
                  "9 bomen in zicht (minstens 4); 401 m naar groen (hoogstens 400 m); 39,9 % kroon "
                  "in de omtrek (minstens 40 %)");
}

static void unknown_has_no_score_and_says_why(void **state)
{
    fixture *f = *state;
    ADD(f, "a", 1, 2, 41, 900, .trees_note = "nodata", .trees_max = 6,
        .green_note = "coverage_edge:120");
    ADD(f, "b", 1, NAN, NAN, NAN, "no_facade", "no_unit", "beyond_limit:1500");
    run(f);
    assert_verdicts(f, 0, "unknown: unknown pass unknown");
    assert_true(isnan(number(f, 0, GEO_NORM_SCORE)));
    assert_near(number(f, 0, GEO_NORM_TREES_MARGIN), -2, 0);
    assert_string_equal(text(f, 0, GEO_NORM_NOTE), "trees.nodata access.coverage_edge");
    assert_verdicts(f, 1, "fail: unknown unknown fail"); /* a fail is certain */
    assert_true(isnan(number(f, 1, GEO_NORM_SCORE)));
    assert_true(isnan(number(f, 1, GEO_NORM_TREES_SHORT)));
    assert_true(isnan(number(f, 1, GEO_NORM_ACCESS_OVER_M)));
    assert_string_equal(text(f, 1, GEO_NORM_NOTE), "trees.no_facade canopy.no_unit");
    size_t no_facade = 0;
    while (strcmp(geo_notes_code(f->notes, no_facade), "no_facade") != 0)
        no_facade++;
    assert_int_equal(geo_norm_why(f->norm, GEO_TREES, no_facade), 1);
    assert_int_equal(geo_norm_why(f->norm, GEO_CANOPY, no_facade), 0);
}

static void the_sentence_tells_what_is_not_known(void **state)
{
    fixture *f = *state;
    ADD(f, "a", 1, 2, 12.5, 900, "coverage_edge", "public_only", "coverage_edge:120");
    ADD(f, "b", 1, NAN, NAN, NAN, "no_facade", "no_unit", "beyond_limit:1500");
    ADD(f, "c", 1, NAN, NAN, NAN);
    run(f);
    assert_reason(
        f, 0,
        "ten minste 2 van 4 bomen in zicht, meer onbekend (de boomgegevens houden op "
        "binnen het bereik); afstand tot groen onbekend (de groengegevens houden op 120 "
        "m van de woning op); ten minste 12,5 % kroon in de buurt (gevraagd 40 %), meer onbekend "
        "(particuliere bomen ontbreken in de gegevens)");
    assert_reason(f, 1,
                  "bomen in zicht onbekend (geen vrije gevel om vanuit te kijken); geen groen "
                  "binnen de zoekafstand (gevraagd hoogstens 400 m); kroonbedekking onbekend (het "
                  "adres ligt in geen enkele "
                  "buurt)");
    assert_reason(f, 2,
                  "bomen in zicht onbekend; afstand tot groen onbekend; kroonbedekking onbekend");
}

static void the_sentence_of_a_home_in_the_green_has_no_sign(void **state)
{
    fixture *f = *state;
    f->options.wanted[GEO_TREES] = f->options.wanted[GEO_CANOPY] = false;
    ADD(f, "a", 1, NAN, NAN, 0);
    run(f);
    assert_reason(f, 0, "0 m naar groen (hoogstens 400 m)");
}

static void the_sentence_names_what_was_asked(void **state)
{
    fixture *f = *state;
    f->options.profile.threshold[GEO_TREES] = 2;
    f->options.profile.threshold[GEO_CANOPY] = 33.25; /* a limit is told as it is */
    f->options.profile.threshold[GEO_ACCESS] = 282.5;
    ADD(f, "a", 1, 2, 33.2, 283);
    run(f);
    assert_reason(f, 0,
                  "2 bomen in zicht (minstens 2); 283 m naar groen (hoogstens 282,5 m); 33,2 % "
                  "kroon in de buurt (minstens 33,25 %)");
}

static void what_is_not_asked_stays_null(void **state)
{
    fixture *f = *state;
    f->options.wanted[GEO_TREES] = false;
    f->options.profile.threshold[GEO_CANOPY] = NAN;
    ADD(f, "a", 1, 0, 0, 100);
    run(f);
    assert_verdicts(f, 0, "pass:   pass");
    assert_near(number(f, 0, GEO_NORM_SCORE), 1, 0);
    assert_true(isnan(number(f, 0, GEO_NORM_TREES_MARGIN)));
    assert_true(isnan(number(f, 0, GEO_NORM_CANOPY_MARGIN)));
    assert_true(isnan(number(f, 0, GEO_NORM_TREES_SHORT)));
    assert_reason(f, 0, "100 m naar groen (hoogstens 400 m)");
    assert_string_equal(geo_norm_label(f->norm), "x-x-400"); /* trees are not judged */
}

/* ---- which rows are homes ---- */

static void only_homes_inside_are_judged(void **state)
{
    fixture *f = *state;
    town_layer(&f->t, "built_up", GEO_GEOM_POLYGON, "id code name kind parent_code");
    town_box(&f->t, 0, 0, 100, 100, "1", "KOM", NULL, NULL, NULL);
    town_build(&f->t);
    geo_source *source = town_source(&f->t, "built_up", "code name kind parent_code", "");
    assert_ok(geo_areas_new(f->t.ctx, source, NULL, &f->applies));
    ADD(f, "a", 1, 4, 40, 400, .x = 50, .y = 50);
    ADD(f, "b", 0, 4, 40, 400, .x = 50, .y = 50);
    ADD(f, "c", NAN, 4, 40, 400, .x = 50, .y = 50);
    ADD(f, "d", 1, 4, 40, 400, .x = 150, .y = 50);
    run(f);
    static const char *const NOTES[] = {"", "not_home", "home_unknown", "outside"};
    for (size_t row = 0; row < 4; row++) {
        assert_string_equal(text(f, row, GEO_NORM_NOTE), NOTES[row]);
        assert_verdicts(f, row, row ? ":   " : "pass: pass pass pass");
        assert_int_equal(isnan(number(f, row, GEO_NORM_SCORE)), row > 0);
        assert_int_equal(*text(f, row, GEO_NORM_REASON) == '\0', row > 0);
    }
    assert_int_equal(geo_norm_town(f->norm).homes, 1);
    assert_int_equal(geo_norm_town(f->norm).homes_unknown_use, 1);
    assert_int_equal(geo_norm_repeated(f->norm), 0);
}

/* Further addresses of one object; the first that is a home counts. */
static void homes_are_counted_once(void **state)
{
    fixture *f = *state;
    ADD(f, "a", 0, 4, 40, 400, .building = "P1");
    ADD(f, "a", 1, 4, 40, 400, .building = "P1");
    ADD(f, "a", 1, 0, 40, 400, .building = "P1");
    ADD(f, NULL, 1, 4, 40, 400);
    ADD(f, NULL, 1, 4, 40, 400); /* nothing to tell it apart by */
    run(f);
    static const bool COUNTED[] = {false, true, false, true, true};
    for (size_t row = 0; row < 5; row++)
        assert_int_equal(geo_norm_answers(f->norm)[row].counted, COUNTED[row]);
    assert_string_equal(geo_norm_answers(f->norm)[1].building_id, "P1");
    assert_verdicts(f, 2, "fail: fail pass pass"); /* judged all the same */
    assert_int_equal(geo_norm_town(f->norm).homes, 3);
    assert_count(geo_norm_town(f->norm).norm, 3, 0, 0);
    assert_int_equal(geo_norm_repeated(f->norm), 1);
    assert_ok(geo_norm_run(f->t.ctx, f->norm, &f->rows.batch, &f->rows.out)); /* once more */
    assert_int_equal(geo_norm_town(f->norm).homes, 5);
    assert_int_equal(geo_norm_repeated(f->norm), 3);
    assert_int_equal(geo_norm_rows(f->norm), 10);
}

/* ---- totals ---- */

/* Two buurten of one wijk side by side; the gemeente is known by the parents alone. */
static void put_areas(fixture *f)
{
    town_layer(&f->t, "neighbourhood", GEO_GEOM_POLYGON, "id code name kind parent_code");
    town_box(&f->t, 0, 0, 100, 100, "1", "BU1", "Oost", "buurt", "WK1");
    town_box(&f->t, 100, 0, 200, 100, "2", "BU2", "West", "buurt", "WK1");
    town_box(&f->t, 0, 0, 200, 100, "3", "WK1", "Wijk", "wijk", "GM1");
    town_box(&f->t, 0, 0, 900, 900, "4", "GM1", "Stad", "gemeente", NULL);
    town_build(&f->t);
    for (int level = 0; level < GEO_LEVELS; level++) {
        geo_source *source = town_source(&f->t, "neighbourhood", "code name kind parent_code", "");
        assert_ok(geo_areas_new(f->t.ctx, source, GEO_LEVEL[level], &f->areas[level]));
    }
}

static geo_total area(const fixture *f, int level, const char *code)
{
    return geo_norm_area(f->norm, level, geo_areas_named(f->areas[level], code));
}

static void homes_count_in_each_level(void **state)
{
    fixture *f = *state;
    put_areas(f);
    ADD(f, "a", 1, 4, 40, 400, .x = 10, .y = 10);
    ADD(f, "b", 1, 3, 40, 400, .x = 20, .y = 10, .buurt = "BU1");
    ADD(f, "c", 1, NAN, 50, 400, .x = 10, .y = 10, .buurt = "BU2"); /* the name decides */
    ADD(f, "d", 1, 4, 40, 400, .x = 500, .y = 500);                 /* in the gemeente only */
    ADD(f, "e", NAN, 4, 40, 400, .x = 10, .y = 10);
    run(f);
    assert_count(area(f, GEO_LEVEL_BUURT, "BU1").norm, 1, 1, 0);
    assert_count(area(f, GEO_LEVEL_BUURT, "BU2").norm, 0, 0, 1);
    assert_count(area(f, GEO_LEVEL_BUURT, "BU2").criterion[GEO_CANOPY], 1, 0, 0);
    assert_count(area(f, GEO_LEVEL_WIJK, "WK1").norm, 1, 1, 1);
    assert_count(area(f, GEO_LEVEL_GEMEENTE, "GM1").norm, 2, 1, 1);
    assert_count(geo_norm_town(f->norm).norm, 2, 1, 1);
    assert_int_equal(area(f, GEO_LEVEL_BUURT, "BU1").homes, 2);
    assert_int_equal(area(f, GEO_LEVEL_BUURT, "BU1").homes_unknown_use, 1);
    assert_int_equal(geo_norm_outside(f->norm), 1);
    geo_total wijk = area(f, GEO_LEVEL_WIJK, "WK1");
    assert_near(geo_count_pct(&wijk.norm), 50, 0);
    assert_near(wijk.canopy_pct_homes / (double)wijk.canopy_homes, 130.0 / 3, 1e-12);
    geo_box box = geo_norm_box(f->norm);
    assert_near(box.xmin, EAST + 10, 0);
    assert_near(box.ymax, NORTH + 500, 0);
}

/* Figures of the unit come by with each of its homes. */
static void canopy_of_a_unit_counts_once(void **state)
{
    fixture *f = *state;
    put_areas(f);
    for (int i = 0; i < 3; i++)
        ADD(f, i ? "b" : "a", 1, 4, 30, 400, .x = 10, .y = 10, .unit = "BU1", .m2 = 3000,
            .area_m2 = 10000);
    add(f,
        (home){"c", 1, 4, 60, 400, .x = 110, .y = 10, .unit = "BU2", .m2 = 6000, .area_m2 = 10000});
    ADD(f, "d", 1, 4, 60, 400, .x = 110, .y = 10, .unit = "circle:500", .m2 = 9, .area_m2 = 99);
    run(f);
    geo_total first = area(f, GEO_LEVEL_BUURT, "BU1"), second = area(f, GEO_LEVEL_BUURT, "BU2"),
              wijk = area(f, GEO_LEVEL_WIJK, "WK1"), all = geo_norm_town(f->norm);
    assert_near(first.canopy_m2, 3000, 0);
    assert_near(first.canopy_area_m2, 10000, 0);
    assert_near(second.canopy_m2, 6000, 0);
    assert_near(wijk.canopy_m2, 9000, 0);
    assert_near(all.canopy_area_m2, 20000, 0);
    assert_near(geo_norm_canopy_short(f->norm, &first), 1000, 1e-9);
    assert_near(geo_norm_canopy_short(f->norm, &second), 0, 0);
    assert_true(isnan(geo_norm_canopy_short(f->norm, &(geo_total){0})));
}

static void nothing_judged_has_no_percentage(void **state)
{
    (void)state;
    geo_count count = {.unknown = 1};
    assert_true(isnan(geo_count_pct(&count)));
    geo_count_add(&count, GEO_PASS);
    assert_near(geo_count_pct(&count), 100, 0);
}

static void profiles_are_crossed(void **state)
{
    fixture *f = *state;
    f->options.compare[0] = (geo_profile){"3-30-300", {3, 30, 300}, SIZE_MAX, "", ""};
    f->options.compare[1] = (geo_profile){"x-x-300", {NAN, NAN, 300}, SIZE_MAX, "", ""};
    f->options.compare_count = 2;
    ADD(f, "a", 1, 4, 40, 250);
    ADD(f, "b", 1, 3, 40, 250);
    ADD(f, "c", 1, 3, 30, 250);
    ADD(f, "d", 1, 4, 40, 350);
    ADD(f, "e", 1, NAN, 40, 250);
    ADD(f, "e", 1, 0, 0, 999); /* again: not counted */
    ADD(f, "g", 0, 4, 40, 250);
    run(f);
    assert_int_equal(geo_norm_cross(f->norm, 0, GEO_PASS, GEO_PASS), 1);
    assert_int_equal(geo_norm_cross(f->norm, 0, GEO_FAIL, GEO_PASS), 2);
    assert_int_equal(geo_norm_cross(f->norm, 0, GEO_PASS, GEO_FAIL), 1);
    assert_int_equal(geo_norm_cross(f->norm, 0, GEO_UNKNOWN, GEO_UNKNOWN), 1);
    assert_int_equal(geo_norm_cross(f->norm, 1, GEO_UNKNOWN, GEO_PASS), 1);
    assert_string_equal(town_text(&f->rows, 1, GEO_NORM_COLUMNS), "pass");
    assert_string_equal(town_text(&f->rows, 3, GEO_NORM_COLUMNS + 1), "fail");
    assert_string_equal(town_text(&f->rows, 6, GEO_NORM_COLUMNS), "");
}

/* ---- errors ---- */

static void a_missing_measure_names_its_tool(void **state)
{
    fixture *f = *state;
    static const char *const COLUMN[] = {"'trees_in_sight'", "'canopy_pct'", "'green_dist_m'"};
    static const char *const TOOL[] = {"run gn-trees first", "run gn-canopy first",
                                       "run gn-access first"};
    town_rows bare;
    town_rows_begin(&bare, "id home#");
    for (int c = 0; c < GEO_CRITERIA; c++) {
        geo_norm_options options = OPTIONS;
        geo_norm *none = NULL;
        for (int other = 0; other < GEO_CRITERIA; other++)
            options.wanted[other] = other == c;
        assert_int_equal(geo_norm_new(f->t.ctx, &options, &(geo_norm_inputs){.notes = f->notes},
                                      &bare.schema, &none),
                         GEO_ERR_ARG);
        assert_non_null(strstr(geo_ctx_error(f->t.ctx), COLUMN[c]));
        assert_non_null(strstr(geo_ctx_hint(f->t.ctx), TOOL[c]));
        assert_null(none);
    }
    geo_norm_free(NULL);
    town_rows_end(&bare);
}

static geo_status whole_run(fixture *f)
{
    const geo_norm_inputs inputs = {f->notes, {f->areas[0], f->areas[1], f->areas[2]}, NULL};
    geo_norm *norm = NULL;
    geo_status status = geo_norm_new(f->t.ctx, &f->options, &inputs, &f->rows.schema, &norm);
    if (status == GEO_OK)
        status = geo_norm_run(f->t.ctx, norm, &f->rows.batch, &f->rows.out);
    geo_norm_free(norm);
    return status;
}

static void no_memory_is_said(void **state)
{
    fixture *f = *state;
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    put_areas(f);
    ADD(f, "a", 1, 2, 30, 900, .trees_note = "coverage_edge", .unit = "BU1", .m2 = 1, .area_m2 = 9,
        .x = 10, .y = 10);
    town_rows_out(&f->rows, GEO_NORM_COLUMNS);
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_alloc_fail_at(nth);
        status = whole_run(f);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_true(failures >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_three_make_a_pass, begin, end),
        cmocka_unit_test_setup_teardown(what_is_short_is_measured, begin, end),
        cmocka_unit_test_setup_teardown(unknown_has_no_score_and_says_why, begin, end),
        cmocka_unit_test_setup_teardown(the_sentence_tells_what_is_not_known, begin, end),
        cmocka_unit_test_setup_teardown(the_sentence_of_a_home_in_the_green_has_no_sign, begin,
                                        end),
        cmocka_unit_test_setup_teardown(the_sentence_names_what_was_asked, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_asked_stays_null, begin, end),
        cmocka_unit_test_setup_teardown(only_homes_inside_are_judged, begin, end),
        cmocka_unit_test_setup_teardown(homes_are_counted_once, begin, end),
        cmocka_unit_test_setup_teardown(homes_count_in_each_level, begin, end),
        cmocka_unit_test_setup_teardown(canopy_of_a_unit_counts_once, begin, end),
        cmocka_unit_test_setup_teardown(nothing_judged_has_no_percentage, begin, end),
        cmocka_unit_test_setup_teardown(profiles_are_crossed, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_measure_names_its_tool, begin, end),
        cmocka_unit_test_setup_teardown(no_memory_is_said, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
