/* Opening one vector layer: name, first bytes, GeoPackage scan, then GDAL with the one driver that
 * fits, no side files and no other layer than the one asked for. */
#include "io/open.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/gpkg.h"

enum { MOST_FIELDS = 2000 };

/* What is known before GDAL comes in. */
typedef struct plan {
    const geo_open_options *options;
    char *wanted;    /* layer asked for, or NULL */
    char *file_name; /* without folder */
    char *full;      /* what GDAL gets: an absolute path cannot be taken for anything else */
    char **files;    /* of a shapefile: what GDAL may look at; else NULL: the file alone */
    bool without_crs;
} plan;

static void plan_release(plan *p)
{
    geo_free(p->wanted);
    geo_free(p->file_name);
    geo_free(p->full);
    CSLDestroy(p->files);
}

static geo_status choose_name(geo_ctx *ctx, const char *dataset, plan *p)
{
    const char *asked = p->options->layer;
    if (!asked || (p->wanted && !strcmp(p->wanted, asked)))
        return GEO_OK;
    if (p->wanted)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' names another layer than '%s'", dataset, asked);
    p->wanted = geo_strdup(asked);
    return p->wanted ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status tree_name(geo_ctx *ctx, const geo_gpkg_layer *layer, char **out)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_addf(&text, "rtree_%s_%s", layer->name, layer->column);
    *out = text.data;
    return text.failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* The scan of a GeoPackage; settles the layer's name, whether it has a CRS, and the row count. */
static geo_status scan_gpkg(geo_ctx *ctx, plan *p, geo_vector *v)
{
    geo_sqlite base = {0};
    geo_gpkg_layers layers = {0};
    const geo_gpkg_layer *layer = NULL;
    geo_status status = geo_gpkg_check_idle(ctx, p->full);
    if (!status)
        status = geo_sqlite_init(ctx, p->full, p->file_name, &base);
    if (!status)
        status = geo_gpkg_check_schema(ctx, &base);
    if (!status)
        status = geo_gpkg_list(ctx, &base, &layers);
    if (!status)
        status = geo_open_choose(ctx, p->file_name, p->wanted, p->options->default_layer, &layers,
                                 &layer);
    if (!status)
        status = p->options->is_open ? geo_gpkg_check_table(ctx, &base, layer->name)
                                     : geo_gpkg_check_layer(ctx, &base, layer, &v->count);
    if (p->options->is_open)
        v->count = UINT64_MAX;
    if (!status)
        status = geo_gpkg_provenance(ctx, &base, layer->name, &v->provenance);
    if (!status && !(v->layer_name = geo_strdup(layer->name)))
        status = geo_fail_nomem(ctx);
    if (!status && layer->has_tree)
        status = tree_name(ctx, layer, &v->tree);
    if (!status)
        p->without_crs = !layer->has_crs;
    geo_gpkg_layers_release(&layers);
    geo_sqlite_release(&base);
    return status;
}

static const char *driver_of(geo_open_format format)
{
    switch (format) {
    case GEO_OPEN_GPKG:
        return "GPKG";
    case GEO_OPEN_FGB:
        return "FlatGeobuf";
    case GEO_OPEN_GEOJSON:
        return "GeoJSON";
    case GEO_OPEN_GEOJSONSEQ:
        return "GeoJSONSeq";
    case GEO_OPEN_SHAPEFILE:
        return "ESRI Shapefile";
    default:
        return NULL;
    }
}

/* SQLite's settings for reading; for this opening only, as they would break the writing of an
 * R-tree elsewhere in the process. */
static GDALDatasetH open_with(geo_open_format format, const plan *p)
{
    const char *const drivers[] = {driver_of(format), NULL};
    const char *const siblings[] = {p->full, NULL};
    const char *const *files = p->files ? (const char *const *)p->files : siblings;
    char **options = NULL;
    if (format == GEO_OPEN_GPKG)
        options = CSLSetNameValue(options, "LIST_ALL_TABLES", "NO");
    if (format == GEO_OPEN_GPKG && geo_sqlite_is_wal(p->full))
        options = CSLSetNameValue(options, "IMMUTABLE", "YES");
    if (format == GEO_OPEN_SHAPEFILE && p->options->encoding)
        options = CSLSetNameValue(options, "ENCODING", p->options->encoding);
    unsigned flags = GDAL_OF_READONLY | GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR;
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA",
                                  "trusted_schema=OFF,cell_size_check=ON,mmap_size=0");
    GDALDatasetH dataset = GDALOpenEx(p->full, flags, drivers, (const char *const *)options, files);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", NULL);
    CSLDestroy(options);
    return dataset;
}

static geo_status open_dataset(geo_ctx *ctx, const plan *p, geo_vector *v)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    v->dataset = open_with(v->format, p);
    geo_watch_end(&watch);
    geo_status status = geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot open", p->file_name);
    if (!status && !v->dataset)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "cannot open '%s'", p->file_name);
    return status;
}

/* Is that the file's name without suffix, by which a file of one layer may be asked for? */
static bool is_stem(const char *name, const char *file_name)
{
    size_t length = strlen(name);
    return strncmp(name, file_name, length) == 0 && file_name[length] == '.' &&
           !strchr(file_name + length + 1, '.');
}

/* A format of one layer, which need not have the name that stands in the file. */
static geo_status check_only_layer(geo_ctx *ctx, const plan *p, geo_vector *v)
{
    v->layer =
        GDALDatasetGetLayerCount(v->dataset) == 1 ? GDALDatasetGetLayer(v->dataset, 0) : NULL;
    if (!v->layer)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has no single layer", p->file_name);
    const char *name = OGR_L_GetName(v->layer);
    if (p->wanted && strcmp(p->wanted, name) != 0 && !is_stem(p->wanted, p->file_name)) {
        geo_hint(ctx, "leave the layer's name out: there is one only");
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no layer '%s'; it has: %.80s",
                        p->file_name, p->wanted, name);
    }
    v->layer_name = geo_strdup(name);
    return v->layer_name ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status pick_layer(geo_ctx *ctx, const plan *p, geo_vector *v)
{
    if (v->format != GEO_OPEN_GPKG)
        return check_only_layer(ctx, p, v);
    v->layer = GDALDatasetGetLayerByName(v->dataset, v->layer_name);
    if (!v->layer)
        return geo_fail(ctx, GEO_ERR_FORMAT, "cannot open layer '%s' of '%s'", v->layer_name,
                        p->file_name);
    return GEO_OK;
}

/* What GDAL takes for the encoding of a shapefile: what was asked for, or what the file says. */
static geo_status check_text(geo_ctx *ctx, const plan *p, const geo_vector *v)
{
    const char *encoding = GDALGetMetadataItem(v->layer, "SOURCE_ENCODING", "SHAPEFILE");
    return geo_open_check_table_text(ctx, p->full, p->file_name, encoding ? encoding : "");
}

static bool is_json(geo_open_format format)
{
    return format == GEO_OPEN_GEOJSON || format == GEO_OPEN_GEOJSONSEQ;
}

/* RFC 7946 gives GeoJSON one CRS; only older files have the member that says otherwise. */
static geo_status has_crs_member(geo_ctx *ctx, const plan *p, const geo_vector *v, bool *out)
{
    char head[GEO_OPEN_HEAD];
    *out = false;
    if (!is_json(v->format)) {
        *out = true;
        return GEO_OK;
    }
    VSILFILE *file = VSIFOpenL(p->full, "rb");
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", p->file_name);
    size_t length = VSIFReadL(head, 1, sizeof head, file);
    *out = memmem(head, length, "\"crs\"", 5) != NULL;
    VSIFCloseL(file);
    return GEO_OK;
}

static geo_status settle_crs(geo_ctx *ctx, const plan *p, geo_vector *v)
{
    bool stated;
    geo_status status = has_crs_member(ctx, p, v, &stated);
    if (status)
        return status;
    OGRSpatialReferenceH srs = p->without_crs ? NULL : OGR_L_GetSpatialRef(v->layer);
    return geo_open_crs(ctx, srs, !stated, p->options->crs, v->name, &v->crs);
}

static geo_status check_layer(geo_ctx *ctx, geo_vector *v)
{
    int fields = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(v->layer));
    if (fields > MOST_FIELDS)
        return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' has %d columns, more than %d", v->name, fields,
                        MOST_FIELDS);
    if (v->format != GEO_OPEN_GPKG) {
        GIntBig count = OGR_L_GetFeatureCount(v->layer, FALSE);
        v->count = count < 0 ? UINT64_MAX : (uint64_t)count;
        if (v->format == GEO_OPEN_FGB && count == 0) /* also what a stream's header says */
            v->count = UINT64_MAX;
    }
    return GEO_OK;
}

static geo_status prepare(geo_ctx *ctx, const char *dataset, plan *p, geo_vector *v)
{
    bool network = p->options->allow_network;
    geo_status status = geo_open_split(ctx, dataset, &v->path, &p->wanted);
    if (!status)
        status = choose_name(ctx, dataset, p);
    if (!status && p->options->registry)
        status = geo_open_sniff_registry(ctx, v->path, &v->format);
    else if (!status)
        status = geo_open_sniff(ctx, v->path, network, &v->format);
    if (!status && !driver_of(v->format) && v->format != GEO_OPEN_TIFF)
        status = geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' is no vector file", v->path);
    if (!status && v->format == GEO_OPEN_TIFF)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is a grid (TIFF), not a layer", v->path);
    if (!status && geo_open_is_network(v->path) && v->format == GEO_OPEN_GPKG)
        status = geo_fail(ctx, GEO_ERR_UNSUPPORTED,
                          "'%s': a GeoPackage is not read over the network; download it", v->path);
    if (!status)
        status = geo_open_full_path(ctx, v->path, &p->full);
    if (!status)
        status = geo_open_name(ctx, v->path, NULL, &p->file_name);
    return status;
}

geo_status geo_vector_init(geo_ctx *ctx, const char *dataset, const geo_open_options *options,
                           geo_vector *out)
{
    plan p = {.options = options};
    geo_vector v = {0};
    geo_status status = prepare(ctx, dataset, &p, &v);
    if (!status && v.format == GEO_OPEN_GPKG)
        status = scan_gpkg(ctx, &p, &v);
    if (!status && v.format == GEO_OPEN_SHAPEFILE)
        status = geo_open_check_shapefile(ctx, p.full, p.file_name, &p.files);
    if (!status && is_json(v.format))
        status = geo_open_check_json(ctx, p.full, p.file_name);
    if (!status)
        status = geo_open_name(ctx, v.path, v.layer_name, &v.name);
    if (!status)
        status = open_dataset(ctx, &p, &v);
    if (!status)
        status = pick_layer(ctx, &p, &v);
    if (!status && v.format == GEO_OPEN_SHAPEFILE)
        status = check_text(ctx, &p, &v);
    if (!status)
        status = check_layer(ctx, &v);
    if (!status)
        status = settle_crs(ctx, &p, &v);
    plan_release(&p);
    if (status)
        geo_vector_release(&v);
    else
        *out = v;
    return status;
}

void geo_vector_release(geo_vector *vector)
{
    geo_watch watch;
    geo_watch_begin(&watch); /* nothing is lost by a failure to close what was read */
    if (vector->dataset)
        GDALClose(vector->dataset);
    geo_watch_end(&watch);
    geo_crs_free(vector->crs);
    geo_free(vector->path);
    geo_free(vector->layer_name);
    geo_free(vector->name);
    geo_free(vector->tree);
    geo_free(vector->provenance);
    *vector = (geo_vector){0};
}

geo_status geo_vector_next(geo_ctx *ctx, geo_vector *vector, OGRFeatureH *out)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    OGRFeatureH feature = OGR_L_GetNextFeature(vector->layer);
    geo_watch_end(&watch);
    vector->damaged = feature && watch.failures;
    if (!feature && watch.failures)
        return geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot read", vector->name);
    *out = feature;
    return GEO_OK;
}

bool geo_vector_text_fits(OGRFeatureH feature)
{
    for (int i = 0; i < OGR_F_GetFieldCount(feature); i++) {
        if (!OGR_F_IsFieldSetAndNotNull(feature, i) ||
            OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, i)) != OFTString)
            continue;
        const char *text = OGR_F_GetFieldAsString(feature, i);
        if (!geo_utf8_valid(text, strlen(text)))
            return false;
    }
    return true;
}
