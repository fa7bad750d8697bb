/* The bend of the town and its inverse. */
#include "sample/map.h"

#include <math.h>

#include "sample/random.h"

/* Turned by 16.26 degrees: 0.96^2 + 0.28^2 = 1 exactly, no sine needed. */
#define TURN_COS 0.96
#define TURN_SIN 0.28
/* Where the Markerwaard would have been drained: no real town lies there. */
#define CENTRE_X 143000.0
#define CENTRE_Y 508000.0
#define BEND_A 0.075
#define BEND_B 0.025

typedef struct complex_value {
    double re, im;
} complex_value;

static complex_value times(complex_value p, complex_value q)
{
    return (complex_value){p.re * q.re - p.im * q.im, p.re * q.im + p.im * q.re};
}

static complex_value over(complex_value p, complex_value q)
{
    double size = q.re * q.re + q.im * q.im;
    return (complex_value){(p.re * q.re + p.im * q.im) / size, (p.im * q.re - p.re * q.im) / size};
}

sample_map sample_map_make(uint64_t seed, double radius_m)
{
    sample_random random = sample_random_at(seed, 'M', 0, 0);
    sample_map map = {.centre = {CENTRE_X, CENTRE_Y}, .radius_m = radius_m};
    map.ax = sample_between(&random, -BEND_A, BEND_A);
    map.ay = sample_chance(&random, 0.5) ? BEND_A : -BEND_A;
    map.bx = sample_between(&random, -BEND_B, BEND_B);
    map.by = sample_between(&random, -BEND_B, BEND_B);
    return map;
}

/* The polynomial and its derivative at z, both before the turn. */
static complex_value bend(const sample_map *map, complex_value z, complex_value *slope)
{
    complex_value a = {map->ax / map->radius_m, map->ay / map->radius_m};
    complex_value b = {map->bx / map->radius_m / map->radius_m,
                       map->by / map->radius_m / map->radius_m};
    complex_value az = times(a, z), bzz = times(times(b, z), z);
    *slope = (complex_value){1 + 2 * az.re + 3 * bzz.re, 2 * az.im + 3 * bzz.im};
    return times(z, (complex_value){1 + az.re + bzz.re, az.im + bzz.im});
}

geo_point sample_map_bend(const sample_map *map, geo_point board)
{
    complex_value slope, w = bend(map, (complex_value){board.x, board.y}, &slope);
    w = times(w, (complex_value){TURN_COS, TURN_SIN});
    return (geo_point){map->centre.x + w.re, map->centre.y + w.im};
}

geo_point sample_map_place(const sample_map *map, geo_point board)
{
    geo_point p = sample_map_bend(map, board);
    return (geo_point){sample_round(p.x, 1000), sample_round(p.y, 1000)};
}

static complex_value turned_back(const sample_map *map, geo_point ground)
{
    complex_value w = {ground.x - map->centre.x, ground.y - map->centre.y};
    return times(w, (complex_value){TURN_COS, -TURN_SIN});
}

geo_point sample_map_guess(const sample_map *map, geo_point ground)
{
    complex_value w = turned_back(map, ground);
    return (geo_point){w.re, w.im};
}

geo_point sample_map_unbend(const sample_map *map, geo_point ground, geo_point guess)
{
    complex_value target = turned_back(map, ground), z = {guess.x, guess.y};
    for (int round = 0; round < 12; round++) {
        complex_value slope, w = bend(map, z, &slope);
        complex_value miss = {w.re - target.re, w.im - target.im};
        complex_value by = over(miss, slope);
        z.re -= by.re;
        z.im -= by.im;
        if (fabs(by.re) + fabs(by.im) < 1e-4) /* the next error is its square over the radius */
            break;
    }
    return (geo_point){z.re, z.im};
}

double sample_round(double value, double unit)
{
    return round(value * unit) / unit;
}
