/* A lexer for SQLite's SQL, just good enough to tell kinds of schema lines apart and to see which
 * tables a trigger writes and which functions it calls. What it does not understand is refused. */
#include "io/gpkg_sql.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef enum token_kind { END, WORD, QUOTED, STRING, SIGN, BROKEN } token_kind;

typedef struct token {
    token_kind kind;
    const char *text; /* without quotes */
    size_t length;
} token;

static const char *skip_blank(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f");
        if (!strncmp(at, "--", 2)) {
            at += strcspn(at, "\n");
        } else if (!strncmp(at, "/*", 2)) {
            const char *close = strstr(at + 2, "*/");
            at = close ? close + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

/* A name or text in quotes; the closing one doubled stands for itself. */
static token quoted(const char **at, char close, token_kind kind)
{
    token t = {kind, *at + 1, 0};
    const char *end = t.text;
    while ((end = strchr(end, close)) && close != ']' && end[1] == close)
        end += 2;
    if (!end) {
        t.kind = BROKEN;
        *at += strlen(*at);
        return t;
    }
    t.length = (size_t)(end - t.text);
    *at = end + 1;
    return t;
}

static bool in_word(unsigned char c)
{
    return isalnum(c) || c == '_' || c == '$' || c >= 128;
}

static token next(const char **at)
{
    *at = skip_blank(*at);
    token t = {SIGN, *at, 1};
    switch (**at) {
    case '\0':
        t.kind = END;
        t.length = 0;
        return t;
    case '"':
    case '`':
        return quoted(at, **at, QUOTED);
    case '[':
        return quoted(at, ']', QUOTED);
    case '\'':
        return quoted(at, '\'', STRING);
    default:
        break;
    }
    while (in_word((unsigned char)**at))
        ++*at;
    if (*at > t.text) {
        t.kind = WORD;
        t.length = (size_t)(*at - t.text);
    } else {
        ++*at;
    }
    return t;
}

static bool is(token t, const char *word)
{
    return (t.kind == WORD || t.kind == SIGN) && strlen(word) == t.length &&
           !strncasecmp(t.text, word, t.length);
}

static bool is_one_of(token t, const char *const *words)
{
    for (; *words; words++)
        if (is(t, *words))
            return true;
    return false;
}

/* The name after "TABLE", with IF NOT EXISTS and a schema before it; the token behind it. */
static token after_name(const char **at)
{
    token t = next(at);
    while (is(t, "IF") || is(t, "NOT") || is(t, "EXISTS"))
        t = next(at);
    t = next(at);
    if (is(t, ".")) {
        next(at);
        t = next(at);
    }
    return t;
}

geo_sql_kind geo_sql_judge(const char *sql)
{
    const char *at = sql;
    if (!is(next(&at), "CREATE"))
        return GEO_SQL_OTHER;
    token what = next(&at);
    if (is(what, "TABLE")) /* a plain column list: never CREATE TABLE ... AS SELECT */
        return is(after_name(&at), "(") ? GEO_SQL_TABLE : GEO_SQL_OTHER;
    if (is(what, "VIRTUAL")) {
        next(&at);
        token using = after_name(&at);
        return is(using, "USING") && is(next(&at), "rtree") ? GEO_SQL_RTREE : GEO_SQL_VIRTUAL;
    }
    if (is(what, "INDEX") || is(what, "UNIQUE"))
        return GEO_SQL_INDEX;
    if (is(what, "VIEW"))
        return GEO_SQL_VIEW;
    return is(what, "TRIGGER") ? GEO_SQL_TRIGGER : GEO_SQL_OTHER;
}

bool geo_sql_is_spatialite(const char *sql)
{
    static const char *const modules[] = {"VirtualSpatialIndex", "VirtualElementary", "VirtualKNN",
                                          "VirtualKNN2", NULL};
    const char *at = sql;
    if (!is(next(&at), "CREATE") || !is(next(&at), "VIRTUAL"))
        return false;
    next(&at);
    return is(after_name(&at), "USING") && is_one_of(next(&at), modules);
}

static bool may_write(token table)
{
    if (table.kind != WORD && table.kind != QUOTED && table.kind != STRING)
        return false;
    return (table.length > 6 && !strncasecmp(table.text, "rtree_", 6)) ||
           (table.length == 17 && !strncasecmp(table.text, "gpkg_ogr_contents", 17));
}

/* Words that a bracket may follow: harmless functions, and keywords. */
static bool may_call(token word)
{
    static const char *const words[] = {
        "ST_MinX",  "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty", "RAISE",   "lower", "VALUES",
        "IN",       "NOT",     "AND",     "OR",      "WHERE",      "EXISTS",  "FROM",  "WHEN",
        "strftime", "typeof",  "min",     "max",     "length",     "abs",     "CHECK", "SELECT",
        "coalesce", "ifnull",  "LIKE",    "GLOB",    "IS",         "BETWEEN", NULL};
    return is_one_of(word, words);
}

/* One word inside the body; true when what it begins is allowed. */
static bool body_word_fits(token word, const char *at)
{
    token follows = next(&at);
    if (is(word, "INTO"))
        return may_write(follows);
    if (is(word, "DELETE"))
        return is(follows, "FROM") && may_write(next(&at));
    if (is(word, "UPDATE"))
        return may_write(follows);
    if (is(word, "REPLACE"))
        return is(follows, "INTO");
    if (is(word, "INSERT"))
        return is(follows, "INTO") || is(follows, "OR");
    if (is(word, "PRAGMA") || is(word, "ATTACH") || is(word, "WITH"))
        return false;
    return !is(follows, "(") || may_call(word);
}

bool geo_sql_trigger_is_standard(const char *sql)
{
    const char *at = sql;
    token t = next(&at);
    while (t.kind != END && !is(t, "BEGIN")) { /* its head: only calls matter */
        const char *ahead = at;
        if (t.kind == BROKEN ||
            ((t.kind == WORD || t.kind == QUOTED) && is(next(&ahead), "(") && !may_call(t)))
            return false;
        t = next(&at);
    }
    for (t = next(&at); t.kind != END; t = next(&at)) {
        const char *ahead = at;
        if (t.kind == BROKEN || (t.kind == WORD && !body_word_fits(t, at)))
            return false;
        if (t.kind == QUOTED && is(next(&ahead), "("))
            return false;
    }
    return true;
}
