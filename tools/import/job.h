/* One run of gn-import: from the words of the command line to the published town. */
#ifndef GROENNET_IMPORT_JOB_H
#define GROENNET_IMPORT_JOB_H

#include "cli/cli.h"

/* The tool's options. */
typedef struct import_args {
    const char *municipality, *clip, *maps, *themes, *as, *date, *encoding, *green, *mask;
    int files_are, unit; /* indices of their choices */
    bool tops;
    double halo_m;
} import_args;

int import_run(cli *app);

#endif
