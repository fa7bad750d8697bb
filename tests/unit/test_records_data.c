/* io/records of files that registries and towns really delivered, with the counts that their
 * descriptions give. */
#include "base/map.h"
#include "records.h"

#define RD "EPSG:28992"

typedef struct counts {
    uint64_t all, with_geometry;
    geo_box box;
} counts;

static counts count_records(geo_ctx *ctx, const char *dataset, geo_records_options options)
{
    counts found = {.box = GEO_BOX_EMPTY};
    geo_records *records;
    geo_record record;
    geo_status status;
    geo_crs *rd = rd_new(ctx);
    options.target = rd;
    if (geo_records_new(ctx, dataset, &options, &records))
        fail_msg("%s: %s", dataset, geo_ctx_error(ctx));
    while (!(status = geo_records_next(ctx, records, &record))) {
        found.all++;
        found.with_geometry += record.geom != NULL;
        if (record.geom)
            found.box = geo_box_join(found.box, geo_box_of(record.geom));
    }
    if (status != GEO_END)
        fail_msg("%s: %s", dataset, geo_ctx_error(ctx));
    geo_records_free(records);
    geo_crs_free(rd);
    return found;
}

static void has_the_counts_of_its_description(void **state)
{
    static const struct {
        const char *dataset;
        uint64_t all, with_geometry;
    } files[] = {
        {"leeuwarden_trees/monumentale_en_waardevolle_bomen.shp", 2088, 2088},
        {"amsterdam_trees_ahn4/oosterpark/correct_trees_oosterpark.shp", 1018, 1018},
        {"amsterdam_addresses/bag.gpkg:verblijfsobjecten", 1836, 1836},
        {"amsterdam_addresses/bag.gpkg:ligplaatsen", 67, 67},
        {"amsterdam_addresses/bag-wgs84.gpkg:verblijfsobjecten", 1836, 1836},
        {"amsterdam_addresses/null-empty-geoms.gpkg:ligplaatsen", 2, 0},
        {"amsterdam_addresses/null-empty-geoms.gpkg:standplaatsen", 0, 0},
        {"cbs_areas/AHN4_bladIndex.gpkg", 1374, 1374},
        {"cbs_areas/pdok_cbs_municipalities_nl_2025.json", 342, 342},
        {"delft_3dfier/bgt_begroeidterreindeel.sqlite", 126, 126},
        {"delft_3dfier/bgt_onbegroeidterreindeel.sqlite", 81, 81},
        {"delft_3dfier/bgt_overbruggingsdeel.sqlite", 3, 3},
        {"delft_3dfier/bgt_pand.sqlite", 160, 160},
        {"delft_3dfier/bgt_scheiding.sqlite", 57, 57},
        {"delft_3dfier/bgt_tunneldeel.sqlite", 0, 0},
        {"delft_3dfier/bgt_waterdeel.sqlite", 3, 3},
        {"delft_3dfier/bgt_wegdeel.sqlite", 151, 151},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char dataset[512];
        snprintf(dataset, sizeof dataset, DATA "/%s", files[i].dataset);
        counts found = count_records(*state, dataset, GEO_RECORDS_OPTIONS_INIT);
        if (found.all != files[i].all || found.with_geometry != files[i].with_geometry)
            fail_msg("%s: %llu records, %llu geometries", dataset, (unsigned long long)found.all,
                     (unsigned long long)found.with_geometry);
        assert_true(found.with_geometry == 0 ||
                    (found.box.xmin > -7000 && found.box.xmax < 300000 && found.box.ymin > 289000 &&
                     found.box.ymax < 630000));
    }
}

static void null_and_empty_are_told_apart(void **state)
{
    check_told(*state, DATA "/amsterdam_addresses/null-empty-geoms.gpkg:ligplaatsen",
               OPTIONS(FIELDS("nummer_id", "huisletter")),
               "3542 (empty geometry) 0363200000454013 -\n"
               "6436 (null geometry) 0363200012163629 -\n");
}

/* Boxes that part the plane give each address once. */
static void boxes_make_up_the_whole(void **state)
{
    uint64_t sum = 0;
    const double step = 97.3;
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 12; j++) {
            /* a hair narrower: the coordinates have three decimals, none ends in 5 */
            const geo_box box = {120800.0005 + i * step, 488600.0005 + j * step,
                                 120800.0005 + (i + 1) * step, 488600.0005 + (j + 1) * step};
            sum += count_records(*state, DATA "/amsterdam_addresses/bag.gpkg:verblijfsobjecten",
                                 OPTIONS(.box = &box))
                       .all;
        }
    assert_int_equal(sum, 1836);
}

enum { ADDRESSES = 2481 };

static void the_same_addresses_in_two_systems(void **state)
{
    static const char *const files[] = {DATA "/otterlo_addresses/dutch_addresses_28992.gpkg",
                                        DATA "/otterlo_addresses/dutch_addresses_4326.gpkg"};
    static geo_point points[ADDRESSES];
    geo_map *indexes = geo_map_new();
    geo_crs *rd = rd_new(*state);
    for (int i = 0; i < 2; i++) {
        geo_records *records;
        geo_record record;
        uint32_t count = 0;
        assert_ok(
            geo_records_new(*state, files[i], &OPTIONS(.target = rd, FIELDS("id")), &records));
        for (; !geo_records_next(*state, records, &record); count++) {
            const char *id = record.text[0];
            geo_point here = record.geom->points[0];
            assert_true(count < ADDRESSES);
            if (i == 0) {
                points[count] = here;
                assert_true(geo_map_set(indexes, id, strlen(id), count));
                continue;
            }
            const uint32_t *index = geo_map_get(indexes, id, strlen(id));
            assert_non_null(index);
            if (geo_point_distance(here, points[*index]) > 1)
                fail_msg("%s lies %.2f m off", id, geo_point_distance(here, points[*index]));
        }
        assert_int_equal(count, ADDRESSES);
        assert_int_equal(geo_map_count(indexes), ADDRESSES);
        geo_records_free(records);
    }
    geo_map_free(indexes);
    geo_crs_free(rd);
}

/* The file has RD in x;y and WGS84 in lon;lat, both of the same place. */
static void kadaster_addresses(void **state)
{
    const char *path = DATA "/kadaster_samples/bagadresplus.csv";
    geo_records *plane, *degrees;
    geo_record a, b;
    geo_crs *rd = rd_new(*state);
    uint64_t count = 0;
    assert_ok(geo_records_new(
        *state, path,
        &OPTIONS(.target = rd, .crs = RD, FIELDS("adresseerbaarobject_id", "postcode")), &plane));
    assert_ok(geo_records_new(*state, path, &OPTIONS(.target = rd), &degrees));
    while (!geo_records_next(*state, plane, &a)) {
        assert_ok(geo_records_next(*state, degrees, &b));
        assert_int_equal(strlen(a.text[0]), 16);
        assert_int_equal(a.text[0][0], '0');
        assert_int_equal(strlen(a.text[1]), 6);
        assert_true(geo_point_distance(a.geom->points[0], b.geom->points[0]) < 1);
        count++;
    }
    assert_int_equal(geo_records_next(*state, degrees, &b), GEO_END);
    assert_int_equal(count, 99);
    geo_records_free(plane);
    geo_records_free(degrees);
    geo_crs_free(rd);
}

static void municipalities_are_a_table(void **state)
{
    const char *path = DATA "/kadaster_samples/gemeentelijke-indeling.csv";
    check_refused(*state, path, OPTIONS(.crs = NULL), GEO_ERR_GEOM, "table without geometry");
    assert_int_equal(count_records(*state, path, OPTIONS(.allow_tables = true)).all, 789);
    geo_text text = GEO_TEXT_INIT;
    assert_ok(tell_dataset(
        *state, path, OPTIONS(.allow_tables = true, FIELDS("gemeentecode", "einddatum")), &text));
    assert_int_equal(strncmp(text.data, "2 0003 2021-01-01\n3 0005 2019-01-01\n", 36), 0);
    assert_non_null(strstr(text.data, "\n8 0014 -\n"));
    geo_text_release(&text);
}

static void leeuwarden_reads_as_it_should(void **state)
{
    const geo_box box = {179339, 571984, 179340, 582411}; /* the westernmost tree alone */
    geo_text text = GEO_TEXT_INIT;
    assert_ok(tell_dataset(*state, DATA "/leeuwarden_trees/monumentale_en_waardevolle_bomen.shp",
                           OPTIONS(.box = &box, FIELDS("PLANTJAAR", "status", "elementnr")),
                           &text));
    assert_non_null(strstr(geo_text_string(&text), " 179339.26 "));
    assert_null(strstr(geo_text_string(&text), ".000"));
    geo_text_release(&text);
}

/* Reading leaves no trace. */
static void nothing_is_written(void **state)
{
    assert_int_equal(run("cp " DATA "/leeuwarden_trees/monumentale* '%s'", store_folder), 0);
    assert_int_equal(run("cp " DATA "/amsterdam_addresses/bag.gpkg '%s'", store_folder), 0);
    assert_int_equal(run("cp " DATA "/delft_3dfier/bgt_pand.sqlite '%s'", store_folder), 0);
    assert_int_equal(run("chmod u+w '%s'/*", store_folder), 0);
    assert_int_equal(run("cd '%s' && cksum * > ../sums.%d", store_folder, getpid()), 0);
    const geo_box box = {0, 289000, 300000, 629000};
    count_records(*state, in_folder("monumentale_en_waardevolle_bomen.shp"), OPTIONS(.box = &box));
    count_records(*state, in_folder("bag.gpkg:ligplaatsen"), OPTIONS(.box = &box));
    count_records(*state, in_folder("bgt_pand.sqlite"), OPTIONS(.box = &box));
    assert_int_equal(run("cd '%s' && cksum * | cmp - ../sums.%d", store_folder, getpid()), 0);
    run("rm '%s'/../sums.%d", store_folder, getpid());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(has_the_counts_of_its_description),
        TEST(null_and_empty_are_told_apart),
        TEST(boxes_make_up_the_whole),
        TEST(the_same_addresses_in_two_systems),
        TEST(kadaster_addresses),
        TEST(municipalities_are_a_table),
        TEST(leeuwarden_reads_as_it_should),
        TEST(nothing_is_written),
    };
    if (!have(DATA))
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
