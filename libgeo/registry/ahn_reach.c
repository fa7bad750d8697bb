/* Crowns where nothing tells a roof from a tree: beyond what the town's registers cover. */
#include <string.h>

#include "raster/cover.h"
#include "registry/ahn_parts.h"

/* A share of the crowns from which it is worth saying; rows that are looked at in one go. */
static const double MUCH = 0.05;
enum { ROWS = 256 };

static bool tells_roofs(const char *theme)
{
    return theme && (strcmp(theme, "building") == 0 || strcmp(theme, "landcover") == 0);
}

typedef struct reach {
    const geo_features *coverage;
    uint64_t crowns, beyond;
} reach;

static geo_status look(geo_ctx *ctx, reach *r, const geo_grid_source *canopy, geo_window window)
{
    geo_grid known = {0}, cells = {0};
    geo_frame frame = geo_frame_sub(canopy->frame, window);
    geo_status status = geo_grid_init(ctx, &known, frame, 0);
    if (!status)
        status = geo_grid_init(ctx, &cells, frame, 0);
    if (!status)
        status = canopy->read(canopy->self, ctx, window, cells.cells);
    for (size_t i = 0; !status && i < r->coverage->count; i++)
        if (tells_roofs(r->coverage->text[0][i]))
            status = geo_grid_burn(ctx, &known, &r->coverage->geoms[i], 1);
    for (int64_t i = 0; !status && i < window.height * window.width; i++) {
        r->crowns += cells.cells[i] > 0;
        r->beyond += cells.cells[i] > 0 && known.cells[i] == 0;
    }
    geo_grid_release(&known);
    geo_grid_release(&cells);
    return status;
}

static bool is_told(const geo_features *coverage)
{
    size_t i = 0;
    while (i < coverage->count && !tells_roofs(coverage->text[0][i]))
        i++;
    return i < coverage->count;
}

geo_status geo_ahn_tell_reach(geo_ctx *ctx, const geo_grid_source *canopy,
                              const geo_features *coverage)
{
    reach r = {.coverage = coverage};
    geo_status status = GEO_OK;
    if (!is_told(coverage))
        return GEO_OK;
    for (int64_t row = 0; !status && row < canopy->frame.height; row += ROWS) {
        int64_t rows = canopy->frame.height - row < ROWS ? canopy->frame.height - row : ROWS;
        geo_window window = {.row = row, .column = 0, .height = rows, .width = canopy->frame.width};
        status = look(ctx, &r, canopy, window);
    }
    if (!status && (double)r.beyond > MUCH * (double)r.crowns)
        geo_warn(ctx,
                 "%.0f %% of the crowns lie beyond what the town's buildings and land cover reach: "
                 "roofs there are taken for trees",
                 100 * (double)r.beyond / (double)r.crowns);
    return status;
}
