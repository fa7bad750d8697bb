/* io/json_page: a page is told from a whole, in pieces of any size. */
#include <string.h>

#include "io/json_page.h"
#include "near.h"

#define F1 "{\"type\":\"Feature\",\"properties\":{\"rel\":\"next\"},\"geometry\":null}"
#define HEAD "{\"type\":\"FeatureCollection\","
#define TWO "\"features\":[" F1 "," F1 "]"
#define NEXT "\"links\":[{\"rel\":\"self\",\"href\":\"x\"},{\"href\":\"a\\\"b\",\"rel\":\"next\"}]"

static const struct {
    const char *text, *says; /* NULL: it is whole */
} cases[] = {
    {HEAD TWO "}", NULL},
    {HEAD TWO "," NEXT "}", "2 objects, and more on the next page"},
    {HEAD NEXT "," TWO "}", "2 objects, and more"},
    {HEAD "\"links\" : [ { \"rel\" : \"prev\" } ] ," TWO "}", NULL},
    {HEAD "\"numberMatched\": 9 ,\"numberReturned\":2," TWO "}", "2 of 9 objects"},
    {HEAD TWO ",\"numberMatched\":9}", "2 of 9 objects"}, /* the last page has no next */
    {HEAD TWO ",\"numberMatched\":2}", NULL},
    {HEAD TWO ",\"totalFeatures\":3,\"numberReturned\":2}", "2 of 3 objects"},
    {HEAD TWO ",\"numberMatched\":\"unknown\"}", NULL},
    {HEAD TWO ",\"numberMatched\":2," NEXT "}", NULL},
    /* pages put together by hand */
    {HEAD TWO ",\"numberReturned\":1," NEXT "}", NULL},
    {HEAD TWO ",\"numberReturned\":2," NEXT "}", "next page"},
    {HEAD TWO ",\"exceededTransferLimit\":true}", "next page"},
    {HEAD TWO ",\"exceededTransferLimit\":false}", NULL},
    {HEAD "\"properties\":{\"exceededTransferLimit\":true}," TWO "}", "next page"},
    {HEAD "\"features\":[]," NEXT "}", "0 objects"},
    /* the words mean nothing elsewhere */
    {HEAD "\"name\":\"numberMatched\\\":9,\"," TWO "}", NULL},
    {HEAD
     "\"features\":[{\"numberMatched\":9,\"links\":[{\"rel\":\"next\"}],\"exceededTransferLimit\":"
     "true}]}",
     NULL},
    {HEAD "\"more\":{\"numberMatched\":9," NEXT "}," TWO "}", NULL},
    {"{\"type\":\"Feature\"," NEXT "}", NULL},
    {"]]}}\"", NULL},
};

static void tells_pages(void **state)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t step = 1; step <= 64; step += 9) {
            geo_json_page page = {0};
            size_t length = strlen(cases[i].text);
            for (size_t at = 0; at < length; at += step)
                geo_json_page_feed(&page, cases[i].text + at,
                                   length - at < step ? length - at : step);
            geo_status status = geo_json_page_check(ctx, &page, "x.geojson");
            if ((status == GEO_OK) != !cases[i].says ||
                (status && !strstr(geo_ctx_error(ctx), cases[i].says)))
                fail_msg("%s: %s", cases[i].text, status ? geo_ctx_error(ctx) : "whole");
            geo_ctx_reset(ctx);
        }
    geo_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
