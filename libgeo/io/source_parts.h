/* The inside of a source, for the files that read one. */
#ifndef GEO_IO_SOURCE_PARTS_H
#define GEO_IO_SOURCE_PARTS_H

#include "base/map.h"
#include "geom/geos.h"
#include "io/open.h"
#include "io/source.h"

typedef struct geo_source_columns { /* of the layer; -1: it has none of that name */
    int *items;
    size_t count;
} geo_source_columns;

struct geo_source {
    geo_vector vector;
    const geo_crs *crs; /* after transformation: target's copy or the vector's */
    geo_crs *target;
    geo_transform *transform; /* NULL: none needed */
    geo_transform *back;      /* for boxes */
    geo_geos *geos;
    geo_tally tally;
    geo_map *told;    /* feature ids that the tally has as repaired or rejected */
    bool strays_read; /* rows that no box finds, for want of a geometry, are counted */
    geo_box extent;
    uint64_t count;
    bool kinds[7];
    bool any_kind;
    int id_column, date_column;
    geo_source_columns text, number;
    bool has_area, has_target_area;
    geo_box area;        /* of use, in the file's CRS */
    geo_box target_area; /* of use, after transformation */
};

/* The box that holds a box after transformation: its edges are followed, as they may bend. */
geo_status geo_source_turn_box(geo_ctx *ctx, geo_transform *transform, geo_box box,
                               geo_box *out) GEO_MUST_USE;

/* What became of one row's geometry. */
typedef struct geo_source_shape {
    geo_geom geom;
    const char *reason; /* repaired or rejected: why; NULL: as it was */
    bool rejected;
    bool outside;    /* rejected because of where it lies */
    geo_point first; /* in the file's own coordinates */
} geo_source_shape;
geo_status geo_source_take_shape(geo_ctx *ctx, geo_source *source, OGRGeometryH from,
                                 geo_arena *arena, geo_source_shape *out) GEO_MUST_USE;

/* Column as text in the arena, dates as ISO 8601; NULL when null or absent. False: no memory. */
bool geo_source_text(OGRFeatureH row, int column, geo_arena *arena, const char **out);
/* Column as number; NaN when null, absent or no number. */
double geo_source_number(OGRFeatureH row, int column);

#endif
