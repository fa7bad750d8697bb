/* OpenStreetMap: streets, and on request every theme that it knows of. What an object becomes is
 * written in data/osm-*.csv; here its geometry is made to fit the theme: a closed way is an area
 * where the theme has areas, and a line where it has lines. */
#include "registry/osm.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

typedef struct reading {
    const geo_import *import;
    geo_town *town;
    geo_osm_rules *rules;
    geo_osm_addresses *addresses;
    geo_osm_part *part;
    bool wanted[GEO_THEMES];
    char newest[11]; /* date of an object */
    bool met;
    uint64_t bad_measures;
    char first_bad[80];
} reading;

/* Mappers draw some of the trees that there are, and hardly any in gardens. */
static bool is_partial(geo_theme theme)
{
    return theme == GEO_THEME_TREE || theme == GEO_THEME_HEDGE || theme == GEO_THEME_LIGHT;
}

/* Without --theme a town gets streets alone: for the rest it has better sources. */
static geo_status choose_themes(geo_ctx *ctx, reading *r)
{
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < GEO_THEMES; i++) {
        bool offered = geo_osm_rules_know(r->rules, (geo_theme)i) &&
                       (r->import->themes_given || i == GEO_THEME_STREET);
        if (offered && is_partial((geo_theme)i))
            geo_town_public_only(r->town, (geo_theme)i);
        if (offered)
            status = geo_town_wants(ctx, r->town, (geo_theme)i, &r->wanted[i]);
    }
    return status;
}

/* ---- geometry that fits the theme ---- */

static bool is_closed(const geo_geom *line)
{
    const geo_point *first = line->points, *last = line->points + line->point_count - 1;
    return line->point_count > 3 && first->x == last->x && first->y == last->y;
}

/* The object as a thing of the theme's kind; NULL: it is none, and *why says so. */
static const geo_geom *shape_of(const geo_osm_object *object, geo_geom_type wanted, geo_geom *room,
                                const char **why)
{
    static uint32_t one_part = 1;
    const geo_geom *geom = object->geom;
    *why = "a node, not a line or an area";
    if (object->kind == GEO_OSM_NODE)
        return wanted == GEO_GEOM_POINT ? geom : NULL;
    if (wanted == GEO_GEOM_POINT) {
        *why = "not a point";
        return NULL;
    }
    if (object->kind == GEO_OSM_RELATION) {
        *why = "an area, not a line";
        return wanted == GEO_GEOM_POLYGON ? geom : NULL;
    }
    if (wanted == GEO_GEOM_LINE)
        return geom;
    *why = "an open way, not an area";
    if (!is_closed(geom))
        return NULL;
    *room = *geom;
    room->type = GEO_GEOM_POLYGON;
    room->parts = &one_part;
    room->part_count = 1;
    return room;
}

/* ---- one object ---- */

static void draft_told(geo_draft *draft, const geo_osm_match *match)
{
    switch (draft->theme) {
    case GEO_THEME_STREET:
        geo_draft_text(draft, "class", match->class);
        if (match->told >= 0)
            geo_draft_int(draft, "foot", match->told);
        break;
    case GEO_THEME_GREEN:
        geo_draft_text(draft, "class", match->class);
        if (match->told >= 0)
            geo_draft_int(draft, "public", match->told);
        break;
    case GEO_THEME_TREE:
        geo_draft_text(draft, "status", "standing");
        if (match->told >= 0)
            geo_draft_int(draft, "public", match->told);
        break;
    case GEO_THEME_WATER:
    case GEO_THEME_WATERWAY:
        geo_draft_text(draft, "class", match->class);
        break;
    default:
        break;
    }
}

static void note_bad(reading *r, const geo_osm_object *object, const char *bad)
{
    if (bad && !r->bad_measures++)
        snprintf(r->first_bad, sizeof r->first_bad, "'%.30s' of %.28s", bad, object->id);
}

static geo_status offer(geo_ctx *ctx, reading *r, geo_theme theme, const geo_osm_object *object,
                        const geo_osm_match *match, const geo_geom *geom)
{
    geo_draft draft;
    const char *bad;
    geo_draft_init(&draft, theme);
    geo_draft_text(&draft, "id", object->id);
    draft_told(&draft, match);
    if (theme == GEO_THEME_BUILDING && !strcmp(match->class, "construction"))
        geo_draft_text(&draft, "status", match->class);
    geo_osm_rules_fill(r->rules, object->tags, &draft, &bad);
    note_bad(r, object, bad);
    return geo_town_offer(ctx, r->town, &draft, geom, object->reason);
}

/* An address is a point: of a closed way or relation, one inside. */
static geo_status take_address(geo_ctx *ctx, reading *r, const geo_osm_object *object)
{
    geo_geom room;
    const char *why;
    geo_osm_object inner = *object;
    if (object->kind != GEO_OSM_NODE)
        inner.geom = shape_of(object, GEO_GEOM_POLYGON, &room, &why);
    if (inner.geom)
        return geo_osm_addresses_hold(ctx, r->addresses, &inner);
    geo_town_ignore(r->town, GEO_THEME_ADDRESS, why, object->id);
    return GEO_OK;
}

static geo_status take_as(geo_ctx *ctx, reading *r, geo_theme theme, const geo_osm_object *object,
                          const geo_osm_match *match)
{
    geo_geom room;
    const char *why;
    if (object->reason)
        return offer(ctx, r, theme, object, match, NULL);
    if (match->left_out) {
        geo_town_ignore(r->town, theme, "left out by osm-rules.csv", object->id);
        return GEO_OK;
    }
    if (theme == GEO_THEME_ADDRESS)
        return take_address(ctx, r, object);
    const geo_geom *geom = shape_of(object, geo_theme_layer_of(theme)->type, &room, &why);
    if (geom)
        return offer(ctx, r, theme, object, match, geom);
    geo_town_ignore(r->town, theme, why, object->id);
    return GEO_OK;
}

/* What has a key of the rules, and a value that none of them knows, is counted once. */
static void ignore_unlisted(const reading *r, const geo_osm_object *object)
{
    geo_theme theme;
    if (geo_osm_rules_unlisted(r->rules, r->wanted, object->tags, &theme))
        geo_town_ignore(r->town, theme, "of a kind that osm-rules.csv does not list", object->id);
}

static geo_status take(geo_ctx *ctx, reading *r, const geo_osm_object *object)
{
    geo_osm_match match;
    bool met = false;
    geo_status status = geo_osm_part_see(ctx, r->part, r->rules, object);
    if (strcmp(object->date, r->newest) > 0)
        memcpy(r->newest, object->date, sizeof r->newest);
    if (!status && r->addresses && object->kind != GEO_OSM_NODE)
        status = geo_osm_addresses_building(ctx, r->addresses, object);
    for (int i = 0; !status && i < GEO_THEMES; i++)
        if (r->wanted[i] && geo_osm_rules_match(r->rules, (geo_theme)i, object->tags, &match)) {
            r->met = met = true;
            status = take_as(ctx, r, (geo_theme)i, object, &match);
        }
    if (!status && !met)
        ignore_unlisted(r, object);
    return status;
}

/* ---- files ---- */

static geo_status read_file(geo_ctx *ctx, reading *r, const char *path)
{
    geo_osm *osm = NULL;
    geo_osm_object object;
    geo_osm_options options = {.target = geo_town_crs(r->town)};
    options.keys = geo_osm_rules_keys(r->rules, &options.key_count);
    geo_status status = geo_osm_new(ctx, path, &options, &osm);
    if (!status)
        status = geo_osm_part_begin(ctx, r->part, osm, geo_path_name(path));
    while (!status && !(status = geo_osm_next(ctx, osm, &object)))
        status = take(ctx, r, &object);
    geo_osm_free(osm);
    return status == GEO_END ? geo_town_file(ctx, r->town, path) : status;
}

static geo_status finish(geo_ctx *ctx, reading *r)
{
    geo_status status = GEO_OK;
    if (!r->met)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' holds nothing of the themes asked for",
                        r->import->files[0]);
    status = geo_osm_part_tell(ctx, r->part, r->town);
    if (!status && r->addresses)
        status = geo_osm_addresses_offer(ctx, r->addresses);
    if (r->bad_measures)
        geo_warn(ctx, "measures in tags that cannot be read, and were left out: %llu (first: %s)",
                 (unsigned long long)r->bad_measures, r->first_bad);
    if (!status && *r->newest)
        status = geo_town_date(ctx, r->town, r->newest);
    return status;
}

geo_status geo_import_osm(geo_ctx *ctx, const geo_import *import)
{
    reading r = {.import = import, .town = import->town};
    geo_status status = geo_osm_rules_new(ctx, import, &r.rules);
    if (!status)
        status = choose_themes(ctx, &r);
    if (!status)
        status = geo_osm_part_new(ctx, &r.part);
    if (!status && r.wanted[GEO_THEME_ADDRESS])
        status = geo_osm_addresses_new(ctx, r.rules, r.town, &r.addresses);
    for (size_t i = 0; !status && i < import->file_count; i++) {
        geo_town_reading(r.town, import->files[i]);
        status = read_file(ctx, &r, import->files[i]);
    }
    geo_town_reading(r.town, NULL);
    if (!status)
        status = finish(ctx, &r);
    geo_osm_addresses_free(r.addresses);
    geo_osm_part_free(r.part);
    geo_osm_rules_free(r.rules);
    return status;
}
