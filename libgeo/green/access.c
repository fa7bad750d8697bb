#include "green/access.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/homes.h"

const char *const GEO_ACCESS_SUFFIX[GEO_ACCESS_COLUMNS] = {"dist_m", "straight_m", "id", "note"};
const geo_field_type GEO_ACCESS_TYPE[GEO_ACCESS_COLUMNS] = {GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE,
                                                            GEO_FIELD_STRING, GEO_FIELD_STRING};

struct geo_access {
    geo_access_options options;
    geo_access_inputs inputs;
    size_t street_column;
    geo_homes *homes;
    GEO_VEC(geo_access_answer) answers;
    geo_access_summary summary;
};

geo_status geo_access_new(geo_ctx *ctx, const geo_access_options *options,
                          const geo_access_inputs *inputs, const geo_schema *schema,
                          geo_access **out)
{
    geo_access *access = geo_calloc(1, sizeof *access);
    if (!access)
        return geo_fail_nomem(ctx);
    access->options = *options;
    access->inputs = *inputs;
    access->street_column = geo_schema_find(schema, "street");
    geo_status status = geo_homes_new(ctx, schema, &access->homes);
    if (status != GEO_OK) {
        geo_access_free(access);
        return status;
    }
    *out = access;
    return GEO_OK;
}

void geo_access_free(geo_access *access)
{
    if (!access)
        return;
    geo_homes_free(access->homes);
    geo_free(access->answers.items);
    geo_free(access);
}

const geo_access_answer *geo_access_answers(const geo_access *access)
{
    return access->answers.items;
}

geo_access_summary geo_access_tell(const geo_access *access)
{
    return access->summary;
}

/* ---- one address; many at once ---- */

/* An address with its answer: the one before another, which mostly is near it. */
typedef struct answered {
    geo_point p;
    const char *street;
    const geo_access_answer *answer; /* NULL: there is none before */
} answered;

/* No patch is further than the one before and the way between, which spares looking further. Where
 * there was none within the limit that is NaN, and the limit stands. */
static double straight_limit(const geo_access *access, geo_point p, const answered *before)
{
    if (!before->answer)
        return access->options.limit_m;
    double between_m = geo_point_distance(p, before->p);
    return fmin(access->options.limit_m, before->answer->straight_m + between_m + GEO_SLACK_M);
}

static geo_status find_straight(const geo_access *access, geo_point p, double limit_m,
                                uint32_t *patch, geo_access_answer *out)
{
    geo_status status =
        geo_reach_nearest(access->inputs.reach, p, limit_m, patch, &out->straight_m);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    *patch = UINT32_MAX;
    return GEO_OK;
}

static geo_status find_walk(const geo_access *access, geo_point p, const char *street,
                            geo_access_answer *out)
{
    geo_status status = geo_network_walk(access->inputs.network, p, street, &out->walk);
    if (status == GEO_OK && out->walk.end == GEO_WALK_FOUND) {
        out->dist_m = out->walk.dist_m;
        out->patch = out->walk.patch;
    }
    return status;
}

static geo_status find(const geo_access *access, geo_point p, const char *street,
                       const answered *before, geo_access_answer *out)
{
    uint32_t nearest;
    *out =
        (geo_access_answer){.dist_m = NAN, .straight_m = NAN, .patch = UINT32_MAX, .edge_m = NAN};
    geo_status status = find_straight(access, p, straight_limit(access, p, before), &nearest, out);
    if (status != GEO_OK)
        return status;
    if (out->straight_m == 0 || !access->inputs.network) {
        out->dist_m = out->straight_m;
        out->patch = nearest;
        out->walk.end = isnan(out->dist_m) ? GEO_WALK_BEYOND : GEO_WALK_FOUND;
    } else {
        status = find_walk(access, p, street, out);
    }
    double found = isnan(out->dist_m) ? access->options.limit_m : out->dist_m;
    double edge = INFINITY;
    for (int i = 0; i < 2; i++)
        if (access->inputs.coverage[i])
            edge = fmin(edge, geo_coverage_edge(access->inputs.coverage[i], p));
    out->edge_m = edge < found ? edge : NAN;
    return status;
}

static bool is_same(const answered *before, geo_point p, const char *street)
{
    if (!before->answer || before->p.x != p.x || before->p.y != p.y)
        return false;
    return before->street && street ? strcmp(before->street, street) == 0
                                    : before->street == street;
}

/* Neighbouring rows: the homes of one building stand at one place and have one answer. */
static geo_status find_some(const geo_access *access, const geo_point *points,
                            const char *const *streets, size_t count, geo_access_answer *out)
{
    answered before = {.answer = NULL};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        if (is_same(&before, points[i], streets[i]))
            out[i] = *before.answer;
        else
            status = find(access, points[i], streets[i], &before, &out[i]);
        before = (answered){points[i], streets[i], &out[i]};
    }
    return status;
}

static geo_status find_all(geo_ctx *ctx, geo_access *access, const geo_point *points,
                           const char *const *streets, size_t count)
{
    enum { STRETCH = 256 };
    int failed = 0;
    geo_access_answer *out = access->answers.items;
#pragma omp parallel for schedule(dynamic) reduction(|                                             \
                                                     : failed)                                     \
    num_threads(access->options.threads)
    for (size_t i = 0; i < count; i += STRETCH) {
        size_t length = count - i < STRETCH ? count - i : STRETCH;
        failed |= find_some(access, points + i, streets + i, length, out + i) != GEO_OK;
    }
    return failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* ---- batches ---- */

static const char *reason(const geo_access *access, const geo_access_answer *a)
{
    if (geo_reach_patches(access->inputs.reach)->count == 0)
        return "no_target";
    if (a->walk.end == GEO_WALK_OFF_NETWORK)
        return "off_network";
    if (a->walk.end == GEO_WALK_UNREACHABLE)
        return "unreachable";
    return a->walk.end == GEO_WALK_BEYOND ? "beyond_limit" : NULL;
}

/* Never down: a distance must not be drawn within a norm that it exceeds. What arithmetic adds is
 * taken off. That rounds 0 up to -0, which would be written with its sign. */
static geo_value millimetres_up(double distance_m)
{
    double rounded_m = ceil(distance_m * 1000 - 1e-3) / 1000;
    return geo_value_double(rounded_m == 0 ? 0 : rounded_m);
}

static geo_status write_answer(geo_ctx *ctx, const geo_access *access, const geo_access_answer *a,
                               geo_arena *arena, geo_value *out)
{
    char note[64] = "";
    const char *why = reason(access, a), *kept = NULL;
    int length = why ? snprintf(note, sizeof note, "%s", why) : 0;
    if (why && strcmp(why, "beyond_limit") == 0)
        length += snprintf(note + length, sizeof note - (size_t)length, ":%.0f",
                           floor(access->options.limit_m));
    if (!isnan(a->edge_m))
        length += snprintf(note + length, sizeof note - (size_t)length, "%scoverage_edge:%.0f",
                           length ? " " : "", floor(a->edge_m));
    if (length && !(kept = geo_arena_strndup(arena, note, (size_t)length)))
        return geo_fail_nomem(ctx);
    bool found = a->patch != UINT32_MAX;
    out[GEO_ACCESS_DIST_M] = millimetres_up(a->dist_m);
    out[GEO_ACCESS_STRAIGHT_M] = millimetres_up(a->straight_m);
    out[GEO_ACCESS_ID] =
        geo_value_text(found ? geo_reach_patches(access->inputs.reach)->items[a->patch].id : NULL);
    out[GEO_ACCESS_NOTE] = geo_value_text(kept);
    return GEO_OK;
}

static void add_to_summary(geo_access *access, const geo_access_answer *a, bool is_home)
{
    bool within = a->dist_m <= access->options.threshold_m;
    bool fails = !within && (!isnan(a->dist_m) || a->walk.end == GEO_WALK_BEYOND) &&
                 !(a->edge_m < access->options.threshold_m);
    access->summary.homes += is_home;
    access->summary.judged += is_home && (within || fails);
    access->summary.within += is_home && within;
}

static geo_status read_rows(geo_ctx *ctx, const geo_access *access, const geo_batch *batch,
                            geo_arena *arena, geo_point *points, const char **streets)
{
    for (size_t i = 0; i < geo_batch_count(batch); i++) {
        geo_value street;
        geo_row row = geo_batch_row(batch, i);
        if (!geo_row_point(row, &points[i]))
            return geo_fail(ctx, GEO_ERR_INTERNAL,
                            "a row without a point reached the access measure");
        geo_status status =
            geo_row_values(ctx, batch->schema, row, &access->street_column, 1, &street);
        if (status == GEO_OK)
            status = geo_value_read_text(ctx, &street, arena, &streets[i]);
        if (status != GEO_OK)
            return status;
    }
    return GEO_OK;
}

/* What is told of homes; the map of a whole town is not free, so only when it is asked for. */
static geo_status sum_up(geo_ctx *ctx, geo_access *access, const geo_batch *batch, geo_arena *arena)
{
    size_t count = geo_batch_count(batch);
    if (!access->options.summary)
        return GEO_OK;
    bool *first = geo_alloc(count, sizeof *first);
    geo_status status =
        first ? geo_homes_take(ctx, access->homes, batch, arena, first) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        add_to_summary(access, &access->answers.items[i], first[i]);
    geo_free(first);
    return status;
}

geo_status geo_access_run(geo_ctx *ctx, geo_access *access, const geo_batch *batch,
                          geo_columns *out)
{
    size_t count = geo_batch_count(batch);
    geo_point *points = geo_alloc(count, sizeof *points);
    const char **streets = geo_alloc(count, sizeof *streets);
    access->answers.count = 0;
    bool room = points && streets && geo_vec_room(&access->answers, count);
    geo_status status =
        room ? read_rows(ctx, access, batch, out->arena, points, streets) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = find_all(ctx, access, points, streets, count);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = write_answer(ctx, access, &access->answers.items[i], out->arena,
                              out->values + i * out->count);
    if (status == GEO_OK)
        status = sum_up(ctx, access, batch, out->arena);
    geo_free(points);
    geo_free(streets);
    return status;
}
