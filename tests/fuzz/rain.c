/* Showers and rates as people type them. */
#include <math.h>

#include "fuzz.h"
#include "water/rain_tables.h"

/* What is taken is a shower or a rate that can be reckoned with; what is not says why. */
static void check(geo_ctx *ctx, const char *text)
{
    geo_rain_events events = {0};
    static const char *const units[] = {"mm/h", "mm/day"};
    double rate;
    if (fuzz_said(ctx, geo_rain_events_parse(ctx, text, &events)) == GEO_OK) {
        FUZZ_CHECK(events.count == 1);
        FUZZ_CHECK(events.items[0].mm > 0 && isfinite(events.items[0].mm));
        FUZZ_CHECK(events.items[0].hours > 0 && isfinite(events.items[0].hours));
    }
    geo_rain_events_release(&events);
    for (int i = 0; i < 2; i++)
        if (fuzz_said(ctx, geo_rain_rate_parse(ctx, text, units[i], &rate)) == GEO_OK)
            FUZZ_CHECK(rate >= 0 && isfinite(rate));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    check(fuzz_ctx(), text);
    free(text);
    return 0;
}
