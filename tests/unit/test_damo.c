/* registry/damo: water with the level of the area around it, watercourses, culverts; a made-up
 * register, and those of three water boards where they are at hand. */
#include "imported.h"
#include "registry/inside.h"

static geo_town *import(geo_ctx *ctx, const char *file, geo_status expected)
{
    return import_file(ctx, (geo_import){.source = "damo"}, geo_import_damo, file, expected);
}

/* ---- a made-up register ---- */

enum { TEXTS = 6 };
typedef struct row {
    double x, y, size; /* square, or line of that length */
    const char *texts[TEXTS];
} row;

static void add_layer(geo_ctx *ctx, geo_package *package, const char *name, geo_geom_type type,
                      const char *const *columns, const row *rows, size_t count)
{
    geo_schema schema;
    geo_layer *layer;
    geo_crs *crs = rd_new(ctx);
    size_t width = 0;
    assert_ok(geo_schema_init(ctx, &schema, name, type, crs));
    for (; columns[width]; width++)
        assert_ok(geo_schema_add(ctx, &schema, columns[width], GEO_FIELD_STRING));
    const geo_layer_options options = {.schema = &schema};
    assert_ok(geo_package_layer(ctx, package, &options, &layer));
    for (const row *r = rows; r < rows + count; r++) {
        geo_point p[5] = {{EAST + r->x, NORTH + r->y},
                          {EAST + r->x + r->size, NORTH + r->y},
                          {EAST + r->x + r->size, NORTH + r->y + r->size},
                          {EAST + r->x, NORTH + r->y + r->size},
                          {EAST + r->x, NORTH + r->y}};
        bool is_line = type == GEO_GEOM_LINE;
        uint32_t ends[1] = {is_line ? 2 : 5}, parts[1] = {1};
        const geo_geom geom = {type, p, ends, parts, ends[0], 1, !is_line};
        geo_value values[TEXTS];
        for (size_t i = 0; i < width; i++)
            values[i] = geo_value_text(r->texts[i]);
        assert_ok(geo_layer_put(ctx, layer, &geom, values));
    }
    geo_schema_release(&schema);
    geo_crs_free(crs);
}

static const row waters[] = {
    {10, 10, 5, {"w1", "waterloop", "bestaand", NULL}},
    {110, 10, 5, {"w2", "watervlakte", "bestaand", NULL}},
    {120, 20, 5, {"w3", "watervlakte", "bestaand", NULL}}, /* where the level deviates */
    {210, 10, 5, {"w4", NULL, "bestaand", NULL}},
    {310, 10, 5, {"w5", NULL, "bestaand", NULL}},
    {410, 10, 5, {"w6", NULL, "bestaand", NULL}}, /* in no area */
    {10, 30, 5, {"w7", NULL, "bestaand", "20200101"}},
    {10, 40, 5, {"w8", NULL, "historie", NULL}},
    {10, 50, 5, {NULL, NULL, "bestaand", NULL}},
};
static const row areas[] = {
    {0, 0, 100, {"a1", "-0.60", "Vast peilbeheer; streefpeil jaarrond"}},
    {100, 0, 100, {"a2", "-1,2", "Dynamisch peilbeheer; streefpeil winter"}},
    {200, 0, 100, {"a3", "-0.4", "Flexibel peilbeheer; bovengrenspeil jaarrond"}},
    {300, 0, 100, {"a4", "999", "Vast peilbeheer; streefpeil jaarrond"}}, /* no level on earth */
};
/* Of what was there, or will be, the water knows nothing. */
static const row deviations[] = {
    {115, 15, 20, {"d1", "-2", "zomerpeil", NULL, NULL}},
    {5, 5, 20, {"d2", "-3", "zomerpeil", "20200101", NULL}},
    {5, 5, 20, {"d3", "-4", "zomerpeil", NULL, "niet meer aanwezig"}},
    {105, 5, 7, {"d4", "-5", "zomerpeil", NULL, "planvorming"}},
};
static const row courses[] = {{0, 0, 50, {"h1", "1", "Dorpsloot", "4,5"}},
                              {0, 5, 50, {"h2", "9", NULL, "breed"}}};
static const row culverts[] = {{50, 0, 8, {"k1", "3", "0.8", "gerealiseerd"}},
                               {50, 5, 8, {"k2", "4", "0.5", NULL}},
                               {50, 9, 8, {"k3", NULL, NULL, NULL}},
                               {50, 12, 8, {"k4", "3", NULL, "niet meer aanwezig"}}};

#define LAYER(name, type, rows, ...)                                                               \
    add_layer(ctx, package, name, type, (const char *const[]){__VA_ARGS__, NULL}, rows,            \
              sizeof(rows) / sizeof *(rows))

static const char *make_register(geo_ctx *ctx)
{
    geo_package *package;
    const char *path = in_folder("damo.gpkg");
    const geo_package_options options = {.path = path, .overwrite = true, .date = "2024-05-01"};
    assert_ok(geo_package_new(ctx, &options, &package));
    LAYER("waterdeel", GEO_GEOM_POLYGON, waters, "identificatie", "bgtplustype", "status",
          "eindregistratie");
    LAYER("peilgebiedpraktijk", GEO_GEOM_POLYGON, areas, "code", "peil_wsa", "keuze_wsa");
    LAYER("peilafwijkinggebied", GEO_GEOM_POLYGON, deviations, "code", "peil_wsa", "keuze_wsa",
          "eindregistratie", "statusobject");
    LAYER("hydroobject", GEO_GEOM_LINE, courses, "code", "categorieoppwaterlichaam", "naam",
          "breedte");
    LAYER("duikersifonhevel", GEO_GEOM_LINE, culverts, "code", "typekruising", "breedteopening",
          "statusobject");
    assert_ok(geo_package_commit(ctx, package));
    geo_package_free(package);
    return path;
}

static void gives_water_its_level(void **state)
{
    geo_town *town = import(*state, make_register(*state), GEO_OK);
    asks("SELECT group_concat(id || ' ' || ifnull(class, '?') || ' ' || "
         "ifnull(target_level_summer_m, '?') || ' ' || ifnull(target_level_winter_m, '?') || ' ' "
         "|| ifnull(max_level_m, '?'), '; ') FROM (SELECT * FROM water ORDER BY id)",
         "w1 waterloop -0.6 -0.6 ?; w2 watervlakte ? -1.2 ?; w3 watervlakte -2.0 ? ?; "
         "w4 ? ? ? -0.4; w5 ? ? ? ?; w6 ? ? ? ?; waterdeel.9 ? -0.6 -0.6 ?");
    assert_int_equal(geo_town_tally(town, GEO_THEME_WATER)->ignored,
                     2 + 3 + 1); /* a4 has no level */
    geo_town_free(town);
}

static void gives_lines(void **state)
{
    geo_town *town = import(*state, make_register(*state), GEO_OK);
    asks("SELECT group_concat(id || ' ' || ifnull(class, '?') || ' ' || ifnull(name, '?') || ' ' "
         "|| ifnull(width_m, '?'), '; ') FROM (SELECT * FROM waterway ORDER BY id)",
         "h1 primair Dorpsloot 4.5; h2 ? ? ?; k1 duiker ? 0.8; k2 sifon ? 0.5; k3 duiker ? ?");
    assert_int_equal(geo_town_tally(town, GEO_THEME_WATERWAY)->ignored, 1);
    geo_town_free(town);
}

static void refuses_other_registers(void **state)
{
    geo_town_free(import(*state, make_trees(*state, "t.gpkg", NAMES("tree"), 3), GEO_ERR_FORMAT));
    assert_says(*state, "no layer of DAMO");
    assert_int_not_equal(access(in_folder("town/base.gpkg"), F_OK), 0);
}

/* ---- what it stands on ---- */

static void finds_a_point_inside(void **state)
{
    /* A horseshoe: its centroid lies between the legs. */
    geo_point u[] = {{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {1, 2}, {1, 10}, {0, 10}, {0, 0}};
    uint32_t u_end = 9, one = 1;
    const geo_geom horseshoe = {GEO_GEOM_POLYGON, u, &u_end, &one, 9, 1, 1};
    /* Two squares far apart: nothing at the height of their centroid. */
    geo_point pair[] = {{0, 0},  {1, 0},   {1, 1},   {0, 1},  {0, 0},
                        {9, 90}, {10, 90}, {10, 91}, {9, 91}, {9, 90}};
    uint32_t ends[] = {5, 10}, parts[] = {1, 2};
    const geo_geom squares = {GEO_GEOM_MULTIPOLYGON, pair, ends, parts, 10, 2, 2};
    geo_point p;
    assert_ok(geo_inside_point(*state, &horseshoe, &p));
    assert_int_equal(geo_geom_side(&horseshoe, p), GEO_INSIDE);
    assert_near(p.x, 9, 1e-12); /* in the wider leg */
    assert_ok(geo_inside_point(*state, &squares, &p));
    assert_int_equal(geo_geom_side(&squares, p), GEO_INSIDE);
}

/* ---- real registers ---- */

static void reads_hhnk(void **state)
{
    const char *path = DATA "/hhnk_hoekje/DAMO.gpkg";
    if (!have(path))
        skip();
    geo_town_free(import(*state, path, GEO_OK));
    asks("SELECT count(*) || ' ' || count(target_level_winter_m) || ' ' || count(max_level_m) || "
         "' ' || min(target_level_winter_m) FROM water",
         "196 134 15 -1.2"); /* as by GEOS, point on surface, 10 and 23 areas */
    asks("SELECT group_concat(class || ' ' || n, '; ') FROM (SELECT class, count(*) AS n FROM "
         "waterway GROUP BY class)",
         "duiker 139; primair 101; secundair 172; tertiair 167");
}

static void reads_hydamo(void **state)
{
    const char *path = DATA "/achterhoek_dtm_hydamo/HyDAMO.gpkg";
    if (!have(path))
        skip();
    geo_town_free(import(*state, path, GEO_OK)); /* 55 culverts, of which a plan and one gone */
    asks("SELECT group_concat(class || ' ' || n, '; ') FROM (SELECT class, count(*) AS n FROM "
         "waterway GROUP BY class)",
         "duiker 53; secundair 31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(gives_water_its_level), TEST(gives_lines), TEST(refuses_other_registers),
        TEST(finds_a_point_inside),  TEST(reads_hhnk),  TEST(reads_hydamo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
