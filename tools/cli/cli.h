/* What all tools share: the option table, parsing, messages, exit status, the town folder, input
 * and output of the address stream. A tool is a cli_tool and a run function: parse (here), open,
 * run, close. */
#ifndef GROENNET_CLI_CLI_H
#define GROENNET_CLI_CLI_H

#include "base/text.h"
#include "io/provenance.h"
#include "io/reader.h"
#include "io/source.h"
#include "io/writer.h"

/* Exit statuses, those of groennet(7). */
enum {
    CLI_DONE = 0,
    CLI_ANSWER_NO = 1,
    CLI_USAGE = 2,
    CLI_FAILED = 3,
    CLI_BUG = 4,
    CLI_LATER = 75
};

typedef enum cli_kind {
    CLI_FLAG,     /* bool */
    CLI_TEXT,     /* const char * */
    CLI_INTEGER,  /* int64_t */
    CLI_NUMBER,   /* double */
    CLI_LENGTH,   /* double, m */
    CLI_AREA,     /* double, m2 */
    CLI_VOLUME,   /* double, m3 */
    CLI_PERCENT,  /* double, 0..100 */
    CLI_CHOICE,   /* int: index in choices */
    CLI_DATASET,  /* const char *: PATH or PATH:LAYER, vector */
    CLI_RASTER,   /* const char *: PATH */
    CLI_FILE_OUT, /* const char *: a file the tool writes */
    CLI_LIST      /* const char *: words with commas between; given again, they are joined */
} cli_kind;

/* As a row's offset: the option is one that tools share, in words of this tool's own. */
#define CLI_SHARED SIZE_MAX

/* One row of a tool's option table: the only source for parsing, --help, --describe, the manual
 * page's OPTIONS and completion. */
typedef struct cli_option {
    const char *name; /* long name, lower-case words with dashes */
    char letter;      /* short name or 0 */
    cli_kind kind;
    size_t offset;     /* of the value in the tool's own options struct */
    const char *value; /* what stands for the value in the help: "LENGTH"; NULL for flags */
    const char
        *fallback; /* default as the user would type it; NULL: none (0, NULL, NaN for numbers) */
    const char *choices; /* CHOICE: "sight|radius" */
    const char *title;   /* Dutch, a few words: label in QGIS */
    const char *help;    /* English, one sentence, lower case, no full stop */
    bool silent;         /* cannot change the result: left out of provenance */
} cli_option;

typedef struct cli cli;

typedef struct cli_tool {
    const char *name;     /* "gn-trees" */
    const char *summary;  /* "count the trees in sight of every address" */
    const char *operands; /* "[INPUT]" */
    const cli_option *options;
    size_t option_count;
    size_t args_size; /* of the tool's options struct, zeroed and filled with defaults before
                         parsing */
    const char *const
        *themes; /* vector themes with an option of their own (--tree PATH[:LAYER]); NULL-ended */
    const char *const *rasters; /* raster themes: "dsm", "dtm" (--dsm PATH); NULL-ended */
    const char *prefix; /* default of --name; NULL: the tool adds no columns and has no --name */
    const char
        *name_help; /* of --name, where its default is not always that; NULL: as all say it */
    bool streams;   /* reads addresses and writes them on: has -l -f --bbox --rejects --strict */
    bool writes;    /* has -o and -O (streams implies it) */
    bool judges;    /* reads whole themes and reports what became of their rows: has --strict, and
                       --crs for themes that do not say theirs */
    int (*run)(cli *app); /* gives the exit status; see cli_status */
    bool updates;         /* streams, and yet has --update: writes GeoPackages through io/package */
    const char *title;    /* Dutch name for QGIS; NULL: the tool's name */
    bool makes_town;      /* --town is what it writes: it need not be there yet */
    void (*about)(geo_text *out); /* adds a chapter to --help, or NULL */
} cli_tool;

/* Everything a tool's main does: `return cli_main(&tool, argc, argv);` */
int cli_main(const cli_tool *tool, int argc, char **argv);

/* What was asked for by the options that all tools have. Strings live as long as the run. */
typedef struct cli_common {
    const char *input;  /* dataset; "-" when left out */
    const char *output; /* "-" by default */
    geo_format format;  /* settled from -f and -o; FGB on standard output by default */
    bool overwrite, strict, json, quiet;
    bool update; /* --update, for tools that write GeoPackages */
    int verbose;
    const char *layer; /* -l */
    const char *name;  /* --name or the tool's prefix */
    bool has_box;
    geo_box box;      /* --bbox */
    const char *town; /* folder, or NULL */
    const char *crs, *out_crs, *rejects, *data_dir;
    int threads; /* -j; default: all cores */
    bool allow_network;
} cli_common;

struct cli {
    geo_ctx *ctx;
    const cli_tool *tool;
    void *args; /* the tool's options struct */
    cli_common common;
    struct cli_state *state; /* private to tools/cli */
};

/* The exit status that goes with a library status (ARG → 2, BUSY → 75, INTERNAL → 4, other errors →
 * 3); prints the error, its context and hint on the way: "gn-trees: error: ...". */
int cli_status(cli *app, geo_status status);
/* Usage error: prints "gn-x: error: ..." and gives CLI_USAGE. */
int cli_usage(cli *app, const char *format, ...) GEO_PRINTF(2, 3);

/* Did the user give this option (against: its default stands)? */
bool cli_given(const cli *app, const char *option);
/* The option's value as text, for provenance; NULL when unset. Numbers, lengths (m), areas (m2) and
 * percentages come in their shortest decimal form, so that "0.4km" and "400" are the same. */
const char *cli_option_text(const cli *app, const char *option);

/* The words that are no options, in order. */
const char *const *cli_operands(const cli *app, size_t *count);

/* ---- town folder ---- */

/* For tools with the operand [TOWN]: it may name the town's folder, once, and nothing else.
 * CLI_DONE, or CLI_USAGE after an error. */
int cli_town_check(cli *app);
/* Where a theme is: its own option, else the town's base.gpkg:THEME (vector) or THEME.tif (raster)
 * when that exists. *out NULL when there is none and it is not required. Required and missing:
 * GEO_ERR_NOTFOUND that names the theme, the town and the option. An optional one that is missing
 * is said at -v. */
geo_status cli_theme(cli *app, const char *theme, bool required, const char **out) GEO_MUST_USE;
/* The toolkit's table data/<name>: --data-dir, else GN_DATA_DIR, else installed or source folder.
 */
geo_status cli_data_path(cli *app, const char *name, const char **out) GEO_MUST_USE;
/* Where the table is that `option` takes: `given`, noted as an input, else the toolkit's own
 * `name`.
 */
geo_status cli_table_path(cli *app, const char *option, const char *given, const char *name,
                          const char **out) GEO_MUST_USE;
/* Text in the run's arena; NULL: no memory. */
const char *cli_textf(cli *app, const char *format, ...) GEO_PRINTF(2, 3);
/* The styles folder's <layer>.qml as text (geo_free it); NULL text when the layer has none. */
geo_status cli_style(cli *app, const char *layer, char **out) GEO_MUST_USE;
/* A vector theme opened, with the town's CRS (that of the first theme opened; must be projected in
 * metres) as target and the input noted for provenance. *out NULL when optional and absent. */
geo_status cli_source(cli *app, const char *theme, bool required, const geo_source_options *options,
                      geo_source **out) GEO_MUST_USE;
/* The same for any dataset an option of the tool named (its name in messages: the option). */
geo_status cli_dataset(cli *app, const char *option, const char *dataset,
                       const geo_source_options *options, geo_source **out) GEO_MUST_USE;
/* Is the dataset that a theme or option names in metres? For those on which others are laid: they
 * may not be transformed, since that would move their corners. Errors: CRS, and those of opening.
 */
geo_status cli_need_metres(cli *app, const char *what, const char *dataset,
                           const char *default_layer) GEO_MUST_USE;
/* Says of all themes and datasets opened so far what became of their features, once a kind; with
 * --strict one that is repaired or rejected is an error. */
geo_status cli_sources_report(cli *app) GEO_MUST_USE;
/* The town's CRS as settled so far; NULL before the first source. */
const geo_crs *cli_crs(const cli *app);
/* Notes a further input (a raster) for provenance: where it is (its hash goes along; NULL or no
 * file: none), its name without folder, its newest date or NULL. */
geo_status cli_input_note(cli *app, const char *theme, const char *path, const char *name,
                          const char *date) GEO_MUST_USE;
/* A fact of this run that later tools want to know, for provenance: told as an option is. The
 * strings are not copied: they must outlive the run. */
geo_status cli_fact(cli *app, const char *name, const char *value) GEO_MUST_USE;

/* ---- the stream ---- */

/* Opens INPUT for reading: a dataset, a town folder (its address layer) or "-"; standard input that
 * is a terminal is refused. target: cli_crs, when settled, else EPSG:28992 for geographic inputs
 * and the input's own otherwise. Rejects go to --rejects. */
geo_status cli_input(cli *app, const char *default_layer, bool points_only,
                     geo_reader **out) GEO_MUST_USE;

/* Has the rows of a file read beside what the tool does next, when there may be more than one
 * thread: for a tool that has much to do before cli_filter_run. */
geo_status cli_input_ahead(cli *app, geo_reader *reader) GEO_MUST_USE;

/* For tools that read the stream themselves, after the last row: publishes --rejects and reports
 * the reader's tally (with --strict a repaired or rejected row is an error). */
geo_status cli_input_end(cli *app, const geo_reader *reader) GEO_MUST_USE;

/* Where a filter's rows go instead of -o's stream or file: a tool that writes several layers, or
 * none. Calls come in this order; any but write may be NULL. */
typedef struct cli_outlet {
    void *self;
    /* schema: of the rows as written, provenance included; it lives until commit */
    geo_status (*open)(void *self, cli *app, const geo_schema *schema, const char *date);
    geo_status (*write)(void *self, cli *app, const geo_batch *batch, const geo_columns *columns);
    geo_status (*commit)(void *self, cli *app);
} cli_outlet;

/* A filter's own part: what it adds and how. */
typedef struct cli_filter {
    void *self;
    const geo_field *fields; /* columns to add, names complete (with --name's prefix) */
    size_t field_count;
    /* fills out->values (count rows × field_count) for the batch */
    geo_status (*run)(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out);
    const cli_outlet *outlet; /* NULL: -o */
    const char *title;        /* Dutch, of a GeoPackage's layer; NULL: the tool's */
    /* When every row's note (a column of fields) begins with this code, addresses and themes are
     * probably of two towns, which is warned of; NULL: no such code. */
    const char *astray;
    size_t note;
} cli_filter;

/* Reads batch by batch, runs the filter, writes to -o in the format asked, reports tallies and
 * progress; the output is committed only when all went well. A column that is there already is an
 * error that names --name. */
geo_status cli_filter_run(cli *app, geo_reader *reader, const cli_filter *filter) GEO_MUST_USE;

/* The provenance of the reader's stream plus this tool's step (its options, inputs, the given
 * columns). */
geo_status cli_provenance(cli *app, const geo_reader *reader, const geo_field *added,
                          size_t added_count, geo_provenance **out) GEO_MUST_USE;
/* "YYYY-MM-DD" for time stamps inside outputs: SOURCE_DATE_EPOCH, else the newest date of any
 * input; NULL when there is neither. Lives as long as the run. */
const char *cli_date(cli *app, const geo_provenance *provenance);
/* "YYYY-MM-DD" of SOURCE_DATE_EPOCH, else of the clock where the user is: for what cannot be later,
 * never for outputs. Lives as long as the run; NULL: out of memory. */
const char *cli_today(cli *app);
/* Paths that outputs must not overwrite: the input and every theme opened. */
const char *const *cli_inputs(const cli *app, size_t *count);
/* Adds one that was opened by other means; a dataset. */
geo_status cli_inputs_add(cli *app, const char *dataset) GEO_MUST_USE;

/* Text on standard output (results such as --json); write errors are remembered and end as
 * status 3. */
void cli_print(cli *app, const char *format, ...) GEO_PRINTF(2, 3);
/* What a tool says of its result once all is written: lines for people, and one JSON object, made
 * only where --json asks for it. */
typedef struct cli_summary {
    geo_text lines, json;
} cli_summary;
/* Says both, lines at -v, unless the status is that of a failure, which it gives back; releases
 * them in any case. */
geo_status cli_summary_say(cli *app, geo_status status, cli_summary *summary) GEO_MUST_USE;

#endif
