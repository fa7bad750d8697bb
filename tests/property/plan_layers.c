#include <stdlib.h>
#include <string.h>

#include "array_source.h"
#include "plan.h"

const char *const PLAN_ADDRESS_COLUMNS = "id building_id street neighbourhood_id home# floor#";

static const char *const PLAN_NAMES[PLAN_THEMES] = {"address", "building", "tree",
                                                    "crown",   "green",    "water",
                                                    "street",  "coverage", "neighbourhood"};

static geo_point plan_turned(geo_point p, int turns)
{
    for (int i = 0; i < turns; i++)
        p = (geo_point){-p.y, p.x};
    return p;
}

geo_point plan_place(const plan *p, geo_point on_paper)
{
    geo_point at = plan_turned(on_paper, p->turns);
    return (geo_point){p->move.x + at.x, p->move.y + at.y};
}

geo_geom plan_geom(const plan_row *row)
{
    static uint32_t rings_of[] = {0, 1, 2};
    bool polygon = row->type == GEO_GEOM_POLYGON, point = row->type == GEO_GEOM_POINT;
    return (geo_geom){row->type,
                      (geo_point *)(uintptr_t)row->points,
                      point ? NULL : (uint32_t *)(uintptr_t)row->ends,
                      polygon ? &rings_of[row->rings] : NULL,
                      row->count,
                      point ? 0 : row->rings,
                      polygon ? 1 : 0};
}

geo_box plan_box(const plan_row *row)
{
    geo_geom geom = plan_geom(row);
    return geo_box_of(&geom);
}

/* What of a row lies in the box: all of it, a box cut by it, or nothing. */
static bool plan_within(plan_row *row, const plan_columns *columns)
{
    geo_box box = plan_box(row);
    if (!columns->only || geo_box_is_empty(box))
        return true;
    if (!geo_box_meets(box, *columns->only))
        return false;
    if (columns->clip)
        plan_box_row(row, fmax(box.xmin, columns->only->xmin), fmax(box.ymin, columns->only->ymin),
                     fmin(box.xmax, columns->only->xmax), fmin(box.ymax, columns->only->ymax));
    return true;
}

static size_t plan_listed(const int *list)
{
    size_t count = 0;
    while (list && list[count] >= 0)
        count++;
    return count;
}

geo_source *plan_source(const plan *p, plan_theme theme, const plan_columns *columns)
{
    const plan_table *table = &p->themes[theme];
    size_t text_count = plan_listed(columns->text), number_count = plan_listed(columns->number);
    geo_source *source = array_source_new(PLAN_NAMES[theme], text_count, number_count);
    for (size_t k = 0; k < table->count; k++) {
        plan_row row = table->rows[table->order[k]];
        const char *text[PLAN_TEXTS];
        double number[PLAN_NUMBERS];
        if (!plan_within(&row, columns))
            continue;
        for (uint32_t i = 0; i < row.count; i++)
            row.points[i] = plan_place(p, row.points[i]);
        for (size_t i = 0; i < text_count; i++)
            text[i] = row.text[columns->text[i]];
        for (size_t i = 0; i < number_count; i++)
            number[i] = row.number[columns->number[i]];
        geo_geom geom = plan_geom(&row);
        array_source_add(source, &geom, row.id, text, number);
    }
    return source;
}

/* A quarter turn, counter-clockwise: what was east is north. */
static geo_grid plan_turned_grid(geo_grid from)
{
    geo_frame f = from.frame;
    geo_frame turned = {-f.y0, f.x0 + (double)f.width * f.cell_m, f.cell_m, f.height, f.width};
    geo_grid to;
    assert_ok(geo_grid_init(NULL, &to, turned, 0));
    for (int64_t row = 0; row < f.height; row++)
        for (int64_t column = 0; column < f.width; column++)
            to.cells[(f.width - 1 - column) * turned.width + row] =
                from.cells[row * f.width + column];
    geo_grid_release(&from);
    return to;
}

geo_grid plan_raster(const plan *p, const float *cells, const geo_box *only)
{
    geo_window window = {0, 0, p->frame.height, p->frame.width};
    geo_grid grid;
    if (only)
        window = geo_frame_window(p->frame, *only);
    assert_ok(geo_grid_init(NULL, &grid, geo_frame_sub(p->frame, window), 0));
    for (int64_t row = 0; row < window.height; row++)
        memcpy(grid.cells + row * window.width,
               cells + (window.row + row) * p->frame.width + window.column,
               (size_t)window.width * sizeof *cells);
    for (int i = 0; i < p->turns; i++)
        grid = plan_turned_grid(grid);
    grid.frame.x0 += p->move.x;
    grid.frame.y0 += p->move.y;
    return grid;
}

void plan_put_address(const plan *p, town_rows *rows, size_t i)
{
    const plan_table *table = &p->themes[PLAN_ADDRESS];
    const plan_row *row = &table->rows[table->order[i]];
    geo_point at = plan_place(p, row->points[0]);
    const char *text[3];
    for (int k = 0; k < 3; k++)
        text[k] = row->text[k][0] ? row->text[k] : NULL;
    town_rows_point(rows, at.x, at.y, row->id, text[ADDRESS_BUILDING], text[ADDRESS_STREET],
                    text[ADDRESS_NEIGHBOURHOOD], row->number[ADDRESS_HOME],
                    row->number[ADDRESS_FLOOR]);
}
