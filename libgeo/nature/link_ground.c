/* The grid: which rule each cell falls under, its resistance, and which zone it belongs to. A theme
 * burns over those before it; of one theme the lower id stays. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "nature/link_state.h"
#include "nature/zone_state.h"
#include "raster/cover.h"

const char *const GEO_LINK_LINE_TEXT[1] = {"kind"};
const char *const GEO_LINK_LANDCOVER_TEXT[5] = {"class", "physical", "plus", "function",
                                                "bronhouder"};

/* ---- themes ---- */

static bool on_ground(const geo_features *rows, size_t row)
{
    double level = rows->number[0][row];
    return isnan(level) || level == 0;
}

static size_t rule_of_landcover(const geo_link_work *w, const geo_features *rows, size_t row)
{
    const geo_rule_case asked = {.word[GEO_RULE_THEME] = "landcover",
                                 .word[GEO_RULE_CLASS] = rows->text[0][row],
                                 .word[GEO_RULE_PHYSICAL] = rows->text[1][row],
                                 .word[GEO_RULE_PLUS] = rows->text[2][row],
                                 .word[GEO_RULE_FUNCTION] = rows->text[3][row]};
    return on_ground(rows, row) ? geo_link_rule_of(w, &asked) : SIZE_MAX;
}

static size_t rule_of_water(const geo_link_work *w, const geo_features *rows, size_t row)
{
    const geo_rule_case asked = {.word[GEO_RULE_THEME] = "water",
                                 .word[GEO_RULE_CLASS] = rows->text[0][row]};
    return geo_link_rule_of(w, &asked);
}

static size_t rule_of_line(const geo_link_work *w, const geo_features *rows, size_t row)
{
    const char *kind = rows->text[0][row];
    bool trees = kind && strcasecmp(kind, "tree_row") == 0;
    const geo_rule_case asked = {.word[GEO_RULE_THEME] = trees ? "tree_row" : "hedge"};
    return geo_link_rule_of(w, &asked);
}

static size_t rule_of_building(const geo_link_work *w, const geo_features *rows, size_t row)
{
    (void)rows;
    (void)row;
    const geo_rule_case asked = {.word[GEO_RULE_THEME] = "building"};
    return geo_link_rule_of(w, &asked);
}

typedef size_t (*rule_finder)(const geo_link_work *, const geo_features *, size_t);

static geo_status read_theme(geo_ctx *ctx, geo_link_work *w, geo_source *source, const geo_box *box,
                             rule_finder rule_of, size_t words, geo_link_theme *out)
{
    if (!source)
        return GEO_OK;
    geo_status status = geo_source_read(ctx, source, box, &out->rows);
    if (status == GEO_OK)
        status = geo_zone_trim(ctx, words, &out->rows);
    if (status == GEO_OK && !(out->rule = geo_alloc(out->rows.count, sizeof *out->rule)))
        status = geo_fail_nomem(ctx);
    for (size_t row = 0; status == GEO_OK && row < out->rows.count; row++)
        out->rule[row] = rule_of(w, &out->rows, row);
    return status;
}

static geo_status read_themes(geo_ctx *ctx, geo_link_work *w, geo_frame frame)
{
    const geo_box box = geo_frame_box(frame);
    const struct {
        geo_source *source;
        rule_finder rule_of;
        size_t words;
        geo_link_theme *to;
    } all[] = {{w->inputs->landcover, rule_of_landcover, 4, &w->landcover},
               {w->inputs->water, rule_of_water, 1, &w->water},
               {w->inputs->lines, rule_of_line, 1, &w->lines},
               {w->inputs->building, rule_of_building, 0, &w->building}};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < sizeof all / sizeof *all; i++)
        status = read_theme(ctx, w, all[i].source, &box, all[i].rule_of, all[i].words, all[i].to);
    return status;
}

/* Land cover that no rule fits stays a wall: nobody would see why links end there. */
static void count_land(const geo_link_work *w, geo_link_facts *facts)
{
    const geo_features *rows = &w->landcover.rows;
    for (size_t row = 0; row < rows->count; row++) {
        if (!on_ground(rows, row))
            continue;
        facts->land += w->landcover.rule[row] != SIZE_MAX;
        if (w->landcover.rule[row] == SIZE_MAX && facts->unruled_land++ == 0) {
            facts->first_land = rows->ids[row];
            facts->first_land_class = rows->text[0][row];
        }
    }
}

/* ---- burning ---- */

typedef enum burn_part { WIDE, THIN } burn_part;

static bool is_thin(const geo_geom *shape, double cell_m)
{
    return geo_zone_width(geo_geom_area(shape), geo_geom_length(shape)) < cell_m;
}

/* What is narrower than a cell gets the cells that it runs over, else it would fall to pieces. */
static geo_status burn_polygon(geo_ctx *ctx, geo_grid *grid, const geo_geom *shape, burn_part part,
                               float value)
{
    bool thin = is_thin(shape, grid->frame.cell_m);
    if (thin != (part == THIN))
        return GEO_OK;
    geo_status status = geo_grid_burn(ctx, grid, shape, value);
    if (status == GEO_OK && thin)
        status = geo_grid_burn_near(ctx, grid, shape, grid->frame.cell_m / 2, value);
    return status;
}

static geo_status burn_line(geo_ctx *ctx, geo_grid *grid, const geo_geom *shape, double width_m,
                            float value)
{
    double half = fmax(isnan(width_m) ? 0 : width_m, grid->frame.cell_m) / 2;
    return geo_grid_burn_near(ctx, grid, shape, half, value);
}

/* From the highest id down, so that the lowest stays. */
static geo_status burn_theme(geo_ctx *ctx, geo_grid *grid, const geo_link_theme *theme, bool lines)
{
    uint32_t *order = NULL;
    const geo_features *rows = &theme->rows;
    geo_status status = geo_zone_order(ctx, rows, &order);
    for (int part = WIDE; status == GEO_OK && part <= THIN; part++)
        for (size_t i = rows->count; status == GEO_OK && i-- > 0;) {
            uint32_t row = order[i];
            if (theme->rule[row] == SIZE_MAX)
                continue;
            float value = (float)(theme->rule[row] + 1);
            if (!lines)
                status = burn_polygon(ctx, grid, &rows->geoms[row], (burn_part)part, value);
            else if (part == WIDE)
                status = burn_line(ctx, grid, &rows->geoms[row], rows->number[0][row], value);
        }
    geo_free(order);
    return status;
}

/* Nodes burn over the other zones, from the last down; the same into `labels`. */
static geo_status burn_nodes(geo_ctx *ctx, const geo_link_work *w, geo_grid *grid, geo_grid *labels,
                             size_t count)
{
    geo_status status = GEO_OK;
    for (int part = WIDE; status == GEO_OK && part <= THIN; part++)
        for (size_t i = count; status == GEO_OK && i-- > 0;) {
            uint32_t row = w->node_rows[i];
            const geo_geom *shape = &w->zones.rows.geoms[row];
            float value = (float)(w->zones.rule[row] + 1);
            status = burn_polygon(ctx, grid, shape, (burn_part)part, value);
            if (status == GEO_OK)
                status = burn_polygon(ctx, labels, shape, (burn_part)part, (float)(i + 1));
        }
    return status;
}

static geo_status burn_all(geo_ctx *ctx, const geo_link_work *w, geo_grid *grid, geo_grid *labels,
                           size_t nodes)
{
    geo_status status = burn_theme(ctx, grid, &w->landcover, false);
    if (status == GEO_OK)
        status = burn_theme(ctx, grid, &w->water, false);
    if (status == GEO_OK)
        status = burn_theme(ctx, grid, &w->zones, false);
    if (status == GEO_OK)
        status = burn_nodes(ctx, w, grid, labels, nodes);
    if (status == GEO_OK)
        status = burn_theme(ctx, grid, &w->lines, true);
    if (status == GEO_OK)
        status = burn_theme(ctx, grid, &w->building, false);
    return status;
}

/* ---- from marks to numbers ---- */

/* The marks become rules, and where nobody gave resistances these too, in the same place. */
static void settle_rules(geo_link_work *w, geo_grid *marks, geo_links *out)
{
    size_t cells = (size_t)marks->frame.width * (size_t)marks->frame.height;
    for (size_t i = 0; i < cells; i++) {
        bool known = marks->cells[i] > 0;
        w->rule[i] = (uint8_t)(known ? marks->cells[i] - 1 : (float)w->unknown);
        out->facts.unknown_cells += !known;
        if (!w->inputs->resistance)
            marks->cells[i] = w->rules[w->rule[i]].resistance;
    }
    if (!w->inputs->resistance) {
        w->resistance = *marks;
        marks->cells = NULL;
    }
}

/* A cell of a zone under a building, or one that is a wall, is none of the zone. */
static void settle_labels(geo_link_work *w, const geo_grid *labels, geo_links *out)
{
    size_t cells = (size_t)labels->frame.width * (size_t)labels->frame.height;
    for (size_t i = 0; i < cells; i++) {
        bool wall = isnan(w->resistance.cells[i]);
        uint32_t label = (uint32_t)labels->cells[i];
        if (wall || !w->rules[w->rule[i]].is_habitat)
            label = 0;
        out->facts.wall_cells += wall;
        w->found.label[i] = label;
        if (label)
            out->nodes[label - 1].cells++;
    }
    for (size_t i = 0; i < out->node_count; i++)
        if (out->nodes[i].cells == 0 && out->facts.unreached++ == 0)
            out->facts.first_unreached = out->nodes[i].id;
}

/* Does a way lead off from this cell to ground of no zone? */
static bool leads_off(const geo_link_work *w, geo_frame frame, int64_t row, int64_t column)
{
    for (int64_t r = row > 0 ? row - 1 : 0; r <= row + 1 && r < frame.height; r++)
        for (int64_t c = column > 0 ? column - 1 : 0; c <= column + 1 && c < frame.width; c++) {
            int64_t at = r * frame.width + c;
            if (!isnan(w->resistance.cells[at]) && w->found.label[at] == 0)
                return true;
        }
    return false;
}

/* A zone off the land cover, say, stands alone whatever lies around it. */
static geo_status count_walled(geo_ctx *ctx, const geo_link_work *w, geo_links *out)
{
    geo_frame frame = out->facts.frame;
    bool *open = geo_calloc(out->node_count, sizeof *open);
    if (!open)
        return geo_fail_nomem(ctx);
    for (int64_t row = 0, at = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++, at++) {
            uint32_t label = w->found.label[at];
            if (label && !open[label - 1])
                open[label - 1] = leads_off(w, frame, row, column);
        }
    for (size_t i = 0; i < out->node_count; i++)
        if (!open[i] && out->nodes[i].cells && out->facts.walled++ == 0)
            out->facts.first_walled = out->nodes[i].id;
    geo_free(open);
    return GEO_OK;
}

geo_status geo_link_ground(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    geo_frame frame = out->facts.frame;
    size_t cells = (size_t)frame.width * (size_t)frame.height;
    geo_grid marks = {0}, labels = {0};
    geo_status status = read_themes(ctx, w, frame);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &marks, frame, 0);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &labels, frame, 0);
    w->rule = geo_alloc(cells, sizeof *w->rule);
    w->found.label = geo_alloc(cells, sizeof *w->found.label);
    if (status == GEO_OK && (!w->rule || !w->found.label))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = burn_all(ctx, w, &marks, &labels, out->node_count);
    if (status == GEO_OK && w->inputs->resistance)
        status = geo_grid_read(ctx, w->inputs->resistance, geo_frame_box(frame), &w->resistance);
    if (status == GEO_OK) {
        count_land(w, &out->facts);
        settle_rules(w, &marks, out);
        settle_labels(w, &labels, out);
        status = count_walled(ctx, w, out);
    }
    geo_grid_release(&marks);
    geo_grid_release(&labels);
    return geo_while(ctx, status, "while laying the grid");
}
