/* The BGT from where it was converted or served: SQLite and GeoPackage with a layer per class,
 * GeoJSON of the OGC API (a file per class: the collection is the file's name). */
#include <string.h>

#include "base/alloc.h"
#include "io/records.h"
#include "registry/bgt.h"

/* Every spelling of every attribute, as the files of these kinds have them. */
static const char *const spellings[] = {"lokaalid",
                                        "lokaal_id",
                                        "identificatie.lokaalid",
                                        "identificatie_lokaalid",
                                        "bronhouder",
                                        "relatievehoogteligging",
                                        "relatieve_hoogteligging",
                                        "eindregistratie",
                                        "eind_registratie",
                                        "terminationdate",
                                        "termination_date",
                                        "objecteindtijd",
                                        "tijdstipregistratie",
                                        "tijdstip_registratie",
                                        "lv_publicatiedatum",
                                        "lv-publicatiedatum",
                                        "class",
                                        "function",
                                        "functie",
                                        "bgt_functie",
                                        "bgt-functie",
                                        "surfacematerial",
                                        "bgt_fysiekvoorkomen",
                                        "bgt-fysiekvoorkomen",
                                        "fysiek_voorkomen",
                                        "bgt_type",
                                        "bgt-type",
                                        "type",
                                        "plus_fysiekvoorkomen",
                                        "plus-fysiekvoorkomen",
                                        "plus_fysiek_voorkomen",
                                        "plus_fysiekvoorkomenwegdeel",
                                        "plus-fysiekvoorkomenwegdeel",
                                        "plus_fysiekvoorkomenondersteunendwegdeel",
                                        "plus-fysiekvoorkomenondersteunendwegdeel",
                                        "plus_type",
                                        "plus-type",
                                        "identificatiebagpnd",
                                        "identificatie_bag_pnd"};
enum { SPELLINGS = sizeof spellings / sizeof *spellings, BAG_DIGITS = 16 };

/* A number of the BAG that went through an integer has lost its leading zero. */
static const char *whole_number(const char *text, char room[BAG_DIGITS + 1])
{
    size_t length = strlen(text);
    if (length == 0 || length >= BAG_DIGITS || strspn(text, "0123456789") != length)
        return text;
    memset(room, '0', BAG_DIGITS - length);
    memcpy(room + BAG_DIGITS - length, text, length + 1);
    return room;
}

static geo_status take(geo_ctx *ctx, geo_bgt *bgt, const geo_bgt_object *object,
                       const geo_record *record)
{
    const char *slots[GEO_BGT_SLOTS] = {0};
    char pand[BAG_DIGITS + 1];
    geo_bgt_slot slot;
    for (int i = 0; i < SPELLINGS; i++)
        if (record->text[i] && geo_bgt_slot_named(spellings[i], &slot) && !slots[slot])
            slots[slot] = record->text[i];
    if (slots[GEO_BGT_PAND])
        slots[GEO_BGT_PAND] = whole_number(slots[GEO_BGT_PAND], pand);
    return geo_bgt_take(ctx, bgt, object, slots, record->geom, record->reason);
}

static geo_status read_layer(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import, const char *path,
                             const char *layer, const geo_bgt_object *object)
{
    geo_records *records = NULL;
    geo_record record;
    const geo_box box = geo_town_box(import->town, GEO_THEME_LANDCOVER);
    const geo_records_options options = {.layer = layer,
                                         .crs = import->crs,
                                         .target = geo_town_crs(import->town),
                                         .box = geo_town_area(import->town) ? &box : NULL,
                                         .fields = spellings,
                                         .field_count = SPELLINGS,
                                         .encoding = import->encoding};
    geo_status status = geo_records_new(ctx, path, &options, &records);
    while (!status && (status = geo_records_next(ctx, records, &record)) == GEO_OK)
        status = take(ctx, bgt, object, &record);
    if (status == GEO_END)
        geo_town_outside(import->town, object->home, geo_records_outside(records));
    geo_records_free(records);
    return status == GEO_END ? GEO_OK : status;
}

/* "bgt_wegdeel.sqlite" and "wegdeel.json" say by their names what they hold. */
static const geo_bgt_object *object_of_file(const char *path)
{
    char stem[GEO_BGT_STEM];
    return geo_bgt_stem(path, stem) ? geo_bgt_object_named(stem) : NULL;
}

geo_status geo_bgt_read_records(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import,
                                const char *path, bool *out_any)
{
    geo_records_layers layers = {0};
    geo_status status = geo_records_list(ctx, path, &layers);
    for (size_t i = 0; !status && i < layers.count; i++) {
        const geo_bgt_object *object = geo_bgt_object_named(layers.items[i]);
        if (!object && layers.count == 1)
            object = object_of_file(path);
        if (!object)
            continue;
        *out_any = true;
        status = geo_bgt_meet(ctx, bgt, object);
        if (!status)
            status = read_layer(ctx, bgt, import, path, layers.items[i], object);
    }
    geo_records_layers_release(&layers);
    return status;
}
