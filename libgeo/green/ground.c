#include "green/ground.h"

geo_status geo_ground_init(geo_ctx *ctx, geo_ground *ground, const geo_ground_options *options,
                           geo_source *green, geo_source *street, geo_source *water)
{
    *ground = (geo_ground){0};
    geo_status status =
        geo_patches_init(ctx, &ground->patches, &options->patch, green, water, street);
    if (status == GEO_OK)
        status = geo_reach_new(ctx, &ground->patches, &ground->reach);
    if (status == GEO_OK && !options->straight)
        status = geo_network_new(ctx, street, ground->reach, &options->network, &ground->network);
    if (status != GEO_OK)
        geo_ground_release(ground);
    return status;
}

void geo_ground_release(geo_ground *ground)
{
    geo_network_free(ground->network);
    geo_reach_free(ground->reach);
    geo_patches_release(&ground->patches);
    *ground = (geo_ground){0};
}
