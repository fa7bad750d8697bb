/* Trees where none can stand, twice, or too tall. Felled and planned trees are left alone. */
#include <math.h>

#include "base/alloc.h"
#include "base/map.h"
#include "report/audit_state.h"

static geo_status tell_inside(geo_ctx *ctx, geo_audit *audit, geo_audit_check check,
                              const char *theme)
{
    geo_audit_count bad = {.check = check, .theme = "tree"};
    geo_audit_layer *both[2];
    geo_hits hits = {0};
    geo_status status = GEO_OK;
    uint32_t holder;
    double depth_m;
    if (!geo_audit_both(audit, GEO_AUDIT_LIST(check), "tree", theme, both))
        return GEO_OK;
    const char **stands = geo_audit_text(both[0], "status");
    for (size_t i = 0; !status && i < both[0]->rows.count; i++) {
        if (!geo_audit_stands(stands, i))
            continue;
        bad.of++;
        status = geo_audit_cover(ctx, both[1], both[0]->rows.geoms[i].points[0], &hits, &holder,
                                 &depth_m);
        if (!status && depth_m > geo_audit_threshold(audit, check))
            geo_audit_add(&bad, both[0]->rows.ids[i]);
    }
    geo_free(hits.items);
    if (!status)
        geo_audit_tell(audit, &bad, "standing trees more than %g m inside %s",
                       geo_audit_threshold(audit, check),
                       check == GEO_AUDIT_TREE_IN_WATER ? "water" : "a building");
    return status;
}

/* Trees by square of a grid: two of one square are as near as counts, so that of a crowd at one
 * point none is compared with more than one of its own square, and only the first of a square with
 * those of the squares around. */
typedef struct crowd {
    const geo_features *rows;
    geo_map *squares; /* corner -> last row that came there */
    uint32_t *before; /* of a row: the one that came before it in its square, or NONE */
    double near_m, side_m;
} crowd;

#define NONE UINT32_MAX
/* A square's diagonal is near_m but for rounding; what is as near lies at most two squares away.
 * Below the least side (of a threshold of 0) no more than speed is lost. */
static const double LEAST_SIDE_M = 0.001;
enum { SQUARES_AWAY = 2 };

static geo_status crowd_init(geo_ctx *ctx, const geo_features *rows, double near_m, crowd *out)
{
    *out = (crowd){rows, geo_map_new(), geo_alloc(rows->count, sizeof *out->before), near_m,
                   fmax(near_m * (M_SQRT1_2 - 1e-6), LEAST_SIDE_M)};
    return out->squares && (out->before || !rows->count) ? GEO_OK : geo_fail_nomem(ctx);
}

static void crowd_release(crowd *c)
{
    geo_map_free(c->squares);
    geo_free(c->before);
}

typedef struct square {
    double x, y; /* whole numbers; never -0.0: compared by their bytes */
} square;

static square square_of(const crowd *c, geo_point p, int right, int up)
{
    return (square){floor(p.x / c->side_m) + right + 0.0, floor(p.y / c->side_m) + up + 0.0};
}

static bool twin_in(const crowd *c, square where, geo_point p)
{
    const uint32_t *last = geo_map_get(c->squares, (const char *)&where, sizeof where);
    for (uint32_t row = last ? *last : NONE; row != NONE; row = c->before[row])
        if (geo_point_distance(c->rows->geoms[row].points[0], p) <= c->near_m)
            return true;
    return false;
}

static bool has_twin(const crowd *c, geo_point p)
{
    if (twin_in(c, square_of(c, p, 0, 0), p))
        return true;
    for (int right = -SQUARES_AWAY; right <= SQUARES_AWAY; right++)
        for (int up = -SQUARES_AWAY; up <= SQUARES_AWAY; up++)
            if ((right || up) && twin_in(c, square_of(c, p, right, up), p))
                return true;
    return false;
}

static bool crowd_add(crowd *c, uint32_t row)
{
    const square where = square_of(c, c->rows->geoms[row].points[0], 0, 0);
    const uint32_t *last = geo_map_get(c->squares, (const char *)&where, sizeof where);
    c->before[row] = last ? *last : NONE;
    return geo_map_set(c->squares, (const char *)&where, sizeof where, row);
}

static geo_status tell_doubles(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *tree)
{
    geo_audit_count bad = {.check = GEO_AUDIT_TREE_DOUBLE, .theme = "tree"};
    double near_m = geo_audit_threshold(audit, bad.check);
    const char **stands = geo_audit_text(tree, "status");
    crowd c;
    geo_status status = crowd_init(ctx, &tree->rows, near_m, &c);
    for (uint32_t i = 0; !status && i < tree->rows.count; i++) {
        if (!geo_audit_stands(stands, i))
            continue;
        bad.of++;
        if (has_twin(&c, tree->rows.geoms[i].points[0]))
            geo_audit_add(&bad, tree->rows.ids[i]);
        status = crowd_add(&c, i) ? geo_ctx_poll(ctx) : geo_fail_nomem(ctx);
    }
    crowd_release(&c);
    if (!status)
        geo_audit_tell(audit, &bad, "trees within %g m of one that came before", near_m);
    return status;
}

static void tell_tall(geo_audit *audit, const geo_audit_layer *tree)
{
    geo_audit_count bad = {.check = GEO_AUDIT_TREE_TALL, .theme = "tree"};
    double most_m = geo_audit_threshold(audit, bad.check);
    const double *height = geo_audit_need_number(audit, bad.check, tree, "height_m");
    for (size_t i = 0; height && i < tree->rows.count; i++) {
        bad.of += height[i] == height[i];
        if (height[i] > most_m)
            geo_audit_add(&bad, tree->rows.ids[i]);
    }
    if (height)
        geo_audit_tell(audit, &bad, "trees taller than %g m", most_m);
}

geo_status geo_audit_trees(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *tree;
    geo_status status = tell_inside(ctx, audit, GEO_AUDIT_TREE_IN_BUILDING, "building");
    if (!status)
        status = tell_inside(ctx, audit, GEO_AUDIT_TREE_IN_WATER, "water");
    if (status ||
        !geo_audit_ready(audit, GEO_AUDIT_LIST(GEO_AUDIT_TREE_DOUBLE, GEO_AUDIT_TREE_TALL), "tree",
                         &tree))
        return status;
    tell_tall(audit, tree);
    return tell_doubles(ctx, audit, tree);
}
