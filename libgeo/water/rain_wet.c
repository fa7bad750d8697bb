/* How high the water stands in each depression, and which buildings it touches. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "water/rain_parts.h"

#define WET_M 1e-6 /* less is a float's rounding */
/* Of a depression's cells: where more have no height, as in gn-canopy's share of no-data. */
#define UNKNOWN_MOST 0.05

typedef struct level {
    uint32_t node, dip;
    float z;
} level;

typedef struct wetting {
    const geo_rain_town *town;
    const geo_rain_ground *ground;
    geo_rain_by by;
    double *levels; /* by node whose water is the highest over some leaf; -INFINITY: dry */
    uint32_t *over; /* by leaf: that node */
    uint32_t *cells, *unknown; /* by node, as `levels`: dips; those without a height */
    size_t *rows;              /* by row: its first dip */
    GEO_VEC(uint32_t) hit;     /* leaves or areas that this building is counted in */
} wetting;

/* ---- levels ---- */

static int by_node_and_height(const void *a, const void *b)
{
    const level *one = a, *other = b;
    if (one->node != other->node)
        return one->node < other->node ? -1 : 1;
    if (one->z != other->z)
        return one->z < other->z ? -1 : 1;
    return (one->dip > other->dip) - (one->dip < other->dip);
}

/* The level at which so much water lies over the cells, lowest first. */
static double level_of(const level *cells, size_t count, double cell_m2, double water_m3)
{
    double depth = water_m3 / cell_m2, sum = 0;
    size_t under = 0;
    while (under < count) {
        double next = (double)cells[under].z;
        if (next * (double)under - sum >= depth)
            break;
        sum += next;
        under++;
    }
    return under ? (depth + sum) / (double)under : -INFINITY;
}

static void find_levels(wetting *w, const level *cells, size_t count, const double *water_m3)
{
    double cell_m2 = w->ground->frame.cell_m * w->ground->frame.cell_m;
    for (size_t begin = 0, end; begin < count; begin = end) {
        uint32_t node = cells[begin].node;
        for (end = begin; end < count && cells[end].node == node;)
            end++;
        double z = water_m3[node] > 0
                       ? level_of(cells + begin, end - begin, cell_m2, water_m3[node])
                       : -INFINITY;
        w->levels[node] = fmin(z, w->town->sinks.items[node].z_spill_m);
    }
}

static geo_status set_levels(geo_ctx *ctx, wetting *w, const geo_rain_route *route,
                             const geo_rain_pond *ponds, const double *water_m3)
{
    size_t count = w->ground->dips.count, known = 0;
    level *cells = geo_alloc(count, sizeof *cells);
    if (!cells)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 1; i < w->town->sinks.count; i++) {
        w->levels[i] = -INFINITY;
        w->over[i] = w->town->nodes.items[i].child_a ? i : geo_rain_route_surface(route, ponds, i);
    }
    for (size_t i = 0; i < count; i++) {
        const geo_rain_dip *dip = &w->ground->dips.items[i];
        uint32_t node = w->over[dip->leaf];
        w->cells[node]++;
        if (isnan(dip->z))
            w->unknown[node]++;
        else
            cells[known++] = (level){node, (uint32_t)i, dip->z};
    }
    if (known > 1)
        qsort(cells, known, sizeof *cells, by_node_and_height);
    find_levels(w, cells, known, water_m3);
    geo_free(cells);
    return GEO_OK;
}

/* ---- buildings ---- */

static void set_rows(wetting *w)
{
    size_t at = 0;
    for (int64_t row = 0; row <= w->ground->frame.height; row++) {
        while (at < w->ground->dips.count && w->ground->dips.items[at].row < row)
            at++;
        w->rows[row] = at;
    }
}

/* The first dip of the row at this column or behind it. */
static size_t dip_from(const wetting *w, int64_t row, int64_t column)
{
    size_t low = w->rows[row], high = w->rows[row + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->ground->dips.items[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_wet(const wetting *w, const geo_rain_dip *dip)
{
    return (double)dip->z + WET_M < w->levels[w->over[dip->leaf]];
}

static uint32_t place_of(const wetting *w, const geo_rain_dip *dip)
{
    return w->by == GEO_RAIN_BY_CATCHMENT ? dip->leaf : dip->area;
}

static geo_status note_hit(geo_ctx *ctx, wetting *w, const geo_rain_dip *dip)
{
    uint32_t place = place_of(w, dip);
    for (size_t i = 0; i < w->hit.count; i++)
        if (w->hit.items[i] == place)
            return GEO_OK;
    return geo_vec_push(&w->hit, place) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status touch_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                            const float *fractions, int64_t count)
{
    wetting *w = self;
    geo_status status = GEO_OK;
    for (size_t i = dip_from(w, row, first); status == GEO_OK && i < w->rows[row + 1]; i++) {
        const geo_rain_dip *dip = &w->ground->dips.items[i];
        if (dip->column >= first + count)
            break;
        if (fractions[dip->column - first] > 0 && is_wet(w, dip))
            status = note_hit(ctx, w, dip);
    }
    return status;
}

static geo_status touch_buildings(geo_ctx *ctx, wetting *w, int64_t *counts)
{
    const geo_features *buildings = &w->town->features[GEO_RAIN_BUILDING];
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < buildings->count; i++) {
        w->hit.count = 0;
        status = geo_cover(ctx, w->ground->frame, &buildings->geoms[i], touch_run, w);
        for (size_t k = 0; k < w->hit.count; k++)
            counts[w->hit.items[k]]++;
    }
    return status;
}

/* How high the water stands is not known where the model has no height under it. */
static void forget_unknown(const wetting *w, const double *water_m3, int64_t *counts)
{
    for (size_t i = 0; i < w->ground->dips.count; i++) {
        const geo_rain_dip *dip = &w->ground->dips.items[i];
        uint32_t node = w->over[dip->leaf];
        if (water_m3[node] > 0 && w->unknown[node] > UNKNOWN_MOST * w->cells[node])
            counts[place_of(w, dip)] = -1;
    }
}

geo_status geo_rain_wet(geo_ctx *ctx, const geo_rain_town *town, const geo_rain_ground *ground,
                        const geo_rain_route *route, const geo_rain_pond *ponds,
                        const double *water_m3, geo_rain_by by, int64_t *counts)
{
    wetting w = {.town = town, .ground = ground, .by = by};
    geo_status status = GEO_OK;
    w.levels = geo_alloc(town->sinks.count, sizeof *w.levels);
    w.over = geo_alloc(town->sinks.count, sizeof *w.over);
    w.rows = geo_alloc((size_t)ground->frame.height + 2, sizeof *w.rows);
    w.cells = geo_calloc(town->sinks.count, sizeof *w.cells);
    w.unknown = geo_calloc(town->sinks.count, sizeof *w.unknown);
    if (!w.levels || !w.over || !w.rows || !w.cells || !w.unknown)
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = set_levels(ctx, &w, route, ponds, water_m3);
    if (status == GEO_OK) {
        set_rows(&w);
        status = touch_buildings(ctx, &w, counts);
        forget_unknown(&w, water_m3, counts);
    }
    geo_free(w.levels);
    geo_free(w.over);
    geo_free(w.cells);
    geo_free(w.unknown);
    geo_free(w.rows);
    geo_free(w.hit.items);
    return geo_while(ctx, status, "looking which buildings water touches");
}
