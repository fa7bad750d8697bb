/* registry/osm: what tags mean, by the tables of data/; and a small extract made into a town. */
#include "imported.h"
#include "registry/osm.h"

static geo_osm_rules *rules_new(geo_ctx *ctx)
{
    geo_osm_rules *rules = NULL;
    const geo_import import = {.self = real_tables, .table = open_table};
    if (geo_osm_rules_new(ctx, &import, &rules) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    return rules;
}

/* "highway=path foot=no" as tags; texts live until the next call. */
static const char *const *tags_of(const geo_osm_rules *rules, const char *text)
{
    static char room[512];
    static const char *tags[256];
    size_t count;
    const char *const *keys = geo_osm_rules_keys(rules, &count);
    assert_true(count < 256);
    memset(tags, 0, sizeof tags);
    snprintf(room, sizeof room, "%s", text);
    for (char *rest = NULL, *word = strtok_r(room, " ", &rest); word;
         word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        for (size_t i = 0; i < count; i++)
            if (strcmp(keys[i], word) == 0)
                tags[i] = equals + 1;
    }
    return tags;
}

static void knows_what_things_are(void **state)
{
    static const struct {
        geo_theme theme;
        const char *tags, *class; /* NULL: nothing of the theme's; "-": left out */
        int told;
    } cases[] = {
        {GEO_THEME_STREET, "highway=residential", "residential", 1},
        {GEO_THEME_STREET, "highway=residential foot=no", "residential", 0},
        {GEO_THEME_STREET, "highway=residential access=private", "residential", 0},
        {GEO_THEME_STREET, "highway=service access=private foot=yes", "service", 1},
        {GEO_THEME_STREET, "highway=footway access=permissive", "footway", 1},
        {GEO_THEME_STREET, "highway=trunk", "trunk", 0},
        {GEO_THEME_STREET, "highway=trunk sidewalk=right", "trunk", 1},
        {GEO_THEME_STREET, "highway=trunk sidewalk=no", "trunk", 0},
        {GEO_THEME_STREET, "highway=busway", "busway", 0},
        {GEO_THEME_STREET, "highway=busway foot=yes", "busway", 1},
        {GEO_THEME_STREET, "highway=primary foot=use_sidepath", "primary", 1},
        {GEO_THEME_STREET, "highway=motorway foot=yes", "motorway", 0},
        {GEO_THEME_STREET, "highway=construction foot=yes", "construction", 0},
        {GEO_THEME_STREET, "highway=road", "road", -1},
        {GEO_THEME_STREET, "highway=road foot=yes", "road", 1},
        {GEO_THEME_STREET, "highway=pedestrian area=yes", "-", -1},
        {GEO_THEME_STREET, "highway=raceway", NULL, 0},
        {GEO_THEME_LIGHT, "highway=street_lamp", "street_lamp", -1},
        {GEO_THEME_STREET, "highway=street_lamp", NULL, 0},
        {GEO_THEME_GREEN, "leisure=park", "park", 1},
        {GEO_THEME_GREEN, "leisure=park access=private", "park", 0},
        {GEO_THEME_GREEN, "leisure=garden", "garden", -1},
        {GEO_THEME_GREEN, "leisure=garden access=yes", "garden", 1},
        {GEO_THEME_GREEN, "leisure=garden garden:type=residential", "garden", 0},
        {GEO_THEME_GREEN, "landuse=grass leisure=park", "park", 1},
        {GEO_THEME_GREEN, "landuse=farmland", NULL, 0},
        {GEO_THEME_WATER, "natural=water", "watervlakte", -1},
        {GEO_THEME_WATER, "natural=water water=canal", "waterloop", -1},
        {GEO_THEME_WATERWAY, "waterway=ditch", "ditch", -1},
        {GEO_THEME_WATERWAY, "waterway=ditch tunnel=culvert", "duiker", -1},
        {GEO_THEME_WATERWAY, "waterway=weir", NULL, 0},
        {GEO_THEME_BUILDING, "building=no", "-", -1},
        {GEO_THEME_BUILDING, "building=yes", "yes", -1},
        {GEO_THEME_TREE, "natural=tree", "tree", -1},
        {GEO_THEME_TREE, "natural=tree_row", "-", -1},
    };
    geo_osm_rules *rules = rules_new(*state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_osm_match match = {0};
        bool is = geo_osm_rules_match(rules, cases[i].theme, tags_of(rules, cases[i].tags), &match);
        bool out = cases[i].class && strcmp(cases[i].class, "-") == 0;
        if (is != (cases[i].class != NULL) || (is && match.left_out != out) ||
            (is && !out && strcmp(match.class, cases[i].class) != 0) ||
            (is && !out && match.told != cases[i].told))
            fail_msg("%s: %d '%s' %d", cases[i].tags, is, is ? match.class : "", match.told);
    }
    geo_osm_rules_free(rules);
}

static double height_by(const geo_osm_rules *rules, const char *tags, bool *bad)
{
    const char *which;
    geo_draft draft;
    geo_draft_init(&draft, GEO_THEME_BUILDING);
    geo_osm_rules_fill(rules, tags_of(rules, tags), &draft, &which);
    *bad = which != NULL;
    return draft.values[1].is_null ? -1 : draft.values[1].as.number;
}

static void reads_measures(void **state)
{
    static const struct {
        const char *tags;
        double height_m; /* -1: null */
        bool bad;
    } cases[] = {
        {"height=12", 12, false},
        {"height=12.5m", 12.5, false},
        {"height=350cm", 3.5, false},
        {"building:levels=3", 9, false},
        {"height=10 building:levels=3", 10, false}, /* what is measured before what is counted */
        {"height=tall building:levels=3", 9, true},
        {"height=3,5", -1, true},
        {"height=0", -1, true},
        {"height=-3", -1, true},
        {"building:levels=3m", -1, true},
        {"height=1e999", -1, true},
        {"height=nan", -1, true},
        {"name=x", -1, false},
    };
    geo_osm_rules *rules = rules_new(*state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool bad;
        double height_m = height_by(rules, cases[i].tags, &bad);
        if (height_m != cases[i].height_m || bad != cases[i].bad)
            fail_msg("%s: %g %d", cases[i].tags, height_m, bad);
    }
    geo_osm_rules_free(rules);
}

static void splits_numbers(void **state)
{
    static const struct {
        const char *text;
        int64_t number;
        char letter;
        const char *addition;
    } cases[] = {
        {"12", 12, '\0', ""},     {"12a", 12, 'A', ""},        {"12A-3", 12, 'A', "3"},
        {"12-3", 12, '\0', "3"},  {"12 bis", 12, '\0', "bis"}, {"12bis", 12, '\0', "bis"},
        {"1-I", 1, '\0', "I"},    {"12 A", 12, 'A', ""},       {"12;14", 12, '\0', ";14"},
        {"A12", -1, '\0', "A12"}, {"", -1, '\0', ""},          {"123456", -1, '\0', "123456"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t number;
        char letter;
        const char *addition;
        geo_osm_split_number(cases[i].text, &number, &letter, &addition);
        if (number != cases[i].number || letter != cases[i].letter ||
            strcmp(addition, cases[i].addition) != 0)
            fail_msg("'%s': %d '%c' '%s'", cases[i].text, (int)number, letter, addition);
    }
}

static void put_tables(const char *rules)
{
    put_text(in_folder("osm-rules.csv"), rules);
    put_text(in_folder("osm-access.csv"), "theme,key,value,told\n");
    put_text(in_folder("osm-columns.csv"), "theme,column,key,unit\n");
    put_text(in_folder("osm-homes.csv"), "on,key,value,home\n");
}

static void refuses_rules_it_does_not_know(void **state)
{
#define HEAD "key,value,also,theme,class,told,fixed\n"
    static const char *const bad[][2] = {
        {HEAD "highway,*,,stret,,1,\n", "theme 'stret'"},
        {HEAD "highway,*,,street,,2,\n", "answer '2'"},
        {HEAD "highway,*,area,street,,1,\n", "condition 'area'"},
        {HEAD ",*,,street,,1,\n", "key ''"},
        {"key,value\n", "also"},
    };
    const geo_import import = {.self = store_folder, .table = open_table};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_osm_rules *rules = NULL;
        put_tables(bad[i][0]);
        assert_true(geo_osm_rules_new(*state, &import, &rules) < 0);
        assert_says(*state, bad[i][1]);
    }
}

/* ---- a town ---- */

#define NODE(id, dx, dy, tags)                                                                     \
    "<node id='" id "' lat='52.0" dy "' lon='4.35" dx "' timestamp='2024-03-05T10:00:00Z' "        \
    "version='1'>" tags "</node>"
#define TAG(key, value) "<tag k='" key "' v='" value "'/>"
#define ADDR(number) TAG("addr:housenumber", number) TAG("addr:street", "Dorp")
#define SQUARE "<nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='4'/><nd ref='1'/>"
#define OTHER "<nd ref='5'/><nd ref='6'/><nd ref='7'/><nd ref='5'/>"

static const char small[] = "<?xml version='1.0'?>\n<osm version='0.6'>"
    /* clang-format off */
    NODE("1", "0", "0", "") NODE("2", "1", "0", "") NODE("3", "1", "1", "") NODE("4", "0", "1", "")
    NODE("5", "5", "5", "") NODE("6", "6", "5", "") NODE("7", "6", "6", "")
    NODE("10", "05", "05", ADDR("1")) NODE("11", "06", "06", ADDR("2a") TAG("shop", "bakery"))
    NODE("12", "9", "9", ADDR("9")) NODE("13", "9", "9", TAG("highway", "crossing"))
    NODE("14", "9", "9", TAG("natural", "tree") TAG("height", "7 m"))
    NODE("15", "9", "9", TAG("natural", "tree") TAG("height", "tall"))
    NODE("16", "58", "52", ADDR("4") TAG("office", "it"))
    NODE("17", "07", "07", ADDR("6") TAG("office", "it"))
    "<way id='20'>" SQUARE TAG("building", "house") TAG("height", "8") "</way>"
    "<way id='21'>" OTHER TAG("building", "school") ADDR("3") "</way>"
    "<way id='22'>" OTHER TAG("amenity", "school") ADDR("1") "</way>"
    "<way id='23'><nd ref='1'/><nd ref='6'/>" TAG("highway", "footway") TAG("name", "Dorp") "</way>"
    "<way id='24'>" OTHER TAG("highway", "pedestrian") TAG("area", "yes") "</way>"
    "<way id='25'><nd ref='1'/><nd ref='6'/>" TAG("natural", "wood") "</way>"
    "<way id='26'>" OTHER TAG("leisure", "park") TAG("barrier", "hedge") "</way>"
    "<way id='27'>" OTHER TAG("natural", "tree") "</way>"
    "<way id='28'><nd ref='1'/><nd ref='6'/>" TAG("natural", "tree_row") "</way>"
    "<way id='29'>" OTHER TAG("landuse", "quarry") "</way>"
                                                                                                                                                         /* clang-format on */
                                                                                                                                                         "</osm>";

static geo_town *import(geo_ctx *ctx, const char *text, const bool *wanted, geo_status expected)
{
    geo_town *town = NULL;
    geo_crs *rd = rd_new(ctx);
    put_text(in_folder("t.osm"), text);
    const char *const files[] = {in_folder("t.osm")};
    const geo_town_options options = {
        .folder = in_folder("town"), .source = "osm", .crs = rd, .wanted = wanted};
    assert_ok(geo_town_new(ctx, &options, &town));
    const geo_import job = {.town = town,
                            .files = files,
                            .file_count = 1,
                            .themes_given = wanted != NULL,
                            .self = real_tables,
                            .table = open_table};
    geo_status status = geo_import_osm(ctx, &job);
    if (status != expected)
        fail_msg("%d: %s", status, geo_ctx_error(ctx));
    if (!status)
        assert_ok(geo_town_commit(ctx, town));
    geo_crs_free(rd);
    return town;
}

static void takes_streets_alone(void **state)
{
    geo_town *town = import(*state, small, NULL, GEO_OK);
    asks("SELECT group_concat(id || class || foot || name || date(source_date)) FROM street",
         "osm:w23footway1Dorp2024-03-05");
    asks("SELECT count(*) FROM gpkg_contents WHERE table_name IN ('building', 'tree')", "0");
    /* w24 is an area; n13 is a crossing, w29 of no theme that was asked for */
    assert_ignored(town, GEO_THEME_STREET, "left out by osm-rules.csv", 1);
    assert_ignored(town, GEO_THEME_STREET, "of a kind that osm-rules.csv does not list", 1);
    assert_int_equal(geo_town_tally(town, GEO_THEME_STREET)->ignored, 2);
    assert_int_equal(geo_tally_total(geo_town_tally(town, GEO_THEME_GREEN)), 0);
    geo_town_free(town);
}

static void takes_all_on_request(void **state)
{
    bool all[GEO_THEMES];
    memset(all, 1, sizeof all);
    geo_town *town = import(*state, small, all, GEO_OK);
    asks("SELECT group_concat(id || ' ' || ifnull(height_m, '?')) FROM "
         "(SELECT * FROM building ORDER BY id)",
         "osm:w20 8.0,osm:w21 ?");
    asks("SELECT group_concat(id || ' ' || ifnull(height_m, '?')) FROM "
         "(SELECT * FROM tree ORDER BY id)",
         "osm:n14 7.0,osm:n15 ?");
    asks("SELECT group_concat(id || ' ' || number || ifnull(letter, '') || ' ' || "
         "ifnull(home, '?') || ' ' || ifnull(building_id, '?'), '; ') FROM "
         "(SELECT * FROM address ORDER BY id)",
         "osm:n10 1 1 osm:w20; osm:n11 2A 0 osm:w20; osm:n12 9 ? ?; "
         "osm:n16 4 0 osm:w21; osm:n17 6 ? osm:w20; osm:w21 3 0 osm:w21");
    asks("SELECT group_concat(id || class || public) FROM green", "osm:w26park1");
    asks("SELECT group_concat(id) FROM hedge", "osm:w26");
    /* w22 has the address of n10; w25 is open, w29 a quarry; w27 is no point, w28 a row */
    assert_int_equal(geo_town_tally(town, GEO_THEME_ADDRESS)->ignored, 1);
    assert_ignored(town, GEO_THEME_GREEN, "an open way, not an area", 1);
    assert_ignored(town, GEO_THEME_GREEN, "of a kind that osm-rules.csv does not list", 1);
    assert_int_equal(geo_town_tally(town, GEO_THEME_GREEN)->ignored, 2);
    assert_ignored(town, GEO_THEME_TREE, "not a point", 1);
    assert_ignored(town, GEO_THEME_TREE, "left out by osm-rules.csv", 1);
    assert_int_equal(geo_town_tally(town, GEO_THEME_TREE)->ignored, 2);
    geo_town_free(town);
}

/* The uses of buildings count although the buildings themselves are not taken again. */
static void knows_homes_without_taking_buildings(void **state)
{
    bool wanted[GEO_THEMES] = {[GEO_THEME_BUILDING] = true};
    geo_town_free(import(*state, small, wanted, GEO_OK));
    wanted[GEO_THEME_BUILDING] = false;
    wanted[GEO_THEME_ADDRESS] = true;
    geo_town_free(import(*state, small, wanted, GEO_OK));
    asks("SELECT count(*) FROM building", "2");
    asks("SELECT group_concat(id || ifnull(home, '?')) FROM (SELECT * FROM address ORDER BY id)",
         "osm:n101,osm:n110,osm:n12?,osm:n160,osm:n17?,osm:w210");
}

/* In a town without buildings only what an address itself tells is known. */
static void knows_homes_without_buildings(void **state)
{
    const bool wanted[GEO_THEMES] = {[GEO_THEME_ADDRESS] = true};
    geo_town_free(import(*state, small, wanted, GEO_OK));
    asks("SELECT group_concat(id || ifnull(home, '?')) FROM (SELECT * FROM address ORDER BY id)",
         "osm:n10?,osm:n110,osm:n12?,osm:n16?,osm:n17?,osm:w210");
}

/* A school with an inner court: its address stands in the building, not in the court. */
static void puts_addresses_inside(void **state)
{
    bool wanted[GEO_THEMES] = {[GEO_THEME_BUILDING] = true, [GEO_THEME_ADDRESS] = true};
    geo_town_free(import(
        *state,
        /* clang-format off */
        "<osm version='0.6'>"
        NODE("1", "0", "0", "") NODE("2", "4", "0", "") NODE("3", "4", "4", "") NODE("4", "0", "4", "")
        NODE("5", "1", "1", "") NODE("6", "3", "1", "") NODE("7", "3", "3", "") NODE("8", "1", "3", "")
        "<way id='30'>" SQUARE "</way><way id='31'><nd ref='5'/><nd ref='6'/><nd ref='7'/><nd ref='8'/>"
        "<nd ref='5'/></way><relation id='40'><member type='way' ref='30' role='outer'/>"
        "<member type='way' ref='31' role='inner'/>" TAG("type", "multipolygon")
        TAG("building", "school") ADDR("5") "</relation></osm>",
        /* clang-format on */
        wanted, GEO_OK));
    asks("SELECT id || ' ' || building_id FROM address", "osm:r40 osm:r40");
}

static void refuses_files_of_other_things(void **state)
{
    geo_town_free(
        import(*state, "<osm version='0.6'>" NODE("14", "9", "9", TAG("natural", "tree")) "</osm>",
               NULL, GEO_ERR_FORMAT));
    assert_says(*state, "holds nothing of the themes");
    geo_town_free(import(*state, "<osm version='0.6'><node id='1'", NULL, GEO_ERR_FORMAT));
    assert_says(*state, "cut off");
    assert_int_not_equal(access(in_folder("town/base.gpkg"), F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(knows_what_things_are),
        TEST(reads_measures),
        TEST(splits_numbers),
        TEST(refuses_rules_it_does_not_know),
        TEST(takes_streets_alone),
        TEST(takes_all_on_request),
        TEST(knows_homes_without_taking_buildings),
        TEST(knows_homes_without_buildings),
        TEST(puts_addresses_inside),
        TEST(refuses_files_of_other_things),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
