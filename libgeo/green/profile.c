#include "green/profile.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"

const char *const GEO_CRITERION[GEO_CRITERIA] = {"trees", "canopy", "access"};

bool geo_criterion_find(const char *name, geo_criterion *out)
{
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (strcmp(name, GEO_CRITERION[c]) == 0) {
            *out = (geo_criterion)c;
            return true;
        }
    return false;
}

struct geo_norms {
    geo_table *profiles, *aliases;
    size_t name, threshold[GEO_CRITERIA]; /* columns of profiles */
    size_t access, access_nl;             /* columns of profiles; SIZE_MAX: absent */
    size_t alias, alias_of, alias_note;   /* columns of aliases */
};

/* A column that a table of the user's own need not have. */
static size_t find_heading(const geo_table *table, const char *heading)
{
    for (size_t i = 0; i < geo_table_columns(table); i++)
        if (strcmp(geo_table_heading(table, i), heading) == 0)
            return i;
    return SIZE_MAX;
}

static geo_status find_columns(geo_ctx *ctx, geo_norms *norms)
{
    static const char *const THRESHOLDS[] = {"trees_min", "canopy_min_pct", "distance_max_m"};
    geo_status status = geo_table_column(ctx, norms->profiles, "name", &norms->name);
    norms->access = find_heading(norms->profiles, "access.name");
    norms->access_nl = find_heading(norms->profiles, "access_nl");
    for (int c = 0; status == GEO_OK && c < GEO_CRITERIA; c++)
        status = geo_table_column(ctx, norms->profiles, THRESHOLDS[c], &norms->threshold[c]);
    if (status == GEO_OK)
        status = geo_table_column(ctx, norms->aliases, "alias", &norms->alias);
    if (status == GEO_OK)
        status = geo_table_column(ctx, norms->aliases, "name", &norms->alias_of);
    if (status == GEO_OK)
        status = geo_table_column(ctx, norms->aliases, "note_en", &norms->alias_note);
    return status;
}

geo_status geo_norms_read(geo_ctx *ctx, const char *norms_path, const char *aliases_path,
                          geo_norms **out)
{
    geo_norms *norms = geo_calloc(1, sizeof *norms);
    if (!norms)
        return geo_fail_nomem(ctx);
    geo_status status = geo_table_read(ctx, norms_path, &norms->profiles);
    if (status == GEO_OK)
        status = geo_table_read(ctx, aliases_path, &norms->aliases);
    if (status == GEO_OK)
        status = find_columns(ctx, norms);
    if (status != GEO_OK) {
        geo_norms_free(norms);
        return status;
    }
    *out = norms;
    return GEO_OK;
}

void geo_norms_free(geo_norms *norms)
{
    if (!norms)
        return;
    geo_table_free(norms->profiles);
    geo_table_free(norms->aliases);
    geo_free(norms);
}

/* ---- finding one ---- */

static geo_status unknown_norm(geo_ctx *ctx, const geo_norms *norms, const char *text)
{
    geo_text names = GEO_TEXT_INIT;
    for (size_t row = 0; row < geo_table_rows(norms->profiles); row++)
        geo_text_addf(&names, "%s%s", row ? ", " : "",
                      geo_table_cell(norms->profiles, row, norms->name));
    geo_hint(ctx, "give TREES-CANOPY-DISTANCE, such as 4-40-400, or one of: %s",
             geo_text_string(&names));
    geo_text_release(&names);
    return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a norm", text);
}

static void copy_cell(const geo_norms *norms, size_t row, size_t column, const char *fallback,
                      char *out, size_t size)
{
    const char *cell = column == SIZE_MAX ? "" : geo_table_cell(norms->profiles, row, column);
    snprintf(out, size, "%s", *cell ? cell : fallback);
}

#define ACCESS_TO "green"
#define ACCESS_TO_NL "groen"

static geo_status take_row(geo_ctx *ctx, const geo_norms *norms, size_t row, geo_profile *out)
{
    geo_status status = GEO_OK;
    *out = (geo_profile){.row = row};
    snprintf(out->name, sizeof out->name, "%s", geo_table_cell(norms->profiles, row, norms->name));
    copy_cell(norms, row, norms->access, ACCESS_TO, out->access, sizeof out->access);
    copy_cell(norms, row, norms->access_nl, ACCESS_TO_NL, out->access_nl, sizeof out->access_nl);
    for (int c = 0; status == GEO_OK && c < GEO_CRITERIA; c++) {
        out->threshold[c] = NAN;
        if (*geo_table_cell(norms->profiles, row, norms->threshold[c]))
            status = geo_table_double(ctx, norms->profiles, row, norms->threshold[c],
                                      &out->threshold[c]);
    }
    return status;
}

static geo_status take_triple(geo_ctx *ctx, const char *text, geo_profile *out)
{
    geo_norm_triple triple;
    geo_status status = geo_parse_norm(ctx, text, &triple);
    if (status != GEO_OK)
        return status;
    *out = (geo_profile){.row = SIZE_MAX,
                         .access = ACCESS_TO,
                         .access_nl = ACCESS_TO_NL,
                         .threshold = {(double)triple.trees, triple.canopy_pct, triple.distance_m}};
    snprintf(out->name, sizeof out->name, "%s", text);
    return GEO_OK;
}

geo_status geo_norms_find(geo_ctx *ctx, const geo_norms *norms, const char *text, geo_profile *out)
{
    size_t row;
    if (geo_table_find(norms->aliases, norms->alias, text, &row) == GEO_OK) {
        geo_note(ctx, "%s", geo_table_cell(norms->aliases, row, norms->alias_note));
        text = geo_table_cell(norms->aliases, row, norms->alias_of);
    }
    if (geo_table_find(norms->profiles, norms->name, text, &row) == GEO_OK)
        return take_row(ctx, norms, row, out);
    if (take_triple(ctx, text, out) == GEO_OK)
        return GEO_OK;
    geo_ctx_reset(ctx);
    return unknown_norm(ctx, norms, text);
}

const char *geo_norms_name(const geo_norms *norms, size_t index)
{
    return index < geo_table_rows(norms->profiles)
               ? geo_table_cell(norms->profiles, index, norms->name)
               : NULL;
}

void geo_profile_label(const geo_profile *profile, char *out, size_t size)
{
    size_t length = 0;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        const char *dash = c ? "-" : "";
        int wrote =
            isnan(profile->threshold[c])
                ? snprintf(out + length, size - length, "%sx", dash)
                : snprintf(out + length, size - length, "%s%g", dash, profile->threshold[c]);
        length += (size_t)wrote < size - length ? (size_t)wrote : size - length - 1;
    }
}

bool geo_profile_cell(const geo_norms *norms, const geo_profile *profile, size_t column,
                      const char **heading, const char **value)
{
    if (profile->row == SIZE_MAX || column >= geo_table_columns(norms->profiles))
        return false;
    *heading = geo_table_heading(norms->profiles, column);
    *value = geo_table_cell(norms->profiles, profile->row, column);
    return true;
}

/* ---- definitions ---- */

/* Equal as lengths, areas or words: "30" and "30m", "10000" and "1ha". */
static bool same_value(const char *a, const char *b)
{
    double x, y;
    if (strcmp(a, b) == 0)
        return true;
    if (geo_parse_length(NULL, a, &x) == GEO_OK && geo_parse_length(NULL, b, &y) == GEO_OK)
        return x == y;
    return geo_parse_area(NULL, a, &x) == GEO_OK && geo_parse_area(NULL, b, &y) == GEO_OK && x == y;
}

/* Range looks from the ground as well, and changes no count but its own. */
static bool same_definition(const char *option, const char *used, const char *wanted)
{
    if (strcmp(option, "floors") == 0 && strcmp(used, "range") == 0)
        return strcmp(wanted, "ground") == 0;
    return same_value(used, wanted);
}

/* A flag that was not given stands as nothing in the provenance. */
static const char *used_value(const geo_provenance *provenance, const char *column,
                              const char *option, const char *wanted)
{
    bool is_flag = strcmp(wanted, "yes") == 0 || strcmp(wanted, "no") == 0;
    if (strcmp(option, "public") == 0)
        return geo_provenance_find(provenance, column, "any") ? "no" : "yes";
    const char *value = geo_provenance_find(provenance, column, option);
    return is_flag ? (value ? "yes" : "no") : value;
}

geo_status geo_profile_compare(geo_ctx *ctx, const geo_norms *norms, const geo_profile *profile,
                               geo_criterion criterion, const geo_provenance *provenance,
                               const char *column)
{
    size_t prefix = strlen(GEO_CRITERION[criterion]);
    if (profile->row == SIZE_MAX || isnan(profile->threshold[criterion]))
        return GEO_OK;
    if (!geo_provenance_maker(provenance, column)) {
        geo_note(ctx,
                 "'%s' carries no record of how it was made: its definitions cannot be held "
                 "against profile '%s'",
                 column, profile->name);
        return GEO_OK;
    }
    for (size_t i = 0; i < geo_table_columns(norms->profiles); i++) {
        const char *heading = geo_table_heading(norms->profiles, i),
                   *wanted = geo_table_cell(norms->profiles, profile->row, i);
        if (strncmp(heading, GEO_CRITERION[criterion], prefix) != 0 || heading[prefix] != '.' ||
            !*wanted)
            continue;
        const char *used = used_value(provenance, column, heading + prefix + 1, wanted);
        if (used && !same_definition(heading + prefix + 1, used, wanted))
            geo_warn(ctx, "profile '%s' is defined with --%s %s, but '%s' was made with %s",
                     profile->name, heading + prefix + 1, wanted, column, used);
    }
    return GEO_OK;
}
