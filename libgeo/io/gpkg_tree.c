/* May a search through a layer's R-tree be believed? A tree with half the entries finds half the
 * rows and says nothing; to count them all would cost as much as the whole country. */
#include <inttypes.h>
#include <math.h>

#include "geom/geom.h"
#include "io/blob.h"
#include "io/gpkg.h"

geo_status geo_gpkg_tree_is_kept(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                 const char **why)
{
    int64_t listed = 0, triggers = 0;
    *why = NULL;
    if (!geo_sqlite_has_table(base, "gpkg_extensions")) {
        *why = "is not registered";
        return GEO_OK;
    }
    geo_status status = geo_sqlite_integer(
        ctx, base, &listed,
        "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' "
        "AND lower(table_name) = lower(%Q) AND lower(column_name) = lower(%Q)",
        layer->name, layer->column);
    /* The standard's set of triggers for changed rows has been another since its version 1.4. */
    if (!status)
        status = geo_sqlite_integer(
            ctx, base, &triggers,
            "SELECT count(DISTINCT CASE WHEN lower(name) GLOB '*_insert' THEN 1 "
            "WHEN lower(name) GLOB '*_delete' THEN 2 ELSE 3 END) FROM sqlite_master "
            "WHERE type = 'trigger' AND lower(tbl_name) = lower(%Q) AND (lower(name) IN "
            "(lower('rtree_%q_%q_insert'), lower('rtree_%q_%q_delete')) "
            "OR lower(name) GLOB lower('rtree_%q_%q_update') || '[1-7]')",
            layer->name, layer->name, layer->column, layer->name, layer->column, layer->name,
            layer->column);
    if (!status && !listed)
        *why = "is not registered";
    else if (!status && triggers != 3)
        *why = "lacks triggers that keep it up to date";
    return status;
}

typedef struct sampling {
    const geo_sqlite *base;
    const geo_gpkg_layer *layer;
    sqlite3_stmt *next, *last; /* a row with its geometry, from an id on, or back from one */
    sqlite3_stmt *search;
} sampling;

/* The id has a sign before it so that SQLite looks from the root of the tree, by place, as a search
 * by box does, and not by the id. A few rows without geometry are passed over, not all of them. */
static geo_status prepare(geo_ctx *ctx, sampling *s, const char *id)
{
    const char *table = s->layer->name, *column = s->layer->column;
    geo_status status = geo_sqlite_prepare(
        ctx, s->base, &s->next,
        "SELECT fid, shape FROM (SELECT \"%w\" AS fid, \"%w\" AS shape FROM \"%w\" "
        "WHERE \"%w\" >= ?1 ORDER BY \"%w\" LIMIT 16) WHERE shape IS NOT NULL LIMIT 1",
        id, column, table, id, id);
    if (!status)
        status = geo_sqlite_prepare(
            ctx, s->base, &s->last,
            "SELECT fid, shape FROM (SELECT \"%w\" AS fid, \"%w\" AS shape FROM \"%w\" "
            "WHERE \"%w\" <= ?1 ORDER BY \"%w\" DESC LIMIT 16) WHERE shape IS NOT NULL LIMIT 1",
            id, column, table, id, id);
    if (!status)
        status = geo_sqlite_prepare(ctx, s->base, &s->search,
                                    "SELECT 1 FROM \"rtree_%w_%w\" WHERE minx <= ?1 AND maxx >= ?1 "
                                    "AND miny <= ?2 AND maxy >= ?2 AND +id = ?3",
                                    table, column);
    return status;
}

static geo_status search(geo_ctx *ctx, const sampling *s, int64_t fid, geo_point corner)
{
    sqlite3_bind_double(s->search, 1, corner.x);
    sqlite3_bind_double(s->search, 2, corner.y);
    sqlite3_bind_int64(s->search, 3, fid);
    geo_status status = geo_sqlite_step(ctx, s->base, s->search);
    if (status == GEO_END) {
        geo_hint(ctx, "export the layer to a new GeoPackage, which makes a new index");
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "the index of '%s:%s' does not find its row %" PRId64
                          ": searches would miss rows",
                          s->base->name, s->layer->name, fid);
    }
    sqlite3_reset(s->search);
    return status;
}

/* Rows without a usable geometry are in no index. */
static geo_status check_row(geo_ctx *ctx, const sampling *s, sqlite3_stmt *row)
{
    OGRGeometryH geometry = NULL;
    geo_status status = geo_blob_read(ctx, GEO_BLOB_GPKG, sqlite3_column_blob(row, 1),
                                      (size_t)sqlite3_column_bytes(row, 1), &geometry);
    if (!status && geometry && !OGR_G_IsEmpty(geometry)) {
        OGREnvelope e;
        OGR_G_GetEnvelope(geometry, &e);
        if (isfinite(e.MinX) && isfinite(e.MinY))
            status = search(ctx, s, sqlite3_column_int64(row, 0), (geo_point){e.MinX, e.MinY});
    }
    OGR_G_DestroyGeometry(geometry);
    return status;
}

static geo_status check_from(geo_ctx *ctx, const sampling *s, sqlite3_stmt *rows, int64_t fid)
{
    sqlite3_bind_int64(rows, 1, fid);
    geo_status status = geo_sqlite_step(ctx, s->base, rows);
    if (status == GEO_OK)
        status = check_row(ctx, s, rows);
    sqlite3_reset(rows);
    return status == GEO_END ? GEO_OK : status;
}

geo_status geo_gpkg_sample_tree(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                const char *id)
{
    sampling s = {.base = base, .layer = layer};
    int64_t first = 0, last = 0;
    geo_status status = prepare(ctx, &s, id);
    /* One at a time: SQLite finds either at the end of the table, but both only by reading it. */
    if (!status)
        status = geo_sqlite_integer(ctx, base, &first, "SELECT min(\"%w\") FROM \"%w\"", id,
                                    layer->name);
    if (!status)
        status =
            geo_sqlite_integer(ctx, base, &last, "SELECT max(\"%w\") FROM \"%w\"", id, layer->name);
    if (!status)
        status = check_from(ctx, &s, s.last, last);
    uint64_t span = (uint64_t)last - (uint64_t)first;
    for (uint64_t i = 0; !status && i < GEO_GPKG_SAMPLES; i++)
        status = check_from(ctx, &s, s.next,
                            (int64_t)((uint64_t)first + span / GEO_GPKG_SAMPLES * i +
                                      span % GEO_GPKG_SAMPLES * i / GEO_GPKG_SAMPLES));
    sqlite3_finalize(s.next);
    sqlite3_finalize(s.last);
    sqlite3_finalize(s.search);
    return status;
}
