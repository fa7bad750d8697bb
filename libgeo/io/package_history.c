/* Layer metadata as QGIS shows it: what a planner reads in the layer's properties. */
#include <json.h>
#include <string.h>

#include "io/package_parts.h"

static const char *member(json_object *object, const char *name)
{
    json_object *value;
    if (!json_object_object_get_ex(object, name, &value))
        return NULL;
    return json_object_get_string(value);
}

static void add_input(geo_text *line, const char *theme, json_object *input)
{
    const char *name = member(input, "name"), *date = member(input, "date");
    geo_text_addf(line, "; %s: %s", theme, name ? name : "?");
    if (date)
        geo_text_addf(line, " (%s)", date);
}

static void add_step(geo_text *out, json_object *step)
{
    const char *tool = member(step, "tool"), *version = member(step, "version");
    json_object *options, *inputs;
    geo_text line = GEO_TEXT_INIT;
    geo_text_addf(&line, "%s %s", tool ? tool : "?", version ? version : "");
    if (json_object_object_get_ex(step, "options", &options) &&
        json_object_is_type(options, json_type_object)) {
        json_object_object_foreach(options, key, value)
            geo_text_addf(&line, "; %s=%s", key, json_object_get_string(value));
    }
    if (json_object_object_get_ex(step, "inputs", &inputs) &&
        json_object_is_type(inputs, json_type_object)) {
        json_object_object_foreach(inputs, theme, input) add_input(&line, theme, input);
    }
    geo_text_add(out, "  <history>");
    geo_text_add_xml(out, geo_text_string(&line));
    geo_text_add(out, "</history>\n");
    out->failed |= line.failed;
    geo_text_release(&line);
}

static void add_history(geo_text *out, const char *provenance)
{
    json_object *steps, *root = provenance ? json_tokener_parse(provenance) : NULL;
    if (root && json_object_object_get_ex(root, "steps", &steps) &&
        json_object_is_type(steps, json_type_array))
        for (size_t i = 0; i < json_object_array_length(steps); i++)
            add_step(out, json_object_array_get_idx(steps, i));
    json_object_put(root);
}

static void add_element(geo_text *out, const char *name, const char *text)
{
    geo_text_addf(out, "  <%s>", name);
    geo_text_add_xml(out, text ? text : "");
    geo_text_addf(out, "</%s>\n", name);
}

geo_status geo_package_history(geo_ctx *ctx, const geo_layer *layer, geo_text *out)
{
    geo_text_add(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                      "<qgis version=\"3.22\">\n");
    add_element(out, "identifier", layer->schema.name);
    add_element(out, "language", "NLD");
    add_element(out, "type", "dataset");
    add_element(out, "title", layer->title ? layer->title : layer->schema.name);
    add_element(out, "abstract", layer->abstract);
    add_history(out, layer->schema.provenance);
    geo_text_add(out, "</qgis>\n");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
