#include "green/norm.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/homes.h"
#include "green/norm_state.h"

const char *const GEO_LEVEL[GEO_LEVELS] = {"buurt", "wijk", "gemeente"};
const char *const GEO_NORM_NAME[GEO_NORM_COLUMNS] = {
    "norm",        "norm_score",        "norm_trees",         "norm_canopy",
    "norm_access", "norm_trees_margin", "norm_canopy_margin", "norm_access_margin",
    "trees_short", "access_over_m",     "norm_reason",        "norm_note"};
const geo_field_type GEO_NORM_TYPE[GEO_NORM_COLUMNS] = {
    GEO_FIELD_STRING, GEO_FIELD_INT,    GEO_FIELD_STRING, GEO_FIELD_STRING,
    GEO_FIELD_STRING, GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE,
    GEO_FIELD_INT,    GEO_FIELD_DOUBLE, GEO_FIELD_STRING, GEO_FIELD_STRING};

size_t geo_norm_columns(const geo_norm_options *options)
{
    return GEO_NORM_COLUMNS + options->compare_count + (options->mark != NULL);
}

/* ---- making one ---- */

static size_t find_measure(const geo_schema *schema, const char *prefix, const char *suffix)
{
    char name[128];
    snprintf(name, sizeof name, "%s_%s", prefix, suffix);
    return geo_schema_find(schema, name);
}

static geo_status find_columns(geo_ctx *ctx, geo_norm *norm, const geo_schema *schema)
{
    static const struct {
        input_column input;
        geo_criterion criterion;
        const char *suffix;
        bool is_value;
    } MEASURES[] = {
        {TREES_VALUE, GEO_TREES, "in_sight", true}, {TREES_MAX, GEO_TREES, "in_sight_max", false},
        {TREES_NOTE, GEO_TREES, "note", false},     {CANOPY_VALUE, GEO_CANOPY, "pct", true},
        {CANOPY_NOTE, GEO_CANOPY, "note", false},   {CANOPY_UNIT, GEO_CANOPY, "unit", false},
        {CANOPY_M2, GEO_CANOPY, "m2", false},       {CANOPY_AREA, GEO_CANOPY, "area_m2", false},
        {ACCESS_VALUE, GEO_ACCESS, "dist_m", true}, {ACCESS_NOTE, GEO_ACCESS, "note", false}};
    static const char *const TOOLS[] = {"gn-trees", "gn-canopy", "gn-access"};
    static const struct {
        input_column input;
        const char *name;
    } PLAIN[] = {
        {HOME, "home"}, {ID, "id"}, {BUILDING, "building_id"}, {NEIGHBOURHOOD, "neighbourhood_id"}};
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        norm->columns[PLAIN[i].input] = geo_schema_find(schema, PLAIN[i].name);
    for (size_t i = 0; i < sizeof MEASURES / sizeof *MEASURES; i++) {
        const char *prefix = norm->options.columns[MEASURES[i].criterion];
        size_t column = find_measure(schema, prefix, MEASURES[i].suffix);
        norm->columns[MEASURES[i].input] = column;
        if (column == SIZE_MAX && MEASURES[i].is_value &&
            (norm->options.wanted[MEASURES[i].criterion] || norm->options.mark)) {
            geo_hint(ctx, "run %s first, or leave %s out with --criteria",
                     TOOLS[MEASURES[i].criterion], GEO_CRITERION[MEASURES[i].criterion]);
            return geo_fail(ctx, GEO_ERR_ARG, "the input has no column '%s_%s'", prefix,
                            MEASURES[i].suffix);
        }
    }
    return GEO_OK;
}

bool geo_norm_lacks(const bool wanted[GEO_CRITERIA], const geo_profile *profile,
                    const geo_schema *schema, char *out, size_t size)
{
    const char *const names[GEO_CRITERIA][2] = {
        {"trees", "in_sight"}, {"canopy", "pct"}, {profile->access, "dist_m"}};
    for (int c = 0; c < GEO_CRITERIA; c++) {
        snprintf(out, size, "%s_%s", names[c][0], names[c][1]);
        if (wanted[c] && !isnan(profile->threshold[c]) && geo_schema_find(schema, out) == SIZE_MAX)
            return true;
    }
    return false;
}

/* A norm that leads to something else has its distance in columns of its own. */
static void find_others(geo_norm *norm, const geo_schema *schema)
{
    for (size_t k = 0; k < norm->options.compare_count; k++) {
        const char *access = norm->options.compare[k].access;
        bool own = *access && strcmp(access, norm->options.columns[GEO_ACCESS]) != 0;
        norm->others[k][OTHER_VALUE] = own ? find_measure(schema, access, "dist_m") : SIZE_MAX;
        norm->others[k][OTHER_NOTE] = own ? find_measure(schema, access, "note") : SIZE_MAX;
    }
}

geo_status geo_norm_new(geo_ctx *ctx, const geo_norm_options *options,
                        const geo_norm_inputs *inputs, const geo_schema *schema, geo_norm **out)
{
    geo_norm *norm = geo_calloc(1, sizeof *norm);
    if (!norm)
        return geo_fail_nomem(ctx);
    norm->options = *options;
    norm->inputs = *inputs;
    norm->box = GEO_BOX_EMPTY;
    geo_profile judged = options->profile;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        norm->asked[c] = options->wanted[c];
        norm->options.wanted[c] = options->wanted[c] && !isnan(options->profile.threshold[c]);
        if (!norm->options.wanted[c])
            judged.threshold[c] = NAN;
    }
    geo_profile_label(&judged, norm->label, sizeof norm->label);
    geo_status status = find_columns(ctx, norm, schema);
    find_others(norm, schema);
    if (status == GEO_OK)
        status = geo_norm_totals_new(ctx, norm);
    if (status != GEO_OK) {
        geo_norm_free(norm);
        return status;
    }
    *out = norm;
    return GEO_OK;
}

void geo_norm_free(geo_norm *norm)
{
    if (!norm)
        return;
    geo_norm_totals_free(norm);
    geo_free(norm->answers.items);
    geo_free(norm->hits.items);
    geo_text_release(&norm->text);
    geo_free(norm);
}

/* ---- one address ---- */

static const bool IS_TEXT[INPUTS] = {
    [TREES_NOTE] = true, [CANOPY_NOTE] = true, [CANOPY_UNIT] = true,  [ACCESS_NOTE] = true,
    [ID] = true,         [BUILDING] = true,    [NEIGHBOURHOOD] = true};

static geo_status read_others(geo_ctx *ctx, const geo_norm *norm, const geo_batch *batch,
                              size_t row, geo_arena *arena, geo_norm_row *out)
{
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < norm->options.compare_count; k++) {
        geo_value values[OTHERS];
        if (norm->others[k][OTHER_VALUE] == SIZE_MAX)
            continue;
        status = geo_row_values(ctx, batch->schema, geo_batch_row(batch, row), norm->others[k],
                                OTHERS, values);
        if (status == GEO_OK)
            status = geo_value_read_text(ctx, &values[OTHER_NOTE], arena, &out->other_note[k]);
        out->other_m[k] = geo_value_as_double(&values[OTHER_VALUE]);
    }
    return status;
}

static geo_status read_row(geo_ctx *ctx, const geo_norm *norm, const geo_batch *batch, size_t row,
                           geo_arena *arena, geo_norm_row *out)
{
    geo_status status = geo_row_values(ctx, batch->schema, geo_batch_row(batch, row), norm->columns,
                                       INPUTS, out->values);
    for (int i = 0; status == GEO_OK && i < INPUTS; i++) {
        out->text[i] = NULL;
        if (IS_TEXT[i])
            status = geo_value_read_text(ctx, &out->values[i], arena, &out->text[i]);
    }
    return status == GEO_OK ? read_others(ctx, norm, batch, row, arena, out) : status;
}

static geo_judged judged_of(const geo_norm_row *row, geo_criterion criterion, double threshold)
{
    switch (criterion) {
    case GEO_TREES:
        return (geo_judged){
            "trees", geo_value_as_double(&row->values[TREES_VALUE]), threshold,
            false,   geo_value_as_double(&row->values[TREES_MAX]),   row->text[TREES_NOTE]};
    case GEO_CANOPY:
        return (geo_judged){"canopy",  geo_value_as_double(&row->values[CANOPY_VALUE]),
                            threshold, false,
                            NAN,       row->text[CANOPY_NOTE]};
    default:
        return (geo_judged){"access",  geo_value_as_double(&row->values[ACCESS_VALUE]),
                            threshold, true,
                            NAN,       row->text[ACCESS_NOTE]};
    }
}

/* fail if any fails, else unknown if any is unknown, else pass. */
static geo_verdict worst(geo_verdict a, geo_verdict b)
{
    if (a == GEO_FAIL || b == GEO_FAIL)
        return GEO_FAIL;
    if (a == GEO_UNKNOWN || b == GEO_UNKNOWN)
        return GEO_UNKNOWN;
    return b == GEO_VERDICT_NONE ? a : b;
}

static void judge_criteria(const geo_norm *norm, const geo_norm_row *row, geo_norm_answer *answer,
                           geo_why why[GEO_CRITERIA])
{
    for (int c = 0; c < GEO_CRITERIA; c++) {
        geo_judged judged = judged_of(row, (geo_criterion)c, norm->options.profile.threshold[c]);
        why[c] = (geo_why){SIZE_MAX, NAN};
        answer->value[c] = judged.value;
        answer->margin[c] = NAN;
        if (!norm->options.wanted[c])
            continue;
        answer->margin[c] =
            judged.at_most ? judged.threshold - judged.value : judged.value - judged.threshold;
        answer->criterion[c] =
            geo_notes_judge(norm->inputs.notes, &judged, &why[c].note, &why[c].number);
        answer->norm = worst(answer->norm, answer->criterion[c]);
    }
}

static void judge_others(const geo_norm *norm, const geo_norm_row *row, geo_norm_answer *answer)
{
    for (size_t k = 0; k < norm->options.compare_count; k++)
        for (int c = 0; c < GEO_CRITERIA; c++) {
            const geo_profile *profile = &norm->options.compare[k];
            if (!norm->asked[c] || isnan(profile->threshold[c]))
                continue;
            geo_judged judged = judged_of(row, (geo_criterion)c, profile->threshold[c]);
            if (c == GEO_ACCESS && norm->others[k][OTHER_VALUE] != SIZE_MAX)
                judged = (geo_judged){"access", row->other_m[k],   profile->threshold[c], true,
                                      NAN,      row->other_note[k]};
            answer->compared[k] = worst(answer->compared[k],
                                        geo_notes_judge(norm->inputs.notes, &judged, NULL, NULL));
        }
}

static void give_mark(const geo_norm *norm, const geo_norm_row *row, geo_norm_answer *answer)
{
    const geo_mark *mark = norm->options.mark;
    double points[GEO_CRITERIA];
    for (int c = 0; mark && c < GEO_CRITERIA; c++) {
        geo_judged judged = judged_of(row, (geo_criterion)c, NAN);
        points[c] = geo_mark_judge(mark, norm->inputs.notes, (geo_criterion)c, &judged);
    }
    answer->mark = mark ? geo_mark_sum(mark, points) : NAN;
}

static geo_status is_outside(geo_ctx *ctx, geo_norm *norm, geo_point p, bool *out)
{
    uint32_t area = GEO_AREA_NONE;
    geo_status status = norm->inputs.applies
                            ? geo_areas_at(ctx, norm->inputs.applies, p, &norm->hits, &area)
                            : GEO_OK;
    *out = norm->inputs.applies && area == GEO_AREA_NONE;
    return status;
}

static geo_status judge_row(geo_ctx *ctx, geo_norm *norm, const geo_norm_row *row,
                            geo_norm_answer *answer, geo_why why[GEO_CRITERIA])
{
    bool outside;
    double home = geo_home_use(&row->values[HOME]);
    geo_status status = is_outside(ctx, norm, answer->at, &outside);
    if (status != GEO_OK)
        return status;
    answer->building_id = row->text[BUILDING];
    if (home == 0)
        answer->no_verdict = "not_home";
    else if (isnan(home))
        answer->no_verdict = "home_unknown";
    else if (outside)
        answer->no_verdict = "outside";
    answer->mark = NAN;
    if (answer->no_verdict) {
        for (int c = 0; c < GEO_CRITERIA; c++) {
            answer->value[c] = answer->margin[c] = NAN;
            why[c] = (geo_why){SIZE_MAX, NAN};
        }
        return GEO_OK;
    }
    judge_criteria(norm, row, answer, why);
    judge_others(norm, row, answer);
    give_mark(norm, row, answer);
    return GEO_OK;
}

/* ---- columns ---- */

static const char *keep(geo_arena *arena, const geo_text *text)
{
    return text->failed ? NULL : geo_arena_strndup(arena, geo_text_string(text), text->length);
}

static void add_note(const geo_norm *norm, const geo_norm_answer *answer, const geo_why *why,
                     geo_text *out)
{
    geo_text_add(out, answer->no_verdict ? answer->no_verdict : "");
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (answer->criterion[c] == GEO_UNKNOWN && why[c].note != SIZE_MAX)
            geo_text_addf(out, "%s%s.%s", out->length ? " " : "", GEO_CRITERION[c],
                          geo_notes_code(norm->inputs.notes, why[c].note));
}

static geo_value rounded(double value, double steps)
{
    return geo_value_double(isnan(value) ? NAN : round(value * steps) / steps);
}

static void write_shortfalls(const geo_norm_answer *answer, geo_value *out)
{
    double trees = answer->margin[GEO_TREES], access = answer->margin[GEO_ACCESS];
    out[GEO_NORM_TREES_SHORT] = isnan(trees) ? geo_value_null(GEO_FIELD_INT)
                                             : geo_value_int32((int32_t)ceil(fmax(0, -trees)));
    out[GEO_NORM_ACCESS_OVER_M] = rounded(isnan(access) ? NAN : fmax(0, -access), 1e3);
}

static geo_status write_answer(geo_ctx *ctx, geo_norm *norm, const geo_norm_answer *answer,
                               const geo_why *why, const char *unit, geo_arena *arena,
                               geo_value *out)
{
    int passes = 0, unknown = 0;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        passes += answer->criterion[c] == GEO_PASS;
        unknown += answer->criterion[c] == GEO_UNKNOWN;
        out[GEO_NORM_TREES + c] = geo_value_text(geo_verdict_code(answer->criterion[c]));
        out[GEO_NORM_TREES_MARGIN + c] = rounded(answer->margin[c], c == GEO_CANOPY ? 1e6 : 1e3);
    }
    bool scored = answer->norm != GEO_VERDICT_NONE && !unknown;
    out[GEO_NORM_NORM] = geo_value_text(geo_verdict_code(answer->norm));
    out[GEO_NORM_SCORE] = scored ? geo_value_int32(passes) : geo_value_null(GEO_FIELD_INT);
    write_shortfalls(answer, out);
    geo_text_reset(&norm->text);
    if (!answer->no_verdict)
        geo_norm_sentence(&norm->options, norm->inputs.notes, answer, why, unit, &norm->text);
    const char *reason = keep(arena, &norm->text);
    geo_text_reset(&norm->text);
    add_note(norm, answer, why, &norm->text);
    const char *note = keep(arena, &norm->text);
    if (!reason || !note)
        return geo_fail_nomem(ctx);
    out[GEO_NORM_REASON] = geo_value_nonempty(reason);
    out[GEO_NORM_NOTE] = geo_value_nonempty(note);
    for (size_t k = 0; k < norm->options.compare_count; k++)
        out[GEO_NORM_COLUMNS + k] = geo_value_text(geo_verdict_code(answer->compared[k]));
    if (norm->options.mark)
        out[geo_norm_columns(&norm->options) - 1] = rounded(answer->mark, 1e2);
    return GEO_OK;
}

static geo_status run_row(geo_ctx *ctx, geo_norm *norm, const geo_batch *batch, size_t i,
                          geo_columns *out)
{
    geo_norm_row row;
    geo_why why[GEO_CRITERIA];
    geo_norm_answer *answer = &norm->answers.items[i];
    *answer = (geo_norm_answer){0};
    geo_status status = read_row(ctx, norm, batch, i, out->arena, &row);
    if (status == GEO_OK && !geo_row_point(geo_batch_row(batch, i), &answer->at))
        status = geo_fail(ctx, GEO_ERR_INTERNAL, "a row without a point reached the verdict");
    if (status == GEO_OK)
        status = judge_row(ctx, norm, &row, answer, why);
    if (status == GEO_OK)
        status = geo_norm_count(ctx, norm, &row, answer, why);
    if (status == GEO_OK)
        status = write_answer(ctx, norm, answer, why, row.text[CANOPY_UNIT], out->arena,
                              out->values + i * out->count);
    return status;
}

geo_status geo_norm_run(geo_ctx *ctx, geo_norm *norm, const geo_batch *batch, geo_columns *out)
{
    size_t count = geo_batch_count(batch);
    geo_status status = GEO_OK;
    norm->answers.count = 0;
    if (!geo_vec_room(&norm->answers, count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = run_row(ctx, norm, batch, i, out);
    norm->rows += count;
    return status;
}

const geo_norm_answer *geo_norm_answers(const geo_norm *norm)
{
    return norm->answers.items;
}
