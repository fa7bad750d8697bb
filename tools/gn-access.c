/* gn-access: how far every address is from the nearest green, over the walking network and in a
 * straight line. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "base/vec.h"
#include "cli/columns.h"
#include "cli/norms.h"
#include "cli/sink.h"
#include "green/access.h"

typedef struct access_args {
    const char *target, *classes, *routes, *targets_out;
    int mode;
    double min_area_m2, min_width_m, merge_gap_m, stub_m, limit_m;
    bool public_only, any;
} access_args;

enum { NETWORK, STRAIGHT };

#define AT(member) offsetof(access_args, member)
static const cli_option OPTIONS[] = {
    {"target", 0, CLI_TEXT, AT(target), "green|PATH[:LAYER]", "green", NULL, "Doel",
     "what is to be reached: the town's green, or the features of a layer", false},
    {"mode", 0, CLI_CHOICE, AT(mode), "MODE", "network", "network|straight", "Wijze",
     "measure over the walking network, or only in a straight line", false},
    {"classes", 0, CLI_TEXT, AT(classes), "TABLE|LIST|all", NULL, NULL, "Klassen",
     "green that counts: a table with columns class and counts, a list of classes, or all "
     "(default: the toolkit's table "
     "for green, all for other targets)",
     false},
    {"min-area", 0, CLI_AREA, AT(min_area_m2), "AREA", "1ha", NULL, "Minimale oppervlakte",
     "smaller patches do not count (targets other than green: only when given)", false},
    {"min-width", 0, CLI_LENGTH, AT(min_width_m), "LENGTH", "10m", NULL, "Minimale breedte",
     "narrower parts of green neither join nor count (targets other than green: only when given)",
     false},
    {"merge-gap", 0, CLI_LENGTH, AT(merge_gap_m), "LENGTH", "5m", NULL, "Samenvoegen tot",
     "green this near to other green is one patch (targets other than green: only when given)",
     false},
    {"public", 0, CLI_FLAG, AT(public_only), NULL, NULL, NULL, "Alleen openbaar",
     "only green known to be public counts; the default for green", false},
    {"any", 0, CLI_FLAG, AT(any), NULL, NULL, NULL, "Ook niet-openbaar",
     "green counts whether it is public or not", false},
    {"stub", 0, CLI_LENGTH, AT(stub_m), "LENGTH", "30m", NULL, "Laatste stuk",
     "a patch is reached from a street this near to it", false},
    {"limit", 0, CLI_LENGTH, AT(limit_m), "LENGTH", "3km", NULL, "Zoekafstand",
     "further is not looked for", false},
    {"routes", 0, CLI_FILE_OUT, AT(routes), "FILE", NULL, NULL, "Routes",
     "write the route of every address to its patch as lines", true},
    {"targets-out", 0, CLI_FILE_OUT, AT(targets_out), "FILE", NULL, NULL, "Groengebieden",
     "write the patches that count as polygons", true},
};
static const char *const THEMES[] = {"green", "street", "water", "coverage", NULL};
static const char *const COVERAGE_TEXT[] = {"theme", "completeness"};

typedef struct opened {
    geo_source *green, *street, *water, *coverage;
    geo_geos *geos;
    geo_coverage *limits;
    geo_table *table;
    GEO_VEC(const char *) classes;
    geo_patches patches;
    geo_reach *reach;
    geo_network *network;
    geo_reader *reader;
    geo_access *access;
    cli_sink *routes;
    const char *address_id; /* column that names an address */
} opened;

static void close_all(opened *o)
{
    cli_sink_free(o->routes);
    geo_access_free(o->access);
    geo_reader_free(o->reader);
    geo_network_free(o->network);
    geo_reach_free(o->reach);
    geo_patches_release(&o->patches);
    geo_free(o->classes.items);
    geo_table_free(o->table);
    geo_coverage_free(o->limits);
    geo_geos_free(o->geos);
    geo_source_free(o->green);
    geo_source_free(o->street);
    geo_source_free(o->water);
    geo_source_free(o->coverage);
}

static bool is_green(const access_args *args)
{
    return strcmp(args->target, "green") == 0;
}

/* ---- which green counts ---- */

static bool is_table(const char *classes)
{
    size_t length = strlen(classes);
    return length > 4 && strcmp(classes + length - 4, ".csv") == 0;
}

static geo_status read_class_table(cli *app, const char *path, opened *o)
{
    size_t class, counts;
    geo_status status = geo_table_read(app->ctx, path, &o->table);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, o->table, "class", &class);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, o->table, "counts", &counts);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(o->table); row++)
        if (strcmp(geo_table_cell(o->table, row, counts), "1") == 0 &&
            !geo_vec_push(&o->classes, geo_table_cell(o->table, row, class)))
            status = geo_fail_nomem(app->ctx);
    return status;
}

/* "park,bos" is a table of one row. */
static geo_status read_class_list(cli *app, const char *list, opened *o)
{
    geo_status status = geo_table_parse(app->ctx, "--classes", list, strlen(list), &o->table);
    for (size_t i = 0; status == GEO_OK && i < geo_table_columns(o->table); i++)
        if (!geo_vec_push(&o->classes, geo_table_heading(o->table, i)))
            status = geo_fail_nomem(app->ctx);
    return status;
}

static geo_status choose_classes(cli *app, const access_args *args, opened *o)
{
    const char *path = args->classes;
    geo_status status = GEO_OK;
    if (args->classes ? strcmp(args->classes, "all") == 0 : !is_green(args))
        return GEO_OK;
    if (!args->classes)
        status = cli_data_path(app, "green-classes.csv", &path);
    if (status == GEO_OK)
        status = is_table(path) ? read_class_table(app, path, o) : read_class_list(app, path, o);
    if (status == GEO_OK && !geo_vec_push(&o->classes, NULL))
        status = geo_fail_nomem(app->ctx);
    return status;
}

static geo_patch_options patch_options(const cli *app, const access_args *args, const opened *o)
{
    bool green = is_green(args);
    return (geo_patch_options){
        .min_area_m2 = green || cli_given(app, "min-area") ? args->min_area_m2 : 0,
        .min_width_m = green || cli_given(app, "min-width") ? args->min_width_m : 0,
        .merge_gap_m = green || cli_given(app, "merge-gap") ? args->merge_gap_m : 0,
        .public_only = (green && !args->any) || args->public_only,
        .classes = o->classes.items};
}

/* ---- opening ---- */

static geo_status open_themes(cli *app, const access_args *args, opened *o)
{
    static const char *const COVERAGE_THEMES[] = {"green", "street", NULL};
    geo_source_options green = {
        .text = GEO_PATCHES_TEXT, .text_count = 1, .number = GEO_PATCHES_NUMBER, .number_count = 1};
    geo_source_options street = {
        .text = GEO_NETWORK_TEXT, .text_count = 1, .number = GEO_NETWORK_NUMBER, .number_count = 1};
    geo_source_options water = {0}, coverage = {.text = COVERAGE_TEXT, .text_count = 2};
    green.geometry_kinds[GEO_GEOM_POLYGON] = is_green(args);
    street.geometry_kinds[GEO_GEOM_LINE] = true;
    water.geometry_kinds[GEO_GEOM_POLYGON] = coverage.geometry_kinds[GEO_GEOM_POLYGON] = true;
    geo_status status = is_green(args)
                            ? cli_source(app, "green", true, &green, &o->green)
                            : cli_dataset(app, "target", args->target, &green, &o->green);
    if (status == GEO_OK)
        status = cli_source(app, "street", args->mode == NETWORK, &street, &o->street);
    if (status == GEO_OK)
        status = cli_source(app, "water", false, &water, &o->water);
    if (status == GEO_OK)
        status = cli_source(app, "coverage", false, &coverage, &o->coverage);
    if (status == GEO_OK)
        status = geo_geos_new(app->ctx, &o->geos);
    if (status == GEO_OK)
        status = geo_coverage_new(app->ctx, o->geos, o->coverage, COVERAGE_THEMES, &o->limits);
    return status;
}

static geo_status build(cli *app, const access_args *args, opened *o)
{
    geo_patch_options patch = patch_options(app, args, o);
    geo_network_options network = {args->stub_m, args->limit_m};
    geo_status status =
        geo_patches_init(app->ctx, &o->patches, &patch, o->green, o->water, o->street);
    if (status == GEO_OK)
        status = geo_reach_new(app->ctx, &o->patches, &o->reach);
    if (status == GEO_OK && args->mode == NETWORK)
        status = geo_network_new(app->ctx, o->street, o->reach, &network, &o->network);
    if (status == GEO_OK && o->patches.count == 0)
        geo_warn(app->ctx,
                 "'%s' holds nothing that counts: %llu features, %llu of other classes, %llu not "
                 "public, %llu not "
                 "known to be public, %llu too small",
                 geo_source_name(o->green), (unsigned long long)o->patches.read,
                 (unsigned long long)o->patches.wrong_class,
                 (unsigned long long)o->patches.not_public,
                 (unsigned long long)o->patches.public_unknown,
                 (unsigned long long)o->patches.too_small);
    return status;
}

static void tell_inputs(cli *app, const opened *o)
{
    geo_info(app->ctx,
             "%zu patches from %llu features of '%s' (%llu of other classes, %llu not public, %llu "
             "not known to be "
             "public, %llu parts too small)",
             o->patches.count, (unsigned long long)o->patches.read, geo_source_name(o->green),
             (unsigned long long)o->patches.wrong_class, (unsigned long long)o->patches.not_public,
             (unsigned long long)o->patches.public_unknown,
             (unsigned long long)o->patches.too_small);
    if (!o->network)
        return;
    geo_network_facts facts = geo_network_tell(o->network);
    geo_info(app->ctx,
             "%llu streets (%llu not walkable, %llu unknown and taken as walkable): %llu segments, "
             "%llu components, "
             "%llu places from which a patch is reached",
             (unsigned long long)facts.streets, (unsigned long long)facts.not_walkable,
             (unsigned long long)facts.foot_unknown, (unsigned long long)facts.segments,
             (unsigned long long)facts.components, (unsigned long long)facts.sources);
}

/* ---- layers on request ---- */

static geo_status write_targets(cli *app, const access_args *args, opened *o)
{
    static char id[] = "id", area[] = "area_m2", members[] = "members";
    const geo_field fields[] = {
        {id, GEO_FIELD_STRING}, {area, GEO_FIELD_DOUBLE}, {members, GEO_FIELD_STRING}};
    cli_sink_options options = {
        .path = args->targets_out,
        .layer = "green_target",
        .title = "Groen dat meetelt",
        .abstract = "Aaneengesloten openbaar groen waarnaar de loopafstand is gemeten",
        .type = is_green(args) ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_UNKNOWN,
        .fields = fields,
        .field_count = 3};
    cli_sink *sink = NULL;
    if (!args->targets_out)
        return GEO_OK;
    geo_status status = cli_sink_new(app, &options, &sink);
    for (size_t i = 0; status == GEO_OK && i < o->patches.count; i++) {
        const geo_patch *patch = &o->patches.items[i];
        geo_value values[] = {geo_value_text(patch->id), geo_value_double(patch->area_m2),
                              geo_value_text(patch->members)};
        geo_geom shape = patch->shape;
        if (is_green(args))
            shape.type = GEO_GEOM_MULTIPOLYGON;
        status = cli_sink_put(app, sink, &shape, values);
    }
    if (status == GEO_OK)
        status = cli_sink_commit(app, sink);
    cli_sink_free(sink);
    return status;
}

static geo_status open_routes(cli *app, const access_args *args, opened *o)
{
    static char id[] = "address_id", target[] = "target_id", dist[] = "dist_m";
    const geo_field fields[] = {
        {id, GEO_FIELD_STRING}, {target, GEO_FIELD_STRING}, {dist, GEO_FIELD_DOUBLE}};
    cli_sink_options options = {.path = args->routes,
                                .layer = "route",
                                .title = "Looproute naar groen",
                                .abstract =
                                    "Kortste looproute van elk adres naar het groen dat meetelt",
                                .type = GEO_GEOM_LINE,
                                .fields = fields,
                                .field_count = 3};
    return args->routes ? cli_sink_new(app, &options, &o->routes) : GEO_OK;
}

static geo_status write_route(cli *app, const opened *o, geo_point p, const geo_value *id,
                              const geo_access_answer *answer)
{
    geo_line_points points = {0};
    geo_status status =
        geo_network_route(app->ctx, o->network, p, &answer->walk, o->reach, &points);
    uint32_t end = (uint32_t)points.count;
    geo_geom line = {GEO_GEOM_LINE, points.items, &end, NULL, end, 1, 0};
    geo_value values[] = {*id, geo_value_text(o->patches.items[answer->patch].id),
                          geo_value_double(answer->dist_m)};
    if (status == GEO_OK)
        status = cli_sink_put(app, o->routes, &line, values);
    geo_free(points.items);
    return status;
}

static geo_status write_routes(cli *app, const opened *o, const geo_batch *batch, geo_arena *arena)
{
    const geo_access_answer *answers = geo_access_answers(o->access);
    size_t column = geo_schema_find(batch->schema, o->address_id);
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < geo_batch_count(batch); i++) {
        geo_value id;
        geo_point p = {0, 0};
        bool walked = answers[i].patch != UINT32_MAX && answers[i].dist_m > 0;
        if (!walked || !geo_row_point(geo_batch_row(batch, i), &p))
            continue;
        status = geo_row_values(app->ctx, batch->schema, geo_batch_row(batch, i), &column, 1, &id);
        if (status != GEO_OK)
            return status;
        id = geo_value_text(geo_value_as_text(app->ctx, &id, arena));
        status = write_route(app, o, p, &id, &answers[i]);
    }
    return status;
}

/* ---- the measure ---- */

typedef struct running {
    cli *app;
    opened *o;
} running;

static geo_status run_measure(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    running *r = self;
    geo_status status = geo_access_run(ctx, r->o->access, batch, out);
    return status == GEO_OK && r->o->routes ? write_routes(r->app, r->o, batch, out->arena)
                                            : status;
}

static geo_status measure(cli *app, const access_args *args, opened *o)
{
    geo_profile norm;
    geo_status status = cli_default_norm(app, &norm);
    if (status != GEO_OK)
        return status;
    geo_access_options options = {.limit_m = args->limit_m,
                                  .threads = app->common.threads,
                                  .threshold_m = norm.threshold[GEO_ACCESS]};
    geo_access_inputs inputs = {o->reach, o->network, o->limits};
    running self = {app, o};
    cli_filter filter = {.self = &self, .run = run_measure, .field_count = GEO_ACCESS_COLUMNS};
    status =
        cli_columns(app, GEO_ACCESS_SUFFIX, GEO_ACCESS_TYPE, filter.field_count, &filter.fields);
    o->address_id = geo_schema_find(geo_reader_schema(o->reader), "address_id") == SIZE_MAX
                        ? "id"
                        : "address_id";
    if (status == GEO_OK)
        status =
            geo_access_new(app->ctx, &options, &inputs, geo_reader_schema(o->reader), &o->access);
    if (status == GEO_OK)
        status = cli_filter_run(app, o->reader, &filter);
    if (status == GEO_OK && o->routes)
        status = cli_sink_commit(app, o->routes);
    if (status == GEO_OK) {
        geo_access_summary told = geo_access_tell(o->access);
        geo_info(app->ctx,
                 "%llu homes; within %g m at a merge gap of %g m: %.1f %% of %llu homes with a "
                 "known answer",
                 (unsigned long long)told.homes, norm.threshold[GEO_ACCESS], args->merge_gap_m,
                 told.judged ? 100.0 * (double)told.within / (double)told.judged : 0,
                 (unsigned long long)told.judged);
    }
    return status;
}

static bool is_same(const char *path, const char *other)
{
    return path && other && strcmp(path, other) == 0;
}

static int check_args(cli *app, const access_args *args)
{
    const char *output = app->common.output;
    if (is_same(args->routes, output) || is_same(args->targets_out, output) ||
        is_same(args->routes, args->targets_out))
        return cli_usage(app, "--output, --routes and --targets-out must be different files");
    if (args->public_only && args->any)
        return cli_usage(app, "--public and --any exclude each other");
    if (args->routes && args->mode == STRAIGHT)
        return cli_usage(app, "--routes goes with --mode network");
    if (!(args->limit_m > 0))
        return cli_usage(app, "--limit must be more than 0");
    return CLI_DONE;
}

static int run(cli *app)
{
    const access_args *args = app->args;
    opened o = {0};
    int code = check_args(app, args);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_themes(app, args, &o);
    if (status == GEO_OK)
        status = choose_classes(app, args, &o);
    if (status == GEO_OK)
        status = cli_input(app, "address", true, &o.reader);
    if (status == GEO_OK)
        status = build(app, args, &o);
    if (status == GEO_OK)
        tell_inputs(app, &o);
    if (status == GEO_OK)
        status = write_targets(app, args, &o);
    if (status == GEO_OK)
        status = open_routes(app, args, &o);
    if (status == GEO_OK)
        status = measure(app, args, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {
        .name = "gn-access",
        .summary = "measure the distance from every address to the nearest green",
        .title = "Afstand tot groen",
        .operands = "[INPUT]",
        .options = OPTIONS,
        .option_count = sizeof OPTIONS / sizeof *OPTIONS,
        .args_size = sizeof(access_args),
        .themes = THEMES,
        .prefix = "green",
        .streams = true,
        .run = run};
    return cli_main(&tool, argc, argv);
}
