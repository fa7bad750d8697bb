/* The option table of a run: the tool's own rows, one row per theme, and those common options that
 * make sense for the tool. A row of the tool replaces a common row of the same name. */
#include "cli/state.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

#define COMMON(member) offsetof(cli_common, member)
#define BY_HAND CLI_SHARED /* settle.c reads the text */

/* When a common option is there. */
typedef enum common_need {
    ALWAYS,
    IF_INPUT,  /* the tool has an operand INPUT */
    IF_STRICT, /* it has that, or judges its themes */
    IF_JUDGES,
    IF_STREAMS, /* it passes addresses on */
    IF_WRITES,
    IF_UPDATES,
    IF_PREFIX,
    IF_TOWN,  /* it passes addresses on or has themes */
    IF_READS, /* INPUT or themes */
    IF_REPORTS
} common_need;

typedef struct common_row {
    common_need need;
    cli_group group;
    const char *bare;
    cli_option option;
} common_row;

static const common_row common_rows[] = {
    {IF_TOWN,
     CLI_GROUP_INPUT,
     NULL,
     {"town", 0, CLI_TEXT, COMMON(town), "FOLDER", NULL, NULL, "Gemeentemap",
      "town folder that gives the themes (default: INPUT when it is a folder, else GN_TOWN)",
      true}},
    {IF_INPUT,
     CLI_GROUP_INPUT,
     NULL,
     {"layer", 'l', CLI_TEXT, COMMON(layer), "NAME", NULL, NULL, "Laag", "layer of INPUT to read",
      true}},
    {IF_STREAMS,
     CLI_GROUP_INPUT,
     NULL,
     {"crs", 0, CLI_TEXT, COMMON(crs), "CRS", NULL, NULL, "Coördinatenstelsel van de invoer",
      "coordinate reference system of INPUT when it does not say: EPSG:28992", true}},
    {IF_JUDGES,
     CLI_GROUP_INPUT,
     NULL,
     {"crs", 0, CLI_TEXT, COMMON(crs), "CRS", NULL, NULL, "Coördinatenstelsel van de invoer",
      "coordinate reference system of inputs that do not say theirs: EPSG:28992", true}},
    {IF_STREAMS,
     CLI_GROUP_INPUT,
     NULL,
     {"bbox", 0, CLI_TEXT, BY_HAND, "XMIN,YMIN,XMAX,YMAX", NULL, NULL, "Uitsnede",
      "only addresses with xmin <= x < xmax and ymin <= y < ymax", true}},
    {IF_STREAMS,
     CLI_GROUP_INPUT,
     NULL,
     {"rejects", 0, CLI_FILE_OUT, COMMON(rejects), "FILE", NULL, NULL, "Afgekeurde regels",
      "write rows that cannot be used, with the reason, to a csv or geojsonl file", true}},
    {IF_STRICT,
     CLI_GROUP_INPUT,
     NULL,
     {"strict", 0, CLI_FLAG, COMMON(strict), NULL, NULL, NULL, "Streng",
      "treat any repaired or rejected feature as an error", true}},
    {IF_WRITES,
     CLI_GROUP_OUTPUT,
     NULL,
     {"output", 'o', CLI_FILE_OUT, COMMON(output), "FILE", "-", NULL, "Uitvoer",
      "where the result goes; - is standard output", true}},
    {IF_WRITES,
     CLI_GROUP_OUTPUT,
     NULL,
     {"overwrite", 'O', CLI_FLAG, COMMON(overwrite), NULL, NULL, NULL, "Overschrijven",
      "replace output files that exist", true}},
    {IF_UPDATES,
     CLI_GROUP_OUTPUT,
     NULL,
     {"update", 0, CLI_FLAG, COMMON(update), NULL, NULL, NULL, "Lagen vervangen",
      "replace the layers written in an existing GeoPackage and keep its others", true}},
    {IF_STREAMS,
     CLI_GROUP_OUTPUT,
     NULL,
     {"format", 'f', CLI_CHOICE, BY_HAND, "FORMAT", NULL, "fgb|geojsonl|geojson|csv|gpkg",
      "Formaat", "format of the output (default: by the suffix of --output, else fgb)", true}},
    {IF_PREFIX,
     CLI_GROUP_OUTPUT,
     NULL,
     {"name", 0, CLI_TEXT, COMMON(name), "PREFIX", NULL, NULL, "Voorvoegsel",
      "begin of the names of the added columns", true}},
    {IF_STREAMS,
     CLI_GROUP_OUTPUT,
     NULL,
     {"out-crs", 0, CLI_TEXT, COMMON(out_crs), "CRS", NULL, NULL, "Coördinatenstelsel uitvoer",
      "coordinate reference system of what is written (gn-norm: of text formats)", true}},
    {IF_REPORTS,
     CLI_GROUP_OUTPUT,
     NULL,
     {"json", 0, CLI_FLAG, COMMON(json), NULL, NULL, NULL, "JSON", "print the result as JSON",
      true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"threads", 'j', CLI_INTEGER, BY_HAND, "NUMBER", NULL, NULL, "Rekendraden",
      "threads to work with; the result is the same (default: all cores)", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"quiet", 'q', CLI_FLAG, COMMON(quiet), NULL, NULL, NULL, "Stil", "say nothing but errors",
      true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"verbose", 'v', CLI_FLAG, BY_HAND, NULL, NULL, NULL, "Uitgebreid",
      "say what is read and done; twice: more", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     "always",
     {"progress", 0, CLI_CHOICE, BY_HAND, NULL, NULL, "always|machine", "Voortgang",
      "show progress on standard error, for people or as lines '@progress N'", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"no-progress", 0, CLI_FLAG, BY_HAND, NULL, NULL, NULL, "Geen voortgang",
      "never show progress (default: on a terminal, after two seconds)", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"data-dir", 0, CLI_TEXT, COMMON(data_dir), "FOLDER", NULL, NULL, "Map met tabellen",
      "folder of the toolkit's tables (default: GN_DATA_DIR, else the installed one)", true}},
    {IF_READS,
     CLI_GROUP_GENERAL,
     NULL,
     {"allow-network", 0, CLI_FLAG, COMMON(allow_network), NULL, NULL, NULL, "Netwerk toestaan",
      "allow datasets that are read over the network", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"describe", 0, CLI_FLAG, BY_HAND, NULL, NULL, NULL, NULL,
      "print this option table as JSON and end", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"version", 0, CLI_FLAG, BY_HAND, NULL, NULL, NULL, NULL, "print the version and end", true}},
    {ALWAYS,
     CLI_GROUP_GENERAL,
     NULL,
     {"help", 'h', CLI_FLAG, BY_HAND, NULL, NULL, NULL, NULL, "print this help and end", true}},
};
#define COMMON_ROWS (sizeof common_rows / sizeof common_rows[0])

/* Dutch labels of the themes, for QGIS. */
static const char *const theme_titles[][2] = {
    {"address", "Adressen"},
    {"building", "Panden"},
    {"tree", "Bomen"},
    {"crown", "Boomkronen"},
    {"green", "Groen"},
    {"landcover", "Bodembedekking"},
    {"property", "Eigendom"},
    {"coverage", "Dekking van de gegevens"},
    {"street", "Straten en paden"},
    {"water", "Watervlakken"},
    {"waterway", "Waterlopen"},
    {"hedge", "Hagen"},
    {"light", "Lichtmasten"},
    {"roost", "Verblijfplaatsen"},
    {"permit", "Vergunningen"},
    {"storage", "Waterberging"},
    {"neighbourhood", "Buurten"},
    {"plan", "Plannen"},
    {"dsm", "Hoogte met bebouwing en bomen (DSM)"},
    {"dtm", "Maaiveldhoogte (DTM)"},
    {"canopy", "Kroonhoogte"},
    {"permeability", "Doorlatendheid van de bodem"},
};

static const char *theme_title(const char *theme)
{
    for (size_t i = 0; i < sizeof theme_titles / sizeof theme_titles[0]; i++)
        if (strcmp(theme_titles[i][0], theme) == 0)
            return theme_titles[i][1];
    return theme;
}

static bool has_operands(const cli_tool *tool)
{
    return tool->streams || (tool->operands && *tool->operands);
}

static bool has_input(const cli_tool *tool)
{
    return tool->streams || (tool->operands && strstr(tool->operands, "INPUT"));
}

static bool has_town(const cli_tool *tool)
{
    return tool->streams || tool->makes_town || (tool->themes && tool->themes[0]) ||
           (tool->rasters && tool->rasters[0]);
}

/* Makes something out of nothing: there is no result to report and nothing to update. */
static bool only_writes(const cli_tool *tool)
{
    return tool->writes && !has_operands(tool);
}

static bool is_needed(common_need need, const cli_tool *tool)
{
    switch (need) {
    case IF_INPUT:
        return has_input(tool);
    case IF_STRICT:
        return has_input(tool) || tool->judges;
    case IF_JUDGES:
        return tool->judges;
    case IF_STREAMS:
        return tool->streams;
    case IF_WRITES:
        return tool->streams || tool->writes;
    case IF_UPDATES:
        return tool->updates || (tool->writes && !tool->streams && !only_writes(tool));
    case IF_PREFIX:
        return tool->prefix != NULL;
    case IF_TOWN:
        return has_town(tool);
    case IF_READS:
        return has_input(tool) || has_town(tool);
    case IF_REPORTS:
        return tool->updates || (!tool->streams && !only_writes(tool));
    default:
        return true;
    }
}

cli_entry *cli_entry_find(const cli *app, const char *name)
{
    for (size_t i = 0; i < app->state->entry_count; i++)
        if (strcmp(app->state->entries[i].option.name, name) == 0)
            return &app->state->entries[i];
    return NULL;
}

static cli_entry *append(cli *app, const cli_option *option, cli_group group, void *base)
{
    cli_entry *entry = &app->state->entries[app->state->entry_count++];

    *entry = (cli_entry){.option = *option, .group = group};
    if (base && option->offset != BY_HAND)
        entry->value = (char *)base + option->offset;
    return entry;
}

static bool letter_taken(const cli *app, char letter)
{
    for (size_t i = 0; i < app->state->entry_count; i++)
        if (app->state->entries[i].option.letter == letter)
            return true;
    return false;
}

static void append_common(cli *app)
{
    for (size_t i = 0; i < COMMON_ROWS; i++) {
        const common_row *row = &common_rows[i];
        cli_entry *own = cli_entry_find(app, row->option.name);
        if (own && own->option.offset == CLI_SHARED && row->option.offset != BY_HAND)
            own->value = (char *)&app->common + row->option.offset;
        if (own || !is_needed(row->need, app->tool))
            continue;
        cli_option option = row->option;
        if (option.letter && letter_taken(app, option.letter))
            option.letter = 0;
        if (strcmp(option.name, "name") == 0)
            option.fallback = app->tool->prefix;
        if (strcmp(option.name, "name") == 0 && app->tool->name_help)
            option.help = app->tool->name_help;
        append(app, &option, row->group, &app->common)->bare = row->bare;
    }
}

static bool append_themes(cli *app, const char *const *themes, cli_kind kind)
{
    for (size_t i = 0; themes && themes[i]; i++) {
        if (cli_entry_find(app, themes[i]))
            continue;
        const char *help = kind == CLI_RASTER
                               ? cli_textf(app, "%s.tif to use instead of the town's", themes[i])
                               : cli_textf(app, "%s layer to use instead of the town's", themes[i]);
        if (!help)
            return false;
        cli_option option = {.name = themes[i],
                             .kind = kind,
                             .offset = BY_HAND,
                             .value = kind == CLI_RASTER ? "FILE" : "PATH[:LAYER]",
                             .title = theme_title(themes[i]),
                             .help = help};
        append(app, &option, CLI_GROUP_THEME, NULL);
    }
    return true;
}

static size_t list_length(const char *const *list)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    return count;
}

/* Numbers without a default are NaN, so that "not given" is not mistaken for 0. */
static void set_unknown(const cli_entry *entry)
{
    double unknown = NAN;
    cli_kind kind = entry->option.kind;
    if (entry->value && kind >= CLI_NUMBER && kind <= CLI_PERCENT)
        memcpy(entry->value, &unknown, sizeof unknown);
}

static geo_status set_defaults(cli *app)
{
    for (size_t i = 0; i < app->state->entry_count; i++) {
        cli_entry *entry = &app->state->entries[i];
        set_unknown(entry);
        if (!entry->option.fallback || !entry->value)
            continue;
        geo_status status = cli_value_set(app, entry, entry->option.fallback);
        if (status)
            return geo_fail(app->ctx, status == GEO_ERR_NOMEM ? status : GEO_ERR_INTERNAL,
                            "the default '%s' of --%s is no such value", entry->option.fallback,
                            entry->option.name);
    }
    return GEO_OK;
}

geo_status cli_table_new(cli *app)
{
    const cli_tool *tool = app->tool;
    size_t room =
        tool->option_count + COMMON_ROWS + list_length(tool->themes) + list_length(tool->rasters);

    app->state->entries = geo_calloc(room, sizeof *app->state->entries);
    if (!app->state->entries)
        return geo_fail_nomem(app->ctx);
    for (size_t i = 0; i < tool->option_count; i++)
        append(app, &tool->options[i], CLI_GROUP_TOOL, app->args);
    if (!append_themes(app, tool->themes, CLI_DATASET) ||
        !append_themes(app, tool->rasters, CLI_RASTER))
        return geo_fail_nomem(app->ctx);
    append_common(app);
    return set_defaults(app);
}
