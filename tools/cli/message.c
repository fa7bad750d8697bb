/* Everything said on standard error, and the exit status that goes with a failure. */
#include "cli/state.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

/* Names come from files and users: control characters must not reach the terminal. */
static void add_clean(geo_text *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        geo_text_add_char(out, c < 0x20 || c == 0x7f ? '?' : *text);
    }
}

/* One line, written at once so that the tools of a pipeline do not mix theirs. */
static void say(cli *app, const char *head, const char *colour, const char *text)
{
    geo_text line = GEO_TEXT_INIT;
    bool colours = app->state && app->state->colour && colour;

    cli_progress_clear(app);
    if (colours)
        geo_text_add(&line, colour);
    geo_text_add(&line, head);
    if (colours)
        geo_text_add(&line, "\033[0m");
    add_clean(&line, text);
    geo_text_add_char(&line, '\n');
    if (!line.failed)
        (void)!write(STDERR_FILENO, line.data, line.length);
    geo_text_release(&line);
}

static void say_as(cli *app, const char *kind, const char *colour, const char *text)
{
    char head[64];
    (void)snprintf(head, sizeof head, "%s: %s", app->tool->name, kind);
    say(app, head, colour, text);
}

void cli_log(void *self, geo_log_level level, const char *text)
{
    cli *app = self;
    static const char *const kinds[] = {"warning: ", "note: ", "", ""};
    int wanted = app->common.quiet ? -1 : GEO_LOG_NOTE + app->common.verbose;

    if ((int)level <= wanted && !app->state->hushed)
        say_as(app, kinds[level], level == GEO_LOG_WARNING ? "\033[33m" : NULL, text);
}

void cli_error(cli *app, const char *text)
{
    say_as(app, "error: ", "\033[31m", text);
    if (*geo_ctx_hint(app->ctx))
        say(app, "hint: ", NULL, geo_ctx_hint(app->ctx));
    geo_ctx_reset(app->ctx);
}

static int exit_status_of(geo_status status)
{
    switch (status) {
    case GEO_OK:
    case GEO_END:
        return CLI_DONE;
    case GEO_ERR_ARG:
        return CLI_USAGE;
    case GEO_ERR_BUSY:
        return CLI_LATER;
    case GEO_ERR_INTERNAL:
        return CLI_BUG;
    default:
        return CLI_FAILED;
    }
}

int cli_status(cli *app, geo_status status)
{
    int result = exit_status_of(status);

    if (result == CLI_DONE || cli_signal() == SIGPIPE)
        return result;
    if (status == GEO_ERR_CANCELLED && cli_signal()) {
        char text[64];
        (void)snprintf(text, sizeof text, "stopped by signal %d", cli_signal());
        cli_error(app, text);
        return 128 + cli_signal();
    }
    if (status == GEO_ERR_INTERNAL)
        geo_hint(app->ctx, "this is a bug in %s: please report it", app->tool->name);
    const char *text = geo_ctx_error(app->ctx);
    cli_error(app, *text ? text : "it failed without saying why");
    return result;
}

int cli_usage(cli *app, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cli_error(app, text);
    return CLI_USAGE;
}

static void info_lines(cli *app, geo_text *lines)
{
    char *rest = NULL;
    for (char *line = lines->data ? strtok_r(lines->data, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest))
        geo_info(app->ctx, "%s", line);
}

geo_status cli_summary_say(cli *app, geo_status status, cli_summary *summary)
{
    if (status == GEO_OK) {
        info_lines(app, &summary->lines);
        cli_print(app, "%s", geo_text_string(&summary->json));
    }
    geo_text_release(&summary->lines);
    geo_text_release(&summary->json);
    return status;
}

geo_status cli_info_once(cli *app, const char *line)
{
    cli_state *state = app->state;
    for (size_t i = 0; line && i < state->told.count; i++)
        if (strcmp(state->told.items[i], line) == 0)
            return GEO_OK;
    if (!line || !geo_vec_push(&state->told, line))
        return geo_fail_nomem(app->ctx);
    geo_info(app->ctx, "%s", line);
    return GEO_OK;
}

void cli_print(cli *app, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (vprintf(format, args) < 0)
        app->state->print_failed = true;
    va_end(args);
}
