#include "green/blocks.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

typedef struct keyed {
    uint64_t key;
    uint32_t row;
} keyed;

/* Spreads 32 bits over the even bits of 64. */
static uint64_t spread(uint32_t value)
{
    uint64_t x = value;
    x = (x | x << 16) & 0x0000FFFF0000FFFFu;
    x = (x | x << 8) & 0x00FF00FF00FF00FFu;
    x = (x | x << 4) & 0x0F0F0F0F0F0F0F0Fu;
    x = (x | x << 2) & 0x3333333333333333u;
    return (x | x << 1) & 0x5555555555555555u;
}

static uint32_t cell_of(double coordinate, double size_m)
{
    double cell =
        floor(coordinate / size_m) + 2147483648.0; /* negative cells sort before positive ones */
    return (uint32_t)fmin(fmax(cell, 0), 4294967295.0);
}

static int compare(const void *left, const void *right)
{
    const keyed *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void cut(geo_blocks *blocks, const keyed *order, const geo_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || order[i].key != order[i - 1].key)
            blocks->blocks[blocks->count++] = (geo_block){.box = GEO_BOX_EMPTY, .first = i};
        geo_block *block = &blocks->blocks[blocks->count - 1];
        block->box = geo_box_join(block->box, geo_box_around(points[order[i].row], 0));
        block->count++;
        blocks->rows[i] = order[i].row;
    }
}

geo_status geo_blocks_init(geo_ctx *ctx, geo_blocks *blocks, const geo_point *points, size_t count,
                           double size_m)
{
    *blocks = (geo_blocks){0};
    keyed *order = geo_alloc(count, sizeof *order);
    blocks->rows = geo_alloc(count, sizeof *blocks->rows);
    blocks->blocks = geo_alloc(count, sizeof *blocks->blocks);
    if (!order || !blocks->rows || !blocks->blocks) {
        geo_free(order);
        geo_blocks_release(blocks);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < count; i++)
        order[i] = (keyed){spread(cell_of(points[i].x, size_m)) |
                               spread(cell_of(points[i].y, size_m)) << 1,
                           (uint32_t)i};
    qsort(order, count, sizeof *order, compare);
    cut(blocks, order, points, count);
    geo_free(order);
    return GEO_OK;
}

void geo_blocks_release(geo_blocks *blocks)
{
    geo_free(blocks->rows);
    geo_free(blocks->blocks);
    *blocks = (geo_blocks){0};
}
