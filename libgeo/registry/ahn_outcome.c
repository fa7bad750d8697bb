/* What became of the files of a run, and of the buildings under them. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "registry/ahn_parts.h"

static geo_ahn_made *made_next(geo_ahn_outcome *outcome, const char *name)
{
    geo_ahn_made *made = &outcome->made[outcome->made_count++];
    *made = (geo_ahn_made){.name = name};
    return made;
}

static bool is_in_use(const geo_ahn_sheets *sheets, const char *path)
{
    for (size_t i = 0; i < geo_ahn_sheets_count(sheets); i++)
        if (strcmp(geo_ahn_sheets_path(sheets, i), path) == 0)
            return true;
    return false;
}

geo_status geo_ahn_outcome_sheets(geo_ctx *ctx, geo_ahn_outcome *outcome, const char *name,
                                  const geo_ahn_sheets *sheets, const char *const *paths,
                                  size_t count, const geo_ahn_report *report)
{
    geo_ahn_made *made = made_next(outcome, name);
    made->area_m2 = report->area_m2;
    /* cells on the area's edge count whole */
    made->unknown_m2 = fmax(0, report->area_m2 - report->valid_m2);
    for (size_t i = 0; i < count; i++) {
        bool used = is_in_use(sheets, paths[i]);
        if (!(used ? geo_vec_push(&made->used, paths[i]) : geo_vec_push(&made->ignored, paths[i])))
            return geo_fail_nomem(ctx);
    }
    if (made->ignored.count)
        geo_info(ctx, "%s: %zu of %zu files lie outside the area, '%s' first", name,
                 made->ignored.count, count, geo_path_name(made->ignored.items[0]));
    return GEO_OK;
}

geo_status geo_ahn_outcome_crowns(geo_ctx *ctx, geo_ahn_outcome *outcome, const char *path,
                                  const geo_ahn_crown_report *report)
{
    geo_ahn_made *made = made_next(outcome, "canopy.tif");
    made->has_crowns = true;
    made->crown_m2 = report->crown_m2;
    made->unknown_m2 = report->unknown_m2;
    made->area_m2 = report->crown_m2 + report->bare_m2 + report->unknown_m2;
    return !path || geo_vec_push(&made->used, path) ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_ahn_outcome_release(geo_ahn_outcome *outcome)
{
    for (size_t i = 0; i < outcome->made_count; i++) {
        geo_free(outcome->made[i].used.items);
        geo_free(outcome->made[i].ignored.items);
    }
    *outcome = (geo_ahn_outcome){0};
}
