/* The audit for programs. Keys and their order are a promise: new ones go to the end. */
#include <string.h>

#include "report/audit.h"

static const char *const SEVERITIES[GEO_AUDIT_SEVERITIES] = {"note", "warning", "error"};

static void add_string(geo_text *out, const char *key, const char *text)
{
    geo_text_addf(out, "\"%s\":", key);
    if (text)
        geo_text_add_json(out, text, strlen(text));
    else
        geo_text_add(out, "null");
}

static void add_count(geo_text *out, const char *key, uint64_t count)
{
    geo_text_addf(out, "\"%s\":%llu", key, (unsigned long long)count);
}

static void add_share(geo_text *out, uint64_t count, uint64_t of)
{
    geo_text_add(out, ",\"share_pct\":");
    if (of)
        geo_text_add_double(out, 100.0 * (double)count / (double)of);
    else
        geo_text_add(out, "null");
}

static void add_counts(geo_text *out, const geo_audit_finding *f)
{
    geo_text_add_char(out, ',');
    if (!f->counted) {
        geo_text_add(out, "\"count\":null,\"of\":null,\"share_pct\":null");
        return;
    }
    add_count(out, "count", f->count);
    geo_text_add_char(out, ',');
    add_count(out, "of", f->of);
    add_share(out, f->count, f->of);
}

static void add_ids(geo_text *out, const geo_audit_finding *f)
{
    geo_text_add(out, ",\"ids\":[");
    for (size_t i = 0; i < f->id_count; i++) {
        geo_text_add(out, i ? "," : "");
        geo_text_add_json(out, f->ids[i], strlen(f->ids[i]));
    }
    geo_text_add_char(out, ']');
}

static void add_areas(geo_text *out, const geo_audit_finding *f)
{
    geo_text_add(out, ",\"areas\":[");
    for (size_t i = 0; i < f->area_count; i++) {
        const geo_audit_area *area = &f->areas[i];
        geo_text_add(out, i ? ",{" : "{");
        add_string(out, "code", area->code);
        geo_text_add_char(out, ',');
        add_count(out, "count", area->count);
        geo_text_add_char(out, ',');
        add_count(out, "of", area->of);
        add_share(out, area->count, area->of);
        geo_text_addf(out, ",\"stands\":%s}", area->stands ? "true" : "false");
    }
    geo_text_add_char(out, ']');
}

static void add_finding(geo_text *out, const geo_audit_finding *f, const geo_audit_rules *rules)
{
    geo_text_add_char(out, '{');
    add_string(out, "severity", SEVERITIES[f->severity]);
    geo_text_add_char(out, ',');
    add_string(out, "theme", f->theme);
    geo_text_add_char(out, ',');
    add_string(out, "check", GEO_AUDIT_NAMES[f->check]);
    add_counts(out, f);
    add_ids(out, f);
    geo_text_add_char(out, ',');
    add_string(out, "detail", f->detail);
    geo_text_add_char(out, ',');
    add_string(out, "todo", rules->checks[f->check].todo);
    add_areas(out, f);
    geo_text_add_char(out, '}');
}

static void add_unchecked(geo_text *out, const geo_audit_unchecked *u)
{
    geo_text_add_char(out, '{');
    add_string(out, "theme", u->theme);
    geo_text_add_char(out, ',');
    add_string(out, "check", GEO_AUDIT_NAMES[u->check]);
    geo_text_add_char(out, ',');
    add_string(out, "why", u->why);
    geo_text_add_char(out, '}');
}

static void add_summary(geo_text *out, const geo_audit_report *report)
{
    static const char *const KEYS[GEO_AUDIT_SEVERITIES] = {"notes", "warnings", "errors"};
    geo_text_add(out, "\"counts\":{");
    for (int i = GEO_AUDIT_SEVERITIES - 1; i >= 0; i--) {
        add_count(out, KEYS[i], report->counts[i]);
        geo_text_add_char(out, ',');
    }
    add_count(out, "checked", report->done);
    geo_text_add_char(out, ',');
    add_count(out, "not_checked", report->unchecked.count);
    geo_text_add_char(out, '}');
}

void geo_audit_add_json(geo_text *out, const geo_audit_words *words, int exit_status)
{
    const geo_audit_report *report = words->report;
    geo_text_add_char(out, '{');
    add_string(out, "schema", "groennet-audit/1");
    geo_text_add_char(out, ',');
    add_string(out, "town", words->town);
    geo_text_add_char(out, ',');
    add_string(out, "purpose", words->rules->purpose);
    geo_text_addf(out, ",\"exit\":%d,", exit_status);
    add_summary(out, report);
    geo_text_add(out, ",\"findings\":[");
    for (size_t i = 0; i < report->findings.count; i++) {
        geo_text_add(out, i ? "," : "");
        add_finding(out, &report->findings.items[i], words->rules);
    }
    geo_text_add(out, "],\"not_checked\":[");
    for (size_t i = 0; i < report->unchecked.count; i++) {
        geo_text_add(out, i ? "," : "");
        add_unchecked(out, &report->unchecked.items[i]);
    }
    geo_text_add(out, "]}\n");
}
