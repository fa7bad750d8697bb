/* Book-keeping of input records: each ends as used, repaired (also used), rejected or ignored by a
 * stated rule, and the counts add up. Says each kind of trouble once, with its first feature. */
#ifndef GEO_IO_TALLY_H
#define GEO_IO_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"

typedef enum geo_fate {
    GEO_FATE_USED,
    GEO_FATE_REPAIRED,
    GEO_FATE_REJECTED,
    GEO_FATE_IGNORED
} geo_fate;

#define GEO_TALLY_KINDS 16
typedef struct geo_tally {
    uint64_t used, repaired, rejected, ignored; /* repaired is not part of used */
    struct {
        geo_fate fate;
        const char *reason; /* static text */
        uint64_t count;
        char first[64]; /* id of the first such feature that has one */
        char file[64];  /* where that is; "": not known */
    } kinds[GEO_TALLY_KINDS];
    int kind_count;
    const char *file; /* being read; NULL: not known. Lives as long as the tally. */
} geo_tally;

/* Share of the records outside the area of use of their system from which it is no longer a stray
 * one: the system is then another, or coordinates are swapped. */
#define GEO_TALLY_MOST_OUTSIDE 0.001

/* reason: static text such as "null geometry"; NULL for used. id may be NULL. */
void geo_tally_add(geo_tally *tally, geo_fate fate, const char *reason, const char *id);
uint64_t geo_tally_total(const geo_tally *tally);
/* Fails when any record was rejected, naming the first: for layers that must be whole. */
geo_status geo_tally_demand(geo_ctx *ctx, const geo_tally *tally, const char *what) GEO_MUST_USE;
/* One warning per kind: "tree: 3 features repaired: unclosed ring (first: 'b12')"; ignored kinds
 * are only said at info level. With `strict` the first repaired or rejected kind is GEO_ERR_GEOM
 * instead. */
geo_status geo_tally_report(geo_ctx *ctx, const geo_tally *tally, const char *what,
                            bool strict) GEO_MUST_USE;

#endif
