/* What gn-norm says of a run whose figures are open to doubt. */
#ifndef GROENNET_NORM_DOUBTS_H
#define GROENNET_NORM_DOUBTS_H

#include "cli/cli.h"
#include "green/norm.h"

/* After the last row. schema: of the rows that came. */
void norm_warn(cli *app, const geo_norm *norm, const geo_schema *schema);

#endif
