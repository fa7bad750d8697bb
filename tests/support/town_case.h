/* Towns for tests: one is begun, things are offered, and the file is asked what it holds. */
#ifndef GROENNET_TESTS_TOWN_CASE_H
#define GROENNET_TESTS_TOWN_CASE_H

#include "registry/town.h"
#include "sql.h"
#include "store.h"

typedef struct run {
    const char *source, *date;
    const geo_area *area;
    const bool *wanted;
} run_options;

static inline geo_town *begin(geo_ctx *ctx, run_options with)
{
    geo_town *town = NULL;
    geo_crs *crs = rd_new(ctx);
    const geo_town_options options = {.folder = in_folder("town"),
                                      .source = with.source,
                                      .date = with.date,
                                      .crs = crs,
                                      .area = with.area,
                                      .wanted = with.wanted,
                                      .provenance = "{\"groennet\":\"0.1.0\",\"steps\":[]}"};
    assert_ok(geo_town_new(ctx, &options, &town));
    geo_crs_free(crs);
    return town;
}

static inline void offer_tree(geo_ctx *ctx, geo_town *town, const char *id, double x, double y)
{
    geo_draft draft;
    geo_point p = {x, y};
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", id);
    geo_draft_text(&draft, "status", "standing");
    geo_draft_number(&draft, "height_m", 7.5);
    assert_ok(geo_town_offer(ctx, town, &draft, &geom, NULL));
}

/* A square, corner at (x, y). */
static inline void offer_square(geo_ctx *ctx, geo_town *town, geo_theme theme, const char *id,
                                double x, double y, double side)
{
    geo_draft draft;
    geo_point p[5] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
    uint32_t ends[1] = {5}, parts[1] = {1};
    const geo_geom geom = {GEO_GEOM_POLYGON, p, ends, parts, 5, 1, 1};
    geo_draft_init(&draft, theme);
    geo_draft_text(&draft, "id", id);
    if (theme == GEO_THEME_NEIGHBOURHOOD) {
        geo_draft_text(&draft, "code", id);
        geo_draft_text(&draft, "kind", "buurt");
    }
    assert_ok(geo_town_offer(ctx, town, &draft, &geom, NULL));
}

static inline void end(geo_ctx *ctx, geo_town *town)
{
    geo_status status = geo_town_commit(ctx, town);
    if (status)
        fail_msg("%s", geo_ctx_error(ctx));
    geo_town_free(town);
}

static inline void import_trees(geo_ctx *ctx, const char *source, const char *prefix, int count)
{
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true}; /* beside another keeper's */
    geo_town *town =
        begin(ctx, (run_options){.source = source, .date = "2024-05-01", .wanted = wanted});
    for (int i = 0; i < count; i++) {
        char id[32];
        snprintf(id, sizeof id, "%s%d", prefix, i);
        offer_tree(ctx, town, id, EAST + i, NORTH + i * i);
    }
    end(ctx, town);
}

typedef struct heard {
    char text[1024];
} heard;

static inline void hear(void *self, geo_log_level level, const char *text)
{
    heard *h = self;
    if (level == GEO_LOG_WARNING)
        snprintf(h->text, sizeof h->text, "%s", text);
}

#endif
