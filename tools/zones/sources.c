#include "zones/sources.h"

typedef struct wanted {
    int source;
    const char *name, *dataset; /* dataset NULL: a theme of the town */
    bool required;
    geo_geom_type kind;
    const char *const *text;
    size_t text_count;
    const char *const *number;
    size_t number_count;
} wanted;

static geo_status open_one(cli *app, const wanted *want, geo_source **out)
{
    geo_source_options options = {.text = want->text,
                                  .text_count = want->text_count,
                                  .number = want->number,
                                  .number_count = want->number_count};
    options.geometry_kinds[want->kind] = true;
    return want->dataset ? cli_dataset(app, want->name, want->dataset, &options, out)
                         : cli_source(app, want->name, want->required, &options, out);
}

static geo_status need_metres(cli *app)
{
    const char *dataset = NULL;
    geo_status status = cli_theme(app, "landcover", true, &dataset);
    return status == GEO_OK ? cli_need_metres(app, "landcover", dataset, "landcover") : status;
}

geo_status zones_open(cli *app, const zones_named *named, zones_sources *out)
{
    static const char *const CLASS[] = {"class"}, *const MANAGEMENT[] = {"management"},
                             *const STATUS[] = {"status"}, *const SIZE[] = {"height_m", "width_m"},
                             *const REACH[] = {"theme", "completeness"};
    const wanted all[] = {
        {ZONES_LANDCOVER, "landcover", NULL, true, GEO_GEOM_POLYGON, GEO_ZONE_LANDCOVER_TEXT, 6,
         NULL, 0},
        {ZONES_WATER, "water", NULL, false, GEO_GEOM_POLYGON, CLASS, 1, NULL, 0},
        {ZONES_GREEN, "green", NULL, false, GEO_GEOM_POLYGON, MANAGEMENT, 1, NULL, 0},
        {ZONES_HEDGE, "hedge", NULL, false, GEO_GEOM_LINE, NULL, 0, SIZE, 2},
        {ZONES_TREE, "tree", NULL, false, GEO_GEOM_POINT, STATUS, 1, NULL, 0},
        {ZONES_BUILDING, "building", NULL, false, GEO_GEOM_POLYGON, GEO_ZONE_OBJECT_TEXT, 4, NULL,
         0},
        {ZONES_PLAN, "plan", NULL, false, GEO_GEOM_POLYGON, GEO_ZONE_OBJECT_TEXT, 4, NULL, 0},
        {ZONES_COVERAGE, "coverage", NULL, false, GEO_GEOM_POLYGON, REACH, 2, NULL, 0},
        {ZONES_DECIDED, "decided", named->decided, false, GEO_GEOM_POLYGON, GEO_ZONE_DECIDED_TEXT,
         4, NULL, 0},
        {ZONES_FACILITY, "facility", named->facility, false, GEO_GEOM_POLYGON, GEO_ZONE_OBJECT_TEXT,
         4, NULL, 0},
        {ZONES_PROTECTED, "protected", named->protection, false, GEO_GEOM_POLYGON, NULL, 0, NULL,
         0}};
    geo_status status = need_metres(app);
    for (size_t i = 0; status == GEO_OK && i < sizeof all / sizeof *all; i++)
        if (all[i].dataset || all[i].source < ZONES_DECIDED)
            status = open_one(app, &all[i], &out->items[all[i].source]);
    if (status == GEO_OK && !out->items[ZONES_COVERAGE])
        geo_info(app->ctx, "where data end is not known: column data_edge stays empty");
    return status;
}

void zones_fill(const zones_sources *sources, geo_zone_inputs *out)
{
    geo_source *const *from = sources->items;
    out->landcover = from[ZONES_LANDCOVER];
    out->water = from[ZONES_WATER];
    out->green = from[ZONES_GREEN];
    out->hedge = from[ZONES_HEDGE];
    out->tree = from[ZONES_TREE];
    out->building = from[ZONES_BUILDING];
    out->plan = from[ZONES_PLAN];
    out->coverage = from[ZONES_COVERAGE];
    out->decided = from[ZONES_DECIDED];
    out->facility = from[ZONES_FACILITY];
    out->protection = from[ZONES_PROTECTED];
}

void zones_release(zones_sources *sources)
{
    for (int i = 0; i < ZONES_SOURCES; i++)
        geo_source_free(sources->items[i]);
    *sources = (zones_sources){0};
}
