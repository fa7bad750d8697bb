/* What the making of zones does many times over: jobs side by side, orders, widths. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "nature/zone_state.h"

geo_status geo_zone_each(geo_ctx *ctx, geo_geos *geos, int threads, size_t count, geo_zone_job job,
                         void *self)
{
    bool *failed = geo_calloc(count, sizeof *failed);
    if (!failed)
        return geo_fail_nomem(ctx);
#pragma omp parallel num_threads(threads > 0 ? threads : 1)
    {
        geo_geos *own = NULL;
        bool can = geo_geos_new(NULL, &own) == GEO_OK;
#pragma omp for schedule(dynamic)
        for (size_t i = 0; i < count; i++)
            failed[i] = !can || job(self, NULL, own, i) != GEO_OK;
        geo_geos_free(own);
    }
    geo_status status = geo_ctx_poll(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        if (failed[i])
            status = job(self, ctx, geos, i);
    geo_free(failed);
    return status;
}

/* ---- order ---- */

typedef struct place {
    const geo_features *rows;
    size_t texts;
    uint32_t row;
} place;

static int by_number(double a, double b)
{
    return a < b ? -1 : a > b;
}

static int compare_points(const geo_geom *a, const geo_geom *b)
{
    uint32_t count = a->point_count < b->point_count ? a->point_count : b->point_count;
    for (uint32_t i = 0; i < count; i++) {
        int order = by_number(a->points[i].x, b->points[i].x);
        if (order == 0)
            order = by_number(a->points[i].y, b->points[i].y);
        if (order)
            return order;
    }
    return by_number(a->point_count, b->point_count);
}

static int compare_texts(const place *a, const place *b)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < a->texts; i++) {
        const char *left = a->rows->text[i][a->row], *right = b->rows->text[i][b->row];
        order = strcmp(left ? left : "", right ? right : "");
    }
    return order;
}

/* One id twice is a fault of the data, and still the answer must not depend on their order. */
static int compare_places(const void *left, const void *right)
{
    const place *a = left, *b = right;
    int order = strcmp(a->rows->ids[a->row], b->rows->ids[b->row]);
    if (order == 0)
        order = compare_points(&a->rows->geoms[a->row], &b->rows->geoms[b->row]);
    return order ? order : compare_texts(a, b);
}

geo_status geo_zone_order(geo_ctx *ctx, const geo_features *rows, uint32_t **out)
{
    return geo_zone_order_by(ctx, rows, 0, out);
}

geo_status geo_zone_order_by(geo_ctx *ctx, const geo_features *rows, size_t texts, uint32_t **out)
{
    place *places = geo_alloc(rows->count, sizeof *places);
    uint32_t *order = geo_alloc(rows->count, sizeof *order);
    geo_status status = places && order ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        for (uint32_t i = 0; i < rows->count; i++)
            places[i] = (place){rows, texts, i};
        qsort(places, rows->count, sizeof *places, compare_places);
        for (size_t i = 0; i < rows->count; i++)
            order[i] = places[i].row;
        *out = order;
    } else {
        geo_free(order);
    }
    geo_free(places);
    return status;
}

double geo_zone_width(double area_m2, double perimeter_m)
{
    double half = perimeter_m / 2, under = half * half - 4 * area_m2;
    if (!(area_m2 > 0))
        return 0;
    if (under <= 0)
        return sqrt(area_m2);
    /* area / length: half - sqrt(under) would lose a narrow strip's digits */
    return area_m2 / ((half + sqrt(under)) / 2);
}
