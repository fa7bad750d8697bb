/* groennet(7) against the table of themes: every layer with its kind of geometry and all of its
 * columns, and no column that is none. */
#include <ctype.h>
#include <string.h>

#include "registry/theme.h"
#include "store.h"

enum { PAGE_ROOM = 1 << 16, BLOCK_ROOM = 1024 };
static char page[PAGE_ROOM];

/* Without the backslashes that scdoc needs. */
static void read_page(void)
{
    FILE *file = fopen(SOURCE_DIR "/tools/groennet.7.scd", "rb");
    size_t length = 0;
    int c;
    assert_non_null(file);
    while ((c = getc(file)) != EOF && length + 1 < sizeof page)
        if (c != '\\')
            page[length++] = (char)c;
    assert_true(c == EOF);
    page[length] = '\0';
    fclose(file);
}

/* What stands of a layer, up to the next entry of the list. */
static void block_of(const geo_theme_layer *layer, char out[BLOCK_ROOM])
{
    static const char *const KINDS[] = {
        [GEO_GEOM_POINT] = "points", [GEO_GEOM_LINE] = "lines", [GEO_GEOM_POLYGON] = "polygons"};
    char head[64];
    snprintf(head, sizeof head, "*%s* (%s)\n", layer->name, KINDS[layer->type]);
    const char *start = strstr(page, head);
    if (!start)
        fail_msg("no entry %s", head);
    start += strlen(head);
    const char *end = strstr(start, "\n|");
    assert_non_null(end);
    assert_true((size_t)(end - start) < BLOCK_ROOM);
    memcpy(out, start, (size_t)(end - start));
    out[end - start] = '\0';
}

static bool has_column(const geo_theme_layer *layer, const char *name, size_t length)
{
    for (size_t i = 0; i < GEO_THEME_COLUMNS && layer->columns[i].name; i++)
        if (strlen(layer->columns[i].name) == length &&
            memcmp(layer->columns[i].name, name, length) == 0)
            return true;
    return false;
}

static void names_every_column(void **state)
{
    char block[BLOCK_ROOM], name[64];
    (void)state;
    for (int t = 0; t < GEO_THEMES; t++) {
        const geo_theme_layer *layer = geo_theme_layer_of((geo_theme)t);
        block_of(layer, block);
        for (size_t i = 1; i < geo_theme_column_count((geo_theme)t); i++) { /* id is of all */
            snprintf(name, sizeof name, "_%s_", layer->columns[i].name);
            if (!strstr(block, name))
                fail_msg("%s: %s is not named", layer->name, layer->columns[i].name);
        }
    }
}

/* The end of a name that starts after p's underscore, or NULL. */
static const char *name_end(const char *p)
{
    const char *end = p + 1;
    while (isalnum((unsigned char)*end) || (*end == '_' && isalnum((unsigned char)end[1])))
        end++;
    return *end == '_' && end > p + 1 ? end : NULL;
}

static void names_no_other(void **state)
{
    char block[BLOCK_ROOM];
    (void)state;
    for (int t = 0; t < GEO_THEMES; t++) {
        const geo_theme_layer *layer = geo_theme_layer_of((geo_theme)t);
        block_of(layer, block);
        for (const char *p = block; *p; p++) {
            bool starts = *p == '_' && (p == block || !isalnum((unsigned char)p[-1]));
            const char *end = starts ? name_end(p) : NULL;
            if (end && !has_column(layer, p + 1, (size_t)(end - p - 1)))
                fail_msg("%s has no column %.*s", layer->name, (int)(end - p - 1), p + 1);
            p = end ? end : p;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(names_every_column), TEST(names_no_other)};
    read_page();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
