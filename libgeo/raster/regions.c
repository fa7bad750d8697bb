/* Sides of cells, by region. Between two cells runs a side of every region that holds just one of
 * them: those on the ways up from the two regions to where they meet. A side is its place in the
 * lattice of corners and where it heads, with the region on its left; rows come in order, so the
 * sides of a region are in order too, and the next one is found by looking it up. */
#include "raster/regions.h"

#include "base/alloc.h"
#include "raster/regions_parts.h"

struct geo_outlines {
    geo_frame frame;
    const uint32_t *parents;
    uint32_t count;
    int64_t row; /* the next one */
    uint32_t *above;
    GEO_VEC(uint64_t) sides;
    GEO_VEC(uint32_t) regions; /* of each side */
    uint64_t *sorted;
    size_t *starts; /* by region, one more at the end: its sides in sorted */
};

geo_status geo_outlines_new(geo_ctx *ctx, geo_frame frame, const uint32_t *parents, uint32_t count,
                            geo_outlines **out)
{
    geo_outlines *o = geo_calloc(1, sizeof *o);
    if (!o)
        return geo_fail_nomem(ctx);
    o->frame = frame;
    o->parents = parents;
    o->count = count;
    o->above = geo_calloc((size_t)frame.width, sizeof *o->above);
    o->starts = geo_calloc((size_t)count + 2, sizeof *o->starts);
    if (!o->above || !o->starts) {
        geo_outlines_free(o);
        return geo_fail_nomem(ctx);
    }
    *out = o;
    return GEO_OK;
}

void geo_outlines_free(geo_outlines *o)
{
    if (!o)
        return;
    geo_free(o->above);
    geo_free(o->sides.items);
    geo_free(o->regions.items);
    geo_free(o->sorted);
    geo_free(o->starts);
    geo_free(o);
}

static bool put(geo_outlines *o, uint32_t region, uint64_t side)
{
    o->starts[region + 1]++;
    return geo_vec_push(&o->sides, side) && geo_vec_push(&o->regions, region);
}

static uint32_t parent_of(const geo_outlines *o, uint32_t region)
{
    return o->parents ? o->parents[region] : 0;
}

/* The side at `place` between cells of regions a and b; of_a and of_b: where it heads with a, with
 * b on its left. The lower of two regions cannot hold the other. */
static bool put_between(geo_outlines *o, uint64_t place, uint32_t a, geo_heading of_a, uint32_t b,
                        geo_heading of_b)
{
    while (a != b) {
        bool from_a = b == 0 || (a != 0 && a < b);
        if (!put(o, from_a ? a : b, place << 2 | (unsigned)(from_a ? of_a : of_b)))
            return false;
        if (from_a)
            a = parent_of(o, a);
        else
            b = parent_of(o, b);
    }
    return true;
}

static bool put_row(geo_outlines *o, const uint32_t *row)
{
    int64_t width = o->frame.width;
    uint64_t place = (uint64_t)o->row * (uint64_t)(width + 1);
    uint32_t left = 0;
    for (int64_t i = 0; i <= width; i++, place++) {
        uint32_t here = i < width ? row[i] : 0, above = i < width ? o->above[i] : 0;
        if (here != above && !put_between(o, place, above, GEO_HEADS_EAST, here, GEO_HEADS_WEST))
            return false;
        if (here != left && !put_between(o, place, left, GEO_HEADS_NORTH, here, GEO_HEADS_SOUTH))
            return false;
        left = here;
        if (i < width)
            o->above[i] = here;
    }
    o->row++;
    return true;
}

geo_status geo_outlines_add(geo_ctx *ctx, geo_outlines *o, int64_t rows, const uint32_t *regions)
{
    for (int64_t i = 0; i < rows; i++)
        if (!put_row(o, regions + i * o->frame.width))
            return geo_fail_nomem(ctx);
    return GEO_OK;
}

geo_status geo_outlines_finish(geo_ctx *ctx, geo_outlines *o)
{
    uint32_t *none = geo_calloc((size_t)o->frame.width, sizeof *none);
    bool good = none && put_row(o, none); /* the sides below the last row */
    geo_free(none);
    o->sorted = good ? geo_alloc(o->sides.count, sizeof *o->sorted) : NULL;
    if (!o->sorted)
        return geo_fail_nomem(ctx);
    for (uint32_t r = 1; r <= o->count + 1; r++)
        o->starts[r] += o->starts[r - 1];
    for (size_t i = 0; i < o->sides.count; i++)
        o->sorted[o->starts[o->regions.items[i]]++] = o->sides.items[i];
    for (uint32_t r = o->count + 1; r > 0; r--) /* each start has moved to its end */
        o->starts[r] = o->starts[r - 1];
    o->starts[0] = 0;
    geo_free(o->sides.items);
    geo_free(o->regions.items);
    o->sides.items = NULL;
    o->regions.items = NULL;
    return GEO_OK;
}

geo_status geo_outlines_get(geo_ctx *ctx, geo_outlines *o, uint32_t region, geo_geom *out)
{
    const geo_sides sides = {o->frame, o->sorted + o->starts[region],
                             o->starts[region + 1] - o->starts[region]};
    return geo_sides_shape(ctx, &sides, out);
}

geo_status geo_outline(geo_ctx *ctx, geo_frame frame, geo_outlines_fill fill, void *self,
                       geo_geom *out)
{
    geo_outlines *outlines = NULL;
    geo_status status = geo_outlines_new(ctx, frame, NULL, 1, &outlines);
    if (status == GEO_OK)
        status = fill(self, ctx, outlines);
    if (status == GEO_OK)
        status = geo_outlines_finish(ctx, outlines);
    if (status == GEO_OK)
        status = geo_outlines_get(ctx, outlines, 1, out);
    geo_outlines_free(outlines);
    return status;
}
