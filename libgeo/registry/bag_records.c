/* The BAG as layers: bag-light.gpkg, INSPIRE addresses, GeoJSON of the OGC API, CSV. Panden of all
 * files go first, so that addresses find theirs. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "registry/bag.h"
#include "registry/bag_refs.h"
#include "registry/fields.h"

enum {
    ID,
    ADDRESS_ID,
    STREET,
    NUMBER,
    LETTER,
    ADDITION,
    POSTCODE,
    PLACE,
    STATUS,
    USES,
    AREA,
    BUILDINGS,
    YEAR,
    HOME,
    OBJECT,
    MAPPED,            /* columns before it are of the town, and filled by --map */
    LIVING = MAPPED,   /* a column per use, 1 or 0: what one lives in comes first */
    KEY = LIVING + 11, /* of the feature in the OGC API, by which others name it */
    PANDEN,
    PAND_STATUS, /* in files of addresses it is that of the building, not theirs */
    COLUMNS
};

static const geo_field_names columns[COLUMNS] = {
    [ID] = {"id", "identificatie|lokaalid|adresseerbaarobject_id|nummer_id|feature_id|id|"
                  "verblijfsobject_id|identifica"}, /* cut to ten letters by a shapefile */
    [ADDRESS_ID] = {"address_id", "nummeraanduiding_hoofdadres_identificatie|"
                                  "hoofdadres_identificatie|nummeraanduiding_id|"
                                  "nummeraanduiding_identificatie|nummer_id"},
    [STREET] = {"street", "openbare_ruimte_naam|straatnaam|straat|openbareruimtenaam"},
    [NUMBER] = {"number", "huisnummer"},
    [LETTER] = {"letter", "huisletter"},
    [ADDITION] = {"addition", "toevoeging|huisnummertoevoeging|huisnummer_toevoeging"},
    [POSTCODE] = {"postcode", "postcode"},
    [PLACE] = {"place", "woonplaats_naam|woonplaats|woonplaatsnaam"},
    [STATUS] = {"status", "status|adresseerbaarobject_status"},
    [USES] = {"use", "gebruiksdoel|gebruiksdoelen"},
    [AREA] = {"area_m2", "oppervlakte|opp_adresseerbaarobject_m2"},
    [BUILDINGS] = {"building_ids", "pand_identificatie|pandidentificatie|pand_id"},
    [YEAR] = {"year", "bouwjaar|oorspronkelijkbouwjaar|oorspronkelijk_bouwjaar"},
    [HOME] = {"home", NULL},
    [OBJECT] = {"object", "typeadresseerbaarobject|type_adresseerbaar_object"},
    [LIVING] = {"", "woonfunctie"},
    {"", "bijeenkomstfunctie"},
    {"", "celfunctie"},
    {"", "gezondheidszorgfunctie"},
    {"", "industriefunctie"},
    {"", "kantoorfunctie"},
    {"", "logiesfunctie"},
    {"", "onderwijsfunctie"},
    {"", "sportfunctie"},
    {"", "winkelfunctie"},
    {"", "overige_gebruiksfunctie"},
    [KEY] = {"", "id"},
    [PANDEN] = {"", "pand.href|pand_href"},
    [PAND_STATUS] = {"", "pandstatus"},
};

static const struct {
    const char *name; /* of layer or file, its plural is meant too */
    geo_bag_kind kind;
} layer_kinds[] = {{"verblijfsobject", GEO_BAG_VBO},
                   {"ligplaats", GEO_BAG_BERTH},
                   {"standplaats", GEO_BAG_PITCH},
                   {"pand", GEO_BAG_PAND}};

typedef struct reading {
    geo_bag *bag;
    const geo_import *import;
    geo_fields fields;
    geo_text uses, buildings; /* scratch */
    geo_bag_id id, address_id;
    geo_bag_refs *refs;
    uint64_t lost;     /* ids of panden that are powers of ten */
    uint64_t dangling; /* addresses whose panden no file has */
    bool any;
} reading;

static bool kind_named(const char *name, geo_bag_kind *out)
{
    for (size_t i = 0; i < sizeof layer_kinds / sizeof *layer_kinds; i++)
        if (strncasecmp(name, layer_kinds[i].name, strlen(layer_kinds[i].name)) == 0) {
            *out = layer_kinds[i].kind;
            return true;
        }
    return false;
}

/* A file of numbers may say of each what it belongs to. */
static geo_bag_kind kind_of(const reading *r, const geo_record *record)
{
    geo_bag_kind kind;
    const char *object = geo_fields_text(&r->fields, record, OBJECT);
    return object && kind_named(object, &kind) && kind != GEO_BAG_PAND ? kind : GEO_BAG_NUMBER;
}

/* The list of uses, also where each is a column; NULL when nothing is said of living. */
static const char *uses_of(reading *r, const geo_record *record)
{
    const char *list = geo_fields_text(&r->fields, record, USES);
    const char *living = geo_fields_text(&r->fields, record, LIVING);
    bool has;
    if (list)
        return list[strspn(list, "[]{} ")] ? list : NULL;
    if (!living || !geo_fields_yes_no(living, &has))
        return NULL;
    geo_text_reset(&r->uses);
    for (size_t i = LIVING; i < KEY; i++) {
        const char *text = geo_fields_text(&r->fields, record, i);
        if (text && geo_fields_yes_no(text, &has) && has)
            geo_text_addf(&r->uses, "%s%s", r->uses.length ? "," : "", columns[i].names);
    }
    return geo_text_string(&r->uses);
}

static geo_bag_address address_of(reading *r, geo_bag_kind kind, const geo_record *record)
{
    const geo_fields *f = &r->fields;
    return (geo_bag_address){
        .kind = kind,
        .id = geo_bag_id_whole(geo_fields_text(f, record, ID), &r->id),
        .address_id = geo_bag_id_whole(geo_fields_text(f, record, ADDRESS_ID), &r->address_id),
        .street = geo_fields_text(f, record, STREET),
        .number = geo_fields_text(f, record, NUMBER),
        .letter = geo_fields_text(f, record, LETTER),
        .addition = geo_fields_text(f, record, ADDITION),
        .postcode = geo_fields_text(f, record, POSTCODE),
        .place = geo_fields_text(f, record, PLACE),
        .status = geo_fields_text(f, record, STATUS),
        .uses = uses_of(r, record),
        .area = geo_fields_text(f, record, AREA),
        .buildings =
            geo_bag_ids_whole(geo_fields_text(f, record, BUILDINGS), &r->buildings, &r->lost),
        .home = geo_fields_text(f, record, HOME),
        .geom = record->geom,
        .reason = record->reason};
}

static geo_status take_pand(geo_ctx *ctx, reading *r, const geo_record *record)
{
    const geo_fields *f = &r->fields;
    const char *key = geo_fields_text(f, record, KEY);
    const char *state = geo_fields_text(f, record, STATUS);
    const geo_bag_pand pand = {
        geo_bag_id_whole(geo_fields_text(f, record, ID), &r->id), geo_fields_text(f, record, YEAR),
        state ? state : geo_fields_text(f, record, PAND_STATUS), record->geom, record->reason};
    geo_status status = key && pand.id ? geo_bag_refs_add(ctx, r->refs, key, pand.id) : GEO_OK;
    return status ? status : geo_bag_take_pand(ctx, r->bag, &pand);
}

static geo_status find_panden(geo_ctx *ctx, reading *r, const geo_record *record,
                              geo_bag_address *address)
{
    const char *list = geo_fields_text(&r->fields, record, PANDEN);
    if (address->buildings || !list)
        return GEO_OK;
    geo_status status = geo_bag_refs_find(ctx, r->refs, list, &address->buildings);
    r->dangling += !status && !address->buildings;
    return status;
}

static geo_status take(geo_ctx *ctx, reading *r, geo_bag_kind kind, const geo_record *record)
{
    if (kind == GEO_BAG_PAND)
        return take_pand(ctx, r, record);
    if (kind == GEO_BAG_NUMBER)
        kind = kind_of(r, record);
    geo_bag_address address = address_of(r, kind, record);
    if (r->uses.failed || r->buildings.failed)
        return geo_fail_nomem(ctx);
    geo_status status = find_panden(ctx, r, record, &address);
    return status ? status : geo_bag_take_address(ctx, r->bag, &address);
}

/* Whether this pass is for the layer, and what it holds. Without a telling name, numbers of houses
 * make a layer one of addresses. */
static bool is_for_pass(const reading *r, const char *path, const char *layer, bool panden,
                        geo_bag_kind *kind)
{
    if (!kind_named(layer, kind) && !kind_named(geo_path_name(path), kind)) {
        *kind = GEO_BAG_NUMBER;
        if (!geo_fields_has(&r->fields, NUMBER))
            return false;
    }
    return (*kind == GEO_BAG_PAND) == panden;
}

static geo_status read_layer(geo_ctx *ctx, reading *r, const char *path, const char *layer,
                             bool panden)
{
    geo_records *records = NULL;
    geo_record record;
    geo_bag_kind kind;
    const geo_theme theme = panden ? GEO_THEME_BUILDING : GEO_THEME_ADDRESS;
    const geo_box box = geo_town_box(r->import->town, theme);
    const geo_records_options options = geo_fields_options(&r->fields, r->import, layer, &box);
    geo_status status = geo_records_new(ctx, path, &options, &records);
    if (status)
        return status;
    geo_fields_choose(&r->fields, records);
    geo_fields_tell(ctx, &r->fields, columns, records);
    geo_bag_file(r->bag, path);
    bool fits = is_for_pass(r, path, layer, panden, &kind), wanted = false;
    r->any |= fits;
    if (fits) /* a file without panden says nothing of them */
        status = geo_town_wants(ctx, r->import->town, theme, &wanted);
    while (wanted && !status && (status = geo_records_next(ctx, records, &record)) == GEO_OK)
        status = take(ctx, r, kind, &record);
    if (status == GEO_END)
        geo_town_outside(r->import->town, theme, geo_records_outside(records));
    geo_records_free(records);
    return status == GEO_END ? GEO_OK : status;
}

/* Layers of places and streets have no geometry or none that is asked for: opened by name only. */
static bool may_fit(const char *path, const char *layer, size_t layers, bool panden)
{
    geo_bag_kind kind;
    if (kind_named(layer, &kind) || (layers == 1 && kind_named(geo_path_name(path), &kind)))
        return (kind == GEO_BAG_PAND) == panden;
    return !panden && strncasecmp(layer, "woonplaats", 10) != 0;
}

static geo_status read_file(geo_ctx *ctx, reading *r, const char *path, bool panden)
{
    geo_records_layers layers = {0};
    geo_status status = geo_records_list(ctx, path, &layers);
    for (size_t i = 0; !status && i < layers.count; i++)
        if (may_fit(path, layers.items[i], layers.count, panden))
            status = read_layer(ctx, r, path, layers.items[i], panden);
    geo_records_layers_release(&layers);
    return status;
}

static geo_status read_pass(geo_ctx *ctx, reading *r, bool panden)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < r->import->file_count; i++) {
        geo_town_reading(r->import->town, r->import->files[i]);
        status = read_file(ctx, r, r->import->files[i], panden);
    }
    geo_town_reading(r->import->town, NULL);
    return status;
}

geo_status geo_bag_read_records(geo_ctx *ctx, geo_bag *bag, const geo_import *import, bool *out_any)
{
    reading r = {.bag = bag, .import = import};
    const char *known[MAPPED + 1] = {0};
    for (int i = 0; i < MAPPED; i++)
        known[i] = columns[i].column;
    geo_status status = geo_fields_check_maps(ctx, import, known);
    if (!status)
        status = geo_fields_init(ctx, import, columns, COLUMNS, &r.fields);
    if (!status)
        status = geo_bag_refs_new(ctx, &r.refs);
    if (!status)
        status = read_pass(ctx, &r, true);
    if (!status)
        status = read_pass(ctx, &r, false);
    if (!status)
        status = geo_fields_check_met(ctx, &r.fields);
    geo_fields_release(&r.fields);
    if (!status && r.dangling)
        geo_warn(ctx,
                 "address: panden named by a reference that no file explains: %llu (import "
                 "pand and verblijfsobject together)",
                 (unsigned long long)r.dangling);
    if (!status && r.lost)
        geo_warn(ctx, "address: ids of panden in powers of ten, of which the digits are lost: %llu",
                 (unsigned long long)r.lost);
    geo_bag_refs_free(r.refs);
    geo_text_release(&r.uses);
    geo_text_release(&r.buildings);
    *out_any = r.any;
    return status;
}
