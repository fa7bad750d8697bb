#include "green/mark.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/vec.h"

#define WEIGHT_TOLERANCE 1e-9
#define MOST_POINTS 10.0

typedef struct step {
    double at, points;
} step;

typedef struct scale {
    double weight; /* said by each of its rows; 0 before the first */
    GEO_VEC(step) steps;
} scale;

struct geo_mark {
    char name[32];
    scale scales[GEO_CRITERIA];
};

/* ---- reading ---- */

enum { MARK, CRITERION, WEIGHT, AT, POINTS, COLUMNS };

static geo_status find_columns(geo_ctx *ctx, const geo_table *table, size_t columns[COLUMNS])
{
    static const char *const NAMES[COLUMNS] = {"mark", "criterion", "weight", "at", "points"};
    return geo_table_find_columns(ctx, table, NAMES, COLUMNS, columns);
}

static geo_status add_step(geo_ctx *ctx, scale *to, double weight, step added)
{
    if (!(weight >= 0 && weight <= 1))
        return geo_fail(ctx, GEO_ERR_FORMAT, "a criterion weighs %g, not 0 to 1", weight);
    if (!(added.points >= 0 && added.points <= MOST_POINTS))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%g points are not 0 to %g", added.points,
                        MOST_POINTS);
    if (to->steps.count > 0 && weight != to->weight)
        return geo_fail(ctx, GEO_ERR_FORMAT, "a criterion has two weights");
    if (to->steps.count > 0 && !(added.at > to->steps.items[to->steps.count - 1].at))
        return geo_fail(ctx, GEO_ERR_FORMAT, "its values do not ascend");
    to->weight = weight;
    return geo_vec_push(&to->steps, added) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status take_row(geo_ctx *ctx, const geo_table *table, const size_t columns[COLUMNS],
                           size_t row, geo_mark *mark)
{
    geo_criterion criterion = GEO_TREES;
    double number[COLUMNS] = {0};
    const char *name = geo_table_cell(table, row, columns[CRITERION]);
    geo_status status = GEO_OK;
    if (!geo_criterion_find(name, &criterion))
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is not a criterion", name);
    for (int i = WEIGHT; status == GEO_OK && i < COLUMNS; i++)
        status = geo_table_double(ctx, table, row, columns[i], &number[i]);
    if (status != GEO_OK)
        return status;
    return add_step(ctx, &mark->scales[criterion], number[WEIGHT],
                    (step){number[AT], number[POINTS]});
}

static geo_status fail_unknown(geo_ctx *ctx, const geo_table *table, size_t column,
                               const char *name)
{
    geo_text names = GEO_TEXT_INIT;
    const char *last = "";
    for (size_t row = 0; row < geo_table_rows(table); row++) {
        const char *cell = geo_table_cell(table, row, column);
        if (strcmp(cell, last) != 0)
            geo_text_addf(&names, "%s%s", names.length ? ", " : "", cell);
        last = cell;
    }
    geo_hint(ctx, "there are: %s", geo_text_string(&names));
    geo_text_release(&names);
    return geo_fail(ctx, GEO_ERR_ARG, "there is no mark '%s'", name);
}

static geo_status check_whole(geo_ctx *ctx, const geo_mark *mark)
{
    double sum = 0;
    for (int c = 0; c < GEO_CRITERIA; c++) {
        if (mark->scales[c].steps.count == 0)
            return geo_fail(ctx, GEO_ERR_FORMAT, "mark '%s' has no values for %s", mark->name,
                            GEO_CRITERION[c]);
        sum += mark->scales[c].weight;
    }
    if (!(fabs(sum - 1) <= WEIGHT_TOLERANCE))
        return geo_fail(ctx, GEO_ERR_FORMAT, "the weights of mark '%s' add up to %g, not 1",
                        mark->name, sum);
    return GEO_OK;
}

static geo_status read_rows(geo_ctx *ctx, const geo_table *table, geo_mark *mark)
{
    size_t columns[COLUMNS];
    bool found = false;
    geo_status status = find_columns(ctx, table, columns);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(table); row++) {
        if (strcmp(geo_table_cell(table, row, columns[MARK]), mark->name) != 0)
            continue;
        found = true;
        status = take_row(ctx, table, columns, row, mark);
    }
    if (status == GEO_OK && !found)
        return fail_unknown(ctx, table, columns[MARK], mark->name);
    return status == GEO_OK ? check_whole(ctx, mark) : status;
}

geo_status geo_mark_read(geo_ctx *ctx, const char *path, const char *name, geo_mark **out)
{
    geo_table *table = NULL;
    geo_mark *mark = geo_calloc(1, sizeof *mark);
    if (!mark)
        return geo_fail_nomem(ctx);
    snprintf(mark->name, sizeof mark->name, "%s", name);
    geo_status status = geo_table_read(ctx, path, &table);
    if (status == GEO_OK)
        status = geo_while(ctx, read_rows(ctx, table, mark), "while reading '%s'", path);
    geo_table_free(table);
    if (status != GEO_OK) {
        geo_mark_free(mark);
        return status;
    }
    *out = mark;
    return GEO_OK;
}

void geo_mark_free(geo_mark *mark)
{
    if (!mark)
        return;
    for (int c = 0; c < GEO_CRITERIA; c++)
        geo_free(mark->scales[c].steps.items);
    geo_free(mark);
}

const char *geo_mark_name(const geo_mark *mark)
{
    return mark->name;
}

/* ---- marking ---- */

double geo_mark_points(const geo_mark *mark, geo_criterion criterion, double value)
{
    const step *steps = mark->scales[criterion].steps.items;
    size_t count = mark->scales[criterion].steps.count, i = 0;
    if (isnan(value) || value <= steps[0].at)
        return isnan(value) ? NAN : steps[0].points;
    while (i + 1 < count && value > steps[i + 1].at)
        i++;
    if (i + 1 == count)
        return steps[i].points;
    double along = (value - steps[i].at) / (steps[i + 1].at - steps[i].at);
    return steps[i].points + along * (steps[i + 1].points - steps[i].points);
}

/* The value from which on, in the wrong direction, there are no fewer points. */
static double worst_value(const scale *of, bool at_most)
{
    return of->steps.items[at_most ? of->steps.count - 1 : 0].at;
}

static double best_points(const scale *of, bool at_most)
{
    return of->steps.items[at_most ? 0 : of->steps.count - 1].points;
}

/* Asked of the notes: would a threshold that is just better than the value surely be missed? Then
 * the value stands. Of a value that is missing: is it surely beyond the worst? */
double geo_mark_judge(const geo_mark *mark, const geo_notes *notes, geo_criterion criterion,
                      const geo_judged *judged)
{
    const scale *of = &mark->scales[criterion];
    geo_judged better = *judged;
    double points = geo_mark_points(mark, criterion, judged->value);
    if (points == best_points(of, judged->at_most))
        return points;
    if (isnan(judged->value)) {
        better.threshold = worst_value(of, judged->at_most);
        points = geo_mark_points(mark, criterion, better.threshold);
    } else if (criterion == GEO_TREES) {
        better.threshold = judged->value + 1;
    } else {
        better.threshold = nextafter(judged->value, judged->at_most ? -INFINITY : INFINITY);
    }
    return geo_notes_judge(notes, &better, NULL, NULL) == GEO_FAIL ? points : NAN;
}

double geo_mark_sum(const geo_mark *mark, const double points[GEO_CRITERIA])
{
    double sum = 0;
    for (int c = 0; c < GEO_CRITERIA; c++)
        sum += mark->scales[c].weight * points[c];
    return sum;
}
