#include "water/sinks_summary.h"

#include "base/sum.h"

/* The outermost hold what lies in them: together they hold all. */
static void add_outermost(geo_text *out, const geo_sink *sinks, uint32_t count)
{
    geo_sum volume_m3 = {0}, area_m2 = {0};
    uint32_t outermost = 0;
    for (uint32_t id = 1; id <= count; id++) {
        if (sinks[id].parent)
            continue;
        outermost++;
        geo_sum_add(&volume_m3, sinks[id].volume_m3);
        geo_sum_add(&area_m2, sinks[id].area_m2);
    }
    geo_text_add_number(out, "sinks", count);
    geo_text_add_number(out, "outermost", outermost);
    geo_text_add_number(out, "volume_m3", geo_sum_value(&volume_m3));
    geo_text_add_number(out, "area_m2", geo_sum_value(&area_m2));
}

geo_status geo_sinks_summary_json(geo_ctx *ctx, const geo_sinks *sinks, geo_text *out)
{
    const geo_sinks_tally tally = geo_sinks_counts(sinks);
    uint32_t count;
    const geo_sink *rows = geo_sinks_rows(sinks, &count);
    geo_text_add(out, "{\"schema\":\"groennet-sinks/1\"");
    geo_text_add_number(out, "depressions", (double)tally.found);
    add_outermost(out, rows, count);
    geo_text_add_number(out, "left_out", (double)tally.left_out);
    geo_text_add_number(out, "left_out_m3", tally.left_out_m3);
    geo_text_add_number(out, "raised", (double)tally.raised);
    geo_text_add_number(out, "burned", (double)tally.burned);
    geo_text_add_number(out, "groundless", (double)tally.groundless);
    geo_text_add_number(out, "walled_in", tally.walled);
    geo_text_add(out, "}\n");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
