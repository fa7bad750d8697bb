/* The columns that a measure adds, named, and what is told of them. */
#ifndef GROENNET_CLI_COLUMNS_H
#define GROENNET_CLI_COLUMNS_H

#include "cli/cli.h"

/* Named by --name's prefix, an underscore, the measure's suffix. Fields live as long as the run. */
geo_status cli_columns(cli *app, const char *const *suffixes, const geo_field_type *types,
                       size_t count, const geo_field **out) GEO_MUST_USE;
/* By names that are complete already. */
geo_status cli_fields(cli *app, const char *const *names, const geo_field_type *types, size_t count,
                      const geo_field **out) GEO_MUST_USE;

/* Tells, for gn-norm, whether layer coverage says where the data behind the columns end. */
geo_status cli_coverage_fact(cli *app, bool stated) GEO_MUST_USE;

#endif
