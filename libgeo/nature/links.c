/* The making of links, step by step. */
#include "nature/links.h"

#include "base/alloc.h"
#include "nature/link_state.h"

static void release_theme(geo_link_theme *theme)
{
    geo_features_release(&theme->rows);
    geo_free(theme->rule);
    geo_rtree_free(theme->index);
}

static void free_work(geo_link_work *w)
{
    if (!w)
        return;
    geo_link_theme *all[] = {&w->zones,    &w->lines,  &w->landcover, &w->water,
                             &w->building, &w->street, &w->light,     &w->property};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        release_theme(all[i]);
    geo_grid_release(&w->resistance);
    geo_free(w->rule);
    geo_free(w->rules);
    geo_free(w->node_rows);
    geo_free(w->found.cost);
    geo_free(w->found.label);
    geo_free(w->found.back);
    geo_free(w->ways.items);
    geo_free(w->spans);
    geo_free(w->cells.items);
    geo_geos_free(w->geos);
    geo_arena_free(w->arena);
    geo_free(w);
}

typedef geo_status (*step)(geo_ctx *ctx, geo_link_work *w, geo_links *out);

static geo_status run_steps(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    static const step STEPS[] = {geo_link_ground,  geo_link_search,    geo_link_measure,
                                 geo_link_network, geo_link_corridors, geo_link_gaps};
    size_t count = sizeof STEPS / sizeof *STEPS;
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        status = STEPS[i](ctx, w, out);
        if (status == GEO_OK)
            status = geo_ctx_advance(ctx, i + 1, count);
    }
    return status;
}

geo_status geo_links_init(geo_ctx *ctx, geo_links *links, const geo_link_options *options,
                          const geo_link_inputs *inputs)
{
    geo_link_work *w = geo_calloc(1, sizeof *w);
    *links = (geo_links){.work = w};
    if (!w || !(w->arena = geo_arena_new())) {
        geo_links_release(links);
        return geo_fail_nomem(ctx);
    }
    w->options = options;
    w->inputs = inputs;
    geo_status status = geo_link_rules_read(ctx, w);
    if (status == GEO_OK)
        status = geo_geos_new(ctx, &w->geos);
    if (status == GEO_OK)
        status = geo_link_nodes(ctx, w, links);
    if (status == GEO_OK && links->node_count > 0)
        status = run_steps(ctx, w, links);
    if (status != GEO_OK)
        geo_links_release(links);
    return status;
}

void geo_links_release(geo_links *links)
{
    for (size_t i = 0; i < links->count; i++)
        geo_geom_release(&links->items[i].shape);
    for (size_t i = 0; i < links->gaps.count; i++)
        geo_geom_release(&links->gaps.items[i].shape);
    for (size_t i = 0; i < links->corridors.count; i++)
        geo_geom_release(&links->corridors.items[i].shape);
    geo_free(links->nodes);
    geo_free(links->items);
    geo_free(links->gaps.items);
    geo_free(links->corridors.items);
    free_work(links->work);
    *links = (geo_links){0};
}
