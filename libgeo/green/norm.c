#include "green/norm.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "green/norm_words.h"

const char *const GEO_LEVEL[GEO_LEVELS] = {"buurt", "wijk", "gemeente"};
const char *const GEO_NORM_NAME[GEO_NORM_COLUMNS] = {
    "norm",        "norm_score",        "norm_trees",         "norm_canopy",
    "norm_access", "norm_trees_margin", "norm_canopy_margin", "norm_access_margin",
    "trees_short", "access_over_m",     "norm_reason",        "norm_note"};
const geo_field_type GEO_NORM_TYPE[GEO_NORM_COLUMNS] = {
    GEO_FIELD_STRING, GEO_FIELD_INT,    GEO_FIELD_STRING, GEO_FIELD_STRING,
    GEO_FIELD_STRING, GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE,
    GEO_FIELD_INT,    GEO_FIELD_DOUBLE, GEO_FIELD_STRING, GEO_FIELD_STRING};

/* What is read of a row. */
typedef enum input_column {
    TREES_VALUE,
    TREES_MAX,
    TREES_NOTE,
    CANOPY_VALUE,
    CANOPY_NOTE,
    CANOPY_UNIT,
    CANOPY_M2,
    CANOPY_AREA,
    ACCESS_VALUE,
    ACCESS_NOTE,
    HOME,
    ID,
    BUILDING,
    NEIGHBOURHOOD,
    DATE,
    INPUTS
} input_column;

struct geo_norm {
    geo_norm_options options;
    geo_norm_inputs inputs;
    char label[64];
    size_t columns[INPUTS]; /* in the rows; SIZE_MAX: absent */
    geo_map *seen;          /* ids of homes counted */
    geo_map *units;         /* canopy units counted */
    geo_total town, *areas[GEO_LEVELS];
    uint64_t *why[GEO_CRITERIA];
    uint64_t cross[GEO_COMPARE_MAX][4][4];
    uint64_t outside, repeated, rows;
    char newest_date[16];
    geo_box box;
    GEO_VEC(geo_norm_answer) answers;
    geo_hits hits;
    geo_text text;
};

double geo_count_pct(const geo_count *count)
{
    uint64_t judged = count->pass + count->fail;
    return judged ? 100.0 * (double)count->pass / (double)judged : NAN;
}

void geo_count_add(geo_count *count, geo_verdict verdict)
{
    count->pass += verdict == GEO_PASS;
    count->fail += verdict == GEO_FAIL;
    count->unknown += verdict == GEO_UNKNOWN;
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
    } PLAIN[] = {{HOME, "home"},
                 {ID, "id"},
                 {BUILDING, "building_id"},
                 {NEIGHBOURHOOD, "neighbourhood_id"},
                 {DATE, "source_date"}};
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        norm->columns[PLAIN[i].input] = geo_schema_find(schema, PLAIN[i].name);
    for (size_t i = 0; i < sizeof MEASURES / sizeof *MEASURES; i++) {
        const char *prefix = norm->options.columns[MEASURES[i].criterion];
        size_t column = find_measure(schema, prefix, MEASURES[i].suffix);
        norm->columns[MEASURES[i].input] = column;
        if (column == SIZE_MAX && MEASURES[i].is_value &&
            norm->options.wanted[MEASURES[i].criterion]) {
            geo_hint(ctx, "run %s first, or leave %s out with --criteria",
                     TOOLS[MEASURES[i].criterion], GEO_CRITERION[MEASURES[i].criterion]);
            return geo_fail(ctx, GEO_ERR_ARG, "the input has no column '%s_%s'", prefix,
                            MEASURES[i].suffix);
        }
    }
    return GEO_OK;
}

static geo_status make_totals(geo_ctx *ctx, geo_norm *norm)
{
    bool made = (norm->seen = geo_map_new()) != NULL && (norm->units = geo_map_new()) != NULL;
    for (int level = 0; made && level < GEO_LEVELS; level++)
        if (norm->inputs.areas[level])
            made = (norm->areas[level] = geo_calloc(geo_areas_count(norm->inputs.areas[level]),
                                                    sizeof(geo_total))) != NULL;
    for (int c = 0; made && c < GEO_CRITERIA; c++)
        made = (norm->why[c] = geo_calloc(geo_notes_count(norm->inputs.notes), sizeof(uint64_t))) !=
               NULL;
    return made ? GEO_OK : geo_fail_nomem(ctx);
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
    for (int c = 0; c < GEO_CRITERIA; c++)
        norm->options.wanted[c] = options->wanted[c] && !isnan(options->profile.threshold[c]);
    geo_profile_label(&options->profile, norm->label, sizeof norm->label);
    geo_status status = find_columns(ctx, norm, schema);
    if (status == GEO_OK)
        status = make_totals(ctx, norm);
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
    geo_map_free(norm->seen);
    geo_map_free(norm->units);
    for (int level = 0; level < GEO_LEVELS; level++)
        geo_free(norm->areas[level]);
    for (int c = 0; c < GEO_CRITERIA; c++)
        geo_free(norm->why[c]);
    geo_free(norm->answers.items);
    geo_free(norm->hits.items);
    geo_text_release(&norm->text);
    geo_free(norm);
}

/* ---- one address ---- */

/* A row as read. */
typedef struct row_values {
    geo_value values[INPUTS];
    const char *text[INPUTS]; /* of the text columns */
} row_values;

static const bool IS_TEXT[INPUTS] = {
    [TREES_NOTE] = true, [CANOPY_NOTE] = true, [CANOPY_UNIT] = true,   [ACCESS_NOTE] = true,
    [ID] = true,         [BUILDING] = true,    [NEIGHBOURHOOD] = true, [DATE] = true};

static geo_status read_row(geo_ctx *ctx, const geo_norm *norm, const geo_batch *batch, size_t row,
                           geo_arena *arena, row_values *out)
{
    geo_status status = geo_row_values(ctx, batch->schema, geo_batch_row(batch, row), norm->columns,
                                       INPUTS, out->values);
    for (int i = 0; status == GEO_OK && i < INPUTS; i++)
        out->text[i] = IS_TEXT[i] ? geo_value_as_text(ctx, &out->values[i], arena) : NULL;
    return status;
}

static geo_judged judged_of(const row_values *row, geo_criterion criterion, double threshold)
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

static void judge_criteria(const geo_norm *norm, const row_values *row, geo_norm_answer *answer,
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

static void judge_others(const geo_norm *norm, const row_values *row, geo_norm_answer *answer)
{
    for (size_t k = 0; k < norm->options.compare_count; k++)
        for (int c = 0; c < GEO_CRITERIA; c++) {
            const geo_profile *profile = &norm->options.compare[k];
            if (!norm->options.wanted[c] || isnan(profile->threshold[c]))
                continue;
            geo_judged judged = judged_of(row, (geo_criterion)c, profile->threshold[c]);
            answer->compared[k] = worst(answer->compared[k],
                                        geo_notes_judge(norm->inputs.notes, &judged, NULL, NULL));
        }
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

static geo_status judge_row(geo_ctx *ctx, geo_norm *norm, const row_values *row,
                            geo_norm_answer *answer, geo_why why[GEO_CRITERIA])
{
    bool outside;
    double home = geo_value_as_double(&row->values[HOME]);
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
    if (answer->no_verdict) {
        for (int c = 0; c < GEO_CRITERIA; c++) {
            answer->value[c] = answer->margin[c] = NAN;
            why[c] = (geo_why){SIZE_MAX, NAN};
        }
        return GEO_OK;
    }
    judge_criteria(norm, row, answer, why);
    judge_others(norm, row, answer);
    return GEO_OK;
}

/* ---- counting ---- */

static geo_status first_time(geo_ctx *ctx, geo_map *map, const char *key, bool *out)
{
    *out = true;
    if (!key)
        return GEO_OK; /* nothing to tell it apart by */
    size_t length = strlen(key);
    *out = geo_map_get(map, key, length) == NULL;
    return !*out || geo_map_set(map, key, length, 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* The area of each level that the address belongs to: the buurt by name or place, the others as its
 * parents, or by place where a parent is not named. */
static geo_status find_areas(geo_ctx *ctx, geo_norm *norm, const row_values *row, geo_point p,
                             uint32_t out[GEO_LEVELS])
{
    const char *code = row->text[NEIGHBOURHOOD];
    geo_status status = GEO_OK;
    for (int level = 0; status == GEO_OK && level < GEO_LEVELS; level++) {
        const geo_areas *areas = norm->inputs.areas[level];
        out[level] = GEO_AREA_NONE;
        if (!areas)
            continue;
        status = geo_areas_of(ctx, areas, code, p, &norm->hits, &out[level]);
        code = out[level] == GEO_AREA_NONE ? NULL : geo_areas_parent(areas, out[level]);
    }
    return status;
}

static void add_home(geo_total *total, const geo_norm_answer *answer)
{
    total->homes_unknown_use +=
        answer->no_verdict && strcmp(answer->no_verdict, "home_unknown") == 0;
    if (answer->no_verdict)
        return;
    total->homes++;
    geo_count_add(&total->norm, answer->norm);
    for (int c = 0; c < GEO_CRITERIA; c++)
        geo_count_add(&total->criterion[c], answer->criterion[c]);
    if (!isnan(answer->value[GEO_CANOPY])) {
        total->canopy_pct_homes += answer->value[GEO_CANOPY];
        total->canopy_homes++;
    }
}

static void add_unit(geo_total *total, const row_values *row)
{
    double canopy = geo_value_as_double(&row->values[CANOPY_M2]),
           area = geo_value_as_double(&row->values[CANOPY_AREA]);
    if (isnan(canopy) || isnan(area))
        return;
    total->canopy_m2 += canopy;
    total->canopy_area_m2 += area;
}

static geo_status count_row(geo_ctx *ctx, geo_norm *norm, const row_values *row,
                            geo_norm_answer *answer, const geo_why *why)
{
    uint32_t areas[GEO_LEVELS];
    bool new_unit = false;
    const char *unit = row->text[CANOPY_UNIT];
    bool is_home = !answer->no_verdict || strcmp(answer->no_verdict, "home_unknown") == 0;
    norm->box = geo_box_join(norm->box, geo_box_around(answer->at, 0));
    geo_status status = first_time(ctx, norm->seen, row->text[ID], &answer->counted);
    if (status == GEO_OK)
        status = find_areas(ctx, norm, row, answer->at, areas);
    bool own_unit =
        status == GEO_OK && unit && areas[GEO_LEVEL_BUURT] != GEO_AREA_NONE &&
        geo_areas_named(norm->inputs.areas[GEO_LEVEL_BUURT], unit) == areas[GEO_LEVEL_BUURT];
    if (own_unit && !isnan(geo_value_as_double(&row->values[CANOPY_VALUE])))
        status = first_time(ctx, norm->units, unit, &new_unit);
    if (status != GEO_OK)
        return status;
    norm->repeated += !answer->counted;
    answer->counted = answer->counted && is_home;
    for (int level = -1; level < GEO_LEVELS; level++) {
        if (level >= 0 && areas[level] == GEO_AREA_NONE)
            continue;
        geo_total *total = level < 0 ? &norm->town : &norm->areas[level][areas[level]];
        if (answer->counted)
            add_home(total, answer);
        if (new_unit)
            add_unit(total, row);
    }
    norm->outside +=
        answer->counted && !answer->no_verdict && areas[GEO_LEVEL_BUURT] == GEO_AREA_NONE;
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (answer->counted && answer->criterion[c] == GEO_UNKNOWN && why[c].note != SIZE_MAX)
            norm->why[c][why[c].note]++;
    for (size_t k = 0; answer->counted && k < norm->options.compare_count; k++)
        norm->cross[k][answer->norm][answer->compared[k]]++;
    if (row->text[DATE] && strlen(row->text[DATE]) >= 10 &&
        strncmp(row->text[DATE], norm->newest_date, 10) > 0)
        snprintf(norm->newest_date, sizeof norm->newest_date, "%.10s", row->text[DATE]);
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
    out[GEO_NORM_REASON] = geo_value_text(*reason ? reason : NULL);
    out[GEO_NORM_NOTE] = geo_value_text(*note ? note : NULL);
    for (size_t k = 0; k < norm->options.compare_count; k++)
        out[GEO_NORM_COLUMNS + k] = geo_value_text(geo_verdict_code(answer->compared[k]));
    return GEO_OK;
}

static geo_status run_row(geo_ctx *ctx, geo_norm *norm, const geo_batch *batch, size_t i,
                          geo_columns *out)
{
    row_values row;
    geo_why why[GEO_CRITERIA];
    geo_norm_answer *answer = &norm->answers.items[i];
    *answer = (geo_norm_answer){0};
    geo_status status = read_row(ctx, norm, batch, i, out->arena, &row);
    if (status == GEO_OK && !geo_row_point(geo_batch_row(batch, i), &answer->at))
        status = geo_fail(ctx, GEO_ERR_INTERNAL, "a row without a point reached the verdict");
    if (status == GEO_OK)
        status = judge_row(ctx, norm, &row, answer, why);
    if (status == GEO_OK)
        status = count_row(ctx, norm, &row, answer, why);
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

/* ---- telling ---- */

const geo_norm_answer *geo_norm_answers(const geo_norm *norm)
{
    return norm->answers.items;
}

const geo_norm_options *geo_norm_settings(const geo_norm *norm)
{
    return &norm->options;
}

const geo_norm_inputs *geo_norm_places(const geo_norm *norm)
{
    return &norm->inputs;
}

geo_total geo_norm_town(const geo_norm *norm)
{
    return norm->town;
}

geo_total geo_norm_area(const geo_norm *norm, int level, uint32_t area)
{
    return norm->areas[level][area];
}

uint64_t geo_norm_why(const geo_norm *norm, geo_criterion criterion, size_t note)
{
    return norm->why[criterion][note];
}

uint64_t geo_norm_cross(const geo_norm *norm, size_t k, geo_verdict mine, geo_verdict theirs)
{
    return norm->cross[k][mine][theirs];
}

uint64_t geo_norm_outside(const geo_norm *norm)
{
    return norm->outside;
}

uint64_t geo_norm_repeated(const geo_norm *norm)
{
    return norm->repeated;
}

uint64_t geo_norm_rows(const geo_norm *norm)
{
    return norm->rows;
}

const char *geo_norm_newest_date(const geo_norm *norm)
{
    return *norm->newest_date ? norm->newest_date : NULL;
}

double geo_norm_canopy_short(const geo_norm *norm, const geo_total *total)
{
    double wanted = norm->options.profile.threshold[GEO_CANOPY];
    if (!norm->options.wanted[GEO_CANOPY] || !(total->canopy_area_m2 > 0))
        return NAN;
    return fmax(0, wanted / 100 * total->canopy_area_m2 - total->canopy_m2);
}

geo_box geo_norm_box(const geo_norm *norm)
{
    return norm->box;
}

const char *geo_norm_label(const geo_norm *norm)
{
    return norm->label;
}
