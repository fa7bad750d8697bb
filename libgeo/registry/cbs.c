/* CBS wijken en buurten of any year: one layer per kind (buurten, wijken, gemeenten), in snake_case
 * or camelCase, or one layer of gebiedsindelingen (statcode, statnaam). What an area is, its code
 * says: BU + municipality (4) + wijk (2) + buurt (2), WK + 4 + 2, GM + 4. Figures that are secret
 * or not known yet are codes of -99990 and below. Source: CBS, Toelichting Kerncijfers wijken en
 * buurten 2022-2024. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "registry/doubles.h"
#include "registry/fields.h"
#include "registry/limits.h"

enum {
    BUURT,
    WIJK,
    GEMEENTE,
    STAT,
    BUURT_NAME,
    WIJK_NAME,
    GEMEENTE_NAME,
    STAT_NAME,
    WATER,
    YEAR,
    YEAR_CODE,
    INHABITANTS,
    HOMES,
    COLUMNS
};

static const geo_field_names columns[COLUMNS] = {
    [BUURT] = {"buurt_code", "buurtcode|bu_code|cbs_buurtcode"},
    [WIJK] = {"wijk_code", "wijkcode|wk_code"},
    [GEMEENTE] = {"gemeente_code", "gemeentecode|gm_code"},
    [STAT] = {"code", "statcode"},
    [BUURT_NAME] = {"buurt_name", "buurtnaam|bu_naam|buurt"},
    [WIJK_NAME] = {"wijk_name", "wijknaam|wk_naam|wijk"},
    [GEMEENTE_NAME] = {"gemeente_name", "gemeentenaam|gm_naam"},
    [STAT_NAME] = {"name", "statnaam"},
    [WATER] = {"water", "water|h2o"},
    [YEAR] = {"year", "jaar|jaarcode"},
    [YEAR_CODE] = {"year_code", "jrstatcode"},
    [INHABITANTS] = {"inhabitants", "aantal_inwoners|aantalinwoners|aant_inw"},
    [HOMES] = {"homes", "woningvoorraad|aantal_woningen|aantalwoningen|woningen"},
};

typedef struct area_kind {
    const char *name, *prefix;
    size_t digits; /* behind the prefix */
    int code, title;
} area_kind;

static const area_kind kinds[] = {{"buurt", "BU", 8, BUURT, BUURT_NAME},
                                  {"wijk", "WK", 6, WIJK, WIJK_NAME},
                                  {"gemeente", "GM", 4, GEMEENTE, GEMEENTE_NAME}};
enum { KINDS = 3 };

typedef struct reading {
    const geo_import *import;
    geo_fields fields;
    geo_limit limits[GEO_THEME_COLUMNS];
    const char *file;
    const area_kind *kind; /* of the layer; NULL: told by each code */
    char municipality[5];  /* four digits, "" for all */
    geo_doubles codes;
    bool has_names; /* of municipalities, in any row seen */
} reading;

static bool is_code(const char *code, const area_kind *of)
{
    return code && strncmp(code, of->prefix, 2) == 0 && strlen(code) == 2 + of->digits &&
           strspn(code + 2, "0123456789") == of->digits;
}

static const area_kind *kind_of(const char *code)
{
    for (int i = 0; i < KINDS; i++)
        if (is_code(code, &kinds[i]))
            return &kinds[i];
    return NULL;
}

/* The layer is of the smallest kind that it has codes for: buurten name their wijk too. */
static const area_kind *kind_of_layer(const geo_fields *fields)
{
    for (int i = 0; i < KINDS; i++)
        if (geo_fields_has(fields, (size_t)kinds[i].code))
            return &kinds[i];
    return NULL;
}

static const char *code_of(const reading *r, const geo_record *record)
{
    return geo_fields_text(&r->fields, record, r->kind ? (size_t)r->kind->code : STAT);
}

static bool is_water(const reading *r, const geo_record *record, const char *code)
{
    const char *water = geo_fields_text(&r->fields, record, WATER);
    size_t length = strlen(code);
    bool fictive = length == 10 && (strcmp(code + 6, "9997") == 0 || strcmp(code + 6, "9998") == 0);
    return fictive || (water && strcasecmp(water, "JA") == 0);
}

/* The first four digits that stand alone and are a year; 0: none. */
static int year_in(const char *text)
{
    while (text && *text) {
        size_t digits = strspn(text, "0123456789");
        int year = 0;
        if (digits == 4 && (*text == '1' || *text == '2')) {
            for (int i = 0; i < 4; i++)
                year = year * 10 + (text[i] - '0');
            return year;
        }
        text += digits ? digits : 1;
    }
    return 0;
}

static int year_of(const reading *r, const geo_record *record)
{
    char digits[5] = "";
    const char *year = geo_fields_text(&r->fields, record, YEAR);
    const char *code = geo_fields_text(&r->fields, record, YEAR_CODE);
    if (year)
        return year_in(year);
    if (code)
        snprintf(digits, sizeof digits, "%.4s", code);
    if (*digits)
        return year_in(digits);
    return year_in(geo_path_name(r->file));
}

/* A figure that is no number is unknown, and so is one that counts no people or homes: the codes of
 * what CBS keeps back are below nothing (Toelichting, "bijzondere waarden"). */
static void draft_figure(const reading *r, const geo_record *record, size_t from,
                         const char *column, geo_draft *draft)
{
    double value;
    bool good = geo_fields_number(&r->fields, record, from, &value) && !isnan(value);
    if (good && geo_limit_holds(geo_limit_of(GEO_THEME_NEIGHBOURHOOD, r->limits, column), value))
        geo_draft_int(draft, column, (int64_t)value);
}

static void draft_parent(geo_draft *draft, const area_kind *kind, const char *code, char room[16])
{
    if (kind == &kinds[GEMEENTE])
        return;
    const char *prefix = kind == &kinds[BUURT] ? "WK" : "GM";
    snprintf(room, 16, "%s%.*s", prefix, (int)kind->digits - 2, code + 2);
    geo_draft_text(draft, "parent_code", room);
}

static uint64_t used(const reading *r)
{
    const geo_tally *tally = geo_town_tally(r->import->town, GEO_THEME_NEIGHBOURHOOD);
    return tally->used + tally->repaired;
}

static geo_status offer(geo_ctx *ctx, reading *r, const geo_record *record, const area_kind *kind,
                        const char *code)
{
    char parent[16], date[11];
    geo_draft draft;
    int year = year_of(r, record);
    const char *name =
        geo_fields_text(&r->fields, record, r->kind ? (size_t)kind->title : STAT_NAME);
    geo_status status = GEO_OK;
    geo_draft_init(&draft, GEO_THEME_NEIGHBOURHOOD);
    geo_draft_text(&draft, "id", code);
    geo_draft_text(&draft, "code", code);
    geo_draft_text(&draft, "name", name);
    geo_draft_text(&draft, "kind", kind->name);
    draft_parent(&draft, kind, code, parent);
    if (year)
        geo_draft_int(&draft, "year", year);
    draft_figure(r, record, INHABITANTS, "inhabitants", &draft);
    draft_figure(r, record, HOMES, "homes", &draft);
    snprintf(date, sizeof date, "%04d-01-01", year); /* the figures are of 1 January */
    if (year)
        status = geo_town_date(ctx, r->import->town, date);
    uint64_t before = used(r);
    if (!status)
        status = geo_town_offer(ctx, r->import->town, &draft, record->geom, record->reason);
    if (status || used(r) == before)
        return status;
    return geo_doubles_note(ctx, &r->codes, code, r->file);
}

static geo_status take(geo_ctx *ctx, reading *r, const geo_record *record)
{
    geo_town *town = r->import->town;
    const char *code = code_of(r, record);
    const area_kind *kind = kind_of(code);
    if (!kind || (r->kind && kind != r->kind))
        geo_town_reject(town, GEO_THEME_NEIGHBOURHOOD, "code that is not of CBS", code);
    else if (*r->municipality && strncmp(code + 2, r->municipality, 4) != 0)
        geo_town_ignore(town, GEO_THEME_NEIGHBOURHOOD, "of another municipality", code);
    else if (is_water(r, record, code))
        geo_town_ignore(town, GEO_THEME_NEIGHBOURHOOD, "water only", code);
    else
        return offer(ctx, r, record, kind, code);
    return GEO_OK;
}

/* What is done with every record: taking it, or looking for a name. */
typedef geo_status (*visitor)(geo_ctx *ctx, reading *r, const geo_record *record);

static void note_code(reading *r, const char *code)
{
    if (code && strlen(code) >= 6 && !*r->municipality)
        snprintf(r->municipality, sizeof r->municipality, "%.4s", code + 2);
}

static geo_status visit_name(geo_ctx *ctx, reading *r, const geo_record *record)
{
    (void)ctx;
    const char *name = geo_fields_text(&r->fields, record, GEMEENTE_NAME);
    const char *stat = geo_fields_text(&r->fields, record, STAT_NAME);
    const char *code = code_of(r, record);
    r->has_names |= name || (stat && is_code(code, &kinds[GEMEENTE]));
    if (name && strcasecmp(name, r->import->municipality) == 0)
        note_code(r, geo_fields_has(&r->fields, GEMEENTE)
                         ? geo_fields_text(&r->fields, record, GEMEENTE)
                         : code);
    else if (stat && is_code(code, &kinds[GEMEENTE]) &&
             strcasecmp(stat, r->import->municipality) == 0)
        note_code(r, code);
    return GEO_OK;
}

static geo_status read_layer(geo_ctx *ctx, reading *r, const char *layer, visitor visit, bool *used)
{
    geo_records *records = NULL;
    geo_record record;
    const geo_box box = geo_town_box(r->import->town, GEO_THEME_NEIGHBOURHOOD);
    const geo_records_options options = geo_fields_options(&r->fields, r->import, layer, &box);
    geo_status status = geo_records_new(ctx, r->file, &options, &records);
    if (status)
        return status;
    geo_fields_choose(&r->fields, records);
    geo_fields_tell(ctx, &r->fields, columns, records);
    r->kind = kind_of_layer(&r->fields);
    bool fits = r->kind || geo_fields_has(&r->fields, STAT);
    *used |= fits;
    while (fits && (status = geo_records_next(ctx, records, &record)) == GEO_OK)
        if ((status = visit(ctx, r, &record)))
            break;
    if (status == GEO_END)
        geo_town_outside(r->import->town, GEO_THEME_NEIGHBOURHOOD, geo_records_outside(records));
    geo_records_free(records);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status read_file(geo_ctx *ctx, reading *r, visitor visit)
{
    geo_records_layers layers = {0};
    bool used = false;
    geo_status status = geo_records_list(ctx, r->file, &layers);
    for (size_t i = 0; !status && i < layers.count; i++)
        status = read_layer(ctx, r, layers.count > 1 ? layers.items[i] : NULL, visit, &used);
    geo_records_layers_release(&layers);
    if (!status && !used)
        status = geo_fail(ctx, GEO_ERR_FORMAT,
                          "'%s' has no layer of CBS areas: none with buurtcode, wijkcode, "
                          "gemeentecode or statcode",
                          r->file);
    return status;
}

static geo_status read_all(geo_ctx *ctx, reading *r, visitor visit)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < r->import->file_count; i++) {
        r->file = r->import->files[i];
        geo_town_reading(r->import->town, r->file);
        status = read_file(ctx, r, visit);
    }
    return status;
}

static geo_status refuse_name(geo_ctx *ctx, const reading *r, const char *asked)
{
    if (!r->has_names)
        geo_hint(ctx, "they do not tell the names of municipalities: give the code, as in "
                      "--municipality GM0396");
    return geo_fail(ctx, GEO_ERR_NOTFOUND, "no municipality is called '%s' in these files", asked);
}

/* The municipality as four digits: given as "GM0453" or "0453", or found by its name. */
static geo_status find_municipality(geo_ctx *ctx, reading *r)
{
    const char *asked = r->import->municipality;
    if (!asked)
        return GEO_OK;
    const char *digits = strncasecmp(asked, "GM", 2) == 0 ? asked + 2 : asked;
    if (strlen(digits) == 4 && strspn(digits, "0123456789") == 4) {
        memcpy(r->municipality, digits, 5);
        return GEO_OK;
    }
    geo_status status = read_all(ctx, r, visit_name);
    if (!status && !*r->municipality)
        status = refuse_name(ctx, r, asked);
    return status;
}

geo_status geo_import_cbs(geo_ctx *ctx, const geo_import *import)
{
    reading r = {.import = import};
    bool wanted;
    geo_status status = geo_town_wants(ctx, import->town, GEO_THEME_NEIGHBOURHOOD, &wanted);
    if (status || !wanted)
        return status;
    const char *known[COLUMNS + 1] = {0};
    for (int i = 0; i < COLUMNS; i++)
        known[i] = columns[i].column;
    status = geo_fields_check_maps(ctx, import, known);
    if (!status)
        status = geo_fields_init(ctx, import, columns, COLUMNS, &r.fields);
    if (!status)
        status = geo_limits_read(ctx, import, GEO_THEME_NEIGHBOURHOOD, r.limits);
    for (size_t i = 0; !status && i < import->file_count; i++)
        status = geo_town_file(ctx, import->town, import->files[i]);
    if (!status)
        status = find_municipality(ctx, &r);
    if (!status)
        status = read_all(ctx, &r, take);
    if (!status)
        status = geo_fields_check_met(ctx, &r.fields);
    if (!status)
        geo_doubt_tell(ctx, &r.codes.again,
                       "neighbourhood: areas whose code another one has already", "");
    geo_doubles_release(&r.codes);
    geo_fields_release(&r.fields);
    return status;
}
