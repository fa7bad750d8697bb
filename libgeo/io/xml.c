/* The bridge to expat.
 * Invariant: after the first status that is not GEO_OK no callback reaches the handler any more. */
#include "io/xml.h"

#include <expat.h>
#include <string.h>

#include "base/alloc.h"

enum { CHUNK = 256 << 10 };

typedef struct xml_reading {
    geo_ctx *ctx;
    const geo_xml_handler *handler;
    XML_Parser parser;
    geo_status status;
    uint32_t depth;
    size_t text; /* bytes since an element last ended */
} xml_reading;

static void stop(xml_reading *reading, geo_status status)
{
    if (status == GEO_OK)
        return;
    reading->status = status;
    XML_StopParser(reading->parser, XML_FALSE);
}

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *geo_xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (!strcmp(without_prefix(attributes[0]), name) && strncmp(attributes[0], "xmlns", 5) != 0)
            return attributes[1];
    return NULL;
}

static void XMLCALL on_start(void *self, const char *name, const char **attributes)
{
    xml_reading *reading = self;
    if (reading->status != GEO_OK)
        return;
    if (++reading->depth > GEO_XML_DEPTH) {
        stop(reading, geo_fail(reading->ctx, GEO_ERR_LIMIT, "more than %u elements within another",
                               GEO_XML_DEPTH));
        return;
    }
    stop(reading, reading->handler->start(reading->ctx, reading->handler->self,
                                          without_prefix(name), attributes));
}

static void XMLCALL on_end(void *self, const char *name)
{
    xml_reading *reading = self;
    if (reading->status != GEO_OK)
        return;
    reading->text = 0;
    reading->depth--;
    stop(reading,
         reading->handler->end(reading->ctx, reading->handler->self, without_prefix(name)));
}

static void XMLCALL on_text(void *self, const char *text, int length)
{
    xml_reading *reading = self;
    if (reading->status != GEO_OK)
        return;
    reading->text += (size_t)length;
    if (reading->text > GEO_XML_TEXT) {
        stop(reading, geo_fail(reading->ctx, GEO_ERR_LIMIT, "an element with over %u MiB of text",
                               GEO_XML_TEXT >> 20));
        return;
    }
    stop(reading,
         reading->handler->text(reading->ctx, reading->handler->self, text, (size_t)length));
}

static void XMLCALL on_doctype(void *self, const char *name, const char *system, const char *public,
                               int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    xml_reading *reading = self;
    if (reading->status == GEO_OK)
        stop(reading, geo_fail(reading->ctx, GEO_ERR_FORMAT,
                               "a document type (<!DOCTYPE), which is not read"));
}

static geo_status fail_xml(xml_reading *reading)
{
    enum XML_Error error = XML_GetErrorCode(reading->parser);
    if (reading->status != GEO_OK)
        return reading->status;
    if (error == XML_ERROR_NO_MEMORY)
        return geo_fail_nomem(reading->ctx);
    if (error == XML_ERROR_UNKNOWN_ENCODING)
        geo_hint(reading->ctx,
                 "its first line names an encoding that is none: encoding=\"UTF-8\", not utf8");
    return geo_fail(reading->ctx, GEO_ERR_FORMAT, "not well-formed XML: %s",
                    XML_ErrorString(error));
}

/* A tag that does not end would be kept, and looked at again with every chunk. */
static geo_status check_tag(xml_reading *reading, uint64_t fed)
{
    XML_Index begun = XML_GetCurrentByteIndex(reading->parser);
    if (begun < 0 || fed - (uint64_t)begun <= GEO_XML_TAG)
        return GEO_OK;
    return geo_fail(reading->ctx, GEO_ERR_LIMIT, "a tag or comment of over %u KiB",
                    GEO_XML_TAG >> 10);
}

static geo_status feed(xml_reading *reading, geo_pull from)
{
    uint64_t fed = 0;
    size_t got = 1;
    while (got > 0) {
        void *room = XML_GetBuffer(reading->parser, CHUNK);
        if (!room)
            return geo_fail_nomem(reading->ctx);
        geo_status status = from.read(reading->ctx, from.self, room, CHUNK, &got);
        if (status == GEO_OK)
            status = geo_ctx_poll(reading->ctx);
        if (status != GEO_OK)
            return status;
        fed += got;
        if (XML_ParseBuffer(reading->parser, (int)got, got == 0) != XML_STATUS_OK)
            return fail_xml(reading);
        status = check_tag(reading, fed);
        if (status != GEO_OK)
            return status;
    }
    return GEO_OK;
}

static void *alloc_bytes(size_t size)
{
    return geo_alloc(size, 1);
}

static void *realloc_bytes(void *old, size_t size)
{
    return geo_realloc(old, size, 1);
}

static void listen(xml_reading *reading)
{
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading->parser, on_text);
    XML_SetStartDoctypeDeclHandler(reading->parser, on_doctype);
}

geo_status geo_xml_read(geo_ctx *ctx, const char *name, geo_pull from,
                        const geo_xml_handler *handler)
{
    const XML_Memory_Handling_Suite memory = {alloc_bytes, realloc_bytes, geo_free};
    xml_reading reading = {
        .ctx = ctx, .handler = handler, .parser = XML_ParserCreate_MM(NULL, &memory, NULL)};
    if (!reading.parser)
        return geo_fail_nomem(ctx);
    listen(&reading);
    geo_status status = feed(&reading, from);
    if (status == GEO_END)
        status = GEO_OK;
    if (status != GEO_ERR_IO) /* which no line is to blame for */
        status = geo_while(ctx, status, "reading line %lu of '%s'",
                           (unsigned long)XML_GetCurrentLineNumber(reading.parser), name);
    XML_ParserFree(reading.parser);
    return status;
}
