/* Is a GeoJSON file one page of what a web service has? Its members are looked at as the bytes go
 * by, whatever the size of the file; for the files of this floor. */
#ifndef GEO_IO_JSON_PAGE_H
#define GEO_IO_JSON_PAGE_H

#include <stddef.h>

#include "base/ctx.h"

enum { GEO_JSON_PAGE_WORD = 24, GEO_JSON_PAGE_DEPTH = 4 };

typedef struct geo_json_page { /* begins as zeros */
    int64_t depth;             /* of objects and arrays that are open */
    bool in_text, is_escaped;
    char word[GEO_JSON_PAGE_WORD]; /* the last text, number or literal; cut */
    size_t length;
    char keys[GEO_JSON_PAGE_DEPTH + 1][GEO_JSON_PAGE_WORD]; /* the member that each depth is at */
    uint64_t features;
    double matched, returned; /* as it says; 0: it does not */
    bool is_collection, has_next, is_cut;
} geo_json_page;

/* The next bytes of the file, in pieces of any size. */
void geo_json_page_feed(geo_json_page *page, const char *bytes, size_t count);
/* FORMAT when the file says that there is more than it holds: fewer features than numberMatched (or
 * totalFeatures); or, without such a number, a link to the next page or exceededTransferLimit,
 * unless it holds more than numberReturned (pages that were put together by hand keep the links of
 * the first). Source: OGC 17-069r4, OGC API - Features - Part 1, 7.15.5 and 7.15.6. */
geo_status geo_json_page_check(geo_ctx *ctx, const geo_json_page *page,
                               const char *name) GEO_MUST_USE;

#endif
