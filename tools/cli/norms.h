/* The toolkit's default norm (data/norms.csv), for tools whose summaries speak of enough. */
#ifndef GROENNET_CLI_NORMS_H
#define GROENNET_CLI_NORMS_H

#include "cli/cli.h"
#include "green/profile.h"

#define CLI_DEFAULT_NORM "heemskerk"

geo_status cli_norms(cli *app, geo_norms **out) GEO_MUST_USE;
/* Thresholds of a norm of the table, by name; of the default one. */
geo_status cli_norm(cli *app, const char *name, geo_profile *out) GEO_MUST_USE;
geo_status cli_default_norm(cli *app, geo_profile *out) GEO_MUST_USE;
/* Says at -v which share of the homes with a known answer (whole) has what the text names. */
void cli_tell_share(cli *app, uint64_t part, uint64_t whole, const char *format, ...)
    GEO_PRINTF(4, 5);

#endif
