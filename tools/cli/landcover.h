/* Land-cover values of data/landcover-denominator.csv: which water is land all the same, and what
 * is no ground for trees. */
#ifndef GROENNET_CLI_LANDCOVER_H
#define GROENNET_CLI_LANDCOVER_H

#include "base/table.h"
#include "base/vec.h"
#include "cli/cli.h"

typedef struct cli_values {
    geo_table *table;            /* owns the words */
    GEO_VEC(const char *) words; /* NULL-ended */
} cli_values;

/* The values whose `column` ("land", "built") says `answer` ("0", "1"). */
geo_status cli_land_values(cli *app, const char *column, const char *answer,
                           cli_values *out) GEO_MUST_USE;
void cli_values_release(cli_values *values);

#endif
