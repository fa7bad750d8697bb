/* Start and end of the foreign libraries. What could load code or change a result from outside (the
 * environment, configuration files, plugins, side files) is off before the first driver exists;
 * afterwards only the drivers of the formats we read or write exist at all. */
#include "io/io.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <dirent.h>
#include <errno.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

static const char *const prefixes[] = {"GDAL_",   "OGR_", "CPL_",   "PROJ_", "SPATIALITE_",
                                       "SQLITE_", "OSM_", "SHAPE_", "GCONV_"};

static const char *const settings[][2] = {
    {"GDAL_CONFIG_FILE", "/dev/null"},
    {"GDAL_DRIVER_PATH", "disable"},
    {"SPATIALITE_LOAD", "NO"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},
    {"GDAL_CACHEMAX", "256"},
    {"GDAL_NUM_THREADS", "1"},
};

static const char *const drivers[] = {"GPKG", "FlatGeobuf", "GeoJSON", "GeoJSONSeq",     "GTiff",
                                      "COG",  "MEM",        "Memory",  "ESRI Shapefile", "OSM"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Length of the name of a variable that must go; 0: it may stay. */
static size_t doubtful(const char *variable)
{
    for (size_t i = 0; i < COUNT(prefixes); i++)
        if (!strncmp(variable, prefixes[i], strlen(prefixes[i])))
            return strcspn(variable, "=");
    return 0;
}

static geo_status clear_environment(geo_ctx *ctx)
{
    for (size_t i = 0; environ && environ[i];) {
        size_t length = doubtful(environ[i]);
        if (!length) {
            i++;
            continue;
        }
        char *name = geo_strndup(environ[i], length);
        if (!name)
            return geo_fail_nomem(ctx);
        int failed = unsetenv(name); /* moves the rest up: the same index is the next variable */
        geo_free(name);
        if (failed)
            return geo_fail(ctx, GEO_ERR_INTERNAL, "cannot clear the environment");
    }
    return GEO_OK;
}

static bool is_wanted(const char *driver)
{
    for (size_t i = 0; i < COUNT(drivers); i++)
        if (!strcmp(driver, drivers[i]))
            return true;
    return false;
}

static void keep_wanted_drivers(void)
{
    for (int i = GDALGetDriverCount() - 1; i >= 0; i--) {
        GDALDriverH driver = GDALGetDriver(i);
        if (is_wanted(GDALGetDriverShortName(driver)))
            continue;
        GDALDeregisterDriver(driver);
        GDALDestroyDriver(driver);
    }
}

/* A document may name its coordinate system, or more, by a web address, which GDAL then fetches.
 * What the user allows by --allow-network goes another way (/vsicurl/). */
static CPLHTTPResult *refuse_to_fetch(const char *url, CSLConstList options,
                                      GDALProgressFunc progress, void *progress_self,
                                      CPLHTTPFetchWriteFunc write, void *write_self, void *self)
{
    (void)url, (void)options, (void)progress, (void)progress_self;
    (void)write, (void)write_self, (void)self;
    CPLHTTPResult *result = CPLCalloc(1, sizeof *result);
    result->nStatus = 1;
    result->pszErrBuf = CPLStrdup("it refers to the network, which is not asked");
    CPLError(CE_Failure, CPLE_HttpResponse, "%s", result->pszErrBuf);
    return result;
}

geo_status geo_io_init(geo_ctx *ctx)
{
    geo_status status = clear_environment(ctx);
    if (status)
        return status;
    for (size_t i = 0; i < COUNT(settings); i++)
        CPLSetConfigOption(settings[i][0], settings[i][1]);
    CPLSetErrorHandler(CPLQuietErrorHandler);
    OSRSetPROJEnableNetwork(0);
    CPLHTTPSetFetchCallback(refuse_to_fetch, NULL);
    GDALAllRegister();
    keep_wanted_drivers();
    for (size_t i = 0; i < COUNT(drivers); i++)
        if (!GDALGetDriverByName(drivers[i]))
            return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "GDAL lacks the driver %s", drivers[i]);
    return GEO_OK;
}

void geo_io_exit(void)
{
    GDALDestroyDriverManager();
    OSRCleanup();
}

const char *geo_io_temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : P_tmpdir;
}

geo_status geo_io_private_folder(geo_ctx *ctx, char **out)
{
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/groennet-XXXXXX", geo_io_temporary_folder());
    geo_status status = path.failed ? geo_fail_nomem(ctx) : GEO_OK;
    if (!status && !mkdtemp(path.data))
        status = geo_fail(ctx, GEO_ERR_IO, "cannot make '%s': %s", path.data, strerror(errno));
    if (status)
        geo_text_release(&path);
    else
        *out = path.data;
    return status;
}

void geo_io_remove_folder(const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    rmdir(folder);
}
