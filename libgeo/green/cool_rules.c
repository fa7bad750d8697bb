/* The numbers of data/cool-rules.csv. */
#include <string.h>

#include "base/table.h"
#include "green/cool.h"

static const struct {
    const char *name, *unit;
    size_t offset;
    double least, most;
} TERMS[] = {
    {"min_area_m2", "m2", offsetof(geo_cool_rules, min_area_m2), 0, 1e9},
    {"min_width_m", "m", offsetof(geo_cool_rules, min_width_m), 0, 1e4},
    {"canopy_min_pct", "%", offsetof(geo_cool_rules, canopy_min_pct), 0, 100},
    {"pet_max_c", "degC", offsetof(geo_cool_rules, pet_max_c), 0, 100},
    {"pet_least_c", "degC", offsetof(geo_cool_rules, pet_least_c), -100, 100},
    {"pet_most_c", "degC", offsetof(geo_cool_rules, pet_most_c), 0, 100},
    {"pet_gap_most_pct", "%", offsetof(geo_cool_rules, pet_gap_most_pct), 0, 100},
    {"route_shade_pct", "%", offsetof(geo_cool_rules, route_shade_pct), 0, 100},
    {"path_shade_pct", "%", offsetof(geo_cool_rules, path_shade_pct), 0, 100},
};
enum { TERM_COUNT = sizeof TERMS / sizeof *TERMS };
enum { NAME, VALUE, UNIT, COLUMNS };

static geo_status take_row(geo_ctx *ctx, const geo_table *table, size_t row,
                           const size_t columns[COLUMNS], bool taken[TERM_COUNT],
                           geo_cool_rules *out)
{
    const char *name = geo_table_cell(table, row, columns[NAME]);
    size_t i = 0;
    double value;
    while (i < TERM_COUNT && strcmp(TERMS[i].name, name) != 0)
        i++;
    if (i == TERM_COUNT)
        return geo_fail(ctx, GEO_ERR_FORMAT, "cool places: '%s' is no number of theirs", name);
    if (taken[i])
        return geo_fail(ctx, GEO_ERR_FORMAT, "cool places: '%s' twice", name);
    if (strcmp(geo_table_cell(table, row, columns[UNIT]), TERMS[i].unit) != 0)
        return geo_fail(ctx, GEO_ERR_FORMAT, "cool places: '%s' is in '%s', not '%s'", name,
                        geo_table_cell(table, row, columns[UNIT]), TERMS[i].unit);
    geo_status status = geo_table_double(ctx, table, row, columns[VALUE], &value);
    if (status == GEO_OK && !(value >= TERMS[i].least && value <= TERMS[i].most))
        status = geo_fail(ctx, GEO_ERR_FORMAT, "cool places: '%s' is %g, not %g to %g", name, value,
                          TERMS[i].least, TERMS[i].most);
    if (status != GEO_OK)
        return status;
    taken[i] = true;
    memcpy((char *)out + TERMS[i].offset, &value, sizeof value);
    return GEO_OK;
}

static geo_status take_all(geo_ctx *ctx, const geo_table *table, geo_cool_rules *out)
{
    static const char *const HEADINGS[COLUMNS] = {"name", "value", "unit"};
    size_t columns[COLUMNS];
    bool taken[TERM_COUNT] = {false};
    geo_status status = geo_table_find_columns(ctx, table, HEADINGS, COLUMNS, columns);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(table); row++)
        status = take_row(ctx, table, row, columns, taken, out);
    for (size_t i = 0; status == GEO_OK && i < TERM_COUNT; i++)
        if (!taken[i])
            status = geo_fail(ctx, GEO_ERR_FORMAT, "cool places: '%s' is missing", TERMS[i].name);
    if (status == GEO_OK &&
        !(out->pet_least_c < out->pet_max_c && out->pet_max_c < out->pet_most_c))
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "cool places: pet_max_c must lie between pet_least_c and pet_most_c");
    return status;
}

geo_status geo_cool_rules_read(geo_ctx *ctx, const char *path, geo_cool_rules *out)
{
    geo_table *table = NULL;
    geo_cool_rules rules = {0};
    geo_status status = geo_table_read(ctx, path, &table);
    if (status == GEO_OK)
        status = take_all(ctx, table, &rules);
    if (status == GEO_OK)
        *out = rules;
    geo_table_free(table);
    return geo_while(ctx, status, "reading '%s'", path);
}
