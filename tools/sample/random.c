/* SplitMix64, keyed streams and value noise. */
#include "sample/random.h"

#include <math.h>

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint64_t step(uint64_t state)
{
    return state + UINT64_C(0x9e3779b97f4a7c15);
}

uint64_t sample_hash(uint64_t seed, uint64_t stream, int64_t a, int64_t b)
{
    uint64_t h = mix(step(seed));
    h = mix(step(h ^ stream));
    h = mix(step(h ^ (uint64_t)a));
    return mix(step(h ^ (uint64_t)b));
}

sample_random sample_random_at(uint64_t seed, uint64_t stream, int64_t a, int64_t b)
{
    return (sample_random){.state = sample_hash(seed, stream, a, b)};
}

uint64_t sample_bits(sample_random *random)
{
    random->state = step(random->state);
    return mix(random->state);
}

static double unit_of(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

double sample_unit(sample_random *random)
{
    return unit_of(sample_bits(random));
}

double sample_between(sample_random *random, double low, double high)
{
    return low + (high - low) * sample_unit(random);
}

int sample_pick(sample_random *random, int count)
{
    return (int)(sample_unit(random) * count);
}

bool sample_chance(sample_random *random, double share)
{
    return sample_unit(random) < share;
}

static double smooth(double t)
{
    return t * t * (3 - 2 * t);
}

double sample_noise(uint64_t seed, uint64_t stream, double x, double y, double size_m)
{
    double gx = floor(x / size_m), gy = floor(y / size_m);
    double tx = smooth(x / size_m - gx), ty = smooth(y / size_m - gy);
    int64_t i = (int64_t)gx, j = (int64_t)gy;
    double south = unit_of(sample_hash(seed, stream, i, j)) * (1 - tx) +
                   unit_of(sample_hash(seed, stream, i + 1, j)) * tx;
    double north = unit_of(sample_hash(seed, stream, i, j + 1)) * (1 - tx) +
                   unit_of(sample_hash(seed, stream, i + 1, j + 1)) * tx;
    return south * (1 - ty) + north * ty - 0.5;
}
