/* From the BAG's words to rows of the town. */
#include "registry/bag.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "io/archive.h"
#include "registry/doubles.h"
#include "registry/fields.h"

static const char *const kind_names[] = {"vbo", "berth", "pitch", "pand", "number"};

/* Of bag-rules.csv. */
typedef struct numbers {
    int64_t area_small, area_large; /* stand for "not measured" */
    int64_t year_oldest, year_latest;
} numbers;

typedef struct life {
    bool exists;
    int in_use; /* -1: not said */
} life;

struct geo_bag {
    geo_town *town;
    numbers numbers;
    geo_table *statuses;
    size_t object, status, exists, in_use; /* columns */
    geo_text postcode, uses;               /* scratch */
    const char *file;                      /* being read */
    uint64_t homes_unknown;
    geo_doubt homes, lives, odd_uses, odd_numbers, odd_areas, odd_years, lost_numbers;
    geo_doubles panden, addresses;
};

static void bag_free(geo_bag *bag)
{
    if (!bag)
        return;
    geo_table_free(bag->statuses);
    geo_text_release(&bag->postcode);
    geo_text_release(&bag->uses);
    geo_doubles_release(&bag->panden);
    geo_doubles_release(&bag->addresses);
    geo_free(bag);
}

static geo_status read_number(geo_ctx *ctx, const geo_table *table, const char *rule, int64_t *out)
{
    size_t name, value, row;
    geo_status status = geo_table_column(ctx, table, "name", &name);
    if (!status)
        status = geo_table_column(ctx, table, "value", &value);
    if (!status && geo_table_find(table, name, rule, &row))
        status = geo_fail(ctx, GEO_ERR_NOTFOUND, "bag-rules.csv has no '%s'", rule);
    if (!status)
        status =
            geo_while(ctx, geo_parse_int(ctx, geo_table_cell(table, row, value), 0, INT32_MAX, out),
                      "reading rule '%s' of bag-rules.csv", rule);
    return status;
}

static geo_status read_numbers(geo_ctx *ctx, const geo_import *import, numbers *out)
{
    geo_table *table = NULL;
    geo_status status = import->table(import->self, ctx, "bag-rules.csv", &table);
    if (!status)
        status = read_number(ctx, table, "area_unknown_small", &out->area_small);
    if (!status)
        status = read_number(ctx, table, "area_unknown_large", &out->area_large);
    if (!status)
        status = read_number(ctx, table, "year_oldest", &out->year_oldest);
    if (!status)
        status = read_number(ctx, table, "year_latest", &out->year_latest);
    geo_table_free(table);
    return status;
}

static geo_status bag_new(geo_ctx *ctx, const geo_import *import, geo_bag **out)
{
    geo_bag *bag = geo_calloc(1, sizeof *bag);
    if (!bag)
        return geo_fail_nomem(ctx);
    bag->town = import->town;
    geo_status status = read_numbers(ctx, import, &bag->numbers);
    if (!status)
        status = import->table(import->self, ctx, "bag-status.csv", &bag->statuses);
    if (!status)
        status = geo_table_column(ctx, bag->statuses, "object", &bag->object);
    if (!status)
        status = geo_table_column(ctx, bag->statuses, "status", &bag->status);
    if (!status)
        status = geo_table_column(ctx, bag->statuses, "exists", &bag->exists);
    if (!status)
        status = geo_table_column(ctx, bag->statuses, "in_use", &bag->in_use);
    if (status)
        bag_free(bag);
    else
        *out = bag;
    return status;
}

/* An object's own statuses, or those of its number, which is all that some files tell. Of a number
 * that does not say what it belongs to, the status of any object does. */
static bool may_have(geo_bag_kind kind, const char *object)
{
    if (strcmp(object, "number") == 0)
        return kind != GEO_BAG_PAND;
    return strcmp(object, kind_names[kind]) == 0 ||
           (kind == GEO_BAG_NUMBER && strcmp(object, kind_names[GEO_BAG_PAND]) != 0);
}

void geo_bag_file(geo_bag *bag, const char *path)
{
    bag->file = path;
}

/* A status that is not said, or not listed, is no reason to leave anything out. */
static life life_of(geo_bag *bag, geo_bag_kind kind, const char *status, const char *id)
{
    for (size_t row = 0; status && row < geo_table_rows(bag->statuses); row++) {
        const char *object = geo_table_cell(bag->statuses, row, bag->object);
        const char *use = geo_table_cell(bag->statuses, row, bag->in_use);
        if (may_have(kind, object) &&
            strcasecmp(geo_table_cell(bag->statuses, row, bag->status), status) == 0)
            return (life){strcmp(geo_table_cell(bag->statuses, row, bag->exists), "1") == 0,
                          *use ? *use == '1' : -1};
    }
    if (status && *status)
        geo_doubt_note(&bag->lives, status, id, bag->file);
    return (life){true, -1};
}

static uint64_t used(const geo_bag *bag, geo_theme theme)
{
    const geo_tally *tally = geo_town_tally(bag->town, theme);
    return tally->used + tally->repaired;
}

/* Of an identification that a spreadsheet made a power of ten, nobody knows whose it is. */
static bool is_lost(const char *id)
{
    char room[GEO_CELL_ID_ROOM];
    return id && geo_cell_id(id, room, &id) == GEO_CELL_ID_LOST;
}

static bool reject_lost(geo_bag *bag, geo_theme theme, const char *id)
{
    if (is_lost(id))
        geo_town_reject(bag->town, theme, "id in powers of ten: its digits are lost", id);
    return is_lost(id);
}

/* A year that stands for "not known" is none. */
static void draft_year(geo_bag *bag, const geo_bag_pand *pand, geo_draft *draft)
{
    int64_t year;
    if (!pand->year)
        return;
    if (!geo_cell_whole(pand->year, &year))
        geo_doubt_note(&bag->odd_years, pand->year, pand->id, bag->file);
    else if (year >= bag->numbers.year_oldest && year <= bag->numbers.year_latest)
        geo_draft_int(draft, "year", year);
}

geo_status geo_bag_take_pand(geo_ctx *ctx, geo_bag *bag, const geo_bag_pand *pand)
{
    geo_draft draft;
    if (reject_lost(bag, GEO_THEME_BUILDING, pand->id))
        return GEO_OK;
    life is = life_of(bag, GEO_BAG_PAND, pand->status, pand->id);
    if (!is.exists) {
        geo_town_ignore(bag->town, GEO_THEME_BUILDING, "not standing, by its status", pand->id);
        return GEO_OK;
    }
    geo_draft_init(&draft, GEO_THEME_BUILDING);
    geo_draft_text(&draft, "id", pand->id);
    geo_draft_text(&draft, "status", pand->status);
    draft_year(bag, pand, &draft);
    uint64_t before = used(bag, GEO_THEME_BUILDING);
    geo_status status = geo_town_offer(ctx, bag->town, &draft, pand->geom, pand->reason);
    if (status || used(bag, GEO_THEME_BUILDING) == before)
        return status;
    return geo_doubles_note(ctx, &bag->panden, pand->id, bag->file);
}

/* ---- addresses ---- */

static const char *id_of(const geo_bag_address *a)
{
    return a->id ? a->id : a->address_id;
}

/* The uses in the registry's words, NULL when nothing is said of them. *all: each is a known one;
 * otherwise what nobody can read stands in the town as it was written. */
static const char *uses_of(geo_bag *bag, const geo_bag_address *a, bool *all)
{
    *all = !a->uses || geo_bag_uses_read(a->uses, &bag->uses);
    if (!*all)
        geo_doubt_note(&bag->odd_uses, a->uses, id_of(a), bag->file);
    return *all && a->uses ? geo_text_string(&bag->uses) : a->uses;
}

/* As the user's field says it. */
static int told_home(geo_bag *bag, const geo_bag_address *a)
{
    bool is;
    if (geo_fields_yes_no(a->home, &is))
        return is;
    geo_doubt_note(&bag->homes, a->home, id_of(a), bag->file);
    return -1;
}

/* 1, 0, or -1 unknown. Where a use is unknown, that of living may be meant by it. */
static int home_of(geo_bag *bag, const geo_bag_address *a, life is, bool all)
{
    if (a->home)
        return told_home(bag, a);
    if (a->kind == GEO_BAG_BERTH || a->kind == GEO_BAG_PITCH)
        return is.in_use == 0 ? 0 : 1;
    if (is.in_use == 0)
        return 0;
    if (!a->uses)
        return -1;
    if (!strstr(geo_text_string(&bag->uses), "woonfunctie"))
        return all ? 0 : -1;
    return is.in_use == 1 ? 1 : -1;
}

/* A berth and a pitch are where their middle is. */
static geo_geom place_of(const geo_geom *geom, geo_point *room)
{
    *room = geom->type == GEO_GEOM_POINT ? geom->points[0] : geo_geom_centroid(geom);
    return (geo_geom){.type = GEO_GEOM_POINT, .points = room, .point_count = 1};
}

enum { NUMBER_MOST = 99999 };

/* A letter behind the number is the address's, unless that has another one. */
static bool is_number(const geo_bag_address *a, int64_t *number, const char **letter)
{
    return geo_cell_house(a->number, number, letter) && *number >= 0 && *number <= NUMBER_MOST &&
           (!*letter || !a->letter || strcasecmp(*letter, a->letter) == 0);
}

static void draft_number(geo_bag *bag, const geo_bag_address *a, geo_draft *draft)
{
    int64_t value;
    const char *letter;
    if (!a->number)
        return;
    if (is_number(a, &value, &letter)) {
        geo_draft_int(draft, "number", value);
        if (letter && !a->letter)
            geo_draft_text(draft, "letter", letter);
    } else
        geo_doubt_note(&bag->odd_numbers, a->number, id_of(a), bag->file);
}

/* "80 m2" is 80. */
static bool read_area(const char *text, int64_t *out)
{
    char room[32];
    size_t length = strcspn(text, "mM");
    bool has_unit =
        strcasecmp(text + length, "m2") == 0 || strcasecmp(text + length, "m\u00b2") == 0;
    if ((text[length] && !has_unit) || length >= sizeof room)
        return false;
    snprintf(room, sizeof room, "%.*s", (int)length, text);
    return geo_cell_whole(room, out) && *out >= 0;
}

static void draft_area(geo_bag *bag, const geo_bag_address *a, geo_draft *draft)
{
    int64_t value;
    if (!a->area)
        return;
    if (!read_area(a->area, &value))
        geo_doubt_note(&bag->odd_areas, a->area, id_of(a), bag->file);
    else if (value != bag->numbers.area_small && value != bag->numbers.area_large)
        geo_draft_int(draft, "area_m2", value);
}

/* "1013 CR" and "1013cr" are 1013CR. */
static const char *plain_postcode(geo_bag *bag, const char *text)
{
    geo_text_reset(&bag->postcode);
    for (; text && *text; text++)
        if (!isspace((unsigned char)*text))
            geo_text_add_char(&bag->postcode, (char)toupper((unsigned char)*text));
    return geo_text_string(&bag->postcode);
}

/* Where the point lies in no building, the registry's own word counts when it names just one. */
static geo_status draft_building(geo_ctx *ctx, geo_bag *bag, const geo_bag_address *a,
                                 const geo_geom *place, geo_draft *draft)
{
    const char *found = NULL;
    geo_status status = geo_town_building_at(ctx, bag->town, place->points[0], &found);
    if (!found && a->buildings && !strchr(a->buildings, ','))
        found = a->buildings;
    geo_draft_text(draft, "building_id", found);
    geo_draft_text(draft, "building_ids", a->buildings);
    return status;
}

static geo_status draft_place(geo_ctx *ctx, geo_bag *bag, const geo_bag_address *a,
                              const geo_geom *place, geo_draft *draft)
{
    const char *buurt = NULL;
    if (!place)
        return GEO_OK;
    geo_status status = draft_building(ctx, bag, a, place, draft);
    if (!status)
        status = geo_town_buurt_at(ctx, bag->town, place->points[0], &buurt);
    geo_draft_text(draft, "neighbourhood_id", buurt);
    return status;
}

static void draft_words(geo_bag *bag, const geo_bag_address *a, const char *uses, geo_draft *draft)
{
    geo_draft_init(draft, GEO_THEME_ADDRESS);
    geo_draft_text(draft, "id", id_of(a));
    if (is_lost(a->address_id))
        geo_doubt_note(&bag->lost_numbers, a->address_id, id_of(a), bag->file);
    else
        geo_draft_text(draft, "address_id", a->address_id);
    geo_draft_text(draft, "street", a->street);
    geo_draft_text(draft, "letter", a->letter);
    geo_draft_text(draft, "addition", a->addition);
    geo_draft_text(draft, "postcode", plain_postcode(bag, a->postcode));
    geo_draft_text(draft, "place", a->place);
    geo_draft_text(draft, "status", a->status);
    geo_draft_text(draft, "use", uses);
    if (a->kind != GEO_BAG_NUMBER)
        geo_draft_text(draft, "object", kind_names[a->kind]);
    draft_number(bag, a, draft);
    draft_area(bag, a, draft);
}

/* An object may have several addresses, but each of them once. */
static geo_status note_taken(geo_ctx *ctx, geo_bag *bag, const geo_bag_address *a)
{
    char key[2 * GEO_CELL_ID_ROOM];
    snprintf(key, sizeof key, "%s%s%s", id_of(a), a->id && a->address_id ? " " : "",
             a->id && a->address_id ? a->address_id : "");
    return geo_doubles_note(ctx, &bag->addresses, key, bag->file);
}

geo_status geo_bag_take_address(geo_ctx *ctx, geo_bag *bag, const geo_bag_address *a)
{
    geo_draft draft;
    geo_point room;
    geo_geom place;
    const char *id = id_of(a);
    if (reject_lost(bag, GEO_THEME_ADDRESS, id))
        return GEO_OK;
    life is = life_of(bag, a->kind, a->status, id);
    if (!is.exists) {
        geo_town_ignore(bag->town, GEO_THEME_ADDRESS, "withdrawn, by its status", id);
        return GEO_OK;
    }
    bool usable = a->geom && a->geom->point_count && geo_geom_is_finite(a->geom);
    if (usable)
        place = place_of(a->geom, &room);
    bool all;
    const char *uses = uses_of(bag, a, &all);
    draft_words(bag, a, uses, &draft);
    int home = home_of(bag, a, is, all);
    if (home >= 0)
        geo_draft_int(&draft, "home", home);
    geo_status status = draft_place(ctx, bag, a, usable ? &place : NULL, &draft);
    if (!status && (bag->postcode.failed || bag->uses.failed))
        status = geo_fail_nomem(ctx);
    uint64_t before = used(bag, GEO_THEME_ADDRESS);
    if (!status)
        status = geo_town_offer(ctx, bag->town, &draft, usable ? &place : a->geom, a->reason);
    if (status || used(bag, GEO_THEME_ADDRESS) == before)
        return status;
    bag->homes_unknown += home < 0;
    return note_taken(ctx, bag, a);
}

static void tell_odd(geo_ctx *ctx, const geo_bag *bag)
{
    geo_doubt_tell(ctx, &bag->lives,
                   "the status is not one of bag-status.csv, and taken as standing", "");
    geo_doubt_tell(ctx, &bag->homes, "address: home is neither yes nor no, and left out", "");
    geo_doubt_tell(ctx, &bag->odd_uses,
                   "address: a use is none of the BAG's, so that whether it is a home is unknown",
                   "");
    geo_doubt_tell(ctx, &bag->odd_numbers, "address: number is not understood and left out", "");
    geo_doubt_tell(ctx, &bag->odd_areas, "address: area_m2 is not understood and left out", "");
    geo_doubt_tell(ctx, &bag->odd_years, "building: year is not understood and left out", "");
    geo_doubt_tell(ctx, &bag->lost_numbers,
                   "address: address_id is a power of ten, its digits are lost, and left out", "");
    geo_doubt_tell(ctx, &bag->panden.again, "building: records whose id another one has already",
                   "");
    geo_doubt_tell(ctx, &bag->addresses.again, "address: records whose id another one has already",
                   "");
    if (bag->homes_unknown)
        geo_warn(ctx,
                 "address: nothing says whether it is a home: %llu of %llu (--map home==1 when all "
                 "are, --map home=FIELD when a field says so)",
                 (unsigned long long)bag->homes_unknown,
                 (unsigned long long)used(bag, GEO_THEME_ADDRESS));
}

/* All files are of one kind: what belongs together is read together. */
static geo_status check_kinds(geo_ctx *ctx, const geo_import *import)
{
    for (size_t i = 1; i < import->file_count; i++)
        if (geo_archive_takes(import->files[i]) != geo_archive_takes(import->files[0]))
            return geo_fail(ctx, GEO_ERR_ARG,
                            "'%s' and '%s' are two kinds of files of the BAG: import one of them",
                            import->files[0], import->files[i]);
    return GEO_OK;
}

geo_status geo_import_bag(geo_ctx *ctx, const geo_import *import)
{
    geo_bag *bag = NULL;
    bool any = false;
    geo_status status = check_kinds(ctx, import);
    if (!status)
        status = bag_new(ctx, import, &bag);
    if (!status)
        status = geo_archive_takes(import->files[0]) ? geo_bag_read_extract(ctx, bag, import, &any)
                                                     : geo_bag_read_records(ctx, bag, import, &any);
    for (size_t i = 0; !status && i < import->file_count; i++)
        status = geo_town_file(ctx, import->town, import->files[i]);
    if (!status && !any)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s' holds no panden and no addresses",
                          import->files[0]);
    if (!status)
        tell_odd(ctx, bag);
    bag_free(bag);
    return status;
}
