/* gn-links: links between the zones of the local nature network, where they are broken, and what
 * each of them is worth. */
#include <string.h>

#include "cli/package.h"
#include "links/sources.h"
#include "links/warnings.h"
#include "nature/link_layers.h"
#include "nature/link_summary.h"

typedef struct args {
    const char *zones, *resistance, *rules;
    double cell_m, max_length_m, max_gap_m, min_width_m, corridor_pct, corridor_width_m, disperse,
        probability;
    int metric;
} args;

#define AT(member) offsetof(args, member)
static const cli_option OPTIONS[] = {
    {"zones", 0, CLI_DATASET, AT(zones), "PATH[:LAYER]", NULL, NULL, "Zones",
     "zones to link: those of gn-zones (layer nature_zone), or any polygons", false},
    {"resistance", 0, CLI_RASTER, AT(resistance), "FILE", NULL, NULL, "Weerstandsraster",
     "grid of resistances above 0, no-data is a wall; instead of one made of the town's themes",
     false},
    {"rules", 0, CLI_TEXT, AT(rules), "FILE", NULL, NULL, "Regels voor weerstand",
     "table of resistances by land cover (default: resistance.csv)", false},
    {"cell", 0, CLI_LENGTH, AT(cell_m), "LENGTH", "1m", NULL, "Cel",
     "size of the grid's cells; that of --resistance stands", false},
    {"max-length", 0, CLI_LENGTH, AT(max_length_m), "LENGTH", "2km", NULL, "Langste verbinding",
     "longer links are dropped, and counted", false},
    {"max-gap", 0, CLI_LENGTH, AT(max_gap_m), "LENGTH", "25m", NULL, "Grootste onderbreking",
     "a link with a wider gap is broken, and the gap is put on the list", false},
    {"min-width", 0, CLI_LENGTH, AT(min_width_m), "LENGTH", "0m", NULL, "Kleinste breedte",
     "a link whose habitat is thinner anywhere is narrow; 0: none is", false},
    {"corridor-pct", 0, CLI_PERCENT, AT(corridor_pct), "PERCENT", "5", NULL, "Ruimte corridor",
     "how much dearer than the cheapest a way within a corridor may be", false},
    {"corridor-width", 0, CLI_LENGTH, AT(corridor_width_m), "LENGTH", "100m", NULL,
     "Breedte corridor", "widest that a corridor is drawn, half of it on each side of the link",
     false},
    {"disperse", 0, CLI_LENGTH, AT(disperse), "LENGTH", "500m", NULL, "Verspreiding",
     "how far along links, in metres of resistance 1 or with --metric length in metres, the share "
     "of --probability comes",
     false},
    {"probability", 0, CLI_NUMBER, AT(probability), "P", "0.5", NULL, "Kans bij verspreiding",
     "share that comes as far as --disperse", false},
    {"metric", 0, CLI_CHOICE, AT(metric), "WORD", "cost", "cost|length", "Maat van een verbinding",
     "what a link counts for in the indices: its cost or its length", false},
    {.name = "output",
     .letter = 'o',
     .kind = CLI_FILE_OUT,
     .offset = CLI_SHARED,
     .value = "FILE.gpkg",
     .title = "Uitvoer",
     .help = "GeoPackage that the layers go to",
     .silent = true},
};
static const char *const THEMES[] = {"landcover", "water", "hedge",    "building",
                                     "street",    "light", "property", NULL};

typedef struct opened {
    links_sources sources;
    geo_rules *rules;
    geo_link_options options;
    geo_links links;
    geo_package *package;
} opened;

static void close_all(opened *o)
{
    geo_package_free(o->package);
    geo_links_release(&o->links);
    geo_rules_free(o->rules);
    links_release(&o->sources);
}

/* ---- opening ---- */

static geo_status open_rules(cli *app, const args *a, opened *o)
{
    const char *path = NULL;
    geo_status status = cli_table_path(app, "rules", a->rules, "resistance.csv", &path);
    return status == GEO_OK ? geo_rules_new(app->ctx, path, &o->rules) : status;
}

/* ---- running ---- */

static geo_status make_links(cli *app, const args *a, opened *o)
{
    o->options = (geo_link_options){.cell_m = a->cell_m,
                                    .max_length_m = a->max_length_m,
                                    .max_gap_m = a->max_gap_m,
                                    .min_width_m = a->min_width_m,
                                    .corridor_pct = a->corridor_pct,
                                    .corridor_width_m = a->corridor_width_m,
                                    .disperse = a->disperse,
                                    .probability = a->probability,
                                    .by_length = a->metric == 1,
                                    .threads = app->common.threads};
    geo_link_inputs inputs = {.rules = o->rules};
    links_fill(&o->sources, &inputs);
    return geo_links_init(app->ctx, &o->links, &o->options, &inputs);
}

static geo_status put_layers(cli *app, opened *o)
{
    geo_layer *layers[GEO_LINK_LAYERS];
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < GEO_LINK_LAYERS; i++)
        status = cli_package_layer(app, o->package, &GEO_LINK_PLAN[i], cli_crs(app), &layers[i]);
    if (status == GEO_OK)
        status = geo_link_layers_put(app->ctx, layers, o->options.corridor_pct, &o->links);
    return status == GEO_OK ? geo_package_commit(app->ctx, o->package) : status;
}

static geo_status tell(cli *app, const opened *o)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    geo_status status = geo_link_summary_text(app->ctx, &o->links, &o->options, &summary.lines);
    if (status == GEO_OK && app->common.json)
        status = geo_link_summary_json(app->ctx, &o->links, &o->options, &summary.json);
    return cli_summary_say(app, status, &summary);
}

static int check(cli *app, const args *a)
{
    int code = cli_package_check(app, "links.gpkg");
    if (code != CLI_DONE)
        return code;
    if (!a->zones) {
        geo_hint(app->ctx, "gn-zones makes them: --zones zones.gpkg");
        return cli_usage(app, "--zones is needed: what is to be linked");
    }
    if (a->resistance && cli_given(app, "cell"))
        return cli_usage(app, "--cell and --resistance exclude each other: the grid has its cells");
    if (!(a->cell_m > 0))
        return cli_usage(app, "--cell: more than 0 m");
    if (!(a->disperse > 0))
        return cli_usage(app, "--disperse: more than 0 m");
    if (!(a->probability > 0 && a->probability < 1))
        return cli_usage(app, "--probability: between 0 and 1, not %g", a->probability);
    return CLI_DONE;
}

static int run(cli *app)
{
    const args *a = app->args;
    opened o = {0};
    int code = check(app, a);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_rules(app, a, &o);
    if (status == GEO_OK)
        status = links_open(app, a->zones, a->resistance, &o.sources);
    if (status == GEO_OK)
        status = cli_package_new(app, &o.package);
    if (status == GEO_OK)
        status = make_links(app, a, &o);
    if (status == GEO_OK)
        status = cli_sources_report(app);
    if (status == GEO_OK)
        links_warn(app, &o.sources, &o.links);
    if (status == GEO_OK)
        status = put_layers(app, &o);
    if (status == GEO_OK)
        status = tell(app, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-links",
                                  .summary = "link the zones of the local nature network",
                                  .title = "Verbindingen in het lokale natuurnetwerk",
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
