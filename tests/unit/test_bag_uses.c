/* registry/bag_uses: lists of uses as registries and their exports write them. */
#include "near.h"
#include "registry/bag.h"

static geo_text out = GEO_TEXT_INIT;

static void assert_uses(const char *list, const char *expected)
{
    if (!geo_bag_uses_read(list, &out))
        fail_msg("'%s' is not understood", list);
    assert_string_equal(geo_text_string(&out), expected);
}

static void takes_any_separator(void **state)
{
    (void)state;
    static const char *const lists[] = {"woonfunctie,kantoorfunctie",
                                        "woonfunctie;kantoorfunctie",
                                        "woonfunctie | kantoorfunctie",
                                        "woonfunctie/kantoorfunctie",
                                        "[\"woonfunctie\", \"kantoorfunctie\"]",
                                        "{woonfunctie,kantoorfunctie}",
                                        " Woonfunctie kantoor functie "};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_uses(lists[i], "woonfunctie,kantoorfunctie");
}

static void takes_blanks_in_a_word(void **state)
{
    (void)state;
    assert_uses("woon functie", "woonfunctie");
    assert_uses("{\"overige gebruiksfunctie\"}", "overige gebruiksfunctie");
    assert_uses("overige_gebruiksfunctie", "overige gebruiksfunctie");
    assert_uses("", "");
    assert_uses("[]", "");
}

static void knows_what_it_does_not_know(void **state)
{
    (void)state;
    assert_false(geo_bag_uses_read("wonen", &out));
    assert_string_equal(geo_text_string(&out), "");
    assert_false(geo_bag_uses_read("woonfunctielaan", &out));
    assert_string_equal(geo_text_string(&out), "");
    assert_false(geo_bag_uses_read("wonen;winkelfunctie", &out));
    assert_string_equal(geo_text_string(&out), "winkelfunctie");
}

static int release(void **state)
{
    (void)state;
    geo_text_release(&out);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_any_separator),
        cmocka_unit_test(takes_blanks_in_a_word),
        cmocka_unit_test(knows_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
