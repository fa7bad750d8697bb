/* Terrain and surface of one town beside each other: swapped, or in two units? */
#include <math.h>

#include "base/alloc.h"
#include "registry/ahn_parts.h"

/* The surface is lower so many times as often as it is higher: what two flights found of one
 * ground differs both ways. */
static const uint64_t TIMES = 5;
enum { ROWS = 64 };

typedef struct pair {
    const geo_grid_source *dtm, *dsm;
    int64_t row, column; /* of the surface's first cell in the terrain's frame */
    uint64_t both, lower, higher;
} pair;

static geo_status look(geo_ctx *ctx, pair *p, geo_window window, double below_m, float *cells)
{
    int64_t count = window.height * window.width;
    float *ground = cells + count;
    geo_window under = window;
    under.row += p->row;
    under.column += p->column;
    geo_status status = p->dsm->read(p->dsm->self, ctx, window, cells);
    if (!status)
        status = p->dtm->read(p->dtm->self, ctx, under, ground);
    for (int64_t i = 0; !status && i < count; i++) {
        double over = (double)cells[i] - (double)ground[i];
        p->both += !isnan(over);
        p->lower += over < -below_m;
        p->higher += over > below_m;
    }
    return status;
}

static geo_status look_all(geo_ctx *ctx, pair *p, double below_m)
{
    geo_frame frame = p->dsm->frame;
    float *cells = geo_alloc((size_t)(2 * ROWS * frame.width), sizeof *cells);
    geo_status status = cells ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t row = 0; !status && row < frame.height; row += ROWS) {
        int64_t rows = frame.height - row < ROWS ? frame.height - row : ROWS;
        status = geo_ctx_poll(ctx);
        if (!status)
            status = look(ctx, p, (geo_window){row, 0, rows, frame.width}, below_m, cells);
    }
    geo_free(cells);
    return status;
}

geo_status geo_ahn_check_order(geo_ctx *ctx, const geo_grid_source *dtm, const geo_grid_source *dsm,
                               const geo_ahn_rules *rules)
{
    double cell_m = dsm->frame.cell_m;
    pair p = {.dtm = dtm,
              .dsm = dsm,
              .row = llround((dtm->frame.y0 - dsm->frame.y0) / cell_m),
              .column = llround((dsm->frame.x0 - dtm->frame.x0) / cell_m)};
    if (!geo_frames_agree(dtm->frame, dsm->frame)) /* refused, or not, by who needs one grid */
        return GEO_OK;
    geo_status status = look_all(ctx, &p, rules->below_m);
    double share = p.both ? (double)p.lower / (double)p.both : 0;
    if (status || share <= rules->below_share || p.lower <= TIMES * p.higher)
        return status;
    geo_hint(ctx, "say which is which with --files-are, one after the other; look at --unit");
    return geo_fail(
        ctx, GEO_ERR_ARG,
        "the surface (DSM) lies under the terrain (DTM) in %.0f %% of the area and over "
        "it in %.0f %%: they are swapped, or in two units",
        100 * share, 100 * (double)p.higher / (double)p.both);
}
