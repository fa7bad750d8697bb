/* The tables of OpenStreetMap's tags, as rows whose keys are indices into one list of keys. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/vec.h"
#include "registry/osm.h"

enum { MOST_COLUMNS = 8, LONGEST_MEASURE = 32 };

/* KEY=VALUE, or always. */
typedef struct condition {
    bool is_set;
    size_t key;
    const char *value; /* NULL: any */
} condition;

typedef struct rule {
    condition when, also;
    geo_theme theme;
    const char *class;
    int told;
    bool fixed;
} rule;

typedef struct access {
    geo_theme theme;
    condition when;
    int told;
} access;

typedef struct column {
    geo_theme theme;
    const char *name;
    size_t key;
    double unit; /* metres; NaN: text */
} column;

typedef struct home {
    const char *on;
    condition when;
    int home;
} home;

struct geo_osm_rules {
    geo_arena *arena; /* keys and values of conditions */
    geo_table *tables[4];
    GEO_VEC(const char *) keys;
    GEO_VEC(rule) rules;
    GEO_VEC(access) accesses;
    GEO_VEC(column) columns;
    GEO_VEC(home) homes;
};

/* ---- reading ---- */

/* One table being read: cells by heading. */
typedef struct sheet {
    geo_ctx *ctx;
    geo_osm_rules *rules;
    const char *name;
    const geo_table *table;
    size_t columns[MOST_COLUMNS], row;
} sheet;

static const char *cell(const sheet *s, int at)
{
    return geo_table_cell(s->table, s->row, s->columns[at]);
}

static geo_status bad_cell(const sheet *s, const char *what, const char *text)
{
    return geo_fail(s->ctx, GEO_ERR_FORMAT, "'%s', rule %zu: %s '%s' is not known", s->name,
                    s->row + 1, what, text);
}

static geo_status key_index(const sheet *s, const char *key, size_t length, size_t *out)
{
    geo_osm_rules *rules = s->rules;
    for (*out = 0; *out < rules->keys.count; ++*out)
        if (strlen(rules->keys.items[*out]) == length &&
            !memcmp(rules->keys.items[*out], key, length))
            return GEO_OK;
    const char *kept = geo_arena_strndup(rules->arena, key, length);
    return kept && geo_vec_push(&rules->keys, kept) ? GEO_OK : geo_fail_nomem(s->ctx);
}

static geo_status take_condition(const sheet *s, const char *key, size_t length, const char *value,
                                 condition *out)
{
    *out = (condition){.is_set = true, .value = strcmp(value, "*") == 0 ? NULL : value};
    return length ? key_index(s, key, length, &out->key) : bad_cell(s, "key", key);
}

static geo_status take_also(const sheet *s, const char *text, condition *out)
{
    const char *equals = strchr(text, '=');
    *out = (condition){0};
    if (!*text)
        return GEO_OK;
    if (!equals)
        return bad_cell(s, "condition", text);
    return take_condition(s, text, (size_t)(equals - text), equals + 1, out);
}

static geo_status take_told(const sheet *s, const char *text, int *out)
{
    *out = *text ? *text - '0' : -1;
    return !*text || !strcmp(text, "0") || !strcmp(text, "1") ? GEO_OK
                                                              : bad_cell(s, "answer", text);
}

static geo_status take_theme(const sheet *s, const char *name, geo_theme *out)
{
    *out = geo_theme_named(name);
    return *out == GEO_THEMES ? bad_cell(s, "theme", name) : GEO_OK;
}

static geo_status read_rule(const sheet *s)
{
    rule r = {.class = cell(s, 4), .fixed = strcmp(cell(s, 6), "1") == 0};
    geo_status status = take_condition(s, cell(s, 0), strlen(cell(s, 0)), cell(s, 1), &r.when);
    if (!status)
        status = take_also(s, cell(s, 2), &r.also);
    if (!status)
        status = take_theme(s, cell(s, 3), &r.theme);
    if (!status)
        status = take_told(s, cell(s, 5), &r.told);
    if (!status && !geo_vec_push(&s->rules->rules, r))
        status = geo_fail_nomem(s->ctx);
    return status;
}

static geo_status read_access(const sheet *s)
{
    access a;
    geo_status status = take_theme(s, cell(s, 0), &a.theme);
    if (!status)
        status = take_condition(s, cell(s, 1), strlen(cell(s, 1)), cell(s, 2), &a.when);
    if (!status)
        status = take_told(s, cell(s, 3), &a.told);
    if (!status && !geo_vec_push(&s->rules->accesses, a))
        status = geo_fail_nomem(s->ctx);
    return status;
}

static bool has_column(const column *c)
{
    const geo_theme_layer *layer = geo_theme_layer_of(c->theme);
    const geo_field_type type = isnan(c->unit) ? GEO_FIELD_STRING : GEO_FIELD_DOUBLE;
    for (size_t i = 0; i < geo_theme_column_count(c->theme); i++)
        if (strcmp(layer->columns[i].name, c->name) == 0)
            return layer->columns[i].type == type;
    return false;
}

static geo_status read_column(const sheet *s)
{
    column c = {.name = cell(s, 1), .unit = NAN};
    geo_status status = take_theme(s, cell(s, 0), &c.theme);
    if (!status && *cell(s, 3))
        status = geo_table_double(s->ctx, s->table, s->row, s->columns[3], &c.unit);
    if (!status && !has_column(&c))
        status = bad_cell(s, "column", c.name);
    if (!status)
        status = key_index(s, cell(s, 2), strlen(cell(s, 2)), &c.key);
    if (!status && !geo_vec_push(&s->rules->columns, c))
        status = geo_fail_nomem(s->ctx);
    return status;
}

static geo_status read_home(const sheet *s)
{
    home h = {.on = cell(s, 0)};
    if (strcmp(h.on, "address") != 0 && strcmp(h.on, "building") != 0)
        return bad_cell(s, "object", h.on);
    geo_status status = take_condition(s, cell(s, 1), strlen(cell(s, 1)), cell(s, 2), &h.when);
    if (!status)
        status = take_told(s, cell(s, 3), &h.home);
    if (!status && !geo_vec_push(&s->rules->homes, h))
        status = geo_fail_nomem(s->ctx);
    return status;
}

static const struct {
    const char *name, *headings[MOST_COLUMNS];
    geo_status (*read)(const sheet *s);
} sheets[] = {
    {"osm-rules.csv", {"key", "value", "also", "theme", "class", "told", "fixed"}, read_rule},
    {"osm-access.csv", {"theme", "key", "value", "told"}, read_access},
    {"osm-columns.csv", {"theme", "column", "key", "unit"}, read_column},
    {"osm-homes.csv", {"on", "key", "value", "home"}, read_home},
};

static geo_status read_sheet(geo_ctx *ctx, const geo_import *import, geo_osm_rules *rules, int i)
{
    sheet s = {.ctx = ctx, .rules = rules, .name = sheets[i].name};
    geo_status status = import->table(import->self, ctx, s.name, &rules->tables[i]);
    s.table = rules->tables[i];
    for (int at = 0; !status && at < MOST_COLUMNS && sheets[i].headings[at]; at++)
        status = geo_table_column(ctx, s.table, sheets[i].headings[at], &s.columns[at]);
    for (; !status && s.row < geo_table_rows(s.table); s.row++)
        status = sheets[i].read(&s);
    return status;
}

geo_status geo_osm_rules_new(geo_ctx *ctx, const geo_import *import, geo_osm_rules **out)
{
    geo_osm_rules *rules = geo_calloc(1, sizeof *rules);
    if (!rules)
        return geo_fail_nomem(ctx);
    rules->arena = geo_arena_new();
    geo_status status = rules->arena ? GEO_OK : geo_fail_nomem(ctx);
    for (int i = 0; !status && i < (int)(sizeof sheets / sizeof *sheets); i++)
        status = read_sheet(ctx, import, rules, i);
    if (status)
        geo_osm_rules_free(rules);
    else
        *out = rules;
    return status;
}

void geo_osm_rules_free(geo_osm_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        geo_table_free(rules->tables[i]);
    geo_free(rules->keys.items);
    geo_free(rules->rules.items);
    geo_free(rules->accesses.items);
    geo_free(rules->columns.items);
    geo_free(rules->homes.items);
    geo_arena_free(rules->arena);
    geo_free(rules);
}

/* ---- applying ---- */

const char *const *geo_osm_rules_keys(const geo_osm_rules *rules, size_t *count)
{
    *count = rules->keys.count;
    return rules->keys.items;
}

const char *geo_osm_rules_tag(const geo_osm_rules *rules, const char *const *tags, const char *key)
{
    for (size_t i = 0; i < rules->keys.count; i++)
        if (strcmp(rules->keys.items[i], key) == 0)
            return tags[i];
    return NULL;
}

static bool holds(const condition *c, const char *const *tags)
{
    if (!c->is_set)
        return true;
    const char *tag = tags[c->key];
    return tag && (!c->value || strcmp(tag, c->value) == 0);
}

bool geo_osm_rules_know(const geo_osm_rules *rules, geo_theme theme)
{
    for (size_t i = 0; i < rules->rules.count; i++)
        if (rules->rules.items[i].theme == theme)
            return true;
    return false;
}

static int told_by_others(const geo_osm_rules *rules, const rule *r, const char *const *tags)
{
    for (size_t i = 0; !r->fixed && i < rules->accesses.count; i++) {
        const access *a = &rules->accesses.items[i];
        if (a->theme == r->theme && holds(&a->when, tags))
            return a->told;
    }
    return r->told;
}

bool geo_osm_rules_match(const geo_osm_rules *rules, geo_theme theme, const char *const *tags,
                         geo_osm_match *out)
{
    for (size_t i = 0; i < rules->rules.count; i++) {
        const rule *r = &rules->rules.items[i];
        if (r->theme != theme || !holds(&r->when, tags) || !holds(&r->also, tags))
            continue;
        out->left_out = strcmp(r->class, "-") == 0;
        out->class = *r->class ? r->class : tags[r->when.key];
        out->told = told_by_others(rules, r, tags);
        return true;
    }
    return false;
}

bool geo_osm_rules_unlisted(const geo_osm_rules *rules, const bool *wanted, const char *const *tags,
                            geo_theme *out)
{
    bool found = false;
    for (size_t i = 0; i < rules->rules.count; i++) {
        const rule *r = &rules->rules.items[i];
        if (holds(&r->when, tags) && holds(&r->also, tags))
            return false;
        if (!found && wanted[r->theme] && tags[r->when.key]) {
            *out = r->theme;
            found = true;
        }
    }
    return found;
}

/* "3.5", "3.5 m", "350 cm", above 0. A decimal comma is refused: OSM writes a point, and a comma
 * may part two values. */
static bool read_measure(const char *text, double unit, double *out_m)
{
    char plain[LONGEST_MEASURE];
    size_t length = 0;
    for (; *text; text++)
        if (*text != ' ') {
            if (length + 1 == sizeof plain)
                return false;
            plain[length++] = *text;
        }
    plain[length] = '\0';
    bool bare = geo_parse_double(NULL, plain, out_m) == GEO_OK;
    if (bare)
        *out_m *= unit;
    else if (unit != 1 || geo_parse_length(NULL, plain, out_m) != GEO_OK)
        return false;
    return *out_m > 0;
}

static bool is_empty(const geo_draft *draft, const char *name)
{
    const geo_theme_layer *layer = geo_theme_layer_of(draft->theme);
    size_t i = 0;
    while (strcmp(layer->columns[i].name, name) != 0)
        i++;
    return draft->values[i].is_null;
}

void geo_osm_rules_fill(const geo_osm_rules *rules, const char *const *tags, geo_draft *draft,
                        const char **bad)
{
    double metres;
    *bad = NULL;
    for (size_t i = 0; i < rules->columns.count; i++) {
        const column *c = &rules->columns.items[i];
        const char *tag = tags[c->key];
        if (c->theme != draft->theme || !tag || !is_empty(draft, c->name))
            continue;
        if (isnan(c->unit))
            geo_draft_text(draft, c->name, tag);
        else if (read_measure(tag, c->unit, &metres))
            geo_draft_number(draft, c->name, metres);
        else if (!*bad)
            *bad = tag;
    }
}

bool geo_osm_rules_home(const geo_osm_rules *rules, const char *on, const char *const *tags,
                        int *out)
{
    *out = -1;
    for (size_t i = 0; i < rules->homes.count; i++) {
        const home *h = &rules->homes.items[i];
        if (strcmp(h->on, on) != 0 || !holds(&h->when, tags))
            continue;
        *out = h->home;
        return true;
    }
    return false;
}
