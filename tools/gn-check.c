/* gn-check: the gate. Holds the shares of homes that gn-norm counted against thresholds; its exit
 * status is the answer. */
#include <string.h>

#include "base/parse.h"
#include "cli/cli.h"
#include "report/check_read.h"
#include "report/check_text.h"

typedef struct args {
    const char *fail_below, *warn_below, *targets;
    int64_t year, min_homes;
    double max_unknown_pct;
} args;

static const cli_option options[] = {
    {"fail-below", 0, CLI_TEXT, offsetof(args, fail_below), "CRITERION=PCT[,...]", NULL, NULL,
     "Onvoldoende onder", "share of homes that must pass, for trees, canopy, access or norm",
     false},
    {"warn-below", 0, CLI_TEXT, offsetof(args, warn_below), "CRITERION=PCT[,...]", NULL, NULL,
     "Waarschuwing onder", "share of homes below which a warning is printed", false},
    {"targets", 0, CLI_TEXT, offsetof(args, targets), "FILE.csv", NULL, NULL, "Doelen per jaar",
     "table of shares to fail below: criterion, year, area, min_pct", false},
    {"year", 0, CLI_INTEGER, offsetof(args, year), "YYYY", NULL, NULL, "Jaar",
     "year whose targets hold (default: that of SOURCE_DATE_EPOCH, else of the newest input)",
     false},
    {"min-homes", 0, CLI_INTEGER, offsetof(args, min_homes), "NUMBER", "0", NULL,
     "Minimumaantal woningen", "skip areas with fewer homes", false},
    {"max-unknown", 0, CLI_PERCENT, offsetof(args, max_unknown_pct), "PERCENT", NULL, NULL,
     "Hoogste aandeel onbekend", "share of homes unknown above which there is no verdict", false},
};

/* The status that a verdict ends with; without thresholds nothing was asked. */
static const int exits[] = {[GEO_CHECK_NONE] = CLI_FAILED, [GEO_CHECK_FAILS] = CLI_ANSWER_NO};

static int take_thresholds(cli *app, geo_check_rules *rules, const char *option, const char *text,
                           bool warns)
{
    geo_status status = text ? geo_check_rules_add(app->ctx, rules, text, warns) : GEO_OK;

    if (status == GEO_ERR_ARG)
        return cli_usage(app, "--%s: %s", option, geo_ctx_error(app->ctx));
    return cli_status(app, status);
}

static int take_options(cli *app, geo_check_rules *rules)
{
    const args *a = app->args;
    int result = take_thresholds(app, rules, "fail-below", a->fail_below, false);

    if (result == CLI_DONE)
        result = take_thresholds(app, rules, "warn-below", a->warn_below, true);
    if (result != CLI_DONE)
        return result;
    if (a->min_homes < 0)
        return cli_usage(app, "--min-homes: there is no number of homes below 0");
    if (cli_given(app, "year") && (a->year < 1 || a->year > 9999))
        return cli_usage(app, "--year: '%s' is no year", cli_option_text(app, "year"));
    rules->min_homes = a->min_homes;
    rules->max_unknown_pct = a->max_unknown_pct;
    return CLI_DONE;
}

/* PATH, with the layer of -l. */
static geo_status name_dataset(cli *app, geo_text *out)
{
    if (strcmp(app->common.input, "-") == 0) {
        geo_status status =
            geo_fail(app->ctx, GEO_ERR_ARG, "a GeoPackage cannot be read from standard input");
        geo_hint(app->ctx, "name the file that gn-norm wrote with -o");
        return status;
    }
    geo_text_add(out, app->common.input);
    if (app->common.layer)
        geo_text_addf(out, ":%s", app->common.layer);
    return out->failed ? geo_fail_nomem(app->ctx) : GEO_OK;
}

static geo_status read_layer(cli *app, const char *dataset, geo_check_layer *out)
{
    geo_source_options wanted = geo_check_source_options();
    geo_source *source = NULL;

    geo_status status = cli_dataset(app, "INPUT", dataset, &wanted, &source);
    if (status && status != GEO_ERR_CRS && status != GEO_ERR_BUSY)
        geo_hint(app->ctx, "wanted is layer " GEO_CHECK_LAYER ", which gn-norm -o FILE.gpkg makes");
    if (!status)
        status = geo_check_layer_init(app->ctx, source, out);
    if (!status)
        status = geo_tally_report(app->ctx, geo_source_tally(source), geo_source_name(source),
                                  app->common.strict);
    geo_source_free(source);
    return status;
}

/* No clock: the same file and options give the same answer on any day. */
static geo_status settle_year(cli *app, const char *dataset, int64_t *out)
{
    const char *date = cli_date(app, NULL);
    char digits[5] = "";
    geo_provenance *history = NULL;
    geo_status status = GEO_OK;

    if (cli_given(app, "year")) {
        *out = ((const args *)app->args)->year;
        return GEO_OK;
    }
    if (!date)
        status = geo_check_history(app->ctx, dataset, &history);
    if (history)
        date = cli_date(app, history);
    geo_provenance_free(history);
    if (status)
        return status;
    if (!date) {
        status = geo_fail(app->ctx, GEO_ERR_ARG, "there is no telling which year's targets hold");
        geo_hint(app->ctx, "name the year with --year");
        return status;
    }
    memcpy(digits, date, 4);
    return geo_parse_int(app->ctx, digits, 1, 9999, out);
}

static geo_status take_targets(cli *app, const char *dataset, geo_check_rules *rules)
{
    const args *a = app->args;
    geo_table *table = NULL;
    int64_t year = 0;

    if (!a->targets)
        return GEO_OK;
    geo_status status = geo_table_read(app->ctx, a->targets, &table);
    if (!status)
        status = settle_year(app, dataset, &year);
    if (!status)
        status = geo_check_rules_targets(app->ctx, rules, table, a->targets, year);
    geo_table_free(table);
    return status;
}

static geo_status judge(cli *app, const geo_check_layer *layer, const geo_check_rules *rules,
                        int *out_exit)
{
    geo_check_result result = {0};
    geo_text text = GEO_TEXT_INIT;
    geo_status status =
        geo_check_judge(app->ctx, layer->units, layer->count, layer->town, rules, &result);
    const geo_check_report report = {layer, rules, &result};

    if (!status && app->common.json)
        geo_check_add_json(&text, &report, exits[result.verdict]);
    else if (!status)
        geo_check_add_text(&text, &report);
    if (!status && text.failed)
        status = geo_fail_nomem(app->ctx);
    if (!status)
        cli_print(app, "%s", geo_text_string(&text));
    *out_exit = exits[result.verdict];
    geo_text_release(&text);
    geo_check_result_release(&result);
    return status;
}

static int run(cli *app)
{
    geo_check_rules rules;
    geo_check_layer layer = {0};
    geo_text dataset = GEO_TEXT_INIT;
    int result = cli_status(app, geo_check_rules_init(app->ctx, &rules));

    if (result == CLI_DONE)
        result = take_options(app, &rules);
    if (result == CLI_DONE) {
        geo_status status = name_dataset(app, &dataset);
        if (!status)
            status = read_layer(app, geo_text_string(&dataset), &layer);
        if (!status)
            status = take_targets(app, geo_text_string(&dataset), &rules);
        if (!status)
            status = judge(app, &layer, &rules, &result);
        if (status)
            result = cli_status(app, status);
    }
    geo_check_layer_release(&layer);
    geo_check_rules_release(&rules);
    geo_text_release(&dataset);
    return result;
}

static const cli_tool tool = {.name = "gn-check",
                              .summary = "judge a norm result by thresholds",
                              .operands = "INPUT",
                              .options = options,
                              .option_count = sizeof options / sizeof options[0],
                              .args_size = sizeof(args),
                              .run = run,
                              .title = "Toets aan drempels"};

int main(int argc, char **argv)
{
    return cli_main(&tool, argc, argv);
}
