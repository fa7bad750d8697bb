/* From an object of the BGT to rows of the town. An object may be land cover and green both.
 * Source: Gegevenscatalogus BGT 1.2 and IMGeo 2.1.1 (Geonovum). */
#include "registry/bgt.h"

#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/vec.h"
#include "io/archive.h"

typedef struct rule {
    const geo_bgt_object *object;
    const char *value, *plus; /* NULL: any; plus, when told, is the class */
    geo_theme theme;
    int public; /* -1: unknown */
    enum { ANY_LEVEL, ON_GROUND, NOT_BELOW } level;
} rule;

static const geo_theme line_themes[] = {GEO_THEME_STREET, GEO_THEME_WATERWAY};
enum { LINES = sizeof line_themes / sizeof *line_themes };

struct geo_bgt {
    geo_town *town;
    geo_table *table; /* holds the rules' texts */
    GEO_VEC(rule) rules;
    bool met[GEO_BGT_OBJECTS];
    geo_bgt_lines *lines[LINES]; /* streets, waterways; NULL: not asked for */
};

static geo_status bad_rule(geo_ctx *ctx, size_t row, const char *column, const char *text)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "'bgt-rules.csv', rule %zu: %s '%s' is not known", row + 1,
                    column, text);
}

enum { OBJECT, VALUE, PLUS, THEME, PUBLIC, LEVEL, RULE_COLUMNS };

static geo_status read_level(geo_ctx *ctx, size_t row, const char *text, rule *out)
{
    if (!*text)
        out->level = ANY_LEVEL;
    else if (strcmp(text, "0") == 0)
        out->level = ON_GROUND;
    else if (strcmp(text, "0+") == 0)
        out->level = NOT_BELOW;
    else
        return bad_rule(ctx, row, "level", text);
    return GEO_OK;
}

static geo_status read_rule(geo_ctx *ctx, const geo_table *table, size_t row, const size_t *columns,
                            rule *out)
{
    const char *cells[RULE_COLUMNS];
    for (int i = 0; i < RULE_COLUMNS; i++)
        cells[i] = geo_table_cell(table, row, columns[i]);
    const char *public = cells[PUBLIC];
    out->object = geo_bgt_object_named(cells[OBJECT]);
    out->value = strcmp(cells[VALUE], "*") == 0 ? NULL : cells[VALUE];
    out->plus = *cells[PLUS] ? cells[PLUS] : NULL;
    out->theme = geo_theme_named(cells[THEME]);
    out->public = *public ? strcmp(public, "1") == 0 : -1;
    if (!out->object)
        return bad_rule(ctx, row, "object", cells[OBJECT]);
    if (out->theme == GEO_THEMES)
        return bad_rule(ctx, row, "theme", cells[THEME]);
    if (*public && strcmp(public, "0") != 0 && strcmp(public, "1") != 0)
        return bad_rule(ctx, row, "public", public);
    return read_level(ctx, row, cells[LEVEL], out);
}

static geo_status read_rules(geo_ctx *ctx, geo_bgt *bgt)
{
    static const char *const headings[RULE_COLUMNS] = {
        [OBJECT] = "object", [VALUE] = "value",   [PLUS] = "plus",
        [THEME] = "theme",   [PUBLIC] = "public", [LEVEL] = "level"};
    size_t columns[RULE_COLUMNS];
    rule next;
    geo_status status = geo_table_find_columns(ctx, bgt->table, headings, RULE_COLUMNS, columns);
    for (size_t row = 0; !status && row < geo_table_rows(bgt->table); row++) {
        status = read_rule(ctx, bgt->table, row, columns, &next);
        if (!status && !geo_vec_push(&bgt->rules, next))
            status = geo_fail_nomem(ctx);
    }
    return status;
}

/* Trees and hedges that private people have are not in the BGT. */
geo_status geo_bgt_meet(geo_ctx *ctx, geo_bgt *bgt, const geo_bgt_object *object)
{
    bool wanted, *met = &bgt->met[geo_bgt_object_number(object)];
    geo_status status = GEO_OK;
    if (*met)
        return GEO_OK;
    *met = true;
    if (object->home == GEO_THEME_LANDCOVER)
        status = geo_town_wants(ctx, bgt->town, GEO_THEME_LANDCOVER, &wanted);
    for (size_t i = 0; !status && i < bgt->rules.count; i++)
        if (bgt->rules.items[i].object == object)
            status = geo_town_wants(ctx, bgt->town, bgt->rules.items[i].theme, &wanted);
    return status;
}

geo_status geo_bgt_new(geo_ctx *ctx, const geo_import *import, geo_bgt **out)
{
    geo_bgt *bgt = geo_calloc(1, sizeof *bgt);
    if (!bgt)
        return geo_fail_nomem(ctx);
    bgt->town = import->town;
    geo_status status = import->table(import->self, ctx, "bgt-rules.csv", &bgt->table);
    if (!status)
        status = read_rules(ctx, bgt);
    for (int i = 0; !status && import->themes_given && i < LINES; i++)
        status = geo_bgt_lines_new(ctx, import, line_themes[i], &bgt->lines[i]);
    geo_town_public_only(bgt->town, GEO_THEME_TREE);
    geo_town_public_only(bgt->town, GEO_THEME_HEDGE);
    if (status)
        geo_bgt_free(bgt);
    else
        *out = bgt;
    return status;
}

void geo_bgt_free(geo_bgt *bgt)
{
    if (!bgt)
        return;
    for (int i = 0; i < LINES; i++)
        geo_bgt_lines_free(bgt->lines[i]);
    geo_table_free(bgt->table);
    geo_free(bgt->rules.items);
    geo_free(bgt);
}

/* ---- one object ---- */

typedef struct thing {
    const geo_bgt_object *object;
    const char *const *slots;
    const char *id;
    const geo_geom *geom;
    const char *reason;
} thing;

static const char *first_of(const char *const *slots, geo_bgt_slot a, geo_bgt_slot b)
{
    return slots[a] ? slots[a] : slots[b];
}

static bool is_ground(const thing *t)
{
    return t->object->home == GEO_THEME_LANDCOVER;
}

static bool is_told(const char *text)
{
    return text && strcmp(text, "waardeOnbekend") != 0 && strcmp(text, "geenWaarde") != 0 &&
           strcmp(text, "niet-bgt") != 0;
}

/* What it looks like (ground) or is (other objects), in the registry's own words. */
static const char *value_of(const thing *t)
{
    static const geo_bgt_slot ground[] = {GEO_BGT_SURFACE, GEO_BGT_PHYSICAL, GEO_BGT_CLASS,
                                          GEO_BGT_TYPE};
    static const geo_bgt_slot others[] = {GEO_BGT_PLUS_TYPE, GEO_BGT_TYPE, GEO_BGT_CLASS,
                                          GEO_BGT_FUNCTION};
    const geo_bgt_slot *order = is_ground(t) ? ground : others;
    for (int i = 0; i < 4; i++)
        if (is_told(t->slots[order[i]]))
            return t->slots[order[i]];
    return NULL;
}

/* The same in detail, which need not be told. */
static const char *plus_of(const thing *t)
{
    return first_of(t->slots, GEO_BGT_PLUS_PHYSICAL, GEO_BGT_PLUS_TYPE);
}

/* relatieveHoogteligging; false: not told, or no number. */
static bool level_of(const thing *t, int64_t *out)
{
    const char *level = t->slots[GEO_BGT_LEVEL];
    *out = 0;
    return level && geo_parse_int(NULL, level, -99, 99, out) == GEO_OK;
}

static geo_status offer_ground(geo_ctx *ctx, const geo_bgt *bgt, const thing *t)
{
    geo_draft draft;
    int64_t level;
    const char *const *s = t->slots;
    geo_draft_init(&draft, GEO_THEME_LANDCOVER);
    geo_draft_text(&draft, "id", t->id);
    geo_draft_text(&draft, "class", t->object->name);
    geo_draft_text(&draft, "physical", value_of(t));
    geo_draft_text(&draft, "plus", plus_of(t));
    geo_draft_text(&draft, "function", s[GEO_BGT_FUNCTION]);
    geo_draft_text(&draft, "bronhouder", s[GEO_BGT_KEEPER]);
    if (level_of(t, &level))
        geo_draft_int(&draft, "level", level);
    return geo_town_offer(ctx, bgt->town, &draft, t->geom, t->reason);
}

/* Sheds have no number in the BAG; keepers fill in zeros, or nines behind the municipality. */
static const char *pand_of(const thing *t)
{
    enum { DIGITS = 16, SERIAL = 6 };
    const char *pand = t->slots[GEO_BGT_PAND];
    if (!pand || strspn(pand, "0") == strlen(pand))
        return NULL;
    bool is_dummy = strlen(pand) == DIGITS && strspn(pand + SERIAL, "9") == DIGITS - SERIAL;
    return is_dummy ? NULL : pand;
}

static geo_status offer_rule(geo_ctx *ctx, const geo_bgt *bgt, const rule *r, const thing *t)
{
    geo_draft draft;
    const char *pand = r->theme == GEO_THEME_BUILDING ? pand_of(t) : NULL;
    geo_draft_init(&draft, r->theme);
    geo_draft_text(&draft, "id", pand ? pand : t->id);
    if (r->theme == GEO_THEME_GREEN || r->theme == GEO_THEME_WATER)
        geo_draft_text(&draft, "class", r->plus ? r->plus : value_of(t));
    if ((r->theme == GEO_THEME_GREEN || r->theme == GEO_THEME_TREE) && r->public >= 0)
        geo_draft_int(&draft, "public", r->public);
    if (r->theme == GEO_THEME_TREE)
        geo_draft_text(&draft, "status", "standing");
    return geo_town_offer(ctx, bgt->town, &draft, t->geom, t->reason);
}

static bool is_any_or(const char *wanted, const char *found)
{
    return !wanted || (found && strcmp(wanted, found) == 0);
}

static bool applies(const rule *r, const thing *t)
{
    return r->object == t->object && is_any_or(r->value, value_of(t)) &&
           is_any_or(r->plus, plus_of(t));
}

/* What does not tell its level lies on the ground. */
static bool fits_level(const rule *r, const thing *t)
{
    int64_t level;
    level_of(t, &level);
    return r->level == ANY_LEVEL || level == 0 || (r->level == NOT_BELOW && level > 0);
}

/* The first that fits, or else the first that would on another level (*fits false). */
static const rule *rule_of(const geo_bgt *bgt, const thing *t, bool *fits)
{
    const rule *other = NULL;
    *fits = false;
    for (size_t i = 0; i < bgt->rules.count; i++) {
        const rule *r = &bgt->rules.items[i];
        if (!applies(r, t))
            continue;
        *fits = fits_level(r, t);
        if (*fits)
            return r;
        other = other ? other : r;
    }
    return other;
}

static geo_status offer_all(geo_ctx *ctx, const geo_bgt *bgt, const thing *t)
{
    bool fits;
    const rule *r = rule_of(bgt, t, &fits);
    geo_status status = is_ground(t) ? offer_ground(ctx, bgt, t) : GEO_OK;
    if (!status && r && fits)
        status = offer_rule(ctx, bgt, r, t);
    else if (!status && r)
        geo_town_ignore(bgt->town, r->theme,
                        r->level == NOT_BELOW ? "below ground" : "above or below ground", t->id);
    else if (!status && !is_ground(t))
        geo_town_ignore(bgt->town, t->object->home, "of another kind", t->id);
    return status;
}

static geo_status note_date(geo_ctx *ctx, const geo_bgt *bgt, const thing *t)
{
    int64_t days;
    const char *date = first_of(t->slots, GEO_BGT_PUBLISHED, GEO_BGT_REGISTERED);
    if (!date || geo_parse_date(NULL, date, &days) != GEO_OK)
        return GEO_OK;
    return geo_town_date(ctx, bgt->town, date);
}

/* NULL: none are drawn through it. */
static geo_bgt_lines *lines_of(const geo_bgt *bgt, const thing *t)
{
    for (int i = 0; i < LINES; i++)
        if (t->object->lines == line_themes[i])
            return bgt->lines[i];
    return NULL;
}

static geo_status offer_lines(geo_ctx *ctx, const geo_bgt *bgt, const thing *t)
{
    bool is_road = t->object->lines == GEO_THEME_STREET;
    const geo_bgt_area area = {.id = t->id,
                               .kind = is_road ? t->slots[GEO_BGT_FUNCTION] : value_of(t),
                               .surface = value_of(t),
                               .level = t->slots[GEO_BGT_LEVEL],
                               .geom = t->geom,
                               .why = t->reason};
    geo_bgt_lines *lines = lines_of(bgt, t);
    return lines ? geo_bgt_lines_add(ctx, lines, &area) : GEO_OK;
}

static void ignore_ended(const geo_bgt *bgt, const thing *t)
{
    static const char ENDED[] = "ended: not current any more";
    bool fits;
    const rule *r = is_ground(t) ? NULL : rule_of(bgt, t, &fits);
    geo_town_ignore(bgt->town, r ? r->theme : t->object->home, ENDED, t->id);
    if (lines_of(bgt, t))
        geo_town_ignore(bgt->town, t->object->lines, ENDED, t->id);
}

geo_status geo_bgt_take(geo_ctx *ctx, geo_bgt *bgt, const geo_bgt_object *object,
                        const char *const slots[GEO_BGT_SLOTS], const geo_geom *geom,
                        const char *reason)
{
    const thing t = {object, slots, slots[GEO_BGT_ID], geom, reason};
    if (slots[GEO_BGT_ENDED] || slots[GEO_BGT_TERMINATED]) {
        ignore_ended(bgt, &t);
        return GEO_OK;
    }
    geo_status status = note_date(ctx, bgt, &t);
    if (!status)
        status = offer_lines(ctx, bgt, &t);
    return status ? status : offer_all(ctx, bgt, &t);
}

/* ---- all files ---- */

static geo_status read_file(geo_ctx *ctx, geo_bgt *bgt, const geo_import *import, const char *path,
                            bool *any)
{
    return geo_archive_takes(path) ? geo_bgt_read_gml(ctx, bgt, import, path, any)
                                   : geo_bgt_read_records(ctx, bgt, import, path, any);
}

geo_status geo_import_bgt(geo_ctx *ctx, const geo_import *import)
{
    geo_bgt *bgt = NULL;
    bool any = false;
    geo_status status = geo_bgt_new(ctx, import, &bgt);
    for (size_t i = 0; !status && i < import->file_count; i++) {
        geo_town_reading(import->town, import->files[i]);
        status = read_file(ctx, bgt, import, import->files[i], &any);
        if (!status)
            status = geo_town_file(ctx, import->town, import->files[i]);
    }
    for (int i = 0; !status && i < LINES; i++)
        if (bgt->lines[i])
            status = geo_bgt_lines_offer(ctx, bgt->lines[i]);
    if (!status && !any)
        status =
            geo_fail(ctx, GEO_ERR_FORMAT, "'%s' holds no class of the BGT that a town is made of",
                     import->files[0]);
    geo_bgt_free(bgt);
    return status;
}
