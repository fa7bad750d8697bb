#include "zones/warnings.h"

/* The balance is one of sums in other orders: a share above this is no rounding. */
#define RESIDUE_MOST 1e-9

/* Of land cover, the balance of areas included. */
static void warn_ground(cli *app, const char *name, const geo_zone_balance *balance)
{
    if (balance->overlapping)
        geo_warn(app->ctx,
                 "'%s': %llu polygons lie over others, %.2f m2 in all, which go to the lower id "
                 "(the first: '%s')",
                 name, (unsigned long long)balance->overlapping, balance->overlap_m2,
                 balance->first_overlap);
    if (balance->residue > RESIDUE_MOST || balance->residue < -RESIDUE_MOST)
        geo_warn(app->ctx, "the areas of the classes differ by %.1e from that of '%s'",
                 balance->residue, name);
    if (balance->class_m2[GEO_ZONE_UNKNOWN] > 0)
        geo_warn(app->ctx, "%.2f ha of '%s' fit no rule: they are zones of class onbekend",
                 balance->class_m2[GEO_ZONE_UNKNOWN] / 10000, name);
    if (balance->unknown_level)
        geo_warn(app->ctx,
                 "'%s': the level of %llu polygons is no number, so that nobody knows whether they "
                 "lie on the ground: left out (the first: '%s', '%s')",
                 name, (unsigned long long)balance->unknown_level, balance->first_unknown_level,
                 balance->unknown_level_text);
}

/* Of what lies over land cover, and of words that no table knows. */
static void warn_objects(cli *app, const zones_sources *sources, const geo_zones *zones)
{
    if (zones->unknown_statuses)
        geo_warn(app->ctx,
                 "%llu buildings or plans have a status that is not in conflict-status.csv: they "
                 "count (the first: '%s', '%s')",
                 (unsigned long long)zones->unknown_statuses, zones->first_status_id,
                 zones->first_status);
    if (zones->unknown_facilities)
        geo_warn(app->ctx,
                 "'%s': %llu facilities are of a kind that no rule knows: they take no ground (the "
                 "first: '%s', kind '%s')",
                 geo_source_name(sources->items[ZONES_FACILITY]),
                 (unsigned long long)zones->unknown_facilities, zones->first_facility,
                 zones->first_kind ? zones->first_kind : "");
    if (zones->double_ids)
        geo_warn(app->ctx,
                 "%llu zones have a suffix to their id, since another zone has that (the first: "
                 "'%s')",
                 (unsigned long long)zones->double_ids, zones->first_double);
}

static void warn_decided(cli *app, const geo_zone_decisions *found)
{
    if (found->over.zones)
        geo_warn(
            app->ctx,
            "%llu decided zones lie over others, %.2f m2 in all, which go to the id that sorts "
            "first (the first: '%s' loses to '%s')",
            (unsigned long long)found->over.zones, found->over.area_m2, found->over.first,
            found->first_above);
    if (found->empty.zones)
        geo_warn(
            app->ctx,
            "%llu decided zones have no land cover in them, and are not drawn (the first: '%s')",
            (unsigned long long)found->empty.zones, found->empty.first);
    if (found->bare.zones)
        geo_warn(
            app->ctx,
            "%llu decided zones have land cover in a part alone: %.2f m2 of them are not drawn "
            "(the first: '%s')",
            (unsigned long long)found->bare.zones, found->bare.area_m2, found->bare.first);
}

void zones_warn(cli *app, const zones_sources *sources, const geo_zones *zones)
{
    warn_ground(app, geo_source_name(sources->items[ZONES_LANDCOVER]), &zones->balance);
    warn_objects(app, sources, zones);
    warn_decided(app, &zones->decisions);
    if (zones->protection_unread)
        geo_warn(app->ctx,
                 "'%s' holds nothing, or something that cannot be read: column protected stays "
                 "empty",
                 geo_source_name(sources->items[ZONES_PROTECTED]));
}
