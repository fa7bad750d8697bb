/* Rows from standard input or a file, batch by batch, in input order, constant memory: a FlatGeobuf
 * stream (own frames), GeoJSON text sequences (own line reader), or a file through GDAL. This
 * module and io/writer own all pipe input and output; no tool calls OGR on standard input or
 * output.
 *
 * Rows without usable geometry (null, empty, not finite, outside the CRS's area of use, not of the
 * wanted kind) are rejects: they go to the tally and to options.rejected, never to a batch. More
 * than 0.1 % outside the area of use is an error that asks about swapped axes. A stream of ours
 * (one with provenance) that ends without its end mark, or with the poison mark, is an error:
 * upstream failed. So is an empty standard input (0 bytes). A file needs no mark when its header
 * says how many features there are; then that number must be met. A path that is a pipe (process
 * substitution) is a stream as standard input is. */
#ifndef GEO_IO_READER_H
#define GEO_IO_READER_H

#include "io/batch.h"
#include "io/tally.h"

typedef struct geo_reader geo_reader;

typedef struct geo_reader_options {
    const char *layer; /* NULL: the only layer, or `default_layer` when it exists, else an error
                          that lists the layers */
    const char *default_layer; /* e.g. "address" */
    const char
        *crs; /* what the user declares the input to be in (--crs); NULL: as the input says */
    const geo_crs *target_crs; /* rows are transformed to it; NULL: stay. An input without CRS, or a
                                  geographic one without target, is GEO_ERR_CRS */
    const geo_box
        *box; /* half-open, in the target CRS; rows whose (first) point lies outside are ignored */
    bool points_only;   /* other kinds are rejects ("not a point") */
    bool allow_network; /* false: no network paths */
    bool places_only;   /* rows are only to be counted, of a dataset that another reader has open: a
                           file read by GDAL gives them without columns, which is quicker */
    void *self;         /* for rejected */
    /* The row is as it came, and so is the schema: see geo_reader_reject_schema. */
    geo_status (*rejected)(void *self, geo_ctx *ctx, const geo_schema *schema, geo_row row,
                           const char *reason);
} geo_reader_options;
#define GEO_READER_OPTIONS_INIT ((geo_reader_options){0})

/* dataset: "-" (standard input), PATH or PATH:LAYER. The options' strings are copied. */
geo_status geo_reader_new(geo_ctx *ctx, const char *dataset, const geo_reader_options *options,
                          geo_reader **out) GEO_MUST_USE;
void geo_reader_free(geo_reader *reader);

const geo_schema *
geo_reader_schema(const geo_reader *reader); /* crs is the target CRS when one was given */
/* That of the rejects: crs is the input's own, for a row that cannot be used is not transformed.
 * What it points to belongs to the reader: not to be released. */
geo_schema geo_reader_reject_schema(const geo_reader *reader);
const geo_tally *geo_reader_tally(const geo_reader *reader); /* of the rows handed out */
/* Name for messages and provenance: "base.gpkg:address", or "standard input". */
const char *geo_reader_name(const geo_reader *reader);
/* True for a file: a second reader on the same dataset can be opened. */
bool geo_reader_is_file(const geo_reader *reader);

/* Fills the batch (emptied first). GEO_END: no rows were left. */
geo_status geo_reader_next(geo_ctx *ctx, geo_reader *reader, geo_batch *batch) GEO_MUST_USE;

/* Begins to read in a thread, until some `most_bytes` of rows are held; geo_reader_next then waits
 * for that and hands the same batches out as ever. Before the first batch, once. Until then only
 * what is asked of a const reader may be asked of it, and ctx must live; options.rejected is called
 * in the thread. Errors: NOMEM. */
geo_status geo_reader_begin_ahead(geo_ctx *ctx, geo_reader *reader, size_t most_bytes) GEO_MUST_USE;

#endif
