#include "green/access.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/homes.h"

#define MAY_NEARER_M 1e-3 /* what is made of more shapes lies a hair elsewhere */

const char *const GEO_ACCESS_SUFFIX[GEO_ACCESS_COLUMNS_MOST] = {"dist_m", "straight_m", "id",
                                                                "note", "shade_pct"};
const geo_field_type GEO_ACCESS_TYPE[GEO_ACCESS_COLUMNS_MOST] = {
    GEO_FIELD_DOUBLE, GEO_FIELD_DOUBLE, GEO_FIELD_STRING, GEO_FIELD_STRING, GEO_FIELD_DOUBLE};

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

/* What is looked for, and over which streets; network NULL: straight. */
typedef struct goal {
    const geo_reach *reach;
    const geo_network *network;
} goal;

static geo_status find_straight(const geo_reach *reach, geo_point p, double limit_m,
                                uint32_t *patch, geo_access_answer *out)
{
    geo_status status = geo_reach_nearest(reach, p, limit_m, patch, &out->straight_m);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    *patch = UINT32_MAX;
    return GEO_OK;
}

static geo_status find_walk(const geo_network *network, geo_point p, const char *street,
                            geo_access_answer *out)
{
    geo_status status = geo_network_walk(network, p, street, &out->walk);
    if (status == GEO_OK && out->walk.end == GEO_WALK_FOUND) {
        out->dist_m = out->walk.dist_m;
        out->patch = out->walk.patch;
    }
    return status;
}

static geo_status find_goal(goal to, geo_point p, const char *street, double straight_limit_m,
                            geo_access_answer *out)
{
    uint32_t nearest;
    *out = (geo_access_answer){.dist_m = NAN,
                               .straight_m = NAN,
                               .patch = UINT32_MAX,
                               .may_m = NAN,
                               .shade_pct = NAN,
                               .edge_m = NAN};
    geo_status status = find_straight(to.reach, p, straight_limit_m, &nearest, out);
    if (status != GEO_OK)
        return status;
    if (out->straight_m != 0 && to.network)
        return find_walk(to.network, p, street, out);
    out->dist_m = out->straight_m;
    out->patch = nearest;
    out->walk.end = isnan(out->dist_m) ? GEO_WALK_BEYOND : GEO_WALK_FOUND;
    return GEO_OK;
}

/* There is green, and none of it is known to fit in a piece that is large enough: nothing lies
 * within the limit, wherever the streets lead. */
static bool none_fits(const geo_access *access)
{
    const geo_patches *patches = geo_reach_patches(access->inputs.reach);
    return patches->fitted && patches->count == 0 &&
           (patches->unfit > 0 || patches->too_small > 0 || access->inputs.may_reach);
}

/* How near what may count is, when that is nearer than what does. Where nothing is known to count,
 * it is also what may count that streets must lead to. */
static geo_status find_may(const geo_access *access, geo_point p, const char *street,
                           geo_access_answer *out)
{
    geo_access_answer may;
    goal to = {access->inputs.may_reach, access->inputs.may_network};
    if (!to.reach || out->dist_m == 0)
        return GEO_OK;
    geo_status status = find_goal(to, p, street, access->options.limit_m, &may);
    if (status == GEO_OK && !(may.dist_m >= out->dist_m - MAY_NEARER_M))
        out->may_m = may.dist_m;
    if (status == GEO_OK && none_fits(access))
        out->walk.end = may.walk.end == GEO_WALK_FOUND ? GEO_WALK_BEYOND : may.walk.end;
    return status;
}

static geo_status find(const geo_access *access, geo_point p, const char *street,
                       const answered *before, geo_access_answer *out)
{
    goal to = {access->inputs.reach, access->inputs.network};
    geo_status status = find_goal(to, p, street, straight_limit(access, p, before), out);
    if (status == GEO_OK && none_fits(access))
        out->walk.end = GEO_WALK_BEYOND;
    if (status == GEO_OK)
        status = find_may(access, p, street, out);
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

/* Of all answers at once: what lies near is read together. */
static geo_status find_shade(geo_ctx *ctx, geo_access *access, const geo_point *points,
                             size_t count)
{
    geo_access_answer *out = access->answers.items;
    const geo_walk **walks = geo_alloc(count, sizeof *walks);
    double *pct = geo_alloc(count, sizeof *pct);
    geo_status status = walks && pct ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        walks[i] = out[i].dist_m > 0 ? &out[i].walk : NULL;
    if (status == GEO_OK)
        status = geo_shaded_ways_measure(ctx, access->inputs.shade, points, walks, count, pct);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        out[i].shade_pct = pct[i];
    geo_free(walks);
    geo_free(pct);
    return status;
}

/* ---- batches ---- */

static const char *reason(const geo_access *access, const geo_access_answer *a)
{
    if (geo_reach_patches(access->inputs.reach)->count == 0 && !none_fits(access))
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

/* A percentage is never lifted over a norm that it misses; what arithmetic loses is given back. */
static geo_value percent_down(double pct)
{
    return geo_value_double(floor(pct * 1000 + 1e-3) / 1000);
}

typedef struct note {
    char text[96];
    int length;
} note;

/* A code with its metres, rounded down. */
static void add_metres(note *to, const char *code, double metres)
{
    to->length += snprintf(to->text + to->length, sizeof to->text - (size_t)to->length, "%s%s:%.0f",
                           to->length ? " " : "", code, floor(metres));
}

static note note_of(const geo_access *access, const geo_access_answer *a)
{
    note made = {"", 0};
    const char *why = reason(access, a);
    if (why && strcmp(why, "beyond_limit") == 0)
        add_metres(&made, why, access->options.limit_m);
    else if (why)
        made.length = snprintf(made.text, sizeof made.text, "%s", why);
    if (!isnan(a->may_m))
        add_metres(&made, "cool_unknown", a->may_m + 1e-3); /* what arithmetic loses */
    if (!isnan(a->edge_m))
        add_metres(&made, "coverage_edge", a->edge_m);
    return made;
}

static geo_status write_answer(geo_ctx *ctx, const geo_access *access, const geo_access_answer *a,
                               geo_arena *arena, geo_value *out)
{
    note made = note_of(access, a);
    const char *kept = NULL;
    if (made.length && !(kept = geo_arena_strndup(arena, made.text, (size_t)made.length)))
        return geo_fail_nomem(ctx);
    bool found = a->patch != UINT32_MAX;
    out[GEO_ACCESS_DIST_M] = millimetres_up(a->dist_m);
    out[GEO_ACCESS_STRAIGHT_M] = millimetres_up(a->straight_m);
    out[GEO_ACCESS_ID] =
        geo_value_text(found ? geo_reach_patches(access->inputs.reach)->items[a->patch].id : NULL);
    out[GEO_ACCESS_NOTE] = geo_value_text(kept);
    if (access->options.has_shade)
        out[GEO_ACCESS_SHADE_PCT] = percent_down(a->shade_pct);
    return GEO_OK;
}

static void add_to_summary(geo_access *access, const geo_access_answer *a, bool is_home)
{
    bool within = a->dist_m <= access->options.threshold_m;
    bool fails = !within && (!isnan(a->dist_m) || a->walk.end == GEO_WALK_BEYOND) &&
                 !(a->edge_m < access->options.threshold_m) &&
                 !(a->may_m <= access->options.threshold_m);
    if (!is_home)
        return;
    access->summary.homes++;
    access->summary.judged += within || fails;
    access->summary.within += within;
    access->summary.shade_known += !isnan(a->shade_pct);
    access->summary.route_shaded += a->shade_pct >= access->options.route_shade_pct;
    access->summary.path_shaded += a->shade_pct >= access->options.path_shade_pct;
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
    if (status == GEO_OK && access->inputs.shade)
        status = find_shade(ctx, access, points, count);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = write_answer(ctx, access, &access->answers.items[i], out->arena,
                              out->values + i * out->count);
    if (status == GEO_OK)
        status = sum_up(ctx, access, batch, out->arena);
    geo_free(points);
    geo_free(streets);
    return status;
}
