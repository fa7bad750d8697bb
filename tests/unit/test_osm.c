/* io/osm: objects with their tags and places from XML and pbf; what is cut off, damaged or no
 * OpenStreetMap is refused before anything is given. */
#include "io/osm.h"
#include "pbf.h"
#include "store.h"

static const char *const keys[] = {"highway", "natural", "name", "addr:housenumber", "note"};
enum { HIGHWAY, NATURAL, NAME, NUMBER, NOTE, KEYS };

static geo_status open_file(geo_ctx *ctx, const char *path, geo_osm **out)
{
    geo_crs *rd = rd_new(ctx);
    const geo_osm_options options = {rd, keys, KEYS};
    geo_status status = geo_osm_new(ctx, path, &options, out);
    geo_crs_free(rd);
    return status;
}

static geo_osm *open_xml(geo_ctx *ctx, const char *inside)
{
    static char text[16384];
    geo_osm *osm = NULL;
    snprintf(text, sizeof text, "<?xml version='1.0'?>\n<osm version=\"0.6\">%s</osm>\n", inside);
    put_text(in_folder("t.osm"), text);
    if (open_file(ctx, in_folder("t.osm"), &osm) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    return osm;
}

#define NODES                                                                                      \
    "<node id='1' lat='52.00' lon='4.35'/><node id='2' lat='52.00' lon='4.36'/>"                   \
    "<node id='3' lat='52.01' lon='4.36'/><node id='4' lat='52.01' lon='4.35'/>"                   \
    "<node id='5' lat='52.002' lon='4.352'/><node id='6' lat='52.002' lon='4.354'/>"               \
    "<node id='7' lat='52.004' lon='4.354'/>"
#define RING "<nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='4'/><nd ref='1'/>"

static void gives_nodes(void **state)
{
    geo_osm_object object;
    geo_osm *osm = open_xml(*state, "<node id='8' lat='52.0' lon='4.35' version='1' "
                                    "timestamp='2024-03-05T10:00:00Z'>"
                                    "<tag k='natural' v='tree'/><tag k='name' v='a\"b\\c'/></node>"
                                    "<node id='9' lat='52.0' lon='4.35'><tag k='x' v='y'/></node>");
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:n8");
    assert_string_equal(object.date, "2024-03-05");
    assert_string_equal(object.tags[NATURAL], "tree");
    assert_string_equal(object.tags[NAME], "a\"b\\c");
    assert_null(object.tags[HIGHWAY]);
    assert_int_equal(object.geom->type, GEO_GEOM_POINT);
    /* By gdaltransform of GDAL 3.6.2. */
    assert_near(object.geom->points[0].x, 83774.877, 0.01);
    assert_near(object.geom->points[0].y, 446244.104, 0.01);
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_END); /* n9 has no wanted tag */
    geo_osm_free(osm);
}

static void gives_ways_as_lines(void **state)
{
    geo_osm_object object;
    geo_osm *osm = open_xml(*state, NODES "<way id='10'>" RING "<tag k='natural' v='wood'/></way>"
                                          "<way id='11'><nd ref='1'/><nd ref='2'/>"
                                          "<tag k='highway' v='steps'/><tag k='area' v='yes'/>"
                                          "</way>");
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:w10");
    assert_int_equal(object.geom->type, GEO_GEOM_LINE); /* closed: rules say what that means */
    assert_int_equal(object.geom->point_count, 5);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:w11");
    assert_string_equal(object.date, "");
    assert_int_equal(object.geom->type, GEO_GEOM_LINE);
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_END);
    geo_osm_free(osm);
}

static void gives_relations_as_areas(void **state)
{
    geo_osm_object object;
    geo_osm *osm = open_xml(*state, NODES "<way id='10'>" RING "</way>"
                                          "<way id='11'><nd ref='5'/><nd ref='6'/><nd ref='7'/>"
                                          "<nd ref='5'/></way><relation id='20'>"
                                          "<member type='way' ref='10' role='outer'/>"
                                          "<member type='way' ref='11' role='inner'/>"
                                          "<tag k='type' v='multipolygon'/>"
                                          "<tag k='natural' v='water'/></relation>");
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:r20");
    assert_int_equal(object.geom->type, GEO_GEOM_MULTIPOLYGON);
    assert_int_equal(object.geom->end_count, 2);
    assert_int_equal(object.geom->part_count, 1);
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_END);
    geo_osm_free(osm);
}

/* GDAL's field of all tags ends after 8 KB without a word. */
static void cuts_no_tag(void **state)
{
    static char inside[12000], value[9001];
    geo_osm_object object;
    memset(value, 'x', sizeof value - 1);
    snprintf(inside, sizeof inside,
             "<node id='8' lat='52.0' lon='4.35'><tag k='note' v='%s'/><tag k='name' v='after'/>"
             "</node>",
             value);
    geo_osm *osm = open_xml(*state, inside);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.tags[NOTE], value);
    assert_string_equal(object.tags[NAME], "after");
    geo_osm_free(osm);
}

/* Asked for the bounds of XML, the file is begun: no object may be lost by that. */
static void tells_bounds(void **state)
{
    geo_geom area;
    geo_osm_object object;
    geo_osm *osm = open_xml(*state, "<bounds minlat='52.0' minlon='4.35' maxlat='52.1' "
                                    "maxlon='4.45'/><node id='8' lat='52.0' lon='4.35'>"
                                    "<tag k='natural' v='tree'/></node>");
    assert_ok(geo_osm_bounds(*state, osm, &area));
    assert_int_equal(area.type, GEO_GEOM_POLYGON);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:n8");
    /* The corner is that of the node; the others by gdaltransform of GDAL 3.6.2. */
    assert_near(area.points[0].x, object.geom->points[0].x, 1e-6);
    assert_near(area.points[0].y, object.geom->points[0].y, 1e-6);
    assert_near(area.points[32].x, 90785.2232362156, 0.01);
    assert_near(area.points[32].y, 457275.981566689, 0.01);
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_END);
    geo_geom_release(&area);
    geo_osm_free(osm);
}

static void tells_the_box_of_a_header(void **state)
{
    geo_geom area;
    geo_osm_object object;
    pbf file = {0};
    pbf_header_with_box(&file, 4.35, 4.45, 52.1, 52.0);
    pbf_node(&file, 8, "natural", "tree", "name", "a");
    put_bytes(in_folder("t.osm.pbf"), file.bytes, file.length);
    geo_osm *osm = NULL;
    assert_ok(open_file(*state, in_folder("t.osm.pbf"), &osm));
    assert_ok(geo_osm_bounds(*state, osm, &area));
    assert_near(area.points[32].x, 90785.2232362156, 0.01);
    assert_near(area.points[32].y, 457275.981566689, 0.01);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:n8");
    geo_geom_release(&area);
    geo_osm_free(osm);
}

static void tells_no_bounds_that_a_file_does_not(void **state)
{
    geo_geom area;
    geo_osm_object object;
    geo_osm *osm =
        open_xml(*state, "<node id='8' lat='52.0' lon='4.35'><tag k='natural' v='tree'/></node>");
    assert_ok(geo_osm_bounds(*state, osm, &area));
    assert_int_equal(area.point_count, 0);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_END);
    geo_osm_free(osm);
}

static void hides_faulty_text(void **state)
{
    geo_osm_object object;
    pbf file = {0};
    pbf_header(&file);
    pbf_node(&file, 8, "natural", "tree", "name", "\xff\xfe");
    pbf_node(&file, 9, "natural", "tree", "name", "a\nb");
    put_bytes(in_folder("t.osm.pbf"), file.bytes, file.length);
    geo_osm *osm = NULL;
    assert_ok(open_file(*state, in_folder("t.osm.pbf"), &osm));
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.reason, "tag that is not UTF-8");
    assert_string_equal(object.tags[NATURAL], "tree");
    assert_null(object.tags[NAME]);
    assert_null(object.geom);
    assert_ok(geo_osm_next(*state, osm, &object));
    assert_string_equal(object.id, "osm:n9");
    assert_string_equal(object.reason, "control character in a tag");
    assert_null(object.tags[NAME]);
    geo_osm_free(osm);
}

static void refuses(geo_ctx *ctx, const char *name, const void *bytes, size_t length,
                    geo_status expected, const char *words)
{
    geo_osm *osm = NULL;
    put_bytes(in_folder(name), bytes, length);
    geo_status status = open_file(ctx, in_folder(name), &osm);
    if (status != expected || !strstr(geo_ctx_error(ctx), words))
        fail_msg("%s: %d '%s', not %d '%s'", name, status, geo_ctx_error(ctx), expected, words);
}

static void refuses_other_files(void **state)
{
#define REFUSES(text, words) refuses(*state, "t.osm", text, sizeof(text) - 1, GEO_ERR_FORMAT, words)
    REFUSES("", "not a file of OpenStreetMap");
    REFUSES("\x1f\x8b\x08\0\0\0\0\0", "not a file of OpenStreetMap");
    REFUSES("<osmChange version='0.6'></osmChange>", "not of OpenStreetMap");
    REFUSES("<OGRVRTDataSource></OGRVRTDataSource>", "not of OpenStreetMap");
    REFUSES("<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY a 'b'>]><osm></osm>", "DOCTYPE");
    REFUSES("<!-- x --><!DOCTYPE osm><osm></osm>", "DOCTYPE");
    REFUSES("<?xml version='1.0'?>\n<osm version='0.6'><node id='1'", "does not end with </osm>");
    REFUSES("<osm/>", "not of OpenStreetMap");
    geo_osm *osm = NULL;
    assert_int_equal(open_file(*state, "/vsicurl/http://x/t.osm", &osm), GEO_ERR_ARG);
    assert_int_equal(open_file(*state, in_folder("none.osm"), &osm), GEO_ERR_NOTFOUND);
}

/* A hidden document type cannot come later than the first element. */
static void reads_no_entity(void **state)
{
    geo_osm_object object;
    geo_osm *osm = NULL;
    put_text(in_folder("t.osm"), "<osm version='0.6'><!DOCTYPE osm [<!ENTITY a 'b'>]>"
                                 "<node id='1' lat='52' lon='4'><tag k='name' v='&a;'/></node>"
                                 "</osm>");
    assert_ok(open_file(*state, in_folder("t.osm"), &osm));
    assert_int_equal(geo_osm_next(*state, osm, &object), GEO_ERR_FORMAT);
    geo_osm_free(osm);
}

static size_t two_nodes(pbf *file)
{
    pbf_header(file);
    pbf_node(file, 8, "natural", "tree", "name", "a");
    size_t boundary = file->length;
    pbf_node(file, 9, "natural", "tree", "name", "b");
    return boundary;
}

/* At every byte but one: between two blobs nothing shows it (the caller warns). */
static void sees_every_cut(void **state)
{
    pbf file = {0};
    size_t boundary = two_nodes(&file);
    for (size_t length = 0; length < file.length; length++) {
        geo_osm *osm = NULL;
        put_bytes(in_folder("t.osm.pbf"), file.bytes, length);
        geo_status status = open_file(*state, in_folder("t.osm.pbf"), &osm);
        if (status != (length == boundary ? GEO_OK : GEO_ERR_FORMAT))
            fail_msg("cut at %zu of %zu: %d", length, file.length, status);
        if (length > boundary)
            assert_says(*state, "cut off: it ends within the blob of byte");
        geo_osm_free(osm);
    }
}

static void note_warning(void *self, geo_log_level level, const char *text)
{
    if (level == GEO_LOG_WARNING)
        snprintf(self, 256, "%s", text);
}

static void warns_of_a_missing_end(void **state)
{
    (void)state;
    char said[256] = "";
    pbf file = {0};
    geo_osm *osm = NULL;
    geo_osm_object object;
    const geo_ctx_hooks hooks = {.self = said, .log = note_warning};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    put_bytes(in_folder("t.osm.pbf"), file.bytes, two_nodes(&file));
    assert_ok(open_file(ctx, in_folder("t.osm.pbf"), &osm));
    while (geo_osm_next(ctx, osm, &object) == GEO_OK)
        assert_string_equal(said, "");
    geo_osm_free(osm);
    geo_ctx_free(ctx);
    assert_non_null(strstr(said, "holds no relations"));
}

/* What the frame cannot show, GDAL must: no byte turned makes half a file look whole. */
static void survives_every_flip(void **state)
{
    pbf file = {0};
    two_nodes(&file);
    for (size_t at = 0; at < file.length; at++) {
        geo_osm *osm = NULL;
        geo_osm_object object;
        file.bytes[at] ^= 0x81;
        put_bytes(in_folder("t.osm.pbf"), file.bytes, file.length);
        geo_status status = open_file(*state, in_folder("t.osm.pbf"), &osm);
        while (!status)
            status = geo_osm_next(*state, osm, &object);
        assert_true(status == GEO_END || *geo_ctx_error(*state));
        geo_osm_free(osm);
        file.bytes[at] ^= 0x81;
    }
}

static void refuses_bombs(void **state)
{
    pbf file = {0};
    pbf_header(&file);
    pbf_blob(&file, "OSMData", 3, 40u << 20, "x", 1); /* zlib, says 40 MiB */
    refuses(*state, "t.osm.pbf", file.bytes, file.length, GEO_ERR_FORMAT, "more than 32 MiB");
    file.length = 0;
    pbf_header(&file);
    pbf_blob(&file, "OSMData", 4, 10, "x", 1);
    refuses(*state, "t.osm.pbf", file.bytes, file.length, GEO_ERR_UNSUPPORTED, "zlib");
    file.length = 0;
    pbf_header(&file);
    refuses(*state, "t.osm.pbf", file.bytes, file.length, GEO_ERR_FORMAT, "no data");
    file.bytes[0] = 0x7f;
    refuses(*state, "t.osm.pbf", file.bytes, file.length, GEO_ERR_FORMAT, "not a file of");
}

static void leaves_nothing_behind(void **state)
{
    char before[512], kept[256];
    geo_osm_object object;
    const char *old = getenv("TMPDIR");
    snprintf(kept, sizeof kept, "%s", old ? old : "");
    snprintf(before, sizeof before, "%s", in_folder("tmp"));
    assert_int_equal(mkdir(before, 0700), 0);
    setenv("TMPDIR", before, 1);
    geo_osm *osm = open_xml(*state, NODES "<way id='10'>" RING "<tag k='natural' v='wood'/></way>");
    assert_ok(geo_osm_next(*state, osm, &object));
    geo_osm_free(osm);
    assert_int_equal(rmdir(before), 0); /* it is empty */
    assert_int_equal(remove(in_folder("t.osm")), 0);
    assert_int_equal(rmdir(store_folder), 0); /* and nothing lies beside the input */
    assert_int_equal(mkdir(store_folder, 0700), 0);
    if (*kept)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
}

static void takes_keys_only(void **state)
{
    const char *const bad[] = {"name", "a,b\n[points]"};
    geo_osm *osm = NULL;
    geo_crs *rd = rd_new(*state);
    geo_osm_options options = {rd, bad, 2};
    put_text(in_folder("t.osm"), "<osm version='0.6'></osm>");
    assert_int_equal(geo_osm_new(*state, in_folder("t.osm"), &options, &osm), GEO_ERR_ARG);
    options.key_count = 0;
    assert_int_equal(geo_osm_new(*state, in_folder("t.osm"), &options, &osm), GEO_ERR_ARG);
    geo_crs_free(rd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(gives_nodes),
        TEST(gives_ways_as_lines),
        TEST(gives_relations_as_areas),
        TEST(cuts_no_tag),
        TEST(tells_bounds),
        TEST(refuses_other_files),
        TEST(tells_the_box_of_a_header),
        TEST(tells_no_bounds_that_a_file_does_not),
        TEST(hides_faulty_text),
        TEST(reads_no_entity),
        TEST(sees_every_cut),
        TEST(warns_of_a_missing_end),
        TEST(survives_every_flip),
        TEST(refuses_bombs),
        TEST(leaves_nothing_behind),
        TEST(takes_keys_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
