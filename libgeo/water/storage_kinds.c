#include "water/storage_kinds.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "base/vec.h"

typedef struct alias {
    char *word;
    size_t kind;
} alias;

struct geo_storage_kinds {
    GEO_VEC(geo_storage_kind) kinds;
    GEO_VEC(alias) words;
};

static const char *const CONFIDENCE[] = {"low", "medium", "high"};
static const char *const RULES[] = {"layers", "basin", "area", "piece", "freeboard", "sink"};
static const struct {
    const char *name, *unit;
    double most;
} TERMS[GEO_STORAGE_TERMS] = {
    [GEO_STORAGE_VOID] = {"void_frac", "m3/m3", 1},
    [GEO_STORAGE_DEPTH] = {"depth_m", "m", 100},
    [GEO_STORAGE_COVER] = {"cover_m", "m", 100},
    [GEO_STORAGE_M3_PER_M2] = {"m3_per_m2", "m3/m2", 100},
    [GEO_STORAGE_M3] = {"m3", "m3", 1e6},
    [GEO_STORAGE_EMPTY] = {"empty_h", "h", 1e6},
    [GEO_STORAGE_COST] = {"eur_per_m2", "EUR/m2", 1e6},
};
enum { KIND, NAME, VALUE, UNIT, SURE, COLUMNS };
static const char *const HEADINGS[COLUMNS] = {"kind", "name", "value", "unit", "confidence"};

const char *geo_confidence_word(geo_confidence confidence)
{
    return CONFIDENCE[confidence];
}

static char plain(char c)
{
    return c == ' ' || c == '-' ? '_' : (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

static bool is_same(const char *a, const char *b)
{
    for (; *a && plain(*a) == plain(*b); a++)
        b++;
    return *a == '\0' && *b == '\0';
}

static size_t index_of(const geo_storage_kinds *kinds, const char *name)
{
    size_t i = 0;
    while (i < kinds->kinds.count && !is_same(kinds->kinds.items[i].name, name))
        i++;
    return i;
}

const geo_storage_kind *geo_storage_kinds_find(const geo_storage_kinds *kinds, const char *word)
{
    size_t found = index_of(kinds, word);
    for (size_t i = 0; found == kinds->kinds.count && i < kinds->words.count; i++)
        if (is_same(kinds->words.items[i].word, word))
            found = kinds->words.items[i].kind;
    return found < kinds->kinds.count ? &kinds->kinds.items[found] : NULL;
}

static size_t listed(const char *const *list, size_t count, const char *word)
{
    size_t i = 0;
    while (i < count && strcmp(list[i], word) != 0)
        i++;
    return i;
}

/* ---- reading ---- */

typedef struct reading {
    geo_table *table;
    size_t columns[COLUMNS];
    geo_storage_kinds *kinds;
} reading;

static const char *cell(const reading *r, size_t row, int column)
{
    return geo_table_cell(r->table, row, r->columns[column]);
}

static geo_status refuse(geo_ctx *ctx, const reading *r, size_t row, const char *what)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "storage kinds: kind '%s', '%s' = '%s' %s: %s",
                    cell(r, row, KIND), cell(r, row, NAME), cell(r, row, VALUE), cell(r, row, UNIT),
                    what);
}

static geo_status kind_of(geo_ctx *ctx, const reading *r, size_t row, size_t *out)
{
    geo_storage_kinds *kinds = r->kinds;
    *out = index_of(kinds, cell(r, row, KIND));
    if (*out < kinds->kinds.count)
        return GEO_OK;
    if (!*cell(r, row, KIND))
        return refuse(ctx, r, row, "of no kind");
    geo_storage_kind kind = {.name = geo_strdup(cell(r, row, KIND))};
    for (int i = 0; i < GEO_STORAGE_TERMS; i++)
        kind.terms[i].value = NAN;
    if (!kind.name || !geo_vec_push(&kinds->kinds, kind)) {
        geo_free(kind.name);
        return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static geo_status take_word(geo_ctx *ctx, const reading *r, size_t row, size_t kind)
{
    if (geo_storage_kinds_find(r->kinds, cell(r, row, VALUE)))
        return refuse(ctx, r, row, "said before");
    alias word = {geo_strdup(cell(r, row, VALUE)), kind};
    if (word.word && geo_vec_push(&r->kinds->words, word))
        return GEO_OK;
    geo_free(word.word);
    return geo_fail_nomem(ctx);
}

static geo_status take_rule(geo_ctx *ctx, const reading *r, size_t row, geo_storage_kind *kind)
{
    size_t rule = listed(RULES, sizeof RULES / sizeof *RULES, cell(r, row, VALUE));
    if (rule == sizeof RULES / sizeof *RULES)
        return refuse(ctx, r, row, "not a rule");
    if (kind->has_rule)
        return refuse(ctx, r, row, "said before");
    kind->has_rule = true;
    kind->rule = (geo_storage_rule)rule;
    return GEO_OK;
}

static geo_status take_number(geo_ctx *ctx, const reading *r, size_t row, geo_storage_kind *kind)
{
    int term = 0;
    double value;
    size_t sure = listed(CONFIDENCE, 3, cell(r, row, SURE));
    while (term < GEO_STORAGE_TERMS && strcmp(TERMS[term].name, cell(r, row, NAME)) != 0)
        term++;
    if (term == GEO_STORAGE_TERMS)
        return refuse(ctx, r, row, "not a name");
    if (strcmp(TERMS[term].unit, cell(r, row, UNIT)) != 0)
        return refuse(ctx, r, row, "another unit than its own");
    if (sure == 3)
        return refuse(ctx, r, row, "confidence is low, medium or high");
    if (!isnan(kind->terms[term].value))
        return refuse(ctx, r, row, "said before");
    geo_status status = geo_table_double(ctx, r->table, row, r->columns[VALUE], &value);
    if (status == GEO_OK && !(value >= 0 && value <= TERMS[term].most))
        status = refuse(ctx, r, row, "out of range");
    if (status == GEO_OK)
        kind->terms[term] = (geo_storage_number){value, (geo_confidence)sure};
    return status;
}

static geo_status take_row(geo_ctx *ctx, const reading *r, size_t row)
{
    size_t at;
    geo_status status = kind_of(ctx, r, row, &at);
    if (status != GEO_OK)
        return status;
    if (strcmp(cell(r, row, NAME), "word") == 0)
        return take_word(ctx, r, row, at);
    geo_storage_kind *kind = &r->kinds->kinds.items[at];
    return strcmp(cell(r, row, NAME), "rule") == 0 ? take_rule(ctx, r, row, kind)
                                                   : take_number(ctx, r, row, kind);
}

/* A number that the rule does not ask for would be believed to count. */
static geo_status check_kind(geo_ctx *ctx, const geo_storage_kind *kind)
{
    static const bool USED[][GEO_STORAGE_M3 + 1] = {
        [GEO_STORAGE_LAYERS] =
            {[GEO_STORAGE_VOID] = true, [GEO_STORAGE_DEPTH] = true, [GEO_STORAGE_COVER] = true},
        [GEO_STORAGE_BASIN] = {[GEO_STORAGE_VOID] = true, [GEO_STORAGE_DEPTH] = true},
        [GEO_STORAGE_AREA] = {[GEO_STORAGE_M3_PER_M2] = true},
        [GEO_STORAGE_PIECE] = {[GEO_STORAGE_M3] = true},
        [GEO_STORAGE_FREEBOARD] = {false},
        [GEO_STORAGE_SINK] = {false}};
    if (!kind->has_rule)
        return geo_fail(ctx, GEO_ERR_FORMAT, "storage kinds: kind '%s' has no rule", kind->name);
    for (int term = 0; term <= GEO_STORAGE_M3; term++)
        if (!USED[kind->rule][term] && !isnan(kind->terms[term].value))
            return geo_fail(ctx, GEO_ERR_FORMAT,
                            "storage kinds: kind '%s' has '%s', which rule '%s' does not use",
                            kind->name, TERMS[term].name, RULES[kind->rule]);
    return GEO_OK;
}

static geo_status read_rows(geo_ctx *ctx, reading *r)
{
    geo_status status = geo_table_find_columns(ctx, r->table, HEADINGS, COLUMNS, r->columns);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(r->table); row++)
        status = take_row(ctx, r, row);
    for (size_t i = 0; status == GEO_OK && i < r->kinds->kinds.count; i++)
        status = check_kind(ctx, &r->kinds->kinds.items[i]);
    return status;
}

geo_status geo_storage_kinds_read(geo_ctx *ctx, const char *path, geo_storage_kinds **out)
{
    reading r = {.kinds = geo_calloc(1, sizeof *r.kinds)};
    geo_status status = r.kinds ? geo_table_read(ctx, path, &r.table) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = read_rows(ctx, &r);
    geo_table_free(r.table);
    if (status == GEO_OK)
        *out = r.kinds;
    else
        geo_storage_kinds_free(r.kinds);
    return geo_while(ctx, status, "while reading '%s'", path);
}

void geo_storage_kinds_free(geo_storage_kinds *kinds)
{
    if (!kinds)
        return;
    for (size_t i = 0; i < kinds->kinds.count; i++)
        geo_free(kinds->kinds.items[i].name);
    for (size_t i = 0; i < kinds->words.count; i++)
        geo_free(kinds->words.items[i].word);
    geo_free(kinds->kinds.items);
    geo_free(kinds->words.items);
    geo_free(kinds);
}
