#include "report/check.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/text.h"

const char *const GEO_CHECK_NAMES[GEO_CHECK_CRITERIA] = {"trees", "canopy", "access", "norm"};

enum { MOST_PARENTS = 8 }; /* buurt, wijk, gemeente and some to spare; ends a circle */

/* Where thresholds are found by criterion and area. */
typedef struct finder {
    const geo_check_unit *units;
    const geo_check_rules *rules;
    geo_map *rows;  /* code → unit; UINT32_MAX: only known as a parent */
    geo_map *areas; /* criterion and code → rule */
    double fail_below[GEO_CHECK_CRITERIA], warn_below[GEO_CHECK_CRITERIA]; /* everywhere */
} finder;

int geo_check_compare(uint32_t part, uint32_t whole, double pct)
{
    const double parts_per_pct = 1e9;
    uint64_t left = (uint64_t)part * UINT64_C(100000000000);
    uint64_t right = (uint64_t)llround(pct * parts_per_pct) * whole;
    return (left > right) - (left < right);
}

static bool add_row(finder *f, const char *code, uint32_t row)
{
    size_t length = strlen(code);
    const uint32_t *known = geo_map_get(f->rows, code, length);
    return (known && *known != UINT32_MAX) || geo_map_set(f->rows, code, length, row);
}

static bool add_rows(finder *f, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const geo_check_unit *unit = &f->units[i];
        if (!add_row(f, unit->code, (uint32_t)i) ||
            (unit->parent && !add_row(f, unit->parent, UINT32_MAX)))
            return false;
    }
    return true;
}

static void area_key(geo_text *key, geo_check_criterion criterion, const char *code)
{
    geo_text_reset(key);
    geo_text_add_char(key, (char)('0' + criterion));
    geo_text_add(key, code);
}

/* A target for an area that is not there would never be missed. */
static void warn_of_stranger(geo_ctx *ctx, const finder *f, const geo_check_rule *rule)
{
    if (!geo_map_get(f->rows, rule->area, strlen(rule->area)))
        geo_warn(ctx, "the target for %s in area '%s' is for nothing: no such area",
                 GEO_CHECK_NAMES[rule->criterion], rule->area);
}

static geo_status add_rules(geo_ctx *ctx, finder *f, geo_text *key)
{
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        f->fail_below[c] = f->warn_below[c] = NAN;
    for (uint32_t i = 0; i < f->rules->list.count; i++) {
        const geo_check_rule *rule = &f->rules->list.items[i];
        double *everywhere = rule->warns ? f->warn_below : f->fail_below;
        if (!rule->area) {
            everywhere[rule->criterion] = rule->min_pct;
            continue;
        }
        warn_of_stranger(ctx, f, rule);
        area_key(key, rule->criterion, rule->area);
        if (key->failed || !geo_map_set(f->areas, key->data, key->length, i))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static geo_status finder_init(geo_ctx *ctx, finder *f, size_t count, geo_text *key)
{
    f->rows = geo_map_new();
    f->areas = geo_map_new();
    if (!f->rows || !f->areas || !add_rows(f, count))
        return geo_fail_nomem(ctx);
    return add_rules(ctx, f, key);
}

static void finder_release(finder *f)
{
    geo_map_free(f->rows);
    geo_map_free(f->areas);
}

static const char *parent_of(const finder *f, const char *code)
{
    const uint32_t *row = geo_map_get(f->rows, code, strlen(code));
    return row && *row != UINT32_MAX ? f->units[*row].parent : NULL;
}

/* The threshold to fail by: of the unit, else of what it belongs to, else the general one. */
static double find_limit(const finder *f, const geo_check_unit *unit, geo_check_criterion criterion,
                         geo_text *key)
{
    const char *code = unit->code, *parent = unit->parent;

    for (int i = 0; code && i < MOST_PARENTS && geo_map_count(f->areas); i++) {
        area_key(key, criterion, code);
        const uint32_t *rule = key->failed ? NULL : geo_map_get(f->areas, key->data, key->length);
        if (rule)
            return f->rules->list.items[*rule].min_pct;
        code = parent;
        parent = code ? parent_of(f, code) : NULL;
    }
    return f->fail_below[criterion];
}

static geo_check_verdict verdict_of(const geo_check_counts *counts, const geo_check_mark *mark)
{
    uint32_t known = counts->pass + counts->fail;

    if (!counts->asked || known == 0 || mark->too_unknown)
        return GEO_CHECK_NONE;
    if (!isnan(mark->fail_below) && geo_check_compare(counts->pass, known, mark->fail_below) < 0)
        return GEO_CHECK_FAILS;
    if (!isnan(mark->warn_below) && geo_check_compare(counts->pass, known, mark->warn_below) < 0)
        return GEO_CHECK_WARNS;
    return GEO_CHECK_HOLDS;
}

static void judge_unit(const finder *f, const geo_check_unit *unit, geo_check_judgement *out,
                       geo_text *key)
{
    double most = f->rules->max_unknown_pct;

    /* A neighbourhood without homes has nothing to judge; a town without any is an empty file. */
    bool is_empty = unit->homes == 0 && unit->level != GEO_CHECK_TOWN;
    out->skipped = is_empty || (int64_t)unit->homes < f->rules->min_homes;
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        const geo_check_counts *counts = &unit->counts[c];
        geo_check_mark *mark = &out->marks[c];
        mark->fail_below = find_limit(f, unit, (geo_check_criterion)c, key);
        mark->warn_below = f->warn_below[c];
        mark->too_unknown = counts->asked && !isnan(most) &&
                            geo_check_compare(counts->unknown, unit->homes, most) > 0;
        if (out->skipped || (isnan(mark->fail_below) && isnan(mark->warn_below)))
            continue;
        mark->verdict = verdict_of(counts, mark);
        if (mark->verdict > out->state)
            out->state = mark->verdict;
    }
}

static void count_neighbourhood(const geo_check_judgement *unit, geo_check_result *result)
{
    result->skipped += unit->skipped;
    result->judged += unit->state != GEO_CHECK_UNJUDGED;
    result->failing += unit->state == GEO_CHECK_FAILS;
    result->warned += unit->state == GEO_CHECK_WARNS;
    result->no_verdict += unit->state == GEO_CHECK_NONE;
}

/* Does the unit have a mark of that verdict, or with `any` of one either way, on a threshold to
 * fail by? */
static bool has_mark(const geo_check_judgement *unit, geo_check_verdict verdict, bool any)
{
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        const geo_check_mark *mark = &unit->marks[c];
        bool decided = mark->verdict != GEO_CHECK_UNJUDGED && mark->verdict != GEO_CHECK_NONE;
        if (!isnan(mark->fail_below) && (any ? decided : mark->verdict == verdict))
            return true;
    }
    return false;
}

bool geo_check_can_fail(const geo_check_rules *rules)
{
    for (size_t i = 0; i < rules->list.count; i++)
        if (!rules->list.items[i].warns)
            return true;
    return false;
}

static bool town_is_silent(const geo_check_judgement *town)
{
    if (!town->skipped)
        return has_mark(town, GEO_CHECK_NONE, false);
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (!isnan(town->marks[c].fail_below))
            return true;
    return false;
}

static geo_check_verdict judge_whole(const geo_check_result *result, size_t count, size_t town,
                                     const geo_check_rules *rules)
{
    bool decided = false, failing = false, neighbourhood = false;

    if (!geo_check_can_fail(rules) && rules->year)
        return GEO_CHECK_NONE; /* targets were asked for, and none holds in that year */
    if (rules->list.count == 0)
        return GEO_CHECK_UNJUDGED;
    if (!geo_check_can_fail(rules))
        return GEO_CHECK_HOLDS; /* warnings alone never change the answer */
    for (size_t i = 0; i < count; i++) {
        bool has = has_mark(&result->units[i], GEO_CHECK_HOLDS, true);
        decided |= has;
        neighbourhood |= has && i != town;
        failing |= result->units[i].state == GEO_CHECK_FAILS;
    }
    bool codes_of_elsewhere = result->judged > 0 && !neighbourhood && !failing;
    if (town_is_silent(&result->units[town]) || !decided || codes_of_elsewhere)
        return GEO_CHECK_NONE;
    return failing ? GEO_CHECK_FAILS : GEO_CHECK_HOLDS;
}

static geo_status check_asked(geo_ctx *ctx, const geo_check_unit *town,
                              const geo_check_rules *rules)
{
    for (size_t i = 0; i < rules->list.count; i++) {
        geo_check_criterion criterion = rules->list.items[i].criterion;
        if (town->counts[criterion].asked)
            continue;
        geo_status status = geo_fail(ctx, GEO_ERR_ARG,
                                     "there is a threshold for %s, but the file has no verdicts "
                                     "on it",
                                     GEO_CHECK_NAMES[criterion]);
        geo_hint(ctx, "gn-norm was not asked for it: run it with that measure, or leave the "
                      "threshold out");
        return status;
    }
    return GEO_OK;
}

static geo_status judge_units(geo_ctx *ctx, const finder *f, size_t count, geo_check_result *out,
                              geo_text *key)
{
    out->units = geo_calloc(count, sizeof *out->units);
    if (!out->units)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        geo_check_level level = f->units[i].level;
        if (level != GEO_CHECK_BUURT && level != GEO_CHECK_TOWN) {
            for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
                out->units[i].marks[c].fail_below = out->units[i].marks[c].warn_below = NAN;
            continue;
        }
        judge_unit(f, &f->units[i], &out->units[i], key);
        if (level == GEO_CHECK_BUURT)
            count_neighbourhood(&out->units[i], out);
    }
    return key->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

geo_status geo_check_judge(geo_ctx *ctx, const geo_check_unit *units, size_t count, size_t town,
                           const geo_check_rules *rules, geo_check_result *out)
{
    finder f = {.units = units, .rules = rules};
    geo_text key = GEO_TEXT_INIT;
    geo_check_result result = {0};
    geo_status status = check_asked(ctx, &units[town], rules);

    if (!status)
        status = finder_init(ctx, &f, count, &key);
    if (!status)
        status = judge_units(ctx, &f, count, &result, &key);
    if (!status) {
        result.verdict = judge_whole(&result, count, town, rules);
        *out = result;
    } else {
        geo_check_result_release(&result);
    }
    geo_text_release(&key);
    finder_release(&f);
    return status;
}

void geo_check_result_release(geo_check_result *result)
{
    geo_free(result->units);
    result->units = NULL;
}
