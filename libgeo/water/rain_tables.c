/* Surfaces and which ground has them. */
#include "water/rain_tables.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/table.h"

/* ---- columns ---- */

enum { COLUMNS = 4 }; /* of both tables */

typedef struct reading {
    geo_table *table;
    const char *what;
    size_t columns[COLUMNS];
} reading;

static geo_status open_table(geo_ctx *ctx, const char *path, const char *const headings[COLUMNS],
                             reading *r)
{
    geo_status status = geo_table_read(ctx, path, &r->table);
    return status == GEO_OK ? geo_table_find_columns(ctx, r->table, headings, COLUMNS, r->columns)
                            : status;
}

static const char *cell(const reading *r, size_t row, int column)
{
    return geo_table_cell(r->table, row, r->columns[column]);
}

static geo_status refuse(geo_ctx *ctx, const reading *r, size_t row, const char *what)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s: '%s', '%s' = '%s': %s", r->what, cell(r, row, 0),
                    cell(r, row, 1), cell(r, row, 2), what);
}

/* ---- surfaces ---- */

enum { SURFACE, NAME, VALUE, UNIT };
static const char *const DRAINS[] = {"sewer", "soil", "none"}; /* by geo_rain_drain */

int geo_rain_surfaces_find(const geo_rain_surfaces *surfaces, const char *name)
{
    for (int i = 0; i < surfaces->count; i++)
        if (strcmp(surfaces->items[i].name, name) == 0)
            return i;
    return -1;
}

static geo_status surface_of(geo_ctx *ctx, const reading *r, size_t row, geo_rain_surfaces *out,
                             geo_rain_surface **surface)
{
    const char *name = cell(r, row, SURFACE);
    int at = geo_rain_surfaces_find(out, name);
    if (!*name)
        return refuse(ctx, r, row, "of no surface");
    if (at < 0 && out->count == GEO_RAIN_SURFACES_MOST)
        return geo_fail(ctx, GEO_ERR_LIMIT, "%s: more than %d surfaces", r->what,
                        GEO_RAIN_SURFACES_MOST);
    if (at < 0) {
        char *copy = geo_strdup(name);
        if (!copy)
            return geo_fail_nomem(ctx);
        at = out->count++;
        out->items[at] = (geo_rain_surface){.name = copy, .loss_mm = NAN, .infiltration_mm_h = NAN};
    }
    *surface = &out->items[at];
    return GEO_OK;
}

static geo_status take_drain(geo_ctx *ctx, const reading *r, size_t row, geo_rain_surface *surface)
{
    int drain = 0;
    while (drain < 3 && strcmp(DRAINS[drain], cell(r, row, VALUE)) != 0)
        drain++;
    if (drain == 3 || surface->has_drain)
        return refuse(ctx, r, row, drain == 3 ? "is sewer, soil or none" : "said before");
    surface->drain = (geo_rain_drain)drain;
    surface->has_drain = true;
    return GEO_OK;
}

static geo_status take_paved(geo_ctx *ctx, const reading *r, size_t row, geo_rain_surface *surface)
{
    const char *value = cell(r, row, VALUE);
    bool yes = strcmp(value, "1") == 0;
    if ((!yes && strcmp(value, "0") != 0) || surface->has_paved)
        return refuse(ctx, r, row, surface->has_paved ? "said before" : "is 0 or 1");
    surface->is_paved = yes;
    surface->has_paved = true;
    return GEO_OK;
}

static geo_status take_number(geo_ctx *ctx, const reading *r, size_t row, const char *unit,
                              double *out)
{
    if (strcmp(cell(r, row, UNIT), unit) != 0)
        return refuse(ctx, r, row, "another unit than its own");
    if (!isnan(*out))
        return refuse(ctx, r, row, "said before");
    geo_status status = geo_table_double(ctx, r->table, row, r->columns[VALUE], out);
    if (status == GEO_OK && !(*out >= 0 && *out <= 1000))
        status = refuse(ctx, r, row, "out of range");
    return status;
}

static geo_status take_row(geo_ctx *ctx, const reading *r, size_t row, geo_rain_surfaces *out)
{
    const char *name = cell(r, row, NAME);
    geo_rain_surface *surface = NULL;
    geo_status status = surface_of(ctx, r, row, out, &surface);
    if (status != GEO_OK)
        return status;
    if (strcmp(name, "drain") == 0)
        return take_drain(ctx, r, row, surface);
    if (strcmp(name, "paved") == 0)
        return take_paved(ctx, r, row, surface);
    if (strcmp(name, "loss_mm") == 0)
        return take_number(ctx, r, row, "mm", &surface->loss_mm);
    if (strcmp(name, "infiltration_mm_h") == 0)
        return take_number(ctx, r, row, "mm/h", &surface->infiltration_mm_h);
    return refuse(ctx, r, row, "not a name");
}

static geo_status check_surface(geo_ctx *ctx, geo_rain_surface *surface)
{
    bool soaks = !isnan(surface->infiltration_mm_h);
    if (!surface->has_drain || !surface->has_paved || isnan(surface->loss_mm))
        return geo_fail(ctx, GEO_ERR_FORMAT, "surfaces: '%s' lacks drain, paved or loss_mm",
                        surface->name);
    if (soaks != (surface->drain == GEO_RAIN_SOIL))
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "surfaces: '%s': infiltration_mm_h goes with drain soil, and with no other",
                        surface->name);
    if (!soaks)
        surface->infiltration_mm_h = 0;
    return GEO_OK;
}

geo_status geo_rain_surfaces_read(geo_ctx *ctx, const char *path, geo_rain_surfaces *out)
{
    static const char *const headings[COLUMNS] = {"surface", "name", "value", "unit"};
    reading r = {.what = "surfaces"};
    geo_rain_surfaces made = {0};
    geo_status status = open_table(ctx, path, headings, &r);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(r.table); row++)
        status = take_row(ctx, &r, row, &made);
    for (int i = 0; status == GEO_OK && i < made.count; i++)
        status = check_surface(ctx, &made.items[i]);
    geo_table_free(r.table);
    if (status == GEO_OK)
        *out = made;
    else
        geo_rain_surfaces_release(&made);
    return status;
}

void geo_rain_surfaces_release(geo_rain_surfaces *surfaces)
{
    for (int i = 0; i < surfaces->count; i++)
        geo_free(surfaces->items[i].name);
    *surfaces = (geo_rain_surfaces){0};
}

/* ---- ground ---- */

struct geo_rain_cover {
    geo_map *rows; /* value: row */
    geo_rain_share *shares;
};

enum { WORD, ON, PERCENT, REST };

static geo_status named_surface(geo_ctx *ctx, const reading *r, size_t row, int column,
                                const geo_rain_surfaces *surfaces, int *out)
{
    const char *name = cell(r, row, column);
    *out = *name ? geo_rain_surfaces_find(surfaces, name) : -1;
    return !*name || *out >= 0 ? GEO_OK : refuse(ctx, r, row, "there is no such surface");
}

/* mm that the surface itself keeps in an hour. */
static double keeps(const geo_rain_surfaces *surfaces, int surface)
{
    return surface < 0
               ? 0
               : surfaces->items[surface].loss_mm + surfaces->items[surface].infiltration_mm_h;
}

static int driest_of(const geo_rain_surfaces *surfaces, const geo_rain_share *share)
{
    bool rest = share->part <= 0 || keeps(surfaces, share->rest) > keeps(surfaces, share->surface);
    return rest && share->part < 1 ? share->rest : share->surface;
}

static geo_status take_share(geo_ctx *ctx, const reading *r, size_t row,
                             const geo_rain_surfaces *surfaces, geo_rain_cover *out)
{
    const char *word = cell(r, row, WORD);
    geo_rain_share *share = &out->shares[row];
    double percent = 0;
    geo_status status = named_surface(ctx, r, row, ON, surfaces, &share->surface);
    if (status == GEO_OK)
        status = named_surface(ctx, r, row, REST, surfaces, &share->rest);
    if (status == GEO_OK)
        status = geo_table_double(ctx, r->table, row, r->columns[PERCENT], &percent);
    if (status != GEO_OK)
        return status;
    if (!(percent >= 0 && percent <= 100))
        return refuse(ctx, r, row, "pct is 0 to 100");
    if (geo_map_get(out->rows, word, strlen(word)))
        return refuse(ctx, r, row, "said before");
    share->part = percent / 100;
    share->driest = driest_of(surfaces, share);
    return geo_map_set(out->rows, word, strlen(word), (uint32_t)row) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_rain_cover_read(geo_ctx *ctx, const char *path, const geo_rain_surfaces *surfaces,
                               geo_rain_cover **out)
{
    static const char *const headings[COLUMNS] = {"value", "surface", "pct", "rest"};
    reading r = {.what = "surfaces of ground"};
    geo_rain_cover *cover = geo_calloc(1, sizeof *cover);
    geo_status status = cover ? open_table(ctx, path, headings, &r) : geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        cover->rows = geo_map_new();
        cover->shares = geo_calloc(geo_table_rows(r.table), sizeof *cover->shares);
        if (!cover->rows || !cover->shares)
            status = geo_fail_nomem(ctx);
    }
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(r.table); row++)
        status = take_share(ctx, &r, row, surfaces, cover);
    geo_table_free(r.table);
    if (status == GEO_OK)
        *out = cover;
    else
        geo_rain_cover_free(cover);
    return status;
}

void geo_rain_cover_free(geo_rain_cover *cover)
{
    if (!cover)
        return;
    geo_map_free(cover->rows);
    geo_free(cover->shares);
    geo_free(cover);
}

geo_rain_share geo_rain_cover_find(const geo_rain_cover *cover, const char *const *words,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint32_t *row =
            words[i] ? geo_map_get(cover->rows, words[i], strlen(words[i])) : NULL;
        if (row)
            return cover->shares[*row];
    }
    return (geo_rain_share){-1, -1, 1, -1};
}

/* ---- rain ---- */

geo_rain_fate geo_rain_fall(const geo_rain_surface *surface, const geo_rain_event *event,
                            double sewer_mm_h)
{
    geo_rain_fate fate = {.runoff = event->mm};
    if (!surface)
        return fate;
    fate.interception = fmin(event->mm, surface->loss_mm);
    fate.runoff -= fate.interception;
    if (surface->drain == GEO_RAIN_SOIL)
        fate.infiltrated = fmin(fate.runoff, surface->infiltration_mm_h * event->hours);
    if (surface->drain == GEO_RAIN_SEWER)
        fate.sewer = fmin(fate.runoff, sewer_mm_h * event->hours);
    fate.runoff -= fate.infiltrated + fate.sewer;
    return fate;
}
