/* The smallest filter: passes rows on, with --add also a constant column. It has an option of every
 * kind, so that tests of the command line need no real tool. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/state.h"

typedef struct args {
    int64_t add, count;
    double ratio, reach_m, area_m2, share_pct;
    const char *word, *other;
    int mode, fail;
    bool print, wait;
} args;

static const cli_option options[] = {
    {"add", 0, CLI_INTEGER, offsetof(args, add), "NUMBER", NULL, NULL, "Constante",
     "add a column with this number", false},
    {"count", 'c', CLI_INTEGER, offsetof(args, count), "NUMBER", "3", NULL, "Aantal", "an integer",
     false},
    {"ratio", 0, CLI_NUMBER, offsetof(args, ratio), "NUMBER", NULL, NULL, "Verhouding",
     "a number without default", false},
    {"reach", 'r', CLI_LENGTH, offsetof(args, reach_m), "LENGTH", "50m", NULL, "Reikwijdte",
     "a length", false},
    {"area", 0, CLI_AREA, offsetof(args, area_m2), "AREA", "1ha", NULL, "Oppervlakte", "an area",
     false},
    {"share", 0, CLI_PERCENT, offsetof(args, share_pct), "PERCENT", "40%", NULL, "Aandeel",
     "a percentage", false},
    {"word", 'w', CLI_TEXT, offsetof(args, word), "WORD", NULL, NULL, "Woord", "a text", false},
    {"mode", 0, CLI_CHOICE, offsetof(args, mode), NULL, "sight", "sight|radius", "Manier",
     "one of two ways, with a sentence that is long enough to be wrapped in the help", false},
    {"other", 0, CLI_DATASET, offsetof(args, other), "PATH[:LAYER]", NULL, NULL, "Andere laag",
     "another dataset", false},
    {"print", 0, CLI_FLAG, offsetof(args, print), NULL, NULL, NULL, "Tonen",
     "print the options and end", true},
    {"wait", 0, CLI_FLAG, offsetof(args, wait), NULL, NULL, NULL, "Wachten",
     "wait after the first rows, for a signal", true},
    {"fail", 0, CLI_CHOICE, offsetof(args, fail), NULL, "no",
     "no|arg|io|busy|internal|cancelled|late", "Mislukken",
     "fail with this status; late: after the first batch", true},
};

static const char *const themes[] = {"tree", NULL};
static const char *const rasters[] = {"dsm", NULL};

static const geo_status failures[] = {GEO_OK,       GEO_ERR_ARG,      GEO_ERR_IO,
                                      GEO_ERR_BUSY, GEO_ERR_INTERNAL, GEO_ERR_CANCELLED};

static int print_options(cli *app, const args *a)
{
    static const char *const names[] = {"add",   "count", "ratio", "reach", "area",
                                        "share", "word",  "mode",  "tree",  "dsm"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *text = cli_option_text(app, names[i]);
        cli_print(app, "%s %s%s\n", names[i], text ? text : "-",
                  cli_given(app, names[i]) ? " given" : "");
    }
    cli_print(app, "mode %d verbose %d box %d", a->mode, app->common.verbose, app->common.has_box);
    cli_print(app, " town %s name %s input %s\n", app->common.town ? app->common.town : "-",
              app->common.name, app->common.input);
    return CLI_DONE;
}

static geo_status fill(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    const args *a = self;

    for (size_t i = 0; i < geo_batch_count(batch) * out->count; i++)
        out->values[i] = geo_value_int(a->add);
    while (a->wait) {
        geo_status status = geo_ctx_poll(ctx);
        if (status)
            return status;
        (void)usleep(10000);
    }
    if (a->fail == 6 && batch->first > 0)
        return geo_fail(ctx, GEO_ERR_IO, "failing as asked, late");
    return GEO_OK;
}

static int run(cli *app)
{
    args *a = app->args;
    char column[64];
    const geo_field field = {column, GEO_FIELD_LONG};
    const cli_filter filter = {
        .self = a, .fields = &field, .field_count = cli_given(app, "add"), .run = fill};
    geo_reader *reader = NULL;
    geo_source *trees = NULL;
    geo_status status = GEO_OK;
    const char *ahead = getenv("GN_NULL_AHEAD"); /* bytes, instead of the usual room */

    if (ahead)
        app->state->ahead_bytes = strtoul(ahead, NULL, 10);
    if (a->print)
        return print_options(app, a);
    if (a->fail > 0 && a->fail < 6)
        return cli_status(app, geo_fail(app->ctx, failures[a->fail], "failing as asked"));
    if (cli_given(app, "tree"))
        status = cli_source(app, "tree", true, NULL, &trees);
    (void)snprintf(column, sizeof column, "%s_value", app->common.name);
    if (!status)
        status = cli_input(app, "address", true, &reader);
    if (!status)
        status = cli_input_ahead(app, reader);
    if (!status)
        status = cli_filter_run(app, reader, &filter);
    geo_reader_free(reader);
    geo_source_free(trees);
    return cli_status(app, status);
}

static const cli_tool tool = {.name = "gn-null",
                              .summary = "pass addresses on as they are",
                              .operands = "[INPUT]",
                              .options = options,
                              .option_count = sizeof options / sizeof options[0],
                              .args_size = sizeof(args),
                              .themes = themes,
                              .rasters = rasters,
                              .prefix = "null",
                              .streams = true,
                              .run = run};

int main(int argc, char **argv)
{
    return cli_main(&tool, argc, argv);
}
