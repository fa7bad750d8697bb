#include "import/report.h"

#include <string.h>

#include "base/text.h"

geo_status import_report(cli *app, const geo_town *town)
{
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < GEO_THEMES; i++) {
        const geo_tally *tally = geo_town_tally(town, (geo_theme)i);
        const char *name = geo_theme_layer_of((geo_theme)i)->name;
        if (!geo_tally_total(tally))
            continue;
        geo_info(app->ctx, "%s: %llu used, %llu repaired, %llu rejected, %llu ignored", name,
                 (unsigned long long)tally->used, (unsigned long long)tally->repaired,
                 (unsigned long long)tally->rejected, (unsigned long long)tally->ignored);
        status = geo_tally_report(app->ctx, tally, name, app->common.strict);
    }
    return status;
}

/* What is not known is not there. */
static void add_known(geo_text *out, const char *key, const char *text)
{
    if (!*text)
        return;
    geo_text_addf(out, ",\"%s\":", key);
    geo_text_add_json(out, text, strlen(text));
}

static void add_kinds(geo_text *out, const geo_tally *tally)
{
    static const char *const fates[] = {"used", "repaired", "rejected", "ignored"};
    geo_text_add(out, ",\"why\":[");
    for (int i = 0; i < tally->kind_count; i++) {
        geo_text_addf(out, "%s{\"fate\":\"%s\",\"reason\":", i ? "," : "",
                      fates[tally->kinds[i].fate]);
        geo_text_add_json(out, tally->kinds[i].reason, strlen(tally->kinds[i].reason));
        geo_text_addf(out, ",\"count\":%llu", (unsigned long long)tally->kinds[i].count);
        add_known(out, "first", tally->kinds[i].first);
        add_known(out, "file", tally->kinds[i].file);
        geo_text_add_char(out, '}');
    }
    geo_text_add_char(out, ']');
}

static void add_theme(geo_text *out, const char *name, const geo_tally *tally, bool first)
{
    geo_text_addf(out,
                  "%s{\"theme\":\"%s\",\"used\":%llu,\"repaired\":%llu,\"rejected\":%llu,"
                  "\"ignored\":%llu",
                  first ? "" : ",", name, (unsigned long long)tally->used,
                  (unsigned long long)tally->repaired, (unsigned long long)tally->rejected,
                  (unsigned long long)tally->ignored);
    add_kinds(out, tally);
    geo_text_add_char(out, '}');
}

static void add_files(geo_text *out, const char *key, const char *const *paths, size_t count)
{
    geo_text_addf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < count; i++) {
        const char *name = geo_path_name(paths[i]);
        if (i)
            geo_text_add_char(out, ',');
        geo_text_add_json(out, name, strlen(name));
    }
    geo_text_add_char(out, ']');
}

static void add_raster(geo_text *out, const geo_ahn_made *made)
{
    geo_text_addf(out, "{\"raster\":\"%s\"", made->name);
    add_files(out, "used", made->used.items, made->used.count);
    add_files(out, "ignored", made->ignored.items, made->ignored.count);
    geo_text_addf(out, ",\"area_m2\":%.2f,\"unknown_m2\":%.2f", made->area_m2, made->unknown_m2);
    if (made->has_crowns)
        geo_text_addf(out, ",\"crown_m2\":%.2f", made->crown_m2);
    geo_text_add_char(out, '}');
}

static void add_elevation(geo_text *out, const geo_ahn_outcome *elevation)
{
    geo_text_add(out, ",\"rasters\":[");
    for (size_t i = 0; i < elevation->made_count; i++) {
        if (i)
            geo_text_add_char(out, ',');
        add_raster(out, &elevation->made[i]);
    }
    geo_text_add_char(out, ']');
    if (elevation->has_heights)
        geo_text_addf(out, ",\"buildings\":{\"heights\":%llu,\"left\":%llu,\"unknown\":%llu}",
                      (unsigned long long)elevation->heights.given,
                      (unsigned long long)elevation->heights.left,
                      (unsigned long long)elevation->heights.unknown);
}

void import_print_json(cli *app, const char *source, const geo_town *town,
                       const geo_ahn_outcome *elevation)
{
    geo_text out = GEO_TEXT_INIT;
    bool first = true;
    geo_text_add(&out, "{\"source\":");
    geo_text_add_json(&out, source, strlen(source));
    geo_text_add(&out, ",\"themes\":[");
    for (int i = 0; i < GEO_THEMES; i++) {
        const geo_tally *tally = geo_town_tally(town, (geo_theme)i);
        if (!geo_tally_total(tally))
            continue;
        add_theme(&out, geo_theme_layer_of((geo_theme)i)->name, tally, first);
        first = false;
    }
    geo_text_add_char(&out, ']');
    if (elevation)
        add_elevation(&out, elevation);
    geo_text_add(&out, "}\n");
    if (!out.failed)
        cli_print(app, "%s", geo_text_string(&out));
    geo_text_release(&out);
}
