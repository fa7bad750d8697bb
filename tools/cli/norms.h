/* The toolkit's default norm (data/norms.csv), for tools whose summaries speak of enough. */
#ifndef GROENNET_CLI_NORMS_H
#define GROENNET_CLI_NORMS_H

#include "cli/cli.h"
#include "green/profile.h"

#define CLI_DEFAULT_NORM "heemskerk"

geo_status cli_norms(cli *app, geo_norms **out) GEO_MUST_USE;
/* Thresholds of the default norm. */
geo_status cli_default_norm(cli *app, geo_profile *out) GEO_MUST_USE;

#endif
