/* Inside the making of links: the rules as numbers, the features that are burnt, the grid. */
#ifndef GEO_NATURE_LINK_STATE_H
#define GEO_NATURE_LINK_STATE_H

#include "geom/geos.h"
#include "geom/rtree.h"
#include "nature/links.h"
#include "raster/cells.h"
#include "raster/cost_links.h"

#define GEO_LINK_RULES 254 /* rows of a table that fit in the byte of a cell */

/* A row of the table of resistances. */
typedef struct geo_link_rule {
    float resistance; /* NaN: a wall */
    bool is_habitat;
    geo_link_kind vein; /* OPEN: none */
    geo_link_object object;
    const char *label;
} geo_link_rule;

/* A theme; of one that is burnt, which rule each feature fits, SIZE_MAX: none. */
typedef struct geo_link_theme {
    geo_features rows;
    size_t *rule;
    geo_rtree *index; /* over the boxes, for themes that are asked again */
} geo_link_theme;

typedef struct geo_link_work {
    const geo_link_options *options;
    const geo_link_inputs *inputs;
    geo_arena *arena;
    geo_geos *geos;
    geo_link_rule *rules;
    size_t rule_count, unknown; /* the rule of cells that nothing is known of */
    geo_link_theme zones, lines, landcover, water, building;
    geo_link_theme street, light, property; /* read when there are gaps */
    uint32_t *node_rows;                    /* per node: its row in zones */
    geo_grid resistance;
    uint8_t *rule; /* per cell */
    geo_cost found;
    geo_cost_links ways; /* one per link that is kept */
    struct way {         /* per link: its cells in `cells` */
        size_t first, count;
    } * spans;
    geo_cells cells;
} geo_link_work;

/* link_rules.c */
geo_status geo_link_rules_read(geo_ctx *ctx, geo_link_work *w) GEO_MUST_USE;
/* Which rule these words fit, or SIZE_MAX. */
size_t geo_link_rule_of(const geo_link_work *w, const geo_rule_case *asked);
/* link_nodes.c: reads the zones and says which are nodes, and where the grid lies. */
geo_status geo_link_nodes(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
/* link_ground.c: burns rules and labels. */
geo_status geo_link_ground(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
/* link_ways.c: searches, and measures what was found. */
geo_status geo_link_search(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
geo_status geo_link_measure(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
/* link_network.c: components, indices, betweenness. */
geo_status geo_link_network(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
/* A gap of a link that is too wide: from the last cell of habitat before it to the first after it.
 */
typedef struct geo_link_run {
    uint32_t link;
    size_t first, count; /* in the cells of all ways */
    size_t number;       /* along the link, from 1 */
    size_t place;        /* the run that stands for this one: itself, or one before it */
    double width_m;
    double saving;   /* what the link would cost less without it */
    double gain_pct; /* of a run that stands for itself; NaN: not known */
    geo_geom line;
} geo_link_run;

typedef struct geo_link_place_list {
    GEO_VEC(geo_link_run) runs;
    size_t *order; /* runs that stand for themselves, what gains most first */
    size_t count;  /* of these */
} geo_link_place_list;

/* link_places.c: where links are broken. List: zeroed; release it, also after a failure. */
geo_status geo_link_places(geo_ctx *ctx, const geo_link_work *w, const geo_links *out,
                           geo_link_place_list *list) GEO_MUST_USE;
void geo_link_places_release(geo_link_place_list *list);
/* link_gaps.c: the work list. */
geo_status geo_link_gaps(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;
/* link_corridors.c */
geo_status geo_link_corridors(geo_ctx *ctx, geo_link_work *w, geo_links *out) GEO_MUST_USE;

/* A line through the centres of cells, corners only. */
geo_status geo_link_line(geo_ctx *ctx, geo_frame frame, const uint32_t *cells, size_t count,
                         geo_geom *out) GEO_MUST_USE;

#endif
