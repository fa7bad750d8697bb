#include "cli/columns.h"

#include <string.h>

#include "cli/state.h"
#include "io/coverage.h"

geo_status cli_fields(cli *app, const char *const *names, const geo_field_type *types, size_t count,
                      const geo_field **out)
{
    geo_field *fields = geo_arena_alloc(app->state->arena, count, sizeof *fields);
    if (!fields)
        return geo_fail_nomem(app->ctx);
    for (size_t i = 0; i < count; i++) {
        char *name = geo_arena_strndup(app->state->arena, names[i], strlen(names[i]));
        if (!name)
            return geo_fail_nomem(app->ctx);
        fields[i] = (geo_field){name, types[i]};
    }
    *out = fields;
    return GEO_OK;
}

geo_status cli_columns(cli *app, const char *const *suffixes, const geo_field_type *types,
                       size_t count, const geo_field **out)
{
    const char **names = geo_arena_alloc(app->state->arena, count, sizeof *names);
    if (!names)
        return geo_fail_nomem(app->ctx);
    for (size_t i = 0; i < count; i++) {
        names[i] = cli_textf(app, "%s_%s", app->common.name, suffixes[i]);
        if (!names[i])
            return geo_fail_nomem(app->ctx);
    }
    return cli_fields(app, names, types, count, out);
}

geo_status cli_coverage_fact(cli *app, bool stated)
{
    return cli_fact(app, GEO_COVERAGE_FACT, stated ? "yes" : "no");
}
