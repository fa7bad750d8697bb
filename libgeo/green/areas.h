/* A set of named polygons (buurten, wijken, gemeenten, or any others) and the question every
 * measure asks: in which one is this address? */
#ifndef GEO_GREEN_AREAS_H
#define GEO_GREEN_AREAS_H

#include "geom/rtree.h"
#include "io/source.h"

typedef struct geo_areas geo_areas;

#define GEO_AREA_NONE UINT32_MAX

/* Columns a source must be opened with, in this order (text). */
extern const char *const GEO_AREAS_TEXT[4]; /* code, name, kind, parent_code */

/* Reads the polygons of one kind ("buurt"; rows without kind count as buurt), or all when kind is
 * NULL. */
geo_status geo_areas_new(geo_ctx *ctx, geo_source *source, const char *kind,
                         geo_areas **out) GEO_MUST_USE;
void geo_areas_free(geo_areas *areas);

size_t geo_areas_count(const geo_areas *areas);
const geo_geom *geo_areas_geom(const geo_areas *areas, uint32_t area);
const char *geo_areas_code(const geo_areas *areas, uint32_t area);   /* code, else id; never NULL */
const char *geo_areas_name(const geo_areas *areas, uint32_t area);   /* NULL: none */
const char *geo_areas_parent(const geo_areas *areas, uint32_t area); /* NULL: none */
geo_box geo_areas_box(const geo_areas *areas, uint32_t area);

/* Index of the area with this code or id, or NONE. */
uint32_t geo_areas_named(const geo_areas *areas, const char *code);
/* The area that contains p (boundary: lowest code), or NONE. hits: scratch of the calling thread.
 */
geo_status geo_areas_at(geo_ctx *ctx, const geo_areas *areas, geo_point p, geo_hits *hits,
                        uint32_t *out) GEO_MUST_USE;
/* By name when it is known, else by place. */
geo_status geo_areas_of(geo_ctx *ctx, const geo_areas *areas, const char *code, geo_point p,
                        geo_hits *hits, uint32_t *out) GEO_MUST_USE;

#endif
