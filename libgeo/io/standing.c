#include "io/standing.h"

#include <string.h>

#include "base/text.h"

geo_status geo_tree_stands(geo_ctx *ctx, const geo_source *trees, const geo_features *rows,
                           size_t i, const char *status, bool *out)
{
    static const char *const GONE[] = {"felled", "stump", "planned", NULL};
    *out = !status || !*status || strcmp(status, "standing") == 0;
    if (*out || geo_text_listed(GONE, status))
        return GEO_OK;
    geo_hint(ctx, "statuses are standing, felled, stump and planned; none means standing");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': tree '%s' has the unknown status '%s'",
                    geo_source_name(trees), rows->ids[i], status);
}
