/* Judging one row: the same for every source, so that the counts mean the same. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/records.h"
#include "registry/town_state.h"

static const char NO_ID[] = "no id", OUTSIDE_AREA[] = "outside the area asked for",
                  OUTSIDE_USE[] = "outside the area of use", AGAIN[] = "given twice",
                  WRONG_KIND[] = "geometry of another kind";

enum { POLL_EVERY = 4096 };

static bool kind_fits(geo_geom_type wanted, geo_geom_type found)
{
    return found == wanted || (wanted != GEO_GEOM_POINT && found == wanted + GEO_GEOM_POLYGON);
}

/* A point theme takes a set of one point. */
static geo_geom as_point(const geo_geom *geom)
{
    geo_geom point = *geom;
    point.type = GEO_GEOM_POINT;
    return point;
}

static bool in_use(const geo_town *town, const geo_geom *geom)
{
    geo_box box = geo_box_of(geom);
    return !town->has_use || (box.xmin >= town->use.xmin && box.xmax <= town->use.xmax &&
                              box.ymin >= town->use.ymin && box.ymax <= town->use.ymax);
}

static void note_outside(geo_town_part *part, geo_point first)
{
    if (!part->outside++)
        part->first_outside = first;
}

/* NULL: it can be used as far as can be seen without GEOS. */
static const char *fault_of(geo_town *town, const geo_draft *draft, const geo_geom *geom,
                            const char *why)
{
    geo_town_part *part = &town->parts[draft->theme];
    if (!geom && why && !strcmp(why, GEO_RECORDS_OUTSIDE_USE))
        note_outside(part, (geo_point){NAN, NAN});
    if (!geom)
        return why ? why : "null geometry";
    if (!geom->point_count)
        return "empty geometry";
    if (!geo_geom_is_finite(geom))
        return "non-finite coordinate";
    if (!kind_fits(geo_theme_layer_of(draft->theme)->type, geom->type))
        return WRONG_KIND;
    if (!geo_draft_id(draft))
        return NO_ID;
    if (!in_use(town, geom)) {
        note_outside(part, geom->points[0]);
        return OUTSIDE_USE;
    }
    return NULL;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
    return hash;
}

static uint64_t mix_value(uint64_t hash, const geo_value *value)
{
    hash = mix(hash, &value->is_null, sizeof value->is_null);
    if (value->is_null)
        return hash;
    if (value->type == GEO_FIELD_STRING || value->type == GEO_FIELD_DATETIME)
        return mix(hash, value->as.string.text, value->as.string.length);
    return mix(hash, &value->as.integer, sizeof value->as.integer);
}

/* The same row delivered twice, as sheets that overlap do; parts of one thing, or its further
 * addresses, share only an id. */
static geo_status had_before(geo_ctx *ctx, geo_town_part *part, const geo_draft *draft,
                             const geo_geom *geom, bool *out)
{
    uint64_t key[2] = {UINT64_C(0xcbf29ce484222325), mix(geom->point_count, geom->points,
                                                         geom->point_count * sizeof *geom->points)};
    for (size_t i = 0; i < geo_theme_column_count(draft->theme); i++)
        key[0] = mix_value(key[0], &draft->values[i]);
    if (!part->seen && !(part->seen = geo_map_new()))
        return geo_fail_nomem(ctx);
    *out = geo_map_get(part->seen, (const char *)key, sizeof key) != NULL;
    if (!*out && !geo_map_set(part->seen, (const char *)key, sizeof key, 1))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

/* What is larger than this sticks out of whatever it was cut by (a road, a lake): of it only the
 * middle says that there are data. */
static const double STICKS_OUT_M = 500;

/* What is drawn to be an area is where it is; of the rest the box tells. */
static bool is_an_area(geo_theme theme)
{
    return theme == GEO_THEME_NEIGHBOURHOOD || theme == GEO_THEME_PLAN ||
           theme == GEO_THEME_PROPERTY;
}

/* All its corners, those of its box, or the middle. */
static geo_status note_place(geo_ctx *ctx, geo_town *town, geo_theme theme, const geo_geom *geom)
{
    geo_box box = geo_box_of(geom);
    geo_point corners[4] = {
        {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
    const geo_point *points = corners;
    size_t count = geom->type == GEO_GEOM_POINT ? 1 : 4;
    if (is_an_area(theme)) {
        points = geom->points;
        count = geom->point_count;
    } else if (fmax(box.xmax - box.xmin, box.ymax - box.ymin) > STICKS_OUT_M) {
        corners[0] = geo_geom_centroid(geom);
        count = 1;
    }
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = geo_corners_add(ctx, town->geos, &town->parts[theme].corners, points[i]);
    return status;
}

static geo_status take(geo_ctx *ctx, geo_town *town, const geo_draft *draft, const geo_geom *geom,
                       geo_repair mended, const char *reason)
{
    geo_town_part *part = &town->parts[draft->theme];
    const char *id = geo_draft_id(draft);
    bool again;
    geo_status status = had_before(ctx, part, draft, geom, &again);
    if (status)
        return status;
    if (again) {
        geo_tally_add(&part->tally, GEO_FATE_IGNORED, AGAIN, id);
        return GEO_OK;
    }
    status = geo_town_put(ctx, town, draft, geom);
    if (!status)
        status = note_place(ctx, town, draft->theme, geom);
    if (!status && draft->theme == GEO_THEME_BUILDING)
        status = geo_town_places_add(ctx, &town->buildings, id, geom);
    if (!status)
        geo_tally_add(&part->tally, mended == GEO_REPAIR_DONE ? GEO_FATE_REPAIRED : GEO_FATE_USED,
                      mended == GEO_REPAIR_DONE ? reason : NULL, id);
    return status;
}

static geo_status judge(geo_ctx *ctx, geo_town *town, const geo_draft *draft, const geo_geom *geom)
{
    geo_town_part *part = &town->parts[draft->theme];
    geo_geom mended = {0};
    geo_repair what = GEO_REPAIR_NONE;
    const char *reason = NULL;
    bool meets = false;
    geo_status status = geo_geos_repair(ctx, town->geos, geom, &mended, &what, &reason);
    if (status)
        return status;
    if (what == GEO_REPAIR_REFUSED) {
        geo_tally_add(&part->tally, GEO_FATE_REJECTED, reason, geo_draft_id(draft));
        return GEO_OK;
    }
    const geo_geom *sound = what == GEO_REPAIR_DONE ? &mended : geom;
    status =
        geo_area_meets(ctx, town->options.area, sound, geo_town_has_halo(draft->theme), &meets);
    if (!status && meets)
        status = take(ctx, town, draft, sound, what, reason);
    else if (!status)
        geo_tally_add(&part->tally, GEO_FATE_IGNORED, OUTSIDE_AREA, geo_draft_id(draft));
    if (what == GEO_REPAIR_DONE)
        geo_geom_release(&mended);
    return status;
}

void geo_town_reading(geo_town *town, const char *path)
{
    for (int i = 0; i < GEO_THEMES; i++)
        town->parts[i].tally.file = path ? geo_path_name(path) : NULL;
}

void geo_town_outside(geo_town *town, geo_theme theme, uint64_t count)
{
    while (count--)
        geo_town_ignore(town, theme, OUTSIDE_AREA, NULL);
}

geo_status geo_town_offer(geo_ctx *ctx, geo_town *town, const geo_draft *draft,
                          const geo_geom *geom, const char *why)
{
    bool wanted;
    geo_geom point;
    geo_town_part *part = &town->parts[draft->theme];
    geo_status status = ++town->offers % POLL_EVERY ? GEO_OK : geo_ctx_poll(ctx);
    if (!status)
        status = geo_town_wants(ctx, town, draft->theme, &wanted);
    if (status || !wanted)
        return status;
    if (geom && geom->type == GEO_GEOM_MULTIPOINT && geom->point_count == 1) {
        point = as_point(geom);
        geom = &point;
    }
    const char *fault = fault_of(town, draft, geom, why);
    if (fault) {
        geo_tally_add(&part->tally, GEO_FATE_REJECTED, fault, geo_draft_id(draft));
        return GEO_OK;
    }
    if (!geo_box_meets(geo_box_of(geom), geo_town_box(town, draft->theme))) {
        geo_tally_add(&part->tally, GEO_FATE_IGNORED, OUTSIDE_AREA, geo_draft_id(draft));
        return GEO_OK;
    }
    status = judge(ctx, town, draft, geom);
    if (status == GEO_ERR_IO) /* the folder's trouble, not the row's */
        return status;
    return status ? geo_while(ctx, status, "%s '%s'", geo_theme_layer_of(draft->theme)->name,
                              geo_draft_id(draft))
                  : GEO_OK;
}
