/* The audit's report as a file: the old one or the new one, never half. */
#ifndef GROENNET_AUDIT_SAVE_H
#define GROENNET_AUDIT_SAVE_H

#include "cli/cli.h"
#include "report/audit.h"

/* Refuses to write over any file of the town. Errors: those of io/publish; IO. */
geo_status audit_save(cli *app, const char *path, bool overwrite, const geo_audit_inputs *inputs,
                      const geo_text *text) GEO_MUST_USE;

#endif
