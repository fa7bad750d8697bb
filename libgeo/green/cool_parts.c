#include "green/cool_parts.h"

#include <math.h>

#include "base/alloc.h"
#include "green/canopy_parts.h"
#include "raster/regions.h"

#define BAND_CELLS 1048576

/* ---- cells ---- */

/* A raster of which some cells are cool: those with a high share of crown, or a low PET. */
typedef struct cool_cells {
    geo_grid_source source;
    geo_window window; /* that is looked at */
    double limit;
    bool below; /* the limit, else at least it */
    bool maybe; /* cells without data too */
} cool_cells;

static bool is_cool(const cool_cells *cells, double value)
{
    if (isnan(value))
        return cells->maybe;
    return cells->below ? value < cells->limit : value >= cells->limit;
}

static geo_status add_band(geo_ctx *ctx, const cool_cells *cells, geo_window band, float *values,
                           uint32_t *regions, geo_outlines *outlines)
{
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = cells->source.read(cells->source.self, ctx, band, values);
    if (status != GEO_OK)
        return status;
    for (int64_t i = 0; i < band.width * band.height; i++)
        regions[i] = is_cool(cells, (double)values[i]);
    return geo_outlines_add(ctx, outlines, band.height, regions);
}

static geo_status add_bands(void *self, geo_ctx *ctx, geo_outlines *outlines)
{
    const cool_cells *cells = self;
    geo_window window = cells->window;
    int64_t rows = window.width < BAND_CELLS ? BAND_CELLS / window.width : 1;
    rows = rows < window.height ? rows : window.height;
    float *values = geo_alloc((size_t)(rows * window.width), sizeof *values);
    uint32_t *regions = geo_alloc((size_t)(rows * window.width), sizeof *regions);
    geo_status status = values && regions ? GEO_OK : geo_fail_nomem(ctx);
    for (int64_t done = 0; status == GEO_OK && done < window.height; done += rows) {
        int64_t height = rows < window.height - done ? rows : window.height - done;
        geo_window band = {window.row + done, window.column, height, window.width};
        status = add_band(ctx, cells, band, values, regions, outlines);
    }
    geo_free(values);
    geo_free(regions);
    return status;
}

/* Cells know no borders: what lies outside the green is cut off. */
static geo_status part_of_cells(geo_ctx *ctx, geo_geos *geos, cool_cells *cells,
                                const geo_geom *green, geo_geom *out)
{
    geo_geom whole = {0};
    geo_frame frame = cells->source.frame;
    cells->window = geo_frame_window(frame, geo_box_of(green));
    *out = (geo_geom){.type = GEO_GEOM_MULTIPOLYGON};
    if (cells->window.width == 0 || cells->window.height == 0)
        return GEO_OK;
    geo_status status =
        geo_outline(ctx, geo_frame_sub(frame, cells->window), add_bands, cells, &whole);
    if (status == GEO_OK && whole.point_count)
        status = geo_geos_intersection(ctx, geos, green, &whole, out);
    geo_geom_release(&whole);
    return status;
}

/* ---- what nobody knows ---- */

/* Adds to a part of the green what lies beyond what is known of it. */
static geo_status add_unknown(geo_ctx *ctx, geo_geos *geos, const geo_geom *green,
                              const geo_geom *known, geo_geom *part)
{
    geo_geom beyond = {0}, both = {0};
    geo_status status = geo_geos_difference(ctx, geos, green, known, &beyond);
    const geo_geom *const parts[] = {part, &beyond};
    if (status == GEO_OK && beyond.point_count)
        status = geo_geos_union(ctx, geos, parts, 2, &both);
    if (status == GEO_OK && beyond.point_count) {
        geo_geom_release(part);
        *part = both;
    }
    geo_geom_release(&beyond);
    return status;
}

static geo_status part_of_raster(geo_ctx *ctx, const geo_cool_asked *asked, cool_cells *cells,
                                 const geo_geom *green, geo_geom *out)
{
    geo_geom known = {0};
    geo_status status = part_of_cells(ctx, asked->geos, cells, green, out);
    if (status != GEO_OK || !asked->maybe)
        return status;
    status = geo_geos_clip(ctx, asked->geos, green, geo_frame_box(cells->source.frame), &known);
    if (status == GEO_OK)
        status = add_unknown(ctx, asked->geos, green, &known, out);
    geo_geom_release(&known);
    return status;
}

static geo_status part_of_polygons(geo_ctx *ctx, const geo_cool_asked *asked, const geo_geom *green,
                                   geo_geom *out)
{
    unsigned notes = 0;
    geo_geom known = {0};
    geo_canopy *canopy = asked->inputs->canopy;
    geo_status status = geo_canopy_known(ctx, canopy, green, &known);
    if (status == GEO_OK)
        status = geo_canopy_shaded(ctx, canopy, &known, out, &notes);
    if (status == GEO_OK && asked->maybe)
        status = add_unknown(ctx, asked->geos, green, &known, out);
    geo_geom_release(&known);
    return status;
}

geo_status geo_cool_part(geo_ctx *ctx, const geo_cool_asked *asked, const geo_geom *green,
                         geo_geom *out)
{
    geo_canopy_raster self = {asked->inputs->canopy};
    cool_cells cells = {.maybe = asked->maybe};
    geo_geom part = {0};
    geo_status status;
    if (asked->inputs->pet) {
        cells.source = *asked->inputs->pet;
        cells.limit = asked->rules->pet_max_c;
        cells.below = true;
        status = part_of_raster(ctx, asked, &cells, green, &part);
    } else if (self.canopy->inputs.raster) {
        cells.source = geo_canopy_shares(&self);
        cells.limit = (double)(float)(asked->rules->canopy_min_pct / 100);
        status = part_of_raster(ctx, asked, &cells, green, &part);
    } else
        status = part_of_polygons(ctx, asked, green, &part);
    if (status == GEO_OK)
        *out = part;
    else
        geo_geom_release(&part);
    return status;
}
