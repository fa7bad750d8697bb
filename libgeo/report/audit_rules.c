/* The audit's tables. All are the municipality's to change, so a slip in them must show: every
 * check has its row, and no row is for nothing. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "report/audit.h"

const char *const GEO_AUDIT_NAMES[GEO_AUDIT_CHECKS] = {
    "unreadable",
    "missing_theme",
    "missing_column",
    "column_nulls",
    "empty_theme",
    "crs_missing",
    "crs_geographic",
    "crs_differs",
    "area_of_use",
    "extent_apart",
    "extent_part",
    "extent_slack",
    "geometry_repaired",
    "geometry_rejected",
    "id_missing",
    "id_double",
    "id_leading_zero",
    "id_spoilt",
    "area_dummy_low",
    "area_dummy_high",
    "value_implausible",
    "date_future",
    "dates_within",
    "dates_between",
    "address_outside_building",
    "address_building_unknown",
    "building_without_address",
    "homes_newer_than_model",
    "homes_differ_from_cbs",
    "neighbourhood_overlap",
    "neighbourhood_gap",
    "neighbourhood_year",
    "address_without_neighbourhood",
    "neighbourhood_unknown",
    "neighbourhood_kind",
    "tree_in_building",
    "tree_in_water",
    "tree_double",
    "tree_tall",
    "crown_without_tree",
    "tree_without_crown",
    "crown_reach",
    "crown_slack",
    "crown_height",
    "homes_differ_least",
    "elevation_lowest",
    "elevation_highest",
    "street_pieces",
    "address_off_network",
    "address_on_piece",
    "green_overlap",
    "green_public_unknown",
    "elevation_zero",
    "elevation_whole",
    "elevation_centimetres",
    "elevation_nodata",
    "elevation_undeclared",
    "dtm_spike",
    "dsm_spike",
    "elevation_hole",
    "dsm_below_dtm",
    "models_swapped",
    "raster_stray",
};

/* Checks that compare with a number. */
static const geo_audit_check MEASURED[] = {
    GEO_AUDIT_COLUMN_NULLS,
    GEO_AUDIT_EXTENT_APART,
    GEO_AUDIT_EXTENT_PART,
    GEO_AUDIT_EXTENT_SLACK,
    GEO_AUDIT_ID_DOUBLE,
    GEO_AUDIT_ID_LEADING_ZERO,
    GEO_AUDIT_AREA_DUMMY_LOW,
    GEO_AUDIT_AREA_DUMMY_HIGH,
    GEO_AUDIT_DATES_WITHIN,
    GEO_AUDIT_DATES_BETWEEN,
    GEO_AUDIT_BUILDING_WITHOUT_ADDRESS,
    GEO_AUDIT_HOMES_DIFFER_FROM_CBS,
    GEO_AUDIT_NEIGHBOURHOOD_OVERLAP,
    GEO_AUDIT_NEIGHBOURHOOD_GAP,
    GEO_AUDIT_TREE_IN_BUILDING,
    GEO_AUDIT_TREE_IN_WATER,
    GEO_AUDIT_TREE_DOUBLE,
    GEO_AUDIT_TREE_TALL,
    GEO_AUDIT_CROWN_WITHOUT_TREE,
    GEO_AUDIT_TREE_WITHOUT_CROWN,
    GEO_AUDIT_CROWN_REACH,
    GEO_AUDIT_CROWN_SLACK,
    GEO_AUDIT_CROWN_HEIGHT,
    GEO_AUDIT_HOMES_DIFFER_LEAST,
    GEO_AUDIT_ELEVATION_LOWEST,
    GEO_AUDIT_ELEVATION_HIGHEST,
    GEO_AUDIT_ADDRESS_ON_PIECE,
    GEO_AUDIT_GREEN_OVERLAP,
    GEO_AUDIT_ELEVATION_ZERO,
    GEO_AUDIT_ELEVATION_WHOLE,
    GEO_AUDIT_ELEVATION_CENTIMETRES,
    GEO_AUDIT_DTM_SPIKE,
    GEO_AUDIT_DSM_SPIKE,
    GEO_AUDIT_ELEVATION_HOLE,
    GEO_AUDIT_DSM_BELOW_DTM,
    GEO_AUDIT_MODELS_SWAPPED,
};

typedef struct reading {
    geo_ctx *ctx;
    geo_table *table;
    const char *path;
    geo_audit_rules *rules;
} reading;

static geo_status find_columns(const reading *r, const char *const *headings, size_t *out)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && headings[i]; i++)
        status = geo_table_column(r->ctx, r->table, headings[i], &out[i]);
    return status;
}

static int index_of(const char *word, const char *const *list, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return i;
    return -1;
}

static geo_status keep(const reading *r, const char *text, const char **out)
{
    *out = geo_arena_strndup(r->rules->arena, text, strlen(text));
    return *out ? GEO_OK : geo_fail_nomem(r->ctx);
}

static geo_status number_of(const reading *r, size_t row, size_t column, double *out)
{
    *out = NAN;
    if (!*geo_table_cell(r->table, row, column))
        return GEO_OK;
    return geo_table_double(r->ctx, r->table, row, column, out);
}

/* ---- checks ---- */

enum { CHECK, SEVERITY, THRESHOLD, NOTE_BELOW, ADVICE };
static const char *const CHECK_COLUMNS[] = {"check",          "severity", "threshold",
                                            "note_below_pct", "todo",     NULL};

static geo_status take_check(const reading *r, size_t row, const size_t *columns)
{
    static const char *const SEVERITIES[] = {"note", "warning", "error"};
    const char *name = geo_table_cell(r->table, row, columns[CHECK]);
    const char *word = geo_table_cell(r->table, row, columns[SEVERITY]);
    int check = index_of(name, GEO_AUDIT_NAMES, GEO_AUDIT_CHECKS);
    int severity = index_of(word, SEVERITIES, GEO_AUDIT_SEVERITIES);
    if (check < 0)
        return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': there is no check '%s'", r->path, name);
    if (severity < 0)
        return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': '%s' is error, warning or note, not '%s'",
                        r->path, name, word);
    geo_audit_rule *rule = &r->rules->checks[check];
    if (rule->todo)
        return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': check '%s' comes twice", r->path, name);
    rule->severity = (geo_audit_severity)severity;
    geo_status status = number_of(r, row, columns[THRESHOLD], &rule->threshold);
    if (!status)
        status = number_of(r, row, columns[NOTE_BELOW], &rule->note_below_pct);
    return status ? status : keep(r, geo_table_cell(r->table, row, columns[ADVICE]), &rule->todo);
}

static geo_status check_whole(const reading *r)
{
    for (int i = 0; i < GEO_AUDIT_CHECKS; i++)
        if (!r->rules->checks[i].todo)
            return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s' has no check '%s'", r->path,
                            GEO_AUDIT_NAMES[i]);
    for (size_t i = 0; i < sizeof MEASURED / sizeof MEASURED[0]; i++)
        if (isnan(r->rules->checks[MEASURED[i]].threshold))
            return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': check '%s' has no threshold", r->path,
                            GEO_AUDIT_NAMES[MEASURED[i]]);
    return GEO_OK;
}

static geo_status take_checks(const reading *r)
{
    size_t columns[5];
    geo_status status = find_columns(r, CHECK_COLUMNS, columns);
    for (size_t row = 0; !status && row < geo_table_rows(r->table); row++)
        status = take_check(r, row, columns);
    return status ? status : check_whole(r);
}

/* ---- needs ---- */

enum { PURPOSE, THEME, COLUMN, NEED, UNLESS, NULLS, WHY, NEED_COLUMN_COUNT };
static const char *const NEED_COLUMNS[] = {"purpose", "theme",     "column", "need",
                                           "unless",  "nulls_pct", "why",    NULL};
static const char *const NEEDS[] = {"", "read", "useful", "required"};

static geo_status take_want(const reading *r, size_t row, const size_t *columns)
{
    const char *theme = geo_table_cell(r->table, row, columns[THEME]);
    const char *column = geo_table_cell(r->table, row, columns[COLUMN]);
    const char *word = geo_table_cell(r->table, row, columns[NEED]);
    const char *unless = geo_table_cell(r->table, row, columns[UNLESS]);
    int need = index_of(word, NEEDS, GEO_AUDIT_REQUIRED + 1);
    geo_audit_want want = {.need = (geo_audit_need)need};
    if (need <= 0)
        return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': need is required, useful or read, not '%s'",
                        r->path, word);
    if (*column && !geo_audit_want_of(r->rules, theme, NULL))
        return geo_fail(r->ctx, GEO_ERR_FORMAT,
                        "'%s': column '%s' comes before a row for its theme '%s'", r->path, column,
                        theme);
    geo_status status = keep(r, theme, &want.theme);
    if (!status && *column)
        status = keep(r, column, &want.column);
    if (!status && *unless)
        status = keep(r, unless, &want.unless);
    if (!status)
        status = number_of(r, row, columns[NULLS], &want.nulls_pct);
    if (!status)
        status = keep(r, geo_table_cell(r->table, row, columns[WHY]), &want.why);
    if (!status && !geo_vec_push(&r->rules->wants, want))
        status = geo_fail_nomem(r->ctx);
    return status;
}

static geo_status take_wants(const reading *r)
{
    size_t columns[NEED_COLUMN_COUNT];
    geo_status status = find_columns(r, NEED_COLUMNS, columns);
    for (size_t row = 0; !status && row < geo_table_rows(r->table); row++)
        if (strcmp(geo_table_cell(r->table, row, columns[PURPOSE]), r->rules->purpose) == 0)
            status = take_want(r, row, columns);
    if (!status && r->rules->wants.count == 0)
        status =
            geo_fail(r->ctx, GEO_ERR_ARG, "'%s' has no purpose '%s'", r->path, r->rules->purpose);
    return status;
}

/* ---- limits ---- */

enum { L_THEME, L_COLUMN, L_LEAST, L_MOST, L_UNIT, LIMIT_COLUMN_COUNT };
static const char *const LIMIT_COLUMNS[] = {"theme", "column", "least", "most", "unit", NULL};

static geo_status take_limit(const reading *r, size_t row, const size_t *columns)
{
    geo_audit_limit limit = {0};
    geo_status status = keep(r, geo_table_cell(r->table, row, columns[L_THEME]), &limit.theme);
    if (!status)
        status = keep(r, geo_table_cell(r->table, row, columns[L_COLUMN]), &limit.column);
    if (!status)
        status = keep(r, geo_table_cell(r->table, row, columns[L_UNIT]), &limit.unit);
    if (!status)
        status = number_of(r, row, columns[L_LEAST], &limit.least);
    if (!status)
        status = number_of(r, row, columns[L_MOST], &limit.most);
    if (!status && (limit.least > limit.most || (isnan(limit.least) && isnan(limit.most))))
        return geo_fail(r->ctx, GEO_ERR_FORMAT, "'%s': column '%s' of theme '%s' has no limits",
                        r->path, limit.column, limit.theme);
    if (!status && !geo_vec_push(&r->rules->limits, limit))
        status = geo_fail_nomem(r->ctx);
    return status;
}

static geo_status take_limits(const reading *r)
{
    size_t columns[LIMIT_COLUMN_COUNT];
    geo_status status = find_columns(r, LIMIT_COLUMNS, columns);
    for (size_t row = 0; !status && row < geo_table_rows(r->table); row++)
        status = take_limit(r, row, columns);
    return status;
}

const geo_audit_want *geo_audit_want_of(const geo_audit_rules *rules, const char *theme,
                                        const char *column)
{
    for (size_t i = 0; i < rules->wants.count; i++) {
        const geo_audit_want *want = &rules->wants.items[i];
        bool same = column ? want->column && strcmp(want->column, column) == 0 : !want->column;
        if (same && strcmp(want->theme, theme) == 0)
            return want;
    }
    return NULL;
}

static geo_status read_table(geo_ctx *ctx, const char *path, geo_audit_rules *rules,
                             geo_status (*take)(const reading *r))
{
    reading r = {.ctx = ctx, .path = path, .rules = rules};
    geo_status status = geo_table_read(ctx, path, &r.table);
    if (!status)
        status = take(&r);
    geo_table_free(r.table);
    return status;
}

geo_status geo_audit_rules_init(geo_ctx *ctx, const geo_audit_tables *tables, const char *purpose,
                                geo_audit_rules *out)
{
    geo_audit_rules rules = {.purpose = purpose, .arena = geo_arena_new()};
    geo_status status = rules.arena ? GEO_OK : geo_fail_nomem(ctx);
    if (!status)
        status = read_table(ctx, tables->checks, &rules, take_checks);
    if (!status)
        status = read_table(ctx, tables->needs, &rules, take_wants);
    if (!status)
        status = read_table(ctx, tables->limits, &rules, take_limits);
    if (status)
        geo_audit_rules_release(&rules);
    else
        *out = rules;
    return status;
}

void geo_audit_rules_release(geo_audit_rules *rules)
{
    geo_free(rules->wants.items);
    geo_free(rules->limits.items);
    geo_arena_free(rules->arena);
    *rules = (geo_audit_rules){0};
}
