/* Listening to GDAL's error reports, on this thread and for a while: a handler that counts, because
 * GDAL's "last error" is overwritten by whatever comes after the failure. */
#include "io/open.h"

#include <cpl_error.h>
#include <string.h>

/* GDAL's texts may hold line breaks and control bytes of the file itself. */
static void copy_line(char *to, size_t room, const char *text)
{
    size_t length = 0;
    for (; *text && length + 1 < room; text++)
        to[length++] = (unsigned char)*text < ' ' ? ' ' : *text;
    while (length && (to[length - 1] == ' ' || to[length - 1] == '.'))
        length--;
    to[length] = '\0';
}

/* "sqlite3_exec(a whole statement) failed: disk is full": people want the end of it. */
static const char *reason_in(const char *text)
{
    static const char MARK[] = ") failed: ";
    const char *reason = text;
    if (strncmp(text, "sqlite3_", strlen("sqlite3_")) != 0)
        return text;
    for (const char *at = strstr(text, MARK); at; at = strstr(at + 1, MARK))
        reason = at + strlen(MARK);
    return reason;
}

static void CPL_STDCALL on_error(CPLErr kind, CPLErrorNum number, const char *text)
{
    (void)number;
    geo_watch *watch = CPLGetErrorHandlerUserData();
    if (kind < CE_Failure || !watch)
        return;
    if (!watch->failures++)
        copy_line(watch->first, sizeof watch->first, reason_in(text));
}

void geo_watch_begin(geo_watch *watch)
{
    memset(watch, 0, sizeof *watch);
    CPLPushErrorHandlerEx(on_error, watch);
}

void geo_watch_end(geo_watch *watch)
{
    (void)watch; /* the handlers are a stack: the innermost watch ends */
    CPLPopErrorHandler();
}

geo_status geo_watch_check(geo_ctx *ctx, geo_watch *watch, geo_status status, const char *what,
                           const char *name)
{
    if (!watch->failures)
        return GEO_OK;
    watch->failures = 0;
    if (strstr(watch->first, "unknown encoding")) /* expat's words */
        geo_hint(ctx,
                 "its first line names an encoding that is none: encoding=\"UTF-8\", not utf8");
    return geo_fail(ctx, status, "%s '%s': %s", what, name, watch->first);
}
