/* Lines of the network: hedges as they are, and rows among the standing trees. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/standing.h"
#include "nature/zone_state.h"

static geo_status push_line(geo_ctx *ctx, geo_zones *out, geo_zone_line *line)
{
    line->length_m = geo_geom_length(&line->shape);
    if (geo_vec_push(&out->lines, *line))
        return GEO_OK;
    geo_geom_release(&line->shape);
    return geo_fail_nomem(ctx);
}

static geo_status add_hedges(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    uint32_t *order = NULL;
    geo_status status = geo_source_read(ctx, w->inputs->hedge, NULL, &w->hedge);
    if (status == GEO_OK)
        status = geo_zone_order(ctx, &w->hedge, &order);
    for (size_t i = 0; status == GEO_OK && i < w->hedge.count; i++) {
        uint32_t row = order[i];
        geo_zone_line line = {.id = w->hedge.ids[row],
                              .kind = "hedge",
                              .spacing_max_m = NAN,
                              .height_m = w->hedge.number[0][row],
                              .width_m = w->hedge.number[1][row]};
        status = geo_geom_clone(ctx, &w->hedge.geoms[row], &line.shape);
        if (status == GEO_OK)
            status = push_line(ctx, out, &line);
    }
    geo_free(order);
    return status;
}

/* ---- rows of trees ---- */

/* Standing trees in order of id; rows[i] is the row of point i. */
typedef struct stand {
    geo_point *points;
    uint32_t *rows;
    size_t count;
} stand;

static geo_status gather_trees(geo_ctx *ctx, geo_zone_work *w, stand *out)
{
    uint32_t *order = NULL;
    geo_status status = geo_zone_read(ctx, w->inputs->tree, 1, &w->tree);
    if (status == GEO_OK)
        status = geo_zone_order(ctx, &w->tree, &order);
    out->points = geo_alloc(w->tree.count, sizeof *out->points);
    out->rows = geo_alloc(w->tree.count, sizeof *out->rows);
    if (status == GEO_OK && (!out->points || !out->rows))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < w->tree.count; i++) {
        bool stands;
        uint32_t row = order[i];
        status =
            geo_tree_stands(ctx, w->inputs->tree, &w->tree, row, w->tree.text[0][row], &stands);
        if (status != GEO_OK || !stands || w->tree.geoms[row].point_count == 0)
            continue;
        out->rows[out->count] = row;
        out->points[out->count++] = w->tree.geoms[row].points[0];
    }
    geo_free(order);
    return status;
}

static geo_status add_row(geo_ctx *ctx, const geo_zone_work *w, const stand *trees,
                          const geo_tree_rows *rows, size_t r, geo_zones *out)
{
    uint32_t first = rows->starts.items[r], count = rows->starts.items[r + 1] - first;
    uint32_t end = count + rows->closed.items[r];
    geo_point *points = geo_alloc(end, sizeof *points);
    geo_zone_line line = {.kind = "tree_row", .trees = count, .height_m = NAN, .width_m = NAN};
    if (!points)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < end; i++) {
        uint32_t at = rows->members.items[first + i % count];
        const char *id = w->tree.ids[trees->rows[at]];
        points[i] = trees->points[at];
        if (!line.id || strcmp(id, line.id) < 0)
            line.id = id;
        if (i)
            line.spacing_max_m =
                fmax(line.spacing_max_m, geo_point_distance(points[i - 1], points[i]));
    }
    geo_geom shape = {GEO_GEOM_LINE, points, &end, NULL, end, 1, 0};
    geo_status status = geo_geom_clone(ctx, &shape, &line.shape);
    geo_free(points);
    return status == GEO_OK ? push_line(ctx, out, &line) : status;
}

static geo_status add_tree_rows(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    stand trees = {0};
    geo_tree_rows rows = {0};
    geo_status status = gather_trees(ctx, w, &trees);
    if (status == GEO_OK)
        status = geo_tree_rows_init(ctx, trees.points, trees.count, &w->options->rows, &rows);
    for (size_t r = 0; status == GEO_OK && r < geo_tree_rows_count(&rows); r++)
        status = add_row(ctx, w, &trees, &rows, r, out);
    out->bowed_rows = rows.bowed;
    geo_tree_rows_release(&rows);
    geo_free(trees.points);
    geo_free(trees.rows);
    return geo_while(ctx, status, "looking for rows of trees");
}

/* ---- in which natuurzone ---- */

/* The first of the zones near it that at least half of the line lies in. */
static geo_status find_zone(geo_ctx *ctx, const geo_zone_work *w, const geo_zones *out,
                            const geo_hits *near, geo_zone_line *line)
{
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && !line->zone && k < near->count; k++) {
        const geo_zone *zone = &out->items[near->items[k]];
        geo_geom inside = {0};
        if (zone->class != GEO_ZONE_NATURE)
            continue;
        status = geo_geos_line_inside(ctx, w->geos, &line->shape, &zone->shape, &inside);
        if (status == GEO_OK && 2 * geo_geom_length(&inside) >= line->length_m)
            line->zone = zone;
        geo_geom_release(&inside);
    }
    return status;
}

/* A row of trees in a wood is the wood, and ties nothing to it. */
static geo_status find_zones(geo_ctx *ctx, const geo_zone_work *w, geo_zones *out)
{
    geo_hits near = {0};
    geo_rtree *index = NULL;
    geo_box *boxes = geo_alloc(out->count, sizeof *boxes);
    geo_status status = boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < out->count; i++)
        boxes[i] = out->items[i].box;
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, out->count, &index);
    for (size_t i = 0; status == GEO_OK && i < out->lines.count; i++) {
        geo_zone_line *line = &out->lines.items[i];
        status = geo_rtree_search(ctx, index, geo_box_of(&line->shape), &near);
        if (status == GEO_OK)
            status = find_zone(ctx, w, out, &near, line);
    }
    geo_free(near.items);
    geo_rtree_free(index);
    geo_free(boxes);
    return status;
}

geo_status geo_zone_lines(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    geo_status status = w->inputs->hedge ? add_hedges(ctx, w, out) : GEO_OK;
    if (status == GEO_OK && w->inputs->tree)
        status = add_tree_rows(ctx, w, out);
    return status == GEO_OK ? find_zones(ctx, w, out) : status;
}
