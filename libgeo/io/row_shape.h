/* The geometry tables inside a row, read and written, and the frame around them; for the files of
 * this floor. Positions count from the row's first byte after the size prefix. */
#ifndef GEO_IO_ROW_SHAPE_H
#define GEO_IO_ROW_SHAPE_H

#include "io/row.h"
#include "io/row_flat.h"

#define GEO_ROW_NESTING 32
#define GEO_ROW_POINTS 10000000u
#define GEO_ROW_BYTES (1u << 29) /* of one row */

/* Where a canonical row's properties offset lies. */
#define GEO_ROW_PROPERTIES_SLOT 20u
#define GEO_ROW_GEOMETRY_SLOT 16u

typedef struct geo_row_shape {
    uint8_t type; /* FlatGeobuf's GeometryType, 0..17; beyond 6 there is no geo_geom for it */
    geo_flat_vector ends, xy, z, m, parts; /* xy.count is twice the number of points */
} geo_row_shape;

/* Reads the geometry table at `at`; bounds are checked, meaning isn't. False: damaged. */
bool geo_row_shape_at(geo_flat flat, uint32_t at, geo_row_shape *out);
/* The row's own geometry. False: it has none (or is damaged). */
bool geo_row_shape_of(geo_row row, geo_row_shape *out);

/* Calls `leaf` for each geometry without parts, in order; stops when it returns false and returns
 * what it returned. False also for a damaged row. */
typedef bool (*geo_row_leaf)(void *self, const geo_row_shape *shape);
bool geo_row_each_leaf(geo_row row, geo_row_leaf leaf, void *self);

/* A canonical row that is a multipoint of one point becomes a point. Others stay as they are. */
void geo_row_become_point(uint8_t *bytes, uint32_t size);

/* One geometry table to be written. Arrays need no alignment. */
typedef struct geo_row_draft {
    const void *ends;  /* u32 */
    const void *xy;    /* double pairs */
    const void *z, *m; /* doubles; NULL with has_z, has_m: filled with NaN */
    uint32_t end_count, point_count, part_count;
    uint8_t type;
    bool has_z, has_m;
} geo_row_draft;

/* Appends one row to a buffer. Every call may fail for memory or size; then the buffer is as it was
 * once geo_row_out_undo was called. */
typedef struct geo_row_out {
    geo_bytes *buffer;
    size_t start; /* of the size prefix in the buffer */
    bool too_big;
} geo_row_out;

bool geo_row_out_begin(geo_row_out *out, geo_bytes *buffer);
/* Writes the table and points `slot` at it. With parts, *parts is the slot of the first part, the
 * others follow at 4 bytes each. */
bool geo_row_out_shape(geo_row_out *out, const geo_row_draft *draft, uint32_t slot,
                       uint32_t *parts);
/* Opens the properties; values follow with geo_row_out_bytes or _values. */
bool geo_row_out_properties(geo_row_out *out);
/* Makes room for `count` bytes more. */
bool geo_row_out_room(geo_row_out *out, size_t count);
bool geo_row_out_bytes(geo_row_out *out, const void *bytes, size_t count);
/* Null values are left out. */
bool geo_row_out_values(geo_row_out *out, size_t first_column, const geo_value *values,
                        size_t count);
/* Sets the counts, pads to 8 bytes. */
bool geo_row_out_end(geo_row_out *out);
geo_status geo_row_out_undo(geo_ctx *ctx, geo_row_out *out);

#endif
