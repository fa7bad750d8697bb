/* io/rasters: a file that stores plain values as bytes offers them as they are, north up, and no
 * other file does. */
#include <gdal.h>
#include <ogr_srs_api.h>

#include "raster_case.h"

enum { WIDTH = 30, HEIGHT = 20 };

typedef struct stored {
    GDALDataType type;
    bool is_south_up;
    double scale, offset; /* scale 0: none */
    const char *nodata;   /* NULL: none */
} stored;

static uint8_t value_at(int row, int column)
{
    return (uint8_t)(row * 11 + column * 3);
}

static geo_raster *open_made(geo_ctx *ctx, stored s)
{
    const char *path = in_folder("bytes.tif");
    double transform[6] = {EAST, 0.5, 0, NORTH, 0, -0.5};
    if (s.is_south_up) {
        transform[3] = NORTH - HEIGHT * 0.5;
        transform[5] = 0.5;
    }
    GDALDatasetH made =
        GDALCreate(GDALGetDriverByName("GTiff"), path, WIDTH, HEIGHT, 1, s.type, NULL);
    assert_non_null(made);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(srs, 28992), OGRERR_NONE);
    GDALSetSpatialRef(made, srs);
    OSRDestroySpatialReference(srs);
    GDALSetGeoTransform(made, transform);
    GDALRasterBandH band = GDALGetRasterBand(made, 1);
    if (s.nodata)
        GDALSetRasterNoDataValue(band, strtod(s.nodata, NULL));
    if (s.scale > 0)
        GDALSetRasterScale(band, s.scale);
    if (s.offset != 0)
        GDALSetRasterOffset(band, s.offset);
    for (int row = 0; row < HEIGHT; row++) {
        uint8_t line[WIDTH];
        for (int column = 0; column < WIDTH; column++)
            line[column] = value_at(row, column);
        int place = s.is_south_up ? HEIGHT - 1 - row : row;
        assert_int_equal(
            GDALRasterIO(band, GF_Write, 0, place, WIDTH, 1, line, WIDTH, 1, GDT_Byte, 0, 0),
            CE_None);
    }
    GDALClose(made);
    return open_raster(ctx, path, GEO_RASTER_ANY);
}

static void bytes_are_those_of_the_file(void **state)
{
    for (int south_up = 0; south_up < 2; south_up++) {
        uint8_t bytes[4 * 6];
        float cells[4 * 6];
        const geo_window window = {.row = 15, .column = 21, .height = 4, .width = 6};
        geo_raster *raster = open_made(*state, (stored){GDT_Byte, south_up, 0, 0, "255"});
        const geo_grid_source *source = geo_raster_source(raster);
        assert_non_null(source->read_bytes);
        assert_int_equal(source->byte_nodata, 255);
        assert_ok(source->read_bytes(source->self, *state, window, bytes));
        read_window(*state, raster, window, cells);
        for (int i = 0; i < 4 * 6; i++) {
            assert_int_equal(bytes[i], value_at(15 + i / 6, 21 + i % 6));
            if (bytes[i] == 255)
                assert_true(isnan(cells[i]));
            else
                assert_near(cells[i], bytes[i], 0);
        }
        assert_ok(source->read_bytes(source->self, *state, (geo_window){0}, NULL));
        geo_raster_free(raster);
    }
}

static int nodata_of(geo_ctx *ctx, const char *nodata)
{
    geo_raster *raster = open_made(ctx, (stored){GDT_Byte, false, 0, 0, nodata});
    assert_non_null(geo_raster_source(raster)->read_bytes);
    int found = geo_raster_source(raster)->byte_nodata;
    geo_raster_free(raster);
    return found;
}

static void a_no_data_value_that_no_byte_holds_is_none(void **state)
{
    assert_int_equal(nodata_of(*state, NULL), GEO_BYTE_NODATA_NONE);
    assert_int_equal(nodata_of(*state, "-1"), GEO_BYTE_NODATA_NONE);
    assert_int_equal(nodata_of(*state, "256"), GEO_BYTE_NODATA_NONE);
    assert_int_equal(nodata_of(*state, "7.00000000001"), GEO_BYTE_NODATA_NONE);
    assert_int_equal(nodata_of(*state, "0"), 0);
}

static void what_is_more_than_bytes_is_not_offered(void **state)
{
    const stored others[] = {{GDT_Int16, false, 0, 0, NULL},
                             {GDT_Float32, false, 0, 0, NULL},
                             {GDT_Byte, false, 0.5, 0, NULL},
                             {GDT_Byte, false, 0, 3, NULL}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        geo_raster *raster = open_made(*state, others[i]);
        assert_null(geo_raster_source(raster)->read_bytes);
        geo_raster_free(raster);
    }
}

/* Rows of 30 bytes. */
static void keeps_room_for_rows(void **state)
{
    geo_raster *raster = open_made(*state, (stored){GDT_Byte, false, 0, 0, NULL});
    GDALSetCacheMax64(256 << 20);
    geo_raster_keep_rows(raster, 1 << 21);
    assert_int_equal(GDALGetCacheMax64(), 60 << 20);
    geo_raster_keep_rows(raster, 1 << 24); /* never more than before */
    assert_int_equal(GDALGetCacheMax64(), 60 << 20);
    geo_raster_keep_rows(raster, 1000);
    assert_int_equal(GDALGetCacheMax64(), 16 << 20);
    geo_raster_free(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bytes_are_those_of_the_file),
        TEST(a_no_data_value_that_no_byte_holds_is_none),
        TEST(what_is_more_than_bytes_is_not_offered),
        TEST(keeps_room_for_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
