#include "report/norm_summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "io/coverage.h"

static void add_number(geo_text *out, double value, int decimals)
{
    if (isnan(value))
        geo_text_add(out, "null");
    else
        geo_text_add_fixed(out, value, decimals);
}

static void add_whys(const geo_norm *norm, geo_criterion criterion, const char *between, bool json,
                     geo_text *out)
{
    const geo_notes *notes = geo_norm_places(norm)->notes;
    bool first = true;
    for (size_t i = 0; i <= GEO_NOTES_UNLISTED(notes); i++) {
        uint64_t count = geo_norm_why(norm, criterion, i);
        if (!count)
            continue;
        geo_text_add(out, first ? "" : between);
        geo_text_addf(out, json ? "\"%s\":%llu" : "%s %llu", geo_notes_code(notes, i),
                      (unsigned long long)count);
        first = false;
    }
}

static void add_count_json(const geo_count *count, geo_text *out)
{
    geo_text_addf(out, "\"pass\":%llu,\"fail\":%llu,\"unknown\":%llu,\"pct\":",
                  (unsigned long long)count->pass, (unsigned long long)count->fail,
                  (unsigned long long)count->unknown);
    add_number(out, geo_count_pct(count), 2);
}

static double home_weighted(const geo_total *town)
{
    return town->canopy_homes ? town->canopy_pct_homes / (double)town->canopy_homes : NAN;
}

static double area_weighted(const geo_total *town)
{
    return town->canopy_area_m2 > 0 ? 100 * town->canopy_m2 / town->canopy_area_m2 : NAN;
}

static bool is_assumed(const geo_norm *norm, const geo_norm_origin *origin, int criterion)
{
    const char *stated = origin->coverage[criterion];
    return geo_norm_settings(norm)->wanted[criterion] && stated && strcmp(stated, "no") == 0;
}

static const char *stated_json(const char *stated)
{
    if (!stated)
        return "null";
    return strcmp(stated, "yes") == 0 ? "true" : "false";
}

static void add_criteria_json(const geo_norm *norm, const geo_norm_origin *origin,
                              const geo_total *town, geo_text *out)
{
    const geo_norm_options *options = geo_norm_settings(norm);
    bool first = true;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        if (!options->wanted[c])
            continue;
        geo_text_addf(out, "%s\"%s\":{\"threshold\":", first ? "" : ",", GEO_CRITERION[c]);
        geo_text_add_double(out, options->profile.threshold[c]);
        geo_text_add_char(out, ',');
        add_count_json(&town->criterion[c], out);
        geo_text_add(out, ",\"why_unknown\":{");
        add_whys(norm, (geo_criterion)c, ",", true, out);
        geo_text_addf(out, "},\"" GEO_COVERAGE_FACT "\":%s", stated_json(origin->coverage[c]));
        if (c == GEO_CANOPY) {
            geo_text_add(out, ",\"mean_pct_by_homes\":");
            add_number(out, home_weighted(town), 2);
            geo_text_add(out, ",\"mean_pct_by_area\":");
            add_number(out, area_weighted(town), 2);
        }
        geo_text_add(out, "}");
        first = false;
    }
}

static void add_compare_json(const geo_norm *norm, geo_text *out)
{
    static const geo_verdict VERDICTS[] = {GEO_PASS, GEO_FAIL, GEO_UNKNOWN};
    const geo_norm_options *options = geo_norm_settings(norm);
    for (size_t k = 0; k < options->compare_count; k++) {
        geo_text_addf(out, "%s", k ? "," : "");
        geo_text_add_json(out, options->compare[k].name, strlen(options->compare[k].name));
        geo_text_add(out, ":{");
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                geo_text_addf(
                    out, "%s\"%s_%s\":%llu", i + j ? "," : "", geo_verdict_code(VERDICTS[i]),
                    geo_verdict_code(VERDICTS[j]),
                    (unsigned long long)geo_norm_cross(norm, k, VERDICTS[i], VERDICTS[j]));
        geo_text_add(out, "}");
    }
}

static void add_mark_json(const geo_mark *mark, const geo_total *town, geo_text *out)
{
    if (!mark) {
        geo_text_add(out, "null");
        return;
    }
    geo_text_add(out, "{\"name\":");
    geo_text_add_json(out, geo_mark_name(mark), strlen(geo_mark_name(mark)));
    geo_text_addf(out, ",\"homes\":%llu,\"mean\":", (unsigned long long)town->marked_homes);
    add_number(out, town->marked_homes ? town->marks / (double)town->marked_homes : NAN, 2);
    geo_text_add(out, "}");
}

void geo_norm_summary_json(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out)
{
    const geo_norm_options *options = geo_norm_settings(norm);
    geo_total town = geo_norm_town(norm);
    geo_text_addf(
        out, "{\"schema\":\"groennet-norm/1\",\"norm\":\"%s\",\"profile\":", geo_norm_label(norm));
    geo_text_add_json(out, options->profile.name, strlen(options->profile.name));
    geo_text_addf(out,
                  ",\"rows\":%llu,\"rows_rejected\":", (unsigned long long)geo_norm_rows(norm));
    if (origin->rows_rejected == UINT64_MAX)
        geo_text_add(out, "null");
    else
        geo_text_addf(out, "%llu", (unsigned long long)origin->rows_rejected);
    geo_unjudged unjudged = geo_norm_unjudged(norm);
    geo_text_addf(out, ",\"rows_no_home\":%llu,\"rows_outside_norm\":%llu",
                  (unsigned long long)unjudged.not_home, (unsigned long long)unjudged.outside);
    geo_text_addf(out,
                  ",\"homes\":%llu,\"homes_unknown_use\":%llu,\"homes_outside_neighbourhoods\":%"
                  "llu,\"rows_of_counted_objects\":%llu,",
                  (unsigned long long)town.homes, (unsigned long long)town.homes_unknown_use,
                  (unsigned long long)geo_norm_outside(norm),
                  (unsigned long long)geo_norm_repeated(norm));
    geo_text_add(out, "\"all\":{");
    add_count_json(&town.norm, out);
    geo_text_add(out, "},\"criteria\":{");
    add_criteria_json(norm, origin, &town, out);
    geo_text_add(out, "},\"compare\":{");
    add_compare_json(norm, out);
    geo_text_add(out, "},\"mark\":");
    add_mark_json(options->mark, &town, out);
    geo_text_add(out, "}\n");
}

static void add_line(const char *name, const geo_count *count, geo_text *out)
{
    double pct = geo_count_pct(count);
    geo_text_addf(out, "%s: ", name);
    if (isnan(pct))
        geo_text_add(out, "no home with a known answer");
    else
        geo_text_addf(out, "%.1f %% of %llu homes with a known answer pass", pct,
                      (unsigned long long)(count->pass + count->fail));
    geo_text_addf(out, ", %llu unknown", (unsigned long long)count->unknown);
}

/* Names of the criteria whose data were taken as complete, a comma between; false when there are
 * none. */
static bool add_assumed(const geo_norm *norm, const geo_norm_origin *origin,
                        const char *const *names, geo_text *out)
{
    bool any = false;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        if (!is_assumed(norm, origin, c))
            continue;
        geo_text_addf(out, "%s%s", any ? ", " : "", names[c]);
        any = true;
    }
    return any;
}

void geo_norm_caution(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out)
{
    char access[96];
    const char *const what[] = {"bomen in zicht", "kroonbedekking", access};
    geo_text names = GEO_TEXT_INIT;
    snprintf(access, sizeof access, "afstand tot %s", geo_norm_settings(norm)->profile.access_nl);
    if (add_assumed(norm, origin, what, &names))
        geo_text_addf(out,
                      "Let op: voor %s is niet vastgelegd waar de gegevens ophouden (laag "
                      "coverage); ze zijn als volledig genomen, zodat aan de rand van het gebied "
                      "'voldoet niet' kan staan waar 'onbekend' juist is.",
                      geo_text_string(&names));
    out->failed |= names.failed;
    geo_text_release(&names);
}

void geo_norm_summary_text(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out)
{
    const geo_norm_options *options = geo_norm_settings(norm);
    geo_total town = geo_norm_town(norm);
    geo_text_addf(out, "%s: %llu homes (%llu addresses of unknown use, %llu outside the norm)\n",
                  geo_norm_label(norm), (unsigned long long)town.homes,
                  (unsigned long long)town.homes_unknown_use,
                  (unsigned long long)geo_norm_unjudged(norm).outside);
    for (int c = 0; c < GEO_CRITERIA; c++) {
        if (!options->wanted[c])
            continue;
        add_line(GEO_CRITERION[c], &town.criterion[c], out);
        size_t before = out->length;
        add_whys(norm, (geo_criterion)c, ", ", false, out);
        if (out->length > before) {
            geo_text tail = GEO_TEXT_INIT;
            geo_text_add_bytes(&tail, out->data + before, out->length - before);
            out->length = before;
            geo_text_addf(out, " (%s)", geo_text_string(&tail));
            geo_text_release(&tail);
        }
        geo_text_add(out, "\n");
    }
    add_line("all together", &town.norm, out);
    geo_text_add(out, "\n");
    if (options->wanted[GEO_CANOPY] && town.canopy_homes)
        geo_text_addf(out, "mean canopy: %.1f %% by homes, %.1f %% by area\n", home_weighted(&town),
                      area_weighted(&town));
    geo_text names = GEO_TEXT_INIT;
    if (add_assumed(norm, origin, GEO_CRITERION, &names))
        geo_text_addf(out,
                      "nothing says where the data end (layer coverage), so they are taken as "
                      "complete: %s\n",
                      geo_text_string(&names));
    out->failed |= names.failed;
    geo_text_release(&names);
}
