/* What the scratch files hold, offered as grids to be written. */
#include <math.h>

#include "base/alloc.h"
#include "water/sinks_parts.h"

/* Above this a float no longer tells whole numbers apart. */
enum { LABELS_MOST = 1 << 24 };

static geo_status read_labels(geo_sinks *s, geo_ctx *ctx, geo_window window)
{
    size_t count = (size_t)(window.width * window.height);
    if (count > s->cell_room) {
        geo_free(s->cells);
        s->cell_room = 0;
        s->cells = geo_alloc(count, sizeof *s->cells);
        if (!s->cells)
            return geo_fail_nomem(ctx);
        s->cell_room = count;
    }
    return geo_scratch_read(ctx, s->labels, window, s->cells);
}

static geo_status read_filled(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_sinks *s = self;
    geo_status status = read_labels(s, ctx, window);
    if (status == GEO_OK)
        status = geo_scratch_read(ctx, s->z, window, cells);
    if (status == GEO_OK)
        geo_flood_fill(s->flood, cells, s->cells, (size_t)(window.width * window.height), cells);
    return status;
}

static geo_status read_numbers(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_sinks *s = self;
    if (s->tree.count >= LABELS_MOST)
        return geo_fail(ctx, GEO_ERR_LIMIT, "%u sinks are more numbers than a raster can hold",
                        s->tree.count);
    geo_status status = read_labels(s, ctx, window);
    if (status != GEO_OK)
        return status;
    for (int64_t i = 0; i < window.width * window.height; i++)
        cells[i] = s->cells[i] == GEO_FLOOD_NONE ? (float)NAN : (float)s->tree.drain[s->cells[i]];
    return GEO_OK;
}

void geo_sinks_offer(geo_sinks *s, const char *name)
{
    s->filled_source =
        (geo_grid_source){.self = s, .frame = s->frame, .name = name, .read = read_filled};
    s->label_source =
        (geo_grid_source){.self = s, .frame = s->frame, .name = name, .read = read_numbers};
}

const geo_grid_source *geo_sinks_filled(geo_sinks *sinks)
{
    return &sinks->filled_source;
}

const geo_grid_source *geo_sinks_labels(geo_sinks *sinks)
{
    return &sinks->label_source;
}
