/* Tree tops as rows of a town. */
#include <math.h>

#include "registry/ahn.h"
#include "registry/town.h"

static double rounded(double metres)
{
    return round(metres * 100) / 100;
}

static geo_status offer(void *self, geo_ctx *ctx, const geo_top *top)
{
    geo_draft draft;
    char id[GEO_AHN_ID];
    geo_point at = top->at;
    geo_geom point = {.type = GEO_GEOM_POINT, .points = &at, .point_count = 1};
    geo_ahn_top_id(at, id);
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", id);
    geo_draft_number(&draft, "height_m", rounded(top->height_m));
    geo_draft_number(&draft, "crown_d_m", rounded(top->crown_d_m));
    geo_draft_text(&draft, "status", "standing");
    return geo_town_offer(ctx, self, &draft, &point, NULL);
}

geo_status geo_ahn_offer_trees(geo_ctx *ctx, struct geo_town *town, const geo_ahn_models *models,
                               const geo_ahn_rules *rules)
{
    bool wanted;
    geo_status status = geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted);
    if (status || !wanted)
        return status;
    return geo_ahn_tops(ctx, models, rules, offer, town);
}
