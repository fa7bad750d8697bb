/* gn-zones: zones of the local nature network, decided and candidate, and what conflicts with
 * them. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/package.h"
#include "nature/zone_layers.h"
#include "nature/zone_summary.h"
#include "zones/sources.h"
#include "zones/warnings.h"

typedef struct args {
    const char *rules, *management, *decided, *facility, *protection;
    double edge_m, core_min_m2, merge_gap_m, row_spacing_m, row_bend_deg, row_same_m, row_bow;
    int64_t row_trees;
} args;

#define AT(member) offsetof(args, member)
static const cli_option OPTIONS[] = {
    {"rules", 0, CLI_TEXT, AT(rules), "FILE", NULL, NULL, "Regels voor zones",
     "table of what land cover and water are in the network (default: zone-rules.csv)", false},
    {"management", 0, CLI_TEXT, AT(management), "FILE", NULL, NULL, "Regels voor beheer",
     "table of management that suits grass and banks (default: management-rules.csv)", false},
    {"decided", 0, CLI_DATASET, AT(decided), "PATH[:LAYER]", NULL, NULL, "Vastgestelde zones",
     "polygons with the class that was decided: they come before what is derived", false},
    {"facility", 0, CLI_DATASET, AT(facility), "PATH[:LAYER]", NULL, NULL, "Voorzieningen",
     "polygons where use comes first, such as playgrounds, with their kind", false},
    {"protected", 0, CLI_DATASET, AT(protection), "PATH[:LAYER]", NULL, NULL, "Beschermd gebied",
     "protected areas (Natura 2000, NNN), of which each zone tells its share", false},
    {"edge", 0, CLI_LENGTH, AT(edge_m), "LENGTH", "10m", NULL, "Randzone",
     "how far from its edge a zone's core begins", false},
    {"core-min", 0, CLI_AREA, AT(core_min_m2), "AREA", "0.5ha", NULL, "Kern ten minste",
     "least area of a part of the core", false},
    {"merge-gap", 0, CLI_LENGTH, AT(merge_gap_m), "LENGTH", "5m", NULL, "Samenvoegen over",
     "polygons of one class that lie no further apart are one zone", false},
    {"row-trees", 0, CLI_INTEGER, AT(row_trees), "N", "5", NULL, "Bomen in een rij",
     "least number of trees in a row", false},
    {"row-spacing", 0, CLI_LENGTH, AT(row_spacing_m), "LENGTH", "15m", NULL, "Afstand in een rij",
     "most between two trees of a row", false},
    {"row-bend", 0, CLI_NUMBER, AT(row_bend_deg), "DEGREES", "30", NULL, "Knik in een rij",
     "most that a row turns at one tree", false},
    {"row-same", 0, CLI_LENGTH, AT(row_same_m), "LENGTH", "2m", NULL, "Dubbele bomen",
     "trees no further apart are one tree, recorded twice", false},
    {"row-bow", 0, CLI_NUMBER, AT(row_bow), "SHARE", "0.5", NULL, "Bocht van een rij",
     "most that a row strays from the line between its ends, as a share of that", false},
    {.name = "output",
     .letter = 'o',
     .kind = CLI_FILE_OUT,
     .offset = CLI_SHARED,
     .value = "FILE.gpkg",
     .title = "Uitvoer",
     .help = "GeoPackage that the layers go to",
     .silent = true},
};
static const char *const THEMES[] = {"landcover", "water", "green",    "hedge", "tree",
                                     "building",  "plan",  "coverage", NULL};

typedef struct opened {
    zones_sources sources;
    geo_rules *rules, *management;
    geo_table *statuses;
    geo_zones zones;
    geo_package *package;
} opened;

static void close_all(opened *o)
{
    geo_package_free(o->package);
    geo_zones_release(&o->zones);
    geo_rules_free(o->rules);
    geo_rules_free(o->management);
    geo_table_free(o->statuses);
    zones_release(&o->sources);
}

/* ---- opening ---- */

static geo_status open_rules(cli *app, const char *option, const char *given, const char *usual,
                             geo_rules **out)
{
    const char *path = NULL;
    geo_status status = cli_table_path(app, option, given, usual, &path);
    return status == GEO_OK ? geo_rules_new(app->ctx, path, out) : status;
}

/* Its columns are named here and asked by place. */
static geo_status open_statuses(cli *app, geo_table **out)
{
    static const char *const COLUMNS[] = {"object", "status", "counts"};
    const char *path;
    geo_status status = cli_data_path(app, "conflict-status.csv", &path);
    if (status == GEO_OK)
        status = geo_table_read(app->ctx, path, out);
    for (size_t i = 0; status == GEO_OK && i < 3; i++)
        if (strcmp(geo_table_heading(*out, i), COLUMNS[i]) != 0)
            status = geo_fail(app->ctx, GEO_ERR_FORMAT, "'%s': column %zu is '%s', not '%s'", path,
                              i + 1, geo_table_heading(*out, i), COLUMNS[i]);
    return status;
}

/* ---- running ---- */

static geo_status make_zones(cli *app, const args *a, opened *o)
{
    const geo_zone_options options = {.edge_m = a->edge_m,
                                      .core_min_m2 = a->core_min_m2,
                                      .merge_gap_m = a->merge_gap_m,
                                      .rows = {(size_t)a->row_trees, a->row_spacing_m,
                                               a->row_bend_deg, a->row_same_m, a->row_bow},
                                      .threads = app->common.threads};
    geo_zone_inputs inputs = {
        .rules = o->rules, .management = o->management, .statuses = o->statuses};
    zones_fill(&o->sources, &inputs);
    return geo_zones_init(app->ctx, &o->zones, &options, &inputs);
}

static geo_status write(cli *app, opened *o)
{
    geo_layer *layers[GEO_ZONE_LAYERS];
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < GEO_ZONE_LAYERS; i++)
        status = cli_package_layer(app, o->package, &GEO_ZONE_PLAN[i], cli_crs(app), &layers[i]);
    if (status == GEO_OK)
        status = geo_zone_layers_put(app->ctx, layers, &o->zones);
    return status == GEO_OK ? geo_package_commit(app->ctx, o->package) : status;
}

static geo_status tell(cli *app, const opened *o)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    geo_status status = geo_zone_summary_text(app->ctx, &o->zones, &summary.lines);
    if (status == GEO_OK && app->common.json)
        status = geo_zone_summary_json(app->ctx, &o->zones, &summary.json);
    return cli_summary_say(app, status, &summary);
}

static int check_town(cli *app)
{
    size_t count;
    struct stat about;
    const char *const *words = cli_operands(app, &count);
    bool piped = count && strcmp(words[0], "-") == 0;
    if (!count || (!piped && (stat(words[0], &about) != 0 || S_ISDIR(about.st_mode))))
        return CLI_DONE;
    geo_hint(app->ctx, "name a file of land cover with --landcover FILE:LAYER");
    return cli_usage(app, "a town is a folder, not %s%s%s", piped ? "standard input" : "the file '",
                     piped ? "" : words[0], piped ? "" : "'");
}

static int check(cli *app, const args *a)
{
    int code = cli_package_check(app, "zones.gpkg");
    if (code != CLI_DONE)
        return code;
    if (a->row_trees < 3 || a->row_trees > 1000000)
        return cli_usage(app, "--row-trees: a row has 3 trees or more, not %lld",
                         (long long)a->row_trees);
    if (!(a->row_spacing_m > 0))
        return cli_usage(app, "--row-spacing: more than 0 m");
    if (!(a->row_bend_deg >= 0 && a->row_bend_deg < 90))
        return cli_usage(app, "--row-bend: 0 to less than 90 degrees, not %g", a->row_bend_deg);
    if (!(a->row_bow > 0))
        return cli_usage(app, "--row-bow: more than 0, not %g", a->row_bow);
    return check_town(app);
}

static int run(cli *app)
{
    const args *a = app->args;
    opened o = {0};
    const zones_named named = {a->decided, a->facility, a->protection};
    int code = check(app, a);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_rules(app, "rules", a->rules, "zone-rules.csv", &o.rules);
    if (status == GEO_OK)
        status =
            open_rules(app, "management", a->management, "management-rules.csv", &o.management);
    if (status == GEO_OK)
        status = open_statuses(app, &o.statuses);
    if (status == GEO_OK)
        status = zones_open(app, &named, &o.sources);
    if (status == GEO_OK)
        status = cli_package_new(app, &o.package);
    if (status == GEO_OK)
        status = make_zones(app, a, &o);
    if (status == GEO_OK)
        status = cli_sources_report(app);
    if (status == GEO_OK)
        zones_warn(app, &o.sources, &o.zones);
    if (status == GEO_OK)
        status = write(app, &o);
    if (status == GEO_OK)
        status = tell(app, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-zones",
                                  .summary = "map the zones of the local nature network",
                                  .title = "Lokaal natuurnetwerk",
                                  .operands = "[TOWN]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(args),
                                  .themes = THEMES,
                                  .writes = true,
                                  .judges = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
