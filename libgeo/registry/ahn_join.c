/* A raster of the town of which a run makes a part anew: what it has beyond the files of the run
 * stays, so that a box or one sheet less takes nothing away. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "registry/ahn_parts.h"

/* Share of the cells that had a value from which losing it is worth a warning. */
static const double MUCH_LOST = 0.01;

static geo_box shrunk(geo_box box, double by)
{
    return (geo_box){box.xmin + by, box.ymin + by, box.xmax - by, box.ymax - by};
}

static geo_status fail_join(geo_ctx *ctx, const geo_ahn_file *to, const char *why)
{
    geo_hint(ctx, "give files for all of the town, or move '%s' away to have these alone",
             to->path);
    return geo_fail(ctx, GEO_ERR_ARG,
                    "'%s' reaches beyond these files and cannot be joined with them: %s", to->path,
                    why);
}

/* Cells that were derived and cells that were taken are not mixed: the one follow the models, the
 * others stay as they are. */
static bool is_of_kind(const geo_raster *old, const geo_ahn_file *to)
{
    return (to->taken_from != NULL) == (geo_raster_item(old, GEO_AHN_TAKEN_ITEM) != NULL);
}

static geo_status lay(geo_ctx *ctx, const geo_ahn_file *to, const geo_grid_source *fresh,
                      const geo_box *parts, size_t count, geo_ahn_join *join)
{
    const geo_grid_source *old = geo_raster_source(join->old);
    geo_box box = geo_frame_box(old->frame);
    bool fits = geo_frames_agree(fresh->frame, old->frame);
    /* cells of another size do not end on the same line */
    double slack = fits ? 1e-3 * old->frame.cell_m : old->frame.cell_m;
    bool covered = geo_boxes_cover(parts, count, shrunk(box, slack));
    if (covered && (!fits || !is_of_kind(join->old, to)))
        return GEO_OK;
    if (!fits)
        return fail_join(ctx, to, "its cells do not lie on one grid with theirs");
    if (!is_of_kind(join->old, to))
        return fail_join(ctx, to, "it was derived from the elevation, or taken from elsewhere");
    join->keeps = !covered;
    geo_status status = geo_renewal_new(ctx, old, fresh, parts, count, &join->renewal);
    if (!status)
        status = geo_ahn_check_size(ctx, geo_renewal_source(join->renewal));
    return status;
}

geo_status geo_ahn_join_init(geo_ctx *ctx, const geo_ahn_file *to, const geo_grid_source *fresh,
                             const geo_box *parts, size_t count, geo_ahn_join *join)
{
    const geo_raster_options options = {.kind = GEO_RASTER_ANY}; /* it was judged when it came */
    *join = (geo_ahn_join){.fresh = fresh};
    if (!to->joins || access(to->path, F_OK) != 0)
        return GEO_OK;
    geo_status status = geo_raster_new(ctx, to->path, &options, &join->old);
    return status ? status : lay(ctx, to, fresh, parts, count, join);
}

const geo_grid_source *geo_ahn_join_source(const geo_ahn_join *join)
{
    return join->renewal ? geo_renewal_source(join->renewal) : join->fresh;
}

geo_ahn_years geo_ahn_join_years(const geo_ahn_join *join, geo_ahn_years years)
{
    geo_ahn_years old = {0};
    if (join->keeps)
        old = geo_ahn_raster_years(join->old);
    if (!old.first || !years.first)
        return years.first ? years : old;
    return (geo_ahn_years){old.first < years.first ? old.first : years.first,
                           old.last > years.last ? old.last : years.last};
}

void geo_ahn_join_tell(geo_ctx *ctx, const geo_ahn_join *join)
{
    if (!join->renewal)
        return;
    geo_renewal_tally tally = geo_renewal_counts(join->renewal);
    const char *name = geo_raster_name(join->old);
    double share = tally.had ? (double)tally.lost / (double)tally.had : 0;
    if (join->keeps)
        geo_note(ctx, "%s: what it has beyond these files stays as it was", name);
    if (share > MUCH_LOST)
        geo_warn(ctx, "%s: %.1f %% of the cells that had a value have none in these files", name,
                 100 * share);
}

void geo_ahn_join_release(geo_ahn_join *join)
{
    geo_renewal_free(join->renewal);
    geo_raster_free(join->old);
}
