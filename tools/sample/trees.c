/* Species and growth. Heights and crowns are typical full-grown sizes of the species in town. */
#include "sample/trees.h"

#include <math.h>

typedef struct species {
    const char *name;
    uint8_t groves;                       /* bits, 1 << sample_grove */
    double height_m, crown_m, half_grown; /* full-grown; years to half of it */
} species;

#define STREET (1 << SAMPLE_GROVE_STREET)
#define CANAL (1 << SAMPLE_GROVE_CANAL)
#define GARDEN (1 << SAMPLE_GROVE_GARDEN)
#define PARK (1 << SAMPLE_GROVE_PARK)
#define WOOD (1 << SAMPLE_GROVE_WOOD)

static const species all[] = {
    {"Tilia x europaea (Hollandse linde)", STREET | CANAL | PARK, 24, 13, 22},
    {"Tilia cordata (winterlinde)", STREET | PARK, 19, 10, 20},
    {"Acer platanoides (Noorse esdoorn)", STREET | PARK, 17, 11, 16},
    {"Acer campestre (veldesdoorn)", STREET | GARDEN | PARK, 11, 7, 14},
    {"Ulmus x hollandica (Hollandse iep)", CANAL | STREET, 24, 13, 18},
    {"Platanus x hispanica (plataan)", STREET | PARK, 24, 15, 20},
    {"Fraxinus excelsior (es)", STREET | WOOD | PARK, 23, 11, 17},
    {"Quercus robur (zomereik)", STREET | PARK | WOOD, 22, 13, 26},
    {"Fagus sylvatica (beuk)", PARK | WOOD | GARDEN, 25, 14, 28},
    {"Aesculus hippocastanum (witte paardenkastanje)", PARK | STREET, 20, 13, 22},
    {"Betula pendula (ruwe berk)", STREET | GARDEN | PARK | WOOD, 17, 8, 13},
    {"Carpinus betulus (haagbeuk)", STREET | GARDEN | WOOD, 14, 8, 17},
    {"Sorbus aucuparia (wilde lijsterbes)", STREET | GARDEN, 9, 5, 11},
    {"Prunus serrulata (sierkers)", STREET | GARDEN, 8, 7, 11},
    {"Crataegus monogyna (eenstijlige meidoorn)", GARDEN | STREET, 7, 5, 12},
    {"Malus domestica (appel)", GARDEN, 6, 5, 9},
    {"Pyrus communis (peer)", GARDEN, 8, 5, 12},
    {"Magnolia x soulangeana (beverboom)", GARDEN, 6, 6, 13},
    {"Juglans regia (walnoot)", GARDEN, 14, 11, 18},
    {"Ilex aquifolium (hulst)", GARDEN, 7, 4, 14},
    {"Alnus glutinosa (zwarte els)", CANAL | PARK | WOOD, 18, 8, 13},
    {"Populus x canadensis (Canadapopulier)", PARK | WOOD, 27, 12, 12},
    {"Salix alba (schietwilg)", PARK | WOOD, 19, 13, 10},
    {"Pinus sylvestris (grove den)", WOOD | GARDEN, 19, 8, 18},
};

int sample_species_count(void)
{
    return (int)(sizeof all / sizeof *all);
}

const char *sample_species_name(int index)
{
    return all[index].name;
}

int sample_species_pick(sample_random *random, sample_grove grove)
{
    int start = sample_pick(random, sample_species_count());
    for (int k = 0;; k++) {
        int index = (start + k * 7) % sample_species_count(); /* 7 and 24 have no common factor */
        if (all[index].groves & (1 << grove))
            return index;
    }
}

static sample_status pick_status(sample_random *random)
{
    double share = sample_unit(random);
    if (share < 0.972)
        return SAMPLE_STANDING;
    return share < 0.98 ? SAMPLE_FELLED : share < 0.99 ? SAMPLE_STUMP : SAMPLE_PLANNED;
}

void sample_add_tree(sample_block *block, sample_random *random, geo_point at,
                     const sample_planting *planting)
{
    const species *kind = &all[planting->species];
    int planted = planting->planted + sample_pick(random, 9);
    double age = fmax(2, SAMPLE_YEAR - planted + 6); /* about six years old when planted */
    double grown = fmin(0.93, age / (age + kind->half_grown));
    double vigour = sample_between(random, 0.85, 1.07);
    double cut = planting->grove == SAMPLE_GROVE_GARDEN ? 0.75 : 1; /* gardens are small */
    sample_tree tree = {
        .at = at,
        .height_m = sample_round(fmax(2.5, kind->height_m * grown * vigour * cut), 10),
        .crown_d_m = sample_round(fmax(1.5, kind->crown_m * grown * vigour * cut), 10),
        .species = (uint8_t)planting->species,
        .status = pick_status(random),
        .planted = planted,
        .is_public = planting->is_public,
        .listed = planting->listed};
    tree.sized = !(tree.height_m < 6 && sample_chance(random, 0.25));
    if (tree.status == SAMPLE_PLANNED)
        tree.planted = SAMPLE_YEAR + 1;
    if (!block->failed && !geo_vec_push(&block->trees, tree))
        block->failed = true;
}

void sample_add_lane(sample_block *block, sample_random *random, geo_point from, geo_point to,
                     double spacing_m, const sample_planting *planting)
{
    double length = fabs(to.x - from.x) + fabs(to.y - from.y); /* along one axis of the board */
    int count = (int)(length / spacing_m);
    for (int k = 0; k < count; k++) {
        double t = (k + 0.5 + sample_between(random, -0.06, 0.06)) / count;
        bool gap = sample_chance(random, 0.08); /* a driveway, a dead tree */
        geo_point at = {from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
        if (!gap)
            sample_add_tree(block, random, at, planting);
    }
}
