/* Laws of the book of cubic metres on made towns: each place counts once; deeper groundwater, a
 * thicker layer, more voids, less cover and new ground to store in take nothing away; the order of
 * rows and the unit of the groundwater change nothing. GROENNET_SEED=n runs one town again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/array_source.c"
#include "field.h"

#include "geom/geos.h"
#include "water/storage.h"

enum { TOWNS = 150, OBJECTS = 14, WATERS = 4, SINKS = 4 };
#define SLACK_M3 0.002 /* volumes are told in litres */

static geo_ctx *ctx;
static geo_storage_kinds *kinds;
static geo_source *sources[24]; /* of the books at hand, which borrow their strings */
static size_t source_count;

typedef struct object {
    shape shape;
    char id[8];
    const char *word;
    double number[6];
} object;

/* Layers storage, water and sink over 100 m x 100 m, with groundwater in cells of 5 m. */
typedef struct town {
    object objects[OBJECTS + 1], waters[WATERS], sinks[SINKS];
    size_t count; /* of objects */
    field wet, dry, surface;
    geo_groundwater_is is;
} town;

static const char *const WORDS[] = {
    "waterbergende_weg", "waterbergende_weg", "kratten", "wadi", "groen_dak", "bodem"};

static void make_shape(object *o, shape_dice *dice, const char *letter, size_t n)
{
    geo_point centre = {105000 + shape_between(dice, 15, 85), 502000 + shape_between(dice, 15, 85)};
    shape_make(&o->shape, dice, centre, shape_between(dice, 3, 14), 1, shape_roll(dice) < 0.3, 0);
    snprintf(o->id, sizeof o->id, "%s%02zu", letter, n);
}

static void make_layers(town *t, shape_dice *dice)
{
    t->count = OBJECTS;
    for (size_t i = 0; i < OBJECTS; i++) {
        object *o = &t->objects[i];
        make_shape(o, dice, "s", i);
        o->word = WORDS[(size_t)shape_between(dice, 0, 6)];
        o->number[0] = shape_between(dice, 0.1, 0.8);
        o->number[1] = shape_between(dice, 0.2, 0.9);
        o->number[2] = shape_between(dice, 0, 0.4);
        o->number[3] = shape_roll(dice) < 0.2 ? shape_between(dice, -0.5, 0.1) : NAN;
    }
    for (size_t i = 0; i < WATERS; i++) {
        make_shape(&t->waters[i], dice, "w", i);
        t->waters[i].number[0] = t->waters[i].number[1] = -1;
        t->waters[i].number[2] = shape_roll(dice) < 0.5 ? -0.5 : NAN;
    }
    for (size_t i = 0; i < SINKS; i++) {
        double *number = t->sinks[i].number;
        make_shape(&t->sinks[i], dice, "k", i);
        memcpy(number, (double[]){shape_between(dice, 1, 90), 0.9, -1, -0.1, 0, 0},
               6 * sizeof *number);
    }
}

/* Depths under a surface at NAP, so that they are levels the other way up. */
static void make_grids(town *t, shape_dice *dice)
{
    geo_frame frame = {105000 - 120, 502000 + 220, 5, 68, 68};
    field_make(&t->wet, "ghg.tif", frame, 0);
    field_make(&t->dry, "glg.tif", frame, 0);
    field_make(&t->surface, "dtm.tif", frame, 0);
    for (int64_t i = 0; i < frame.width * frame.height; i++) {
        float depth = (float)shape_between(dice, -0.2, 1.3);
        bool known = shape_roll(dice) < 0.9;
        t->wet.grid.cells[i] = known ? depth : NAN;
        t->dry.grid.cells[i] = known ? depth + 0.3f : NAN;
    }
    t->is = GEO_GROUNDWATER_BELOW_M;
}

static void make_town(town *t, uint64_t seed)
{
    shape_dice dice = {seed};
    memset(t, 0, sizeof *t);
    make_layers(t, &dice);
    make_grids(t, &dice);
}

static void release_town(town *t)
{
    geo_grid_release(&t->wet.grid);
    geo_grid_release(&t->dry.grid);
    geo_grid_release(&t->surface.grid);
}

static geo_source *theme(const char *name, const object *objects, size_t count, size_t numbers,
                         bool backwards)
{
    /* source, date, word, and the numbers as text, which these are not */
    geo_source *source = array_source_new(name, 7, numbers);
    for (size_t i = 0; i < count; i++) {
        const object *o = &objects[backwards ? count - 1 - i : i];
        const char *text[7] = {NULL, NULL, o->word};
        array_source_add(source, &o->shape.geom, o->id, text, o->number);
    }
    return source;
}

static geo_storage_book *ask(const town *t, bool backwards)
{
    geo_storage_book *book = NULL;
    geo_storage_inputs inputs = {.dtm = &t->surface.source,
                                 .wet = {&t->wet.source, t->is},
                                 .dry = {&t->dry.source, t->is},
                                 .kinds = kinds};
    inputs.layers[GEO_STORAGE_OBJECT] = theme("storage", t->objects, t->count, 4, backwards);
    inputs.layers[GEO_STORAGE_WATER] = theme("water", t->waters, WATERS, 3, backwards);
    inputs.layers[GEO_STORAGE_DIP] = theme("sink", t->sinks, SINKS, 6, backwards);
    geo_status status = geo_storage_new(ctx, &inputs, &book);
    if (status != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    for (int i = 0; i < GEO_STORAGE_LAYERS_COUNT; i++)
        if (inputs.layers[i])
            sources[source_count++] = inputs.layers[i];
    assert_true(source_count <= sizeof sources / sizeof *sources - 3);
    return book;
}

static const geo_storage_row *row_of(const geo_storage_book *book, const char *id)
{
    size_t count;
    const geo_storage_row *rows = geo_storage_rows(book, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].id, id) == 0)
            return &rows[i];
    return NULL;
}

/* ---- laws ---- */

static bool is_less(double a, double b, double slack)
{
    return isnan(a) != isnan(b) || a < b - slack;
}

/* Rows of the same objects, none of them with less in `b`. */
static bool none_less(const geo_storage_book *a, const geo_storage_book *b)
{
    size_t count, others;
    const geo_storage_row *rows = geo_storage_rows(a, &count);
    bool good = true;
    geo_storage_rows(b, &others);
    for (size_t i = 0; i < count; i++) {
        const geo_storage_row *other = row_of(b, rows[i].id);
        good = good && other && !is_less(other->wet_m3, rows[i].wet_m3, SLACK_M3) &&
               !is_less(other->dry_m3, rows[i].dry_m3, SLACK_M3);
    }
    return good && count == others;
}

static double total(const geo_storage_book *book)
{
    size_t count;
    double sum = 0;
    const geo_storage_row *rows = geo_storage_rows(book, &count);
    for (size_t i = 0; i < count; i++)
        sum += isnan(rows[i].wet_m3) ? 0 : rows[i].wet_m3;
    return sum;
}

static bool each_place_once(town *t, const geo_storage_book *book)
{
    const geo_geom *parts[OBJECTS + 1 + WATERS + SINKS];
    size_t count = 0, rows_count;
    geo_geos *geos = NULL;
    geo_geom whole = {0};
    double sum = 0;
    for (size_t i = 0; i < t->count; i++)
        parts[count++] = &t->objects[i].shape.geom;
    for (size_t i = 0; i < WATERS; i++)
        parts[count++] = &t->waters[i].shape.geom;
    for (size_t i = 0; i < SINKS; i++)
        parts[count++] = &t->sinks[i].shape.geom;
    assert_ok(geo_geos_new(ctx, &geos));
    assert_ok(geo_geos_union(ctx, geos, parts, count, &whole));
    const geo_storage_row *rows = geo_storage_rows(book, &rows_count);
    for (size_t i = 0; i < rows_count; i++)
        sum += rows[i].area_m2;
    /* a crumb of 0.01 m2 stays with both, and areas are told to 0.01 m2 */
    bool good = fabs(sum - geo_geom_area(&whole)) < 0.02 * (double)count;
    geo_geom_release(&whole);
    geo_geos_free(geos);
    return good;
}

static bool of_any_unit(town *t, const geo_storage_book *book)
{
    static const float times[] = {-1, 1, 100}; /* by geo_groundwater_is */
    bool good = true;
    town other = *t;
    size_t cells = (size_t)(t->wet.grid.frame.width * t->wet.grid.frame.height);
    for (int is = 0; is < 3; is++) {
        field_make(&other.wet, "ghg.tif", t->wet.grid.frame, 0);
        field_make(&other.dry, "glg.tif", t->wet.grid.frame, 0);
        for (size_t i = 0; i < cells; i++) {
            other.wet.grid.cells[i] = t->wet.grid.cells[i] * times[is];
            other.dry.grid.cells[i] = t->dry.grid.cells[i] * times[is];
        }
        other.is = (geo_groundwater_is)is;
        geo_storage_book *same = ask(&other, false);
        good = good && none_less(book, same) && none_less(same, book);
        geo_storage_free(same);
        geo_grid_release(&other.wet.grid);
        geo_grid_release(&other.dry.grid);
    }
    return good;
}

static bool never_less(town *t, const geo_storage_book *before)
{
    geo_storage_book *after = ask(t, false);
    bool good = none_less(before, after);
    geo_storage_free(after);
    return good;
}

static bool deeper_water_takes_nothing(town *t, const geo_storage_book *book)
{
    size_t cells = (size_t)(t->wet.grid.frame.width * t->wet.grid.frame.height);
    for (size_t i = 0; i < cells; i++)
        t->wet.grid.cells[i] += 0.01f * (float)(i % 30);
    return never_less(t, book);
}

/* More of term 0 (depth) and 1 (voids), less of 2 (cover): but a layer that comes up with its
 * bottom has less below an overflow. */
static bool better_layers_take_nothing(town *t, const geo_storage_book *book)
{
    for (size_t i = 0; i < t->count; i++) {
        t->objects[i].number[0] += 0.05;
        t->objects[i].number[1] += 0.05;
        t->objects[i].number[2] *= isnan(t->objects[i].number[3]) ? 0.7 : 1;
    }
    return never_less(t, book);
}

/* On ground where nothing is. */
static bool new_ground_takes_nothing(town *t, const geo_storage_book *book)
{
    shape_dice dice = {t->count};
    object *new = &t->objects[t->count];
    *new = t->objects[0];
    shape_make(&new->shape, &dice, (geo_point){105160, 502050}, 12, 1, false, 0);
    snprintf(new->id, sizeof new->id, "new");
    new->word = "wadi";
    t->count++;
    geo_storage_book *after = ask(t, false);
    bool good = total(after) > total(book);
    geo_storage_free(after);
    return good;
}

static bool order_is_nothing(town *t, const geo_storage_book *book)
{
    geo_storage_book *other = ask(t, true);
    size_t count, others;
    const geo_storage_row *a = geo_storage_rows(book, &count),
                          *b = geo_storage_rows(other, &others);
    bool good = count == others;
    for (size_t i = 0; good && i < count; i++)
        good = strcmp(a[i].id, b[i].id) == 0 && a[i].notes == b[i].notes &&
               memcmp(&a[i].wet_m3, &b[i].wet_m3, sizeof a[i].wet_m3) == 0 &&
               memcmp(&a[i].area_m2, &b[i].area_m2, sizeof a[i].area_m2) == 0;
    geo_storage_free(other);
    return good;
}

typedef bool (*law)(town *t, const geo_storage_book *book);

/* Each on a town of its own, as most change it. */
static void laws_hold(void **state)
{
    static const struct {
        const char *name;
        law holds;
    } laws[] = {{"each place once", each_place_once},
                {"order", order_is_nothing},
                {"unit", of_any_unit},
                {"deeper water", deeper_water_takes_nothing},
                {"better layers", better_layers_take_nothing},
                {"new ground", new_ground_takes_nothing}};
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(TOWNS);
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++)
        for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
            static town t;
            make_town(&t, seed);
            geo_storage_book *book = ask(&t, false);
            bool good = laws[i].holds(&t, book);
            geo_storage_free(book);
            while (source_count > 0)
                geo_source_free(sources[--source_count]);
            release_town(&t);
            if (!good)
                fail_msg("GROENNET_SEED=%llu breaks '%s'", (unsigned long long)seed, laws[i].name);
        }
}

static int begin(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx || geo_storage_kinds_read(ctx, SOURCE_DIR "/data/storage-kinds.csv", &kinds);
}

static int end(void **state)
{
    (void)state;
    geo_storage_kinds_free(kinds);
    geo_ctx_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold)};
    return cmocka_run_group_tests(tests, begin, end);
}
