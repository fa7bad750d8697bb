/* registry/size_class: every way in which a register of ours was seen to write a size. */
#include <math.h>
#include <stdio.h>

#include "near.h"
#include "registry/size_class.h"

static void reads(const char *text, double middle, double min, double max)
{
    geo_size_class size;
    const double wanted[3] = {middle, min, max};
    if (!geo_size_class_parse(text, &size))
        fail_msg("'%s' is not understood", text);
    const double found[3] = {size.middle_m, size.min_m, size.max_m};
    for (int i = 0; i < 3; i++)
        if (!(isnan(found[i]) && isnan(wanted[i])) && found[i] != wanted[i])
            fail_msg("'%s': value %d is %g, not %g", text, i, found[i], wanted[i]);
}

static void takes_classes(void **state)
{
    (void)state;
    reads("15 tot 18 m.", 16.5, 15, 18);
    reads("15 tot 18 m", 16.5, 15, 18);
    reads("15-18", 16.5, 15, 18);
    reads("15 - 18 m", 16.5, 15, 18);
    reads("15 t/m 18 meter", 16.5, 15, 18);
    reads("1,5 tot 2,5 m", 2, 1.5, 2.5);
    reads("tot 6 m.", NAN, NAN, 6);
    reads("< 6 m", NAN, NAN, 6);
    reads("0-6m", NAN, NAN, 6);
    reads("0 tot 6 m.", NAN, NAN, 6);
    reads("24 m. en hoger", 24, 24, NAN);
    reads("20 m. en groter", 20, 20, NAN);
    reads(">24m", 24, 24, NAN);
    reads("> 24 m", 24, 24, NAN);
}

static void takes_numbers(void **state)
{
    (void)state;
    reads("12", 12, NAN, NAN);
    reads("12,5", 12.5, NAN, NAN);
    reads("12.5 m", 12.5, NAN, NAN);
    reads(" 8 meter ", 8, NAN, NAN);
    reads("Onbekend", NAN, NAN, NAN);
    reads("Niet te beoordelen", NAN, NAN, NAN);
}

static void refuses_the_rest(void **state)
{
    (void)state;
    geo_size_class size;
    static const char *const wrong[] = {
        "hoog", "18 tot 15 m.",   "15 tot",  "tot",      "12 cm",   "1.2.3", "12 15",     "-5",
        ">",    "6 tot 9 tot 12", "6 ton 9", "24 m. en", "1e400 m", "0x10",  "12 m. hoog"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (geo_size_class_parse(wrong[i], &size))
            fail_msg("'%s' is understood as %g (%g to %g)", wrong[i], size.middle_m, size.min_m,
                     size.max_m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_classes),
        cmocka_unit_test(takes_numbers),
        cmocka_unit_test(refuses_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
