/* io/rasters_facts: what a file says of itself. */
#include <gdal.h>
#include <ogr_srs_api.h>

#include "io/rasters_facts.h"
#include "raster_case.h"

typedef struct said {
    const char *flight_year, *datetime; /* NULL: not in the file */
    const char *nodata;
    int year;
    const char *last; /* flight_year_last */
} said;

static void write_file(const char *path, const said *s)
{
    double transform[6] = {155000, 1, 0, 463000, 0, -1};
    GDALAllRegister();
    GDALDatasetH file = GDALCreate(GDALGetDriverByName("GTiff"), path, 4, 4, 1, GDT_Float32, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(srs, 28992);
    GDALSetSpatialRef(file, srs);
    GDALSetGeoTransform(file, transform);
    if (s->flight_year)
        GDALSetMetadataItem(file, "flight_year", s->flight_year, NULL);
    if (s->last)
        GDALSetMetadataItem(file, "flight_year_last", s->last, NULL);
    if (s->datetime)
        GDALSetMetadataItem(file, "TIFFTAG_DATETIME", s->datetime, NULL);
    if (s->nodata)
        GDALSetRasterNoDataValue(GDALGetRasterBand(file, 1), strtod(s->nodata, NULL));
    GDALClose(file);
    OSRDestroySpatialReference(srs);
}

static void tells_the_year(void **state)
{
    static const said cases[] = {
        {NULL, NULL, NULL, 0, NULL},
        {"2020", NULL, "-9999", 2020, NULL},
        {NULL, "2014:03:01 12:00:00", "0", 2014, NULL},
        {"2020", "2023:01:01 00:00:00", NULL, 2020, NULL},
        {"unknown", "2023:01:01 00:00:00", NULL, 2023, NULL},
        {"20201", NULL, NULL, 0, NULL},
        {"20", NULL, NULL, 0, NULL},
        {"1066", NULL, NULL, 0, NULL},
        {"2020-2022", NULL, NULL, 2020, NULL},
        {"2020", "2024:03:01 12:00:00", NULL, 2022, "2022"},
    };
    const char *path = in_folder("model.tif");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        write_file(path, &cases[i]);
        geo_raster *raster = open_raster(*state, path, GEO_RASTER_ANY);
        assert_int_equal(geo_raster_year(raster), cases[i].year);
        assert_int_equal(geo_raster_has_nodata(raster), cases[i].nodata != NULL);
        geo_raster_free(raster);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(tells_the_year)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
