/* One option's text into its typed value, and back into text for provenance. */
#include "cli/state.h"

#include <math.h>
#include <string.h>

#include "base/parse.h"
#include "base/text.h"

int cli_choice_find(const char *choices, const char *text)
{
    size_t length = strlen(text);
    int index = 0;

    for (const char *at = choices; at; index++) {
        const char *end = strchr(at, '|');
        size_t size = end ? (size_t)(end - at) : strlen(at);
        if (size == length && memcmp(at, text, size) == 0)
            return index;
        at = end ? end + 1 : NULL;
    }
    return -1;
}

/* "'foo' is none of sight, radius" */
static geo_status fail_choice(cli *app, const char *choices, const char *text)
{
    geo_text list = GEO_TEXT_INIT;

    cli_add_choices(&list, choices);
    geo_status status = list.failed ? geo_fail_nomem(app->ctx)
                                    : geo_fail(app->ctx, GEO_ERR_ARG, "'%s' is none of %s", text,
                                               geo_text_string(&list));
    geo_text_release(&list);
    return status;
}

static geo_status set_choice(cli *app, const cli_entry *entry, const char *text)
{
    int index = cli_choice_find(entry->option.choices, text);

    if (index < 0)
        return fail_choice(app, entry->option.choices, text);
    if (entry->value)
        *(int *)entry->value = index;
    return GEO_OK;
}

void cli_add_choices(geo_text *out, const char *choices)
{
    for (; *choices; choices++)
        if (*choices == '|')
            geo_text_add(out, ", ");
        else
            geo_text_add_char(out, *choices);
}

static geo_status set_text(cli *app, const cli_entry *entry, const char *text)
{
    if (!*text)
        return geo_fail(app->ctx, GEO_ERR_ARG, "the value is empty");
    const char *copy = cli_text(app, text);
    if (!copy)
        return geo_fail_nomem(app->ctx);
    if (entry->value)
        *(const char **)entry->value = copy;
    return GEO_OK;
}

static geo_status parse_number(geo_ctx *ctx, cli_kind kind, const char *text, double *out)
{
    switch (kind) {
    case CLI_LENGTH:
        return geo_parse_length(ctx, text, out);
    case CLI_AREA:
        return geo_parse_area(ctx, text, out);
    case CLI_VOLUME:
        return geo_parse_volume(ctx, text, out);
    case CLI_PERCENT:
        return geo_parse_percent(ctx, text, out);
    default:
        return geo_parse_double(ctx, text, out);
    }
}

static geo_status set_number(cli *app, const cli_entry *entry, const char *text)
{
    double value;
    geo_status status = parse_number(app->ctx, entry->option.kind, text, &value);
    if (!status && entry->value)
        *(double *)entry->value = value;
    return status;
}

static geo_status set_integer(cli *app, const cli_entry *entry, const char *text)
{
    int64_t value;
    geo_status status = geo_parse_int(app->ctx, text, INT64_MIN, INT64_MAX, &value);
    if (!status && entry->value)
        *(int64_t *)entry->value = value;
    return status;
}

geo_status cli_value_set(cli *app, cli_entry *entry, const char *text)
{
    switch (entry->option.kind) {
    case CLI_FLAG:
        if (entry->value)
            *(bool *)entry->value = true;
        return GEO_OK;
    case CLI_INTEGER:
        return set_integer(app, entry, text);
    case CLI_NUMBER:
    case CLI_LENGTH:
    case CLI_AREA:
    case CLI_VOLUME:
    case CLI_PERCENT:
        return set_number(app, entry, text);
    case CLI_CHOICE:
        return set_choice(app, entry, text);
    default:
        return set_text(app, entry, text);
    }
}

bool cli_given(const cli *app, const char *option)
{
    const cli_entry *entry = cli_entry_find(app, option);
    return entry && entry->given > 0;
}

static const char *number_text(const cli *app, double value)
{
    geo_text text = GEO_TEXT_INIT;
    if (isnan(value))
        return NULL;
    geo_text_add_double(&text, value);
    const char *copy = geo_arena_strndup(app->state->arena, geo_text_string(&text),
                                         strlen(geo_text_string(&text)));
    geo_text_release(&text);
    return copy;
}

const char *cli_option_text(const cli *app, const char *option)
{
    const cli_entry *entry = cli_entry_find(app, option);

    if (!entry)
        return NULL;
    const char *typed = entry->text ? entry->text : entry->option.fallback;
    switch (entry->option.kind) {
    case CLI_FLAG:
        return entry->given ? "true" : NULL;
    case CLI_NUMBER:
    case CLI_LENGTH:
    case CLI_AREA:
    case CLI_VOLUME:
    case CLI_PERCENT:
        return entry->value ? number_text(app, *(double *)entry->value) : typed;
    default:
        return typed;
    }
}
