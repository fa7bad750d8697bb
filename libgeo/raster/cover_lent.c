/* Sums of a source where its pieces lie, as masks. */
#include "base/alloc.h"
#include "raster/cover_parts.h"
#include "raster/sweep.h"

typedef struct lending {
    const geo_grid_source *source;
    geo_lent *held;  /* per column of pieces that the window touches */
    int64_t columns; /* of them */
    int64_t before;  /* columns of pieces west of the window */
    int64_t last;    /* of the held ones, that which was asked for last */
    geo_cover_cells *sum;
} lending;

static void give_back(lending *l, geo_lent *held)
{
    if (held->full)
        l->source->give_back(l->source->self, held);
    held->full = NULL;
}

/* The column of pieces that holds a column of cells: near the one before. A division for each run
 * would take as long as its sum. */
static geo_lent *place_of(lending *l, int64_t column)
{
    int64_t width = l->source->lent_width, at = l->last;
    while (column < (l->before + at) * width)
        at--;
    while (column >= (l->before + at + 1) * width)
        at++;
    l->last = at;
    return &l->held[at];
}

/* Rows come from north to south: a piece that is left is not met again. */
static geo_status hold(lending *l, geo_ctx *ctx, int64_t row, int64_t column, const geo_lent **out)
{
    geo_lent *held = place_of(l, column);
    *out = held;
    if (held->full && row < held->window.row + held->window.height)
        return GEO_OK;
    give_back(l, held);
    geo_status status = l->source->lend(l->source->self, ctx, row, column, held);
    if (status == GEO_OK && !held->full)
        return GEO_END;
    return geo_while(ctx, status, "while reading raster '%s'",
                     l->source->name ? l->source->name : "");
}

/* One after the other, as the cells of a band are: the sums come out the same to the last bit. */
static void add_cut(geo_run_sum *sum, const geo_mask_group *full, const geo_mask_group *known,
                    const double *fractions, int64_t at, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        sum->area += fractions[i];
        sum->valid += !known || geo_mask_at(known, at + i) ? fractions[i] : 0;
        sum->value += geo_mask_at(full, at + i) ? fractions[i] : 0;
    }
}

static void add_whole(geo_run_sum *sum, const geo_mask_group *full, const geo_mask_group *known,
                      int64_t at, int64_t count)
{
    sum->area += (double)count;
    sum->valid += (double)(known ? geo_mask_count(known, at, at + count) : count);
    sum->value += (double)geo_mask_count(full, at, at + count);
}

static geo_status add_run(void *self, geo_ctx *ctx, int64_t row, int64_t column,
                          const double *fractions, int64_t count)
{
    lending *l = self;
    geo_run_sum sum = {0};
    while (count > 0) {
        const geo_lent *piece;
        geo_status status = hold(l, ctx, row, column, &piece);
        if (status != GEO_OK)
            return status;
        int64_t at = column - piece->window.column, left = piece->window.width - at;
        int64_t width = count < left ? count : left;
        int64_t line = (row - piece->window.row) * piece->line;
        const geo_mask_group *known = piece->known ? piece->known + line : NULL;
        if (fractions)
            add_cut(&sum, piece->full + line, known, fractions, at, width);
        else
            add_whole(&sum, piece->full + line, known, at, width);
        column += width;
        count -= width;
        fractions = fractions ? fractions + width : NULL;
    }
    geo_cover_add(l->sum, &sum);
    return GEO_OK;
}

geo_status geo_cover_lent(geo_ctx *ctx, const geo_grid_source *source, const geo_geom *polygon,
                          geo_window window, geo_cover_cells *out)
{
    geo_cover_cells sum = {0};
    lending l = {.source = source, .before = window.column / source->lent_width, .sum = &sum};
    if (window.width > 0)
        l.columns = (window.column + window.width - 1) / source->lent_width - l.before + 1;
    l.held = geo_calloc((size_t)l.columns, sizeof *l.held);
    if (!l.held)
        return geo_fail_nomem(ctx);
    geo_status status = geo_sweep(ctx, source->frame, window, polygon, add_run, &l);
    for (int64_t i = 0; i < l.columns; i++)
        give_back(&l, &l.held[i]);
    geo_free(l.held);
    if (status == GEO_OK)
        *out = sum;
    return status;
}
