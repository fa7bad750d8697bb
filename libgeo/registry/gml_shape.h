/* The one geometry that counts of a feature streaming by as GML, in the system in which the Dutch
 * registries deliver: what the readers of BAG and BGT share. */
#ifndef GEO_REGISTRY_GML_SHAPE_H
#define GEO_REGISTRY_GML_SHAPE_H

#include "io/gml.h"

typedef struct geo_gml_shape {
    geo_gml *gml;
    geo_arena *arena;       /* of the geometry: until the next reset */
    bool is_open, is_there; /* gml is being told; it was told to its end */
    geo_gml_result result;
} geo_gml_shape;

/* Release it also after a failure. Errors: NOMEM. */
geo_status geo_gml_shape_init(geo_ctx *ctx, geo_gml_shape *shape) GEO_MUST_USE;
void geo_gml_shape_release(geo_gml_shape *shape);
/* Before the next feature. */
void geo_gml_shape_reset(geo_gml_shape *shape);
/* At the start of the property; once more within it: only what comes from there on counts. */
void geo_gml_shape_begin(geo_gml_shape *shape);
/* At the end of every element while it is open. registry: "BAG", for the message. Errors: CRS (not
 * RD New, with or without heights in NAP), NOMEM. */
geo_status geo_gml_shape_end(geo_ctx *ctx, geo_gml_shape *shape, const char *registry,
                             const char *file) GEO_MUST_USE;

/* NULL: there is none, and the other says why. */
const geo_geom *geo_gml_shape_geom(const geo_gml_shape *shape);
const char *geo_gml_shape_reason(const geo_gml_shape *shape);

/* Does the root declare a namespace with this word in it? attributes: as io/xml.h gives them. */
bool geo_gml_root_declares(const char **attributes, const char *word);

#endif
