/* Opening the themes: what is missing, in which system each is, what could not be read. A theme
 * that cannot be used is a finding and the audit goes on without it. */
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

#define DEFAULT_CRS "EPSG:28992"

/* Columns that checks look at, beside those that the purpose wants. */
typedef struct theme_columns {
    const char *theme;
    const char *text[8], *number[4];
} theme_columns;

static const theme_columns COLUMNS[] = {
    {"address",
     {"address_id", "street", "object", "building_id", "neighbourhood_id"},
     {"home", "area_m2"}},
    {"building", {NULL}, {"year"}},
    {"tree", {"status"}, {"height_m"}},
    {"neighbourhood", {"code", "kind"}, {"year", "homes"}},
    {"street", {"name"}, {"foot"}},
    {"green", {NULL}, {"public"}},
    {"roost", {"observed"}, {NULL}},
};

bool geo_audit_is_finding(geo_status status)
{
    return status != GEO_OK && status != GEO_ERR_NOMEM && status != GEO_ERR_CANCELLED &&
           status != GEO_ERR_BUSY && status != GEO_ERR_INTERNAL;
}

/* One fault of the file, such as a damaged base.gpkg, is told once with the themes it costs. */
static bool join_unusable(geo_audit *audit, geo_audit_check check, const char *name,
                          const char *reason)
{
    for (size_t i = 0; i < audit->report->findings.count; i++) {
        geo_audit_finding *f = &audit->report->findings.items[i];
        if (f->check != check || !f->detail || strcmp(f->detail, reason) != 0)
            continue;
        if (f->id_count == 0)
            f->ids[f->id_count++] = f->theme;
        if (f->id_count < GEO_AUDIT_IDS)
            f->ids[f->id_count++] = geo_audit_copy(audit, name);
        f->theme = "town";
        f->counted = true;
        f->count = f->count ? f->count + 1 : 2;
        audit->report->done++;
        return true;
    }
    return false;
}

void geo_audit_unusable(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                        geo_audit_check check)
{
    geo_audit_count count = {.check = check, .theme = layer->name};
    geo_text reason = GEO_TEXT_INIT;

    geo_text_add(&reason, geo_ctx_error(ctx));
    if (*geo_ctx_hint(ctx))
        geo_text_addf(&reason, " (%s)", geo_ctx_hint(ctx));
    if (!join_unusable(audit, check, layer->name, geo_text_string(&reason)))
        geo_audit_tell_as(audit, GEO_AUDIT_ERROR, &count, false, geo_text_string(&reason));
    layer->why = "it cannot be used, which is an error of its own";
    audit->report->failed |= reason.failed;
    geo_text_release(&reason);
    geo_ctx_reset(ctx);
}

/* ---- columns ---- */

/* The names live as long as the audit: in the rules, or in this file. */
static void add_name(const char **names, size_t *count, const char *name)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(names[i], name) == 0)
            return;
    names[(*count)++] = name;
}

static void add_names(geo_audit_layer *layer, const theme_columns *columns)
{
    for (int k = 0; k < 8 && columns->text[k]; k++)
        add_name(layer->text, &layer->text_count, columns->text[k]);
    for (int k = 0; k < 4 && columns->number[k]; k++)
        add_name(layer->number, &layer->number_count, columns->number[k]);
}

static geo_status choose_columns(geo_ctx *ctx, const geo_audit *audit, geo_audit_layer *layer)
{
    enum { MOST = 16 };
    const geo_audit_rules *rules = audit->rules;
    size_t room = rules->wants.count + rules->limits.count + MOST;
    layer->text = geo_alloc(room, sizeof *layer->text);
    layer->number = geo_alloc(room, sizeof *layer->number);
    if (!layer->text || !layer->number)
        return geo_fail_nomem(ctx);
    add_name(layer->text, &layer->text_count, "id");
    add_name(layer->text, &layer->text_count, "source_date");
    for (size_t i = 0; i < rules->wants.count; i++)
        if (rules->wants.items[i].column && strcmp(rules->wants.items[i].theme, layer->name) == 0)
            add_name(layer->text, &layer->text_count, rules->wants.items[i].column);
    for (size_t i = 0; i < rules->limits.count; i++)
        if (strcmp(rules->limits.items[i].theme, layer->name) == 0)
            add_name(layer->number, &layer->number_count, rules->limits.items[i].column);
    for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
        if (strcmp(COLUMNS[i].theme, layer->name) == 0)
            add_names(layer, &COLUMNS[i]);
    return GEO_OK;
}

/* ---- opening ---- */

static geo_status try_open(geo_ctx *ctx, const geo_audit *audit, geo_audit_layer *layer,
                           const geo_crs *target, const char *declared)
{
    geo_source_options options = {.default_layer = layer->name,
                                  .crs = declared,
                                  .target_crs = target,
                                  .text = layer->text,
                                  .text_count = layer->text_count,
                                  .number = layer->number,
                                  .number_count = layer->number_count,
                                  .allow_network = audit->inputs->allow_network};
    return geo_source_new(ctx, layer->dataset, &options, &layer->source);
}

static void tell_crs(geo_audit *audit, geo_audit_check check, const geo_audit_layer *layer,
                     const char *detail)
{
    geo_audit_count count = {.check = check, .theme = layer->name};
    geo_audit_tell_as(audit, audit->rules->checks[check].severity, &count, false, detail);
}

/* It is in metres by its own word: is it in the town's? */
static geo_status compare_crs(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_text detail = GEO_TEXT_INIT;
    if (geo_crs_same(geo_source_crs(layer->source), audit->crs)) {
        audit->report->done++;
        return GEO_OK;
    }
    geo_text_addf(&detail, "it is in %s, the town in %s",
                  geo_crs_label(geo_source_crs(layer->source)), geo_crs_label(audit->crs));
    tell_crs(audit, GEO_AUDIT_CRS_DIFFERS, layer, geo_text_string(&detail));
    geo_text_release(&detail);
    geo_source_free(layer->source);
    layer->source = NULL;
    return try_open(ctx, audit, layer, audit->crs, NULL);
}

/* Which of the faults of a system it is, is found by what helps: the town's system as a target
 * helps against degrees, declaring it helps a file that says nothing. */
static geo_status open_despite_crs(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_text first = GEO_TEXT_INIT;
    geo_text_add(&first, geo_ctx_error(ctx));
    geo_ctx_reset(ctx);
    geo_status status = try_open(ctx, audit, layer, audit->crs, NULL);
    if (!status)
        tell_crs(audit, GEO_AUDIT_CRS_GEOGRAPHIC, layer, geo_text_string(&first));
    if (status == GEO_ERR_CRS) {
        status = try_open(ctx, audit, layer, audit->crs, geo_crs_label(audit->crs));
        layer->undeclared = !status;
        if (!status)
            tell_crs(audit, GEO_AUDIT_CRS_MISSING, layer, geo_text_string(&first));
        else if (status == GEO_ERR_CRS)
            status = try_open(ctx, audit, layer, NULL, NULL); /* the words that fit best */
    }
    geo_text_release(&first);
    return status;
}

static geo_status open_vector(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_status status = choose_columns(ctx, audit, layer);
    if (status)
        return status;
    status = try_open(ctx, audit, layer, NULL, NULL);
    if (!status)
        status = compare_crs(ctx, audit, layer);
    else if (status == GEO_ERR_CRS)
        status = open_despite_crs(ctx, audit, layer);
    if (!status)
        status = geo_source_read(ctx, layer->source, NULL, &layer->rows);
    if (!status) {
        layer->ready = layer->rows.count > 0;
        layer->why = "it has no rows";
        return GEO_OK;
    }
    if (!geo_audit_is_finding(status))
        return status;
    geo_audit_unusable(ctx, audit, layer,
                       status == GEO_ERR_CRS ? GEO_AUDIT_AREA_OF_USE : GEO_AUDIT_UNREADABLE);
    return GEO_OK;
}

/* ---- what is missing ---- */

static void tell_missing(geo_audit *audit, geo_audit_layer *layer)
{
    geo_audit_count count = {.check = GEO_AUDIT_MISSING_THEME, .theme = layer->name};
    geo_audit_need need = geo_audit_need_now(audit, layer->want);
    geo_text why = GEO_TEXT_INIT;
    geo_text_addf(&why, "the town has no %s", layer->name);
    layer->why = geo_audit_copy(audit, geo_text_string(&why));
    audit->report->failed |= why.failed;
    geo_text_release(&why);
    if (need > GEO_AUDIT_READ)
        geo_audit_tell_as(audit, geo_audit_lowered(audit, count.check, need), &count, false,
                          layer->want->why);
}

static void tell_empty(geo_audit *audit, const geo_audit_layer *layer)
{
    geo_audit_count count = {.check = GEO_AUDIT_EMPTY_THEME, .theme = layer->name};
    if (layer->is_raster || !layer->source || layer->rows.count > 0)
        return;
    geo_audit_tell_as(audit, geo_audit_lowered(audit, count.check, layer->want->need), &count,
                      false,
                      geo_source_count(layer->source) ? "none of its rows can be used" : NULL);
}

/* ---- the town's system ---- */

/* That of the first theme in metres: what would be opened first by every tool. */
static geo_status adopt_crs(geo_ctx *ctx, geo_audit *audit)
{
    geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    if (audit->inputs->crs)
        return geo_crs_new(ctx, audit->inputs->crs, &audit->crs);
    for (size_t i = 0; !audit->crs && i < audit->count; i++) {
        const geo_audit_layer *layer = &audit->layers[i];
        geo_source *source = NULL;
        if (layer->is_raster || !layer->dataset)
            continue;
        options.default_layer = layer->name;
        options.allow_network = audit->inputs->allow_network;
        geo_status status = geo_source_new(ctx, layer->dataset, &options, &source);
        if (!status)
            status = geo_crs_clone(ctx, geo_source_crs(source), &audit->crs);
        geo_source_free(source);
        if (status && !geo_audit_is_finding(status))
            return status;
        geo_ctx_reset(ctx); /* told when the theme is opened for good */
    }
    return audit->crs ? GEO_OK : geo_crs_new(ctx, DEFAULT_CRS, &audit->crs);
}

static geo_status make_layers(geo_ctx *ctx, geo_audit *audit)
{
    const geo_audit_inputs *in = audit->inputs;
    audit->layers = geo_calloc(in->count, sizeof *audit->layers);
    if (!audit->layers)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < in->count; i++) {
        const geo_audit_want *want = geo_audit_want_of(audit->rules, in->themes[i].name, NULL);
        if (want)
            audit->layers[audit->count++] = (geo_audit_layer){.name = in->themes[i].name,
                                                              .dataset = in->themes[i].dataset,
                                                              .is_raster = in->themes[i].is_raster,
                                                              .want = want};
    }
    return GEO_OK;
}

geo_status geo_audit_open(geo_ctx *ctx, geo_audit *audit)
{
    geo_status status = make_layers(ctx, audit);
    if (!status)
        status = adopt_crs(ctx, audit);
    for (size_t i = 0; !status && i < audit->count; i++) {
        geo_audit_layer *layer = &audit->layers[i];
        if (!layer->dataset)
            tell_missing(audit, layer);
        else if (layer->is_raster)
            status = geo_audit_open_raster(ctx, audit, layer);
        else
            status = open_vector(ctx, audit, layer);
        if (!status)
            tell_empty(audit, layer);
        if (!status)
            status = geo_ctx_poll(ctx);
    }
    return status;
}

void geo_audit_close(geo_audit *audit)
{
    for (size_t i = 0; i < audit->count; i++) {
        geo_audit_layer *layer = &audit->layers[i];
        geo_rtree_free(layer->index);
        geo_features_release(&layer->rows);
        geo_source_free(layer->source);
        geo_raster_free(layer->raster);
        geo_free(layer->text);
        geo_free(layer->number);
    }
    geo_free(audit->layers);
    geo_crs_free(audit->crs);
    geo_geos_free(audit->geos);
}

geo_status geo_audit_reopen(geo_ctx *ctx, const geo_audit *audit, const geo_audit_layer *layer,
                            const geo_source_options *columns, geo_source **out)
{
    geo_source_options options = *columns;
    options.default_layer = layer->name;
    options.crs = layer->undeclared ? geo_crs_label(audit->crs) : NULL;
    options.target_crs = audit->crs;
    options.allow_network = audit->inputs->allow_network;
    return geo_source_new(ctx, layer->dataset, &options, out);
}
