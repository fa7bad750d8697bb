/* Transforming points, and the area in which a system may be used. One operation is chosen for all
 * points, the first of PROJ's list (largest area, then best accuracy, grids at hand): the same
 * input gives the same output whatever else is in it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "crs/proj_bridge.h"

struct geo_transform {
    geo_proj proj;
    PJ *pj;
    char *description;
};

void geo_transform_free(geo_transform *transform)
{
    if (!transform)
        return;
    proj_destroy(transform->pj);
    geo_proj_close(&transform->proj);
    geo_free(transform->description);
    geo_free(transform);
}

/* What PROJ proposes, best first, without ballpark guesses and operations whose grids are missing;
 * NULL when it fails. */
static PJ_OBJ_LIST *list_operations(PJ_CONTEXT *context, const PJ *from, const PJ *to)
{
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(context, NULL);
    if (!factory)
        return NULL;
    proj_operation_factory_context_set_spatial_criterion(
        context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(
        context, factory, PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    proj_operation_factory_context_set_allow_ballpark_transformations(context, factory, 0);
    PJ_OBJ_LIST *found = proj_create_operations(context, from, to, factory);
    proj_operation_factory_context_destroy(factory);
    return found;
}

static PJ *best_operation(PJ_CONTEXT *context, const PJ *from, const PJ *to)
{
    PJ_OBJ_LIST *found = list_operations(context, from, to);
    PJ *best = found && proj_list_get_count(found) > 0 ? proj_list_get(context, found, 0) : NULL;
    proj_list_destroy(found);
    return best;
}

static char *describe(PJ_CONTEXT *context, const PJ *operation)
{
    char text[512];
    const char *name = proj_get_name(operation);
    double accuracy_m = proj_coordoperation_get_accuracy(context, operation);
    if (accuracy_m >= 0)
        snprintf(text, sizeof text, "%s, accuracy %g m", name ? name : "unnamed", accuracy_m);
    else
        snprintf(text, sizeof text, "%s, accuracy not stated", name ? name : "unnamed");
    return geo_strdup(text);
}

/* Chooses the operation between clones of the two systems, so that nothing of them is shared. */
static geo_status choose(geo_ctx *ctx, geo_transform *transform, const geo_crs *from,
                         const geo_crs *to)
{
    geo_status status = GEO_OK;
    PJ_CONTEXT *context = transform->proj.context;
    PJ *operation = NULL;
    PJ *source = proj_clone(context, geo_crs_pj(from)),
       *target = proj_clone(context, geo_crs_pj(to));
    if (source && target)
        operation = best_operation(context, source, target);
    if (operation) {
        transform->description = describe(context, operation);
        transform->pj = proj_normalize_for_visualization(context, operation);
    }
    if (!operation || !transform->pj)
        status = geo_fail(ctx, GEO_ERR_CRS, "no transformation known from %s to %s",
                          geo_crs_label(from), geo_crs_label(to));
    else if (!transform->description)
        status = geo_fail_nomem(ctx);
    proj_destroy(operation);
    proj_destroy(source);
    proj_destroy(target);
    return status;
}

geo_status geo_transform_new(geo_ctx *ctx, const geo_crs *from, const geo_crs *to,
                             geo_transform **out)
{
    geo_transform *transform = geo_calloc(1, sizeof *transform);
    if (!transform)
        return geo_fail_nomem(ctx);
    geo_status status = geo_proj_open(ctx, &transform->proj);
    if (status == GEO_OK)
        status = choose(ctx, transform, from, to);
    if (status != GEO_OK) {
        geo_transform_free(transform);
        return status;
    }
    *out = transform;
    return GEO_OK;
}

const char *geo_transform_description(const geo_transform *transform)
{
    return transform->description;
}

geo_status geo_transform_points(geo_ctx *ctx, geo_transform *transform, geo_point *points,
                                size_t count)
{
    (void)ctx;
    if (count == 0)
        return GEO_OK;
    proj_errno_reset(transform->pj);
    proj_trans_generic(transform->pj, PJ_FWD, &points[0].x, sizeof *points, count, &points[0].y,
                       sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            points[i] = (geo_point){NAN, NAN};
    return GEO_OK;
}

/* The area of RDNAPTRANS's validity in RD, rounded outwards to km: PROJ's own (in degrees) would
 * bulge over the border. */
static const geo_box RD_BOX = {-7000, 289000, 300000, 629000};

enum { EDGE_POINTS = 21 }; /* between the corners: the edges of the area bend in the projection */

/* Degrees west to north of the system's area of use; false: not known. */
static bool area_of_use(const PJ *pj, PJ_CONTEXT *context, geo_box *out)
{
    geo_box area;
    if (!proj_get_area_of_use(context, pj, &area.xmin, &area.ymin, &area.xmax, &area.ymax, NULL))
        return false;
    if (area.xmin < -360 || geo_box_is_empty((geo_box){0, area.ymin, 0, area.ymax}))
        return false; /* -1000 is PROJ's "unknown" */
    *out = area;
    return true;
}

static bool project_area(geo_transform *to_system, geo_box degrees, geo_box *out)
{
    geo_box box;
    if (!proj_trans_bounds(to_system->proj.context, to_system->pj, PJ_FWD, degrees.xmin,
                           degrees.ymin, degrees.xmax, degrees.ymax, &box.xmin, &box.ymin,
                           &box.xmax, &box.ymax, EDGE_POINTS))
        return false;
    if (!isfinite(box.xmin) || !isfinite(box.ymin) || !isfinite(box.xmax) || !isfinite(box.ymax))
        return false;
    *out = box;
    return !geo_box_is_empty(box);
}

static bool project_from_degrees(const geo_crs *crs, geo_box degrees, geo_box *out)
{
    geo_crs *wgs84 = NULL;
    geo_transform *transform = NULL;
    bool known = geo_crs_new(NULL, "EPSG:4326", &wgs84) == GEO_OK &&
                 geo_transform_new(NULL, wgs84, crs, &transform) == GEO_OK &&
                 project_area(transform, degrees, out);
    geo_transform_free(transform);
    geo_crs_free(wgs84);
    return known;
}

bool geo_crs_bounds(const geo_crs *crs, geo_box *out)
{
    geo_box degrees;
    geo_proj proj = {0};
    if (geo_crs_code(crs) == 28992 && strcmp(geo_crs_authority(crs), "EPSG") == 0) {
        *out = RD_BOX;
        return true;
    }
    if (geo_proj_open(NULL, &proj) != GEO_OK)
        return false;
    bool known = area_of_use(geo_crs_pj(crs), proj.context, &degrees);
    geo_proj_close(&proj);
    return known && project_from_degrees(crs, degrees, out);
}
