/* A changed file is written afresh: what was taken out of it is gone for good (it may be about
 * people), it does not grow from night to night, and its bytes depend on what it holds alone. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "io/package_parts.h"

/* Tables that keep no number of their own for a row: SQLite's says how many came before. */
static const char *const numbered[] = {"sqlite_sequence",       "gpkg_contents",
                                       "gpkg_geometry_columns", "gpkg_ogr_contents",
                                       "gpkg_extensions",       "gpkg_metadata_reference",
                                       "gpkg_data_columns",     "gpkg_data_column_constraints"};

static geo_status number_rows(geo_ctx *ctx, const geo_sqlite *base)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof numbered / sizeof *numbered; i++)
        if (geo_sqlite_has_table(base, numbered[i]))
            status = geo_sqlite_run(ctx, base,
                                    "UPDATE \"%w\" SET rowid = (SELECT count(*) FROM \"%w\" AS b "
                                    "WHERE b.rowid <= \"%w\".rowid)",
                                    numbered[i], numbered[i], numbered[i]);
    return status;
}

static geo_status copy_whole(geo_ctx *ctx, const geo_package *package, const char *path)
{
    geo_sqlite base = {0};
    geo_status status =
        geo_sqlite_init_own(ctx, geo_publish_temporary(package->publish), package->name, &base);
    if (!status)
        status = number_rows(ctx, &base);
    if (!status)
        status = geo_sqlite_run(ctx, &base, "VACUUM INTO %Q", path);
    geo_sqlite_release(&base);
    return status;
}

/* How often the schema was changed is all of the history that the copy still has. */
static geo_status forget_history(geo_ctx *ctx, const geo_package *package, const char *path)
{
    geo_sqlite base = {0};
    geo_status status = geo_sqlite_init_own(ctx, path, package->name, &base);
    if (!status)
        status = geo_sqlite_run(ctx, &base, "PRAGMA schema_version = 1");
    geo_sqlite_release(&base);
    return status;
}

geo_status geo_package_compact(geo_ctx *ctx, const geo_package *package)
{
    geo_text path = GEO_TEXT_INIT;
    const char *temporary = geo_publish_temporary(package->publish);
    geo_text_addf(&path, "%s-whole", temporary);
    if (path.failed)
        return geo_fail_nomem(ctx);
    geo_status status = copy_whole(ctx, package, path.data);
    if (!status)
        status = forget_history(ctx, package, path.data);
    if (!status && rename(path.data, temporary) != 0)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", package->name, strerror(errno));
    if (status)
        (void)unlink(path.data);
    geo_text_release(&path);
    return status;
}
