/* What the kinds of input share behind geo_reader; for the reader's files. */
#ifndef GEO_IO_READER_PARTS_H
#define GEO_IO_READER_PARTS_H

#include "io/reader.h"
#include "io/row_take.h"
#include "io/stream_input.h"

/* A batch is full at GEO_BATCH_ROWS rows or this many bytes, so that large features or rows that
 * are ignored cannot fill the memory. */
#define GEO_READER_BATCH_BYTES ((size_t)32 << 20)

/* One kind of input: fills a batch, passing new rows through geo_reader_judge. `next` leaves the
 * batch short of full only at the end of the input, and then sets reader->ended. */
typedef struct geo_reader_kind {
    geo_status (*next)(geo_ctx *ctx, geo_reader *reader, geo_batch *batch);
    void (*free)(void *state);
} geo_reader_kind;

/* On one row: static text against it, and where its points are among reader->points. */
typedef struct geo_verdict {
    const char *reason;
    size_t first;
    uint32_t count;
} geo_verdict;

struct geo_reader {
    const geo_reader_kind *kind;
    void *state;
    geo_reader_options options; /* its strings and CRS belong to the reader */
    geo_schema schema;          /* of the rows as handed out */
    geo_row_rules rules;
    geo_transform *transform;
    geo_crs *source_crs; /* that rows are transformed from; NULL: as the schema's */
    bool has_bounds;
    geo_box bounds, box; /* area of use; options.box */
    geo_tally tally;
    char *name;
    bool is_file, ended;
    uint64_t rows;           /* read from the input */
    uint64_t given;          /* handed out in batches */
    uint64_t outside;        /* the area of use */
    geo_point outside_first; /* as in the input */
    size_t id_column;
    bool is_quick;             /* a good plain point is used as it is: no transformation, no box */
    GEO_VEC(geo_point) points; /* of the rows being judged */
    GEO_VEC(geo_verdict) verdicts;
    struct geo_reader_ahead *ahead; /* rows being read beside the caller; NULL: none */
};

/* geo_reader_next without what is read ahead. */
geo_status geo_reader_fetch(geo_ctx *ctx, geo_reader *reader, geo_batch *batch) GEO_MUST_USE;
/* The next of the rows read ahead, and what comes after them. */
geo_status geo_reader_take_ahead(geo_ctx *ctx, geo_reader *reader, geo_batch *batch) GEO_MUST_USE;
void geo_reader_end_ahead(geo_reader *reader);

/* After the input's own schema is known: CRS, transformation, rules. type: see geo_row_rules. */
geo_status geo_reader_settle(geo_ctx *ctx, geo_reader *reader, uint8_t type) GEO_MUST_USE;

/* Judges the batch's rows from index `from` on: those that can be used stay, transformed; the
 * others become rejects or are ignored. Counts all of them. */
geo_status geo_reader_judge(geo_ctx *ctx, geo_reader *reader, geo_batch *batch,
                            size_t from) GEO_MUST_USE;
/* Whether a quick reader takes the plain point that begins here. NaN compares as false. */
static inline bool geo_reader_admits(const geo_reader *reader, const uint8_t *bytes)
{
    double x = geo_flat_double(bytes + reader->rules.form.xy);
    double y = geo_flat_double(bytes + reader->rules.form.xy + 8);
    return x >= reader->bounds.xmin && x <= reader->bounds.xmax && y >= reader->bounds.ymin &&
           y <= reader->bounds.ymax;
}
void geo_reader_count_used(geo_reader *reader, size_t count);
/* Counts and reports a row that cannot be used, for a reason only the kind of input knows. */
geo_status geo_reader_reject(geo_ctx *ctx, geo_reader *reader, geo_row row,
                             const char *reason) GEO_MUST_USE;
/* Whether too many rows lie outside the area of use; at the end, and while reading. */
geo_status geo_reader_check_outside(geo_ctx *ctx, const geo_reader *reader) GEO_MUST_USE;

bool geo_reader_is_full(const geo_batch *batch);
/* Notes the row that was just appended to batch->bytes and starts at the prefix `at`. */
geo_status geo_reader_push(geo_ctx *ctx, geo_batch *batch, size_t at) GEO_MUST_USE;
/* Appends a row made of a geometry (of type UNKNOWN: none) and one value per column; with a reason
 * why it cannot be used it goes to the rejects. */
geo_status geo_reader_put(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, const geo_geom *geom,
                          const geo_value *values, const char *reason) GEO_MUST_USE;

/* Makes a geometry of another kind fit the layer's: single to multi, multi of one part to single.
 * *reason (static text) says why it cannot. Arrays come from the arena. Errors: NOMEM. */
geo_status geo_reader_fit(geo_ctx *ctx, geo_geom_type type, geo_geom *geom, geo_arena *arena,
                          const char **reason) GEO_MUST_USE;

/* The kinds. Each takes what was buffered of `input` and owns it from then on, whatever happens.
 * They set kind, state and the schema as the input tells it, then settle. */
geo_status geo_reader_open_fgb(geo_ctx *ctx, geo_reader *reader, geo_input *input) GEO_MUST_USE;
geo_status geo_reader_open_lines(geo_ctx *ctx, geo_reader *reader, geo_input *input) GEO_MUST_USE;
/* A file through GDAL. `remove`: a private copy to be unlinked in the end (NULL: none; taken
 * over). */
geo_status geo_reader_open_file(geo_ctx *ctx, geo_reader *reader, const char *dataset,
                                char *remove) GEO_MUST_USE;

#endif
