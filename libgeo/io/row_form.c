/* Recognising canonical point rows by their first bytes: nearly all rows that flow through the
 * pipes, so a filter need not take them apart to trust them. */
#include "base/alloc.h"
#include "io/row_shape.h"
#include "io/row_take.h"

static void cut(geo_row_form *form, uint32_t from, uint32_t to)
{
    form->cuts[form->cut_count][0] = from;
    form->cuts[form->cut_count++][1] = to;
}

/* A model row, written by the same code that writes real ones. */
static bool write_model(const geo_schema *schema, geo_bytes *buffer)
{
    const double origin[2] = {0};
    geo_row_draft draft = {.type = GEO_GEOM_POINT,
                           .xy = origin,
                           .point_count = 1,
                           .has_z = schema->has_z,
                           .has_m = schema->has_m};
    geo_row_out out;
    return geo_row_out_begin(&out, buffer) &&
           geo_row_out_shape(&out, &draft, GEO_ROW_GEOMETRY_SLOT, NULL) &&
           geo_row_out_properties(&out) && geo_row_out_end(&out);
}

static void learn(geo_row_form *form, const geo_bytes *model)
{
    geo_row_shape shape = {0};
    uint32_t size = (uint32_t)model->count - 4, from = 0;
    const uint8_t *bytes = model->items + 4;
    (void)geo_row_shape_of((geo_row){bytes, size}, &shape);
    memcpy(form->bytes, bytes, size);
    form->xy = shape.xy.at;
    form->properties = GEO_ROW_PROPERTIES_SLOT + geo_flat_u32(bytes + GEO_ROW_PROPERTIES_SLOT);
    cut(form, from, shape.xy.at);
    from = shape.xy.at + 16;
    if (shape.z.at) {
        cut(form, from, shape.z.at);
        from = shape.z.at + 8;
    }
    if (shape.m.at) {
        cut(form, from, shape.m.at);
        from = shape.m.at + 8;
    }
    cut(form, from, form->properties);
}

geo_status geo_row_rules_init(geo_ctx *ctx, geo_row_rules *rules, const geo_schema *schema,
                              uint8_t type)
{
    geo_bytes model = {0};
    *rules = (geo_row_rules){.schema = schema, .type = type};
    bool made = write_model(schema, &model);
    if (made)
        learn(&rules->form, &model);
    geo_free(model.items);
    return made ? GEO_OK : geo_fail_nomem(ctx);
}

bool geo_row_properties_fit(const geo_schema *schema, const uint8_t *at, uint32_t count)
{
    const uint8_t *end = at + count;
    geo_row_property property;
    while (at < end)
        if (!geo_row_next_property(schema, &at, end, &property))
            return false;
    return true;
}

bool geo_row_is_plain_point(const geo_row_rules *rules, const uint8_t *bytes, uint32_t size)
{
    const geo_row_form *form = &rules->form;
    if (rules->type > GEO_GEOM_POINT || size % 8 != 4 || size < form->properties + 4)
        return false;
    for (uint32_t i = 0; i < form->cut_count; i++)
        if (memcmp(bytes + form->cuts[i][0], form->bytes + form->cuts[i][0],
                   form->cuts[i][1] - form->cuts[i][0]) != 0)
            return false;
    uint32_t count = geo_flat_u32(bytes + form->properties), room = size - form->properties - 4;
    return count <= room && room - count < 8 &&
           geo_row_properties_fit(rules->schema, bytes + form->properties + 4, count);
}
