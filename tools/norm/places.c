#include "norm/places.h"

static geo_status open_polygons(cli *app, const char *option, const char *dataset, geo_source **out)
{
    geo_source_options options = {.text = GEO_AREAS_TEXT, .text_count = 4};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    return dataset ? cli_dataset(app, option, dataset, &options, out)
                   : cli_source(app, option, false, &options, out);
}

/* Named on purpose, and yet with nothing in it: every home would be outside. */
static geo_status check_polygons(cli *app, const geo_source *source, const geo_areas *areas)
{
    return geo_areas_count(areas) ? GEO_OK
                                  : geo_fail(app->ctx, GEO_ERR_NOTFOUND, "'%s' holds no polygon",
                                             geo_source_name(source));
}

geo_status norm_open_places(cli *app, const norm_args *args, norm_places *to)
{
    geo_status status = GEO_OK;
    if (args->by) {
        status = open_polygons(app, "by", args->by, &to->by);
        if (status == GEO_OK)
            status = geo_areas_new(app->ctx, to->by, NULL, &to->areas[GEO_LEVEL_BUURT]);
        if (status == GEO_OK)
            status = check_polygons(app, to->by, to->areas[GEO_LEVEL_BUURT]);
    } else {
        status = open_polygons(app, "neighbourhood", NULL, &to->neighbourhood);
        for (int level = 0; status == GEO_OK && to->neighbourhood && level < GEO_LEVELS; level++)
            status =
                geo_areas_new(app->ctx, to->neighbourhood, GEO_LEVEL[level], &to->areas[level]);
    }
    if (status == GEO_OK && args->applies)
        status = open_polygons(app, "applies", args->applies, &to->applies);
    if (status == GEO_OK && args->applies)
        status = geo_areas_new(app->ctx, to->applies, NULL, &to->inside);
    if (status == GEO_OK && args->applies)
        status = check_polygons(app, to->applies, to->inside);
    return status;
}

void norm_places_release(norm_places *places)
{
    geo_areas_free(places->inside);
    for (int level = 0; level < GEO_LEVELS; level++)
        geo_areas_free(places->areas[level]);
    geo_source_free(places->neighbourhood);
    geo_source_free(places->by);
    geo_source_free(places->applies);
    *places = (norm_places){0};
}
