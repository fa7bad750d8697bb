/* The audit in words: a table for people. */
#include <stdio.h>
#include <string.h>

#include "report/audit.h"

enum { CHECK_WIDTH = 29, THEME_WIDTH = 13 };
static const char *const SEVERITIES[GEO_AUDIT_SEVERITIES] = {"note", "warning", "error"};

/* Names from files cannot forge lines or move a terminal's cursor. */
static void add_name(geo_text *out, const char *name)
{
    for (; *name; name++)
        geo_text_add_char(out, (unsigned char)*name < ' ' || *name == 127 ? '?' : *name);
}

static void add_padded(geo_text *out, const char *word, size_t width)
{
    geo_text_add(out, word);
    for (size_t length = strlen(word); length < width; length++)
        geo_text_add_char(out, ' ');
}

static void add_ids(geo_text *out, const geo_audit_finding *f)
{
    for (size_t i = 0; i < f->id_count; i++) {
        geo_text_add(out, i ? ", " : "");
        add_name(out, f->ids[i]);
    }
    if (f->counted && f->id_count && f->count > f->id_count)
        geo_text_add(out, ", ...");
}

/* Share in percent, of which neither 0.0 nor 100.0 is said of a part. */
static void add_share(geo_text *out, uint64_t count, uint64_t of)
{
    char share[32];
    uint64_t tenths = of ? count * 1000 / of : 0;
    if (count && !tenths)
        snprintf(share, sizeof share, "< 0.1 %%");
    else
        snprintf(share, sizeof share, "%u.%u %%", (unsigned)(tenths / 10), (unsigned)(tenths % 10));
    geo_text_addf(out, "%8s", of ? share : "-");
}

static void add_areas(geo_text *out, const geo_audit_finding *f)
{
    size_t told = 0, standing = 0;
    for (size_t i = 0; i < f->area_count; i++)
        standing += f->areas[i].stands;
    for (size_t i = 0; i < f->area_count && told < GEO_AUDIT_IDS; i++) {
        const geo_audit_area *area = &f->areas[i];
        if (!area->stands)
            continue;
        geo_text_add(out, told++ ? ", " : "          ");
        add_name(out, area->code);
        geo_text_addf(out, " %llu of %llu", (unsigned long long)area->count,
                      (unsigned long long)area->of);
    }
    if (standing > told)
        geo_text_addf(out, ", and %zu more", standing - told);
    if (told)
        geo_text_add_char(out, '\n');
}

static void add_finding(geo_text *out, const geo_audit_finding *f, const geo_audit_rules *rules)
{
    add_padded(out, SEVERITIES[f->severity], 10);
    add_padded(out, f->theme, THEME_WIDTH);
    geo_text_add_char(out, ' ');
    add_padded(out, GEO_AUDIT_NAMES[f->check], CHECK_WIDTH);
    if (f->counted) {
        geo_text_addf(out, " %8llu ", (unsigned long long)f->count);
        add_share(out, f->count, f->of);
    } else {
        geo_text_addf(out, " %8s %8s", "-", "-");
    }
    geo_text_add(out, f->id_count ? "  " : "");
    add_ids(out, f);
    geo_text_add(out, "\n          ");
    if (f->detail) {
        add_name(out, f->detail);
        geo_text_add(out, ": ");
    }
    geo_text_addf(out, "%s\n", rules->checks[f->check].todo);
    add_areas(out, f);
}

/* Is it told with an entry before it, of the same theme and for the same reason? */
static bool is_told(const geo_audit_report *report, size_t at, size_t *out)
{
    const geo_audit_unchecked *all = report->unchecked.items;
    for (*out = 0; *out < at; ++*out)
        if (strcmp(all[*out].theme, all[at].theme) == 0 && strcmp(all[*out].why, all[at].why) == 0)
            return true;
    return false;
}

static void add_unchecked(geo_text *out, const geo_audit_report *report)
{
    size_t first;
    for (size_t i = 0; i < report->unchecked.count; i++) {
        const geo_audit_unchecked *u = &report->unchecked.items[i];
        if (is_told(report, i, &first))
            continue;
        geo_text_addf(out, "not checked: %s (", u->theme);
        add_name(out, u->why);
        geo_text_add_char(out, ')');
        for (size_t k = i; k < report->unchecked.count; k++)
            if (k == i || (is_told(report, k, &first) && first == i))
                geo_text_addf(out, "%s %s", k == i ? ":" : ",",
                              GEO_AUDIT_NAMES[report->unchecked.items[k].check]);
        geo_text_add_char(out, '\n');
    }
}

static void add_number(geo_text *out, uint64_t count, const char *word, const char *behind)
{
    geo_text_addf(out, "%llu %s%s%s", (unsigned long long)count, word, count == 1 ? "" : "s",
                  behind);
}

static void add_summary(geo_text *out, const geo_audit_words *words)
{
    const geo_audit_report *report = words->report;
    geo_text_addf(out, "audit for %s: ", words->rules->purpose);
    add_number(out, report->counts[GEO_AUDIT_ERROR], "error", ", ");
    add_number(out, report->counts[GEO_AUDIT_WARNING], "warning", ", ");
    add_number(out, report->counts[GEO_AUDIT_NOTE], "note", "; ");
    add_number(out, report->done, "check", " made, ");
    geo_text_addf(out, "%zu not\n", report->unchecked.count);
}

void geo_audit_add_text(geo_text *out, const geo_audit_words *words)
{
    const geo_audit_report *report = words->report;
    if (report->findings.count) {
        add_padded(out, "severity", 10);
        add_padded(out, "theme", THEME_WIDTH + 1);
        add_padded(out, "check", CHECK_WIDTH);
        geo_text_addf(out, " %8s %8s  first\n", "count", "share");
    }
    for (size_t i = 0; i < report->findings.count; i++)
        add_finding(out, &report->findings.items[i], words->rules);
    if (words->unchecked)
        add_unchecked(out, report);
    add_summary(out, words);
}
