/* What a stream or layer consists of. Invariant: column names differ in more than letter case, as
 * GeoPackage demands. */
#include "io/schema.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"

#define MOST_FIELDS 2000

geo_status geo_schema_init(geo_ctx *ctx, geo_schema *schema, const char *name, geo_geom_type type,
                           const geo_crs *crs)
{
    *schema = (geo_schema){.type = type, .name = geo_strdup(name ? name : "")};
    if (!schema->name)
        return geo_fail_nomem(ctx);
    geo_status status = crs ? geo_crs_clone(ctx, crs, &schema->crs) : GEO_OK;
    if (status != GEO_OK)
        geo_schema_release(schema);
    return status;
}

void geo_schema_release(geo_schema *schema)
{
    for (size_t i = 0; i < schema->field_count; i++)
        geo_free(schema->fields[i].name);
    geo_free(schema->fields);
    geo_free(schema->name);
    geo_free(schema->provenance);
    geo_crs_free(schema->crs);
    *schema = (geo_schema){0};
}

static geo_status copy_fields(geo_ctx *ctx, const geo_schema *from, geo_schema *to)
{
    to->fields = geo_calloc(from->field_count, sizeof *to->fields);
    if (!to->fields)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < from->field_count; i++) {
        to->fields[i] = (geo_field){geo_strdup(from->fields[i].name), from->fields[i].type};
        if (!to->fields[i].name)
            return geo_fail_nomem(ctx);
        to->field_count = i + 1;
    }
    return GEO_OK;
}

geo_status geo_schema_clone(geo_ctx *ctx, const geo_schema *from, geo_schema *out)
{
    geo_schema copy;
    geo_status status = geo_schema_init(ctx, &copy, from->name, from->type, from->crs);
    if (status != GEO_OK)
        return status;
    copy.has_z = from->has_z;
    copy.has_m = from->has_m;
    copy.provenance = geo_strdup(from->provenance);
    if (from->provenance && !copy.provenance)
        status = geo_fail_nomem(ctx);
    else
        status = copy_fields(ctx, from, &copy);
    if (status != GEO_OK)
        geo_schema_release(&copy);
    else
        *out = copy;
    return status;
}

geo_status geo_schema_add(geo_ctx *ctx, geo_schema *schema, const char *name, geo_field_type type)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (strcasecmp(schema->fields[i].name, name) == 0)
            return geo_fail(ctx, GEO_ERR_ARG, "there is already a column '%s'",
                            schema->fields[i].name);
    if (schema->field_count >= MOST_FIELDS)
        return geo_fail(ctx, GEO_ERR_LIMIT, "more than %d columns", MOST_FIELDS);
    geo_field *grown = geo_realloc(schema->fields, schema->field_count + 1, sizeof *grown);
    if (!grown)
        return geo_fail_nomem(ctx);
    schema->fields = grown;
    char *copy = geo_strdup(name);
    if (!copy)
        return geo_fail_nomem(ctx);
    grown[schema->field_count++] = (geo_field){copy, type};
    return GEO_OK;
}

size_t geo_schema_find(const geo_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (strcmp(schema->fields[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}
