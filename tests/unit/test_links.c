/* Links of a town as small as can be: what they are on paper, and that every call that runs out of
 * memory is told and leaves nothing behind. */
#include <math.h>

#include "base/alloc.h"
#include "nature/links.h"
#include "near.h"

#include "../support/town.c"

typedef struct setting {
    town t;
    geo_link_inputs inputs;
    geo_link_options options;
    geo_rules *rules;
} setting;

static void ground(setting *s, double xmin, double xmax, const char *id, const char *class,
                   const char *physical, const char *function)
{
    town_box(&s->t, xmin, 0, xmax, 20, id, class, physical, NULL, function, "G1", 0.0);
}

/* Two woods 30 m apart, a yard and a road between them, a lamp, a street. */
static void begin(setting *s)
{
    *s = (setting){.options = {1, 2000, 25, 0, 5, 100, 500, 0.5, false}};
    town_begin(&s->t);
    s->t.move = (geo_point){EAST, NORTH};
    town_layer(&s->t, "nature_zone", GEO_GEOM_POLYGON, "id class subclass");
    town_box(&s->t, 0, 0, 20, 20, "a", "natuurzone", "green");
    town_box(&s->t, 50, 0, 70, 20, "b", "natuurzone", NULL);
    town_layer(&s->t, "landcover", GEO_GEOM_POLYGON,
               "id class physical plus function bronhouder level#");
    ground(s, 0, 20, "l1", "begroeidterreindeel", "loofbos", NULL);
    ground(s, 20, 32, "l2", "onbegroeidterreindeel", "erf", NULL);
    ground(s, 32, 50, "l3", "wegdeel", "open verharding", "rijbaan lokale weg");
    ground(s, 50, 70, "l4", "begroeidterreindeel", "loofbos", NULL);
    town_layer(&s->t, "light", GEO_GEOM_POINT, "id");
    town_point(&s->t, 35, 10, "p1");
    town_layer(&s->t, "street", GEO_GEOM_LINE, "id name renewal_year#");
    const geo_point line[] = {{41, 0}, {41, 20}};
    town_line(&s->t, line, 2, "s1", "Kade", 2031.0);
    town_build(&s->t);
    assert_ok(geo_rules_new(s->t.ctx, SOURCE_DIR "/data/resistance.csv", &s->rules));
    s->inputs.rules = s->rules;
    s->inputs.zones = town_source(&s->t, "nature_zone", "class subclass", "");
    s->inputs.landcover =
        town_source(&s->t, "landcover", "class physical plus function bronhouder", "level");
    s->inputs.light = town_source(&s->t, "light", "", "");
    s->inputs.street = town_source(&s->t, "street", "name", "renewal_year");
}

static void end(setting *s)
{
    geo_rules_free(s->rules);
    town_end(&s->t);
}

static void check(const geo_links *links)
{
    assert_int_equal(links->node_count, 2);
    assert_int_equal(links->count, 1);
    const geo_link *link = &links->items[0];
    assert_string_equal(link->id, "a~b");
    assert_near(link->cost, 15.5 + 330 + 65 + 1700 + 50.5, 1e-9);
    assert_near(link->length_m, 31, 1e-9);
    assert_near(link->euclid_m, 30, 1e-9);
    assert_near(link->gap_max_m, 30, 1e-9);
    assert_true(link->status == GEO_LINK_GAP && link->kind == GEO_LINK_OPEN);
    assert_true(isnan(link->width_min_m) && isnan(link->blue_pct));
    /* of two zones of 400 m2: PC = (1 + p) / 2, and without the link 1 / 2 */
    double p = pow(0.5, link->cost / 500);
    assert_near(links->indices.pc, (1 + p) / 2, 1e-12);
    assert_near(link->dpc, 100 * p / (1 + p), 1e-9);
    assert_near(link->betweenness, 1, 0);
    assert_int_equal(links->facts.components, 1);
    assert_int_equal(links->facts.components_whole, 2);
    assert_int_equal(links->gaps.count, 1);
    const geo_link_gap *gap = &links->gaps.items[0];
    assert_int_equal(gap->object, GEO_OBJECT_ROAD);
    assert_string_equal(gap->which, "l3");
    assert_string_equal(gap->street, "Kade");
    assert_near(gap->renewal_year, 2031, 0);
    assert_near(gap->lamps_25, 1, 0);
    /* mended it is as the woods: 31 steps of 1 */
    double mended = pow(0.5, 31.0 / 500);
    assert_near(gap->gain_pct, 100 * (mended - p) / (1 + p), 1e-9);
    assert_int_equal(gap->links, 1);
    assert_string_equal(gap->link_ids, "a~b");
    assert_int_equal(links->corridors.count, 1);
    assert_near(links->corridors.items[0].area_m2, 600, 1e-9);
}

static void test_link(void **state)
{
    (void)state;
    setting s;
    geo_links links;
    begin(&s);
    assert_ok(geo_links_init(s.t.ctx, &links, &s.options, &s.inputs));
    check(&links);
    geo_links_release(&links);
    end(&s);
}

/* By length: what it costs does not matter. */
static void test_by_length(void **state)
{
    (void)state;
    setting s;
    geo_links links;
    begin(&s);
    s.options.by_length = true;
    s.options.disperse = 31;
    s.options.max_gap_m = 30;
    assert_ok(geo_links_init(s.t.ctx, &links, &s.options, &s.inputs));
    assert_near(links.indices.pc, 0.75, 1e-12);
    assert_true(links.items[0].status == GEO_LINK_OK);
    assert_int_equal(links.gaps.count, 0);
    assert_int_equal(links.facts.components_whole, 1);
    geo_links_release(&links);
    end(&s);
}

static void test_no_memory(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status != GEO_OK; nth++) {
        geo_links links;
        geo_alloc_fail_at(nth);
        status = geo_links_init(s.t.ctx, &links, &s.options, &s.inputs);
        geo_alloc_fail_at(0);
        if (status == GEO_OK)
            check(&links);
        else
            assert_int_equal(status, GEO_ERR_NOMEM);
        geo_links_release(&links);
    }
    assert_true(nth > 100);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_link),
                                       cmocka_unit_test(test_by_length),
                                       cmocka_unit_test(test_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
