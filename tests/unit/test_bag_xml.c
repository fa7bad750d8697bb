/* registry/bag_xml: objects of the BAG 2.0 extract as they stream by. */
#include "registry/bag_xml.h"

#include "base/text.h"
#include "store.h"

/* What a visitor saw: an object a line. */
typedef struct seen {
    geo_text text;
    geo_status answer;
} seen;

static geo_status see(geo_ctx *ctx, void *self, const geo_bag_object *object)
{
    static const geo_bag_slot shown[] = {GEO_BAG_ID,    GEO_BAG_MAIN,   GEO_BAG_FURTHER,
                                         GEO_BAG_USES,  GEO_BAG_PANDEN, GEO_BAG_HOUSE_NUMBER,
                                         GEO_BAG_STREET};
    seen *s = self;
    (void)ctx;
    geo_text_addf(&s->text, "%d", object->type);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        geo_text_addf(&s->text, " %s", object->texts[shown[i]] ? object->texts[shown[i]] : "-");
    if (object->geom)
        geo_text_addf(&s->text, " at %.0f", object->geom->points[0].x);
    else
        geo_text_addf(&s->text, " %s", object->reason);
    geo_text_addf(&s->text, " %s %d\n", object->stand, geo_bag_is_current(object));
    return s->answer;
}

static geo_status walk_path(geo_ctx *ctx, const char *path, seen *out, bool *bgt)
{
    const geo_bag_visitor visitor = {
        .self = out,
        .wanted = {[GEO_BAG_TYPE_VBO] = true, [GEO_BAG_TYPE_NUM] = true},
        .visit = see,
        .out_bgt = bgt};
    return geo_bag_xml_walk(ctx, path, &visitor);
}

static geo_status walk(geo_ctx *ctx, const char *name, const char *xml, seen *out, bool *bgt)
{
    put_text(in_folder(name), xml);
    return walk_path(ctx, in_folder(name), out, bgt);
}

#define HEAD                                                                                       \
    "<b:bagStand xmlns:b='x' xmlns:o='y' xmlns:g='http://www.opengis.net/gml/3.2'>"                \
    "<b:bagInfo><b:StandTechnischeDatum>2020-09-15</b:StandTechnischeDatum></b:bagInfo>"
#define VBO(id, rest)                                                                              \
    "<o:Verblijfsobject><o:identificatie domein='x'>" id "</o:identificatie>" rest                 \
    "</o:Verblijfsobject>"
#define MAIN(id)                                                                                   \
    "<o:heeftAlsHoofdadres><o:NummeraanduidingRef>" id                                             \
    "</o:NummeraanduidingRef></o:heeftAlsHoofdadres>"
#define FURTHER(id)                                                                                \
    "<o:heeftAlsNevenadres><o:NummeraanduidingRef>" id                                             \
    "</o:NummeraanduidingRef></o:heeftAlsNevenadres>"
#define AT(x, crs)                                                                                 \
    "<o:geometrie><o:punt><g:Point srsName='urn:ogc:def:crs:EPSG::" crs "'><g:pos>" x              \
    " 463000</g:pos></g:Point></o:punt></o:geometrie>"

static void objects_one_by_one(void **state)
{
    seen s = {GEO_TEXT_INIT, GEO_OK};
    bool bgt = false;
    static const char xml[] = HEAD VBO("v1", AT("155000", "28992") MAIN("n1") FURTHER("n2")
                                                 FURTHER("n3") "<o:gebruiksdoel>a</o:gebruiksdoel>"
                                                               "<o:gebruiksdoel>b</o:gebruiksdoel>"
                                                               "<o:PandRef>p1</o:PandRef>"
                                                               "<o:PandRef>p2</o:PandRef>")
        VBO("v2", MAIN("n4")) "<o:Pand><o:identificatie>p</o:identificatie></o:Pand>"
                              "<o:Nummeraanduiding><o:identificatie>n1</o:identificatie>"
                              "<o:huisnummer>12</o:huisnummer><o:ligtAan><o:OpenbareRuimteRef>o1"
                              "</o:OpenbareRuimteRef></o:ligtAan></o:Nummeraanduiding>"
                              "</b:bagStand>";
    assert_ok(walk(*state, "a.xml", xml, &s, &bgt));
    assert_string_equal(geo_text_string(&s.text),
                        "1 v1 n1 n2,n3 a,b p1,p2 - - at 155000 2020-09-15 1\n"
                        "1 v2 n4 - - - - - null geometry 2020-09-15 1\n"
                        "4 n1 - - - - 12 o1 null geometry 2020-09-15 1\n");
    assert_false(bgt);
    geo_text_release(&s.text);
}

/* Of its occurrences in time the one that holds on the day of the extract. */
static void what_is_current(void **state)
{
    seen s = {GEO_TEXT_INIT, GEO_OK};
    bool bgt = false;
#define FROM(date) "<o:beginGeldigheid>" date "</o:beginGeldigheid>"
#define TO(date) "<o:eindGeldigheid>" date "</o:eindGeldigheid>"
    static const char xml[] =
        HEAD VBO("a", FROM("2010-01-01")) VBO("b", FROM("2010-01-01") TO("2020-09-15"))
            VBO("c", FROM("2010-01-01") TO("2020-09-16")) VBO("d", FROM("2020-09-16"))
                VBO("e", "<o:tijdstipInactiefLV>2019-01-01</o:tijdstipInactiefLV>")
                    VBO("f", "<o:eindRegistratie>2019-01-01</o:eindRegistratie>") "</b:bagStand>";
    assert_ok(walk(*state, "a.xml", xml, &s, &bgt));
    assert_string_equal(geo_text_string(&s.text), "1 a - - - - - - null geometry 2020-09-15 1\n"
                                                  "1 b - - - - - - null geometry 2020-09-15 0\n"
                                                  "1 c - - - - - - null geometry 2020-09-15 1\n"
                                                  "1 d - - - - - - null geometry 2020-09-15 0\n"
                                                  "1 e - - - - - - null geometry 2020-09-15 0\n"
                                                  "1 f - - - - - - null geometry 2020-09-15 0\n");
    geo_text_release(&s.text);
}

/* In a folder; a file that is named itself is looked into. */
static void names_tell_what_a_file_holds(void **state)
{
    static const char xml[] = HEAD VBO("a", "") "</b:bagStand>";
    seen s = {GEO_TEXT_INIT, GEO_OK};
    bool bgt = false;
    assert_int_equal(mkdir(in_folder("d"), 0777), 0);
    put_text(in_folder("d/0221PND15092020-000001.xml"), xml);
    assert_ok(walk_path(*state, in_folder("d"), &s, &bgt));
    assert_int_equal(s.text.length, 0);
    put_text(in_folder("d/0221VBO15092020-000001.xml"), xml);
    assert_ok(walk_path(*state, in_folder("d"), &s, &bgt));
    assert_string_equal(geo_text_string(&s.text), "1 a - - - - - - null geometry 2020-09-15 1\n");
    assert_ok(walk_path(*state, in_folder("d/0221PND15092020-000001.xml"), &s, &bgt));
    assert_int_equal(s.text.length, 2 * strlen("1 a - - - - - - null geometry 2020-09-15 1\n"));
    geo_text_release(&s.text);
}

static void what_is_refused(void **state)
{
    seen s = {GEO_TEXT_INIT, GEO_OK};
    bool bgt = false;
    assert_int_equal(
        walk(*state, "a.xml", HEAD VBO("a", AT("5.3", "4326")) "</b:bagStand>", &s, &bgt),
        GEO_ERR_CRS);
    assert_hints(*state, "the BAG is delivered in RD New (EPSG:28992)");
    assert_int_equal(walk(*state, "a.xml", HEAD VBO("a", ""), &s, &bgt), GEO_ERR_FORMAT);
    s.answer = GEO_ERR_CANCELLED;
    assert_int_equal(walk(*state, "a.xml", HEAD VBO("a", "") "</b:bagStand>", &s, &bgt),
                     GEO_ERR_CANCELLED);
    assert_ok(
        walk(*state, "a.xml", "<c xmlns:i='http://www.geostandaarden.nl/imgeo/2.1'/>", &s, &bgt));
    assert_true(bgt);
    geo_text_release(&s.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(objects_one_by_one),
        TEST(what_is_current),
        TEST(names_tell_what_a_file_holds),
        TEST(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
