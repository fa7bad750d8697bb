/* Species, and trees of a believable size for their age. */
#ifndef GROENNET_SAMPLE_TREES_H
#define GROENNET_SAMPLE_TREES_H

#include "sample/block.h"
#include "sample/random.h"

typedef enum sample_grove { /* where a species is planted */
                            SAMPLE_GROVE_STREET,
                            SAMPLE_GROVE_CANAL,
                            SAMPLE_GROVE_GARDEN,
                            SAMPLE_GROVE_PARK,
                            SAMPLE_GROVE_WOOD
} sample_grove;

/* "Tilia x europaea (Hollandse linde)" */
const char *sample_species_name(int species);
int sample_species_count(void);
/* One of the species of that grove. */
int sample_species_pick(sample_random *random, sample_grove grove);

typedef struct sample_planting {
    sample_grove grove;
    int species, planted;
    bool is_public, listed;
} sample_planting;

/* Adds a tree at a board point; most stand, a few are felled, stumps or planned. */
void sample_add_tree(sample_block *block, sample_random *random, geo_point at,
                     const sample_planting *planting);
/* A lane between two board points that are on one line, every spacing_m, with gaps. */
void sample_add_lane(sample_block *block, sample_random *random, geo_point from, geo_point to,
                     double spacing_m, const sample_planting *planting);

#endif
