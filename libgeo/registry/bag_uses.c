/* What a verblijfsobject may be used for. Source: Catalogus BAG 2018 (Kadaster), domain
 * GebruiksdoelVerblijfsobject; the list is closed, so that any other word is a slip. */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "registry/bag.h"

static const char *const uses[] = {
    "woonfunctie",      "bijeenkomstfunctie",      "celfunctie",    "gezondheidszorgfunctie",
    "industriefunctie", "kantoorfunctie",          "logiesfunctie", "onderwijsfunctie",
    "sportfunctie",     "overige gebruiksfunctie", "winkelfunctie"};

/* Between the words of lists as tables, JSON and PostgreSQL write them, and around them. */
static const char between[] = ",;|/+&[]{}()\"' \t\n";

/* Where the use ends in the text; NULL: it is not there. Letter case, and blanks and underscores
 * inside a word, do not matter: "Woon functie", "overige_gebruiksfunctie". */
static const char *past(const char *text, const char *use)
{
    for (;; use++) {
        use += strspn(use, " ");
        if (!*use)
            return !*text || strchr(between, *text) ? text : NULL;
        text += strspn(text, " _");
        if (tolower((unsigned char)*text++) != *use)
            return NULL;
    }
}

static const char *past_any(const char *text, const char **use)
{
    const char *end = NULL;
    for (size_t i = 0; !end && i < sizeof uses / sizeof *uses; i++)
        if ((end = past(text, uses[i])))
            *use = uses[i];
    return end;
}

bool geo_bag_uses_read(const char *list, geo_text *out)
{
    bool all = true;
    const char *use = NULL;
    geo_text_reset(out);
    for (const char *at = list + strspn(list, between); *at; at += strspn(at, between)) {
        const char *end = past_any(at, &use);
        if (end)
            geo_text_addf(out, "%s%s", out->length ? "," : "", use);
        all = all && end;
        at = end ? end : at + strcspn(at, between);
    }
    return all;
}
