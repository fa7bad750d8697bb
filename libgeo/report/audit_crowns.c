/* Crowns as measured against the trees of the register, per buurt: crowns that no tree of the
 * register stands under are private trees or missing ones, trees without a crown have been felled
 * (or are young). canopy.tif goes before layer crown, as for gn-canopy. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "report/audit_state.h"

enum { TILE = 512 }; /* cells a side */
#define MASK_FULL 255.0F

typedef struct book {       /* per buurt, and one more for what lies in none */
    double crown, bare;     /* m2 (raster) or polygons: all, and without tree */
    uint64_t trees, felled; /* all, and without crown */
} book;

typedef struct matching {
    geo_audit *audit;
    geo_audit_layer *tree, *crown;
    geo_audit_buurten buurten; /* layer NULL: none */
    book *books;
    geo_hits hits;
    double reach_m, slack_m, height_m;
    bool is_mask;          /* canopy.tif holds 0 and 1, not heights */
    bool *asked, *covered; /* per tree */
    geo_audit_count bare, felled;
} matching;

static bool is_crown(const matching *m, float value)
{
    return m->is_mask ? value == 1 || value == MASK_FULL : (double)value >= m->height_m;
}

static book *book_of(matching *m, uint32_t buurt)
{
    return &m->books[buurt == UINT32_MAX ? m->buurten.count : buurt];
}

static geo_status book_at(geo_ctx *ctx, matching *m, geo_point p, book **out)
{
    uint32_t buurt = UINT32_MAX;
    geo_status status =
        m->buurten.layer ? geo_audit_buurt_at(ctx, &m->buurten, p, &m->hits, &buurt) : GEO_OK;
    *out = book_of(m, buurt);
    return status;
}

/* Trees that would show: they stand, and are not known to be lower than what counts as a crown. */
static void choose_trees(matching *m)
{
    const char **status = geo_audit_text(m->tree, "status");
    const double *height = geo_audit_number(m->tree, "height_m");
    for (size_t i = 0; i < m->tree->rows.count; i++)
        m->asked[i] = geo_audit_stands(status, i) && !(height && height[i] < m->height_m);
}

/* ---- crowns as polygons ---- */

static geo_status match_polygon(geo_ctx *ctx, matching *m, uint32_t crown)
{
    const geo_geom *geom = &m->crown->rows.geoms[crown];
    const geo_rtree *index;
    book *b;
    bool has_tree = false;
    geo_status status = geo_audit_index(ctx, m->tree, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_box_grow(m->crown->rows.boxes[crown], m->slack_m),
                                  &m->hits);
    for (size_t k = 0; !status && k < m->hits.count; k++) {
        uint32_t tree = m->hits.items[k];
        if (!m->asked[tree] ||
            geo_geom_distance(geom, m->tree->rows.geoms[tree].points[0], NULL) > m->slack_m)
            continue;
        has_tree = m->covered[tree] = true;
    }
    if (!status)
        status = book_at(ctx, m, geo_geom_centroid(geom), &b);
    if (status)
        return status;
    b->crown++;
    b->bare += !has_tree;
    if (!has_tree)
        geo_audit_add(&m->bare, m->crown->rows.ids[crown]);
    return GEO_OK;
}

static geo_status match_polygons(geo_ctx *ctx, matching *m)
{
    geo_status status = GEO_OK;
    for (uint32_t i = 0; !status && i < m->crown->rows.count; i++)
        status = match_polygon(ctx, m, i);
    m->bare.of = m->crown->rows.count;
    return status;
}

/* ---- crowns as cells ---- */

/* A raster of 0 and 1 (or 255) is a mask; anything else holds heights. */
static geo_status find_kind(geo_ctx *ctx, matching *m, float *row)
{
    const geo_grid_source *grid = geo_raster_source(m->crown->raster);
    geo_status status = GEO_OK;
    m->is_mask = true;
    for (int64_t at = 0; !status && m->is_mask && at < grid->frame.height; at++) {
        status = grid->read(grid->self, ctx, (geo_window){at, 0, 1, grid->frame.width}, row);
        for (int64_t i = 0; !status && m->is_mask && i < grid->frame.width; i++)
            m->is_mask = isnan(row[i]) || row[i] == 0 || row[i] == 1 || row[i] == MASK_FULL;
        if (!status)
            status = geo_ctx_poll(ctx);
    }
    return status;
}

/* Cells whose centre lies within `reach` of p. */
static void mark_disc(geo_frame frame, geo_point p, double reach_m, bool *marks)
{
    geo_window near = geo_frame_window(frame, geo_box_around(p, reach_m));
    for (int64_t r = near.row; r < near.row + near.height; r++)
        for (int64_t c = near.column; c < near.column + near.width; c++)
            if (geo_point_distance(geo_frame_centre(frame, r, c), p) <= reach_m)
                marks[r * frame.width + c] = true;
}

/* Is there a crown within the slack of the trunk; is it known at all? grid reaches that far. */
static void match_tree(matching *m, const geo_grid *grid, uint32_t tree)
{
    geo_point p = m->tree->rows.geoms[tree].points[0];
    geo_window near = geo_frame_window(grid->frame, geo_box_around(p, m->slack_m));
    bool known = !isnan(geo_grid_at(grid, p));
    for (int64_t r = near.row; r < near.row + near.height; r++)
        for (int64_t c = near.column; c < near.column + near.width; c++)
            if (is_crown(m, grid->cells[r * grid->frame.width + c]) &&
                geo_point_distance(geo_frame_centre(grid->frame, r, c), p) <= m->slack_m)
                m->covered[tree] = true;
    m->asked[tree] = known || m->covered[tree];
}

/* Trees in reach of the tile mark the cells around them; those inside it look for their crown. */
static geo_status mark_trees(geo_ctx *ctx, matching *m, const geo_grid *grid, geo_box tile,
                             bool *marks)
{
    const geo_rtree *index;
    geo_status status = geo_audit_index(ctx, m->tree, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_box_grow(tile, m->reach_m), &m->hits);
    for (size_t k = 0; !status && k < m->hits.count; k++) {
        uint32_t tree = m->hits.items[k];
        geo_point p = m->tree->rows.geoms[tree].points[0];
        if (!m->asked[tree])
            continue;
        mark_disc(grid->frame, p, m->reach_m, marks);
        if (geo_box_holds(tile, p))
            match_tree(m, grid, tree);
    }
    return status;
}

/* Heights are of roofs too: what stands in a building is no crown. */
static geo_status clear_buildings(geo_ctx *ctx, matching *m, geo_grid *grid)
{
    geo_audit_layer *building = geo_audit_layer_of(m->audit, "building");
    const geo_rtree *index;
    if (m->is_mask || !building || !building->ready)
        return GEO_OK;
    geo_status status = geo_audit_index(ctx, building, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_frame_box(grid->frame), &m->hits);
    for (size_t k = 0; !status && k < m->hits.count; k++)
        status = geo_grid_burn(ctx, grid, &building->rows.geoms[m->hits.items[k]], 0);
    return status;
}

/* Which buurt each cell is in, as a number above 0; the first of two that overlap keeps it. */
static geo_status burn_buurten(geo_ctx *ctx, const matching *m, geo_box tile, geo_grid *ranks)
{
    const geo_rtree *index;
    geo_hits hits = {0};
    if (!m->buurten.layer)
        return GEO_OK;
    geo_status status = geo_audit_index(ctx, m->buurten.layer, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, tile, &hits);
    for (size_t k = hits.count; !status && k-- > 0;) {
        uint32_t rank = m->buurten.rank[hits.items[k]];
        if (rank != UINT32_MAX)
            status = geo_grid_burn(ctx, ranks, &m->buurten.layer->rows.geoms[hits.items[k]],
                                   (float)(rank + 1));
    }
    geo_free(hits.items);
    return status;
}

static void count_cells(matching *m, const geo_grid *grid, geo_window inner, const geo_grid *ranks,
                        const bool *marks)
{
    double m2 = grid->frame.cell_m * grid->frame.cell_m;
    for (int64_t r = inner.row; r < inner.row + inner.height; r++)
        for (int64_t c = inner.column; c < inner.column + inner.width; c++) {
            int64_t i = r * grid->frame.width + c;
            if (!is_crown(m, grid->cells[i]))
                continue;
            float rank = ranks->cells[i];
            book *b = book_of(m, rank > 0 ? (uint32_t)rank - 1 : UINT32_MAX);
            b->crown += m2;
            if (marks[i])
                continue;
            b->bare += m2;
            if (m->bare.id_count < GEO_AUDIT_IDS)
                geo_audit_add_place(m->audit, &m->bare, geo_frame_centre(grid->frame, r, c));
        }
}

/* One tile with a margin as wide as a tree reaches. */
static geo_status match_tile(geo_ctx *ctx, matching *m, geo_window tile)
{
    const geo_grid_source *source = geo_raster_source(m->crown->raster);
    geo_box box = geo_frame_box(geo_frame_sub(source->frame, tile));
    geo_grid grid = {0}, ranks = {0};
    bool *marks = NULL;
    geo_status status =
        geo_grid_read(ctx, source, geo_box_grow(box, fmax(m->reach_m, m->slack_m)), &grid);
    if (!status)
        status = geo_grid_init(ctx, &ranks, grid.frame, 0);
    if (!status &&
        !(marks = geo_calloc((size_t)(grid.frame.width * grid.frame.height), sizeof *marks)))
        status = geo_fail_nomem(ctx);
    if (!status)
        status = clear_buildings(ctx, m, &grid);
    if (!status)
        status = mark_trees(ctx, m, &grid, box, marks);
    if (!status)
        status = burn_buurten(ctx, m, box, &ranks);
    if (!status) {
        geo_window inner = tile;
        inner.row = (int64_t)round((grid.frame.y0 - box.ymax) / grid.frame.cell_m);
        inner.column = (int64_t)round((box.xmin - grid.frame.x0) / grid.frame.cell_m);
        count_cells(m, &grid, inner, &ranks, marks);
    }
    geo_grid_release(&grid);
    geo_grid_release(&ranks);
    geo_free(marks);
    return status ? status : geo_ctx_poll(ctx);
}

/* Trees that the raster does not reach are not known to lack a crown. */
static void drop_outside(matching *m, geo_frame frame)
{
    int64_t row, column;
    for (size_t i = 0; i < m->tree->rows.count; i++)
        m->asked[i] &= geo_frame_cell(frame, m->tree->rows.geoms[i].points[0], &row, &column);
}

static geo_status match_cells(geo_ctx *ctx, matching *m)
{
    geo_frame frame = geo_raster_source(m->crown->raster)->frame;
    float *row = geo_alloc((size_t)frame.width, sizeof *row);
    geo_status status = row ? find_kind(ctx, m, row) : geo_fail_nomem(ctx);
    geo_free(row);
    drop_outside(m, frame);
    for (int64_t r = 0; !status && r < frame.height; r += TILE)
        for (int64_t c = 0; !status && c < frame.width; c += TILE) {
            geo_window tile = {r, c, frame.height - r < TILE ? frame.height - r : TILE,
                               frame.width - c < TILE ? frame.width - c : TILE};
            status = match_tile(ctx, m, tile);
        }
    double bare = 0, crown = 0;
    for (size_t i = 0; i <= m->buurten.count; i++) {
        bare += m->books[i].bare;
        crown += m->books[i].crown;
    }
    m->bare.count = (uint64_t)llround(bare);
    m->bare.of = (uint64_t)llround(crown);
    return status;
}

/* ---- telling ---- */

static geo_status count_trees(geo_ctx *ctx, matching *m)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < m->tree->rows.count; i++) {
        book *b;
        if (!m->asked[i])
            continue;
        status = book_at(ctx, m, m->tree->rows.geoms[i].points[0], &b);
        if (status)
            return status;
        b->trees++;
        b->felled += !m->covered[i];
        m->felled.of++;
        if (!m->covered[i])
            geo_audit_add(&m->felled, m->tree->rows.ids[i]);
    }
    return status;
}

static void add_area(const matching *m, geo_audit_count *count, geo_audit_area *areas, size_t b,
                     double part, double whole)
{
    if (!(whole > 0))
        return;
    areas[count->area_count++] = (geo_audit_area){
        .code = geo_audit_copy(m->audit, geo_audit_buurt_code(&m->buurten, b)),
        .count = (uint64_t)llround(part),
        .of = (uint64_t)llround(whole),
        .stands = 100 * part > geo_audit_threshold(m->audit, count->check) * whole};
}

static void add_areas(matching *m)
{
    geo_audit_area *bare = geo_audit_area_new(m->audit, m->buurten.count);
    geo_audit_area *felled = geo_audit_area_new(m->audit, m->buurten.count);
    for (size_t b = 0; bare && felled && b < m->buurten.count; b++) {
        add_area(m, &m->bare, bare, b, m->books[b].bare, m->books[b].crown);
        add_area(m, &m->felled, felled, b, (double)m->books[b].felled, (double)m->books[b].trees);
    }
    m->bare.areas = bare;
    m->felled.areas = felled;
}

static geo_status match(geo_ctx *ctx, matching *m)
{
    m->books = geo_calloc(m->buurten.count + 1, sizeof *m->books);
    m->asked = geo_calloc(m->tree->rows.count, sizeof *m->asked);
    m->covered = geo_calloc(m->tree->rows.count, sizeof *m->covered);
    if (!m->books || !m->asked || !m->covered)
        return geo_fail_nomem(ctx);
    choose_trees(m);
    geo_status status = m->crown->is_raster ? match_cells(ctx, m) : match_polygons(ctx, m);
    if (!status)
        status = count_trees(ctx, m);
    if (status)
        return status;
    add_areas(m);
    if (m->crown->is_raster)
        geo_audit_tell(m->audit, &m->bare,
                       "m2 of crowns with no standing tree of the register within %g m",
                       m->reach_m);
    else
        geo_audit_tell(m->audit, &m->bare,
                       "crowns with no standing tree of the register within %g m", m->slack_m);
    geo_audit_tell(m->audit, &m->felled, "standing trees of the register with no crown within %g m",
                   m->slack_m);
    return GEO_OK;
}

/* canopy, else crown; with neither, what is missing is told of the first. */
static bool find_crowns(geo_audit *audit, geo_audit_layer *both[2])
{
    const geo_audit_layer *canopy = geo_audit_layer_of(audit, "canopy");
    const geo_audit_layer *crown = geo_audit_layer_of(audit, "crown");
    bool polygons = !(canopy && canopy->ready) && crown && crown->ready;
    return geo_audit_both(
        audit, GEO_AUDIT_LIST(GEO_AUDIT_CROWN_WITHOUT_TREE, GEO_AUDIT_TREE_WITHOUT_CROWN),
        polygons ? "crown" : "canopy", "tree", both);
}

geo_status geo_audit_crowns(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *both[2], *neighbourhood = geo_audit_layer_of(audit, "neighbourhood");
    geo_status status = GEO_OK;
    if (!find_crowns(audit, both))
        return GEO_OK;
    matching m = {.audit = audit,
                  .crown = both[0],
                  .tree = both[1],
                  .reach_m = geo_audit_threshold(audit, GEO_AUDIT_CROWN_REACH),
                  .slack_m = geo_audit_threshold(audit, GEO_AUDIT_CROWN_SLACK),
                  .height_m = geo_audit_threshold(audit, GEO_AUDIT_CROWN_HEIGHT),
                  .bare = {.check = GEO_AUDIT_CROWN_WITHOUT_TREE, .theme = both[0]->name},
                  .felled = {.check = GEO_AUDIT_TREE_WITHOUT_CROWN, .theme = "tree"}};
    if (neighbourhood && neighbourhood->ready)
        status = geo_audit_buurten_init(ctx, neighbourhood, &m.buurten);
    if (!status)
        status = match(ctx, &m);
    geo_audit_buurten_release(&m.buurten);
    geo_free(m.books);
    geo_free(m.asked);
    geo_free(m.covered);
    geo_free(m.hits.items);
    if (!geo_audit_is_finding(status))
        return status;
    geo_audit_unusable(ctx, audit, both[0], GEO_AUDIT_UNREADABLE);
    return GEO_OK;
}
