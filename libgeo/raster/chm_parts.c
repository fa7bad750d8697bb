/* Groups of cells that touch, by the runs of their rows: a run is joined with those it touches in
 * the row above (union by lowest member), and each group counts its cells. */
#include "base/alloc.h"
#include "base/groups.h"
#include "base/vec.h"
#include "raster/chm.h"

typedef struct run {
    int64_t row, first, past;
} run;

typedef struct labelling {
    GEO_VEC(run) runs;
    uint32_t *parent;
    int64_t *cells; /* of the group, at its lowest member */
} labelling;

static bool find_runs(labelling *l, const float *cells, int64_t width, int64_t row)
{
    const float *line = cells + row * width;
    for (int64_t i = 0; i < width; i++) {
        int64_t first = i;
        while (i < width && line[i] > 0)
            i++;
        if (i > first &&
            (l->runs.count >= UINT32_MAX || !geo_vec_push(&l->runs, ((run){row, first, i}))))
            return false;
    }
    return true;
}

/* Joins the runs of two rows, above[0..] and below[0..], which both go from west to east. */
static void join_rows(labelling *l, size_t above, size_t below, size_t end)
{
    const run *runs = l->runs.items;
    size_t i = above, j = below;
    while (i < below && j < end) {
        if (runs[i].first <= runs[j].past && runs[j].first <= runs[i].past)
            geo_groups_join(l->parent, (uint32_t)i, (uint32_t)j);
        if (runs[i].past < runs[j].past)
            i++;
        else
            j++;
    }
}

static void join_all(labelling *l)
{
    const run *runs = l->runs.items;
    size_t count = l->runs.count, above = 0;
    for (size_t below = 0; below < count;) {
        size_t end = below;
        while (end < count && runs[end].row == runs[below].row)
            end++;
        if (below > above && runs[above].row + 1 == runs[below].row)
            join_rows(l, above, below, end);
        above = below;
        below = end;
    }
}

static void drop(const labelling *l, float *cells, int64_t width, int64_t least)
{
    for (size_t i = 0; i < l->runs.count; i++) {
        run r = l->runs.items[i];
        if (l->cells[geo_groups_find(l->parent, (uint32_t)i)] >= least)
            continue;
        for (int64_t k = r.first; k < r.past; k++)
            cells[r.row * width + k] = 0;
    }
}

geo_status geo_chm_drop_small(geo_ctx *ctx, float *cells, int64_t width, int64_t height,
                              int64_t least)
{
    labelling l = {0};
    geo_status status = GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < height; row++)
        if (!find_runs(&l, cells, width, row))
            status = geo_fail_nomem(ctx);
    l.parent = geo_alloc(l.runs.count, sizeof *l.parent);
    l.cells = geo_calloc(l.runs.count, sizeof *l.cells);
    if (status == GEO_OK && (!l.parent || !l.cells))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        for (size_t i = 0; i < l.runs.count; i++)
            l.parent[i] = (uint32_t)i;
        join_all(&l);
        for (size_t i = 0; i < l.runs.count; i++)
            l.cells[geo_groups_find(l.parent, (uint32_t)i)] +=
                l.runs.items[i].past - l.runs.items[i].first;
        drop(&l, cells, width, least);
    }
    geo_free(l.runs.items);
    geo_free(l.parent);
    geo_free(l.cells);
    return status;
}
