#include "green/norm_words.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Percentage with one decimal, never rounded up to a threshold it misses; Dutch decimal comma, none
 * for whole ones. */
static void add_percent(geo_text *out, double pct)
{
    char text[32];
    snprintf(text, sizeof text, "%.1f", floor(pct * 10 + 1e-9) / 10);
    char *point = strchr(text, '.');
    if (point && point[1] == '0')
        *point = '\0';
    else if (point)
        *point = ',';
    geo_text_addf(out, "%s %%", text);
}

/* What the norm asks, e.g. " (hoogstens 400 m)": never rounded, so that it is what was judged by.
 */
static void add_limit(geo_text *out, const char *word, double limit, const char *unit)
{
    char text[32];
    snprintf(text, sizeof text, "%.15g", limit);
    char *point = strchr(text, '.');
    if (point)
        *point = ',';
    geo_text_addf(out, " (%s %s%s)", word, text, unit);
}

static void add_unknown(const geo_notes *notes, const char *what, const geo_why *why, geo_text *out)
{
    char words[256] = "";
    if (why->note != SIZE_MAX)
        geo_notes_dutch(notes, why->note, why->number, words, sizeof words);
    geo_text_addf(out, *words ? "%s onbekend (%s)" : "%s onbekend%s", what, words);
}

static void add_trees(const geo_norm_options *options, const geo_notes *notes,
                      const geo_norm_answer *answer, const geo_why *why, geo_text *out)
{
    double value = answer->value[GEO_TREES], wanted = options->profile.threshold[GEO_TREES];
    if (answer->criterion[GEO_TREES] == GEO_UNKNOWN && isnan(value))
        add_unknown(notes, "bomen in zicht", why, out);
    else if (value >= wanted) {
        geo_text_addf(out, "%.0f bomen in zicht", value);
        add_limit(out, "minstens", wanted, "");
    } else if (answer->criterion[GEO_TREES] == GEO_UNKNOWN) {
        geo_text_addf(out, "ten minste %.0f van %.0f bomen in zicht, ", value, wanted);
        add_unknown(notes, "meer", why, out);
    } else
        geo_text_addf(out, "%.0f van %.0f bomen in zicht", value, wanted);
}

static void add_access(const geo_norm_options *options, const geo_notes *notes,
                       const geo_norm_answer *answer, const geo_why *why, geo_text *out)
{
    const char *to = options->profile.access_nl;
    double value = answer->value[GEO_ACCESS], limit = options->profile.threshold[GEO_ACCESS];
    if (answer->criterion[GEO_ACCESS] == GEO_UNKNOWN) {
        char what[96];
        snprintf(what, sizeof what, "afstand tot %s", to);
        add_unknown(notes, what, why, out);
    } else if (isnan(value)) {
        geo_text_addf(out, "%s%s binnen de zoekafstand",
                      strncmp(to, "een ", 4) == 0 ? "g" : "geen ", to);
        add_limit(out, "gevraagd hoogstens", limit, " m");
    } else {
        geo_text_addf(out, "%.0f m naar %s", ceil(value - 1e-9) + 0.0, to);
        add_limit(out, "hoogstens", limit, " m");
    }
}

static void add_canopy(const geo_norm_options *options, const geo_notes *notes,
                       const geo_norm_answer *answer, const geo_why *why, const char *unit,
                       geo_text *out)
{
    double value = answer->value[GEO_CANOPY], limit = options->profile.threshold[GEO_CANOPY];
    bool open = answer->criterion[GEO_CANOPY] == GEO_UNKNOWN;
    bool circle = unit && strncmp(unit, "circle", 6) == 0;
    if (isnan(value)) {
        add_unknown(notes, "kroonbedekking", why, out);
        return;
    }
    if (open)
        geo_text_add(out, "ten minste ");
    add_percent(out, value);
    geo_text_add(out, circle ? " kroon in de omtrek" : " kroon in de buurt");
    add_limit(out, open ? "gevraagd" : "minstens", limit, " %");
    if (open) {
        geo_text_add(out, ", ");
        add_unknown(notes, "meer", why, out);
    }
}

void geo_norm_sentence(const geo_norm_options *options, const geo_notes *notes,
                       const geo_norm_answer *answer, const geo_why why[GEO_CRITERIA],
                       const char *unit, geo_text *out)
{
    size_t before = out->length;
    if (options->wanted[GEO_TREES])
        add_trees(options, notes, answer, &why[GEO_TREES], out);
    if (options->wanted[GEO_ACCESS]) {
        geo_text_add(out, out->length > before ? "; " : "");
        add_access(options, notes, answer, &why[GEO_ACCESS], out);
    }
    if (options->wanted[GEO_CANOPY]) {
        geo_text_add(out, out->length > before ? "; " : "");
        add_canopy(options, notes, answer, &why[GEO_CANOPY], unit, out);
    }
}
