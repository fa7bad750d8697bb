/* io/raster_style: marks of a style filled in from the cells that went by. */
#include <math.h>
#include <string.h>

#include "../support/near.h"
#include "io/raster_style.h"

static geo_status give(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    (void)ctx;
    memcpy(cells, (const float *)self + window.row * 4, sizeof(float) * 4);
    return GEO_OK;
}

static const char *filled(float *cells, int64_t rows, const char *qml, geo_text *out)
{
    const geo_grid_source from = {.self = cells,
                                  .frame = {.width = 4, .height = rows, .cell_m = 1},
                                  .name = "z",
                                  .read = give};
    geo_value_range range;
    geo_grid_source ranged = geo_value_range_of(&from, &range);
    float row[4];
    for (int64_t i = 0; i < rows; i++)
        assert_ok(ranged.read(ranged.self, NULL, (geo_window){i, 0, 1, 4}, row));
    geo_text_reset(out);
    geo_raster_style_add(out, qml, &range);
    assert_false(out->failed);
    return geo_text_string(out);
}

static void fills_marks(void **state)
{
    float even[] = {1, 2, 3, 5, NAN, 1, 5, 4}, unknown[] = {NAN, NAN, NAN, NAN};
    geo_text out = GEO_TEXT_INIT;
    (void)state;
    assert_string_equal(filled(even, 2, "a @0@ b @25@ c @100@ @HIGH@.", &out),
                        "a 1.00 b 2.00 c 5.00 5.");
    assert_string_equal(filled(unknown, 1, "@0@ @BANDS@ @HIGH@", &out), "0 0 0");
    assert_string_equal(filled(even, 2, "no mark", &out), "no mark");
    geo_text_release(&out);
}

/* One roof of 100 m among zeros: mean 2.5, two standard deviations 31.22. */
static void passes_over_what_is_rare(void **state)
{
    float cells[40] = {[17] = 100};
    geo_text out = GEO_TEXT_INIT;
    (void)state;
    assert_string_equal(filled(cells, 10, "@0@ @100@ @HIGH@", &out), "0.00 33.72 100");
    geo_text_release(&out);
}

static void colours_every_number(void **state)
{
    float three[] = {0, 1, 2, 3}, many[] = {0, 1, 2, 1000};
    geo_text out = GEO_TEXT_INIT;
    (void)state;
    assert_string_equal(filled(three, 1, "@BANDS@", &out),
                        "<item alpha=\"160\" value=\"1.5\" color=\"#e69f00\" label=\"1\"/>\n"
                        "<item alpha=\"160\" value=\"2.5\" color=\"#56b4e9\" label=\"2\"/>\n"
                        "<item alpha=\"160\" value=\"3.5\" color=\"#009e73\" label=\"3\"/>\n");
    const char *text = filled(many, 1, "@BANDS@", &out);
    assert_non_null(strstr(text, "value=\"5.5\" color=\"#e69f00\" label=\"1 - 5\""));
    assert_non_null(strstr(text, "value=\"1000.5\" color=\"#f0e442\" label=\"996 - 1000\""));
    geo_text_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fills_marks),
                                       cmocka_unit_test(passes_over_what_is_rare),
                                       cmocka_unit_test(colours_every_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
