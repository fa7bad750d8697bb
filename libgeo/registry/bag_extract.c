/* From the BAG 2.0 extract to addresses: objects first, for where they are decides what is wanted;
 * then the numbers they refer to, the streets of those, the places of these. Each file is read
 * once. Held in memory: the objects inside the area asked for, with their numbers. */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/vec.h"
#include "registry/bag.h"
#include "registry/bag_xml.h"

typedef struct place { /* an object with addresses */
    geo_bag_kind kind;
    const char *id, *main, *further, *status, *uses, *area, *panden, *reason;
    geo_point point;
    bool has_point;
} place;

typedef struct number {
    const char *house, *letter, *addition, *postcode, *street, *place, *status;
} number;

typedef struct street {
    const char *name, *place;
} street;

typedef struct extract {
    geo_bag *bag;
    const geo_import *import;
    geo_arena *arena;
    bool any, is_bgt;
    GEO_VEC(place) places;
    geo_map *numbers_by_id, *streets_by_id, *names_by_id;
    GEO_VEC(number) numbers;
    GEO_VEC(street) streets;
    GEO_VEC(const char *) names; /* of woonplaatsen */
} extract;

static geo_status keep(geo_ctx *ctx, extract *e, const char *text, const char **out)
{
    *out = text ? geo_arena_strndup(e->arena, text, strlen(text)) : NULL;
    return !text || *out ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status keep_all(geo_ctx *ctx, extract *e, const geo_bag_object *object,
                           const geo_bag_slot *slots, const char **const *to, size_t count)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = keep(ctx, e, object->texts[slots[i]], to[i]);
    return status;
}

/* Wanted under this identification from now on: the index of its (still empty) entry. */
static geo_status want(geo_ctx *ctx, geo_map *map, const char *id, size_t length, size_t next)
{
    if (geo_map_get(map, id, length))
        return GEO_END;
    return geo_map_set(map, id, length, (uint32_t)next) ? GEO_OK : geo_fail_nomem(ctx);
}

/* ---- panden ---- */

static geo_status note_stand(geo_ctx *ctx, const extract *e, const geo_bag_object *object)
{
    return *object->stand ? geo_town_date(ctx, e->import->town, object->stand) : GEO_OK;
}

static geo_status visit_pand(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    extract *e = self;
    const geo_bag_pand pand = {object->texts[GEO_BAG_ID], object->texts[GEO_BAG_YEAR],
                               object->texts[GEO_BAG_STATUS], object->geom, object->reason};
    bool wanted, first = !e->any;
    e->any = true;
    geo_status status = geo_town_wants(ctx, e->import->town, GEO_THEME_BUILDING, &wanted);
    if (!status && first)
        status = note_stand(ctx, e, object);
    if (status || !wanted)
        return status;
    if (!geo_bag_is_current(object)) {
        geo_town_ignore(e->import->town, GEO_THEME_BUILDING, "not current any more", pand.id);
        return GEO_OK;
    }
    return geo_bag_take_pand(ctx, e->bag, &pand);
}

/* ---- objects with addresses ---- */

static geo_bag_kind kind_of(geo_bag_type type)
{
    return type == GEO_BAG_TYPE_LIG   ? GEO_BAG_BERTH
           : type == GEO_BAG_TYPE_STA ? GEO_BAG_PITCH
                                      : GEO_BAG_VBO;
}

static bool is_outside(const extract *e, const place *p)
{
    geo_box box = geo_town_box(e->import->town, GEO_THEME_ADDRESS);
    return p->has_point && geo_box_distance(box, p->point) > 0;
}

static geo_status want_number(geo_ctx *ctx, extract *e, const char *id, size_t length)
{
    geo_status status = want(ctx, e->numbers_by_id, id, length, e->numbers.count);
    if (status)
        return status == GEO_END ? GEO_OK : status;
    return geo_vec_push(&e->numbers, (number){0}) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status want_numbers(geo_ctx *ctx, extract *e, const place *p)
{
    geo_status status = p->main ? want_number(ctx, e, p->main, strlen(p->main)) : GEO_OK;
    for (const char *at = p->further; !status && at && *at;) {
        size_t length = strcspn(at, ",");
        status = want_number(ctx, e, at, length);
        at += length + (at[length] == ',');
    }
    return status;
}

static geo_status keep_place(geo_ctx *ctx, extract *e, const geo_bag_object *object, place *p)
{
    static const geo_bag_slot slots[] = {GEO_BAG_ID,     GEO_BAG_MAIN, GEO_BAG_FURTHER,
                                         GEO_BAG_STATUS, GEO_BAG_USES, GEO_BAG_AREA,
                                         GEO_BAG_PANDEN};
    const char **const to[] = {&p->id,   &p->main, &p->further, &p->status,
                               &p->uses, &p->area, &p->panden};
    geo_status status = keep_all(ctx, e, object, slots, to, 7);
    if (!status)
        status = want_numbers(ctx, e, p);
    if (status)
        return status;
    return geo_vec_push(&e->places, *p) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status visit_place(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    extract *e = self;
    place p = {.kind = kind_of(object->type), .reason = object->reason};
    bool wanted;
    e->any = true;
    geo_status status = geo_town_wants(ctx, e->import->town, GEO_THEME_ADDRESS, &wanted);
    if (!status && !e->places.count)
        status = note_stand(ctx, e, object);
    if (status || !wanted)
        return status;
    if (!geo_bag_is_current(object)) {
        geo_town_ignore(e->import->town, GEO_THEME_ADDRESS, "not current any more",
                        object->texts[GEO_BAG_ID]);
        return GEO_OK;
    }
    p.has_point = object->geom && object->geom->point_count;
    if (p.has_point)
        p.point = object->geom->type == GEO_GEOM_POINT ? object->geom->points[0]
                                                       : geo_geom_centroid(object->geom);
    if (is_outside(e, &p)) {
        geo_town_ignore(e->import->town, GEO_THEME_ADDRESS, "outside the area asked for",
                        object->texts[GEO_BAG_ID]);
        return GEO_OK;
    }
    return keep_place(ctx, e, object, &p);
}

/* ---- their numbers, streets and places ---- */

static geo_status want_street(geo_ctx *ctx, extract *e, const char *id)
{
    geo_status status =
        id ? want(ctx, e->streets_by_id, id, strlen(id), e->streets.count) : GEO_END;
    if (status)
        return status == GEO_END ? GEO_OK : status;
    return geo_vec_push(&e->streets, (street){0}) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status want_name(geo_ctx *ctx, extract *e, const char *id)
{
    geo_status status = id ? want(ctx, e->names_by_id, id, strlen(id), e->names.count) : GEO_END;
    if (status)
        return status == GEO_END ? GEO_OK : status;
    return geo_vec_push(&e->names, NULL) ? GEO_OK : geo_fail_nomem(ctx);
}

/* The entry that an object is wanted for, or NULL; only what holds today fills it. */
static uint32_t *entry_of(const geo_map *map, const geo_bag_object *object)
{
    const char *id = object->texts[GEO_BAG_ID];
    return id && geo_bag_is_current(object) ? geo_map_get(map, id, strlen(id)) : NULL;
}

static geo_status visit_number(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    static const geo_bag_slot slots[] = {
        GEO_BAG_HOUSE_NUMBER, GEO_BAG_HOUSE_LETTER, GEO_BAG_HOUSE_ADDITION, GEO_BAG_POSTCODE,
        GEO_BAG_STREET,       GEO_BAG_PLACE,        GEO_BAG_STATUS};
    extract *e = self;
    const uint32_t *entry = entry_of(e->numbers_by_id, object);
    if (!entry)
        return GEO_OK;
    number *n = &e->numbers.items[*entry];
    const char **const to[] = {&n->house,  &n->letter, &n->addition, &n->postcode,
                               &n->street, &n->place,  &n->status};
    geo_status status = keep_all(ctx, e, object, slots, to, 7);
    if (!status)
        status = want_street(ctx, e, n->street);
    return status ? status : want_name(ctx, e, n->place);
}

static geo_status visit_street(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    static const geo_bag_slot slots[] = {GEO_BAG_NAME, GEO_BAG_PLACE};
    extract *e = self;
    const uint32_t *entry = entry_of(e->streets_by_id, object);
    if (!entry)
        return GEO_OK;
    street *s = &e->streets.items[*entry];
    const char **const to[] = {&s->name, &s->place};
    geo_status status = keep_all(ctx, e, object, slots, to, 2);
    return status ? status : want_name(ctx, e, s->place);
}

static geo_status visit_name(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    extract *e = self;
    const uint32_t *entry = entry_of(e->names_by_id, object);
    return entry ? keep(ctx, e, object->texts[GEO_BAG_NAME], &e->names.items[*entry]) : GEO_OK;
}

/* ---- addresses ---- */

static const number *number_of(const extract *e, const char *id, size_t length)
{
    const uint32_t *entry = id ? geo_map_get(e->numbers_by_id, id, length) : NULL;
    return entry ? &e->numbers.items[*entry] : NULL;
}

static const street *street_of(const extract *e, const number *n)
{
    const uint32_t *entry =
        n && n->street ? geo_map_get(e->streets_by_id, n->street, strlen(n->street)) : NULL;
    return entry ? &e->streets.items[*entry] : NULL;
}

/* A number may lie in another place than its street. */
static const char *place_name(const extract *e, const number *n, const street *s)
{
    const char *id = n && n->place ? n->place : s ? s->place : NULL;
    const uint32_t *entry = id ? geo_map_get(e->names_by_id, id, strlen(id)) : NULL;
    return entry ? e->names.items[*entry] : NULL;
}

static geo_status offer(geo_ctx *ctx, const extract *e, place *p, const char *id, size_t length)
{
    char number_id[32] = "";
    const number *n = number_of(e, id, length);
    const street *s = street_of(e, n);
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p->point, .point_count = 1};
    if (id && length < sizeof number_id)
        memcpy(number_id, id, length);
    const geo_bag_address address = {.kind = p->kind,
                                     .id = p->id,
                                     .address_id = *number_id ? number_id : NULL,
                                     .street = s ? s->name : NULL,
                                     .number = n ? n->house : NULL,
                                     .letter = n ? n->letter : NULL,
                                     .addition = n ? n->addition : NULL,
                                     .postcode = n ? n->postcode : NULL,
                                     .place = place_name(e, n, s),
                                     .status = p->status,
                                     .uses = p->uses,
                                     .area = p->area,
                                     .buildings = p->panden,
                                     .geom = p->has_point ? &geom : NULL,
                                     .reason = p->reason};
    return geo_bag_take_address(ctx, e->bag, &address);
}

/* The main address, then the further ones: rows of the same object. */
static geo_status offer_place(geo_ctx *ctx, const extract *e, place *p)
{
    geo_status status = offer(ctx, e, p, p->main, p->main ? strlen(p->main) : 0);
    for (const char *at = p->further; !status && at && *at;) {
        size_t length = strcspn(at, ",");
        status = offer(ctx, e, p, at, length);
        at += length + (at[length] == ',');
    }
    return status;
}

/* ---- the whole ---- */

static geo_status walk(geo_ctx *ctx, extract *e, const geo_bag_visitor *visitor)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < e->import->file_count; i++) {
        geo_town_reading(e->import->town, e->import->files[i]);
        status = geo_bag_xml_walk(ctx, e->import->files[i], visitor);
    }
    geo_town_reading(e->import->town, NULL);
    return status;
}

static geo_status read_all(geo_ctx *ctx, extract *e)
{
    const geo_bag_visitor passes[] = {
        {e, {[GEO_BAG_TYPE_PND] = true}, visit_pand, &e->is_bgt},
        {e,
         {[GEO_BAG_TYPE_VBO] = true, [GEO_BAG_TYPE_LIG] = true, [GEO_BAG_TYPE_STA] = true},
         visit_place,
         &e->is_bgt},
        {e, {[GEO_BAG_TYPE_NUM] = true}, visit_number, &e->is_bgt},
        {e, {[GEO_BAG_TYPE_OPR] = true}, visit_street, &e->is_bgt},
        {e, {[GEO_BAG_TYPE_WPL] = true}, visit_name, &e->is_bgt},
    };
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof passes / sizeof *passes; i++)
        status = walk(ctx, e, &passes[i]);
    for (size_t i = 0; !status && i < e->places.count; i++)
        status = offer_place(ctx, e, &e->places.items[i]);
    return status;
}

geo_status geo_bag_read_extract(geo_ctx *ctx, geo_bag *bag, const geo_import *import, bool *out_any)
{
    extract e = {.bag = bag,
                 .import = import,
                 .arena = geo_arena_new(),
                 .numbers_by_id = geo_map_new(),
                 .streets_by_id = geo_map_new(),
                 .names_by_id = geo_map_new()};
    bool good = e.arena && e.numbers_by_id && e.streets_by_id && e.names_by_id;
    geo_status status = good ? read_all(ctx, &e) : geo_fail_nomem(ctx);
    *out_any = e.any;
    if (!status && !e.any && e.is_bgt)
        geo_hint(ctx, "this is the BGT: source bgt reads it");
    geo_free(e.places.items);
    geo_free(e.numbers.items);
    geo_free(e.streets.items);
    geo_free(e.names.items);
    geo_map_free(e.numbers_by_id);
    geo_map_free(e.streets_by_id);
    geo_map_free(e.names_by_id);
    geo_arena_free(e.arena);
    return status;
}
