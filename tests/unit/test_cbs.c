/* registry/cbs: areas of any year under the names that CBS gave them. */
#include "imported.h"

static const char *put_areas(const char *name, const char *text)
{
    const char *path = in_folder(name);
    put_text(path, text);
    return path;
}

static geo_town *import(geo_ctx *ctx, const char *file, const char *municipality,
                        geo_status expected)
{
    return import_file(ctx, (geo_import){.source = "cbs", .municipality = municipality},
                       geo_import_cbs, file, expected);
}

#define AREA "\"POLYGON((155000 463000,155010 463000,155010 463010,155000 463000))\""
#define ROWS                                                                                       \
    "SELECT group_concat(id || ' ' || kind || ' ' || ifnull(parent_code, '-') || ' ' || "          \
    "ifnull(inhabitants, '-') || ' ' || ifnull(homes, '-') || ' ' || ifnull(year, '-'), '; ') "    \
    "FROM (SELECT * FROM neighbourhood ORDER BY id)"

static void figures_kept_back_are_unknown(void **state)
{
    static const char areas[] =
        "wkt,buurtcode,buurtnaam,wijkcode,gemeentecode,gemeentenaam,jaar,aantal_inwoners,"
        "woningvoorraad,water\n" AREA
        ",BU03960101,West,WK039601,GM0396,Heemskerk,2023,1200,560,NEE\n" AREA
        ",BU03960102,Oost,WK039601,GM0396,Heemskerk,2023,-99997,-99995,NEE\n" AREA
        ",BU03960103,Noord,WK039601,GM0396,Heemskerk,2023,30000000,,B\n" AREA
        ",BU03960104,Meer,WK039601,GM0396,Heemskerk,2023,0,0,JA\n" AREA
        ",BU03969997,,WK039699,GM0396,Heemskerk,2023,0,0,NEE\n" AREA
        ",0396010,,WK039601,GM0396,Heemskerk,2023,0,0,NEE\n";
    geo_town *town = import(*state, put_areas("b.csv", areas), NULL, GEO_OK);
    asks(ROWS, "BU03960101 buurt WK039601 1200 560 2023; BU03960102 buurt WK039601 - - 2023; "
               "BU03960103 buurt WK039601 - - 2023");
    assert_ignored(town, GEO_THEME_NEIGHBOURHOOD, "water only", 2);
    assert_int_equal(geo_town_tally(town, GEO_THEME_NEIGHBOURHOOD)->rejected, 1);
    asks("SELECT DISTINCT source_date FROM neighbourhood", "2023-01-01T00:00:00.000Z");
    geo_town_free(town);
}

/* One layer of all kinds; the year in its code, else in the name of the file. */
static void codes_tell_the_kind(void **state)
{
    static const char areas[] =
        "wkt,statcode,statnaam,jrstatcode\n" AREA ",BU03960101,West,2019BU03960101\n" AREA
        ",WK039601,Wijk 1,2019WK039601\n" AREA ",GM0396,Heemskerk,\n";
    geo_town *town = import(*state, put_areas("gebieden_2021_v2.csv", areas), NULL, GEO_OK);
    asks(ROWS, "BU03960101 buurt WK039601 - - 2019; GM0396 gemeente - - - 2021; "
               "WK039601 wijk GM0396 - - 2019");
    asks("SELECT group_concat(name) FROM neighbourhood", "West,Wijk 1,Heemskerk");
    geo_town_free(town);
}

/* As the WFS spells them. */
static const char camel[] = "wkt,buurtcode,gemeentenaam,aantalInwoners\n" AREA
                            ",BU03960101,Heemskerk,7\n" AREA ",BU03630101,Amsterdam,8\n";

static void a_municipality_goes_by_code_or_name(void **state)
{
    static const char *const asked[] = {"GM0396", "gm0396", "0396", "heemskerk"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        geo_town *town = import(*state, put_areas("b.csv", camel), asked[i], GEO_OK);
        asks(ROWS, "BU03960101 buurt WK039601 7 - -");
        assert_ignored(town, GEO_THEME_NEIGHBOURHOOD, "of another municipality", 1);
        geo_town_free(town);
    }
}

static void an_unknown_name_is_refused(void **state)
{
    geo_town_free(import(*state, put_areas("b.csv", camel), "Delft", GEO_ERR_NOTFOUND));
    assert_says(*state, "no municipality is called 'Delft' in these files");
    geo_ctx_reset(*state);
    geo_town_free(import(*state, put_areas("c.csv", "wkt,buurtcode\n" AREA ",BU03960101\n"),
                         "Delft", GEO_ERR_NOTFOUND));
    assert_hints(*state, "give the code");
}

static void what_is_no_area_of_cbs_is_refused(void **state)
{
    geo_town_free(
        import(*state, put_areas("b.csv", "wkt,naam\n" AREA ",West\n"), NULL, GEO_ERR_FORMAT));
    assert_says(*state, "has no layer of CBS areas");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_kept_back_are_unknown),       TEST(codes_tell_the_kind),
        TEST(a_municipality_goes_by_code_or_name), TEST(an_unknown_name_is_refused),
        TEST(what_is_no_area_of_cbs_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
