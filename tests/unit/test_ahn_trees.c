/* registry/ahn: tree tops become rows of a town. */
#include "field.h"
#include "store.h"

#include "io/source.h"
#include "registry/ahn.h"
#include "registry/town.h"

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

static geo_town *open_town(geo_ctx *ctx, const geo_crs *rd, const bool *wanted)
{
    geo_town *town = NULL;
    const geo_town_options options = {.folder = in_folder("town"),
                                      .source = "ahn",
                                      .date = "2022-01-01",
                                      .crs = rd,
                                      .wanted = wanted};
    if (geo_town_new(ctx, &options, &town))
        fail_msg("%s", geo_ctx_error(ctx));
    return town;
}

static void offers_trees(void **state)
{
    static const char *const text[] = {"status", "source", "species"};
    static const char *const number[] = {"height_m", "crown_d_m", "public"};
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_rules rules = usual_rules(ctx);
    const geo_frame frame = {EAST, NORTH, 0.5, 80, 60};
    field dsm, dtm;
    field_make(&dsm, "dsm.tif", frame, 1);
    field_make(&dtm, "dtm.tif", frame, 1);
    for (int64_t i = -4; i <= 4; i++)
        for (int64_t j = -4; j <= 4; j++)
            *field_at(&dsm, 20 + i, 30 + j) = 9.126F - 0.01F * (float)(i * i + j * j);
    const geo_ahn_models models = {.dsm = &dsm.source, .dtm = &dtm.source};
    geo_town *town = open_town(ctx, rd, NULL);
    if (geo_ahn_offer_trees(ctx, town, &models, &rules) || geo_town_commit(ctx, town))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_town_free(town);
    geo_source *source = NULL;
    geo_features trees = {0};
    const geo_source_options options = {
        .text = text, .text_count = 3, .number = number, .number_count = 3};
    char path[300];
    snprintf(path, sizeof path, "%s/base.gpkg:tree", in_folder("town"));
    assert_ok(geo_source_new(ctx, path, &options, &source));
    assert_ok(geo_source_read(ctx, source, NULL, &trees));
    assert_int_equal(trees.count, 1);
    assert_string_equal(trees.ids[0], "ahn:15501525_46298975");
    assert_near(trees.geoms[0].points[0].x, EAST + 15.25, 0);
    assert_near(trees.number[0][0], 8.13, 1e-12);
    assert_near(trees.number[1][0], 5.08, 1e-12); /* 81 cells of a quarter m2: 5.078 m */
    assert_true(isnan(trees.number[2][0]));
    assert_string_equal(trees.text[0][0], "standing");
    assert_string_equal(trees.text[1][0], "ahn");
    assert_null(trees.text[2][0]);
    geo_features_release(&trees);
    geo_source_free(source);
    geo_grid_release(&dsm.grid);
    geo_grid_release(&dtm.grid);
    geo_crs_free(rd);
}

/* --theme leaves trees out: the models are not even looked at. */
static void offers_none_that_are_not_wanted(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *rd = rd_new(ctx);
    geo_ahn_rules rules = usual_rules(ctx);
    bool wanted[GEO_THEMES] = {false};
    geo_town *town = open_town(ctx, rd, wanted);
    const geo_ahn_models models = {0};
    assert_ok(geo_ahn_offer_trees(ctx, town, &models, &rules));
    geo_town_free(town);
    geo_crs_free(rd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(offers_trees),
        TEST(offers_none_that_are_not_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
