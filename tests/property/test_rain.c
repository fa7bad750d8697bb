/* Laws of the balance of a shower, on made towns of 5 x 5 catchments: more rain lowers no deficit
 * and nothing that leaves the map; further storage, as an object, as a larger one or as a measure,
 * raises neither; the books close; measures change nothing of what was before them; a quarter turn
 * keeps all totals. GROENNET_SEED=n runs one town again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/array_source.c"
#include "ctx_case.h"
#include "shapes.h"

#include "water/rain.h"

enum { TOWNS = 200, SIDE = 5, PATCHES = 12, HOUSES = 8, OBJECTS = 6 };
#define DATA SOURCE_DIR "/data/"
#define TOWN_M 100.0
#define CATCHMENT_M (TOWN_M / SIDE)

typedef struct square {
    double x, y, width, height, m3;
    const char *word;
} square;

typedef struct town {
    square land[PATCHES], houses[HOUSES], objects[OBJECTS + 1], measure;
    size_t object_count;
    double rooms[SIDE * SIDE]; /* m3 */
    int spill_to[SIDE * SIDE]; /* -1: out of the map */
    double mm, sewer;
    bool turned, has_measure;
} town;

typedef struct answer {
    geo_rain_books books[2];
    double deficits[2 * SIDE * SIDE]; /* by scenario, by catchment */
    size_t count;
} answer;

static geo_rain_surfaces surfaces;
static geo_rain_cover *cover;
static geo_storage_kinds *kinds;

static const char *const WORDS[] = {
    "gesloten verharding", "open verharding", "groenvoorziening", "erf", "onverhard", "wie weet"};
static const char *const KINDS[] = {"wadi", "groen_dak", "kratten"};

static square roll_square(shape_dice *dice, double most_m)
{
    square s = {.width = shape_between(dice, 2, most_m), .height = shape_between(dice, 2, most_m)};
    s.x = shape_between(dice, 0, TOWN_M - s.width);
    s.y = shape_between(dice, 0, TOWN_M - s.height);
    s.m3 = shape_between(dice, 0, 20);
    return s;
}

/* Water spills to a catchment further on in some order, so that it never comes back. */
static void make_sinks(town *t, shape_dice *dice)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        bool on = shape_roll(dice) < 0.7 && i + 1 < SIDE * SIDE;
        t->rooms[i] = shape_between(dice, 0, 15);
        t->spill_to[i] = on ? (int)shape_between(dice, i + 1, SIDE * SIDE - 0.001) : -1;
    }
}

static void make_town(town *t, uint64_t seed)
{
    shape_dice dice = {seed};
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < PATCHES; i++) {
        t->land[i] = roll_square(&dice, 50);
        t->land[i].word = WORDS[(size_t)shape_between(&dice, 0, 5.999)];
    }
    for (size_t i = 0; i < HOUSES; i++)
        t->houses[i] = roll_square(&dice, 15);
    t->object_count = OBJECTS;
    for (size_t i = 0; i <= OBJECTS; i++) {
        t->objects[i] = roll_square(&dice, 20);
        t->objects[i].word = KINDS[i % 3];
    }
    t->measure = roll_square(&dice, 20);
    t->measure.word = KINDS[seed % 3];
    make_sinks(t, &dice);
    t->mm = floor(shape_between(&dice, 1, 150)); /* as text it is the same number */
    t->sewer = shape_roll(&dice) < 0.5 ? 0 : 20;
}

/* ---- a town as layers ---- */

static void put(const town *t, geo_source *to, const char *id, const char *const *text,
                const double *number, square s)
{
    double x = t->turned ? TOWN_M - s.y - s.height : s.x, y = t->turned ? s.x : s.y;
    double width = t->turned ? s.height : s.width, height = t->turned ? s.width : s.height;
    x += 105000;
    y += 502000;
    geo_point ring[5] = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
    uint32_t ends[1] = {5}, parts[1] = {1};
    geo_geom geom = {GEO_GEOM_POLYGON, ring, ends, parts, 5, 1, 1};
    array_source_add(to, &geom, id, text, number);
}

static const char *id_of(char *text, const char *letter, size_t i)
{
    snprintf(text, 24, "%s%02zu", letter, i);
    return text;
}

static void put_sinks(const town *t, geo_source *const *layers)
{
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        char id[24], to[24];
        square all = {.x = (double)(i % SIDE) * CATCHMENT_M, .y = (double)(i / SIDE) * CATCHMENT_M};
        all.width = all.height = CATCHMENT_M;
        square dip = {all.x + 4, all.y + 4, 10, 10, 0, NULL};
        if (t->spill_to[i] >= 0)
            id_of(to, "", (size_t)t->spill_to[i]);
        id_of(id, "", i);
        put(t, layers[GEO_RAIN_SINK], id,
            (const char *[]){NULL, NULL, NULL, t->spill_to[i] >= 0 ? to : NULL},
            (double[]){t->rooms[i], -1, 0}, dip);
        put(t, layers[GEO_RAIN_CATCHMENT], id, NULL, NULL, all);
        put(t, layers[GEO_RAIN_BOOK], id, (const char *[]){"sink", "laagte"},
            (double[]){t->rooms[i], t->rooms[i], NAN}, dip);
    }
}

static void put_town(const town *t, geo_source **layers)
{
    static const size_t counts[GEO_RAIN_LAYERS][2] = {{4, 3}, {0, 0}, {2, 3}, {0, 0},
                                                      {1, 0}, {2, 1}, {3, 0}, {9, 7}};
    char id[24];
    for (int i = 0; i < GEO_RAIN_LAYERS; i++) {
        bool used = i != GEO_RAIN_WATER && i != GEO_RAIN_NEIGHBOURHOOD;
        used = used && (i != GEO_RAIN_MEASURE || t->has_measure);
        layers[i] = used ? array_source_new(GEO_RAIN_LAYER[i], counts[i][0], counts[i][1]) : NULL;
    }
    put_sinks(t, layers);
    for (size_t i = 0; i < PATCHES; i++)
        put(t, layers[GEO_RAIN_LANDCOVER], id_of(id, "l", i),
            (const char *[]){"wegdeel", t->land[i].word}, (double[]){0}, t->land[i]);
    for (size_t i = 0; i < HOUSES; i++)
        put(t, layers[GEO_RAIN_BUILDING], id_of(id, "b", i), NULL, NULL, t->houses[i]);
    for (size_t i = 0; i < t->object_count; i++)
        put(t, layers[GEO_RAIN_BOOK], id_of(id, "s", i),
            (const char *[]){"storage", t->objects[i].word},
            (double[]){t->objects[i].m3, t->objects[i].m3, NAN}, t->objects[i]);
    if (t->has_measure)
        put(t, layers[GEO_RAIN_MEASURE], "m", (const char *[9]){t->measure.word},
            (double[]){NAN, NAN, NAN, t->measure.m3, NAN, NAN, NAN}, t->measure);
}

static void ask(const town *t, answer *out)
{
    geo_rain_inputs inputs = {.surfaces = &surfaces, .cover = cover, .kinds = kinds};
    geo_rain_events events = {0};
    geo_rain *rain = NULL;
    char shower[32];
    size_t rows_count;
    snprintf(shower, sizeof shower, "%.3fmm/2h", t->mm);
    assert_ok(geo_rain_events_parse(ctx, shower, &events));
    put_town(t, inputs.layers);
    const geo_rain_options options = {.events = &events, .sewer_mm_h = t->sewer};
    if (geo_rain_new(ctx, &inputs, &options, &rain) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    const geo_rain_books *books = geo_rain_totals(rain, &out->count);
    memcpy(out->books, books, out->count * sizeof *books);
    const geo_rain_row *rows = geo_rain_rows(rain, &rows_count);
    assert_int_equal(rows_count, out->count * SIDE * SIDE);
    for (size_t i = 0; i < rows_count; i++)
        out->deficits[i] = rows[i].deficit_m3;
    geo_rain_free(rain);
    geo_rain_events_release(&events);
    for (int i = 0; i < GEO_RAIN_LAYERS; i++)
        geo_source_free(inputs.layers[i]);
}

/* ---- laws ---- */

static double slack(const answer *a)
{
    return 1e-9 * (1 + a->books[0].rain);
}

/* Of scenario `at` of b, against the first of a. */
static bool no_deficit_higher(const answer *a, const answer *b, size_t at)
{
    bool good = b->books[at].out <= a->books[0].out + slack(a);
    for (size_t i = 0; i < SIDE * SIDE; i++)
        good = good && b->deficits[at * SIDE * SIDE + i] <= a->deficits[i] + slack(a);
    return good;
}

static bool books_close(town *t, const answer *before)
{
    const geo_rain_books *b = &before->books[0];
    (void)t;
    double sum = b->interception + b->infiltrated + b->sewer + b->stored + b->out;
    return fabs(b->residual) <= 1e-9 * b->rain && fabs(b->rain - sum) <= 1e-9 * b->rain &&
           fabs(b->rain - t->mm / 1000 * TOWN_M * TOWN_M) <= 1e-6 * b->rain;
}

static bool more_rain_lowers_none(town *t, const answer *before)
{
    answer after;
    t->mm *= 1.07;
    ask(t, &after);
    return no_deficit_higher(&after, before, 0);
}

static bool a_further_object_raises_none(town *t, const answer *before)
{
    answer after;
    t->object_count++;
    ask(t, &after);
    return no_deficit_higher(before, &after, 0);
}

static bool larger_objects_raise_none(town *t, const answer *before)
{
    answer after;
    for (size_t i = 0; i < OBJECTS; i++)
        t->objects[i].m3 *= 1.3;
    ask(t, &after);
    return no_deficit_higher(before, &after, 0);
}

static bool a_measure_raises_none(town *t, const answer *before)
{
    answer after;
    t->has_measure = true;
    ask(t, &after);
    return after.count == 2 && no_deficit_higher(before, &after, 1);
}

static bool measures_leave_what_was(town *t, const answer *before)
{
    answer after;
    t->has_measure = true;
    ask(t, &after);
    bool good = after.count == 2 && after.books[0].out == before->books[0].out &&
                after.books[0].stored == before->books[0].stored;
    return good && memcmp(after.deficits, before->deficits, SIDE * SIDE * sizeof(double)) == 0;
}

static bool turning_keeps_all(town *t, const answer *before)
{
    answer after;
    t->turned = true;
    ask(t, &after);
    /* floats hold what polygons cover of a cell */
    double most = 1e-5 * (1 + before->books[0].rain);
    bool good = fabs(after.books[0].out - before->books[0].out) <= most &&
                fabs(after.books[0].sewer - before->books[0].sewer) <= most;
    for (size_t i = 0; i < SIDE * SIDE; i++)
        good = good && fabs(after.deficits[i] - before->deficits[i]) <= most;
    return good;
}

static void laws_hold(void **state)
{
    static const struct {
        const char *name;
        bool (*holds)(town *t, const answer *before);
    } laws[] = {{"the books close", books_close},
                {"more rain", more_rain_lowers_none},
                {"a further object", a_further_object_raises_none},
                {"larger objects", larger_objects_raise_none},
                {"a measure", a_measure_raises_none},
                {"what was before measures", measures_leave_what_was},
                {"a quarter turn", turning_keeps_all}};
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(TOWNS);
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++)
        for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
            static town t;
            static answer before;
            make_town(&t, seed);
            ask(&t, &before);
            if (!laws[i].holds(&t, &before))
                fail_msg("GROENNET_SEED=%llu breaks '%s'", (unsigned long long)seed, laws[i].name);
        }
}

static int begin(void **state)
{
    if (open_ctx(state))
        return -1;
    return geo_rain_surfaces_read(ctx, DATA "runoff.csv", &surfaces) ||
           geo_rain_cover_read(ctx, DATA "bgt-surfaces.csv", &surfaces, &cover) ||
           geo_storage_kinds_read(ctx, DATA "storage-kinds.csv", &kinds);
}

static int end(void **state)
{
    geo_storage_kinds_free(kinds);
    geo_rain_cover_free(cover);
    geo_rain_surfaces_release(&surfaces);
    return close_ctx(state);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold)};
    return cmocka_run_group_tests(tests, begin, end);
}
