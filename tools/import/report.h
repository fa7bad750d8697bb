/* What became of every record, per theme. */
#ifndef GROENNET_IMPORT_REPORT_H
#define GROENNET_IMPORT_REPORT_H

#include "cli/cli.h"
#include "registry/ahn_import.h"

/* Warnings and notes (with --strict errors) for everything but plain use. */
geo_status import_report(cli *app, const geo_town *town) GEO_MUST_USE;
/* The same as one JSON object on standard output; elevation: what came of its files, NULL: of
 * another source. */
void import_print_json(cli *app, const char *source, const geo_town *town,
                       const geo_ahn_outcome *elevation);

#endif
