/* Provenance as json-c values. Invariant: `steps` is an array of objects, each with "tool",
 * "version", "columns", "options" and "inputs". */
#include "io/provenance.h"

#include <json-c/json.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"

#define NESTING 16

struct geo_provenance {
    struct json_object *steps, *step; /* step: the one being filled, inside steps */
    bool has_rows;
    uint64_t rows_read, rows_rejected;
    geo_text text;
};

static struct json_object *member(struct json_object *object, const char *key)
{
    struct json_object *value = NULL;
    if (!json_object_is_type(object, json_type_object))
        return NULL;
    return json_object_object_get_ex(object, key, &value) ? value : NULL;
}

static bool is_step(struct json_object *step)
{
    return json_object_is_type(member(step, "tool"), json_type_string) &&
           json_object_is_type(member(step, "columns"), json_type_array) &&
           json_object_is_type(member(step, "options"), json_type_object) &&
           json_object_is_type(member(step, "inputs"), json_type_object);
}

static bool read_steps(geo_provenance *p, struct json_object *root)
{
    struct json_object *steps = member(root, "steps");
    if (!member(root, "groennet") || !json_object_is_type(steps, json_type_array))
        return false;
    for (size_t i = 0; i < json_object_array_length(steps); i++)
        if (!is_step(json_object_array_get_idx(steps, i)))
            return false;
    p->steps = json_object_get(steps);
    return true;
}

static bool read_rows(geo_provenance *p, struct json_object *root)
{
    struct json_object *rows = member(root, "rows");
    if (!rows)
        return true;
    struct json_object *read = member(rows, "read"), *rejected = member(rows, "rejected");
    int64_t in = json_object_get_int64(read), out = json_object_get_int64(rejected);
    if (!json_object_is_type(read, json_type_int) ||
        !json_object_is_type(rejected, json_type_int) || in < 0 || out < 0)
        return false;
    p->has_rows = true;
    p->rows_read = (uint64_t)in;
    p->rows_rejected = (uint64_t)out;
    return true;
}

static geo_status read_json(geo_ctx *ctx, geo_provenance *p, const char *json)
{
    struct json_tokener *tokener = json_tokener_new_ex(NESTING);
    if (!tokener)
        return geo_fail_nomem(ctx);
    size_t length = strlen(json);
    struct json_object *root =
        length < INT32_MAX ? json_tokener_parse_ex(tokener, json, (int)length + 1) : NULL;
    bool good = root && read_steps(p, root) && read_rows(p, root);
    json_object_put(root);
    json_tokener_free(tokener);
    return good ? GEO_OK : geo_fail(ctx, GEO_ERR_FORMAT, "the provenance is damaged");
}

geo_status geo_provenance_new(geo_ctx *ctx, const char *json, geo_provenance **out)
{
    geo_status status = GEO_OK;
    geo_provenance *p = geo_calloc(1, sizeof *p);
    if (!p)
        return geo_fail_nomem(ctx);
    if (json) {
        status = read_json(ctx, p, json);
    } else {
        p->steps = json_object_new_array();
        if (!p->steps)
            status = geo_fail_nomem(ctx);
    }
    if (status == GEO_OK)
        *out = p;
    else
        geo_provenance_free(p);
    return status;
}

void geo_provenance_free(geo_provenance *provenance)
{
    if (!provenance)
        return;
    json_object_put(provenance->steps);
    geo_text_release(&provenance->text);
    geo_free(provenance);
}

bool geo_provenance_is_foreign(const geo_provenance *provenance)
{
    return json_object_array_length(provenance->steps) == 0;
}

/* File names may be in any encoding; JSON may not. */
static struct json_object *text_value(const char *text)
{
    size_t length = strlen(text);
    if (geo_utf8_valid(text, length))
        return json_object_new_string(text);
    char *plain = geo_strdup(text);
    for (size_t i = 0; plain && i < length; i++)
        if ((unsigned char)plain[i] >= 0x80)
            plain[i] = '?';
    struct json_object *value = plain ? json_object_new_string(plain) : NULL;
    geo_free(plain);
    return value;
}

/* Takes over `value`; a NULL one is out of memory. */
static bool set(struct json_object *object, const char *key, struct json_object *value)
{
    if (!value)
        return false;
    if (json_object_object_add(object, key, value) == 0)
        return true;
    json_object_put(value);
    return false;
}

geo_status geo_provenance_step(geo_ctx *ctx, geo_provenance *p, const char *tool,
                               const char *version)
{
    struct json_object *step = json_object_new_object();
    if (step && set(step, "tool", text_value(tool)) && set(step, "version", text_value(version)) &&
        set(step, "columns", json_object_new_array()) &&
        set(step, "options", json_object_new_object()) &&
        set(step, "inputs", json_object_new_object()) &&
        json_object_array_add(p->steps, step) == 0) {
        p->step = step;
        return GEO_OK;
    }
    json_object_put(step);
    return geo_fail_nomem(ctx);
}

static geo_status no_step(geo_ctx *ctx)
{
    return geo_fail(ctx, GEO_ERR_INTERNAL, "provenance was added to before its first step");
}

geo_status geo_provenance_column(geo_ctx *ctx, geo_provenance *p, const char *column)
{
    if (!p->step)
        return no_step(ctx);
    struct json_object *name = text_value(column);
    if (name && json_object_array_add(member(p->step, "columns"), name) == 0)
        return GEO_OK;
    json_object_put(name);
    return geo_fail_nomem(ctx);
}

geo_status geo_provenance_option(geo_ctx *ctx, geo_provenance *p, const char *name,
                                 const char *value)
{
    if (!p->step)
        return no_step(ctx);
    return set(member(p->step, "options"), name, text_value(value)) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_provenance_input(geo_ctx *ctx, geo_provenance *p, const char *theme,
                                const char *name, const char *date, const char *hash)
{
    if (!p->step)
        return no_step(ctx);
    struct json_object *input = json_object_new_object();
    if (input && set(input, "name", text_value(name)) &&
        (!date || set(input, "date", text_value(date))) &&
        (!hash || set(input, "hash", text_value(hash))) &&
        json_object_object_add(member(p->step, "inputs"), theme, input) == 0)
        return GEO_OK;
    json_object_put(input);
    return geo_fail_nomem(ctx);
}

geo_status geo_provenance_rows(geo_ctx *ctx, geo_provenance *p, uint64_t read, uint64_t rejected)
{
    if (read > INT64_MAX || rejected > INT64_MAX)
        return geo_fail(ctx, GEO_ERR_RANGE, "more rows than can be counted");
    p->has_rows = true;
    p->rows_read = read;
    p->rows_rejected = rejected;
    return GEO_OK;
}

bool geo_provenance_get_rows(const geo_provenance *p, uint64_t *read, uint64_t *rejected)
{
    if (p->has_rows) {
        *read = p->rows_read;
        *rejected = p->rows_rejected;
    }
    return p->has_rows;
}

static bool made(struct json_object *step, const char *column)
{
    struct json_object *columns = member(step, "columns");
    for (size_t i = 0; i < json_object_array_length(columns); i++) {
        const char *name = json_object_get_string(json_object_array_get_idx(columns, i));
        if (name && strcmp(name, column) == 0)
            return true;
    }
    return false;
}

/* The last step that made the column: a column of that name may have been made anew. */
static struct json_object *maker_of(const geo_provenance *p, const char *column)
{
    for (size_t i = json_object_array_length(p->steps); i-- > 0;) {
        struct json_object *step = json_object_array_get_idx(p->steps, i);
        if (made(step, column))
            return step;
    }
    return NULL;
}

const char *geo_provenance_find(const geo_provenance *p, const char *column, const char *option)
{
    struct json_object *step = maker_of(p, column);
    struct json_object *value = step ? member(member(step, "options"), option) : NULL;
    return value ? json_object_get_string(value) : NULL;
}

const char *geo_provenance_maker(const geo_provenance *p, const char *column)
{
    struct json_object *step = maker_of(p, column);
    return step ? json_object_get_string(member(step, "tool")) : NULL;
}

/* Anybody can have written what came in a stream: only a plain date can be compared with others. */
static bool is_date(const char *text)
{
    int64_t days;
    return text && strlen(text) == 10 && geo_parse_date(NULL, text, &days) == GEO_OK;
}

const char *geo_provenance_newest_date(const geo_provenance *p)
{
    const char *newest = NULL;
    for (size_t i = 0; i < json_object_array_length(p->steps); i++) {
        struct json_object *step = json_object_array_get_idx(p->steps, i);
        json_object_object_foreach(member(step, "inputs"), key, input)
        {
            (void)key;
            const char *date = json_object_get_string(member(input, "date"));
            if (is_date(date) && (!newest || strcmp(date, newest) > 0))
                newest = date;
        }
    }
    return newest;
}

const char *geo_provenance_text(geo_provenance *p)
{
    const char *steps = json_object_to_json_string_ext(
        p->steps, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    geo_text_reset(&p->text);
    geo_text_add(&p->text, "{\"groennet\":\"" GROENNET_VERSION "\",");
    if (p->has_rows)
        geo_text_addf(&p->text, "\"rows\":{\"read\":%llu,\"rejected\":%llu},",
                      (unsigned long long)p->rows_read, (unsigned long long)p->rows_rejected);
    geo_text_addf(&p->text, "\"steps\":%s}", steps ? steps : "[]");
    return geo_text_string(&p->text);
}
