/* What the files of tools/cli share and nobody else sees: the option table as parsed, messages,
 * progress, and what the run has opened so far. */
#ifndef GROENNET_CLI_STATE_H
#define GROENNET_CLI_STATE_H

#include <time.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/cli.h"
#include "io/fingerprint.h"

/* Where an option stands in --help and --describe. */
typedef enum cli_group {
    CLI_GROUP_TOOL,
    CLI_GROUP_THEME,
    CLI_GROUP_INPUT,
    CLI_GROUP_OUTPUT,
    CLI_GROUP_GENERAL,
    CLI_GROUP_COUNT
} cli_group;

/* One option of the run: a row of a table and what the user typed for it. */
typedef struct cli_entry {
    cli_option option;
    cli_group group;
    void *value;      /* where the parsed value goes; NULL: settled from `text` (settle.c) */
    const char *bare; /* the value meant by `--name` without one; only --progress */
    const char *text; /* as typed last; NULL: not given */
    int given;        /* how often */
} cli_entry;

/* An input for provenance. */
typedef struct cli_note {
    const char *theme, *path, *name, *date;
} cli_note;

typedef struct cli_said {
    const char *name, *value;
} cli_said;

/* The fingerprint of a file, asked for when it is noted, wanted for provenance. */
typedef struct cli_hash {
    const char *path, *value;
    geo_fingerprint_job *job; /* until there is a value; NULL: no thread of its own */
} cli_hash;

typedef enum cli_progress_mode {
    CLI_PROGRESS_OFF,
    CLI_PROGRESS_LATER, /* a bar on a terminal, after two seconds */
    CLI_PROGRESS_BAR,
    CLI_PROGRESS_MACHINE
} cli_progress_mode;

typedef struct cli_rejects cli_rejects;

typedef struct cli_state {
    geo_arena *arena; /* all strings that live as long as the run */
    cli_entry *entries;
    size_t entry_count;
    GEO_VEC(const char *) operands;
    GEO_VEC(const char *) inputs;
    GEO_VEC(cli_note) notes;
    GEO_VEC(cli_said) facts;
    GEO_VEC(cli_hash) hashes;
    GEO_VEC(const char *) told;          /* lines of themes: each is said once */
    GEO_VEC(const geo_source *) sources; /* themes that are open; the tools own them */
    geo_crs *crs;                        /* the town's */
    cli_rejects *rejects;
    geo_reader_options reading; /* of cli_input, for a second reader that counts */
    const char *dataset;        /* that cli_input opened */
    size_t ahead_bytes;         /* rows of a file that may be held before there is a header */
    bool has_counts;            /* rows of the whole input are known before it is read */
    geo_tally counts;
    bool unhashed;     /* provenance is made for its rows and its date alone: no file is read */
    bool print_failed; /* a write to standard output failed */
    bool hushed;       /* while an input is read for the first of two times */
    bool terminal;     /* standard error is one that can draw */
    bool colour;
    bool bar_drawn;
    cli_progress_mode progress;
    int percent; /* said last */
    struct timespec started;
} cli_state;

/* main.c: the number of the signal that came, or 0. */
int cli_signal(void);

/* state.c */
geo_status cli_state_new(const cli_tool *tool, cli *app) GEO_MUST_USE;
void cli_state_free(cli *app);
/* Text in the run's arena; NULL: no memory. */
const char *cli_text(cli *app, const char *text);
/* At -v, unless it was said before: parts of a tool open one theme each for itself. NULL: no memory
 * for the line. */
geo_status cli_info_once(cli *app, const char *line) GEO_MUST_USE;

/* provenance.c: do files of this format have a place for provenance? */
bool cli_keeps_history(geo_format format);
/* Has the file's fingerprint made, in a thread when there may be more than one; when the output
 * does not keep it, only if provenance asks for it. */
geo_status cli_hash_begin(cli *app, const char *path) GEO_MUST_USE;

/* table.c: the entries of a tool; the only place that knows which common options it has. */
geo_status cli_table_new(cli *app) GEO_MUST_USE;
cli_entry *cli_entry_find(const cli *app, const char *name);

/* parse.c: CLI_DONE means go on; *stop: the exit status stands (--help, usage error). */
int cli_parse(cli *app, int argc, char **argv, bool *stop);
/* value.c: parses `text` into entry->value. */
geo_status cli_value_set(cli *app, cli_entry *entry, const char *text) GEO_MUST_USE;
/* Index of `text` among "a|b|c", or -1. */
int cli_choice_find(const char *choices, const char *text);
/* Adds "a, b, c". */
void cli_add_choices(geo_text *out, const char *choices);
/* settle.c: common options that depend on each other; prints its usage errors. */
int cli_settle(cli *app);

/* help.c, describe.c: the whole text, or NULL without memory (geo_free it). */
char *cli_help(const cli *app);
char *cli_describe(const cli *app);

/* message.c */
void cli_log(void *self, geo_log_level level, const char *text);
/* Prints "gn-x: error: TEXT" and the context's hint, and forgets both. */
void cli_error(cli *app, const char *text);
void cli_progress_draw(void *self, double fraction);
void cli_progress_clear(cli *app);

/* town.c: PATH of PATH:LAYER, in the arena. */
const char *cli_dataset_path(cli *app, const char *dataset);

/* source.c: settles the system by the town's addresses, when it is open yet and there are any. */
geo_status cli_crs_of_town(cli *app) GEO_MUST_USE;
#define CLI_DEFAULT_CRS "EPSG:28992" /* where degrees go when nothing else is said */

/* rejects.c: rows that cannot be used, with the reason, in the format of the path's suffix. */
geo_status cli_rejects_new(cli *app, const char *path, cli_rejects **out) GEO_MUST_USE;
geo_status cli_rejects_begin(geo_ctx *ctx, cli_rejects *rejects,
                             const geo_schema *schema) GEO_MUST_USE;
/* A geo_reader_options.rejected; `self` is the cli_rejects. */
geo_status cli_rejects_put(void *self, geo_ctx *ctx, const geo_schema *schema, geo_row row,
                           const char *reason) GEO_MUST_USE;
geo_status cli_rejects_commit(geo_ctx *ctx, cli_rejects *rejects) GEO_MUST_USE;
void cli_rejects_free(cli_rejects *rejects);

#endif
