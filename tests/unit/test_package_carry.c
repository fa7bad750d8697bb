/* io/package_carry: what somebody added to the rows of a source stays by id when they come again,
 * and what goes is said. */
#include "merge_case.h"

typedef struct all_heard {
    char text[4096];
} all_heard;

static void hear_all(void *self, geo_log_level level, const char *text)
{
    all_heard *h = self;
    size_t length = strlen(h->text);
    if (level == GEO_LOG_WARNING)
        snprintf(h->text + length, sizeof h->text - length, "%s\n", text);
}

/* Trees of one source, named by the letters: upper case with a species. What was warned of. */
static const char *bring(const char *source, const char *letters)
{
    static all_heard h;
    h.text[0] = '\0';
    const geo_ctx_hooks hooks = {.self = &h, .log = hear_all};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    geo_town *town = begin(ctx, (run_options){.source = source, .wanted = wanted});
    for (const char *at = letters; *at; at++) {
        char id[2] = {(char)(*at | 0x20), '\0'};
        geo_draft draft;
        geo_point p = {EAST + (double)(at - letters), NORTH};
        const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
        geo_draft_init(&draft, GEO_THEME_TREE);
        geo_draft_text(&draft, "id", id);
        if (*at < 'a')
            geo_draft_text(&draft, "species", "Tilia");
        assert_ok(geo_town_offer(ctx, town, &draft, &geom, NULL));
    }
    end(ctx, town);
    geo_ctx_free(ctx);
    return h.text;
}

#define NOTED(column)                                                                              \
    "SELECT group_concat(source || id || ' ' || ifnull(" column ", '-')) FROM "                    \
    "(SELECT * FROM tree ORDER BY source, id)"

/* A default of the column is no value of a row that comes again. */
static void a_default_does_not_stand_in_the_way(void **state)
{
    (void)state;
    bring("city", "abc");
    change("ALTER TABLE tree ADD COLUMN seen INTEGER DEFAULT 0; ALTER TABLE tree ADD COLUMN "
           "word TEXT; UPDATE tree SET seen = 7, word = 'x' WHERE id = 'b'");
    assert_string_equal(bring("city", "dabc"), "");
    asks(NOTED("seen"), "citya 0,cityb 7,cityc 0,cityd 0");
    asks(NOTED("word"), "citya -,cityb x,cityc -,cityd -");
    bring("estate", "b"); /* beside others, rows are replaced where they stand */
    change("UPDATE tree SET seen = 9 WHERE source = 'estate'");
    assert_string_equal(bring("city", "abc"),
                        "tree: 1 of 4 values of your column 'seen' go: their objects are gone, or "
                        "share an id\n");
    asks(NOTED("seen"), "citya 0,cityb 7,cityc 0,estateb 9");
}

/* Null is a value too, where the column has a default. */
static void what_was_emptied_stays_empty(void **state)
{
    (void)state;
    bring("city", "ab");
    change("ALTER TABLE tree ADD COLUMN seen INTEGER DEFAULT 0; "
           "UPDATE tree SET seen = NULL WHERE id = 'b'");
    bring("city", "ab");
    asks(NOTED("seen"), "citya 0,cityb -");
}

static void values_without_an_object_are_told_of(void **state)
{
    (void)state;
    bring("city", "abcc");
    change("ALTER TABLE tree ADD COLUMN word TEXT; UPDATE tree SET word = 'x' || fid");
    assert_string_equal(bring("city", "acb"),
                        "tree: 2 of 4 values of your column 'word' go: their objects are gone, or "
                        "share an id\n");
    asks(NOTED("word"), "citya x1,cityb x2,cityc -");
    assert_string_equal(bring("city", "aab"), "");
    asks(NOTED("word"), "citya x1,citya x1,cityb x2");
}

/* Of a column of the theme the source says what it is; what it no longer says is told of. */
static void values_of_the_theme_are_the_sources(void **state)
{
    (void)state;
    bring("city", "AbC");
    change("UPDATE tree SET species = 'Ulmus' WHERE id = 'b'");
    assert_string_equal(bring("city", "AbC"),
                        "tree: of objects of which the files do not say species, values that were "
                        "there go: 1 (what you type in yourself stays in a column of your own)\n");
    asks(NOTED("species"), "citya Tilia,cityb -,cityc Tilia");
    assert_string_equal(bring("city", "abc"),
                        "tree: the files say nothing of species: values that were there go: 2 "
                        "(what you type in yourself stays in a column of your own)\n");
    assert_string_equal(bring("city", "ABC"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_default_does_not_stand_in_the_way),
        TEST(what_was_emptied_stays_empty),
        TEST(values_without_an_object_are_told_of),
        TEST(values_of_the_theme_are_the_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
