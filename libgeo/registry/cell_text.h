/* What is written in one cell of a register, read without guessing: what can be understood in two
 * ways is not understood. Blanks around it are ignored. */
#ifndef GEO_REGISTRY_CELL_TEXT_H
#define GEO_REGISTRY_CELL_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* "12", "12.0", "12,00", "1.250.000". "1.250" is one thousand and more or one and a quarter, so
 * that it is neither. Within +-INT32_MAX. */
bool geo_cell_whole(const char *text, int64_t *out);

/* "12a", "12 a": number 12 and the letter, which *letter points to in `text`. Without a letter as
 * geo_cell_whole, and *letter is NULL. */
bool geo_cell_house(const char *text, int64_t *number, const char **letter);

/* "1980", "1980.0" and "1980-04-01" are the year 1980, 1000 to 2200. */
bool geo_cell_year(const char *text, int64_t *out);
/* The year 0, which is how some write that they do not know. */
bool geo_cell_is_zero(const char *text);

/* ISO 8601 from a date as it is written here: "2026-11-21" and "2026-11-21T09:30", "21-11-2026",
 * "21/11/2026", "21.11.2026", "2026/11/21", "20261121". Of "06/07/2024" the day is the 6th. A year
 * of two digits and a day that there is not are none. */
bool geo_cell_date(const char *text, char out[11]);

/* What became of an id on its way here. */
typedef enum geo_cell_id_fate {
    GEO_CELL_ID_SOUND,
    GEO_CELL_ID_MENDED, /* a whole number with ".0" behind it: that is gone */
    GEO_CELL_ID_LOST /* "3,63010E+14": its digits are gone, and nobody can tell which record it is
                      */
} geo_cell_id_fate;
#define GEO_CELL_ID_ROOM 64
/* *out: the id without blanks around it, in `room` or `text` itself. */
geo_cell_id_fate geo_cell_id(const char *text, char room[GEO_CELL_ID_ROOM], const char **out);

#endif
