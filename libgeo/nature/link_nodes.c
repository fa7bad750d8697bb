/* Which zones are nodes, and the grid that they lie on. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "nature/link_state.h"
#include "nature/zone_state.h"

const char *const GEO_LINK_ZONE_TEXT[2] = {"class", "subclass"};
enum { CLASS, SUBCLASS };
#define OVERLAP_M2 1.0         /* less is a matter of drawing */
#define CELLS_MAX 4294967294.0 /* that the search over the grid takes */

/* Polygons that say no class are what their file is of: zones. */
static const char *class_of(const geo_features *zones, size_t row)
{
    const char *class = zones->text[CLASS][row];
    return class && *class ? class : GEO_ZONE_WORD[GEO_ZONE_NATURE];
}

static bool is_node(const geo_features *zones, size_t row)
{
    return strcasecmp(class_of(zones, row), GEO_ZONE_WORD[GEO_ZONE_NATURE]) == 0;
}

static size_t rule_of_zone(const geo_link_work *w, size_t row)
{
    const geo_rule_case asked = {.word[GEO_RULE_THEME] = "zone",
                                 .word[GEO_RULE_CLASS] = w->zones.rows.text[SUBCLASS][row],
                                 .word[GEO_RULE_ZONE] = class_of(&w->zones.rows, row)};
    return geo_link_rule_of(w, &asked);
}

static geo_status read_zones(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_features *rows = &w->zones.rows;
    geo_status status = geo_zone_read(ctx, w->inputs->zones, 2, rows);
    if (status != GEO_OK)
        return status;
    w->zones.rule = geo_alloc(rows->count, sizeof *w->zones.rule);
    w->node_rows = geo_alloc(rows->count, sizeof *w->node_rows);
    out->nodes = geo_calloc(rows->count, sizeof *out->nodes);
    if (!w->zones.rule || !w->node_rows || !out->nodes)
        return geo_fail_nomem(ctx);
    for (size_t row = 0; row < rows->count; row++) {
        w->zones.rule[row] = rule_of_zone(w, row);
        if (w->zones.rule[row] == SIZE_MAX && out->facts.unruled++ == 0)
            out->facts.first_unruled = class_of(rows, row);
    }
    return GEO_OK;
}

static geo_status number_nodes(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    const geo_features *rows = &w->zones.rows;
    uint32_t *order = NULL;
    geo_status status = geo_zone_order(ctx, rows, &order);
    for (size_t i = 0; status == GEO_OK && i < rows->count; i++) {
        uint32_t row = order[i];
        geo_link_node *last = out->node_count ? &out->nodes[out->node_count - 1] : NULL;
        if (!is_node(rows, row)) {
            out->facts.other_zones++;
            continue;
        }
        if (last && strcmp(last->id, rows->ids[row]) == 0)
            status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s': two zones have the id '%s'",
                              geo_source_name(w->inputs->zones), last->id);
        else if (w->zones.rule[row] == SIZE_MAX)
            status =
                geo_fail(ctx, GEO_ERR_FORMAT,
                         "the table of resistances has no row that fits zone '%s'", rows->ids[row]);
        w->node_rows[out->node_count] = row;
        out->nodes[out->node_count++] = (geo_link_node){
            rows->ids[row], &rows->geoms[row], geo_geom_area(&rows->geoms[row]), 0, 0, NAN, NAN};
    }
    out->facts.zones = out->node_count;
    geo_free(order);
    return status;
}

/* A zone that meets others with a lower number, held against them. */
static geo_status count_overlaps(geo_ctx *ctx, geo_link_work *w, geo_links *out, size_t i,
                                 const geo_hits *near)
{
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < near->count; k++) {
        geo_geom common = {0};
        if (near->items[k] >= i)
            continue;
        status = geo_geos_intersection(ctx, w->geos, out->nodes[near->items[k]].shape,
                                       out->nodes[i].shape, &common);
        double area = geo_geom_area(&common);
        geo_geom_release(&common);
        if (area < OVERLAP_M2)
            continue;
        if (out->facts.overlap_m2 == 0) {
            out->facts.first_overlap[0] = out->nodes[near->items[k]].id;
            out->facts.first_overlap[1] = out->nodes[i].id;
        }
        out->facts.overlap_m2 += area;
    }
    return status;
}

/* Ground in two zones counts twice in the indices, so somebody should know. */
static geo_status find_overlaps(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_rtree *index = NULL;
    geo_hits near = {0};
    geo_box *boxes = geo_alloc(out->node_count, sizeof *boxes);
    geo_status status = boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < out->node_count; i++)
        boxes[i] = w->zones.rows.boxes[w->node_rows[i]];
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, out->node_count, &index);
    for (size_t i = 0; status == GEO_OK && i < out->node_count; i++) {
        status = geo_rtree_search(ctx, index, boxes[i], &near);
        if (status == GEO_OK)
            status = count_overlaps(ctx, w, out, i, &near);
    }
    geo_rtree_free(index);
    geo_free(near.items);
    geo_free(boxes);
    return status;
}

/* Beyond land cover and zones nothing is known. */
static geo_box known_box(const geo_link_inputs *inputs)
{
    geo_source *const all[] = {inputs->zones, inputs->landcover, inputs->water, inputs->lines};
    geo_box box = GEO_BOX_EMPTY;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            box = geo_box_join(box, geo_source_extent(all[i]));
    return box;
}

static geo_box cut_box(geo_box a, geo_box b)
{
    return (geo_box){fmax(a.xmin, b.xmin), fmax(a.ymin, b.ymin), fmin(a.xmax, b.xmax),
                     fmin(a.ymax, b.ymax)};
}

/* No place on a link of the length allowed is further than half of it from one of its ends. The
 * corners are multiples of the cell, so that the same town gives the same cells. */
static geo_status lay_frame(geo_ctx *ctx, const geo_link_work *w, geo_links *out)
{
    geo_box box = GEO_BOX_EMPTY;
    double cell = w->options->cell_m;
    for (size_t i = 0; i < out->node_count; i++)
        box = geo_box_join(box, w->zones.rows.boxes[w->node_rows[i]]);
    if (geo_box_is_empty(box))
        return GEO_OK;
    box = cut_box(geo_box_grow(box, w->options->max_length_m / 2), known_box(w->inputs));
    double left = floor(box.xmin / cell), right = ceil(box.xmax / cell),
           bottom = floor(box.ymin / cell), top = ceil(box.ymax / cell);
    double width = fmax(right - left, 1), height = fmax(top - bottom, 1);
    if (width * height > CELLS_MAX) {
        geo_hint(ctx, "larger cells (--cell), or fewer zones");
        return geo_fail(ctx, GEO_ERR_LIMIT, "%.0f x %.0f cells of %g m are too many", width, height,
                        cell);
    }
    out->facts.frame = (geo_frame){left * cell, top * cell, cell, (int64_t)width, (int64_t)height};
    return GEO_OK;
}

geo_status geo_link_nodes(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_status status = read_zones(ctx, w, out);
    if (status == GEO_OK)
        status = number_nodes(ctx, w, out);
    if (status == GEO_OK)
        status = find_overlaps(ctx, w, out);
    if (status == GEO_OK && w->inputs->resistance)
        out->facts.frame = w->inputs->resistance->frame;
    else if (status == GEO_OK)
        status = lay_frame(ctx, w, out);
    return geo_while(ctx, status, "while reading zones");
}
