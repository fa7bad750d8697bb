/* The run's own memory: created before the options are read, freed after the last message. */
#include "cli/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

static bool cancelled(void *self)
{
    (void)self;
    return cli_signal() != 0;
}

static void look_at_terminal(cli_state *state)
{
    const char *term = getenv("TERM"), *plain = getenv("NO_COLOR");

    state->terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    state->colour = state->terminal && !(plain && *plain);
}

#define AHEAD_BYTES ((size_t)64 << 20) /* some 170,000 addresses */

geo_status cli_state_new(const cli_tool *tool, cli *app)
{
    geo_ctx_hooks hooks = {
        .self = app, .log = cli_log, .progress = cli_progress_draw, .cancelled = cancelled};

    memset(app, 0, sizeof *app);
    app->tool = tool;
    app->ctx = geo_ctx_new(&hooks);
    app->args = geo_calloc(1, tool->args_size);
    app->state = geo_calloc(1, sizeof *app->state);
    if (!app->ctx || !app->args || !app->state)
        return GEO_ERR_NOMEM;
    app->state->arena = geo_arena_new();
    if (!app->state->arena)
        return GEO_ERR_NOMEM;
    app->state->percent = -1;
    app->state->ahead_bytes = AHEAD_BYTES;
    look_at_terminal(app->state);
    clock_gettime(CLOCK_MONOTONIC, &app->state->started);
    return GEO_OK;
}

void cli_state_free(cli *app)
{
    cli_state *state = app->state;

    if (state) {
        cli_rejects_free(state->rejects);
        geo_crs_free(state->crs);
        geo_free(state->notes.items);
        geo_free(state->facts.items);
        for (size_t i = 0; i < state->hashes.count; i++)
            geo_fingerprint_job_free(state->hashes.items[i].job);
        geo_free(state->hashes.items);
        geo_free(state->told.items);
        geo_free(state->sources.items);
        geo_free(state->inputs.items);
        geo_free(state->operands.items);
        geo_free(state->entries);
        geo_arena_free(state->arena);
    }
    geo_free(state);
    geo_free(app->args);
    geo_ctx_free(app->ctx);
    memset(app, 0, sizeof *app);
}

const char *const *cli_operands(const cli *app, size_t *count)
{
    *count = app->state->operands.count;
    return app->state->operands.items;
}

const char *cli_text(cli *app, const char *text)
{
    return geo_arena_strndup(app->state->arena, text, strlen(text));
}

const char *cli_textf(cli *app, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : geo_arena_alloc(app->state->arena, (size_t)length + 1, 1);
    if (text)
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
