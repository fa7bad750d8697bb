/* A coordinate reference system as the toolkit sees it: plan only, and the database's definition
 * whenever PROJ recognises the system, so that the many spellings of RD New become one. */
#include "crs/crs.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "crs/proj_bridge.h"

enum {
    DEFINITION_MAX = 1 << 20, /* bytes; real WKT has a few thousand */
    CONFIDENCE_MIN = 90       /* %: PROJ's word for "the same but for its name" */
};

struct geo_crs {
    geo_proj proj;
    PJ *pj;
    int code;
    bool metres, geographic, stretched;
    char *name, *authority, *label, *wkt;
};

const PJ *geo_crs_pj(const geo_crs *crs)
{
    return crs->pj;
}

void geo_crs_free(geo_crs *crs)
{
    if (!crs)
        return;
    proj_destroy(crs->pj);
    geo_proj_close(&crs->proj);
    geo_free(crs->name);
    geo_free(crs->authority);
    geo_free(crs->label);
    geo_free(crs->wkt);
    geo_free(crs);
}

static void replace(geo_crs *crs, PJ *pj)
{
    proj_destroy(crs->pj);
    crs->pj = pj;
}

static bool all_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* Only what names or describes a system: PROJ would also take pipelines and "+init=" with a file
 * name, and search its database for any loose word. */
static bool is_definition(const char *text)
{
    const char *colon = strchr(text, ':');
    if (*text == '{' || (isalpha((unsigned char)*text) && strchr(text, '[')))
        return true;
    if (strncasecmp(text, "urn:ogc:def:crs:", 16) == 0 ||
        strncasecmp(text, "http://www.opengis.net/def/crs/", 31) == 0)
        return true;
    size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
    return colon && letters > 0 && text + letters == colon &&
           colon[1 + strspn(colon + 1, "0123456789CRS")] == '\0';
}

static geo_status unusable(geo_ctx *ctx, const char *definition, const char *why)
{
    geo_status status =
        geo_fail(ctx, GEO_ERR_CRS, "cannot use '%.60s' as a coordinate reference system: %s",
                 definition, why);
    geo_hint(ctx, "give a code such as EPSG:28992 or the text of a WKT or PROJJSON definition");
    return status;
}

static geo_status parse_definition(geo_ctx *ctx, geo_crs *crs, const char *definition)
{
    char coded[32];
    const char *text = definition;
    if (strnlen(definition, DEFINITION_MAX) == DEFINITION_MAX)
        return unusable(ctx, definition, "longer than 1 MiB");
    if (all_digits(definition) && strlen(definition) < 16) {
        snprintf(coded, sizeof coded, "EPSG:%s", definition);
        text = coded;
    }
    if (!is_definition(text))
        return unusable(ctx, definition, "neither a code nor WKT nor PROJJSON");
    crs->pj = proj_create(crs->proj.context, text);
    if (!crs->pj)
        return unusable(ctx, definition, geo_proj_message(&crs->proj));
    if (!proj_is_crs(crs->pj) || proj_get_type(crs->pj) == PJ_TYPE_VERTICAL_CRS)
        return unusable(ctx, definition, "it does not describe positions in plan");
    return GEO_OK;
}

/* The horizontal system comes first in a compound one, which cannot be nested there. */
static geo_status keep_horizontal(geo_ctx *ctx, geo_crs *crs)
{
    if (proj_get_type(crs->pj) != PJ_TYPE_COMPOUND_CRS)
        return GEO_OK;
    PJ *part = proj_crs_get_sub_crs(crs->proj.context, crs->pj, 0);
    if (!part)
        return geo_fail(ctx, GEO_ERR_CRS, "compound coordinate reference system without parts: %s",
                        geo_proj_message(&crs->proj));
    replace(crs, part);
    return GEO_OK;
}

static bool equivalent(PJ_CONTEXT *context, const PJ *a, const PJ *b)
{
    return proj_is_equivalent_to_with_ctx(context, a, b,
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

/* The database's own entry for the code that pj carries, if pj is what it says; else NULL. */
static PJ *named_entry(PJ_CONTEXT *context, const PJ *pj)
{
    const char *authority = proj_get_id_auth_name(pj, 0), *code = proj_get_id_code(pj, 0);
    if (!authority || !code)
        return NULL;
    PJ *entry = proj_create_from_database(context, authority, code, PJ_CATEGORY_CRS, 0, NULL);
    if (entry && !equivalent(context, entry, pj)) {
        proj_destroy(entry);
        return NULL;
    }
    return entry;
}

/* The EPSG entry PROJ is sure enough of, or NULL. */
static PJ *identified_entry(PJ_CONTEXT *context, const PJ *pj)
{
    int *confidence = NULL;
    PJ *entry = NULL;
    PJ_OBJ_LIST *found = proj_identify(context, pj, "EPSG", NULL, &confidence);
    if (found && proj_list_get_count(found) > 0 && confidence[0] >= CONFIDENCE_MIN)
        entry = proj_list_get(context, found, 0);
    proj_int_list_destroy(confidence);
    proj_list_destroy(found);
    return entry;
}

/* Puts the database's entry in the place of what was given. A bound system (TOWGS84 in WKT1) is
 * judged by its base: what an old file says about the way to WGS 84 is worse than what PROJ knows.
 */
static geo_status recognise(geo_ctx *ctx, geo_crs *crs)
{
    PJ_CONTEXT *context = crs->proj.context;
    PJ *base =
        proj_get_type(crs->pj) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context, crs->pj) : NULL;
    const PJ *subject = base ? base : crs->pj;
    PJ *entry = named_entry(context, subject);
    if (!entry)
        entry = identified_entry(context, subject);
    proj_destroy(base);
    if (!entry)
        return GEO_OK;
    replace(crs, entry);
    const char *authority = proj_get_id_auth_name(entry, 0), *code = proj_get_id_code(entry, 0);
    if (!authority || !code || !all_digits(code))
        return GEO_OK;
    crs->code = (int)strtol(code, NULL, 10);
    crs->authority = geo_strdup(authority);
    return crs->authority ? GEO_OK : geo_fail_nomem(ctx);
}

/* True when both horizontal axes count in metres. */
static bool counts_metres(PJ_CONTEXT *context, const PJ *pj)
{
    PJ *system = proj_crs_get_coordinate_system(context, pj);
    bool metres = system && proj_cs_get_axis_count(context, system) >= 2;
    for (int axis = 0; metres && axis < 2; axis++) {
        double factor = 0;
        metres = proj_cs_get_axis_info(context, system, axis, NULL, NULL, NULL, &factor, NULL, NULL,
                                       NULL) &&
                 factor == 1;
    }
    proj_destroy(system);
    return metres;
}

/* Mercator's own projection (Web Mercator, EPSG:3395) counts metres along the equator: in the
 * Netherlands a kilometre on the ground is 1.6 of its kilometres. Transverse and oblique ones are
 * made to be measured in. */
static bool is_stretched(PJ_CONTEXT *context, const PJ *pj)
{
    static const char *const METHODS[] = {"Mercator", "Popular Visualisation"};
    const char *name = NULL;
    bool stretched = false;
    PJ *conversion = proj_crs_get_coordoperation(context, pj);
    if (conversion && !proj_coordoperation_get_method_info(context, conversion, &name, NULL, NULL))
        name = NULL;
    for (int i = 0; name && i < 2; i++)
        stretched |= strncasecmp(name, METHODS[i], strlen(METHODS[i])) == 0;
    proj_destroy(conversion);
    return stretched;
}

static void classify(geo_crs *crs)
{
    PJ_CONTEXT *context = crs->proj.context;
    PJ *base =
        proj_get_type(crs->pj) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context, crs->pj) : NULL;
    const PJ *subject = base ? base : crs->pj;
    PJ_TYPE type = proj_get_type(subject);
    crs->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
    bool metres = type == PJ_TYPE_PROJECTED_CRS && counts_metres(context, subject);
    crs->stretched = metres && is_stretched(context, subject);
    crs->metres = metres && !crs->stretched;
    proj_destroy(base);
}

static char *label_of(const geo_crs *crs)
{
    char label[64];
    if (crs->code == 0)
        return geo_strdup(crs->name);
    snprintf(label, sizeof label, "%s:%d", crs->authority, crs->code);
    return geo_strdup(label);
}

/* Fills what the getters hand out from pj, code and authority. */
static geo_status describe(geo_ctx *ctx, geo_crs *crs)
{
    const char *const options[] = {"MULTILINE=NO", NULL};
    const char *name = proj_get_name(crs->pj);
    const char *wkt = proj_as_wkt(crs->proj.context, crs->pj, PJ_WKT2_2019, options);
    if (!wkt)
        return geo_fail(ctx, GEO_ERR_CRS, "cannot write a coordinate reference system: %s",
                        geo_proj_message(&crs->proj));
    classify(crs);
    crs->name = geo_strdup(name && *name ? name : "unnamed");
    crs->wkt = geo_strdup(wkt);
    if (!crs->authority)
        crs->authority = geo_strdup("");
    if (!crs->name || !crs->wkt || !crs->authority)
        return geo_fail_nomem(ctx);
    crs->label = label_of(crs);
    return crs->label ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_crs_new(geo_ctx *ctx, const char *definition, geo_crs **out)
{
    geo_crs *crs = geo_calloc(1, sizeof *crs);
    if (!crs)
        return geo_fail_nomem(ctx);
    geo_status status = geo_proj_open(ctx, &crs->proj);
    if (status == GEO_OK)
        status = parse_definition(ctx, crs, definition);
    if (status == GEO_OK)
        status = keep_horizontal(ctx, crs);
    if (status == GEO_OK)
        status = recognise(ctx, crs);
    if (status == GEO_OK)
        status = describe(ctx, crs);
    if (status != GEO_OK) {
        geo_crs_free(crs);
        return status;
    }
    *out = crs;
    return GEO_OK;
}

geo_status geo_crs_clone(geo_ctx *ctx, const geo_crs *from, geo_crs **out)
{
    geo_crs *crs = geo_calloc(1, sizeof *crs);
    if (!crs)
        return geo_fail_nomem(ctx);
    geo_status status = geo_proj_open(ctx, &crs->proj);
    if (status == GEO_OK) {
        crs->pj = proj_clone(crs->proj.context, from->pj);
        crs->authority = geo_strdup(from->authority);
        crs->code = from->code;
        status = crs->pj && crs->authority ? describe(ctx, crs) : geo_fail_nomem(ctx);
    }
    if (status != GEO_OK) {
        geo_crs_free(crs);
        return status;
    }
    *out = crs;
    return GEO_OK;
}

const char *geo_crs_name(const geo_crs *crs)
{
    return crs->name;
}

const char *geo_crs_authority(const geo_crs *crs)
{
    return crs->authority;
}

int geo_crs_code(const geo_crs *crs)
{
    return crs->code;
}

const char *geo_crs_label(const geo_crs *crs)
{
    return crs->label;
}

const char *geo_crs_wkt(const geo_crs *crs)
{
    return crs->wkt;
}

bool geo_crs_is_projected_metres(const geo_crs *crs)
{
    return crs->metres;
}

const char *geo_crs_unfit(const geo_crs *crs)
{
    if (crs->metres)
        return NULL;
    return crs->stretched ? "counts metres along the equator, not on the ground"
                          : "is not a projected system in metres";
}

bool geo_crs_is_geographic(const geo_crs *crs)
{
    return crs->geographic;
}

bool geo_crs_same(const geo_crs *a, const geo_crs *b)
{
    if (a->code != 0 && a->code == b->code && strcmp(a->authority, b->authority) == 0)
        return true;
    return equivalent(a->proj.context, a->pj, b->pj);
}
