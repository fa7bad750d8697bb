/* Corridors as polygons, one per link that crosses any ground. */
#include "base/alloc.h"
#include "nature/link_state.h"
#include "raster/corridor.h"
#include "raster/regions.h"

typedef struct mask {
    geo_window window;
    const uint8_t *inside; /* by cell of the window */
} mask;

static geo_status add_rows(void *self, geo_ctx *ctx, geo_outlines *outlines)
{
    const mask *m = self;
    uint32_t *row = geo_alloc((size_t)m->window.width, sizeof *row);
    geo_status status = row ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t r = 0; status == GEO_OK && r < m->window.height; r++) {
        for (int64_t c = 0; c < m->window.width; c++)
            row[c] = m->inside[r * m->window.width + c] != 0;
        status = geo_outlines_add(ctx, outlines, 1, row);
    }
    geo_free(row);
    return status;
}

static bool holds_any(geo_window window, const uint8_t *inside)
{
    for (int64_t i = 0; i < window.height * window.width; i++)
        if (inside[i])
            return true;
    return false;
}

typedef struct taking {
    geo_links *out;
    uint32_t next; /* corridors come in the order of the links */
} taking;

/* Zones that touch have nothing between them. */
static geo_status take_corridor(void *self, geo_ctx *ctx, const geo_cost_link *link,
                                geo_window window, const uint8_t *inside)
{
    taking *t = self;
    geo_links *out = t->out;
    geo_link_corridor made = {.link = t->next++};
    (void)link;
    mask corridor = {window, inside};
    if (!holds_any(window, inside))
        return GEO_OK;
    geo_status status =
        geo_outline(ctx, geo_frame_sub(out->facts.frame, window), add_rows, &corridor, &made.shape);
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
    taking t = {.out = out};
    const geo_corridor_options options = {w->options->corridor_pct / 100,
                                          w->options->corridor_width_m / 2};
    geo_status status =
        geo_corridors(ctx, &w->resistance, &w->found, &w->ways, &options, take_corridor, &t);
    return geo_while(ctx, status, "while looking for corridors");
}
