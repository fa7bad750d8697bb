/* Which part of the world an extract holds. Objects are given whole, so that ways and the members
 * of relations stick out of it, by kilometres: they tell nothing. Where the header has no bounds,
 * points that stand by themselves do (addresses, trees, lamps: nothing but the extract's border
 * chose them), and where they span no area, buildings too, which stick out by their own size. */
#include <math.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "registry/corners.h"
#include "registry/osm.h"

/* Longer than this a building may be anything (m). */
static const double BUILDING_MOST_M = 100;

struct geo_osm_part {
    geo_geos *geos;
    GEO_VEC(geo_geom) told; /* by the files with bounds */
    bool is_told;           /* by the file that is being read */
    geo_corners alone, buildings;
    const char *untold; /* name of the first file without bounds */
};

geo_status geo_osm_part_new(geo_ctx *ctx, geo_osm_part **out)
{
    geo_osm_part *part = geo_calloc(1, sizeof *part);
    if (!part)
        return geo_fail_nomem(ctx);
    geo_status status = geo_geos_new(ctx, &part->geos);
    if (status)
        geo_osm_part_free(part);
    else
        *out = part;
    return status;
}

void geo_osm_part_free(geo_osm_part *part)
{
    if (!part)
        return;
    for (size_t i = 0; i < part->told.count; i++)
        geo_geom_release(&part->told.items[i]);
    geo_free(part->told.items);
    geo_corners_release(&part->alone);
    geo_corners_release(&part->buildings);
    geo_geos_free(part->geos);
    geo_free(part);
}

geo_status geo_osm_part_begin(geo_ctx *ctx, geo_osm_part *part, geo_osm *osm, const char *name)
{
    geo_geom area;
    geo_status status = geo_osm_bounds(ctx, osm, &area);
    if (status)
        return status;
    part->is_told = area.point_count > 0;
    if (!part->is_told)
        part->untold = part->untold ? part->untold : name;
    else if (!geo_vec_push(&part->told, area)) {
        geo_geom_release(&area);
        return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static bool is_a(const geo_osm_rules *rules, geo_theme theme, const geo_osm_object *object)
{
    geo_osm_match match;
    return geo_osm_rules_match(rules, theme, object->tags, &match);
}

static geo_status see_building(geo_ctx *ctx, geo_osm_part *part, const geo_geom *geom)
{
    geo_box box = geo_box_of(geom);
    if (fmax(box.xmax - box.xmin, box.ymax - box.ymin) > BUILDING_MOST_M)
        return GEO_OK;
    return geo_corners_add(ctx, part->geos, &part->buildings, geo_geom_centroid(geom));
}

geo_status geo_osm_part_see(geo_ctx *ctx, geo_osm_part *part, const geo_osm_rules *rules,
                            const geo_osm_object *object)
{
    if (part->is_told || !object->geom || !geo_geom_is_finite(object->geom))
        return GEO_OK;
    if (object->kind == GEO_OSM_WAY && is_a(rules, GEO_THEME_BUILDING, object))
        return see_building(ctx, part, object->geom);
    bool is_alone = object->kind == GEO_OSM_NODE &&
                    (is_a(rules, GEO_THEME_ADDRESS, object) ||
                     is_a(rules, GEO_THEME_TREE, object) || is_a(rules, GEO_THEME_LIGHT, object));
    return is_alone ? geo_corners_add(ctx, part->geos, &part->alone, object->geom->points[0])
                    : GEO_OK;
}

/* What the files without bounds hold, as far as their objects tell; may be empty. */
static geo_status find_untold(geo_ctx *ctx, geo_osm_part *part, geo_geom *out)
{
    geo_status status = geo_corners_hull(ctx, part->geos, &part->alone, out);
    if (status || out->point_count)
        return status;
    geo_geom_release(out);
    for (size_t i = 0; !status && i < part->alone.points.count; i++)
        status = geo_corners_add(ctx, part->geos, &part->buildings, part->alone.points.items[i]);
    return status ? status : geo_corners_hull(ctx, part->geos, &part->buildings, out);
}

static geo_status unite(geo_ctx *ctx, const geo_osm_part *part, geo_geom *out)
{
    const geo_geom **parts = geo_alloc(part->told.count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < part->told.count; i++)
        parts[i] = &part->told.items[i];
    geo_status status = geo_geos_union(ctx, part->geos, parts, part->told.count, out);
    geo_free(parts);
    return status;
}

geo_status geo_osm_part_tell(geo_ctx *ctx, geo_osm_part *part, geo_town *town)
{
    geo_geom area = {0};
    geo_status status = part->untold ? find_untold(ctx, part, &area) : GEO_OK;
    if (!status && part->untold && !area.point_count) {
        geo_warn(ctx,
                 "'%s' does not say which part it covers, and no address, tree, lamp or building "
                 "tells: coverage may reach too far (osmium extract --set-bounds writes it)",
                 part->untold);
        return GEO_OK;
    }
    if (!status && area.point_count) {
        if (!geo_vec_push(&part->told, area))
            status = geo_fail_nomem(ctx);
        else
            area = (geo_geom){0};
    }
    if (!status && part->told.count)
        status = unite(ctx, part, &area);
    if (!status)
        status = geo_town_limit(ctx, town, &area);
    geo_geom_release(&area);
    return status;
}
