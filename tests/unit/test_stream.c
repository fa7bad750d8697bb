/* FlatGeobuf against GDAL's driver, which shares no code with ours: what it writes we read, what we
 * write it reads, with equal values. */
#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "io/fgb_header.h"
#include "io/row_flat.h"
#include "stream.h"

typedef struct kind {
    OGRwkbGeometryType type;
    const char *wkt[2];
} kind;

static const kind KINDS[] = {
    {wkbPoint, {"POINT (155000.25 463000.5)", "POINT (155001 463001)"}},
    {wkbPoint25D, {"POINT Z (155000.25 463000.5 1.5)", "POINT Z (155001 463001 -2)"}},
    {wkbPointM, {"POINT M (155000.25 463000.5 7)", "POINT M (155001 463001 8)"}},
    {wkbPointZM, {"POINT ZM (155000.25 463000.5 1 7)", "POINT ZM (155001 463001 2 8)"}},
    {wkbLineString,
     {"LINESTRING (155000 463000,155010 463000,155010 463010)",
      "LINESTRING (155000 463000,155001 463000)"}},
    {wkbLineString25D,
     {"LINESTRING Z (155000 463000 1,155010 463000 2,155010 463010 3)",
      "LINESTRING Z (155000 463000 4,155001 463000 5)"}},
    {wkbPolygon,
     {"POLYGON ((155000 463000,155010 463000,155010 463010,155000 463000))",
      "POLYGON ((155000 463000,155090 463000,155090 463090,155000 463000),(155050 463010,155060 "
      "463010,155060 463020,155050 463010))"}},
    {wkbPolygon25D,
     {"POLYGON Z ((155000 463000 1,155010 463000 2,155010 463010 3,155000 463000 1))",
      "POLYGON Z ((155000 463000 1,155090 463000 1,155090 463090 1,155000 463000 1),(155050 463010 "
      "2,155060 463010 2,155060 463020 2,155050 463010 2))"}},
    {wkbMultiPoint,
     {"MULTIPOINT ((155000 463000),(155001 463001))", "MULTIPOINT ((155000 463000))"}},
    {wkbMultiLineString,
     {"MULTILINESTRING ((155000 463000,155001 463001),(155002 463002,155003 463003,155004 463004))",
      "MULTILINESTRING ((155000 463000,155001 463001))"}},
    {wkbMultiPolygon,
     {"MULTIPOLYGON (((155000 463000,155010 463000,155010 463010,155000 463000)),((155020 "
      "463000,155090 463000,155090 463090,155020 463000),(155070 463010,155080 463010,155080 "
      "463020,155070 463010)))",
      "MULTIPOLYGON (((155000 463000,155010 463000,155010 463010,155000 463000)))"}},
    {wkbMultiPolygon25D,
     {"MULTIPOLYGON Z (((155000 463000 1,155010 463000 2,155010 463010 3,155000 463000 1)))",
      "MULTIPOLYGON Z (((155000 463000 4,155010 463000 5,155010 463010 6,155000 463000 4)))"}},
    {wkbUnknown, {"POINT (155000 463000)", "LINESTRING (155000 463000,155001 463000)"}},
};
#define KIND_COUNT (sizeof KINDS / sizeof *KINDS)

/* Not for tools, but for --rejects. */
static const kind STRANGE[] = {
    {wkbGeometryCollection,
     {"GEOMETRYCOLLECTION (POINT (155000 463000),LINESTRING (155000 463000,155001 463000))",
      "GEOMETRYCOLLECTION (POINT (155000 463000))"}},
    {wkbCurvePolygon,
     {"CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (155000 463000,155001 463001,155002 "
      "463000),(155002 463000,155000 463000)))",
      "CURVEPOLYGON (CIRCULARSTRING (155000 463000,155001 463001,155000 463000))"}},
    {wkbMultiSurface,
     {"MULTISURFACE (((155000 463000,155010 463000,155010 463010,155000 463000)))",
      "MULTISURFACE (((155000 463000,155010 463000,155010 463010,155000 463000)))"}},
};
#define STRANGE_COUNT (sizeof STRANGE / sizeof *STRANGE)

static const struct {
    const char *name;
    OGRFieldType type;
    OGRFieldSubType subtype;
    const char *values[2]; /* NULL: null */
} FIELDS[] = {
    {"flag", OFTInteger, OFSTBoolean, {"1", "0"}},
    {"small", OFTInteger, OFSTInt16, {"-32768", "32767"}},
    {"whole", OFTInteger, OFSTNone, {"-2147483648", NULL}},
    {"big", OFTInteger64, OFSTNone, {"-9223372036854775807", "9007199254740993"}},
    {"single", OFTReal, OFSTFloat32, {"0.5", "-1.25"}},
    {"real", OFTReal, OFSTNone, {"0.1", "-1.7976931348623157e308"}},
    {"text", OFTString, OFSTNone, {"caf\xc3\xa9, \"quoted\"\nline", ""}},
    {"json", OFTString, OFSTJSON, {"{\"a\":[1,2]}", NULL}},
    {"day", OFTDate, OFSTNone, {"2024/05/01", NULL}},
    {"moment", OFTDateTime, OFSTNone, {"2024/05/01 12:34:56.789+02", "1970/01/01 00:00:00+00"}},
};
#define FIELD_COUNT (sizeof FIELDS / sizeof *FIELDS)

static OGRSpatialReferenceH rd(void)
{
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(srs, 28992), OGRERR_NONE);
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

static void put_feature(OGRLayerH layer, const char *wkt, int variant)
{
    OGRGeometryH geometry = NULL;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    char *text = strdup(wkt), *at = text;
    assert_int_equal(OGR_G_CreateFromWkt(&at, NULL, &geometry), OGRERR_NONE);
    free(text);
    OGR_F_SetGeometryDirectly(feature, geometry);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (FIELDS[i].values[variant])
            OGR_F_SetFieldString(feature, (int)i, FIELDS[i].values[variant]);
    assert_int_equal(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
}

static void gdal_writes(const char *path, const kind *k, bool indexed)
{
    const char *const options[] = {indexed ? "SPATIAL_INDEX=YES" : "SPATIAL_INDEX=NO", NULL};
    unlink(path);
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("FlatGeobuf"), path, 0, 0, 0, GDT_Unknown, NULL);
    OGRSpatialReferenceH srs = rd();
    OGRLayerH layer =
        GDALDatasetCreateLayer(dataset, "things", srs, k->type, (char **)(uintptr_t)options);
    assert_non_null(layer);
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(FIELDS[i].name, FIELDS[i].type);
        OGR_Fld_SetSubType(field, FIELDS[i].subtype);
        assert_int_equal(OGR_L_CreateField(layer, field, 0), OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
    for (int i = 0; i < 41; i++)
        put_feature(layer, k->wkt[i % 2], i % 2);
    OSRDestroySpatialReference(srs);
    GDALClose(dataset);
}

static GDALDatasetH gdal_opens(const char *path)
{
    GDALDatasetH dataset =
        GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
    assert_non_null(dataset);
    return dataset;
}

static void assert_same_feature(OGRFeatureH a, OGRFeatureH b)
{
    char *wkt_a = NULL, *wkt_b = NULL;
    OGR_G_ExportToIsoWkt(OGR_F_GetGeometryRef(a), &wkt_a);
    OGR_G_ExportToIsoWkt(OGR_F_GetGeometryRef(b), &wkt_b);
    assert_string_equal(wkt_a, wkt_b);
    CPLFree(wkt_a);
    CPLFree(wkt_b);
    assert_int_equal(OGR_F_GetFieldCount(a), OGR_F_GetFieldCount(b));
    for (int i = 0; i < OGR_F_GetFieldCount(a); i++) {
        assert_int_equal(OGR_F_IsFieldSetAndNotNull(a, i), OGR_F_IsFieldSetAndNotNull(b, i));
        assert_int_equal(OGR_Fld_GetType(OGR_F_GetFieldDefnRef(a, i)),
                         OGR_Fld_GetType(OGR_F_GetFieldDefnRef(b, i)));
        assert_int_equal(OGR_Fld_GetSubType(OGR_F_GetFieldDefnRef(a, i)),
                         OGR_Fld_GetSubType(OGR_F_GetFieldDefnRef(b, i)));
        if (OGR_F_IsFieldSetAndNotNull(a, i)) {
            char *text = strdup(OGR_F_GetFieldAsString(a, i));
            assert_string_equal(text, OGR_F_GetFieldAsString(b, i));
            free(text);
        }
    }
}

/* An indexed file has its features in the index's order: compared as a set by their text. */
static void assert_same_layer(const char *path_a, const char *path_b)
{
    GDALDatasetH a = gdal_opens(path_a), b = gdal_opens(path_b);
    OGRLayerH layer_a = GDALDatasetGetLayer(a, 0), layer_b = GDALDatasetGetLayer(b, 0);
    OGRFeatureH one, other;
    assert_string_equal(OGR_L_GetName(layer_a), OGR_L_GetName(layer_b));
    assert_int_equal(OGR_L_GetGeomType(layer_a), OGR_L_GetGeomType(layer_b));
    assert_true(OSRIsSame(OGR_L_GetSpatialRef(layer_a), OGR_L_GetSpatialRef(layer_b)));
    while ((one = OGR_L_GetNextFeature(layer_a))) {
        other = OGR_L_GetNextFeature(layer_b);
        assert_non_null(other);
        assert_same_feature(one, other);
        OGR_F_Destroy(one);
        OGR_F_Destroy(other);
    }
    assert_null(OGR_L_GetNextFeature(layer_b));
    GDALClose(a);
    GDALClose(b);
}

static geo_status collect_reject(void *self, geo_ctx *with, const geo_schema *schema, geo_row row,
                                 const char *reason)
{
    geo_batch *batch = self;
    size_t at = batch->bytes.count;
    (void)schema, (void)with;
    assert_string_equal(reason, "geometry collection, curve or surface");
    assert_true(geo_vec_room(&batch->bytes, row.size + 4));
    memcpy(batch->bytes.items + at, row.bytes - 4, row.size + 4);
    batch->bytes.count += row.size + 4;
    assert_true(geo_vec_push(&batch->starts, at + 4));
    return GEO_OK;
}

/* File to file through reader and writer. */
static void pass_through(const char *from, const char *to, bool expect_rejects)
{
    geo_batch batch = {0}, rejects = {0};
    geo_reader_options reading = {.self = &rejects, .rejected = collect_reject};
    geo_writer_options writing = {.path = to, .format = GEO_FORMAT_FGB, .overwrite = true};
    geo_reader *reader;
    geo_writer *writer = NULL;
    assert_ok(geo_reader_new(ctx, from, &reading, &reader));
    assert_ok(geo_writer_new(ctx, &writing, geo_reader_schema(reader), &writer));
    while (geo_reader_next(ctx, reader, &batch) == GEO_OK)
        assert_ok(geo_writer_write(ctx, writer, &batch, NULL));
    rejects.schema = geo_reader_schema(reader);
    if (geo_batch_count(&rejects))
        assert_ok(geo_writer_write(ctx, writer, &rejects, NULL));
    assert_int_equal(geo_tally_total(geo_reader_tally(reader)), 41);
    assert_int_equal(geo_reader_tally(reader)->rejected, expect_rejects ? 41 : 0);
    assert_ok(geo_writer_commit(ctx, writer));
    geo_writer_free(writer);
    geo_reader_free(reader);
    geo_batch_release(&batch);
    geo_batch_release(&rejects);
}

static void what_gdal_writes_passes_through_unchanged(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++)
        for (int indexed = 0; indexed < 2; indexed++) {
            const char *from = temp("gdal.fgb"), *to = temp("ours.fgb");
            gdal_writes(from, &KINDS[i], indexed);
            pass_through(from, to, false);
            assert_same_layer(from, to);
        }
}

static void what_is_no_use_to_tools_is_kept_for_rejects(void **state)
{
    (void)state;
    for (size_t i = 0; i < STRANGE_COUNT; i++) {
        const char *from = temp("gdal.fgb"), *to = temp("ours.fgb");
        gdal_writes(from, &STRANGE[i], false);
        pass_through(from, to, true);
        GDALDatasetH a = gdal_opens(from), b = gdal_opens(to);
        OGRFeatureH one = OGR_L_GetNextFeature(GDALDatasetGetLayer(a, 0));
        OGRFeatureH other = OGR_L_GetNextFeature(GDALDatasetGetLayer(b, 0));
        assert_same_feature(one, other);
        OGR_F_Destroy(one);
        OGR_F_Destroy(other);
        GDALClose(a);
        GDALClose(b);
    }
}

/* The values themselves, not only that they stay the same. */
static void gdals_values_are_read(void **state)
{
    (void)state;
    const char *path = temp("values.fgb");
    geo_reader *reader;
    geo_batch batch = {0};
    geo_value v[FIELD_COUNT];
    gdal_writes(path, &KINDS[0], false);
    assert_ok(geo_reader_new(ctx, path, &(geo_reader_options){0}, &reader));
    const geo_schema *schema = geo_reader_schema(reader);
    assert_string_equal(schema->name, "things");
    assert_int_equal(geo_crs_code(schema->crs), 28992);
    assert_int_equal(schema->type, GEO_GEOM_POINT);
    assert_null(schema->provenance);
    assert_ok(geo_reader_next(ctx, reader, &batch));
    assert_int_equal(geo_batch_count(&batch), 41);
    assert_ok(geo_row_values(ctx, schema, geo_batch_row(&batch, 0), NULL, FIELD_COUNT, v));
    assert_int_equal(v[0].as.integer, 1);
    assert_int_equal(v[1].as.integer, -32768);
    assert_int_equal(v[2].as.integer, INT32_MIN);
    assert_true(v[3].as.integer == -9223372036854775807);
    assert_near(v[4].as.number, 0.5, 0);
    assert_near(v[5].as.number, 0.1, 0);
    assert_int_equal(v[6].as.string.length, strlen(FIELDS[6].values[0]));
    assert_memory_equal(v[6].as.string.text, FIELDS[6].values[0], v[6].as.string.length);
    assert_memory_equal(v[8].as.string.text, "2024-05-01", 10);
    assert_ok(geo_row_values(ctx, schema, geo_batch_row(&batch, 1), NULL, FIELD_COUNT, v));
    assert_true(v[2].is_null);
    assert_true(v[3].as.integer == 9007199254740993);
    assert_false(v[6].is_null);
    assert_int_equal(v[6].as.string.length, 0);
    assert_true(v[8].is_null);
    geo_reader_free(reader);
    geo_batch_release(&batch);
}

static void assert_gdal_reads_addresses(const char *path, int count, const char *name)
{
    GDALDatasetH dataset = gdal_opens(path);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    OGRFeatureH feature;
    int i = 0;
    assert_string_equal(OGR_L_GetName(layer), name);
    CPLErrorReset();
    for (; (feature = OGR_L_GetNextFeature(layer)); i++) {
        char id[32];
        snprintf(id, sizeof id, "a%d", i);
        assert_string_equal(OGR_F_GetFieldAsString(feature, 0), id);
        assert_int_equal(OGR_F_IsFieldSetAndNotNull(feature, 1), i % 3 != 0);
        if (i % 3)
            assert_near(OGR_F_GetFieldAsDouble(feature, 1), i / 2.0, 0);
        assert_int_equal(OGR_F_GetFieldAsInteger(feature, 2), i - 1);
        assert_near(OGR_G_GetX(OGR_F_GetGeometryRef(feature), 0), 155000 + i, 0);
        assert_near(OGR_G_GetY(OGR_F_GetGeometryRef(feature), 0), 463000 + 2 * i, 0);
        OGR_F_Destroy(feature);
    }
    assert_int_equal(CPLGetLastErrorType(), CE_None);
    assert_int_equal(i, count);
    GDALClose(dataset);
}

static void gdal_reads_our_streams(void **state)
{
    (void)state;
    char name[512];
    static const int counts[] = {0, 1, 2, 1000, 70000};
    snprintf(name, sizeof name, "address %s", PROVENANCE);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const char *path = temp("stream.fgb");
        stream_addresses(path, (size_t)counts[i], true, GEO_FORMAT_FGB);
        assert_gdal_reads_addresses(path, counts[i], name);
        stream_addresses(path, (size_t)counts[i], false, GEO_FORMAT_FGB);
        assert_gdal_reads_addresses(path, counts[i], "address");
    }
}

/* GDAL keeps the layer's name, and with it the provenance. */
static void provenance_survives_gdal(void **state)
{
    (void)state;
    const char *ours = temp("stream.fgb"), *theirs = temp("theirs.fgb");
    stream_addresses(ours, 20, true, GEO_FORMAT_FGB);
    unlink(theirs);
    GDALDatasetH from = gdal_opens(ours);
    GDALDatasetH to =
        GDALCreate(GDALGetDriverByName("FlatGeobuf"), theirs, 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetGetLayer(from, 0);
    assert_non_null(GDALDatasetCopyLayer(to, layer, OGR_L_GetName(layer), NULL));
    GDALClose(to);
    GDALClose(from);
    geo_reader *reader;
    assert_ok(geo_reader_new(ctx, theirs, &(geo_reader_options){0}, &reader));
    assert_string_equal(geo_reader_schema(reader)->name, "address");
    assert_string_equal(geo_reader_schema(reader)->provenance, PROVENANCE);
    geo_reader_free(reader);
    size_t rows;
    assert_int_equal(read_everything(theirs, NULL, &(geo_reader_options){0}, &rows), GEO_END);
    assert_int_equal(rows, 20);
}

static void a_row_without_geometry_is_read_by_gdal(void **state)
{
    (void)state;
    const char *path = temp("null.fgb");
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 0, 1);
    geo_value values[3] = {geo_value_text("a1"), geo_value_double(0.5), geo_value_int32(0)};
    size_t at = batch.bytes.count;
    assert_ok(geo_row_make(ctx, &schema, NULL, values, &batch.bytes));
    assert_true(geo_vec_push(&batch.starts, at + 4));
    geo_writer_options options = {.path = path, .format = GEO_FORMAT_FGB};
    geo_writer *writer = NULL;
    assert_ok(geo_writer_new(ctx, &options, &schema, &writer));
    assert_ok(geo_writer_write(ctx, writer, &batch, NULL));
    assert_ok(geo_writer_commit(ctx, writer));
    geo_writer_free(writer);
    GDALDatasetH dataset = gdal_opens(path);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    OGR_F_Destroy(OGR_L_GetNextFeature(layer));
    OGRFeatureH second = OGR_L_GetNextFeature(layer);
    assert_non_null(second);
    assert_null(OGR_F_GetGeometryRef(second));
    assert_string_equal(OGR_F_GetFieldAsString(second, 0), "a1");
    OGR_F_Destroy(second);
    GDALClose(dataset);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void headers_come_back(void **state)
{
    (void)state;
    geo_schema schema = address_schema(true);
    geo_bytes bytes = {0};
    geo_fgb_header header;
    schema.has_z = true;
    assert_ok(geo_fgb_header_write(ctx, &schema, &bytes));
    assert_memory_equal(bytes.items, GEO_FGB_MAGIC, GEO_FGB_MAGIC_SIZE);
    assert_int_equal(bytes.count % 8, 0);
    assert_int_equal(geo_flat_u32(bytes.items + 8), bytes.count - 12);
    assert_ok(geo_fgb_header_read(ctx, bytes.items + 12, (uint32_t)bytes.count - 12, &header));
    assert_string_equal(header.schema.name, "address");
    assert_string_equal(header.schema.provenance, PROVENANCE);
    assert_true(header.schema.has_z);
    assert_int_equal(header.count, 0);
    assert_int_equal(header.index_size, 0);
    assert_true(geo_crs_same(header.schema.crs, schema.crs));
    geo_schema_release(&header.schema);
    geo_free(bytes.items);
    geo_schema_release(&schema);
}

/* Every prefix and 20,000 mutations of a header: refused or read, never more. */
static void hostile_headers_do_no_harm(void **state)
{
    (void)state;
    geo_schema schema = address_schema(true);
    geo_bytes bytes = {0};
    uint64_t seed = 7;
    schema.crs = (geo_crs_free(schema.crs), NULL);
    assert_ok(geo_fgb_header_write(ctx, &schema, &bytes));
    uint32_t size = (uint32_t)bytes.count - 12, good = 0;
    for (uint32_t round = 0; round < 20000 + size; round++) {
        uint32_t length = round < size ? round : size;
        uint8_t *exact = malloc(length + 1);
        geo_fgb_header header;
        memcpy(exact, bytes.items + 12, length);
        exact = realloc(exact, length ? length : 1);
        for (int n = 0; round >= size && n < 3; n++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            exact[(seed >> 40) % size] ^= (uint8_t)(1 << (seed >> 33) % 8);
        }
        if (geo_fgb_header_read(ctx, exact, length, &header) == GEO_OK) {
            good++;
            geo_schema_release(&header.schema);
        }
        free(exact);
    }
    assert_true(good > 100 && good < 20000);
    geo_free(bytes.items);
    geo_schema_release(&schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_gdal_writes_passes_through_unchanged),
        cmocka_unit_test(what_is_no_use_to_tools_is_kept_for_rejects),
        cmocka_unit_test(gdals_values_are_read),
        cmocka_unit_test(gdal_reads_our_streams),
        cmocka_unit_test(provenance_survives_gdal),
        cmocka_unit_test(a_row_without_geometry_is_read_by_gdal),
        cmocka_unit_test(headers_come_back),
        cmocka_unit_test(hostile_headers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
