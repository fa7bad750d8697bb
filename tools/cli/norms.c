#include "cli/norms.h"

#include <stdarg.h>
#include <stdio.h>

geo_status cli_norms(cli *app, geo_norms **out)
{
    const char *norms, *aliases;
    geo_status status = cli_data_path(app, "norms.csv", &norms);
    if (status == GEO_OK)
        status = cli_data_path(app, "norm-aliases.csv", &aliases);
    return status == GEO_OK ? geo_norms_read(app->ctx, norms, aliases, out) : status;
}

geo_status cli_norm(cli *app, const char *name, geo_profile *out)
{
    geo_norms *norms = NULL;
    geo_status status = cli_norms(app, &norms);
    if (status == GEO_OK)
        status = geo_norms_find(app->ctx, norms, name, out);
    geo_norms_free(norms);
    return status;
}

geo_status cli_default_norm(cli *app, geo_profile *out)
{
    return cli_norm(app, CLI_DEFAULT_NORM, out);
}

void cli_tell_share(cli *app, uint64_t part, uint64_t whole, const char *format, ...)
{
    char what[128];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (whole)
        geo_info(app->ctx, "%s: %.1f %% of %llu homes with a known answer", what,
                 100.0 * (double)part / (double)whole, (unsigned long long)whole);
    else
        geo_info(app->ctx, "%s: no home has a known answer", what);
}
