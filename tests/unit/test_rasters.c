/* io/rasters: only grids that lie as kernels expect, no-data as NaN, heights that are heights. */
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "base/alloc.h"
#include "raster_case.h"

typedef struct plan { /* of a test file */
    GDALDataType type;
    int width, height, epsg; /* 0: none */
    double transform[6];
    const char *nodata; /* NULL: none */
    double scale;       /* 0: none */
    const char *options;
    int bands;
    double (*value)(int row, int column);
} plan;

static double slope(int row, int column)
{
    return row + column / 100.0;
}

static double zero(int row, int column)
{
    (void)row;
    (void)column;
    return 0;
}

static double centimetres(int row, int column)
{
    return 1200 + row + column;
}

static double sentinel(int row, int column)
{
    return row == 3 && column == 4 ? 3.4028234663852886e38 : 1;
}

static double late_height(int row, int column)
{
    return row > 500 && row < 510 && column == 777 ? 1 : 0;
}

/* In one block of 512 cells: whole numbers in its corner, others beyond. */
static double fine_beyond(int row, int column)
{
    return row < 100 && column < 100 ? row : 0.25 * row;
}

/* Between the windows of the first look, and nothing else. */
static double late_alone(int row, int column)
{
    return late_height(row, column) > 0 ? 0.25 * row : -9999;
}

static double late_whole(int row, int column)
{
    return late_height(row, column) > 0 ? row - 500 : -9999;
}

static double infinite(int row, int column)
{
    return row == column ? INFINITY : 1;
}

static const plan usual = {.type = GDT_Float32,
                           .width = 30,
                           .height = 20,
                           .epsg = 28992,
                           .transform = {EAST, 0.5, 0, NORTH, 0, -0.5},
                           .nodata = "-9999",
                           .value = slope};

static void fill(GDALDatasetH dataset, const plan *p)
{
    double *row = malloc((size_t)p->width * sizeof *row);
    for (int band = 1; band <= GDALGetRasterCount(dataset); band++) {
        GDALRasterBandH h = GDALGetRasterBand(dataset, band);
        if (p->nodata)
            GDALSetRasterNoDataValue(h, strtod(p->nodata, NULL));
        if (p->scale > 0)
            GDALSetRasterScale(h, p->scale);
        for (int i = 0; i < p->height; i++) {
            for (int j = 0; j < p->width; j++)
                row[j] = p->value(i, j);
            assert_int_equal(
                GDALRasterIO(h, GF_Write, 0, i, p->width, 1, row, p->width, 1, GDT_Float64, 0, 0),
                CE_None);
        }
    }
    free(row);
}

static const char *make(const char *file, plan p)
{
    const char *path = in_folder(file);
    char **options = CSLTokenizeString(p.options ? p.options : "");
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, p.width, p.height,
                                      p.bands ? p.bands : 1, p.type, options);
    CSLDestroy(options);
    assert_non_null(dataset);
    GDALSetGeoTransform(dataset, p.transform);
    if (p.epsg) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
        assert_int_equal(OSRImportFromEPSG(srs, p.epsg), OGRERR_NONE);
        GDALSetSpatialRef(dataset, srs);
        OSRDestroySpatialReference(srs);
    }
    if (p.value)
        fill(dataset, &p);
    GDALClose(dataset);
    return path;
}

static void reads_windows(void **state)
{
    float cells[6 * 8];
    geo_raster *raster = open_raster(*state, make("d.tif", usual), GEO_RASTER_ELEVATION);
    const geo_frame frame = geo_raster_source(raster)->frame;
    assert_string_equal(geo_raster_name(raster), "d.tif");
    assert_int_equal(frame.width, 30);
    assert_int_equal(frame.height, 20);
    assert_near(frame.x0, EAST, 0);
    assert_near(frame.y0, NORTH, 0);
    assert_near(frame.cell_m, 0.5, 0);
    read_window(*state, raster, (geo_window){.row = -2, .column = 26, .height = 6, .width = 8},
                cells);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 8; j++) {
            if (i < 2 || j >= 4)
                assert_true(isnan(cells[i * 8 + j]));
            else
                assert_near(cells[i * 8 + j], (float)slope(i - 2, 26 + j), 0);
        }
    read_window(*state, raster, (geo_window){.row = 100, .column = -50, .height = 2, .width = 3},
                cells);
    assert_true(isnan(cells[0]));
    geo_raster_free(raster);
    geo_raster_free(NULL);
}

static void turns_south_up_files(void **state)
{
    plan p = usual;
    float north[30], south[30];
    p.transform[5] = 0.5;
    p.transform[3] = NORTH - 10; /* the south-west corner */
    geo_raster *raster = open_raster(*state, make("s.tif", p), GEO_RASTER_ELEVATION);
    assert_near(geo_raster_source(raster)->frame.y0, NORTH, 1e-9);
    read_window(*state, raster, (geo_window){.row = 0, .height = 1, .width = 30}, north);
    read_window(*state, raster, (geo_window){.row = 19, .height = 1, .width = 30}, south);
    assert_near(north[0], 19, 0);
    assert_near(south[0], 0, 0);
    geo_raster_free(raster);
}

/* Several rows at once, into a window wider than the file: floats go straight to their place,
 * doubles through a buffer. */
static void turns_whole_windows(void **state)
{
    const GDALDataType types[] = {GDT_Float32, GDT_Float64};
    for (size_t t = 0; t < 2; t++) {
        plan p = usual;
        float cells[4 * 33];
        p.type = types[t];
        p.transform[5] = 0.5;
        p.transform[3] = NORTH - 10;
        geo_raster *raster = open_raster(*state, make("t.tif", p), GEO_RASTER_ELEVATION);
        read_window(*state, raster, (geo_window){.row = 5, .column = -1, .height = 4, .width = 33},
                    cells);
        for (int i = 0; i < 4; i++) {
            assert_true(isnan(cells[i * 33]));
            assert_near(cells[i * 33 + 11], (float)slope(19 - (5 + i), 10), 0);
            assert_true(isnan(cells[i * 33 + 32]));
        }
        geo_raster_free(raster);
    }
}

/* The nearest float to this no-data value is a value that there is. */
static void keeps_values_near_nodata(void **state)
{
    plan p = usual;
    float cells[30];
    p.type = GDT_Byte;
    p.nodata = "7.00000000001";
    geo_raster *raster = open_raster(*state, make("b.tif", p), GEO_RASTER_ANY);
    read_window(*state, raster, (geo_window){.row = 7, .height = 1, .width = 30}, cells);
    assert_near(cells[0], 7, 0);
    geo_raster_free(raster);
}

static void scales_integers(void **state)
{
    plan p = usual;
    float cells[30];
    p.type = GDT_Int16;
    p.scale = 0.01;
    p.value = centimetres;
    geo_raster *raster = open_raster(*state, make("i.tif", p), GEO_RASTER_ELEVATION);
    read_window(*state, raster, (geo_window){.row = 2, .height = 1, .width = 30}, cells);
    assert_near(cells[5], 12.07, 1e-6);
    geo_raster_free(raster);
}

static double with_holes(int row, int column)
{
    return column == 3 ? -1.7976931348623157e308 : row;
}

static double float_holes(int row, int column)
{
    return column == 3 ? (double)-3.4028235e38f : row;
}

static void no_data_is_nan(void **state)
{
    plan p = usual;
    float cells[30];
    p.type = GDT_Float64;
    p.nodata = "-1.7976931348623157e308";
    p.value = with_holes;
    geo_raster *raster = open_raster(*state, make("n.tif", p), GEO_RASTER_ELEVATION);
    read_window(*state, raster, (geo_window){.row = 7, .height = 1, .width = 30}, cells);
    assert_true(isnan(cells[3]));
    assert_near(cells[4], 7, 0);
    geo_raster_free(raster);
    p.type = GDT_Float32;
    p.nodata = "-3.4028234663852886e38";
    p.value = float_holes;
    raster = open_raster(*state, make("f.tif", p), GEO_RASTER_ELEVATION);
    read_window(*state, raster, (geo_window){.row = 7, .height = 1, .width = 30}, cells);
    assert_true(isnan(cells[3]));
    geo_raster_free(raster);
}

static void refuses_what_is_no_elevation(void **state)
{
    plan p = usual;
    p.value = zero;
    const char *path = make("dsm.tif", p);
    assert_int_equal(open_as(*state, path, GEO_RASTER_ELEVATION), GEO_ERR_RANGE);
    assert_says(*state, "'dsm.tif' is zero everywhere: it is not an elevation model");
    assert_ok(open_as(*state, path, GEO_RASTER_ANY));
    p = usual;
    p.nodata = NULL;
    p.value = sentinel;
    assert_int_equal(open_as(*state, make("a.tif", p), GEO_RASTER_ELEVATION), GEO_ERR_RANGE);
    assert_says(*state, "'a.tif' holds 3.40282e+38");
    assert_hints(*state, "no-data value is missing");
    p = usual;
    p.type = GDT_Int16;
    p.value = centimetres;
    assert_int_equal(open_as(*state, make("cm.tif", p), GEO_RASTER_ELEVATION), GEO_ERR_RANGE);
    assert_says(*state, "whole numbers around 12");
    assert_hints(*state, "centimetres");
    assert_ok(open_as(*state, make("cm.tif", p), GEO_RASTER_ANY));
    p = usual;
    p.nodata = "7";
    p.value = NULL;
    assert_ok(open_as(*state, make("e.tif", p), GEO_RASTER_ANY));
    assert_int_equal(open_as(*state, make("e.tif", p), GEO_RASTER_ELEVATION), GEO_ERR_RANGE);
    p = usual;
    p.value = infinite;
    geo_raster *raster = open_raster(*state, make("inf.tif", p), GEO_RASTER_ANY);
    float cells[30];
    const geo_grid_source *source = geo_raster_source(raster);
    assert_int_equal(
        source->read(source->self, *state, (geo_window){.height = 1, .width = 30}, cells),
        GEO_ERR_RANGE);
    geo_raster_free(raster);
}

/* Heights that the first look's windows all miss: the whole file is asked before it is refused. */
static void looks_further_before_it_says_zero(void **state)
{
    plan p = usual;
    p.width = 1200;
    p.height = 1200;
    p.value = late_height;
    assert_ok(open_as(*state, make("z.tif", p), GEO_RASTER_ELEVATION));
}

static void refuses_what_lies_otherwise(void **state)
{
    geo_ctx *ctx = *state;
    plan p = usual;
    p.transform[2] = 0.1;
    assert_int_equal(open_as(ctx, make("r.tif", p), GEO_RASTER_ANY), GEO_ERR_UNSUPPORTED);
    assert_says(ctx, "rotated");
    p = usual;
    p.transform[5] = -1;
    assert_int_equal(open_as(ctx, make("o.tif", p), GEO_RASTER_ANY), GEO_ERR_UNSUPPORTED);
    assert_says(ctx, "not square");
    p = usual;
    p.bands = 3;
    assert_int_equal(open_as(ctx, make("p.tif", p), GEO_RASTER_ANY), GEO_ERR_FORMAT);
    assert_says(ctx, "3 bands");
    p = usual;
    p.type = GDT_CFloat32;
    assert_int_equal(open_as(ctx, make("c.tif", p), GEO_RASTER_ANY), GEO_ERR_UNSUPPORTED);
    p = usual;
    p.epsg = 4326;
    assert_int_equal(open_as(ctx, make("g.tif", p), GEO_RASTER_ANY), GEO_ERR_CRS);
    p = usual;
    p.width = p.height = 8192;
    p.value = NULL;
    p.options = "TILED=YES BLOCKXSIZE=8192 BLOCKYSIZE=8192 SPARSE_OK=YES";
    assert_int_equal(open_as(ctx, make("b.tif", p), GEO_RASTER_ANY), GEO_ERR_LIMIT);
    assert_says(ctx, "blocks of 8192 x 8192");
}

static void settles_the_crs(void **state)
{
    geo_ctx *ctx = *state;
    geo_raster *raster = NULL;
    geo_crs *rd = rd_new(ctx), *utm;
    assert_ok(geo_crs_new(ctx, "EPSG:25831", &utm));
    plan p = usual;
    p.epsg = 0;
    const char *path = make("n.tif", p);
    assert_int_equal(open_as(ctx, path, GEO_RASTER_ANY), GEO_ERR_CRS);
    assert_hints(ctx, "-a_srs");
    const geo_raster_options declared = {.kind = GEO_RASTER_ANY, .crs = "EPSG:28992", .target = rd};
    assert_ok(geo_raster_new(ctx, path, &declared, &raster));
    geo_raster_free(raster);
    p.epsg = 7415; /* RD with NAP heights */
    path = make("c.tif", p);
    const geo_raster_options to_rd = {.kind = GEO_RASTER_ANY, .target = rd};
    const geo_raster_options to_utm = {.kind = GEO_RASTER_ANY, .target = utm};
    assert_ok(geo_raster_new(ctx, path, &to_rd, &raster));
    geo_raster_free(raster);
    assert_int_equal(geo_raster_new(ctx, path, &to_utm, &raster), GEO_ERR_CRS);
    assert_says(ctx, "not in EPSG:25831");
    const geo_raster_options wrong = {.kind = GEO_RASTER_ANY, .crs = "EPSG:25831"};
    assert_int_equal(geo_raster_new(ctx, path, &wrong, &raster), GEO_ERR_CRS);
    assert_says(ctx, "as declared");
    geo_crs_free(rd);
    geo_crs_free(utm);
}

static void only_a_tiff_and_no_side_files(void **state)
{
    geo_ctx *ctx = *state;
    put_text(in_folder("ahn.tif"),
             "<VRTDataset rasterXSize=\"20\" rasterYSize=\"20\"><VRTRasterBand dataType=\"Byte\" "
             "band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename>/etc/passwd"
             "</SourceFilename></VRTRasterBand></VRTDataset>");
    assert_int_equal(open_as(ctx, in_folder("ahn.tif"), GEO_RASTER_ANY), GEO_ERR_FORMAT);
    assert_says(ctx, "is a VRT");
    assert_int_equal(open_as(ctx, in_folder("none.tif"), GEO_RASTER_ANY), GEO_ERR_NOTFOUND);
    assert_int_equal(open_as(ctx, "/vsimem/x.tif", GEO_RASTER_ANY), GEO_ERR_ARG);
    assert_int_equal(open_as(ctx, make_trees(ctx, "t.gpkg", NAMES("tree"), 1), GEO_RASTER_ANY),
                     GEO_ERR_FORMAT);
    assert_says(ctx, "vector file");
    put_bytes(in_folder("cut.tif"), "II*\0\10\0\0\0", 8);
    assert_int_equal(open_as(ctx, in_folder("cut.tif"), GEO_RASTER_ANY), GEO_ERR_FORMAT);
    plan p = usual;
    p.transform[1] = 1;
    p.transform[5] = -1;
    p.transform[0] = 0;
    p.transform[3] = 0; /* GDAL stores none: without its world file it lies nowhere */
    const char *path = make("w.tif", p);
    put_text(in_folder("w.tfw"), "0.5\n0\n0\n-0.5\n155000\n463000\n");
    put_text(in_folder("w.tif.aux.xml"), "<PAMDataset><SRS>EPSG:28992</SRS></PAMDataset>");
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = GEO_RASTER_ANY};
    if (!geo_raster_new(ctx, path, &options, &raster))
        assert_near(geo_raster_source(raster)->frame.x0, 0, 0);
    geo_raster_free(raster);
}

/* A file cut short opens, and fails where it is read. */
static void a_truncated_file_is_an_error(void **state)
{
    plan p = usual;
    p.width = p.height = 600;
    p.options = "COMPRESS=DEFLATE TILED=YES";
    const char *path = make("t.tif", p);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(truncate(path, info.st_size * 2 / 3), 0);
    assert_int_not_equal(open_as(*state, path, GEO_RASTER_ELEVATION), GEO_OK);
}

static void out_of_memory_while_opening(void **state)
{
    const char *path = make("d.tif", usual);
    uint64_t n = 1;
    for (geo_status status = GEO_ERR_NOMEM; status; n++) {
        geo_alloc_fail_at(n);
        status = open_as(*state, path, GEO_RASTER_ELEVATION);
        geo_alloc_fail_at(0);
        if (status)
            assert_int_equal(status, GEO_ERR_NOMEM);
        assert_true(n < 100);
    }
    assert_true(n > 3);
}

static double depth(int row, int column)
{
    return -400 + row + column;
}

static geo_status open_declared(geo_ctx *ctx, const char *path, double unit_m, const double *nodata,
                                geo_raster **out)
{
    const geo_raster_options options = {
        .kind = GEO_RASTER_ELEVATION, .unit_m = unit_m, .unit_option = "--unit", .nodata = nodata};
    return geo_raster_new(ctx, path, &options, out);
}

static void takes_a_declared_unit(void **state)
{
    geo_raster *raster = NULL;
    float cell;
    plan p = usual;
    p.type = GDT_Int16;
    p.value = centimetres;
    const char *path = make("cm.tif", p);
    assert_int_equal(open_declared(*state, path, 0, NULL, &raster), GEO_ERR_RANGE);
    assert_hints(*state, "if they are centimetres: --unit cm");
    assert_ok(open_declared(*state, path, 0.01, NULL, &raster));
    assert_false(geo_raster_is_whole(raster));
    read_window(*state, raster, (geo_window){3, 4, 1, 1}, &cell);
    assert_near(cell, 12.07F, 0);
    geo_raster_free(raster);
    p.value = depth; /* deeper than any polder, in metres */
    assert_int_equal(open_declared(*state, make("deep.tif", p), 0, NULL, &raster), GEO_ERR_RANGE);
    assert_hints(*state, "if they are centimetres: --unit cm");
    p.value = centimetres;
    p.scale = 0.01;
    path = make("said.tif", p);
    assert_ok(open_declared(*state, path, 0.01, NULL, &raster)); /* says the same itself */
    read_window(*state, raster, (geo_window){3, 4, 1, 1}, &cell);
    assert_near(cell, 12.07F, 0);
    geo_raster_free(raster);
    assert_int_equal(open_declared(*state, path, 1, NULL, &raster), GEO_ERR_ARG);
    assert_says(*state, "multiplied by 0.01");
}

static void knows_whole_numbers(void **state)
{
    plan p = usual;
    p.value = late_height; /* zeros and a few ones */
    geo_raster *raster = open_raster(*state, make("fine.tif", usual), GEO_RASTER_ELEVATION);
    assert_false(geo_raster_is_whole(raster));
    geo_raster_free(raster);
    p.width = 900;
    p.height = 700;
    raster = open_raster(*state, make("whole.tif", p), GEO_RASTER_ELEVATION);
    assert_true(geo_raster_is_whole(raster));
    geo_raster_free(raster);
    assert_ok(open_declared(*state, in_folder("whole.tif"), 1, NULL, &raster));
    assert_false(geo_raster_is_whole(raster)); /* somebody says that they are metres */
    geo_raster_free(raster);
}

static bool is_whole(geo_ctx *ctx, double (*value)(int, int), int size)
{
    plan p = usual;
    p.width = p.height = size;
    p.nodata = "-9999";
    p.options = "TILED=YES BLOCKXSIZE=512 BLOCKYSIZE=512";
    p.value = value;
    geo_raster *raster = open_raster(ctx, make("tiled.tif", p), GEO_RASTER_ELEVATION);
    bool whole = geo_raster_is_whole(raster);
    geo_raster_free(raster);
    return whole;
}

/* What was not looked at is not said to be whole. */
static void looks_all_over_for_whole_numbers(void **state)
{
    assert_false(is_whole(*state, fine_beyond, 560));
    assert_false(is_whole(*state, late_alone, 1200));
    assert_true(is_whole(*state, late_whole, 1200));
}

static void takes_a_declared_nodata(void **state)
{
    geo_raster *raster = NULL;
    double nodata = 3.4028234663852886e38;
    float cell;
    plan p = usual;
    p.value = sentinel; /* and -9999 in the header */
    const char *path = make("sentinel.tif", p);
    assert_int_equal(open_declared(*state, path, 0, NULL, &raster), GEO_ERR_RANGE);
    assert_ok(open_declared(*state, path, 0, &nodata, &raster));
    read_window(*state, raster, (geo_window){3, 4, 1, 1}, &cell);
    assert_true(isnan(cell));
    geo_raster_free(raster);
}

static void opens_real_grids(void **state)
{
    static const char *const good[] = {"/town_delft_centre/dsm.tif", "/town_delft_centre/dtm.tif",
                                       "/hhnk_hoekje/dem_hoekje.tif",
                                       "/delft_3dfier/derived/delft_ahn3_05m_dsm_raw.tif"};
    static const char *const any[] = {"/hhnk_hoekje/soil.tif", "/hhnk_hoekje/polder.tif"};
    char path[300];
    if (!have(DATA))
        return;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        snprintf(path, sizeof path, "%s%s", DATA, good[i]);
        if (open_as(*state, path, GEO_RASTER_ELEVATION))
            fail_msg("%s", geo_ctx_error(*state));
    }
    for (size_t i = 0; i < sizeof any / sizeof *any; i++) {
        snprintf(path, sizeof path, "%s%s", DATA, any[i]);
        assert_ok(open_as(*state, path, GEO_RASTER_ANY));
    }
    /* whole centimetres with their scale: gdalinfo -stats gives 2459 to 5485 */
    geo_raster *raster =
        open_raster(*state, DATA "/achterhoek_dtm_hydamo/dtm/41EZ1_CM.tif", GEO_RASTER_ELEVATION);
    float *cells = malloc(1000 * 1250 * sizeof *cells);
    float low = INFINITY, high = -INFINITY;
    read_window(*state, raster, (geo_window){.height = 1250, .width = 1000}, cells);
    for (int i = 0; i < 1000 * 1250; i++) {
        low = fminf(low, cells[i]);
        high = fmaxf(high, cells[i]);
    }
    assert_near(low, 24.59, 1e-5);
    assert_near(high, 54.85, 1e-5);
    free(cells);
    geo_raster_free(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_windows),
        TEST(turns_south_up_files),
        TEST(turns_whole_windows),
        TEST(keeps_values_near_nodata),
        TEST(scales_integers),
        TEST(no_data_is_nan),
        TEST(refuses_what_is_no_elevation),
        TEST(looks_further_before_it_says_zero),
        TEST(refuses_what_lies_otherwise),
        TEST(settles_the_crs),
        TEST(only_a_tiff_and_no_side_files),
        TEST(a_truncated_file_is_an_error),
        TEST(out_of_memory_while_opening),
        TEST(takes_a_declared_unit),
        TEST(knows_whole_numbers),
        TEST(looks_all_over_for_whole_numbers),
        TEST(takes_a_declared_nodata),
        TEST(opens_real_grids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
