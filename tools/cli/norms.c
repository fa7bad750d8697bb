#include "cli/norms.h"

geo_status cli_norms(cli *app, geo_norms **out)
{
    const char *norms, *aliases;
    geo_status status = cli_data_path(app, "norms.csv", &norms);
    if (status == GEO_OK)
        status = cli_data_path(app, "norm-aliases.csv", &aliases);
    return status == GEO_OK ? geo_norms_read(app->ctx, norms, aliases, out) : status;
}

geo_status cli_default_norm(cli *app, geo_profile *out)
{
    geo_norms *norms = NULL;
    geo_status status = cli_norms(app, &norms);
    if (status == GEO_OK)
        status = geo_norms_find(app->ctx, norms, CLI_DEFAULT_NORM, out);
    geo_norms_free(norms);
    return status;
}
