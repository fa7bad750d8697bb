/* One GeoPackage from first row to publication. Everything happens in the temporary file: new, or a
 * copy of the existing one when single layers are replaced. */
#include "io/package.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "io/gpkg.h"
#include "io/open.h"
#include "io/package_parts.h"

void geo_package_clock(const geo_package *package, bool on)
{
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", on ? package->stamp : NULL);
}

static geo_status set_stamp(geo_ctx *ctx, geo_package *package, const char *date)
{
    int64_t days;
    if (!date)
        date = "1970-01-01";
    geo_status status = geo_parse_date(ctx, date, &days);
    if (!status)
        snprintf(package->stamp, sizeof package->stamp, "%.10sT00:00:00.000Z", date);
    return status;
}

geo_status geo_package_date(geo_ctx *ctx, geo_package *package, const char *date)
{
    return set_stamp(ctx, package, date);
}

static geo_status copy_bytes(geo_ctx *ctx, int from, int to, const char *name)
{
    char buffer[1 << 16];
    for (;;) {
        ssize_t length = read(from, buffer, sizeof buffer);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", name, strerror(errno));
        if (!length)
            return GEO_OK;
        for (ssize_t done = 0; done < length;) {
            ssize_t more = write(to, buffer + done, (size_t)(length - done));
            if (more < 0 && errno != EINTR)
                return geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", name, strerror(errno));
            done += more > 0 ? more : 0;
        }
    }
}

static geo_status copy_old(geo_ctx *ctx, const geo_package *package)
{
    geo_status status = GEO_OK;
    int from = open(geo_publish_target(package->publish), O_RDONLY | O_CLOEXEC);
    int to = open(geo_publish_temporary(package->publish), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                  0666);
    if (from < 0 || to < 0)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot copy '%s': %s", package->name, strerror(errno));
    else
        status = copy_bytes(ctx, from, to, package->name);
    if (from >= 0)
        close(from);
    if (to >= 0 && close(to) && !status)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", package->name, strerror(errno));
    return status;
}

/* The copy is looked into like any file from elsewhere, before its triggers may run. */
static geo_status check_copy(geo_ctx *ctx, const geo_package *package)
{
    geo_sqlite base = {0};
    geo_open_format format;
    const char *path = geo_publish_temporary(package->publish);
    geo_status status = geo_open_sniff(ctx, path, false, &format);
    if (status == GEO_ERR_FORMAT || (!status && format != GEO_OPEN_GPKG))
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is not a GeoPackage", package->name);
    if (!status)
        status = geo_sqlite_init(ctx, path, package->name, &base);
    if (!status)
        status = geo_gpkg_check_schema(ctx, &base);
    geo_sqlite_release(&base);
    return status;
}

static GDALDatasetH create_or_open(const geo_package *package, bool open_it)
{
    const char *path = geo_publish_temporary(package->publish);
    if (!open_it)
        return GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    const char *const drivers[] = {"GPKG", NULL};
    const char *const options[] = {"LIST_ALL_TABLES=NO", NULL};
    const char *const siblings[] = {path, NULL};
    return GDALOpenEx(path, GDAL_OF_UPDATE | GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, drivers,
                      options, siblings);
}

static geo_status begin(geo_ctx *ctx, geo_package *package, bool open_it)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    geo_package_clock(package, true);
    package->dataset = create_or_open(package, open_it);
    bool failed =
        !package->dataset || GDALDatasetStartTransaction(package->dataset, FALSE) != OGRERR_NONE;
    geo_package_clock(package, false);
    geo_watch_end(&watch);
    geo_status status = geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", package->name);
    if (!status && failed)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", package->name);
    return status;
}

static geo_status start(geo_ctx *ctx, geo_package *package, const geo_package_options *options)
{
    geo_status status = set_stamp(ctx, package, options->date);
    if (!status)
        status = geo_open_name(ctx, options->path, NULL, &package->name);
    if (!status)
        status = geo_publish_new(ctx, options->path, options->overwrite || options->update,
                                 options->inputs, options->input_count, &package->publish);
    if (status)
        return status;
    package->changes = options->update && !access(geo_publish_target(package->publish), F_OK);
    if (package->changes)
        status = copy_old(ctx, package);
    if (package->changes && !status)
        status = check_copy(ctx, package);
    return status ? status : begin(ctx, package, package->changes);
}

geo_status geo_package_new(geo_ctx *ctx, const geo_package_options *options, geo_package **out)
{
    geo_package *package = geo_calloc(1, sizeof *package);
    if (!package)
        return geo_fail_nomem(ctx);
    geo_status status = start(ctx, package, options);
    if (status)
        geo_package_free(package);
    else
        *out = package;
    return status;
}

static void forget_handles(geo_package *package)
{
    for (size_t i = 0; i < package->layers.count; i++) {
        geo_layer *layer = package->layers.items[i];
        if (layer->feature)
            OGR_F_Destroy(layer->feature);
        layer->feature = NULL;
        layer->handle = NULL;
    }
}

/* GDALClose tells nothing: what it failed to write only the error reports say. */
static geo_status close_dataset(geo_ctx *ctx, geo_package *package)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    geo_package_clock(package, true);
    forget_handles(package);
    OGRErr failed = GDALDatasetCommitTransaction(package->dataset);
    GDALClose(package->dataset);
    package->dataset = NULL;
    geo_package_clock(package, false);
    geo_watch_end(&watch);
    geo_status status = geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", package->name);
    if (!status && failed != OGRERR_NONE)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", package->name);
    return status;
}

static geo_status through_sqlite(geo_ctx *ctx, const geo_package *package,
                                 geo_status (*what)(geo_ctx *, const geo_package *,
                                                    const geo_sqlite *))
{
    geo_sqlite base = {0};
    geo_status status =
        geo_sqlite_init_own(ctx, geo_publish_temporary(package->publish), package->name, &base);
    if (!status)
        status = what(ctx, package, &base);
    geo_sqlite_release(&base);
    return status;
}

geo_status geo_package_settle(geo_ctx *ctx, geo_package *package)
{
    if (!package->dataset)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "'%s' is committed twice", package->name);
    geo_status status = close_dataset(ctx, package);
    if (!status)
        status = through_sqlite(ctx, package, geo_package_merge);
    if (!status)
        status = through_sqlite(ctx, package, geo_package_carry);
    if (!status)
        status = through_sqlite(ctx, package, geo_package_extras);
    if (!status && package->changes)
        status = geo_package_compact(ctx, package);
    if (!status)
        status = through_sqlite(ctx, package, geo_package_check);
    package->is_settled = status == GEO_OK;
    return status;
}

bool geo_package_is_published(const geo_package *package)
{
    return geo_publish_is_done(package->publish);
}

geo_status geo_package_commit(geo_ctx *ctx, geo_package *package)
{
    geo_status status = package->is_settled ? GEO_OK : geo_package_settle(ctx, package);
    if (!status)
        package->is_settled = false; /* once */
    return status ? status : geo_publish_commit(ctx, package->publish);
}

static void free_layer(geo_layer *layer)
{
    geo_schema_release(&layer->schema);
    geo_free(layer->title);
    geo_free(layer->carry_by);
    geo_free(layer->carry_among);
    geo_free(layer->carry_not);
    geo_free(layer->carry_values);
    geo_free(layer->abstract);
    geo_free(layer->style);
    geo_free(layer->table);
    geo_free(layer->own);
    geo_free(layer->replaced);
    geo_free(layer->id_column);
    geo_free(layer->geometry_column);
    geo_free(layer->wkb.items);
    geo_text_release(&layer->scratch);
    geo_free(layer);
}

void geo_package_free(geo_package *package)
{
    geo_watch watch;
    if (!package)
        return;
    geo_watch_begin(&watch); /* abandoned: nothing that fails now matters */
    forget_handles(package);
    if (package->dataset) {
        GDALDatasetRollbackTransaction(package->dataset);
        GDALClose(package->dataset);
    }
    geo_watch_end(&watch);
    for (size_t i = 0; i < package->layers.count; i++)
        free_layer(package->layers.items[i]);
    geo_free(package->layers.items);
    geo_publish_free(package->publish);
    geo_free(package->name);
    geo_free(package);
}
