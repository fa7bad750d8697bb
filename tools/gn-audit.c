/* gn-audit: what is missing, doubtful or inconsistent in a town folder; its exit status says
 * whether an error stands. */
#include <string.h>

#include "audit/save.h"

typedef struct args {
    const char *crs, *output;
    int purpose;
    bool overwrite;
} args;

#define AT(member) offsetof(args, member)
static const cli_option options[] = {
    {"for", 0, CLI_CHOICE, AT(purpose), "PURPOSE", "norm", "norm|nature|bats|water", "Doel",
     "what the town is to be used for: decides which themes and columns are needed", false},
    {"crs", 0, CLI_TEXT, AT(crs), "CRS", NULL, NULL, "Coördinatenstelsel",
     "reference system that the town should be in, and that themes without one are read in "
     "(default: that of the first theme in metres)",
     false},
    {"output", 'o', CLI_FILE_OUT, AT(output), "FILE", "-", NULL, "Uitvoer",
     "where the report goes; - is standard output", true},
    {"overwrite", 'O', CLI_FLAG, AT(overwrite), NULL, NULL, NULL, "Overschrijven",
     "replace a report that exists", true},
};
static const char *const PURPOSES[] = {"norm", "nature", "bats", "water"};
static const char *const THEMES[] = {"address",   "building",      "tree",     "crown",  "green",
                                     "landcover", "property",      "coverage", "street", "water",
                                     "waterway",  "hedge",         "light",    "roost",  "permit",
                                     "storage",   "neighbourhood", "plan",     NULL};
static const char *const RASTERS[] = {"dtm", "dsm", "canopy", NULL};

enum { MOST_THEMES = sizeof THEMES / sizeof THEMES[0] + sizeof RASTERS / sizeof RASTERS[0] };

static geo_status read_rules(cli *app, geo_audit_rules *rules)
{
    const args *a = app->args;
    geo_audit_tables tables;
    geo_status status = cli_data_path(app, "audit-checks.csv", &tables.checks);
    if (!status)
        status = cli_data_path(app, "audit-needs.csv", &tables.needs);
    if (!status)
        status = cli_data_path(app, "audit-limits.csv", &tables.limits);
    return status ? status : geo_audit_rules_init(app->ctx, &tables, PURPOSES[a->purpose], rules);
}

/* Only what the purpose looks at is looked for. */
static geo_status find_themes(cli *app, const geo_audit_rules *rules, const char *const *names,
                              bool rasters, geo_audit_inputs *inputs, geo_audit_theme *out)
{
    geo_status status = GEO_OK;
    for (; !status && *names; names++) {
        geo_audit_theme *theme = &out[inputs->count];
        if (!geo_audit_want_of(rules, *names, NULL)) {
            if (cli_given(app, *names))
                geo_warn(app->ctx, "--%s is for nothing: an audit for %s does not look at it",
                         *names, rules->purpose);
            continue;
        }
        *theme = (geo_audit_theme){.name = *names, .is_raster = rasters};
        status = cli_theme(app, *names, false, &theme->dataset);
        inputs->count++;
    }
    return status;
}

static bool has_themes(const geo_audit_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->themes[i].dataset)
            return true;
    return false;
}

/* Its name without the folders before it, so that a report says nothing of the machine. */
static void name_town(const cli *app, geo_text *out)
{
    const char *town = app->common.town ? app->common.town : "";
    size_t end = strlen(town);
    while (end > 1 && town[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && town[start - 1] != '/')
        start--;
    geo_text_add_bytes(out, town + start, end - start);
}

static geo_status print(cli *app, const geo_audit_inputs *inputs, const geo_audit_rules *rules,
                        const geo_audit_report *report, int exit_status)
{
    const args *a = app->args;
    geo_text text = GEO_TEXT_INIT, town = GEO_TEXT_INIT;
    name_town(app, &town);
    const geo_audit_words words = {geo_text_string(&town), rules, report, app->common.verbose > 0};
    if (app->common.json)
        geo_audit_add_json(&text, &words, exit_status);
    else
        geo_audit_add_text(&text, &words);
    geo_status status = text.failed || town.failed ? geo_fail_nomem(app->ctx) : GEO_OK;
    if (!status && strcmp(a->output, "-") == 0)
        cli_print(app, "%s", geo_text_string(&text));
    else if (!status)
        status = audit_save(app, a->output, a->overwrite, inputs, &text);
    geo_text_release(&text);
    geo_text_release(&town);
    return status;
}

static int audit(cli *app, const geo_audit_rules *rules)
{
    const args *a = app->args;
    geo_audit_theme themes[MOST_THEMES];
    geo_audit_inputs inputs = {.themes = themes,
                               .crs = a->crs,
                               .allow_network = app->common.allow_network,
                               .today = cli_today(app)};
    geo_audit_report report = {0};
    geo_status status = find_themes(app, rules, THEMES, false, &inputs, themes);
    if (!status)
        status = find_themes(app, rules, RASTERS, true, &inputs, themes);
    if (!status && !app->common.town && !has_themes(&inputs)) {
        geo_hint(app->ctx, "give a folder, or name one with --town");
        return cli_usage(app, "no town is named");
    }
    if (!status)
        status = geo_audit_run(app->ctx, &inputs, rules, &report);
    int result = report.counts[GEO_AUDIT_ERROR] ? CLI_ANSWER_NO : CLI_DONE;
    if (!status)
        status = print(app, &inputs, rules, &report, result);
    geo_audit_report_release(&report);
    return status ? cli_status(app, status) : result;
}

static int run(cli *app)
{
    geo_audit_rules rules = {0};
    const char *input = app->common.input;
    if (strcmp(input, "-") != 0 && (!app->common.town || strcmp(app->common.town, input) != 0) &&
        !cli_given(app, "town"))
        return cli_status(app, geo_fail(app->ctx, GEO_ERR_NOTFOUND,
                                        "cannot open town '%s': no such folder", input));
    geo_status status = read_rules(app, &rules);
    int result = status ? cli_status(app, status) : audit(app, &rules);
    geo_audit_rules_release(&rules);
    return result;
}

static const cli_tool tool = {.name = "gn-audit",
                              .summary = "say what is missing or doubtful in a town folder",
                              .operands = "[TOWN]",
                              .options = options,
                              .option_count = sizeof options / sizeof options[0],
                              .args_size = sizeof(args),
                              .themes = THEMES,
                              .rasters = RASTERS,
                              .run = run,
                              .title = "Gegevens keuren"};

int main(int argc, char **argv)
{
    return cli_main(&tool, argc, argv);
}
