#include "links/warnings.h"

static void warn_ground(cli *app, const links_sources *sources, const geo_links *links)
{
    const geo_link_facts *facts = &links->facts;
    if (facts->zones == 0)
        return;
    if (!sources->items[LINKS_LANDCOVER] && links->gaps.count > 0)
        geo_warn(app->ctx, "without land cover nothing but zones, water, hedges and rows of trees "
                           "is habitat: all else is a gap");
    if (!sources->items[LINKS_LANDCOVER])
        return;
    const char *name = geo_source_name(sources->items[LINKS_LANDCOVER]);
    if (facts->land == 0)
        geo_warn(app->ctx, "'%s' holds nothing on the ground around the zones that a rule fits",
                 name);
    if (facts->unruled_land)
        geo_warn(app->ctx,
                 "'%s': no rule fits %llu of the polygons, which are as unknown (the first: '%s', "
                 "class '%s')",
                 name, (unsigned long long)facts->unruled_land, facts->first_land,
                 facts->first_land_class ? facts->first_land_class : "");
}

void links_warn(cli *app, const links_sources *sources, const geo_links *links)
{
    const geo_link_facts *facts = &links->facts;
    const char *name = geo_source_name(sources->items[LINKS_ZONES]);
    if (facts->zones == 0)
        geo_warn(app->ctx, "'%s' holds no zone to link: none is of class natuurzone", name);
    if (facts->unreached)
        geo_warn(
            app->ctx,
            "'%s': no cell of the grid that can be walked for %llu of the zones, which have no "
            "links (the first: '%s')",
            name, (unsigned long long)facts->unreached, facts->first_unreached);
    if (facts->walled && facts->zones > 1)
        geo_warn(app->ctx,
                 "'%s': nothing but walls and unknown ground around %llu of the zones (the first: "
                 "'%s')",
                 name, (unsigned long long)facts->walled, facts->first_walled);
    if (facts->unruled)
        geo_warn(app->ctx,
                 "'%s': %llu of the zones are of a class that no rule knows, and passed over (the "
                 "first: '%s')",
                 name, (unsigned long long)facts->unruled, facts->first_unruled);
    if (facts->overlap_m2 > 0)
        geo_warn(app->ctx,
                 "'%s': %.0f m2 lie in two zones and count in both (the first: '%s' and '%s')",
                 name, facts->overlap_m2, facts->first_overlap[0], facts->first_overlap[1]);
    warn_ground(app, sources, links);
}
