#include "cli/columns.h"

#include <string.h>

#include "cli/state.h"

geo_status cli_columns(cli *app, const char *const *suffixes, const geo_field_type *types,
                       size_t count, const geo_field **out)
{
    geo_field *fields = geo_arena_alloc(app->state->arena, count, sizeof *fields);
    if (!fields)
        return geo_fail_nomem(app->ctx);
    for (size_t i = 0; i < count; i++) {
        const char *name = cli_textf(app, "%s_%s", app->common.name, suffixes[i]);
        char *copy = name ? geo_arena_strndup(app->state->arena, name, strlen(name)) : NULL;
        if (!copy)
            return geo_fail_nomem(app->ctx);
        fields[i] = (geo_field){copy, types[i]};
    }
    *out = fields;
    return GEO_OK;
}
