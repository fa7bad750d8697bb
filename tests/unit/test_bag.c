/* registry/bag: what becomes of an address and a pand, in the registry's own words. */
#include "imported.h"

static geo_town *import(geo_ctx *ctx, const char *name, const char *text)
{
    const char *path = in_folder(name);
    put_text(path, text);
    return import_file(ctx, (geo_import){.source = "bag"}, geo_import_bag, path, GEO_OK);
}

#define ADDRESSES(columns)                                                                         \
    "SELECT group_concat(id || ' ' || " columns ", '; ') FROM (SELECT * FROM address ORDER BY id)"

/* In use and to live in, or not, or nobody says. */
static void who_lives_there(void **state)
{
    static const char text[] =
        "identificatie,x,y,status,gebruiksdoel\n"
        "a,155000,463000,Verblijfsobject in gebruik,woonfunctie\n"
        "b,155010,463000,Verblijfsobject in gebruik,\"winkelfunctie,woonfunctie\"\n"
        "c,155020,463000,Verblijfsobject in gebruik,winkelfunctie\n"
        "d,155030,463000,Verblijfsobject gevormd,woonfunctie\n"
        "e,155040,463000,Verblijfsobject in gebruik,\n"
        "f,155050,463000,Verblijfsobject in gebruik,drijvend\n"
        "g,155060,463000,Verblijfsobject ingetrokken,woonfunctie\n"
        "h,155070,463000,iets anders,woonfunctie\n";
    geo_town *town = import(*state, "verblijfsobject.csv", text);
    asks(ADDRESSES("ifnull(home, '-')"), "a 1; b 1; c 0; d 0; e -; f -; h -");
    assert_ignored(town, GEO_THEME_ADDRESS, "withdrawn, by its status", 1);
    geo_town_free(town);
}

static void berths_and_pitches_are_homes(void **state)
{
    static const char text[] = "wkt,identificatie,status\n"
                               "\"POLYGON((155000 463000,155010 463000,155010 463010,155000 "
                               "463010,155000 463000))\",a,Plaats aangewezen\n";
    geo_town_free(import(*state, "ligplaats.csv", text));
    asks(ADDRESSES("object || ' ' || home"), "a berth 1");
    asks("SELECT minx || ' ' || miny FROM rtree_address_geom", "155005.0 463005.0");
}

static void numbers_are_what_is_written(void **state)
{
    static const char text[] =
        "identificatie,x,y,huisnummer,huisletter,oppervlakte,postcode,gebruiksdoel\n"
        "a,155000,463000,12,b,80,1013 cr,woonfunctie\n"
        "b,155010,463000,12a,,80 m2,1013CR,woonfunctie\n"
        "c,155020,463000,12a,b,1,,woonfunctie\n"
        "d,155030,463000,123456,,999999,,woonfunctie\n"
        "e,155040,463000,7.0,,ruim,,woonfunctie\n";
    geo_town_free(import(*state, "verblijfsobject.csv", text));
    asks(ADDRESSES("ifnull(number, '-') || ifnull(letter, '') || ' ' || ifnull(area_m2, '-') || "
                   "' ' || ifnull(postcode, '-')"),
         "a 12b 80 1013CR; b 12a 80 1013CR; c -b - -; d - - -; e 7 - -");
}

static void panden_stand_by_their_status(void **state)
{
#define PLACE "\"POLYGON((155000 463000,155010 463000,155010 463010,155000 463000))\","
    static const char text[] = "wkt,identificatie,status,bouwjaar\n" PLACE
                               "a,Pand in gebruik,1994\n" PLACE "b,Bouw gestart,9999\n" PLACE
                               "c,Pand gesloopt,1994\n" PLACE "d,Pand in gebruik,1994.0\n" PLACE
                               "e,Pand in gebruik,1005\n" PLACE "f,Pand in gebruik,oud\n";
    geo_town *town = import(*state, "pand.csv", text);
    asks("SELECT group_concat(id || ' ' || ifnull(year, '-'), '; ') FROM (SELECT * FROM building "
         "ORDER BY id)",
         "a 1994; b -; d 1994; e -; f -");
    assert_ignored(town, GEO_THEME_BUILDING, "not standing, by its status", 1);
    geo_town_free(town);
}

static void ids_in_powers_of_ten_are_lost(void **state)
{
    geo_town *town = import(*state, "verblijfsobject.csv",
                            "identificatie,x,y,pand_identificatie,gebruiksdoel\n"
                            "3.63010E+14,155000,463000,,woonfunctie\n"
                            "363010000000001,155010,463000,363100000000002,woonfunctie\n");
    asks(ADDRESSES("building_id"), "0363010000000001 0363100000000002");
    assert_int_equal(geo_town_tally(town, GEO_THEME_ADDRESS)->rejected, 1);
    geo_town_free(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_lives_there),
        TEST(berths_and_pitches_are_homes),
        TEST(numbers_are_what_is_written),
        TEST(panden_stand_by_their_status),
        TEST(ids_in_powers_of_ten_are_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
