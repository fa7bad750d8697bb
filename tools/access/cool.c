#include "access/cool.h"

#include <stdio.h>

/* A raster of somewhere else would make every green unknown: say so at once. */
static geo_status check_place(cli *app, const geo_raster *raster, const geo_source *green)
{
    if (!raster || !green || geo_box_is_empty(geo_source_extent(green)) ||
        geo_box_meets(geo_source_extent(green), geo_frame_box(geo_raster_source(raster)->frame)))
        return GEO_OK;
    geo_hint(app->ctx, "give the raster of this town");
    return geo_fail(app->ctx, GEO_ERR_RANGE, "'%s' lies elsewhere: it does not touch '%s'",
                    geo_raster_name(raster), geo_source_name(green));
}

static geo_status open_pet(cli *app, const char *path, access_cool *out)
{
    geo_raster_options options = {
        .kind = GEO_RASTER_ANY, .target = cli_crs(app), .allow_network = app->common.allow_network};
    geo_status status = geo_raster_new(app->ctx, path, &options, &out->pet);
    return status == GEO_OK ? cli_input_note(app, "pet", path, geo_raster_name(out->pet), NULL)
                            : status;
}

static geo_status open_canopy(cli *app, const access_cool_asked *asked, access_cool *out)
{
    geo_schema no_rows = {0};
    geo_canopy_options options = {.denominator = GEO_DENOMINATOR_ALL};
    geo_canopy_inputs inputs = {0};
    bool stood_in_for = asked->cool && asked->pet;
    geo_status status = cli_crowns_open(app, &asked->crowns, !stood_in_for, &out->crowns);
    if (status != GEO_OK || !(out->crowns.raster || out->crowns.crown || out->crowns.tree))
        return status;
    cli_crowns_put(&out->crowns, &asked->crowns, &options, &inputs);
    status = geo_canopy_new(app->ctx, &options, &inputs, &no_rows, &out->canopy);
    return status == GEO_OK ? cli_crowns_facts(app) : status;
}

static geo_status open_rule(cli *app, access_cool *out)
{
    geo_cool_inputs inputs = {out->pet ? NULL : out->canopy,
                              out->pet ? geo_raster_source(out->pet) : NULL};
    geo_status status = geo_cool_new(app->ctx, &out->rules, &inputs, &out->cool);
    if (status == GEO_OK) {
        out->sure = geo_cool_rule(out->cool, false);
        out->may = geo_cool_rule(out->cool, true);
    }
    return status;
}

geo_status access_cool_open(cli *app, const access_cool_asked *asked, const geo_source *green,
                            access_cool *out)
{
    const char *path = NULL;
    if (!asked->cool && !asked->shade)
        return GEO_OK;
    geo_status status = cli_data_path(app, "cool-rules.csv", &path);
    if (status == GEO_OK)
        status = geo_cool_rules_read(app->ctx, path, &out->rules);
    if (status == GEO_OK && asked->pet)
        status = open_pet(app, asked->pet, out);
    if (status == GEO_OK)
        status = open_canopy(app, asked, out);
    if (status == GEO_OK)
        status = check_place(app, out->pet, green);
    if (status == GEO_OK)
        status = check_place(app, out->crowns.raster, green);
    return status == GEO_OK && asked->cool ? open_rule(app, out) : status;
}

geo_status access_cool_shade(cli *app, access_cool *cool, const geo_network *network,
                             const geo_reach *reach)
{
    return cool->canopy ? geo_shaded_ways_new(app->ctx, cool->canopy, network, reach, &cool->ways)
                        : GEO_OK;
}

void access_cool_release(access_cool *cool)
{
    geo_shaded_ways_free(cool->ways);
    geo_cool_free(cool->cool);
    geo_canopy_free(cool->canopy);
    geo_raster_free(cool->pet);
    cli_crowns_release(&cool->crowns);
    *cool = (access_cool){0};
}

geo_status access_cool_facts(cli *app, const geo_patch_options *options, access_cool *cool)
{
    static const char *const NAMES[] = {"min-area", "min-width", "merge-gap"};
    const double values[] = {options->min_area_m2, options->min_width_m, options->merge_gap_m};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && cool->cool && i < 3; i++) {
        snprintf(cool->facts[i], sizeof cool->facts[i], "%.15g", values[i]);
        status = cli_fact(app, NAMES[i], cool->facts[i]);
    }
    return status;
}

void access_cool_tell(cli *app, const access_cool *cool, const geo_patches *patches)
{
    if (cool->cool)
        geo_log(app->ctx, patches->count ? GEO_LOG_INFO : GEO_LOG_WARNING,
                "%llu greens are not cool as a whole, and of %llu too little is known; of %llu of "
                "these a part is cool",
                (unsigned long long)patches->unfit, (unsigned long long)patches->undecided,
                (unsigned long long)patches->partly);
    if (cool->canopy)
        geo_canopy_warn(app->ctx, cool->canopy);
    if (cool->crowns.tree)
        geo_info(app->ctx,
                 "crowns are those of single trees: a wood whose trees are in no register "
                 "is bare");
    if (cool->cool && !cool->canopy)
        geo_info(app->ctx, "no crowns are known: neither is the shade along the way");
}
