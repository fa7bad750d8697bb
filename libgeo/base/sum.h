/* Compensated summation (Neumaier 1974), so that areas and lengths do not depend on size. */
#ifndef GEO_BASE_SUM_H
#define GEO_BASE_SUM_H

#include <math.h>

typedef struct geo_sum {
    double total, rest;
} geo_sum;

static inline void geo_sum_add(geo_sum *sum, double value)
{
    double total = sum->total + value;
    sum->rest += fabs(sum->total) >= fabs(value) ? (sum->total - total) + value
                                                 : (value - total) + sum->total;
    sum->total = total;
}

static inline double geo_sum_value(const geo_sum *sum)
{
    return sum->total + sum->rest;
}

#endif
