#include "laws.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.c"
#include "plan_layers.c"
#include "plan_town.c"

#include "../support/array_source.c"
#include "../support/town_rows.c"

static struct {
    const char *law;
    uint64_t seed;
} laws_now;

bool laws_all(void)
{
    return dice_seeds_upto(LAWS_TOWNS).is_all;
}

void laws_each_town(const char *law, void (*one)(plan *town, shape_dice *dice, void *self),
                    void *self)
{
    const dice_seeds seeds = dice_seeds_upto(LAWS_TOWNS);
    laws_now.law = law;
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++) {
        shape_dice dice = {seed};
        laws_now.seed = seed;
        plan *town = plan_new(seed);
        one(town, &dice, self);
        free(town);
    }
}

void laws_broken(const char *format, ...)
{
    char how[512];
    va_list given;
    va_start(given, format);
    vsnprintf(how, sizeof how, format, given);
    va_end(given);
    fail_msg("GROENNET_SEED=%" PRIu64 " breaks '%s': %s", laws_now.seed, laws_now.law, how);
}

void laws_ok(const geo_ctx *ctx, geo_status status)
{
    if (status != GEO_OK)
        laws_broken("status %d: %s", (int)status, geo_ctx_error(ctx));
}

void laws_same(const char *what, size_t row, double before, double after, double most)
{
    bool both_null = isnan(before) && isnan(after);
    if (!both_null && !(fabs(before - after) <= most))
        laws_broken("row %zu, %s: %.17g and %.17g", row, what, before, after);
}

void laws_same_text(const char *what, size_t row, const char *before, const char *after)
{
    if (strcmp(before, after) != 0)
        laws_broken("row %zu, %s: '%s' and '%s'", row, what, before, after);
}

void laws_no_less(const char *what, size_t row, double before, double after, double slack)
{
    if (after < before - slack)
        laws_broken("row %zu, %s: %.17g, then %.17g", row, what, before, after);
}
