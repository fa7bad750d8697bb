#include "norm/doubts.h"

static void warn_outside(cli *app, const geo_norm *norm)
{
    uint64_t homes = geo_norm_town(norm).homes;
    if (geo_norm_places(norm)->areas[GEO_LEVEL_BUURT] && homes && geo_norm_outside(norm) == homes)
        geo_warn(app->ctx,
                 "none of the %llu homes lies in a neighbourhood: are they of the same town?",
                 (unsigned long long)homes);
}

/* A code that the table does not list comes from tools of another version. */
static void warn_unlisted(cli *app, const geo_norm *norm)
{
    size_t unlisted = GEO_NOTES_UNLISTED(geo_norm_places(norm)->notes);
    for (int c = 0; c < GEO_CRITERIA; c++) {
        uint64_t homes = geo_norm_why(norm, (geo_criterion)c, unlisted);
        if (homes)
            geo_warn(app->ctx,
                     "%s is unknown for %llu homes by a code that notes.csv does not list: is the "
                     "table of this version?",
                     GEO_CRITERION[c], (unsigned long long)homes);
    }
}

static void warn_nobody(cli *app, const geo_norm *norm, const geo_schema *schema)
{
    geo_unjudged why = geo_norm_unjudged(norm);
    if (geo_norm_town(norm).homes || !geo_norm_rows(norm))
        return;
    geo_warn(app->ctx,
             "no home was judged: of %llu rows %llu are of unknown use, %llu no homes, %llu where "
             "the norm does not apply",
             (unsigned long long)geo_norm_rows(norm), (unsigned long long)why.home_unknown,
             (unsigned long long)why.not_home, (unsigned long long)why.outside);
    if (geo_schema_find(schema, "home") == SIZE_MAX)
        geo_note(app->ctx, "the input has no column home: 1 where there is a home, 0 where not");
}

void norm_warn(cli *app, const geo_norm *norm, const geo_schema *schema)
{
    uint64_t repeated = geo_norm_repeated(norm);
    warn_outside(app, norm);
    warn_unlisted(app, norm);
    warn_nobody(app, norm, schema);
    if (repeated)
        geo_note(app->ctx, "rows that are further addresses of a home counted already: %llu",
                 (unsigned long long)repeated);
}
