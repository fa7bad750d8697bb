/* What must hold for the canopy of any town: between nothing and all; what is cut in parts adds up;
 * a further tree takes nothing away; order, place, direction, batches and tiles change nothing. */
#include "canopy_town.c"

#include "laws_run.c"

#define OVERLAY_M2 0.002 /* GEOS rounds; figures are told to 0.001 m2 */
#define CELLS_M2 0.05    /* a cell's covered fraction is a float */
#define OVERLAY_PCT 2e-4

/* ---- what is compared ---- */

static double slack_m2(const setting *s)
{
    return s->crowns == FROM_RASTER || s->canopy.area == GEO_CANOPY_CIRCLE ? CELLS_M2 : OVERLAY_M2;
}

static void equal(const setting *s, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < a->homes; i++) {
        laws_same("pct", i, a->pct[i], b->pct[i], OVERLAY_PCT);
        laws_same("m2", i, a->m2[i], b->m2[i], slack_m2(s));
        laws_same("area_m2", i, a->area_m2[i], b->area_m2[i], slack_m2(s));
        laws_same_text("unit", i, a->unit[i], b->unit[i]);
    }
}

/* Of the same ground. */
static void no_less(const setting *s, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < a->homes; i++) {
        laws_no_less("pct", i, a->pct[i], b->pct[i], OVERLAY_PCT);
        laws_no_less("m2", i, a->m2[i], b->m2[i], slack_m2(s));
        laws_same("area_m2", i, a->area_m2[i], b->area_m2[i], slack_m2(s));
    }
}

static void no_more(const setting *s, const outcome *a, const outcome *b)
{
    no_less(s, b, a);
}

static void more_ground(const setting *s, const outcome *a, const outcome *b)
{
    for (size_t i = 0; i < a->homes; i++) {
        laws_no_less("area_m2", i, a->area_m2[i], b->area_m2[i], slack_m2(s));
        laws_no_less("m2", i, a->m2[i], b->m2[i], slack_m2(s));
    }
}

static void in_bounds(const setting *s, const outcome *a, const outcome *b)
{
    (void)b;
    for (size_t i = 0; i < a->homes; i++) {
        laws_no_less("pct over 0", i, 0, a->pct[i], 0);
        laws_no_less("100 over pct", i, a->pct[i], 100, OVERLAY_PCT);
        laws_no_less("m2 over 0", i, 0, a->m2[i], 0);
        laws_no_less("area_m2 over m2", i, a->m2[i], a->area_m2[i], slack_m2(s));
        if (a->area_m2[i] > 1)
            laws_same("pct as m2 of area_m2", i,
                      isnan(a->pct[i]) ? NAN : 100 * a->m2[i] / a->area_m2[i], a->pct[i], 0.1);
    }
}

static void adds_up(const setting *s, const outcome *a, const outcome *b)
{
    double canopy_m2 = 0, area_m2 = 0;
    (void)b;
    for (int i = 0; i < PARTS; i++) {
        canopy_m2 += a->parts[i].canopy_m2;
        area_m2 += a->parts[i].area_m2;
    }
    double most = s->crowns == FROM_RASTER ? CELLS_M2 : OVERLAY_M2;
    laws_same("canopy of the parts", 0, a->whole.canopy_m2, canopy_m2, most);
    laws_same("area of the parts", 0, a->whole.area_m2, area_m2, most);
}

/* ---- the laws ---- */

static void plant(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    for (int i = 0; i < 12; i++) {
        plan_row *crown = plan_add(p, PLAN_CROWN, "k");
        plan_add_tree(p, d);
        plan_any_shape(crown, d, plan_between(d, -100, 100), plan_between(d, -100, 100),
                       plan_between(d, 1, 15), plan_between(d, 1, 15));
    }
    for (int64_t i = 0; i < PLAN_CELLS * PLAN_CELLS; i++)
        if (plan_chance(d, 0.1) && p->canopy[i] < 90)
            p->canopy[i] += 10;
}

static void fell(plan *p, setting *s, shape_dice *d)
{
    (void)s;
    plan_table *shapes = &p->themes[PLAN_CROWN];
    for (size_t i = 0; i < p->themes[PLAN_TREE].count; i++)
        if (plan_chance(d, 0.3))
            strcpy(p->themes[PLAN_TREE].rows[i].text[TREE_STATUS], "felled");
    shapes->count -= (size_t)plan_pick(d, 6);
    for (int64_t i = 0; i < PLAN_CELLS * PLAN_CELLS; i++)
        if (plan_chance(d, 0.1) && !isnan(p->canopy[i]))
            p->canopy[i] /= 2;
}

/* Trees whose crown is unknown. */
static void assume_wider(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->canopy.crown_d_m += plan_between(d, 0.5, 5);
}

static void ask_higher(plan *p, setting *s, shape_dice *d)
{
    (void)p;
    s->canopy.height_min_m += plan_between(d, 0.5, 9);
}

static void count_water(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->canopy.denominator = GEO_DENOMINATOR_ALL;
}

static void take_parts(plan *p, setting *s, shape_dice *d)
{
    (void)p, (void)d;
    s->in_parts = true;
}

static law LAWS[] = {
    {"a share is between nothing and all", NULL, in_bounds, NULL},
    {"disjoint areas add up", NULL, adds_up, take_parts},
    {"a further tree takes nothing away", plant, no_less, NULL},
    {"felling adds nothing", fell, no_more, NULL},
    {"wider crowns take nothing away", assume_wider, no_less, NULL},
    {"a greater least height adds nothing", ask_higher, no_more, NULL},
    {"with water there is no less ground", count_water, more_ground, NULL},
    {"whole kilometres change nothing", move, equal, NULL},
    {"quarter turns change nothing", turn, equal, NULL},
    {"the direction of lines and rings changes nothing", reverse, equal, NULL},
    {"the order of rows changes nothing", shuffle, equal, NULL},
    {"batches change nothing", batch, equal, NULL},
    {"tiles with their halo change nothing", cut_up, equal, NULL},
};

static void kinds(void **state)
{
    static const char *const NOTES[] = {"no_unit", "nodata", "gaps", "public_only",
                                        "crown_assumed"};
    size_t told[sizeof NOTES / sizeof *NOTES] = {0}, some = 0, much = 0;
    (void)state;
    for (int t = 1; t <= LAWS_TOWNS; t++)
        for (size_t i = 0; i < bases[t]->homes; i++) {
            for (size_t k = 0; k < sizeof NOTES / sizeof *NOTES; k++)
                told[k] += strstr(bases[t]->note[i], NOTES[k]) != NULL;
            some += bases[t]->pct[i] > 1;
            much += bases[t]->pct[i] > 40;
        }
    for (size_t k = 0; k < sizeof NOTES / sizeof *NOTES; k++)
        if (told[k] < 10)
            fail_msg("'%s' is noted for %zu homes", NOTES[k], told[k]);
    assert_true(some > LAWS_TOWNS && much > 10);
}

int main(void)
{
    return run_laws(LAWS, sizeof LAWS / sizeof *LAWS, kinds);
}
