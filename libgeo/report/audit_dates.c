/* Of what time the data are: within a theme, and themes beside each other. */
#include <string.h>

#include "base/parse.h"
#include "report/audit_state.h"

#define DAYS_PER_YEAR 365.25

typedef struct span {
    int64_t first, last; /* days */
    const char *first_text, *last_text;
    bool known;
} span;

static void widen(span *s, const char *text)
{
    int64_t days;
    if (geo_audit_is_empty(text) || geo_parse_date(NULL, text, &days))
        return;
    if (!s->known || days < s->first) {
        s->first = days;
        s->first_text = text;
    }
    if (!s->known || days > s->last) {
        s->last = days;
        s->last_text = text;
    }
    s->known = true;
}

static span span_of(const geo_audit_layer *layer)
{
    span s = {.known = false};
    const char **dates = geo_audit_text(layer, "source_date");
    for (size_t i = 0; dates && i < layer->rows.count; i++)
        widen(&s, dates[i]);
    return s;
}

static double years_between(int64_t first, int64_t last)
{
    return (double)(last - first) / DAYS_PER_YEAR;
}

/* Rows that are older than the newest by more than the threshold. */
static void tell_within(geo_audit *audit, const geo_audit_layer *layer, const span *s)
{
    geo_audit_count old = {
        .check = GEO_AUDIT_DATES_WITHIN, .theme = layer->name, .of = layer->rows.count};
    const char **dates = geo_audit_text(layer, "source_date");
    double most = geo_audit_threshold(audit, old.check);
    int64_t days;
    for (size_t i = 0; i < layer->rows.count; i++)
        if (!geo_audit_is_empty(dates[i]) && geo_parse_date(NULL, dates[i], &days) == GEO_OK &&
            years_between(days, s->last) > most)
            geo_audit_add(&old, layer->rows.ids[i]);
    geo_audit_tell(audit, &old,
                   "source_date from %.10s to %.10s: more than %g years before the newest",
                   s->first_text, s->last_text, most);
}

static void tell_between(geo_audit *audit, const geo_audit_layer *layer, const span *s,
                         const geo_audit_layer *newest_layer, const span *newest)
{
    geo_audit_count old = {.check = GEO_AUDIT_DATES_BETWEEN, .theme = layer->name};
    geo_text detail = GEO_TEXT_INIT;
    if (years_between(s->last, newest->last) <= geo_audit_threshold(audit, old.check)) {
        audit->report->done++;
        return;
    }
    geo_text_addf(&detail, "its newest source_date is %.10s, that of %s %.10s", s->last_text,
                  newest_layer->name, newest->last_text);
    geo_audit_tell_as(audit, audit->rules->checks[old.check].severity, &old, false,
                      geo_text_string(&detail));
    audit->report->failed |= detail.failed;
    geo_text_release(&detail);
}

/* Days after which something is not yet; a day of grace, for clocks differ in their zone. */
static void tell_future(geo_audit *audit, const geo_audit_layer *layer, const char *column)
{
    geo_audit_count bad = {.check = GEO_AUDIT_DATE_FUTURE, .theme = layer->name};
    const char **dates = geo_audit_text(layer, column);
    int64_t days, today;
    if (!dates || !audit->inputs->today || geo_parse_date(NULL, audit->inputs->today, &today))
        return;
    for (size_t i = 0; i < layer->rows.count; i++) {
        if (geo_audit_is_empty(dates[i]) || geo_parse_date(NULL, dates[i], &days))
            continue;
        bad.of++;
        if (days > today + 1)
            geo_audit_add(&bad, layer->rows.ids[i]);
    }
    geo_audit_tell(audit, &bad, "%s is after %s", column, audit->inputs->today);
}

geo_status geo_audit_dates(geo_ctx *ctx, geo_audit *audit)
{
    const geo_audit_layer *newest_layer = NULL;
    span newest = {.known = false};
    (void)ctx;
    for (size_t i = 0; i < audit->count; i++) {
        const geo_audit_layer *layer = &audit->layers[i];
        if (layer->is_raster || !layer->ready)
            continue;
        span s = span_of(layer);
        tell_future(audit, layer, "source_date");
        if (strcmp(layer->name, "roost") == 0)
            tell_future(audit, layer, "observed");
        if (!s.known) {
            geo_audit_skip(audit, GEO_AUDIT_DATES_WITHIN, layer->name,
                           "theme '%s' has no source_date", layer->name);
            continue;
        }
        tell_within(audit, layer, &s);
        if (!newest.known || s.last > newest.last) {
            newest = s;
            newest_layer = layer;
        }
    }
    for (size_t i = 0; i < audit->count; i++) {
        const geo_audit_layer *layer = &audit->layers[i];
        span s = layer->is_raster || !layer->ready ? (span){.known = false} : span_of(layer);
        if (s.known && layer != newest_layer)
            tell_between(audit, layer, &s, newest_layer, &newest);
    }
    return GEO_OK;
}
