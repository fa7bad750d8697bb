/* Making a layer: its table, columns, coded values and CRS; a layer of that name goes first. */
#include <cpl_string.h>
#include <ctype.h>
#include <ogr_srs_api.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/open.h"
#include "io/package_parts.h"

enum { LONGEST_NAME = 63 };

static bool is_good_name(const char *name)
{
    size_t length = strlen(name);
    if (!islower((unsigned char)name[0]) || length > LONGEST_NAME)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return strncmp(name, "gpkg_", 5) != 0 && strncmp(name, "rtree_", 6) != 0 &&
           strncmp(name, "sqlite_", 7) != 0 && strcmp(name, "layer_styles") != 0 &&
           strcmp(name, "qgis_projects") != 0;
}

/* Rows that are kept bring the columns of the layer that is there along. */
static bool has_column(const geo_layer *layer, OGRLayerH kept, const char *name)
{
    if (kept && OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(kept), name) >= 0)
        return true;
    for (size_t i = 0; i < layer->schema.field_count; i++)
        if (!strcasecmp(layer->schema.fields[i].name, name))
            return true;
    return false;
}

/* `wish`, or with a number behind it when there is a column of that name. */
static geo_status free_column(geo_ctx *ctx, const geo_layer *layer, OGRLayerH kept,
                              const char *wish, char **out)
{
    char name[32];
    snprintf(name, sizeof name, "%s", wish);
    for (int i = 1; has_column(layer, kept, name); i++)
        snprintf(name, sizeof name, "%s_%d", wish, i);
    *out = geo_strdup(name);
    return *out ? GEO_OK : geo_fail_nomem(ctx);
}

OGRwkbGeometryType geo_package_geometry_type(const geo_layer *layer)
{
    static const OGRwkbGeometryType types[] = {wkbUnknown,     wkbPoint,      wkbLineString,
                                               wkbPolygon,     wkbMultiPoint, wkbMultiLineString,
                                               wkbMultiPolygon};
    return layer->no_geometry ? wkbNone : types[layer->schema.type];
}

geo_column_type geo_package_column_type(geo_field_type type)
{
    switch (type) {
    case GEO_FIELD_BYTE:
    case GEO_FIELD_UBYTE:
    case GEO_FIELD_SHORT:
        return (geo_column_type){OFTInteger, OFSTInt16};
    case GEO_FIELD_USHORT:
    case GEO_FIELD_INT:
        return (geo_column_type){OFTInteger, OFSTNone};
    case GEO_FIELD_BOOL:
        return (geo_column_type){OFTInteger, OFSTBoolean};
    case GEO_FIELD_UINT:
    case GEO_FIELD_LONG:
    case GEO_FIELD_ULONG:
        return (geo_column_type){OFTInteger64, OFSTNone};
    case GEO_FIELD_FLOAT:
        return (geo_column_type){OFTReal, OFSTFloat32};
    case GEO_FIELD_DOUBLE:
        return (geo_column_type){OFTReal, OFSTNone};
    case GEO_FIELD_DATETIME:
        return (geo_column_type){OFTDateTime, OFSTNone};
    case GEO_FIELD_BINARY:
        return (geo_column_type){OFTBinary, OFSTNone};
    case GEO_FIELD_STRING:
    case GEO_FIELD_JSON:
        break;
    }
    return (geo_column_type){OFTString, OFSTNone};
}

static const geo_domain *domain_of(const geo_layer_options *options, const char *column)
{
    for (size_t i = 0; i < options->domain_count; i++)
        if (!strcmp(options->domains[i].column, column))
            return &options->domains[i];
    return NULL;
}

/* Coded values of an earlier layer of this name may be others: they go first. */
static bool drop_domain(GDALDatasetH dataset, const char *name)
{
    char *sql = sqlite3_mprintf("DELETE FROM gpkg_data_column_constraints "
                                "WHERE lower(constraint_name) = lower(%Q)",
                                name);
    OGRLayerH there = GDALDatasetExecuteSQL(
        dataset, "SELECT 1 FROM sqlite_master WHERE name = 'gpkg_data_column_constraints'", NULL,
        NULL);
    OGRFeatureH row = there ? OGR_L_GetNextFeature(there) : NULL;
    if (row)
        GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (row)
        OGR_F_Destroy(row);
    if (there)
        GDALDatasetReleaseResultSet(dataset, there);
    sqlite3_free(sql);
    return sql != NULL;
}

static geo_status add_domain(geo_ctx *ctx, const geo_layer *layer, const geo_domain *domain,
                             geo_column_type type, const char *name)
{
    char *reason = NULL;
    GDALDatasetH dataset = layer->package->dataset;
    OGRCodedValue *codes = geo_calloc(domain->count + 1, sizeof *codes);
    if (!codes || !drop_domain(dataset, name)) {
        geo_free(codes);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < domain->count; i++) { /* GDAL copies them */
        codes[i].pszCode = CPLStrdup(domain->codes[i]);
        codes[i].pszValue = CPLStrdup(domain->labels[i]);
    }
    OGRFieldDomainH made = OGR_CodedFldDomain_Create(name, "", type.type, type.subtype, codes);
    bool good = made && GDALDatasetAddFieldDomain(dataset, made, &reason);
    geo_status status = good ? GEO_OK
                             : geo_fail(ctx, GEO_ERR_IO, "cannot write the values of '%s': %s",
                                        name, reason ? reason : "unknown reason");
    OGR_FldDomain_Destroy(made);
    CPLFree(reason);
    for (size_t i = 0; i < domain->count; i++) {
        CPLFree(codes[i].pszCode);
        CPLFree(codes[i].pszValue);
    }
    geo_free(codes);
    return status;
}

geo_status geo_package_add_column(geo_ctx *ctx, const geo_layer *layer, OGRLayerH to,
                                  const geo_field *field, const char *domain)
{
    geo_column_type type = geo_package_column_type(field->type);
    OGRFieldDefnH column = OGR_Fld_Create(field->name, type.type);
    OGR_Fld_SetSubType(column, type.subtype);
    if (domain)
        OGR_Fld_SetDomainName(column, domain);
    OGRErr failed = OGR_L_CreateField(to, column, FALSE);
    OGR_Fld_Destroy(column);
    return failed == OGRERR_NONE ? GEO_OK
                                 : geo_fail(ctx, GEO_ERR_IO, "cannot make column '%s' of '%s'",
                                            field->name, layer->schema.name);
}

static geo_status add_column(geo_ctx *ctx, geo_layer *layer, const geo_field *field,
                             const geo_layer_options *options)
{
    const geo_domain *domain = domain_of(options, field->name);
    if (!domain)
        return geo_package_add_column(ctx, layer, layer->handle, field, NULL);
    geo_text_reset(&layer->scratch);
    geo_text_addf(&layer->scratch, "%s_%s", layer->schema.name, field->name);
    if (layer->scratch.failed)
        return geo_fail_nomem(ctx);
    const char *name = geo_text_string(&layer->scratch);
    geo_status status = add_domain(ctx, layer, domain, geo_package_column_type(field->type), name);
    return status ? status : geo_package_add_column(ctx, layer, layer->handle, field, name);
}

static geo_status drop_old(geo_ctx *ctx, const geo_layer *layer)
{
    GDALDatasetH dataset = layer->package->dataset;
    for (int i = GDALDatasetGetLayerCount(dataset) - 1; i >= 0; i--) {
        const char *name = OGR_L_GetName(GDALDatasetGetLayer(dataset, i));
        if (strcasecmp(name, layer->schema.name) != 0)
            continue;
        if (GDALDatasetDeleteLayer(dataset, i) != OGRERR_NONE)
            return geo_fail(ctx, GEO_ERR_IO, "cannot replace layer '%s' of '%s'",
                            layer->schema.name, layer->package->name);
    }
    return GEO_OK;
}

static geo_status create_table(geo_ctx *ctx, geo_layer *layer)
{
    char **options = CSLSetNameValue(NULL, "FID", layer->id_column);
    options = CSLSetNameValue(options, "GEOMETRY_NAME", layer->geometry_column);
    options =
        CSLSetNameValue(options, "SPATIAL_INDEX", layer->no_index || layer->own ? "NO" : "YES");
    if (layer->title && !layer->own)
        options = CSLSetNameValue(options, "IDENTIFIER", layer->title);
    if (layer->abstract && !layer->own)
        options = CSLSetNameValue(options, "DESCRIPTION", layer->abstract);
    OGRSpatialReferenceH srs =
        layer->no_geometry || !layer->schema.crs ? NULL : geo_open_srs(layer->schema.crs);
    layer->handle = GDALDatasetCreateLayer(layer->package->dataset, layer->table, srs,
                                           geo_package_geometry_type(layer), options);
    if (srs)
        OSRDestroySpatialReference(srs);
    CSLDestroy(options);
    return layer->handle ? GEO_OK
                         : geo_fail(ctx, GEO_ERR_IO, "cannot make layer '%s'", layer->schema.name);
}

/* A table of the layer's own name, in place of the one that is there. */
static geo_status name_table(geo_ctx *ctx, geo_layer *layer, bool keeps)
{
    OGRLayerH kept = keeps ? geo_package_find(layer->package, layer->schema.name) : NULL;
    layer->table = geo_strdup(layer->schema.name);
    layer->replaced = kept ? geo_strdup(OGR_L_GetName(kept)) : NULL;
    if (!layer->table || (kept && !layer->replaced))
        return geo_fail_nomem(ctx);
    geo_status status = free_column(ctx, layer, kept, "fid", &layer->id_column);
    if (!status)
        status = free_column(ctx, layer, kept, "geom", &layer->geometry_column);
    return status ? status : drop_old(ctx, layer);
}

static geo_status create(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options)
{
    geo_status status = options->replace_by && layer->package->changes
                            ? geo_package_fit(ctx, layer, options)
                            : GEO_OK;
    if (!status && !layer->own)
        status = name_table(ctx, layer, options->replace_by != NULL);
    if (!status)
        status = create_table(ctx, layer);
    for (size_t i = 0; !status && i < layer->schema.field_count; i++)
        status = add_column(ctx, layer, &layer->schema.fields[i], options);
    if (!status && layer->replaced)
        status = geo_package_keep(ctx, layer, options);
    if (!status) {
        layer->feature = OGR_F_Create(OGR_L_GetLayerDefn(layer->handle));
        if (!layer->feature)
            status = geo_fail_nomem(ctx);
    }
    return status;
}

static geo_status copy_options(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options)
{
    geo_status status = geo_schema_clone(ctx, options->schema, &layer->schema);
    if (status)
        return status;
    layer->title = geo_strdup(options->title);
    layer->abstract = geo_strdup(options->abstract);
    layer->style = geo_strdup(options->style);
    layer->no_geometry = options->no_geometry;
    status = geo_package_carry_init(ctx, layer, options);
    if (status)
        return status;
    layer->no_index = options->no_index || options->no_geometry;
    if ((options->title && !layer->title) || (options->abstract && !layer->abstract) ||
        (options->style && !layer->style))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status check_options(geo_ctx *ctx, const geo_package *package,
                                const geo_layer_options *options)
{
    const char *name = options->schema->name;
    if (!is_good_name(name))
        return geo_fail(ctx, GEO_ERR_ARG,
                        "'%.80s' is no layer name: lower-case letters, digits and _, at most %d",
                        name, LONGEST_NAME);
    for (size_t i = 0; i < package->layers.count; i++)
        if (!strcmp(package->layers.items[i]->schema.name, name))
            return geo_fail(ctx, GEO_ERR_ARG, "layer '%s' is made twice", name);
    for (size_t i = 0; i < options->domain_count; i++)
        if (geo_schema_find(options->schema, options->domains[i].column) == SIZE_MAX)
            return geo_fail(ctx, GEO_ERR_INTERNAL, "layer '%s' has no column '%s' to list values",
                            name, options->domains[i].column);
    return GEO_OK;
}

geo_status geo_package_layer(geo_ctx *ctx, geo_package *package, const geo_layer_options *options,
                             geo_layer **out)
{
    geo_watch watch;
    geo_status status = check_options(ctx, package, options);
    if (status)
        return status;
    geo_layer *layer = geo_calloc(1, sizeof *layer);
    if (!layer || !geo_vec_push(&package->layers, layer)) {
        geo_free(layer);
        return geo_fail_nomem(ctx);
    }
    layer->package = package; /* from here on freed with it */
    status = copy_options(ctx, layer, options);
    if (status)
        return status;
    geo_watch_begin(&watch);
    geo_package_clock(package, true);
    status = create(ctx, layer, options);
    geo_package_clock(package, false);
    geo_watch_end(&watch);
    if (watch.failures)
        status = geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", package->name);
    if (!status)
        *out = layer;
    return status;
}
