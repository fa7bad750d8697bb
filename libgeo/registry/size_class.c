#include "registry/size_class.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/parse.h"

typedef struct scan {
    const char *at;
} scan;

static void skip_space(scan *s)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
}

/* A whole word, letter case ignored. */
static bool take_word(scan *s, const char *word)
{
    size_t length = strlen(word);
    skip_space(s);
    if (strncasecmp(s->at, word, length) != 0)
        return false;
    if (isalpha((unsigned char)word[length - 1]) && isalpha((unsigned char)s->at[length]))
        return false;
    s->at += length;
    return true;
}

static void skip_unit(scan *s)
{
    if (take_word(s, "meter") || take_word(s, "mtr") || take_word(s, "m"))
        (void)take_word(s, ".");
}

static bool take_number(scan *s, double *out)
{
    char room[32];
    size_t length = 0;
    skip_space(s);
    const char *at = s->at;
    while (isdigit((unsigned char)*at) || *at == '.' || *at == ',') {
        if (length == sizeof room - 1)
            return false;
        room[length++] = *at == ',' ? '.' : *at;
        at++;
    }
    if (length && room[length - 1] == '.') /* "18." ends a sentence */
        length--;
    room[length] = '\0';
    if (!length || geo_parse_double(NULL, room, out) != GEO_OK)
        return false;
    s->at += length;
    skip_unit(s);
    return true;
}

static bool at_end(scan *s)
{
    skip_space(s);
    return !*s->at;
}

static bool take_any(scan *s, const char *const *words)
{
    for (; *words; words++)
        if (take_word(s, *words))
            return true;
    return false;
}

static bool parse_from(scan *s, double from, geo_size_class *out)
{
    static const char *const between[] = {"tot en met", "t/m", "tot", "-", "–", NULL};
    static const char *const above[] = {"en hoger", "en groter", "en meer", "of hoger",
                                        "of meer",  "+",         "e.h.",    NULL};
    double to;
    if (at_end(s)) {
        out->middle_m = from;
        return true;
    }
    if (take_any(s, above) && at_end(s)) {
        out->middle_m = out->min_m = from;
        return true;
    }
    if (!take_any(s, between) || !take_number(s, &to) || !at_end(s) || to < from)
        return false;
    out->min_m = from;
    out->max_m = to;
    out->middle_m = (from + to) / 2;
    return true;
}

static bool says_nothing(const char *text)
{
    static const char *const words[] = {
        "onbekend", "niet te beoordelen", "niet van toepassing", "n.v.t.", "nvt", "-", NULL};
    for (int i = 0; words[i]; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

bool geo_size_class_parse(const char *text, geo_size_class *out)
{
    static const char *const below[] = {"tot", "< ", "<", "minder dan", "kleiner dan", NULL};
    static const char *const over[] = {">=", ">", "meer dan", "groter dan", "hoger dan", NULL};
    scan s = {text};
    double size;
    *out = (geo_size_class){NAN, NAN, NAN};
    if (says_nothing(text))
        return true;
    if (take_any(&s, below)) {
        if (!take_number(&s, &size) || !at_end(&s))
            return false;
        out->max_m = size;
        return true;
    }
    if (take_any(&s, over)) {
        if (!take_number(&s, &size) || !at_end(&s))
            return false;
        out->middle_m = out->min_m = size;
        return true;
    }
    if (!take_number(&s, &size))
        return false;
    bool good = parse_from(&s, size, out);
    if (good && out->min_m == 0) /* "0-6 m": as "tot 6 m" */
        *out = (geo_size_class){NAN, NAN, out->max_m};
    return good;
}
