/* GDAL's OSM driver, told by a configuration of our own: the keys wanted become fields (the field
 * of all other tags is cut at 8 KB without a word), and no closed way becomes an area, which the
 * caller's rules decide. What the driver spools goes to a private folder. */
#include "io/osm.h"

#include <cpl_conv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/io.h"
#include "io/open.h"
#include "io/osm_parts.h"

static const char TEMPORARY[] = "CPL_TMPDIR";

/* The layers that are of use; others of the driver's (routes, other relations) are passed over. */
static const struct {
    const char *name;
    geo_osm_kind kind;
} parts[] = {{"points", GEO_OSM_NODE}, {"lines", GEO_OSM_WAY}, {"multipolygons", GEO_OSM_RELATION}};
enum { PARTS = 3 };

typedef struct layer {
    OGRLayerH handle; /* belongs to the dataset */
    int id, time;     /* fields */
    int *keys;        /* [key] field */
} layer;

struct geo_osm {
    char *name, *full, *folder, *config;
    bool is_chain, any_relation; /* see geo_osm_check */
    GDALDatasetH dataset;
    layer layers[PARTS];
    geo_transform *transform;
    geo_arena *arena; /* of the object given last */
    size_t key_count;
    const char **tags;
    OGRFeatureH feature; /* whose texts the tags are */
    geo_geom geom;
};

/* ---- the configuration ---- */

static bool is_key(const char *key)
{
    static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-.";
    return *key && strspn(key, good) == strlen(key) && strncmp(key, "osm_", 4) != 0;
}

static void add_section(geo_text *text, const char *name, const geo_osm_options *options)
{
    geo_text_addf(text, "[%s]\nosm_id=yes\nosm_timestamp=yes\nother_tags=no\nattributes=", name);
    for (size_t i = 0; i < options->key_count; i++)
        geo_text_addf(text, "%s%s", i ? "," : "", options->keys[i]);
    geo_text_add(text, "\n");
}

static void add_config(geo_text *text, const geo_osm_options *options)
{
    geo_text_add(text, "closed_ways_are_polygons=\nattribute_name_laundering=no\n"
                       "report_all_tags=yes\n");
    for (int i = 0; i < PARTS; i++)
        add_section(text, parts[i].name, options);
    geo_text_add(text, "[multilinestrings]\nosm_id=yes\nother_tags=no\n"
                       "[other_relations]\nosm_id=yes\nother_tags=no\n");
}

static geo_status write_text(geo_ctx *ctx, const char *path, const geo_text *text)
{
    FILE *file = fopen(path, "wbxe");
    bool good = file && fwrite(text->data, 1, text->length, file) == text->length;
    good &= file && fclose(file) == 0;
    return good ? GEO_OK
                : geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", path, strerror(errno));
}

static geo_status write_config(geo_ctx *ctx, geo_osm *osm, const geo_osm_options *options)
{
    geo_text path = GEO_TEXT_INIT, text = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/tags.ini", osm->folder);
    osm->config = path.data;
    add_config(&text, options);
    bool failed = path.failed || text.failed;
    geo_status status = failed ? geo_fail_nomem(ctx) : write_text(ctx, osm->config, &text);
    geo_text_release(&text);
    return status;
}

/* ---- opening ---- */

static GDALDatasetH open_with(const geo_osm *osm, const char *config_option)
{
    const char *const drivers[] = {"OSM", NULL};
    const char *const siblings[] = {osm->full, NULL};
    const char *const options[] = {config_option, "INTERLEAVED_READING=YES", NULL};
    unsigned flags = GDAL_OF_READONLY | GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR;
    CPLSetThreadLocalConfigOption(TEMPORARY, osm->folder);
    GDALDatasetH dataset = GDALOpenEx(osm->full, flags, drivers, options, siblings);
    CPLSetThreadLocalConfigOption(TEMPORARY, NULL);
    return dataset;
}

static geo_status open_dataset(geo_ctx *ctx, geo_osm *osm)
{
    geo_watch watch;
    geo_text option = GEO_TEXT_INIT;
    geo_text_addf(&option, "CONFIG_FILE=%s", osm->config);
    if (option.failed)
        return geo_fail_nomem(ctx);
    geo_watch_begin(&watch);
    osm->dataset = open_with(osm, option.data);
    geo_watch_end(&watch);
    geo_text_release(&option);
    geo_status status = geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot open", osm->name);
    if (!status && !osm->dataset)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "cannot open '%s'", osm->name);
    return status;
}

static geo_status find_fields(geo_ctx *ctx, const geo_osm *osm, const geo_osm_options *options,
                              int part, layer *out)
{
    out->handle = GDALDatasetGetLayerByName(osm->dataset, parts[part].name);
    out->keys = geo_alloc(options->key_count, sizeof *out->keys);
    if (!out->keys)
        return geo_fail_nomem(ctx);
    OGRFeatureDefnH fields = out->handle ? OGR_L_GetLayerDefn(out->handle) : NULL;
    out->id = fields ? OGR_FD_GetFieldIndex(fields, "osm_id") : -1;
    out->time = fields ? OGR_FD_GetFieldIndex(fields, "osm_timestamp") : -1;
    bool good = out->id >= 0 && out->time >= 0;
    for (size_t i = 0; good && i < options->key_count; i++) {
        out->keys[i] = OGR_FD_GetFieldIndex(fields, options->keys[i]);
        good = out->keys[i] >= 0;
    }
    return good ? GEO_OK
                : geo_fail(ctx, GEO_ERR_UNSUPPORTED, "GDAL does not give the tags of '%s'",
                           osm->name);
}

static geo_status start(geo_ctx *ctx, geo_osm *osm, const geo_osm_options *options)
{
    geo_crs *wgs84 = NULL;
    geo_status status = geo_io_private_folder(ctx, &osm->folder);
    if (!status)
        status = write_config(ctx, osm, options);
    if (!status)
        status = open_dataset(ctx, osm);
    for (int i = 0; !status && i < PARTS; i++)
        status = find_fields(ctx, osm, options, i, &osm->layers[i]);
    if (!status)
        status = geo_crs_new(ctx, "EPSG:4326", &wgs84);
    if (!status)
        status = geo_transform_new(ctx, wgs84, options->target, &osm->transform);
    geo_crs_free(wgs84);
    osm->arena = geo_arena_new();
    osm->key_count = options->key_count;
    osm->tags = geo_calloc(options->key_count, sizeof *osm->tags);
    return status || (osm->arena && osm->tags) ? status : geo_fail_nomem(ctx);
}

static geo_status check_keys(geo_ctx *ctx, const geo_osm_options *options)
{
    for (size_t i = 0; i < options->key_count; i++)
        if (!is_key(options->keys[i]))
            return geo_fail(ctx, GEO_ERR_ARG, "'%s' is no key of a tag", options->keys[i]);
    return options->key_count ? GEO_OK : geo_fail(ctx, GEO_ERR_ARG, "no key of a tag is wanted");
}

geo_status geo_osm_new(geo_ctx *ctx, const char *path, const geo_osm_options *options,
                       geo_osm **out)
{
    geo_status status = check_keys(ctx, options);
    if (!status)
        status = geo_open_check_path(ctx, path, false);
    if (status)
        return status;
    geo_osm *osm = geo_calloc(1, sizeof *osm);
    if (!osm)
        return geo_fail_nomem(ctx);
    status = geo_open_name(ctx, path, NULL, &osm->name);
    if (!status)
        status = geo_open_full_path(ctx, path, &osm->full);
    if (!status)
        status = geo_osm_check(ctx, osm->full, osm->name, &osm->is_chain);
    if (!status)
        status = start(ctx, osm, options);
    if (status)
        geo_osm_free(osm);
    else
        *out = osm;
    return status;
}

void geo_osm_free(geo_osm *osm)
{
    if (!osm)
        return;
    if (osm->feature)
        OGR_F_Destroy(osm->feature);
    if (osm->dataset)
        GDALClose(osm->dataset);
    for (int i = 0; i < PARTS; i++)
        geo_free(osm->layers[i].keys);
    geo_io_remove_folder(osm->folder); /* the driver removes its own files, unless it failed */
    geo_transform_free(osm->transform);
    geo_arena_free(osm->arena);
    geo_free(osm->tags);
    geo_free(osm->config);
    geo_free(osm->folder);
    geo_free(osm->full);
    geo_free(osm->name);
    geo_free(osm);
}

geo_status geo_osm_bounds(geo_ctx *ctx, geo_osm *osm, geo_geom *out)
{
    CPLSetThreadLocalConfigOption(TEMPORARY, osm->folder);
    geo_status status =
        geo_osm_ask_bounds(ctx, osm->layers[0].handle, osm->name, osm->transform, out);
    CPLSetThreadLocalConfigOption(TEMPORARY, NULL);
    return status;
}

/* ---- one object ---- */

/* The next feature of any layer; NULL at the end. */
static geo_status read_feature(geo_ctx *ctx, geo_osm *osm, OGRLayerH *from)
{
    geo_watch watch;
    if (osm->feature)
        OGR_F_Destroy(osm->feature);
    CPLSetThreadLocalConfigOption(TEMPORARY, osm->folder);
    geo_watch_begin(&watch);
    osm->feature = GDALDatasetGetNextFeature(osm->dataset, from, NULL, NULL, NULL);
    geo_watch_end(&watch);
    CPLSetThreadLocalConfigOption(TEMPORARY, NULL);
    return geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot read", osm->name);
}

static int part_of(const geo_osm *osm, OGRLayerH from)
{
    int part = 0;
    while (part < PARTS && osm->layers[part].handle != from)
        part++;
    return part;
}

static bool take_tags(geo_osm *osm, const layer *from)
{
    bool any = false;
    for (size_t i = 0; i < osm->key_count; i++) {
        bool is_set = OGR_F_IsFieldSetAndNotNull(osm->feature, from->keys[i]);
        const char *text = is_set ? OGR_F_GetFieldAsString(osm->feature, from->keys[i]) : "";
        osm->tags[i] = *text ? text : NULL;
        any |= *text != '\0';
    }
    return any;
}

/* No editor of OpenStreetMap writes such bytes: they are damage, or an attack on what reads on. */
static const char *fault_in(const char *text)
{
    if (!geo_utf8_valid(text, strlen(text)))
        return "tag that is not UTF-8";
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return "control character in a tag";
    return NULL;
}

/* The first fault of any tag; a faulty text is not shown to anybody. */
static const char *check_tags(geo_osm *osm)
{
    const char *first = NULL;
    for (size_t i = 0; i < osm->key_count; i++) {
        const char *fault = osm->tags[i] ? fault_in(osm->tags[i]) : NULL;
        if (!fault)
            continue;
        osm->tags[i] = NULL;
        first = first ? first : fault;
    }
    return first;
}

/* OpenStreetMap has no object older than itself: GDAL fills in 1970 when the file does not tell. */
enum { FIRST_YEAR = 2004 };

static void take_date(const geo_osm *osm, const layer *from, char out[11])
{
    int year, month, day, hour, minute, second, zone;
    out[0] = '\0';
    bool known = OGR_F_IsFieldSetAndNotNull(osm->feature, from->time) &&
                 OGR_F_GetFieldAsDateTime(osm->feature, from->time, &year, &month, &day, &hour,
                                          &minute, &second, &zone);
    if (known && year >= FIRST_YEAR && year <= 9999 && month > 0 && month <= 12 && day > 0 &&
        day <= 31)
        snprintf(out, 11, "%04d-%02d-%02d", year, month, day);
}

static geo_status take_geom(geo_ctx *ctx, geo_osm *osm, geo_osm_object *out)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(osm->feature);
    geo_status status = geo_open_geom(ctx, geometry, osm->arena, &osm->geom, &out->reason);
    if (status || out->reason)
        return status;
    status = geo_transform_points(ctx, osm->transform, osm->geom.points, osm->geom.point_count);
    out->geom = &osm->geom;
    return status;
}

static geo_status fill(geo_ctx *ctx, geo_osm *osm, int part, geo_osm_object *out)
{
    static const char letters[] = {'n', 'w', 'r'};
    const layer *from = &osm->layers[part];
    *out = (geo_osm_object){.kind = parts[part].kind, .tags = osm->tags};
    snprintf(out->id, sizeof out->id, "osm:%c%.20s", letters[out->kind],
             OGR_F_GetFieldAsString(osm->feature, from->id));
    take_date(osm, from, out->date);
    out->reason = check_tags(osm);
    return out->reason ? GEO_OK : take_geom(ctx, osm, out);
}

/* Relations come last: a chain without any may have lost its end between two blobs. */
static geo_status end(geo_ctx *ctx, const geo_osm *osm)
{
    if (osm->is_chain && !osm->any_relation)
        geo_warn(ctx,
                 "'%s' holds no relations: it was extracted so, or its end is missing, which a "
                 "cut between two blobs does not show",
                 osm->name);
    return GEO_END;
}

geo_status geo_osm_next(geo_ctx *ctx, geo_osm *osm, geo_osm_object *out)
{
    for (;;) {
        OGRLayerH from = NULL;
        geo_arena_reset(osm->arena);
        geo_status status = read_feature(ctx, osm, &from);
        if (status)
            return status;
        if (!osm->feature)
            return end(ctx, osm);
        int part = part_of(osm, from);
        osm->any_relation |= part == PARTS || parts[part].kind == GEO_OSM_RELATION;
        if (part < PARTS && take_tags(osm, &osm->layers[part]))
            return fill(ctx, osm, part, out);
    }
}
