/* Showers and norms. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/table.h"
#include "base/text.h"
#include "water/rain_tables.h"

/* ---- as people type them ---- */

/* The number before `unit` at the end of `text`. */
static geo_status number_of(geo_ctx *ctx, const char *text, size_t length, const char *unit,
                            double *out)
{
    size_t tail = strlen(unit);
    if (length <= tail || strncmp(text + length - tail, unit, tail) != 0)
        return GEO_ERR_ARG;
    char *number = geo_strndup(text, length - tail);
    if (!number)
        return geo_fail_nomem(ctx);
    geo_status status = geo_parse_double(ctx, number, out);
    geo_free(number);
    return status;
}

static geo_status hours_of(geo_ctx *ctx, const char *text, double *out)
{
    geo_status status = number_of(ctx, text, strlen(text), "min", out);
    if (status == GEO_OK)
        *out /= 60;
    return status == GEO_ERR_ARG ? number_of(ctx, text, strlen(text), "h", out) : status;
}

static bool is_shower(double mm, double hours)
{
    return mm > 0 && mm <= 10000 && hours > 0 && hours <= 10000;
}

geo_status geo_rain_events_parse(geo_ctx *ctx, const char *text, geo_rain_events *out)
{
    const char *slash = strchr(text, '/');
    double mm = NAN, hours = NAN;
    geo_status status =
        slash ? number_of(ctx, text, (size_t)(slash - text), "mm", &mm) : GEO_ERR_ARG;
    if (status == GEO_OK)
        status = hours_of(ctx, slash + 1, &hours);
    if (status == GEO_ERR_NOMEM)
        return status;
    if (status != GEO_OK || !is_shower(mm, hours)) {
        geo_hint(ctx, "mm of rain and how long it falls: 70mm/2h, 20mm/30min");
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is no shower", text);
    }
    geo_rain_event *event = geo_calloc(1, sizeof *event);
    char *id = geo_strdup(text);
    if (!event || !id) {
        geo_free(event);
        geo_free(id);
        return geo_fail_nomem(ctx);
    }
    *event = (geo_rain_event){id, mm, hours};
    *out = (geo_rain_events){event, 1};
    return GEO_OK;
}

geo_status geo_rain_rate_parse(geo_ctx *ctx, const char *text, const char *unit, double *out)
{
    double rate = NAN;
    geo_status status = number_of(ctx, text, strlen(text), unit, &rate);
    if (status == GEO_ERR_NOMEM)
        return status;
    if (status != GEO_OK || !(rate >= 0 && rate <= 1000)) {
        geo_hint(ctx, "say how many mm at most: 20%s; 0%s: none", unit, unit);
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is no rate", text);
    }
    *out = rate;
    return GEO_OK;
}

/* ---- tables ---- */

static geo_status take_event(geo_ctx *ctx, const geo_table *table, const size_t *columns,
                             size_t row, geo_rain_events *out)
{
    const char *id = geo_table_cell(table, row, columns[0]);
    geo_rain_event *event = &out->items[row];
    size_t first;
    geo_status status = geo_table_double(ctx, table, row, columns[1], &event->mm);
    if (status == GEO_OK)
        status = geo_table_double(ctx, table, row, columns[2], &event->hours);
    if (status != GEO_OK)
        return status;
    if (!*id || !is_shower(event->mm, event->hours))
        return geo_fail(ctx, GEO_ERR_FORMAT, "showers: '%s' has no id, or no mm and hours above 0",
                        id);
    if (geo_table_find(table, columns[0], id, &first) == GEO_OK && first < row)
        return geo_fail(ctx, GEO_ERR_FORMAT, "showers: '%s' is there twice", id);
    event->id = geo_strdup(id);
    return event->id ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_rain_events_read(geo_ctx *ctx, const char *path, geo_rain_events *out)
{
    static const char *const headings[] = {"id", "mm", "hours"};
    geo_table *table = NULL;
    geo_rain_events made = {0};
    size_t columns[3];
    geo_status status = geo_table_read(ctx, path, &table);
    if (status == GEO_OK)
        status = geo_table_find_columns(ctx, table, headings, 3, columns);
    if (status == GEO_OK && geo_table_rows(table) == 0)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "showers: the table has no rows");
    if (status == GEO_OK) {
        made.count = geo_table_rows(table);
        made.items = geo_calloc(made.count, sizeof *made.items);
        if (!made.items)
            status = geo_fail_nomem(ctx);
    }
    for (size_t row = 0; status == GEO_OK && row < made.count; row++)
        status = take_event(ctx, table, columns, row, &made);
    geo_table_free(table);
    if (status == GEO_OK)
        *out = made;
    else
        geo_rain_events_release(&made);
    return status;
}

void geo_rain_events_release(geo_rain_events *events)
{
    for (size_t i = 0; events->items && i < events->count; i++)
        geo_free(events->items[i].id);
    geo_free(events->items);
    *events = (geo_rain_events){0};
}

/* ---- norms ---- */

enum { ID, VALUE, UNIT, AREA, EMPTY, NORM_COLUMNS };
static const char *const AREAS[] = {"roof", "paved", "all"}; /* by geo_rain_over */

static geo_status no_norm(geo_ctx *ctx, const geo_table *table, size_t column, const char *id)
{
    geo_text names = GEO_TEXT_INIT;
    for (size_t row = 0; row < geo_table_rows(table); row++)
        geo_text_addf(&names, "%s%s", row ? ", " : "", geo_table_cell(table, row, column));
    geo_hint(ctx, "there are: %s", geo_text_string(&names));
    geo_text_release(&names);
    return geo_fail(ctx, GEO_ERR_NOTFOUND, "there is no norm '%s' for storage", id);
}

static bool is_twice(const geo_table *table, size_t column, const char *id, size_t first)
{
    size_t row = first + 1;
    while (row < geo_table_rows(table) && strcmp(geo_table_cell(table, row, column), id) != 0)
        row++;
    return row < geo_table_rows(table);
}

static geo_status take_norm(geo_ctx *ctx, const geo_table *table, const size_t *columns, size_t row,
                            geo_rain_norm *out)
{
    const char *area = geo_table_cell(table, row, columns[AREA]);
    int over = 0;
    while (over < 3 && strcmp(AREAS[over], area) != 0)
        over++;
    if (over == 3 || strcmp(geo_table_cell(table, row, columns[UNIT]), "mm") != 0)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "norms for storage: '%s': unit is mm, area is roof, paved or all",
                        geo_table_cell(table, row, columns[ID]));
    *out = (geo_rain_norm){.over = (geo_rain_over)over, .empty_h = NAN};
    geo_status status = geo_table_double(ctx, table, row, columns[VALUE], &out->mm);
    if (status == GEO_OK && *geo_table_cell(table, row, columns[EMPTY]))
        status = geo_table_double(ctx, table, row, columns[EMPTY], &out->empty_h);
    if (status == GEO_OK && (!(out->mm > 0) || out->empty_h <= 0))
        status = geo_fail(ctx, GEO_ERR_FORMAT, "norms for storage: '%s': numbers are above 0",
                          geo_table_cell(table, row, columns[ID]));
    return status;
}

geo_status geo_rain_norm_read(geo_ctx *ctx, const char *path, const char *id, geo_rain_norm *out)
{
    static const char *const headings[NORM_COLUMNS] = {"id", "value", "unit", "area", "empty_h"};
    geo_table *table = NULL;
    geo_rain_norm made = {0};
    size_t columns[NORM_COLUMNS], row;
    geo_status status = geo_table_read(ctx, path, &table);
    if (status == GEO_OK)
        status = geo_table_find_columns(ctx, table, headings, NORM_COLUMNS, columns);
    if (status == GEO_OK && geo_table_find(table, columns[ID], id, &row) != GEO_OK)
        status = no_norm(ctx, table, columns[ID], id);
    if (status == GEO_OK && is_twice(table, columns[ID], id, row))
        status = geo_fail(ctx, GEO_ERR_FORMAT, "norms for storage: '%s' is there twice", id);
    if (status == GEO_OK)
        status = take_norm(ctx, table, columns, row, &made);
    if (status == GEO_OK && !(made.id = geo_strdup(id)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        *out = made;
    geo_table_free(table);
    return status;
}

void geo_rain_norm_release(geo_rain_norm *norm)
{
    geo_free(norm->id);
    *norm = (geo_rain_norm){0};
}
