/* What must hold for the way to green in any town: a larger gap never lowers a patch's area, a walk
 * is never shorter than the straight line; order, place, direction, batches, threads and tiles
 * change nothing. */
#include "access_town.c"

#include "laws_run.c"

#define MILLIMETRES 0.0011 /* distances are told to the millimetre, upwards */
#define OVERLAY_M2 0.01    /* GEOS rounds what it buffers and unites */
/* A narrowed green that runs to a point between two arcs is widened again in the direction of the
 * arcs' last pieces, which are 90 / 16 degrees long: per (square) metre of width. */
#define OPENED_M 0.05 /* half of it, times the sine of that */
#define OPENED_M2 0.05

/* ---- what is compared ---- */

static double slack_m(const setting *s)
{
    return MILLIMETRES + OPENED_M * s->patches.min_width_m;
}

static double slack_m2(const setting *s)
{
    return OVERLAY_M2 + OPENED_M2 * s->patches.min_width_m * s->patches.min_width_m;
}

static void assert_same(const outcome *a, const outcome *b, double most, double most_m2)
{
    for (size_t i = 0; i < a->homes; i++) {
        laws_same("dist_m", i, a->dist[i], b->dist[i], most);
        laws_same("straight_m", i, a->straight[i], b->straight[i], most);
        bool near = fabs(a->dist[i] - b->dist[i]) > MILLIMETRES; /* so another may be the nearest */
        laws_same_text("id", i, a->id[i], near ? a->id[i] : b->id[i]);
        laws_same_text("note", i, a->note[i], b->note[i]);
    }
    for (size_t i = 0; i < a->greens && most_m2 >= 0; i++)
        laws_same("area_m2", i, a->area[i], b->area[i], most_m2);
}

static void equal(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    assert_same(a, b, 0, 0);
}

/* A tile does not show whether there is green beyond its halo, nor whether a street leads to it. */
static void forget_why(outcome *out)
{
    static const char *const WHY[] = {"beyond_limit", "unreachable", "no_target"};
    for (size_t i = 0; i < out->homes; i++)
        for (size_t k = 0; k < 3; k++)
            if (strncmp(out->note[i], WHY[k], strlen(WHY[k])) == 0) {
                const char *rest = strchr(out->note[i], ' ');
                memmove(out->note[i], rest ? rest : "", rest ? strlen(rest) + 1 : 1);
                break;
            }
}

static void equal_in_tiles(const setting *s, const outcome *a, const outcome *b)
{
    outcome whole = *a, tiles = *b;
    forget_why(&whole);
    forget_why(&tiles);
    assert_same(&whole, &tiles, slack_m(s), -1); /* a green far from every home is in no tile */
}

/* Elsewhere, and in another order, arithmetic rounds otherwise. */
static void nearly_equal(const setting *s, const outcome *a, const outcome *b)
{
    assert_same(a, b, slack_m(s), slack_m2(s));
}

static void no_further(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    for (size_t i = 0; i < a->greens; i++) {
        if (!isnan(a->area[i]) && isnan(b->area[i]))
            laws_broken("green %zu is gone", i);
        laws_no_less("area_m2", i, a->area[i], b->area[i], OVERLAY_M2);
    }
    for (size_t i = 0; i < a->homes; i++) {
        if (!isnan(a->straight[i]) && isnan(b->straight[i]))
            laws_broken("row %zu: nothing is near any more", i);
        laws_no_less("straight_m", i, b->straight[i], a->straight[i], MILLIMETRES);
    }
}

/* Where all streets hang together; else a further patch may make an address set out on a piece that
 * led nowhere before. */
static void no_longer(const setting *s, const outcome *a, const outcome *b)
{
    (void)s;
    for (size_t i = 0; i < a->homes && a->components == 1; i++) {
        if (!isnan(a->dist[i]) && isnan(b->dist[i]))
            laws_broken("row %zu: there is no walk any more", i);
        laws_no_less("dist_m", i, b->dist[i], a->dist[i], MILLIMETRES);
    }
}

static void cut_off(const setting *s, const outcome *a, const outcome *b)
{
    double limit_m = s->network.limit_m;
    for (size_t i = 0; i < a->homes; i++) {
        laws_same("dist_m", i, a->dist[i] <= limit_m ? a->dist[i] : NAN, b->dist[i], 0);
        laws_same("straight_m", i, a->straight[i] <= limit_m ? a->straight[i] : NAN, b->straight[i],
                  0);
        laws_same_text("id", i, isnan(b->dist[i]) ? "" : a->id[i], b->id[i]);
    }
}

static void in_order(const setting *s, const outcome *a, const outcome *b)
{
    (void)b;
    for (size_t i = 0; i < a->homes; i++) {
        double limit_m = s->network.limit_m + MILLIMETRES;
        laws_no_less("dist_m over straight_m", i, a->straight[i], a->dist[i], MILLIMETRES);
        laws_no_less("limit over dist_m", i, a->dist[i], limit_m, 0);
        laws_no_less("limit over straight_m", i, a->straight[i], limit_m, 0);
        if (isnan(a->straight[i]) && !isnan(a->dist[i]))
            laws_broken("row %zu: a walk of %g m, but nothing is near", i, a->dist[i]);
        if (a->straight[i] == 0 && a->dist[i] != 0)
            laws_broken("row %zu: inside, and yet %g m away", i, a->dist[i]);
        if (isnan(a->dist[i]) != (a->id[i][0] == '\0'))
            laws_broken("row %zu: %g m from '%s'", i, a->dist[i], a->id[i]);
    }
    for (size_t i = 0; i < a->greens; i++)
        laws_no_less("area_m2 over the least area", i, s->patches.min_area_m2, a->area[i],
                     OVERLAY_M2);
}

/* ---- the laws ---- */

static void widen_gap(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->patches.merge_gap_m += plan_between(d, 1, 20);
}

static void add_green(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 4; i++)
        plan_add_green(p, d, plan_between(d, -100, 80), plan_between(d, -100, 80));
}

static void allow_smaller(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->patches.min_area_m2 *= shape_roll(d);
}

static void widen_stub(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->network.stub_m += plan_between(d, 1, 40);
}

static void stop_sooner(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->network.limit_m = floor(s->network.limit_m * shape_between(d, 0.02, 0.4)) + 1.0 / 1024;
}

static void share_out(plan *p, setting *s, shape_dice *d)
{
    (void)d;
    s->threads = p->seed % 2 ? 2 : 4;
}

/* Widening keeps right corners sharp and cuts sharper ones off, so that a corner may lose a little
 * where green is added beside it: not a law. */
static void keep_narrow(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->patches.min_width_m = 0;
}

/* A hamlet three kilometres off, with a road to it, in pieces. */
static void add_hamlet(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 4; i++) {
        double x = 3000 + plan_between(d, -60, 60), y = plan_between(d, -60, 60);
        plan_row *home = plan_add(p, PLAN_ADDRESS, "a");
        plan_point_row(home, x, y);
        plan_add_green(p, d, 3000 + plan_between(d, -90, 60), plan_between(d, -90, 60));
    }
    for (int i = 0; i < 12; i++) {
        geo_point piece[] = {{90 + 240.0 * i, 90}, {90 + 240.0 * (i + 1), 90}};
        plan_row *road = plan_add(p, PLAN_STREET, "s");
        plan_line_row(road, piece, 2);
        road->number[0] = 1;
    }
}

static law LAWS[] = {
    {"distances keep their order", NULL, in_order, NULL},
    {"a larger gap never lowers an area", widen_gap, no_further, NULL},
    {"a further green takes nothing away", add_green, no_further, keep_narrow},
    {"a lower least area takes nothing away", allow_smaller, no_further, NULL},
    {"a wider stub never lengthens a walk", widen_stub, no_longer, NULL},
    {"a limit only cuts off", stop_sooner, cut_off, NULL},
    {"whole kilometres change nothing", move, nearly_equal, NULL},
    {"quarter turns change nothing", turn, nearly_equal, NULL},
    {"the direction of lines and rings changes nothing", reverse, nearly_equal, NULL},
    {"the order of rows changes nothing", shuffle, nearly_equal, NULL},
    {"batches change nothing", batch, equal, NULL},
    {"two or four threads change nothing", share_out, equal, NULL},
    {"tiles with their halo change nothing", cut_up, equal_in_tiles, add_hamlet},
};

/* Of all towns: homes that walk, and what the others are told; greens in patches. */
static struct {
    size_t walks, inside, beyond, unreachable, off_network, no_target, edge, patches, joined,
        whole_nets;
} seen;

static void count(const outcome *out)
{
    for (size_t i = 0; i < out->homes; i++) {
        seen.walks += out->dist[i] > 0;
        seen.inside += out->dist[i] == 0;
        seen.beyond += strstr(out->note[i], "beyond_limit") != NULL;
        seen.unreachable += strstr(out->note[i], "unreachable") != NULL;
        seen.off_network += strstr(out->note[i], "off_network") != NULL;
        seen.no_target += strstr(out->note[i], "no_target") != NULL;
        seen.edge += strstr(out->note[i], "coverage_edge") != NULL;
    }
    for (size_t i = 0; i < out->greens; i++) {
        seen.patches += out->area[i] > 0;
        for (size_t k = 0; k < i; k++)
            seen.joined += out->area[i] == out->area[k];
    }
    seen.whole_nets += out->components == 1;
}

static void kinds(void **state)
{
    (void)state;
    for (int t = 1; t <= LAWS_TOWNS; t++)
        count(bases[t]);
    assert_true(seen.walks > 1000 && seen.inside > 100 && seen.patches > 1000);
    assert_true(seen.beyond > 20 && seen.unreachable > 20 && seen.off_network > 20);
    assert_true(seen.no_target > 20 && seen.edge > 100 && seen.joined > 1000);
    assert_true(seen.whole_nets > 100);
}

int main(void)
{
    return run_laws(LAWS, sizeof LAWS / sizeof *LAWS, kinds);
}
