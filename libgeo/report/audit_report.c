/* The report while it grows: findings, and what could not be checked. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

const char *geo_audit_copy(geo_audit *audit, const char *text)
{
    if (!text)
        return NULL;
    const char *copy = geo_arena_strndup(audit->report->arena, text, strlen(text));
    audit->report->failed |= !copy;
    return copy ? copy : "";
}

geo_audit_area *geo_audit_area_new(geo_audit *audit, size_t count)
{
    geo_audit_area *areas = geo_arena_alloc(audit->report->arena, count, sizeof *areas);
    if (areas)
        memset(areas, 0, count * sizeof *areas);
    else
        audit->report->failed = true;
    return areas;
}

double geo_audit_threshold(const geo_audit *audit, geo_audit_check check)
{
    return audit->rules->checks[check].threshold;
}

geo_audit_severity geo_audit_lowered(const geo_audit *audit, geo_audit_check check,
                                     geo_audit_need need)
{
    geo_audit_severity severity = audit->rules->checks[check].severity;
    return need == GEO_AUDIT_REQUIRED || severity == GEO_AUDIT_NOTE ? severity : severity - 1;
}

void geo_audit_add(geo_audit_count *count, const char *id)
{
    bool told = false;
    for (size_t i = 0; id && i < count->id_count; i++)
        told |= strcmp(count->ids[i], id) == 0;
    if (id && !told && count->id_count < GEO_AUDIT_IDS)
        count->ids[count->id_count++] = id;
    count->count++;
}

void geo_audit_add_place(geo_audit *audit, geo_audit_count *count, geo_point p)
{
    char place[64];
    if (count->id_count >= GEO_AUDIT_IDS) {
        count->count++;
        return;
    }
    snprintf(place, sizeof place, "%.1f %.1f", p.x, p.y);
    geo_audit_add(count, geo_audit_copy(audit, place));
}

void geo_audit_tell_as(geo_audit *audit, geo_audit_severity severity, const geo_audit_count *count,
                       bool counted, const char *detail)
{
    geo_audit_report *report = audit->report;
    geo_audit_finding finding = {.severity = severity,
                                 .check = count->check,
                                 .theme = geo_audit_copy(audit, count->theme),
                                 .counted = counted,
                                 .count = count->count,
                                 .of = count->of,
                                 .id_count = count->id_count,
                                 .detail = geo_audit_copy(audit, detail),
                                 .areas = count->areas,
                                 .area_count = count->area_count};
    for (size_t i = 0; i < count->id_count; i++)
        finding.ids[i] = geo_audit_copy(audit, count->ids[i]);
    report->done++;
    report->failed |= !geo_vec_push(&report->findings, finding);
}

/* At most that share. */
static bool is_few(const geo_audit_rule *rule, const geo_audit_count *count)
{
    return !isnan(rule->note_below_pct) && count->of > 0 &&
           100.0 * (double)count->count <= rule->note_below_pct * (double)count->of;
}

void geo_audit_tell(geo_audit *audit, const geo_audit_count *count, const char *format, ...)
{
    const geo_audit_rule *rule = &audit->rules->checks[count->check];
    geo_text detail = GEO_TEXT_INIT;
    va_list args;

    if (count->count == 0) {
        audit->report->done++;
        return;
    }
    va_start(args, format);
    if (format)
        geo_text_addv(&detail, format, args);
    va_end(args);
    geo_audit_tell_as(audit, is_few(rule, count) ? GEO_AUDIT_NOTE : rule->severity, count, true,
                      format ? geo_text_string(&detail) : NULL);
    audit->report->failed |= detail.failed;
    geo_text_release(&detail);
}

void geo_audit_skip(geo_audit *audit, geo_audit_check check, const char *theme, const char *format,
                    ...)
{
    geo_text why = GEO_TEXT_INIT;
    va_list args;

    for (size_t i = 0; i < audit->report->unchecked.count; i++) {
        const geo_audit_unchecked *told = &audit->report->unchecked.items[i];
        if (told->check == check && told->theme && strcmp(told->theme, theme) == 0)
            return; /* one reason is enough */
    }
    va_start(args, format);
    geo_text_addv(&why, format, args);
    va_end(args);
    geo_audit_unchecked entry = {check, geo_audit_copy(audit, theme),
                                 geo_audit_copy(audit, geo_text_string(&why))};
    audit->report->failed |= why.failed || !geo_vec_push(&audit->report->unchecked, entry);
    geo_text_release(&why);
}

/* Stable: among equals the order of checking stays. */
void geo_audit_sort(geo_audit_report *report)
{
    geo_audit_finding *all = report->findings.items;
    size_t count = report->findings.count;
    for (size_t i = 1; i < count; i++) {
        geo_audit_finding moved = all[i];
        size_t k = i;
        for (; k > 0 && all[k - 1].severity < moved.severity; k--)
            all[k] = all[k - 1];
        all[k] = moved;
    }
    for (size_t i = 0; i < count; i++)
        report->counts[all[i].severity]++;
}

void geo_audit_report_release(geo_audit_report *report)
{
    geo_free(report->findings.items);
    geo_free(report->unchecked.items);
    geo_arena_free(report->arena);
    *report = (geo_audit_report){0};
}
