/* May the rows of one source be replaced where they stand? When the table that is there can take
 * the new rows as it is, or with a further column, its other rows need not be touched: the new ones
 * are put into a table beside it, from which the commit takes them over (package_merge). What is of
 * another make is written afresh instead (package_keep), once. */
#include <ogr_srs_api.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/gpkg.h"
#include "io/open.h"
#include "io/package_parts.h"

OGRLayerH geo_package_find(const geo_package *package, const char *name)
{
    for (int i = GDALDatasetGetLayerCount(package->dataset) - 1; i >= 0; i--) {
        OGRLayerH layer = GDALDatasetGetLayer(package->dataset, i);
        if (strcasecmp(OGR_L_GetName(layer), name) == 0)
            return layer;
    }
    return NULL;
}

/* Of our type, and free to hold what it held before in another row. */
static bool column_fits(OGRFieldDefnH column, const geo_field *ours)
{
    geo_column_type type = geo_package_column_type(ours->type);
    return OGR_Fld_GetType(column) == type.type && OGR_Fld_GetSubType(column) == type.subtype &&
           OGR_Fld_GetWidth(column) == 0;
}

static bool columns_fit(OGRLayerH old, const geo_schema *schema)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(old);
    for (int i = OGR_FD_GetFieldCount(definition) - 1; i >= 0; i--) {
        OGRFieldDefnH column = OGR_FD_GetFieldDefn(definition, i);
        if (!OGR_Fld_IsNullable(column) || OGR_Fld_IsUnique(column))
            return false;
    }
    for (size_t i = 0; i < schema->field_count; i++) {
        const geo_field *ours = &schema->fields[i];
        int at = OGR_FD_GetFieldIndex(definition, ours->name);
        if (!strcasecmp(ours->name, OGR_L_GetFIDColumn(old)) ||
            !strcasecmp(ours->name, OGR_L_GetGeometryColumn(old)) ||
            (at >= 0 && !column_fits(OGR_FD_GetFieldDefn(definition, at), ours)))
            return false;
    }
    return true;
}

static bool crs_fits(OGRLayerH old, const geo_layer *layer)
{
    OGRSpatialReferenceH there = OGR_L_GetSpatialRef(old);
    OGRSpatialReferenceH ours = layer->schema.crs ? geo_open_srs(layer->schema.crs) : NULL;
    bool same = there && ours ? OSRIsSame(there, ours) : !there && !ours;
    if (ours)
        OSRDestroySpatialReference(ours);
    return same;
}

static bool geometry_fits(OGRLayerH old, const geo_layer *layer)
{
    if (OGR_L_GetGeomType(old) != geo_package_geometry_type(layer))
        return false;
    return layer->no_geometry || (!layer->no_index && crs_fits(old, layer));
}

/* SQL that is true for the rows that go. */
static geo_status tell_own(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options,
                           OGRLayerH old)
{
    geo_text text = GEO_TEXT_INIT;
    char *column = sqlite3_mprintf("\"%w\" COLLATE BINARY IN (", options->replace_by);
    bool has_column =
        OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(old), options->replace_by) >= 0 && column;
    bool failed = !column;
    geo_text_add(&text, has_column ? column : "0 IN (");
    sqlite3_free(column);
    for (size_t i = 0; has_column && i < options->replace_count; i++) {
        char *value = sqlite3_mprintf("%s%Q", i ? ", " : "", options->replace_values[i]);
        failed = failed || !value;
        geo_text_add(&text, value ? value : "");
        sqlite3_free(value);
    }
    geo_text_add_char(&text, ')');
    if (failed || text.failed) {
        geo_text_release(&text);
        return geo_fail_nomem(ctx);
    }
    layer->own = text.data;
    return GEO_OK;
}

/* A blob's first bytes: is it in plan? OGC 12-128, 2.1.3: header, envelope, well-known binary. */
enum { HEADER = 8, LONGEST_HEAD = HEADER + 64 + 5, FIRST_IN_HEIGHT = 1000 };

static bool is_flat(const uint8_t *head, size_t length)
{
    static const size_t envelopes[] = {0, 32, 48, 48, 64, 0, 0, 0};
    size_t at = HEADER + envelopes[head[3] >> 1 & 7];
    if (length < at + 5)
        return true; /* nothing that a copy would make flat */
    const uint8_t *b = head + at;
    uint32_t type =
        b[0] ? (uint32_t)b[1] | (uint32_t)b[2] << 8 | (uint32_t)b[3] << 16 | (uint32_t)b[4] << 24
             : (uint32_t)b[4] | (uint32_t)b[3] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 24;
    return type < FIRST_IN_HEIGHT;
}

static void see_row(geo_layer *layer, sqlite3_stmt *row, bool *all_flat)
{
    const uint8_t *head = sqlite3_column_blob(row, 0);
    size_t length = (size_t)sqlite3_column_bytes(row, 0);
    layer->rows++;
    if (!head || length < HEADER || head[3] & 0x10) /* null or empty */
        return;
    layer->geometries++;
    *all_flat = *all_flat && is_flat(head, length);
}

/* Counts the rows that stay. */
static geo_status see_rows(geo_ctx *ctx, const geo_sqlite *base, geo_layer *layer, bool *all_flat)
{
    sqlite3_stmt *rows = NULL;
    geo_status status =
        layer->no_geometry
            ? geo_sqlite_prepare(ctx, base, &rows, "SELECT NULL FROM \"%w\" WHERE (%s) IS NOT TRUE",
                                 layer->schema.name, layer->own)
            : geo_sqlite_prepare(ctx, base, &rows,
                                 "SELECT substr(\"%w\", 1, %d) FROM \"%w\" "
                                 "WHERE (%s) IS NOT TRUE",
                                 layer->geometry_column, LONGEST_HEAD, layer->schema.name,
                                 layer->own);
    *all_flat = true;
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, rows);
        if (status == GEO_OK)
            see_row(layer, rows, all_flat);
    }
    sqlite3_finalize(rows);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status check_tree(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *there)
{
    const char *why = NULL;
    geo_status status = geo_gpkg_tree_is_kept(ctx, base, there, &why);
    if (status || !why)
        return status;
    geo_hint(ctx, "export the layer to a new GeoPackage, which makes a new index");
    return geo_fail(ctx, GEO_ERR_FORMAT, "the index of '%s:%s' %s", base->name, there->name, why);
}

static geo_status table_fits(geo_ctx *ctx, const geo_sqlite *base, geo_layer *layer,
                             const geo_gpkg_layer *there, bool *out)
{
    uint64_t count;
    bool all_flat = true;
    geo_status status = geo_gpkg_check_layer(ctx, base, there, &count);
    if (!status && there->has_tree)
        status = check_tree(ctx, base, there);
    if (!status)
        status = see_rows(ctx, base, layer, &all_flat);
    *out = !status && all_flat;
    return status;
}

static geo_status name_beside(geo_ctx *ctx, const geo_sqlite *base, geo_layer *layer)
{
    geo_text name = GEO_TEXT_INIT;
    int turn = 0;
    do {
        geo_text_reset(&name);
        geo_text_addf(&name, "%s_incoming_%d", layer->schema.name, turn++);
    } while (!name.failed && geo_sqlite_has_table(base, name.data));
    if (name.failed)
        return geo_fail_nomem(ctx);
    layer->table = name.data;
    return GEO_OK;
}

static geo_status look_inside(geo_ctx *ctx, geo_layer *layer, bool *has_tree, bool *out)
{
    geo_sqlite base = {0};
    geo_gpkg_layers layers = {0};
    geo_status status = geo_sqlite_init(ctx, geo_publish_target(layer->package->publish),
                                        layer->package->name, &base);
    if (!status)
        status = geo_gpkg_list(ctx, &base, &layers);
    for (size_t i = 0; !status && i < layers.count; i++) {
        if (strcmp(layers.items[i].name, layer->schema.name) != 0)
            continue;
        *has_tree = layers.items[i].has_tree;
        status = table_fits(ctx, &base, layer, &layers.items[i], out);
    }
    if (!status && *out)
        status = name_beside(ctx, &base, layer);
    geo_gpkg_layers_release(&layers);
    geo_sqlite_release(&base);
    return status;
}

static geo_status add_columns(geo_ctx *ctx, const geo_layer *layer, OGRLayerH old)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < layer->schema.field_count; i++) {
        const geo_field *field = &layer->schema.fields[i];
        if (OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(old), field->name) < 0)
            status = geo_package_add_column(ctx, layer, old, field, NULL);
    }
    return status;
}

static geo_status add_tree(geo_ctx *ctx, const geo_layer *layer)
{
    GDALDatasetH dataset = layer->package->dataset;
    char *sql = sqlite3_mprintf("SELECT CreateSpatialIndex(%Q, %Q)", layer->schema.name,
                                layer->geometry_column);
    OGRLayerH answer = sql ? GDALDatasetExecuteSQL(dataset, sql, NULL, NULL) : NULL;
    OGRFeatureH row = answer ? OGR_L_GetNextFeature(answer) : NULL;
    bool good = row && OGR_F_GetFieldAsInteger(row, 0) == 1;
    OGR_F_Destroy(row);
    if (answer)
        GDALDatasetReleaseResultSet(dataset, answer);
    sqlite3_free(sql);
    return good ? GEO_OK
                : geo_fail(ctx, GEO_ERR_IO, "cannot make the index of '%s'", layer->schema.name);
}

static geo_status name_columns(geo_ctx *ctx, geo_layer *layer, OGRLayerH old)
{
    layer->id_column = geo_strdup(OGR_L_GetFIDColumn(old));
    layer->geometry_column = geo_strdup(OGR_L_GetGeometryColumn(old));
    return layer->id_column && layer->geometry_column ? GEO_OK : geo_fail_nomem(ctx);
}

/* What was noted of a table that will be written afresh after all. */
static void forget(geo_layer *layer)
{
    geo_free(layer->own);
    geo_free(layer->id_column);
    geo_free(layer->geometry_column);
    layer->own = layer->id_column = layer->geometry_column = NULL;
    layer->rows = layer->geometries = 0;
}

geo_status geo_package_fit(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options)
{
    bool fits = false, has_tree = false;
    OGRLayerH old = geo_package_find(layer->package, layer->schema.name);
    if (!old || strcmp(OGR_L_GetName(old), layer->schema.name) != 0 || options->domain_count ||
        !*OGR_L_GetFIDColumn(old) || !geometry_fits(old, layer) ||
        !columns_fit(old, &layer->schema))
        return GEO_OK;
    geo_status status = name_columns(ctx, layer, old);
    if (!status)
        status = tell_own(ctx, layer, options, old);
    if (!status)
        status = look_inside(ctx, layer, &has_tree, &fits);
    if (!status && !fits)
        forget(layer);
    if (!status && fits)
        status = add_columns(ctx, layer, old);
    if (!status && fits && !layer->no_geometry && !has_tree)
        status = add_tree(ctx, layer);
    return status;
}
