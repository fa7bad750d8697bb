/* The BAG 2.0 extract (LVBAG): a zip of zips of XML, an object per occurrence in time. Of each
 * member its name tells which type it holds: 9999VBO15092020.zip/0221VBO15092020-000001.xml.
 * Source: Kadaster, BAG 2.0 Extract, productbeschrijving. */
#include "registry/bag_xml.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "io/archive.h"
#include "io/xml.h"
#include "registry/gml_shape.h"

static const struct {
    const char *code, *element;
} types[GEO_BAG_TYPES] = {
    [GEO_BAG_TYPE_PND] = {"PND", "Pand"},
    [GEO_BAG_TYPE_VBO] = {"VBO", "Verblijfsobject"},
    [GEO_BAG_TYPE_LIG] = {"LIG", "Ligplaats"},
    [GEO_BAG_TYPE_STA] = {"STA", "Standplaats"},
    [GEO_BAG_TYPE_NUM] = {"NUM", "Nummeraanduiding"},
    [GEO_BAG_TYPE_OPR] = {"OPR", "OpenbareRuimte"},
    [GEO_BAG_TYPE_WPL] = {"WPL", "Woonplaats"},
};

static const struct {
    const char *element;
    geo_bag_slot slot;
    bool many; /* joined with commas */
} slots[] = {
    {"identificatie", GEO_BAG_ID, false},
    {"gebruiksdoel", GEO_BAG_USES, true},
    {"oppervlakte", GEO_BAG_AREA, false},
    {"status", GEO_BAG_STATUS, false},
    {"PandRef", GEO_BAG_PANDEN, true},
    {"oorspronkelijkBouwjaar", GEO_BAG_YEAR, false},
    {"huisnummer", GEO_BAG_HOUSE_NUMBER, false},
    {"huisletter", GEO_BAG_HOUSE_LETTER, false},
    {"huisnummertoevoeging", GEO_BAG_HOUSE_ADDITION, false},
    {"postcode", GEO_BAG_POSTCODE, false},
    {"OpenbareRuimteRef", GEO_BAG_STREET, false},
    {"WoonplaatsRef", GEO_BAG_PLACE, false},
    {"naam", GEO_BAG_NAME, false},
    {"beginGeldigheid", GEO_BAG_VALID_FROM, false},
    {"eindGeldigheid", GEO_BAG_VALID_TO, false},
    {"eindRegistratie", GEO_BAG_REGISTERED_TO, false},
    {"tijdstipInactief", GEO_BAG_INACTIVE, false},
    {"tijdstipInactiefLV", GEO_BAG_INACTIVE, false},
    {"tijdstipNietBagLV", GEO_BAG_INACTIVE, false},
};

typedef struct reading {
    const geo_bag_visitor *visitor;
    const char *file;
    geo_text stand;
    bool in_stand, is_begun;
    bool in_object, is_further;
    geo_bag_type type;
    uint32_t depth, slot_depth;
    geo_bag_slot slot; /* text goes here; GEO_BAG_SLOTS: nowhere */
    geo_text texts[GEO_BAG_SLOTS];
    bool has[GEO_BAG_SLOTS];
    geo_gml_shape shape;
} reading;

static void begin_object(reading *r, geo_bag_type type)
{
    r->in_object = true;
    r->type = type;
    r->depth = 0;
    r->slot = GEO_BAG_SLOTS;
    r->is_further = false;
    memset(r->has, 0, sizeof r->has);
    geo_gml_shape_reset(&r->shape);
}

static void begin_text(reading *r, geo_bag_slot slot, bool many)
{
    if (r->has[slot] && !many)
        return;
    if (!r->has[slot])
        geo_text_reset(&r->texts[slot]);
    else
        geo_text_add_char(&r->texts[slot], ',');
    r->slot = slot;
    r->slot_depth = r->depth;
    r->has[slot] = true;
}

/* A reference to a number is the main address or a further one, by what it stands in. */
static void begin_child(reading *r, const char *name)
{
    if (strcmp(name, "heeftAlsHoofdadres") == 0)
        r->is_further = false;
    else if (strcmp(name, "heeftAlsNevenadres") == 0)
        r->is_further = true;
    if (strcmp(name, "NummeraanduidingRef") == 0)
        begin_text(r, r->is_further ? GEO_BAG_FURTHER : GEO_BAG_MAIN, r->is_further);
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (strcmp(slots[i].element, name) == 0)
            begin_text(r, slots[i].slot, slots[i].many);
}

static bool is_shape(const char *name)
{
    return strcmp(name, "geometrie") == 0 || strcmp(name, "punt") == 0 ||
           strcmp(name, "vlak") == 0 || strcmp(name, "multivlak") == 0;
}

static geo_status start_inside(geo_ctx *ctx, reading *r, const char *name, const char **attributes)
{
    r->depth++;
    if (is_shape(name)) { /* a place lies in <geometrie><punt>: the inner one counts */
        geo_gml_shape_begin(&r->shape);
        return GEO_OK;
    }
    if (r->shape.is_open)
        return geo_gml_start(ctx, r->shape.gml, name, attributes);
    if (r->slot == GEO_BAG_SLOTS)
        begin_child(r, name);
    return GEO_OK;
}

static geo_status start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    reading *r = self;
    if (!r->is_begun)
        *r->visitor->out_bgt |= geo_gml_root_declares(attributes, "imgeo");
    r->is_begun = true;
    if (r->in_object)
        return start_inside(ctx, r, name, attributes);
    r->in_stand = strcmp(name, "StandTechnischeDatum") == 0;
    if (r->in_stand)
        geo_text_reset(&r->stand);
    for (int i = 0; i < GEO_BAG_TYPES; i++)
        if (r->visitor->wanted[i] && strcmp(types[i].element, name) == 0)
            begin_object(r, (geo_bag_type)i);
    return GEO_OK;
}

static geo_status text(geo_ctx *ctx, void *self, const char *bytes, size_t length)
{
    reading *r = self;
    if (r->in_stand)
        geo_text_add_bytes(&r->stand, bytes, length);
    if (r->shape.is_open)
        return geo_gml_text(ctx, r->shape.gml, bytes, length);
    if (r->in_object && r->slot != GEO_BAG_SLOTS)
        geo_text_add_bytes(&r->texts[r->slot], bytes, length);
    return GEO_OK;
}

static geo_status end_object(geo_ctx *ctx, reading *r)
{
    geo_bag_object object = {.type = r->type, .stand = geo_text_string(&r->stand)};
    bool failed = r->stand.failed;
    for (int i = 0; i < GEO_BAG_SLOTS; i++) {
        failed |= r->has[i] && r->texts[i].failed;
        object.texts[i] = r->has[i] && r->texts[i].length ? geo_text_string(&r->texts[i]) : NULL;
    }
    object.geom = geo_gml_shape_geom(&r->shape);
    object.reason = geo_gml_shape_reason(&r->shape);
    r->in_object = false;
    return failed ? geo_fail_nomem(ctx) : r->visitor->visit(ctx, r->visitor->self, &object);
}

static geo_status end(geo_ctx *ctx, void *self, const char *name)
{
    (void)name;
    reading *r = self;
    geo_status status = GEO_OK;
    r->in_stand = false;
    if (!r->in_object)
        return GEO_OK;
    if (r->depth == 0)
        return end_object(ctx, r);
    if (r->shape.is_open)
        status = geo_gml_shape_end(ctx, &r->shape, "BAG", r->file);
    if (r->slot != GEO_BAG_SLOTS && r->depth == r->slot_depth)
        r->slot = GEO_BAG_SLOTS;
    r->depth--;
    return status;
}

static geo_status visit(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    reading *r = self;
    const geo_xml_handler handler = {.self = r, .start = start, .end = end, .text = text};
    r->file = name;
    r->in_object = r->in_stand = r->is_begun = false;
    geo_text_reset(&r->stand);
    geo_status status = geo_ctx_poll(ctx);
    return status ? status : geo_xml_read(ctx, name, from, &handler);
}

/* "0221VBO15092020-000001.xml" holds what VBO says; names of another form are looked into. What the
 * registry itself puts apart (inactive, under investigation, not of the BAG) is not current. */
static bool wants(void *self, const char *name, bool is_zip)
{
    const reading *r = self;
    const char *base = geo_path_name(name);
    (void)is_zip;
    if (strncmp(base, "GEM-WPL", 7) == 0 || strncmp(base, "Levering", 8) == 0 || *base == '.')
        return false;
    if (strlen(base) < 8 || strspn(base, "0123456789") != 4)
        return true;
    for (int i = 0; i < GEO_BAG_TYPES; i++)
        if (strncmp(base + 4, types[i].code, 3) == 0 && isdigit((unsigned char)base[7]))
            return r->visitor->wanted[i];
    return false;
}

geo_status geo_bag_xml_walk(geo_ctx *ctx, const char *path, const geo_bag_visitor *visitor)
{
    reading r = {.visitor = visitor};
    const geo_archive_visitor files = {.self = &r, .wants = wants, .visit = visit};
    geo_status status = geo_gml_shape_init(ctx, &r.shape);
    if (!status)
        status = geo_archive_walk(ctx, path, NULL, &files);
    for (int i = 0; i < GEO_BAG_SLOTS; i++)
        geo_text_release(&r.texts[i]);
    geo_text_release(&r.stand);
    geo_gml_shape_release(&r.shape);
    return status;
}

bool geo_bag_is_current(const geo_bag_object *object)
{
    const char *from = object->texts[GEO_BAG_VALID_FROM], *to = object->texts[GEO_BAG_VALID_TO];
    if (object->texts[GEO_BAG_REGISTERED_TO] || object->texts[GEO_BAG_INACTIVE])
        return false;
    if (!*object->stand)
        return !to;
    return (!to || strncmp(to, object->stand, 10) > 0) &&
           (!from || strncmp(from, object->stand, 10) <= 0);
}
