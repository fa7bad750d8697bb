/* Blocks of a raster of bytes, lent as masks: each decoded once while it is kept, by whichever
 * thread asks for it first, and kept in an eighth of its bytes. GDAL's datasets serve one thread at
 * a time, so each thread that decodes has a dataset of its own. Invariant: a block is in the list
 * of idle ones exactly while it is decoded and lent to nobody. */
#include <math.h>
#include <pthread.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "io/open.h"
#include "io/rasters_parts.h"

typedef struct block {
    struct block *older, *newer; /* among the idle ones */
    geo_mask_group *full;        /* all rows, and after them as many again for `known` */
    size_t at;                   /* in the file */
    int lent;
    bool is_decoded;
    unsigned holds; /* GEO_MASK_GAPS, GEO_MASK_OTHER */
} block;

/* What a thread decodes with. */
typedef struct decoder {
    GDALDatasetH dataset;
    uint8_t *cells; /* of one block: near the processor, since it is used again and again */
} decoder;

struct geo_raster_lender {
    pthread_mutex_t lock;
    pthread_cond_t change;     /* a block was decoded, or could not be */
    GEO_VEC(decoder) decoders; /* that nobody uses now */
    int width, height;         /* of a block */
    size_t groups;             /* of a block, known ones not counted */
    size_t across, down;       /* blocks of the file */
    block **blocks;            /* those that are held, by their place in the file */
    size_t held, most_held;
    block *oldest, *newest; /* of the idle ones */
};

enum {
    BLOCKS_MOST = 1 << 20, /* a pointer each */
    ROW_MOST = 64 << 20,   /* bytes of a row of blocks: who sums holds as much of it as it needs */
    KEPT_AT_FIRST = 16 << 20 /* cells of idle blocks */
};

/* ---- the list of idle ones ---- */

static void leave(geo_raster_lender *lender, block *b)
{
    *(b->older ? &b->older->newer : &lender->oldest) = b->newer;
    *(b->newer ? &b->newer->older : &lender->newest) = b->older;
    b->older = b->newer = NULL;
}

static void join(geo_raster_lender *lender, block *b)
{
    b->older = lender->newest;
    *(b->older ? &b->older->newer : &lender->oldest) = b;
    lender->newest = b;
}

static void drop(geo_raster_lender *lender, block *b)
{
    lender->blocks[b->at] = NULL;
    lender->held--;
    geo_free(b->full);
    geo_free(b);
}

/* Room that was used before costs the kernel nothing: the oldest idle block gives up its own. */
static block *new_block(geo_raster_lender *lender, size_t at)
{
    block *b = lender->held >= lender->most_held ? lender->oldest : NULL;
    if (b) {
        leave(lender, b);
        lender->blocks[b->at] = NULL;
    } else {
        b = geo_calloc(1, sizeof *b);
        if (b && !(b->full = geo_alloc(2 * lender->groups, sizeof *b->full))) {
            geo_free(b);
            b = NULL;
        }
        lender->held += b != NULL;
    }
    if (b) {
        b->at = at;
        b->is_decoded = false;
        lender->blocks[at] = b;
    }
    return b;
}

/* ---- decoding ---- */

static void close_decoder(decoder *d)
{
    geo_watch watch;
    geo_watch_begin(&watch); /* closing what was only read loses nothing */
    if (d->dataset)
        GDALClose(d->dataset);
    geo_watch_end(&watch);
    geo_free(d->cells);
}

/* Is it still the file that was opened first? */
static bool is_same(const geo_raster *raster, GDALDatasetH dataset)
{
    int width = 0, height = 0;
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    GDALGetBlockSize(band, &width, &height);
    return GDALGetRasterXSize(dataset) == raster->source.frame.width &&
           GDALGetRasterYSize(dataset) == raster->source.frame.height &&
           GDALGetRasterDataType(band) == raster->type && width == raster->lender->width &&
           height == raster->lender->height;
}

static geo_status open_decoder(geo_ctx *ctx, const geo_raster *raster, decoder *out)
{
    const geo_raster_lender *lender = raster->lender;
    decoder d = {.cells = geo_alloc((size_t)lender->width, (size_t)lender->height)};
    geo_status status =
        d.cells ? geo_raster_open_dataset(ctx, raster, &d.dataset) : geo_fail_nomem(ctx);
    if (status == GEO_OK && !is_same(raster, d.dataset))
        status = geo_fail(ctx, GEO_ERR_IO, "'%s' changed while it was read", raster->name);
    if (status == GEO_OK)
        *out = d;
    else
        close_decoder(&d);
    return status;
}

static geo_status take_decoder(geo_ctx *ctx, const geo_raster *raster, decoder *out)
{
    geo_raster_lender *lender = raster->lender;
    pthread_mutex_lock(&lender->lock);
    bool is_there = lender->decoders.count > 0;
    if (is_there)
        *out = lender->decoders.items[--lender->decoders.count];
    pthread_mutex_unlock(&lender->lock);
    return is_there ? GEO_OK : open_decoder(ctx, raster, out);
}

static void return_decoder(geo_raster_lender *lender, decoder *d)
{
    pthread_mutex_lock(&lender->lock);
    bool is_kept = geo_vec_push(&lender->decoders, *d);
    pthread_mutex_unlock(&lender->lock);
    if (!is_kept)
        close_decoder(d);
}

/* Rows and columns that the file has of a block: the last ones reach beyond it. */
static geo_window part_of(const geo_raster *raster, size_t at)
{
    const geo_raster_lender *lender = raster->lender;
    geo_window part = {.row = (int64_t)(at / lender->across) * lender->height,
                       .column = (int64_t)(at % lender->across) * lender->width};
    int64_t rows = raster->source.frame.height - part.row,
            columns = raster->source.frame.width - part.column;
    part.height = rows < lender->height ? rows : lender->height;
    part.width = columns < lender->width ? columns : lender->width;
    return part;
}

static void pack(const geo_raster *raster, const uint8_t *cells, block *b, bool known)
{
    const geo_raster_lender *lender = raster->lender;
    int64_t line = geo_mask_groups(lender->width);
    geo_window part = part_of(raster, b->at);
    for (int64_t row = 0; row < part.height; row++) {
        geo_mask_group *full = b->full + row * line;
        b->holds |=
            geo_mask_pack(cells + row * lender->width, part.width, raster->source.byte_nodata, full,
                          known ? full + lender->groups : NULL);
    }
}

static geo_status decode(geo_ctx *ctx, const geo_raster *raster, block *b)
{
    decoder d;
    geo_watch watch;
    geo_status status = take_decoder(ctx, raster, &d);
    if (status != GEO_OK)
        return status;
    geo_watch_begin(&watch);
    CPLErr failed =
        GDALReadBlock(GDALGetRasterBand(d.dataset, 1), (int)(b->at % raster->lender->across),
                      (int)(b->at / raster->lender->across), d.cells);
    geo_watch_end(&watch);
    status = geo_raster_read_failed(ctx, raster, &watch, failed);
    b->holds = 0;
    if (status == GEO_OK)
        pack(raster, d.cells, b, false);
    if (status == GEO_OK && b->holds & GEO_MASK_GAPS) /* few have any: once more for those */
        pack(raster, d.cells, b, true);
    return_decoder(raster->lender, &d);
    return status;
}

/* ---- lending ---- */

/* The block, held by this thread; *is_mine: which must decode it. NULL: no memory. */
static block *claim(geo_raster_lender *lender, size_t at, bool *is_mine)
{
    pthread_mutex_lock(&lender->lock);
    block *b = lender->blocks[at];
    while (b && !b->is_decoded) {
        pthread_cond_wait(&lender->change, &lender->lock);
        b = lender->blocks[at];
    }
    *is_mine = b == NULL;
    if (b && b->lent == 0)
        leave(lender, b);
    if (!b)
        b = new_block(lender, at);
    if (b)
        b->lent++;
    pthread_mutex_unlock(&lender->lock);
    return b;
}

static void settle(geo_raster_lender *lender, block *b, geo_status status)
{
    pthread_mutex_lock(&lender->lock);
    b->is_decoded = status == GEO_OK;
    if (status != GEO_OK)
        drop(lender, b);
    pthread_cond_broadcast(&lender->change);
    pthread_mutex_unlock(&lender->lock);
}

static void give_back(void *self, geo_lent *lent)
{
    geo_raster_lender *lender = ((const geo_raster *)self)->lender;
    block *b = lent->piece;
    pthread_mutex_lock(&lender->lock);
    if (--b->lent == 0 && lender->held > lender->most_held)
        drop(lender, b);
    else if (b->lent == 0)
        join(lender, b);
    pthread_mutex_unlock(&lender->lock);
}

static geo_status lend(void *self, geo_ctx *ctx, int64_t row, int64_t column, geo_lent *out)
{
    const geo_raster *raster = self;
    geo_raster_lender *lender = raster->lender;
    int64_t height = raster->source.frame.height,
            line = raster->is_flipped ? height - 1 - row : row;
    size_t at = (size_t)(line / lender->height) * lender->across + (size_t)(column / lender->width);
    bool is_mine;
    block *b = claim(lender, at, &is_mine);
    if (!b)
        return geo_fail_nomem(ctx);
    if (is_mine) {
        geo_status status = decode(ctx, raster, b);
        settle(lender, b, status);
        if (status != GEO_OK)
            return status;
    }
    *out = (geo_lent){
        .window = part_of(raster, at), .line = geo_mask_groups(lender->width), .piece = b};
    if (b->holds & GEO_MASK_OTHER) {
        give_back(self, out);
        return GEO_OK;
    }
    out->full = b->full;
    if (raster->is_flipped) {
        out->full += (out->window.height - 1) * out->line;
        out->line = -out->line;
        out->window.row = height - out->window.row - out->window.height;
    }
    if (b->holds & GEO_MASK_GAPS)
        out->known = out->full + lender->groups;
    return GEO_OK;
}

/* ---- life ---- */

/* Narrow blocks take more as bits than they have cells, since groups are wide. */
void geo_raster_lender_keep(geo_raster_lender *lender, double cells)
{
    if (!lender)
        return;
    double taken = 2.0 * (double)lender->groups * sizeof(geo_mask_group);
    lender->most_held = (size_t)(cells / fmax((double)lender->width * lender->height, taken));
}

geo_status geo_raster_lender_new(geo_ctx *ctx, geo_raster *raster)
{
    geo_grid_source *source = &raster->source;
    int width, height;
    GDALGetBlockSize(raster->band, &width, &height);
    size_t across = ((size_t)source->frame.width + (size_t)width - 1) / (size_t)width,
           down = ((size_t)source->frame.height + (size_t)height - 1) / (size_t)height;
    if (across * down > BLOCKS_MOST || across * (size_t)width * (size_t)height > ROW_MOST)
        return GEO_OK;
    geo_raster_lender *lender = geo_calloc(1, sizeof *lender);
    block **blocks = geo_calloc(across * down, sizeof(block *));
    if (!lender || !blocks) {
        geo_free(lender);
        geo_free(blocks);
        return geo_fail_nomem(ctx);
    }
    pthread_mutex_init(&lender->lock, NULL);
    pthread_cond_init(&lender->change, NULL);
    lender->width = width;
    lender->height = height;
    lender->across = across;
    lender->down = down;
    lender->groups = (size_t)geo_mask_groups(width) * (size_t)height;
    lender->blocks = blocks;
    geo_raster_lender_keep(lender, KEPT_AT_FIRST);
    raster->lender = lender;
    source->lend = lend;
    source->give_back = give_back;
    source->lent_width = width;
    return GEO_OK;
}

void geo_raster_lender_free(geo_raster_lender *lender)
{
    if (!lender)
        return;
    for (size_t i = 0; i < lender->decoders.count; i++)
        close_decoder(&lender->decoders.items[i]);
    for (size_t i = 0; i < lender->across * lender->down; i++)
        if (lender->blocks[i])
            drop(lender, lender->blocks[i]);
    pthread_cond_destroy(&lender->change);
    pthread_mutex_destroy(&lender->lock);
    geo_free(lender->decoders.items);
    geo_free(lender->blocks);
    geo_free(lender);
}
