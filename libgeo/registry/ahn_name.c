/* What AHN files tell by their names. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "registry/ahn.h"

static const int FIRST_YEAR = 1996, LAST_YEAR = 2099;

/* The next word of letters and digits at or after *at, its length, 0 at the end; *at goes past it.
 */
static size_t next_word(const char **at, const char **word)
{
    const char *p = *at;
    while (*p && !isalnum((unsigned char)*p))
        p++;
    *word = p;
    while (isalnum((unsigned char)*p))
        p++;
    *at = p;
    return (size_t)(p - *word);
}

static bool is_word(const char *word, size_t length, const char *of)
{
    return length == strlen(of) && !strncasecmp(word, of, length);
}

/* The extension is no word of the name. */
static const char *end_of_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot : name + strlen(name);
}

geo_ahn_kind geo_ahn_kind_of(const char *path)
{
    const char *at = geo_path_name(path), *end = end_of_name(at), *word;
    bool dtm = false, dsm = false, m = false, r = false;
    for (size_t length; (length = next_word(&at, &word)) > 0 && word < end;) {
        dtm |= is_word(word, length, "dtm");
        dsm |= is_word(word, length, "dsm");
        m |= is_word(word, length, "m") || is_word(word, length, "m5");
        r |= is_word(word, length, "r") || is_word(word, length, "r5");
    }
    if (dtm != dsm)
        return dtm ? GEO_AHN_DTM : GEO_AHN_DSM;
    if (dtm || m == r)
        return GEO_AHN_UNKNOWN;
    return m ? GEO_AHN_DTM : GEO_AHN_DSM;
}

int geo_ahn_year_of(const char *path)
{
    const char *at = geo_path_name(path), *end = end_of_name(at), *word;
    for (size_t length; (length = next_word(&at, &word)) > 0 && word < end;) {
        int year = 0;
        for (size_t i = 0; length == 4 && i < 4 && year >= 0; i++)
            year = isdigit((unsigned char)word[i]) ? year * 10 + (word[i] - '0') : -1;
        if (year >= FIRST_YEAR && year <= LAST_YEAR)
            return year;
    }
    return 0;
}
