/* A plan as the access measure sees it: whole, in batches, or in tiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "green/access.h"

#include "laws.h"

enum { HOMES_MOST = 16 };
#define SHORT_M 1000.0 /* a component without green that is shorter is not walked to ... */
#define ATTACH_M 250.0 /* ... from an address this near */

typedef struct setting {
    geo_patch_options patches;
    geo_network_options network;
    int threads;
    bool straight; /* no network */
    size_t batches;
    geo_point cut; /* where tiles end; NaN: the town is not cut */
    double cut_again_x;
} setting;

typedef struct outcome {
    double dist[HOMES_MOST], straight[HOMES_MOST];
    char id[HOMES_MOST][16], note[HOMES_MOST][64];
    double area[PLAN_ROWS]; /* of the patch that a green is in, NaN: none */
    size_t homes, greens;
    uint64_t components; /* of the network */
} outcome;

static setting usual(const plan *p)
{
    static const char *const CLASSES[] = {"park", NULL}, *const DRY[] = {"greppel", NULL};
    shape_dice d = {p->seed + 2000000};
    setting s = {.patches = {.min_area_m2 = plan_between(&d, 0, 800),
                             .min_width_m = plan_chance(&d, 0.3) ? 0 : plan_between(&d, 1, 6),
                             .merge_gap_m = plan_between(&d, 0, 8),
                             .dry = DRY},
                 .network = {30, plan_chance(&d, 0.3) ? plan_between(&d, 40, 200) : 1000},
                 .threads = 1,
                 .batches = 1,
                 .cut = {NAN, NAN}};
    s.patches.classes = plan_chance(&d, 0.5) ? CLASSES : NULL;
    s.patches.public_only = plan_chance(&d, 0.5);
    s.straight = plan_chance(&d, 0.1);
    return s;
}

/* ---- running ---- */

/* What a tile is given: its homes, the streets round them, and groups of green as a whole. */
typedef struct tile {
    geo_box homes;           /* half-open */
    geo_box streets, greens; /* closed, on paper */
} tile;

#define EVERYWHERE                                                                                 \
    {                                                                                              \
        -1e6, -1e6, 1e6, 1e6                                                                       \
    } /* clang takes no const as an initialiser */
static const tile WHOLE = {EVERYWHERE, EVERYWHERE, EVERYWHERE};

/* Boxes that meet within the gap hang together: grown until nothing is added. */
static geo_box whole_groups(const plan *p, const setting *s, geo_box box)
{
    const plan_table *greens = &p->themes[PLAN_GREEN];
    for (bool grown = true; grown;) {
        geo_box before = box;
        for (size_t i = 0; i < greens->count; i++) {
            geo_box green = plan_box(&greens->rows[i]);
            if (geo_box_meets(geo_box_grow(green, fmax(0, s->patches.merge_gap_m)), box))
                box = geo_box_join(box, green);
        }
        grown = memcmp(&before, &box, sizeof box) != 0;
    }
    return box;
}

/* The halo of the tool, its limit; but whether a component is too short to be walked to must be
 * seen too. */
static tile make_tile(const plan *p, const setting *s, geo_box homes)
{
    geo_box live = GEO_BOX_EMPTY;
    for (size_t i = 0; i < p->themes[PLAN_ADDRESS].count; i++)
        if (geo_box_holds(homes, p->themes[PLAN_ADDRESS].rows[i].points[0]))
            live = geo_box_join(live, plan_box(&p->themes[PLAN_ADDRESS].rows[i]));
    if (geo_box_is_empty(live))
        return (tile){homes, live, live};
    geo_box streets = geo_box_grow(live, fmax(s->network.limit_m, SHORT_M) + ATTACH_M);
    return (tile){homes, streets, whole_groups(p, s, streets)};
}

/* Within the first corner of its shell, whichever way that is walked, so that a court does not
 * matter. */
static geo_point within(const plan *p, const plan_row *green)
{
    const geo_point *at = green->points, last = at[green->ends[0] - 2];
    return plan_place(p, (geo_point){0.8 * at[0].x + 0.1 * at[1].x + 0.1 * last.x,
                                     0.8 * at[0].y + 0.1 * at[1].y + 0.1 * last.y});
}

static void keep_areas(const plan *p, const geo_patches *patches, outcome *out)
{
    for (size_t i = 0; i < out->greens; i++) {
        geo_point at = within(p, &p->themes[PLAN_GREEN].rows[i]);
        for (size_t k = 0; k < patches->count; k++)
            if (geo_geom_covers(&patches->items[k].shape, at))
                out->area[i] = patches->items[k].area_m2;
    }
}

static void keep_rows(const plan *p, const town_rows *rows, const size_t *which, outcome *out)
{
    for (size_t row = 0; row < geo_batch_count(&rows->batch); row++) {
        size_t home = p->themes[PLAN_ADDRESS].order[which[row]];
        out->dist[home] = town_number(rows, row, GEO_ACCESS_DIST_M);
        out->straight[home] = town_number(rows, row, GEO_ACCESS_STRAIGHT_M);
        snprintf(out->id[home], sizeof out->id[home], "%s", town_text(rows, row, GEO_ACCESS_ID));
        snprintf(out->note[home], sizeof out->note[home], "%s",
                 town_text(rows, row, GEO_ACCESS_NOTE));
    }
}

static void run_batches(geo_ctx *ctx, const plan *p, const setting *s,
                        const geo_access_inputs *inputs, const tile *t, outcome *out)
{
    geo_access_options options = {.limit_m = s->network.limit_m, .threads = s->threads};
    const plan_table *homes = &p->themes[PLAN_ADDRESS];
    for (size_t b = 0; b < s->batches; b++) {
        town_rows rows;
        geo_access *access;
        size_t which[PLAN_ROWS], put = 0;
        town_rows_begin(&rows, PLAN_ADDRESS_COLUMNS);
        for (size_t i = homes->count * b / s->batches; i < homes->count * (b + 1) / s->batches;
             i++) {
            if (!geo_box_holds(t->homes, homes->rows[homes->order[i]].points[0]))
                continue;
            plan_put_address(p, &rows, i);
            which[put++] = i;
        }
        laws_ok(ctx, geo_access_new(ctx, &options, inputs, &rows.schema, &access));
        laws_ok(ctx,
                geo_access_run(ctx, access, &rows.batch, town_rows_out(&rows, GEO_ACCESS_COLUMNS)));
        keep_rows(p, &rows, which, out);
        geo_access_free(access);
        town_rows_end(&rows);
    }
}

/* Coverage stays whole: a piece of it that holds no polygon would mean that all is known. */
static void open_coverage(geo_ctx *ctx, const plan *p, geo_geos *geos, geo_coverage *out[2])
{
    static const char *const GREEN[] = {"green", NULL}, *const STREET[] = {"street", NULL};
    static const int BOTH[] = {0, 1, -1};
    geo_source *ends = plan_source(p, PLAN_COVERAGE, &(plan_columns){.text = BOTH});
    laws_ok(ctx, geo_coverage_new(ctx, geos, ends, GREEN, &out[0]));
    laws_ok(ctx, geo_coverage_new(ctx, geos, ends, STREET, &out[1]));
    geo_source_free(ends);
}

static void run_tile(const plan *p, const setting *s, const tile *t, outcome *out)
{
    static const int FIRST[] = {0, -1}, BOTH[] = {0, 1, -1};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_geos *geos;
    geo_patches patches;
    geo_reach *reach;
    geo_network *network = NULL;
    geo_coverage *coverage[2];
    geo_source *green =
        plan_source(p, PLAN_GREEN, &(plan_columns){FIRST, FIRST, &t->greens, false});
    geo_source *water = plan_source(p, PLAN_WATER, &(plan_columns){BOTH, NULL, &t->greens, false});
    geo_source *road =
        plan_source(p, PLAN_STREET, &(plan_columns){FIRST, FIRST, &t->greens, false});
    geo_source *street =
        plan_source(p, PLAN_STREET, &(plan_columns){FIRST, FIRST, &t->streets, false});
    laws_ok(ctx, geo_geos_new(ctx, &geos));
    open_coverage(ctx, p, geos, coverage);
    laws_ok(ctx, geo_patches_init(ctx, &patches, &s->patches, green, water, road));
    keep_areas(p, &patches, out);
    laws_ok(ctx, geo_reach_new(ctx, &patches, &reach));
    if (!s->straight) {
        laws_ok(ctx, geo_network_new(ctx, street, reach, &s->network, &network));
        out->components = geo_network_tell(network).components;
    }
    geo_access_inputs inputs = {
        .reach = reach, .network = network, .coverage = {coverage[0], coverage[1]}};
    run_batches(ctx, p, s, &inputs, t, out);
    geo_network_free(network);
    geo_reach_free(reach);
    geo_patches_release(&patches);
    geo_coverage_free(coverage[0]);
    geo_coverage_free(coverage[1]);
    geo_geos_free(geos);
    geo_source_free(green);
    geo_source_free(water);
    geo_source_free(road);
    geo_source_free(street);
    geo_ctx_free(ctx);
}

static void run(const plan *p, const setting *s, outcome *out)
{
    double x[] = {-1e6, s->cut.x, s->cut_again_x, 1e6}, y[] = {-1e6, s->cut.y, 1e6};
    memset(out, 0, sizeof *out);
    out->homes = p->themes[PLAN_ADDRESS].count;
    out->greens = p->themes[PLAN_GREEN].count;
    for (size_t i = 0; i < PLAN_ROWS; i++)
        out->area[i] = NAN;
    if (isnan(s->cut.y))
        run_tile(p, s, &WHOLE, out);
    for (int i = 0; !isnan(s->cut.y) && i < 6; i++) {
        tile t = make_tile(p, s, (geo_box){x[i % 3], y[i / 3], x[i % 3 + 1], y[i / 3 + 1]});
        if (!geo_box_is_empty(t.streets)) /* nobody lives here */
            run_tile(p, s, &t, out);
    }
}
