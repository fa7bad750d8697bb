/* Reads the command line with popt, driven by the entries of the option table. popt neither
 * abbreviates nor guesses; here is only what it lacks: the nearest name, the values. */
#include "cli/state.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

/* popt takes the word after an optional argument as its value; so a bare `--progress` is written
 * out before popt sees it. Words after `--` are operands. */
static void fill_bare(cli *app, int argc, const char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const cli_entry *entry =
            strncmp(argv[i], "--", 2) == 0 ? cli_entry_find(app, argv[i] + 2) : NULL;
        const char *full =
            entry && entry->bare ? cli_textf(app, "%s=%s", argv[i], entry->bare) : NULL;
        if (full)
            argv[i] = full;
    }
}

static struct poptOption *popt_table(const cli *app)
{
    size_t count = app->state->entry_count;
    struct poptOption *table = geo_calloc(count + 1, sizeof *table);

    for (size_t i = 0; table && i < count; i++) {
        const cli_option *option = &app->state->entries[i].option;
        table[i].longName = option->name;
        table[i].shortName = option->letter;
        table[i].argInfo = option->kind == CLI_FLAG ? POPT_ARG_NONE : POPT_ARG_STRING;
        table[i].val = (int)i + 1;
    }
    return table;
}

/* The beginning of a name is nearer than any slip of the fingers. */
static size_t distance_of(const char *typed, const char *name)
{
    return strncmp(name, typed, strlen(typed)) == 0 ? 1 : geo_text_distance(typed, name);
}

static void hint_nearest(cli *app, const char *typed)
{
    const char *nearest = NULL;
    size_t best = 4, length = strcspn(typed, "=");
    const char *name = geo_arena_strndup(app->state->arena, typed, length);

    for (size_t i = 0; name && i < app->state->entry_count; i++) {
        size_t distance = distance_of(name, app->state->entries[i].option.name);
        if (distance < best && distance < length) {
            best = distance;
            nearest = app->state->entries[i].option.name;
        }
    }
    if (nearest)
        geo_hint(app->ctx, "did you mean --%s?", nearest);
    else
        geo_hint(app->ctx, "see %s --help", app->tool->name);
}

static int bad_option(cli *app, poptContext popt, int code)
{
    const char *typed = poptBadOption(popt, POPT_BADOPTION_NOALIAS);
    int length = (int)strcspn(typed, "=");

    if (code == POPT_ERROR_NOARG)
        return cli_usage(app, "%.*s needs a value", length, typed);
    if (code == POPT_ERROR_UNWANTEDARG)
        return cli_usage(app, "%.*s takes no value", length, typed);
    if (code != POPT_ERROR_BADOPT)
        return cli_usage(app, "%s: %s", typed, poptStrerror(code));
    hint_nearest(app, typed + strspn(typed, "-"));
    return cli_usage(app, "unknown option '%.*s'", length, typed);
}

/* --help, --describe and --version act where they stand. */
static bool is_question(cli *app, const char *name, int *exit_status)
{
    char *text = NULL;

    if (strcmp(name, "version") == 0) {
        cli_print(app, "%s (groennet) %s\n", app->tool->name, GROENNET_VERSION);
        *exit_status = CLI_DONE;
        return true;
    }
    if (strcmp(name, "help") == 0)
        text = cli_help(app);
    else if (strcmp(name, "describe") == 0)
        text = cli_describe(app);
    else
        return false;
    *exit_status = text ? CLI_DONE : cli_status(app, geo_fail_nomem(app->ctx));
    if (text)
        cli_print(app, "%s", text);
    geo_free(text);
    return true;
}

static int take_value(cli *app, cli_entry *entry, const char *text)
{
    const char *before = entry->option.kind == CLI_LIST ? entry->text : NULL;
    entry->given++;
    entry->text = !text    ? NULL
                  : before ? cli_textf(app, "%s,%s", before, text)
                           : cli_text(app, text);
    if (text && !entry->text)
        return cli_status(app, geo_fail_nomem(app->ctx));
    geo_status status = cli_value_set(app, entry, text ? entry->text : "");
    if (status == GEO_ERR_NOMEM)
        return cli_status(app, status);
    if (status)
        return cli_usage(app, "--%s: %s", entry->option.name, geo_ctx_error(app->ctx));
    return CLI_DONE;
}

static int take_options(cli *app, poptContext popt, bool *stop)
{
    int code, result = CLI_DONE;

    while (!*stop && (code = poptGetNextOpt(popt)) > 0) {
        cli_entry *entry = &app->state->entries[code - 1];
        char *text = poptGetOptArg(popt);
        if (entry->group == CLI_GROUP_GENERAL && is_question(app, entry->option.name, &result)) {
            *stop = true;
        } else {
            result = take_value(app, entry, text);
            *stop = result != CLI_DONE;
        }
        free(text); /* popt's own malloc */
    }
    if (!*stop && code < -1) {
        *stop = true;
        result = bad_option(app, popt, code);
    }
    return result;
}

/* Counts the words of "[INPUT]" or "OLD NEW"; those in brackets may be left out. */
static void operand_limits(const char *spec, size_t *min, size_t *max)
{
    bool inside = false;
    *min = *max = 0;

    for (const char *at = spec ? spec : ""; *at; at++) {
        if (strncmp(at, "...", 3) == 0)
            *max = SIZE_MAX;
        if (*at == ' ' || (at != spec && at[-1] != ' ')) /* only first letters count */
            continue;
        inside = *at == '[';
        *min += !inside;
        *max += *max < SIZE_MAX;
    }
}

static int take_operands(cli *app, const char *const *words)
{
    size_t min, max;

    operand_limits(app->tool->operands, &min, &max);
    for (size_t i = 0; words && words[i]; i++) {
        const char *copy = cli_text(app, words[i]);
        if (!copy || !geo_vec_push(&app->state->operands, copy))
            return cli_status(app, geo_fail_nomem(app->ctx));
    }
    size_t count = app->state->operands.count;
    if (count > max) {
        geo_hint(app->ctx, "usage: %s [OPTIONS] %s", app->tool->name,
                 app->tool->operands ? app->tool->operands : "");
        return cli_usage(app, "'%s' is one argument too many", app->state->operands.items[max]);
    }
    if (count < min) {
        geo_hint(app->ctx, "usage: %s [OPTIONS] %s", app->tool->name, app->tool->operands);
        return cli_usage(app, "%s", count ? "an argument is missing" : "no arguments given");
    }
    return CLI_DONE;
}

static int run_popt(cli *app, int argc, const char **argv, struct poptOption *table, bool *stop)
{
    poptContext popt = poptGetContext(NULL, argc, argv, table, 0);

    if (!popt) {
        *stop = true;
        return cli_status(app, geo_fail_nomem(app->ctx));
    }
    int result = take_options(app, popt, stop);
    if (!*stop) {
        result = take_operands(app, (const char *const *)poptGetArgs(popt));
        *stop = result != CLI_DONE;
    }
    poptFreeContext(popt);
    return result;
}

int cli_parse(cli *app, int argc, char **argv, bool *stop)
{
    const char **words = geo_calloc((size_t)argc + 1, sizeof *words);
    struct poptOption *table = popt_table(app);
    int result;

    *stop = false;
    if (words && table && argc > 0) {
        memcpy(words, argv, (size_t)argc * sizeof *words);
        fill_bare(app, argc, words);
        result = run_popt(app, argc, words, table, stop);
    } else {
        *stop = true;
        result = cli_status(app, geo_fail_nomem(app->ctx));
    }
    if (!*stop) {
        result = cli_settle(app);
        *stop = result != CLI_DONE;
    }
    geo_free(table);
    geo_free(words);
    return result;
}
