/* Members of JSON objects, for summaries that programs read. */
#include <math.h>
#include <string.h>

#include "base/text.h"

void geo_text_add_key(geo_text *text, const char *key)
{
    char last = text->length ? text->data[text->length - 1] : '{';
    if (last != '{' && last != '[')
        geo_text_add_char(text, ',');
    geo_text_add_json(text, key, strlen(key));
    geo_text_add_char(text, ':');
}

void geo_text_add_number(geo_text *text, const char *key, double value)
{
    geo_text_add_key(text, key);
    if (isfinite(value))
        geo_text_add_double(text, value);
    else
        geo_text_add(text, "null");
}

void geo_text_add_word(geo_text *text, const char *key, const char *word)
{
    geo_text_add_key(text, key);
    if (word && *word)
        geo_text_add_json(text, word, strlen(word));
    else
        geo_text_add(text, "null");
}
