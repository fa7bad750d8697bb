/* Reads XML as a stream, through expat: an element's start, its end and text, as they come by.
 * Names come without their prefix ("gml:posList" is "posList"): in the registers read here no two
 * elements of one parent differ by namespace alone, GML's own namespace differs by version
 * (.../gml,
 * .../gml/3.2) and not by meaning, and expat is faster when it need not look namespaces up.
 * Refused: a document type (<!DOCTYPE: entities that grow or read other files), nesting over
 * GEO_XML_DEPTH, a tag or comment over GEO_XML_TAG, an element's own text over GEO_XML_TEXT.
 * Encodings: UTF-8, UTF-16, ISO-8859-1, US-ASCII; text arrives in UTF-8. */
#ifndef GEO_IO_XML_H
#define GEO_IO_XML_H

#include "io/pull.h"

#define GEO_XML_DEPTH 64u
#define GEO_XML_TAG (1u << 20)
/* A posList of 10^7 vertices in 3-D, the most that a geometry may have. */
#define GEO_XML_TEXT (512u << 20)

/* Any status but GEO_OK ends the reading; with GEO_END it has gone well all the same. */
typedef struct geo_xml_handler {
    void *self;
    /* attributes: name, value, name, value, NULL; use geo_xml_attribute. */
    geo_status (*start)(geo_ctx *ctx, void *self, const char *name, const char **attributes);
    geo_status (*end)(geo_ctx *ctx, void *self, const char *name);
    /* A piece of text, not ended by NUL; an element's text may come in several. */
    geo_status (*text)(geo_ctx *ctx, void *self, const char *text, size_t length);
} geo_xml_handler;

/* `name` is for messages: "line 12 of 'otterlo.zip/bgt_pand.gml'". Errors: those of `from` and of
 * the handler, FORMAT (not well-formed, a document type, an unknown encoding), LIMIT, NOMEM,
 * CANCELLED. */
geo_status geo_xml_read(geo_ctx *ctx, const char *name, geo_pull from,
                        const geo_xml_handler *handler) GEO_MUST_USE;

/* The value of an attribute by its name without prefix, or NULL. Declarations of namespaces do not
 * count. */
const char *geo_xml_attribute(const char **attributes, const char *name);

#endif
