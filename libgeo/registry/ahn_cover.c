/* Where a raster has data, for the town's coverage: squares in which any cell has a value, in
 * polygons of whole squares. Holes smaller than a square (a roof in the terrain, a pond in the
 * surface) are the raster's own to tell. */
#include <math.h>

#include "base/alloc.h"
#include "registry/ahn_parts.h"

static const double SQUARE_M = 25;

/* Squares beside each other are a run; runs that go on in the next row are one box. */
typedef struct cover {
    geo_frame frame;
    int64_t side; /* of a square, cells */
    GEO_VEC(geo_box) done, open;
} cover;

static bool is_same_run(geo_box a, geo_box b)
{
    return a.xmin == b.xmin && a.xmax == b.xmax;
}

/* Runs of the next row, from west to east: those above that do not go on are done. */
static bool take_row(cover *c, geo_box *runs, size_t count)
{
    bool good = true;
    for (size_t i = 0; good && i < c->open.count; i++) {
        size_t k = 0;
        while (k < count && !is_same_run(c->open.items[i], runs[k]))
            k++;
        if (k < count)
            runs[k].ymax = c->open.items[i].ymax;
        else
            good = geo_vec_push(&c->done, c->open.items[i]);
    }
    c->open.count = 0;
    for (size_t k = 0; good && k < count; k++)
        good = geo_vec_push(&c->open, runs[k]);
    return good;
}

static bool has_value(const float *cells, int64_t width, int64_t rows, int64_t first, int64_t past)
{
    for (int64_t i = 0; i < rows; i++)
        for (int64_t j = first; j < past; j++)
            if (!isnan(cells[i * width + j]))
                return true;
    return false;
}

static geo_status look_row(geo_ctx *ctx, cover *c, const float *cells, int64_t row, int64_t rows)
{
    GEO_VEC(geo_box) runs = {0};
    int64_t width = c->frame.width;
    bool good = true, going = false;
    for (int64_t first = 0; good && first < width; first += c->side) {
        int64_t past = first + c->side < width ? first + c->side : width;
        bool has = has_value(cells, width, rows, first, past);
        double end = c->frame.x0 + (double)past * c->frame.cell_m;
        if (has && going)
            runs.items[runs.count - 1].xmax = end;
        else if (has)
            good =
                geo_vec_push(&runs, ((geo_box){c->frame.x0 + (double)first * c->frame.cell_m,
                                               c->frame.y0 - (double)(row + rows) * c->frame.cell_m,
                                               end, c->frame.y0 - (double)row * c->frame.cell_m}));
        going = has;
    }
    good = good && take_row(c, runs.items, runs.count);
    geo_free(runs.items);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status look(geo_ctx *ctx, cover *c, const geo_grid_source *source)
{
    int64_t width = c->frame.width, height = c->frame.height;
    float *cells = geo_alloc((size_t)(c->side * width), sizeof *cells);
    geo_status status = cells ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t row = 0; !status && row < height; row += c->side) {
        int64_t rows = height - row < c->side ? height - row : c->side;
        status = geo_ctx_poll(ctx);
        if (!status)
            status = source->read(source->self, ctx, (geo_window){row, 0, rows, width}, cells);
        if (!status)
            status = look_row(ctx, c, cells, row, rows);
    }
    geo_free(cells);
    if (!status && !take_row(c, NULL, 0))
        status = geo_fail_nomem(ctx);
    return status;
}

typedef struct box_polygon {
    geo_point points[5];
    uint32_t end, part;
    geo_geom geom;
} box_polygon;

static void make_polygon(box_polygon *p, geo_box b)
{
    p->points[0] = p->points[4] = (geo_point){b.xmin, b.ymin};
    p->points[1] = (geo_point){b.xmax, b.ymin};
    p->points[2] = (geo_point){b.xmax, b.ymax};
    p->points[3] = (geo_point){b.xmin, b.ymax};
    p->end = 5;
    p->part = 1;
    p->geom = (geo_geom){GEO_GEOM_POLYGON, p->points, &p->end, &p->part, 5, 1, 1};
}

static geo_status unite(geo_ctx *ctx, const cover *c, geo_geom *out)
{
    size_t count = c->done.count;
    geo_geos *geos = NULL;
    box_polygon *polygons = geo_alloc(count, sizeof *polygons);
    const geo_geom **parts = geo_alloc(count, sizeof *parts);
    geo_status status = polygons && parts ? geo_geos_new(ctx, &geos) : geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < count; i++) {
        make_polygon(&polygons[i], c->done.items[i]);
        parts[i] = &polygons[i].geom;
    }
    if (!status)
        status = geo_geos_union(ctx, geos, parts, count, out);
    geo_geos_free(geos);
    geo_free(parts);
    geo_free(polygons);
    return status;
}

geo_status geo_ahn_data_area(geo_ctx *ctx, const geo_grid_source *source, geo_geom *out)
{
    int64_t side = (int64_t)fmax(1, round(SQUARE_M / source->frame.cell_m));
    cover c = {.frame = source->frame, .side = side};
    *out = (geo_geom){.type = GEO_GEOM_MULTIPOLYGON};
    geo_status status = look(ctx, &c, source);
    if (!status && c.done.count)
        status = unite(ctx, &c, out);
    geo_free(c.done.items);
    geo_free(c.open.items);
    return status;
}
