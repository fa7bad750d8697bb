/* The growable buffer itself, and the edit distance.
 * Invariant: when capacity > 0, length < capacity and data[length] is NUL; after a failure the
 * buffer holds what it held before the piece that did not fit. */
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

enum { FIRST_CAPACITY = 64, LONGEST_COMPARED = 256 };

void geo_text_release(geo_text *text)
{
    geo_free(text->data);
    *text = GEO_TEXT_INIT;
}

void geo_text_reset(geo_text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->data)
        text->data[0] = '\0';
}

/* True when `more` bytes and the NUL fit. */
static bool make_room(geo_text *text, size_t more)
{
    if (text->failed)
        return false;
    if (more < text->capacity - text->length)
        return true;
    size_t wanted;
    if (__builtin_add_overflow(text->length + 1, more, &wanted)) {
        text->failed = true;
        return false;
    }
    size_t grown = text->capacity < SIZE_MAX / 2 ? 2 * text->capacity : wanted;
    if (grown < wanted)
        grown = wanted;
    if (grown < FIRST_CAPACITY)
        grown = FIRST_CAPACITY;
    char *moved = geo_realloc(text->data, grown, 1);
    if (!moved) {
        text->failed = true;
        return false;
    }
    text->data = moved;
    text->capacity = grown;
    return true;
}

void geo_text_add_bytes(geo_text *text, const void *bytes, size_t length)
{
    if (!make_room(text, length))
        return;
    if (length)
        memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void geo_text_add(geo_text *text, const char *string)
{
    geo_text_add_bytes(text, string, strlen(string));
}

void geo_text_add_char(geo_text *text, char c)
{
    if (!make_room(text, 1))
        return;
    text->data[text->length++] = c;
    text->data[text->length] = '\0';
}

void geo_text_addf(geo_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    geo_text_addv(text, format, args);
    va_end(args);
}

void geo_text_addv(geo_text *text, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(small, sizeof small, format, args);
    if (length < 0) {
        text->failed = true;
    } else if ((size_t)length < sizeof small) {
        geo_text_add_bytes(text, small, (size_t)length);
    } else if (make_room(text, (size_t)length)) {
        vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

const char *geo_text_string(const geo_text *text)
{
    return text->data ? text->data : "";
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment (Damerau 1964, restricted): three rows of the table are enough, because
 * a swap looks back two. */
static size_t aligned_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][LONGEST_COMPARED + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *swapped = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(now[j], 1 + least(last[j], now[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], swapped[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

size_t geo_text_distance(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b);
    size_t a_part = least(a_length, LONGEST_COMPARED), b_part = least(b_length, LONGEST_COMPARED);
    size_t a_rest = a_length - a_part, b_rest = b_length - b_part;
    return aligned_distance(a, a_part, b, b_part) + (a_rest > b_rest ? a_rest : b_rest);
}

bool geo_text_listed(const char *const *list, const char *word)
{
    for (; list && word && *list; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

const char *geo_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}
