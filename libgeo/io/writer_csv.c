/* CSV (RFC 4180, lines end in LF): x and y first, or wkt when the layer is not one of points, then
 * the columns. Null is an empty cell, empty text is "". */
#include <string.h>
#include <strings.h>

#include "io/row_take.h"
#include "io/writer_parts.h"

static bool has_column(const geo_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (strcasecmp(schema->fields[i].name, name) == 0)
            return true;
    return false;
}

static geo_status begin(geo_ctx *ctx, geo_writer *writer)
{
    const geo_schema *schema = &writer->schema;
    geo_text *text = &writer->text;
    (void)ctx;
    if (schema->type != GEO_GEOM_POINT)
        geo_text_add(text, has_column(schema, "wkt") ? "geom_wkt" : "wkt");
    else if (has_column(schema, "x") || has_column(schema, "y"))
        geo_text_add(text, "geom_x,geom_y");
    else
        geo_text_add(text, "x,y");
    for (size_t i = 0; i < schema->field_count; i++) {
        geo_text_add_char(text, ',');
        geo_text_add_csv(text, schema->fields[i].name, strlen(schema->fields[i].name));
    }
    geo_text_add_char(text, '\n');
    return GEO_OK;
}

static void add_geom(const geo_writer *writer, geo_text *text, const geo_geom *geom)
{
    if (writer->schema.type != GEO_GEOM_POINT) {
        geo_text_add_char(text, '"');
        if (geom)
            geo_writer_add_wkt(text, geom, writer->decimals);
        geo_text_add_char(text, '"');
        return;
    }
    if (geom)
        geo_text_add_fixed(text, geom->points[0].x, writer->decimals);
    geo_text_add_char(text, ',');
    if (geom)
        geo_text_add_fixed(text, geom->points[0].y, writer->decimals);
}

static void add_value(geo_text *text, const geo_value *value)
{
    bool is_text = value->type == GEO_FIELD_STRING || value->type == GEO_FIELD_JSON ||
                   value->type == GEO_FIELD_DATETIME;
    if (value->is_null)
        return;
    if (!is_text)
        geo_value_add_text(value, text);
    else if (value->as.string.length == 0)
        geo_text_add(text, "\"\"");
    else
        geo_text_add_csv(text, value->as.string.text, value->as.string.length);
}

static geo_status row(geo_ctx *ctx, geo_writer *writer, const geo_geom *geom,
                      const geo_value *values)
{
    (void)ctx;
    add_geom(writer, &writer->text, geom);
    for (size_t i = 0; i < writer->schema.field_count; i++) {
        geo_text_add_char(&writer->text, ',');
        add_value(&writer->text, &values[i]);
    }
    geo_text_add_char(&writer->text, '\n');
    return GEO_OK;
}

static geo_status end(geo_ctx *ctx, geo_writer *writer)
{
    (void)ctx;
    (void)writer;
    return GEO_OK;
}

const geo_writer_kind GEO_WRITER_CSV = {.begin = begin, .row = row, .end = end, .poison = ""};
