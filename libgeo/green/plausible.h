/* Registers hold nonsense: a crown of 1e9 m would shade a town, and 0 stands for a tree that nobody
 * measured. What no tree can be is not known, and is assumed and noted like a missing value. */
#ifndef GEO_GREEN_PLAUSIBLE_H
#define GEO_GREEN_PLAUSIBLE_H

#include <math.h>

#define GEO_CROWN_MOST_M 40.0 /* diameter; the halos of trees and canopy count on it */
#define GEO_TREE_MOST_M 150.0 /* the tallest tree known stands at 116 m */

/* The value when it is in (0, most], else NaN. */
static inline double geo_plausible(double value, double most)
{
    return value > 0 && value <= most ? value : NAN;
}

#endif
