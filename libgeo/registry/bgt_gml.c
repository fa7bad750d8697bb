/* The BGT as it is delivered: GML (CityGML/IMGeo and gmllight), plain, in a folder or in zips. Of
 * each feature the one geometry that is its shape is built: a pand also holds the places of its
 * house-number labels, and a reader that takes the last or the first geometry takes those. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "io/archive.h"
#include "io/xml.h"
#include "registry/bgt.h"
#include "registry/gml_shape.h"

typedef struct reading {
    geo_bgt *bgt;
    const geo_import *import;
    const geo_crs *target;
    const char *file;
    bool any, is_begun;
    /* the feature being read */
    const geo_bgt_object *object; /* NULL: between features */
    uint32_t depth;               /* of elements inside the feature */
    geo_bgt_slot slot;            /* text goes here; GEO_BGT_SLOTS: nowhere */
    uint32_t slot_depth;
    geo_text texts[GEO_BGT_SLOTS];
    bool has[GEO_BGT_SLOTS];
    geo_gml_shape shape;
} reading;

static geo_status begin_feature(geo_ctx *ctx, reading *r, const geo_bgt_object *object)
{
    r->object = object;
    r->depth = 0;
    r->slot = GEO_BGT_SLOTS;
    for (int i = 0; i < GEO_BGT_SLOTS; i++)
        r->has[i] = false;
    geo_gml_shape_reset(&r->shape);
    return geo_bgt_meet(ctx, r->bgt, object);
}

/* Beside its own name a shape may have the plain one of conversions. */
static bool is_shape(const geo_bgt_object *object, const char *name)
{
    return strcasecmp(name, object->property) == 0 || strcasecmp(name, "geometrie2d") == 0 ||
           strcasecmp(name, "geometrie") == 0;
}

/* Attributes are children of the feature; only the identification lies deeper. */
static void begin_slot(reading *r, const char *name)
{
    geo_bgt_slot slot;
    if (!geo_bgt_slot_named(name, &slot) || r->has[slot])
        return;
    if (r->depth == 1 || slot == GEO_BGT_ID) {
        r->slot = slot;
        r->slot_depth = r->depth;
        geo_text_reset(&r->texts[slot]);
    }
}

/* Other registers have a Wegdeel and a Pand too (TOP10NL, the cadastral map): the root of the BGT
 * declares a namespace of IMGeo. */
static geo_status check_root(geo_ctx *ctx, const reading *r, const char **attributes)
{
    if (geo_gml_root_declares(attributes, "imgeo"))
        return GEO_OK;
    if (geo_gml_root_declares(attributes, "lvbag"))
        geo_hint(ctx, "this is the BAG: source bag reads it");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is not of the BGT: it has no namespace of IMGeo",
                    r->file);
}

static geo_status start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    reading *r = self;
    if (!r->is_begun) {
        r->is_begun = true;
        return check_root(ctx, r, attributes);
    }
    if (!r->object) {
        const geo_bgt_object *object = geo_bgt_object_named(name);
        return object ? begin_feature(ctx, r, object) : GEO_OK;
    }
    r->depth++;
    if (r->shape.is_open)
        return geo_gml_start(ctx, r->shape.gml, name, attributes);
    if (r->depth == 1 && !r->shape.is_there && is_shape(r->object, name)) {
        geo_gml_shape_begin(&r->shape);
        return GEO_OK;
    }
    if (r->slot == GEO_BGT_SLOTS)
        begin_slot(r, name);
    return GEO_OK;
}

static geo_status text(geo_ctx *ctx, void *self, const char *bytes, size_t length)
{
    reading *r = self;
    if (r->shape.is_open)
        return geo_gml_text(ctx, r->shape.gml, bytes, length);
    if (r->object && r->slot != GEO_BGT_SLOTS)
        geo_text_add_bytes(&r->texts[r->slot], bytes, length);
    return GEO_OK;
}

static geo_status end_feature(geo_ctx *ctx, reading *r)
{
    const char *slots[GEO_BGT_SLOTS];
    for (int i = 0; i < GEO_BGT_SLOTS; i++) {
        if (r->has[i] && r->texts[i].failed)
            return geo_fail_nomem(ctx);
        slots[i] = r->has[i] && r->texts[i].length ? geo_text_string(&r->texts[i]) : NULL;
    }
    const geo_bgt_object *object = r->object;
    r->object = NULL;
    r->any = true;
    return geo_bgt_take(ctx, r->bgt, object, slots, geo_gml_shape_geom(&r->shape),
                        geo_gml_shape_reason(&r->shape));
}

static geo_status end(geo_ctx *ctx, void *self, const char *name)
{
    (void)name;
    reading *r = self;
    geo_status status = GEO_OK;
    if (!r->object)
        return GEO_OK;
    if (r->depth == 0)
        return end_feature(ctx, r);
    if (r->shape.is_open)
        status = geo_gml_shape_end(ctx, &r->shape, "BGT", r->file);
    if (r->slot != GEO_BGT_SLOTS && r->depth == r->slot_depth) {
        r->has[r->slot] = true;
        r->slot = GEO_BGT_SLOTS;
    }
    r->depth--;
    return status;
}

/* The class that a file is of by its name, "otterlo.zip/bgt_paal.gml"; NULL: the name does not say.
 */
static const geo_bgt_object *class_of_file(const char *name, bool *out_is_bgt)
{
    char stem[GEO_BGT_STEM];
    *out_is_bgt = geo_bgt_stem(name, stem) && strncasecmp(stem, "bgt_", 4) == 0;
    return *out_is_bgt ? geo_bgt_object_named(stem) : NULL;
}

static geo_status visit(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    reading *r = self;
    bool is_bgt;
    const geo_bgt_object *object = class_of_file(name, &is_bgt);
    const geo_xml_handler handler = {.self = r, .start = start, .end = end, .text = text};
    r->file = name;
    r->object = NULL;
    r->is_begun = false;
    r->any |= object != NULL;
    geo_status status = geo_ctx_poll(ctx);
    if (!status && object)
        status = geo_bgt_meet(ctx, r->bgt, object);
    return status ? status : geo_xml_read(ctx, name, from, &handler);
}

/* Of 35 classes those that a town is made of; a file of any other name is looked into. */
static bool wants(void *self, const char *name, bool is_zip)
{
    (void)self;
    bool is_bgt;
    const char *dot = strrchr(name, '.');
    const geo_bgt_object *object = class_of_file(name, &is_bgt);
    if (is_zip)
        return true;
    if (!dot || (strcasecmp(dot, ".gml") != 0 && strcasecmp(dot, ".xml") != 0))
        return false;
    return object || !is_bgt;
}

geo_status geo_bgt_read_gml(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import, const char *path,
                            bool *out_any)
{
    reading r = {.bgt = bgt, .import = import, .target = geo_town_crs(import->town)};
    const geo_archive_visitor visitor = {.self = &r, .wants = wants, .visit = visit};
    geo_status status = geo_gml_shape_init(ctx, &r.shape);
    if (!status)
        status = geo_archive_walk(ctx, path, NULL, &visitor);
    *out_any |= r.any;
    for (int i = 0; i < GEO_BGT_SLOTS; i++)
        geo_text_release(&r.texts[i]);
    geo_gml_shape_release(&r.shape);
    return status;
}
