/* What the tables of gn-rain say: what becomes of rain on a surface (data/runoff.csv), which
 * surface a piece of ground is (data/bgt-surfaces.csv), showers (data/rain-events.csv) and norms
 * (data/storage-norms.csv). */
#ifndef GEO_WATER_RAIN_TABLES_H
#define GEO_WATER_RAIN_TABLES_H

#include <stddef.h>

#include "base/ctx.h"

/* Where the water goes that a surface itself does not hold; never to both. */
typedef enum geo_rain_drain { GEO_RAIN_SEWER, GEO_RAIN_SOIL, GEO_RAIN_NOWHERE } geo_rain_drain;

typedef struct geo_rain_surface {
    char *name;
    geo_rain_drain drain;
    bool has_drain, has_paved, is_paved;
    double loss_mm;
    double infiltration_mm_h; /* 0 unless the drain is soil */
} geo_rain_surface;

/* Surfaces are numbered 0.. in the order of the table; a piece of ground may also be unknown. */
enum { GEO_RAIN_SURFACES_MOST = 15 };

typedef struct geo_rain_surfaces {
    geo_rain_surface items[GEO_RAIN_SURFACES_MOST];
    int count;
} geo_rain_surfaces;

/* Errors: those of geo_table_read; FORMAT (a name that is not known or said twice, a value out of
 * range, another unit than its own, a surface without drain, paved or loss, infiltration without
 * soil); LIMIT (more surfaces than there is room for). */
geo_status geo_rain_surfaces_read(geo_ctx *ctx, const char *path,
                                  geo_rain_surfaces *out) GEO_MUST_USE;
void geo_rain_surfaces_release(geo_rain_surfaces *surfaces);
int geo_rain_surfaces_find(const geo_rain_surfaces *surfaces, const char *name); /* -1: none */

/* Which surface ground of a value is: `part` (0..1) of it `surface`, what is left `rest`. */
typedef struct geo_rain_share {
    int surface, rest; /* -1: unknown */
    double part;
    int driest; /* of those that it has, the one that keeps most of a shower itself */
} geo_rain_share;

typedef struct geo_rain_cover geo_rain_cover;
/* Errors: as above; FORMAT also for a surface that the other table lacks. */
geo_status geo_rain_cover_read(geo_ctx *ctx, const char *path, const geo_rain_surfaces *surfaces,
                               geo_rain_cover **out) GEO_MUST_USE;
void geo_rain_cover_free(geo_rain_cover *cover);
/* The first of `words` (NULL: none) that the table has; unknown for none. */
geo_rain_share geo_rain_cover_find(const geo_rain_cover *cover, const char *const *words,
                                   size_t count);

/* A shower: so much rain in so much time, everywhere alike. */
typedef struct geo_rain_event {
    char *id;
    double mm, hours; /* above 0 */
} geo_rain_event;

typedef struct geo_rain_events {
    geo_rain_event *items;
    size_t count;
} geo_rain_events;

/* "70mm/2h" or "20mm/30min"; its id is the text. Errors: ARG. */
geo_status geo_rain_events_parse(geo_ctx *ctx, const char *text, geo_rain_events *out) GEO_MUST_USE;
/* "20mm/h" where unit is "mm/h": mm, 0 to 1000. Errors: ARG. */
geo_status geo_rain_rate_parse(geo_ctx *ctx, const char *text, const char *unit,
                               double *out) GEO_MUST_USE;
/* Errors: those of geo_table_read; FORMAT (an id twice, a number not above 0, no rows). */
geo_status geo_rain_events_read(geo_ctx *ctx, const char *path, geo_rain_events *out) GEO_MUST_USE;
void geo_rain_events_release(geo_rain_events *events);

typedef enum geo_rain_over {
    GEO_RAIN_OVER_ROOF,
    GEO_RAIN_OVER_PAVED,
    GEO_RAIN_OVER_ALL
} geo_rain_over;

typedef struct geo_rain_norm {
    char *id;
    double mm;
    geo_rain_over over; /* roof: the surface of that name */
    double empty_h;     /* NaN: not asked */
} geo_rain_norm;

/* The row with this id. Errors: those of geo_table_read; NOTFOUND (with the ids there are), FORMAT.
 */
geo_status geo_rain_norm_read(geo_ctx *ctx, const char *path, const char *id,
                              geo_rain_norm *out) GEO_MUST_USE;
void geo_rain_norm_release(geo_rain_norm *norm);

/* mm on one square metre: they sum to the rain. */
typedef struct geo_rain_fate {
    double interception, infiltrated, sewer, runoff;
} geo_rain_fate;
/* interception = min(rain, loss); then at most rate x hours into soil or sewer; the rest runs off.
 * surface NULL: unknown, from which all runs off. */
geo_rain_fate geo_rain_fall(const geo_rain_surface *surface, const geo_rain_event *event,
                            double sewer_mm_h);

#endif
