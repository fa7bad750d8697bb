/* Columns that a purpose needs, and where themes lie: what concerns a theme as a whole. */
#include <math.h>
#include <string.h>

#include "report/audit_state.h"

static void tell_column(geo_audit *audit, const geo_audit_want *want, geo_audit_need need)
{
    const geo_audit_count count = {.check = GEO_AUDIT_MISSING_COLUMN,
                                   .theme = want->theme,
                                   .ids = {want->column},
                                   .id_count = 1};
    geo_audit_tell_as(audit, geo_audit_lowered(audit, count.check, need), &count, false, want->why);
}

/* A column without any value is as good as missing. */
static void tell_no_value(geo_audit *audit, const geo_audit_want *want)
{
    const geo_audit_count count = {.check = GEO_AUDIT_MISSING_COLUMN,
                                   .theme = want->theme,
                                   .ids = {want->column},
                                   .id_count = 1};
    geo_text detail = GEO_TEXT_INIT;
    geo_text_addf(&detail, "it is null everywhere (%s)", want->why);
    geo_audit_tell_as(audit, geo_audit_lowered(audit, count.check, geo_audit_need_now(audit, want)),
                      &count, false, geo_text_string(&detail));
    audit->report->failed |= detail.failed;
    geo_text_release(&detail);
}

/* Nulls of a column that is there: unknown, and worth knowing how many. */
static void count_nulls(geo_audit *audit, const geo_audit_layer *layer, const geo_audit_want *want,
                        const char **values)
{
    geo_audit_count nulls = {
        .check = GEO_AUDIT_COLUMN_NULLS, .theme = layer->name, .of = layer->rows.count};
    double usual_pct =
        isnan(want->nulls_pct) ? geo_audit_threshold(audit, nulls.check) : want->nulls_pct;
    for (size_t i = 0; i < layer->rows.count; i++)
        if (geo_audit_is_empty(values[i]))
            geo_audit_add(&nulls, layer->rows.ids[i]);
    if (nulls.count == nulls.of) {
        tell_no_value(audit, want);
        return;
    }
    if (100.0 * (double)nulls.count <= usual_pct * (double)nulls.of)
        nulls.count = 0;
    geo_audit_tell(audit, &nulls, "column %s has no value there (%s)", want->column, want->why);
}

geo_status geo_audit_columns(geo_ctx *ctx, geo_audit *audit)
{
    (void)ctx;
    for (size_t i = 0; i < audit->rules->wants.count; i++) {
        const geo_audit_want *want = &audit->rules->wants.items[i];
        geo_audit_need need = geo_audit_need_now(audit, want);
        geo_audit_layer *layer;
        if (!want->column || need == GEO_AUDIT_READ ||
            !geo_audit_ready(audit,
                             GEO_AUDIT_LIST(GEO_AUDIT_MISSING_COLUMN, GEO_AUDIT_COLUMN_NULLS),
                             want->theme, &layer))
            continue;
        const char **values = geo_audit_text(layer, want->column);
        if (values)
            count_nulls(audit, layer, want, values);
        else
            tell_column(audit, want, need);
    }
    return GEO_OK;
}

/* ---- extents ---- */

static geo_box box_of(const geo_audit_layer *layer)
{
    return layer->is_raster ? geo_frame_box(geo_raster_source(layer->raster)->frame)
                            : geo_source_extent(layer->source);
}

/* Themes that lie like a carpet: an address outside their box is one about which they say nothing.
 * Trees and green are spots, whose box says nothing of where they were looked for. */
static bool is_carpet(const geo_audit_layer *layer)
{
    static const char *const CARPETS[] = {"building", "landcover", "street",
                                          "dtm",      "dsm",       "canopy"};
    for (size_t i = 0; i < sizeof CARPETS / sizeof CARPETS[0]; i++)
        if (strcmp(layer->name, CARPETS[i]) == 0)
            return true;
    return false; /* neighbourhoods have a check of their own */
}

static void compare_extent(geo_audit *audit, const geo_audit_layer *address,
                           const geo_audit_layer *layer)
{
    geo_box box = box_of(layer);
    geo_audit_count apart = {.check = GEO_AUDIT_EXTENT_APART, .theme = layer->name};
    geo_audit_count part = {
        .check = GEO_AUDIT_EXTENT_PART, .theme = layer->name, .of = address->rows.count};
    if (!geo_box_meets(box,
                       geo_box_grow(box_of(address), geo_audit_threshold(audit, apart.check)))) {
        geo_audit_tell_as(audit, audit->rules->checks[apart.check].severity, &apart, false,
                          "all of it lies far from the addresses");
        return;
    }
    audit->report->done++;
    if (!is_carpet(layer))
        return;
    if (!layer->is_raster) /* its last street or house need not be the outermost address's own */
        box = geo_box_grow(box, geo_audit_threshold(audit, GEO_AUDIT_EXTENT_SLACK));
    for (size_t i = 0; i < address->rows.count; i++)
        if (!geo_box_meets(address->rows.boxes[i], box))
            geo_audit_add(&part, address->rows.ids[i]);
    if (100.0 * (double)part.count < geo_audit_threshold(audit, part.check) * (double)part.of)
        part.count = 0;
    geo_audit_tell(audit, &part, "addresses outside the extent of the theme");
}

geo_status geo_audit_extents(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *address;
    (void)ctx;
    if (!geo_audit_ready(audit, GEO_AUDIT_LIST(GEO_AUDIT_EXTENT_APART, GEO_AUDIT_EXTENT_PART),
                         "address", &address))
        return GEO_OK;
    for (size_t i = 0; i < audit->count; i++)
        if (audit->layers[i].ready && &audit->layers[i] != address)
            compare_extent(audit, address, &audit->layers[i]);
    return GEO_OK;
}
