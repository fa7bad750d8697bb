/* Coordinates as text. GeoJSON and WKT nest in the same way and differ in signs only. */
#include "io/writer_parts.h"

typedef struct style {
    const char *open, *close; /* around lists */
    const char *left, *right; /* around a position */
    const char *comma, *next; /* between numbers, between list items */
    bool turns;               /* shells counter-clockwise, holes clockwise (RFC 7946, 3.1.6) */
} style;

static const style JSON = {"[", "]", "[", "]", ",", ",", true};
static const style WKT = {"(", ")", "", "", " ", ", ", false};

typedef struct drawing {
    geo_text *text;
    const style *style;
    const geo_geom *geom;
    int decimals;
} drawing;

static void position(const drawing *d, geo_point point)
{
    geo_text_add(d->text, d->style->left);
    geo_text_add_fixed(d->text, point.x, d->decimals);
    geo_text_add(d->text, d->style->comma);
    geo_text_add_fixed(d->text, point.y, d->decimals);
    geo_text_add(d->text, d->style->right);
}

static void line(const drawing *d, geo_run run, bool backward)
{
    geo_text_add(d->text, d->style->open);
    for (size_t i = 0; i < run.count; i++) {
        if (i)
            geo_text_add(d->text, d->style->next);
        position(d, run.points[backward ? run.count - 1 - i : i]);
    }
    geo_text_add(d->text, d->style->close);
}

static void lines(const drawing *d, uint32_t from, uint32_t to, bool are_rings)
{
    geo_text_add(d->text, d->style->open);
    for (uint32_t i = from; i < to; i++) {
        geo_run run = geo_geom_run(d->geom, i);
        bool turns = are_rings && d->style->turns;
        double area = turns ? geo_ring_area(run.points, run.count) : 0;
        if (i > from)
            geo_text_add(d->text, d->style->next);
        line(d, run, turns && (i == from ? area < 0 : area > 0));
    }
    geo_text_add(d->text, d->style->close);
}

static void polygons(const drawing *d)
{
    geo_text_add(d->text, d->style->open);
    for (uint32_t k = 0; k < d->geom->part_count; k++) {
        if (k)
            geo_text_add(d->text, d->style->next);
        lines(d, k ? d->geom->parts[k - 1] : 0, d->geom->parts[k], true);
    }
    geo_text_add(d->text, d->style->close);
}

static void draw(const drawing *d)
{
    switch (d->geom->type) {
    case GEO_GEOM_LINE:
    case GEO_GEOM_MULTIPOINT:
        line(d, (geo_run){d->geom->points, d->geom->point_count}, false);
        break;
    case GEO_GEOM_POLYGON:
        lines(d, 0, d->geom->end_count, true);
        break;
    case GEO_GEOM_MULTILINE:
        lines(d, 0, d->geom->end_count, false);
        break;
    case GEO_GEOM_MULTIPOLYGON:
        polygons(d);
        break;
    default:
        position(d, d->geom->points[0]);
    }
}

void geo_writer_add_json_geom(geo_text *text, const geo_geom *geom, int decimals)
{
    static const char *const names[] = {"",           "Point",           "LineString",  "Polygon",
                                        "MultiPoint", "MultiLineString", "MultiPolygon"};
    geo_text_addf(text, "{\"type\":\"%s\",\"coordinates\":", names[geom->type]);
    draw(&(drawing){text, &JSON, geom, decimals});
    geo_text_add_char(text, '}');
}

void geo_writer_add_wkt(geo_text *text, const geo_geom *geom, int decimals)
{
    static const char *const names[] = {"",           "POINT",           "LINESTRING",  "POLYGON",
                                        "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"};
    bool bare = geom->type == GEO_GEOM_POINT;
    geo_text_addf(text, "%s %s", names[geom->type], bare ? "(" : "");
    draw(&(drawing){text, &WKT, geom, decimals});
    geo_text_add(text, bare ? ")" : "");
}
