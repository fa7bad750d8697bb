/* GeoJSON text sequences: one feature per line, with or without the record separator of RFC 8142,
 * in constant memory. The columns are those of the first 1,000 lines; a column that comes later, or
 * a value that does not fit its column, is an error that names the line. */
#include <string.h>

#include "base/alloc.h"
#include "io/json_feature.h"
#include "io/reader_parts.h"

#define HEAD_LINES 1000
#define HEAD_BYTES ((size_t)64 << 20)
#define LINE_BYTES ((size_t)64 << 20)
#define NESTING 32

typedef struct head_line {
    struct json_object *feature;
    uint64_t line;
} head_line;

typedef struct lines_source {
    geo_input input;
    struct json_tokener *tokener;
    uint64_t line;           /* number of the last one read */
    GEO_VEC(head_line) head; /* read ahead, for the schema */
    size_t head_used;
    GEO_VEC(unsigned) kinds; /* seen in each column of the head */
    bool begun;              /* the first feature was seen */
    char *crs;               /* its "crs" member's name */
    geo_json_shape shape;
    geo_arena *arena;
    geo_value *values;
} lines_source;

static void free_source(void *state)
{
    lines_source *s = state;
    if (!s)
        return;
    for (size_t i = s->head_used; i < s->head.count; i++)
        json_object_put(s->head.items[i].feature);
    if (s->tokener)
        json_tokener_free(s->tokener);
    geo_input_release(&s->input);
    geo_json_shape_release(&s->shape);
    geo_arena_free(s->arena);
    geo_free(s->head.items);
    geo_free(s->kinds.items);
    geo_free(s->values);
    geo_free(s->crs);
    geo_free(s);
}

/* The next line without its end; GEO_END after the last. It stays in the input's buffer until the
 * next call. */
static geo_status next_raw_line(geo_ctx *ctx, lines_source *s, const char **out, size_t *length)
{
    size_t searched = 0;
    for (;;) {
        size_t held = geo_input_held(&s->input);
        const uint8_t *bytes = held ? geo_input_bytes(&s->input) : NULL;
        const uint8_t *end =
            held > searched ? memchr(bytes + searched, '\n', held - searched) : NULL;
        if (end || (held && s->input.at_end)) {
            *out = (const char *)bytes;
            *length = end ? (size_t)(end - bytes) : held;
            geo_input_use(&s->input, end ? *length + 1 : held);
            s->line++;
            return GEO_OK;
        }
        if (s->input.at_end)
            return GEO_END;
        if (held > LINE_BYTES)
            return geo_fail(ctx, GEO_ERR_LIMIT, "a line of more than %zu MiB", LINE_BYTES >> 20);
        searched = held;
        geo_status status = geo_input_fill(ctx, &s->input, held + 1);
        if (status != GEO_OK)
            return status;
    }
}

/* Skips blank lines, strips record separators and the byte order mark. */
static geo_status next_line(geo_ctx *ctx, lines_source *s, const char **out, size_t *length)
{
    for (;;) {
        geo_status status = next_raw_line(ctx, s, out, length);
        if (status != GEO_OK)
            return status;
        if (s->line == 1 && *length >= 3 && memcmp(*out, "\xef\xbb\xbf", 3) == 0) {
            *out += 3;
            *length -= 3;
        }
        while (*length && strchr("\x1e \t\r", **out) && **out) {
            ++*out;
            --*length;
        }
        while (*length && strchr(" \t\r", (*out)[*length - 1]) && (*out)[*length - 1])
            --*length;
        if (*length)
            return GEO_OK;
    }
}

static geo_status not_json(geo_ctx *ctx, lines_source *s, const char *line, size_t length)
{
    if (length >= 4 && memcmp(line, "\xff\xff\xff\xff", 4) == 0)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "the tool before this one failed (its message is above)");
    enum json_tokener_error error = json_tokener_get_error(s->tokener);
    return geo_fail(ctx, GEO_ERR_FORMAT, "not JSON: %s",
                    error == json_tokener_continue ? "the text is cut off"
                                                   : json_tokener_error_desc(error));
}

static geo_status parse(geo_ctx *ctx, lines_source *s, struct json_object **out)
{
    const char *line = NULL;
    size_t length = 0;
    geo_status status = next_line(ctx, s, &line, &length);
    if (status != GEO_OK)
        return status;
    json_tokener_reset(s->tokener);
    struct json_object *value = json_tokener_parse_ex(s->tokener, line, (int)length);
    if (!value)
        return not_json(ctx, s, line, length);
    const char *type = geo_json_text(geo_json_member(value, "type"));
    const char *crs = geo_json_text(
        geo_json_member(geo_json_member(geo_json_member(value, "crs"), "properties"), "name"));
    if (!type || strcmp(type, "Feature") != 0) {
        status = geo_fail(ctx, GEO_ERR_FORMAT, "not a GeoJSON feature");
    } else if (!s->begun) {
        s->begun = true;
        s->crs = geo_strdup(crs);
        status = s->crs || !crs ? GEO_OK : geo_fail_nomem(ctx);
    } else if (strcmp(crs ? crs : "", s->crs ? s->crs : "") != 0) {
        status = geo_fail(ctx, GEO_ERR_CRS, "its CRS is not that of the first feature");
    }
    if (status == GEO_OK)
        *out = value;
    else
        json_object_put(value);
    return status;
}

static geo_status note_kind(geo_ctx *ctx, geo_reader *reader, lines_source *s, const char *name,
                            struct json_object *value)
{
    size_t column = geo_schema_find(&reader->schema, name);
    if (column == SIZE_MAX) {
        column = reader->schema.field_count;
        geo_status status = geo_schema_add(ctx, &reader->schema, name, GEO_FIELD_STRING);
        if (status != GEO_OK)
            return status == GEO_ERR_ARG ? GEO_ERR_FORMAT : status;
        if (!geo_vec_push(&s->kinds, 0))
            return geo_fail_nomem(ctx);
    }
    s->kinds.items[column] |= geo_json_kind(value);
    return GEO_OK;
}

/* The feature's own id is a column as any other, unless a property has that name. */
static struct json_object *own_id(struct json_object *feature)
{
    struct json_object *properties = geo_json_member(feature, "properties");
    struct json_object *id = geo_json_member(feature, "id");
    return geo_json_member(properties, "id") ? NULL : id;
}

static geo_status note_columns(geo_ctx *ctx, geo_reader *reader, lines_source *s,
                               struct json_object *feature)
{
    struct json_object *properties = geo_json_member(feature, "properties"), *id = own_id(feature);
    geo_status status = id ? note_kind(ctx, reader, s, "id", id) : GEO_OK;
    if (!json_object_is_type(properties, json_type_object))
        return status;
    json_object_object_foreach(properties, name, value)
    {
        if (status == GEO_OK)
            status = note_kind(ctx, reader, s, name, value);
    }
    return status;
}

/* One type for all: the multi type when single and multi ones come together. */
static geo_geom_type join_types(geo_geom_type a, geo_geom_type b)
{
    geo_geom_type low = a < b ? a : b, high = a < b ? b : a;
    if (low == high)
        return a;
    return (int)low + 3 == (int)high ? high : GEO_GEOM_UNKNOWN;
}

static geo_status note_type(geo_ctx *ctx, geo_reader *reader, lines_source *s,
                            struct json_object *feature, bool *first)
{
    geo_geom geom;
    geo_status status = geo_json_geom(ctx, geo_json_member(feature, "geometry"), &s->shape, &geom);
    if (status != GEO_OK || geom.type == GEO_GEOM_UNKNOWN)
        return status;
    reader->schema.type = *first ? geom.type : join_types(reader->schema.type, geom.type);
    *first = false;
    return GEO_OK;
}

static geo_status read_head(geo_ctx *ctx, geo_reader *reader, lines_source *s)
{
    bool first = true;
    size_t bytes = 0;
    while (s->head.count < HEAD_LINES && bytes < HEAD_BYTES) {
        head_line next = {0};
        size_t before = s->input.begin;
        geo_status status = parse(ctx, s, &next.feature);
        if (status == GEO_END)
            break;
        next.line = s->line;
        bytes += s->input.begin > before ? s->input.begin - before : 0;
        if (status == GEO_OK && !geo_vec_push(&s->head, next)) {
            json_object_put(next.feature);
            status = geo_fail_nomem(ctx);
        }
        if (status == GEO_OK)
            status = note_columns(ctx, reader, s, next.feature);
        if (status == GEO_OK)
            status = note_type(ctx, reader, s, next.feature, &first);
        if (status != GEO_OK)
            return geo_while(ctx, status, "reading line %llu of %s", (unsigned long long)s->line,
                             reader->name);
    }
    for (size_t i = 0; i < s->kinds.count; i++)
        reader->schema.fields[i].type = geo_json_type_for(s->kinds.items[i]);
    return GEO_OK;
}

static geo_status set_value(geo_ctx *ctx, geo_reader *reader, lines_source *s, const char *name,
                            struct json_object *value, size_t guess)
{
    const geo_schema *schema = &reader->schema;
    size_t column = guess < schema->field_count && strcmp(schema->fields[guess].name, name) == 0
                        ? guess
                        : geo_schema_find(schema, name);
    if (column == SIZE_MAX)
        return geo_fail(ctx, GEO_ERR_FORMAT, "column '%s' is not in the first %d lines", name,
                        HEAD_LINES);
    if (geo_json_value(value, schema->fields[column].type, &s->values[column]))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_FORMAT,
                    "value %.40s does not fit column '%s' of the first %d lines",
                    json_object_to_json_string(value), name, HEAD_LINES);
}

static geo_status set_values(geo_ctx *ctx, geo_reader *reader, lines_source *s,
                             struct json_object *feature)
{
    struct json_object *properties = geo_json_member(feature, "properties"), *id = own_id(feature);
    for (size_t i = 0; i < reader->schema.field_count; i++)
        s->values[i] = geo_value_null(reader->schema.fields[i].type);
    geo_status status = id ? set_value(ctx, reader, s, "id", id, 0) : GEO_OK;
    size_t guess = id != NULL;
    if (!json_object_is_type(properties, json_type_object))
        return status;
    json_object_object_foreach(properties, name, value)
    {
        if (status == GEO_OK)
            status = set_value(ctx, reader, s, name, value, guess++);
    }
    return status;
}

static const char *kind_reason(struct json_object *geometry)
{
    const char *type = geo_json_text(geo_json_member(geometry, "type"));
    if (!type)
        return "null geometry";
    return strcmp(type, "GeometryCollection") == 0 ? "geometry collection, curve or surface"
                                                   : "empty geometry";
}

static geo_status add_row(geo_ctx *ctx, geo_reader *reader, lines_source *s, geo_batch *batch,
                          struct json_object *feature)
{
    geo_geom geom;
    struct json_object *geometry = geo_json_member(feature, "geometry");
    geo_status status = set_values(ctx, reader, s, feature);
    const char *reason = NULL;
    if (status == GEO_OK)
        status = geo_json_geom(ctx, geometry, &s->shape, &geom);
    if (status == GEO_OK && geom.type == GEO_GEOM_UNKNOWN)
        reason = kind_reason(geometry);
    else if (status == GEO_OK && !reader->options.points_only)
        status = geo_reader_fit(ctx, reader->schema.type, &geom, s->arena, &reason);
    return status == GEO_OK ? geo_reader_put(ctx, reader, batch, &geom, s->values, reason) : status;
}

static geo_status next_row(geo_ctx *ctx, geo_reader *reader, lines_source *s, geo_batch *batch)
{
    struct json_object *feature = NULL;
    geo_status status = GEO_OK;
    uint64_t line;
    if (s->head_used < s->head.count) {
        line = s->head.items[s->head_used].line;
        feature = s->head.items[s->head_used++].feature;
    } else {
        status = parse(ctx, s, &feature);
        line = s->line;
    }
    if (status == GEO_OK)
        status = add_row(ctx, reader, s, batch, feature);
    json_object_put(feature);
    if (status == GEO_END)
        reader->ended = true;
    geo_arena_reset(s->arena);
    return status == GEO_END ? GEO_OK
                             : geo_while(ctx, status, "reading line %llu of %s",
                                         (unsigned long long)line, reader->name);
}

static geo_status next(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    lines_source *s = reader->state;
    geo_status status = GEO_OK;
    while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch)) {
        size_t from = batch->starts.count;
        while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch) &&
               batch->starts.count - from < 1024)
            status = next_row(ctx, reader, s, batch);
        if (status == GEO_OK)
            status = geo_reader_judge(ctx, reader, batch, from);
    }
    return status;
}

static geo_status set_up(geo_ctx *ctx, lines_source *s)
{
    s->tokener = json_tokener_new_ex(NESTING);
    s->arena = geo_arena_new();
    if (!s->tokener || !s->arena)
        return geo_fail_nomem(ctx);
    json_tokener_set_flags(s->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    return GEO_OK;
}

/* WGS84 as RFC 7946 has it, unless the lines or the user say otherwise. */
static geo_status find_crs(geo_ctx *ctx, geo_reader *reader, const lines_source *s)
{
    if (!s->crs && reader->options.crs)
        return GEO_OK;
    geo_status status = geo_crs_new(ctx, s->crs ? s->crs : "EPSG:4326", &reader->schema.crs);
    return geo_while(ctx, status, "reading %s", reader->name);
}

geo_status geo_reader_open_lines(geo_ctx *ctx, geo_reader *reader, geo_input *input)
{
    static const geo_reader_kind kind = {next, free_source};
    lines_source *s = geo_calloc(1, sizeof *s);
    if (!s)
        return geo_fail_nomem(ctx);
    s->input = *input;
    *input = (geo_input){.fd = -1};
    reader->kind = &kind;
    reader->state = s;
    const char *layer = reader->options.default_layer;
    geo_status status =
        geo_schema_init(ctx, &reader->schema, layer ? layer : "features", GEO_GEOM_UNKNOWN, NULL);
    if (status == GEO_OK)
        status = set_up(ctx, s);
    if (status == GEO_OK)
        status = read_head(ctx, reader, s);
    if (status == GEO_OK)
        status = find_crs(ctx, reader, s);
    if (status != GEO_OK)
        return status;
    s->values = geo_alloc(reader->schema.field_count, sizeof *s->values);
    if (!s->values)
        return geo_fail_nomem(ctx);
    return geo_reader_settle(ctx, reader, (uint8_t)reader->schema.type);
}
