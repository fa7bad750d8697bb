/* The gate's answer for programs. Keys and their order are a promise: new ones go to the end. */
#include <math.h>
#include <string.h>

#include "report/check_text.h"

static void add_string(geo_text *out, const char *key, const char *text)
{
    geo_text_add_key(out, key);
    if (text)
        geo_text_add_json(out, text, strlen(text));
    else
        geo_text_add(out, "null");
}

static void add_whole(geo_text *out, const char *key, long long value)
{
    geo_text_add_key(out, key);
    geo_text_add_int(out, value);
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
static void add_area_rules(geo_text *out, const geo_check_rules *rules, int criterion)
{
    bool any = false;

    for (size_t i = 0; i < rules->list.count; i++) {
        const geo_check_rule *rule = &rules->list.items[i];
        if ((int)rule->criterion != criterion || !rule->area)
            continue;
        if (!any) {
            geo_text_add_key(out, "areas");
            geo_text_add_char(out, '{');
        }
        any = true;
        geo_text_add_number(out, rule->area, rule->min_pct);
    }
    if (any)
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
    geo_text_add_char(out, '{');
    if (fail)
        geo_text_add_number(out, "fail_below", fail->min_pct);
    if (warn)
        geo_text_add_number(out, "warn_below", warn->min_pct);
    add_area_rules(out, rules, criterion);
    geo_text_add_char(out, '}');
}

static void add_thresholds(geo_text *out, const geo_check_rules *rules)
{
    geo_text_add_char(out, '{');
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (has_rules(rules, c)) {
            geo_text_add_key(out, GEO_CHECK_NAMES[c]);
            add_criterion_rules(out, rules, c);
        }
    if (rules->min_homes > 0)
        add_whole(out, "min_homes", rules->min_homes);
    if (!isnan(rules->max_unknown_pct))
        geo_text_add_number(out, "max_unknown_pct", rules->max_unknown_pct);
    if (rules->year)
        add_whole(out, "year", rules->year);
    geo_text_add_char(out, '}');
}

/* ---- units ---- */

static void add_mark(geo_text *out, const geo_check_counts *counts, const geo_check_mark *mark)
{
    double known = (double)counts->pass + (double)counts->fail;

    geo_text_add_char(out, '{');
    add_whole(out, "pass", counts->pass);
    add_whole(out, "fail", counts->fail);
    add_whole(out, "unknown", counts->unknown);
    if (known > 0)
        geo_text_add_number(out, "pct", 100.0 * counts->pass / known);
    else
        add_string(out, "pct", NULL);
    add_string(out, "verdict", verdict_word(mark->verdict));
    geo_text_add_char(out, '}');
}

static void add_unit(geo_text *out, const geo_check_unit *unit,
                     const geo_check_judgement *judgement)
{
    geo_text_add_char(out, '{');
    add_string(out, "code", unit->code);
    add_string(out, "name", unit->name);
    add_whole(out, "homes", unit->homes);
    geo_text_add_key(out, "skipped");
    geo_text_add(out, judgement->skipped ? "true" : "false");
    geo_text_add_key(out, "criteria");
    geo_text_add_char(out, '{');
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (unit->counts[c].asked) {
            geo_text_add_key(out, GEO_CHECK_NAMES[c]);
            add_mark(out, &unit->counts[c], &judgement->marks[c]);
        }
    geo_text_add(out, "}}");
}

static void add_areas(geo_text *out, const geo_check_report *report)
{
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < report->layer->count; i++)
        if (report->layer->units[i].level == GEO_CHECK_BUURT) {
            if (out->data[out->length - 1] != '[')
                geo_text_add_char(out, ',');
            add_unit(out, &report->layer->units[i], &report->result->units[i]);
        }
    geo_text_add_char(out, ']');
}

static void add_counts(geo_text *out, const geo_check_result *result)
{
    geo_text_add_char(out, '{');
    add_whole(out, "judged", (long long)result->judged);
    add_whole(out, "failing", (long long)result->failing);
    add_whole(out, "warned", (long long)result->warned);
    add_whole(out, "skipped", (long long)result->skipped);
    add_whole(out, "no_verdict", (long long)result->no_verdict);
    geo_text_add_char(out, '}');
}

void geo_check_add_json(geo_text *out, const geo_check_report *report, int exit_status)
{
    geo_text_add_char(out, '{');
    add_string(out, "schema", "groennet-check/1");
    add_string(out, "norm", report->layer->norm);
    add_string(out, "verdict", verdict_word(report->result->verdict));
    add_whole(out, "exit", exit_status);
    geo_text_add_key(out, "thresholds");
    add_thresholds(out, report->rules);
    geo_text_add_key(out, "town");
    add_unit(out, &report->layer->units[report->layer->town],
             &report->result->units[report->layer->town]);
    geo_text_add_key(out, "areas");
    add_areas(out, report);
    geo_text_add_key(out, "counts");
    add_counts(out, report->result);
    geo_text_add(out, "}\n");
}
