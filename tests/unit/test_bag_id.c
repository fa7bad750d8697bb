/* registry/bag_id: zeros that an integer lost come back, and nothing else changes. */
#include "near.h"
#include "registry/bag.h"

static void gives_zeros_back(void **state)
{
    (void)state;
    geo_bag_id room;
    assert_string_equal(geo_bag_id_whole("363010000000001", &room), "0363010000000001");
    assert_string_equal(geo_bag_id_whole("3010000000001", &room), "0003010000000001");
    assert_string_equal(geo_bag_id_whole("498010000000000.0", &room), "0498010000000000");
    assert_string_equal(geo_bag_id_whole(" 0498010000000000 ", &room), "0498010000000000");
}

static void leaves_the_rest(void **state)
{
    (void)state;
    geo_bag_id room;
    static const char *const same[] = {
        "0363010000000001", "1676010000000001", "a1", "", "123456789012",
        "36301000000000x",  "12345678901234567"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_ptr_equal(geo_bag_id_whole(same[i], &room), same[i]);
    assert_null(geo_bag_id_whole(NULL, &room));
}

static void mends_lists(void **state)
{
    (void)state;
    geo_text room = GEO_TEXT_INIT;
    uint64_t lost = 0;
    static const char whole[] = "0363100000000001,1676100000000001";
    assert_ptr_equal(geo_bag_ids_whole(whole, &room, &lost), whole);
    assert_null(geo_bag_ids_whole(NULL, &room, &lost));
    assert_string_equal(
        geo_bag_ids_whole("1676100000000001, 3100000000001,363100000000002", &room, &lost),
        "1676100000000001,0003100000000001,0363100000000002");
    assert_int_equal(lost, 0);
    assert_string_equal(geo_bag_ids_whole("363100000000001.0 ,3.63100E+14", &room, &lost),
                        "0363100000000001");
    assert_int_equal(lost, 1);
    assert_null(geo_bag_ids_whole("3,63100E+14", &room, &lost));
    assert_int_equal(lost, 2);
    geo_text_release(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeros_back),
        cmocka_unit_test(leaves_the_rest),
        cmocka_unit_test(mends_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
