/* io/rasters: COGs that read back as they were put, and a failure that leaves the old file. */
#include <gdal.h>

#include "base/alloc.h"
#include "raster_case.h"

typedef struct array {
    geo_frame frame;
    uint64_t reads;
} array;

/* Repeatable noise on a slope; NaN in one corner. */
static geo_status read_array(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    array *a = self;
    (void)ctx;
    a->reads++;
    for (int64_t i = 0; i < window.height; i++)
        for (int64_t j = 0; j < window.width; j++) {
            int64_t row = window.row + i, column = window.column + j;
            uint32_t noise = (uint32_t)(row * 2654435761u) ^ (uint32_t)(column * 40503u);
            bool hole = row < 10 && column < 10;
            cells[i * window.width + j] =
                hole ? NAN : (float)((double)row / 100 + noise % 1000 / 1234.5);
        }
    return GEO_OK;
}

static geo_grid_source array_source(array *a, int64_t width, int64_t height)
{
    a->frame = (geo_frame){EAST, NORTH, 0.5, width, height};
    return (geo_grid_source){.self = a, .frame = a->frame, .name = "array", .read = read_array};
}

static void writes_and_reads_back(void **state)
{
    geo_ctx *ctx = *state;
    array a = {0};
    geo_crs *rd = rd_new(ctx);
    geo_grid_source source = array_source(&a, 1300, 700);
    const char *path = in_folder("out.tif"), *again = in_folder("again.tif");
    if (geo_raster_write(ctx, path, false, &source, rd, 2))
        fail_msg("%s", geo_ctx_error(ctx));
    assert_ok(geo_raster_write(ctx, again, false, &source, rd, 2));
    assert_int_equal(run("cmp '%s' '%s'", path, again), 0);
    assert_int_equal(count_files(), 2);
    assert_int_equal(geo_raster_write(ctx, path, false, &source, rd, 2), GEO_ERR_ARG);
    const geo_raster_options same = {.kind = GEO_RASTER_ELEVATION, .target = rd};
    geo_raster *raster;
    assert_ok(geo_raster_new(ctx, path, &same, &raster));
    const geo_frame frame = geo_raster_source(raster)->frame;
    assert_memory_equal(&frame, &a.frame, sizeof frame);
    float *put = malloc(1300 * sizeof *put), *got = malloc(1300 * sizeof *got);
    for (int64_t row = 0; row < 700; row += 9) {
        geo_window window = {row, 0, 1, 1300};
        assert_ok(read_array(&a, ctx, window, put));
        read_window(ctx, raster, window, got);
        for (int i = 0; i < 1300; i++) {
            if (isnan(put[i]))
                assert_true(isnan(got[i]));
            else
                assert_near(got[i], round((double)put[i] * 100) / 100, 1e-6);
        }
    }
    free(put);
    free(got);
    geo_raster_free(raster);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_RASTER, NULL, NULL, NULL);
    assert_string_equal(GDALGetMetadataItem(dataset, "LAYOUT", "IMAGE_STRUCTURE"), "COG");
    assert_int_equal(GDALGetOverviewCount(GDALGetRasterBand(dataset, 1)), 2);
    GDALClose(dataset);
    geo_crs_free(rd);
}

static geo_status fail_late(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    if (window.row > 0)
        return geo_fail(ctx, GEO_ERR_GEOM, "no more");
    return read_array(self, ctx, window, cells);
}

static void a_failed_write_leaves_the_old_file(void **state)
{
    geo_ctx *ctx = *state;
    array a = {0};
    geo_crs *rd = rd_new(ctx);
    geo_grid_source source = array_source(&a, 300, 900);
    const char *path = in_folder("out.tif");
    put_text(path, "old");
    source.read = fail_late;
    assert_int_equal(geo_raster_write(ctx, path, true, &source, rd, -1), GEO_ERR_GEOM);
    assert_int_equal(count_files(), 1);
    assert_int_equal(run("grep -q old '%s'", path), 0);
    source.frame.width = 0;
    assert_int_equal(geo_raster_write(ctx, path, true, &source, rd, -1), GEO_ERR_ARG);
    source = array_source(&a, 30, 30);
    for (uint64_t n = 1; n < 100; n++) {
        geo_alloc_fail_at(n);
        geo_status status = geo_raster_write(ctx, path, true, &source, rd, -1);
        geo_alloc_fail_at(0);
        assert_int_equal(count_files(), 1);
        if (!status)
            break;
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_true(n < 99);
    }
    assert_ok(open_as(ctx, path, GEO_RASTER_ELEVATION));
    geo_crs_free(rd);
}

static void one_row_grids(void **state)
{
    geo_ctx *ctx = *state;
    array a = {0};
    geo_crs *rd = rd_new(ctx);
    geo_grid_source wide = array_source(&a, 200000, 1);
    assert_ok(geo_raster_write(ctx, in_folder("wide.tif"), false, &wide, rd, 3));
    assert_ok(open_as(ctx, in_folder("wide.tif"), GEO_RASTER_ELEVATION));
    geo_grid_source tall = array_source(&a, 1, 40000);
    assert_ok(geo_raster_write(ctx, in_folder("tall.tif"), false, &tall, rd, 3));
    assert_ok(open_as(ctx, in_folder("tall.tif"), GEO_RASTER_ELEVATION));
    geo_crs_free(rd);
}

/* 0, 1, and no-data in one corner. */
static geo_status read_mask(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_status status = read_array(self, ctx, window, cells);
    for (int64_t i = 0; i < window.height * window.width; i++)
        cells[i] = isnan(cells[i]) ? NAN : (float)(cells[i] > 0.5F);
    return status;
}

static geo_status read_late_half(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_status status = read_mask(self, ctx, window, cells);
    if (window.row > 0)
        cells[7] = 0.5F;
    return status;
}

static void writes_masks_in_bytes(void **state)
{
    geo_ctx *ctx = *state;
    array a = {0};
    geo_crs *rd = rd_new(ctx);
    geo_grid_source source = array_source(&a, 700, 600);
    const char *path = in_folder("mask.tif");
    const geo_raster_output output = {.is_mask = true, .overwrite = true};
    source.read = read_mask;
    if (geo_raster_write_as(ctx, path, &source, rd, &output))
        fail_msg("%s", geo_ctx_error(ctx));
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_RASTER, NULL, NULL, NULL);
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    assert_int_equal(GDALGetRasterDataType(band), GDT_Byte);
    assert_near(GDALGetRasterNoDataValue(band, NULL), 255, 0);
    GDALClose(dataset);
    geo_raster *raster = open_raster(ctx, path, GEO_RASTER_ANY);
    float put[700], got[700];
    for (int64_t row = 0; row < 600; row++) {
        assert_ok(read_mask(&a, ctx, (geo_window){row, 0, 1, 700}, put));
        read_window(ctx, raster, (geo_window){row, 0, 1, 700}, got);
        for (int i = 0; i < 700; i++)
            assert_true(put[i] == got[i] || (isnan(put[i]) && isnan(got[i])));
    }
    geo_raster_free(raster);
    source.read = read_late_half; /* no byte is a half: the old file stays */
    assert_int_equal(geo_raster_write_as(ctx, path, &source, rd, &output), GEO_ERR_RANGE);
    assert_says(ctx, "0.5 is no value of a mask, for 'mask.tif'");
    assert_ok(open_as(ctx, path, GEO_RASTER_ANY));
    assert_int_equal(count_files(), 1);
    geo_crs_free(rd);
}

static void keeps_notes(void **state)
{
    geo_ctx *ctx = *state;
    array a = {0};
    geo_crs *rd = rd_new(ctx);
    geo_grid_source source = array_source(&a, 70, 60);
    const geo_raster_note notes[] = {{"flight_year", "2021"}, {"note", "a <b> & \"c\""}};
    const geo_raster_output output = {.decimals = 2, .notes = notes, .note_count = 2};
    assert_ok(geo_raster_write_as(ctx, in_folder("n.tif"), &source, rd, &output));
    assert_int_equal(count_files(), 1); /* in the file itself */
    geo_raster *raster = open_raster(ctx, in_folder("n.tif"), GEO_RASTER_ELEVATION);
    assert_string_equal(geo_raster_item(raster, "flight_year"), "2021");
    assert_string_equal(geo_raster_item(raster, "note"), "a <b> & \"c\"");
    assert_null(geo_raster_item(raster, "TIFFTAG_DATETIME"));
    geo_raster_free(raster);
    geo_crs_free(rd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writes_and_reads_back), TEST(a_failed_write_leaves_the_old_file),
        TEST(one_row_grids),         TEST(writes_masks_in_bytes),
        TEST(keeps_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
