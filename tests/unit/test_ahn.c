/* registry/ahn: names, units, sheets into a town's raster, crowns and what is read of others' ones.
 */
#include <gdal.h>
#include <ogr_srs_api.h>

#include "field.h"
#include "raster_case.h"

#include "registry/ahn.h"
#include "registry/ahn_parts.h"

typedef struct sheet { /* a file to be made: 40 x 30 cells of 0.5 m */
    const char *name;
    int64_t row, column;
    GDALDataType type;
    double add, step, nodata; /* value: add + step * (100 row + column of the lattice) */
    double cell_m;
    int epsg;
    const char *datetime;
    double shift_m; /* eastward, off the lattice */
    bool is_mute;   /* does not say its no-data value */
} sheet;

static const char *make_sheet(sheet s)
{
    const char *path = in_folder(s.name);
    double row[40], cell = s.cell_m > 0 ? s.cell_m : 0.5;
    double transform[6] = {
        EAST + (double)s.column * 0.5 + s.shift_m, cell, 0, NORTH - (double)s.row * 0.5, 0, -cell};
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, 40, 30, 1, s.type, NULL);
    assert_non_null(dataset);
    GDALSetGeoTransform(dataset, transform);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(srs, s.epsg ? s.epsg : 28992), OGRERR_NONE);
    GDALSetSpatialRef(dataset, srs);
    OSRDestroySpatialReference(srs);
    if (s.datetime)
        GDALSetMetadataItem(dataset, "TIFFTAG_DATETIME", s.datetime, NULL);
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    if (!s.is_mute)
        GDALSetRasterNoDataValue(band, s.nodata != 0 ? s.nodata : -9999);
    for (int i = 0; i < 30; i++) {
        for (int j = 0; j < 40; j++)
            row[j] = s.add + s.step * (double)(100 * (s.row + i) + s.column + j);
        if (i == 7)
            row[3] = s.nodata != 0 ? s.nodata : -9999;
        assert_int_equal(GDALRasterIO(band, GF_Write, 0, i, 40, 1, row, 40, 1, GDT_Float64, 0, 0),
                         CE_None);
    }
    GDALClose(dataset);
    return path;
}

static const sheet USUAL = {.type = GDT_Float32, .add = 1.5, .step = 0.001};

static sheet named(const char *name, int64_t row, int64_t column)
{
    sheet s = USUAL;
    s.name = name;
    s.row = row;
    s.column = column;
    return s;
}

static geo_ahn_rules usual_rules(geo_ctx *ctx)
{
    geo_table *table = NULL;
    geo_ahn_rules rules;
    if (geo_table_read(ctx, SOURCE_DIR "/data/ahn-rules.csv", &table) ||
        geo_ahn_rules_read(ctx, table, &rules))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_table_free(table);
    return rules;
}

/* ---- names and rules ---- */

static void reads_names(void **state)
{
    static const struct {
        const char *name;
        geo_ahn_kind kind;
        int year;
    } cases[] = {
        {"/a/M_25GN1.tif", GEO_AHN_DTM, 0},
        {"R_25GN1.TIF", GEO_AHN_DSM, 0},
        {"dsm/M5_25gn1.tif", GEO_AHN_DTM, 0},
        {"r5_25gn1.tif", GEO_AHN_DSM, 0},
        {"2023_R_25GN1.TIF", GEO_AHN_DSM, 2023},
        {"2023_M_25GN1.TIF", GEO_AHN_DTM, 2023},
        {"ahn4-05m-dsm.tif", GEO_AHN_DSM, 0},
        {"M_dsm.tif", GEO_AHN_DSM, 0}, /* the word goes before the letter */
        {"dtm_dsm.tif", GEO_AHN_UNKNOWN, 0},
        {"M_R.tif", GEO_AHN_UNKNOWN, 0},
        {"41EZ1_CM.tif", GEO_AHN_UNKNOWN, 0},
        {"Mast_2050x_1995_25.tif", GEO_AHN_UNKNOWN, 0},
        {"25.dtm", GEO_AHN_UNKNOWN, 0},
        {"x_1996.2023", GEO_AHN_UNKNOWN, 1996},
        {"2100_R", GEO_AHN_DSM, 0},
        {"", GEO_AHN_UNKNOWN, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (geo_ahn_kind_of(cases[i].name) != cases[i].kind)
            fail_msg("kind of '%s' is %d", cases[i].name, geo_ahn_kind_of(cases[i].name));
        if (geo_ahn_year_of(cases[i].name) != cases[i].year)
            fail_msg("year of '%s' is %d", cases[i].name, geo_ahn_year_of(cases[i].name));
    }
}

static void reads_rules(void **state)
{
    static const char lacks[] = "name,value\nroof_percentile,70\n";
    static const char wild[] = "name,value\nroof_percentile,700\n";
    geo_ctx *ctx = *state;
    geo_ahn_rules rules = usual_rules(ctx);
    geo_table *table = NULL;
    assert_near(rules.roof.roof_percentile, 70, 0);
    assert_near(rules.tops.height_max_m, rules.canopy.height_max_m, 0);
    assert_near(rules.buffers_m[GEO_AHN_POWER], 12, 0);
    assert_string_equal(geo_ahn_mask_name(GEO_AHN_GLASSHOUSE), "glasshouse");
    assert_ok(geo_table_parse(ctx, "lacks", lacks, sizeof lacks - 1, &table));
    assert_int_equal(geo_ahn_rules_read(ctx, table, &rules), GEO_ERR_NOTFOUND);
    assert_says(ctx, "roof_edge_cells");
    geo_table_free(table);
    assert_ok(geo_table_parse(ctx, "wild", wild, sizeof wild - 1, &table));
    assert_int_equal(geo_ahn_rules_read(ctx, table, &rules), GEO_ERR_RANGE);
    assert_says(ctx, "'roof_percentile' is 700, not between 0 and 100");
    geo_table_free(table);
}

/* ---- sheets ---- */

typedef struct box_area {
    geo_point points[5];
    uint32_t end, part;
    geo_geom geom;
} box_area;

static void make_area(box_area *a, geo_box b)
{
    a->points[0] = a->points[4] = (geo_point){b.xmin, b.ymin};
    a->points[1] = (geo_point){b.xmax, b.ymin};
    a->points[2] = (geo_point){b.xmax, b.ymax};
    a->points[3] = (geo_point){b.xmin, b.ymax};
    a->end = 5;
    a->part = 1;
    a->geom = (geo_geom){GEO_GEOM_POLYGON, a->points, &a->end, &a->part, 5, 1, 1};
}

static void refuses(geo_ctx *ctx, geo_ahn_sheet_options options, const char *const *paths,
                    size_t count, geo_status status, const char *words)
{
    geo_ahn_sheets *sheets = NULL;
    geo_crs *rd = rd_new(ctx);
    options.target = rd;
    assert_int_equal(geo_ahn_sheets_new(ctx, paths, count, &options, &sheets), status);
    assert_says(ctx, words);
    geo_crs_free(rd);
}

static void writes_sheets_into_a_town(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    box_area area;
    geo_ahn_report report;
    geo_ahn_sheets *sheets = NULL;
    sheet east = named("2023_M_b.tif", 0, 40);
    east.nodata = 3.4028234663852886e38;
    east.epsg = 7415;
    const char *paths[] = {make_sheet(named("2020_M_far.tif", 0, 4000)), make_sheet(east),
                           make_sheet(named("2020_M_a.tif", 0, 0))};
    const char *out = in_folder("dtm.tif");
    make_area(&area, (geo_box){EAST + 0.3, NORTH - 20, EAST + 30.2, NORTH - 1.1});
    const geo_ahn_sheet_options options = {.kind = GEO_AHN_DTM, .target = rd, .area = &area.geom};
    if (geo_ahn_sheets_new(ctx, paths, 3, &options, &sheets))
        fail_msg("%s", geo_ctx_error(ctx));
    assert_int_equal(geo_ahn_sheets_count(sheets), 2);
    assert_string_equal(geo_ahn_sheets_path(sheets, 0), paths[1]);
    assert_int_equal(geo_ahn_sheets_years(sheets).first, 2020);
    assert_int_equal(geo_ahn_sheets_years(sheets).last, 2023);
    if (geo_ahn_sheets_write(ctx, sheets, (geo_ahn_file){.path = out}, &report))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_ahn_sheets_free(sheets);
    geo_raster *raster = open_raster(ctx, out, GEO_RASTER_ELEVATION);
    geo_frame frame = geo_raster_source(raster)->frame;
    assert_near(frame.x0, EAST, 0);
    assert_near(frame.y0, NORTH - 1, 0);
    assert_int_equal(frame.width, 61);
    assert_int_equal(frame.height, 28); /* the sheets end 15 m from the north */
    float cells[61 * 28];
    read_window(ctx, raster, (geo_window){0, 0, 28, 61}, cells);
    for (int i = 0; i < 28; i++)
        for (int j = 0; j < 61; j++) {
            if (i + 2 == 7 && j % 40 == 3)
                assert_true(isnan(cells[i * 61 + j]));
            else
                assert_near(cells[i * 61 + j], 1.5 + 0.001 * (100 * (i + 2) + j), 1e-5);
        }
    assert_string_equal(geo_raster_item(raster, "flight_year"), "2020");
    assert_string_equal(geo_raster_item(raster, "flight_year_last"), "2023");
    assert_int_equal(geo_ahn_raster_years(raster).first, 2020);
    assert_int_equal(geo_ahn_raster_years(raster).last, 2023);
    assert_near(report.area_m2, 29.9 * 18.9, 1e-6);
    /* centres inside: columns 1..59 (0.75 to 29.75), rows 2..29 (1.25 to 14.75), less two holes */
    assert_near(report.valid_m2, (59 * 28 - 2) * 0.25, 1e-9);
    geo_raster_free(raster);
    geo_crs_free(rd);
}

static void the_newest_goes_first(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_report report;
    sheet older = named("a_2019.tif", 0, 0), newer = named("b.tif", 0, 20),
          unknown = named("0.tif", 0, 20);
    newer.datetime = "2022:04:01 10:00:00";
    newer.add = 5.5;
    unknown.add = 9.5;
    const char *paths[] = {make_sheet(unknown), make_sheet(older), make_sheet(newer)};
    geo_ahn_sheets *sheets = NULL;
    const geo_ahn_sheet_options options = {.target = rd};
    assert_ok(geo_ahn_sheets_new(ctx, paths, 3, &options, &sheets));
    assert_string_equal(geo_ahn_sheets_path(sheets, 0), paths[2]);
    assert_string_equal(geo_ahn_sheets_path(sheets, 1), paths[1]);
    assert_ok(
        geo_ahn_sheets_write(ctx, sheets, (geo_ahn_file){.path = in_folder("dtm.tif")}, &report));
    geo_raster *raster = open_raster(ctx, in_folder("dtm.tif"), GEO_RASTER_ELEVATION);
    float cell;
    read_window(ctx, raster, (geo_window){0, 30, 1, 1}, &cell);
    assert_near(cell, 5.53, 1e-5);
    read_window(ctx, raster, (geo_window){7, 23, 1, 1}, &cell); /* a hole in it */
    assert_near(cell, 1.5 + 0.723, 1e-5);
    assert_string_equal(geo_raster_item(raster, "flight_year"), "2019");
    assert_true(report.overlap.cells > 1200 && report.overlap.differing == report.overlap.cells);
    geo_raster_free(raster);
    geo_ahn_sheets_free(sheets);
    geo_crs_free(rd);
}

static void asks_for_the_unit(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_sheets *sheets = NULL;
    sheet low = named("low.tif", 0, 0), high = named("high.tif", 0, 0),
          cut = named("cut.tif", 0, 0);
    low.type = high.type = GDT_Int16;
    low.add = 20; /* 20 to 330: could be metres */
    low.step = 0.1;
    high.add = 1200; /* 12 m and more */
    high.step = 1;
    cut.add = 3;
    cut.step = 0; /* floats without decimals */
    const char *l = make_sheet(low), *h = make_sheet(high), *c = make_sheet(cut);
    const geo_ahn_sheet_options unsaid = {0};
    refuses(ctx, unsaid, &l, 1, GEO_ERR_RANGE, "'low.tif' holds whole numbers only");
    assert_hints(ctx, "--unit cm");
    refuses(ctx, unsaid, &h, 1, GEO_ERR_RANGE, "'high.tif' holds whole numbers around");
    assert_hints(ctx, "--unit cm");
    refuses(ctx, unsaid, &c, 1, GEO_ERR_RANGE, "'cut.tif' holds whole numbers only");
    geo_ahn_sheet_options options = {.target = rd, .unit = GEO_AHN_CENTIMETRES};
    float cell;
    assert_ok(geo_ahn_sheets_new(ctx, &h, 1, &options, &sheets));
    const geo_grid_source *source = geo_ahn_sheets_source(sheets);
    assert_ok(source->read(source->self, ctx, (geo_window){2, 5, 1, 1}, &cell));
    assert_near(cell, 14.05, 1e-5);
    geo_ahn_sheets_free(sheets);
    options.unit = GEO_AHN_METRES;
    assert_ok(geo_ahn_sheets_new(ctx, &c, 1, &options, &sheets));
    geo_ahn_sheets_free(sheets);
    geo_crs_free(rd);
}

static void refuses_bad_sheets(void **state)
{
    geo_ctx *ctx = *state;
    sheet coarse = named("coarse.tif", 0, 40), shifted = named("shifted.tif", 0, 40),
          zero = named("zero.tif", 0, 0);
    sheet spike = named("spike.tif", 0, 0), degrees = named("utm.tif", 0, 0);
    coarse.cell_m = 5;
    zero.add = zero.step = 0;
    spike.add = 6000;
    degrees.epsg = 25831;
    const char *first = make_sheet(named("M_a.tif", 0, 0));
    const char *pair[] = {first, make_sheet(coarse)};
    const geo_ahn_sheet_options options = {0};
    refuses(ctx, options, pair, 2, GEO_ERR_ARG,
            "'M_a.tif' has cells of 0.5 m, 'coarse.tif' of 5 m");
    shifted.shift_m = 0.2;
    pair[1] = make_sheet(shifted);
    refuses(ctx, options, pair, 2, GEO_ERR_ARG,
            "'M_a.tif' and 'shifted.tif' do not lie on one grid");
    pair[0] = make_sheet(zero);
    refuses(ctx, options, pair, 1, GEO_ERR_RANGE, "zero everywhere");
    pair[0] = make_sheet(spike);
    refuses(ctx, options, pair, 1, GEO_ERR_RANGE, "6000");
    pair[0] = make_sheet(degrees);
    refuses(ctx, options, pair, 1, GEO_ERR_CRS, "EPSG:25831");
    pair[0] = in_folder("none.tif");
    refuses(ctx, options, pair, 1, GEO_ERR_NOTFOUND, "none.tif");
    box_area area;
    make_area(&area, (geo_box){EAST - 100, NORTH, EAST, NORTH + 100}); /* touches the corner */
    const geo_ahn_sheet_options outside = {.area = &area.geom};
    refuses(ctx, outside, &first, 1, GEO_ERR_NOTFOUND, "none of the sheets lies in the area");
    make_area(&area, (geo_box){EAST, NORTH - 5, EAST + 5, NORTH}); /* of the first alone */
    pair[0] = first;
    pair[1] = in_folder("coarse.tif");
    refuses(ctx, outside, pair, 2, GEO_ERR_ARG, "'coarse.tif' of 5 m");
}

/* No end of work is begun. */
static void refuses_too_many_cells(void **state)
{
    geo_ctx *ctx = *state;
    geo_ahn_rules rules = usual_rules(ctx);
    sheet fine = named("M_fine.tif", 0, 0), near = fine, far = named("M_far.tif", 300000, 200000);
    geo_ahn_sheet_options options = {.cell_least_m = geo_chm_cell_least(&rules.canopy)};
    assert_near(options.cell_least_m, sqrt(4.0 / 2048), 1e-12);
    fine.cell_m = 0.006;
    const char *pair[] = {make_sheet(fine), NULL};
    refuses(ctx, options, pair, 1, GEO_ERR_LIMIT, "'M_fine.tif' has cells of 0.006 m");
    assert_hints(ctx, "gdalwarp -tr 0.5 0.5");
    near.name = "M_near.tif";
    far.step = 1e-7;
    pair[0] = make_sheet(near);
    pair[1] = make_sheet(far);
    refuses(ctx, options, pair, 2, GEO_ERR_LIMIT, "6e+10 cells of 0.5 m");
}

/* What is no sheet, whatever its name: refused, and nothing is written beside it. */
static void refuses_hostile_sheets(void **state)
{
    static const char vrt[] =
        "<VRTDataset rasterXSize='1' rasterYSize='1'><VRTRasterBand dataType='Byte' band='1' "
        "subClass='VRTRawRasterBand'><SourceFilename>/etc/passwd</SourceFilename></VRTRasterBand>"
        "</VRTDataset>";
    geo_ctx *ctx = *state;
    const geo_ahn_sheet_options options = {0};
    const char *path = in_folder("M_25GN1.tif");
    put_text(path, vrt);
    refuses(ctx, options, &path, 1, GEO_ERR_FORMAT, "a VRT");
    put_text(path, "SQLite format 3");
    refuses(ctx, options, &path, 1, GEO_ERR_FORMAT, "M_25GN1.tif");
    put_bytes(path, "", 0);
    refuses(ctx, options, &path, 1, GEO_ERR_FORMAT, "an empty file");
    put_bytes(path, "II*\0\xff\xff\xff\x7f", 8);
    refuses(ctx, options, &path, 1, GEO_ERR_FORMAT, "M_25GN1.tif");
    path = "/vsicurl/http://example.org/M_25GN1.tif";
    refuses(ctx, options, &path, 1, GEO_ERR_ARG, "/vsicurl/");
    path = make_sheet(named("M_25GN1.tif", 0, 0));
    assert_int_equal(truncate(path, 2000), 0); /* of 5 kB */
    refuses(ctx, options, &path, 1, GEO_ERR_FORMAT, "M_25GN1.tif");
    assert_int_equal(count_files(), 1);
}

static void takes_a_declared_nodata(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_sheets *sheets = NULL;
    sheet s = named("M_a.tif", 0, 0);
    s.nodata = 3.4028234663852886e38;
    s.is_mute = true;
    const char *path = make_sheet(s);
    geo_ahn_sheet_options options = {.target = rd};
    float cell;
    refuses(ctx, options, &path, 1, GEO_ERR_RANGE, "holds 3.40282e+38");
    options.nodata = &s.nodata;
    assert_ok(geo_ahn_sheets_new(ctx, &path, 1, &options, &sheets));
    const geo_grid_source *source = geo_ahn_sheets_source(sheets);
    assert_ok(source->read(source->self, ctx, (geo_window){7, 3, 1, 1}, &cell));
    assert_true(isnan(cell));
    geo_ahn_sheets_free(sheets);
    geo_crs_free(rd);
}

/* ---- crowns ---- */

static void writes_crowns(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_rules rules = usual_rules(ctx);
    geo_ahn_crown_report report;
    box_area house;
    field dsm, dtm;
    const geo_frame frame = {EAST, NORTH, 0.5, 60, 40};
    const char *path = in_folder("canopy.tif");
    field_make(&dsm, "dsm.tif", frame, 0);
    field_make(&dtm, "dtm.tif", frame, 0);
    for (int64_t i = 10; i < 20; i++)
        for (int64_t j = 10; j < 30; j++)
            *field_at(&dsm, i, j) = 8;
    *field_at(&dsm, 30, 50) = NAN;
    make_area(&house, (geo_box){EAST + 10, NORTH - 12, EAST + 20, NORTH - 4});
    const geo_ahn_mask mask = {&house.geom, GEO_AHN_BUILDING};
    const geo_ahn_models models = {
        .dsm = &dsm.source, .dtm = &dtm.source, .masks = &mask, .mask_count = 1};
    if (geo_ahn_canopy_write(ctx, &models, &rules, (geo_ahn_file){.path = path}, rd,
                             (geo_ahn_years){2021, 2021}, &report))
        fail_msg("%s", geo_ctx_error(ctx));
    assert_near(report.crown_m2, 100 * 0.25, 0);
    assert_near(report.unknown_m2, 0.25, 0);
    assert_near(report.bare_m2, (2400 - 101) * 0.25, 0);
    /* a mast of which the rules say that nothing within 3 m is a crown, on a corner of cells */
    geo_point foot = {EAST + 5, NORTH - 5};
    geo_geom point = {.type = GEO_GEOM_POINT, .points = &foot, .point_count = 1};
    const geo_ahn_mask masts[] = {mask, {&point, GEO_AHN_MAST}};
    geo_ahn_models masted = models;
    masted.masks = masts;
    masted.mask_count = 2;
    int64_t within = 0;
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 10; j++)
            within += hypot(0.5 * i + 0.25, 0.5 * j + 0.25) <= 3;
    assert_ok(geo_ahn_canopy_write(ctx, &masted, &rules,
                                   (geo_ahn_file){.path = in_folder("masted.tif")}, rd,
                                   (geo_ahn_years){0, 0}, &report));
    assert_near(report.crown_m2, (double)(100 - within) * 0.25, 0);
    geo_raster *raster = open_raster(ctx, path, GEO_RASTER_ANY);
    float cells[60 * 40];
    GDALDatasetH file = GDALOpen(path, GA_ReadOnly);
    assert_int_equal(GDALGetRasterDataType(GDALGetRasterBand(file, 1)), GDT_Byte);
    GDALClose(file);
    read_window(ctx, raster, (geo_window){0, 0, 40, 60}, cells);
    assert_string_equal(geo_raster_item(raster, "flight_year"), "2021");
    for (int i = 0; i < 40; i++)
        for (int j = 0; j < 60; j++) {
            bool crown = i >= 10 && i < 20 && j >= 10 && j < 20;
            if (i == 30 && j == 50)
                assert_true(isnan(cells[i * 60 + j]));
            else
                assert_near(cells[i * 60 + j], crown, 0);
        }
    geo_raster_free(raster);
    geo_grid_release(&dsm.grid);
    geo_grid_release(&dtm.grid);
    geo_crs_free(rd);
}

/* A raster that somebody else made: mostly 0, a crown of this value. */
static const char *make_crowns(geo_ctx *ctx, const char *name, float value)
{
    geo_crs *rd = rd_new(ctx);
    field f;
    const char *path = in_folder(name);
    field_make(&f, name, (geo_frame){EAST, NORTH, 1, 30, 20}, 0);
    for (int64_t i = 5; i < 8; i++)
        *field_at(&f, i, 12) = value;
    *field_at(&f, 0, 0) = NAN;
    assert_ok(geo_raster_write(ctx, path, true, &f.source, rd, -1));
    geo_grid_release(&f.grid);
    geo_crs_free(rd);
    return path;
}

static void takes_others_crowns(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_rules rules = usual_rules(ctx);
    geo_ahn_crown_report report;
    box_area area;
    const char *out = in_folder("canopy.tif");
    const geo_ahn_file to = {.path = out, .overwrite = true};
    geo_ahn_crown_options options = {.target = rd};
    for (int value = 1; value <= 255; value += 254) {
        assert_ok(geo_ahn_crowns_write(ctx, make_crowns(ctx, "m.tif", (float)value), to, &rules,
                                       &options, &report));
        assert_near(report.crown_m2, 3, 0);
        assert_near(report.unknown_m2, 1, 0);
    }
    assert_int_equal(
        geo_ahn_crowns_write(ctx, make_crowns(ctx, "p.tif", 80), to, &rules, &options, &report),
        GEO_ERR_RANGE);
    assert_says(ctx, "'p.tif' holds 80, which is no value of a mask (0, 1 or 255)");
    assert_hints(ctx, "--canopy-is percent");
    make_area(&area, (geo_box){EAST + 10.5, NORTH - 7, EAST + 14.5, NORTH - 2.5});
    options.area = &area.geom;
    options.are = GEO_AHN_CROWN_HEIGHT;
    assert_ok(geo_ahn_crowns_write(ctx, make_crowns(ctx, "h_2024.tif", 3), to, &rules, &options,
                                   &report));
    assert_near(report.crown_m2, 2, 0); /* the third lies south of the area's last cell */
    assert_near(report.bare_m2, 5 * 5 - 2, 0);
    geo_raster *raster = open_raster(ctx, out, GEO_RASTER_ANY);
    assert_string_equal(geo_raster_item(raster, "flight_year"), "2024");
    geo_raster_free(raster);
    assert_ok(
        geo_ahn_crowns_write(ctx, make_crowns(ctx, "h.tif", 2.9F), to, &rules, &options, &report));
    assert_near(report.crown_m2, 0, 0);
    const geo_ahn_mask mask = {&area.geom, GEO_AHN_BUILDING};
    options.masks = &mask;
    options.mask_count = 1;
    assert_ok(
        geo_ahn_crowns_write(ctx, make_crowns(ctx, "h.tif", 9), to, &rules, &options, &report));
    assert_near(report.crown_m2, 0, 0);
    assert_int_equal(
        geo_ahn_crowns_write(ctx, make_crowns(ctx, "h.tif", 90), to, &rules, &options, &report),
        GEO_ERR_RANGE);
    geo_crs_free(rd);
}

static void names_a_top_by_its_place(void **state)
{
    char id[GEO_AHN_ID];
    (void)state;
    geo_ahn_top_id((geo_point){84808.25, 447641.75}, id);
    assert_string_equal(id, "ahn:8480825_44764175");
}

/* ---- where there are data ---- */

static void tells_where_data_are(void **state)
{
    geo_ctx *ctx = *state;
    field f;
    geo_geom area;
    const geo_frame frame = {EAST, NORTH, 0.5, 170, 120}; /* squares of 50 cells */
    field_make(&f, "f", frame, NAN);
    assert_ok(geo_ahn_data_area(ctx, &f.source, &area));
    assert_int_equal(area.point_count, 0);
    /* an L of three squares, of which one goes on to the border; and one in the far corner */
    *field_at(&f, 49, 0) = *field_at(&f, 50, 49) = *field_at(&f, 60, 99) = 1;
    *field_at(&f, 105, 10) = *field_at(&f, 105, 60) = 1; /* the same two again, 10 m high */
    *field_at(&f, 119, 169) = 1;
    assert_ok(geo_ahn_data_area(ctx, &f.source, &area));
    assert_near(geo_geom_area(&area), 3 * 25 * 25 + 2 * 25 * 10 + 10 * 10, 1e-6);
    assert_int_equal(area.part_count, 2);
    const geo_point in[] = {
        {EAST + 1, NORTH - 1}, {EAST + 40, NORTH - 40}, {EAST + 80, NORTH - 55}};
    const geo_point out[] = {
        {EAST + 30, NORTH - 1}, {EAST + 1, NORTH - 61}, {EAST + 60, NORTH - 40}};
    for (int i = 0; i < 3; i++) {
        assert_true(geo_geom_covers(&area, in[i]));
        assert_false(geo_geom_covers(&area, out[i]));
    }
    geo_geom_release(&area);
    geo_grid_release(&f.grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_names),
        TEST(reads_rules),
        TEST(writes_sheets_into_a_town),
        TEST(the_newest_goes_first),
        TEST(asks_for_the_unit),
        TEST(refuses_bad_sheets),
        TEST(refuses_too_many_cells),
        TEST(tells_where_data_are),
        TEST(refuses_hostile_sheets),
        TEST(takes_a_declared_nodata),
        TEST(writes_crowns),
        TEST(takes_others_crowns),
        TEST(names_a_top_by_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
