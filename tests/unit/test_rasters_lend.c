/* io/rasters: blocks of a file that are lent as masks hold what the file holds, whatever is kept of
 * them, and to any number of threads at once. */
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "raster_case.h"

enum { WIDTH = 150, HEIGHT = 90 };

typedef struct stored {
    bool is_south_up, is_tiled;
    int odd;       /* value of one cell, in the second row of tiles; 0: none */
    double nodata; /* less than 0: none */
} stored;

static uint8_t value_at(const stored *s, int64_t row, int64_t column)
{
    static const uint8_t values[] = {0, 1, 0, 255, 1, 0, 1};
    if (s->odd && row == 40 && column == 70)
        return (uint8_t)s->odd;
    return values[(row * 5 + column * 3 + row * column) % 7];
}

static const char *make(stored s, const char *name)
{
    const char *path = in_folder(name);
    double transform[6] = {EAST, 0.5, 0, NORTH, 0, -0.5};
    if (s.is_south_up) {
        transform[3] = NORTH - HEIGHT * 0.5;
        transform[5] = 0.5;
    }
    char **options = CSLSetNameValue(NULL, "TILED", s.is_tiled ? "YES" : "NO");
    options = CSLSetNameValue(options, "BLOCKYSIZE", "32");
    if (s.is_tiled)
        options = CSLSetNameValue(options, "BLOCKXSIZE", "32");
    GDALDatasetH made =
        GDALCreate(GDALGetDriverByName("GTiff"), path, WIDTH, HEIGHT, 1, GDT_Byte, options);
    CSLDestroy(options);
    assert_non_null(made);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(srs, 28992), OGRERR_NONE);
    GDALSetSpatialRef(made, srs);
    OSRDestroySpatialReference(srs);
    GDALSetGeoTransform(made, transform);
    GDALRasterBandH band = GDALGetRasterBand(made, 1);
    if (s.nodata >= 0)
        GDALSetRasterNoDataValue(band, s.nodata);
    for (int row = 0; row < HEIGHT; row++) {
        uint8_t line[WIDTH];
        for (int column = 0; column < WIDTH; column++)
            line[column] = value_at(&s, row, column);
        int place = s.is_south_up ? HEIGHT - 1 - row : row;
        assert_int_equal(
            GDALRasterIO(band, GF_Write, 0, place, WIDTH, 1, line, WIDTH, 1, GDT_Byte, 0, 0),
            CE_None);
    }
    GDALClose(made);
    return path;
}

/* Every cell of the piece is what the file has there. */
static bool is_right(const stored *s, const geo_lent *lent)
{
    const geo_window *w = &lent->window;
    bool right = true;
    for (int64_t row = 0; row < w->height; row++)
        for (int64_t column = 0; column < w->width; column++) {
            uint8_t value = value_at(s, w->row + row, w->column + column);
            bool known = (double)value != s->nodata;
            right &= geo_mask_at(lent->full + row * lent->line, column) == (value != 0 && known);
            right &=
                lent->known ? geo_mask_at(lent->known + row * lent->line, column) == known : known;
        }
    return right;
}

static bool is_within(const geo_lent *lent, int64_t row, int64_t column)
{
    const geo_window *w = &lent->window;
    return row >= w->row && row < w->row + w->height && column >= w->column &&
           column < w->column + w->width && w->row + w->height <= HEIGHT &&
           w->column + w->width <= WIDTH;
}

/* Asks for cells here and there; false when one was wrong. */
static bool ask(const geo_grid_source *source, const stored *s, unsigned seed, int times)
{
    bool right = true;
    for (int i = 0; i < times; i++) {
        geo_lent lent;
        int64_t row = (int64_t)((seed += 7919) % HEIGHT), column = (int64_t)(seed / 3 % WIDTH);
        if (source->lend(source->self, NULL, row, column, &lent) != GEO_OK || !lent.full)
            return false;
        right &= is_within(&lent, row, column) && lent.window.column % source->lent_width == 0 &&
                 is_right(s, &lent);
        source->give_back(source->self, &lent);
    }
    return right;
}

static const stored FILES[] = {{false, true, 0, -1},
                               {true, true, 0, 255},
                               {false, false, 0, 255},
                               {true, false, 0, 0},
                               {false, true, 9, 9}};

static void pieces_are_those_of_the_file(void **state)
{
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        geo_raster *raster = open_raster(*state, make(FILES[i], "mask.tif"), GEO_RASTER_ANY);
        const geo_grid_source *source = geo_raster_source(raster);
        assert_non_null(source->lend);
        assert_true(ask(source, &FILES[i], (unsigned)i, 400));
        geo_raster_free(raster);
    }
}

/* Room for so many blocks, which follows from GDAL's. */
static geo_raster *open_with_room(geo_ctx *ctx, const stored *s, int blocks)
{
    geo_raster *raster = open_raster(ctx, make(*s, "mask.tif"), GEO_RASTER_ANY);
    GDALSetCacheMax64((GIntBig)blocks * 32 * 32 + 1);
    geo_raster_keep_rows(raster, 1);
    GDALSetCacheMax64(64 << 20);
    return raster;
}

/* What is held stays, however many others are asked for; what nobody holds gives way. */
static void a_piece_stays_until_it_is_given_back(void **state)
{
    for (int blocks = 0; blocks < 8; blocks++) {
        geo_lent held[3];
        geo_raster *raster = open_with_room(*state, &FILES[1], blocks);
        const geo_grid_source *source = geo_raster_source(raster);
        assert_true(ask(source, &FILES[1], 4, 20));
        for (int i = 0; i < 3; i++)
            assert_ok(source->lend(source->self, *state, 20 * i, 40 * i, &held[i]));
        assert_true(ask(source, &FILES[1], 5, 200));
        for (int i = 0; i < 3; i++) {
            assert_true(is_right(&FILES[1], &held[i]));
            source->give_back(source->self, &held[i]);
        }
        assert_true(ask(source, &FILES[1], 6, 200));
        geo_raster_free(raster);
    }
}

typedef struct asker {
    pthread_t thread;
    const geo_grid_source *source;
    unsigned seed;
    bool right;
} asker;

static void *run_asker(void *self)
{
    asker *a = self;
    a->right = ask(a->source, &FILES[1], a->seed, 1000);
    return NULL;
}

static void threads_are_lent_the_same(void **state)
{
    asker askers[4];
    for (int turn = 0; turn < 4; turn++) {
        geo_raster *raster = open_with_room(*state, &FILES[1], 5 * turn);
        for (unsigned i = 0; i < 4; i++) {
            askers[i] = (asker){.source = geo_raster_source(raster), .seed = i * 100 + 1};
            assert_int_equal(pthread_create(&askers[i].thread, NULL, run_asker, &askers[i]), 0);
        }
        for (int i = 0; i < 4; i++)
            pthread_join(askers[i].thread, NULL);
        for (int i = 0; i < 4; i++)
            assert_true(askers[i].right);
        geo_raster_free(raster);
    }
}

/* Only the piece with the odd value is no mask. */
static void a_value_that_no_mask_has_is_not_lent(void **state)
{
    const stored odd = {false, true, 9, -1};
    geo_lent lent;
    geo_raster *raster = open_raster(*state, make(odd, "mask.tif"), GEO_RASTER_ANY);
    const geo_grid_source *source = geo_raster_source(raster);
    for (int turn = 0; turn < 2; turn++) {
        assert_ok(source->lend(source->self, *state, 40, 70, &lent));
        assert_null(lent.full);
        assert_ok(source->lend(source->self, *state, 40, 20, &lent));
        assert_non_null(lent.full);
        source->give_back(source->self, &lent);
    }
    geo_raster_free(raster);
}

static void a_file_that_became_another_is_not_read(void **state)
{
    geo_lent lent;
    const char *path = make(FILES[2], "mask.tif");
    geo_raster *raster = open_raster(*state, path, GEO_RASTER_ANY);
    const geo_grid_source *source = geo_raster_source(raster);
    make((stored){false, true, 0, -1}, "mask.tif"); /* other blocks: another file */
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(source->lend(source->self, *state, 3, 3, &lent), GEO_ERR_IO);
        assert_non_null(strstr(geo_ctx_error(*state), "'mask.tif' changed while it was read"));
    }
    geo_raster_free(raster);
}

static void memory_that_is_out_is_an_error(void **state)
{
    geo_lent lent;
    geo_raster *raster = open_raster(*state, make(FILES[0], "mask.tif"), GEO_RASTER_ANY);
    const geo_grid_source *source = geo_raster_source(raster);
    for (uint64_t n = 1; n < 4; n++) {
        geo_alloc_fail_at(n);
        assert_int_equal(source->lend(source->self, *state, 3, 3, &lent), GEO_ERR_NOMEM);
        geo_alloc_fail_at(0);
    }
    assert_true(ask(source, &FILES[0], 1, 50));
    geo_raster_free(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pieces_are_those_of_the_file),
        TEST(a_piece_stays_until_it_is_given_back),
        TEST(threads_are_lent_the_same),
        TEST(a_value_that_no_mask_has_is_not_lent),
        TEST(a_file_that_became_another_is_not_read),
        TEST(memory_that_is_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
