/* Random towns: every count of the trees measure against a slow program that shares no code with it
 * but ring areas and lengths. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"
#include "trees_case.h"

#include "trees_oracle.c"

typedef struct random_town {
    tiny_town tiny;
    shape shapes[TINY_MOST];
    char ids[TINY_MOST][16];
} random_town;

static void random_building(random_town *r, shape_dice *d, geo_point at)
{
    tiny_town *tiny = &r->tiny;
    size_t i = tiny->building_count++;
    shape *s = &r->shapes[i];
    double height = shape_between(d, 2, 12);
    if (shape_roll(d) < 0.4) {
        shape_make(s, d, at, shape_between(d, 4, 12), 1 + (uint32_t)shape_between(d, 0, 2),
                   shape_roll(d) < 0.3, 0);
    } else { /* a house, often against the one before */
        double w = shape_between(d, 5, 12), h = shape_between(d, 6, 12);
        geo_point low = at;
        if (i > 0 && r->shapes[i - 1].geom.point_count == 5 && shape_roll(d) < 0.5)
            low = r->shapes[i - 1].points[1];
        const geo_point ring[] = {
            low, {low.x + w, low.y}, {low.x + w, low.y + h}, {low.x, low.y + h}, low};
        memcpy(s->points, ring, sizeof ring);
        s->ends[0] = 5;
        s->parts[0] = 1;
        s->geom = (geo_geom){GEO_GEOM_POLYGON, s->points, s->ends, s->parts, 5, 1, 1};
    }
    bool again = i > 0 && shape_roll(d) < 0.1;
    snprintf(r->ids[i], sizeof r->ids[i], "b%02u", (unsigned)(99 - i) % 100);
    if (again) /* a second part of the building before */
        memcpy(r->ids[i], r->ids[i - 1], sizeof r->ids[i]);
    tiny->buildings[i] = (tiny_building){r->ids[i], &s->geom, height};
}

static double or_null(shape_dice *d, double share, double number)
{
    return shape_roll(d) < share ? NAN : number;
}

static void random_fill(random_town *r, shape_dice *d)
{
    tiny_town *tiny = &r->tiny;
    *r = (random_town){0};
    for (int i = 0; i < 14; i++)
        random_building(r, d, (geo_point){shape_between(d, -80, 80), shape_between(d, -80, 80)});
    for (int i = 0; i < 50; i++)
        tiny->trees[tiny->tree_count++] =
            (tiny_tree){{shape_between(d, -110, 110), shape_between(d, -110, 110)},
                        or_null(d, 0.2, shape_between(d, 1, 15)),
                        or_null(d, 0.7, shape_between(d, 1, 12)),
                        or_null(d, 0.2, shape_between(d, 1, 12)),
                        or_null(d, 0.2, shape_roll(d) < 0.7),
                        shape_roll(d) < 0.1 ? "felled" : (shape_roll(d) < 0.5 ? "standing" : NULL)};
    for (int i = 0; i < 40; i++) {
        size_t b = (size_t)shape_between(d, 0, (double)tiny->building_count);
        geo_point at = geo_geom_centroid(tiny->buildings[b].geom);
        tiny_address *a = &tiny->addresses[tiny->address_count++];
        *a = (tiny_address){at, tiny->buildings[b].id, or_null(d, 0.1, shape_roll(d) < 0.8),
                            or_null(d, 0.3, floor(shape_between(d, 0, 5)))};
        if (shape_roll(d) < 0.5)
            a->at = (geo_point){at.x + shape_between(d, -6, 6), at.y + shape_between(d, -6, 6)};
        if (shape_roll(d) < 0.3)
            a->building_id = shape_roll(d) < 0.5 ? NULL : "unknown";
        if (shape_roll(d) < 0.1)
            a->at = (geo_point){shape_between(d, -90, 90), shape_between(d, -90, 90)};
    }
}

static void random_rasters(random_town *r, shape_dice *d, fixture *f)
{
    geo_frame frame = {EAST - 150, NORTH + 150, 1, 300, 300};
    bool inside;
    assert_ok(geo_grid_init(NULL, &f->dtm, frame, 0));
    assert_ok(geo_grid_init(NULL, &f->dsm, frame, 0));
    for (int64_t i = 0; i < 300 * 300; i++) {
        geo_point c = geo_frame_centre(frame, i / 300, i % 300);
        f->dtm.cells[i] = (float)(sin(c.x / 20) + shape_between(d, 0, 0.2));
        f->dsm.cells[i] = f->dtm.cells[i] + (float)shape_between(d, 0, 3);
        for (size_t b = 0; b < r->tiny.building_count; b++)
            if (tiny_off(r->tiny.buildings[b].geom, c, &inside) < 1)
                f->dsm.cells[i] = f->dtm.cells[i] + (float)r->tiny.buildings[b].height_m;
        if (hypot(c.x - EAST - 40, c.y - NORTH - 30) < 22)
            f->dtm.cells[i] = NAN;
        if (shape_roll(d) < 0.002)
            f->dsm.cells[i] = NAN;
    }
}

static void move_all(random_town *r)
{
    for (size_t i = 0; i < r->tiny.building_count; i++)
        for (uint32_t k = 0; k < r->shapes[i].geom.point_count; k++) {
            r->shapes[i].points[k].x += EAST;
            r->shapes[i].points[k].y += NORTH;
        }
    for (size_t i = 0; i < r->tiny.tree_count; i++) {
        r->tiny.trees[i].at.x += EAST;
        r->tiny.trees[i].at.y += NORTH;
    }
    for (size_t i = 0; i < r->tiny.address_count; i++) {
        r->tiny.addresses[i].at.x += EAST;
        r->tiny.addresses[i].at.y += NORTH;
    }
}

static void write_random(fixture *f, const random_town *r)
{
    const tiny_town *tiny = &r->tiny;
    f->t.move = f->rows.move = (geo_point){0, 0};
    buildings(f);
    for (size_t i = 0; i < tiny->building_count; i++)
        town_put(&f->t, tiny->buildings[i].geom, tiny->buildings[i].id,
                 tiny->buildings[i].height_m);
    trees(f);
    for (size_t i = 0; i < tiny->tree_count; i++) {
        const tiny_tree *t = &tiny->trees[i];
        town_point(&f->t, t->at.x, t->at.y, "t", t->status, t->height_m, t->height_max_m,
                   t->crown_d_m, t->is_public, NAN);
    }
    addresses(f);
    for (size_t i = 0; i < tiny->address_count; i++) {
        const tiny_address *a = &tiny->addresses[i];
        town_point(&f->t, a->at.x, a->at.y, "a", a->building_id, a->home);
        town_rows_point(&f->rows, a->at.x, a->at.y, "a", a->building_id, a->home, a->floor);
    }
}

static void compare(const fixture *f, const random_town *r, int round, size_t *ties, size_t *told)
{
    for (size_t i = 0; i < r->tiny.address_count; i++) {
        tiny_answer a = tiny_trees(&r->tiny, &f->options, i);
        bool known = !a.no_facade && !a.no_ground;
        if (a.tie) {
            ++*ties;
            continue;
        }
        const int wanted[] = {a.in_sight, a.in_sight_max, a.best,
                              a.public_unknown ? -1 : a.in_sight_public, a.in_reach};
        for (int k = 0; k < 5; k++)
            if (value(f, i, (geo_trees_column)k) != (known ? wanted[k] : -1))
                fail_msg("town %d, address %zu (%.17g %.17g), %s: %d, not %d; note '%s'", round, i,
                         r->tiny.addresses[i].at.x, r->tiny.addresses[i].at.y, GEO_TREES_SUFFIX[k],
                         value(f, i, (geo_trees_column)k), known ? wanted[k] : -1, note(f, i));
        if (known && isfinite(a.nearest_m))
            assert_near(town_number(&f->rows, i, GEO_TREES_NEAREST_M), a.nearest_m, 0.0006);
        *told += known && a.in_sight > 0;
    }
}

static void random_towns_agree_with_the_oracle(void **state)
{
    (void)state;
    static random_town r;
    shape_dice d = {2024};
    size_t ties = 0, told = 0;
    for (int round = 0; round < 16; round++) {
        fixture f;
        begin(&f);
        random_fill(&r, &d);
        move_all(&r);
        f.options.threads = 1 + round % 2;
        f.options.spacing_m = shape_between(&d, 1.5, 5);
        f.options.reach_m = shape_between(&d, 10, 60);
        f.options.facade = round % 5 == 4 ? GEO_FACADE_WHOLE : GEO_FACADE_OWN;
        f.options.from = round % 8 == 7 ? GEO_FROM_POINT : GEO_FROM_FACADE;
        f.options.method = round % 8 == 5 ? GEO_TREES_RADIUS : GEO_TREES_SIGHT;
        f.options.floors = round % 3 == 2 ? GEO_FLOORS_KNOWN : GEO_FLOORS_GROUND;
        f.options.summary = round % 4 == 1;
        if (round % 2 && f.options.method == GEO_TREES_SIGHT) {
            f.options.trees_block = round % 3 == 0;
            random_rasters(&r, &d, &f);
            r.tiny.dsm = f.dsm;
            r.tiny.dtm = f.dtm;
            tiny_surface(&r.tiny, &f.options);
        }
        write_random(&f, &r);
        run(&f);
        compare(&f, &r, round, &ties, &told);
        geo_grid_release(&r.tiny.surface);
        end(&f);
    }
    print_message("%zu addresses that see a tree, %zu with a tie\n", told, ties);
    assert_true(told > 200 && ties < 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_towns_agree_with_the_oracle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
