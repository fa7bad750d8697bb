/* What GDAL does not write: the default style where QGIS looks for it, metadata that QGIS shows,
 * and the provenance our own readers take up again. Text goes in as bound parameters only. */
#include <string.h>

#include "io/gpkg.h"
#include "io/package_parts.h"

#define QGIS_URI "http://mrcc.com/qgis.dtd"
#define STYLE_NAME "groennet"

/* As the GeoPackage standard (OGC 12-128, annexes) and QGIS 3.22 define them. */
static const char *const metadata_tables[] = {
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC "
    "NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, "
    "mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, "
    "table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL "
    "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, "
    "md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES "
    "gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES "
    "gpkg_metadata(id))",
    "INSERT INTO gpkg_extensions SELECT name, NULL, 'gpkg_metadata', "
    "'http://www.geopackage.org/spec120/#extension_metadata', 'read-write' "
    "FROM (SELECT 'gpkg_metadata' AS name UNION ALL SELECT 'gpkg_metadata_reference') "
    "WHERE name NOT IN (SELECT table_name FROM gpkg_extensions WHERE table_name IS NOT NULL "
    "AND extension_name = 'gpkg_metadata')",
};

static const char style_table[] =
    "CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
    "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
    "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
    "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME "
    "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))";

/* Runs a prepared statement to its end and finalises it. */
static geo_status finish(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt *statement)
{
    geo_status status = GEO_OK;
    while (status == GEO_OK)
        status = geo_sqlite_step(ctx, base, statement);
    sqlite3_finalize(statement);
    return status == GEO_END ? GEO_OK : status;
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* The styles that somebody saved for a replaced layer stay, but no longer as the default. */
static geo_status add_style(geo_ctx *ctx, const geo_sqlite *base, const geo_layer *layer)
{
    const char *table = layer->schema.name, *stamp = layer->package->stamp;
    sqlite3_stmt *insert = NULL;
    geo_status status = geo_sqlite_run(ctx, base, "%s", style_table);
    if (!status)
        status = geo_sqlite_run(ctx, base,
                                "INSERT OR IGNORE INTO gpkg_contents(table_name, data_type, "
                                "identifier, last_change) "
                                "VALUES('layer_styles', 'attributes', 'layer_styles', %Q)",
                                stamp);
    if (!status)
        status = geo_sqlite_run(
            ctx, base, "UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = %Q", table);
    if (!status)
        status = geo_sqlite_prepare(
            ctx, base, &insert,
            "INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES('', '', ?1, ?2, %Q, ?3, '', 1, ?4, '', ?5)",
            STYLE_NAME);
    if (status)
        return status;
    bind_text(insert, 1, table);
    bind_text(insert, 2, layer->no_geometry ? "" : layer->geometry_column);
    bind_text(insert, 3, layer->style);
    bind_text(insert, 4, layer->title ? layer->title : table);
    bind_text(insert, 5, stamp);
    return finish(ctx, base, insert);
}

/* Under the lowest free id: what was replaced left one, and numbers do not grow from night to
 * night.
 */
static geo_status add_metadata(geo_ctx *ctx, const geo_sqlite *base, const geo_layer *layer,
                               const char *uri, const char *mime, const char *text)
{
    sqlite3_stmt *insert = NULL;
    geo_status status =
        geo_sqlite_prepare(ctx, base, &insert,
                           "INSERT INTO gpkg_metadata(id, md_scope, md_standard_uri, mime_type, "
                           "metadata) SELECT min(id) + 1, 'dataset', ?1, ?2, ?3 FROM "
                           "(SELECT 0 AS id UNION ALL SELECT id FROM gpkg_metadata) "
                           "WHERE id + 1 NOT IN (SELECT id FROM gpkg_metadata)");
    if (status)
        return status;
    bind_text(insert, 1, uri);
    bind_text(insert, 2, mime);
    bind_text(insert, 3, text);
    status = finish(ctx, base, insert);
    if (status)
        return status;
    return geo_sqlite_run(ctx, base,
                          "INSERT INTO gpkg_metadata_reference(reference_scope, table_name, "
                          "timestamp, md_file_id) VALUES('table', %Q, %Q, last_insert_rowid())",
                          layer->schema.name, layer->package->stamp);
}

/* What a replaced layer of this name left behind. */
static geo_status forget_old(geo_ctx *ctx, const geo_sqlite *base, const char *table)
{
    geo_status status = GEO_OK;
    if (geo_sqlite_has_table(base, "layer_styles"))
        status = geo_sqlite_run(ctx, base,
                                "DELETE FROM layer_styles WHERE f_table_name = %Q "
                                "AND styleName = %Q",
                                table, STYLE_NAME);
    if (!status)
        status = geo_sqlite_run(ctx, base,
                                "DELETE FROM gpkg_metadata_reference "
                                "WHERE lower(table_name) = lower(%Q)",
                                table);
    return status;
}

static geo_status add_layer(geo_ctx *ctx, const geo_sqlite *base, const geo_layer *layer)
{
    geo_text xml = GEO_TEXT_INIT;
    const char *provenance = layer->schema.provenance;
    geo_status status = layer->style ? add_style(ctx, base, layer) : GEO_OK;
    if (!status)
        status = geo_package_history(ctx, layer, &xml);
    if (!status)
        status = add_metadata(ctx, base, layer, QGIS_URI, "text/xml", geo_text_string(&xml));
    if (!status && provenance)
        status =
            add_metadata(ctx, base, layer, GEO_GPKG_PROVENANCE_URI, "application/json", provenance);
    geo_text_release(&xml);
    return status;
}

static geo_status add_all(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof metadata_tables / sizeof *metadata_tables; i++)
        status = geo_sqlite_run(ctx, base, "%s", metadata_tables[i]);
    for (size_t i = 0; !status && i < package->layers.count; i++)
        status = forget_old(ctx, base, package->layers.items[i]->schema.name);
    if (!status)
        status = geo_sqlite_run(ctx, base,
                                "DELETE FROM gpkg_metadata WHERE md_standard_uri IN (%Q, %Q) "
                                "AND id NOT IN (SELECT md_file_id FROM gpkg_metadata_reference)",
                                QGIS_URI, GEO_GPKG_PROVENANCE_URI);
    for (size_t i = 0; !status && i < package->layers.count; i++)
        status = add_layer(ctx, base, package->layers.items[i]);
    return status;
}

geo_status geo_package_extras(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    geo_status status = geo_sqlite_run(ctx, base, "BEGIN");
    if (!status)
        status = add_all(ctx, package, base);
    return status ? status : geo_sqlite_run(ctx, base, "COMMIT");
}
