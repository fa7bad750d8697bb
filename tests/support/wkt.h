/* A geometry as well-known text, for tests to compare and to hand to others. */
#ifndef GROENNET_TESTS_WKT_H
#define GROENNET_TESTS_WKT_H

#include "base/text.h"
#include "geom/geom.h"

/* "(1 2,3 4),(5 6,7 8)" */
static inline void add_runs(geo_text *text, const geo_geom *geom, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        geo_run run = geo_geom_run(geom, i);
        for (size_t k = 0; k < run.count; k++) {
            geo_text_add(text, k ? "," : i > from ? "),(" : "(");
            geo_text_add_double(text, run.points[k].x);
            geo_text_add_char(text, ' ');
            geo_text_add_double(text, run.points[k].y);
        }
    }
    geo_text_add_char(text, ')');
}

static inline void add_wkt(geo_text *text, const geo_geom *geom)
{
    static const char *const words[] = {"UNKNOWN",    "POINT",           "LINESTRING",  "POLYGON",
                                        "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"};
    bool nested = geom->type == GEO_GEOM_POLYGON || geom->type == GEO_GEOM_MULTILINE;
    geo_text_add(text, words[geom->type]);
    geo_text_add(text, nested ? "(" : "");
    if (geom->type != GEO_GEOM_MULTIPOLYGON)
        add_runs(text, geom, 0, geo_geom_run_count(geom));
    for (uint32_t k = 0; geom->type == GEO_GEOM_MULTIPOLYGON && k < geom->part_count; k++) {
        geo_text_add(text, k ? "),(" : "((");
        add_runs(text, geom, k ? geom->parts[k - 1] : 0, geom->parts[k]);
    }
    geo_text_add(text, geom->type == GEO_GEOM_MULTIPOLYGON ? "))" : nested ? ")" : "");
}

#endif
