/* --help: the option table, grouped, wrapped at 80 columns. */
#include "cli/state.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

#define WIDTH 80
#define INDENT 30

static const char *const headings[CLI_GROUP_COUNT] = {"Options", "Themes", "Input", "Output",
                                                      "General"};

static void pad(geo_text *out, size_t from, size_t to)
{
    for (; from < to; from++)
        geo_text_add_char(out, ' ');
}

/* Adds words from column `column` on, later lines starting at `indent`; ends the line. */
static void wrap(geo_text *out, const char *words, size_t column, size_t indent)
{
    while (*words) {
        size_t length = strcspn(words, " ");
        if (column > indent && column + 1 + length > WIDTH) {
            geo_text_add_char(out, '\n');
            pad(out, 0, indent);
            column = indent;
        } else if (column > indent) {
            geo_text_add_char(out, ' ');
            column++;
        }
        geo_text_add_bytes(out, words, length);
        column += length;
        words += length;
        words += strspn(words, " ");
    }
    geo_text_add_char(out, '\n');
}

/* Choices stand here unless they stand on the left already. */
static void add_sentence(geo_text *out, const cli_option *option)
{
    geo_text_add(out, option->help);
    if (option->choices && option->value) {
        geo_text_add(out, ": ");
        cli_add_choices(out, option->choices);
    }
    if (option->fallback)
        geo_text_addf(out, " (default: %s)", option->fallback);
}

static void add_left(geo_text *out, const cli_entry *entry)
{
    const cli_option *option = &entry->option;

    if (option->letter)
        geo_text_addf(out, "  -%c, --%s", option->letter, option->name);
    else
        geo_text_addf(out, "      --%s", option->name);
    if (entry->bare)
        geo_text_addf(out, "[=%s]", option->choices);
    else if (option->kind != CLI_FLAG)
        geo_text_addf(out, " %s", option->value ? option->value : option->choices);
}

static void add_option(geo_text *out, const cli_entry *entry)
{
    geo_text left = GEO_TEXT_INIT, sentence = GEO_TEXT_INIT;

    add_left(&left, entry);
    add_sentence(&sentence, &entry->option);
    geo_text_add(out, geo_text_string(&left));
    if (left.length + 2 > INDENT) {
        geo_text_add_char(out, '\n');
        pad(out, 0, INDENT);
    } else {
        pad(out, left.length, INDENT);
    }
    wrap(out, geo_text_string(&sentence), INDENT, INDENT);
    out->failed = out->failed || left.failed || sentence.failed;
    geo_text_release(&left);
    geo_text_release(&sentence);
}

static void add_group(geo_text *out, const cli *app, cli_group group)
{
    bool first = true;

    for (size_t i = 0; i < app->state->entry_count; i++) {
        if (app->state->entries[i].group != group)
            continue;
        if (first)
            geo_text_addf(out, "\n%s:\n", headings[group]);
        first = false;
        add_option(out, &app->state->entries[i]);
    }
}

char *cli_help(const cli *app)
{
    const cli_tool *tool = app->tool;
    geo_text out = GEO_TEXT_INIT, summary = GEO_TEXT_INIT;

    bool operands = tool->operands && *tool->operands;
    geo_text_addf(&out, "Usage: %s [OPTIONS]%s%s\n\n", tool->name, operands ? " " : "",
                  operands ? tool->operands : "");
    geo_text_add_char(&summary, (char)toupper((unsigned char)tool->summary[0]));
    geo_text_addf(&summary, "%s.", tool->summary + 1);
    wrap(&out, geo_text_string(&summary), 0, 0);
    if (tool->about)
        tool->about(&out);
    for (int group = 0; group < CLI_GROUP_COUNT; group++)
        add_group(&out, app, (cli_group)group);
    geo_text_addf(&out, "\nThe whole story: man %s\n", tool->name);
    out.failed = out.failed || summary.failed;
    geo_text_release(&summary);
    if (!out.failed)
        return out.data;
    geo_text_release(&out);
    return NULL;
}
