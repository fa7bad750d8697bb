/* A GML geometry read from a document: what its root element holds, as one property. */
#ifndef GROENNET_TESTS_PROPERTY_READER_H
#define GROENNET_TESTS_PROPERTY_READER_H

#include "io/gml.h"
#include "io/xml.h"
#include "pulled.h"

typedef struct property_reader {
    geo_gml *gml;
    bool begun, done;
} property_reader;

static inline geo_status property_start(geo_ctx *ctx, void *self, const char *name,
                                        const char **attributes)
{
    property_reader *reader = self;
    if (reader->begun)
        return geo_gml_start(ctx, reader->gml, name, attributes);
    geo_gml_begin(reader->gml);
    reader->begun = true;
    return GEO_OK;
}

static inline geo_status property_text(geo_ctx *ctx, void *self, const char *text, size_t length)
{
    return geo_gml_text(ctx, ((property_reader *)self)->gml, text, length);
}

static inline geo_status property_end(geo_ctx *ctx, void *self, const char *name)
{
    (void)name;
    property_reader *reader = self;
    return geo_gml_end(ctx, reader->gml, &reader->done);
}

static inline geo_status read_property(geo_ctx *ctx, geo_gml *gml, pulled *from, geo_arena *arena,
                                       geo_gml_result *out)
{
    property_reader reader = {.gml = gml};
    const geo_xml_handler handler = {&reader, property_start, property_end, property_text};
    geo_status status = geo_xml_read(ctx, "x.gml", (geo_pull){from, pull_some}, &handler);
    return status == GEO_OK ? geo_gml_take(ctx, gml, arena, out) : status;
}

#endif
