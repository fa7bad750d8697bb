/* The life of a tool: standard files made safe, options read, the library set up, the tool run,
 * standard output closed and checked. */
#include "cli/state.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "geom/geos.h"
#include "io/io.h"

static volatile sig_atomic_t signal_seen; /* the one global: a handler has no other way out */

static const int stop_signals[] = {SIGINT, SIGTERM, SIGHUP};
#define STOP_SIGNALS (sizeof stop_signals / sizeof stop_signals[0])

int cli_signal(void)
{
    return signal_seen;
}

/* The first signal asks the run to unwind; a second one ends it at once. */
static void on_signal(int number)
{
    signal_seen = number;
    geo_geos_interrupt();
    for (size_t i = 0; i < STOP_SIGNALS; i++)
        (void)signal(stop_signals[i], SIG_DFL);
}

/* The reader of our output left: the run unwinds without a word, so that what was begun beside the
 * stream is cleared away. */
static void on_closed_pipe(int number)
{
    signal_seen = number;
}

/* No SA_RESTART: a read that waits for an upstream tool must return. A signal that the parent
 * ignores (nohup) stays ignored. SIGPIPE ends us as any filter, whatever the parent set; a file
 * that grows beyond the user's limit (ulimit -f) is an error of writing, like a full disk. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal}, old;

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < STOP_SIGNALS; i++)
        if (sigaction(stop_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(stop_signals[i], &action, NULL);
    (void)signal(SIGPIPE, on_closed_pipe);
    (void)signal(SIGXFSZ, SIG_IGN);
}

/* A closed standard file would give its number to the next file opened, which then gets the
 * messages of others. Opened the wrong way round, so that using it is an error. */
static void fill_standard_files(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};

    for (int number = 0; number <= 2; number++)
        if (fcntl(number, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", modes[number]);
}

/* A full disk shows only here: the last bytes leave when the file is closed. */
static int close_output(cli *app, int result)
{
    bool failed = app->state->print_failed || ferror(stdout) != 0;

    errno = 0;
    if (fclose(stdout) != 0)
        failed = true;
    if (!failed || signal_seen == SIGPIPE)
        return result;
    char text[256];
    (void)snprintf(text, sizeof text, "cannot write standard output%s%s", errno ? ": " : "",
                   errno ? strerror(errno) : "");
    cli_error(app, text);
    return result == CLI_DONE || result == CLI_ANSWER_NO ? CLI_FAILED : result;
}

static int run(cli *app)
{
    geo_status status = geo_io_init(app->ctx);
    int result = status ? cli_status(app, status) : app->tool->run(app);

    cli_progress_clear(app);
    geo_io_exit();
    return result;
}

int cli_main(const cli_tool *tool, int argc, char **argv)
{
    cli app;
    bool stop = false;
    int result;

    fill_standard_files();
    catch_signals();
    geo_status status = cli_state_new(tool, &app);
    if (!status)
        status = cli_table_new(&app);
    if (status) {
        (void)fprintf(stderr, "%s: error: %s\n", tool->name,
                      app.ctx && *geo_ctx_error(app.ctx) ? geo_ctx_error(app.ctx)
                                                         : "out of memory");
        cli_state_free(&app);
        return status == GEO_ERR_INTERNAL ? CLI_BUG : CLI_FAILED;
    }
    result = cli_parse(&app, argc, argv, &stop);
    if (!stop)
        result = run(&app);
    result = close_output(&app, result);
    cli_state_free(&app);
    if (signal_seen == SIGPIPE) { /* and now as any filter */
        (void)signal(SIGPIPE, SIG_DFL);
        (void)raise(SIGPIPE);
    }
    return result;
}
