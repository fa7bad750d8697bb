/* The library's elevation part as a program, for oracles that work on files:
 *   ahn-run sheets OUT dtm|dsm unknown|m|cm XMIN,YMIN,XMAX,YMAX|- SHEET...
 *   ahn-run canopy OUT DSM DTM MASKS|- [RULE=VALUE...]    (MASKS: PATH:LAYER of polygons)
 *   ahn-run tops - DSM DTM MASKS|- [RULE=VALUE...]        prints id,x,y,height_m,crown_d_m
 *   ahn-run heights - DSM DTM BUILDINGS [RULE=VALUE...]   prints id,height_m,ground_m
 *   ahn-run crowns OUT FROM mask|height
 * Rules are those of data/ahn-rules.csv, or as given. Everything is in RD New. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "io/io.h"
#include "io/source.h"
#include "registry/ahn.h"

static geo_ctx *ctx;
static geo_crs *rd;
static geo_ahn_rules rules;

static void told(void *self, geo_log_level level, const char *text)
{
    (void)self;
    if (level <= GEO_LOG_NOTE)
        fprintf(stderr, "%s: %s\n", level == GEO_LOG_WARNING ? "warning" : "note", text);
}

/* The table's text with the values that the command line gives instead. */
static geo_status read_rules(int count, char **given)
{
    char path[4096];
    geo_text text = GEO_TEXT_INIT;
    geo_table *table = NULL, *changed = NULL;
    snprintf(path, sizeof path, "%s/data/ahn-rules.csv", getenv("SRC") ? getenv("SRC") : ".");
    geo_status status = geo_table_read(ctx, path, &table);
    geo_text_add(&text, "name,value\n");
    for (size_t i = 0; !status && i < geo_table_rows(table); i++) {
        const char *name = geo_table_cell(table, i, 0), *value = geo_table_cell(table, i, 1);
        for (int k = 0; k < count; k++)
            if (!strncmp(given[k], name, strlen(name)) && given[k][strlen(name)] == '=')
                value = given[k] + strlen(name) + 1;
        geo_text_addf(&text, "%s,%s\n", name, value);
    }
    if (!status)
        status = geo_table_parse(ctx, "rules", text.data, text.length, &changed);
    if (!status)
        status = geo_ahn_rules_read(ctx, changed, &rules);
    geo_table_free(table);
    geo_table_free(changed);
    geo_text_release(&text);
    return status;
}

static geo_status sheets(int count, char **arguments)
{
    geo_ahn_sheets *all = NULL;
    geo_ahn_report report;
    geo_ahn_sheet_options options = {.target = rd};
    double box[4];
    geo_status status = GEO_OK;
    options.kind = strcmp(arguments[1], "dtm") ? GEO_AHN_DSM : GEO_AHN_DTM;
    options.unit = !strcmp(arguments[2], "cm")  ? GEO_AHN_CENTIMETRES
                   : !strcmp(arguments[2], "m") ? GEO_AHN_METRES
                                                : GEO_AHN_UNIT_UNKNOWN;
    geo_point corners[5];
    uint32_t end = 5, part = 1;
    geo_geom area = {GEO_GEOM_POLYGON, corners, &end, &part, 5, 1, 1};
    if (strcmp(arguments[3], "-")) {
        status = geo_parse_box(ctx, arguments[3], box);
        for (int i = 0; i < 5; i++)
            corners[i] = (geo_point){box[i == 1 || i == 2 ? 2 : 0], box[i == 2 || i == 3 ? 3 : 1]};
        options.area = &area;
    }
    if (!status)
        status = geo_ahn_sheets_new(ctx, (const char *const *)arguments + 4, (size_t)count - 4,
                                    &options, &all);
    if (!status)
        status = geo_ahn_sheets_write(ctx, all, (geo_ahn_file){.path = arguments[0]}, &report);
    if (!status)
        printf("%zu sheets, %.2f of %.2f m2, %llu overlaid, %llu differ\n",
               geo_ahn_sheets_count(all), report.valid_m2, report.area_m2,
               (unsigned long long)report.overlap.cells,
               (unsigned long long)report.overlap.differing);
    geo_ahn_sheets_free(all);
    return status;
}

typedef struct inputs {
    geo_raster *dsm, *dtm;
    geo_source *source;
    geo_features polygons;
    geo_ahn_mask *masks;
    geo_ahn_models models;
} inputs;

static geo_status open_inputs(char **arguments, inputs *in)
{
    const geo_raster_options how = {.kind = GEO_RASTER_ELEVATION, .target = rd};
    const geo_source_options polygons = {.target_crs = rd};
    geo_status status = geo_raster_new(ctx, arguments[1], &how, &in->dsm);
    if (!status)
        status = geo_raster_new(ctx, arguments[2], &how, &in->dtm);
    if (!status && strcmp(arguments[3], "-"))
        status = geo_source_new(ctx, arguments[3], &polygons, &in->source);
    if (!status && in->source)
        status = geo_source_read(ctx, in->source, NULL, &in->polygons);
    if (status)
        return status;
    in->masks = geo_alloc(in->polygons.count, sizeof *in->masks);
    if (!in->masks)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < in->polygons.count; i++)
        in->masks[i] = (geo_ahn_mask){&in->polygons.geoms[i], GEO_AHN_BUILDING};
    in->models = (geo_ahn_models){.dsm = geo_raster_source(in->dsm),
                                  .dtm = geo_raster_source(in->dtm),
                                  .masks = in->masks,
                                  .mask_count = in->polygons.count};
    return GEO_OK;
}

static void release_inputs(inputs *in)
{
    geo_raster_free(in->dsm);
    geo_raster_free(in->dtm);
    geo_source_free(in->source);
    geo_features_release(&in->polygons);
    geo_free(in->masks);
}

static void print_report(const geo_ahn_crown_report *report)
{
    printf("%.2f m2 crown, %.2f bare, %.2f unknown\n", report->crown_m2, report->bare_m2,
           report->unknown_m2);
}

static geo_status canopy(char **arguments, const inputs *in)
{
    geo_ahn_crown_report report;
    geo_status status = geo_ahn_canopy_write(
        ctx, &in->models, &rules, (geo_ahn_file){.path = arguments[0], .overwrite = true}, rd,
        (geo_ahn_years){0, 0}, &report);
    if (!status)
        print_report(&report);
    return status;
}

static geo_status print_top(void *self, geo_ctx *own, const geo_top *top)
{
    char id[GEO_AHN_ID];
    (void)self;
    (void)own;
    geo_ahn_top_id(top->at, id);
    printf("%s,%.3f,%.3f,%.9g,%.9g\n", id, top->at.x, top->at.y, top->height_m, top->crown_d_m);
    return GEO_OK;
}

static geo_status heights(const inputs *in)
{
    size_t count = in->polygons.count;
    double *height = geo_alloc(count, sizeof *height), *ground = geo_alloc(count, sizeof *ground);
    geo_status status = height && ground ? GEO_OK : geo_fail_nomem(ctx);
    if (!status)
        status = geo_ahn_heights(ctx, in->models.dsm, in->models.dtm, in->polygons.geoms, count,
                                 &rules, height, ground);
    for (size_t i = 0; !status && i < count; i++)
        printf("%s,%.9g,%.9g\n", in->polygons.ids[i], height[i], ground[i]);
    geo_free(height);
    geo_free(ground);
    return status;
}

static geo_status derive(const char *what, int count, char **arguments)
{
    inputs in = {0};
    geo_status status = read_rules(count - 4, arguments + 4);
    if (!status)
        status = open_inputs(arguments, &in);
    if (!status && !strcmp(what, "canopy"))
        status = canopy(arguments, &in);
    else if (!status && !strcmp(what, "tops"))
        status = geo_ahn_tops(ctx, &in.models, &rules, print_top, NULL);
    else if (!status)
        status = heights(&in);
    release_inputs(&in);
    return status;
}

static geo_status crowns(char **arguments)
{
    geo_ahn_crown_report report;
    geo_ahn_crown_options options = {.target = rd};
    options.are = strcmp(arguments[2], "mask") ? GEO_AHN_CROWN_HEIGHT : GEO_AHN_CROWN_MASK;
    geo_status status = read_rules(0, NULL);
    if (!status)
        status = geo_ahn_crowns_write(ctx, arguments[1],
                                      (geo_ahn_file){.path = arguments[0], .overwrite = true},
                                      &rules, &options, &report);
    if (!status)
        print_report(&report);
    return status;
}

int main(int argc, char **argv)
{
    const geo_ctx_hooks hooks = {.log = told};
    if (argc < 5)
        return 2;
    ctx = geo_ctx_new(&hooks);
    geo_status status = ctx ? geo_io_init(ctx) : GEO_ERR_NOMEM;
    if (!status)
        status = geo_crs_new(ctx, "EPSG:28992", &rd);
    if (!status && !strcmp(argv[1], "sheets"))
        status = sheets(argc - 2, argv + 2);
    else if (!status && !strcmp(argv[1], "crowns"))
        status = crowns(argv + 2);
    else if (!status)
        status = derive(argv[1], argc - 2, argv + 2);
    if (status)
        fprintf(stderr, "error: %s\nhint: %s\n", geo_ctx_error(ctx), geo_ctx_hint(ctx));
    geo_crs_free(rd);
    geo_ctx_free(ctx);
    return status ? 3 : 0;
}
