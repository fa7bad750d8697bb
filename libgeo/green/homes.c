#include "green/homes.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

enum { HOME, ID, COLUMNS };

struct geo_homes {
    size_t columns[COLUMNS]; /* in the rows; SIZE_MAX: absent */
    geo_map *seen;           /* ids */
};

double geo_home_use(const geo_value *value)
{
    if (!value->is_null && value->type == GEO_FIELD_STRING && value->as.string.length == 1)
        return *value->as.string.text == '1' ? 1 : *value->as.string.text == '0' ? 0 : NAN;
    return geo_value_as_double(value);
}

geo_status geo_homes_new(geo_ctx *ctx, const geo_schema *schema, geo_homes **out)
{
    geo_homes *homes = geo_calloc(1, sizeof *homes);
    if (!homes || !(homes->seen = geo_map_new())) {
        geo_free(homes);
        return geo_fail_nomem(ctx);
    }
    homes->columns[HOME] = geo_schema_find(schema, "home");
    homes->columns[ID] = geo_schema_find(schema, "id");
    *out = homes;
    return GEO_OK;
}

void geo_homes_free(geo_homes *homes)
{
    if (homes)
        geo_map_free(homes->seen);
    geo_free(homes);
}

static geo_status take_row(geo_ctx *ctx, geo_homes *homes, const geo_batch *batch, size_t row,
                           geo_arena *arena, bool *first)
{
    geo_value values[COLUMNS];
    const char *id = NULL;
    *first = false;
    geo_status status = geo_row_values(ctx, batch->schema, geo_batch_row(batch, row),
                                       homes->columns, COLUMNS, values);
    if (status != GEO_OK || geo_home_use(&values[HOME]) != 1)
        return status;
    status = geo_value_read_text(ctx, &values[ID], arena, &id);
    id = id && *id ? id : NULL; /* nothing to tell it apart by */
    *first = status == GEO_OK && (!id || !geo_map_get(homes->seen, id, strlen(id)));
    if (*first && id && !geo_map_set(homes->seen, id, strlen(id), 1))
        return geo_fail_nomem(ctx);
    return status;
}

geo_status geo_homes_take(geo_ctx *ctx, geo_homes *homes, const geo_batch *batch, geo_arena *arena,
                          bool *first)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < geo_batch_count(batch); i++)
        status = take_row(ctx, homes, batch, i, arena, &first[i]);
    return status;
}
