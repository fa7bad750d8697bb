#include "water/potential_tables.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/vec.h"

typedef struct said {
    const geo_storage_kind *kind; /* NULL: any */
    geo_potential_number number;
    double value;
} said;

typedef struct land {
    bool of_owner; /* else of who keeps the record */
    const char *value, *owner_class;
    int is_public;
} land;

struct geo_potential_tables {
    geo_rules *places;
    geo_potential_fit *fits; /* by row of places */
    geo_table *numbers, *lands;
    const geo_storage_kinds *kinds;
    GEO_VEC(said) said;
    GEO_VEC(land) land;
};

static const struct {
    const char *name, *unit;
    double most;
} NUMBERS[GEO_POTENTIAL_NUMBERS] = {
    [GEO_POTENTIAL_DEFICIT] = {"weight_deficit", "1", 1},
    [GEO_POTENTIAL_LOW] = {"weight_low", "1", 1},
    [GEO_POTENTIAL_K] = {"weight_k", "1", 1},
    [GEO_POTENTIAL_GHG] = {"weight_ghg", "1", 1},
    [GEO_POTENTIAL_RENEWAL] = {"weight_renewal", "1", 1},
    [GEO_POTENTIAL_STREET_REACH] = {"street_reach_m", "m", 1000},
    [GEO_POTENTIAL_LOW_REACH] = {"low_reach_m", "m", 1000},
    [GEO_POTENTIAL_LOW_NOISE] = {"low_noise_m", "m", 10},
    [GEO_POTENTIAL_K_NONE] = {"k_none_m_d", "m/d", 1000},
    [GEO_POTENTIAL_K_FULL] = {"k_full_m_d", "m/d", 1000},
    [GEO_POTENTIAL_K_LEAST] = {"k_least_m_d", "m/d", 1000},
    [GEO_POTENTIAL_K_MOST] = {"k_most_m_d", "m/d", 1000},
    [GEO_POTENTIAL_GHG_FULL] = {"ghg_full_m", "m", 50},
    [GEO_POTENTIAL_RENEWAL_FAR] = {"renewal_far_y", "year", 200},
    [GEO_POTENTIAL_DEWATERING_MARGIN] = {"dewatering_margin_m", "m", 10},
    [GEO_POTENTIAL_SLOPE_MAX] = {"slope_max_pct", "%", 100},
    [GEO_POTENTIAL_TREE_KEEPOUT] = {"tree_keepout_m", "m", 100},
    [GEO_POTENTIAL_CABLE_KEEPOUT] = {"cable_keepout_m", "m", 100},
    [GEO_POTENTIAL_WIDTH_MIN] = {"width_min_m", "m", 1000},
    [GEO_POTENTIAL_AREA_MIN] = {"area_min_m2", "m2", 1e6},
};

void geo_potential_tables_free(geo_potential_tables *tables)
{
    if (!tables)
        return;
    geo_rules_free(tables->places);
    geo_table_free(tables->numbers);
    geo_table_free(tables->lands);
    geo_free(tables->fits);
    geo_free(tables->said.items);
    geo_free(tables->land.items);
    geo_free(tables);
}

/* ---- tables by their headings ---- */

enum { COLUMNS_MOST = 5 };
typedef struct reading {
    const geo_table *table;
    const char *name;
    size_t columns[COLUMNS_MOST];
} reading;

static geo_status read_table(geo_ctx *ctx, const char *path, const char *const *headings,
                             geo_table **table, reading *r)
{
    geo_status status = geo_table_read(ctx, path, table);
    for (size_t i = 0; status == GEO_OK && headings[i]; i++)
        status = geo_table_column(ctx, *table, headings[i], &r->columns[i]);
    r->table = *table;
    r->name = geo_path_name(path);
    return status;
}

static const char *cell(const reading *r, size_t row, int column)
{
    return geo_table_cell(r->table, row, r->columns[column]);
}

static geo_status refuse(geo_ctx *ctx, const reading *r, size_t row, const char *what,
                         const char *text)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%zu: %s '%s'", r->name, geo_table_line(r->table, row),
                    what, text);
}

static bool is_sure(const char *word)
{
    static const char *const WORDS[] = {"high", "medium", "low", NULL};
    return geo_text_listed(WORDS, word);
}

/* ---- numbers ---- */

enum { KIND, NAME, VALUE, UNIT, SURE };

static const said *find_said(const geo_potential_tables *tables, const geo_storage_kind *kind,
                             geo_potential_number number)
{
    for (size_t i = 0; i < tables->said.count; i++)
        if (tables->said.items[i].kind == kind && tables->said.items[i].number == number)
            return &tables->said.items[i];
    return NULL;
}

double geo_potential_number_of(const geo_potential_tables *tables, const geo_storage_kind *kind,
                               geo_potential_number number)
{
    const said *own = kind ? find_said(tables, kind, number) : NULL;
    return own ? own->value : find_said(tables, NULL, number)->value;
}

static geo_status take_number(geo_ctx *ctx, const reading *r, size_t row,
                              geo_potential_tables *tables)
{
    const char *kind = cell(r, row, KIND);
    said one = {0};
    if (strcmp(kind, "*") != 0 && !(one.kind = geo_storage_kinds_find(tables->kinds, kind)))
        return refuse(ctx, r, row, "there is no kind", kind);
    while (one.number < GEO_POTENTIAL_NUMBERS &&
           strcmp(NUMBERS[one.number].name, cell(r, row, NAME)) != 0)
        one.number++;
    if (one.number == GEO_POTENTIAL_NUMBERS)
        return refuse(ctx, r, row, "unknown name", cell(r, row, NAME));
    if (one.kind && (int)one.number < (int)GEO_POTENTIAL_TERMS)
        return refuse(ctx, r, row, "a weight is the same for all kinds, not of", kind);
    if (strcmp(NUMBERS[one.number].unit, cell(r, row, UNIT)) != 0)
        return refuse(ctx, r, row, "another unit:", cell(r, row, UNIT));
    if (!is_sure(cell(r, row, SURE)))
        return refuse(ctx, r, row, "confidence is high, medium or low, not", cell(r, row, SURE));
    geo_status status = geo_table_double(ctx, r->table, row, r->columns[VALUE], &one.value);
    if (status != GEO_OK)
        return status;
    if (!(one.value >= 0 && one.value <= NUMBERS[one.number].most))
        return refuse(ctx, r, row, "out of range:", cell(r, row, VALUE));
    if (find_said(tables, one.kind, one.number))
        return refuse(ctx, r, row, "said before:", cell(r, row, NAME));
    return geo_vec_push(&tables->said, one) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Numbers that divide or span a scale, of a kind or (NULL) of any. */
static geo_status check_kind(geo_ctx *ctx, const reading *r, const geo_potential_tables *tables,
                             const geo_storage_kind *kind)
{
    double none = geo_potential_number_of(tables, kind, GEO_POTENTIAL_K_NONE);
    if (!(geo_potential_number_of(tables, kind, GEO_POTENTIAL_LOW_NOISE) > 0))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s: low_noise_m is more than 0", r->name);
    if (!(none > 0) || !(geo_potential_number_of(tables, kind, GEO_POTENTIAL_K_FULL) > none))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s: k_none_m_d lies above 0 and below k_full_m_d",
                        r->name);
    if (!(geo_potential_number_of(tables, kind, GEO_POTENTIAL_K_MOST) >
          geo_potential_number_of(tables, kind, GEO_POTENTIAL_K_LEAST)))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s: k_least_m_d lies below k_most_m_d", r->name);
    return GEO_OK;
}

static geo_status check_numbers(geo_ctx *ctx, const reading *r, const geo_potential_tables *tables)
{
    double weights = 0;
    for (int i = 0; i < (int)GEO_POTENTIAL_NUMBERS; i++) {
        const said *found = find_said(tables, NULL, (geo_potential_number)i);
        if (!found)
            return geo_fail(ctx, GEO_ERR_FORMAT, "%s: kind * has no '%s'", r->name,
                            NUMBERS[i].name);
        weights += i < (int)GEO_POTENTIAL_TERMS ? found->value : 0;
    }
    if (!(weights > 0))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s: all weights are 0", r->name);
    geo_status status = check_kind(ctx, r, tables, NULL);
    for (size_t i = 0; status == GEO_OK && i < tables->said.count; i++)
        status = check_kind(ctx, r, tables, tables->said.items[i].kind);
    return status;
}

static geo_status read_numbers(geo_ctx *ctx, const char *path, geo_potential_tables *tables)
{
    static const char *const HEADINGS[] = {"kind", "name", "value", "unit", "confidence", NULL};
    reading r = {0};
    geo_status status = read_table(ctx, path, HEADINGS, &tables->numbers, &r);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(tables->numbers); row++)
        status = take_number(ctx, &r, row, tables);
    return status == GEO_OK ? check_numbers(ctx, &r, tables) : status;
}

/* ---- whose land ---- */

enum { COLUMN, LAND, OWNER, PUBLIC, LAND_SURE };

static bool is_land_said(const geo_potential_tables *tables, const land *one)
{
    for (size_t i = 0; i < tables->land.count; i++)
        if (tables->land.items[i].of_owner == one->of_owner &&
            strcasecmp(tables->land.items[i].value, one->value) == 0)
            return true;
    return false;
}

static geo_status take_land(geo_ctx *ctx, const reading *r, size_t row,
                            geo_potential_tables *tables)
{
    const char *column = cell(r, row, COLUMN), *public = cell(r, row, PUBLIC);
    land one = {.of_owner = strcmp(column, "owner_class") == 0,
                .value = cell(r, row, LAND),
                .owner_class = cell(r, row, OWNER),
                .is_public = *public ? *public == '1' : -1};
    if (!one.of_owner && strcmp(column, "bronhouder") != 0)
        return refuse(ctx, r, row, "column is owner_class or bronhouder, not", column);
    if (*public && strcmp(public, "0") != 0 && strcmp(public, "1") != 0)
        return refuse(ctx, r, row, "public is 0, 1 or empty, not", public);
    if (!*one.value || !*one.owner_class)
        return refuse(ctx, r, row, "no value or no owner_class:", one.value);
    if (!is_sure(cell(r, row, LAND_SURE)))
        return refuse(ctx, r, row, "confidence is high, medium or low, not",
                      cell(r, row, LAND_SURE));
    if (is_land_said(tables, &one))
        return refuse(ctx, r, row, "said before:", one.value);
    return geo_vec_push(&tables->land, one) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status read_land(geo_ctx *ctx, const char *path, geo_potential_tables *tables)
{
    static const char *const HEADINGS[] = {"column", "value",      "owner_class",
                                           "public", "confidence", NULL};
    reading r = {0};
    geo_status status = read_table(ctx, path, HEADINGS, &tables->lands, &r);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(tables->lands); row++)
        status = take_land(ctx, &r, row, tables);
    return status;
}

static const land *land_of_owner(const geo_potential_tables *tables, const char *owner_class)
{
    for (size_t i = 0; owner_class && i < tables->land.count; i++)
        if (tables->land.items[i].of_owner &&
            strcasecmp(tables->land.items[i].value, owner_class) == 0)
            return &tables->land.items[i];
    return NULL;
}

geo_potential_land geo_potential_owner(const geo_potential_tables *tables, const char *owner_class)
{
    const land *found = land_of_owner(tables, owner_class);
    return found ? (geo_potential_land){found->owner_class, found->is_public}
                 : (geo_potential_land){owner_class, -1};
}

bool geo_potential_knows_owner(const geo_potential_tables *tables, const char *owner_class)
{
    return land_of_owner(tables, owner_class) != NULL;
}

geo_potential_land geo_potential_keeper(const geo_potential_tables *tables, const char *bronhouder)
{
    geo_potential_land out = {NULL, -1};
    size_t best = 0;
    for (size_t i = 0; bronhouder && i < tables->land.count; i++) {
        const land *one = &tables->land.items[i];
        size_t length = strlen(one->value);
        if (one->of_owner || length <= best || strncasecmp(one->value, bronhouder, length) != 0)
            continue;
        best = length;
        out = (geo_potential_land){one->owner_class, one->is_public};
    }
    return out;
}

/* ---- places ---- */

static bool holds_water(const geo_storage_kind *kind)
{
    return kind->rule == GEO_STORAGE_LAYERS || kind->rule == GEO_STORAGE_BASIN ||
           kind->rule == GEO_STORAGE_AREA;
}

static geo_status take_fit(geo_ctx *ctx, geo_potential_tables *tables, size_t row)
{
    const char *measure = geo_rules_cell(tables->places, row, "measure");
    const char *by = geo_rules_cell(tables->places, row, "by");
    geo_potential_fit *fit = &tables->fits[row];
    fit->place = geo_rules_cell(tables->places, row, "place");
    fit->by_street = strcmp(by, "street") == 0;
    if (!*measure)
        return GEO_OK;
    fit->kind = geo_storage_kinds_find(tables->kinds, measure);
    if (!fit->kind || !holds_water(fit->kind))
        return geo_rules_fault(ctx, tables->places, row,
                               "no kind that stores water in a place:", measure);
    if (!fit->by_street && strcmp(by, "each") != 0)
        return geo_rules_fault(ctx, tables->places, row, "by is street or each, not", by);
    return GEO_OK;
}

static geo_status read_places(geo_ctx *ctx, const char *path, geo_potential_tables *tables)
{
    static const char *const HEADINGS[] = {
        "class", "physical",  "plus",   "function",   "area_min_m2",  "place", "measure",
        "by",    "reason_nl", "source", "confidence", "shape_source", NULL};
    geo_status status = geo_rules_new(ctx, path, &tables->places);
    if (status == GEO_OK)
        status = geo_rules_headings(ctx, tables->places, HEADINGS);
    if (status == GEO_OK)
        status = geo_rules_need(ctx, tables->places, HEADINGS);
    if (status != GEO_OK)
        return status;
    tables->fits = geo_calloc(geo_rules_count(tables->places), sizeof *tables->fits);
    if (!tables->fits)
        return geo_fail_nomem(ctx);
    for (size_t row = 0; status == GEO_OK && row < geo_rules_count(tables->places); row++)
        status = take_fit(ctx, tables, row);
    return status;
}

geo_potential_fit geo_potential_fit_of(const geo_potential_tables *tables,
                                       const geo_rule_case *asked)
{
    size_t row = geo_rules_match(tables->places, asked, 0);
    return row == SIZE_MAX ? (geo_potential_fit){0} : tables->fits[row];
}

geo_status geo_potential_tables_new(geo_ctx *ctx, const geo_potential_paths *paths,
                                    const geo_storage_kinds *kinds, geo_potential_tables **out)
{
    geo_potential_tables *tables = geo_calloc(1, sizeof *tables);
    if (!tables)
        return geo_fail_nomem(ctx);
    tables->kinds = kinds;
    geo_status status = read_places(ctx, paths->places, tables);
    if (status == GEO_OK)
        status = read_numbers(ctx, paths->numbers, tables);
    if (status == GEO_OK)
        status = read_land(ctx, paths->land, tables);
    if (status == GEO_OK)
        *out = tables;
    else
        geo_potential_tables_free(tables);
    return status;
}
