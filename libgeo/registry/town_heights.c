/* Buildings that a source brings anew without a height: one whose number and outline are what they
 * were keeps the height and ground that an elevation model gave it. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/records.h"
#include "io/source.h"
#include "registry/town_state.h"

static const char *const NUMBERS[] = {"height_m", "ground_m"};
enum { HEIGHT, GROUND, NUMBER_COUNT };

/* An outline that says the same may begin at another corner, or have lost digits. */
static const double SAME_M = 1e-3, SAME_M2 = 0.01;

static geo_status keep_row(geo_ctx *ctx, geo_town_heights *heights, const geo_features *rows,
                           size_t i)
{
    const geo_town_height height = {rows->boxes[i], geo_geom_area(&rows->geoms[i]),
                                    rows->number[HEIGHT][i], rows->number[GROUND][i]};
    if (isnan(height.ground_m)) /* no elevation model: a height of the source's own, if any */
        return GEO_OK;
    if (!geo_map_set(heights->by_id, rows->ids[i], strlen(rows->ids[i]),
                     (uint32_t)heights->items.count) ||
        !geo_vec_push(&heights->items, height))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status keep_rows(geo_ctx *ctx, geo_town *town, const geo_features *rows)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < rows->count; i++) {
        const char *source = rows->text[0][i];
        if (source && strcmp(source, town->options.source) == 0)
            status = keep_row(ctx, &town->heights, rows, i);
        else
            town->heights.others += !isnan(rows->number[GROUND][i]);
    }
    return status;
}

/* What the source's buildings were before this run. */
static geo_status load(geo_ctx *ctx, geo_town *town)
{
    static const char *const text[] = {"source"};
    geo_text dataset = GEO_TEXT_INIT;
    geo_source *source = NULL;
    geo_features rows = {0};
    const geo_source_options options = {.text = text,
                                        .text_count = 1,
                                        .number = NUMBERS,
                                        .number_count = NUMBER_COUNT,
                                        .target_crs = town->crs,
                                        .geometry_kinds[GEO_GEOM_POLYGON] = true};
    town->heights.by_id = geo_map_new();
    if (!town->heights.by_id)
        return geo_fail_nomem(ctx);
    if (!town->holds[GEO_THEME_BUILDING].own)
        return GEO_OK;
    geo_text_addf(&dataset, "%s:building", town->base);
    geo_status status = dataset.failed
                            ? geo_fail_nomem(ctx)
                            : geo_source_new(ctx, geo_text_string(&dataset), &options, &source);
    if (!status)
        status = geo_source_read(ctx, source, NULL, &rows);
    if (!status)
        status = keep_rows(ctx, town, &rows);
    geo_features_release(&rows);
    geo_source_free(source);
    geo_text_release(&dataset);
    return status;
}

static bool is_same(const geo_town_height *was, const geo_geom *geom)
{
    geo_box box = geo_box_of(geom);
    double off = fmax(fmax(fabs(box.xmin - was->box.xmin), fabs(box.xmax - was->box.xmax)),
                      fmax(fabs(box.ymin - was->box.ymin), fabs(box.ymax - was->box.ymax)));
    return off <= SAME_M && fabs(geo_geom_area(geom) - was->area_m2) <= SAME_M2;
}

static const geo_town_height *find(const geo_town_heights *heights, const char *id,
                                   const geo_geom *geom)
{
    const uint32_t *at = geo_map_get(heights->by_id, id, strlen(id));
    const geo_town_height *was = at ? &heights->items.items[*at] : NULL;
    return was && is_same(was, geom) ? was : NULL;
}

static bool has_height(const geo_draft *draft)
{
    const geo_theme_layer *layer = geo_theme_layer_of(draft->theme);
    size_t i = 0;
    while (layer->columns[i].name && strcmp(layer->columns[i].name, NUMBERS[HEIGHT]) != 0)
        i++;
    return !draft->values[i].is_null;
}

geo_status geo_town_height_fill(geo_ctx *ctx, geo_town *town, geo_draft *draft,
                                const geo_geom *geom)
{
    geo_town_heights *heights = &town->heights;
    geo_status status = heights->by_id ? GEO_OK : load(ctx, town);
    if (status || !heights->items.count || has_height(draft))
        return status;
    const geo_town_height *was = find(heights, geo_draft_id(draft), geom);
    if (!was) {
        heights->without++;
        return GEO_OK;
    }
    geo_draft_number(draft, NUMBERS[HEIGHT], was->height_m);
    geo_draft_number(draft, NUMBERS[GROUND], was->ground_m);
    heights->kept++;
    return GEO_OK;
}

geo_status geo_town_height_gone(geo_ctx *ctx, geo_town *town, bool *out)
{
    const geo_town_heights *heights = &town->heights;
    *out = false;
    if (!town->parts[GEO_THEME_BUILDING].taken)
        return GEO_OK;
    geo_status status = heights->by_id ? GEO_OK : load(ctx, town);
    *out = !status && heights->items.count && !heights->kept && !heights->others;
    return status;
}

static bool is_note(const char *id)
{
    const char *colon = id ? strrchr(id, ':') : NULL;
    return colon && strcmp(colon + 1, "building.height_m") == 0;
}

static geo_status read_notes(geo_ctx *ctx, geo_records *records, geo_town_ids *out)
{
    geo_record record;
    geo_status status;
    while ((status = geo_records_next(ctx, records, &record)) == GEO_OK) {
        char *id = is_note(record.text[0]) ? geo_strdup(record.text[0]) : NULL;
        if (is_note(record.text[0]) && (!id || !geo_vec_push(out, id))) {
            geo_free(id);
            return geo_fail_nomem(ctx);
        }
    }
    return status == GEO_END ? GEO_OK : status;
}

geo_status geo_town_height_notes(geo_ctx *ctx, const geo_town *town, geo_town_ids *out)
{
    static const char *const fields[] = {"id"};
    const geo_records_options options = {.layer = "manifest",
                                         .target = town->crs,
                                         .fields = fields,
                                         .field_count = 1,
                                         .allow_tables = true};
    geo_records *records = NULL;
    geo_status status = geo_records_new(ctx, town->base, &options, &records);
    if (!status)
        status = read_notes(ctx, records, out);
    geo_records_free(records);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    geo_ctx_reset(ctx); /* a town that was made otherwise has no manifest */
    return GEO_OK;
}

void geo_town_height_tell(geo_ctx *ctx, const geo_town *town)
{
    if (town->heights.without)
        geo_warn(ctx,
                 "%llu buildings are new or of another outline and have no height: import the "
                 "elevation again",
                 (unsigned long long)town->heights.without);
}

void geo_town_heights_release(geo_town_heights *heights)
{
    geo_map_free(heights->by_id);
    geo_free(heights->items.items);
}
