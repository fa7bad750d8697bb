/* What must hold of every row that a reader hands out, whatever came in. */
#ifndef GROENNET_TESTS_FUZZ_ROWS_H
#define GROENNET_TESTS_FUZZ_ROWS_H

#include "base/alloc.h"
#include "fuzz.h"
#include "io/reader_parts.h"
#include "io/row_take.h"

/* Properties can be read, the geometry is there and finite, and the row is canonical: taken in once
 * more it comes out as it was. */
static inline void fuzz_check_row(geo_ctx *ctx, const geo_schema *schema, geo_row row,
                                  geo_arena *arena)
{
    geo_row_rules rules;
    geo_bytes again = {0};
    geo_geom geom;
    bool no_geom;
    geo_value *values = geo_arena_alloc(arena, schema->field_count + 1, sizeof *values);
    FUZZ_CHECK(values);
    FUZZ_CHECK(geo_row_values(ctx, schema, row, NULL, schema->field_count, values) == GEO_OK);
    for (size_t i = 0; i < schema->field_count; i++) {
        const char *text;
        FUZZ_CHECK(geo_value_read_text(ctx, &values[i], arena, &text) == GEO_OK);
        FUZZ_CHECK(values[i].is_null || text);
    }
    FUZZ_CHECK(geo_row_geom(ctx, schema, row, arena, &geom) == GEO_OK);
    FUZZ_CHECK(geo_geom_is_finite(&geom));
    FUZZ_CHECK(geo_row_rules_init(ctx, &rules, schema, (uint8_t)schema->type) == GEO_OK);
    FUZZ_CHECK(geo_row_take_by(ctx, &rules, row.bytes, row.size, &again, &no_geom) == GEO_OK);
    FUZZ_CHECK(!no_geom && again.count == (size_t)row.size + 4);
    FUZZ_CHECK(memcmp(again.items + 4, row.bytes, row.size) == 0);
    geo_free(again.items);
}

/* A reader whose whole input lies in memory already. */
static inline geo_input fuzz_input(const uint8_t *data, size_t size)
{
    geo_input input = {.fd = -1, .at_end = true, .name = geo_strdup("fuzz"), .end = size};
    input.bytes = geo_alloc(size, 1);
    input.capacity = size;
    FUZZ_CHECK(input.name && input.bytes);
    if (size)
        memcpy(input.bytes, data, size);
    return input;
}

/* Reads all; every row of the input is used, rejected or ignored in the end. */
static inline void fuzz_read_all(geo_ctx *ctx, geo_reader *reader)
{
    geo_batch batch = {0};
    geo_arena *arena = geo_arena_new();
    geo_status status;
    uint64_t given = 0;
    FUZZ_CHECK(arena);
    while ((status = fuzz_said(ctx, geo_reader_next(ctx, reader, &batch))) == GEO_OK) {
        for (size_t i = 0; i < geo_batch_count(&batch); i++) {
            fuzz_check_row(ctx, batch.schema, geo_batch_row(&batch, i), arena);
            geo_arena_reset(arena);
        }
        given += geo_batch_count(&batch);
    }
    if (status == GEO_END)
        FUZZ_CHECK(reader->tally.used + reader->tally.repaired == given);
    geo_batch_release(&batch);
    geo_arena_free(arena);
}

typedef geo_status fuzz_opener(geo_ctx *ctx, geo_reader *reader, geo_input *input);

/* Reads the bytes as one kind of stream, declared to be in EPSG:28992. */
static inline void fuzz_read_stream(const uint8_t *data, size_t size, fuzz_opener *open)
{
    geo_ctx *ctx = fuzz_ctx();
    geo_reader *reader = geo_calloc(1, sizeof *reader);
    geo_input input = fuzz_input(data, size);
    FUZZ_CHECK(reader);
    reader->options.crs = geo_strdup("EPSG:28992");
    reader->name = geo_strdup("fuzz");
    FUZZ_CHECK(reader->options.crs && reader->name);
    if (fuzz_said(ctx, open(ctx, reader, &input)) == GEO_OK)
        fuzz_read_all(ctx, reader);
    geo_reader_free(reader);
    geo_input_release(&input);
}

#endif
