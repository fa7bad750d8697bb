/* What a file is, by its first bytes and never by its suffix: the answer decides the one driver
 * that may open it, so a VRT called ahn.tif is seen for what it is. */
#include <cpl_vsi.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/open.h"

static const char CSV[] = "CSV", TEXT[] = "text of an unknown kind";
static const char WIDE_JSON[] = "JSON in UTF-16", OTHER_JSON[] = "JSON but not GeoJSON";
static const char SHAPEFILE[] = "a shapefile", SQLITE[] = "an SQLite database but not a GeoPackage";

typedef struct scan { /* of JSON text */
    const char *at, *end;
} scan;

static void skip_space(scan *s)
{
    while (s->at < s->end && (isspace((unsigned char)*s->at) || *s->at == '\x1e'))
        s->at++;
}

/* Steps over a string whose opening quote is next; the text between the quotes in *from, *length.
 * False: the bytes end inside it. */
static bool read_string(scan *s, const char **from, size_t *length)
{
    *from = ++s->at;
    for (; s->at < s->end; s->at++) {
        if (*s->at == '\\')
            s->at++;
        else if (*s->at == '"') {
            *length = (size_t)(s->at++ - *from);
            return true;
        }
    }
    return false;
}

static bool same(const char *from, size_t length, const char *word)
{
    return strlen(word) == length && !memcmp(from, word, length);
}

typedef struct json_facts {
    bool collection, feature, geometry, other; /* what "type" says */
    bool features;                             /* members that only GeoJSON has */
    bool closed;                               /* the first object ends within the bytes */
    bool lines;                                /* there is a line break inside it */
} json_facts;

static void note_type(json_facts *facts, const char *from, size_t length)
{
    static const char *const kinds[] = {
        "Point",        "LineString",      "Polygon",           "MultiPoint",
        "MultiPolygon", "MultiLineString", "GeometryCollection"};
    facts->collection = same(from, length, "FeatureCollection");
    facts->feature = same(from, length, "Feature");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        facts->geometry |= same(from, length, kinds[i]);
    facts->other = !facts->collection && !facts->feature && !facts->geometry;
}

/* A string of the outermost object: a member's name when a colon follows. */
static void note_member(scan *s, json_facts *facts, const char *from, size_t length)
{
    skip_space(s);
    if (s->at >= s->end || *s->at != ':')
        return;
    s->at++;
    skip_space(s);
    if (same(from, length, "features") || same(from, length, "geometry"))
        facts->features = true;
    if (!same(from, length, "type") || s->at >= s->end || *s->at != '"')
        return;
    if (read_string(s, &from, &length))
        note_type(facts, from, length);
}

static json_facts look_at_object(scan *s)
{
    json_facts facts = {0};
    size_t depth = 0;
    while (s->at < s->end) {
        const char *from;
        size_t length;
        char c = *s->at;
        if (c == '"') {
            if (!read_string(s, &from, &length))
                break;
            if (depth == 1)
                note_member(s, &facts, from, length);
            continue;
        }
        s->at++;
        facts.lines |= c == '\n';
        if (c == '{' || c == '[')
            depth++;
        if ((c == '}' || c == ']') && --depth == 0) {
            facts.closed = true;
            break;
        }
    }
    return facts;
}

static geo_open_format sniff_json(scan *s, bool separated, const char **found)
{
    json_facts facts = look_at_object(s);
    skip_space(s);
    bool more = facts.closed && s->at < s->end && *s->at == '{';
    *found = "GeoJSON";
    if (facts.other || !(facts.collection || facts.feature || facts.geometry || facts.features)) {
        *found = OTHER_JSON;
        return GEO_OPEN_UNKNOWN;
    }
    if (separated || more || (facts.feature && !facts.closed && !facts.lines)) {
        *found = "a GeoJSON text sequence";
        return GEO_OPEN_GEOJSONSEQ;
    }
    return GEO_OPEN_GEOJSON;
}

static const char *sniff_xml(const char *bytes, size_t length)
{
    if (memmem(bytes, length, "<VRTDataset", 11) || memmem(bytes, length, "<OGRVRTDataSource", 17))
        return "a VRT";
    if (memmem(bytes, length, "opengis.net/gml", 15))
        return "GML";
    return "XML";
}

static geo_open_format sniff_sqlite(const char *bytes, size_t length, const char **found)
{
    const char *id = bytes + 68; /* SQLite's application id, big-endian */
    bool is_gpkg = length >= 72 &&
                   (!memcmp(id, "GPKG", 4) || !memcmp(id, "GP10", 4) || !memcmp(id, "GP11", 4));
    *found = is_gpkg ? "a GeoPackage" : SQLITE;
    return is_gpkg ? GEO_OPEN_GPKG : GEO_OPEN_UNKNOWN;
}

typedef struct magic {
    const char *bytes;
    size_t length;
    geo_open_format format;
    const char *found;
} magic;

static const magic magics[] = {
    {"II*\0", 4, GEO_OPEN_TIFF, "a TIFF"},
    {"MM\0*", 4, GEO_OPEN_TIFF, "a TIFF"},
    {"II+\0", 4, GEO_OPEN_TIFF, "a TIFF"},
    {"MM\0+", 4, GEO_OPEN_TIFF, "a TIFF"},
    {"PK\x03\x04", 4, GEO_OPEN_UNKNOWN, "a ZIP archive"},
    {"\x1f\x8b", 2, GEO_OPEN_UNKNOWN, "gzip data"},
    {"\0\0\x27\x0a", 4, GEO_OPEN_UNKNOWN, SHAPEFILE},
    {"\x89HDF", 4, GEO_OPEN_UNKNOWN, "HDF5"},
    {"\x89PNG", 4, GEO_OPEN_UNKNOWN, "a PNG"},
    {"%PDF", 4, GEO_OPEN_UNKNOWN, "a PDF"},
    {"\x7f"
     "ELF",
     4, GEO_OPEN_UNKNOWN, "a program"},
};

/* Separators in the line (quotes may hold breaks); *at is left behind it. */
static size_t count_separators(const char **at, const char *end)
{
    size_t count = 0;
    bool quoted = false;
    for (; *at < end && (quoted || **at != '\n'); ++*at) {
        quoted ^= **at == '"';
        count += !quoted && (**at == ',' || **at == ';');
    }
    return count;
}

/* Two lines of as many cells, or one line alone; a second line that the bytes cut off says nothing.
 */
static bool is_csv(const char *at, const char *end)
{
    size_t cells = count_separators(&at, end);
    if (cells == 0 || end - at < 2)
        return cells > 0;
    at++;
    size_t next = count_separators(&at, end);
    return at < end ? next == cells : next <= cells;
}

static geo_open_format sniff_text(const char *bytes, size_t length, const char **found)
{
    scan s = {bytes, bytes + length};
    if (length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
        s.at += 3;
    const char *start = s.at;
    skip_space(&s);
    if (s.at < s.end && *s.at == '{')
        return sniff_json(&s, memchr(start, '\x1e', (size_t)(s.at - start)) != NULL, found);
    if (s.at < s.end && *s.at == '<')
        *found = sniff_xml(bytes, length);
    else if (memchr(bytes, '\0', length))
        *found = "data of an unknown kind";
    else if (is_csv(start, s.end))
        *found = CSV;
    else
        *found = TEXT;
    return GEO_OPEN_UNKNOWN;
}

geo_open_format geo_open_sniff_bytes(const void *data, size_t length, const char **out_found)
{
    const char *bytes = data, *found = "an empty file";
    geo_open_format format = GEO_OPEN_UNKNOWN;
    size_t i = 0, count = sizeof magics / sizeof *magics;
    while (i < count &&
           (length < magics[i].length || memcmp(bytes, magics[i].bytes, magics[i].length) != 0))
        i++;
    if (i < count) {
        format = magics[i].format;
        found = magics[i].found;
    } else if (length >= 16 && !memcmp(bytes, "SQLite format 3", 16)) {
        format = sniff_sqlite(bytes, length, &found);
    } else if (length >= 8 && !memcmp(bytes,
                                      "fgb\x03"
                                      "fgb",
                                      7)) {
        format = GEO_OPEN_FGB;
        found = "a FlatGeobuf";
    } else if (length) {
        format = sniff_text(bytes, length, &found);
    }
    if (out_found)
        *out_found = found;
    return format;
}

/* Text has no control characters but tab and line ends. */
static bool is_text(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n')
            return false;
    return true;
}

/* The mark with which text in UTF-16 begins, of either byte order. */
static bool is_wide_text(const unsigned char *bytes, size_t length)
{
    return length >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2));
}

/* Does an object of JSON begin there, after the mark and white space? */
static bool is_wide_json(const unsigned char *bytes, size_t length)
{
    size_t low = bytes[0] == 0xff ? 0 : 1, at = 2;
    while (at + 1 < length && bytes[at + 1 - low] == 0 && strchr(" \t\r\n", bytes[at + low]) &&
           bytes[at + low])
        at += 2;
    return at + 1 < length && bytes[at + 1 - low] == 0 && bytes[at + low] == '{';
}

geo_open_format geo_open_sniff_registry_bytes(const void *bytes, size_t length,
                                              const char **out_found)
{
    const char *found;
    geo_open_format format = geo_open_sniff_bytes(bytes, length, &found);
    if (out_found)
        *out_found = found;
    if (format == GEO_OPEN_TIFF)
        return GEO_OPEN_UNKNOWN;
    if (format != GEO_OPEN_UNKNOWN)
        return format;
    if (found == SHAPEFILE)
        return GEO_OPEN_SHAPEFILE;
    if (found == SQLITE)
        return GEO_OPEN_SQLITE;
    if (is_wide_text(bytes, length) && is_wide_json(bytes, length)) {
        if (out_found)
            *out_found = WIDE_JSON;
        return GEO_OPEN_UNKNOWN;
    }
    if (is_wide_text(bytes, length) || ((found == CSV || found == TEXT) && is_text(bytes, length)))
        return GEO_OPEN_TEXT;
    return GEO_OPEN_UNKNOWN;
}

/* CSV is a format of the toolkit's own output, so that it is the likeliest one to be given. */
static geo_status refuse(geo_ctx *ctx, const char *path, const char *found)
{
    if (found == CSV) {
        geo_hint(ctx, "give GeoPackage, FlatGeobuf or GeoJSON: a result is written so with -o "
                      "FILE.gpkg, a table from elsewhere is converted by ogr2ogr");
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is CSV, which is written but not read", path);
    }
    geo_hint(ctx, found == OTHER_JSON
                      ? "GeoJSON says so in its member \"type\": FeatureCollection, "
                        "Feature or a geometry; jq makes it of other JSON"
                      : "give GeoPackage, FlatGeobuf or GeoJSON; for grids GeoTIFF");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is %s, which is not read", path, found);
}

static geo_status refuse_registry(geo_ctx *ctx, const char *path, const char *found)
{
    if (found == WIDE_JSON)
        geo_hint(ctx, "JSON is UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW.geojson");
    else
        geo_hint(ctx, "give GeoPackage, shapefile, SQLite, FlatGeobuf, GeoJSON or CSV");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is %s, which is not read", path, found);
}

/* Does another line of the file, read up to here, begin an object? No text of JSON has a line break
 * in it, so that the first one ends either a line of a sequence or a part of one object. */
static bool has_another_object(VSILFILE *file)
{
    char bytes[GEO_OPEN_HEAD];
    bool next_line = false;
    for (size_t count; (count = VSIFReadL(bytes, 1, sizeof bytes, file)) > 0;) {
        const char *at = bytes, *end = bytes + count;
        if (!next_line && !(at = memchr(bytes, '\n', count)))
            continue;
        next_line = true;
        scan s = {at, end};
        skip_space(&s);
        if (s.at < s.end)
            return *s.at == '{';
    }
    return false;
}

typedef geo_open_format (*judge)(const void *bytes, size_t length, const char **found);

/* The bytes of a long line do not tell one Feature from the first of many: the file does. */
static geo_status sniff_file(geo_ctx *ctx, const char *path, bool allow_network, judge judge_bytes,
                             geo_open_format *out, const char **found)
{
    char head[GEO_OPEN_HEAD];
    char *full = NULL;
    geo_status status = geo_open_check_path(ctx, path, allow_network);
    if (!status)
        status = geo_open_full_path(ctx, path, &full);
    if (status)
        return status;
    VSILFILE *file = VSIFOpenL(full, "rb");
    geo_free(full);
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", path);
    size_t length = VSIFReadL(head, 1, sizeof head, file);
    *out = judge_bytes(head, length, found);
    if (*out == GEO_OPEN_GEOJSONSEQ && head[0] != '\x1e' && !memchr(head, '\n', length) &&
        !has_another_object(file))
        *out = GEO_OPEN_GEOJSON;
    VSIFCloseL(file);
    return GEO_OK;
}

geo_status geo_open_sniff(geo_ctx *ctx, const char *path, bool allow_network, geo_open_format *out)
{
    const char *found;
    geo_open_format format = GEO_OPEN_UNKNOWN;
    geo_status status = sniff_file(ctx, path, allow_network, geo_open_sniff_bytes, &format, &found);
    if (status)
        return status;
    if (format == GEO_OPEN_UNKNOWN)
        return refuse(ctx, path, found);
    *out = format;
    return GEO_OK;
}

geo_status geo_open_sniff_registry(geo_ctx *ctx, const char *path, geo_open_format *out)
{
    const char *found;
    geo_open_format format = GEO_OPEN_UNKNOWN;
    geo_status status =
        sniff_file(ctx, path, false, geo_open_sniff_registry_bytes, &format, &found);
    if (status)
        return status;
    if (format == GEO_OPEN_UNKNOWN)
        return refuse_registry(ctx, path, found);
    *out = format;
    return GEO_OK;
}
