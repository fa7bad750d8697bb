#include "registry/cell_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/parse.h"

static const char DIGITS[] = "0123456789", BLANKS[] = " \t";
enum { YEAR_DIGITS = 4, GROUP = 3 };

/* Without the blanks around it; false: longer than the room, or nothing. */
static bool trim(const char *text, char *room, size_t size)
{
    text += strspn(text, BLANKS);
    size_t length = strlen(text);
    while (length && strchr(BLANKS, text[length - 1]))
        length--;
    if (!length || length >= size)
        return false;
    memcpy(room, text, length);
    room[length] = '\0';
    return true;
}

/* Groups of three digits behind a first of one to three: how many; 0: it is not written so. */
static size_t groups_of(const char *text, char sign)
{
    size_t first = strspn(text, DIGITS), count = 0;
    if (first < 1 || first > GROUP)
        return 0;
    for (text += first; *text == sign && strspn(text + 1, DIGITS) == GROUP; text += GROUP + 1)
        count++;
    return *text ? 0 : count;
}

static void drop(char *text, char sign)
{
    char *to = text;
    for (; *text; text++)
        if (*text != sign)
            *to++ = *text;
    *to = '\0';
}

bool geo_cell_whole(const char *text, int64_t *out)
{
    char room[32];
    if (!trim(text, room, sizeof room))
        return false;
    char *number = room + (*room == '-' || *room == '+'), *sign = strpbrk(number, ".,");
    if (sign) {
        size_t groups = groups_of(number, *sign), zeros = strspn(sign + 1, "0");
        if (groups > 1)
            drop(number, *sign);
        else if (groups == 1 || !zeros || sign[1 + zeros])
            return false;
        else
            *sign = '\0';
    }
    return geo_parse_int(NULL, *room == '+' ? number : room, -INT32_MAX, INT32_MAX, out) == GEO_OK;
}

bool geo_cell_house(const char *text, int64_t *number, const char **letter)
{
    char room[16];
    const char *start = text + strspn(text, BLANKS);
    size_t digits = strspn(start, DIGITS);
    const char *rest = start + digits + strspn(start + digits, BLANKS);
    bool has_letter = digits && isalpha((unsigned char)*rest) && !rest[1];
    *letter = has_letter ? rest : NULL;
    if (!has_letter)
        return geo_cell_whole(text, number);
    if (digits >= sizeof room)
        return false;
    snprintf(room, sizeof room, "%.*s", (int)digits, start);
    return geo_cell_whole(room, number);
}

bool geo_cell_year(const char *text, int64_t *out)
{
    char digits[YEAR_DIGITS + 1] = "";
    text += strspn(text, BLANKS);
    if (strspn(text, DIGITS) != YEAR_DIGITS ||
        (text[YEAR_DIGITS] && !strchr("-. \t", text[YEAR_DIGITS])))
        return false;
    memcpy(digits, text, YEAR_DIGITS);
    return geo_parse_int(NULL, digits, 1000, 2200, out) == GEO_OK;
}

bool geo_cell_is_zero(const char *text)
{
    return strspn(text, "0.,") == strlen(text);
}

/* ---- dates ---- */

/* The next group of digits, at most four; its length, 0: there is none. */
static size_t take_group(const char **at, int *value)
{
    size_t length = strspn(*at, DIGITS);
    *value = 0;
    if (length > YEAR_DIGITS)
        return 0;
    for (size_t i = 0; i < length; i++)
        *value = *value * 10 + (*at)[i] - '0';
    *at += length;
    return length;
}

/* Three groups with the same sign between them. */
static bool take_groups(const char **at, size_t lengths[3], int values[3])
{
    char sign = '\0';
    for (int i = 0; i < 3; i++) {
        if (i && (!**at || !strchr("-/.", **at) || (sign && **at != sign)))
            return false;
        if (i)
            sign = *(*at)++;
        lengths[i] = take_group(at, &values[i]);
        if (!lengths[i])
            return false;
    }
    return true;
}

static bool is_time(const char *text)
{
    return !*text || ((*text == 'T' || *text == ' ') && isdigit((unsigned char)text[1]));
}

bool geo_cell_date(const char *text, char out[11])
{
    char room[40], iso[40];
    size_t lengths[3];
    int values[3];
    int64_t days;
    const char *at = room;
    if (!trim(text, room, sizeof room))
        return false;
    if (strspn(room, DIGITS) == 8 && !room[8])
        snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", room, room + 4, room + 6);
    else if (!take_groups(&at, lengths, values) || !is_time(at))
        return false;
    else if (lengths[0] == YEAR_DIGITS && lengths[1] <= 2 && lengths[2] <= 2)
        snprintf(iso, sizeof iso, "%04d-%02d-%02d", values[0], values[1], values[2]);
    else if (lengths[2] == YEAR_DIGITS && lengths[0] <= 2 && lengths[1] <= 2)
        snprintf(iso, sizeof iso, "%04d-%02d-%02d", values[2], values[1], values[0]);
    else
        return false;
    if (geo_parse_date(NULL, iso, &days) != GEO_OK)
        return false;
    memcpy(out, iso, 11);
    return true;
}

/* ---- ids ---- */

/* "3,63010E+14": one digit, perhaps more behind a sign, and a power of ten, which nobody puts in an
 * id on purpose. */
static bool is_power(const char *text)
{
    if (strspn(text, DIGITS) != 1)
        return false;
    text++;
    if (*text == '.' || *text == ',')
        text += 1 + strspn(text + 1, DIGITS);
    if ((*text != 'e' && *text != 'E') || text[1] != '+')
        return false;
    size_t digits = strspn(text + 2, DIGITS);
    return digits && !text[2 + digits];
}

geo_cell_id_fate geo_cell_id(const char *text, char room[GEO_CELL_ID_ROOM], const char **out)
{
    *out = text;
    if (!trim(text, room, GEO_CELL_ID_ROOM))
        return GEO_CELL_ID_SOUND;
    *out = room;
    size_t digits = strspn(room, DIGITS), zeros = 0;
    if (digits && room[digits] == '.')
        zeros = strspn(room + digits + 1, "0");
    if (zeros && zeros != GROUP && !room[digits + 1 + zeros]) {
        room[digits] = '\0';
        return GEO_CELL_ID_MENDED;
    }
    return is_power(room) ? GEO_CELL_ID_LOST : GEO_CELL_ID_SOUND;
}
