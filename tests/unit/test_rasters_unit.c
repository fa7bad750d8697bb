/* io/rasters_unit: metres are never read as a hundred times what they are, nor as a hundredth. */
#include <gdal.h>
#include <ogr_srs_api.h>

#include "raster_case.h"

typedef struct file {
    GDALDataType type;
    double stored; /* of every cell but the first, which is `step` more */
    double step;
    double scale, offset; /* 0: not said */
    const char *unit;     /* NULL: not said */
    int epsg;             /* 0: 28992 */
} file;

static const char *make(const file *f)
{
    enum { SIDE = 4 };
    const char *path = in_folder("u.tif");
    double cells[SIDE * SIDE];
    double transform[] = {EAST, 0.5, 0, NORTH, 0, -0.5};
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("GTiff"), path, SIDE, SIDE, 1, f->type, NULL);
    assert_non_null(dataset);
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(srs, f->epsg ? f->epsg : 28992), OGRERR_NONE);
    GDALSetSpatialRef(dataset, srs);
    OSRDestroySpatialReference(srs);
    GDALSetGeoTransform(dataset, transform);
    if (f->scale != 0)
        GDALSetRasterScale(band, f->scale);
    if (f->offset != 0)
        GDALSetRasterOffset(band, f->offset);
    if (f->unit)
        GDALSetRasterUnitType(band, f->unit);
    for (int i = 0; i < SIDE * SIDE; i++)
        cells[i] = f->stored + (i == 0 ? f->step : 0);
    assert_int_equal(
        GDALRasterIO(band, GF_Write, 0, 0, SIDE, SIDE, cells, SIDE, SIDE, GDT_Float64, 0, 0),
        CE_None);
    GDALClose(dataset);
    return path;
}

static geo_status open_unit(geo_ctx *ctx, const file *f, double declared_m, geo_raster **out)
{
    const geo_raster_options options = {
        .kind = GEO_RASTER_ELEVATION, .unit_m = declared_m, .unit_option = "--unit"};
    return geo_raster_new(ctx, make(f), &options, out);
}

static void tells_metres(void **state)
{
    static const struct {
        const char *what;
        file file;
        double declared_m, metres;
        bool whole; /* a caller who needs to know the unit must ask */
    } cases[] = {
        {"centimetres with their scale", {GDT_Int16, 2459, 1, .scale = 0.01}, 0, 24.59, false},
        {"the same, declared", {GDT_Int16, 2459, 1, .scale = 0.01}, 0.01, 24.59, false},
        {"millimetres with their scale", {GDT_Int32, 24590, 1, .scale = 0.001}, 0, 24.59, false},
        {"scale and offset", {GDT_Int16, 2459, 1, .scale = 0.01, .offset = -10}, 0, 14.59, false},
        {"scale 0.01 and metres",
         {GDT_Int16, 2459, 1, .scale = 0.01, .unit = "m"},
         0,
         24.59,
         false},
        {"the same, declared", {GDT_Int16, 2459, 1, .scale = 0.01, .unit = "m"}, 1, 24.59, false},
        {"cm without scale", {GDT_Int16, 2459, 1, .unit = "cm"}, 0, 24.59, false},
        {"cm without scale, in words", {GDT_Int16, 2459, 1, .unit = "Centimetre"}, 0, 24.59, false},
        {"tenths of cm", {GDT_Int32, 24590, 1, .scale = 0.1, .unit = "cm"}, 0, 24.59, false},
        {"cm and offset", {GDT_Int16, 459, 1, .offset = 2000, .unit = "cm"}, 0, 24.59, false},
        {"m with scale 1", {GDT_Float32, 24.5, 0.25, .scale = 1, .unit = "m"}, 0, 24.5, false},
        {"packed, in metres", {GDT_UInt16, 98, 1, .scale = 0.25, .unit = "m NAP"}, 0, 24.5, false},
        {"floats without a word", {GDT_Float32, 24.5, .step = 0.25}, 0, 24.5, false},
        {"whole, without a word", {GDT_Int16, 24, .step = 1}, 0, 24, true},
        {"whole, scale 1", {GDT_Int16, 24, 1, .scale = 1}, 0, 24, true},
        {"whole, offset alone", {GDT_Int16, 14, 1, .offset = 10}, 0, 24, true},
        {"whole, with the unit of its vertical system",
         {GDT_Int16, 24, 1, .epsg = 7415},
         0,
         24,
         true},
        {"the same, declared cm", {GDT_Int16, 2459, 1, .epsg = 7415}, 0.01, 24.59, false},
        {"whole, declared m", {GDT_Int16, 24, .step = 1}, 1, 24, false},
        {"no unit", {GDT_Float32, 24.5, 0.25, .unit = "NAP"}, 0, 24.5, false},
        {"tells that it does not know",
         {GDT_Float32, 24.5, 0.25, .unit = "unknown"},
         0,
         24.5,
         false},
        {"unit after the datum", {GDT_Float32, 2450, 25, .unit = "NAP + cm"}, 0, 24.5, false},
        {"floats in cm", {GDT_Float32, 247.9, 0.25, .unit = "cm"}, 0, 2.479, false},
        {"floats in dm", {GDT_Float32, 24.79, 0.25, .unit = "dm"}, 0, 2.479, false},
        {"the same in a word", {GDT_Float32, 24.79, 0.25, .unit = "Decimeters"}, 0, 2.479, false},
        {"a strange word, declared", {GDT_Float32, 24.5, 0.25, .unit = "el"}, 1, 24.5, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_raster *raster = NULL;
        float cell;
        if (open_unit(*state, &cases[i].file, cases[i].declared_m, &raster))
            fail_msg("%s: %s", cases[i].what, geo_ctx_error(*state));
        read_window(*state, raster, (geo_window){2, 2, 1, 1}, &cell);
        if (fabs((double)cell - cases[i].metres) > 1e-5 ||
            geo_raster_is_whole(raster) != cases[i].whole)
            fail_msg("%s: %g, whole %d", cases[i].what, (double)cell, geo_raster_is_whole(raster));
        geo_raster_free(raster);
    }
}

static void asks_what_is_not_clear(void **state)
{
    static const struct {
        file file;
        double declared_m;
        geo_status status;
        const char *says;
    } cases[] = {
        /* of the stored values, or of what becomes of them? */
        {{GDT_Int16, 2459, 1, .scale = 0.01, .unit = "cm"}, 0, GEO_ERR_RANGE, "in 'cm'"},
        {{GDT_Int16, 2459, 1, .scale = 0.01, .unit = "cm"}, 0.01, GEO_ERR_RANGE, "in 'cm'"},
        {{GDT_Int32, 24590, 1, .scale = 0.001, .unit = "mm"}, 0, GEO_ERR_RANGE, "in 'mm'"},
        /* packed: tenths of metres, or of centimetres? */
        {{GDT_Int16, 245, 1, .scale = 0.1}, 0, GEO_ERR_RANGE, "does not say their unit"},
        {{GDT_UInt16, 98, 1, .scale = 0.25, .offset = -5}, 0, GEO_ERR_RANGE, "does not say"},
        {{GDT_Int16, 2459, 1, .scale = 0.01}, 1, GEO_ERR_ARG, "multiplied by 0.01"},
        {{GDT_Int16, 245, 1, .scale = 0.1}, 0.01, GEO_ERR_ARG, "multiplied by 0.1"},
        {{GDT_Int16, 24, 1, .offset = 10}, 1, GEO_ERR_ARG, "10 is added"},
        {{GDT_Int16, 2459, 1, .unit = "cm"}, 1, GEO_ERR_ARG, "in 'cm'"},
        {{GDT_Float32, 24.5, 0.25, .unit = "m"}, 0.01, GEO_ERR_ARG, "in 'm'"},
        {{GDT_Float32, 80.5, 0.25, .unit = "US survey foot"}, 0, GEO_ERR_UNSUPPORTED, "foot"},
        {{GDT_Int16, 80, 1, .scale = 0.01, .unit = "ft"}, 0.01, GEO_ERR_UNSUPPORTED, "ft"},
        {{GDT_Float32, 80.5, 0.25, .unit = "Foot_US"}, 0, GEO_ERR_UNSUPPORTED, "Foot_US"},
        {{GDT_Float32, 80.5, 0.25, .unit = "US-ft"}, 1, GEO_ERR_UNSUPPORTED, "US-ft"},
        {{GDT_Float32, 24.5, 0.25, .unit = "Rijnlandse roede"}, 0, GEO_ERR_RANGE, "no unit we"},
        {{GDT_Float32, 24.5, 0.25, .unit = "kilometre"}, 0, GEO_ERR_RANGE, "no unit we know"},
        /* a unit that comes along with the vertical system says nothing of whole numbers */
        {{GDT_Int16, 2459, 1, .epsg = 7415}, 0, GEO_ERR_RANGE, "whole numbers around"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_raster *raster = NULL;
        geo_status status = open_unit(*state, &cases[i].file, cases[i].declared_m, &raster);
        if (status != cases[i].status)
            fail_msg("%zu (%s): status %d", i, cases[i].says, status);
        assert_says(*state, cases[i].says);
    }
}

/* What was asked of heights whose unit somebody told is not asked again. */
static void counts_what_is_beyond(void **state)
{
    static const struct {
        file file;
        double declared_m, beyond;
    } cases[] = {
        {{GDT_Float32, 1000.5, 0.25, .scale = 1}, 0, 1},
        {{GDT_Float32, 1000.5, -980, .scale = 1}, 0, 15.0 / 16},
        {{GDT_Float32, -10.25, 0.25, .scale = 1}, 0, 15.0 / 16},
        {{GDT_Float32, 24.5, 0.25, .scale = 1}, 0, 0},
        {{GDT_Float32, 1000.5, 0.25, .unit = "m"}, 0, 0},
        {{GDT_Float32, 1000.5, 0.25, .scale = 1}, 1, 0},
        {{GDT_Float32, 1000.5, 0.25, .epsg = 7415}, 0, 1}, /* metres of its vertical system */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_raster *raster = NULL;
        const geo_raster_options options = {.kind = GEO_RASTER_ELEVATION,
                                            .unit_m = cases[i].declared_m,
                                            .low_m = -10,
                                            .high_m = 330};
        assert_ok(geo_raster_new(*state, make(&cases[i].file), &options, &raster));
        double beyond = geo_raster_beyond(raster);
        geo_raster_free(raster);
        if (fabs(beyond - cases[i].beyond) > 1e-12)
            fail_msg("%zu: %g", i, beyond);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(tells_metres), TEST(asks_what_is_not_clear),
                                       TEST(counts_what_is_beyond)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
