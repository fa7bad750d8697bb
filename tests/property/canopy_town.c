/* A plan as the canopy measure sees it: whole, in batches, or in tiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "green/canopy.h"
#include "laws.h"

enum { HOMES_MOST = 16, PARTS = 4 };

typedef enum crowns { FROM_TREES, FROM_CROWNS, FROM_RASTER } crowns;

typedef struct setting {
    geo_canopy_options canopy;
    crowns crowns;
    size_t batches;
    geo_point cut; /* where tiles end; NaN: the town is not cut */
    double cut_again_x;
    bool in_parts;
    geo_box area; /* in parts: measured as a polygon too, whole and in parts; on paper */
    geo_point middle;
} setting;

typedef struct outcome {
    double pct[HOMES_MOST], m2[HOMES_MOST], area_m2[HOMES_MOST];
    char unit[HOMES_MOST][24], note[HOMES_MOST][64];
    geo_canopy_figure whole, parts[PARTS];
    size_t homes;
} outcome;

static setting usual(const plan *p)
{
    shape_dice d = {p->seed + 3000000};
    setting s = {
        .canopy = {.radius_m = 8 + shape_between(&d, 0, 22), /* no centre at just this distance */
                   .height_min_m = 3,
                   .crown_d_m = 5},
        .batches = 1,
        .cut = {NAN, NAN}};
    s.canopy.area = plan_chance(&d, 0.5) ? GEO_CANOPY_CIRCLE : GEO_CANOPY_NEIGHBOURHOOD;
    s.canopy.denominator = plan_chance(&d, 0.7) ? GEO_DENOMINATOR_LAND : GEO_DENOMINATOR_ALL;
    s.crowns = plan_chance(&d, 0.3) ? FROM_CROWNS : FROM_TREES;
    if (p->has_canopy) {
        s.crowns = FROM_RASTER;
        s.canopy.raster_is = plan_chance(&d, 0.5) ? GEO_CANOPY_PERCENT : GEO_CANOPY_HEIGHT;
    }
    double x = plan_between(&d, -90, 0), y = plan_between(&d, -90, 0);
    s.area = (geo_box){x, y, x + plan_between(&d, 10, 90), y + plan_between(&d, 10, 90)};
    s.middle = (geo_point){plan_between(&d, s.area.xmin, s.area.xmax),
                           plan_between(&d, s.area.ymin, s.area.ymax)};
    return s;
}

/* What a tile is given: its homes, and their units as a whole. */
typedef struct tile {
    geo_box homes; /* half-open */
    geo_box halo;  /* closed, on paper */
} tile;

static const tile WHOLE = {{-1e6, -1e6, 1e6, 1e6}, {-1e6, -1e6, 1e6, 1e6}};

static bool is_of(const plan_row *home, const plan_row *unit)
{
    if (strcmp(home->text[ADDRESS_NEIGHBOURHOOD], unit->text[0]) == 0)
        return true;
    return geo_box_distance(plan_box(unit), home->points[0]) == 0;
}

static tile make_tile(const plan *p, const setting *s, geo_box homes)
{
    geo_box need = GEO_BOX_EMPTY;
    const plan_table *units = &p->themes[PLAN_NEIGHBOURHOOD];
    bool circle = s->canopy.area == GEO_CANOPY_CIRCLE;
    for (size_t i = 0; i < p->themes[PLAN_ADDRESS].count; i++) {
        const plan_row *home = &p->themes[PLAN_ADDRESS].rows[i];
        if (!geo_box_holds(homes, home->points[0]))
            continue;
        need =
            geo_box_join(need, geo_box_grow(plan_box(home), circle ? s->canopy.radius_m + 1 : 0));
        for (size_t k = 0; !circle && k < units->count; k++)
            if (units->rows[k].text[2][0] == 'b' && is_of(home, &units->rows[k]))
                need = geo_box_join(need, plan_box(&units->rows[k]));
    }
    /* else a raster of the halo would lie elsewhere than the units */
    if (!geo_box_is_empty(need) && s->crowns == FROM_RASTER && !circle)
        need = geo_box_join(need, plan_box(&units->rows[0]));
    return (tile){homes, geo_box_grow(need, PLAN_CROWN_M)};
}

/* ---- running ---- */

static void keep_rows(const plan *p, const town_rows *rows, const size_t *which, outcome *out)
{
    for (size_t row = 0; row < geo_batch_count(&rows->batch); row++) {
        size_t home = p->themes[PLAN_ADDRESS].order[which[row]];
        out->pct[home] = town_number(rows, row, GEO_CANOPY_PCT);
        out->m2[home] = town_number(rows, row, GEO_CANOPY_M2);
        out->area_m2[home] = town_number(rows, row, GEO_CANOPY_AREA_M2);
        snprintf(out->unit[home], sizeof out->unit[home], "%s",
                 town_text(rows, row, GEO_CANOPY_UNIT));
        snprintf(out->note[home], sizeof out->note[home], "%s",
                 town_text(rows, row, GEO_CANOPY_NOTE));
    }
}

static void run_batch(geo_ctx *ctx, const plan *p, const setting *s,
                      const geo_canopy_inputs *inputs, const tile *t, size_t batch, outcome *out)
{
    town_rows rows;
    geo_canopy *canopy;
    const plan_table *homes = &p->themes[PLAN_ADDRESS];
    size_t first = homes->count * batch / s->batches, which[PLAN_ROWS], put = 0;
    town_rows_begin(&rows, PLAN_ADDRESS_COLUMNS);
    for (size_t i = first; i < homes->count * (batch + 1) / s->batches; i++) {
        if (!geo_box_holds(t->homes, homes->rows[homes->order[i]].points[0]))
            continue;
        plan_put_address(p, &rows, i);
        which[put++] = i;
    }
    laws_ok(ctx, geo_canopy_new(ctx, &s->canopy, inputs, &rows.schema, &canopy));
    laws_ok(ctx,
            geo_canopy_run(ctx, canopy, &rows.batch, town_rows_out(&rows, GEO_CANOPY_COLUMNS)));
    keep_rows(p, &rows, which, out);
    geo_canopy_free(canopy);
    town_rows_end(&rows);
}

static geo_canopy_figure measure(geo_ctx *ctx, const plan *p, geo_canopy *canopy, geo_box area)
{
    plan_row row = {0};
    geo_canopy_figure figure = {0};
    plan_box_row(&row, area.xmin, area.ymin, area.xmax, area.ymax);
    for (uint32_t i = 0; i < row.count; i++)
        row.points[i] = plan_place(p, row.points[i]);
    geo_geom geom = plan_geom(&row);
    laws_ok(ctx, geo_canopy_measure(ctx, canopy, &geom, &figure));
    return figure;
}

/* The area, and the four parts that it is cut into. */
static void measure_area(geo_ctx *ctx, const plan *p, const setting *s,
                         const geo_canopy_inputs *inputs, outcome *out)
{
    geo_canopy *canopy;
    geo_schema schema;
    double x[] = {s->area.xmin, s->middle.x, s->area.xmax},
           y[] = {s->area.ymin, s->middle.y, s->area.ymax};
    laws_ok(ctx, geo_schema_init(ctx, &schema, "address", GEO_GEOM_POLYGON, NULL));
    laws_ok(ctx, geo_canopy_new(ctx, &s->canopy, inputs, &schema, &canopy));
    out->whole = measure(ctx, p, canopy, s->area);
    for (int i = 0; i < PARTS; i++)
        out->parts[i] =
            measure(ctx, p, canopy, (geo_box){x[i % 2], y[i / 2], x[i % 2 + 1], y[i / 2 + 1]});
    geo_canopy_free(canopy);
    geo_schema_release(&schema);
}

static void run_tile(const plan *p, const setting *s, const tile *t, outcome *out)
{
    static const char *const TREE[] = {"tree", NULL}, *const CROWN[] = {"crown", NULL},
                             *const DRY[] = {"greppel", NULL};
    static const int FIRST[] = {0, -1}, BOTH[] = {0, 1, -1}, UNIT[] = {0, 1, 2, 3, -1},
                     SIZE[] = {TREE_HEIGHT, TREE_CROWN, -1};
    const plan_columns units = {.text = UNIT}, ends = {.text = BOTH};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_geos *geos;
    geo_grid grid = {0};
    if (s->crowns == FROM_RASTER)
        grid = plan_raster(p, p->canopy, &t->halo);
    geo_grid_source raster = town_raster(&grid, "kronen.tif");
    geo_source *unit = plan_source(p, PLAN_NEIGHBOURHOOD, &units);
    geo_source *end = plan_source(p, PLAN_COVERAGE, &ends);
    geo_canopy_inputs inputs = {
        .raster = s->crowns == FROM_RASTER ? &raster : NULL,
        .crown = plan_source(p, PLAN_CROWN, &(plan_columns){NULL, NULL, &t->halo, false}),
        .tree = plan_source(p, PLAN_TREE, &(plan_columns){FIRST, SIZE, &t->halo, false}),
        .building = plan_source(p, PLAN_BUILDING, &(plan_columns){NULL, NULL, &t->halo, false}),
        .water = plan_source(p, PLAN_WATER, &(plan_columns){BOTH, NULL, &t->halo, false}),
        .dry = DRY};
    laws_ok(ctx, geo_geos_new(ctx, &geos));
    laws_ok(ctx, geo_coverage_new(ctx, geos, end, s->crowns == FROM_CROWNS ? CROWN : TREE,
                                  &inputs.coverage));
    if (s->canopy.area == GEO_CANOPY_NEIGHBOURHOOD)
        laws_ok(ctx, geo_areas_new(ctx, unit, "buurt", &inputs.areas));
    geo_canopy_inputs used = inputs;
    used.crown = s->crowns == FROM_CROWNS ? inputs.crown : NULL;
    used.tree = s->crowns == FROM_TREES ? inputs.tree : NULL;
    for (size_t batch = 0; batch < s->batches; batch++)
        run_batch(ctx, p, s, &used, t, batch, out);
    if (s->in_parts)
        measure_area(ctx, p, s, &used, out);
    geo_areas_free(inputs.areas);
    geo_coverage_free(inputs.coverage);
    geo_source_free(inputs.crown);
    geo_source_free(inputs.tree);
    geo_source_free(inputs.building);
    geo_source_free(inputs.water);
    geo_source_free(unit);
    geo_source_free(end);
    geo_geos_free(geos);
    geo_grid_release(&grid);
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
        tile t = make_tile(p, s, (geo_box){x[i % 3], y[i / 3], x[i % 3 + 1], y[i / 3 + 1]});
        if (!geo_box_is_empty(t.halo)) /* nobody lives here */
            run_tile(p, s, &t, out);
    }
}
