/* Do the options fit the source? One without effect is a slip that would go unnoticed. */
#ifndef GROENNET_IMPORT_FIT_H
#define GROENNET_IMPORT_FIT_H

#include "cli/cli.h"
#include "import/sources.h"

/* CLI_DONE, or what import_run is to give: usage error for an option that the source does not take,
 * or for a theme of --theme (wanted: [GEO_THEMES], NULL without) that it cannot fill. */
int import_fit(cli *app, const import_source *source, const bool *wanted);

#endif
