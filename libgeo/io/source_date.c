/* How new a theme is: the newest of its rows' source dates. */
#include <stdio.h>
#include <string.h>

#include "base/parse.h"
#include "base/text.h"
#include "io/source_parts.h"

/* A name as SQL takes it, with its quotes doubled. */
static void add_name(geo_text *sql, const char *name)
{
    geo_text_add_char(sql, '"');
    for (; *name; name++) {
        geo_text_add_char(sql, *name);
        if (*name == '"')
            geo_text_add_char(sql, '"');
    }
    geo_text_add_char(sql, '"');
}

/* The single value of a query; false when it gives none. */
static bool ask(const geo_source *source, const char *sql, char *out, size_t size)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(source->vector.dataset, sql, NULL, NULL);
    OGRFeatureH row = answer ? OGR_L_GetNextFeature(answer) : NULL;
    bool known = row && OGR_F_GetFieldCount(row) == 1 && OGR_F_IsFieldSetAndNotNull(row, 0);
    if (known)
        snprintf(out, size, "%s", OGR_F_GetFieldAsString(row, 0));
    OGR_F_Destroy(row);
    if (answer)
        GDALDatasetReleaseResultSet(source->vector.dataset, answer);
    return known;
}

/* OGR writes dates with slashes. */
static bool as_date(char *text)
{
    int64_t days;
    if (strlen(text) < 10)
        return false;
    text[10] = '\0';
    for (int i = 4; i < 10; i += 3)
        text[i] = text[i] == '/' ? '-' : text[i];
    return geo_parse_date(NULL, text, &days) == GEO_OK;
}

bool geo_source_newest_date(const geo_source *source, char out[11])
{
    geo_watch watch;
    char value[64];
    geo_text sql = GEO_TEXT_INIT;
    if (source->date_column < 0)
        return false;
    geo_text_add(&sql, "SELECT MAX(source_date) FROM ");
    add_name(&sql, source->vector.layer_name);
    geo_watch_begin(&watch); /* a theme whose dates cannot be asked for has none */
    bool known =
        !sql.failed && ask(source, geo_text_string(&sql), value, sizeof value) && as_date(value);
    geo_watch_end(&watch);
    geo_text_release(&sql);
    if (known)
        memcpy(out, value, 11);
    return known;
}
