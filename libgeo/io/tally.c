/* Book-keeping of input records. Invariant: each added record is in exactly one of the four counts;
 * kinds beyond the table's end are counted, only without a line of their own. */
#include "io/tally.h"

#include <stdio.h>
#include <string.h>

static uint64_t *count_of(geo_tally *tally, geo_fate fate)
{
    switch (fate) {
    case GEO_FATE_REPAIRED:
        return &tally->repaired;
    case GEO_FATE_REJECTED:
        return &tally->rejected;
    case GEO_FATE_IGNORED:
        return &tally->ignored;
    default:
        return &tally->used;
    }
}

static void add_kind(geo_tally *tally, geo_fate fate, const char *reason, const char *id)
{
    int i = 0;
    while (i < tally->kind_count &&
           (tally->kinds[i].fate != fate || strcmp(tally->kinds[i].reason, reason) != 0))
        i++;
    if (i == GEO_TALLY_KINDS)
        return;
    if (i == tally->kind_count) {
        tally->kinds[i].fate = fate;
        tally->kinds[i].reason = reason;
        tally->kinds[i].count = 0;
        tally->kinds[i].first[0] = tally->kinds[i].file[0] = '\0';
        tally->kind_count++;
    }
    if (!tally->kinds[i].count || (!tally->kinds[i].first[0] && id)) {
        snprintf(tally->kinds[i].first, sizeof tally->kinds[i].first, "%s", id ? id : "");
        snprintf(tally->kinds[i].file, sizeof tally->kinds[i].file, "%s",
                 tally->file ? tally->file : "");
    }
    tally->kinds[i].count++;
}

void geo_tally_add(geo_tally *tally, geo_fate fate, const char *reason, const char *id)
{
    ++*count_of(tally, fate);
    if (reason)
        add_kind(tally, fate, reason, id);
}

uint64_t geo_tally_total(const geo_tally *tally)
{
    return tally->used + tally->repaired + tally->rejected + tally->ignored;
}

static const char *fate_name(geo_fate fate)
{
    static const char *const names[] = {"used", "repaired", "rejected", "ignored"};
    return names[fate];
}

geo_status geo_tally_demand(geo_ctx *ctx, const geo_tally *tally, const char *what)
{
    for (int i = 0; i < tally->kind_count; i++)
        if (tally->kinds[i].fate == GEO_FATE_REJECTED)
            return geo_fail(ctx, GEO_ERR_GEOM,
                            "%llu of %llu features of '%s' cannot be used: %s "
                            "(first: '%s')",
                            (unsigned long long)tally->rejected,
                            (unsigned long long)geo_tally_total(tally), what,
                            tally->kinds[i].reason, tally->kinds[i].first);
    return GEO_OK;
}

/* " (first: 'b12' in 'bomen.csv')", as far as it is known. */
static void say_where(const geo_tally *tally, int kind, char *out, size_t size)
{
    const char *id = tally->kinds[kind].first, *file = tally->kinds[kind].file;
    *out = '\0';
    if (*id && *file)
        snprintf(out, size, " (first: '%s' in '%s')", id, file);
    else if (*id)
        snprintf(out, size, " (first: '%s')", id);
    else if (*file)
        snprintf(out, size, " (first in '%s')", file);
}

geo_status geo_tally_report(geo_ctx *ctx, const geo_tally *tally, const char *what, bool strict)
{
    for (int i = 0; i < tally->kind_count; i++) {
        geo_fate fate = tally->kinds[i].fate;
        unsigned long long count = tally->kinds[i].count;
        const char *plural = count == 1 ? "" : "s";
        char where[160];
        say_where(tally, i, where, sizeof where);
        if (strict && (fate == GEO_FATE_REPAIRED || fate == GEO_FATE_REJECTED))
            return geo_fail(ctx, GEO_ERR_GEOM, "%s: %llu feature%s %s: %s%s", what, count, plural,
                            fate_name(fate), tally->kinds[i].reason, where);
        geo_log(ctx,
                fate == GEO_FATE_IGNORED || fate == GEO_FATE_USED ? GEO_LOG_INFO : GEO_LOG_WARNING,
                "%s: %llu feature%s %s: %s%s", what, count, plural, fate_name(fate),
                tally->kinds[i].reason, where);
    }
    return GEO_OK;
}
