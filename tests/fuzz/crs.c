/* Coordinate reference systems as text: what is taken has a name, WKT that is taken again as the
 * same system, and a box that is one. */
#include "crs/crs.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    char *text = fuzz_string(data, size);
    geo_crs *crs = NULL, *copy = NULL;
    geo_box box;
    if (fuzz_said(ctx, geo_crs_new(ctx, text, &crs)) == GEO_OK) {
        FUZZ_CHECK(*geo_crs_name(crs) && *geo_crs_label(crs) && *geo_crs_wkt(crs));
        FUZZ_CHECK(!geo_crs_is_projected_metres(crs) || !geo_crs_is_geographic(crs));
        FUZZ_CHECK(geo_crs_clone(ctx, crs, &copy) == GEO_OK);
        FUZZ_CHECK(geo_crs_same(crs, copy));
        FUZZ_CHECK(!geo_crs_bounds(crs, &box) || !geo_box_is_empty(box));
    }
    geo_crs_free(crs);
    geo_crs_free(copy);
    free(text);
    return 0;
}
