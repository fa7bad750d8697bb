/* OGR and SpatiaLite both list geometries in geometry_columns and systems in spatial_ref_sys, with
 * columns that differ by version: what is not there is asked for nowhere. */
#include "io/sql_layer.h"

#include <ogr_srs_api.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

static bool has_column(const geo_sqlite *base, const char *table, const char *column)
{
    return sqlite3_table_column_metadata(base->db, "main", table, column, NULL, NULL, NULL, NULL,
                                         NULL) == SQLITE_OK;
}

static geo_status add_layer(geo_ctx *ctx, sqlite3_stmt *row, geo_gpkg_layers *layers)
{
    const char *name = (const char *)sqlite3_column_text(row, 0);
    const char *column = (const char *)sqlite3_column_text(row, 1);
    geo_gpkg_layer layer = {.name = geo_strdup(name ? name : ""),
                            .column = geo_strdup(column),
                            .has_crs = column && sqlite3_column_int64(row, 2) > 0};
    if (layer.name && (layer.column || !column) && geo_vec_push(layers, layer))
        return GEO_OK;
    geo_free(layer.name);
    geo_free(layer.column);
    return geo_fail_nomem(ctx);
}

static geo_status add_layers(geo_ctx *ctx, const geo_sqlite *base, const char *sql,
                             geo_gpkg_layers *layers)
{
    sqlite3_stmt *rows = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &rows, "%s", sql);
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, rows);
        if (status == GEO_OK)
            status = add_layer(ctx, rows, layers);
    }
    sqlite3_finalize(rows);
    return status == GEO_END ? GEO_OK : status;
}

/* What SQLite, OGR and SpatiaLite keep for themselves is no table of the user's. */
#define OWN_TABLES                                                                                 \
    "lower(name) NOT GLOB 'sqlite_*' AND lower(name) NOT GLOB 'idx_*' "                            \
    "AND lower(name) NOT GLOB '*geometry_columns*' AND lower(name) NOT GLOB 'spatial_ref_sys*' "   \
    "AND lower(name) NOT GLOB 'spatialite_*' AND lower(name) NOT GLOB 'sql_statements_log*' "      \
    "AND lower(name) NOT IN ('spatialindex', 'elementarygeometries', 'knn', 'knn2', "              \
    "'data_licenses', 'layer_styles')"

static geo_status list_plain(geo_ctx *ctx, const geo_sqlite *base, geo_gpkg_layers *out)
{
    static const char WITH_GEOMETRY[] =
        "SELECT m.name, g.f_geometry_column, g.srid FROM geometry_columns g JOIN sqlite_master m "
        "ON lower(m.name) = lower(g.f_table_name) AND m.type = 'table' ORDER BY m.name";
    static const char TABLES[] =
        "SELECT name, NULL, 0 FROM sqlite_master WHERE type = 'table' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' AND " OWN_TABLES " ORDER BY name";
    static const char OTHER_TABLES[] =
        "SELECT name, NULL, 0 FROM sqlite_master WHERE type = 'table' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' AND lower(name) NOT IN "
        "(SELECT lower(f_table_name) FROM geometry_columns) AND " OWN_TABLES " ORDER BY name";
    geo_gpkg_layers layers = {0};
    bool with_geometry = has_column(base, "geometry_columns", "f_table_name") &&
                         has_column(base, "geometry_columns", "f_geometry_column") &&
                         has_column(base, "geometry_columns", "srid");
    geo_status status = GEO_OK;
    if (with_geometry)
        status = add_layers(ctx, base, WITH_GEOMETRY, &layers);
    if (!status)
        status = add_layers(ctx, base, with_geometry ? OTHER_TABLES : TABLES, &layers);
    if (status)
        geo_gpkg_layers_release(&layers);
    else
        *out = layers;
    return status;
}

geo_status geo_sql_scan(geo_ctx *ctx, const geo_sqlite *base, bool *plain, geo_gpkg_layers *out)
{
    *plain = !geo_sqlite_has_table(base, "gpkg_contents");
    geo_status status =
        *plain ? geo_gpkg_check_plain_schema(ctx, base) : geo_gpkg_check_schema(ctx, base);
    if (status)
        return status;
    return *plain ? list_plain(ctx, base, out) : geo_gpkg_list(ctx, base, out);
}

static bool take_form(const char *text, geo_blob_form *out)
{
    static const struct {
        const char *name;
        geo_blob_form form;
    } forms[] = {{"WKB", GEO_BLOB_WKB}, {"WKT", GEO_BLOB_WKT}, {"SpatiaLite", GEO_BLOB_SPATIALITE}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcasecmp(text, forms[i].name) != 0)
            continue;
        *out = forms[i].form;
        return true;
    }
    return false;
}

geo_status geo_sql_form(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                        geo_blob_form *out)
{
    sqlite3_stmt *row = NULL;
    *out = GEO_BLOB_SPATIALITE; /* which has no column to say it */
    if (!has_column(base, "geometry_columns", "geometry_format"))
        return GEO_OK;
    geo_status status = geo_sqlite_prepare(ctx, base, &row,
                                           "SELECT geometry_format FROM geometry_columns WHERE "
                                           "lower(f_table_name) = lower(%Q) AND "
                                           "lower(f_geometry_column) = lower(%Q)",
                                           layer->name, layer->column);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    const char *text = status == GEO_OK ? (const char *)sqlite3_column_text(row, 0) : NULL;
    if (status >= 0 && (!text || !take_form(text, out)))
        status = geo_fail(ctx, GEO_ERR_UNSUPPORTED,
                          "the geometries of '%s:%s' are in a form that is not read ('%.20s')",
                          base->name, layer->name, text ? text : "");
    sqlite3_finalize(row);
    return status;
}

/* Authority's code, else WKT: what OGR itself does. Nothing else is taken, as some texts are web
 * addresses to OGR. */
static geo_status take_crs(geo_ctx *ctx, sqlite3_stmt *row, const char *name,
                           OGRSpatialReferenceH *out)
{
    const char *authority = (const char *)sqlite3_column_text(row, 0);
    char *wkt = geo_strdup((const char *)sqlite3_column_text(row, 2)), *at = wkt;
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    geo_status status = GEO_OK;
    bool is_known = authority && !strcasecmp(authority, "EPSG") &&
                    OSRImportFromEPSG(srs, sqlite3_column_int(row, 1)) == OGRERR_NONE;
    if (!is_known && (!wkt || OSRImportFromWkt(srs, &at) != OGRERR_NONE))
        status =
            geo_fail(ctx, GEO_ERR_CRS, "the coordinate system of '%s' is not understood", name);
    geo_free(wkt);
    if (status)
        OSRDestroySpatialReference(srs);
    else
        *out = srs;
    return status;
}

static geo_status prepare_crs(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                              bool plain, sqlite3_stmt **out)
{
    if (!plain)
        return geo_sqlite_prepare(
            ctx, base, out,
            "SELECT s.organization, s.organization_coordsys_id, s.definition FROM "
            "gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
            "WHERE lower(g.table_name) = lower(%Q)",
            layer->name);
    const char *wkt = has_column(base, "spatial_ref_sys", "srtext")    ? "s.srtext"
                      : has_column(base, "spatial_ref_sys", "srs_wkt") ? "s.srs_wkt"
                                                                       : "NULL";
    return geo_sqlite_prepare(ctx, base, out,
                              "SELECT s.auth_name, s.auth_srid, %s FROM geometry_columns g JOIN "
                              "spatial_ref_sys s ON s.srid = g.srid "
                              "WHERE lower(g.f_table_name) = lower(%Q) AND "
                              "lower(g.f_geometry_column) = lower(%Q)",
                              wkt, layer->name, layer->column);
}

geo_status geo_sql_crs(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                       bool plain, OGRSpatialReferenceH *out)
{
    sqlite3_stmt *row = NULL;
    *out = NULL;
    if (!layer->has_crs || (plain && !geo_sqlite_has_table(base, "spatial_ref_sys")))
        return GEO_OK;
    geo_status status = prepare_crs(ctx, base, layer, plain, &row);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_OK)
        status = take_crs(ctx, row, base->name, out);
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}
