/* From the drawing board to the ground: a town is laid out on straight lines and then bent by a
 * conformal polynomial, so that streets curve and plots differ in size while right angles stay
 * right. Only + - * / are used: the same bytes on every machine. */
#ifndef GROENNET_SAMPLE_MAP_H
#define GROENNET_SAMPLE_MAP_H

#include "geom/geom.h"

typedef struct sample_map {
    geo_point centre;      /* RD New, m */
    double radius_m;       /* half the diagonal of the town on the drawing board */
    double ax, ay, bx, by; /* w = t (z + a z^2 / R + b z^3 / R^2); |2a| + |3b| < 0.3 keeps it one
                              to one */
} sample_map;

/* A map for a town of this size, bent in a way that depends on the seed. */
sample_map sample_map_make(uint64_t seed, double radius_m);
/* Board (m from its centre) to RD New, exact. */
geo_point sample_map_bend(const sample_map *map, geo_point board);
/* The same, rounded to the millimetre: what is written. */
geo_point sample_map_place(const sample_map *map, geo_point board);
/* RD New to board by Newton's method, starting from `guess`; within 1e-6 m. */
geo_point sample_map_unbend(const sample_map *map, geo_point ground, geo_point guess);
/* A start for sample_map_unbend when nothing better is known. */
geo_point sample_map_guess(const sample_map *map, geo_point ground);

double sample_round(double value, double unit); /* to a multiple of 1/unit, half away from zero */

#endif
