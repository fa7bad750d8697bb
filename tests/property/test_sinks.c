/* Laws of depressions: raising a cell raises the filled surface nowhere by more and lowers it
 * nowhere, trees hold what lies between it and the ground, and turning, shifting, lifting or
 * cutting a grid changes neither. GROENNET_SEED=n runs one grid again. */
#include "flood_case.h"

#include "water/hierarchy.h"

enum { GRIDS = 1000 };

static geo_ctx *ctx;

typedef struct answer {
    float filled[FLOOD_CELLS];
    double total;
    double volumes[FLOOD_CELLS]; /* of what holds water of its own, in rising order */
    size_t count;
} answer;

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static void ask(const flood_case *g, answer *a)
{
    static uint32_t labels[FLOOD_CELLS];
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    uint32_t count;
    assert_ok(geo_flood_whole(ctx, g->z, g->width, g->height, g->nodata, labels, &flood));
    geo_flood_fill(flood, g->z, labels, (size_t)(g->width * g->height), a->filled);
    assert_ok(geo_hierarchy_new(ctx, flood, 0.25, &hierarchy));
    geo_hierarchy_add(hierarchy, g->width, g->height, g->z, labels);
    geo_hierarchy_finish(hierarchy);
    const geo_depression *d = geo_hierarchy_depressions(hierarchy, &count);
    a->total = 0;
    a->count = 0;
    for (uint32_t id = 1; id <= count; id++) {
        a->total += d[id].parent == GEO_FLOOD_OCEAN ? d[id].volume_m3 : 0;
        if (d[id].own_m3 > 0)
            a->volumes[a->count++] = d[id].volume_m3;
    }
    qsort(a->volumes, a->count, sizeof *a->volumes, by_size);
    geo_hierarchy_free(hierarchy);
    geo_flood_free(flood);
}

static void assert_same_volumes(const answer *a, const answer *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        assert_near(b->volumes[i], a->volumes[i], 1e-9 * a->volumes[i]);
}

static void trees_hold_what_is_filled(const flood_case *g, const answer *a)
{
    double held = 0;
    for (int64_t i = 0; i < g->width * g->height; i++)
        if (!isnan(g->z[i]))
            held += 0.25 * ((double)a->filled[i] - (double)g->z[i]);
    assert_near(a->total, held, 1e-9 * held);
}

/* Where a cell counts as the one through which a walled part drains, raising it may make another
 * cell that one: then the law is about another question, so only outlets are asked. */
static void raising_raises_no_more(const flood_case *g, const answer *a, shape_dice *dice)
{
    static flood_case raised;
    static answer b;
    raised = *g;
    raised.nodata = GEO_FLOOD_OUTLET;
    static answer before;
    if (g->nodata == GEO_FLOOD_OUTLET)
        before = *a;
    else
        ask(&raised, &before);
    int64_t cell = flood_dice(dice, 0, g->width * g->height - 1);
    float by = (float)flood_dice(dice, 1, 16) / 4;
    if (isnan(g->z[cell]))
        return;
    raised.z[cell] += by;
    by = raised.z[cell] - g->z[cell];
    ask(&raised, &b);
    for (int64_t i = 0; i < g->width * g->height; i++) {
        if (isnan(g->z[i]))
            continue;
        assert_true(b.filled[i] >= before.filled[i]);
        /* what floats round off in one sum */
        assert_true((double)b.filled[i] - (double)before.filled[i] <= (double)by * (1 + 1e-6));
    }
}

/* A quarter turn to the left. */
static void turning_turns(const flood_case *g, const answer *a)
{
    static flood_case turned;
    static answer b;
    turned.width = g->height;
    turned.height = g->width;
    turned.nodata = g->nodata;
    for (int64_t r = 0; r < g->height; r++)
        for (int64_t c = 0; c < g->width; c++)
            turned.z[(g->width - 1 - c) * turned.width + r] = g->z[r * g->width + c];
    ask(&turned, &b);
    for (int64_t r = 0; r < g->height; r++)
        for (int64_t c = 0; c < g->width; c++) {
            float one = a->filled[r * g->width + c];
            float other = b.filled[(g->width - 1 - c) * turned.width + r];
            assert_true(one == other || (isnan(one) && isnan(other)));
        }
    assert_same_volumes(a, &b);
}

/* Heights are turned to whole numbers first, so that lifting them loses nothing. */
static void lifting_lifts(const flood_case *g)
{
    static flood_case whole, lifted;
    static answer a, b;
    lifted = whole = *g;
    for (int64_t i = 0; i < g->width * g->height; i++) {
        whole.z[i] = rintf(g->z[i] * 16);
        lifted.z[i] = whole.z[i] - 1000;
    }
    ask(&whole, &a);
    ask(&lifted, &b);
    for (int64_t i = 0; i < g->width * g->height; i++)
        assert_true(isnan(a.filled[i]) || a.filled[i] - 1000 == b.filled[i]);
    assert_same_volumes(&a, &b);
}

/* A wider grid, the old one anywhere in it and no-data around: the border and no-data let out
 * alike. */
static void shifting_shifts(const flood_case *g, shape_dice *dice)
{
    static flood_case inner, moved;
    static answer a, b;
    inner = *g;
    inner.nodata = GEO_FLOOD_OUTLET;
    moved = (flood_case){.width = FLOOD_SIDE, .height = FLOOD_SIDE, .nodata = GEO_FLOOD_OUTLET};
    int64_t down = flood_dice(dice, 0, FLOOD_SIDE - g->height);
    int64_t east = flood_dice(dice, 0, FLOOD_SIDE - g->width);
    for (int64_t i = 0; i < FLOOD_CELLS; i++)
        moved.z[i] = NAN;
    for (int64_t r = 0; r < g->height; r++)
        memcpy(moved.z + (r + down) * FLOOD_SIDE + east, g->z + r * g->width,
               (size_t)g->width * sizeof *g->z);
    ask(&inner, &a);
    ask(&moved, &b);
    for (int64_t r = 0; r < g->height; r++)
        for (int64_t c = 0; c < g->width; c++) {
            float one = a.filled[r * g->width + c];
            float other = b.filled[(r + down) * FLOOD_SIDE + east + c];
            assert_true(one == other || (isnan(one) && isnan(other)));
        }
    assert_same_volumes(&a, &b);
}

static void filling_twice_changes_nothing(const flood_case *g, const answer *a)
{
    static flood_case full;
    static answer b;
    full = *g;
    memcpy(full.z, a->filled, sizeof full.z);
    ask(&full, &b);
    assert_int_equal(b.count, 0);
}

static void laws_hold(void **state)
{
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(GRIDS);
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++) {
        static flood_case g;
        static answer a;
        shape_dice dice = {seed * 31 + 7};
        print_message("\rgrid %llu", (unsigned long long)seed);
        flood_case_make(&g, seed);
        ask(&g, &a);
        trees_hold_what_is_filled(&g, &a);
        raising_raises_no_more(&g, &a, &dice);
        turning_turns(&g, &a);
        lifting_lifts(&g);
        shifting_shifts(&g, &dice);
        filling_twice_changes_nothing(&g, &a);
    }
    print_message("\n");
}

int main(void)
{
    ctx = geo_ctx_new(NULL);
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
