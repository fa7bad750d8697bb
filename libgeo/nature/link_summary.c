#include "nature/link_summary.h"

#include <math.h>

typedef struct totals {
    uint64_t kinds[4], states[3];
    double length_m;
} totals;

static totals add_up(const geo_links *links)
{
    totals sum = {0};
    for (size_t i = 0; i < links->count; i++) {
        sum.kinds[links->items[i].kind]++;
        sum.states[links->items[i].status]++;
        sum.length_m += links->items[i].length_m;
    }
    return sum;
}

static const char *metric_of(const geo_link_options *options)
{
    return options->by_length ? "length" : "cost";
}

/* ---- for people ---- */

static void add_grid_line(geo_text *out, const geo_link_facts *facts)
{
    double cell_m2 = facts->frame.cell_m * facts->frame.cell_m;
    geo_text_addf(out, "grid: %lld x %lld cells of %g m; ", (long long)facts->frame.width,
                  (long long)facts->frame.height, facts->frame.cell_m);
    geo_text_add_fixed(out, (double)facts->unknown_cells * cell_m2 / 10000, 2);
    geo_text_add(out, " ha where nothing is known, ");
    geo_text_add_fixed(out, (double)facts->wall_cells * cell_m2 / 10000, 2);
    geo_text_add(out, " ha of walls\n");
}

static void add_index_line(geo_text *out, const geo_links *links, const geo_link_options *options)
{
    geo_text_add(out, "PC ");
    geo_text_add_double(out, links->indices.pc);
    geo_text_add(out, ", IIC ");
    geo_text_add_double(out, links->indices.iic);
    geo_text_add(out, ", EC ");
    geo_text_add_fixed(out, links->indices.ec / 10000, 2);
    geo_text_addf(out, " ha, d is the %s of a link, p = %g at d = %g, A = ", metric_of(options),
                  options->probability, options->disperse);
    geo_text_add_fixed(out, links->indices.total_amount / 10000, 2);
    geo_text_add(out, " ha\n");
}

geo_status geo_link_summary_text(geo_ctx *ctx, const geo_links *links,
                                 const geo_link_options *options, geo_text *out)
{
    const geo_link_facts *facts = &links->facts;
    const totals sum = add_up(links);
    geo_text_addf(out, "zones: %llu to link, %llu of other classes\n",
                  (unsigned long long)facts->zones, (unsigned long long)facts->other_zones);
    if (links->node_count > 0)
        add_grid_line(out, facts);
    geo_text_addf(out, "links: %zu, ", links->count);
    geo_text_add_fixed(out, sum.length_m / 1000, 2);
    geo_text_addf(
        out, " km (%llu ok, %llu with a gap, %llu narrow); %llu longer than ",
        (unsigned long long)sum.states[GEO_LINK_OK], (unsigned long long)sum.states[GEO_LINK_GAP],
        (unsigned long long)sum.states[GEO_LINK_NARROW], (unsigned long long)facts->too_long);
    geo_text_addf(out, "%g m dropped\n", options->max_length_m);
    geo_text_addf(out, "gaps wider than %g m: %llu, at %zu places\n", options->max_gap_m,
                  (unsigned long long)facts->gap_runs, links->gaps.count);
    geo_text_addf(out, "components: %u, without links that have such a gap %u\n", facts->components,
                  facts->components_whole);
    if (links->node_count > 0)
        add_index_line(out, links, options);
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* ---- JSON ---- */

static void add_conventions(geo_text *out, const geo_links *links, const geo_link_options *options)
{
    geo_text_add_key(out, "conventions");
    geo_text_add(out, "{");
    geo_text_add_word(out, "metric", metric_of(options));
    geo_text_add_number(out, "disperse", options->disperse);
    geo_text_add_number(out, "probability", options->probability);
    geo_text_add_number(out, "alpha", links->indices.alpha);
    geo_text_add_number(out, "total_area_m2", links->indices.total_amount);
    geo_text_add_word(out, "step", "length times mean of both cells, 8 neighbours");
    geo_text_add_word(out, "p", "exp(-alpha d), best way over all links");
    geo_text_add_word(out, "pc", "sum a_i a_j p_ij / A2, ordered pairs, with i = j");
    geo_text_add_word(out, "iic", "sum a_i a_j / (1 + links) / A2, ordered pairs, with i = j");
    geo_text_add_word(out, "ec", "sqrt(sum a_i a_j p_ij), m2");
    geo_text_add_word(out, "dpc", "100 (PC - PC without) / PC, A as it was");
    geo_text_add_word(out, "betweenness",
                      "pairs of zones, shares of equal shortest ways by the metric");
    geo_text_add(out, "}");
}

static void add_grid(geo_text *out, const geo_link_facts *facts)
{
    geo_text_add_key(out, "grid");
    geo_text_add(out, "{");
    geo_text_add_number(out, "cell_m", facts->frame.cell_m);
    geo_text_add_number(out, "width", (double)facts->frame.width);
    geo_text_add_number(out, "height", (double)facts->frame.height);
    geo_text_add_number(out, "unknown_cells", (double)facts->unknown_cells);
    geo_text_add_number(out, "wall_cells", (double)facts->wall_cells);
    geo_text_add(out, "}");
}

static void add_links(geo_text *out, const geo_links *links)
{
    const totals sum = add_up(links);
    geo_text_add_key(out, "links");
    geo_text_add(out, "{");
    geo_text_add_number(out, "count", (double)links->count);
    geo_text_add_number(out, "length_m", sum.length_m);
    geo_text_add_number(out, "ok", (double)sum.states[GEO_LINK_OK]);
    geo_text_add_number(out, "gap", (double)sum.states[GEO_LINK_GAP]);
    geo_text_add_number(out, "narrow", (double)sum.states[GEO_LINK_NARROW]);
    geo_text_add_number(out, "green", (double)sum.kinds[GEO_LINK_GREEN]);
    geo_text_add_number(out, "blue", (double)sum.kinds[GEO_LINK_BLUE]);
    geo_text_add_number(out, "mixed", (double)sum.kinds[GEO_LINK_MIXED]);
    geo_text_add_number(out, "open", (double)sum.kinds[GEO_LINK_OPEN]);
    geo_text_add_number(out, "too_long", (double)links->facts.too_long);
    geo_text_add(out, "}");
}

static void add_zones(geo_text *out, const geo_links *links)
{
    geo_text_add_key(out, "zones");
    geo_text_add(out, "[");
    for (size_t i = 0; i < links->node_count; i++) {
        const geo_link_node *node = &links->nodes[i];
        geo_text_add(out, i ? ",{" : "{");
        geo_text_add_word(out, "id", node->id);
        geo_text_add_number(out, "area_m2", node->area_m2);
        geo_text_add_number(out, "cells", (double)node->cells);
        geo_text_add_number(out, "component", node->component + 1);
        geo_text_add_number(out, "dpc", node->dpc);
        geo_text_add_number(out, "betweenness", node->betweenness);
        geo_text_add(out, "}");
    }
    geo_text_add(out, "]");
}

geo_status geo_link_summary_json(geo_ctx *ctx, const geo_links *links,
                                 const geo_link_options *options, geo_text *out)
{
    bool any = links->node_count > 0;
    geo_text_add(out, "{\"schema\":\"groennet-links/1\"");
    add_conventions(out, links, options);
    add_grid(out, &links->facts);
    add_links(out, links);
    geo_text_add_number(out, "gaps", (double)links->gaps.count);
    geo_text_add_number(out, "components", links->facts.components);
    geo_text_add_number(out, "components_without_gaps", links->facts.components_whole);
    geo_text_add_number(out, "pc", any ? links->indices.pc : NAN);
    geo_text_add_number(out, "iic", any ? links->indices.iic : NAN);
    geo_text_add_number(out, "ec_m2", any ? links->indices.ec : NAN);
    add_zones(out, links);
    geo_text_add(out, "}\n");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
