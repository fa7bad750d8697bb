#include "green/cool.h"

#include <math.h>

#include "base/alloc.h"
#include "green/cool_parts.h"
#include "raster/cover.h"

#define ROUNDING 1e-9  /* relative: a share of exactly the least counts */
#define GAP_LEAST 1e-6 /* share of a green: what overlays may lose is no gap */
#define PET_ROUNDING_C                                                                             \
    1e-4 /* of shares kept as floats: a mean of exactly the most is not below it */

struct geo_cool {
    geo_cool_rules rules;
    geo_cool_inputs inputs;
    geo_geos *geos;
    uint8_t *fits; /* per row of the source: 1 + its geo_fit, 0: not asked yet; made when the first
                      is asked */
};

geo_status geo_cool_new(geo_ctx *ctx, const geo_cool_rules *rules, const geo_cool_inputs *inputs,
                        geo_cool **out)
{
    geo_cool *cool = geo_calloc(1, sizeof *cool);
    if (!cool)
        return geo_fail_nomem(ctx);
    cool->rules = *rules;
    cool->inputs = *inputs;
    geo_status status = geo_geos_new(ctx, &cool->geos);
    if (status == GEO_OK)
        *out = cool;
    else
        geo_cool_free(cool);
    return status;
}

void geo_cool_free(geo_cool *cool)
{
    if (!cool)
        return;
    geo_free(cool->fits);
    geo_geos_free(cool->geos);
    geo_free(cool);
}

/* ---- by crowns ---- */

/* The share lies between what is known to be crown and that with all that is unknown. Where only
 * public trees are known, the others may make up for what is missing. */
static geo_fit judge_canopy(const geo_cool_rules *rules, const geo_canopy_figure *figure,
                            double green_m2)
{
    double wanted_m2 = rules->canopy_min_pct / 100 * green_m2 * (1 - ROUNDING);
    double unknown_m2 = fmax(0, green_m2 - figure->area_m2);
    if (figure->canopy_m2 >= wanted_m2)
        return GEO_FIT_YES;
    if (figure->canopy_m2 + unknown_m2 >= wanted_m2 || figure->notes & GEO_CANOPY_PUBLIC_ONLY)
        return GEO_FIT_MAYBE;
    return unknown_m2 > GAP_LEAST * green_m2 ? GEO_FIT_OPEN : GEO_FIT_NO;
}

static geo_status measure_canopy(geo_ctx *ctx, geo_cool *cool, const geo_geom *green,
                                 geo_cool_figure *out)
{
    geo_canopy_figure figure;
    geo_status status = geo_canopy_measure(ctx, cool->inputs.canopy, green, &figure);
    if (status != GEO_OK)
        return status;
    out->value = geo_canopy_pct(&figure);
    out->fit = judge_canopy(&cool->rules, &figure, geo_geom_area(green));
    return GEO_OK;
}

/* ---- by PET ---- */

/* Sums under polygons are of shares: degrees become the share of the range that is believed. */
static geo_status read_shares(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const geo_cool *cool = self;
    const geo_grid_source *pet = cool->inputs.pet;
    double least = cool->rules.pet_least_c, range = cool->rules.pet_most_c - least;
    geo_status status = pet->read(pet->self, ctx, window, cells);
    for (int64_t i = 0; status == GEO_OK && i < window.width * window.height; i++) {
        double share = ((double)cells[i] - least) / range;
        if (share < 0 || share > 1) { /* not NaN */
            geo_hint(ctx, "give PET in degrees Celsius, and mark missing cells by a no-data value");
            return geo_fail(ctx, GEO_ERR_RANGE,
                            "'%s' holds the value %g, which is no PET of a warm day (%g to %g "
                            "degrees)",
                            pet->name, (double)cells[i], least, cool->rules.pet_most_c);
        }
        cells[i] = (float)share;
    }
    return status;
}

static geo_status measure_pet(geo_ctx *ctx, geo_cool *cool, const geo_geom *green,
                              geo_cool_figure *out)
{
    const geo_cool_rules *rules = &cool->rules;
    const geo_grid_source *pet = cool->inputs.pet;
    geo_grid_source shares = {
        .self = cool, .frame = pet->frame, .name = pet->name, .read = read_shares};
    geo_cover_sum sum = {0};
    geo_status status = geo_cover_measure(ctx, &shares, green, &sum);
    if (status != GEO_OK)
        return status;
    double green_m2 = geo_geom_area(green),
           least_m2 = green_m2 * (1 - rules->pet_gap_most_pct / 100 - ROUNDING);
    *out = (geo_cool_figure){NAN, GEO_FIT_MAYBE};
    if (!(sum.valid_m2 > 0 && sum.valid_m2 >= least_m2))
        return GEO_OK;
    out->value =
        rules->pet_least_c + sum.value_m2 / sum.valid_m2 * (rules->pet_most_c - rules->pet_least_c);
    if (out->value < rules->pet_max_c - PET_ROUNDING_C)
        out->fit = GEO_FIT_YES;
    else
        out->fit = sum.valid_m2 < green_m2 * (1 - GAP_LEAST) ? GEO_FIT_OPEN : GEO_FIT_NO;
    return GEO_OK;
}

/* ---- all ---- */

geo_status geo_cool_measure(geo_ctx *ctx, geo_cool *cool, const geo_geom *green,
                            geo_cool_figure *out)
{
    return cool->inputs.pet ? measure_pet(ctx, cool, green, out)
                            : measure_canopy(ctx, cool, green, out);
}

static geo_status judge(void *self, geo_ctx *ctx, const geo_features *green, uint32_t row,
                        geo_fit *out)
{
    geo_cool *cool = self;
    geo_cool_figure figure;
    if (!cool->fits && !(cool->fits = geo_calloc(green->count, sizeof *cool->fits)))
        return geo_fail_nomem(ctx);
    if (cool->fits[row] == 0) {
        geo_status status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = geo_cool_measure(ctx, cool, &green->geoms[row], &figure);
        if (status != GEO_OK)
            return geo_while(ctx, status, "measuring green '%s'", green->ids[row]);
        cool->fits[row] = (uint8_t)(1 + figure.fit);
    }
    *out = (geo_fit)(cool->fits[row] - 1);
    return GEO_OK;
}

/* What may be cool as a whole counts as such, where that is asked: parts are of what does not. */
static geo_status part(void *self, geo_ctx *ctx, const geo_features *green, uint32_t row,
                       bool maybe, geo_geom *out)
{
    geo_cool *cool = self;
    geo_cool_asked asked = {&cool->rules, &cool->inputs, cool->geos, maybe};
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = geo_cool_part(ctx, &asked, &green->geoms[row], out);
    return geo_while(ctx, status, "looking for what is cool of green '%s'", green->ids[row]);
}

geo_fit_rule geo_cool_rule(geo_cool *cool, bool maybe)
{
    return (geo_fit_rule){cool, judge, part, maybe};
}
