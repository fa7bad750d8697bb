/* What a line of a database's schema really is, judged by its own text: the kind that the file
 * claims beside it can lie. */
#ifndef GEO_IO_GPKG_SQL_H
#define GEO_IO_GPKG_SQL_H

#include <stdbool.h>

typedef enum geo_sql_kind {
    GEO_SQL_OTHER,
    GEO_SQL_TABLE,
    GEO_SQL_RTREE,   /* virtual table of the module rtree */
    GEO_SQL_VIRTUAL, /* of any other module */
    GEO_SQL_INDEX,
    GEO_SQL_VIEW,
    GEO_SQL_TRIGGER
} geo_sql_kind;

geo_sql_kind geo_sql_judge(const char *sql);

/* Of a virtual table: is it one that SpatiaLite puts into every database of its own? These ask
 * their own database alone. */
bool geo_sql_is_spatialite(const char *sql);

/* True when a trigger can do no more than those of the GeoPackage standard and GDAL: keep an R-tree
 * (rtree_...) or GDAL's row counts (gpkg_ogr_contents) up to date, or refuse a row. */
bool geo_sql_trigger_is_standard(const char *sql);

#endif
