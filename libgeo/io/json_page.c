/* A page's members by depth: numbers at 1 {"numberMatched":9}, links at 3
 * {"links":[{"rel":"next"}]}. Within features only what opens, closes and quotes is looked at.
 * Invariant: keys[d] is the member whose value is being read in the object at depth d, "" in an
 * array. */
#include "io/json_page.h"

#include <math.h>
#include <string.h>

#include "base/parse.h"

static bool is_at(const geo_json_page *page, int depth, const char *key)
{
    return page->depth >= depth && strcmp(page->keys[depth], key) == 0;
}

static bool is_in_feature(const geo_json_page *page)
{
    return page->depth > 2 && is_at(page, 1, "features");
}

static void collect(geo_json_page *page, char c)
{
    if (page->length < GEO_JSON_PAGE_WORD - 1)
        page->word[page->length++] = c;
}

static const char *last_word(geo_json_page *page)
{
    page->word[page->length] = '\0';
    return page->word;
}

static double number_of(const char *word)
{
    double number;
    bool is_one = *word && geo_parse_double(NULL, word, &number) == GEO_OK && number > 0;
    return is_one ? number : 0;
}

/* A value has ended whose member is keys[depth]. */
static void settle(geo_json_page *page)
{
    const char *word = last_word(page);
    if (page->depth == 1) {
        page->is_collection |= is_at(page, 1, "features");
        if (is_at(page, 1, "numberMatched") || is_at(page, 1, "totalFeatures"))
            page->matched = number_of(word);
        if (is_at(page, 1, "numberReturned"))
            page->returned = number_of(word);
    }
    if (page->depth <= 2 && is_at(page, (int)page->depth, "exceededTransferLimit"))
        page->is_cut |= strcmp(word, "true") == 0;
    if (page->depth == 3 && is_at(page, 1, "links") && is_at(page, 3, "rel"))
        page->has_next |= strcmp(word, "next") == 0;
    page->length = 0;
}

static void open_one(geo_json_page *page, char c)
{
    page->features += c == '{' && page->depth == 2 && is_at(page, 1, "features");
    page->depth++;
    if (page->depth <= GEO_JSON_PAGE_DEPTH)
        page->keys[page->depth][0] = '\0';
    page->length = 0;
}

static void close_one(geo_json_page *page)
{
    if (page->depth > 0 && page->depth <= GEO_JSON_PAGE_DEPTH)
        settle(page);
    page->depth -= page->depth > 0;
    page->length = 0;
}

static void take_key(geo_json_page *page)
{
    if (page->depth > 0 && page->depth <= GEO_JSON_PAGE_DEPTH)
        memcpy(page->keys[page->depth], last_word(page), page->length + 1);
    page->length = 0;
}

static void feed_text(geo_json_page *page, char c)
{
    if (page->is_escaped || c == '\\') {
        page->is_escaped = !page->is_escaped;
        collect(page, c);
    } else if (c == '"') {
        page->in_text = false;
    } else {
        collect(page, c);
    }
}

static void feed_mark(geo_json_page *page, char c)
{
    if (c == '"') {
        page->in_text = true;
        page->length = 0;
    } else if (c == '{' || c == '[') {
        open_one(page, c);
    } else if (c == '}' || c == ']') {
        close_one(page);
    } else if (is_in_feature(page)) {
        return;
    } else if (c == ':') {
        take_key(page);
    } else if (c == ',') {
        settle(page);
    } else if (c > ' ') {
        collect(page, c);
    }
}

void geo_json_page_feed(geo_json_page *page, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (page->in_text ? feed_text : feed_mark)(page, bytes[i]);
}

geo_status geo_json_page_check(geo_ctx *ctx, const geo_json_page *page, const char *name)
{
    double features = (double)page->features;
    bool by_number = page->matched > 0;
    bool by_link =
        (page->has_next || page->is_cut) && !(page->returned > 0 && features > page->returned);
    if (!page->is_collection || (by_number ? features >= page->matched : !by_link))
        return GEO_OK;
    if (by_number)
        geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is one page of a web service: %.0f of %.0f objects",
                 name, features, page->matched);
    else
        geo_fail(ctx, GEO_ERR_FORMAT,
                 "'%s' is one page of a web service: %.0f objects, and more on the next page", name,
                 features);
    geo_hint(ctx, "fetch all pages; to take these objects alone: ogr2ogr part.gpkg %s", name);
    return GEO_ERR_FORMAT;
}
