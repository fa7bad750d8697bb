#include "report/check_text.h"

#include <math.h>
#include <string.h>

static void add_name(geo_text *out, const char *name)
{
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;
        geo_text_add_char(out, c < 0x20 || c == 0x7f ? '?' : *name);
    }
}

/* "trees 61.2 %", rounded down; `known` is not 0. */
static void add_share(geo_text *out, int criterion, const geo_check_counts *counts)
{
    uint64_t known = (uint64_t)counts->pass + counts->fail;
    uint64_t tenths = 1000 * (uint64_t)counts->pass / known;

    geo_text_addf(out, "%s %u.%u %%", GEO_CHECK_NAMES[criterion], (unsigned)(tenths / 10),
                  (unsigned)(tenths % 10));
}

/* " with 81.3 % of homes unknown", rounded up; nothing when all are known. */
static void add_unknown(geo_text *out, uint32_t unknown, uint32_t homes)
{
    if (!unknown || !homes)
        return;
    uint64_t tenths = (1000 * (uint64_t)unknown + homes - 1) / homes;
    geo_text_addf(out, " with %u.%u %% of homes unknown", (unsigned)(tenths / 10),
                  (unsigned)(tenths % 10));
}

static void add_percent(geo_text *out, double pct)
{
    geo_text_add_double(out, pct);
    geo_text_add(out, " %");
}

static bool is_silent(const geo_check_counts *counts)
{
    return !counts->asked || counts->pass + counts->fail == 0;
}

static void add_no_verdict(geo_text *out, const geo_check_report *report,
                           const geo_check_unit *unit, int criterion, bool too_unknown)
{
    geo_text_addf(out, "%s no verdict, ", GEO_CHECK_NAMES[criterion]);
    if (too_unknown) {
        geo_text_addf(out, "%u of %u homes unknown, more than ", unit->counts[criterion].unknown,
                      unit->homes);
        add_percent(out, report->rules->max_unknown_pct);
    } else {
        geo_text_add(out, "no home is known to pass or fail");
    }
}

static void add_mark(geo_text *out, const geo_check_report *report, const geo_check_unit *unit,
                     int criterion, const geo_check_mark *mark)
{
    const geo_check_counts *counts = &unit->counts[criterion];
    bool warns = mark->verdict == GEO_CHECK_WARNS;

    if (mark->verdict == GEO_CHECK_NONE) {
        add_no_verdict(out, report, unit, criterion, mark->too_unknown);
        return;
    }
    if (warns)
        geo_text_add(out, "warning: ");
    add_share(out, criterion, counts);
    geo_text_addf(out, " of %u homes, below ", counts->pass + counts->fail);
    add_percent(out, warns ? mark->warn_below : mark->fail_below);
}

static void add_heading(geo_text *out, const geo_check_unit *unit)
{
    if (unit->level == GEO_CHECK_TOWN) {
        geo_text_add(out, "town");
        return;
    }
    add_name(out, unit->code);
    if (unit->name) {
        geo_text_add_char(out, ' ');
        add_name(out, unit->name);
    }
}

/* Nothing when the unit holds. */
static void add_unit(geo_text *out, const geo_check_report *report, size_t index)
{
    const geo_check_judgement *judgement = &report->result->units[index];
    const char *separator = ": ";

    if (judgement->state <= GEO_CHECK_HOLDS)
        return;
    add_heading(out, &report->layer->units[index]);
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        if (judgement->marks[c].verdict <= GEO_CHECK_HOLDS)
            continue;
        geo_text_add(out, separator);
        add_mark(out, report, &report->layer->units[index], c, &judgement->marks[c]);
        separator = "; ";
    }
    geo_text_add_char(out, '\n');
}

static void add_neighbourhoods(geo_text *out, size_t count)
{
    geo_text_addf(out, "%zu neighbourhood%s", count, count == 1 ? "" : "s");
}

/* Shares of the town on the criteria that have a threshold. */
static void add_town_shares(geo_text *out, const geo_check_report *report)
{
    const geo_check_unit *town = &report->layer->units[report->layer->town];
    const char *separator = ", town: ";

    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        if (report->result->units[report->layer->town].marks[c].verdict == GEO_CHECK_UNJUDGED ||
            is_silent(&town->counts[c]))
            continue;
        geo_text_add(out, separator);
        add_share(out, c, &town->counts[c]);
        add_unknown(out, town->counts[c].unknown, town->homes);
        separator = ", ";
    }
}

/* "(2 of 12 neighbourhoods, 1 skipped, town: trees 78.3 %)" */
static void add_counts(geo_text *out, const geo_check_report *report)
{
    const geo_check_result *result = report->result;

    geo_text_add(out, " (");
    if (result->verdict == GEO_CHECK_FAILS)
        geo_text_addf(out, "%zu of ", result->failing);
    add_neighbourhoods(out, result->judged);
    if (result->warned)
        geo_text_addf(out, ", %zu with a warning", result->warned);
    if (result->no_verdict)
        geo_text_addf(out, ", %zu without verdict", result->no_verdict);
    if (result->skipped)
        geo_text_addf(out, ", %zu skipped", result->skipped);
    add_town_shares(out, report);
    geo_text_add_char(out, ')');
}

static void add_why_none(geo_text *out, const geo_check_report *report)
{
    const geo_check_judgement *town = &report->result->units[report->layer->town];
    const char *separator = " (town: ";

    if (!geo_check_can_fail(report->rules)) {
        geo_text_addf(out, " (no target holds in %lld)", (long long)report->rules->year);
        return;
    }
    if (town->skipped) {
        geo_text_addf(out, " (the town has %u homes, fewer than %lld)",
                      report->layer->units[report->layer->town].homes,
                      (long long)report->rules->min_homes);
        return;
    }
    for (int c = 0; c < GEO_CHECK_CRITERIA; c++)
        if (town->marks[c].verdict == GEO_CHECK_NONE && !isnan(town->marks[c].fail_below)) {
            geo_text_addf(out, "%s%s", separator, GEO_CHECK_NAMES[c]);
            separator = ", ";
        }
    geo_text_add(out, separator[1] == '(' ? " (no neighbourhood with a threshold has one)" : ")");
}

static void add_verdict(geo_text *out, const geo_check_report *report)
{
    static const char *const words[] = {"", "thresholds hold", "thresholds hold", "no verdict",
                                        "fails"};
    geo_check_verdict verdict = report->result->verdict;

    add_name(out, report->layer->norm ? report->layer->norm : "norm");
    geo_text_addf(out, ": %s", words[verdict]);
    if (verdict == GEO_CHECK_NONE)
        add_why_none(out, report);
    else
        add_counts(out, report);
    geo_text_add_char(out, '\n');
}

static void add_shares(geo_text *out, const geo_check_report *report)
{
    const geo_check_unit *town = &report->layer->units[report->layer->town];
    size_t neighbourhoods = 0;

    for (int c = 0; c < GEO_CHECK_CRITERIA; c++) {
        const geo_check_counts *counts = &town->counts[c];
        geo_text_add(out, "town: ");
        if (is_silent(counts))
            geo_text_addf(out, "%s no share, ", GEO_CHECK_NAMES[c]);
        else
            add_share(out, c, counts);
        if (!counts->asked)
            geo_text_add(out, "gn-norm was not asked for it\n");
        else if (is_silent(counts))
            geo_text_addf(out, "%u of %u homes unknown\n", counts->unknown, town->homes);
        else
            geo_text_addf(out, " of %u homes, %u unknown\n", counts->pass + counts->fail,
                          counts->unknown);
    }
    for (size_t i = 0; i < report->layer->count; i++)
        neighbourhoods += report->layer->units[i].level == GEO_CHECK_BUURT;
    add_name(out, report->layer->norm ? report->layer->norm : "norm");
    geo_text_add(out, ": no thresholds (");
    add_neighbourhoods(out, neighbourhoods);
    geo_text_add(out, ")\n");
}

void geo_check_add_text(geo_text *out, const geo_check_report *report)
{
    if (report->result->verdict == GEO_CHECK_UNJUDGED) {
        add_shares(out, report);
        return;
    }
    for (size_t i = 0; i < report->layer->count; i++)
        if (i != report->layer->town)
            add_unit(out, report, i);
    add_unit(out, report, report->layer->town);
    add_verdict(out, report);
}
