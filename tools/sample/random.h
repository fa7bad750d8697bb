/* Randomness that depends on nothing but its keys: the same seed gives the same town on every
 * machine, and any block can be made alone. Generator: SplitMix64 (Steele, Lea, Flood 2014,
 * doi:10.1145/2714064.2660195). */
#ifndef GROENNET_SAMPLE_RANDOM_H
#define GROENNET_SAMPLE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sample_random {
    uint64_t state;
} sample_random;

/* 64 well-mixed bits of the keys. */
uint64_t sample_hash(uint64_t seed, uint64_t stream, int64_t a, int64_t b);
/* A stream of its own for every (seed, stream, a, b). */
sample_random sample_random_at(uint64_t seed, uint64_t stream, int64_t a, int64_t b);

uint64_t sample_bits(sample_random *random);
double sample_unit(sample_random *random);                             /* [0, 1) */
double sample_between(sample_random *random, double low, double high); /* [low, high) */
int sample_pick(sample_random *random, int count);                     /* 0..count-1; count > 0 */
bool sample_chance(sample_random *random, double share);

/* Smooth value noise in -0.5..0.5 with features about `size_m` wide. */
double sample_noise(uint64_t seed, uint64_t stream, double x, double y, double size_m);

#endif
