/* --describe: the option table as JSON, from which manual pages, completion and the QGIS dialogs
 * are made. */
#include "cli/state.h"

#include <json-c/json.h>
#include <string.h>

#include "base/alloc.h"

/* Indexed by cli_kind. */
static const struct {
    const char *type, *unit;
} kinds[] = {{"flag", NULL},   {"text", NULL},    {"integer", NULL}, {"number", NULL},
             {"length", "m"},  {"area", "m2"},    {"volume", "m3"},  {"percent", "%"},
             {"choice", NULL}, {"dataset", NULL}, {"raster", NULL},  {"output", NULL},
             {"list", NULL}};

static const char *const groups[CLI_GROUP_COUNT] = {"tool", "theme", "input", "output", "general"};

/* json-c answers a failed allocation with NULL, which would read as null: remembered instead. */
typedef struct json_build {
    bool failed;
} json_build;

static void put(json_build *build, json_object *object, const char *key, json_object *value)
{
    if (!object || !value || json_object_object_add(object, key, value) != 0)
        build->failed = true;
}

static void put_text(json_build *build, json_object *object, const char *key, const char *text)
{
    if (text)
        put(build, object, key, json_object_new_string(text));
}

static void put_flag(json_build *build, json_object *object, const char *key, bool flag)
{
    if (flag)
        put(build, object, key, json_object_new_boolean(true));
}

static void append(json_build *build, json_object *array, json_object *value)
{
    if (!array || !value || json_object_array_add(array, value) != 0)
        build->failed = true;
}

/* "a|b|c" as an array. */
static json_object *list(json_build *build, const char *choices)
{
    json_object *array = json_object_new_array();

    for (const char *at = choices; at;) {
        size_t length = strcspn(at, "|");
        append(build, array, json_object_new_string_len(at, (int)length));
        at = at[length] ? at + length + 1 : NULL;
    }
    return array;
}

static json_object *option_object(json_build *build, const cli_entry *entry)
{
    const cli_option *option = &entry->option;
    char letter[2] = {option->letter, '\0'};
    json_object *object = json_object_new_object();

    put_text(build, object, "name", option->name);
    put_text(build, object, "letter", letter[0] ? letter : NULL);
    put_text(build, object, "group", groups[entry->group]);
    put_text(build, object, "type", kinds[option->kind].type);
    put_text(build, object, "unit", kinds[option->kind].unit);
    put_text(build, object, "value", option->value);
    put_text(build, object, "default", option->fallback);
    if (option->choices)
        put(build, object, "choices", list(build, option->choices));
    put_text(build, object, "bare", entry->bare);
    put_text(build, object, "title", option->title);
    put_text(build, object, "help", option->help);
    put_flag(build, object, "silent", option->silent);
    return object;
}

static json_object *tool_object(json_build *build, const cli *app)
{
    const cli_tool *tool = app->tool;
    json_object *object = json_object_new_object(), *options = json_object_new_array();

    put_text(build, object, "name", tool->name);
    put_text(build, object, "title", tool->title ? tool->title : tool->name);
    put_text(build, object, "summary", tool->summary);
    put_text(build, object, "version", GROENNET_VERSION);
    put_text(build, object, "operands", tool->operands ? tool->operands : "");
    put_text(build, object, "prefix", tool->prefix);
    if (tool->streams) {
        put_text(build, object, "reads", "addresses");
        put(build, object, "input_formats", list(build, "fgb|geojsonl|geojson|gpkg"));
        put(build, object, "output_formats", list(build, "fgb|geojsonl|geojson|csv|gpkg"));
    }
    put_flag(build, object, "streams", tool->streams);
    put_flag(build, object, "writes", tool->streams || tool->writes);
    for (size_t i = 0; i < app->state->entry_count; i++)
        append(build, options, option_object(build, &app->state->entries[i]));
    put(build, object, "options", options);
    return object;
}

char *cli_describe(const cli *app)
{
    json_build build = {0};
    json_object *object = tool_object(&build, app);
    const char *text =
        build.failed ? NULL
                     : json_object_to_json_string_ext(object, JSON_C_TO_STRING_PRETTY |
                                                                  JSON_C_TO_STRING_SPACED |
                                                                  JSON_C_TO_STRING_NOSLASHESCAPE);
    size_t length = text ? strlen(text) : 0;
    char *copy = text ? geo_alloc(length + 2, 1) : NULL;

    if (copy) {
        memcpy(copy, text, length);
        memcpy(copy + length, "\n", 2);
    }
    json_object_put(object);
    return copy;
}
