/* Thresholds as people give them: "trees=80%,access=90" and tables of targets by year. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/parse.h"
#include "base/text.h"
#include "report/check.h"

enum { NEAR = 2, FIRST_YEAR = 1, LAST_YEAR = 9999 };

geo_status geo_check_rules_init(geo_ctx *ctx, geo_check_rules *rules)
{
    *rules = (geo_check_rules){.max_unknown_pct = NAN, .arena = geo_arena_new()};
    return rules->arena ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_check_rules_release(geo_check_rules *rules)
{
    geo_free(rules->list.items);
    geo_arena_free(rules->arena);
    *rules = (geo_check_rules){0};
}

static geo_status fail_criterion(geo_ctx *ctx, const char *name)
{
    const char *nearest = NULL;
    size_t best = NEAR + 1;
    geo_status status = geo_fail(ctx, GEO_ERR_ARG, "unknown criterion '%s'", name);

    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        size_t distance = geo_text_distance(name, GEO_CHECK_NAMES[c]);
        if (distance < best) {
            best = distance;
            nearest = GEO_CHECK_NAMES[c];
        }
    }
    if (nearest)
        geo_hint(ctx, "did you mean %s?", nearest);
    else
        geo_hint(ctx, "the criteria are trees, canopy, access and norm (all three)");
    return status;
}

static geo_status parse_criterion(geo_ctx *ctx, const char *name, geo_check_criterion *out)
{
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (strcmp(name, GEO_CHECK_NAMES[c]) == 0) {
            *out = (geo_check_criterion)c;
            return GEO_OK;
        }
    return fail_criterion(ctx, name);
}

/* `item` is cut at its first '='. */
static geo_status parse_item(geo_ctx *ctx, char *item, geo_check_rule *rule)
{
    char *equals = strchr(item, '=');

    if (!equals)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not CRITERION=PERCENT", item);
    *equals = '\0';
    geo_status status = parse_criterion(ctx, item, &rule->criterion);
    return status ? status : geo_parse_percent(ctx, equals + 1, &rule->min_pct);
}

static geo_status add_item(geo_ctx *ctx, geo_check_rules *rules, char *item, bool warns)
{
    geo_check_rule rule = {.warns = warns};
    geo_status status = parse_item(ctx, item, &rule);

    if (status)
        return status;
    for (size_t i = 0; i < rules->list.count; i++)
        if (rules->list.items[i].warns == warns && !rules->list.items[i].area &&
            rules->list.items[i].criterion == rule.criterion)
            return geo_fail(ctx, GEO_ERR_ARG, "%s is there twice", GEO_CHECK_NAMES[rule.criterion]);
    return geo_vec_push(&rules->list, rule) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_check_rules_add(geo_ctx *ctx, geo_check_rules *rules, const char *text, bool warns)
{
    char *copy = geo_strdup(text), *item = copy;
    geo_status status = copy ? GEO_OK : geo_fail_nomem(ctx);

    while (!status && item) {
        char *comma = strchr(item, ',');
        if (comma)
            *comma = '\0';
        status = add_item(ctx, rules, item, warns);
        item = comma ? comma + 1 : NULL;
    }
    geo_free(copy);
    return status;
}

/* ---- tables ---- */

typedef struct targets {
    const geo_table *table;
    size_t criterion, year, area, min_pct; /* columns */
    int64_t asked;                         /* year */
    bool taken[GEO_CHECK_CRITERIA];        /* by thresholds given otherwise */
    geo_map *seen;                         /* criterion, year and area → anything */
    geo_map *chosen;                       /* criterion and area → rule */
    GEO_VEC(int64_t) years;                /* of the rules from first_rule on */
    size_t first_rule;
} targets;

static geo_status find_columns(geo_ctx *ctx, targets *t)
{
    geo_status status = geo_table_column(ctx, t->table, "criterion", &t->criterion);
    if (!status)
        status = geo_table_column(ctx, t->table, "year", &t->year);
    if (!status)
        status = geo_table_column(ctx, t->table, "area", &t->area);
    if (!status)
        status = geo_table_column(ctx, t->table, "min_pct", &t->min_pct);
    return status;
}

static geo_status parse_target(geo_ctx *ctx, const targets *t, size_t row, geo_check_rule *rule,
                               int64_t *year)
{
    const char *area = geo_table_cell(t->table, row, t->area);
    geo_status status =
        parse_criterion(ctx, geo_table_cell(t->table, row, t->criterion), &rule->criterion);

    if (!status)
        status =
            geo_parse_int(ctx, geo_table_cell(t->table, row, t->year), FIRST_YEAR, LAST_YEAR, year);
    if (!status)
        status = geo_parse_percent(ctx, geo_table_cell(t->table, row, t->min_pct), &rule->min_pct);
    rule->area = *area ? area : NULL;
    return status;
}

/* The key holds the year only for finding doubled rows. */
static void target_key(geo_text *key, const geo_check_rule *rule, int64_t year)
{
    geo_text_reset(key);
    geo_text_addf(key, "%d,%" PRId64 ",%s", (int)rule->criterion, year,
                  rule->area ? rule->area : "");
}

static geo_status note_seen(geo_ctx *ctx, targets *t, const geo_check_rule *rule, int64_t year,
                            geo_text *key)
{
    target_key(key, rule, year);
    if (!key->failed && geo_map_get(t->seen, key->data, key->length))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s of %" PRId64 " is there twice",
                        GEO_CHECK_NAMES[rule->criterion], year);
    if (key->failed || !geo_map_set(t->seen, key->data, key->length, 0))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status append_target(geo_ctx *ctx, geo_check_rules *rules, targets *t,
                                geo_check_rule rule, int64_t year, const geo_text *key)
{
    uint32_t place = (uint32_t)t->years.count;

    if (rule.area && !(rule.area = geo_arena_strndup(rules->arena, rule.area, strlen(rule.area))))
        return geo_fail_nomem(ctx);
    if (!geo_vec_room(&t->years, 1) || !geo_vec_room(&rules->list, 1) ||
        !geo_map_set(t->chosen, key->data, key->length, place))
        return geo_fail_nomem(ctx);
    t->years.items[t->years.count++] = year;
    rules->list.items[rules->list.count++] = rule;
    return GEO_OK;
}

/* Keeps the latest year of each criterion and area. */
static geo_status choose_target(geo_ctx *ctx, geo_check_rules *rules, targets *t,
                                const geo_check_rule *rule, int64_t year, geo_text *key)
{
    if (year > t->asked || t->taken[rule->criterion])
        return GEO_OK;
    target_key(key, rule, 0);
    if (key->failed)
        return geo_fail_nomem(ctx);
    const uint32_t *place = geo_map_get(t->chosen, key->data, key->length);
    if (!place)
        return append_target(ctx, rules, t, *rule, year, key);
    if (year > t->years.items[*place]) {
        t->years.items[*place] = year;
        rules->list.items[t->first_rule + *place].min_pct = rule->min_pct;
    }
    return GEO_OK;
}

static geo_status take_row(geo_ctx *ctx, geo_check_rules *rules, targets *t, size_t row,
                           geo_text *key)
{
    geo_check_rule rule = {0};
    int64_t year = 0;
    geo_status status = parse_target(ctx, t, row, &rule, &year);

    if (!status)
        status = note_seen(ctx, t, &rule, year, key);
    if (!status)
        status = choose_target(ctx, rules, t, &rule, year, key);
    return status == GEO_ERR_ARG ? GEO_ERR_FORMAT : status; /* the file is wrong, not the call */
}

static geo_status take_rows(geo_ctx *ctx, geo_check_rules *rules, targets *t, const char *name)
{
    geo_text key = GEO_TEXT_INIT;
    geo_status status = GEO_OK;

    for (size_t row = 0; !status && row < geo_table_rows(t->table); row++)
        status = geo_while(ctx, take_row(ctx, rules, t, row, &key),
                           "while reading target %zu of '%s'", row + 1, name);
    geo_text_release(&key);
    return status;
}

geo_status geo_check_rules_targets(geo_ctx *ctx, geo_check_rules *rules, const geo_table *table,
                                   const char *name, int64_t year)
{
    targets t = {.table = table, .asked = year, .first_rule = rules->list.count};
    geo_status status = find_columns(ctx, &t);

    for (size_t i = 0; i < rules->list.count; i++)
        if (!rules->list.items[i].warns)
            t.taken[rules->list.items[i].criterion] = true;
    t.seen = geo_map_new();
    t.chosen = geo_map_new();
    if (!status && (!t.seen || !t.chosen))
        status = geo_fail_nomem(ctx);
    if (!status)
        status = take_rows(ctx, rules, &t, name);
    if (!status)
        rules->year = year;
    geo_map_free(t.seen);
    geo_map_free(t.chosen);
    geo_free(t.years.items);
    return status;
}
