/* When too much of what was offered lies where the town's coordinate system is of no use, the file
 * is in another one, or its coordinates are swapped: then nothing of it is believed. */
#include <math.h>
#include <string.h>

#include "registry/town_state.h"

enum { FEW = 10 }; /* rows that somebody can look at by hand */

/* Were the file's coordinates degrees, with the latitude first? */
static bool are_degrees_swapped(geo_ctx *ctx, const geo_town *town, geo_point p)
{
    geo_crs *degrees = NULL;
    geo_transform *back = NULL, *there = NULL;
    bool fits = false;
    if (!geo_crs_new(ctx, "EPSG:4326", &degrees) &&
        !geo_transform_new(ctx, town->crs, degrees, &back) &&
        !geo_transform_new(ctx, degrees, town->crs, &there) &&
        !geo_transform_points(ctx, back, &p, 1)) {
        geo_point swapped = {p.y, p.x};
        fits = !geo_transform_points(ctx, there, &swapped, 1) && geo_box_holds(town->use, swapped);
    }
    geo_transform_free(there);
    geo_transform_free(back);
    geo_crs_free(degrees);
    geo_ctx_reset(ctx); /* what goes wrong here is no answer, and nobody's trouble */
    return fits;
}

/* Id of the first row that was rejected for where it lies; NULL: it has none. */
static const char *first_id(const geo_tally *tally)
{
    for (int i = 0; i < tally->kind_count; i++)
        if (strstr(tally->kinds[i].reason, "outside the area of use") && *tally->kinds[i].first)
            return tally->kinds[i].first;
    return NULL;
}

static void hint_outside(geo_ctx *ctx, const geo_town *town, const geo_town_part *part)
{
    const geo_point p = part->first_outside;
    if (part->outside <= FEW && 2 * part->outside < geo_tally_total(&part->tally))
        geo_hint(ctx, "correct that row in the file or take it out, and others like it");
    else if (geo_box_holds(town->use, (geo_point){p.y, p.x}))
        geo_hint(ctx, "x and y look swapped");
    else if (are_degrees_swapped(ctx, town, p))
        geo_hint(ctx, "longitude and latitude look swapped");
    else
        geo_hint(ctx, "is --crs right?");
}

static geo_status fail_outside(geo_ctx *ctx, const geo_town *town, geo_theme theme)
{
    const geo_town_part *part = &town->parts[theme];
    const char *name = geo_theme_layer_of(theme)->name, *id = first_id(&part->tally);
    unsigned long long outside = part->outside, total = geo_tally_total(&part->tally);
    const char *open = id ? " ('" : "", *close = id ? "')" : "";
    const geo_point p = part->first_outside;
    if (isnan(p.x)) {
        geo_hint(ctx, "is it in the system that it says, or that --crs says? GeoJSON that says "
                      "nothing is in degrees: when it is in RD, --crs EPSG:28992");
        return geo_fail(ctx, GEO_ERR_CRS,
                        "%s: %llu of %llu rows lie outside the area of use of their own "
                        "coordinate system, the first%s%s%s",
                        name, outside, total, open, id ? id : "", close);
    }
    hint_outside(ctx, town, part);
    return geo_fail(ctx, GEO_ERR_CRS,
                    "%s: %llu of %llu rows lie outside the area of use of %s, the first%s%s%s at "
                    "%.3f, %.3f",
                    name, outside, total, geo_crs_label(town->crs), open, id ? id : "", close, p.x,
                    p.y);
}

geo_status geo_town_check_outside(geo_ctx *ctx, const geo_town *town, geo_theme theme)
{
    const geo_town_part *part = &town->parts[theme];
    if ((double)part->outside <= GEO_TALLY_MOST_OUTSIDE * (double)geo_tally_total(&part->tally))
        return GEO_OK;
    geo_status status = fail_outside(ctx, town, theme);
    if (town->files.count == 1)
        status = geo_while(ctx, status, "while reading '%s'", town->files.items[0].name);
    return status;
}
