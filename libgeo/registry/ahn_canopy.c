/* Crowns, tree tops and heights of buildings from terrain and surface, by the rules of the table;
 * and rasters of crowns that somebody else made. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "registry/ahn.h"
#include "registry/ahn_parts.h"

geo_status geo_ahn_chm_new(geo_ctx *ctx, const geo_ahn_models *models, const geo_ahn_rules *rules,
                           geo_chm_mask **masks, geo_chm **out)
{
    geo_chm_inputs inputs = {.dsm = models->dsm,
                             .dtm = models->dtm,
                             .green = models->green,
                             .mask_count = models->mask_count};
    geo_chm_mask *all = geo_alloc(models->mask_count, sizeof *all);
    if (!all)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < models->mask_count; i++)
        all[i] = (geo_chm_mask){models->masks[i].geom, rules->buffers_m[models->masks[i].kind]};
    inputs.masks = all;
    geo_status status = geo_chm_new(ctx, &inputs, &rules->canopy, out);
    if (status)
        geo_free(all);
    else
        *masks = all;
    return status;
}

/* ---- writing a mask ---- */

typedef struct masking { /* heights, or whatever says crown or not, as 1, 0 and NaN; counted */
    const geo_grid_source *from;
    uint64_t crown, bare, unknown;
} masking;

static geo_status read_masking(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    masking *m = self;
    geo_status status = m->from->read(m->from->self, ctx, window, cells);
    if (status)
        return status;
    for (int64_t i = 0; i < window.height * window.width; i++) {
        if (isnan(cells[i])) {
            m->unknown++;
        } else if (cells[i] > 0) {
            cells[i] = 1;
            m->crown++;
        } else {
            m->bare++;
        }
    }
    return GEO_OK;
}

static geo_status write_mask(geo_ctx *ctx, const geo_grid_source *heights, geo_ahn_file to,
                             const geo_crs *crs, geo_ahn_years years, geo_ahn_crown_report *report)
{
    masking m = {.from = heights};
    const geo_grid_source source = {
        .self = &m, .frame = heights->frame, .name = heights->name, .read = read_masking};
    const geo_box part = geo_frame_box(heights->frame);
    geo_ahn_join join;
    char texts[2][8];
    geo_raster_note notes[GEO_AHN_NOTES];
    geo_raster_output output = {
        .overwrite = to.overwrite, .held = to.held, .is_mask = true, .notes = notes};
    geo_status status = geo_ahn_join_init(ctx, &to, &source, &part, 1, &join);
    output.note_count =
        geo_ahn_notes(geo_ahn_join_years(&join, years), to.taken_from, texts, notes);
    if (!status)
        status = geo_raster_write_as(ctx, to.path, geo_ahn_join_source(&join), crs, &output);
    double cell_m2 = heights->frame.cell_m * heights->frame.cell_m;
    if (!status) {
        geo_ahn_join_tell(ctx, &join);
        *report = (geo_ahn_crown_report){(double)m.crown * cell_m2, (double)m.bare * cell_m2,
                                         (double)m.unknown * cell_m2};
    }
    geo_ahn_join_release(&join);
    return status;
}

geo_status geo_ahn_canopy_write(geo_ctx *ctx, const geo_ahn_models *models,
                                const geo_ahn_rules *rules, geo_ahn_file to, const geo_crs *crs,
                                geo_ahn_years years, geo_ahn_crown_report *report)
{
    geo_chm_mask *masks = NULL;
    geo_chm *chm = NULL;
    geo_status status = geo_ahn_chm_new(ctx, models, rules, &masks, &chm);
    if (!status)
        status = write_mask(ctx, geo_chm_source(chm), to, crs, years, report);
    geo_chm_free(chm);
    geo_free(masks);
    return status;
}

/* ---- tops and buildings ---- */

geo_status geo_ahn_tops(geo_ctx *ctx, const geo_ahn_models *models, const geo_ahn_rules *rules,
                        geo_top_sink sink, void *self)
{
    geo_chm_mask *masks = NULL;
    geo_chm *chm = NULL;
    geo_status status = geo_ahn_chm_new(ctx, models, rules, &masks, &chm);
    if (!status)
        status = geo_tops(ctx, geo_chm_source(chm), &rules->tops, sink, self);
    geo_chm_free(chm);
    geo_free(masks);
    return status;
}

void geo_ahn_top_id(geo_point at, char id[GEO_AHN_ID])
{
    snprintf(id, GEO_AHN_ID, "ahn:%lld_%lld", llround(100 * at.x), llround(100 * at.y));
}

geo_status geo_ahn_heights(geo_ctx *ctx, const geo_grid_source *dsm, const geo_grid_source *dtm,
                           const geo_geom *buildings, size_t count, const geo_ahn_rules *rules,
                           double *heights_m, double *grounds_m)
{
    geo_roof_tally tally;
    geo_status status =
        geo_roofs(ctx, dsm, dtm, buildings, count, &rules->roof, heights_m, grounds_m, &tally);
    if (status)
        return status;
    if (tally.known < count)
        geo_note(ctx,
                 "of %llu of %llu buildings the models tell no height: %llu without ground within "
                 "%g m, %llu "
                 "without surface, %llu lower than %g m, %llu too large",
                 (unsigned long long)(count - tally.known), (unsigned long long)count,
                 (unsigned long long)tally.no_ground, rules->roof.ring_most_m,
                 (unsigned long long)tally.no_surface, (unsigned long long)tally.low,
                 rules->roof.roof_min_m, (unsigned long long)tally.too_large);
    return GEO_OK;
}

/* ---- crowns that somebody else made ---- */

typedef struct foreign {
    const geo_grid_source *from;
    geo_ahn_crowns_are are;
    double height_max_m;
} foreign;

static geo_status no_crown(geo_ctx *ctx, const foreign *f, float value)
{
    geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds %g, which is no value of %s", f->from->name,
             (double)value,
             f->are == GEO_AHN_CROWN_MASK ? "a mask (0, 1 or 255)" : "a height of trees");
    if (f->are == GEO_AHN_CROWN_MASK)
        geo_hint(ctx, "heights of trees must be declared as such; percentages stay outside the "
                      "town: gn-canopy --canopy FILE --canopy-is percent");
    return GEO_ERR_RANGE;
}

static bool is_foreign_value(const foreign *f, float value)
{
    if (f->are == GEO_AHN_CROWN_MASK)
        return value == 0 || value == 1 || value == 255;
    return value >= 0 && (double)value <= f->height_max_m;
}

static geo_status read_foreign(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const foreign *f = self;
    geo_status status = f->from->read(f->from->self, ctx, window, cells);
    for (int64_t i = 0; !status && i < window.height * window.width; i++)
        if (!isnan(cells[i]) && !is_foreign_value(f, cells[i]))
            status = no_crown(ctx, f, cells[i]);
    return status;
}

static geo_status read_level(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    (void)self;
    (void)ctx;
    memset(cells, 0, (size_t)(window.height * window.width) * sizeof *cells);
    return GEO_OK;
}

/* Heights over ground are a surface over level ground. */
static geo_status write_heights(geo_ctx *ctx, const geo_grid_source *heights, geo_ahn_file to,
                                const geo_ahn_rules *rules, const geo_ahn_crown_options *options,
                                geo_ahn_years years, geo_ahn_crown_report *report)
{
    const geo_grid_source level = {
        .self = NULL, .frame = heights->frame, .name = "level ground", .read = read_level};
    const geo_ahn_models models = {
        .dsm = heights, .dtm = &level, .masks = options->masks, .mask_count = options->mask_count};
    geo_ahn_rules own = *rules;
    own.canopy.area_min_m2 = 0;
    return geo_ahn_canopy_write(ctx, &models, &own, to, options->target, years, report);
}

static geo_status write_foreign(geo_ctx *ctx, const geo_raster *raster, const char *from,
                                geo_ahn_file to, const geo_ahn_rules *rules,
                                const geo_ahn_crown_options *options, geo_ahn_crown_report *report)
{
    const geo_grid_source *whole = geo_raster_source(raster);
    foreign f = {whole, options->are, rules->canopy.height_max_m};
    const geo_grid_source checked = {
        .self = &f, .frame = whole->frame, .name = whole->name, .read = read_foreign};
    const geo_grid_source *one[] = {&checked};
    geo_box box = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    int year = geo_ahn_flight_year(raster, from, options->year);
    geo_mosaic *cut = NULL;
    to.taken_from = geo_raster_name(raster);
    geo_status status =
        geo_mosaic_new(ctx, one, 1, options->area ? geo_box_of(options->area) : box, &cut);
    if (!status)
        status = geo_ahn_check_size(ctx, geo_mosaic_source(cut));
    if (status)
        goto out;
    if (options->are == GEO_AHN_CROWN_MASK)
        status = write_mask(ctx, geo_mosaic_source(cut), to, options->target,
                            (geo_ahn_years){year, year}, report);
    else
        status = write_heights(ctx, geo_mosaic_source(cut), to, rules, options,
                               (geo_ahn_years){year, year}, report);
out:
    geo_mosaic_free(cut);
    return status;
}

geo_status geo_ahn_crowns_write(geo_ctx *ctx, const char *from, geo_ahn_file to,
                                const geo_ahn_rules *rules, const geo_ahn_crown_options *options,
                                geo_ahn_crown_report *report)
{
    const geo_raster_options how = {
        .kind = GEO_RASTER_ANY, .crs = options->crs, .target = options->target};
    geo_raster *raster = NULL;
    geo_status status = geo_raster_new(ctx, from, &how, &raster);
    if (!status)
        status = write_foreign(ctx, raster, from, to, rules, options, report);
    geo_raster_free(raster);
    return status;
}
