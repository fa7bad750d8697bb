#include "town.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static void town_check(const geo_ctx *ctx, geo_status status)
{
    if (status != GEO_OK)
        fail_msg("status %d: %s", status, geo_ctx_error(ctx));
}

void town_begin(town *t)
{
    static int number;
    const char *base = getenv("TMPDIR");
    *t = (town){.ctx = geo_ctx_new(NULL)};
    assert_non_null(t->ctx);
    if (number++ == 0)
        town_check(t->ctx, geo_io_init(t->ctx));
    snprintf(t->folder, sizeof t->folder, "%.40s/gn-town-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(t->folder));
    snprintf(t->path, sizeof t->path, "%s/base.gpkg", t->folder);
    town_check(t->ctx, geo_crs_new(t->ctx, "EPSG:28992", &t->crs));
    const geo_package_options options = {.path = t->path};
    town_check(t->ctx, geo_package_new(t->ctx, &options, &t->package));
}

static void town_columns(geo_schema *schema, const char *columns)
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

void town_layer(town *t, const char *name, geo_geom_type type, const char *columns)
{
    geo_schema_release(&t->schema);
    town_check(t->ctx, geo_schema_init(t->ctx, &t->schema, name, type, t->crs));
    town_columns(&t->schema, columns);
    const geo_layer_options options = {.schema = &t->schema};
    town_check(t->ctx, geo_package_layer(t->ctx, t->package, &options, &t->layer));
}

static void town_values(const geo_schema *schema, va_list given, geo_value *out)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (schema->fields[i].type == GEO_FIELD_DOUBLE)
            out[i] = geo_value_double(va_arg(given, double));
        else
            out[i] = geo_value_text(va_arg(given, const char *));
}

static void town_moved(const geo_geom *geom, geo_point move, geo_geom *out)
{
    assert_ok(geo_geom_clone(NULL, geom, out));
    for (uint32_t i = 0; i < out->point_count; i++)
        out->points[i] = (geo_point){out->points[i].x + move.x, out->points[i].y + move.y};
}

static void town_put_list(town *t, const geo_geom *geom, va_list given)
{
    geo_value values[16];
    geo_geom moved;
    town_values(&t->schema, given, values);
    town_moved(geom, t->move, &moved);
    town_check(t->ctx, geo_layer_put(t->ctx, t->layer, &moved, values));
    geo_geom_release(&moved);
}

void town_put(town *t, const geo_geom *geom, ...)
{
    va_list given;
    va_start(given, geom);
    town_put_list(t, geom, given);
    va_end(given);
}

void town_point(town *t, double x, double y, ...)
{
    geo_point p = {x, y};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    va_list given;
    va_start(given, y);
    town_put_list(t, &geom, given);
    va_end(given);
}

void town_box(town *t, double xmin, double ymin, double xmax, double ymax, ...)
{
    geo_point ring[] = {{xmin, ymin}, {xmax, ymin}, {xmax, ymax}, {xmin, ymax}, {xmin, ymin}};
    uint32_t end = 5, part = 1;
    geo_geom geom = {GEO_GEOM_POLYGON, ring, &end, &part, 5, 1, 1};
    va_list given;
    va_start(given, ymax);
    town_put_list(t, &geom, given);
    va_end(given);
}

void town_ring(town *t, const geo_point *points, uint32_t count, ...)
{
    uint32_t part = 1;
    geo_geom geom = {GEO_GEOM_POLYGON, (geo_point *)(uintptr_t)points, &count, &part, count, 1, 1};
    va_list given;
    va_start(given, count);
    town_put_list(t, &geom, given);
    va_end(given);
}

void town_line(town *t, const geo_point *points, uint32_t count, ...)
{
    geo_geom geom = {GEO_GEOM_LINE, (geo_point *)(uintptr_t)points, &count, NULL, count, 1, 0};
    va_list given;
    va_start(given, count);
    town_put_list(t, &geom, given);
    va_end(given);
}

void town_build(town *t)
{
    town_check(t->ctx, geo_package_commit(t->ctx, t->package));
    geo_package_free(t->package);
    t->package = NULL;
}

static size_t town_split(char *list, const char **out)
{
    size_t count = 0;
    for (char *rest = list, *name; (name = strtok_r(rest, " ", &rest));)
        out[count++] = name;
    return count;
}

geo_source *town_source(town *t, const char *layer, const char *text, const char *number)
{
    char dataset[160], texts[128], numbers[128];
    const char *text_names[8], *number_names[8];
    geo_source *source;
    snprintf(dataset, sizeof dataset, "%s:%s", t->path, layer);
    snprintf(texts, sizeof texts, "%s", text);
    snprintf(numbers, sizeof numbers, "%s", number);
    geo_source_options options = {.text = text_names, .number = number_names};
    options.text_count = town_split(texts, text_names);
    options.number_count = town_split(numbers, number_names);
    town_check(t->ctx, geo_source_new(t->ctx, dataset, &options, &source));
    assert_true(geo_vec_push(&t->sources, source));
    return source;
}

static int town_remove(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info, (void)kind, (void)where;
    return remove(path);
}

void town_end(town *t)
{
    for (size_t i = 0; i < t->sources.count; i++)
        geo_source_free(t->sources.items[i]);
    geo_free(t->sources.items);
    geo_package_free(t->package);
    geo_schema_release(&t->schema);
    geo_crs_free(t->crs);
    geo_ctx_free(t->ctx);
    nftw(t->folder, town_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- rows ---- */

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
    return (geo_grid_source){grid, grid->frame, name, town_raster_read};
}
