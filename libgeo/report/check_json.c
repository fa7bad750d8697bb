/* The gate's answer for programs. Keys and their order are a promise: new ones go to the end. */
#include <math.h>
#include <string.h>

#include "report/check_text.h"

/* "," but before the first of an object or array. */
static void next(geo_text *out, bool *first)
{
    if (!*first)
        geo_text_add_char(out, ',');
    *first = false;
}

static void add_key(geo_text *out, bool *first, const char *key)
{
    next(out, first);
    geo_text_addf(out, "\"%s\":", key);
}

static void add_string(geo_text *out, bool *first, const char *key, const char *text)
{
    add_key(out, first, key);
    if (text)
        geo_text_add_json(out, text, strlen(text));
    else
        geo_text_add(out, "null");
}

static void add_whole(geo_text *out, bool *first, const char *key, long long value)
{
    add_key(out, first, key);
    geo_text_add_int(out, value);
}

static void add_number(geo_text *out, bool *first, const char *key, double value)
{
    add_key(out, first, key);
    geo_text_add_double(out, value);
}

static const char *verdict_word(geo_check_verdict verdict)
{
    static const char *const words[] = {NULL, "holds", "warns", "none", "fails"};
    return words[verdict];
}

/* ---- thresholds ---- */

static const geo_check_rule *find_rule(const geo_check_rules *rules, int criterion, bool warns)
{
    for (size_t i = 0; i < rules->list.count; i++) {
        const geo_check_rule *rule = &rules->list.items[i];
        if ((int)rule->criterion == criterion && rule->warns == warns && !rule->area)
            return rule;
    }
    return NULL;
}

/* {"WK039601":20}; nothing when the criterion has none. */
static void add_area_rules(geo_text *out, const geo_check_rules *rules, int criterion,
                           bool *first_key)
{
    bool first = true;

    for (size_t i = 0; i < rules->list.count; i++) {
        const geo_check_rule *rule = &rules->list.items[i];
        if ((int)rule->criterion != criterion || !rule->area)
            continue;
        if (first) {
            add_key(out, first_key, "areas");
            geo_text_add_char(out, '{');
        }
        next(out, &first);
        geo_text_add_json(out, rule->area, strlen(rule->area));
        geo_text_add_char(out, ':');
        geo_text_add_double(out, rule->min_pct);
    }
    if (!first)
        geo_text_add_char(out, '}');
}

static bool has_rules(const geo_check_rules *rules, int criterion)
{
    for (size_t i = 0; i < rules->list.count; i++)
        if ((int)rules->list.items[i].criterion == criterion)
            return true;
    return false;
}

static void add_criterion_rules(geo_text *out, const geo_check_rules *rules, int criterion)
{
    const geo_check_rule *fail = find_rule(rules, criterion, false);
    const geo_check_rule *warn = find_rule(rules, criterion, true);
    bool first = true;

    geo_text_add_char(out, '{');
    if (fail)
        add_number(out, &first, "fail_below", fail->min_pct);
    if (warn)
        add_number(out, &first, "warn_below", warn->min_pct);
    add_area_rules(out, rules, criterion, &first);
    geo_text_add_char(out, '}');
}

static void add_thresholds(geo_text *out, const geo_check_rules *rules)
{
    bool first = true;

    geo_text_add_char(out, '{');
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (has_rules(rules, c)) {
            add_key(out, &first, GEO_CHECK_NAMES[c]);
            add_criterion_rules(out, rules, c);
        }
    if (rules->min_homes > 0)
        add_whole(out, &first, "min_homes", rules->min_homes);
    if (!isnan(rules->max_unknown_pct))
        add_number(out, &first, "max_unknown_pct", rules->max_unknown_pct);
    if (rules->year)
        add_whole(out, &first, "year", rules->year);
    geo_text_add_char(out, '}');
}

/* ---- units ---- */

static void add_mark(geo_text *out, const geo_check_counts *counts, const geo_check_mark *mark)
{
    double known = (double)counts->pass + (double)counts->fail;
    bool first = true;

    geo_text_add_char(out, '{');
    add_whole(out, &first, "pass", counts->pass);
    add_whole(out, &first, "fail", counts->fail);
    add_whole(out, &first, "unknown", counts->unknown);
    if (known > 0)
        add_number(out, &first, "pct", 100.0 * counts->pass / known);
    else
        add_string(out, &first, "pct", NULL);
    add_string(out, &first, "verdict", verdict_word(mark->verdict));
    geo_text_add_char(out, '}');
}

static void add_unit(geo_text *out, const geo_check_unit *unit,
                     const geo_check_judgement *judgement)
{
    bool first = true, first_criterion = true;

    geo_text_add_char(out, '{');
    add_string(out, &first, "code", unit->code);
    add_string(out, &first, "name", unit->name);
    add_whole(out, &first, "homes", unit->homes);
    add_key(out, &first, "skipped");
    geo_text_add(out, judgement->skipped ? "true" : "false");
    add_key(out, &first, "criteria");
    geo_text_add_char(out, '{');
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (unit->counts[c].asked) {
            add_key(out, &first_criterion, GEO_CHECK_NAMES[c]);
            add_mark(out, &unit->counts[c], &judgement->marks[c]);
        }
    geo_text_add(out, "}}");
}

static void add_areas(geo_text *out, const geo_check_report *report)
{
    bool first = true;

    geo_text_add_char(out, '[');
    for (size_t i = 0; i < report->layer->count; i++)
        if (report->layer->units[i].level == GEO_CHECK_BUURT) {
            next(out, &first);
            add_unit(out, &report->layer->units[i], &report->result->units[i]);
        }
    geo_text_add_char(out, ']');
}

static void add_counts(geo_text *out, const geo_check_result *result)
{
    bool first = true;

    geo_text_add_char(out, '{');
    add_whole(out, &first, "judged", (long long)result->judged);
    add_whole(out, &first, "failing", (long long)result->failing);
    add_whole(out, &first, "warned", (long long)result->warned);
    add_whole(out, &first, "skipped", (long long)result->skipped);
    add_whole(out, &first, "no_verdict", (long long)result->no_verdict);
    geo_text_add_char(out, '}');
}

void geo_check_add_json(geo_text *out, const geo_check_report *report, int exit_status)
{
    bool first = true;

    geo_text_add_char(out, '{');
    add_string(out, &first, "schema", "groennet-check/1");
    add_string(out, &first, "norm", report->layer->norm);
    add_string(out, &first, "verdict", verdict_word(report->result->verdict));
    add_whole(out, &first, "exit", exit_status);
    add_key(out, &first, "thresholds");
    add_thresholds(out, report->rules);
    add_key(out, &first, "town");
    add_unit(out, &report->layer->units[report->layer->town],
             &report->result->units[report->layer->town]);
    add_key(out, &first, "areas");
    add_areas(out, report);
    add_key(out, &first, "counts");
    add_counts(out, report->result);
    geo_text_add(out, "}\n");
}
