/* What a GeoJSON file says of being one page of many: from any bytes, and the same however they are
 * cut. */
#include "io/json_page.h"

#include <math.h>

#include "fuzz.h"

static geo_json_page look(const uint8_t *data, size_t size, size_t step)
{
    geo_json_page page = {0};
    for (size_t at = 0; at < size; at += step) {
        size_t count = size - at < step ? size - at : step;
        char *piece = malloc(count); /* of just that size: reading beyond it is seen */
        FUZZ_CHECK(piece);
        memcpy(piece, data + at, count);
        geo_json_page_feed(&page, piece, count);
        free(piece);
    }
    return page;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    geo_json_page whole = look(data, size, size + 1), cut = look(data, size, 3);
    FUZZ_CHECK(whole.features == cut.features && whole.features <= size);
    FUZZ_CHECK(whole.matched == cut.matched && whole.returned == cut.returned);
    FUZZ_CHECK(whole.matched >= 0 && !isnan(whole.returned));
    FUZZ_CHECK(whole.depth == cut.depth && whole.depth >= 0);
    geo_status status = fuzz_said(ctx, geo_json_page_check(ctx, &whole, "fuzz"));
    FUZZ_CHECK(status == GEO_OK || status == GEO_ERR_FORMAT);
    FUZZ_CHECK(geo_json_page_check(ctx, &cut, "fuzz") == status);
    return 0;
}
