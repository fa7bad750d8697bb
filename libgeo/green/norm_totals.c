/* Counting homes: every home once, in the town and in each area it belongs to. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "green/norm_state.h"

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

geo_status geo_norm_totals_new(geo_ctx *ctx, geo_norm *norm)
{
    bool made = (norm->seen = geo_map_new()) != NULL && (norm->units = geo_map_new()) != NULL;
    for (int level = 0; made && level < GEO_LEVELS; level++)
        if (norm->inputs.areas[level])
            made = (norm->areas[level] = geo_calloc(geo_areas_count(norm->inputs.areas[level]),
                                                    sizeof(geo_total))) != NULL;
    for (int c = 0; made && c < GEO_CRITERIA; c++)
        made = (norm->why[c] =
                    geo_calloc(geo_notes_count(norm->inputs.notes) + 1, sizeof(uint64_t))) != NULL;
    return made ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_norm_totals_free(geo_norm *norm)
{
    geo_map_free(norm->seen);
    geo_map_free(norm->units);
    for (int level = 0; level < GEO_LEVELS; level++)
        geo_free(norm->areas[level]);
    for (int c = 0; c < GEO_CRITERIA; c++)
        geo_free(norm->why[c]);
}

static geo_status first_time(geo_ctx *ctx, geo_map *map, const char *key, bool *out)
{
    *out = true;
    if (!key || !*key)
        return GEO_OK; /* nothing to tell it apart by */
    size_t length = strlen(key);
    *out = geo_map_get(map, key, length) == NULL;
    return !*out || geo_map_set(map, key, length, 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* The area of each level that the address belongs to: the buurt by name or place, the others as its
 * parents, or by place where a parent is not named. */
static geo_status find_areas(geo_ctx *ctx, geo_norm *norm, const geo_norm_row *row, geo_point p,
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
    if (!isnan(answer->mark)) {
        total->marks += answer->mark;
        total->marked_homes++;
    }
}

static void add_unit(geo_total *total, const geo_norm_row *row, bool known)
{
    double canopy = geo_value_as_double(&row->values[CANOPY_M2]),
           area = geo_value_as_double(&row->values[CANOPY_AREA]);
    if (isnan(canopy) || isnan(area))
        return;
    total->canopy_m2 += canopy;
    total->canopy_area_m2 += area;
    if (!known)
        return;
    total->canopy_known_m2 += canopy;
    total->canopy_known_area_m2 += area;
}

static void count_unjudged(geo_unjudged *to, const char *no_verdict)
{
    const char *why = no_verdict ? no_verdict : "";
    to->not_home += strcmp(why, "not_home") == 0;
    to->home_unknown += strcmp(why, "home_unknown") == 0;
    to->outside += strcmp(why, "outside") == 0;
}

geo_status geo_norm_count(geo_ctx *ctx, geo_norm *norm, const geo_norm_row *row,
                          geo_norm_answer *answer, const geo_why *why)
{
    uint32_t areas[GEO_LEVELS];
    bool new_unit = false;
    const char *unit = row->text[CANOPY_UNIT];
    bool is_home = !answer->no_verdict || strcmp(answer->no_verdict, "home_unknown") == 0;
    norm->box = geo_box_join(norm->box, geo_box_around(answer->at, 0));
    bool is_new = false;
    geo_status status = GEO_OK;
    if (is_home) /* rows that are no home do not stand in the way of one that is */
        status = first_time(ctx, norm->seen, row->text[ID], &is_new);
    if (status == GEO_OK)
        status = find_areas(ctx, norm, row, answer->at, areas);
    bool own_unit =
        status == GEO_OK && unit && areas[GEO_LEVEL_BUURT] != GEO_AREA_NONE &&
        geo_areas_named(norm->inputs.areas[GEO_LEVEL_BUURT], unit) == areas[GEO_LEVEL_BUURT];
    if (own_unit && !answer->no_verdict && !isnan(geo_value_as_double(&row->values[CANOPY_VALUE])))
        status = first_time(ctx, norm->units, unit, &new_unit);
    if (status != GEO_OK)
        return status;
    norm->repeated += is_home && !is_new;
    answer->counted = is_new;
    for (int level = -1; level < GEO_LEVELS; level++) {
        if (level >= 0 && areas[level] == GEO_AREA_NONE)
            continue;
        geo_total *total = level < 0 ? &norm->town : &norm->areas[level][areas[level]];
        if (answer->counted)
            add_home(total, answer);
        if (new_unit)
            add_unit(total, row, answer->criterion[GEO_CANOPY] != GEO_UNKNOWN);
    }
    count_unjudged(&norm->unjudged, answer->no_verdict);
    norm->outside +=
        answer->counted && !answer->no_verdict && areas[GEO_LEVEL_BUURT] == GEO_AREA_NONE;
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (answer->counted && answer->criterion[c] == GEO_UNKNOWN && why[c].note != SIZE_MAX)
            norm->why[c][why[c].note]++;
    for (size_t k = 0; answer->counted && k < norm->options.compare_count; k++)
        norm->cross[k][answer->norm][answer->compared[k]]++;
    return GEO_OK;
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

geo_unjudged geo_norm_unjudged(const geo_norm *norm)
{
    return norm->unjudged;
}

uint64_t geo_norm_repeated(const geo_norm *norm)
{
    return norm->repeated;
}

uint64_t geo_norm_rows(const geo_norm *norm)
{
    return norm->rows;
}

double geo_norm_canopy_short(const geo_norm *norm, const geo_total *total)
{
    double wanted = norm->options.profile.threshold[GEO_CANOPY];
    if (!norm->options.wanted[GEO_CANOPY] || !(total->canopy_known_area_m2 > 0))
        return NAN;
    return fmax(0, wanted / 100 * total->canopy_known_area_m2 - total->canopy_known_m2);
}

geo_box geo_norm_box(const geo_norm *norm)
{
    return norm->box;
}

const char *geo_norm_label(const geo_norm *norm)
{
    return norm->label;
}
