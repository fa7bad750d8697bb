/* Styles of rasters: a QML of styles/ in which the values are marked, since a map of colours over
 * values cannot be drawn beforehand. */
#ifndef GEO_IO_RASTER_STYLE_H
#define GEO_IO_RASTER_STYLE_H

#include "base/text.h"
#include "raster/grid.h"

/* Hands a source's cells on and remembers between which values they lie. */
typedef struct geo_value_range {
    const geo_grid_source *from;
    double low, high; /* NaN: no cell was known */
    double sum, squares;
    uint64_t count;
} geo_value_range;
/* The range must live as long as the source that is given. */
geo_grid_source geo_value_range_of(const geo_grid_source *from, geo_value_range *range);

/* Appends `qml` with its marks filled in: @0@ .. @100@ are the value at that percentage between the
 * lowest and the highest that lie within two standard deviations of the mean, so that a few roofs
 * do not take all colours; @HIGH@ is the highest, @BANDS@ colours in turn for the whole numbers
 * from 1 to high (items of a discrete colorrampshader). Two decimals. */
void geo_raster_style_add(geo_text *out, const char *qml, const geo_value_range *range);

#endif
