/* A small town for the tests of the gate, with the judgement of thresholds on it. */
#ifndef GROENNET_TESTS_CHECKED_H
#define GROENNET_TESTS_CHECKED_H

#include "report/check.h"
#include "store.h"

enum { BUURTEN = 4, UNITS = BUURTEN + 3, WIJK = 4, GEMEENTE = 5, TOWN = 6 };

#define ALL(p, f, u)                                                                               \
    {                                                                                              \
        {true, p, f, u}, {true, p, f, u}, {true, p, f, u},                                         \
        {                                                                                          \
            true, p, f, u                                                                          \
        }                                                                                          \
    }

/* Trees: 61.99 %, 80 %, all unknown, 3 of 3; the town as their sum. */
static const geo_check_unit units[UNITS] = {
    {"BU1", "Kanaalzone", "WK1", GEO_CHECK_BUURT, 10000, ALL(6199, 3801, 0)},
    {"BU2", "Dorp", "WK1", GEO_CHECK_BUURT, 1000, ALL(720, 180, 100)},
    {"BU3", NULL, "WK2", GEO_CHECK_BUURT, 40, ALL(0, 0, 40)},
    {"BU4", "Polder\n", NULL, GEO_CHECK_BUURT, 3, ALL(3, 0, 0)},
    {"WK1", "Oost", "GM1", GEO_CHECK_WIJK, 11000, ALL(0, 11000, 0)},
    {"GM1", "Stad", NULL, GEO_CHECK_GEMEENTE, 11043, ALL(0, 11043, 0)},
    {"totaal", "Stad", NULL, GEO_CHECK_TOWN, 11043, ALL(6922, 3981, 140)},
};

static inline geo_check_rules rules_of(geo_ctx *ctx, const char *fail, const char *warn)
{
    geo_check_rules rules;
    assert_ok(geo_check_rules_init(ctx, &rules));
    if (fail)
        assert_ok(geo_check_rules_add(ctx, &rules, fail, false));
    if (warn)
        assert_ok(geo_check_rules_add(ctx, &rules, warn, true));
    return rules;
}

static inline geo_check_result judged(geo_ctx *ctx, const geo_check_rules *rules)
{
    geo_check_result result;
    if (geo_check_judge(ctx, units, UNITS, TOWN, rules, &result))
        fail_msg("refused: %s", geo_ctx_error(ctx));
    return result;
}

static inline void add_area(geo_check_rules *rules, const char *area, double pct)
{
    const geo_check_rule rule = {GEO_CHECK_TREES, false, area, pct};
    assert_true(geo_vec_push(&rules->list, rule));
}

#endif
