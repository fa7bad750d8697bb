/* Rows that stay when one source's rows of a layer are replaced, and the layer is written afresh as
 * it was of another make: read from the file as it was (which is whole until the new one is
 * published), written first, with their ids. */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/gpkg.h"
#include "io/open.h"
#include "io/package_parts.h"

/* What goes where: of each old column the new one that takes it as it is, and the one of another
 * type that takes it value by value; -1: the other of both. */
typedef struct keeping {
    geo_layer *layer;
    const geo_layer_options *options;
    geo_vector old;
    int count, *same, *wide;
    int id;             /* new column that is called as the old feature id; -1: there is none */
    int by;             /* old column that options.replace_by names; -1: there is none */
    uint64_t in_height; /* rows whose heights are left out */
} keeping;

static geo_status fail_type(geo_ctx *ctx, const geo_layer *layer, const char *name,
                            OGRFieldType old, OGRFieldType type)
{
    geo_hint(ctx, "that layer was made by something else; import into a new folder");
    return geo_fail(ctx, GEO_ERR_FORMAT, "column '%s' of layer '%s' of '%s' is %s, not %s", name,
                    layer->schema.name, layer->package->name, OGR_GetFieldTypeName(old),
                    OGR_GetFieldTypeName(type));
}

/* A column that is there under the same name must be of a type that ours can hold: a value is never
 * bent. */
static geo_status add_old_column(geo_ctx *ctx, keeping *k, int column)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(k->layer->handle);
    OGRFieldDefnH old = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(k->old.layer), column);
    const char *name = OGR_Fld_GetNameRef(old);
    int at = OGR_FD_GetFieldIndex(definition, name);
    k->same[column] = k->wide[column] = -1;
    if (at < 0) {
        k->same[column] = OGR_FD_GetFieldCount(definition);
        if (OGR_L_CreateField(k->layer->handle, old, FALSE) != OGRERR_NONE)
            return geo_fail(ctx, GEO_ERR_IO, "cannot make column '%s' of '%s'", name,
                            k->layer->schema.name);
        return GEO_OK;
    }
    OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, at));
    if (type == OGR_Fld_GetType(old))
        k->same[column] = at;
    else if (geo_package_widens(OGR_Fld_GetType(old), type))
        k->wide[column] = at;
    else
        return fail_type(ctx, k->layer, name, OGR_Fld_GetType(old), type);
    return GEO_OK;
}

static geo_status add_old_columns(geo_ctx *ctx, keeping *k)
{
    geo_status status = GEO_OK;
    OGRFeatureDefnH from = OGR_L_GetLayerDefn(k->old.layer);
    k->by = OGR_FD_GetFieldIndex(from, k->options->replace_by);
    k->count = OGR_FD_GetFieldCount(from);
    k->same = geo_alloc((size_t)k->count, sizeof *k->same);
    k->wide = geo_alloc((size_t)k->count, sizeof *k->wide);
    k->id = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(k->layer->handle),
                                 OGR_L_GetFIDColumn(k->old.layer));
    if (!k->same || !k->wide)
        return geo_fail_nomem(ctx);
    for (int i = 0; !status && i < k->count; i++)
        status = add_old_column(ctx, k, i);
    return status;
}

static bool stays(OGRFeatureH row, int column, const geo_layer_options *options)
{
    if (column < 0 || !OGR_F_IsFieldSetAndNotNull(row, column))
        return true;
    const char *value = OGR_F_GetFieldAsString(row, column);
    size_t i = 0;
    while (i < options->replace_count && strcmp(value, options->replace_values[i]) != 0)
        i++;
    return i == options->replace_count;
}

/* A layer that now holds several parts takes single ones as one part; one in plan has no heights.
 */
static void fit_geometry(keeping *k, OGRFeatureH row)
{
    OGRwkbGeometryType wanted = OGR_L_GetGeomType(k->layer->handle);
    OGRGeometryH there = OGR_F_GetGeometryRef(row);
    if (!there || wanted == wkbUnknown)
        return;
    OGRwkbGeometryType type = OGR_G_GetGeometryType(there);
    if (OGR_GT_Flatten(wanted) == wanted && OGR_GT_Flatten(type) != type) {
        OGR_G_Set3D(there, FALSE);
        OGR_G_SetMeasured(there, FALSE);
        k->in_height++;
    }
    type = OGR_GT_Flatten(type);
    if (type != wanted && OGR_GT_GetCollection(type) == wanted)
        OGR_F_SetGeometryDirectly(row, OGR_G_ForceTo(OGR_F_StealGeometry(row), wanted, NULL));
}

/* Coordinates that stay are not turned: in another system they would stand elsewhere. */
static geo_status check_crs(geo_ctx *ctx, const keeping *k)
{
    const geo_crs *there = k->old.crs, *ours = k->layer->schema.crs;
    if (there && geo_crs_same(there, ours))
        return GEO_OK;
    geo_hint(ctx, "transform that layer first, or import into a new folder");
    return geo_fail(ctx, GEO_ERR_CRS,
                    "rows of layer '%s' of '%s' are to stay, and are in %s, not in %s",
                    k->layer->schema.name, k->layer->package->name,
                    there ? geo_crs_label(there) : "no known system", geo_crs_label(ours));
}

static geo_status widen_row(geo_ctx *ctx, const keeping *k, OGRFeatureH row, OGRFeatureH copy)
{
    for (int i = 0; i < k->count; i++) {
        if (k->wide[i] < 0 || geo_package_widen(row, i, copy, k->wide[i]))
            continue;
        OGRFieldDefnH to = OGR_F_GetFieldDefnRef(copy, k->wide[i]);
        geo_hint(ctx, "that layer was made by something else; import into a new folder");
        return geo_fail(
            ctx, GEO_ERR_FORMAT, "'%.40s' in column '%s' of layer '%s' of '%s' is no %s",
            OGR_F_GetFieldAsString(row, i), OGR_Fld_GetNameRef(to), k->layer->schema.name,
            k->layer->package->name, OGR_GetFieldTypeName(OGR_Fld_GetType(to)));
    }
    return GEO_OK;
}

static geo_status keep_row(geo_ctx *ctx, keeping *k, OGRFeatureH row)
{
    geo_layer *layer = k->layer;
    geo_status status = GEO_OK;
    OGRFeatureH copy = OGR_F_Create(OGR_L_GetLayerDefn(layer->handle));
    bool good = copy && OGR_F_SetFromWithMap(copy, row, TRUE, k->same) == OGRERR_NONE;
    if (good)
        status = widen_row(ctx, k, row, copy);
    if (good && !status) {
        OGR_F_SetFID(copy, OGR_F_GetFID(row));
        if (k->id >= 0)
            OGR_F_SetFieldInteger64(copy, k->id, OGR_F_GetFID(row));
        fit_geometry(k, copy);
        OGRGeometryH geometry = OGR_F_GetGeometryRef(copy);
        if (geometry && layer->schema.crs)
            status = check_crs(ctx, k);
        layer->geometries += geometry && !OGR_G_IsEmpty(geometry);
        good = !status && OGR_L_CreateFeature(layer->handle, copy) == OGRERR_NONE;
        layer->rows += good;
    }
    OGR_F_Destroy(copy);
    if (!status && !good)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write to '%s'", layer->package->name);
    return status;
}

static geo_status keep_rows(geo_ctx *ctx, keeping *k)
{
    geo_status status = GEO_OK;
    while (!status) {
        OGRFeatureH row = NULL;
        status = geo_vector_next(ctx, &k->old, &row);
        if (status || !row)
            break;
        if (k->old.damaged)
            status =
                geo_fail(ctx, GEO_ERR_FORMAT, "'%s' holds a row that cannot be read", k->old.name);
        else if (stays(row, k->by, k->options))
            status = keep_row(ctx, k, row);
        OGR_F_Destroy(row);
    }
    if (!status && k->in_height)
        geo_warn(ctx, "%s: coordinates had a height, which is left out: %llu rows of '%s'",
                 k->layer->schema.name, (unsigned long long)k->in_height, k->layer->package->name);
    return status;
}

geo_status geo_package_keep(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options)
{
    keeping k = {.layer = layer, .options = options};
    const geo_open_options open = {.layer = layer->replaced};
    geo_status status =
        geo_vector_init(ctx, geo_publish_target(layer->package->publish), &open, &k.old);
    if (!status)
        status = add_old_columns(ctx, &k);
    if (!status)
        status = keep_rows(ctx, &k);
    geo_vector_release(&k.old);
    geo_free(k.same);
    geo_free(k.wide);
    return status;
}

static geo_status has_column(geo_ctx *ctx, const geo_sqlite *base, const char *layer,
                             const char *column, bool *out)
{
    int64_t there = 0;
    geo_status status = geo_sqlite_integer(
        ctx, base, &there, "SELECT count(*) FROM pragma_table_info(%Q) WHERE name = %Q", layer,
        column);
    *out = there != 0;
    return status;
}

static geo_status any_row(geo_ctx *ctx, const geo_sqlite *base, bool *out, const char *layer,
                          const char *column, const char *is, const char *value)
{
    int64_t found = 0;
    geo_status status = geo_sqlite_integer(ctx, base, &found,
                                           "SELECT EXISTS(SELECT 1 FROM \"%w\" WHERE \"%w\" %s %Q)",
                                           layer, column, is, value);
    *out = found != 0;
    return status;
}

static geo_status see_rows(geo_ctx *ctx, const geo_sqlite *base, const char *layer,
                           const char *column, const char *value, geo_package_holding *out)
{
    int64_t rows = 0;
    bool there;
    geo_status status = has_column(ctx, base, layer, column, &there);
    if (!status && !there)
        status = geo_sqlite_integer(ctx, base, &rows, "SELECT EXISTS(SELECT 1 FROM \"%w\")", layer);
    out->others = rows != 0;
    if (!status && there)
        status = any_row(ctx, base, &out->own, layer, column, "IS", value);
    if (!status && there)
        status = any_row(ctx, base, &out->others, layer, column, "IS NOT", value);
    return status;
}

/* The file, when it is one and has the layer. */
static geo_status open_base(geo_ctx *ctx, const char *path, const char *layer, geo_sqlite *out,
                            bool *there)
{
    geo_gpkg_layers layers = {0};
    char *name = NULL;
    *there = false;
    if (access(path, F_OK) != 0)
        return GEO_OK;
    geo_status status = geo_open_name(ctx, path, NULL, &name);
    if (!status)
        status = geo_sqlite_init(ctx, path, name, out);
    if (!status)
        status = geo_gpkg_check_schema(ctx, out);
    if (!status)
        status = geo_gpkg_list(ctx, out, &layers);
    for (size_t i = 0; !status && i < layers.count; i++)
        *there = *there || strcasecmp(layers.items[i].name, layer) == 0;
    geo_gpkg_layers_release(&layers);
    geo_free(name);
    return status;
}

geo_status geo_package_look(geo_ctx *ctx, const char *path, const char *layer, const char *column,
                            const char *value, geo_package_holding *out)
{
    geo_sqlite base = {0};
    *out = (geo_package_holding){0};
    geo_status status = open_base(ctx, path, layer, &base, &out->is_there);
    if (!status && out->is_there)
        status = see_rows(ctx, &base, layer, column, value, out);
    geo_sqlite_release(&base);
    return status;
}

geo_status geo_package_count(geo_ctx *ctx, const char *path, const char *layer, const char *column,
                             const char *value, uint64_t *out)
{
    geo_sqlite base = {0};
    bool there = false;
    int64_t count = 0;
    geo_status status = open_base(ctx, path, layer, &base, &there);
    if (!status && there)
        status = has_column(ctx, &base, layer, column, &there);
    if (!status && there)
        status =
            geo_sqlite_integer(ctx, &base, &count, "SELECT count(*) FROM \"%w\" WHERE \"%w\" = %Q",
                               layer, column, value);
    geo_sqlite_release(&base);
    *out = (uint64_t)count;
    return status;
}
