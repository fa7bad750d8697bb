#include "array_source.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "near.h"

enum { COLUMNS_MOST = 12 };

typedef struct array_row {
    geo_geom geom;
    geo_box box;
    const char *id, *text[COLUMNS_MOST];
    double number[COLUMNS_MOST];
} array_row;

struct geo_source {
    char name[32];
    size_t text_count, number_count;
    GEO_VEC(array_row) rows;
    geo_box extent;
    geo_arena *arena;
};

geo_source *array_source_new(const char *name, size_t text_count, size_t number_count)
{
    geo_source *source = geo_calloc(1, sizeof *source);
    assert_non_null(source);
    assert_true(text_count <= COLUMNS_MOST && number_count <= COLUMNS_MOST);
    snprintf(source->name, sizeof source->name, "%s", name);
    source->text_count = text_count;
    source->number_count = number_count;
    source->extent = GEO_BOX_EMPTY;
    source->arena = geo_arena_new();
    assert_non_null(source->arena);
    return source;
}

static void *array_copy(geo_source *source, const void *from, size_t count, size_t size)
{
    void *copy = geo_arena_alloc(source->arena, count, size);
    assert_non_null(copy);
    if (count)
        memcpy(copy, from, count * size);
    return copy;
}

static const char *array_text(geo_source *source, const char *text)
{
    return text && *text ? array_copy(source, text, strlen(text) + 1, 1) : NULL;
}

void array_source_add(geo_source *source, const geo_geom *geom, const char *id,
                      const char *const *text, const double *number)
{
    array_row row = {.geom = *geom, .box = geo_box_of(geom)};
    row.geom.points = array_copy(source, geom->points, geom->point_count, sizeof *geom->points);
    row.geom.ends = array_copy(source, geom->ends, geom->end_count, sizeof *geom->ends);
    row.geom.parts = array_copy(source, geom->parts, geom->part_count, sizeof *geom->parts);
    row.id = array_text(source, id);
    for (size_t i = 0; i < source->text_count; i++)
        row.text[i] = array_text(source, text[i]);
    for (size_t i = 0; i < source->number_count; i++)
        row.number[i] = number[i];
    source->extent = geo_box_join(source->extent, row.box);
    assert_true(geo_vec_push(&source->rows, row));
}

void geo_source_free(geo_source *source)
{
    if (!source)
        return;
    geo_free(source->rows.items);
    geo_arena_free(source->arena);
    geo_free(source);
}

const char *geo_source_name(const geo_source *source)
{
    return source->name;
}

/* What is in memory was never rejected. */
const geo_tally *geo_source_tally(const geo_source *source)
{
    static const geo_tally none;
    (void)source;
    return &none;
}

geo_box geo_source_extent(const geo_source *source)
{
    return source->extent;
}

/* Room for the columns of `count` rows. */
static void array_room(geo_features *out, const geo_source *source, size_t count)
{
    out->geoms = geo_arena_alloc(out->arena, count, sizeof *out->geoms);
    out->boxes = geo_arena_alloc(out->arena, count, sizeof *out->boxes);
    out->ids = geo_arena_alloc(out->arena, count, sizeof *out->ids);
    out->text = geo_arena_alloc(out->arena, COLUMNS_MOST, sizeof *out->text);
    out->number = geo_arena_alloc(out->arena, COLUMNS_MOST, sizeof *out->number);
    assert_true(out->geoms && out->boxes && out->ids && out->text && out->number);
    for (size_t i = 0; i < source->text_count; i++)
        assert_non_null(out->text[i] = geo_arena_alloc(out->arena, count, sizeof **out->text));
    for (size_t i = 0; i < source->number_count; i++)
        assert_non_null(out->number[i] = geo_arena_alloc(out->arena, count, sizeof **out->number));
}

geo_status geo_source_read(geo_ctx *ctx, geo_source *source, const geo_box *box, geo_features *out)
{
    (void)ctx;
    *out = (geo_features){.arena = geo_arena_new()};
    assert_non_null(out->arena);
    array_room(out, source, source->rows.count);
    for (size_t i = 0; i < source->rows.count; i++) {
        const array_row *row = &source->rows.items[i];
        if (box && !geo_box_meets(*box, row->box))
            continue;
        out->geoms[out->count] = row->geom;
        out->boxes[out->count] = row->box;
        out->ids[out->count] = row->id;
        for (size_t k = 0; k < source->text_count; k++)
            out->text[k][out->count] = row->text[k];
        for (size_t k = 0; k < source->number_count; k++)
            out->number[k][out->count] = row->number[k];
        out->count++;
    }
    return GEO_OK;
}

void geo_features_release(geo_features *features)
{
    geo_arena_free(features->arena);
    *features = (geo_features){0};
}
