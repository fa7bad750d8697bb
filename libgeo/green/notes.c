#include "green/notes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"

typedef enum effect { INFO, FAIL_UNKNOWN, UNKNOWN, FAIL, NO_VERDICT } effect;
static const char *const EFFECTS[] = {"info", "fail_unknown", "unknown", "fail", "null"};

typedef struct note_row {
    const char *code, *tool, *dutch;
    effect effect;
    bool bound_is_value;  /* the code's number decides */
    bool bound_is_column; /* the measure's upper bound decides */
    bool bound_is_most;   /* the code's number is the most that the value could be */
} note_row;

struct geo_notes {
    geo_table *table;
    note_row *rows;
    size_t count;
};

const char *geo_verdict_code(geo_verdict verdict)
{
    static const char *const CODES[] = {NULL, "pass", "fail", "unknown"};
    return CODES[verdict];
}

static geo_status read_row(geo_ctx *ctx, const geo_table *table, const char *path, size_t row,
                           const size_t columns[5], note_row *out)
{
    const char *name = geo_table_cell(table, row, columns[2]),
               *bound = geo_table_cell(table, row, columns[3]);
    *out = (note_row){.code = geo_table_cell(table, row, columns[0]),
                      .tool = geo_table_cell(table, row, columns[1]),
                      .dutch = geo_table_cell(table, row, columns[4])};
    size_t kind = 0, kinds = sizeof EFFECTS / sizeof *EFFECTS;
    while (kind < kinds && strcmp(EFFECTS[kind], name) != 0)
        kind++;
    if (kind == kinds)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': code '%s' has the unknown effect '%s'", path,
                        out->code, name);
    out->effect = (effect)kind;
    out->bound_is_value = strcmp(bound, "value") == 0;
    out->bound_is_most = strcmp(bound, "most") == 0;
    out->bound_is_column = *bound && !out->bound_is_value && !out->bound_is_most;
    return GEO_OK;
}

geo_status geo_notes_read(geo_ctx *ctx, const char *path, geo_notes **out)
{
    static const char *const HEADINGS[] = {"code", "tool", "effect", "bound", "text_nl"};
    size_t columns[5];
    geo_notes *notes = geo_calloc(1, sizeof *notes);
    if (!notes)
        return geo_fail_nomem(ctx);
    geo_status status = geo_table_read(ctx, path, &notes->table);
    if (status == GEO_OK)
        status = geo_table_find_columns(ctx, notes->table, HEADINGS, 5, columns);
    if (status == GEO_OK &&
        !(notes->rows = geo_alloc(geo_table_rows(notes->table), sizeof *notes->rows)))
        status = geo_fail_nomem(ctx);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(notes->table); row++)
        status = read_row(ctx, notes->table, path, row, columns, &notes->rows[notes->count++]);
    if (status != GEO_OK) {
        geo_notes_free(notes);
        return status;
    }
    *out = notes;
    return GEO_OK;
}

void geo_notes_free(geo_notes *notes)
{
    if (!notes)
        return;
    geo_table_free(notes->table);
    geo_free(notes->rows);
    geo_free(notes);
}

size_t geo_notes_count(const geo_notes *notes)
{
    return notes->count;
}

const char *geo_notes_code(const geo_notes *notes, size_t index)
{
    return index < notes->count ? notes->rows[index].code : "unlisted";
}

void geo_notes_dutch(const geo_notes *notes, size_t index, double number, char *out, size_t size)
{
    const char *text = index < notes->count ? notes->rows[index].dutch
                                            : "een code die de tabel notes.csv niet kent",
               *hole = strstr(text, "{}");
    if (hole)
        snprintf(out, size, "%.*s%.6g%s", (int)(hole - text), text, number, hole + 2);
    else
        snprintf(out, size, "%s", text);
}

/* The next code of a note; *number NaN when it has none. False at the end. */
static bool next_code(const geo_notes *notes, const char *tool, const char **at, size_t *index,
                      double *number)
{
    while (**at == ' ')
        (*at)++;
    size_t length = strcspn(*at, " "), name = strcspn(*at, ": ");
    if (length == 0)
        return false;
    *number = name < length ? strtod(*at + name + 1, NULL) : NAN;
    for (*index = 0; *index < notes->count; (*index)++) {
        const note_row *row = &notes->rows[*index];
        if (strcmp(row->tool, tool) == 0 && strlen(row->code) == name &&
            strncmp(row->code, *at, name) == 0)
            break;
    }
    *at += length;
    return true;
}

/* What one code makes of a verdict that is no pass. */
static geo_verdict apply(const note_row *row, double number, const geo_judged *judged,
                         geo_verdict so_far)
{
    if (row->effect == UNKNOWN)
        return GEO_UNKNOWN;
    if (row->effect == FAIL && isnan(judged->value))
        return row->bound_is_value && !(number >= judged->threshold) ? GEO_UNKNOWN : GEO_FAIL;
    if (row->effect != FAIL_UNKNOWN)
        return so_far;
    if (row->bound_is_value && number > judged->threshold)
        return so_far;
    if (row->bound_is_most && number < judged->threshold)
        return so_far;
    if (row->bound_is_column && judged->bound < judged->threshold)
        return so_far;
    return so_far == GEO_FAIL ? GEO_UNKNOWN : so_far;
}

static const note_row UNLISTED = {.code = "unlisted", .effect = FAIL_UNKNOWN};

/* What made a verdict unknown. */
typedef struct cause {
    size_t index;
    double number;
} cause;

/* Applies the codes of one kind: those that make a missing value a fail, or the others. */
static geo_verdict weigh(const geo_notes *notes, const geo_judged *judged, bool fails,
                         geo_verdict verdict, cause *why)
{
    size_t index;
    double number;
    const char *at = judged->note ? judged->note : "";
    while (verdict != GEO_PASS && next_code(notes, judged->tool, &at, &index, &number)) {
        const note_row *row = index < notes->count ? &notes->rows[index] : &UNLISTED;
        if ((row->effect == FAIL) != fails)
            continue;
        geo_verdict next = apply(row, number, judged, verdict);
        bool made_unknown =
            next == GEO_UNKNOWN && (verdict != GEO_UNKNOWN || why->index == SIZE_MAX);
        if (made_unknown && row->effect != INFO)
            *why = (cause){index, number};
        verdict = next;
    }
    return verdict;
}

/* Fails first: what makes one unknown may stand before it in the note. */
geo_verdict geo_notes_judge(const geo_notes *notes, const geo_judged *judged, size_t *why,
                            double *why_number)
{
    cause found = {SIZE_MAX, NAN};
    bool passes =
        judged->at_most ? judged->value <= judged->threshold : judged->value >= judged->threshold;
    geo_verdict verdict = passes ? GEO_PASS : isnan(judged->value) ? GEO_UNKNOWN : GEO_FAIL;
    verdict = weigh(notes, judged, true, verdict, &found);
    verdict = weigh(notes, judged, false, verdict, &found);
    if (why)
        *why = verdict == GEO_UNKNOWN ? found.index : SIZE_MAX;
    if (why_number)
        *why_number = found.number;
    return verdict;
}
