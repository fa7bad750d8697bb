/* raster/chm: heights of vegetation against the definition, worked out the slow way on the whole
 * grid at once: ground by looking along the four directions, crowns by spreading from cell to cell,
 * masks by the distance of every centre. */
#include "field.h"

#include "geom/geom.h"
#include "raster/chm.h"
#include "raster/cover.h"

#include "ctx_case.h"

enum { WIDTH = 130, HEIGHT = 90, MASKS = 6 };
static const geo_frame FRAME = {84000, 447000, 0.5, WIDTH, HEIGHT};
static const geo_chm_options OPTIONS = {.height_min_m = 3,
                                        .height_max_m = 40,
                                        .area_min_m2 = 4,
                                        .ground_reach_m = 3,
                                        .green_over = 0.2};

/* ---- the slow way ---- */

static float ground_of(const field *dtm, int64_t row, int64_t column, int64_t reach)
{
    static const int step[4][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    geo_frame f = dtm->grid.frame;
    float own = dtm->grid.cells[row * f.width + column];
    double weights = 0, values = 0;
    if (!isnan(own))
        return own;
    for (int k = 0; k < 4; k++)
        for (int64_t d = 1; d <= reach; d++) {
            int64_t r = row + d * step[k][0], c = column + d * step[k][1];
            if (r < 0 || r >= f.height || c < 0 || c >= f.width)
                break;
            float found = dtm->grid.cells[r * f.width + c];
            if (isnan(found))
                continue;
            weights += 1 / (double)(d * d);
            values += 1 / (double)(d * d) * (double)found;
            break;
        }
    return weights > 0 ? (float)(values / weights) : NAN;
}

static bool is_masked(const geo_chm_mask *masks, size_t count, geo_point p)
{
    for (size_t i = 0; i < count; i++) {
        const geo_geom *geom = masks[i].geom;
        if (geo_geom_is_polygon(geom) && geo_geom_covers(geom, p))
            return true;
        bool near = !geo_geom_is_polygon(geom) || masks[i].buffer_m > 0;
        double away_m = geo_geom_is_polygon(geom) ? geo_geom_edge_distance(geom, p, NULL)
                                                  : geo_geom_distance(geom, p, NULL);
        if (near && away_m <= masks[i].buffer_m)
            return true;
    }
    return false;
}

static int64_t spread(const float *cells, bool *seen, int64_t *group, int64_t start)
{
    int64_t count = 1;
    group[0] = start;
    seen[start] = true;
    for (int64_t at = 0; at < count; at++)
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                int64_t row = group[at] / WIDTH + dy, column = group[at] % WIDTH + dx;
                if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH)
                    continue;
                int64_t next = row * WIDTH + column;
                if (seen[next] || !(cells[next] > 0))
                    continue;
                seen[next] = true;
                group[count++] = next;
            }
    return count;
}

static void drop_slowly(float *cells, int64_t least)
{
    static int64_t group[WIDTH * HEIGHT];
    static bool seen[WIDTH * HEIGHT];
    memset(seen, 0, sizeof seen);
    for (int64_t i = 0; i < WIDTH * HEIGHT; i++) {
        if (seen[i] || !(cells[i] > 0))
            continue;
        int64_t count = spread(cells, seen, group, i);
        for (int64_t k = 0; count < least && k < count; k++)
            cells[group[k]] = 0;
    }
}

static void model_slowly(const field *dsm, const field *dtm, const geo_chm_mask *masks,
                         size_t mask_count, const geo_chm_options *options, float *out)
{
    for (int64_t row = 0; row < HEIGHT; row++)
        for (int64_t column = 0; column < WIDTH; column++) {
            float *to = &out[row * WIDTH + column];
            double ground =
                (double)ground_of(dtm, row, column, (int64_t)(options->ground_reach_m / 0.5));
            double height = (double)dsm->grid.cells[row * WIDTH + column] - ground;
            bool bare = height < options->height_min_m - GEO_CHM_SLACK_M ||
                        height > options->height_max_m ||
                        is_masked(masks, mask_count, geo_frame_centre(FRAME, row, column));
            *to = bare ? 0 : (float)height;
        }
    drop_slowly(out, (int64_t)(options->area_min_m2 / 0.25));
}

/* ---- towns ---- */

typedef struct scene {
    field dsm, dtm;
    shape shapes[MASKS];
    geo_point line[4];
    uint32_t line_end;
    geo_geom power;
    geo_chm_mask masks[MASKS + 1];
} scene;

/* Clumps of vegetation, single cells and holes in both models; stars and a wire as masks. */
static void scene_make(scene *s, uint64_t seed)
{
    shape_dice dice = {seed};
    field_make(&s->dsm, "dsm.tif", FRAME, 0);
    field_make(&s->dtm, "dtm.tif", FRAME, 0);
    for (int64_t i = 0; i < WIDTH * HEIGHT; i++) {
        s->dtm.grid.cells[i] = (float)shape_between(&dice, -1, 1);
        s->dsm.grid.cells[i] = (float)shape_between(&dice, -1, 3.6);
        if (shape_roll(&dice) < 0.3)
            s->dsm.grid.cells[i] = (float)shape_between(&dice, 2, 45);
        if (shape_roll(&dice) < 0.02)
            s->dsm.grid.cells[i] = NAN;
    }
    for (int k = 0; k < 40; k++) { /* water, roofs: holes in the terrain */
        int64_t row = (int64_t)shape_between(&dice, 0, HEIGHT - 12);
        int64_t column = (int64_t)shape_between(&dice, 0, WIDTH - 20);
        int64_t rows = 1 + (int64_t)shape_between(&dice, 0, 11),
                columns = 1 + (int64_t)shape_between(&dice, 0, 19);
        for (int64_t i = row; i < row + rows; i++)
            for (int64_t j = column; j < column + columns; j++)
                *field_at(&s->dtm, i, j) = NAN;
    }
    for (int k = 0; k < MASKS; k++) {
        geo_point at = {FRAME.x0 + shape_between(&dice, -5, 70),
                        FRAME.y0 - shape_between(&dice, -5, 50)};
        shape_make(&s->shapes[k], &dice, at, shape_between(&dice, 2, 9), 1 + (uint32_t)(k % 2),
                   k % 3 > 0, 0);
        s->masks[k] = (geo_chm_mask){&s->shapes[k].geom, k % 2 ? 0 : 1.3};
    }
    for (int k = 0; k < 4; k++)
        s->line[k] = (geo_point){FRAME.x0 - 10 + 30 * k, FRAME.y0 - shape_between(&dice, 0, 45)};
    s->line_end = 4;
    s->power = (geo_geom){.type = GEO_GEOM_LINE,
                          .points = s->line,
                          .ends = &s->line_end,
                          .point_count = 4,
                          .end_count = 1};
    s->masks[MASKS] = (geo_chm_mask){&s->power, 1.1};
}

static void scene_release(scene *s)
{
    geo_grid_release(&s->dsm.grid);
    geo_grid_release(&s->dtm.grid);
}

static geo_chm *scene_model(const scene *s, const geo_chm_options *options)
{
    geo_chm *chm = NULL;
    const geo_chm_inputs inputs = {
        .dsm = &s->dsm.source, .dtm = &s->dtm.source, .masks = s->masks, .mask_count = MASKS + 1};
    if (geo_chm_new(ctx, &inputs, options, &chm))
        fail_msg("%s", geo_ctx_error(ctx));
    return chm;
}

static void is_what_is_defined(void **state)
{
    (void)state;
    static float expected[WIDTH * HEIGHT];
    int64_t crowns = 0, unknown = 0;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        static scene s;
        geo_chm_options options = OPTIONS;
        options.area_min_m2 = seed % 3 ? (double)(seed % 7) : 25;
        options.ground_reach_m = seed % 5 ? 3 : 0;
        scene_make(&s, seed);
        geo_chm *chm = scene_model(&s, &options);
        model_slowly(&s.dsm, &s.dtm, s.masks, MASKS + 1, &options, expected);
        float *whole = field_take(ctx, geo_chm_source(chm), HEIGHT, WIDTH);
        assert_same_cells(whole, expected, WIDTH * HEIGHT);
        for (int64_t i = 0; i < WIDTH * HEIGHT; i++) {
            crowns += expected[i] > 0;
            unknown += isnan(expected[i]);
        }
        free(whole);
        geo_chm_free(chm);
        scene_release(&s);
    }
    assert_true(crowns > 30000 && unknown > 5000); /* there was something to compare */
}

static void does_not_depend_on_windows(void **state)
{
    (void)state;
    static const int64_t windows[][2] = {{1, WIDTH}, {7, 11}, {HEIGHT, 3}, {64, 64}};
    static scene s;
    geo_chm_options options = OPTIONS;
    scene_make(&s, 99);
    for (int turn = 0; turn < 2; turn++) {
        geo_chm *chm = scene_model(&s, &options);
        float *whole = field_take(ctx, geo_chm_source(chm), HEIGHT, WIDTH);
        for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
            float *parts = field_take(ctx, geo_chm_source(chm), windows[i][0], windows[i][1]);
            assert_same_cells(parts, whole, WIDTH * HEIGHT);
            free(parts);
        }
        free(whole);
        geo_chm_free(chm);
        options.area_min_m2 = 0; /* then no border helps to find masks beside a window */
    }
    scene_release(&s);
}

/* One crown of 16 cells in a line, corner to corner, over many windows' borders. */
static void holds_a_thin_crown_together(void **state)
{
    (void)state;
    for (int cells = 15; cells <= 16; cells++) {
        field dsm, dtm;
        field_make(&dsm, "dsm.tif", FRAME, 0);
        field_make(&dtm, "dtm.tif", FRAME, 0);
        for (int i = 0; i < cells; i++)
            *field_at(&dsm, 20 + i, 30 + i) = 8;
        const geo_chm_inputs inputs = {.dsm = &dsm.source, .dtm = &dtm.source};
        geo_chm *chm = NULL;
        assert_ok(geo_chm_new(ctx, &inputs, &OPTIONS, &chm));
        const geo_grid_source *source = geo_chm_source(chm);
        for (int i = 0; i < cells; i++) { /* each cell by itself */
            float cell;
            assert_ok(source->read(source->self, ctx, (geo_window){20 + i, 30 + i, 1, 1}, &cell));
            assert_near((double)cell, cells == 16 ? 8 : 0, 0);
        }
        geo_chm_free(chm);
        geo_grid_release(&dsm.grid);
        geo_grid_release(&dtm.grid);
    }
}

/* Two decimals in floats: 3.01 - 0.01 falls short of 3 by rounding alone. */
static void takes_three_metres_for_three(void **state)
{
    (void)state;
    field dsm, dtm;
    field_make(&dsm, "dsm.tif", FRAME, 3.31F);
    field_make(&dtm, "dtm.tif", FRAME, 0.31F);
    assert_true((double)3.31F - (double)0.31F < 3);
    *field_at(&dsm, 5, 5) = 3.30F;
    *field_at(&dsm, 5, 6) = 40.32F;
    const geo_chm_inputs inputs = {.dsm = &dsm.source, .dtm = &dtm.source};
    geo_chm *chm = NULL;
    assert_ok(geo_chm_new(ctx, &inputs, &OPTIONS, &chm));
    float *cells = field_take(ctx, geo_chm_source(chm), HEIGHT, WIDTH);
    assert_near((double)cells[0], 3, 1e-4);
    assert_near((double)cells[5 * WIDTH + 5], 0, 0); /* a hand too low */
    assert_near((double)cells[5 * WIDTH + 6], 0, 0); /* a crane */
    free(cells);
    geo_chm_free(chm);
    geo_grid_release(&dsm.grid);
    geo_grid_release(&dtm.grid);
}

static void asks_the_picture(void **state)
{
    (void)state;
    const geo_frame fine = {FRAME.x0, FRAME.y0, 0.125, 4 * WIDTH, 4 * (HEIGHT - 10)};
    field dsm, dtm, green;
    field_make(&dsm, "dsm.tif", FRAME, 9);
    field_make(&dtm, "dtm.tif", FRAME, 0);
    field_make(&green, "ndvi.tif", fine, 0.5F);
    for (int64_t i = 0; i < fine.height; i++)
        for (int64_t j = 200; j < fine.width; j++)
            *field_at(&green, i, j) = j < 300 ? 0.2F : NAN;
    *field_at(&dsm, 3, 100) = 1;
    const geo_chm_inputs inputs = {.dsm = &dsm.source, .dtm = &dtm.source, .green = &green.source};
    geo_chm_options options = OPTIONS;
    options.green_over = (double)0.2F;
    geo_chm *chm = NULL;
    assert_ok(geo_chm_new(ctx, &inputs, &options, &chm));
    float *cells = field_take(ctx, geo_chm_source(chm), 17, 33);
    for (int64_t row = 0; row < HEIGHT; row++)
        for (int64_t column = 0; column < WIDTH; column++) {
            float cell = cells[row * WIDTH + column];
            if (row == 3 && column == 100)
                assert_near((double)cell, 0, 0); /* low is no tree, whatever its colour */
            else if (row >= HEIGHT - 10 || column >= 75)
                assert_true(isnan(cell));
            else
                assert_near((double)cell, column < 50 ? 9 : 0, 0);
        }
    free(cells);
    geo_chm_free(chm);
    geo_grid_release(&dsm.grid);
    geo_grid_release(&dtm.grid);
    geo_grid_release(&green.grid);
}

/* A terrain that is smaller and begins elsewhere; outside the surface nothing is known. */
static void finds_the_terrain_where_it_lies(void **state)
{
    (void)state;
    const geo_frame part = {FRAME.x0 + 10, FRAME.y0 - 5, 0.5, 40, 30};
    field dsm, dtm;
    float out[4];
    shape_dice dice = {8};
    shape corner; /* masks the frame's corner and what lies beyond it */
    shape_make(&corner, &dice, (geo_point){FRAME.x0, FRAME.y0}, 9, 1, false, 0);
    const geo_chm_mask mask = {&corner.geom, 0};
    field_make(&dsm, "dsm.tif", FRAME, 9);
    field_make(&dtm, "dtm.tif", part, 1);
    const geo_chm_inputs inputs = {
        .dsm = &dsm.source, .dtm = &dtm.source, .masks = &mask, .mask_count = 1};
    geo_chm_options options = OPTIONS;
    options.ground_reach_m = 0;
    geo_chm *chm = NULL;
    assert_ok(geo_chm_new(ctx, &inputs, &options, &chm));
    float *cells = field_take(ctx, geo_chm_source(chm), HEIGHT, WIDTH);
    for (int64_t row = 0; row < HEIGHT; row++)
        for (int64_t column = 0; column < WIDTH; column++) {
            bool known = row >= 10 && row < 40 && column >= 20 && column < 60;
            bool masked = geo_geom_covers(&corner.geom, geo_frame_centre(FRAME, row, column));
            assert_true((known || masked) == !isnan(cells[row * WIDTH + column]));
        }
    const geo_grid_source *source = geo_chm_source(chm);
    assert_ok(source->read(source->self, ctx, (geo_window){-3, -3, 2, 2}, out));
    assert_true(isnan(out[0]) && isnan(out[3]));
    free(cells);
    geo_chm_free(chm);
    geo_grid_release(&dsm.grid);
    geo_grid_release(&dtm.grid);
}

static void refuses_what_makes_no_model(void **state)
{
    (void)state;
    static scene s;
    geo_chm *chm = NULL;
    scene_make(&s, 1);
    geo_chm_inputs inputs = {.dsm = &s.dsm.source, .dtm = &s.dtm.source};
    geo_chm_options options = OPTIONS;
    s.dtm.source.frame.x0 += 0.25;
    assert_int_equal(geo_chm_new(ctx, &inputs, &options, &chm), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(ctx), "'dsm.tif' (0.5 m) and 'dtm.tif' (0.5 m)"));
    s.dtm.source.frame.x0 -= 0.25;
    options.height_max_m = 3;
    assert_int_equal(geo_chm_new(ctx, &inputs, &options, &chm), GEO_ERR_ARG);
    options = OPTIONS;
    options.area_min_m2 = 10000;
    assert_int_equal(geo_chm_new(ctx, &inputs, &options, &chm), GEO_ERR_LIMIT);
    options = OPTIONS;
    options.ground_reach_m = NAN;
    assert_int_equal(geo_chm_new(ctx, &inputs, &options, &chm), GEO_ERR_ARG);
    scene_release(&s);
}

static void survives_failing_memory(void **state)
{
    (void)state;
    static scene s;
    static float out[WIDTH * HEIGHT];
    scene_make(&s, 5);
    const geo_chm_inputs inputs = {.dsm = &s.dsm.source,
                                   .dtm = &s.dtm.source,
                                   .green = &s.dsm.source,
                                   .masks = s.masks,
                                   .mask_count = MASKS + 1};
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 0;
    while (status == GEO_ERR_NOMEM) {
        geo_chm *chm = NULL;
        geo_alloc_fail_at(++nth);
        status = geo_chm_new(ctx, &inputs, &OPTIONS, &chm);
        if (!status) {
            const geo_grid_source *source = geo_chm_source(chm);
            status = source->read(source->self, ctx, (geo_window){0, 0, HEIGHT, WIDTH}, out);
        }
        geo_chm_free(chm);
        assert_true(nth < 1000);
    }
    geo_alloc_fail_at(0);
    assert_ok(status);
    assert_true(nth > 20);
    scene_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_what_is_defined),
        cmocka_unit_test(does_not_depend_on_windows),
        cmocka_unit_test(holds_a_thin_crown_together),
        cmocka_unit_test(takes_three_metres_for_three),
        cmocka_unit_test(asks_the_picture),
        cmocka_unit_test(finds_the_terrain_where_it_lies),
        cmocka_unit_test(refuses_what_makes_no_model),
        cmocka_unit_test(survives_failing_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
