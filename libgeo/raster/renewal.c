/* Old cells first, then the parts laid over them: a cell of a part is the fresh one whatever it
 * holds, so that what is made anew does not depend on what was there. */
#include "raster/renewal.h"

#include <math.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "raster/mosaic.h"

struct geo_renewal {
    geo_grid_source source;
    const geo_grid_source *old, *fresh;
    GEO_VEC(geo_window) parts; /* in the frame of the source; no two share a cell */
    float *cells;              /* of fresh, for one part of a window */
    size_t capacity;
    geo_renewal_tally tally;
};

static int64_t steps(double from, double to, double cell_m)
{
    return (int64_t)llround((to - from) / cell_m);
}

/* A window of the whole as one of a grid on the same lattice. */
static geo_window window_in(const geo_renewal *r, const geo_grid_source *grid, geo_window window)
{
    geo_frame whole = r->source.frame, own = grid->frame;
    window.column -= steps(whole.x0, own.x0, whole.cell_m);
    window.row -= steps(own.y0, whole.y0, whole.cell_m);
    return window;
}

static geo_window shared(geo_window a, geo_window b)
{
    int64_t top = a.row > b.row ? a.row : b.row;
    int64_t left = a.column > b.column ? a.column : b.column;
    int64_t bottom = a.row + a.height < b.row + b.height ? a.row + a.height : b.row + b.height;
    int64_t right =
        a.column + a.width < b.column + b.width ? a.column + a.width : b.column + b.width;
    return (geo_window){top, left, bottom > top ? bottom - top : 0,
                        right > left ? right - left : 0};
}

static geo_status make_room(geo_ctx *ctx, geo_renewal *r, size_t count)
{
    if (count <= r->capacity)
        return GEO_OK;
    geo_free(r->cells);
    r->capacity = 0;
    r->cells = geo_alloc(count, sizeof *r->cells);
    if (!r->cells)
        return geo_fail_nomem(ctx);
    r->capacity = count;
    return GEO_OK;
}

static void lay(geo_renewal *r, geo_window window, geo_window part, float *cells)
{
    for (int64_t i = 0; i < part.height; i++) {
        float *to =
            cells + (part.row - window.row + i) * window.width + part.column - window.column;
        const float *from = r->cells + i * part.width;
        for (int64_t j = 0; j < part.width; j++) {
            r->tally.had += !isnan(to[j]);
            r->tally.lost += !isnan(to[j]) && isnan(from[j]);
            to[j] = from[j];
        }
    }
}

static geo_status read_renewal(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_renewal *r = self;
    geo_status status = r->old->read(r->old->self, ctx, window_in(r, r->old, window), cells);
    for (size_t i = 0; !status && i < r->parts.count; i++) {
        geo_window part = shared(window, r->parts.items[i]);
        if (!part.height || !part.width)
            continue;
        status = make_room(ctx, r, (size_t)(part.height * part.width));
        if (!status)
            status = r->fresh->read(r->fresh->self, ctx, window_in(r, r->fresh, part), r->cells);
        if (!status)
            lay(r, window, part, cells);
    }
    return status;
}

static geo_status place(geo_ctx *ctx, geo_renewal *r)
{
    const geo_grid_source *both[] = {r->fresh, r->old};
    geo_box all = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    geo_mosaic *mosaic = NULL;
    geo_status status = geo_mosaic_new(ctx, both, 2, all, &mosaic);
    if (!status)
        r->source = (geo_grid_source){.self = r,
                                      .frame = geo_mosaic_source(mosaic)->frame,
                                      .name = r->fresh->name,
                                      .read = read_renewal};
    geo_mosaic_free(mosaic);
    return status;
}

/* The first box that shares an area with this one takes its part away: *past is behind it, and the
 * rest is up to four boxes, some of them empty. False: none does. */
static bool take_away(const geo_box *boxes, size_t count, geo_box box, size_t *past, geo_box *rest)
{
    for (size_t i = 0; i < count; i++) {
        double left = fmax(boxes[i].xmin, box.xmin), right = fmin(boxes[i].xmax, box.xmax);
        double low = fmax(boxes[i].ymin, box.ymin), high = fmin(boxes[i].ymax, box.ymax);
        if (left >= right || low >= high)
            continue;
        rest[0] = (geo_box){box.xmin, box.ymin, left, box.ymax};
        rest[1] = (geo_box){right, box.ymin, box.xmax, box.ymax};
        rest[2] = (geo_box){left, box.ymin, right, low};
        rest[3] = (geo_box){left, high, right, box.ymax};
        *past = i + 1;
        return true;
    }
    return false;
}

static bool is_nothing(geo_box box)
{
    return box.xmin >= box.xmax || box.ymin >= box.ymax;
}

/* What of a part none of those before it has: a cell is read once. */
static bool add_part(geo_renewal *r, const geo_box *before, size_t count, geo_box part)
{
    geo_frame whole = r->source.frame;
    geo_box rest[4];
    size_t past;
    bool good = true;
    if (is_nothing(part))
        return true;
    if (!take_away(before, count, part, &past, rest))
        return geo_vec_push(&r->parts, ((geo_window){
                                           steps(part.ymax, whole.y0, whole.cell_m),
                                           steps(whole.x0, part.xmin, whole.cell_m),
                                           steps(part.ymin, part.ymax, whole.cell_m),
                                           steps(part.xmin, part.xmax, whole.cell_m),
                                       }));
    for (int k = 0; good && k < 4; k++)
        good = add_part(r, before + past, count - past, rest[k]);
    return good;
}

static geo_status place_parts(geo_ctx *ctx, geo_renewal *r, const geo_box *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add_part(r, parts, i, parts[i]))
            return geo_fail_nomem(ctx);
    return GEO_OK;
}

geo_status geo_renewal_new(geo_ctx *ctx, const geo_grid_source *old, const geo_grid_source *fresh,
                           const geo_box *parts, size_t count, geo_renewal **out)
{
    geo_renewal *r = geo_calloc(1, sizeof *r);
    if (!r)
        return geo_fail_nomem(ctx);
    r->old = old;
    r->fresh = fresh;
    geo_status status = place(ctx, r);
    if (!status)
        status = place_parts(ctx, r, parts, count);
    if (status)
        geo_renewal_free(r);
    else
        *out = r;
    return status;
}

void geo_renewal_free(geo_renewal *renewal)
{
    if (!renewal)
        return;
    geo_free(renewal->parts.items);
    geo_free(renewal->cells);
    geo_free(renewal);
}

const geo_grid_source *geo_renewal_source(const geo_renewal *renewal)
{
    return &renewal->source;
}

geo_renewal_tally geo_renewal_counts(const geo_renewal *renewal)
{
    return renewal->tally;
}

bool geo_boxes_cover(const geo_box *boxes, size_t count, geo_box box)
{
    geo_box rest[4];
    size_t past;
    if (is_nothing(box))
        return true;
    if (!take_away(boxes, count, box, &past, rest))
        return false;
    for (int k = 0; k < 4; k++)
        if (!geo_boxes_cover(boxes + past, count - past, rest[k]))
            return false;
    return true;
}
