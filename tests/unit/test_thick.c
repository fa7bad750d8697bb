/* Thickness along ways of cells, worked out on paper. */
#include <math.h>
#include <string.h>

#include "near.h"

#include "raster/edt.h"
#include "raster/thick.h"

enum { WIDTH = 20, HEIGHT = 11, CELLS = WIDTH * HEIGHT };
static const geo_frame FRAME = {0, 0, 1, WIDTH, HEIGHT};

typedef struct plot {
    uint8_t inside[CELLS];
    uint32_t squared[CELLS];
} plot;

static void fill(plot *p, int row, int column, int height, int width)
{
    for (int r = row; r < row + height; r++)
        memset(p->inside + r * WIDTH + column, 1, (size_t)width);
}

static geo_narrow thinnest(plot *p, const uint32_t *cells, size_t count, int64_t reach)
{
    assert_ok(geo_edt(NULL, p->inside, HEIGHT, WIDTH, p->squared));
    return geo_cells_thinnest(FRAME, p->squared, cells, count, reach);
}

/* A strip 5 wide measures 6, along its middle, along its edge, and at its end. */
static void test_strip(void **state)
{
    (void)state;
    plot p = {0};
    fill(&p, 3, 2, 5, 16);
    const uint32_t middle[] = {5 * WIDTH + 8, 5 * WIDTH + 9},
                   edge[] = {3 * WIDTH + 8, 3 * WIDTH + 9}, end[] = {5 * WIDTH + 2};
    assert_near(thinnest(&p, middle, 2, 10).width_m, 6, 0);
    assert_near(thinnest(&p, edge, 2, 10).width_m, 6, 0);
    assert_near(thinnest(&p, end, 1, 10).width_m, 6, 0);
    assert_near(geo_cells_narrowest(FRAME, p.squared, edge, 2).width_m, 2, 0); /* not this */
}

/* Two fields with a neck of one cell: the neck counts, and is named. */
static void test_neck(void **state)
{
    (void)state;
    plot p = {0};
    fill(&p, 2, 1, 7, 7);
    fill(&p, 5, 8, 1, 4);
    fill(&p, 2, 12, 7, 7);
    uint32_t way[14];
    for (uint32_t i = 0; i < 14; i++)
        way[i] = 5 * WIDTH + 3 + i;
    geo_narrow found = thinnest(&p, way, 14, 10);
    assert_near(found.width_m, 2, 0);
    assert_true(found.cell >= 5 * WIDTH + 8 && found.cell < 5 * WIDTH + 12);
    assert_near(thinnest(&p, way, 4, 10).width_m, 8, 0);
    /* its first cell is covered from the field, by a disc of sqrt 10 and not by that of 4, on whose
     * rim it lies */
    const uint32_t mouth[] = {5 * WIDTH + 8};
    assert_near(thinnest(&p, mouth, 1, 10).width_m, 2 * sqrt(10), 1e-12);
}

/* With a short reach a thick place is told too thin, down to about twice the reach. */
static void test_reach(void **state)
{
    (void)state;
    plot p = {0};
    fill(&p, 1, 1, 9, 18);
    const uint32_t edge[] = {1 * WIDTH + 9};
    assert_near(thinnest(&p, edge, 1, 10).width_m, 10, 0);
    assert_near(thinnest(&p, edge, 1, 2).width_m, 6, 0);
    assert_near(thinnest(&p, edge, 1, 0).width_m, 2, 0);
}

static void test_none(void **state)
{
    (void)state;
    plot p = {0};
    fill(&p, 1, 1, 2, 2);
    const uint32_t bare[] = {0, 9};
    geo_narrow found = thinnest(&p, bare, 2, 10);
    assert_true(isinf(found.width_m) && found.cell == UINT32_MAX);
    assert_true(isinf(thinnest(&p, bare, 0, 10).width_m));
    fill(&p, 0, 0, HEIGHT, WIDTH); /* nothing is outside: nobody knows */
    assert_true(isinf(thinnest(&p, bare, 2, 10).width_m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_strip), cmocka_unit_test(test_neck),
                                       cmocka_unit_test(test_reach), cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
