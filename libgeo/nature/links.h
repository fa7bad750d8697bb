/* Links between zones of the nature network: the cheapest ways over a grid of resistances from each
 * natuurzone to its neighbours, what lies on them, where they are broken, and what each of them is
 * worth to the whole. */
#ifndef GEO_NATURE_LINKS_H
#define GEO_NATURE_LINKS_H

#include "base/rules.h"
#include "base/vec.h"
#include "graph/connect.h"
#include "io/source.h"
#include "raster/grid.h"

typedef struct geo_link_options {
    double cell_m;           /* of the grid, > 0; not used with a grid of the user's */
    double max_length_m;     /* longer links are dropped */
    double max_gap_m;        /* a link with a longer gap is broken */
    double min_width_m;      /* a link that is thinner anywhere is narrow; 0: nobody asks */
    double corridor_pct;     /* that a way through a corridor's cells may cost more */
    double corridor_width_m; /* no cell of it is further than half of this from the link */
    double disperse, probability;
    bool by_length; /* d of the indices is a link's length, not its cost */
    int threads;    /* 0: one */
} geo_link_options;

/* What a source must be opened with. Only the zones are required, and land cover where there is no
 * grid of resistances. */
typedef struct geo_link_inputs {
    const geo_rules *rules;
    geo_source *zones;                 /* text: GEO_LINK_ZONE_TEXT */
    geo_source *lines;                 /* text: GEO_LINK_LINE_TEXT; number: width_m */
    const geo_grid_source *resistance; /* NULL: made of the themes */
    geo_source *landcover;             /* text: GEO_LINK_LANDCOVER_TEXT; number: level */
    geo_source *water;                 /* text: class */
    geo_source *building;              /* polygons */
    geo_source *street;                /* text: name; number: renewal_year */
    geo_source *light;                 /* points */
    geo_source *property;              /* text: owner_class */
} geo_link_inputs;
extern const char *const GEO_LINK_ZONE_TEXT[2];      /* class subclass */
extern const char *const GEO_LINK_LINE_TEXT[1];      /* kind: tree_row; all else is a hedge */
extern const char *const GEO_LINK_LANDCOVER_TEXT[5]; /* class physical plus function bronhouder */

/* A natuurzone: what links tie together. */
typedef struct geo_link_node {
    const char *id;
    const geo_geom *shape;
    double area_m2; /* of the shape */
    uint64_t cells; /* 0: none of it lies on cells that can be walked */
    uint32_t component;
    double dpc, betweenness;
} geo_link_node;

typedef enum geo_link_kind { /* by the habitat that a link runs over between its zones */
                             GEO_LINK_OPEN, /* none */
                             GEO_LINK_GREEN,
                             GEO_LINK_BLUE,
                             GEO_LINK_MIXED
} geo_link_kind;
typedef enum geo_link_status { GEO_LINK_OK, GEO_LINK_GAP, GEO_LINK_NARROW } geo_link_status;

typedef struct geo_link {
    const char *id;
    uint32_t from, to; /* nodes, from < to */
    geo_geom shape;    /* line through the centres of its cells */
    geo_link_kind kind;
    geo_link_status status;
    double blue_pct; /* of its habitat; NaN: there is none */
    double length_m, cost, euclid_m, gap_max_m;
    double width_min_m; /* NaN: no habitat between the zones */
    double dpc, betweenness;
    uint32_t component;
} geo_link;

typedef enum geo_link_object { /* what a gap crosses */
                               GEO_OBJECT_ROAD,
                               GEO_OBJECT_RAILWAY,
                               GEO_OBJECT_PATH,
                               GEO_OBJECT_BUILDING,
                               GEO_OBJECT_PAVED,
                               GEO_OBJECT_YARD,
                               GEO_OBJECT_FARMLAND,
                               GEO_OBJECT_OPEN,
                               GEO_OBJECT_VERGE,
                               GEO_OBJECT_GREEN,
                               GEO_OBJECT_WATER,
                               GEO_OBJECT_UNKNOWN,
                               GEO_OBJECTS
} geo_link_object;
extern const char *const GEO_OBJECT_WORD[GEO_OBJECTS];

/* A place where links have a gap longer than max_gap_m. */
typedef struct geo_link_gap {
    const char *id;
    uint32_t link;        /* of those that are broken here the one with the highest dPC */
    uint32_t links;       /* how many are */
    const char *link_ids; /* "a~b, a~c", `link` first */
    double gain_pct;      /* by which PC rises when all of them are mended here; NaN: not known */
    geo_geom shape;       /* line from the last habitat before it to the first after */
    double width_m;
    geo_link_object object; /* most of it */
    const char *crosses;    /* all of it: "erf of tuin 12 m, lokale weg 8 m" */
    const char *which;      /* id of the polygon of that object with most of the gap; NULL: none */
    const char *bronhouder; /* of that polygon; NULL: not known */
    const char *street, *owner;
    double renewal_year;       /* of the street */
    double lamps_25, lamps_50; /* within so many metres; NaN: no layer of lamps */
} geo_link_gap;

typedef struct geo_link_corridor {
    uint32_t link;
    geo_geom shape;
    double area_m2;
} geo_link_corridor;

typedef struct geo_link_facts {
    geo_frame frame;
    uint64_t zones, other_zones; /* polygons that are nodes, and that are not */
    uint64_t unruled;            /* zones of a class that no rule knows: passed over */
    const char *first_unruled;   /* its class */
    double overlap_m2;           /* ground that lies in two nodes, and counts in both */
    const char *first_overlap[2];
    uint64_t land, unruled_land; /* polygons on the ground that a rule fits, and that none does */
    const char *first_land, *first_land_class;
    uint64_t walled; /* nodes with nothing but walls and the grid's end around them */
    const char *first_walled;
    uint64_t unreached; /* nodes without a cell */
    const char *first_unreached;
    uint64_t unknown_cells, wall_cells;
    uint64_t too_long; /* links dropped for their length */
    uint64_t gap_runs; /* gaps of all links; those at one place are one in `gaps` */
    uint32_t components, components_whole; /* over all links; over those without too wide a gap */
} geo_link_facts;

typedef struct geo_links {
    geo_link_node *nodes; /* by id */
    size_t node_count;
    geo_link *items; /* by from, to */
    size_t count;
    GEO_VEC(geo_link_gap) gaps;           /* by gain, then by dPC of the link */
    GEO_VEC(geo_link_corridor) corridors; /* in the order of the links; none where zones touch */
    geo_connect indices;
    geo_link_facts facts;
    struct geo_link_work *work; /* private: keeps what the others point to */
} geo_links;

/* Cost: one search over the grid and one per zone for the corridors; about 25 bytes per cell.
 * Errors: FORMAT (two zones with one id, a table that is wrong), RANGE (a resistance of 0 or
 * less), LIMIT (too many cells), those of the kernels. */
geo_status geo_links_init(geo_ctx *ctx, geo_links *links, const geo_link_options *options,
                          const geo_link_inputs *inputs) GEO_MUST_USE;
void geo_links_release(geo_links *links);

#endif
