/* The numbers by which heights are judged, from their table. */
#include "registry/ahn.h"

static const char *const MASK_NAMES[GEO_AHN_MASKS] = {"building",  "bridge", "glasshouse",
                                                      "structure", "power",  "mast"};

const char *geo_ahn_mask_name(geo_ahn_mask_kind kind)
{
    return MASK_NAMES[kind];
}

typedef struct rule {
    const char *name;
    double min, max;
    double *to;
} rule;

static geo_status read_rule(geo_ctx *ctx, const geo_table *table, const rule *r)
{
    size_t name, value, row;
    double number;
    geo_status status = geo_table_column(ctx, table, "name", &name);
    if (status == GEO_OK)
        status = geo_table_column(ctx, table, "value", &value);
    if (status != GEO_OK)
        return status;
    if (geo_table_find(table, name, r->name, &row) != GEO_OK)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "the rules for heights have no '%s'", r->name);
    status = geo_table_double(ctx, table, row, value, &number);
    if (status != GEO_OK)
        return status;
    if (!(number >= r->min && number <= r->max))
        return geo_fail(ctx, GEO_ERR_RANGE, "rule '%s' is %g, not between %g and %g", r->name,
                        number, r->min, r->max);
    *r->to = number;
    return GEO_OK;
}

geo_status geo_ahn_rules_read(geo_ctx *ctx, const geo_table *table, geo_ahn_rules *out)
{
    geo_ahn_rules rules = {0};
    double roof_least, ground_least, below_percent;
    double *buffers = rules.buffers_m;
    const rule all[] = {
        {"roof_percentile", 0, 100, &rules.roof.roof_percentile},
        {"roof_edge_cells", 0, 10, &rules.roof.edge_cells},
        {"roof_least_cells", 1, 1e6, &roof_least},
        {"roof_min_m", 0, 100, &rules.roof.roof_min_m},
        {"ground_percentile", 0, 100, &rules.roof.ground_percentile},
        {"ground_ring_m", 0.1, 1000, &rules.roof.ring_m},
        {"ground_least_cells", 1, 1e6, &ground_least},
        {"ground_ring_most_m", 0.1, 1000, &rules.roof.ring_most_m},
        {"canopy_height_min_m", 0.1, 100, &rules.canopy.height_min_m},
        {"canopy_height_max_m", 1, 150, &rules.canopy.height_max_m},
        {"canopy_area_min_m2", 0, 10000, &rules.canopy.area_min_m2},
        {"canopy_ground_reach_m", 0, 1000, &rules.canopy.ground_reach_m},
        {"canopy_green_over", -1e6, 1e6, &rules.canopy.green_over},
        {"mask_building_m", 0, 1000, &buffers[GEO_AHN_BUILDING]},
        {"mask_bridge_m", 0, 1000, &buffers[GEO_AHN_BRIDGE]},
        {"mask_glasshouse_m", 0, 1000, &buffers[GEO_AHN_GLASSHOUSE]},
        {"mask_structure_m", 0, 1000, &buffers[GEO_AHN_STRUCTURE]},
        {"mask_power_m", 0, 1000, &buffers[GEO_AHN_POWER]},
        {"mask_mast_m", 0, 1000, &buffers[GEO_AHN_MAST]},
        {"tops_window_m", 0, 100, &rules.tops.window_m},
        {"tops_window_per_m2", 0, 1, &rules.tops.window_per_m2},
        {"tops_crown_reach", 0.01, 2, &rules.tops.crown_reach},
        {"tops_crown_low", 0, 1, &rules.tops.crown_low},
        {"elevation_min_m", -50, 0, &rules.low_m},
        {"terrain_max_m", 0, 5000, &rules.terrain_high_m},
        {"surface_max_m", 0, 5000, &rules.surface_high_m},
        {"surface_below_m", 0, 100, &rules.below_m},
        {"surface_below_share", 0, 100, &below_percent},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        geo_status status = read_rule(ctx, table, &all[i]);
        if (status != GEO_OK)
            return status;
    }
    rules.roof.roof_least = (int64_t)roof_least;
    rules.roof.ground_least = (int64_t)ground_least;
    rules.tops.height_max_m = rules.canopy.height_max_m;
    rules.below_share = below_percent / 100;
    *out = rules;
    return GEO_OK;
}
