/* What must hold for the trees in sight of any town, whatever the right answer is: a further tree
 * takes nothing away, a longer reach or a higher eye neither; order, place, direction, batches,
 * threads and tiles change nothing. */
#include "trees_town.c"

#include "laws_run.c"

/* ---- what is compared ---- */

static void assert_same(const outcome *a, const outcome *b, double millimetres)
{
    for (size_t i = 0; i < a->homes; i++) {
        for (int c = 0; c < GEO_TREES_COLUMNS; c++)
            laws_same(GEO_TREES_SUFFIX[c], i, a->number[i][c], b->number[i][c],
                      c == GEO_TREES_NEAREST_M ? millimetres * 0.0011 : 0);
        laws_same_text("note", i, a->note[i], b->note[i]);
    }
}

static void equal(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    assert_same(a, b, 0);
}

/* Elsewhere arithmetic rounds otherwise, and a distance may be told a millimetre to either side. */
static void equal_elsewhere(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    assert_same(a, b, 1);
}

static const geo_trees_column COUNTS[] = {GEO_TREES_IN_SIGHT,      GEO_TREES_IN_SIGHT_MAX,
                                          GEO_TREES_IN_SIGHT_BEST, GEO_TREES_IN_SIGHT_PUBLIC,
                                          GEO_TREES_IN_REACH,      GEO_TREES_IN_SIGHT_TOP};

static void no_fewer(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    for (size_t i = 0; i < a->homes; i++) {
        for (size_t k = 0; k < sizeof COUNTS / sizeof *COUNTS; k++)
            laws_no_less(GEO_TREES_SUFFIX[COUNTS[k]], i, a->number[i][COUNTS[k]],
                         b->number[i][COUNTS[k]], 0);
        laws_no_less("nearest_m", i, b->number[i][GEO_TREES_NEAREST_M],
                     a->number[i][GEO_TREES_NEAREST_M], 0);
    }
}

static void no_more(const setting *s, const outcome *a, const outcome *b)
{
    no_fewer(s, b, a);
}

/* Trees come and go, what is known stays. */
static void known_as_before(const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < a->homes; i++)
        for (size_t k = 0; k < sizeof COUNTS / sizeof *COUNTS; k++)
            if (COUNTS[k] != GEO_TREES_IN_SIGHT_PUBLIC &&
                isnan(a->number[i][COUNTS[k]]) != isnan(b->number[i][COUNTS[k]]))
                laws_broken("row %zu: %s is known only once", i, GEO_TREES_SUFFIX[COUNTS[k]]);
}

static void no_fewer_and_known(const setting *s, const outcome *a, const outcome *b)
{
    no_fewer(s, a, b);
    known_as_before(a, b);
}

static void no_more_and_known(const setting *s, const outcome *a, const outcome *b)
{
    no_more(s, a, b);
    known_as_before(a, b);
}

/* Within a radius: in reach, whatever stands between; a crown that may be too small aside. */
static void all_in_reach(const setting *s, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < a->homes; i++) {
        laws_no_less("in_sight", i, a->number[i][GEO_TREES_IN_SIGHT],
                     b->number[i][GEO_TREES_IN_SIGHT], 0);
        if (s->trees.min_crown_area_m2 == 0)
            laws_same("in_reach", i, b->number[i][GEO_TREES_IN_SIGHT],
                      b->number[i][GEO_TREES_IN_REACH], 0);
    }
}

static void ordered(const setting *s, const outcome *a, const outcome *b)
{
    (void)b;
    for (size_t i = 0; i < a->homes; i++) {
        const double *n = a->number[i];
        laws_no_less("in_sight_max over in_sight", i, n[GEO_TREES_IN_SIGHT],
                     n[GEO_TREES_IN_SIGHT_MAX], 0);
        laws_no_less("in_reach over in_sight_max", i, n[GEO_TREES_IN_SIGHT_MAX],
                     n[GEO_TREES_IN_REACH], 0);
        laws_no_less("in_sight over best", i, n[GEO_TREES_IN_SIGHT_BEST], n[GEO_TREES_IN_SIGHT], 0);
        laws_no_less("in_sight over public", i, n[GEO_TREES_IN_SIGHT_PUBLIC], n[GEO_TREES_IN_SIGHT],
                     0);
        laws_no_less("in_reach over in_sight", i, n[GEO_TREES_IN_SIGHT], n[GEO_TREES_IN_REACH], 0);
        if (s->trees.floors == GEO_FLOORS_RANGE)
            laws_no_less("top over in_sight", i, n[GEO_TREES_IN_SIGHT], n[GEO_TREES_IN_SIGHT_TOP],
                         0);
        laws_no_less("reach over nearest_m", i, n[GEO_TREES_NEAREST_M], s->trees.reach_m, 0.0006);
        if ((n[GEO_TREES_IN_REACH] > 0) != !isnan(n[GEO_TREES_NEAREST_M]))
            laws_broken("row %zu: %g in reach, nearest at %g", i, n[GEO_TREES_IN_REACH],
                        n[GEO_TREES_NEAREST_M]);
    }
}

/* ---- the laws ---- */

static void plant(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 12; i++)
        plan_add_tree(p, d);
}

static void fell(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (size_t i = 0; i < p->themes[PLAN_TREE].count; i++)
        if (plan_chance(d, 0.3))
            strcpy(p->themes[PLAN_TREE].rows[i].text[TREE_STATUS], "felled");
}

static void reach_further(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->trees.reach_m += plan_between(d, 1, 20);
}

/* Over what stands between, a line to the same place comes lower from a lower eye. */
static void raise_eye(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->trees.eye_m += plan_between(d, 0.1, 6);
}

static void raise_buildings(plan *p, setting *s, shape_dice *d)
{
    if (p->has_surface || s->trees.floors == GEO_FLOORS_RANGE)
        return; /* what a raster holds is not a building's height; the top floor rises with it */
    for (size_t i = 0; i < p->themes[PLAN_BUILDING].count; i++)
        p->themes[PLAN_BUILDING].rows[i].number[0] += plan_between(d, 0, 10);
}

static void take_whole_facade(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->trees.facade = GEO_FACADE_WHOLE;
}

static void count_in_radius(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->trees.method = GEO_TREES_RADIUS;
}

static void share_out(plan *p, setting *s, shape_dice *d)
{
    (void)d;
    s->trees.threads = p->seed % 2 ? 2 : 4;
}

static law LAWS[] = {
    {"counts keep their order", NULL, ordered, NULL},
    {"a further tree takes nothing away", plant, no_fewer_and_known, NULL},
    {"felling adds nothing", fell, no_more_and_known, NULL},
    {"a longer reach takes nothing away", reach_further, no_fewer, NULL},
    {"a higher eye sees no less", raise_eye, no_fewer, NULL},
    {"a taller building shows no more", raise_buildings, no_more, NULL},
    {"the whole facade sees no less than a part of it", take_whole_facade, no_fewer, NULL},
    {"a radius holds all that is in sight", count_in_radius, all_in_reach, NULL},
    {"whole kilometres change nothing", move, equal_elsewhere, NULL},
    {"quarter turns change nothing", turn, equal_elsewhere, NULL},
    {"the direction of lines and rings changes nothing", reverse, equal_elsewhere, NULL},
    {"the order of rows changes nothing", shuffle, equal, NULL},
    {"batches change nothing", batch, equal, NULL},
    {"two or four threads change nothing", share_out, equal, NULL},
    {"tiles with their halo change nothing", cut_up, equal, NULL},
};

/* ---- that the towns are worth it ---- */

static void kinds(void **state)
{
    static const char *const NOTES[] = {
        "no_building", "no_facade",      "no_ground",     "nodata",           "coverage_edge",
        "public_only", "height_assumed", "crown_assumed", "height_undecided", "crown_undecided"};
    size_t told[sizeof NOTES / sizeof *NOTES] = {0}, enough = 0, hidden = 0, higher = 0;
    (void)state;
    for (int t = 1; t <= LAWS_TOWNS; t++)
        for (size_t i = 0; i < bases[t]->homes; i++) {
            const double *n = bases[t]->number[i];
            for (size_t k = 0; k < sizeof NOTES / sizeof *NOTES; k++)
                told[k] += strstr(bases[t]->note[i], NOTES[k]) != NULL;
            enough += n[GEO_TREES_IN_SIGHT] >= 4;
            hidden += n[GEO_TREES_IN_SIGHT] < n[GEO_TREES_IN_REACH];
            higher += n[GEO_TREES_IN_SIGHT_TOP] > n[GEO_TREES_IN_SIGHT];
        }
    for (size_t k = 0; k < sizeof NOTES / sizeof *NOTES; k++)
        if (told[k] < 10)
            fail_msg("'%s' is noted for %zu homes", NOTES[k], told[k]);
    assert_true(enough > LAWS_TOWNS && hidden > LAWS_TOWNS && higher > 100);
}

int main(void)
{
    return run_laws(LAWS, sizeof LAWS / sizeof *LAWS, kinds);
}
