/* What the bench programs share: a clock, a seeded dice and the best of several turns. They work in
 * one thread and print lines "name value", which tests/bench/bench.py reads. */
#ifndef GROENNET_TESTS_BENCH_H
#define GROENNET_TESTS_BENCH_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "base/ctx.h"

enum { BENCH_FAILED = 3 };

/* Seconds of processor that this program has had: what others do on the machine counts little. */
static inline double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Keeps the shorter of two times; begin with 0, which is none. A busy machine only ever adds time:
 * the least is nearest to the truth. */
static inline void bench_keep(double *least_s, double begun)
{
    double took = bench_now() - begun;
    *least_s = *least_s > 0 ? fmin(*least_s, took) : took;
}

/* 0 <= result < 1; xorshift64* after Vigna 2016, doi:10.1145/2845077. *state must not be 0. */
static inline double bench_roll(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)(*state * UINT64_C(2685821657736338717) >> 11) * 0x1p-53;
}

static inline int bench_failed(const char *program, const geo_ctx *ctx)
{
    fprintf(stderr, "%s: error: %s\n", program, geo_ctx_error(ctx));
    return BENCH_FAILED;
}

#endif
