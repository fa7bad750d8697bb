/* The laws of one measure over all towns. Included after the measure's town (trees_town.c, ...),
 * which defines `setting`, `outcome`, usual() and run(). */
#include "laws.c"

typedef struct law {
    const char *name;
    void (*change)(plan *, setting *, shape_dice *); /* NULL: of every town as it is */
    void (*compare)(const setting *, const outcome *before, const outcome *after);
    void (*prepare)(plan *, setting *, shape_dice *); /* before the first run; NULL: nothing */
} law;

static outcome *bases[LAWS_TOWNS + 1]; /* of the towns as they are */

static const outcome *base_of(const plan *p, const setting *s)
{
    static outcome only;
    outcome *out = &only;
    if (laws_all()) {
        if (bases[p->seed])
            return bases[p->seed];
        out = bases[p->seed] = malloc(sizeof *out);
        assert_non_null(out);
    }
    run(p, s, out);
    return out;
}

static void try_town(plan *p, shape_dice *d, void *self)
{
    static outcome prepared, after;
    const law *l = self;
    const outcome *before = &prepared;
    setting s = usual(p);
    if (l->prepare) {
        l->prepare(p, &s, d);
        run(p, &s, &prepared);
    } else {
        before = base_of(p, &s);
    }
    if (l->change) {
        l->change(p, &s, d);
        run(p, &s, &after);
    }
    l->compare(&s, before, l->change ? &after : before);
}

static void try_law(void **state)
{
    const law *l = *state;
    laws_each_town(l->name, try_town, *state);
}

static int forget_bases(void **state)
{
    (void)state;
    for (int t = 0; t <= LAWS_TOWNS; t++)
        free(bases[t]);
    return 0;
}

/* Every law, and at the end `kinds`: that the towns were worth it. The result is main's. */
static int run_laws(law *laws, size_t count, void (*kinds)(void **))
{
    struct CMUnitTest tests[32];
    assert_true(count < sizeof tests / sizeof *tests);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){laws[i].name, try_law, NULL, NULL, &laws[i]};
    tests[count++] = (struct CMUnitTest){"the towns are of every kind", kinds, NULL, NULL, NULL};
    bool enough = laws_all() && LAWS_TOWNS >= 1000;
    return _cmocka_run_group_tests("laws", tests, enough ? count : count - 1, NULL, forget_bases);
}

/* ---- changes that are no change to any measure ---- */

static void move(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    p->move.x += 1000.0 * (plan_pick(d, 81) - 40);
    p->move.y += 1000.0 * (plan_pick(d, 81) - 40);
}

static void turn(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    p->turns = 1 + plan_pick(d, 3);
}

/* Of lines and rings. */
static void reverse(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int theme = 0; theme < PLAN_THEMES; theme++)
        for (size_t i = 0; i < p->themes[theme].count; i++)
            if (plan_chance(d, 0.7))
                plan_reverse(&p->themes[theme].rows[i]);
}

static void shuffle(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    plan_shuffle(p, d);
}

static void batch(plan *p, setting *s, shape_dice *d)
{
    s->batches = 2 + (size_t)plan_pick(d, (int)p->themes[PLAN_ADDRESS].count);
}

/* Tiles end at a home's own point, so that it matters that they are half-open. */
static void cut_up(plan *p, setting *s, shape_dice *d)
{
    const plan_table *homes = &p->themes[PLAN_ADDRESS];
    s->cut.y = homes->rows[plan_pick(d, (int)homes->count)].points[0].y;
    s->cut.x = homes->rows[plan_pick(d, 8)].points[0].x;
    s->cut_again_x = s->cut.x + plan_between(d, 0, 60);
}
