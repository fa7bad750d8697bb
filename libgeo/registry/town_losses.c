/* What a town loses by an import: rows that were there and are not in the files. */
#include "registry/town_state.h"

static bool has_taken(const geo_town *town, geo_theme theme)
{
    const geo_tally *tally = &town->parts[theme].tally;
    return tally->used + tally->repaired > 0;
}

/* A theme of which nothing came in loses the rows that the source had: what is right after the last
 * lamp was taken away is wrong after a box drawn elsewhere. Where anything else came in it is
 * warned of; where nothing did, only who named the theme can have meant it. */
static geo_status check_loss(geo_ctx *ctx, const geo_town *town, geo_theme theme, bool any)
{
    uint64_t rows = 0;
    const char *name = geo_theme_layer_of(theme)->name;
    const char *source = town->options.source;
    if (!town->parts[theme].taken || has_taken(town, theme))
        return GEO_OK;
    geo_status status = geo_package_count(ctx, town->base, name, "source", source, &rows);
    if (status || !rows)
        return status;
    if (any || town->options.wanted) {
        geo_warn(ctx, "%s: nothing was found, so that the %llu rows of '%s' in the town go", name,
                 (unsigned long long)rows, source);
        return GEO_OK;
    }
    geo_hint(ctx, "is it the right file, and the right area? --theme %s lets the rows go", name);
    return geo_fail(ctx, GEO_ERR_FORMAT,
                    "nothing was found to use, and the town has %llu rows of '%s' in %s",
                    (unsigned long long)rows, source, name);
}

geo_status geo_town_check_losses(geo_ctx *ctx, const geo_town *town)
{
    bool any = town->notes.count > 0;
    geo_status status = GEO_OK;
    for (int i = 0; i < GEO_THEMES; i++)
        any = any || has_taken(town, (geo_theme)i);
    for (int i = 0; !status && i < GEO_THEMES; i++)
        status = check_loss(ctx, town, (geo_theme)i, any);
    return status;
}

/* A second file of a source replaces the first: right for the next delivery of the same, wrong for
 * another part of it. */
static void tell_loss(geo_ctx *ctx, const geo_town *town, geo_theme theme)
{
    const char *name = geo_theme_layer_of(theme)->name, *source = town->options.source;
    const geo_layer_loss *loss = geo_layer_losses(town->parts[theme].layer);
    if (loss->gone >= GEO_LAYER_MANY && 2 * loss->gone > loss->had)
        geo_warn(ctx,
                 "%s: %llu of the %llu rows that '%s' had are not in these files, and go: another "
                 "part of the same register needs all its files at once, or a name with --as",
                 name, (unsigned long long)loss->gone, (unsigned long long)loss->had, source);
    else if (loss->came + GEO_LAYER_MANY <= loss->had && 3 * loss->came < 2 * loss->had)
        geo_warn(ctx,
                 "%s: %llu rows take the place of the %llu that '%s' had: another part of the same "
                 "register needs all its files at once, or a name with --as",
                 name, (unsigned long long)loss->came, (unsigned long long)loss->had, source);
    else if (loss->of_class)
        geo_warn(ctx,
                 "%s: '%s' had %llu rows of class '%s', and these files have none: give all its "
                 "files at once, or this one a name with --as",
                 name, source, (unsigned long long)loss->of_class, loss->class);
}

void geo_town_tell_losses(geo_ctx *ctx, const geo_town *town)
{
    for (int i = 0; i < GEO_THEMES; i++)
        if (i != GEO_THEME_COVERAGE && town->parts[i].layer)
            tell_loss(ctx, town, (geo_theme)i);
}
