/* Progress on standard error: a bar for people, "@progress N" lines for programs. Percentages never
 * go back. */
#include "cli/state.h"

#include <stdio.h>
#include <unistd.h>

#define PATIENCE_S 2.0
#define BAR_CELLS 40

static double seconds_since(struct timespec from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from.tv_sec) + 1e-9 * (double)(now.tv_nsec - from.tv_nsec);
}

static void put(const char *text, int length)
{
    if (length > 0)
        (void)!write(STDERR_FILENO, text, (size_t)length);
}

static void draw_bar(cli *app, int percent)
{
    char line[128], cells[BAR_CELLS + 1];

    for (int i = 0; i < BAR_CELLS; i++)
        cells[i] = i * 100 < percent * BAR_CELLS ? '#' : '.';
    cells[BAR_CELLS] = '\0';
    /* Without a terminal there is no line to draw over. */
    bool over = isatty(STDERR_FILENO);
    int length = snprintf(line, sizeof line, "%s%.30s: [%s] %3d %%%s", over ? "\r" : "",
                          app->tool->name, cells, percent, over ? "" : "\n");
    put(line, length);
    app->state->bar_drawn = over;
}

void cli_progress_draw(void *self, double fraction)
{
    cli *app = self;
    cli_state *state = app->state;
    double bounded = fraction > 0.0 ? (fraction < 1.0 ? fraction : 1.0) : 0.0;
    int percent = (int)(100.0 * bounded);

    if (state->progress == CLI_PROGRESS_OFF || percent <= state->percent)
        return;
    if (state->progress == CLI_PROGRESS_LATER && seconds_since(state->started) < PATIENCE_S)
        return;
    state->percent = percent;
    if (state->progress == CLI_PROGRESS_MACHINE) {
        char line[32];
        put(line, snprintf(line, sizeof line, "@progress %d\n", percent));
    } else {
        draw_bar(app, percent);
    }
}

void cli_progress_clear(cli *app)
{
    static const char wipe[] = "\r\033[K";

    if (!app->state || !app->state->bar_drawn)
        return;
    put(wipe, (int)sizeof wipe - 1);
    app->state->bar_drawn = false;
    app->state->percent--; /* so that the next report draws it again */
}
