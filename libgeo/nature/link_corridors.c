/* Corridors as polygons, one per link. */
#include "base/alloc.h"
#include "nature/link_state.h"
#include "raster/corridor.h"
#include "raster/outline.h"

/* Corridors come in the order of the links. */
static geo_status take_corridor(void *self, geo_ctx *ctx, const geo_cost_link *link,
                                geo_window window, const uint8_t *inside)
{
    geo_links *out = self;
    geo_link_corridor made = {.link = (uint32_t)out->corridors.count};
    (void)link;
    geo_status status = geo_outline(ctx, out->facts.frame, window, inside, &made.shape);
    if (status != GEO_OK)
        return status;
    made.area_m2 = geo_geom_area(&made.shape);
    if (!geo_vec_push(&out->corridors, made)) {
        geo_geom_release(&made.shape);
        return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

geo_status geo_link_corridors(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    if (out->count == 0)
        return GEO_OK;
    geo_status status = geo_corridors(ctx, &w->resistance, &w->found, &w->ways,
                                      w->options->corridor_pct / 100, take_corridor, out);
    return geo_while(ctx, status, "while looking for corridors");
}
