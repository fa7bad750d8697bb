/* Numbers, lengths, areas, percentages, boxes, norms and dates as people type them. */
#include "base/parse.h"

#include <math.h>

#include "base/text.h"
#include "fuzz.h"

/* A number that was read is written shortest, and that is the same number. */
static void check_double(geo_ctx *ctx, const char *text)
{
    geo_text written = GEO_TEXT_INIT;
    double number, again;
    if (fuzz_said(ctx, geo_parse_double(ctx, text, &number)) != GEO_OK)
        return;
    FUZZ_CHECK(isfinite(number));
    geo_text_add_double(&written, number);
    FUZZ_CHECK(geo_parse_double(ctx, geo_text_string(&written), &again) == GEO_OK);
    FUZZ_CHECK(again == number);
    geo_text_reset(&written);
    geo_text_add_fixed(&written, number, 3);
    FUZZ_CHECK(written.length > 0);
    geo_text_release(&written);
}

static void check_int(geo_ctx *ctx, const char *text)
{
    geo_text written = GEO_TEXT_INIT;
    int64_t number, again;
    if (fuzz_said(ctx, geo_parse_int(ctx, text, INT64_MIN, INT64_MAX, &number)) != GEO_OK)
        return;
    geo_text_add_int(&written, number);
    FUZZ_CHECK(geo_parse_int(ctx, geo_text_string(&written), number, number, &again) == GEO_OK);
    FUZZ_CHECK(again == number);
    geo_text_release(&written);
}

static void check_measures(geo_ctx *ctx, const char *text)
{
    double m, m2, pct, box[4];
    if (fuzz_said(ctx, geo_parse_length(ctx, text, &m)) == GEO_OK)
        FUZZ_CHECK(isfinite(m) && m >= 0);
    if (fuzz_said(ctx, geo_parse_area(ctx, text, &m2)) == GEO_OK)
        FUZZ_CHECK(isfinite(m2) && m2 >= 0);
    if (fuzz_said(ctx, geo_parse_percent(ctx, text, &pct)) == GEO_OK)
        FUZZ_CHECK(pct >= 0 && pct <= 100);
    if (fuzz_said(ctx, geo_parse_box(ctx, text, box)) == GEO_OK)
        FUZZ_CHECK(box[0] < box[2] && box[1] < box[3] && isfinite(box[0]) && isfinite(box[3]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    char *text = fuzz_string(data, size);
    geo_norm_triple norm;
    int64_t days;
    check_double(ctx, text);
    check_int(ctx, text);
    check_measures(ctx, text);
    if (fuzz_said(ctx, geo_parse_norm(ctx, text, &norm)) == GEO_OK)
        FUZZ_CHECK(norm.trees >= 0 && norm.canopy_pct >= 0 && norm.canopy_pct <= 100 &&
                   norm.distance_m > 0 && isfinite(norm.distance_m));
    if (fuzz_said(ctx, geo_parse_date(ctx, text, &days)) == GEO_OK)
        FUZZ_CHECK(days >= -719528 && days <= 2932896); /* years 0000 to 9999 */
    free(text);
    return 0;
}
