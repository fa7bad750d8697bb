/* Records of a table of text. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "io/blob.h"
#include "io/records_parts.h"
#include "io/records_places.h"

typedef struct state {
    geo_delimited *table;
    geo_records_places places;
    int *columns;
    const char *const *cells; /* of the row given last */
    char mark;                /* the file's decimal sign; '\0': not met yet */
    uint64_t mark_line;
    geo_text text;
} state;

static void close_csv(geo_records *r)
{
    state *s = r->state;
    if (!s)
        return;
    geo_delimited_free(s->table);
    geo_free(s->columns);
    geo_text_release(&s->text);
    geo_free(s);
}

static geo_status open_table(geo_ctx *ctx, geo_records *r, state *s)
{
    char *full = NULL;
    geo_status status = geo_open_full_path(ctx, r->path, &full);
    FILE *file = status ? NULL : fopen(full, "rb");
    geo_free(full);
    if (!status && !file)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", r->path, strerror(errno));
    return status ? status : geo_delimited_new(ctx, file, r->name, r->encoding, &s->table);
}

/* A table's own name is the file's without its suffix, as that of a shapefile's layer. */
static geo_status layer_name(geo_ctx *ctx, const geo_records *r, char **out)
{
    geo_status status = geo_open_name(ctx, r->path, NULL, out);
    char *dot = status ? NULL : strrchr(*out, '.');
    if (dot && dot != *out)
        *dot = '\0';
    return status;
}

static geo_status check_layer(geo_ctx *ctx, const geo_records *r)
{
    char *own = NULL;
    geo_status status = r->layer ? layer_name(ctx, r, &own) : GEO_OK;
    if (!status && r->layer && strcmp(own, r->layer) != 0)
        status = geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no layer '%s'; it has: %s", r->name,
                          r->layer, own);
    geo_free(own);
    return status;
}

static geo_status find_columns(geo_ctx *ctx, geo_records *r, state *s)
{
    s->columns = geo_alloc(r->field_count, sizeof *s->columns);
    if (!s->columns)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < r->field_count; i++) {
        geo_status status =
            geo_records_find_heading(ctx, s->table, r->name, r->fields[i], &s->columns[i]);
        if (status)
            return status;
        r->has[i] = s->columns[i] >= 0;
    }
    return GEO_OK;
}

static geo_status note_columns(geo_ctx *ctx, geo_records *r, const state *s)
{
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < (int)geo_delimited_columns(s->table); i++)
        if (i != s->places.x && i != s->places.y && i != s->places.wkt)
            status = geo_records_note_column(ctx, r, geo_delimited_heading(s->table, (size_t)i));
    return status;
}

static geo_status fail_unknown(geo_ctx *ctx, const geo_records *r)
{
    geo_hint(ctx, "declare it, such as --crs EPSG:28992");
    return geo_fail(ctx, GEO_ERR_CRS,
                    "'%s' has coordinates but does not say in which coordinate system", r->name);
}

/* What the names tell must be what the user declares; WGS84 is a family, so that a declared system
 * in degrees is taken instead of it. */
static geo_status settle_crs(geo_ctx *ctx, geo_records *r, const state *s, geo_crs **declared)
{
    geo_crs *told = NULL;
    bool in_degrees = *declared && geo_crs_is_geographic(*declared);
    geo_status status = s->places.crs ? geo_crs_new(ctx, s->places.crs, &told) : GEO_OK;
    if (status)
        return status;
    if (told && *declared && !geo_crs_same(told, *declared) &&
        !(in_degrees && geo_crs_is_geographic(told)))
        status = geo_fail(ctx, GEO_ERR_CRS,
                          "the columns '%s' and '%s' of '%s' are in %s, not in %s as declared",
                          geo_delimited_heading(s->table, (size_t)s->places.x),
                          geo_delimited_heading(s->table, (size_t)s->places.y), r->name,
                          geo_crs_label(told), geo_crs_label(*declared));
    if (!status && *declared) {
        r->crs = *declared;
        *declared = NULL;
    } else if (!status) {
        r->crs = told;
        told = NULL;
    }
    geo_crs_free(told);
    return status;
}

static void tell_columns(geo_ctx *ctx, const geo_records *r, const state *s)
{
    const geo_records_places *p = &s->places;
    if (p->wkt >= 0)
        geo_info(ctx, "%s: geometry from column '%s', %s", r->name,
                 geo_delimited_heading(s->table, (size_t)p->wkt), geo_crs_label(r->crs));
    else if (p->x >= 0)
        geo_info(ctx, "%s: points from columns '%s' and '%s', %s", r->name,
                 geo_delimited_heading(s->table, (size_t)p->x),
                 geo_delimited_heading(s->table, (size_t)p->y), geo_crs_label(r->crs));
}

static geo_status find_places(geo_ctx *ctx, geo_records *r, state *s,
                              const geo_records_options *options)
{
    geo_crs *declared = NULL;
    bool named = false;
    geo_status status = options->crs ? geo_crs_new(ctx, options->crs, &declared) : GEO_OK;
    if (!status)
        status =
            geo_records_find_places(ctx, s->table, r->name, options, declared, &s->places, &named);
    r->is_table = s->places.x < 0 && s->places.wkt < 0;
    if (!status && named && (r->is_table || (!s->places.crs && !declared)))
        status = fail_unknown(ctx, r);
    if (!status && !r->is_table)
        status = settle_crs(ctx, r, s, &declared);
    if (!status)
        tell_columns(ctx, r, s);
    geo_crs_free(declared);
    return status;
}

static geo_status open_csv(geo_ctx *ctx, geo_records *r, const char *dataset,
                           const geo_records_options *options)
{
    (void)dataset;
    state *s = r->state = geo_calloc(1, sizeof *s);
    if (!s)
        return geo_fail_nomem(ctx);
    geo_status status = geo_open_name(ctx, r->path, NULL, &r->name);
    if (!status)
        status = check_layer(ctx, r);
    if (!status)
        status = open_table(ctx, r, s);
    if (!status)
        status = find_places(ctx, r, s, options);
    if (!status)
        status = geo_records_settle_crs(ctx, r, options);
    if (!status)
        status = note_columns(ctx, r, s);
    return status ? status : find_columns(ctx, r, s);
}

/* A coordinate, or NaN when it is none. The first decimal sign of the file holds for all of it. */
static geo_status read_number(geo_ctx *ctx, geo_records *r, state *s, const char *cell, double *out)
{
    char copy[64];
    size_t length = strlen(cell);
    const char *sign = strpbrk(cell, ".,");
    *out = NAN;
    if (length >= sizeof copy || (sign && strpbrk(sign + 1, ".,")))
        return GEO_OK;
    memcpy(copy, cell, length + 1);
    if (sign)
        copy[sign - cell] = '.';
    if (geo_parse_double(NULL, copy, out)) {
        *out = NAN;
        return GEO_OK;
    }
    if (!sign)
        return GEO_OK;
    if (s->mark && *sign != s->mark)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "%s:%llu: the coordinate '%s' has a decimal %s, unlike those before it "
                        "(line %llu)",
                        r->name, (unsigned long long)geo_delimited_line(s->table), cell,
                        *sign == ',' ? "comma" : "point", (unsigned long long)s->mark_line);
    if (!s->mark)
        s->mark_line = geo_delimited_line(s->table);
    s->mark = *sign;
    return GEO_OK;
}

static geo_status read_point(geo_ctx *ctx, geo_records *r, state *s, geo_records_row *out)
{
    const char *x = s->cells[s->places.x], *y = s->cells[s->places.y];
    geo_point *point = geo_arena_alloc(r->arena, 1, sizeof *point);
    if (!point)
        return geo_fail_nomem(ctx);
    if (!*x && !*y) {
        out->reason = "null geometry";
        return GEO_OK;
    }
    geo_status status = read_number(ctx, r, s, x, &point->x);
    if (!status)
        status = read_number(ctx, r, s, y, &point->y);
    if (!status && (isnan(point->x) || isnan(point->y)))
        out->reason = "unreadable coordinate";
    out->geom = (geo_geom){.type = GEO_GEOM_POINT, .points = point, .point_count = 1};
    return status;
}

static geo_status read_wkt(geo_ctx *ctx, geo_records *r, const state *s, geo_records_row *out)
{
    OGRGeometryH geometry = NULL;
    const char *cell = s->cells[s->places.wkt];
    if (!*cell) {
        out->reason = "null geometry";
        return GEO_OK;
    }
    geo_status status = geo_blob_read(ctx, GEO_BLOB_WKT, cell, strlen(cell), &geometry);
    if (!status && !geometry)
        out->reason = "unreadable geometry";
    else if (!status)
        status = geo_open_geom(ctx, geometry, r->arena, &out->geom, &out->reason);
    OGR_G_DestroyGeometry(geometry);
    return status;
}

static geo_status next_csv(geo_ctx *ctx, geo_records *r, geo_records_row *out)
{
    state *s = r->state;
    geo_status status = geo_delimited_next(ctx, s->table, &s->cells);
    if (status)
        return status;
    out->number = geo_delimited_line(s->table);
    if (r->is_table)
        return GEO_OK;
    return s->places.wkt >= 0 ? read_wkt(ctx, r, s, out) : read_point(ctx, r, s, out);
}

static geo_status text_csv(geo_ctx *ctx, geo_records *r)
{
    const state *s = r->state;
    (void)ctx;
    for (size_t i = 0; i < r->field_count; i++) {
        const char *cell = s->columns[i] < 0 ? "" : s->cells[s->columns[i]];
        r->text[i] = *cell ? cell : NULL;
    }
    return GEO_OK;
}

const geo_records_kind geo_records_csv = {open_csv, next_csv, text_csv, close_csv};
