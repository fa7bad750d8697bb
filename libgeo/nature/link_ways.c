/* The search over the grid, the ways that it finds between neighbouring zones, and what lies on
 * them. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "nature/link_state.h"
#include "raster/edt.h"
#include "raster/pages.h"
#include "raster/thick.h"

#define THICK_REACH_M 50.0 /* how far from a way the middle of a thick habitat is looked for */

static geo_status search(geo_ctx *ctx, geo_link_work *w, size_t cells)
{
    w->found.cost = geo_alloc(cells, sizeof *w->found.cost);
    w->found.back = geo_alloc(cells, sizeof *w->found.back);
    if (!w->found.cost || !w->found.back)
        return geo_fail_nomem(ctx);
    geo_pages_large(w->found.cost, cells * sizeof *w->found.cost);
    geo_pages_large(w->found.label, cells * sizeof *w->found.label);
    return geo_cost_search(ctx, &w->resistance, INFINITY, &w->found);
}

/* ---- lines ---- */

/* Is the second of three cells on the way straight on? */
static bool goes_on(geo_frame frame, const uint32_t *cells)
{
    int64_t rows[3], columns[3];
    for (int i = 0; i < 3; i++) {
        rows[i] = cells[i] / frame.width;
        columns[i] = cells[i] % frame.width;
    }
    return rows[1] - rows[0] == rows[2] - rows[1] &&
           columns[1] - columns[0] == columns[2] - columns[1];
}

geo_status geo_link_line(geo_ctx *ctx, geo_frame frame, const uint32_t *cells, size_t count,
                         geo_geom *out)
{
    geo_geom line = {.type = GEO_GEOM_LINE, .end_count = 1};
    line.points = geo_alloc(count, sizeof *line.points);
    line.ends = geo_alloc(1, sizeof *line.ends);
    if (!line.points || !line.ends) {
        geo_geom_release(&line);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < count; i++)
        if (i == 0 || i + 1 == count || !goes_on(frame, cells + i - 1))
            line.points[line.point_count++] =
                geo_frame_centre(frame, cells[i] / frame.width, cells[i] % frame.width);
    line.ends[0] = line.point_count;
    *out = line;
    return GEO_OK;
}

/* ---- what is found ---- */

static const char *link_id(geo_ctx *ctx, geo_link_work *w, const char *from, const char *to)
{
    size_t length = strlen(from) + strlen(to) + 1;
    char *id = geo_arena_alloc(w->arena, length + 1, 1);
    if (!id) {
        (void)geo_fail_nomem(ctx);
        return NULL;
    }
    memcpy(id, from, strlen(from));
    id[strlen(from)] = '~';
    memcpy(id + strlen(from) + 1, to, strlen(to) + 1);
    return id;
}

/* Keeps the way when it is not too long. */
static geo_status take_way(geo_ctx *ctx, geo_link_work *w, geo_links *out, const geo_cost_link *way,
                           geo_cells *path)
{
    geo_frame frame = out->facts.frame;
    geo_status status = geo_cost_link_path(ctx, &w->found, frame.width, way, path);
    if (status != GEO_OK)
        return status;
    double length = geo_cells_length_m(frame, path->items, path->count);
    if (length > w->options->max_length_m) {
        out->facts.too_long++;
        return GEO_OK;
    }
    geo_link link = {.from = way->from - 1, .to = way->to - 1, .cost = way->cost};
    link.length_m = length;
    link.id = link_id(ctx, w, out->nodes[link.from].id, out->nodes[link.to].id);
    if (!link.id || !geo_vec_push(&w->ways, *way) || !geo_vec_room(&w->cells, path->count))
        return geo_fail_nomem(ctx);
    memcpy(w->cells.items + w->cells.count, path->items, path->count * sizeof *path->items);
    w->spans[out->count] = (struct way){w->cells.count, path->count};
    w->cells.count += path->count;
    status = geo_link_line(ctx, frame, path->items, path->count, &link.shape);
    if (status == GEO_OK)
        out->items[out->count++] = link;
    return status;
}

geo_status geo_link_search(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_frame frame = out->facts.frame;
    geo_cost_links all = {0};
    geo_cells path = {0};
    geo_status status = search(ctx, w, (size_t)frame.width * (size_t)frame.height);
    if (status == GEO_OK)
        status = geo_cost_links_find(ctx, &w->resistance, &w->found, &all);
    out->items = geo_calloc(all.count, sizeof *out->items);
    w->spans = geo_calloc(all.count, sizeof *w->spans);
    if (status == GEO_OK && (!out->items || !w->spans))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < all.count; i++)
        status = take_way(ctx, w, out, &all.items[i], &path);
    geo_free(all.items);
    geo_free(path.items);
    return geo_while(ctx, status, "while looking for links");
}

/* ---- measures ---- */

typedef struct measuring {
    const geo_link_work *w;
    geo_frame frame;
    const uint8_t *habitat;
    const uint32_t *squared;
    geo_gaps gaps;
} measuring;

/* The habitat between the zones: the first and last cells are the zones' own. */
static void judge_kind(const measuring *m, const uint32_t *cells, size_t count, geo_link *link)
{
    uint64_t seen[3] = {0};
    for (size_t i = 1; i + 1 < count; i++)
        if (m->habitat[cells[i]])
            seen[m->w->rules[m->w->rule[cells[i]]].vein]++;
    uint64_t coloured = seen[GEO_LINK_GREEN] + seen[GEO_LINK_BLUE];
    link->blue_pct = coloured ? 100.0 * (double)seen[GEO_LINK_BLUE] / (double)coloured : NAN;
    if (coloured)
        link->kind = seen[GEO_LINK_BLUE] == 0    ? GEO_LINK_GREEN
                     : seen[GEO_LINK_GREEN] == 0 ? GEO_LINK_BLUE
                                                 : GEO_LINK_MIXED;
}

static geo_status measure(geo_ctx *ctx, measuring *m, const uint32_t *cells, size_t count,
                          geo_link *link)
{
    const geo_link_options *options = m->w->options;
    geo_status status = geo_cells_gaps(ctx, m->frame, m->habitat, cells, count, &m->gaps);
    if (status != GEO_OK)
        return status;
    link->gap_max_m = geo_gaps_longest(&m->gaps).length_m;
    judge_kind(m, cells, count, link);
    int64_t reach = (int64_t)ceil(THICK_REACH_M / m->frame.cell_m);
    size_t between = count > 2 ? count - 2 : 0;
    double width = geo_cells_thinnest(m->frame, m->squared, cells + 1, between, reach).width_m;
    link->width_min_m = isfinite(width) ? width : NAN;
    link->status = link->gap_max_m > options->max_gap_m       ? GEO_LINK_GAP
                   : link->width_min_m < options->min_width_m ? GEO_LINK_NARROW
                                                              : GEO_LINK_OK;
    return GEO_OK;
}

static geo_status fill_habitat(geo_ctx *ctx, const geo_link_work *w, geo_frame frame,
                               uint8_t **habitat, uint32_t **squared)
{
    size_t cells = (size_t)frame.width * (size_t)frame.height;
    *habitat = geo_alloc(cells, sizeof **habitat);
    *squared = geo_alloc(cells, sizeof **squared);
    if (!*habitat || !*squared)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < cells; i++)
        (*habitat)[i] = w->rules[w->rule[i]].is_habitat;
    return geo_edt(ctx, *habitat, frame.height, frame.width, *squared);
}

static geo_status measure_euclid(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < out->count; i++) {
        geo_link *link = &out->items[i];
        status = geo_geos_distance(ctx, w->geos, out->nodes[link->from].shape,
                                   out->nodes[link->to].shape, &link->euclid_m);
    }
    return status;
}

geo_status geo_link_measure(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    uint8_t *habitat = NULL;
    uint32_t *squared = NULL;
    measuring m = {.w = w, .frame = out->facts.frame};
    geo_status status = GEO_OK;
    if (out->count > 0)
        status = fill_habitat(ctx, w, m.frame, &habitat, &squared);
    m.habitat = habitat;
    m.squared = squared;
    for (size_t i = 0; status == GEO_OK && i < out->count; i++)
        status =
            measure(ctx, &m, w->cells.items + w->spans[i].first, w->spans[i].count, &out->items[i]);
    if (status == GEO_OK)
        status = measure_euclid(ctx, w, out);
    geo_free(habitat);
    geo_free(squared);
    geo_free(m.gaps.items);
    return geo_while(ctx, status, "while measuring links");
}
