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

void town_layer(town *t, const char *name, geo_geom_type type, const char *columns)
{
    geo_schema_release(&t->schema);
    town_check(t->ctx, geo_schema_init(t->ctx, &t->schema, name, type, t->crs));
    town_columns(&t->schema, columns);
    const geo_layer_options options = {.schema = &t->schema};
    town_check(t->ctx, geo_package_layer(t->ctx, t->package, &options, &t->layer));
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

#include "town_rows.c"
