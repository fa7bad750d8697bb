/* 200 random towns: every count of the trees measure against a slow program that shares no code
 * with its kernels. */
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

static void random_rings(shape *s, geo_point low, double w, double h, double wall)
{
    const geo_point shell[] = {
        low, {low.x + w, low.y}, {low.x + w, low.y + h}, {low.x, low.y + h}, low};
    geo_point in = {low.x + wall, low.y + wall}, out = {low.x + w - wall, low.y + h - wall};
    const geo_point court[] = {in, {out.x, in.y}, out, {in.x, out.y}, in};
    memcpy(s->points, shell, sizeof shell);
    memcpy(s->points + 5, court, sizeof court);
    s->ends[0] = 5;
    s->ends[1] = 10;
    uint32_t rings = wall > 0 ? 2 : 1;
    s->parts[0] = rings;
    s->geom = (geo_geom){GEO_GEOM_POLYGON, s->points, s->ends, s->parts, 5 * rings, rings, 1};
}

/* A star, a block round a courtyard, or a house, often against the one before. */
static void random_building(random_town *r, shape_dice *d, geo_point at)
{
    tiny_town *tiny = &r->tiny;
    size_t i = tiny->building_count++;
    shape *s = &r->shapes[i];
    double kind = shape_roll(d);
    if (kind < 0.4) {
        shape_make(s, d, at, shape_between(d, 4, 12), 1 + (uint32_t)shape_between(d, 0, 2),
                   shape_roll(d) < 0.3, 0);
    } else if (kind < 0.5) {
        double w = shape_between(d, 16, 30), h = shape_between(d, 16, 30);
        random_rings(s, at, w, h, shape_between(d, 2, 5));
    } else {
        geo_point low = at;
        if (i > 0 && r->shapes[i - 1].geom.point_count == 5 && shape_roll(d) < 0.5)
            low = r->shapes[i - 1].points[1];
        double w = shape_between(d, 5, 12), h = shape_between(d, 6, 12);
        random_rings(s, low, w, h, 0);
    }
    bool again = i > 0 && shape_roll(d) < 0.1;
    snprintf(r->ids[i], sizeof r->ids[i], "b%02u", (unsigned)(99 - i) % 100);
    if (again) /* a second part of the building before */
        memcpy(r->ids[i], r->ids[i - 1], sizeof r->ids[i]);
    double height = shape_between(d, 2, 12);
    tiny->buildings[i] = (tiny_building){r->ids[i], &s->geom, shape_roll(d) < 0.1 ? NAN : height};
}

static double or_null(shape_dice *d, double share, double number)
{
    return shape_roll(d) < share ? NAN : number;
}

static tiny_tree random_tree(shape_dice *d)
{
    tiny_tree t = {.at = {shape_between(d, -110, 110), shape_between(d, -110, 110)}};
    t.height_m = or_null(d, 0.2, shape_between(d, 0.5, 15));
    t.height_max_m = or_null(d, 0.7, shape_between(d, 1, 12));
    t.height_min_m = or_null(d, 0.7, shape_between(d, 0, 10));
    t.crown_d_m = or_null(d, 0.2, shape_between(d, 1, 12));
    t.is_public = or_null(d, 0.05, shape_roll(d) < 0.7);
    t.status = shape_roll(d) < 0.1 ? "felled" : (shape_roll(d) < 0.5 ? "standing" : NULL);
    if (shape_roll(d) < 0.05) /* what no tree can be */
        t.height_m = shape_roll(d) < 0.5 ? 0 : 1000;
    if (shape_roll(d) < 0.05)
        t.crown_d_m = shape_roll(d) < 0.5 ? -1 : 400;
    return t;
}

static tiny_address random_address(const tiny_town *tiny, shape_dice *d)
{
    size_t b = (size_t)shape_between(d, 0, (double)tiny->building_count);
    geo_point at = geo_geom_centroid(tiny->buildings[b].geom);
    tiny_address a = {at, tiny->buildings[b].id, or_null(d, 0.1, shape_roll(d) < 0.8),
                      or_null(d, 0.3, floor(shape_between(d, 0, 5)))};
    if (shape_roll(d) < 0.5)
        a.at = (geo_point){at.x + shape_between(d, -6, 6), at.y + shape_between(d, -6, 6)};
    if (shape_roll(d) < 0.3)
        a.building_id = shape_roll(d) < 0.5 ? NULL : "unknown";
    if (shape_roll(d) < 0.1)
        a.at = (geo_point){shape_between(d, -90, 90), shape_between(d, -90, 90)};
    return a;
}

static void random_fill(random_town *r, shape_dice *d)
{
    tiny_town *tiny = &r->tiny;
    *r = (random_town){0};
    for (int i = 0; i < 14; i++)
        random_building(r, d, (geo_point){shape_between(d, -80, 80), shape_between(d, -80, 80)});
    for (int i = 0; i < 50; i++) {
        tiny->trees[i] = random_tree(d);
        if (i > 0 && shape_roll(d) < 0.05)
            tiny->trees[i].at = tiny->trees[i - 1].at;
        tiny->tree_count++;
    }
    for (int i = 0; i < 40; i++)
        tiny->addresses[tiny->address_count++] = random_address(tiny, d);
    if (shape_roll(d) < 0.4)
        for (int i = 0; i < 4; i++) {
            double x = shape_between(d, -160, 20), y = shape_between(d, -160, 20);
            geo_box box = {x, y, x + shape_between(d, 60, 250), y + shape_between(d, 60, 250)};
            tiny->coverage[tiny->coverage_count++] = (tiny_coverage){box, shape_roll(d) < 0.2};
        }
}

/* Ground and surface on cells of their own, with holes; some end within the town. */
static void random_rasters(random_town *r, shape_dice *d, fixture *f)
{
    double cell_m = shape_roll(d) < 0.5 ? 1 : 1.5, half = shape_between(d, 90, 150);
    geo_frame ground = {EAST - 150, NORTH + 150, 1, 300, 300}, surface = ground;
    surface.cell_m = cell_m;
    surface.x0 = EAST - floor(half) + 0.25;
    surface.width = surface.height = (int64_t)(2 * half / cell_m);
    geo_point hole = {EAST + shape_between(d, -80, 80), NORTH + shape_between(d, -80, 80)};
    double pit_m = shape_between(d, 15, 60);
    assert_ok(geo_grid_init(NULL, &f->dtm, ground, 0));
    assert_ok(geo_grid_init(NULL, &f->dsm, surface, 0));
    for (int64_t i = 0; i < 300 * 300; i++) {
        geo_point c = geo_frame_centre(ground, i / 300, i % 300);
        f->dtm.cells[i] = (float)(sin(c.x / 20) + shape_between(d, 0, 0.2));
        if (hypot(c.x - EAST - 40, c.y - NORTH - 30) < pit_m)
            f->dtm.cells[i] = NAN;
    }
    for (int64_t i = 0; i < surface.width * surface.height; i++) {
        geo_point c = geo_frame_centre(surface, i / surface.width, i % surface.width);
        float here = (float)(sin(c.x / 20) + shape_between(d, 0, 3));
        bool inside;
        for (size_t b = 0; b < r->tiny.building_count; b++) {
            const tiny_building *building = &r->tiny.buildings[b];
            if (tiny_box_off(building->geom, c) < 1 && tiny_off(building->geom, c, &inside) < 1)
                here = (float)(sin(c.x / 20) + tiny_height(building, &f->options));
        }
        bool known = shape_roll(d) > 0.002 && hypot(c.x - hole.x, c.y - hole.y) > 12;
        f->dsm.cells[i] = known ? here : NAN;
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
    for (size_t i = 0; i < r->tiny.coverage_count; i++) {
        geo_box b = r->tiny.coverage[i].box;
        r->tiny.coverage[i].box =
            (geo_box){b.xmin + EAST, b.ymin + NORTH, b.xmax + EAST, b.ymax + NORTH};
    }
}

static void write_random(fixture *f, const random_town *r)
{
    const tiny_town *tiny = &r->tiny;
    f->t.move = f->rows.move = (geo_point){0, 0};
    coverage(f);
    for (size_t i = 0; i < tiny->coverage_count; i++) {
        geo_box b = tiny->coverage[i].box;
        town_box(&f->t, b.xmin, b.ymin, b.xmax, b.ymax, "c", "tree",
                 tiny->coverage[i].public_only ? "public_only" : "all");
    }
    town_layer(&f->t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    for (size_t i = 0; i < tiny->building_count; i++)
        town_put(&f->t, tiny->buildings[i].geom, tiny->buildings[i].id,
                 tiny->buildings[i].height_m);
    trees(f);
    for (size_t i = 0; i < tiny->tree_count; i++) {
        const tiny_tree *t = &tiny->trees[i];
        town_point(&f->t, t->at.x, t->at.y, "t", t->status, t->height_m, t->height_max_m,
                   t->crown_d_m, t->is_public, t->height_min_m);
    }
    addresses(f);
    for (size_t i = 0; i < tiny->address_count; i++) {
        const tiny_address *a = &tiny->addresses[i];
        town_point(&f->t, a->at.x, a->at.y, "a", a->building_id, a->home);
        town_rows_point(&f->rows, a->at.x, a->at.y, "a", a->building_id, a->home, a->floor);
    }
}

/* ---- comparing ---- */

typedef struct tally {
    size_t addresses, seeing, hidden, ties, unknown, data_end, nodata, top_more, not_public;
} tally;

static void compare_address(const fixture *f, const tiny_answer *a, int round, size_t i)
{
    static const geo_trees_column columns[] = {GEO_TREES_IN_SIGHT,      GEO_TREES_IN_SIGHT_MAX,
                                               GEO_TREES_IN_SIGHT_BEST, GEO_TREES_IN_SIGHT_PUBLIC,
                                               GEO_TREES_IN_REACH,      GEO_TREES_IN_SIGHT_TOP};
    bool known = !a->no_facade && !a->no_ground;
    int best = f->options.from == GEO_FROM_BUILDING ? a->in_sight : a->best;
    const int wanted[] = {a->in_sight, a->data_end ? -1 : a->in_sight_max,
                          best,        a->public_unknown ? -1 : a->in_sight_public,
                          a->in_reach, a->top};
    size_t count = f->options.floors == GEO_FLOORS_RANGE ? 6 : 5;
    for (size_t k = 0; k < count; k++)
        if (value(f, i, columns[k]) != (known ? wanted[k] : -1))
            fail_msg("town %d, address %zu, %s: %d, not %d; note '%s'", round, i,
                     GEO_TREES_SUFFIX[columns[k]], value(f, i, columns[k]), known ? wanted[k] : -1,
                     note(f, i));
    if (known && isfinite(a->nearest_m))
        assert_near(town_number(&f->rows, i, GEO_TREES_NEAREST_M), a->nearest_m, 0.0006);
}

static void compare(const fixture *f, const random_town *r, int round, tally *told)
{
    for (size_t i = 0; i < r->tiny.address_count; i++) {
        tiny_answer a = tiny_trees(&r->tiny, &f->options, i);
        bool known = !a.no_facade && !a.no_ground;
        told->addresses++;
        told->ties += a.tie;
        if (a.tie) {
            print_message("town %d, address %zu: a tie\n", round, i);
            continue;
        }
        compare_address(f, &a, round, i);
        told->seeing += known && a.in_sight > 0;
        told->hidden += known && a.in_sight_max < a.in_reach;
        told->unknown += !known;
        told->data_end += known && a.data_end;
        told->nodata += known && a.in_sight < a.in_sight_max;
        told->top_more += known && a.top > a.in_sight;
        told->not_public += known && !a.public_unknown && a.in_sight_public < a.in_sight;
    }
}

/* Every option of gn-trees in turn; periods without a common factor, so that all pairs come. */
static void random_options(geo_trees_options *o, shape_dice *d, int round)
{
    o->threads = 1 + round % 2;
    o->spacing_m = shape_between(d, 1.5, 5);
    o->reach_m = shape_between(d, 10, 60);
    o->method = round % 7 == 5 ? GEO_TREES_RADIUS : GEO_TREES_SIGHT;
    o->from = round % 5 == 3 ? GEO_FROM_POINT : GEO_FROM_FACADE;
    if (o->method == GEO_TREES_RADIUS && round % 2)
        o->from = GEO_FROM_BUILDING;
    o->facade = round % 11 > 6 ? GEO_FACADE_WHOLE : GEO_FACADE_OWN;
    o->floors = (geo_floors)(round % 3);
    o->min_crown_area_m2 = round % 13 > 9 ? 20 : 0;
    o->summary = round % 17 > 12;
}

static void random_towns_agree_with_the_oracle(void **state)
{
    (void)state;
    static random_town r;
    shape_dice d = {2024};
    tally told = {0};
    for (int round = 0; round < 200; round++) {
        fixture f;
        begin(&f);
        random_fill(&r, &d);
        move_all(&r);
        random_options(&f.options, &d, round);
        if (round % 2 && f.options.method == GEO_TREES_SIGHT) {
            f.options.trees_block = round % 8 == 7;
            random_rasters(&r, &d, &f);
            r.tiny.dsm = f.dsm;
            r.tiny.dtm = f.dtm;
            tiny_surface(&r.tiny, &f.options);
        }
        write_random(&f, &r);
        run(&f);
        compare(&f, &r, round, &told);
        geo_grid_release(&r.tiny.surface);
        end(&f);
    }
    print_message("%zu addresses, %zu see a tree, %zu have one hidden, %zu without an answer, "
                  "%zu with the end of the data in reach, %zu with a tree behind no-data, %zu see "
                  "more from the top, %zu see a private tree; %zu ties\n",
                  told.addresses, told.seeing, told.hidden, told.unknown, told.data_end,
                  told.nodata, told.top_more, told.not_public, told.ties);
    assert_true(told.seeing > 4000 && told.hidden > 1500 && told.unknown > 200);
    assert_true(told.data_end > 1000 && told.nodata > 1000 && told.top_more > 200);
    assert_true(told.not_public > 1000 && told.ties < 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_towns_agree_with_the_oracle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
