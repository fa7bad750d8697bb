#include "links/sources.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/open.h"

static geo_status open_zones(cli *app, const char *zones, links_sources *out)
{
    geo_source_options options = {
        .default_layer = "nature_zone", .text = GEO_LINK_ZONE_TEXT, .text_count = 2};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    geo_status status = cli_need_metres(app, "zones", zones, "nature_zone");
    if (status == GEO_OK)
        status = cli_dataset(app, "zones", zones, &options, &out->items[LINKS_ZONES]);
    return status;
}

/* Lines that gn-zones found lie beside its zones; they hold the town's hedges too. */
static geo_status open_lines(cli *app, const char *zones, links_sources *out)
{
    static const char *const WIDTH[] = {"width_m"};
    geo_source_options options = {.default_layer = "nature_line",
                                  .text = GEO_LINK_LINE_TEXT,
                                  .text_count = 1,
                                  .number = WIDTH,
                                  .number_count = 1};
    options.geometry_kinds[GEO_GEOM_LINE] = true;
    geo_text name = GEO_TEXT_INIT;
    bool there = false;
    char *path = NULL, *layer = NULL;
    geo_status status = geo_open_split(app->ctx, zones, &path, &layer);
    if (status == GEO_OK)
        geo_text_addf(&name, "%s:nature_line", path);
    geo_free(path);
    geo_free(layer);
    if (status == GEO_OK && name.failed)
        status = geo_fail_nomem(app->ctx);
    if (status == GEO_OK && !cli_given(app, "hedge"))
        status = geo_source_find(app->ctx, geo_text_string(&name), &there);
    if (status == GEO_OK && there)
        status =
            cli_dataset(app, "lines", geo_text_string(&name), &options, &out->items[LINKS_LINES]);
    geo_text_release(&name);
    options.default_layer = "hedge";
    if (status == GEO_OK && !there)
        status = cli_source(app, "hedge", false, &options, &out->items[LINKS_LINES]);
    return status;
}

typedef struct wanted {
    int source;
    const char *name;
    bool required;
    geo_geom_type kind;
    const char *const *text;
    size_t text_count;
    const char *const *number;
} wanted;

static geo_status open_theme(cli *app, const wanted *want, links_sources *out)
{
    geo_source_options options = {.text = want->text,
                                  .text_count = want->text_count,
                                  .number = want->number,
                                  .number_count = want->number != NULL};
    options.geometry_kinds[want->kind] = true;
    return cli_source(app, want->name, want->required, &options, &out->items[want->source]);
}

static geo_status open_landcover(cli *app, const char *resistance, links_sources *out)
{
    static const char *const LEVEL[] = {"level"};
    const wanted landcover = {LINKS_LANDCOVER,         "landcover", !resistance, GEO_GEOM_POLYGON,
                              GEO_LINK_LANDCOVER_TEXT, 5,           LEVEL};
    const char *dataset = NULL;
    geo_status status = cli_theme(app, "landcover", landcover.required, &dataset);
    if (status == GEO_OK && dataset)
        status = cli_need_metres(app, "landcover", dataset, "landcover");
    return status == GEO_OK && dataset ? open_theme(app, &landcover, out) : status;
}

static geo_status open_themes(cli *app, links_sources *out)
{
    static const char *const CLASS[] = {"class"}, *const NAME[] = {"name"},
                             *const OWNER[] = {"owner_class"}, *const YEAR[] = {"renewal_year"};
    const wanted all[] = {{LINKS_WATER, "water", false, GEO_GEOM_POLYGON, CLASS, 1, NULL},
                          {LINKS_BUILDING, "building", false, GEO_GEOM_POLYGON, NULL, 0, NULL},
                          {LINKS_STREET, "street", false, GEO_GEOM_LINE, NAME, 1, YEAR},
                          {LINKS_LIGHT, "light", false, GEO_GEOM_POINT, NULL, 0, NULL},
                          {LINKS_PROPERTY, "property", false, GEO_GEOM_POLYGON, OWNER, 1, NULL}};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < sizeof all / sizeof *all; i++)
        status = open_theme(app, &all[i], out);
    return status;
}

static geo_status open_resistance(cli *app, const char *resistance, links_sources *out)
{
    geo_raster_options options = {
        .kind = GEO_RASTER_ANY, .target = cli_crs(app), .allow_network = app->common.allow_network};
    if (!resistance)
        return GEO_OK;
    geo_status status = geo_raster_new(app->ctx, resistance, &options, &out->resistance);
    if (status == GEO_OK)
        status =
            cli_input_note(app, "resistance", resistance, geo_raster_name(out->resistance), NULL);
    return status;
}

geo_status links_open(cli *app, const char *zones, const char *resistance, links_sources *out)
{
    geo_status status = open_landcover(app, resistance, out);
    if (status == GEO_OK)
        status = open_zones(app, zones, out);
    if (status == GEO_OK)
        status = open_lines(app, zones, out);
    if (status == GEO_OK)
        status = open_themes(app, out);
    return status == GEO_OK ? open_resistance(app, resistance, out) : status;
}

void links_fill(const links_sources *sources, geo_link_inputs *out)
{
    geo_source *const *from = sources->items;
    out->resistance = sources->resistance ? geo_raster_source(sources->resistance) : NULL;
    out->zones = from[LINKS_ZONES];
    out->lines = from[LINKS_LINES];
    out->landcover = from[LINKS_LANDCOVER];
    out->water = from[LINKS_WATER];
    out->building = from[LINKS_BUILDING];
    out->street = from[LINKS_STREET];
    out->light = from[LINKS_LIGHT];
    out->property = from[LINKS_PROPERTY];
}

void links_release(links_sources *sources)
{
    for (int i = 0; i < LINKS_SOURCES; i++)
        geo_source_free(sources->items[i]);
    geo_raster_free(sources->resistance);
    *sources = (links_sources){0};
}
