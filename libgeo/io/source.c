/* Opening a theme: the layer, its columns, its CRS against the town's. */
#include "io/source.h"

#include <cpl_string.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/gpkg.h"
#include "io/source_parts.h"
#include "io/source_spool.h"

enum { EDGE_STEPS = 32 };

geo_status geo_source_turn_box(geo_ctx *ctx, geo_transform *transform, geo_box box, geo_box *out)
{
    geo_point edge[4 * EDGE_STEPS];
    if (geo_box_is_empty(box)) {
        *out = GEO_BOX_EMPTY;
        return GEO_OK;
    }
    for (int i = 0; i < EDGE_STEPS; i++) {
        double x = box.xmin + (box.xmax - box.xmin) * i / (EDGE_STEPS - 1);
        double y = box.ymin + (box.ymax - box.ymin) * i / (EDGE_STEPS - 1);
        edge[4 * i] = (geo_point){x, box.ymin};
        edge[4 * i + 1] = (geo_point){x, box.ymax};
        edge[4 * i + 2] = (geo_point){box.xmin, y};
        edge[4 * i + 3] = (geo_point){box.xmax, y};
    }
    geo_status status = geo_transform_points(ctx, transform, edge, 4 * EDGE_STEPS);
    if (status)
        return status;
    *out = GEO_BOX_EMPTY;
    for (int i = 0; i < 4 * EDGE_STEPS; i++)
        if (isfinite(edge[i].x) && isfinite(edge[i].y))
            *out = geo_box_join(*out, geo_box_around(edge[i], 0));
    return GEO_OK;
}

static geo_status check_crs(geo_ctx *ctx, const geo_source *source, const geo_crs *target)
{
    const geo_crs *crs = source->vector.crs;
    const char *name = source->vector.name;
    if (!crs) {
        geo_fail(ctx, GEO_ERR_CRS, "'%s' does not say in which coordinate system it is", name);
        geo_hint(ctx, "write it into the file, such as: ogr2ogr -a_srs EPSG:28992 new.gpkg %s",
                 geo_path_name(source->vector.path));
        return GEO_ERR_CRS;
    }
    if (!target && geo_crs_is_geographic(crs))
        return geo_fail(ctx, GEO_ERR_CRS, "'%s' is in degrees (%s), not in metres", name,
                        geo_crs_label(crs));
    if (!target && !geo_crs_is_projected_metres(crs))
        return geo_fail(ctx, GEO_ERR_CRS, "'%s' is in %s, which %s", name, geo_crs_label(crs),
                        geo_crs_unfit(crs));
    return GEO_OK;
}

static geo_status settle_crs(geo_ctx *ctx, geo_source *source, const geo_crs *target)
{
    const geo_crs *own = source->vector.crs;
    geo_status status = check_crs(ctx, source, target);
    if (status)
        return status;
    source->crs = own;
    if (target) {
        if ((status = geo_crs_clone(ctx, target, &source->target)))
            return status;
        source->crs = source->target;
    }
    if (target && !geo_crs_same(own, target)) {
        status = geo_transform_new(ctx, own, target, &source->transform);
        if (!status)
            status = geo_transform_new(ctx, target, own, &source->back);
        if (!status)
            geo_info(ctx, "%s: %s", source->vector.name,
                     geo_transform_description(source->transform));
    }
    source->has_area = geo_crs_bounds(own, &source->area);
    source->has_target_area = geo_crs_bounds(source->crs, &source->target_area);
    return status;
}

static geo_status measure(geo_ctx *ctx, geo_source *source)
{
    geo_watch watch;
    OGREnvelope box;
    OGRLayerH layer = source->vector.layer;
    geo_watch_begin(&watch);
    bool is_known = OGR_L_GetExtent(layer, &box, TRUE) == OGRERR_NONE;
    source->count = source->vector.count;
    if (source->count == UINT64_MAX) {
        GIntBig count = OGR_L_GetFeatureCount(layer, TRUE);
        source->count = count > 0 ? (uint64_t)count : 0;
    }
    geo_watch_end(&watch); /* damage shows, row by row, when they are read */
    source->extent = is_known ? (geo_box){box.MinX, box.MinY, box.MaxX, box.MaxY} : GEO_BOX_EMPTY;
    if (!source->count)
        source->extent = GEO_BOX_EMPTY;
    if (!source->transform)
        return GEO_OK;
    return geo_source_turn_box(ctx, source->transform, source->extent, &source->extent);
}

static int find_column(const geo_source *source, const char *name)
{
    return OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(source->vector.layer), name);
}

static geo_status find_columns(geo_ctx *ctx, const geo_source *source, const char *const *names,
                               size_t count, geo_source_columns *out)
{
    out->items = geo_alloc(count, sizeof *out->items);
    if (!out->items)
        return geo_fail_nomem(ctx);
    out->count = count;
    for (size_t i = 0; i < count; i++)
        out->items[i] = find_column(source, names[i]);
    return GEO_OK;
}

static bool is_wanted(const geo_source *source, int column)
{
    for (size_t i = 0; i < source->text.count; i++)
        if (source->text.items[i] == column)
            return true;
    for (size_t i = 0; i < source->number.count; i++)
        if (source->number.items[i] == column)
            return true;
    return column == source->id_column || column == source->date_column;
}

/* Columns nobody asked for are not even decoded. */
static void ignore_others(const geo_source *source)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(source->vector.layer);
    char **names = NULL;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++)
        if (!is_wanted(source, i))
            names = CSLAddString(names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    if (names && OGR_L_TestCapability(source->vector.layer, OLCIgnoreFields))
        OGR_L_SetIgnoredFields(source->vector.layer, (const char **)(void *)names);
    CSLDestroy(names);
}

static geo_status choose_columns(geo_ctx *ctx, geo_source *source,
                                 const geo_source_options *options)
{
    source->id_column = find_column(source, "id");
    source->date_column = find_column(source, "source_date");
    memcpy(source->kinds, options->geometry_kinds, sizeof source->kinds);
    source->any_kind = true;
    for (int i = 0; i < 7; i++)
        source->any_kind &= !options->geometry_kinds[i];
    geo_status status =
        find_columns(ctx, source, options->text, options->text_count, &source->text);
    if (!status)
        status = find_columns(ctx, source, options->number, options->number_count, &source->number);
    if (!status)
        ignore_others(source);
    return status;
}

static geo_status check_geometry(geo_ctx *ctx, const geo_source *source)
{
    if (OGR_L_GetGeomType(source->vector.layer) != wkbNone)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_GEOM, "'%s' is a table without geometry", source->vector.name);
}

/* Rows far off, where no box of the town comes, would never be read: an extent that leaves the area
 * of use has all of them looked at. */
static geo_status check_extent(geo_ctx *ctx, geo_source *source)
{
    geo_features all = {0};
    geo_box e = source->extent, area = source->target_area;
    bool inside =
        e.xmin >= area.xmin && e.xmax <= area.xmax && e.ymin >= area.ymin && e.ymax <= area.ymax;
    if (!source->has_target_area || !source->vector.tree || geo_box_is_empty(e) || inside)
        return GEO_OK;
    geo_status status = geo_source_read(ctx, source, NULL, &all);
    geo_features_release(&all);
    return status;
}

/* From a stream: the file it was kept in is gone from sight as soon as it is open. */
static geo_status open_stream(geo_ctx *ctx, geo_source *source, const char *dataset,
                              const geo_source_options *options)
{
    char *path = NULL;
    const geo_open_options open = {.crs = NULL};
    geo_status status = geo_source_spool(ctx, dataset, options->crs, &path, &source->tally);
    if (status)
        return status;
    status = geo_vector_init(ctx, path, &open, &source->vector);
    geo_source_unspool(path);
    geo_free(path);
    if (status)
        return status;
    char *name = geo_strdup("stream");
    if (!name)
        return geo_fail_nomem(ctx);
    geo_free(source->vector.name);
    source->vector.name = name;
    return GEO_OK;
}

static geo_status open_vector(geo_ctx *ctx, geo_source *source, const char *dataset,
                              const geo_source_options *options)
{
    const geo_open_options open = {.default_layer = options->default_layer,
                                   .crs = options->crs,
                                   .allow_network = options->allow_network,
                                   .registry = options->registry};
    if (geo_source_is_stream(dataset))
        return open_stream(ctx, source, dataset, options);
    return geo_vector_init(ctx, dataset, &open, &source->vector);
}

static geo_status start(geo_ctx *ctx, geo_source *source, const char *dataset,
                        const geo_source_options *options)
{
    geo_status status = open_vector(ctx, source, dataset, options);
    if (!status)
        status = check_geometry(ctx, source);
    if (!status)
        status = settle_crs(ctx, source, options->target_crs);
    if (!status)
        status = geo_geos_new(ctx, &source->geos);
    if (!status)
        status = choose_columns(ctx, source, options);
    if (!status)
        status = measure(ctx, source);
    return status ? status : check_extent(ctx, source);
}

geo_status geo_source_new(geo_ctx *ctx, const char *dataset, const geo_source_options *options,
                          geo_source **out)
{
    geo_source *source = geo_calloc(1, sizeof *source);
    if (!source)
        return geo_fail_nomem(ctx);
    source->told = geo_map_new();
    geo_status status = source->told ? start(ctx, source, dataset, options) : geo_fail_nomem(ctx);
    if (status)
        geo_source_free(source);
    else
        *out = source;
    return status;
}

/* GEO_OK, NOTFOUND, or anything else that opening it would fail with. */
static geo_status find_in_gpkg(geo_ctx *ctx, const char *path, const char *layer)
{
    geo_sqlite base = {0};
    geo_gpkg_layers layers = {0};
    bool found = false;
    geo_status status = geo_sqlite_init(ctx, path, geo_path_name(path), &base);
    if (!status)
        status = geo_gpkg_check_schema(ctx, &base);
    if (!status)
        status = geo_gpkg_list(ctx, &base, &layers);
    for (size_t i = 0; i < layers.count; i++)
        found |= strcmp(layers.items[i].name, layer) == 0;
    geo_gpkg_layers_release(&layers);
    geo_sqlite_release(&base);
    return status || found ? status : GEO_ERR_NOTFOUND;
}

static geo_status find_by_opening(geo_ctx *ctx, const char *dataset)
{
    geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source = NULL;
    geo_status status = geo_source_new(ctx, dataset, &options, &source);
    geo_source_free(source);
    return status;
}

geo_status geo_source_find(geo_ctx *ctx, const char *dataset, bool *out)
{
    char *path = NULL, *layer = NULL;
    geo_open_format format = GEO_OPEN_UNKNOWN;
    geo_status status = geo_open_split(ctx, dataset, &path, &layer);
    if (!status)
        status = geo_open_sniff(ctx, path, false, &format);
    if (!status)
        status = layer && format == GEO_OPEN_GPKG ? find_in_gpkg(ctx, path, layer)
                                                  : find_by_opening(ctx, dataset);
    geo_free(path);
    geo_free(layer);
    geo_ctx_reset(ctx);
    if (status == GEO_ERR_NOMEM)
        return geo_fail_nomem(ctx);
    *out = status != GEO_ERR_NOTFOUND;
    return GEO_OK;
}

void geo_source_free(geo_source *source)
{
    if (!source)
        return;
    geo_map_free(source->told);
    geo_geos_free(source->geos);
    geo_transform_free(source->transform);
    geo_transform_free(source->back);
    geo_crs_free(source->target);
    geo_free(source->text.items);
    geo_free(source->number.items);
    geo_vector_release(&source->vector);
    geo_free(source);
}

const char *geo_source_name(const geo_source *source)
{
    return source->vector.name;
}

const geo_crs *geo_source_crs(const geo_source *source)
{
    return source->crs;
}

geo_box geo_source_extent(const geo_source *source)
{
    return source->extent;
}

uint64_t geo_source_count(const geo_source *source)
{
    return source->count;
}

bool geo_source_has(const geo_source *source, const char *column)
{
    return find_column(source, column) >= 0;
}

const geo_tally *geo_source_tally(const geo_source *source)
{
    return &source->tally;
}
