/* Rules as rows of a table. Invariant: words[row * KEYS + key] is NULL (any) or a cell of the
 * table, and least[row * LEASTS + i] is NaN where there is no condition. */
#include "nature/rules.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"

const char *const GEO_RULE_KEY[GEO_RULE_KEYS] = {"theme",    "class",      "physical", "plus",
                                                 "function", "management", "facility", "in_zone"};
const char *const GEO_RULE_LEAST[GEO_RULE_LEASTS] = {"width_min_m", "area_min_m2"};

struct geo_rules {
    geo_table *table;
    char *name; /* without folder */
    const char **words;
    double *least;
    size_t count;
};

void geo_rules_free(geo_rules *rules)
{
    if (!rules)
        return;
    geo_table_free(rules->table);
    geo_free(rules->name);
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
    for (size_t i = 0; i < geo_table_columns(rules->table); i++)
        if (strcmp(geo_table_heading(rules->table, i), heading) == 0)
            return i;
    return SIZE_MAX;
}

const char *geo_rules_cell(const geo_rules *rules, size_t row, const char *column)
{
    size_t index = column_of(rules, column);
    return index == SIZE_MAX ? "" : geo_table_cell(rules->table, row, index);
}

geo_status geo_rules_need(geo_ctx *ctx, const geo_rules *rules, const char *const *columns)
{
    size_t index;
    geo_status status = GEO_OK;
    for (; status == GEO_OK && *columns; columns++)
        status = geo_table_column(ctx, rules->table, *columns, &index);
    return status;
}

geo_status geo_rules_fault(geo_ctx *ctx, const geo_rules *rules, size_t row, const char *what,
                           const char *cell)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': rule %zu: %s '%s'", rules->name, row + 1, what,
                    cell);
}

/* ---- reading ---- */

static void read_words(geo_rules *rules)
{
    for (int key = 0; key < GEO_RULE_KEYS; key++) {
        size_t column = column_of(rules, GEO_RULE_KEY[key]);
        for (size_t row = 0; row < rules->count; row++) {
            const char *cell = column == SIZE_MAX ? "" : geo_table_cell(rules->table, row, column);
            rules->words[row * GEO_RULE_KEYS + (size_t)key] = *cell ? cell : NULL;
        }
    }
}

static geo_status read_least(geo_ctx *ctx, geo_rules *rules, int which)
{
    size_t column = column_of(rules, GEO_RULE_LEAST[which]);
    geo_status status = GEO_OK;
    for (size_t row = 0; status == GEO_OK && row < rules->count; row++) {
        double *to = &rules->least[row * GEO_RULE_LEASTS + (size_t)which];
        *to = NAN;
        if (column != SIZE_MAX && *geo_table_cell(rules->table, row, column))
            status = geo_table_double(ctx, rules->table, row, column, to);
        if (status == GEO_OK && *to < 0)
            status = geo_rules_fault(ctx, rules, row, "a least value below 0:",
                                     geo_table_cell(rules->table, row, column));
    }
    return status;
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
    const char *slash = strrchr(path, '/');
    geo_status status = geo_table_read(ctx, path, &rules->table);
    if (status != GEO_OK)
        return status;
    rules->count = geo_table_rows(rules->table);
    rules->name = geo_strdup(slash ? slash + 1 : path);
    rules->words = geo_alloc(rules->count * GEO_RULE_KEYS, sizeof *rules->words);
    rules->least = geo_alloc(rules->count * GEO_RULE_LEASTS, sizeof *rules->least);
    if (!rules->name || !rules->words || !rules->least)
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
    size_t length = strlen(word);
    while (*words) {
        size_t next = strcspn(words, "|");
        if (next == length && strncasecmp(words, word, length) == 0)
            return true;
        words += next + (words[next] == '|');
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
