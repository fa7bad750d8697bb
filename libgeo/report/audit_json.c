/* The audit for programs. Keys and their order are a promise: new ones go to the end. */
#include <math.h>
#include <string.h>

#include "report/audit.h"

static const char *const SEVERITIES[GEO_AUDIT_SEVERITIES] = {"note", "warning", "error"};

/* An empty text is one, not null as of geo_text_add_word. */
static void add_string(geo_text *out, const char *key, const char *text)
{
    geo_text_add_key(out, key);
    if (text)
        geo_text_add_json(out, text, strlen(text));
    else
        geo_text_add(out, "null");
}

/* Exact, whatever its size. */
static void add_count(geo_text *out, const char *key, uint64_t count)
{
    geo_text_add_key(out, key);
    geo_text_addf(out, "%llu", (unsigned long long)count);
}

static void add_share(geo_text *out, uint64_t count, uint64_t of)
{
    geo_text_add_number(out, "share_pct", of ? 100.0 * (double)count / (double)of : NAN);
}

static void add_counts(geo_text *out, const geo_audit_finding *f)
{
    if (!f->counted) {
        geo_text_add(out, ",\"count\":null,\"of\":null,\"share_pct\":null");
        return;
    }
    add_count(out, "count", f->count);
    add_count(out, "of", f->of);
    add_share(out, f->count, f->of);
}

static void add_ids(geo_text *out, const geo_audit_finding *f)
{
    geo_text_add_key(out, "ids");
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < f->id_count; i++) {
        geo_text_add(out, i ? "," : "");
        geo_text_add_json(out, f->ids[i], strlen(f->ids[i]));
    }
    geo_text_add_char(out, ']');
}

static void add_areas(geo_text *out, const geo_audit_finding *f)
{
    geo_text_add_key(out, "areas");
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < f->area_count; i++) {
        const geo_audit_area *area = &f->areas[i];
        geo_text_add(out, i ? ",{" : "{");
        add_string(out, "code", area->code);
        add_count(out, "count", area->count);
        add_count(out, "of", area->of);
        add_share(out, area->count, area->of);
        geo_text_add_key(out, "stands");
        geo_text_add(out, area->stands ? "true}" : "false}");
    }
    geo_text_add_char(out, ']');
}

static void add_finding(geo_text *out, const geo_audit_finding *f, const geo_audit_rules *rules)
{
    geo_text_add_char(out, '{');
    add_string(out, "severity", SEVERITIES[f->severity]);
    add_string(out, "theme", f->theme);
    add_string(out, "check", GEO_AUDIT_NAMES[f->check]);
    add_counts(out, f);
    add_ids(out, f);
    add_string(out, "detail", f->detail);
    add_string(out, "todo", rules->checks[f->check].todo);
    add_areas(out, f);
    geo_text_add_char(out, '}');
}

static void add_unchecked(geo_text *out, const geo_audit_unchecked *u)
{
    geo_text_add_char(out, '{');
    add_string(out, "theme", u->theme);
    add_string(out, "check", GEO_AUDIT_NAMES[u->check]);
    add_string(out, "why", u->why);
    geo_text_add_char(out, '}');
}

static void add_summary(geo_text *out, const geo_audit_report *report)
{
    static const char *const KEYS[GEO_AUDIT_SEVERITIES] = {"notes", "warnings", "errors"};
    geo_text_add_key(out, "counts");
    geo_text_add_char(out, '{');
    for (int i = GEO_AUDIT_SEVERITIES - 1; i >= 0; i--)
        add_count(out, KEYS[i], report->counts[i]);
    add_count(out, "checked", report->done);
    add_count(out, "not_checked", report->unchecked.count);
    geo_text_add_char(out, '}');
}

void geo_audit_add_json(geo_text *out, const geo_audit_words *words, int exit_status)
{
    const geo_audit_report *report = words->report;
    geo_text_add_char(out, '{');
    add_string(out, "schema", "groennet-audit/1");
    add_string(out, "town", words->town);
    add_string(out, "purpose", words->rules->purpose);
    add_count(out, "exit", (uint64_t)exit_status);
    add_summary(out, report);
    geo_text_add_key(out, "findings");
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < report->findings.count; i++) {
        geo_text_add(out, i ? "," : "");
        add_finding(out, &report->findings.items[i], words->rules);
    }
    geo_text_add_char(out, ']');
    geo_text_add_key(out, "not_checked");
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < report->unchecked.count; i++) {
        geo_text_add(out, i ? "," : "");
        add_unchecked(out, &report->unchecked.items[i]);
    }
    geo_text_add(out, "]}\n");
}
