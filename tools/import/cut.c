/* The area to cut out of a registry, in the town's system. A municipality's border comes from the
 * town's own neighbourhoods, so that every source is cut by the same line. */
#include "import/cut.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"
#include "registry/town.h"

static const char DEFAULT_CRS[] = "EPSG:28992";

geo_status import_town_crs(cli *app, geo_crs **out)
{
    const char *asked = app->common.out_crs;
    geo_crs *there = NULL, *wanted = NULL;
    geo_status status = geo_town_find_crs(app->ctx, app->common.town, &there);
    if (!status && (asked || !there))
        status = geo_crs_new(app->ctx, asked ? asked : DEFAULT_CRS, &wanted);
    if (!status && there && wanted && !geo_crs_same(there, wanted))
        status = geo_fail(app->ctx, GEO_ERR_CRS, "the town '%s' is in %s, not in %s",
                          app->common.town, geo_crs_label(there), geo_crs_label(wanted));
    if (!status && !there && !geo_crs_is_projected_metres(wanted))
        status = geo_fail(app->ctx, GEO_ERR_CRS, "a town is in a projected system in metres: %s %s",
                          geo_crs_label(wanted), geo_crs_unfit(wanted));
    if (status || there)
        geo_crs_free(wanted);
    if (status)
        geo_crs_free(there);
    else
        *out = there ? there : wanted;
    return status;
}

static geo_status box_area(cli *app, const import_cut *cut, geo_area **out)
{
    const geo_box b = app->common.box;
    geo_point points[5] = {
        {b.xmin, b.ymin}, {b.xmax, b.ymin}, {b.xmax, b.ymax}, {b.xmin, b.ymax}, {b.xmin, b.ymin}};
    uint32_t ends[1] = {5}, parts[1] = {1};
    const geo_geom polygon = {GEO_GEOM_POLYGON, points, ends, parts, 5, 1, 1};
    return geo_area_new(app->ctx, &polygon, cut->halo_m, out);
}

/* Rows of which `taken` says yes (NULL: all), as one. */
static geo_status join(cli *app, const import_cut *cut, const geo_features *rows, const bool *taken,
                       geo_area **out)
{
    geo_geos *geos = NULL;
    geo_geom whole = {0};
    size_t count = 0;
    const geo_geom **parts = geo_alloc(rows->count, sizeof *parts);
    geo_status status = parts ? geo_geos_new(app->ctx, &geos) : geo_fail_nomem(app->ctx);
    for (size_t i = 0; !status && i < rows->count; i++)
        if (!taken || taken[i])
            parts[count++] = &rows->geoms[i];
    if (!status)
        status = geo_geos_union(app->ctx, geos, parts, count, &whole);
    if (!status)
        status = geo_area_new(app->ctx, &whole, cut->halo_m, out);
    geo_geom_release(&whole);
    geo_geos_free(geos);
    geo_free(parts);
    return status;
}

/* A polygon that is left out moves the line that things are cut by: every row counts. */
static geo_status demand_whole(cli *app, const geo_source *source)
{
    const geo_tally *tally = geo_source_tally(source);
    if (tally->rejected)
        geo_hint(app->ctx, "mend it, in QGIS with 'Fix geometries', or take it out of the file");
    geo_status status = geo_tally_demand(app->ctx, tally, geo_source_name(source));
    return status ? status
                  : geo_tally_report(app->ctx, tally, geo_source_name(source), app->common.strict);
}

geo_status import_check_mask(cli *app, const char *mask, const geo_crs *crs)
{
    geo_source *source = NULL;
    geo_features rows = {0};
    bool there = false; /* or the source itself tells why it is of no use */
    const geo_source_options options = {.target_crs = crs};
    geo_status status = geo_source_find(app->ctx, mask, &there);
    if (status || !there)
        return status;
    status = geo_source_new(app->ctx, mask, &options, &source);
    if (!status)
        status = geo_source_read(app->ctx, source, NULL, &rows);
    if (!status)
        status = demand_whole(app, source);
    geo_features_release(&rows);
    geo_source_free(source);
    return geo_while(app->ctx, status, "reading mask");
}

static geo_status clip_area(cli *app, const import_cut *cut, const geo_crs *crs, geo_area **out)
{
    geo_source *source = NULL;
    geo_features rows = {0};
    const geo_source_options options = {.target_crs = crs,
                                        .crs = app->common.crs,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true,
                                        .allow_network = app->common.allow_network,
                                        .registry = true};
    geo_status status = cli_dataset(app, "clip", cut->clip, &options, &source);
    if (!status)
        status = geo_source_read(app->ctx, source, NULL, &rows);
    if (!status)
        status = demand_whole(app, source);
    if (!status && !rows.count)
        status = geo_fail(app->ctx, GEO_ERR_NOTFOUND, "'%s' holds no polygon to cut with",
                          geo_source_name(source));
    if (!status)
        status = join(app, cut, &rows, NULL, out);
    geo_features_release(&rows);
    geo_source_free(source);
    return status;
}

/* "GM0453", "0453" and "Heemskerk" are the same. */
static bool is_named(const char *code, const char *name, const char *asked)
{
    if (code && (strcasecmp(code, asked) == 0 ||
                 (strncasecmp(code, "GM", 2) == 0 && strcmp(code + 2, asked) == 0)))
        return true;
    return name && strcasecmp(name, asked) == 0;
}

/* A buurt of the municipality by its code: BU, four digits of the municipality, four of its own. */
static bool is_buurt_of(const char *code, const char *asked)
{
    const char *digits = strncasecmp(asked, "GM", 2) == 0 ? asked + 2 : asked;
    return code && strlen(digits) == 4 && strncmp(code, "BU", 2) == 0 &&
           strncmp(code + 2, digits, 4) == 0;
}

/* Rows of the municipality itself, or where the town has none, of its buurten. */
static size_t choose(const import_cut *cut, const geo_features *rows, bool by_buurt, bool *taken)
{
    enum { CODE, NAME, KIND };
    const char *wanted = by_buurt ? "buurt" : "gemeente";
    size_t found = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const char *kind = rows->text[KIND][i], *code = rows->text[CODE][i];
        bool fits = by_buurt ? is_buurt_of(code, cut->municipality)
                             : is_named(code, rows->text[NAME][i], cut->municipality);
        taken[i] = kind && strcmp(kind, wanted) == 0 && fits;
        found += taken[i];
    }
    return found;
}

/* A sum of neighbourhoods has a hole where one could not be used: nobody there is imported. */
static geo_status warn_of_holes(cli *app, const import_cut *cut)
{
    uint64_t rejected = 0;
    geo_status status =
        geo_town_find_rejected(app->ctx, app->common.town, GEO_THEME_NEIGHBOURHOOD, &rejected);
    if (!status && rejected)
        geo_warn(app->ctx,
                 "the border of '%s' is the sum of its neighbourhoods, and has holes where they "
                 "were rejected as they were imported (%llu in all): what lies there is left out; "
                 "mend their outlines, or cut with --clip",
                 cut->municipality, (unsigned long long)rejected);
    return status;
}

static geo_status pick(cli *app, const import_cut *cut, const geo_features *rows, geo_area **out)
{
    bool *taken = geo_calloc(rows->count + 1, sizeof *taken);
    if (!taken)
        return geo_fail_nomem(app->ctx);
    geo_status status = GEO_OK;
    size_t found = choose(cut, rows, false, taken);
    if (!found) {
        found = choose(cut, rows, true, taken);
        status = found ? warn_of_holes(app, cut) : GEO_OK;
    }
    if (!status)
        status = found ? join(app, cut, rows, taken, out) : GEO_ERR_NOTFOUND;
    geo_free(taken);
    return status;
}

/* Whose buurten the town has: the first code among them, "GM0396", or "". */
static void find_code(const geo_features *rows, char out[7])
{
    enum { CODE, NAME, KIND };
    out[0] = '\0';
    for (size_t i = 0; i < rows->count && !out[0]; i++) {
        const char *kind = rows->text[KIND][i], *code = rows->text[CODE][i];
        if (kind && code && strcmp(kind, "buurt") == 0 && strncmp(code, "BU", 2) == 0 &&
            strlen(code) >= 6)
            snprintf(out, 7, "GM%.4s", code + 2);
    }
}

static geo_status no_border(cli *app, const import_cut *cut, const geo_features *rows)
{
    char code[7];
    find_code(rows, code);
    geo_status status =
        geo_fail(app->ctx, GEO_ERR_NOTFOUND, "the town '%s' has no border of municipality '%s'",
                 app->common.town, cut->municipality);
    if (code[0])
        geo_hint(app->ctx,
                 "the town has neighbourhoods of kind buurt, which do not bear its name: name it "
                 "by its code (the first of them is of %s)",
                 code);
    else
        geo_hint(app->ctx,
                 "import the neighbourhoods first (gn-import cbs --municipality %s), or cut "
                 "with --clip or --bbox",
                 cut->municipality);
    return status;
}

static geo_status municipal_area(cli *app, const import_cut *cut, geo_area **out)
{
    static const char *const columns[] = {"code", "name", "kind"};
    geo_source *source = NULL;
    geo_features rows = {0};
    const geo_source_options options = {
        .text = columns, .text_count = 3, .geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_text dataset = GEO_TEXT_INIT;
    geo_text_addf(&dataset, "%s/base.gpkg:neighbourhood", app->common.town);
    geo_status status =
        dataset.failed ? geo_fail_nomem(app->ctx)
                       : geo_source_new(app->ctx, geo_text_string(&dataset), &options, &source);
    if (!status)
        status = geo_source_read(app->ctx, source, NULL, &rows);
    if (!status)
        status = pick(app, cut, &rows, out);
    if (status == GEO_ERR_NOTFOUND)
        status = no_border(app, cut, &rows);
    geo_features_release(&rows);
    geo_source_free(source);
    geo_text_release(&dataset);
    return status;
}

geo_status import_area(cli *app, const import_cut *cut, const geo_crs *crs, geo_area **out)
{
    *out = NULL;
    if (app->common.has_box)
        return box_area(app, cut, out);
    if (cut->clip)
        return clip_area(app, cut, crs, out);
    if (cut->municipality && !cut->by_source)
        return municipal_area(app, cut, out);
    return GEO_OK;
}
