/* Walking distances from the norm's definition, by all pairs of vertices: no index, no splitting of
 * segments, no search from the sources. Takes only the stops of a segment from the library
 * (green/reach, which has tests of its own). */
#ifndef GROENNET_TESTS_WALK_ORACLE_H
#define GROENNET_TESTS_WALK_ORACLE_H

#include "green/network.h"

#define ORACLE_SEGMENTS 200

typedef struct oracle_street {
    geo_point a, b;
    const char *name; /* or NULL */
} oracle_street;

typedef struct oracle_walk {
    geo_walk_end end;
    double dist_m;
    uint32_t patch;
} oracle_walk;

/* Streets of one segment each, in order of their ids. */
oracle_walk oracle_walks(const oracle_street *streets, size_t count, const geo_reach *reach,
                         const geo_network_options *options, geo_point p, const char *street);

#endif
