/* The one growable text buffer. A failed allocation is sticky: check `failed` once at the end. */
#ifndef GEO_BASE_TEXT_H
#define GEO_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef struct geo_text {
    char *data; /* NUL-terminated once something was added; may hold NUL bytes inside */
    size_t length, capacity;
    bool failed;
} geo_text;

#define GEO_TEXT_INIT ((geo_text){0})

void geo_text_release(geo_text *text);
void geo_text_reset(geo_text *text); /* length 0, memory kept, failure forgotten */
void geo_text_add(geo_text *text, const char *string);
void geo_text_add_bytes(geo_text *text, const void *bytes, size_t length);
void geo_text_add_char(geo_text *text, char c);
void geo_text_addf(geo_text *text, const char *format, ...) GEO_PRINTF(2, 3);
void geo_text_addv(geo_text *text, const char *format, va_list args) GEO_PRINTF(2, 0);
/* Shortest decimal that reads back as the same double ("0.1", "1e+20"). Nothing is added for a NaN
 * or an infinity: the caller checks. No locale. */
void geo_text_add_double(geo_text *text, double value);
/* Fixed point with `decimals` (0..9) digits, trailing zeros kept; the double's exact value is
 * rounded, halves away from zero ("-0.00" is never written). Nothing for a NaN or an infinity. */
void geo_text_add_fixed(geo_text *text, double value, int decimals);
void geo_text_add_int(geo_text *text, long long value);
/* A JSON string with its quotes and escapes (RFC 8259); invalid UTF-8 bytes become U+FFFD. */
void geo_text_add_json(geo_text *text, const char *string, size_t length);
/* A member of a JSON object: its name, then what the caller or these put behind it. A comma goes
 * before unless it is the first, behind '{' or '['. NaN, an infinity, NULL and "" are null. */
void geo_text_add_key(geo_text *text, const char *key);
void geo_text_add_number(geo_text *text, const char *key, double value);
void geo_text_add_word(geo_text *text, const char *key, const char *word);
/* A CSV cell, quoted when it must be; a cell that a spreadsheet would run (= + - @ at the start of
 * text, tab, CR) gets a leading apostrophe (OWASP: CSV injection); a plain signed decimal such as
 * "-1" is left alone. */
void geo_text_add_csv(geo_text *text, const char *string, size_t length);
/* XML character data or attribute value, escaped (also tab and line ends); characters XML 1.0
 * forbids are left out, invalid UTF-8 bytes become U+FFFD. */
void geo_text_add_xml(geo_text *text, const char *string);
const char *geo_text_string(const geo_text *text); /* never NULL */

/* True when the bytes are valid UTF-8. */
bool geo_utf8_valid(const char *bytes, size_t length);

/* Edit distance in bytes (insert, delete, substitute, swap of neighbours) for "did you mean"; from
 * byte 257 on every byte counts as different. */
size_t geo_text_distance(const char *a, const char *b);

/* Is the word (NULL: no) one of a NULL-ended list (NULL: empty)? */
bool geo_text_listed(const char *const *list, const char *word);

/* The last name in a path, behind its folders; of a path that ends in a slash the whole. Points
 * into the path. */
const char *geo_path_name(const char *path);

#endif
