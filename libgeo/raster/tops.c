/* Tops in blocks. A top's crown depends on the cells it may claim, these on the tops that may claim
 * them, and these on the cells in their windows: three reaches make the border. */
#include "raster/tops.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"

enum { BLOCK = 1024 };
static const double BORDER_MOST = 4096; /* cells */

typedef struct found {
    int64_t row, column; /* in the block */
    double height;
    int64_t cells; /* of its crown */
} found;

typedef GEO_VEC(geo_top) top_list;

typedef struct block {
    const geo_top_options *options;
    double cell_m;
    int64_t border, claims; /* cells: all three reaches; that of a claim alone */
    int64_t width, height;  /* with the border */
    float *cells;
    GEO_VEC(found) tops;
    uint32_t *owner;   /* per cell: index of the top it belongs to, plus 1 */
    double *distance2; /* per cell: to its owner, in cells^2 */
} block;

static double window_of(const geo_top_options *options, double height)
{
    return options->window_m + options->window_per_m2 * height * height;
}

/* ---- tops ---- */

/* Does the cell `to` take the place of one before it, `from`, as highest? */
static bool beats(const block *b, int64_t to, int64_t from)
{
    return b->cells[to] > b->cells[from] || (b->cells[to] == b->cells[from] && to < from);
}

static bool is_beaten_next_to(const block *b, int64_t at)
{
    for (int64_t dy = -1; dy <= 1; dy++)
        for (int64_t dx = -1; dx <= 1; dx++)
            if ((dx || dy) && beats(b, at + dy * b->width + dx, at))
                return true;
    return false;
}

/* Half the window in cells; with the cells beside it always looked at. */
static bool is_top(const block *b, int64_t row, int64_t column)
{
    int64_t at = row * b->width + column;
    if (!(b->cells[at] > 0) || is_beaten_next_to(b, at))
        return false;
    double half = window_of(b->options, (double)b->cells[at]) / 2 / b->cell_m;
    int64_t reach = (int64_t)floor(half);
    for (int64_t dy = -reach; dy <= reach; dy++) {
        int64_t across = (int64_t)floor(sqrt(half * half - (double)(dy * dy)));
        for (int64_t dx = -across; dx <= across; dx++)
            if ((dx || dy) && beats(b, at + dy * b->width + dx, at))
                return false;
    }
    return true;
}

/* All tops that may claim a cell of a top within the block. */
static geo_status find_tops(geo_ctx *ctx, block *b)
{
    int64_t margin = b->border - 2 * b->claims;
    b->tops.count = 0;
    for (int64_t row = margin; row < b->height - margin; row++)
        for (int64_t column = margin; column < b->width - margin; column++) {
            if (!is_top(b, row, column))
                continue;
            found top = {row, column, (double)b->cells[row * b->width + column], 0};
            if (b->tops.count >= UINT32_MAX - 1 || !geo_vec_push(&b->tops, top))
                return geo_fail_nomem(ctx);
        }
    return GEO_OK;
}

/* ---- crowns ---- */

static bool is_nearer(const block *b, uint32_t index, double distance2, int64_t cell)
{
    const found *owner = &b->tops.items[b->owner[cell] - 1];
    if (distance2 != b->distance2[cell])
        return distance2 < b->distance2[cell];
    return b->tops.items[index].height > owner->height; /* else the earlier one keeps it */
}

static void claim(block *b, uint32_t index)
{
    const found *top = &b->tops.items[index];
    double reach = b->options->crown_reach * top->height / b->cell_m;
    double low = b->options->crown_low * top->height;
    int64_t down = (int64_t)floor(reach);
    for (int64_t dy = -down; dy <= down; dy++) {
        int64_t row = top->row + dy;
        if (row < 0 || row >= b->height)
            continue;
        int64_t across = (int64_t)floor(sqrt(reach * reach - (double)(dy * dy)));
        int64_t first = top->column - across, last = top->column + across;
        first = first > 0 ? first : 0;
        last = last < b->width ? last : b->width - 1;
        for (int64_t column = first; column <= last; column++) {
            int64_t cell = row * b->width + column, dx = column - top->column;
            double distance2 = (double)(dx * dx + dy * dy);
            if (!(b->cells[cell] > 0) || (double)b->cells[cell] < low)
                continue;
            if (!b->owner[cell] || is_nearer(b, index, distance2, cell)) {
                b->owner[cell] = index + 1;
                b->distance2[cell] = distance2;
            }
        }
    }
}

static void measure_crowns(block *b)
{
    for (uint32_t i = 0; i < b->tops.count; i++)
        claim(b, i);
    for (int64_t i = 0; i < b->width * b->height; i++)
        if (b->owner[i])
            b->tops.items[b->owner[i] - 1].cells++;
}

/* ---- blocks ---- */

static geo_status check_cells(geo_ctx *ctx, const block *b, const geo_grid_source *source)
{
    for (int64_t i = 0; i < b->width * b->height; i++)
        if (b->cells[i] > (float)b->options->height_max_m)
            return geo_fail(ctx, GEO_ERR_RANGE, "vegetation of %g m in '%s', higher than %g m",
                            (double)b->cells[i], source->name ? source->name : "",
                            b->options->height_max_m);
    return GEO_OK;
}

static bool has_crowns(const block *b)
{
    for (int64_t i = 0; i < b->width * b->height; i++)
        if (b->cells[i] > 0)
            return true;
    return false;
}

/* The tops whose cell is the block's own. */
static geo_status keep_tops(geo_ctx *ctx, const block *b, geo_frame frame, geo_window own,
                            top_list *list)
{
    for (size_t i = 0; i < b->tops.count; i++) {
        found top = b->tops.items[i];
        int64_t row = top.row - b->border, column = top.column - b->border;
        if (row < 0 || row >= own.height || column < 0 || column >= own.width)
            continue;
        double area = (double)top.cells * b->cell_m * b->cell_m;
        geo_top kept = {geo_frame_centre(frame, own.row + row, own.column + column), top.height,
                        2 * sqrt(area / M_PI)};
        if (!geo_vec_push(list, kept))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static geo_status do_block(geo_ctx *ctx, block *b, const geo_grid_source *source, geo_window own,
                           top_list *list)
{
    b->width = own.width + 2 * b->border;
    b->height = own.height + 2 * b->border;
    size_t count = (size_t)(b->width * b->height);
    geo_window window = {own.row - b->border, own.column - b->border, b->height, b->width};
    geo_status status = geo_ctx_poll(ctx);
    b->cells = geo_alloc(count, sizeof *b->cells);
    b->owner = geo_calloc(count, sizeof *b->owner);
    b->distance2 = geo_alloc(count, sizeof *b->distance2);
    if (status == GEO_OK && (!b->cells || !b->owner || !b->distance2))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = source->read(source->self, ctx, window, b->cells);
    if (status == GEO_OK)
        status = check_cells(ctx, b, source);
    bool worth = status == GEO_OK && has_crowns(b);
    if (worth)
        status = find_tops(ctx, b);
    if (worth && status == GEO_OK) {
        measure_crowns(b);
        status = keep_tops(ctx, b, source->frame, own, list);
    }
    geo_free(b->cells);
    geo_free(b->owner);
    geo_free(b->distance2);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const geo_top *one = a, *other = b;
    if (one->at.y != other->at.y)
        return one->at.y > other->at.y ? -1 : 1;
    return (one->at.x > other->at.x) - (one->at.x < other->at.x);
}

static geo_status do_row(geo_ctx *ctx, block *b, const geo_grid_source *source, int64_t row,
                         top_list *list)
{
    int64_t width = source->frame.width, height = source->frame.height;
    int64_t rows = height - row < BLOCK ? height - row : BLOCK;
    geo_status status = GEO_OK;
    list->count = 0;
    for (int64_t column = 0; status == GEO_OK && column < width; column += BLOCK) {
        int64_t columns = width - column < BLOCK ? width - column : BLOCK;
        status = do_block(ctx, b, source, (geo_window){row, column, rows, columns}, list);
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_place);
    return status;
}

static geo_status settle(geo_ctx *ctx, block *b)
{
    const geo_top_options *o = b->options;
    double claims = ceil(o->crown_reach * o->height_max_m / b->cell_m);
    double half = ceil(window_of(o, o->height_max_m) / 2 / b->cell_m) + 1;
    if (!(o->height_max_m > 0 && o->crown_reach >= 0 && o->window_m >= 0 && o->window_per_m2 >= 0))
        return geo_fail(ctx, GEO_ERR_ARG, "windows and crowns of trees up to %g m have no bound",
                        o->height_max_m);
    if (!(half + 2 * claims <= BORDER_MOST))
        return geo_fail(ctx, GEO_ERR_LIMIT,
                        "trees of %g m bear on each other over more than %g cells of %g m",
                        o->height_max_m, BORDER_MOST, b->cell_m);
    b->claims = (int64_t)claims;
    b->border = (int64_t)half + 2 * b->claims;
    return GEO_OK;
}

geo_status geo_tops(geo_ctx *ctx, const geo_grid_source *heights, const geo_top_options *options,
                    geo_top_sink sink, void *self)
{
    block b = {.options = options, .cell_m = heights->frame.cell_m};
    top_list list = {0};
    geo_status status = settle(ctx, &b);
    for (int64_t row = 0; status == GEO_OK && row < heights->frame.height; row += BLOCK) {
        status = do_row(ctx, &b, heights, row, &list);
        for (size_t i = 0; status == GEO_OK && i < list.count; i++)
            status = sink(self, ctx, &list.items[i]);
    }
    geo_free(list.items);
    geo_free(b.tops.items);
    return status;
}
