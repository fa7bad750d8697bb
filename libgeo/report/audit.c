#include "report/audit.h"

#include "report/audit_state.h"

static geo_status check_all(geo_ctx *ctx, geo_audit *audit)
{
    static const geo_audit_step STEPS[] = {
        geo_audit_columns,        geo_audit_extents,   geo_audit_ids,     geo_audit_limits,
        geo_audit_dates,          geo_audit_buildings, geo_audit_places,  geo_audit_trees,
        geo_audit_neighbourhoods, geo_audit_greens,    geo_audit_streets, geo_audit_models,
        geo_audit_heights,        geo_audit_crowns,    geo_audit_strays};
    const size_t count = sizeof STEPS / sizeof STEPS[0];
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < count; i++) {
        status = geo_ctx_poll(ctx);
        if (!status)
            status = STEPS[i](ctx, audit);
        if (!status && audit->report->failed)
            status = geo_fail_nomem(ctx);
        geo_progress(ctx, (double)(i + 1) / (double)count);
    }
    return status;
}

geo_status geo_audit_run(geo_ctx *ctx, const geo_audit_inputs *inputs, const geo_audit_rules *rules,
                         geo_audit_report *out)
{
    geo_audit_report report = {.arena = geo_arena_new()};
    geo_audit audit = {.inputs = inputs, .rules = rules, .report = &report};
    geo_status status = report.arena ? geo_geos_new(ctx, &audit.geos) : geo_fail_nomem(ctx);
    if (!status)
        status = geo_audit_open(ctx, &audit);
    if (!status)
        status = check_all(ctx, &audit);
    geo_audit_close(&audit);
    if (status) {
        geo_audit_report_release(&report);
        return status;
    }
    geo_audit_sort(&report);
    *out = report;
    return GEO_OK;
}
