/* Comparisons in double for cmocka (its own assert_float_equal casts to float: banned here). */
#ifndef GROENNET_TESTS_NEAR_H
#define GROENNET_TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define assert_near(actual, expected, tolerance)                                                   \
    do {                                                                                           \
        double near_actual = (actual), near_expected = (expected);                                 \
        if (!(fabs(near_actual - near_expected) <= (tolerance)))                                   \
            fail_msg("%s = %.17g, expected %.17g within %g", #actual, near_actual, near_expected,  \
                     (double)(tolerance));                                                         \
    } while (0)

#define assert_ok(call) assert_int_equal((call), GEO_OK)

#endif
