#include "green/canopy.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/canopy_parts.h"

#define BLOCK_M 500.0

const char *const GEO_CANOPY_SUFFIX[GEO_CANOPY_COLUMNS] = {"pct",  "m2",     "area_m2",
                                                           "unit", "source", "note"};
const geo_field_type GEO_CANOPY_TYPE[GEO_CANOPY_COLUMNS] = {GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE,
                                                            GEO_FIELD_DOUBLE, GEO_FIELD_STRING,
                                                            GEO_FIELD_STRING, GEO_FIELD_STRING};
static const char *const NOTE[] = {"no_unit",     "no_area",       "nodata",
                                   "public_only", "crown_assumed", "source_trees"};

/* A raster of somewhere else would make every unit unknown: say so at once. */
static geo_status check_overlap(geo_ctx *ctx, const geo_canopy_inputs *inputs)
{
    geo_box extent = GEO_BOX_EMPTY;
    size_t units = inputs->areas && inputs->raster ? geo_areas_count(inputs->areas) : 0;
    for (uint32_t i = 0; i < units; i++)
        extent = geo_box_join(extent, geo_areas_box(inputs->areas, i));
    if (units == 0 || geo_box_meets(extent, geo_frame_box(inputs->raster->frame)))
        return GEO_OK;
    geo_hint(ctx, "give the crown raster of this town, or leave it out");
    return geo_fail(ctx, GEO_ERR_RANGE, "'%s' lies elsewhere: it does not touch the areas",
                    inputs->raster->name);
}

geo_status geo_canopy_new(geo_ctx *ctx, const geo_canopy_options *options,
                          const geo_canopy_inputs *inputs, const geo_schema *schema,
                          geo_canopy **out)
{
    geo_status status = check_overlap(ctx, inputs);
    if (status != GEO_OK)
        return status;
    geo_canopy *canopy = geo_calloc(1, sizeof *canopy);
    if (!canopy)
        return geo_fail_nomem(ctx);
    canopy->options = *options;
    canopy->inputs = *inputs;
    canopy->neighbourhood_column = geo_schema_find(schema, "neighbourhood_id");
    status = geo_geos_new(ctx, &canopy->geos);
    size_t units = inputs->areas ? geo_areas_count(inputs->areas) : 0;
    canopy->unit_figures = geo_calloc(units, sizeof *canopy->unit_figures);
    canopy->unit_known = geo_calloc(units, sizeof *canopy->unit_known);
    if (status == GEO_OK && (!canopy->unit_figures || !canopy->unit_known))
        status = geo_fail_nomem(ctx);
    if (status != GEO_OK) {
        geo_canopy_free(canopy);
        return status;
    }
    *out = canopy;
    return GEO_OK;
}

void geo_canopy_free(geo_canopy *canopy)
{
    if (!canopy)
        return;
    geo_geos_free(canopy->geos);
    geo_free(canopy->unit_figures);
    geo_free(canopy->unit_known);
    geo_free(canopy);
}

double geo_canopy_pct(const geo_canopy_figure *figure)
{
    if (figure->notes & (GEO_CANOPY_NO_UNIT | GEO_CANOPY_NO_AREA | GEO_CANOPY_NODATA))
        return NAN;
    return 100 * figure->canopy_m2 / figure->area_m2;
}

/* ---- any polygon ---- */

static geo_status measure_polygons(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *land,
                                   geo_canopy_figure *out)
{
    geo_geom known = {0}, shaded = {0};
    double beyond = 0, public_only = 0;
    geo_status status = geo_canopy_known(ctx, canopy, land, &known);
    if (status == GEO_OK)
        status = geo_canopy_shaded(ctx, canopy, &known, &shaded, &out->notes);
    if (status == GEO_OK && canopy->inputs.coverage && land->point_count)
        status = geo_coverage_shares(ctx, canopy->geos, canopy->inputs.coverage, land, &beyond,
                                     &public_only);
    if (status == GEO_OK) {
        out->canopy_m2 = geo_geom_area(&shaded);
        out->area_m2 = geo_geom_area(&known);
        out->notes |= public_only > 0 ? GEO_CANOPY_PUBLIC_ONLY : 0;
        geo_canopy_judge(out, geo_geom_area(land));
    }
    geo_geom_release(&known);
    geo_geom_release(&shaded);
    return status;
}

geo_status geo_canopy_measure(geo_ctx *ctx, geo_canopy *canopy, const geo_geom *area,
                              geo_canopy_figure *out)
{
    geo_geom land = {0};
    *out = (geo_canopy_figure){0};
    geo_status status = geo_canopy_land(ctx, canopy, area, &land);
    if (status == GEO_OK && canopy->inputs.raster)
        status = geo_canopy_over_raster(ctx, canopy, &land, out);
    else if (status == GEO_OK)
        status = measure_polygons(ctx, canopy, &land, out);
    geo_geom_release(&land);
    return status;
}

/* ---- rows ---- */

static geo_status measure_units(geo_ctx *ctx, geo_canopy *canopy, const uint32_t *units,
                                size_t count)
{
    size_t at = 0;
    const geo_areas *all = canopy->inputs.areas;
    const geo_geom **areas = geo_alloc(count, sizeof *areas);
    geo_canopy_figure *figures = geo_calloc(count, sizeof *figures);
    geo_status status = areas && figures ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        areas[i] = geo_areas_geom(all, units[i]);
    if (status == GEO_OK)
        status = geo_while(ctx, geo_canopy_each(ctx, canopy, areas, count, figures, &at),
                           "measuring the canopy of '%s'", geo_areas_code(all, units[at]));
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        canopy->unit_figures[units[i]] = figures[i];
    geo_free(areas);
    geo_free(figures);
    return status;
}

/* Of the units of the rows those that were not yet, which after the first batches are few. */
static geo_status measure_new_units(geo_ctx *ctx, geo_canopy *canopy, const uint32_t *units,
                                    size_t count)
{
    size_t wanted = 0;
    uint32_t *fresh = geo_alloc(count, sizeof *fresh);
    if (!fresh)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = units[i];
        if (unit == GEO_AREA_NONE || canopy->unit_known[unit])
            continue;
        canopy->unit_known[unit] = true;
        fresh[wanted++] = unit;
    }
    geo_status status = wanted ? measure_units(ctx, canopy, fresh, wanted) : GEO_OK;
    geo_free(fresh);
    return status;
}

static geo_value rounded(double value, double steps)
{
    return isnan(value) ? geo_value_null(GEO_FIELD_DOUBLE)
                        : geo_value_double(round(value * steps) / steps);
}

/* Never up: a percentage must not be lifted over a norm that it misses. What arithmetic loses is
 * given back. */
static geo_value floored(double value, double steps)
{
    return geo_value_double(floor(value * steps + 1e-3) / steps);
}

static const char *source_of(const geo_canopy *canopy)
{
    if (canopy->inputs.raster)
        return canopy->inputs.raster->name;
    return geo_source_name(canopy->inputs.crown ? canopy->inputs.crown : canopy->inputs.tree);
}

static geo_status write_figure(geo_ctx *ctx, const geo_canopy *canopy,
                               const geo_canopy_figure *figure, const char *unit, geo_arena *arena,
                               geo_value *out)
{
    char text[160];
    size_t length = 0;
    for (size_t i = 0; i < sizeof NOTE / sizeof *NOTE; i++)
        if (figure->notes & 1u << i)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
                                       length ? " " : "", NOTE[i]);
    if (figure->notes & GEO_CANOPY_GAPS)
        length += (size_t)snprintf(text + length, sizeof text - length, "%sgaps:%.3f",
                                   length ? " " : "", ceil(figure->most_pct * 1000 - 1e-3) / 1000);
    const char *note = length ? geo_arena_strndup(arena, text, length) : NULL;
    if (length && !note)
        return geo_fail_nomem(ctx);
    bool known = !(figure->notes & (GEO_CANOPY_NO_UNIT | GEO_CANOPY_NO_AREA));
    out[GEO_CANOPY_PCT] = floored(geo_canopy_pct(figure), 1e6);
    out[GEO_CANOPY_M2] = rounded(known ? figure->canopy_m2 : NAN, 1e3);
    out[GEO_CANOPY_AREA_M2] = rounded(known ? figure->area_m2 : NAN, 1e3);
    out[GEO_CANOPY_UNIT] = geo_value_text(unit);
    out[GEO_CANOPY_SOURCE] = geo_value_text(source_of(canopy));
    out[GEO_CANOPY_NOTE] = geo_value_text(note);
    return GEO_OK;
}

static geo_status unit_of(geo_ctx *ctx, const geo_canopy *canopy, const geo_batch *batch,
                          size_t row, geo_point p, geo_hits *hits, geo_arena *arena, uint32_t *out)
{
    geo_value value;
    const char *named = NULL;
    geo_status status = geo_row_values(ctx, batch->schema, geo_batch_row(batch, row),
                                       &canopy->neighbourhood_column, 1, &value);
    if (status == GEO_OK)
        status = geo_value_read_text(ctx, &value, arena, &named);
    return status == GEO_OK ? geo_areas_of(ctx, canopy->inputs.areas, named, p, hits, out) : status;
}

static geo_status write_unit(geo_ctx *ctx, const geo_canopy *canopy, uint32_t unit,
                             geo_arena *arena, geo_value *out)
{
    const geo_canopy_figure none = {.notes = GEO_CANOPY_NO_UNIT};
    if (unit == GEO_AREA_NONE)
        return write_figure(ctx, canopy, &none, NULL, arena, out);
    return write_figure(ctx, canopy, &canopy->unit_figures[unit],
                        geo_areas_code(canopy->inputs.areas, unit), arena, out);
}

static geo_status run_units(geo_ctx *ctx, geo_canopy *canopy, const geo_batch *batch,
                            const geo_point *points, const uint32_t *rows, size_t count,
                            geo_columns *out)
{
    geo_hits hits = {0};
    uint32_t *units = geo_alloc(count, sizeof *units);
    geo_status status = units ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = unit_of(ctx, canopy, batch, rows[i], points[i], &hits, out->arena, &units[i]);
    if (status == GEO_OK)
        status = measure_new_units(ctx, canopy, units, count);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = write_unit(ctx, canopy, units[i], out->arena, out->values + rows[i] * out->count);
    geo_free(units);
    geo_free(hits.items);
    return status;
}

/* ---- rows that are polygons ---- */

typedef struct outlines {
    geo_geom *mended;       /* what had to be made anew */
    const geo_geom **areas; /* those that can be measured */
    uint32_t *rows;         /* of those */
    size_t count;
    geo_canopy_figure *figures;
} outlines;

static void outlines_release(outlines *all, size_t rows)
{
    for (size_t i = 0; all->mended && i < rows; i++)
        geo_geom_release(&all->mended[i]);
    geo_free(all->mended);
    geo_free(all->areas);
    geo_free(all->rows);
    geo_free(all->figures);
}

/* A polygon that cannot be mended has no area. */
static geo_status take_outline(geo_ctx *ctx, geo_canopy *canopy, const geo_batch *batch,
                               uint32_t row, geo_columns *out, geo_geom *mended, outlines *all)
{
    geo_repair repair;
    const char *reason;
    const geo_canopy_figure none = {.notes = GEO_CANOPY_NO_AREA};
    geo_geom *area = geo_arena_alloc(out->arena, 1, sizeof *area);
    if (!area)
        return geo_fail_nomem(ctx);
    geo_status status =
        geo_row_geom(ctx, batch->schema, geo_batch_row(batch, row), out->arena, area);
    if (status == GEO_OK)
        status = geo_geos_repair(ctx, canopy->geos, area, mended, &repair, &reason);
    if (status != GEO_OK)
        return status;
    if (repair == GEO_REPAIR_REFUSED)
        return write_figure(ctx, canopy, &none, "self", out->arena, out->values + row * out->count);
    all->areas[all->count] = repair == GEO_REPAIR_DONE ? mended : area;
    all->rows[all->count++] = row;
    return GEO_OK;
}

static geo_status run_polygons(geo_ctx *ctx, geo_canopy *canopy, const geo_batch *batch,
                               const uint32_t *rows, size_t count, geo_columns *out)
{
    size_t at = 0;
    uint32_t row = rows[0];
    outlines all = {.mended = geo_calloc(count, sizeof *all.mended),
                    .areas = geo_alloc(count, sizeof *all.areas),
                    .rows = geo_alloc(count, sizeof *all.rows),
                    .figures = geo_calloc(count, sizeof *all.figures)};
    geo_status status =
        all.mended && all.areas && all.rows && all.figures ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        row = rows[i];
        status = take_outline(ctx, canopy, batch, row, out, &all.mended[i], &all);
    }
    if (status == GEO_OK && all.count > 0) {
        status = geo_canopy_each(ctx, canopy, all.areas, all.count, all.figures, &at);
        row = all.rows[at];
    }
    for (size_t i = 0; status == GEO_OK && i < all.count; i++)
        status = write_figure(ctx, canopy, &all.figures[i], "self", out->arena,
                              out->values + all.rows[i] * out->count);
    outlines_release(&all, count);
    return geo_while(ctx, status, "measuring the canopy of row %llu",
                     (unsigned long long)(batch->first + row + 1));
}

/* ---- rows that are points, and their circles ---- */

static geo_status run_circles(geo_ctx *ctx, geo_canopy *canopy, const geo_point *points,
                              const uint32_t *rows, size_t count, geo_columns *out)
{
    geo_blocks blocks = {0};
    char unit[48];
    snprintf(unit, sizeof unit, "circle %g m", canopy->options.radius_m);
    const char *code = geo_arena_strndup(out->arena, unit, strlen(unit));
    geo_point *centres = geo_alloc(count, sizeof *centres);
    geo_canopy_figure *figures = geo_calloc(count, sizeof *figures);
    geo_status status = code && centres && figures
                            ? geo_blocks_init(ctx, &blocks, points, count, BLOCK_M)
                            : geo_fail_nomem(ctx);
    if (status == GEO_OK && canopy->inputs.raster)
        geo_canopy_join_blocks(&blocks, canopy->options.radius_m);
    for (size_t b = 0; status == GEO_OK && b < blocks.count; b++) {
        const uint32_t *members = blocks.rows + blocks.blocks[b].first;
        size_t member_count = blocks.blocks[b].count;
        for (size_t i = 0; i < member_count; i++)
            centres[i] = points[members[i]];
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = geo_canopy_circles(ctx, canopy, centres, member_count, figures);
        for (size_t i = 0; status == GEO_OK && i < member_count; i++)
            status = write_figure(ctx, canopy, &figures[i], code, out->arena,
                                  out->values + rows[members[i]] * out->count);
    }
    geo_blocks_release(&blocks);
    geo_free(centres);
    geo_free(figures);
    return status;
}

geo_status geo_canopy_run(geo_ctx *ctx, geo_canopy *canopy, const geo_batch *batch,
                          geo_columns *out)
{
    size_t count = geo_batch_count(batch), points_found = 0, polygons_found = 0;
    geo_point *points = geo_alloc(count, sizeof *points);
    uint32_t *rows = geo_alloc(count, sizeof *rows), *others = geo_alloc(count, sizeof *others);
    geo_status status = points && rows && others ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        if (geo_row_point(geo_batch_row(batch, i), &points[points_found]))
            rows[points_found++] = i;
        else
            others[polygons_found++] = i;
    }
    if (status == GEO_OK && polygons_found)
        status = run_polygons(ctx, canopy, batch, others, polygons_found, out);
    if (status == GEO_OK && points_found)
        status = canopy->options.area == GEO_CANOPY_NEIGHBOURHOOD
                     ? run_units(ctx, canopy, batch, points, rows, points_found, out)
                     : run_circles(ctx, canopy, points, rows, points_found, out);
    geo_free(points);
    geo_free(rows);
    geo_free(others);
    return status;
}

void geo_canopy_warn(geo_ctx *ctx, const geo_canopy *canopy)
{
    if (canopy->most_pct > 0 && canopy->most_pct <= 1)
        geo_warn(ctx,
                 "'%s' holds no percentage above 1, as far as it was read: a mask, or shares of 0 "
                 "to 1, would do so; say what it holds with --canopy-is",
                 canopy->inputs.raster->name);
}
