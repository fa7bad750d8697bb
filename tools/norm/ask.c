#include "norm/ask.h"

#include <math.h>
#include <string.h>

#define TREES_MOST 1000000
#define COMPARE_ALL "all" /* the table's other profiles */

static geo_status read_tables(cli *app, norm_asked *to)
{
    const char *notes;
    geo_status status = cli_data_path(app, "notes.csv", &notes);
    if (status == GEO_OK)
        status = geo_notes_read(app->ctx, notes, &to->notes);
    if (status == GEO_OK)
        status = cli_norms(app, &to->norms);
    return status;
}

/* Calls take for every word of a comma-separated list. */
static geo_status each_word(cli *app, norm_asked *to, const char *option, const char *list,
                            geo_status (*take)(cli *app, norm_asked *to, const char *word))
{
    char word[64];
    geo_status status = GEO_OK;
    for (const char *at = list; status == GEO_OK && *at; at += strcspn(at, ","), at += *at == ',') {
        size_t length = strcspn(at, ",");
        if (length == 0 || length >= sizeof word)
            return geo_fail(app->ctx, GEO_ERR_ARG, "--%s: '%s' is not a list of names", option,
                            list);
        memcpy(word, at, length);
        word[length] = '\0';
        status = geo_while(app->ctx, take(app, to, word), "reading --%s", option);
    }
    return status;
}

static geo_status take_criterion(cli *app, norm_asked *to, const char *word)
{
    geo_criterion criterion;
    if (geo_criterion_find(word, &criterion)) {
        to->options.wanted[criterion] = true;
        return GEO_OK;
    }
    geo_hint(app->ctx, "criteria are trees, canopy and access");
    return geo_fail(app->ctx, GEO_ERR_ARG, "'%s' is not a criterion", word);
}

static geo_status take_one(cli *app, norm_asked *to, const char *name)
{
    if (to->options.compare_count == GEO_COMPARE_MAX)
        return geo_fail(app->ctx, GEO_ERR_ARG, "more than %d norms to compare with",
                        GEO_COMPARE_MAX);
    return geo_norms_find(app->ctx, to->norms, name,
                          &to->options.compare[to->options.compare_count++]);
}

static geo_status take_profile(cli *app, norm_asked *to, const char *word)
{
    geo_status status = GEO_OK;
    if (strcmp(word, COMPARE_ALL) != 0)
        return take_one(app, to, word);
    for (size_t i = 0; status == GEO_OK && geo_norms_name(to->norms, i); i++)
        if (strcmp(geo_norms_name(to->norms, i), to->options.profile.name) != 0)
            status = take_one(app, to, geo_norms_name(to->norms, i));
    return status;
}

void norm_leave_out(cli *app, norm_asked *asked, const geo_schema *schema)
{
    char column[128];
    geo_norm_options *options = &asked->options;
    size_t kept = 0;
    for (size_t k = 0; k < options->compare_count; k++) {
        const geo_profile *other = &options->compare[k];
        if (geo_norm_lacks(options->wanted, other, schema, column, sizeof column))
            geo_warn(app->ctx, "not compared with '%s': the input has no column '%s' that it asks",
                     other->name, column);
        else
            options->compare[kept++] = *other;
    }
    options->compare_count = kept;
}

static geo_status take_mark(cli *app, const char *name, norm_asked *to)
{
    const char *path;
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (!to->options.wanted[c])
            return geo_fail(app->ctx, GEO_ERR_ARG, "--mark needs all of trees, canopy and access");
    if (strcmp(to->options.profile.access, NORM_ACCESS) != 0)
        return geo_fail(app->ctx, GEO_ERR_ARG,
                        "--mark is for the distance to green, and norm '%s' judges '%s_dist_m'",
                        to->options.profile.name, to->options.profile.access);
    geo_status status = cli_data_path(app, "marks.csv", &path);
    if (status == GEO_OK)
        status = geo_mark_read(app->ctx, path, name, &to->mark);
    to->options.mark = to->mark;
    return status;
}

/* The whole profile goes into the history of the verdicts, not its name alone. */
static geo_status tell_profile(cli *app, const norm_asked *asked)
{
    const char *heading, *value;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK &&
                       geo_profile_cell(asked->norms, &asked->options.profile, i, &heading, &value);
         i++)
        if (*value)
            status = cli_fact(app, heading, value);
    return status;
}

/* A verdict over nothing would be null for everyone, and look like an answer. */
static geo_status check_criteria(cli *app, const norm_args *args, const norm_asked *asked)
{
    char label[64];
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (asked->options.wanted[c] && !isnan(asked->options.profile.threshold[c]))
            return GEO_OK;
    geo_profile_label(&asked->options.profile, label, sizeof label);
    return geo_fail(app->ctx, GEO_ERR_ARG, "norm '%s' (%s) has no criterion of --criteria %s",
                    asked->options.profile.name, label, args->criteria);
}

geo_status norm_ask(cli *app, const norm_args *args, norm_asked *to)
{
    double *threshold = to->options.profile.threshold;
    geo_status status = read_tables(app, to);
    if (status == GEO_OK)
        status = geo_norms_find(app->ctx, to->norms, args->norm, &to->options.profile);
    if (status == GEO_OK)
        status = tell_profile(app, to);
    if (status == GEO_OK)
        status = each_word(app, to, "criteria", args->criteria, take_criterion);
    if (status == GEO_OK && args->compare)
        status = each_word(app, to, "compare", args->compare, take_profile);
    if (status == GEO_OK && args->mark)
        status = take_mark(app, args->mark, to);
    if (status != GEO_OK)
        return status;
    if (cli_given(app, "trees-min") && (args->trees_min < 0 || args->trees_min > TREES_MOST))
        return geo_fail(app->ctx, GEO_ERR_ARG, "--trees-min must be 0 to %d", TREES_MOST);
    threshold[GEO_TREES] =
        cli_given(app, "trees-min") ? (double)args->trees_min : threshold[GEO_TREES];
    threshold[GEO_CANOPY] =
        cli_given(app, "canopy-min") ? args->canopy_min_pct : threshold[GEO_CANOPY];
    threshold[GEO_ACCESS] =
        cli_given(app, "distance-max") ? args->distance_max_m : threshold[GEO_ACCESS];
    to->options.columns[GEO_TREES] = "trees";
    to->options.columns[GEO_CANOPY] = "canopy";
    to->options.columns[GEO_ACCESS] = to->options.profile.access;
    to->options.mature_crown_m2 = args->mature_crown_m2;
    return check_criteria(app, args, to);
}

void norm_asked_release(norm_asked *asked)
{
    geo_mark_free(asked->mark);
    geo_norms_free(asked->norms);
    geo_notes_free(asked->notes);
    *asked = (norm_asked){0};
}
