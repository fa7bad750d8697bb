/* Seeded numbers for tests, and which seeds a test runs. */
#ifndef GROENNET_TESTS_DICE_H
#define GROENNET_TESTS_DICE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* splitmix64: Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195. */
static inline uint64_t dice_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline double dice_unit(uint64_t *state) /* 0 <= result < 1 */
{
    return (double)(dice_bits(state) >> 11) * 0x1p-53;
}

typedef struct dice_seeds {
    uint64_t first, last;
    bool is_all; /* not one alone, so that what all of them come to may be asked */
} dice_seeds;

/* 1 to count, or GROENNET_SEED=n alone, to run one case again. */
static inline dice_seeds dice_seeds_upto(uint64_t count)
{
    const char *only = getenv("GROENNET_SEED");
    uint64_t one = only ? strtoull(only, NULL, 10) : 0;
    return only ? (dice_seeds){one, one, false} : (dice_seeds){1, count, true};
}

#endif
