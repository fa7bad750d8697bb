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
#include "registry/doubt.h"
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
    geo_doubt homes, lives, odd_uses;
};

static void bag_free(geo_bag *bag)
{
    if (!bag)
        return;
    geo_table_free(bag->statuses);
    geo_text_release(&bag->postcode);
    geo_text_release(&bag->uses);
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

geo_status geo_bag_take_pand(geo_ctx *ctx, geo_bag *bag, const geo_bag_pand *pand)
{
    geo_draft draft;
    int64_t year;
    life is = life_of(bag, GEO_BAG_PAND, pand->status, pand->id);
    if (!is.exists) {
        geo_town_ignore(bag->town, GEO_THEME_BUILDING, "not standing, by its status", pand->id);
        return GEO_OK;
    }
    geo_draft_init(&draft, GEO_THEME_BUILDING);
    geo_draft_text(&draft, "id", pand->id);
    geo_draft_text(&draft, "status", pand->status);
    if (pand->year && geo_parse_int(NULL, pand->year, bag->numbers.year_oldest,
                                    bag->numbers.year_latest, &year) == GEO_OK)
        geo_draft_int(&draft, "year", year);
    return geo_town_offer(ctx, bag->town, &draft, pand->geom, pand->reason);
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

static void draft_integer(geo_draft *draft, const char *column, const char *text, int64_t most)
{
    int64_t value;
    if (text && geo_parse_int(NULL, text, 0, most, &value) == GEO_OK)
        geo_draft_int(draft, column, value);
}

static void draft_area(const numbers *rules, geo_draft *draft, const char *text)
{
    int64_t value;
    if (text && geo_parse_int(NULL, text, 0, INT32_MAX, &value) == GEO_OK &&
        value != rules->area_small && value != rules->area_large)
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
    draft_integer(draft, "number", a->number, 99999);
    draft_area(&bag->numbers, draft, a->area);
}

static uint64_t addresses(const geo_bag *bag)
{
    const geo_tally *tally = geo_town_tally(bag->town, GEO_THEME_ADDRESS);
    return tally->used + tally->repaired;
}

geo_status geo_bag_take_address(geo_ctx *ctx, geo_bag *bag, const geo_bag_address *a)
{
    geo_draft draft;
    geo_point room;
    geo_geom place;
    const char *id = id_of(a);
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
    uint64_t before = addresses(bag);
    if (!status)
        status = geo_town_offer(ctx, bag->town, &draft, usable ? &place : a->geom, a->reason);
    bag->homes_unknown += home < 0 && addresses(bag) != before;
    return status;
}

static void tell_odd(geo_ctx *ctx, const geo_bag *bag)
{
    geo_doubt_tell(ctx, &bag->lives,
                   "the status is not one of bag-status.csv, and taken as standing", "");
    geo_doubt_tell(ctx, &bag->homes, "address: home is neither yes nor no, and left out", "");
    geo_doubt_tell(ctx, &bag->odd_uses,
                   "address: a use is none of the BAG's, so that whether it is a home is unknown",
                   "");
    if (bag->homes_unknown)
        geo_warn(ctx,
                 "address: nothing says whether it is a home: %llu of %llu (--map home==1 when all "
                 "are, --map home=FIELD when a field says so)",
                 (unsigned long long)bag->homes_unknown, (unsigned long long)addresses(bag));
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
