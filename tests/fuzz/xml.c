/* XML from any bytes: what is heard does not depend on how the bytes are cut, elements begin and
 * end in pairs, what is refused is refused with a word. */
#include "io/xml.h"
#include "../support/pulled.h"
#include "base/text.h"
#include "fuzz.h"

typedef struct hearing {
    geo_text events;
    uint64_t depth;
} hearing;

static geo_status on_start(geo_ctx *ctx, void *self, const char *name, const char **attributes)
{
    (void)ctx;
    hearing *now = self;
    FUZZ_CHECK(++now->depth <= GEO_XML_DEPTH);
    geo_text_addf(&now->events, "<%s", name);
    for (; attributes[0]; attributes += 2)
        geo_text_addf(&now->events, " %s=%s", attributes[0], attributes[1]);
    geo_text_add_char(&now->events, '>');
    return GEO_OK;
}

static geo_status on_end(geo_ctx *ctx, void *self, const char *name)
{
    (void)ctx;
    hearing *now = self;
    FUZZ_CHECK(now->depth-- > 0);
    geo_text_addf(&now->events, "</%s>", name);
    return GEO_OK;
}

static geo_status on_text(geo_ctx *ctx, void *self, const char *text, size_t length)
{
    (void)ctx;
    hearing *now = self;
    FUZZ_CHECK(length > 0 && now->depth > 0);
    geo_text_add_bytes(&now->events, text, length);
    return GEO_OK;
}

static geo_status hear(geo_ctx *ctx, const uint8_t *data, size_t size, size_t step, hearing *now)
{
    pulled from = {(const char *)data, size, 0, step};
    *now = (hearing){0};
    geo_ctx_reset(ctx);
    geo_status status =
        fuzz_said(ctx, geo_xml_read(ctx, "fuzz", (geo_pull){&from, pull_some},
                                    &(geo_xml_handler){now, on_start, on_end, on_text}));
    FUZZ_CHECK(status != GEO_OK || now->depth == 0);
    FUZZ_CHECK(geo_utf8_valid(geo_text_string(&now->events), now->events.length));
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    hearing whole, cut;
    geo_status status = hear(ctx, data, size, 0, &whole);
    FUZZ_CHECK(hear(ctx, data, size, 3, &cut) == status);
    /* Up to an error more may be heard of bytes that come later. */
    if (status == GEO_OK)
        FUZZ_CHECK(whole.events.length == cut.events.length &&
                   !strcmp(geo_text_string(&whole.events), geo_text_string(&cut.events)));
    geo_text_release(&whole.events);
    geo_text_release(&cut.events);
    return 0;
}
