/* The frame of a file of OpenStreetMap, walked without unpacking anything. A pbf is a chain of
 * blobs, each behind a header that tells its length, so that a cut is seen and nobody reserves
 * memory for lengths that the format forbids. Of XML the prolog and the end are looked at.
 * Source: OSM wiki, PBF Format (header <= 64 KiB, blob <= 32 MiB). */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "io/osm_parts.h"

enum { MOST_HEADER = 64 * 1024, MOST_BLOB = 32 * 1024 * 1024, XML_HEAD = 4096, XML_TAIL = 512 };

typedef struct walk {
    geo_ctx *ctx;
    FILE *file;
    const char *name;
    uint64_t at, size; /* bytes */
} walk;

static geo_status damaged(const walk *w, const char *what)
{
    return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' is damaged at byte %" PRIu64 ": %s", w->name,
                    w->at, what);
}

static bool take_bytes(walk *w, void *to, size_t count)
{
    if (w->size - w->at < count || fread(to, 1, count, w->file) != count)
        return false;
    w->at += count;
    return true;
}

static bool pass_over(walk *w, uint64_t count)
{
    if (w->size - w->at < count || fseeko(w->file, (off_t)count, SEEK_CUR) != 0)
        return false;
    w->at += count;
    return true;
}

static bool take_varint(walk *w, uint64_t *out)
{
    unsigned char byte = 0x80;
    *out = 0;
    for (int shift = 0; byte & 0x80; shift += 7) {
        if (shift > 63 || !take_bytes(w, &byte, 1))
            return false;
        *out |= (uint64_t)(byte & 0x7f) << shift;
    }
    return true;
}

/* One field of a message of Protocol Buffers: its number and, by its kind, value or length. */
typedef struct field {
    uint64_t number, value;
    bool has_bytes; /* value is their length; they come next */
} field;

static bool take_field(walk *w, uint64_t end, field *out)
{
    uint64_t key;
    if (!take_varint(w, &key))
        return false;
    *out = (field){.number = key >> 3, .has_bytes = (key & 7) == 2};
    switch (key & 7) {
    case 0:
        return take_varint(w, &out->value) && w->at <= end;
    case 1:
        return pass_over(w, 8) && w->at <= end;
    case 2:
        return take_varint(w, &out->value) && w->at <= end && out->value <= end - w->at;
    case 5:
        return pass_over(w, 4) && w->at <= end;
    default:
        return false;
    }
}

typedef struct blob_header {
    char type[16];
    uint64_t size; /* of the blob behind it */
    bool has_type, has_size;
} blob_header;

static bool take_type(walk *w, const field *f, blob_header *out)
{
    out->has_type = f->value < sizeof out->type;
    return out->has_type && take_bytes(w, out->type, f->value);
}

static bool take_header(walk *w, uint64_t end, blob_header *out)
{
    field f;
    while (w->at < end) {
        if (!take_field(w, end, &f))
            return false;
        if (f.number == 3 && !f.has_bytes) {
            out->size = f.value;
            out->has_size = true;
        } else if (f.number == 1 && f.has_bytes) {
            if (!take_type(w, &f, out))
                return false;
        } else if (f.has_bytes && !pass_over(w, f.value)) {
            return false;
        }
    }
    return out->has_type && out->has_size;
}

/* Fields of a Blob: 1 raw bytes, 2 their unpacked length, 3 zlib, 4 and up other packings. */
static geo_status check_blob(walk *w, uint64_t end)
{
    field f;
    bool has_data = false;
    while (w->at < end) {
        if (!take_field(w, end, &f))
            return damaged(w, "a blob that cannot be read");
        if (f.number == 2 && f.value > MOST_BLOB)
            return damaged(w, "a blob that unpacks to more than 32 MiB");
        if (f.has_bytes && f.number > 3) {
            geo_hint(w->ctx, "repack it: osmium cat -o NEW.osm.pbf OLD.osm.pbf");
            return geo_fail(w->ctx, GEO_ERR_UNSUPPORTED,
                            "'%s' is packed in another way than with zlib", w->name);
        }
        has_data |= f.has_bytes;
        if (f.has_bytes && !pass_over(w, f.value))
            return damaged(w, "a blob that cannot be read");
    }
    return has_data ? GEO_OK : damaged(w, "a blob without data");
}

static geo_status cut_off(const walk *w)
{
    geo_hint(w->ctx, "fetch it again");
    return geo_fail(w->ctx, GEO_ERR_FORMAT,
                    "'%s' is cut off: it ends within the blob of byte %" PRIu64, w->name, w->at);
}

static geo_status check_frame(walk *w, bool first)
{
    unsigned char bytes[4];
    blob_header header = {0};
    const walk start = *w;
    if (!take_bytes(w, bytes, sizeof bytes))
        return cut_off(&start);
    uint64_t length =
        (uint64_t)bytes[0] << 24 | (uint64_t)bytes[1] << 16 | (uint64_t)bytes[2] << 8 | bytes[3];
    if (!length || length > MOST_HEADER)
        return damaged(&start, "no header of a blob");
    if (length > w->size - w->at)
        return cut_off(&start);
    if (!take_header(w, w->at + length, &header))
        return damaged(&start, "no header of a blob");
    if (first && strcmp(header.type, "OSMHeader") != 0)
        return damaged(&start, "no OSMHeader");
    if (header.size > MOST_BLOB)
        return damaged(&start, "a blob of more than 32 MiB");
    if (header.size > w->size - w->at)
        return cut_off(&start);
    return check_blob(w, w->at + header.size);
}

static geo_status check_pbf(walk *w)
{
    size_t frames = 0;
    geo_status status = GEO_OK;
    for (; !status && w->at < w->size; frames++)
        status = check_frame(w, frames == 0);
    if (!status && frames < 2)
        return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' holds no data behind its header", w->name);
    return status;
}

/* ---- XML ---- */

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Behind the text that ends a piece of the prolog; NULL when it is not there. */
static const char *behind(const char *at, const char *mark)
{
    const char *end = strstr(at, mark);
    return end ? end + strlen(mark) : NULL;
}

/* The first element, or NULL when the head does not reach that far. */
static const char *pass_prolog(const char *at)
{
    if (!strncmp(at, "\xef\xbb\xbf", 3))
        at += 3;
    for (at = skip_space(at); at; at = skip_space(at)) {
        if (!strncmp(at, "<?", 2))
            at = behind(at, "?>");
        else if (!strncmp(at, "<!--", 4))
            at = behind(at, "-->");
        else
            return at;
        if (!at)
            return NULL;
    }
    return NULL;
}

static geo_status check_end(walk *w)
{
    char tail[XML_TAIL + 1] = "";
    uint64_t length = w->size < XML_TAIL ? w->size : XML_TAIL;
    if (fseeko(w->file, (off_t)(w->size - length), SEEK_SET) != 0 ||
        fread(tail, 1, length, w->file) != length)
        return geo_fail(w->ctx, GEO_ERR_IO, "cannot read '%s': %s", w->name, strerror(errno));
    while (length && strchr(" \t\r\n", tail[length - 1]))
        tail[--length] = '\0';
    const size_t end = strlen("</osm>");
    if (length >= end && !strcmp(tail + length - end, "</osm>"))
        return GEO_OK;
    geo_hint(w->ctx, "fetch it again");
    return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' is cut off: it does not end with </osm>",
                    w->name);
}

static geo_status check_xml(walk *w, const char *head)
{
    const char *root = pass_prolog(head);
    if (root && !strncmp(root, "<!DOCTYPE", 9))
        return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' is XML with a DOCTYPE, which is not read",
                        w->name);
    if (!root || strncmp(root, "<osm", 4) != 0 || !root[4] || !strchr(" \t\r\n>", root[4]))
        return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' is XML, but not of OpenStreetMap", w->name);
    return check_end(w);
}

static bool begins_as_pbf(const char *head, size_t length)
{
    return length > 16 && !head[0] && !head[1] &&
           memmem(head, 64 < length ? 64 : length, "OSMHeader", 9);
}

static geo_status check_head(walk *w, bool *is_chain)
{
    char head[XML_HEAD + 1] = "";
    size_t length = fread(head, 1, XML_HEAD, w->file);
    if (ferror(w->file))
        return geo_fail(w->ctx, GEO_ERR_IO, "cannot read '%s': %s", w->name, strerror(errno));
    const char *first = head + (!strncmp(head, "\xef\xbb\xbf", 3) ? 3 : 0);
    if (*skip_space(first) == '<')
        return check_xml(w, head);
    *is_chain = begins_as_pbf(head, length);
    if (*is_chain) {
        rewind(w->file);
        return check_pbf(w);
    }
    geo_hint(w->ctx, "give an extract as .osm.pbf or .osm, unpacked");
    return geo_fail(w->ctx, GEO_ERR_FORMAT, "'%s' is not a file of OpenStreetMap", w->name);
}

geo_status geo_osm_check(geo_ctx *ctx, const char *path, const char *name, bool *is_chain)
{
    *is_chain = false;
    walk w = {.ctx = ctx, .name = name, .file = fopen(path, "rbe")};
    if (!w.file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", name, strerror(errno));
    geo_status status = GEO_OK;
    if (fseeko(w.file, 0, SEEK_END) != 0)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", name, strerror(errno));
    else
        w.size = (uint64_t)ftello(w.file);
    rewind(w.file);
    if (!status)
        status = check_head(&w, is_chain);
    fclose(w.file);
    return status;
}
