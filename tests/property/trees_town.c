/* A plan as the trees measure sees it: whole, in batches, or in tiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "green/trees.h"

#include "laws.h"

enum { HOMES_MOST = 16 };

typedef struct setting {
    geo_trees_options trees;
    size_t batches; /* the homes come in this many */
    geo_point cut;  /* where tiles end; NaN: the town is not cut */
    double cut_again_x;
} setting;

typedef struct outcome {
    double number[HOMES_MOST][GEO_TREES_COLUMNS];
    char note[HOMES_MOST][96];
    size_t homes;
} outcome;

static setting usual(const plan *p)
{
    shape_dice d = {p->seed + 1000000};
    setting s = {.trees = {.reach_m = plan_between(&d, 15, 40),
                           .eye_m = 1.6,
                           .spacing_m = PLAN_SPACING_M,
                           .min_height_m = 3,
                           .building_height_m = 6,
                           .tree_height_m = 8,
                           .crown_d_m = 5,
                           .threads = 1,
                           .enough = 4},
                 .batches = 1,
                 .cut = {NAN, NAN}};
    s.trees.facade = plan_chance(&d, 0.5) ? GEO_FACADE_OWN : GEO_FACADE_WHOLE;
    s.trees.floors = (geo_floors)plan_pick(&d, 3);
    s.trees.min_crown_area_m2 = plan_chance(&d, 0.2) ? 20 : 0;
    s.trees.trees_block = plan_chance(&d, 0.3);
    if (plan_chance(&d, 0.1))
        s.trees.method = GEO_TREES_RADIUS;
    if (plan_chance(&d, 0.1))
        s.trees.from = GEO_FROM_POINT;
    else if (s.trees.method == GEO_TREES_RADIUS && plan_chance(&d, 0.5))
        s.trees.from = GEO_FROM_BUILDING;
    return s;
}

/* ---- running ---- */

/* What a tile is given: its homes, and as much of the town as they need. */
typedef struct tile {
    geo_box homes;                      /* half-open */
    geo_box halo, addresses, buildings; /* closed, on paper */
} tile;

#define EVERYWHERE                                                                                 \
    {                                                                                              \
        -1e6, -1e6, 1e6, 1e6                                                                       \
    } /* clang takes no const as an initialiser */
static const tile WHOLE = {EVERYWHERE, EVERYWHERE, EVERYWHERE, EVERYWHERE};

/* May the home look out of this building, or out of a part of it elsewhere? */
static bool is_of(const plan *p, const plan_row *home, const plan_row *building)
{
    const plan_table *houses = &p->themes[PLAN_BUILDING];
    bool named = strcmp(home->text[ADDRESS_BUILDING], building->id) == 0;
    for (size_t i = 0; !named && i < houses->count; i++) {
        geo_geom outline = plan_geom(&houses->rows[i]);
        named = strcmp(houses->rows[i].id, building->id) == 0 &&
                geo_geom_covers(&outline, home->points[0]);
    }
    return named && geo_box_distance(plan_box(building), home->points[0]) <= 50;
}

/* The halo of the tool: reach and widest crown, round the homes and the buildings that they look
 * out of; other homes of those within 50 m of them, and what these might look out of instead. */
static tile make_tile(const plan *p, const setting *s, geo_box homes)
{
    geo_box seen_from = GEO_BOX_EMPTY;
    const plan_table *houses = &p->themes[PLAN_BUILDING];
    for (size_t i = 0; i < p->themes[PLAN_ADDRESS].count; i++) {
        const plan_row *home = &p->themes[PLAN_ADDRESS].rows[i];
        if (!geo_box_holds(homes, home->points[0]))
            continue;
        seen_from = geo_box_join(seen_from, plan_box(home));
        for (size_t k = 0; k < houses->count; k++)
            if (is_of(p, home, &houses->rows[k]))
                seen_from = geo_box_join(seen_from, plan_box(&houses->rows[k]));
    }
    geo_box halo = geo_box_grow(seen_from, s->trees.reach_m + PLAN_CROWN_M);
    bool built = false; /* else rasters of the halo would lie elsewhere than the buildings */
    for (size_t k = 0; k < houses->count; k++)
        built |= geo_box_meets(plan_box(&houses->rows[k]), halo);
    return (tile){homes, halo, geo_box_grow(seen_from, 50), geo_box_grow(halo, built ? 100 : 0)};
}

static void keep_rows(const plan *p, const town_rows *rows, const size_t *which, outcome *out)
{
    for (size_t row = 0; row < geo_batch_count(&rows->batch); row++) {
        size_t home = p->themes[PLAN_ADDRESS].order[which[row]];
        for (size_t c = 0; c < rows->out.count; c++)
            if (c != GEO_TREES_NOTE)
                out->number[home][c] = town_number(rows, row, c);
        snprintf(out->note[home], sizeof out->note[home], "%s",
                 town_text(rows, row, GEO_TREES_NOTE));
    }
}

/* The homes of a tile, in batches. */
static void run_batches(geo_ctx *ctx, const plan *p, const setting *s,
                        const geo_trees_inputs *inputs, const tile *t, outcome *out)
{
    town_rows rows;
    size_t count = p->themes[PLAN_ADDRESS].count, which[PLAN_ROWS];
    for (size_t b = 0; b < s->batches; b++) {
        geo_trees *trees;
        size_t put = 0;
        town_rows_begin(&rows, PLAN_ADDRESS_COLUMNS);
        for (size_t i = count * b / s->batches; i < count * (b + 1) / s->batches; i++) {
            const plan_table *homes = &p->themes[PLAN_ADDRESS];
            if (!geo_box_holds(t->homes, homes->rows[homes->order[i]].points[0]))
                continue;
            plan_put_address(p, &rows, i);
            which[put++] = i;
        }
        laws_ok(ctx, geo_trees_new(ctx, &s->trees, inputs, &rows.schema, &trees));
        geo_columns *columns = town_rows_out(&rows, geo_trees_columns(&s->trees));
        laws_ok(ctx, geo_trees_run(ctx, trees, &rows.batch, columns));
        keep_rows(p, &rows, which, out);
        geo_trees_free(trees);
        town_rows_end(&rows);
    }
}

static void run_tile(const plan *p, const setting *s, const tile *t, outcome *out)
{
    static const char *const THEMES[] = {"tree", NULL};
    static const int BUILDING_ID[] = {ADDRESS_BUILDING, -1}, HOME[] = {ADDRESS_HOME, -1},
                     FIRST[] = {0, -1}, BOTH[] = {0, 1, -1},
                     TREE[] = {TREE_HEIGHT, TREE_HEIGHT_MAX, TREE_CROWN,
                               TREE_PUBLIC, TREE_HEIGHT_MIN, -1};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_geos *geos;
    geo_coverage *coverage;
    geo_grid dsm = {0}, dtm = {0};
    if (p->has_surface) {
        dsm = plan_raster(p, p->dsm, &t->halo);
        dtm = plan_raster(p, p->dtm, &t->halo);
    }
    geo_grid_source dsm_source = town_raster(&dsm, "dsm.tif"),
                    dtm_source = town_raster(&dtm, "dtm.tif");
    geo_source *ends = plan_source(p, PLAN_COVERAGE,
                                   &(plan_columns){.text = BOTH, .only = &t->halo, .clip = true});
    laws_ok(ctx, geo_geos_new(ctx, &geos));
    laws_ok(ctx, geo_coverage_new(ctx, geos, ends, THEMES, &coverage));
    geo_trees_inputs inputs = {
        plan_source(p, PLAN_ADDRESS, &(plan_columns){BUILDING_ID, HOME, &t->addresses, false}),
        plan_source(p, PLAN_BUILDING, &(plan_columns){NULL, FIRST, &t->buildings, false}),
        plan_source(p, PLAN_TREE, &(plan_columns){FIRST, TREE, &t->halo, false}),
        coverage,
        p->has_surface ? &dsm_source : NULL,
        p->has_surface ? &dtm_source : NULL};
    run_batches(ctx, p, s, &inputs, t, out);
    geo_source_free(inputs.address);
    geo_source_free(inputs.building);
    geo_source_free(inputs.tree);
    geo_coverage_free(coverage);
    geo_source_free(ends);
    geo_geos_free(geos);
    geo_grid_release(&dsm);
    geo_grid_release(&dtm);
    geo_ctx_free(ctx);
}

static void run(const plan *p, const setting *s, outcome *out)
{
    double x[] = {-1e6, s->cut.x, s->cut_again_x, 1e6}, y[] = {-1e6, s->cut.y, 1e6};
    memset(out, 0, sizeof *out);
    out->homes = p->themes[PLAN_ADDRESS].count;
    if (isnan(s->cut.y))
        run_tile(p, s, &WHOLE, out);
    for (int i = 0; !isnan(s->cut.y) && i < 6; i++) {
        geo_box homes = {x[i % 3], y[i / 3], x[i % 3 + 1], y[i / 3 + 1]};
        tile t = make_tile(p, s, homes);
        if (!geo_box_is_empty(t.halo)) /* nobody lives here */
            run_tile(p, s, &t, out);
    }
}
