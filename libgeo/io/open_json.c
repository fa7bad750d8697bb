/* What GDAL's reader of GeoJSON passes over in silence: texts cut short, and pages that are not
 * all. */
#include <cpl_vsi.h>
#include <string.h>

#include "base/alloc.h"
#include "io/json_page.h"
#include "io/open.h"

enum { CHUNK = 1 << 20 };

/* How much of the escape stands at this byte's end; six: it is one. */
static int advance(int matched, char c)
{
    static const char escape[] = "\\u0000";
    if (c == escape[matched])
        return matched + 1;
    return c == '\\' && matched != 1 ? 1 : 0; /* a backslash that is escaped begins nothing */
}

static bool holds_nul(const char *at, const char *end, int *matched)
{
    while (at < end && *matched < 6) {
        if (!*matched && !(at = memchr(at, '\\', (size_t)(end - at))))
            return false;
        *matched = advance(*matched, *at++);
    }
    return *matched == 6;
}

geo_status geo_open_check_json(geo_ctx *ctx, const char *path, const char *name)
{
    geo_json_page page = {0};
    int matched = 0;
    size_t length = CHUNK;
    bool found = false;
    char *chunk = geo_alloc(CHUNK, 1);
    VSILFILE *file = chunk ? VSIFOpenL(path, "rb") : NULL;
    geo_status status = chunk ? GEO_OK : geo_fail_nomem(ctx);
    if (chunk && !file)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", name);
    while (!status && !found && length == CHUNK) {
        length = VSIFReadL(chunk, 1, CHUNK, file);
        found = holds_nul(chunk, chunk + length, &matched);
        geo_json_page_feed(&page, chunk, length);
        status = geo_ctx_poll(ctx);
    }
    if (!status && found)
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "'%s' has a text with NUL in it (\\u0000), where readers cut it", name);
    if (!status)
        status = geo_json_page_check(ctx, &page, name);
    if (file)
        VSIFCloseL(file);
    geo_free(chunk);
    return status;
}
