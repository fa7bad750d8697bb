/* GeoPackage: rows go to the one layer of a package, which checks and publishes itself. */
#include "io/writer_parts.h"

static geo_status begin(geo_ctx *ctx, geo_writer *writer)
{
    (void)ctx;
    (void)writer;
    return GEO_OK;
}

static geo_status row(geo_ctx *ctx, geo_writer *writer, const geo_geom *geom,
                      const geo_value *values)
{
    return geo_layer_put(ctx, writer->layer, geom, values);
}

static geo_status end(geo_ctx *ctx, geo_writer *writer)
{
    return geo_package_commit(ctx, writer->package);
}

const geo_writer_kind GEO_WRITER_GPKG = {.begin = begin, .row = row, .end = end, .poison = ""};
