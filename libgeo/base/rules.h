/* A table of rules for polygons: each row has conditions on words (class, physical appearance,
 * function, ...) and on shape; the first row that fits decides. What a row then says is in its
 * other cells. Every row names its source, and where a shape's threshold comes from. */
#ifndef GEO_BASE_RULES_H
#define GEO_BASE_RULES_H

#include <stdint.h>

#include "base/table.h"

/* Columns with words: empty is any, `|` between words is either; letter case does not matter. */
typedef enum geo_rule_key {
    GEO_RULE_THEME,
    GEO_RULE_CLASS,
    GEO_RULE_PHYSICAL,
    GEO_RULE_PLUS,
    GEO_RULE_FUNCTION,
    GEO_RULE_MANAGEMENT,
    GEO_RULE_FACILITY,
    GEO_RULE_ZONE,
    GEO_RULE_KEYS
} geo_rule_key;
extern const char *const GEO_RULE_KEY[GEO_RULE_KEYS]; /* names of the columns */

/* Columns with least values, of which a table may have any; empty: no condition. */
typedef enum geo_rule_least { GEO_RULE_WIDTH, GEO_RULE_AREA, GEO_RULE_LEASTS } geo_rule_least;
extern const char *const GEO_RULE_LEAST[GEO_RULE_LEASTS]; /* width_min_m, area_min_m2 */

/* What is asked about; NULL is an unknown word, which only an empty cell fits. */
typedef struct geo_rule_case {
    const char *word[GEO_RULE_KEYS];
    double value[GEO_RULE_LEASTS];
} geo_rule_case;

typedef struct geo_rules geo_rules;

/* Blanks around headings, cells and the words between `|` do not count. Errors: those of
 * geo_table_read; FORMAT for a table without rows, a row without source or confidence (high,
 * medium, low), or with a least value whose column shape_source is empty. */
geo_status geo_rules_new(geo_ctx *ctx, const char *path, geo_rules **out) GEO_MUST_USE;
void geo_rules_free(geo_rules *rules);
size_t geo_rules_count(const geo_rules *rules);
/* First row from `from` on that fits, or SIZE_MAX. */
size_t geo_rules_match(const geo_rules *rules, const geo_rule_case *asked, size_t from);
/* Does any rule ask for this word (NULL: no)? */
bool geo_rules_mention(const geo_rules *rules, geo_rule_key key, const char *word);
/* The row's cell, "" when empty; the column must be one of the table (see geo_rules_need). */
const char *geo_rules_cell(const geo_rules *rules, size_t row, const char *column);
/* Errors: NOTFOUND when the table lacks a column of this NULL-ended list. */
geo_status geo_rules_need(geo_ctx *ctx, const geo_rules *rules,
                          const char *const *columns) GEO_MUST_USE;
/* A condition with a misspelt heading would hold for everything. Errors: FORMAT for a heading that
 * is not in this NULL-ended list. */
geo_status geo_rules_headings(geo_ctx *ctx, const geo_rules *rules,
                              const char *const *columns) GEO_MUST_USE;
/* A misspelt condition would hold for nothing. Errors: FORMAT for a word of that column which is
 * not in this NULL-ended list; letter case does not matter. */
geo_status geo_rules_words(geo_ctx *ctx, const geo_rules *rules, geo_rule_key key,
                           const char *const *words) GEO_MUST_USE;
/* Fails with "zone-rules.csv:3: what 'cell'". */
geo_status geo_rules_fault(geo_ctx *ctx, const geo_rules *rules, size_t row, const char *what,
                           const char *cell) GEO_MUST_USE;

#endif
