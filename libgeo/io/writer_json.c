/* GeoJSON: a collection, or one feature per line (RFC 7946; a "crs" member as GDAL reads it when
 * the output is not in WGS84). Columns come in the schema's order and are never left out. */
#include <json-c/json.h>
#include <math.h>
#include <string.h>

#include "io/row_take.h"
#include "io/writer_parts.h"

/* `"crs":{...},` */
static void add_crs(geo_text *text, const geo_writer *writer)
{
    const geo_crs *crs = writer->schema.crs;
    if (!writer->says_crs)
        return;
    geo_text_add(text, "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":");
    if (*geo_crs_authority(crs) && geo_crs_code(crs) > 0)
        geo_text_addf(text, "\"urn:ogc:def:crs:%s::%d\"", geo_crs_authority(crs),
                      geo_crs_code(crs));
    else
        geo_text_add_json(text, geo_crs_wkt(crs), strlen(geo_crs_wkt(crs)));
    geo_text_add(text, "}},");
}

/* Text that claims to be JSON goes in as JSON when it is, on one line; as text when it is not. */
static void add_json(geo_text *text, const geo_value *value)
{
    struct json_tokener *tokener = json_tokener_new_ex(32);
    struct json_object *parsed = NULL;
    if (tokener) {
        json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
        parsed =
            json_tokener_parse_ex(tokener, value->as.string.text, (int)value->as.string.length);
    }
    if (parsed)
        geo_text_add(text, json_object_to_json_string_ext(
                               parsed, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    else
        geo_text_add_json(text, value->as.string.text, value->as.string.length);
    json_object_put(parsed);
    if (tokener)
        json_tokener_free(tokener);
}

static void add_value(geo_text *text, const geo_value *value)
{
    bool is_real = value->type == GEO_FIELD_FLOAT || value->type == GEO_FIELD_DOUBLE;
    if (value->is_null || (is_real && !isfinite(value->as.number)))
        geo_text_add(text, "null");
    else if (value->type == GEO_FIELD_JSON)
        add_json(text, value);
    else if (value->type == GEO_FIELD_STRING || value->type == GEO_FIELD_DATETIME)
        geo_text_add_json(text, value->as.string.text, value->as.string.length);
    else if (value->type == GEO_FIELD_BINARY) {
        geo_text_add_char(text, '"');
        geo_value_add_text(value, text);
        geo_text_add_char(text, '"');
    } else
        geo_value_add_text(value, text);
}

static void add_feature(geo_writer *writer, const geo_geom *geom, const geo_value *values,
                        bool with_crs)
{
    geo_text *text = &writer->text;
    geo_text_add(text, "{\"type\":\"Feature\",");
    if (with_crs)
        add_crs(text, writer);
    geo_text_add(text, "\"properties\":{");
    for (size_t i = 0; i < writer->schema.field_count; i++) {
        const char *name = writer->schema.fields[i].name;
        if (i)
            geo_text_add_char(text, ',');
        geo_text_add_json(text, name, strlen(name));
        geo_text_add_char(text, ':');
        add_value(text, &values[i]);
    }
    geo_text_add(text, "},\"geometry\":");
    if (geom)
        geo_writer_add_json_geom(text, geom, writer->decimals);
    else
        geo_text_add(text, "null");
    geo_text_add_char(text, '}');
}

static geo_status begin_collection(geo_ctx *ctx, geo_writer *writer)
{
    geo_text *text = &writer->text;
    (void)ctx;
    geo_text_add(text, "{\"type\":\"FeatureCollection\",\"name\":");
    geo_text_add_json(text, writer->schema.name, strlen(writer->schema.name));
    geo_text_add_char(text, ',');
    add_crs(text, writer);
    geo_text_add(text, "\"features\":[");
    return GEO_OK;
}

static geo_status collection_row(geo_ctx *ctx, geo_writer *writer, const geo_geom *geom,
                                 const geo_value *values)
{
    (void)ctx;
    geo_text_add(&writer->text, writer->wrote_row ? ",\n" : "\n");
    writer->wrote_row = true;
    add_feature(writer, geom, values, false);
    return GEO_OK;
}

static geo_status end_collection(geo_ctx *ctx, geo_writer *writer)
{
    (void)ctx;
    geo_text_add(&writer->text, "\n]}\n");
    return GEO_OK;
}

static geo_status line_row(geo_ctx *ctx, geo_writer *writer, const geo_geom *geom,
                           const geo_value *values)
{
    (void)ctx;
    add_feature(writer, geom, values, true);
    geo_text_add_char(&writer->text, '\n');
    return GEO_OK;
}

static geo_status nothing(geo_ctx *ctx, geo_writer *writer)
{
    (void)ctx;
    (void)writer;
    return GEO_OK;
}

const geo_writer_kind GEO_WRITER_GEOJSON = {
    .begin = begin_collection, .row = collection_row, .end = end_collection, .poison = ""};
const geo_writer_kind GEO_WRITER_GEOJSONL = {
    .begin = nothing, .row = line_row, .end = nothing, .poison = "\xff\xff\xff\xff\n"};
