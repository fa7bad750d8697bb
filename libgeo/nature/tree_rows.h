/* Rows of trees: which points of a plane stand one after the other, not far apart and roughly in
 * line. Plain arrays; knows no trees. */
#ifndef GEO_NATURE_TREE_ROWS_H
#define GEO_NATURE_TREE_ROWS_H

#include "base/vec.h"
#include "geom/geom.h"

typedef struct geo_tree_row_options {
    size_t least;     /* points in a row, at least 3 */
    double spacing_m; /* between neighbours, at most; > 0 */
    double bend_deg;  /* from straight on at each inner point, at most; 0 to < 90 */
    double same_m;    /* points no further apart are one, that of the lower index; >= 0 */
    double bow;       /* of a row's distance from the line between its ends, to that line; > 0 */
} geo_tree_row_options;

/* Row r is members[starts[r]] .. members[starts[r + 1] - 1], in order along the row, from its end
 * with the lower index. A closed ring begins at its lowest index and does not repeat it. */
typedef struct geo_tree_rows {
    GEO_VEC(uint32_t) members;
    GEO_VEC(uint32_t) starts; /* one more than there are rows */
    GEO_VEC(bool) closed;     /* per row */
    size_t bowed;             /* rows left out for their bow: rings, half circles */
} geo_tree_rows;

/* Each point picks, among those within the spacing, the pair that lies ahead and behind (within the
 * bend) with the smallest sum of distances; ties: the lowest indices. Two points are neighbours in
 * a row when each has picked the other; a point without such a pair may end one row, that of the
 * nearest point that has picked it. A ring's bow is without end. Rows are in order of their lowest
 * index. Cost: points × (points within the spacing)². Errors: ARG, NOMEM. */
geo_status geo_tree_rows_init(geo_ctx *ctx, const geo_point *points, size_t count,
                              const geo_tree_row_options *options, geo_tree_rows *out) GEO_MUST_USE;
void geo_tree_rows_release(geo_tree_rows *rows);
size_t geo_tree_rows_count(const geo_tree_rows *rows);

#endif
