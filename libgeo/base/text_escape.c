/* Text made safe for JSON, CSV and XML, and the check of UTF-8 that they share.
 * Invariant: whatever bytes come in, valid UTF-8 goes out of JSON and XML. */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

static bool continues(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Bytes of the character that begins here, 0 when it is not UTF-8 (Unicode 15, table 3-7: no
 * overlong forms, no surrogates, nothing above U+10FFFF). */
static size_t character_size(const unsigned char *at, size_t left)
{
    unsigned char first = at[0];
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    if (first < 0xe0)
        return left >= 2 && continues(at[1]) ? 2 : 0;
    if (first < 0xf0) {
        if (left < 3 || !continues(at[1]) || !continues(at[2]))
            return 0;
        return (first == 0xe0 && at[1] < 0xa0) || (first == 0xed && at[1] > 0x9f) ? 0 : 3;
    }
    if (left < 4 || !continues(at[1]) || !continues(at[2]) || !continues(at[3]))
        return 0;
    return (first == 0xf0 && at[1] < 0x90) || (first == 0xf4 && at[1] > 0x8f) ? 0 : 4;
}

bool geo_utf8_valid(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    for (size_t i = 0; i < length;) {
        size_t size = character_size(at + i, length - i);
        if (!size)
            return false;
        i += size;
    }
    return true;
}

static void add_json_control(geo_text *text, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char short_form[32] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    if (short_form[c]) {
        geo_text_add_char(text, '\\');
        geo_text_add_char(text, short_form[c]);
        return;
    }
    geo_text_add(text, "\\u00");
    geo_text_add_char(text, hex[c >> 4]);
    geo_text_add_char(text, hex[c & 15]);
}

/* How many bytes from here on need no escape in JSON. */
static size_t plain_json(const unsigned char *at, size_t left)
{
    size_t i = 0;
    while (i < left && at[i] >= 0x20 && at[i] < 0x80 && at[i] != '"' && at[i] != '\\')
        i++;
    return i;
}

static size_t add_json_character(geo_text *text, const unsigned char *at, size_t left)
{
    size_t size = character_size(at, left);
    if (size == 0) {
        geo_text_add(text, replacement);
        return 1;
    }
    if (at[0] < 0x20) {
        add_json_control(text, at[0]);
        return 1;
    }
    if (size == 1)
        geo_text_add_char(text, '\\');
    geo_text_add_bytes(text, at, size);
    return size;
}

void geo_text_add_json(geo_text *text, const char *string, size_t length)
{
    const unsigned char *at = (const unsigned char *)string;
    geo_text_add_char(text, '"');
    for (size_t i = 0; i < length;) {
        size_t plain = plain_json(at + i, length - i);
        geo_text_add_bytes(text, at + i, plain);
        i += plain;
        if (i < length)
            i += add_json_character(text, at + i, length - i);
    }
    geo_text_add_char(text, '"');
}

/* A signed decimal such as "-1" (a floor) is data that no spreadsheet runs. */
static bool plain_number(const char *string, size_t length)
{
    size_t digits = 0, points = 0;
    for (size_t i = 1; i < length; i++) {
        digits += string[i] >= '0' && string[i] <= '9';
        points += string[i] == '.';
    }
    return digits > 0 && points <= 1 && digits + points == length - 1;
}

static bool would_run(const char *string, size_t length)
{
    switch (string[0]) {
    case '=':
    case '@':
    case '\t':
    case '\r':
        return true;
    case '+':
    case '-':
        return !plain_number(string, length);
    default:
        return false;
    }
}

static bool must_quote(const char *string, size_t length)
{
    if (string[0] == ' ' || string[length - 1] == ' ')
        return true;
    for (size_t i = 0; i < length; i++)
        if (string[i] == ',' || string[i] == '"' || string[i] == '\n' || string[i] == '\r')
            return true;
    return false;
}

void geo_text_add_csv(geo_text *text, const char *string, size_t length)
{
    if (length == 0)
        return;
    bool quoted = must_quote(string, length);
    if (quoted)
        geo_text_add_char(text, '"');
    if (would_run(string, length))
        geo_text_add_char(text, '\'');
    const char *at = string, *end = string + length, *quote;
    while (quoted && (quote = memchr(at, '"', (size_t)(end - at)))) {
        geo_text_add_bytes(text, at, (size_t)(quote + 1 - at));
        geo_text_add_char(text, '"');
        at = quote + 1;
    }
    geo_text_add_bytes(text, at, (size_t)(end - at));
    if (quoted)
        geo_text_add_char(text, '"');
}

/* What stands for an ASCII character in XML: NULL, itself; "", nothing. Line breaks and tabs are
 * spelled out, or an attribute would turn them into spaces. */
static const char *xml_form(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return c < 0x20 ? "" : NULL;
    }
}

/* U+FFFE and U+FFFF are the only ones above ASCII that XML forbids and UTF-8 can hold. */
static bool forbidden_in_xml(const unsigned char *at, size_t size)
{
    return size == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe;
}

void geo_text_add_xml(geo_text *text, const char *string)
{
    const unsigned char *at = (const unsigned char *)string;
    size_t left = strlen(string);
    while (left) {
        size_t size = character_size(at, left);
        const char *form = size == 1 ? xml_form(at[0]) : NULL;
        if (!size) {
            geo_text_add(text, replacement);
            size = 1;
        } else if (form) {
            geo_text_add(text, form);
        } else if (!forbidden_in_xml(at, size)) {
            geo_text_add_bytes(text, at, size);
        }
        at += size;
        left -= size;
    }
}
