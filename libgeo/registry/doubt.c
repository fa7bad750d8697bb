#include "registry/doubt.h"

#include <stdio.h>

#include "base/text.h"

void geo_doubt_note(geo_doubt *doubt, const char *text, const char *id, const char *file)
{
    if (doubt->count++)
        return;
    snprintf(doubt->first, sizeof doubt->first, "%s", text);
    snprintf(doubt->id, sizeof doubt->id, "%s", id ? id : "");
    snprintf(doubt->file, sizeof doubt->file, "%s", file ? geo_path_name(file) : "");
}

void geo_doubt_tell(geo_ctx *ctx, const geo_doubt *d, const char *what, const char *hint)
{
    geo_text where = GEO_TEXT_INIT;
    if (!d->count)
        return;
    if (*d->id)
        geo_text_addf(&where, " of '%s'", d->id);
    if (*d->file)
        geo_text_addf(&where, " in '%s'", d->file);
    geo_warn(ctx, "%s: %llu (first: '%s'%s%s)", what, (unsigned long long)d->count, d->first,
             geo_text_string(&where), hint);
    geo_text_release(&where);
}
