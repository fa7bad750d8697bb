/* Trees where none can stand, twice, or too tall. Felled and planned trees are left alone. */

#include "base/alloc.h"
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

static bool has_twin(const geo_audit_layer *tree, const char **stands, const geo_hits *hits,
                     uint32_t row, double near_m)
{
    geo_point p = tree->rows.geoms[row].points[0];
    for (size_t k = 0; k < hits->count && hits->items[k] < row; k++)
        if (geo_audit_stands(stands, hits->items[k]) &&
            geo_point_distance(tree->rows.geoms[hits->items[k]].points[0], p) <= near_m)
            return true;
    return false;
}

static geo_status tell_doubles(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *tree)
{
    geo_audit_count bad = {.check = GEO_AUDIT_TREE_DOUBLE, .theme = "tree"};
    double near_m = geo_audit_threshold(audit, bad.check);
    const char **stands = geo_audit_text(tree, "status");
    const geo_rtree *index;
    geo_hits hits = {0};
    geo_status status = geo_audit_index(ctx, tree, &index);
    for (uint32_t i = 0; !status && i < tree->rows.count; i++) {
        if (!geo_audit_stands(stands, i))
            continue;
        bad.of++;
        geo_point p = tree->rows.geoms[i].points[0];
        status = geo_rtree_search(ctx, index, geo_box_around(p, near_m + GEO_SLACK_M), &hits);
        if (!status && has_twin(tree, stands, &hits, i, near_m))
            geo_audit_add(&bad, tree->rows.ids[i]);
    }
    geo_free(hits.items);
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
