/* Roofs and the ground around them. Buildings are taken in blocks, so that a file's tiles are read
 * once or twice, not for each of them; what one building gets does not depend on its block. */
#include "raster/roof.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "geom/rtree.h"
#include "raster/cover.h"

static const double BLOCK_M = 250, LARGEST_M = 2000;

typedef GEO_VEC(float) samples;

typedef struct place { /* of a building in the order of blocks */
    int64_t row, column;
    size_t index;
} place;

typedef struct roofs {
    const geo_grid_source *dsm, *dtm;
    const geo_geom *buildings;
    size_t count;
    const geo_roof_options *options;
    geo_box *boxes;
    geo_rtree *index;
    place *places;
    geo_hits hits;
    samples values;
    geo_grid surface, terrain; /* of the block */
    double *heights_m, *grounds_m;
    geo_roof_tally *tally;
} roofs;

static int by_value(const void *a, const void *b)
{
    float one = *(const float *)a, other = *(const float *)b;
    return (one > other) - (one < other);
}

double geo_percentile(float *values, size_t count, double percentile)
{
    if (!count)
        return NAN;
    qsort(values, count, sizeof *values, by_value);
    double at = percentile / 100 * (double)(count - 1);
    size_t below = (size_t)floor(at), above = below + 1 < count ? below + 1 : below;
    double part = at - (double)below, low = (double)values[below];
    return low + part * ((double)values[above] - low);
}

/* The cells of `from` under the cells of `marks` that are 1, `from` being on the same lattice or
 * not: the one under the centre counts. */
static geo_status gather(geo_ctx *ctx, roofs *r, const geo_grid *marks, const geo_grid *from)
{
    r->values.count = 0;
    for (int64_t row = 0; row < marks->frame.height; row++)
        for (int64_t column = 0; column < marks->frame.width; column++) {
            if (!(marks->cells[row * marks->frame.width + column] > 0))
                continue;
            float value = geo_grid_at(from, geo_frame_centre(marks->frame, row, column));
            if (!isnan(value) && !geo_vec_push(&r->values, value))
                return geo_fail_nomem(ctx);
        }
    return GEO_OK;
}

/* Marks of the cells of a model that a box touches, all 0. */
static geo_status make_marks(geo_ctx *ctx, geo_frame frame, geo_box box, geo_grid *out)
{
    return geo_grid_init(ctx, out, geo_frame_sub(frame, geo_frame_window(frame, box)), 0);
}

static geo_status roof_values(geo_ctx *ctx, roofs *r, size_t i, bool whole)
{
    geo_grid marks = {0};
    const geo_geom *building = &r->buildings[i];
    geo_status status = make_marks(ctx, r->surface.frame, r->boxes[i], &marks);
    if (status == GEO_OK)
        status = geo_grid_burn(ctx, &marks, building, 1);
    if (status == GEO_OK && !whole)
        status = geo_grid_burn_near(ctx, &marks, building,
                                    r->options->edge_cells * marks.frame.cell_m, 0);
    if (status == GEO_OK)
        status = gather(ctx, r, &marks, &r->surface);
    geo_grid_release(&marks);
    return status;
}

static geo_status find_roof(geo_ctx *ctx, roofs *r, size_t i, double *roof)
{
    geo_status status = roof_values(ctx, r, i, false);
    if (status == GEO_OK && r->values.count < (size_t)r->options->roof_least)
        status = roof_values(ctx, r, i, true);
    if (status == GEO_OK)
        *roof = geo_percentile(r->values.items, r->values.count, r->options->roof_percentile);
    return status;
}

static geo_status ground_values(geo_ctx *ctx, roofs *r, size_t i, double ring_m)
{
    geo_grid marks = {0};
    geo_box box = geo_box_grow(r->boxes[i], ring_m + GEO_SLACK_M);
    geo_status status = make_marks(ctx, r->terrain.frame, box, &marks);
    if (status == GEO_OK)
        status = geo_grid_burn_near(ctx, &marks, &r->buildings[i], ring_m, 1);
    if (status == GEO_OK)
        status = geo_rtree_search(ctx, r->index, box, &r->hits);
    for (size_t k = 0; status == GEO_OK && k < r->hits.count; k++)
        status = geo_grid_burn(ctx, &marks, &r->buildings[r->hits.items[k]], 0);
    if (status == GEO_OK)
        status = gather(ctx, r, &marks, &r->terrain);
    geo_grid_release(&marks);
    return status;
}

static geo_status find_ground(geo_ctx *ctx, roofs *r, size_t i, double *ground)
{
    const geo_roof_options *o = r->options;
    double ring_m = o->ring_m;
    geo_status status = ground_values(ctx, r, i, ring_m);
    while (status == GEO_OK && r->values.count < (size_t)o->ground_least &&
           ring_m < o->ring_most_m) {
        ring_m = fmin(2 * ring_m, o->ring_most_m);
        status = ground_values(ctx, r, i, ring_m);
    }
    if (status == GEO_OK)
        *ground = geo_percentile(r->values.items, r->values.count, o->ground_percentile);
    return status;
}

static geo_status do_building(geo_ctx *ctx, roofs *r, size_t i)
{
    double roof = NAN, ground = NAN;
    geo_status status = find_ground(ctx, r, i, &ground);
    if (status == GEO_OK && !isnan(ground))
        status = find_roof(ctx, r, i, &roof);
    if (status != GEO_OK)
        return status;
    r->grounds_m[i] = ground;
    if (isnan(ground)) {
        r->tally->no_ground++;
    } else if (isnan(roof)) {
        r->tally->no_surface++;
    } else if (roof - ground < r->options->roof_min_m) {
        r->tally->low++;
    } else {
        r->tally->known++;
        r->heights_m[i] = roof - ground;
    }
    return GEO_OK;
}

/* ---- blocks ---- */

static bool is_wider(geo_box box, double than_m)
{
    return box.xmax - box.xmin > than_m || box.ymax - box.ymin > than_m;
}

static int by_place(const void *a, const void *b)
{
    const place *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    return (one->index > other->index) - (one->index < other->index);
}

static geo_status order(geo_ctx *ctx, roofs *r)
{
    r->boxes = geo_alloc(r->count, sizeof *r->boxes);
    r->places = geo_alloc(r->count, sizeof *r->places);
    if (!r->boxes || !r->places)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < r->count; i++) {
        const geo_geom *building = &r->buildings[i];
        if (!geo_geom_is_polygon(building) || !building->point_count ||
            !geo_geom_is_finite(building))
            return geo_fail(ctx, GEO_ERR_GEOM, "building %zu is no polygon", i);
        geo_box box = r->boxes[i] = geo_box_of(&r->buildings[i]);
        r->places[i] = (place){(int64_t)floor((box.ymin + box.ymax) / 2 / BLOCK_M),
                               (int64_t)floor((box.xmin + box.xmax) / 2 / BLOCK_M), i};
    }
    qsort(r->places, r->count, sizeof *r->places, by_place);
    return geo_rtree_new(ctx, r->boxes, r->count, &r->index);
}

static geo_status do_block(geo_ctx *ctx, roofs *r, size_t first, size_t past)
{
    geo_box box = GEO_BOX_EMPTY;
    for (size_t k = first; k < past; k++)
        box = geo_box_join(box, r->boxes[r->places[k].index]);
    geo_box wide = geo_box_grow(box, fmax(r->options->ring_m, r->options->ring_most_m) + 1);
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = geo_grid_read(ctx, r->dsm, box, &r->surface);
    if (status == GEO_OK)
        status = geo_grid_read(ctx, r->dtm, wide, &r->terrain);
    for (size_t k = first; status == GEO_OK && k < past; k++)
        status = do_building(ctx, r, r->places[k].index);
    geo_grid_release(&r->surface);
    geo_grid_release(&r->terrain);
    return status;
}

/* Those of one block; one that is larger than a block is taken alone, so that windows stay small.
 */
static size_t end_of_block(const roofs *r, size_t first)
{
    size_t past = first + 1;
    const place *p = r->places;
    if (is_wider(r->boxes[p[first].index], BLOCK_M))
        return past;
    while (past < r->count && p[past].row == p[first].row && p[past].column == p[first].column &&
           !is_wider(r->boxes[p[past].index], BLOCK_M))
        past++;
    return past;
}

static geo_status do_all(geo_ctx *ctx, roofs *r)
{
    geo_status status = order(ctx, r);
    for (size_t i = 0; i < r->count; i++)
        r->heights_m[i] = r->grounds_m[i] = NAN;
    for (size_t first = 0, past; status == GEO_OK && first < r->count; first = past) {
        past = end_of_block(r, first);
        if (is_wider(r->boxes[r->places[first].index], LARGEST_M))
            r->tally->too_large++;
        else
            status = do_block(ctx, r, first, past);
    }
    return status;
}

static geo_status check_options(geo_ctx *ctx, const geo_roof_options *o)
{
    bool shares = o->roof_percentile >= 0 && o->roof_percentile <= 100 &&
                  o->ground_percentile >= 0 && o->ground_percentile <= 100;
    bool lengths = o->edge_cells >= 0 && o->ring_m > 0 && isfinite(o->ring_most_m);
    if (shares && lengths)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_ARG, "heights of buildings: percentiles %g and %g, a ring of %g m",
                    o->roof_percentile, o->ground_percentile, o->ring_m);
}

geo_status geo_roofs(geo_ctx *ctx, const geo_grid_source *dsm, const geo_grid_source *dtm,
                     const geo_geom *buildings, size_t count, const geo_roof_options *options,
                     double *heights_m, double *grounds_m, geo_roof_tally *tally)
{
    roofs r = {.dsm = dsm,
               .dtm = dtm,
               .buildings = buildings,
               .count = count,
               .options = options,
               .heights_m = heights_m,
               .grounds_m = grounds_m,
               .tally = tally};
    geo_status status = check_options(ctx, options);
    *tally = (geo_roof_tally){0};
    if (status == GEO_OK)
        status = do_all(ctx, &r);
    geo_rtree_free(r.index);
    geo_free(r.boxes);
    geo_free(r.places);
    geo_free(r.hits.items);
    geo_free(r.values.items);
    return status;
}
