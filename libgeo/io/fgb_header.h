/* The head of a FlatGeobuf: magic bytes, header table, size of the index; for the files of this
 * floor. Provenance travels in the layer's name, after the plain name: GDAL keeps it there. */
#ifndef GEO_IO_FGB_HEADER_H
#define GEO_IO_FGB_HEADER_H

#include "io/row.h"

#define GEO_FGB_MAGIC_SIZE 8
#define GEO_FGB_HEADER_MAX (16u << 20)
extern const uint8_t GEO_FGB_MAGIC[GEO_FGB_MAGIC_SIZE];

/* Marks after the last feature. */
#define GEO_FGB_END "END"
#define GEO_FGB_END_SIZE 3
#define GEO_FGB_POISON UINT32_MAX

/* The last bytes of a header that promises an end mark. Nothing points at them, so that a foreign
 * tool, which keeps the layer's name with the provenance but writes no end mark, loses them. */
#define GEO_FGB_PROMISE "gn: END"
#define GEO_FGB_PROMISE_SIZE 8

typedef struct geo_fgb_header {
    geo_schema schema;
    uint8_t type;        /* as it stands there; schema.type is UNKNOWN beyond 6 */
    uint64_t count;      /* of features; 0: not known */
    uint64_t index_size; /* bytes between header and first feature */
    bool ends_marked;    /* written here: an end mark follows the last feature */
} geo_fgb_header;

/* Reads the header table. Errors: FORMAT, CRS, UNSUPPORTED. Release out->schema. */
geo_status geo_fgb_header_read(geo_ctx *ctx, const uint8_t *bytes, uint32_t size,
                               geo_fgb_header *out) GEO_MUST_USE;

/* Where the number of features stands in a file written here. */
#define GEO_FGB_COUNT_AT 64u
/* Appends magic bytes and header, without index and number of features. */
geo_status geo_fgb_header_write(geo_ctx *ctx, const geo_schema *schema,
                                geo_bytes *out) GEO_MUST_USE;

#endif
