/* For tests of what a registry becomes in a town: the tables of data/ (or of another folder) for a
 * geo_import, and questions to the town that was made, which is the folder "town" of the test's. */
#ifndef GROENNET_TESTS_IMPORTED_H
#define GROENNET_TESTS_IMPORTED_H

#include "base/table.h"
#include "registry/import.h"
#include "registry/town.h"
#include "sql.h"
#include "store.h"

static char real_tables[] = SOURCE_DIR "/data";

/* geo_import.table; self: the folder */
static inline geo_status open_table(void *self, geo_ctx *ctx, const char *name, geo_table **out)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", (const char *)self, name);
    return geo_table_read(ctx, path, out);
}

/* One file by a source into the town of the test's, as gn-import does it; `job` tells what is told
 * of it. The town is the caller's; committed when that went well. */
static inline geo_town *import_file(geo_ctx *ctx, geo_import job,
                                    geo_status (*source)(geo_ctx *, const geo_import *),
                                    const char *file, geo_status expected)
{
    geo_town *town = NULL;
    geo_crs *rd = rd_new(ctx);
    const geo_town_options options = {.folder = in_folder("town"), .source = job.source, .crs = rd};
    assert_ok(geo_town_new(ctx, &options, &town));
    job.town = town;
    job.files = &file;
    job.file_count = 1;
    job.crs = "EPSG:28992";
    job.self = real_tables;
    job.table = open_table;
    geo_status status = source(ctx, &job);
    if (status != expected)
        fail_msg("%d: %s", status, geo_ctx_error(ctx));
    if (!status)
        assert_ok(geo_town_commit(ctx, town));
    geo_crs_free(rd);
    return town;
}

static inline void assert_ignored(const geo_town *town, geo_theme theme, const char *rule,
                                  uint64_t count)
{
    const geo_tally *tally = geo_town_tally(town, theme);
    uint64_t found = 0;
    for (int i = 0; i < tally->kind_count; i++)
        if (tally->kinds[i].fate == GEO_FATE_IGNORED && !strcmp(tally->kinds[i].reason, rule))
            found = tally->kinds[i].count;
    if (found != count)
        fail_msg("%d are ignored as '%s', not %d", (int)found, rule, (int)count);
}

#endif
