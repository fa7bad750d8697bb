/* registry/register: which field of a municipality's own register fills which column, and what a
 * cell that says something else becomes. */
#include "imported.h"

static geo_town *import(geo_ctx *ctx, const char *source, const char *text, geo_import job,
                        geo_status expected)
{
    const char *path = in_folder("register.csv");
    put_text(path, text);
    job.source = source;
    job.this_year = 2026;
    return import_file(ctx, job, geo_import_register, path, expected);
}

#define TREES(columns)                                                                             \
    "SELECT group_concat(id || ' ' || " columns ", '; ') FROM (SELECT * FROM tree ORDER BY id)"

static void classes_and_words_of_trees(void **state)
{
    static const char text[] = "boomnummer;x;y;boomhoogte;status;plantjaar\n"
                               "a;155000;463000;15 tot 18 m.;in beheer;1980\n"
                               "b;155010;463000;tot 6 m.;Geveld;0\n"
                               "c;155020;463000;900;Stobbe;2031\n"
                               "d;155030;463000;r. 6 tot 9 m.;;1250\n";
    geo_town *town = import(*state, "trees", text, (geo_import){0}, GEO_OK);
    asks(TREES("ifnull(height_m, '-') || ' ' || ifnull(height_min_m, '-') || ' ' || "
               "ifnull(height_max_m, '-')"),
         "a 16.5 15.0 18.0; b - - 6.0; c - - -; d - - -");
    asks(TREES("status"), "a standing; b felled; c stump; d felled");
    asks(TREES("ifnull(planted, '-')"), "a 1980; b -; c -; d -");
    asks("SELECT completeness FROM coverage", "public_only");
    geo_town_free(town);
}

static void ids(void **state)
{
    static const char text[] = "boomnummer,x,y,boomsoort\n"
                               "17.0,155000,463000,Tilia\n"
                               "3.6301E+14,155010,463000,Tilia\n"
                               ",155020,463000,Tilia\n";
    geo_town *town = import(*state, "trees", text, (geo_import){0}, GEO_OK);
    asks(TREES("species"), "155020.00_463000.00 Tilia; 17 Tilia");
    assert_int_equal(geo_town_tally(town, GEO_THEME_TREE)->rejected, 1);
    geo_town_free(town);
}

static void a_map_goes_first(void **state)
{
    static const geo_import_map maps[] = {{"species", "naam"}, {"status", "=planned"}};
    static const char text[] = "boomnummer,x,y,boomsoort,naam\n1,155000,463000,Tilia,Ulmus\n";
    geo_town_free(
        import(*state, "trees", text, (geo_import){.maps = maps, .map_count = 2}, GEO_OK));
    asks(TREES("species || ' ' || status"), "1 Ulmus planned");
    static const geo_import_map slip[] = {{"species", "naem"}};
    geo_town_free(
        import(*state, "trees", text, (geo_import){.maps = slip, .map_count = 1}, GEO_ERR_ARG));
    assert_says(*state, "there is no field 'naem'");
    static const geo_import_map other[] = {{"lumen", "naam"}};
    geo_town_free(
        import(*state, "trees", text, (geo_import){.maps = other, .map_count = 1}, GEO_ERR_ARG));
    assert_says(*state, "there is no column 'lumen'");
}

static void limits_are_those_of_the_table(void **state)
{
    static const char text[] = "id,x,y,lichtpunthoogte,dimpercentage,lumen\n"
                               "a,155000,463000,\"6,5\",50,4000\n"
                               "b,155010,463000,650,150,-1\n";
    geo_town_free(import(*state, "lights", text, (geo_import){0}, GEO_OK));
    asks("SELECT group_concat(id || ' ' || ifnull(height_m, '-') || ' ' || ifnull(dim_pct, '-') || "
         "' ' || ifnull(lumen, '-'), '; ') FROM light",
         "a 6.5 50 4000; b - - -");
}

static void codes_for_figures_kept_back(void **state)
{
    static const char text[] =
        "wkt,code,name,kind,inhabitants\n"
        "\"POLYGON((155000 463000,155010 463000,155010 463010,155000 463000))\",B1,Een,Buurt,"
        "-99997\n";
    geo_town_free(import(*state, "areas", text, (geo_import){0}, GEO_OK));
    asks("SELECT kind || ' ' || ifnull(inhabitants, '-') FROM neighbourhood", "buurt -");
}

static void another_register_is_refused(void **state)
{
    geo_town_free(import(*state, "trees", "id,x,y,lumen\na,155000,463000,3\n", (geo_import){0},
                         GEO_ERR_FORMAT));
    assert_int_not_equal(access(in_folder("town"), F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(classes_and_words_of_trees),
        TEST(ids),
        TEST(a_map_goes_first),
        TEST(limits_are_those_of_the_table),
        TEST(codes_for_figures_kept_back),
        TEST(another_register_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
