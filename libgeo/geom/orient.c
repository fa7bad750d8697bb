/* The exact sign of a turn: a fast test with an error bound, and, when that cannot decide, the same
 * expression summed without rounding.
 * Source: Shewchuk 1997, Adaptive precision floating-point arithmetic and fast robust geometric
 * predicates, doi:10.1007/PL00009321. Products are split after Dekker 1971, doi:10.1007/BF01397083.
 * Needs round-to-nearest doubles that the compiler leaves alone (-ffp-contract=off). */
#include <math.h>

#include "geom/geom.h"

/* A value as the unrounded sum of two doubles. */
typedef struct pair {
    double high, low;
} pair;

static pair pair_sum(double a, double b)
{
    double sum = a + b, b_part = sum - a, a_part = sum - b_part;
    return (pair){sum, (a - a_part) + (b - b_part)};
}

static pair pair_split(double a)
{
    double big = 134217729.0 * a; /* 2^27 + 1 cuts 53 bits in halves */
    double high = big - (big - a);
    return (pair){high, a - high};
}

static pair pair_product(double a, double b)
{
    double product = a * b;
    pair x = pair_split(a), y = pair_split(b);
    double rest = product - x.high * y.high - x.low * y.high - x.high * y.low;
    return (pair){product, x.low * y.low - rest};
}

/* An exact sum: parts do not overlap and rise in size, so the last that is not 0 has its sign. */
typedef struct expansion {
    double parts[16];
    int count;
} expansion;

static void expansion_add(expansion *sum, double value)
{
    for (int i = 0; i < sum->count; i++) {
        pair step = pair_sum(value, sum->parts[i]);
        sum->parts[i] = step.low;
        value = step.high;
    }
    sum->parts[sum->count++] = value;
}

static int expansion_sign(const expansion *sum)
{
    for (int i = sum->count - 1; i >= 0; i--)
        if (sum->parts[i] != 0)
            return sum->parts[i] > 0 ? 1 : -1;
    return 0;
}

static void expansion_add_product(expansion *sum, pair a, pair b, double sign)
{
    double left[2] = {a.high, a.low}, right[2] = {b.high, b.low};
    for (int i = 0; i < 4; i++) {
        pair product = pair_product(sign * left[i & 1], right[i >> 1]);
        expansion_add(sum, product.low);
        expansion_add(sum, product.high);
    }
}

static int exact_orient(geo_point a, geo_point b, geo_point c)
{
    pair ax = pair_sum(a.x, -c.x), ay = pair_sum(a.y, -c.y);
    pair bx = pair_sum(b.x, -c.x), by = pair_sum(b.y, -c.y);
    expansion sum = {0};
    expansion_add_product(&sum, ax, by, 1);
    expansion_add_product(&sum, ay, bx, -1);
    return expansion_sign(&sum);
}

int geo_orient(geo_point a, geo_point b, geo_point c)
{
    double left = (a.x - c.x) * (b.y - c.y), right = (a.y - c.y) * (b.x - c.x);
    double turn = left - right;
    /* Shewchuk's bound A: (3 + 16 eps) eps with eps = 2^-53. */
    double bound = 3.3306690738754716e-16 * (fabs(left) + fabs(right));
    if (turn > bound || turn < -bound)
        return turn > 0 ? 1 : -1;
    return exact_orient(a, b, c);
}
