/* The stream of elements and text, and what of XML is refused. */
#include "io/xml.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "near.h"
#include "pulled.h"

static geo_ctx *ctx;
static geo_text heard;
static const char *stop_at; /* element whose start answers with `answer` */
static geo_status answer;
static bool cancelled;

static bool is_cancelled(void *self)
{
    (void)self;
    return cancelled;
}

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(&(geo_ctx_hooks){.cancelled = is_cancelled});
    return ctx ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    geo_text_release(&heard);
    geo_ctx_free(ctx);
    return 0;
}

static geo_status hear_start(geo_ctx *context, void *self, const char *name,
                             const char **attributes)
{
    (void)self;
    const char *id = geo_xml_attribute(attributes, "id");
    geo_text_addf(&heard, "<%s%s%s>", name, id ? " " : "", id ? id : "");
    if (!stop_at || strcmp(name, stop_at) != 0)
        return GEO_OK;
    return answer < 0 ? geo_fail(context, answer, "no more") : answer;
}

static geo_status hear_end(geo_ctx *context, void *self, const char *name)
{
    (void)context, (void)self;
    geo_text_addf(&heard, "</%s>", name);
    return GEO_OK;
}

static geo_status hear_text(geo_ctx *context, void *self, const char *text, size_t length)
{
    (void)context, (void)self;
    geo_text_add_bytes(&heard, text, length);
    return GEO_OK;
}

static const geo_xml_handler handler = {NULL, hear_start, hear_end, hear_text};

static geo_status read_bytes(const void *bytes, size_t length, size_t step)
{
    pulled from = {bytes, length, 0, step};
    geo_ctx_reset(ctx);
    geo_text_reset(&heard);
    return geo_xml_read(ctx, "zip/x.gml", (geo_pull){&from, pull_some}, &handler);
}

static geo_status read_text(const char *document)
{
    return read_bytes(document, strlen(document), 0);
}

static void assert_refused(const char *document, geo_status status, const char *says)
{
    assert_int_equal(read_text(document), status);
    if (!strstr(geo_ctx_error(ctx), says) || !strstr(geo_ctx_error(ctx), "'zip/x.gml'"))
        fail_msg("'%s' does not say '%s' of the file", geo_ctx_error(ctx), says);
}

static void test_elements(void **state)
{
    (void)state;
    static const char document[] =
        "<?xml version='1.0'?><!-- c --><a:x xmlns:a='u' xmlns:id='v' a:id='1'>t &lt;&#233;"
        "<![CDATA[<b>]]><y id='2'/><a:b:c/></a:x>\n";
    static const char wanted[] = "<x 1>t <\xc3\xa9<b><y 2></y><b:c></b:c></x>";
    for (size_t step = 0; step < 5; step++) {
        assert_ok(read_bytes(document, strlen(document), step));
        assert_string_equal(geo_text_string(&heard), wanted);
    }
}

static void test_attributes(void **state)
{
    (void)state;
    const char *attributes[] = {"xmlns:id", "no", "gml:id", "yes", "nil", "true", NULL};
    assert_string_equal(geo_xml_attribute(attributes, "id"), "yes");
    assert_string_equal(geo_xml_attribute(attributes, "nil"), "true");
    assert_null(geo_xml_attribute(attributes, "gml"));
    assert_null(geo_xml_attribute(attributes + 6, "id"));
}

static void test_encodings(void **state)
{
    (void)state;
    static const char wide[] = "\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0";
    static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
    static const char marked[] = "\xef\xbb\xbf<a>\xc3\xa9</a>";
    assert_ok(read_bytes(wide, sizeof wide - 1, 0));
    assert_string_equal(geo_text_string(&heard), "<a>\xc3\xa9</a>");
    assert_ok(read_text(latin));
    assert_string_equal(geo_text_string(&heard), "<a>\xc3\xa9</a>");
    assert_ok(read_text(marked));
    assert_string_equal(geo_text_string(&heard), "<a>\xc3\xa9</a>");
    assert_refused("<?xml version='1.0' encoding='EBCDIC'?><a/>", GEO_ERR_FORMAT,
                   "unknown encoding");
    assert_refused("<?xml version='1.0' encoding='utf8'?><a/>", GEO_ERR_FORMAT, "unknown encoding");
    assert_refused("<a>\xe9</a>", GEO_ERR_FORMAT, "not well-formed");
}

/* The element that would read the entity is never reached. */
static void test_document_types(void **state)
{
    (void)state;
    static const char *const documents[] = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>",
        "<!DOCTYPE a SYSTEM 'http://localhost:1/a.dtd'><a/>",
        "<?xml version='1.0'?>\n<!DOCTYPE a><a/>",
    };
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        assert_refused(documents[i], GEO_ERR_FORMAT,
                       "a document type (<!DOCTYPE), which is not read");
        assert_string_equal(geo_text_string(&heard), "");
    }
    assert_refused("<a>&x;</a>", GEO_ERR_FORMAT, "undefined entity");
}

static const char *nested(int depth)
{
    static char document[1024];
    document[0] = '\0';
    for (int i = 0; i < depth; i++)
        strcat(document, "<a>");
    for (int i = 0; i < depth; i++)
        strcat(document, "</a>");
    return document;
}

static void test_depth(void **state)
{
    (void)state;
    assert_ok(read_text(nested(GEO_XML_DEPTH)));
    assert_refused(nested(GEO_XML_DEPTH + 1), GEO_ERR_LIMIT, "more than 64 elements");
    /* Beside one another there may be any number. */
    geo_text wide = GEO_TEXT_INIT;
    geo_text_add(&wide, "<a>");
    for (int i = 0; i < 1000; i++)
        geo_text_add(&wide, "<b/>");
    geo_text_add(&wide, "</a>");
    assert_ok(read_text(wide.data));
    geo_text_release(&wide);
}

/* head, `count` times 'x', tail */
static geo_status read_long(const char *head, size_t count, const char *tail)
{
    geo_text document = GEO_TEXT_INIT;
    char *filling = malloc(count);
    memset(filling, 'x', count);
    geo_text_add(&document, head);
    geo_text_add_bytes(&document, filling, count);
    geo_text_add(&document, tail);
    geo_status status = read_bytes(document.data, document.length, 0);
    free(filling);
    geo_text_release(&document);
    return status;
}

static void test_long_tags(void **state)
{
    (void)state;
    static const char *const around[][2] = {
        {"<a b='", "'/>"}, {"<a><!--", "--></a>"}, {"<a><?p ", "?></a>"}, {"<", "/>"}};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        assert_ok(read_long(around[i][0], 200 << 10, around[i][1]));
        assert_int_equal(read_long(around[i][0], 8 << 20, around[i][1]), GEO_ERR_LIMIT);
        assert_non_null(strstr(geo_ctx_error(ctx), "a tag or comment of over 1024 KiB"));
    }
    assert_ok(read_long("<a>", 8 << 20, "</a>"));
    assert_int_equal(heard.length, (8 << 20) + 7);
}

/* Text without end, as long as it is asked for; with elements in between when `self` says so. */
typedef struct endless {
    uint64_t given, end;
    bool elements, closed;
} endless;

static geo_status pull_endless(geo_ctx *context, void *self, void *buffer, size_t room, size_t *got)
{
    (void)context;
    endless *from = self;
    bool over = from->given > from->end;
    *got = from->closed ? 0 : over ? 4 : room;
    memset(buffer, 'x', room);
    if (from->given == 0)
        memcpy(buffer, "<a>", 3);
    else if (over)
        memcpy(buffer, "</a>", 4);
    else if (from->elements)
        memcpy(buffer, "<b/>", 4);
    from->closed = over;
    from->given += *got;
    return GEO_OK;
}

static geo_status pass_text(geo_ctx *context, void *self, const char *text, size_t length)
{
    (void)context, (void)self, (void)text, (void)length;
    return GEO_OK;
}

static void test_endless_text(void **state)
{
    (void)state;
    endless from = {.end = UINT64_MAX - (1u << 30)};
    const geo_xml_handler passing = {NULL, hear_start, hear_end, pass_text};
    assert_int_equal(geo_xml_read(ctx, "x", (geo_pull){&from, pull_endless}, &passing),
                     GEO_ERR_LIMIT);
    assert_non_null(strstr(geo_ctx_error(ctx), "an element with over 512 MiB of text"));
    assert_true(from.given < GEO_XML_TEXT + (2u << 20));
    from = (endless){.end = GEO_XML_TEXT + (8u << 20), .elements = true};
    assert_ok(geo_xml_read(ctx, "x", (geo_pull){&from, pull_endless}, &passing));
}

static void test_errors_have_a_place(void **state)
{
    (void)state;
    assert_refused("<a>\n<b>\n</a>", GEO_ERR_FORMAT, "mismatched tag");
    assert_non_null(strstr(geo_ctx_error(ctx), "line 3 of 'zip/x.gml'"));
    assert_refused("", GEO_ERR_FORMAT, "no element found");
    assert_refused("<a><b>", GEO_ERR_FORMAT, "no element found");
    assert_refused("<a/><b/>", GEO_ERR_FORMAT, "junk after document element");
    assert_refused("PK\3\4", GEO_ERR_FORMAT, "not well-formed");
    assert_refused("<a b='1' b='2'/>", GEO_ERR_FORMAT, "duplicate attribute");
}

static void test_stopping(void **state)
{
    (void)state;
    stop_at = "b";
    answer = GEO_END;
    assert_ok(read_text("<a><b/><c/></a>"));
    assert_string_equal(geo_text_string(&heard), "<a><b>");
    assert_ok(read_text("<a><b/></c>")); /* what follows is not looked at */
    answer = GEO_ERR_GEOM;
    assert_refused("<a>\n<b/>text<c/></a>", GEO_ERR_GEOM, "no more");
    assert_non_null(strstr(geo_ctx_error(ctx), "line 2"));
    assert_string_equal(geo_text_string(&heard), "<a>\n<b>");
    stop_at = NULL;
    cancelled = true;
    assert_int_equal(read_text("<a/>"), GEO_ERR_CANCELLED);
    cancelled = false;
}

static geo_status pull_nothing(geo_ctx *context, void *self, void *buffer, size_t room, size_t *got)
{
    (void)self, (void)buffer, (void)room, (void)got;
    return geo_fail(context, GEO_ERR_IO, "cannot read 'x'");
}

static void test_broken_source(void **state)
{
    (void)state;
    assert_int_equal(geo_xml_read(ctx, "x", (geo_pull){NULL, pull_nothing}, &handler), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(ctx), "cannot read 'x'"));
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_text_reset(&heard);
        geo_text_addf(&heard, "%1000d", 1); /* has its memory */
        geo_alloc_fail_at(nth);
        status = read_text("<a id='1'>&lt;<b c='d'>text</b></a>");
        geo_alloc_fail_at(0);
        if (status != GEO_OK)
            assert_int_equal(status, GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_true(failures > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_elements),     cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_encodings),    cmocka_unit_test(test_document_types),
        cmocka_unit_test(test_depth),        cmocka_unit_test(test_long_tags),
        cmocka_unit_test(test_endless_text), cmocka_unit_test(test_errors_have_a_place),
        cmocka_unit_test(test_stopping),     cmocka_unit_test(test_broken_source),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
