#include "town_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

void town_columns(geo_schema *schema, const char *columns)
{
    char list[256], *rest = list;
    snprintf(list, sizeof list, "%s", columns);
    for (char *name; (name = strtok_r(rest, " ", &rest));) {
        size_t length = strlen(name);
        bool is_number = name[length - 1] == '#';
        if (is_number)
            name[length - 1] = '\0';
        assert_ok(
            geo_schema_add(NULL, schema, name, is_number ? GEO_FIELD_DOUBLE : GEO_FIELD_STRING));
    }
}

void town_values(const geo_schema *schema, va_list given, geo_value *out)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (schema->fields[i].type == GEO_FIELD_DOUBLE)
            out[i] = geo_value_double(va_arg(given, double));
        else
            out[i] = geo_value_text(va_arg(given, const char *));
}

void town_moved(const geo_geom *geom, geo_point move, geo_geom *out)
{
    assert_ok(geo_geom_clone(NULL, geom, out));
    for (uint32_t i = 0; i < out->point_count; i++)
        out->points[i] = (geo_point){out->points[i].x + move.x, out->points[i].y + move.y};
}

void town_rows_begin(town_rows *rows, const char *columns)
{
    *rows = (town_rows){0};
    assert_ok(geo_schema_init(NULL, &rows->schema, "address", GEO_GEOM_UNKNOWN, NULL));
    town_columns(&rows->schema, columns);
    rows->batch.schema = &rows->schema;
    rows->out.arena = geo_arena_new();
    assert_non_null(rows->out.arena);
}

static void town_rows_list(town_rows *rows, const geo_geom *geom, va_list given)
{
    geo_value values[16];
    geo_geom moved;
    town_values(&rows->schema, given, values);
    town_moved(geom, rows->move, &moved);
    size_t prefix = (rows->batch.bytes.count + 7) / 8 * 8;
    assert_ok(geo_row_make(NULL, &rows->schema, &moved, values, &rows->batch.bytes));
    assert_true(geo_vec_push(&rows->batch.starts, prefix + 4));
    geo_geom_release(&moved);
}

void town_rows_geom(town_rows *rows, const geo_geom *geom, ...)
{
    va_list given;
    va_start(given, geom);
    town_rows_list(rows, geom, given);
    va_end(given);
}

void town_rows_point(town_rows *rows, double x, double y, ...)
{
    geo_point p = {x, y};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    va_list given;
    va_start(given, y);
    town_rows_list(rows, &geom, given);
    va_end(given);
}

geo_columns *town_rows_out(town_rows *rows, size_t count)
{
    geo_free(rows->out.values);
    rows->out.count = count;
    rows->out.values = geo_calloc(count * geo_batch_count(&rows->batch), sizeof(geo_value));
    assert_non_null(rows->out.values);
    return &rows->out;
}

void town_rows_end(town_rows *rows)
{
    geo_free(rows->out.values);
    geo_arena_free(rows->out.arena);
    geo_batch_release(&rows->batch);
    geo_schema_release(&rows->schema);
}

double town_number(const town_rows *rows, size_t row, size_t column)
{
    return geo_value_as_double(&rows->out.values[row * rows->out.count + column]);
}

const char *town_text(const town_rows *rows, size_t row, size_t column)
{
    static char texts[8][128];
    static int turn;
    const geo_value *value = &rows->out.values[row * rows->out.count + column];
    char *text = texts[turn++ % 8];
    text[0] = '\0';
    if (!value->is_null)
        snprintf(text, sizeof texts[0], "%.*s", (int)value->as.string.length,
                 value->as.string.text);
    return text;
}

/* ---- rasters ---- */

static geo_status town_raster_read(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const geo_grid *grid = self;
    (void)ctx;
    for (int64_t row = 0; row < window.height; row++)
        memcpy(cells + row * window.width,
               grid->cells + (window.row + row) * grid->frame.width + window.column,
               (size_t)window.width * sizeof *cells);
    return GEO_OK;
}

geo_grid_source town_raster(geo_grid *grid, const char *name)
{
    return (geo_grid_source){
        .self = grid, .frame = grid->frame, .name = name, .read = town_raster_read};
}
