/* Compensated sums: cases where plain addition is wrong. */
#include "base/sum.h"

#include "near.h"

/* Neumaier 1974 (also Klein 2006, section 4): 1 + 1e100 + 1 - 1e100 is 2; plain addition gives 0,
 * Kahan's sum, too. */
static void test_large_terms_that_cancel(void **state)
{
    (void)state;
    geo_sum sum = {0};
    const double terms[] = {1.0, 1e100, 1.0, -1e100};
    for (int i = 0; i < 4; i++)
        geo_sum_add(&sum, terms[i]);
    assert_near(geo_sum_value(&sum), 2.0, 0.0);
}

/* Ten million times 0.1 on top of a large coordinate: exact to the last place of the result. */
static void test_many_small_terms(void **state)
{
    (void)state;
    geo_sum sum = {0};
    double plain = 1e9;
    geo_sum_add(&sum, 1e9);
    for (int i = 0; i < 10000000; i++) {
        geo_sum_add(&sum, 0.1);
        plain += 0.1;
    }
    assert_near(geo_sum_value(&sum), 1001000000.0, 2e-7);
    assert_true(fabs(plain - 1001000000.0) > 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_large_terms_that_cancel),
        cmocka_unit_test(test_many_small_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
