#include "cli/elevation.h"

#include "base/table.h"
#include "io/rasters_facts.h"
#include "registry/ahn.h"

static geo_status country_heights(cli *app, geo_raster_options *options)
{
    const char *path;
    geo_table *table = NULL;
    geo_ahn_rules rules = {0};
    geo_status status = cli_data_path(app, "ahn-rules.csv", &path);
    if (status == GEO_OK)
        status = geo_table_read(app->ctx, path, &table);
    if (status == GEO_OK)
        status = geo_ahn_rules_read(app->ctx, table, &rules);
    geo_table_free(table);
    options->low_m = rules.low_m;
    options->high_m = rules.terrain_high_m;
    return status;
}

/* Coordinates that no place has are those of another system than the file says. */
static geo_status refuse_place(cli *app, const geo_raster *raster)
{
    const geo_crs *crs = geo_raster_crs(raster);
    geo_box box = geo_frame_box(geo_raster_source(raster)->frame), area;
    if (!geo_crs_bounds(crs, &area) || geo_box_meets(area, box))
        return GEO_OK;
    geo_hint(app->ctx, "is the file in another coordinate system?");
    return geo_fail(app->ctx, GEO_ERR_CRS,
                    "'%s' lies outside the area of use of %s (its corner at %.6g, %.6g)",
                    geo_raster_name(raster), geo_crs_label(crs), box.xmin, box.ymin);
}

geo_status cli_terrain(cli *app, const char *path, geo_raster_options *options, geo_raster **out)
{
    geo_raster *raster = NULL;
    geo_status status = country_heights(app, options);
    if (status == GEO_OK)
        status = geo_raster_new(app->ctx, path, options, &raster);
    if (status == GEO_OK)
        status = refuse_place(app, raster);
    if (status == GEO_OK)
        status = geo_raster_refuse_unit(app->ctx, raster);
    if (status == GEO_OK)
        status = cli_input_note(app, "dtm", path, geo_raster_name(raster), NULL);
    if (status == GEO_OK)
        *out = raster;
    else
        geo_raster_free(raster);
    return status;
}
