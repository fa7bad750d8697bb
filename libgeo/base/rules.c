/* Rules as rows of a table. Invariant: cells[row * columns + column] has no blanks at its ends, row
 * `count` being the headings; words[row * KEYS + key] is NULL (any) or one of them, and least[row *
 * LEASTS + i] is NaN where there is no condition. */
#include "base/rules.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/parse.h"
#include "base/text.h"

const char *const GEO_RULE_KEY[GEO_RULE_KEYS] = {"theme",    "class",      "physical", "plus",
                                                 "function", "management", "facility", "in_zone"};
const char *const GEO_RULE_LEAST[GEO_RULE_LEASTS] = {"width_min_m", "area_min_m2"};

struct geo_rules {
    geo_table *table;
    geo_arena *arena; /* of the cells */
    const char **cells;
    size_t columns;
    const char *name; /* without folder */
    const char **words;
    double *least;
    size_t count;
};

void geo_rules_free(geo_rules *rules)
{
    if (!rules)
        return;
    geo_table_free(rules->table);
    geo_arena_free(rules->arena);
    geo_free(rules->cells);
    geo_free(rules->words);
    geo_free(rules->least);
    geo_free(rules);
}

size_t geo_rules_count(const geo_rules *rules)
{
    return rules->count;
}

/* The column's index, or SIZE_MAX: here a column may be missing without a word. */
static size_t column_of(const geo_rules *rules, const char *heading)
{
    for (size_t i = 0; i < rules->columns; i++)
        if (strcmp(rules->cells[rules->count * rules->columns + i], heading) == 0)
            return i;
    return SIZE_MAX;
}

const char *geo_rules_cell(const geo_rules *rules, size_t row, const char *column)
{
    size_t index = column_of(rules, column);
    return index == SIZE_MAX ? "" : rules->cells[row * rules->columns + index];
}

geo_status geo_rules_need(geo_ctx *ctx, const geo_rules *rules, const char *const *columns)
{
    for (; *columns; columns++)
        if (column_of(rules, *columns) == SIZE_MAX)
            return geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no column '%s'", rules->name,
                            *columns);
    return GEO_OK;
}

geo_status geo_rules_headings(geo_ctx *ctx, const geo_rules *rules, const char *const *columns)
{
    for (size_t i = 0; i < rules->columns; i++) {
        const char *heading = rules->cells[rules->count * rules->columns + i];
        if (geo_text_listed(columns, heading))
            continue;
        geo_text all = GEO_TEXT_INIT;
        for (size_t k = 0; columns[k]; k++)
            geo_text_addf(&all, "%s%s", k ? ", " : "", columns[k]);
        geo_hint(ctx, "headings are %s", geo_text_string(&all));
        geo_text_release(&all);
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%zu: unknown heading '%s'", rules->name,
                        geo_table_line(rules->table, GEO_TABLE_HEADER), heading);
    }
    return GEO_OK;
}

/* The next of `a|b|c` without blanks around it; false at the end. */
static bool next_word(const char **words, const char **word, size_t *length)
{
    if (!**words)
        return false;
    size_t whole = strcspn(*words, "|");
    *word = *words;
    *length = whole;
    *words += whole + ((*words)[whole] == '|');
    while (*length && isspace((unsigned char)**word))
        ++*word, --*length;
    while (*length && isspace((unsigned char)(*word)[*length - 1]))
        --*length;
    return true;
}

geo_status geo_rules_words(geo_ctx *ctx, const geo_rules *rules, geo_rule_key key,
                           const char *const *words)
{
    for (size_t row = 0; row < rules->count; row++) {
        const char *rest = rules->words[row * GEO_RULE_KEYS + key], *word;
        size_t length;
        while (rest && next_word(&rest, &word, &length)) {
            bool known = false;
            for (size_t i = 0; words[i]; i++)
                known |= strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0;
            if (!known)
                return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%zu: unknown %s '%.*s'", rules->name,
                                geo_table_line(rules->table, row), GEO_RULE_KEY[key], (int)length,
                                word);
        }
    }
    return GEO_OK;
}

geo_status geo_rules_fault(geo_ctx *ctx, const geo_rules *rules, size_t row, const char *what,
                           const char *cell)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%zu: %s '%s'", rules->name,
                    geo_table_line(rules->table, row), what, cell);
}

/* ---- reading ---- */

static const char *trimmed(geo_arena *arena, const char *text)
{
    size_t length;
    const char *word = text;
    while (isspace((unsigned char)*word))
        word++;
    for (length = strlen(word); length && isspace((unsigned char)word[length - 1]); length--)
        ;
    return geo_arena_strndup(arena, word, length);
}

static geo_status read_cells(geo_ctx *ctx, geo_rules *rules, const char *path)
{
    const geo_table *table = rules->table;
    rules->count = geo_table_rows(table);
    rules->columns = geo_table_columns(table);
    rules->arena = geo_arena_new();
    rules->cells = geo_calloc((rules->count + 1) * rules->columns, sizeof *rules->cells);
    if (!rules->arena || !rules->cells)
        return geo_fail_nomem(ctx);
    rules->name = geo_path_name(geo_arena_strndup(rules->arena, path, strlen(path)));
    for (size_t row = 0; row <= rules->count; row++)
        for (size_t c = 0; c < rules->columns; c++) {
            const char *cell =
                row < rules->count ? geo_table_cell(table, row, c) : geo_table_heading(table, c);
            const char **to = &rules->cells[row * rules->columns + c];
            if (!(*to = trimmed(rules->arena, cell)))
                return geo_fail_nomem(ctx);
        }
    return rules->count ? GEO_OK : geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has no rules", rules->name);
}

static void read_words(geo_rules *rules)
{
    for (int key = 0; key < GEO_RULE_KEYS; key++) {
        size_t column = column_of(rules, GEO_RULE_KEY[key]);
        for (size_t row = 0; row < rules->count; row++) {
            const char *cell =
                column == SIZE_MAX ? "" : rules->cells[row * rules->columns + column];
            rules->words[row * GEO_RULE_KEYS + (size_t)key] = *cell ? cell : NULL;
        }
    }
}

static geo_status read_least(geo_ctx *ctx, geo_rules *rules, int which)
{
    for (size_t row = 0; row < rules->count; row++) {
        const char *cell = geo_rules_cell(rules, row, GEO_RULE_LEAST[which]);
        double *to = &rules->least[row * GEO_RULE_LEASTS + (size_t)which];
        *to = NAN;
        if (*cell && (geo_parse_double(NULL, cell, to) != GEO_OK || !(*to >= 0)))
            return geo_rules_fault(ctx, rules, row, "a least value is a number from 0 on, not",
                                   cell);
    }
    return GEO_OK;
}

/* A number that nobody has found or decided must not look like a fact. */
static geo_status check_sources(geo_ctx *ctx, const geo_rules *rules, size_t row)
{
    static const char *const CONFIDENCE[] = {"high", "medium", "low", NULL};
    const char *confidence = geo_rules_cell(rules, row, "confidence");
    bool shaped = false;
    for (int i = 0; i < GEO_RULE_LEASTS; i++)
        shaped |= !isnan(rules->least[row * GEO_RULE_LEASTS + (size_t)i]);
    if (!*geo_rules_cell(rules, row, "source"))
        return geo_rules_fault(ctx, rules, row, "has no source:", "");
    if (!geo_text_listed(CONFIDENCE, confidence))
        return geo_rules_fault(ctx, rules, row, "confidence is high, medium or low, not",
                               confidence);
    if (shaped && !*geo_rules_cell(rules, row, "shape_source"))
        return geo_rules_fault(ctx, rules, row,
                               "a width or area needs its own source in shape_source, not", "");
    return GEO_OK;
}

static geo_status fill(geo_ctx *ctx, geo_rules *rules, const char *path)
{
    geo_status status = geo_table_read(ctx, path, &rules->table);
    if (status == GEO_OK)
        status = read_cells(ctx, rules, path);
    if (status != GEO_OK)
        return status;
    rules->words = geo_alloc(rules->count * GEO_RULE_KEYS, sizeof *rules->words);
    rules->least = geo_alloc(rules->count * GEO_RULE_LEASTS, sizeof *rules->least);
    if (!rules->words || !rules->least)
        return geo_fail_nomem(ctx);
    static const char *const NEEDED[] = {"source", "confidence", NULL};
    status = geo_rules_need(ctx, rules, NEEDED);
    read_words(rules);
    for (int i = 0; status == GEO_OK && i < GEO_RULE_LEASTS; i++)
        status = read_least(ctx, rules, i);
    for (size_t row = 0; status == GEO_OK && row < rules->count; row++)
        status = check_sources(ctx, rules, row);
    return status;
}

geo_status geo_rules_new(geo_ctx *ctx, const char *path, geo_rules **out)
{
    geo_rules *rules = geo_calloc(1, sizeof *rules);
    if (!rules)
        return geo_fail_nomem(ctx);
    geo_status status = fill(ctx, rules, path);
    if (status == GEO_OK)
        *out = rules;
    else
        geo_rules_free(rules);
    return status;
}

/* ---- asking ---- */

/* Is the word one of `a|b|c`? */
static bool is_one_of(const char *words, const char *word)
{
    const char *one;
    size_t length, asked = strlen(word);
    while (next_word(&words, &one, &length))
        if (length == asked && strncasecmp(one, word, length) == 0)
            return true;
    return false;
}

bool geo_rules_mention(const geo_rules *rules, geo_rule_key key, const char *word)
{
    for (size_t row = 0; word && row < rules->count; row++) {
        const char *words = rules->words[row * GEO_RULE_KEYS + (size_t)key];
        if (words && is_one_of(words, word))
            return true;
    }
    return false;
}

static bool fits(const geo_rules *rules, size_t row, const geo_rule_case *asked)
{
    for (size_t key = 0; key < GEO_RULE_KEYS; key++) {
        const char *words = rules->words[row * GEO_RULE_KEYS + key];
        if (words && (!asked->word[key] || !is_one_of(words, asked->word[key])))
            return false;
    }
    for (size_t i = 0; i < GEO_RULE_LEASTS; i++) /* not below NaN either: no condition */
        if (asked->value[i] < rules->least[row * GEO_RULE_LEASTS + i])
            return false;
    return true;
}

size_t geo_rules_match(const geo_rules *rules, const geo_rule_case *asked, size_t from)
{
    for (size_t row = from; row < rules->count; row++)
        if (fits(rules, row, asked))
            return row;
    return SIZE_MAX;
}
