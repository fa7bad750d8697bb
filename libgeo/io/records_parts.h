/* The inside of records, for the files that read one kind of file each. */
#ifndef GEO_IO_RECORDS_PARTS_H
#define GEO_IO_RECORDS_PARTS_H

#include "base/arena.h"
#include "base/vec.h"
#include "io/open.h"
#include "io/records.h"

/* A row as a kind of file gives it: its geometry in the file's CRS, in the records' arena. */
typedef struct geo_records_row {
    uint64_t number;
    geo_geom geom;
    const char *reason; /* NULL: geom is there */
} geo_records_row;

/* What each kind of file can do. `open` sets name, crs, has and is_table of the records; `text`
 * fills in the text of the row that `next` gave last. */
typedef struct geo_records_kind {
    geo_status (*open)(geo_ctx *ctx, geo_records *records, const char *dataset,
                       const geo_records_options *options);
    geo_status (*next)(geo_ctx *ctx, geo_records *records, geo_records_row *out);
    geo_status (*text)(geo_ctx *ctx, geo_records *records);
    void (*close)(geo_records *records); /* also when opening failed; state may be NULL */
} geo_records_kind;

extern const geo_records_kind geo_records_vector; /* by GDAL: shapefile, FlatGeobuf, GeoJSON */
extern const geo_records_kind geo_records_sql;    /* GeoPackage, SQLite */
extern const geo_records_kind geo_records_csv;

struct geo_records {
    const geo_records_kind *kind;
    void *state;            /* the kind's own */
    geo_open_format format; /* as sniffed */
    char *path, *layer;     /* of the dataset; layer: NULL when none is named */
    char *name;
    const char *encoding; /* static, or NULL */
    char **fields;
    bool *has;
    GEO_VEC(const char *) columns; /* all that the layer has, in names */
    geo_arena *names;
    size_t field_count;
    geo_crs *crs; /* of the file; NULL: not known */
    bool is_table, allow_tables;
    geo_transform *transform; /* NULL: the file is in the target's CRS */
    bool has_box, has_file_box;
    geo_box box, file_box; /* file_box: in the file's CRS, a little larger */
    geo_arena *arena;      /* of the row given last */
    const char **text;
    geo_records_row row;
    bool by_index; /* most of what lies outside the box is never met */
    uint64_t turn, outside;
    bool ended; /* nothing more is read, also after an error */
};

/* The CRS of the file against the one declared, once name is known; then the box in it. srs may be
 * NULL; declared too. Kinds call it in `open` before they need file_box. */
geo_status geo_records_settle_crs(geo_ctx *ctx, geo_records *records,
                                  const geo_records_options *options) GEO_MUST_USE;

/* A kind tells each attribute of the layer, in `open`. */
geo_status geo_records_note_column(geo_ctx *ctx, geo_records *records,
                                   const char *name) GEO_MUST_USE;

/* Makes bytes the text of a field: "" is null; what is no UTF-8, or has a NUL inside, is an error
 * that names the row. The bytes are copied. */
geo_status geo_records_put(geo_ctx *ctx, geo_records *records, size_t field, const char *bytes,
                           size_t length) GEO_MUST_USE;

#endif
