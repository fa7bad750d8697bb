/* The table of resistances, read into numbers. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "nature/link_state.h"

const char *const GEO_OBJECT_WORD[GEO_OBJECTS] = {"road",  "railway", "path",     "building",
                                                  "paved", "yard",    "farmland", "open",
                                                  "verge", "green",   "water",    "unknown"};

static geo_status read_resistance(geo_ctx *ctx, const geo_rules *table, size_t row, float *out)
{
    const char *cell = geo_rules_cell(table, row, "resistance");
    double value = NAN;
    *out = NAN;
    if (!*cell)
        return GEO_OK;
    if (geo_parse_double(NULL, cell, &value) != GEO_OK || !(value >= 1 && value <= 1000))
        return geo_rules_fault(ctx, table, row, "resistance is 1 to 1000 or empty, not", cell);
    *out = (float)value;
    return GEO_OK;
}

static geo_status read_habitat(geo_ctx *ctx, const geo_rules *table, size_t row, bool *out)
{
    const char *cell = geo_rules_cell(table, row, "habitat");
    if (strcmp(cell, "0") != 0 && strcmp(cell, "1") != 0)
        return geo_rules_fault(ctx, table, row, "habitat is 0 or 1, not", cell);
    *out = *cell == '1';
    return GEO_OK;
}

static geo_status read_vein(geo_ctx *ctx, const geo_rules *table, size_t row, geo_link_kind *out)
{
    const char *cell = geo_rules_cell(table, row, "vein");
    *out = strcasecmp(cell, "green") == 0  ? GEO_LINK_GREEN
           : strcasecmp(cell, "blue") == 0 ? GEO_LINK_BLUE
                                           : GEO_LINK_OPEN;
    if (*cell && *out == GEO_LINK_OPEN)
        return geo_rules_fault(ctx, table, row, "vein is green, blue or empty, not", cell);
    return GEO_OK;
}

static geo_status read_object(geo_ctx *ctx, const geo_rules *table, size_t row,
                              geo_link_object *out)
{
    const char *cell = geo_rules_cell(table, row, "object");
    int found = 0;
    *out = GEO_OBJECT_UNKNOWN;
    if (!*cell)
        return GEO_OK;
    while (found < GEO_OBJECTS && strcasecmp(GEO_OBJECT_WORD[found], cell) != 0)
        found++;
    if (found == GEO_OBJECTS)
        return geo_rules_fault(ctx, table, row, "unknown object", cell);
    *out = (geo_link_object)found;
    return GEO_OK;
}

static geo_status read_row(geo_ctx *ctx, const geo_rules *table, size_t row, geo_link_rule *out)
{
    geo_status status = read_resistance(ctx, table, row, &out->resistance);
    if (status == GEO_OK)
        status = read_habitat(ctx, table, row, &out->is_habitat);
    if (status == GEO_OK)
        status = read_vein(ctx, table, row, &out->vein);
    if (status == GEO_OK)
        status = read_object(ctx, table, row, &out->object);
    out->label = geo_rules_cell(table, row, "label_nl");
    return status;
}

/* A word that no theme or column has would fit nothing, or everything. */
static geo_status check_words(geo_ctx *ctx, const geo_rules *table)
{
    static const char *const THEMES[] = {"landcover", "water",    "zone",    "hedge",
                                         "tree_row",  "building", "unknown", NULL};
    static const char *const HEADINGS[] = {
        "theme",   "class", "physical", "plus",     "function", "in_zone",    "resistance",
        "habitat", "vein",  "object",   "label_nl", "source",   "confidence", "resistance_source",
        NULL};
    geo_status status = geo_rules_headings(ctx, table, HEADINGS);
    return status == GEO_OK ? geo_rules_words(ctx, table, GEO_RULE_THEME, THEMES) : status;
}

geo_status geo_link_rules_read(geo_ctx *ctx, geo_link_work *w)
{
    static const char *const NEEDED[] = {"theme",  "resistance", "habitat",           "vein",
                                         "object", "label_nl",   "resistance_source", NULL};
    const geo_rules *table = w->inputs->rules;
    size_t count = geo_rules_count(table);
    geo_status status = check_words(ctx, table);
    if (status == GEO_OK)
        status = geo_rules_need(ctx, table, NEEDED);
    if (status == GEO_OK && count > GEO_LINK_RULES)
        status = geo_fail(ctx, GEO_ERR_LIMIT, "a table of resistances has at most %d rows, not %zu",
                          GEO_LINK_RULES, count);
    if (status == GEO_OK && !(w->rules = geo_calloc(count, sizeof *w->rules)))
        status = geo_fail_nomem(ctx);
    for (; status == GEO_OK && w->rule_count < count; w->rule_count++) {
        size_t row = w->rule_count;
        status = read_row(ctx, table, row, &w->rules[row]);
        if (status == GEO_OK && !*geo_rules_cell(table, row, "resistance_source"))
            status = geo_rules_fault(
                ctx, table, row, "a resistance needs its own source in resistance_source, not", "");
    }
    const geo_rule_case nothing = {.word[GEO_RULE_THEME] = "unknown"};
    w->unknown = status == GEO_OK ? geo_rules_match(table, &nothing, 0) : 0;
    if (w->unknown == SIZE_MAX)
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "the table of resistances has no row for theme 'unknown'");
    return status;
}

size_t geo_link_rule_of(const geo_link_work *w, const geo_rule_case *asked)
{
    return geo_rules_match(w->inputs->rules, asked, 0);
}
