/* A rain being reckoned: what rain.c and rain_rows.c share. */
#ifndef GEO_WATER_RAIN_STATE_H
#define GEO_WATER_RAIN_STATE_H

#include "water/rain_parts.h"

struct geo_rain {
    geo_rain_inputs inputs;
    geo_rain_options options;
    geo_rain_town town;
    geo_frame frame;
    geo_rain_ground ground[2]; /* before, after; dips are those of the first */
    double *scale;             /* by node: part of its room that is there */
    GEO_VEC(geo_rain_row) rows;
    GEO_VEC(geo_rain_books) books;
    geo_rain_tally tally;
};

/* One scenario, and one shower at a time on it. By node, m3; 0 is ground in no catchment. */
typedef struct geo_rain_round {
    const geo_rain_event *event;
    bool is_after, knows_buildings;
    const geo_rain_ground *ground;
    geo_rain_route *route;
    geo_rain_fate fates[GEO_RAIN_SURFACES_MOST + 1];
    double *runoff; /* of leaves and of 0, as all but depths */
    double *holds;  /* what objects can hold of it */
    double *held;   /* what they do */
    double *pumped; /* of what they leave */
    double *own;    /* the rest, which comes to stand or leaves */
    double *depths; /* water over the elevation model */
    geo_rain_pond *ponds;
    double out_m3; /* of all depressions */
    int64_t *buildings;
    size_t count_size;
} geo_rain_round;

double geo_rain_piece_m3(const geo_rain_round *r, const geo_rain_piece *piece); /* runs off */
double geo_rain_area_m2(const double *m2); /* of a piece, known or not */
/* Room of that part of an object; NaN: unknown. */
double geo_rain_part_m3(const geo_rain_object *object, const geo_rain_part *part);

/* rain_rows.c */
geo_status geo_rain_add_rows(geo_ctx *ctx, geo_rain *rain, const geo_rain_round *r) GEO_MUST_USE;
geo_status geo_rain_tally_ground(geo_ctx *ctx, geo_rain *rain,
                                 const geo_rain_ground *ground) GEO_MUST_USE;

#endif
