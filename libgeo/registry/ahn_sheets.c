/* Sheets of the elevation model: each opened and judged by itself, those in the area put in order
 * and laid side by side, then written once through a reader that counts what is missing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "base/vec.h"
#include "io/rasters_facts.h"
#include "raster/cover.h"
#include "registry/ahn.h"
#include "registry/ahn_parts.h"

typedef struct sheet {
    geo_raster *raster;
    const char *path; /* the caller's, until the sheets are settled */
    int year;
} sheet;

struct geo_ahn_sheets {
    GEO_VEC(sheet) sheets;
    char **paths;
    const geo_grid_source **sources;
    geo_mosaic *mosaic;
    geo_geom area; /* no points: everything */
    const geo_crs *target;
    geo_ahn_years years;
};

static const double CELLS_MOST = 4e10;

/* ---- opening ---- */

/* The year that a text begins with, before `end` or at its end; 0: it does not. */
static int leading_year(const char *text, char end)
{
    int64_t year;
    char digits[5] = "";
    if (!text || strnlen(text, 5) < 4 || (text[4] && text[4] != end))
        return 0;
    memcpy(digits, text, 4);
    return geo_parse_int(NULL, digits, 1990, 2099, &year) == GEO_OK ? (int)year : 0;
}

geo_ahn_years geo_ahn_raster_years(const geo_raster *raster)
{
    int first = leading_year(geo_raster_item(raster, "flight_year"), '\0');
    int last = leading_year(geo_raster_item(raster, "flight_year_last"), '\0');
    return (geo_ahn_years){first, last > first ? last : first};
}

int geo_ahn_flight_year(const geo_raster *raster, const char *path, int declared)
{
    int year = declared ? declared : geo_ahn_raster_years(raster).first;
    if (!year)
        year = geo_ahn_year_of(path);
    /* "2023:03:01 12:00:00" */
    return year ? year : leading_year(geo_raster_item(raster, "TIFFTAG_DATETIME"), ':');
}

static double metres_of(geo_ahn_unit unit)
{
    return unit == GEO_AHN_CENTIMETRES ? 0.01 : (unit == GEO_AHN_METRES ? 1 : 0);
}

static const char *word_of(geo_ahn_kind kind)
{
    return kind == GEO_AHN_DTM ? "terrain (DTM)" : "surface (DSM)";
}

static void check_name(geo_ctx *ctx, const geo_raster *raster, geo_ahn_kind given)
{
    geo_ahn_kind named = geo_ahn_kind_of(geo_raster_name(raster));
    if (given != GEO_AHN_UNKNOWN && named != GEO_AHN_UNKNOWN && named != given)
        geo_warn(ctx, "'%s' is by its name a sheet of the %s, taken for the %s",
                 geo_raster_name(raster), word_of(named), word_of(given));
}

static void hint_coarser(geo_ctx *ctx, const char *name)
{
    geo_hint(ctx, "make the cells coarser: gdalwarp -tr 0.5 0.5 -r average %s coarser.tif", name);
}

static geo_status check_cell(geo_ctx *ctx, const geo_raster *raster, double least_m)
{
    double cell_m = geo_raster_source(raster)->frame.cell_m;
    if (cell_m >= least_m)
        return GEO_OK;
    hint_coarser(ctx, geo_raster_name(raster));
    return geo_fail(ctx, GEO_ERR_LIMIT,
                    "'%s' has cells of %g m: crowns are looked for in cells of at least %.3f m",
                    geo_raster_name(raster), cell_m, ceil(1000 * least_m) / 1000);
}

geo_status geo_ahn_check_size(geo_ctx *ctx, const geo_grid_source *source)
{
    double cells = (double)source->frame.width * (double)source->frame.height;
    if (cells <= CELLS_MOST)
        return GEO_OK;
    hint_coarser(ctx, source->name);
    return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' and its neighbours are %.2g cells of %g m, over %g",
                    source->name, cells, source->frame.cell_m, CELLS_MOST);
}

static geo_status open_sheet(geo_ctx *ctx, const char *path, const geo_ahn_sheet_options *options,
                             sheet *out)
{
    const geo_raster_options how = {.kind = GEO_RASTER_ELEVATION,
                                    .crs = options->crs,
                                    .target = options->target,
                                    .unit_m = metres_of(options->unit),
                                    .unit_option = "--unit",
                                    .low_m = options->low_m,
                                    .high_m = options->high_m,
                                    .nodata = options->nodata};
    geo_raster *raster = NULL;
    geo_status status = geo_raster_new(ctx, path, &how, &raster);
    if (status)
        return status;
    status = geo_raster_refuse_unit(ctx, raster);
    if (!status)
        status = check_cell(ctx, raster, options->cell_least_m);
    if (status) {
        geo_raster_free(raster);
        return status;
    }
    check_name(ctx, raster, options->kind);
    *out = (sheet){raster, path, geo_ahn_flight_year(raster, path, options->year)};
    return GEO_OK;
}

/* Is any of the sheet inside the box, not just beside it? */
static bool is_wanted(const geo_raster *raster, geo_box box)
{
    geo_frame frame = geo_raster_source(raster)->frame;
    geo_box own = geo_frame_box(frame);
    double least = 1e-3 * frame.cell_m;
    return fmin(own.xmax, box.xmax) - fmax(own.xmin, box.xmin) > least &&
           fmin(own.ymax, box.ymax) - fmax(own.ymin, box.ymin) > least;
}

/* A sheet that is not wanted must still fit the others: the same command for the neighbours is to
 * end the same way. */
static geo_status check_fit(geo_ctx *ctx, const geo_raster *first, const geo_raster *other)
{
    const geo_grid_source *pair[] = {geo_raster_source(first), geo_raster_source(other)};
    geo_mosaic *both = NULL;
    geo_box all = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    geo_status status = geo_mosaic_new(ctx, pair, 2, all, &both);
    geo_mosaic_free(both);
    return status;
}

/* Keeps the first sheet open, wanted or not, for the others to be compared with. */
static geo_status add_sheet(geo_ctx *ctx, geo_ahn_sheets *sheets, const char *path, geo_box box,
                            const geo_ahn_sheet_options *options, sheet *first)
{
    sheet s = {0};
    geo_status status = open_sheet(ctx, path, options, &s);
    if (status == GEO_OK && first->raster)
        status = check_fit(ctx, first->raster, s.raster);
    bool wanted = status == GEO_OK && is_wanted(s.raster, box);
    if (wanted && !geo_vec_push(&sheets->sheets, s)) {
        status = geo_fail_nomem(ctx);
        wanted = false;
    }
    if (status == GEO_OK && !first->raster)
        *first = s;
    else if (!wanted)
        geo_raster_free(s.raster);
    return status;
}

static bool holds(const geo_ahn_sheets *sheets, const geo_raster *raster)
{
    for (size_t i = 0; i < sheets->sheets.count; i++)
        if (sheets->sheets.items[i].raster == raster)
            return true;
    return false;
}

static geo_status open_all(geo_ctx *ctx, geo_ahn_sheets *sheets, const char *const *paths,
                           size_t count, geo_box box, const geo_ahn_sheet_options *options)
{
    sheet first = {0};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = add_sheet(ctx, sheets, paths[i], box, options, &first);
    if (!holds(sheets, first.raster))
        geo_raster_free(first.raster);
    return status;
}

/* ---- order ---- */

static int by_rank(const void *a, const void *b)
{
    const sheet *one = a, *other = b;
    if (one->year != other->year)
        return one->year > other->year ? -1 : 1;
    int names = strcmp(geo_raster_name(one->raster), geo_raster_name(other->raster));
    return names ? names : strcmp(one->path, other->path);
}

static geo_status settle(geo_ctx *ctx, geo_ahn_sheets *sheets, geo_box box)
{
    size_t count = sheets->sheets.count;
    if (!count)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "none of the sheets lies in the area");
    qsort(sheets->sheets.items, count, sizeof *sheets->sheets.items, by_rank);
    sheets->sources = geo_alloc(count, sizeof *sheets->sources);
    sheets->paths = geo_calloc(count, sizeof *sheets->paths);
    if (!sheets->sources || !sheets->paths)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        const sheet *s = &sheets->sheets.items[i];
        geo_ahn_years *years = &sheets->years;
        sheets->sources[i] = geo_raster_source(s->raster);
        sheets->paths[i] = geo_strdup(s->path);
        if (!sheets->paths[i])
            return geo_fail_nomem(ctx);
        years->last = s->year > years->last ? s->year : years->last;
        if (s->year && (!years->first || s->year < years->first))
            years->first = s->year;
    }
    geo_status status = geo_mosaic_new(ctx, sheets->sources, count, box, &sheets->mosaic);
    return status ? status : geo_ahn_check_size(ctx, geo_mosaic_source(sheets->mosaic));
}

static geo_status start(geo_ctx *ctx, geo_ahn_sheets *sheets, const char *const *paths,
                        size_t count, const geo_ahn_sheet_options *options)
{
    geo_box box = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    geo_status status = GEO_OK;
    sheets->target = options->target;
    if (options->area) {
        box = geo_box_of(options->area);
        status = geo_geom_clone(ctx, options->area, &sheets->area);
    }
    if (status == GEO_OK)
        status = open_all(ctx, sheets, paths, count, box, options);
    if (status == GEO_OK)
        status = settle(ctx, sheets, box);
    return status;
}

geo_status geo_ahn_sheets_new(geo_ctx *ctx, const char *const *paths, size_t count,
                              const geo_ahn_sheet_options *options, geo_ahn_sheets **out)
{
    geo_ahn_sheets *sheets = geo_calloc(1, sizeof *sheets);
    if (!sheets)
        return geo_fail_nomem(ctx);
    geo_status status = start(ctx, sheets, paths, count, options);
    if (status)
        geo_ahn_sheets_free(sheets);
    else
        *out = sheets;
    return status;
}

void geo_ahn_sheets_free(geo_ahn_sheets *sheets)
{
    if (!sheets)
        return;
    geo_mosaic_free(sheets->mosaic);
    for (size_t i = 0; i < sheets->sheets.count; i++) {
        geo_raster_free(sheets->sheets.items[i].raster);
        if (sheets->paths)
            geo_free(sheets->paths[i]);
    }
    geo_free(sheets->sheets.items);
    geo_free(sheets->sources);
    geo_free(sheets->paths);
    geo_geom_release(&sheets->area);
    geo_free(sheets);
}

const geo_grid_source *geo_ahn_sheets_source(const geo_ahn_sheets *sheets)
{
    return geo_mosaic_source(sheets->mosaic);
}

geo_ahn_years geo_ahn_sheets_years(const geo_ahn_sheets *sheets)
{
    return sheets->years;
}

size_t geo_ahn_sheets_count(const geo_ahn_sheets *sheets)
{
    return sheets->sheets.count;
}

const char *geo_ahn_sheets_path(const geo_ahn_sheets *sheets, size_t index)
{
    return sheets->paths[index];
}

/* ---- writing ---- */

typedef struct counting { /* hands windows on and counts the area's cells that have a value */
    const geo_grid_source *from;
    const geo_geom *area; /* NULL: everything */
    uint64_t valid;
} counting;

static geo_status count_area(geo_ctx *ctx, counting *c, geo_window window, const float *cells)
{
    geo_grid inside = {0};
    geo_status status = geo_grid_init(ctx, &inside, geo_frame_sub(c->from->frame, window), 0);
    if (status == GEO_OK)
        status = geo_grid_burn(ctx, &inside, c->area, 1);
    for (int64_t i = 0; status == GEO_OK && i < window.height * window.width; i++)
        c->valid += inside.cells[i] > 0 && !isnan(cells[i]);
    geo_grid_release(&inside);
    return status;
}

static geo_status read_counting(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    counting *c = self;
    geo_status status = c->from->read(c->from->self, ctx, window, cells);
    if (status == GEO_OK && c->area)
        return count_area(ctx, c, window, cells);
    for (int64_t i = 0; status == GEO_OK && i < window.height * window.width; i++)
        c->valid += !isnan(cells[i]);
    return status;
}

size_t geo_ahn_notes(geo_ahn_years years, const char *taken, char texts[2][8],
                     geo_raster_note notes[GEO_AHN_NOTES])
{
    size_t count = 0;
    notes[count++] = (geo_raster_note){GEO_AHN_MAKER_ITEM, GEO_AHN_MAKER};
    if (taken)
        notes[count++] = (geo_raster_note){GEO_AHN_TAKEN_ITEM, taken};
    if (!years.first)
        return count;
    snprintf(texts[0], sizeof texts[0], "%d", years.first);
    snprintf(texts[1], sizeof texts[1], "%d", years.last);
    notes[count++] = (geo_raster_note){"flight_year", texts[0]};
    notes[count++] = (geo_raster_note){"flight_year_last", texts[1]};
    return count;
}

static double area_of(const geo_ahn_sheets *sheets, geo_frame frame)
{
    if (sheets->area.point_count)
        return geo_geom_area(&sheets->area);
    return (double)frame.width * (double)frame.height * frame.cell_m * frame.cell_m;
}

static void tell(geo_ctx *ctx, const geo_ahn_sheets *sheets, const char *path,
                 const geo_ahn_report *report)
{
    const char *name = geo_path_name(path);
    double holes = report->area_m2 > 0 ? 1 - report->valid_m2 / report->area_m2 : 0;
    if (holes >= 5e-4)
        geo_note(ctx, "%s has no data in %.1f %% of the area", name, 100 * holes);
    if (report->overlap.differing)
        geo_note(
            ctx,
            "%s: sheets overlap in %llu cells and differ in %llu of them; '%s' goes first (most "
            "recently flown, then by name)",
            name, (unsigned long long)report->overlap.cells,
            (unsigned long long)report->overlap.differing,
            geo_raster_name(sheets->sheets.items[0].raster));
}

/* Where the sheets lie, as far as the mosaic goes. */
static geo_status parts_of(geo_ctx *ctx, const geo_ahn_sheets *sheets, geo_box **out)
{
    geo_box whole = geo_frame_box(geo_mosaic_source(sheets->mosaic)->frame);
    geo_box *parts = geo_alloc(sheets->sheets.count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < sheets->sheets.count; i++) {
        geo_box own = geo_frame_box(sheets->sources[i]->frame);
        parts[i] = (geo_box){fmax(own.xmin, whole.xmin), fmax(own.ymin, whole.ymin),
                             fmin(own.xmax, whole.xmax), fmin(own.ymax, whole.ymax)};
    }
    *out = parts;
    return GEO_OK;
}

static geo_status write_joined(geo_ctx *ctx, const geo_ahn_sheets *sheets, const geo_ahn_file *to,
                               const geo_grid_source *fresh)
{
    geo_box *parts = NULL;
    geo_ahn_join join = {0};
    char texts[2][8];
    geo_raster_note notes[GEO_AHN_NOTES];
    geo_raster_output output = {
        .overwrite = to->overwrite, .held = to->held, .decimals = -1, .notes = notes};
    geo_status status = parts_of(ctx, sheets, &parts);
    if (!status)
        status = geo_ahn_join_init(ctx, to, fresh, parts, sheets->sheets.count, &join);
    output.note_count = geo_ahn_notes(geo_ahn_join_years(&join, sheets->years), NULL, texts, notes);
    if (!status)
        status =
            geo_raster_write_as(ctx, to->path, geo_ahn_join_source(&join), sheets->target, &output);
    if (!status)
        geo_ahn_join_tell(ctx, &join);
    geo_ahn_join_release(&join);
    geo_free(parts);
    return status;
}

geo_status geo_ahn_sheets_write(geo_ctx *ctx, const geo_ahn_sheets *sheets, geo_ahn_file to,
                                geo_ahn_report *report)
{
    const geo_grid_source *from = geo_mosaic_source(sheets->mosaic);
    counting counted = {from, sheets->area.point_count ? &sheets->area : NULL, 0};
    const geo_grid_source source = {
        .self = &counted, .frame = from->frame, .name = from->name, .read = read_counting};
    geo_mosaic_overlap before = geo_mosaic_overlaps(sheets->mosaic);
    geo_status status = write_joined(ctx, sheets, &to, &source);
    if (status)
        return status;
    geo_mosaic_overlap after = geo_mosaic_overlaps(sheets->mosaic);
    double cell_m2 = from->frame.cell_m * from->frame.cell_m;
    *report = (geo_ahn_report){
        area_of(sheets, from->frame),
        (double)counted.valid * cell_m2,
        {after.cells - before.cells, after.differing - before.differing},
    };
    tell(ctx, sheets, to.path, report);
    return GEO_OK;
}
