/* Addresses of OpenStreetMap: nodes with a house number, and areas (schools, boathouses) that carry
 * one themselves. A file tells of nodes before the buildings around them, so that addresses are
 * held until everything has been read: some 250 bytes each. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/parse.h"
#include "base/text.h"
#include "base/vec.h"
#include "registry/inside.h"
#include "registry/osm.h"

enum { MOST_DIGITS = 5 };

typedef struct tag {
    uint32_t key;
    const char *value;
} tag;

typedef struct held {
    const char *id;
    const tag *tags;
    uint32_t tag_count;
    bool is_area;
    geo_point point;
} held;

/* What a kind of building is used for, once per kind. */
typedef struct use {
    const char *name;
    int home;
} use;

struct geo_osm_addresses {
    const geo_osm_rules *rules;
    geo_town *town;
    geo_arena *arena;
    size_t key_count;
    const char **tags; /* scratch: of the address being offered */
    GEO_VEC(held) items;
    GEO_VEC(use) uses;
    geo_map *use_of_name, *use_of_building; /* index into uses */
    geo_map *numbered;                      /* addresses that nodes have */
    geo_text key;                           /* scratch */
    uint64_t stranded; /* homes nobody knows, in no building of this file that the town has */
};

geo_status geo_osm_addresses_new(geo_ctx *ctx, const geo_osm_rules *rules, geo_town *town,
                                 geo_osm_addresses **out)
{
    geo_osm_addresses *a = geo_calloc(1, sizeof *a);
    if (!a)
        return geo_fail_nomem(ctx);
    a->rules = rules;
    a->town = town;
    (void)geo_osm_rules_keys(rules, &a->key_count);
    a->arena = geo_arena_new();
    a->tags = geo_calloc(a->key_count, sizeof *a->tags);
    a->use_of_name = geo_map_new();
    a->use_of_building = geo_map_new();
    a->numbered = geo_map_new();
    if (a->arena && a->tags && a->use_of_name && a->use_of_building && a->numbered) {
        *out = a;
        return GEO_OK;
    }
    geo_osm_addresses_free(a);
    return geo_fail_nomem(ctx);
}

void geo_osm_addresses_free(geo_osm_addresses *a)
{
    if (!a)
        return;
    geo_map_free(a->use_of_name);
    geo_map_free(a->use_of_building);
    geo_map_free(a->numbered);
    geo_text_release(&a->key);
    geo_free(a->items.items);
    geo_free(a->uses.items);
    geo_free(a->tags);
    geo_arena_free(a->arena);
    geo_free(a);
}

/* ---- buildings ---- */

static geo_status use_named(geo_ctx *ctx, geo_osm_addresses *a, const char *name,
                            const char *const *tags, uint32_t *out)
{
    const uint32_t *known = geo_map_get(a->use_of_name, name, strlen(name));
    if (known) {
        *out = *known;
        return GEO_OK;
    }
    use next = {.name = geo_arena_strndup(a->arena, name, strlen(name))};
    (void)geo_osm_rules_home(a->rules, "building", tags, &next.home); /* no row: unknown */
    *out = (uint32_t)a->uses.count;
    bool good = next.name && geo_vec_push(&a->uses, next) &&
                geo_map_set(a->use_of_name, name, strlen(name), *out);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_osm_addresses_building(geo_ctx *ctx, geo_osm_addresses *a,
                                      const geo_osm_object *object)
{
    uint32_t index;
    const char *name = geo_osm_rules_tag(a->rules, object->tags, "building");
    if (!name)
        return GEO_OK;
    geo_status status = use_named(ctx, a, name, object->tags, &index);
    if (!status && !geo_map_set(a->use_of_building, object->id, strlen(object->id), index))
        status = geo_fail_nomem(ctx);
    return status;
}

/* ---- holding ---- */

static geo_status copy_tags(geo_ctx *ctx, geo_osm_addresses *a, const char *const *tags, held *out)
{
    size_t count = 0;
    for (size_t i = 0; i < a->key_count; i++)
        count += tags[i] != NULL;
    tag *copy = geo_arena_alloc(a->arena, count, sizeof *copy);
    out->tags = copy;
    for (size_t i = 0; copy && i < a->key_count; i++) {
        if (!tags[i])
            continue;
        copy[out->tag_count] = (tag){
            .key = (uint32_t)i, .value = geo_arena_strndup(a->arena, tags[i], strlen(tags[i]))};
        if (!copy[out->tag_count++].value)
            copy = NULL;
    }
    return copy ? GEO_OK : geo_fail_nomem(ctx);
}

/* Upper and lower case alike; a place where there is no postcode. */
static bool make_key(geo_osm_addresses *a, const char *const *tags)
{
    const char *number = geo_osm_rules_tag(a->rules, tags, "addr:housenumber");
    const char *postcode = geo_osm_rules_tag(a->rules, tags, "addr:postcode");
    const char *street = geo_osm_rules_tag(a->rules, tags, "addr:street");
    const char *place = geo_osm_rules_tag(a->rules, tags, "addr:city");
    geo_text_reset(&a->key);
    geo_text_addf(&a->key, "%s\n%s\n%s", number ? number : "", street ? street : "",
                  postcode ? postcode
                  : place  ? place
                           : "");
    for (size_t i = 0; i < a->key.length; i++)
        a->key.data[i] = (char)tolower((unsigned char)a->key.data[i]);
    return !a->key.failed;
}

geo_status geo_osm_addresses_hold(geo_ctx *ctx, geo_osm_addresses *a, const geo_osm_object *object)
{
    held next = {.is_area = object->geom->type != GEO_GEOM_POINT};
    geo_status status = GEO_OK;
    if (next.is_area)
        status = geo_inside_point(ctx, object->geom, &next.point);
    else
        next.point = object->geom->points[0];
    next.id = geo_arena_strndup(a->arena, object->id, strlen(object->id));
    if (!status)
        status = next.id ? copy_tags(ctx, a, object->tags, &next) : geo_fail_nomem(ctx);
    if (!status && !next.is_area &&
        !(make_key(a, object->tags) && geo_map_set(a->numbered, a->key.data, a->key.length, 1)))
        status = geo_fail_nomem(ctx);
    if (!status && !geo_vec_push(&a->items, next))
        status = geo_fail_nomem(ctx);
    return status;
}

/* ---- offering ---- */

void geo_osm_split_number(const char *text, int64_t *number, char *letter, const char **addition)
{
    size_t digits = strspn(text, "0123456789");
    bool is_number = digits && digits <= MOST_DIGITS;
    const char *at = is_number ? text + digits : text;
    *number = is_number ? strtoll(text, NULL, 10) : -1;
    *letter = '\0';
    at += is_number ? strspn(at, " ") : 0;
    if (is_number && isalpha((unsigned char)at[0]) && !isalpha((unsigned char)at[1]))
        *letter = (char)toupper((unsigned char)*at++);
    *addition = is_number ? at + strspn(at, " -/") : at;
}

/* By the address's own tags, else its building's. An own tag that leaves it open (office=it) does
 * not undo what the building rules out. */
static int home_of(const geo_osm_addresses *a, const use *building)
{
    int own, by_building = building ? building->home : -1;
    const char *const *tags = a->tags;
    if (geo_osm_rules_home(a->rules, "address", tags, &own))
        return own < 0 && by_building == 0 ? 0 : own;
    return geo_osm_rules_home(a->rules, "building", tags, &own) ? own : by_building;
}

static geo_status draft_use(geo_ctx *ctx, geo_osm_addresses *a, const held *h, geo_draft *draft)
{
    const char *id = NULL;
    const char *own = geo_osm_rules_tag(a->rules, a->tags, "building");
    const use *building = NULL;
    geo_status status = geo_town_building_at(ctx, a->town, h->point, &id);
    const uint32_t *index = id ? geo_map_get(a->use_of_building, id, strlen(id)) : NULL;
    if (index)
        building = &a->uses.items[*index];
    int home = home_of(a, building);
    a->stranded += home < 0 && !building;
    geo_draft_text(draft, "building_id", id);
    geo_draft_text(draft, "use", own ? own : building ? building->name : NULL);
    if (home >= 0)
        geo_draft_int(draft, "home", home);
    return status;
}

static geo_status offer(geo_ctx *ctx, geo_osm_addresses *a, const held *h)
{
    int64_t number;
    char letter[2] = "";
    const char *addition, *bad, *buurt = NULL;
    geo_draft draft;
    geo_point p = h->point;
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_draft_init(&draft, GEO_THEME_ADDRESS);
    geo_draft_text(&draft, "id", h->id);
    geo_osm_rules_fill(a->rules, a->tags, &draft, &bad);
    geo_osm_split_number(geo_osm_rules_tag(a->rules, a->tags, "addr:housenumber"), &number, letter,
                         &addition);
    if (number >= 0)
        geo_draft_int(&draft, "number", number);
    geo_draft_text(&draft, "letter", letter);
    geo_draft_text(&draft, "addition", addition);
    geo_status status = draft_use(ctx, a, h, &draft);
    if (!status)
        status = geo_town_buurt_at(ctx, a->town, p, &buurt);
    geo_draft_text(&draft, "neighbourhood_id", buurt);
    return status ? status : geo_town_offer(ctx, a->town, &draft, &geom, NULL);
}

static bool node_has(geo_osm_addresses *a)
{
    return make_key(a, a->tags) && geo_map_get(a->numbered, a->key.data, a->key.length);
}

/* The town's buildings are looked up, since building_id is theirs. When they are of another source,
 * or not there, what this file knows of its own is of no use. */
static void tell_stranded(geo_ctx *ctx, const geo_osm_addresses *a)
{
    bool took_buildings = geo_tally_total(geo_town_tally(a->town, GEO_THEME_BUILDING)) > 0;
    if (a->stranded && geo_map_count(a->use_of_building) && !took_buildings)
        geo_warn(ctx,
                 "address: it is not known whether %llu of %zu are homes: this file's buildings, "
                 "whose kind may say so, are not imported (--theme address,building)",
                 (unsigned long long)a->stranded, a->items.count);
}

geo_status geo_osm_addresses_offer(geo_ctx *ctx, geo_osm_addresses *a)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < a->items.count; i++) {
        const held *h = &a->items.items[i];
        memset(a->tags, 0, a->key_count * sizeof *a->tags);
        for (uint32_t t = 0; t < h->tag_count; t++)
            a->tags[h->tags[t].key] = h->tags[t].value;
        if (h->is_area && node_has(a))
            geo_town_ignore(a->town, GEO_THEME_ADDRESS, "area with the address of a node", h->id);
        else
            status = offer(ctx, a, h);
    }
    if (!status)
        tell_stranded(ctx, a);
    return status;
}
