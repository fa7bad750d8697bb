/* Numbers that cannot be true: outside the limits of a table, which say of what unit they are. Most
 * are of another unit than the column's: centimetres, or percent for a fraction. */
#include <math.h>

#include "report/audit_state.h"

static void add_span(geo_text *out, double least, double most)
{
    if (isnan(most))
        geo_text_addf(out, "%.10g or more", least);
    else if (isnan(least))
        geo_text_addf(out, "%.10g or less", most);
    else if (least < most)
        geo_text_addf(out, "%.10g to %.10g", least, most);
    else
        geo_text_addf(out, "%.10g", least);
}

static void tell_range(geo_audit *audit, const geo_audit_count *bad, const geo_audit_limit *limit,
                       double lowest, double highest)
{
    geo_text is = GEO_TEXT_INIT, can_be = GEO_TEXT_INIT;
    add_span(&is, lowest, highest);
    add_span(&can_be, limit->least, limit->most);
    geo_audit_tell(audit, bad, "column %s is %s there; it can be %s (%s)", limit->column,
                   geo_text_string(&is), geo_text_string(&can_be), limit->unit);
    audit->report->failed |= is.failed || can_be.failed;
    geo_text_release(&is);
    geo_text_release(&can_be);
}

static void tell_limit(geo_audit *audit, const geo_audit_layer *layer, const geo_audit_limit *limit,
                       const double *values)
{
    geo_audit_count bad = {.check = GEO_AUDIT_VALUE_IMPLAUSIBLE, .theme = layer->name};
    double lowest = INFINITY, highest = -INFINITY;
    for (size_t i = 0; i < layer->rows.count; i++) {
        bad.of += !isnan(values[i]);
        if (!(values[i] < limit->least) && !(values[i] > limit->most))
            continue;
        geo_audit_add(&bad, layer->rows.ids[i]);
        lowest = fmin(lowest, values[i]);
        highest = fmax(highest, values[i]);
    }
    tell_range(audit, &bad, limit, lowest, highest);
}

geo_status geo_audit_limits(geo_ctx *ctx, geo_audit *audit)
{
    (void)ctx;
    for (size_t i = 0; i < audit->rules->limits.count; i++) {
        const geo_audit_limit *limit = &audit->rules->limits.items[i];
        const geo_audit_layer *layer = geo_audit_layer_of(audit, limit->theme);
        const double *values =
            layer && layer->ready ? geo_audit_number(layer, limit->column) : NULL;
        if (values) /* a column that is missing is told where it matters */
            tell_limit(audit, layer, limit, values);
    }
    return GEO_OK;
}
