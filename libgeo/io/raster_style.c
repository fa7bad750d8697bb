#include "io/raster_style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More colours in a legend help nobody. */
enum { BANDS_MOST = 200 };

static geo_status read_ranged(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_value_range *range = self;
    geo_status status = range->from->read(range->from->self, ctx, window, cells);
    for (int64_t i = 0; status == GEO_OK && i < window.height * window.width; i++) {
        range->low = fmin(range->low, (double)cells[i]); /* pass over NaN */
        range->high = fmax(range->high, (double)cells[i]);
        if (isnan(cells[i]))
            continue;
        range->sum += (double)cells[i];
        range->squares += (double)cells[i] * (double)cells[i];
        range->count++;
    }
    return status;
}

geo_grid_source geo_value_range_of(const geo_grid_source *from, geo_value_range *range)
{
    *range = (geo_value_range){.from = from, .low = NAN, .high = NAN};
    return (geo_grid_source){
        .self = range, .frame = from->frame, .name = from->name, .read = read_ranged};
}

/* Okabe and Ito 2008, Color Universal Design: apart for the colour-blind. */
static void add_bands(geo_text *out, double high)
{
    static const char *const COLOURS[] = {"#e69f00", "#56b4e9", "#009e73", "#f0e442",
                                          "#0072b2", "#d55e00", "#cc79a7"};
    int bands = (int)fmin(BANDS_MOST, high);
    long long first = 1;
    for (int i = 0; i < bands; i++) {
        long long last = (long long)floor(high * (i + 1) / bands);
        geo_text_addf(out, "<item alpha=\"160\" value=\"%lld.5\" color=\"%s\" label=\"", last,
                      COLOURS[i % 7]);
        if (first == last)
            geo_text_addf(out, "%lld\"/>\n", last);
        else
            geo_text_addf(out, "%lld - %lld\"/>\n", first, last);
        first = last + 1;
    }
}

static double value_at(const geo_value_range *range, double percent)
{
    double mean = range->sum / (double)range->count;
    double spread = 2 * sqrt(fmax(0, range->squares / (double)range->count - mean * mean));
    double low = fmax(range->low, mean - spread), high = fmin(range->high, mean + spread);
    return low + (high - low) * percent / 100;
}

static void add_mark(geo_text *out, const char *mark, const geo_value_range *range)
{
    if (range->count == 0)
        geo_text_add_char(out, '0');
    else if (strncmp(mark, "BANDS@", 6) == 0)
        add_bands(out, range->high);
    else if (strncmp(mark, "HIGH@", 5) == 0)
        geo_text_add_double(out, range->high);
    else
        geo_text_add_fixed(out, value_at(range, strtod(mark, NULL)), 2);
}

void geo_raster_style_add(geo_text *out, const char *qml, const geo_value_range *range)
{
    for (const char *mark; (mark = strchr(qml, '@')) != NULL; qml = strchr(mark + 1, '@') + 1) {
        geo_text_add_bytes(out, qml, (size_t)(mark - qml));
        if (!strchr(mark + 1, '@'))
            return; /* a style of ours marks in pairs */
        add_mark(out, mark + 1, range);
    }
    geo_text_add(out, qml);
}
