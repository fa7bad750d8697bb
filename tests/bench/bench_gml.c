/* bench_gml PATH: what it takes to read the GML of a zip, a file or a folder: to unpack it, to
 * parse the XML besides, to build the geometries of all properties named geometrie2d... besides. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "io/archive.h"
#include "io/gml.h"
#include "io/xml.h"

enum { TURNS = 5, CHUNK = 256 << 10 };

typedef struct turn {
    geo_gml *gml;
    geo_arena *arena;
    bool inside;
    uint64_t bytes, elements, built, vertices;
} turn;

static bool is_gml(void *self, const char *name, bool is_zip)
{
    (void)self;
    const char *suffix = strrchr(name, '.');
    return is_zip || (suffix && !strcmp(suffix, ".gml"));
}

static geo_status unpack(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    static char buffer[CHUNK];
    (void)name;
    turn *now = self;
    size_t got = 1;
    geo_status status = GEO_OK;
    while (status == GEO_OK && got > 0) {
        status = from.read(ctx, from.self, buffer, sizeof buffer, &got);
        now->bytes += got;
    }
    return status;
}

static geo_status count_start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    (void)ctx, (void)name, (void)attributes;
    ((turn *)self)->elements++;
    return GEO_OK;
}

static geo_status pass_end(geo_ctx *ctx, void *self, const char *name)
{
    (void)ctx, (void)self, (void)name;
    return GEO_OK;
}

static geo_status pass_text(geo_ctx *ctx, void *self, const char *text, size_t length)
{
    (void)ctx, (void)self, (void)text, (void)length;
    return GEO_OK;
}

static geo_status parse(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    return geo_xml_read(ctx, name, from,
                        &(geo_xml_handler){self, count_start, pass_end, pass_text});
}

static geo_status on_start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    turn *now = self;
    if (now->inside)
        return geo_gml_start(ctx, now->gml, name, attributes);
    now->inside = !strncmp(name, "geometrie2d", 11);
    geo_gml_begin(now->gml);
    return GEO_OK;
}

static geo_status on_text(geo_ctx *ctx, void *self, const char *text, size_t length)
{
    turn *now = self;
    return now->inside ? geo_gml_text(ctx, now->gml, text, length) : GEO_OK;
}

static geo_status on_end(geo_ctx *ctx, void *self, const char *name)
{
    (void)name;
    turn *now = self;
    geo_gml_result result;
    bool done = false;
    geo_status status = now->inside ? geo_gml_end(ctx, now->gml, &done) : GEO_OK;
    if (status != GEO_OK || !done)
        return status;
    now->inside = false;
    geo_arena_reset(now->arena);
    status = geo_gml_take(ctx, now->gml, now->arena, &result);
    if (status == GEO_OK && !result.reason) {
        now->built++;
        now->vertices += result.geom.point_count;
    }
    return status;
}

static geo_status build(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    return geo_xml_read(ctx, name, from, &(geo_xml_handler){self, on_start, on_end, on_text});
}

typedef geo_status visit_function(geo_ctx *, void *, const char *, geo_pull);

static geo_status measure(geo_ctx *ctx, const char *path, const char *what, visit_function *visit,
                          turn *now)
{
    double least_s = 0;
    geo_status status = GEO_OK;
    for (int i = 0; i < TURNS && status == GEO_OK; i++) {
        double begun = bench_now();
        *now = (turn){.gml = now->gml, .arena = now->arena};
        status = geo_archive_walk(ctx, path, NULL, &(geo_archive_visitor){now, is_gml, visit});
        bench_keep(&least_s, begun);
    }
    printf("%s_s %.3f\n", what, least_s);
    return status;
}

int main(int count, char **words)
{
    turn now = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    if (count != 2 || !ctx)
        return 2;
    now.arena = geo_arena_new();
    geo_status status = geo_gml_new(ctx, GEO_GML_TOLERANCE_M, &now.gml);
    if (status == GEO_OK && now.arena)
        status = measure(ctx, words[1], "unpack", unpack, &now);
    printf("bytes %llu\n", (unsigned long long)now.bytes);
    if (status == GEO_OK)
        status = measure(ctx, words[1], "parse", parse, &now);
    printf("elements %llu\n", (unsigned long long)now.elements);
    if (status == GEO_OK)
        status = measure(ctx, words[1], "build", build, &now);
    printf("geometries %llu\nvertices %llu\n", (unsigned long long)now.built,
           (unsigned long long)now.vertices);
    geo_gml_free(now.gml);
    geo_arena_free(now.arena);
    int result = status == GEO_OK ? 0 : bench_failed("bench_gml", ctx);
    geo_ctx_free(ctx);
    return result;
}
