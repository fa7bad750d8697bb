/* gml-features TOLERANCE PATH PROPERTY...: what the readers of libgeo/io (archive, xml, gml) make
 * of the geometry properties of these names, for tests that ask somebody else the same. Lines of
 * file, feature (gml:id), property, EPSG code, reason, geometry (WKT), with tabs between. A feature
 * is the nearest element around a property that has an id. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/archive.h"
#include "io/gml.h"
#include "io/xml.h"
#include "wkt.h"

enum { FAILED = 3 };

typedef struct listing {
    geo_gml *gml;
    geo_arena *arena;
    const char *member;
    char **properties;
    char property[64], feature[64];
    geo_text text;
    bool inside;
} listing;

static bool is_property(const listing *list, const char *name)
{
    for (char **at = list->properties; *at; at++)
        if (!strcmp(*at, name))
            return true;
    return false;
}

static geo_status on_start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    listing *list = self;
    const char *id = geo_xml_attribute(attributes, "id");
    if (list->inside)
        return geo_gml_start(ctx, list->gml, name, attributes);
    if (id)
        snprintf(list->feature, sizeof list->feature, "%s", id);
    list->inside = is_property(list, name);
    snprintf(list->property, sizeof list->property, "%s", name);
    geo_gml_begin(list->gml);
    return GEO_OK;
}

static geo_status on_text(geo_ctx *ctx, void *self, const char *text, size_t length)
{
    listing *list = self;
    return list->inside ? geo_gml_text(ctx, list->gml, text, length) : GEO_OK;
}

static geo_status on_end(geo_ctx *ctx, void *self, const char *name)
{
    (void)name;
    listing *list = self;
    geo_gml_result result;
    bool done = false;
    geo_status status = list->inside ? geo_gml_end(ctx, list->gml, &done) : GEO_OK;
    if (status != GEO_OK || !done)
        return status;
    list->inside = false;
    geo_arena_reset(list->arena);
    status = geo_gml_take(ctx, list->gml, list->arena, &result);
    if (status != GEO_OK)
        return status;
    printf("%s\t%s\t%s\t%d\t%s\t", list->member, list->feature, list->property, result.epsg,
           result.reason ? result.reason : "");
    geo_text_reset(&list->text);
    if (!result.reason)
        add_wkt(&list->text, &result.geom);
    printf("%s\n", geo_text_string(&list->text));
    return list->text.failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status visit(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    listing *list = self;
    list->member = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    return geo_xml_read(ctx, name, from, &(geo_xml_handler){list, on_start, on_end, on_text});
}

static bool wants(void *self, const char *name, bool is_zip)
{
    (void)self;
    const char *suffix = strrchr(name, '.');
    return is_zip || (suffix && (!strcmp(suffix, ".gml") || !strcmp(suffix, ".xml")));
}

int main(int count, char **words)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    if (count < 4 || !ctx)
        return 2;
    listing list = {.properties = words + 3, .arena = geo_arena_new()};
    geo_status status = geo_gml_new(ctx, strtod(words[1], NULL), &list.gml);
    if (status == GEO_OK && list.arena)
        status = geo_archive_walk(ctx, words[2], NULL, &(geo_archive_visitor){&list, wants, visit});
    if (status != GEO_OK)
        fprintf(stderr, "gml-features: error: %s\n", geo_ctx_error(ctx));
    geo_text_release(&list.text);
    geo_gml_free(list.gml);
    geo_arena_free(list.arena);
    geo_ctx_free(ctx);
    return status == GEO_OK && !ferror(stdout) && !fclose(stdout) ? 0 : FAILED;
}
