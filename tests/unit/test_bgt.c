/* registry/bgt: what an object becomes by the table, whatever the format that tells it. */
#include "registry/bgt.h"

#include "imported.h"

typedef struct fixture {
    geo_ctx *ctx;
    geo_town *town;
    geo_bgt *bgt;
} fixture;

static fixture begin(geo_ctx *ctx, char *tables, geo_status expected)
{
    fixture f = {.ctx = ctx};
    geo_crs *rd = rd_new(ctx);
    const geo_town_options options = {.folder = in_folder("town"), .source = "bgt", .crs = rd};
    assert_ok(geo_town_new(ctx, &options, &f.town));
    const geo_import import = {.town = f.town, .self = tables, .table = open_table};
    geo_status status = geo_bgt_new(ctx, &import, &f.bgt);
    if (status != expected)
        fail_msg("%d: %s", status, geo_ctx_error(ctx));
    geo_crs_free(rd);
    return f;
}

static void end(fixture *f)
{
    geo_bgt_free(f->bgt);
    geo_town_free(f->town);
}

/* An object with its attributes as "name=value;name=value"; each lies beside the one before. */
static void take(const fixture *f, const char *class, const char *attributes)
{
    static double east = EAST;
    const char *slots[GEO_BGT_SLOTS] = {0};
    char room[256];
    geo_bgt_slot slot;
    east += 20;
    geo_point square[5] = {{east, NORTH},
                           {east + 10, NORTH},
                           {east + 10, NORTH + 10},
                           {east, NORTH + 10},
                           {east, NORTH}};
    uint32_t end = 5, one = 1;
    const geo_geom geom = {GEO_GEOM_POLYGON, square, &end, &one, 5, 1, 1};
    snprintf(room, sizeof room, "%s", attributes);
    for (char *rest = NULL, *part = strtok_r(room, ";", &rest); part;
         part = strtok_r(NULL, ";", &rest)) {
        char *equals = strchr(part, '=');
        *equals = '\0';
        assert_true(geo_bgt_slot_named(part, &slot));
        slots[slot] = equals + 1;
    }
    assert_ok(geo_bgt_take(f->ctx, f->bgt, geo_bgt_object_named(class), slots, &geom, NULL));
}

static void tells_green_by_what_grows(void **state)
{
    fixture f = begin(*state, real_tables, GEO_OK);
    take(&f, "begroeidterreindeel", "lokaalID=a;class=groenvoorziening");
    take(&f, "begroeidterreindeel",
         "lokaalID=b;class=groenvoorziening;plus-fysiekVoorkomen=heesters");
    take(&f, "begroeidterreindeel",
         "lokaalID=c;fysiek_voorkomen=groenvoorziening;plus_fysiek_voorkomen=bosplantsoen");
    take(&f, "begroeidterreindeel",
         "lokaalID=d;class=groenvoorziening;plus-fysiekVoorkomen=gras- en kruidachtigen");
    take(&f, "begroeidterreindeel",
         "lokaalID=e;class=groenvoorziening;plus-fysiekVoorkomen=waardeOnbekend");
    take(&f, "begroeidterreindeel",
         "lokaalID=f;class=loofbos;plus-fysiekVoorkomen=griend en hakhout");
    take(&f, "begroeidterreindeel",
         "lokaalID=g;class=bouwland;plus-fysiekVoorkomen=bodembedekkers");
    take(&f, "onbegroeidterreindeel", "lokaalID=i;bgt-fysiekVoorkomen=zand");
    take(&f, "onbegroeidterreindeel",
         "lokaalID=j;bgt-fysiekVoorkomen=onverhard;plus-fysiekVoorkomen=zand");
    take(&f, "ondersteunendwegdeel",
         "lokaalID=h;surfaceMaterial=groenvoorziening;"
         "plus-fysiekVoorkomenOndersteunendWegdeel=heesters");
    assert_ok(geo_town_commit(*state, f.town));
    asks("SELECT group_concat(id || ' ' || class || ' ' || public, '; ') FROM green",
         "a groenvoorziening 1; b heesters 1; c bosplantsoen 1; d gras- en kruidachtigen 1; "
         "e groenvoorziening 1; f loofbos 1; i zand 1");
    /* Land cover has both words, as the registry does. */
    asks("SELECT group_concat(id || ' ' || physical || ' ' || ifnull(plus, '?'), '; ') FROM "
         "landcover WHERE id IN ('a', 'b', 'h')",
         "a groenvoorziening ?; b groenvoorziening heesters; h groenvoorziening heesters");
    end(&f);
}

static void goes_by_level(void **state)
{
    fixture f = begin(*state, real_tables, GEO_OK);
    take(&f, "begroeidterreindeel", "lokaalID=a;class=heide;relatieveHoogteligging=1");
    take(&f, "pand", "lokaalID=b;relatieveHoogteligging=1");
    take(&f, "pand", "lokaalID=c;relatieveHoogteligging=-1");
    take(&f, "waterdeel", "lokaalID=d;class=waterloop;relatieveHoogteligging=-1");
    assert_ok(geo_town_commit(*state, f.town));
    asks("SELECT group_concat(id || level) FROM landcover", "a1,d-1");
    asks("SELECT group_concat(id) FROM building", "b");
    assert_ignored(f.town, GEO_THEME_GREEN, "above or below ground", 1);
    assert_ignored(f.town, GEO_THEME_WATER, "above or below ground", 1);
    assert_ignored(f.town, GEO_THEME_BUILDING, "below ground", 1);
    end(&f);
}

static void leaves_out_what_ended(void **state)
{
    fixture f = begin(*state, real_tables, GEO_OK);
    take(&f, "pand", "lokaalID=a;eindRegistratie=2020-01-01T00:00:00");
    take(&f, "pand", "lokaalID=b;terminationDate=2020-01-01");
    take(&f, "begroeidterreindeel", "lokaalID=c;class=heide;terminationDate=2020-01-01");
    take(&f, "paal", "lokaalID=d;plus-type=haltepaal");
    assert_ignored(f.town, GEO_THEME_BUILDING, "ended: not current any more", 2);
    assert_ignored(f.town, GEO_THEME_LANDCOVER, "ended: not current any more", 1);
    assert_ignored(f.town, GEO_THEME_LIGHT, "of another kind", 1);
    assert_int_equal(geo_tally_total(geo_town_tally(f.town, GEO_THEME_GREEN)), 0);
    end(&f);
}

static void names_a_pand_by_its_number(void **state)
{
    fixture f = begin(*state, real_tables, GEO_OK);
    take(&f, "pand", "lokaalID=a;identificatieBAGPND=0228100000013443");
    take(&f, "pand", "lokaalID=b;identificatieBAGPND=0000000000000000");
    take(&f, "pand", "lokaalID=c;identificatieBAGPND=0228109999999999");
    take(&f, "pand", "lokaalID=d;identificatieBAGPND=0228100999999999");
    take(&f, "pand", "lokaalID=e");
    assert_ok(geo_town_commit(*state, f.town));
    asks("SELECT group_concat(id, ' ') FROM building", "0228100000013443 b c 0228100999999999 e");
    end(&f);
}

static void refuses_rules_it_does_not_know(void **state)
{
#define HEAD "object,value,plus,theme,public,level\n"
    static const char *const bad[][2] = {
        {HEAD "tuin,*,,green,1,0\n", "object 'tuin'"},
        {HEAD "pand,*,,gren,1,0\n", "theme 'gren'"},
        {HEAD "pand,*,,green,2,0\n", "public '2'"},
        {HEAD "pand,*,,green,1,ground\n", "level 'ground'"},
        {"object,value,theme,public,level\n", "plus"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        put_text(in_folder("bgt-rules.csv"), bad[i][0]);
        geo_ctx *ctx = *state;
        fixture f = begin(ctx, store_folder, i < 4 ? GEO_ERR_FORMAT : GEO_ERR_NOTFOUND);
        assert_says(ctx, bad[i][1]);
        end(&f);
    }
}

static void knows_names(void **state)
{
    static const struct {
        const char *name, *class; /* NULL: none that is read */
    } names[] = {
        {"bgt_wegdeel", "wegdeel"},
        {"TrafficArea", "wegdeel"},
        {"trafficarea", "wegdeel"},
        {"vegetatieobject_punt", "vegetatieobject"},
        {"BGT_PAND", "pand"},
        {"pandje", NULL},
        {"wegdelen", NULL},
        {"bgt_", NULL},
        {"", NULL},
    };
    char stem[GEO_BGT_STEM];
    geo_bgt_slot slot;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const geo_bgt_object *object = geo_bgt_object_named(names[i].name);
        if (!object != !names[i].class || (object && strcmp(object->name, names[i].class) != 0))
            fail_msg("'%s' is %s", names[i].name, object ? object->name : "nothing");
    }
    assert_true(geo_bgt_stem("a.b/bgt_paal.gml.zip", stem));
    assert_string_equal(stem, "bgt_paal");
    assert_false(geo_bgt_stem(
        "a-name-that-is-longer-than-any-class-of-the-bgt-has-or-ever-will-have.gml", stem));
    assert_true(geo_bgt_slot_named("LV-publicatiedatum", &slot));
    assert_int_equal(slot, GEO_BGT_PUBLISHED);
    assert_false(geo_bgt_slot_named("naam", &slot));
    assert_false(geo_bgt_slot_named(
        "een_naam_die_langer_is_dan_enige_naam_van_een_attribuut_in_de_bgt", &slot));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_green_by_what_grows),      TEST(goes_by_level),
        TEST(leaves_out_what_ended),          TEST(names_a_pand_by_its_number),
        TEST(refuses_rules_it_does_not_know), TEST(knows_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
