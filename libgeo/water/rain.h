/* The balance of a shower: what falls on each surface, what of it is held, sinks in, goes to the
 * sewer, comes to stand in depressions and runs away; per catchment of a depression or per
 * neighbourhood, before and after measures. Every drop is in the books once.
 *
 * Ground is reckoned within the box of the catchments and the elevation model, in cells of the
 * lattice on which the catchments lie (of 2 m at most): a cell belongs to the catchment and the
 * neighbourhood that have most of it, surfaces count by the exact part of the cell that they cover.
 * Every place counts once: buildings go before measures, these before water, and water before land
 * cover, within a layer the lower id. Ground within a catchment of which no surface is known is an
 * unknown one, neither paved nor unpaved, from which all rain runs off. */
#ifndef GEO_WATER_RAIN_H
#define GEO_WATER_RAIN_H

#include "io/source.h"
#include "raster/grid.h"
#include "water/rain_tables.h"
#include "water/storage_kinds.h"

typedef enum geo_rain_layer {
    GEO_RAIN_SINK, /* of gn-sinks */
    GEO_RAIN_CATCHMENT,
    GEO_RAIN_BOOK, /* storage_book of gn-storage */
    GEO_RAIN_BUILDING,
    GEO_RAIN_WATER,
    GEO_RAIN_LANDCOVER,
    GEO_RAIN_NEIGHBOURHOOD,
    GEO_RAIN_MEASURE, /* see geo_rain_inputs */
    GEO_RAIN_LAYERS
} geo_rain_layer;
extern const char *const GEO_RAIN_LAYER[GEO_RAIN_LAYERS]; /* "sink" ... */

/* Columns that geo_rain_new wants of a layer, polygons alone. */
geo_source_options geo_rain_wants(geo_rain_layer layer);

/* Measures: with column surface the ground becomes that one; with kind (of storage) it is an object
 * of volume_m3, else volumes as in the book, else by its area and the table of kinds (count of
 * them, for kinds that are pieces). An object of the book with the same id is replaced. */
typedef struct geo_rain_inputs {
    geo_source *layers[GEO_RAIN_LAYERS]; /* sink and catchment are needed, others may be NULL */
    const geo_grid_source *dtm;          /* m NAP; NULL: none */
    const geo_rain_surfaces *surfaces;
    const geo_rain_cover *cover;
    const geo_storage_kinds *kinds;
} geo_rain_inputs;

typedef enum geo_rain_by { GEO_RAIN_BY_CATCHMENT, GEO_RAIN_BY_NEIGHBOURHOOD } geo_rain_by;
typedef enum geo_rain_season { GEO_RAIN_WET, GEO_RAIN_DRY } geo_rain_season;

typedef struct geo_rain_options {
    const geo_rain_events *events;
    double sewer_mm_h;
    double pump_mm_day; /* of a polder, over all its ground */
    geo_rain_by by;
    geo_rain_season season;    /* whose volumes of the book */
    const geo_rain_norm *norm; /* NULL: none */
    int64_t band_cells; /* rows go by in bands of about this many cells; 0: four million. Sums may
                           differ in their last bits by it */
} geo_rain_options;

typedef enum geo_rain_verdict {
    GEO_RAIN_NO_NORM,
    GEO_RAIN_PASS,
    GEO_RAIN_FAIL,
    GEO_RAIN_UNKNOWN
} geo_rain_verdict;

/* One row of the balance. NaN: null. Strings and shapes live as long as the rain. */
typedef struct geo_rain_row {
    const char *id, *name; /* of the depression; code and name of the neighbourhood */
    const geo_geom *shape;
    const geo_rain_event *event;
    bool is_after;                          /* with the measures */
    double area_m2, paved_pct, unknown_pct; /* paved: of what is known; NaN when nothing is */
    double runoff_m3;                       /* what its own ground does not hold */
    /* Room as far as known: in objects and water where they lie; in its outermost depression by its
     * part of the area of all catchments that drain there. */
    double stor_exist_m3;
    double inflow_m3; /* by catchment: spilled into it by other outermost depressions; else NaN */
    double pumped_m3; /* of its own runoff, what objects leave of it */
    double stored_m3; /* of its own runoff and the inflow, in objects and that depression */
    double
        deficit_m3; /* the rest, which spills onward; of a neighbourhood of its own runoff alone */
    const char *spill_to; /* depression that receives it; NULL: out of the map, or no catchment */
    double req_mm, empty_h;
    geo_rain_verdict verdict;
    int64_t buildings; /* touched by water; -1: unknown */
} geo_rain_row;

/* m3. */
typedef struct geo_rain_books {
    const geo_rain_event *event;
    bool is_after;
    double rain, interception, infiltrated, sewer, pumped, stored, out;
    double in_objects; /* of what is stored; water that rises (freeboard) not among them */
    double residual;   /* rain less all the rest */
} geo_rain_books;
/* Above it the books do not close: |residual| / rain. */
#define GEO_RAIN_RESIDUAL_MOST 1e-6

typedef struct geo_rain_tally {
    double area_m2;     /* reckoned */
    double unknown_m2;  /* of that, of no known surface */
    double outside_m2;  /* of that, in no catchment: what runs off there leaves the map */
    double nowhere_m2;  /* of that, in no neighbourhood, when asked by it */
    uint64_t no_volume; /* objects whose volume is not known */
    const char *first_no_volume;
    uint64_t off; /* objects that lie outside what is reckoned */
    const char *first_off;
    uint64_t measures_off; /* measures that lie there, of ground too */
    const char *first_measure_off;
    uint64_t replaced, added, changed; /* by measures: objects, objects, pieces of ground */
    bool book_without_sinks; /* objects and the depressions they lie in may count the same room */
    double cell_m;
    bool on_lattice; /* the catchments lie on one */
} geo_rain_tally;

typedef struct geo_rain geo_rain;

/* Errors: FORMAT (not of gn-sinks; a book made with other depressions; a measure that is neither
 * surface nor storage, or of an unknown one), RANGE (a negative volume), NOTFOUND (no catchments
 * and no elevation model: nothing to reckon), NOMEM, those of reading. INTERNAL when books do not
 * close. Memory: all layers; 30 bytes a cell of a band; 24 a cell of a depression when there is an
 * elevation model. */
geo_status geo_rain_new(geo_ctx *ctx, const geo_rain_inputs *inputs,
                        const geo_rain_options *options, geo_rain **out) GEO_MUST_USE;
void geo_rain_free(geo_rain *rain);
/* Before measures, then after; by shower, then by id. */
const geo_rain_row *geo_rain_rows(const geo_rain *rain, size_t *count);
const geo_rain_books *geo_rain_totals(const geo_rain *rain, size_t *count);
const geo_rain_tally *geo_rain_tallied(const geo_rain *rain);

#endif
