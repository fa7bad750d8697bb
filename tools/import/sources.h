/* The sources of gn-import. */
#ifndef GROENNET_IMPORT_SOURCES_H
#define GROENNET_IMPORT_SOURCES_H

#include "base/text.h"
#include "registry/import.h"

typedef struct import_source {
    const char *name;
    const char *delivers; /* what its files are, for --help and messages */
    geo_status (*run)(geo_ctx *ctx, const geo_import *import);
    bool knows_municipality; /* cuts by the municipality's code itself */
    /* With spaces between them: options that some sources only take, and layers it can fill. */
    const char *options, *themes;
    const char *rules; /* table whose column theme names further layers; NULL: none */
} import_source;

extern const import_source import_sources[];
extern const size_t import_source_count;

/* For --help: every source and what its files are. */
void import_sources_about(geo_text *out);
const import_source *import_source_named(const char *name); /* NULL: none */

#endif
