/* A water board's register in DAMO or HyDAMO: parts of water with the level that the area around
 * them is kept at, watercourses, and culverts as lines between them (class duiker: for burning
 * through embankments). Levels are read first, whatever the order of layers and files.
 * Source: Het Waterschapshuis, DAMO Watersysteem 2.x and HyDAMO 2.2; fields of HHNK (PEIL_WSA). */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/parse.h"
#include "geom/rtree.h"
#include "registry/fields.h"
#include "registry/inside.h"
#include "registry/limits.h"

enum {
    ID,
    NAME,
    CATEGORY,
    WATER_KIND,
    CROSSING,
    STATUS,
    ENDED,
    WIDTH,
    OPENING,
    DATE,
    SUMMER,
    WINTER,
    HIGHEST,
    LEVEL,
    LEVEL_KIND,
    COLUMNS
};

static const geo_field_names columns[COLUMNS] = {
    [ID] = {"id", "identificatie|code|nen3610id|globalid"},
    [NAME] = {"name", "naam"},
    [CATEGORY] = {"category", "categorieoppwaterlichaam"},
    [WATER_KIND] = {"class", "bgtplustype|typewaterdeel|type"},
    [CROSSING] = {"crossing", "typekruising"},
    [STATUS] = {"status", "statusobject|status"},
    [ENDED] = {"ended", "eindregistratie|objecteindtijd"},
    [WIDTH] = {"width_m", "breedte"},
    [OPENING] = {"opening_m", "breedteopening"},
    [DATE] = {"date", "lvpublicatiedatum|last_edited_date"},
    [SUMMER] = {"target_level_summer_m", "zomerpeil|peil_zomer|ws_zomerpeil"},
    [WINTER] = {"target_level_winter_m", "winterpeil|peil_winter|ws_winterpeil"},
    [HIGHEST] = {"max_level_m", "maximumpeil|max_peil|ws_maximumpeil"},
    [LEVEL] = {"level_m", "peil_wsa|vastpeil|vast_peil|ws_vastpeil"},
    [LEVEL_KIND] = {"level_kind", "keuze_wsa"},
};

typedef enum part { WATER, COURSE, CULVERT, AREA, PARTS } part;

/* Layers by their name without letter case; an area that deviates from the one around it first. */
static const struct {
    const char *name;
    part part;
    int rank;
} layers[] = {
    {"waterdeel", WATER, 0},          {"hydroobject", COURSE, 0},
    {"duikersifonhevel", CULVERT, 0}, {"peilafwijkinggebied", AREA, 0},
    {"peilgebiedpraktijk", AREA, 1},  {"peilgebiedvigerend", AREA, 2},
    {"peilgebied", AREA, 3},
};

/* Level areas are counted with the water they are read for. */
static geo_theme theme_of(part kind)
{
    return kind == WATER || kind == AREA ? GEO_THEME_WATER : GEO_THEME_WATERWAY;
}

/* NaN: unknown. m NAP. */
typedef struct level {
    double summer, winter, highest;
    int rank;
} level;

typedef struct reading {
    const geo_import *import;
    geo_town *town;
    geo_table *words;
    size_t what, word, value; /* columns of words */
    geo_fields fields;
    geo_limit limits[GEO_THEME_COLUMNS]; /* of the columns of water */
    geo_arena *arena;
    GEO_VEC(geo_geom) geoms;
    GEO_VEC(geo_box) boxes;
    GEO_VEC(level) levels;
    geo_rtree *tree;
    geo_hits hits;
    bool wanted[GEO_THEMES], met;
    uint64_t nameless, odd_levels;
    char first_odd[64];
} reading;

/* ---- words ---- */

static geo_status read_words(geo_ctx *ctx, reading *r)
{
    geo_status status = r->import->table(r->import->self, ctx, "damo-words.csv", &r->words);
    if (!status)
        status = geo_table_column(ctx, r->words, "what", &r->what);
    if (!status)
        status = geo_table_column(ctx, r->words, "word", &r->word);
    if (!status)
        status = geo_table_column(ctx, r->words, "value", &r->value);
    return status;
}

/* The value of the first word that is the text, or is in it; NULL: none. */
static const char *word_for(const reading *r, const char *what, const char *text, bool inside)
{
    for (size_t row = 0; text && row < geo_table_rows(r->words); row++) {
        const char *word = geo_table_cell(r->words, row, r->word);
        if (strcmp(geo_table_cell(r->words, row, r->what), what) != 0)
            continue;
        if (inside ? strcasestr(text, word) != NULL : strcasecmp(text, word) == 0)
            return geo_table_cell(r->words, row, r->value);
    }
    return NULL;
}

static const char *text_of(const reading *r, const geo_record *record, int column)
{
    return geo_fields_text(&r->fields, record, (size_t)column);
}

/* ---- level areas ---- */

/* Planned, or not there any more. */
static bool is_gone(const reading *r, const geo_record *record)
{
    const char *exists = word_for(r, "exists", text_of(r, record, STATUS), false);
    return text_of(r, record, ENDED) || (exists && !strcmp(exists, "0"));
}

/* A text that is no number is odd too, and so is what the column cannot be (in cm, for instance).
 */
static double take_level(reading *r, const geo_record *record, int column)
{
    double value;
    bool good = geo_fields_number(&r->fields, record, (size_t)column, &value);
    const char *name = column == LEVEL ? columns[SUMMER].column : columns[column].column;
    if (good && geo_limit_holds(geo_limit_of(GEO_THEME_WATER, r->limits, name), value))
        return value;
    const char *id = text_of(r, record, ID);
    if (!r->odd_levels++)
        snprintf(r->first_odd, sizeof r->first_odd, "%s", id ? id : "");
    return NAN;
}

static level levels_of(reading *r, const geo_record *record, int rank)
{
    level out = {take_level(r, record, SUMMER), take_level(r, record, WINTER),
                 take_level(r, record, HIGHEST), rank};
    double one = take_level(r, record, LEVEL);
    const char *kind = word_for(r, "level", text_of(r, record, LEVEL_KIND), true);
    bool is_max = kind && !strcmp(kind, "max");
    if (is_max && isnan(out.highest))
        out.highest = one;
    if (is_max)
        return out;
    if (isnan(out.summer) && !(kind && !strcmp(kind, "winter")))
        out.summer = one;
    if (isnan(out.winter) && !(kind && !strcmp(kind, "summer")))
        out.winter = one;
    return out;
}

static geo_status take_area(geo_ctx *ctx, reading *r, const geo_record *record, int rank)
{
    geo_geom copy;
    if (is_gone(r, record)) {
        geo_town_ignore(r->town, GEO_THEME_WATER, "level area not there, or not any more",
                        text_of(r, record, ID));
        return GEO_OK;
    }
    if (!record->geom || !geo_geom_is_polygon(record->geom)) {
        geo_town_reject(r->town, GEO_THEME_WATER,
                        record->geom ? "level area that is no polygon" : record->reason,
                        text_of(r, record, ID));
        return GEO_OK;
    }
    const level found = levels_of(r, record, rank);
    if (isnan(found.summer) && isnan(found.winter) && isnan(found.highest)) {
        geo_town_ignore(r->town, GEO_THEME_WATER, "level area without a level",
                        text_of(r, record, ID));
        return GEO_OK;
    }
    geo_status status = geo_geom_keep(ctx, r->arena, record->geom, &copy);
    if (status)
        return status;
    bool good = geo_vec_push(&r->geoms, copy) && geo_vec_push(&r->boxes, geo_box_of(&copy)) &&
                geo_vec_push(&r->levels, found);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

/* Of the areas that hold a point of the water the one that deviates most; NULL: none. */
static geo_status level_at(geo_ctx *ctx, reading *r, const geo_geom *water, const level **out)
{
    geo_point p;
    *out = NULL;
    geo_status status = geo_inside_point(ctx, water, &p);
    if (!status && !r->tree)
        status = geo_rtree_new(ctx, r->boxes.items, r->boxes.count, &r->tree);
    if (!status)
        status = geo_rtree_search(ctx, r->tree, geo_box_around(p, 0), &r->hits);
    for (size_t i = 0; !status && i < r->hits.count; i++) {
        const level *found = &r->levels.items[r->hits.items[i]];
        bool better = !*out || found->rank < (*out)->rank;
        if (better && geo_geom_covers(&r->geoms.items[r->hits.items[i]], p))
            *out = found;
    }
    return status;
}

/* ---- rows ---- */

static geo_status draft_water(geo_ctx *ctx, reading *r, const geo_record *record, geo_draft *draft)
{
    const level *found = NULL;
    geo_status status = GEO_OK;
    if (record->geom && geo_geom_is_polygon(record->geom))
        status = level_at(ctx, r, record->geom, &found);
    geo_draft_text(draft, "class", text_of(r, record, WATER_KIND));
    if (!found)
        return status;
    geo_draft_number(draft, "target_level_summer_m", found->summer);
    geo_draft_number(draft, "target_level_winter_m", found->winter);
    geo_draft_number(draft, "max_level_m", found->highest);
    return status;
}

static void draft_line(const reading *r, const geo_record *record, bool is_culvert,
                       geo_draft *draft)
{
    double width;
    const char *word = word_for(r, is_culvert ? "crossing" : "class",
                                text_of(r, record, is_culvert ? CROSSING : CATEGORY), false);
    bool good =
        geo_fields_number(&r->fields, record, (size_t)(is_culvert ? OPENING : WIDTH), &width);
    geo_draft_text(draft, "name", text_of(r, record, NAME));
    geo_draft_text(draft, "class", is_culvert && !word ? "duiker" : word);
    if (good && width > 0)
        geo_draft_number(draft, "width_m", width);
}

static geo_status note_date(geo_ctx *ctx, const reading *r, const geo_record *record)
{
    int64_t days;
    const char *date = text_of(r, record, DATE);
    if (!date || geo_parse_date(NULL, date, &days) != GEO_OK)
        return GEO_OK;
    return geo_town_date(ctx, r->town, date);
}

/* Parts drawn by hand have no identification; the row's number is as good as the file. */
static const char *id_of(reading *r, const geo_record *record, part kind, char room[32])
{
    static const char *const names[] = {"waterdeel", "hydroobject", "duiker"};
    const char *id = text_of(r, record, ID);
    if (id)
        return id;
    r->nameless++;
    snprintf(room, 32, "%s.%llu", names[kind], (unsigned long long)record->number);
    return room;
}

static geo_status take(geo_ctx *ctx, reading *r, const geo_record *record, part kind)
{
    char room[32];
    geo_theme theme = theme_of(kind);
    const char *id = id_of(r, record, kind, room);
    geo_draft draft;
    if (is_gone(r, record)) {
        geo_town_ignore(r->town, theme, "not there, or not any more", id);
        return GEO_OK;
    }
    geo_draft_init(&draft, theme);
    geo_draft_text(&draft, "id", id);
    geo_status status = note_date(ctx, r, record);
    if (!status && kind == WATER)
        status = draft_water(ctx, r, record, &draft);
    else if (!status)
        draft_line(r, record, kind == CULVERT, &draft);
    return status ? status : geo_town_offer(ctx, r->town, &draft, record->geom, record->reason);
}

/* ---- layers and files ---- */

static geo_status read_layer(geo_ctx *ctx, reading *r, const char *file, const char *name,
                             int index)
{
    geo_records *records = NULL;
    geo_record record;
    const geo_box box = geo_town_box(r->town, GEO_THEME_WATER);
    const geo_records_options options = geo_fields_options(&r->fields, r->import, name, &box);
    geo_status status = geo_records_new(ctx, file, &options, &records);
    if (status)
        return status;
    geo_fields_choose(&r->fields, records);
    while (!status && !(status = geo_records_next(ctx, records, &record)))
        status = layers[index].part == AREA ? take_area(ctx, r, &record, layers[index].rank)
                                            : take(ctx, r, &record, layers[index].part);
    if (status == GEO_END)
        geo_town_outside(r->town, theme_of(layers[index].part), geo_records_outside(records));
    geo_records_free(records);
    return status == GEO_END ? GEO_OK : status;
}

static int layer_named(const char *name)
{
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (strcasecmp(layers[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* Level areas are read for the water they lie under; the files hold a theme when they hold a layer
 * of its own. */
static geo_status ask(geo_ctx *ctx, reading *r, part kind, bool *out)
{
    *out = true;
    return kind == AREA ? GEO_OK : geo_town_wants(ctx, r->town, theme_of(kind), out);
}

static geo_status read_file(geo_ctx *ctx, reading *r, const char *file, bool areas)
{
    geo_records_layers found = {0};
    geo_status status = geo_records_list(ctx, file, &found);
    for (size_t i = 0; !status && i < found.count; i++) {
        int index = layer_named(found.items[i]);
        if (index < 0 || (layers[index].part == AREA) != areas)
            continue;
        r->met |= !areas;
        bool wanted;
        status = ask(ctx, r, layers[index].part, &wanted);
        if (!status && wanted)
            status = read_layer(ctx, r, file, found.items[i], index);
    }
    geo_records_layers_release(&found);
    return status;
}

static geo_status read_all(geo_ctx *ctx, reading *r, bool areas)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < r->import->file_count; i++) {
        geo_town_reading(r->town, r->import->files[i]);
        status = read_file(ctx, r, r->import->files[i], areas);
    }
    geo_town_reading(r->town, NULL);
    return status;
}

static geo_status check_maps(geo_ctx *ctx, const reading *r)
{
    const char *known[COLUMNS + 1] = {NULL};
    for (int i = 0; i < COLUMNS; i++)
        known[i] = columns[i].column;
    return geo_fields_check_maps(ctx, r->import, known);
}

static geo_status start(geo_ctx *ctx, reading *r)
{
    geo_status status = check_maps(ctx, r);
    if (!status)
        status = read_words(ctx, r);
    if (!status)
        status = geo_fields_init(ctx, r->import, columns, COLUMNS, &r->fields);
    if (!status)
        status = geo_limits_read(ctx, r->import, GEO_THEME_WATER, r->limits);
    r->arena = geo_arena_new();
    for (size_t i = 0; !status && i < r->import->file_count; i++)
        status = geo_town_file(ctx, r->town, r->import->files[i]);
    return status || r->arena ? status : geo_fail_nomem(ctx);
}

static void say_levels(geo_ctx *ctx, const reading *r)
{
    if (r->levels.count)
        geo_info(ctx, "water: %zu level areas tell the levels", r->levels.count);
}

static void say_doubts(geo_ctx *ctx, const reading *r)
{
    if (r->odd_levels)
        geo_warn(ctx,
                 "water levels that are no height in m NAP, and were left out: %llu (first: '%s')",
                 (unsigned long long)r->odd_levels, r->first_odd);
    if (r->nameless)
        geo_warn(ctx, "objects without identification, named after their row: %llu",
                 (unsigned long long)r->nameless);
}

static void finish(reading *r)
{
    geo_rtree_free(r->tree);
    geo_free(r->hits.items);
    geo_free(r->geoms.items);
    geo_free(r->boxes.items);
    geo_free(r->levels.items);
    geo_fields_release(&r->fields);
    geo_table_free(r->words);
    geo_arena_free(r->arena);
}

geo_status geo_import_damo(geo_ctx *ctx, const geo_import *import)
{
    reading r = {.import = import, .town = import->town};
    geo_status status = start(ctx, &r);
    if (!status)
        status = read_all(ctx, &r, true);
    if (!status)
        status = read_all(ctx, &r, false);
    if (!status && !r.met)
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "'%s' has no layer of DAMO that a town is made of: Waterdeel, "
                          "HydroObject or DuikerSifonHevel",
                          import->files[0]);
    if (!status)
        status = geo_fields_check_met(ctx, &r.fields);
    say_levels(ctx, &r);
    say_doubts(ctx, &r);
    finish(&r);
    return status;
}
