/* Tables of gn-import past what base/table checks: what OpenStreetMap's tags mean, how a street is
 * walked, what a number of a register can be. The first byte chooses the reader, the rest are its
 * tables, a form feed between them, in the order in which it asks for them. */
#include <math.h>

#include "fuzz.h"
#include "registry/centre.h"
#include "registry/limits.h"
#include "registry/osm.h"

typedef struct tables {
    const char *at;
    size_t left;
} tables;

static geo_status next_table(void *self, geo_ctx *ctx, const char *name, geo_table **out)
{
    tables *t = self;
    const char *end = t->left ? memchr(t->at, '\f', t->left) : NULL;
    size_t length = end ? (size_t)(end - t->at) : t->left;
    geo_status status = geo_table_parse(ctx, name, t->at, length, out);
    t->at += length + (length < t->left);
    t->left -= length + (length < t->left);
    return status;
}

static void read_osm(geo_ctx *ctx, const geo_import *import)
{
    geo_osm_rules *rules = NULL;
    geo_osm_match match;
    size_t count;
    int home;
    if (fuzz_said(ctx, geo_osm_rules_new(ctx, import, &rules)) == GEO_OK) {
        (void)geo_osm_rules_keys(rules, &count);
        const char **tags = calloc(count + 1, sizeof *tags);
        FUZZ_CHECK(tags);
        for (size_t i = 0; i <= count; i++) { /* none, then one more at a time */
            for (int theme = 0; theme < GEO_THEMES; theme++)
                if (geo_osm_rules_match(rules, (geo_theme)theme, tags, &match))
                    FUZZ_CHECK(match.told >= -1 && match.told <= 1);
            if (geo_osm_rules_home(rules, "address", tags, &home))
                FUZZ_CHECK(home >= -1 && home <= 1);
            if (i < count)
                tags[i] = i % 2 ? "yes" : "residential";
        }
        free(tags);
    }
    geo_osm_rules_free(rules);
}

static void read_limits(geo_ctx *ctx, const geo_import *import)
{
    geo_limit limits[256];
    geo_status status = fuzz_said(ctx, geo_limits_read(ctx, import, GEO_THEME_TREE, limits));
    if (status == GEO_OK) {
        const geo_limit *height = geo_limit_of(GEO_THEME_TREE, limits, "height_m");
        FUZZ_CHECK(!isnan(height->min) && geo_limit_holds(height, NAN));
    }
    FUZZ_CHECK(status == GEO_OK || strstr(geo_ctx_error(ctx), "register-limits.csv"));
}

static void read_streets(geo_ctx *ctx, const geo_import *import)
{
    geo_table *table = NULL;
    geo_street_rule rule;
    if (fuzz_said(ctx, import->table(import->self, ctx, "streets", &table)) == GEO_OK) {
        geo_status status = geo_street_rule_find(ctx, table, "voetpad", &rule);
        FUZZ_CHECK(status == GEO_ERR_NOTFOUND || fuzz_said(ctx, status) || !isinf(rule.foot));
    }
    geo_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const READ[])(geo_ctx *, const geo_import *) = {read_osm, read_limits,
                                                                  read_streets};
    enum { READERS = sizeof READ / sizeof *READ };
    if (!size || data[0] < 'a' || data[0] >= 'a' + READERS)
        return 0;
    char *text = fuzz_string(data + 1, size - 1); /* of just that size: reading beyond is seen */
    tables t = {text, size - 1};
    const geo_import import = {.self = &t, .table = next_table};
    READ[data[0] - 'a'](fuzz_ctx(), &import);
    free(text);
    return 0;
}
