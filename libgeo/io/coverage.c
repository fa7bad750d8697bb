#include "io/coverage.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

struct geo_coverage {
    bool stated;
    geo_geom known;       /* union of every polygon of the themes */
    geo_geom public_only; /* union of those that hold public objects only */
};

/* Unites the polygons whose flag is set; the result owns its memory, also when it is empty. */
static geo_status unite(geo_ctx *ctx, geo_geos *geos, const geo_features *set,
                        const char *const *themes, bool public_only, geo_geom *out)
{
    const geo_geom **parts = geo_alloc(set->count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const char *completeness = set->text[1][i];
        bool is_public_only = completeness && strcmp(completeness, "public_only") == 0;
        if (geo_text_listed(themes, set->text[0][i]) && (is_public_only || !public_only))
            parts[count++] = &set->geoms[i];
    }
    geo_status status = geo_geos_union(ctx, geos, parts, count, out);
    geo_free(parts);
    return status;
}

/* What the layer speaks of: layers and rasters of a town. */
static const char *const KNOWN_THEMES[] = {
    "address", "building", "tree",          "crown", "green", "landcover", "property",
    "street",  "water",    "waterway",      "hedge", "light", "roost",     "permit",
    "storage", "plan",     "neighbourhood", "dtm",   "dsm",   "canopy",    NULL};

/* A word that nobody knows must not make data look complete. */
static geo_status check_row(geo_ctx *ctx, const geo_source *source, const geo_features *set,
                            size_t i)
{
    static const char *const KINDS[] = {"public_only", "all", NULL};
    const char *theme = set->text[0][i], *completeness = set->text[1][i];
    bool known_theme = !theme || !*theme || geo_text_listed(KNOWN_THEMES, theme);
    if (known_theme && (!completeness || !*completeness || geo_text_listed(KINDS, completeness)))
        return GEO_OK;
    geo_hint(ctx, known_theme ? "completeness is public_only or all"
                              : "theme is the name of a layer of the town, such as tree");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': '%s' has the unknown %s '%s'",
                    geo_source_name(source), set->ids[i], known_theme ? "completeness" : "theme",
                    known_theme ? completeness : theme);
}

/* Where data end is not known when a polygon that says so cannot be used. */
static geo_status check_rows(geo_ctx *ctx, const geo_source *source, const geo_features *set)
{
    geo_status status = geo_tally_demand(ctx, geo_source_tally(source), geo_source_name(source));
    for (size_t i = 0; status == GEO_OK && i < set->count; i++)
        status = check_row(ctx, source, set, i);
    return status;
}

geo_status geo_coverage_new(geo_ctx *ctx, geo_geos *geos, geo_source *source,
                            const char *const *themes, geo_coverage **out)
{
    geo_features set = {0};
    geo_coverage *coverage = geo_calloc(1, sizeof *coverage);
    if (!coverage)
        return geo_fail_nomem(ctx);
    geo_status status = GEO_OK;
    if (source) {
        status = geo_source_read(ctx, source, NULL, &set);
        if (status == GEO_OK)
            status = check_rows(ctx, source, &set);
        for (size_t i = 0; status == GEO_OK && i < set.count; i++)
            coverage->stated |= geo_text_listed(themes, set.text[0][i]);
        if (status == GEO_OK && coverage->stated)
            status = unite(ctx, geos, &set, themes, false, &coverage->known);
        if (status == GEO_OK && coverage->stated)
            status = unite(ctx, geos, &set, themes, true, &coverage->public_only);
    }
    geo_features_release(&set);
    if (status != GEO_OK) {
        geo_coverage_free(coverage);
        return geo_while(ctx, status, "reading where the data ends");
    }
    *out = coverage;
    return GEO_OK;
}

void geo_coverage_free(geo_coverage *coverage)
{
    if (!coverage)
        return;
    geo_geom_release(&coverage->known);
    geo_geom_release(&coverage->public_only);
    geo_free(coverage);
}

bool geo_coverage_is_stated(const geo_coverage *coverage)
{
    return coverage->stated;
}

const geo_geom *geo_coverage_known(const geo_coverage *coverage)
{
    return coverage->stated ? &coverage->known : NULL;
}

double geo_coverage_edge(const geo_coverage *coverage, geo_point p)
{
    if (!coverage->stated)
        return INFINITY;
    if (!geo_geom_covers(&coverage->known, p))
        return 0;
    return geo_geom_edge_distance(&coverage->known, p, NULL);
}

double geo_coverage_public_only(const geo_coverage *coverage, geo_point p)
{
    if (!coverage->stated || coverage->public_only.point_count == 0)
        return INFINITY;
    return geo_geom_distance(&coverage->public_only, p, NULL);
}

double geo_coverage_edge_of(const geo_coverage *coverage, const geo_geom *polygon)
{
    if (!coverage->stated)
        return INFINITY;
    for (uint32_t i = 0; i < polygon->point_count; i++)
        if (!geo_geom_covers(&coverage->known, polygon->points[i]))
            return 0;
    return geo_geom_edges_distance(polygon, &coverage->known);
}

double geo_coverage_public_only_of(const geo_coverage *coverage, const geo_geom *polygon)
{
    if (!coverage->stated || coverage->public_only.point_count == 0)
        return INFINITY;
    if (geo_geom_covers(&coverage->public_only, polygon->points[0]))
        return 0;
    for (uint32_t i = 0; i < coverage->public_only.end_count; i++)
        if (geo_geom_covers(polygon, geo_geom_run(&coverage->public_only, i).points[0]))
            return 0;
    return geo_geom_edges_distance(polygon, &coverage->public_only);
}

static geo_status shared_area(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                              double *out)
{
    geo_geom both = {0};
    geo_status status = geo_geos_intersection(ctx, geos, a, b, &both);
    if (status == GEO_OK)
        *out = geo_geom_area(&both);
    geo_geom_release(&both);
    return status;
}

geo_status geo_coverage_shares(geo_ctx *ctx, geo_geos *geos, const geo_coverage *coverage,
                               const geo_geom *area, double *out_beyond, double *out_public_only)
{
    double whole = geo_geom_area(area), known = whole, public_only = 0;
    geo_status status = GEO_OK;
    if (coverage->stated)
        status = shared_area(ctx, geos, area, &coverage->known, &known);
    if (status == GEO_OK && coverage->stated && coverage->public_only.point_count > 0)
        status = shared_area(ctx, geos, area, &coverage->public_only, &public_only);
    if (status != GEO_OK)
        return status;
    *out_beyond = whole > 0 ? fmax(0, 1 - known / whole) : 0;
    *out_public_only = whole > 0 ? public_only / whole : 0;
    return GEO_OK;
}
