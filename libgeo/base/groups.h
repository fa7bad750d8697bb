/* Disjoint sets (union by lowest member), for clustering. */
#ifndef GEO_BASE_GROUPS_H
#define GEO_BASE_GROUPS_H

#include <stddef.h>
#include <stdint.h>

/* parent[i] = i to begin with. */
static inline uint32_t geo_groups_find(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* The lower root stays, so a group is named after its lowest member. */
static inline void geo_groups_join(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = geo_groups_find(parent, a);
    b = geo_groups_find(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

#endif
