/* From the text of a register's cell to the column of a town: what cannot be read as that, or
 * cannot be, is null, and counted. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "registry/cell_text.h"
#include "registry/register_parts.h"
#include "registry/size_class.h"

static void note_doubt(geo_register *r, size_t column, const char *text)
{
    geo_doubt_note(&r->doubts[column], text, r->id, r->file);
}

bool geo_register_is(const geo_register *r, size_t column, const char *name)
{
    return strcmp(r->columns[column].column, name) == 0;
}

/* Who may come there, in words of its own. */
static bool read_public(const char *text, int64_t *out)
{
    bool says = strcasecmp(text, "openbaar") == 0;
    bool good = says || strcasecmp(text, "particulier") == 0 || geo_fields_yes_no(text, &says);
    if (good)
        *out = says;
    return good;
}

static bool is_year(const char *column)
{
    return strcmp(column, "planted") == 0 || strcmp(column, "built") == 0 ||
           strcmp(column, "year") == 0;
}

bool geo_register_is_date(const char *column)
{
    return strcmp(column, "observed") == 0 || strcmp(column, "valid_from") == 0 ||
           strcmp(column, "valid_to") == 0;
}

static bool read_whole(const char *column, const char *text, int64_t *out)
{
    if (is_year(column))
        return !geo_cell_is_zero(text) && geo_cell_year(text, out);
    return strcmp(column, "public") == 0 ? read_public(text, out) : geo_cell_whole(text, out);
}

/* Can it be? What cannot is counted. */
static bool can_be(geo_register *r, size_t column, double value, const char *text)
{
    bool good = geo_limit_holds(&r->limits[column], value);
    if (!good)
        geo_doubt_note(&r->beyond[column], text, r->id, r->file);
    return good;
}

/* Nothing is 0 m high or wide: registers write that where they do not know. */
static bool has_extent(const char *column)
{
    return strcmp(column, "height_m") == 0 || strcmp(column, "crown_d_m") == 0;
}

static void draft_size(geo_register *r, size_t column, const char *text, geo_draft *draft)
{
    geo_size_class size;
    if (!geo_size_class_parse(text, &size)) {
        note_doubt(r, column, text);
        return;
    }
    if (size.middle_m == 0 && has_extent(r->columns[column].column))
        return;
    if (!can_be(r, column, size.middle_m, text) || !can_be(r, column, size.max_m, text))
        return;
    if (geo_register_is(r, column, "height_m") && r->theme == GEO_THEME_TREE) {
        geo_draft_number(draft, "height_min_m", size.min_m);
        geo_draft_number(draft, "height_max_m", size.max_m);
    }
    geo_draft_number(draft, r->columns[column].column, size.middle_m);
}

/* Of all numbers levels alone may be below zero, and none is a class. */
static void draft_level(geo_register *r, size_t column, const char *text, geo_draft *draft)
{
    geo_size_class size;
    const char *digits = text + strspn(text, " \t");
    bool below = *digits == '-';
    if (!geo_size_class_parse(digits + below, &size) || size.min_m < size.middle_m ||
        size.max_m > size.middle_m) {
        note_doubt(r, column, text);
        return;
    }
    double level_m = below ? -size.middle_m : size.middle_m;
    if (!isnan(level_m) && can_be(r, column, level_m, text))
        geo_draft_number(draft, r->columns[column].column, level_m);
}

/* A word of the table, letter case and blanks around it ignored. */
static bool is_word(const char *word, const char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(word);
    return strncasecmp(text, word, length) == 0 && !text[length + strspn(text + length, " \t")];
}

/* What a word says of a tree's life; NULL: the table does not have it. */
static const char *life_of(const geo_register *r, const char *text)
{
    size_t word, status;
    if (geo_table_column(NULL, r->statuses, "word", &word) ||
        geo_table_column(NULL, r->statuses, "status", &status))
        return NULL;
    for (size_t row = 0; row < geo_table_rows(r->statuses); row++)
        if (is_word(geo_table_cell(r->statuses, row, word), text))
            return geo_table_cell(r->statuses, row, status);
    return NULL;
}

const char *geo_register_life(geo_register *r, const geo_record *record, size_t column)
{
    const char *life = "standing", *text;
    for (size_t at = 0; (text = geo_fields_next(&r->fields, record, column, &at));) {
        const char *says = life_of(r, text);
        if (!says)
            note_doubt(r, column, text);
        else if (strcmp(life, "standing") == 0)
            life = says;
    }
    return life;
}

static void draft_date(geo_register *r, size_t column, const char *text, geo_draft *draft,
                       char room[64])
{
    if (!geo_cell_date(text, room))
        note_doubt(r, column, text);
    else if (can_be(r, column,
                    (room[0] - '0') * 1000.0 + (room[1] - '0') * 100.0 + (room[2] - '0') * 10.0 +
                        (room[3] - '0'),
                    text))
        geo_draft_text(draft, r->columns[column].column, room);
}

/* One word for yes and one for no; other words stay. */
static const char *plain_word(const char *column, const char *text)
{
    bool says;
    if (strcmp(column, "shielding") != 0 || !geo_fields_yes_no(text, &says))
        return text;
    return says ? "ja" : "nee";
}

/* What units tools can count by, in the letters that they look for. */
static const char *plain_kind(geo_register *r, size_t column, const char *text)
{
    static const char *const kinds[] = {"buurt", "wijk", "gemeente"};
    if (r->theme != GEO_THEME_NEIGHBOURHOOD || !geo_register_is(r, column, "kind"))
        return text;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(kinds[i], text) == 0)
            return kinds[i];
    geo_doubt_note(&r->odd_kinds, text, r->id, r->file);
    return text;
}

void geo_register_cell(geo_register *r, size_t column, const char *text, geo_draft *draft,
                       char room[64])
{
    const geo_theme_column *is = &geo_theme_layer_of(r->theme)->columns[column];
    int64_t whole;
    if (is->type == GEO_FIELD_STRING && geo_register_is_date(is->name))
        draft_date(r, column, text, draft, room);
    else if (is->type == GEO_FIELD_STRING) {
        (void)geo_cell_id(text, room, &text);
        text = plain_kind(r, column, plain_word(is->name, text));
        geo_draft_text(draft, is->name, text);
        r->kinds += strcmp(is->name, "kind") == 0;
    } else if (strcmp(is->name, "overflow_m") == 0)
        draft_level(r, column, text, draft);
    else if (is->type == GEO_FIELD_DOUBLE)
        draft_size(r, column, text, draft);
    else if (!read_whole(is->name, text, &whole)) {
        if (!is_year(is->name) || !geo_cell_is_zero(text))
            note_doubt(r, column, text);
    } else if (can_be(r, column, (double)whole, text))
        geo_draft_int(draft, is->name, whole);
}
