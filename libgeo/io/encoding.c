/* iconv does the work; from UTF-8 to UTF-8 it is a strict check. */
#include "io/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"

enum { PIECE = 1 << 16, MOST_GROWTH = 3 }; /* one byte of Windows-1252 is three at most */

typedef struct known {
    const char *said, *name; /* said: small letters and digits only */
} known;

static const known encodings[] = {
    {"utf8", "UTF-8"},        {"utf16", "UTF-16"}, /* of which order, the mark says */
    {"utf16le", "UTF-16LE"},  {"utf16be", "UTF-16BE"},      {"windows1252", "CP1252"},
    {"cp1252", "CP1252"},     {"ansi", "CP1252"},           {"iso88591", "ISO-8859-1"},
    {"latin1", "ISO-8859-1"}, {"iso885915", "ISO-8859-15"}, {"latin9", "ISO-8859-15"},
    {"cp850", "CP850"}, /* what MS-DOS had here, still met in old shapefiles */
    {"cp437", "CP437"},
};

geo_status geo_encoding_find(geo_ctx *ctx, const char *name, const char **out)
{
    char plain[32];
    size_t length = 0;
    for (const char *at = name; *at && length + 1 < sizeof plain; at++)
        if (isalnum((unsigned char)*at))
            plain[length++] = (char)tolower((unsigned char)*at);
    plain[length] = '\0';
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (strcmp(plain, encodings[i].said) != 0)
            continue;
        *out = encodings[i].name;
        return GEO_OK;
    }
    geo_hint(ctx, "give utf-8, utf-16, utf-16le, utf-16be, windows-1252, iso-8859-1, iso-8859-15, "
                  "cp850 or cp437");
    return geo_fail(ctx, GEO_ERR_ARG, "'%.40s' is not an encoding that is read", name);
}

struct geo_decoder {
    FILE *file;
    char *name;
    const char *encoding;
    iconv_t conversion;
    bool is_open;
    char *bytes; /* PIECE: read but not converted yet */
    size_t held;
    char *made; /* MOST_GROWTH * PIECE */
    bool ended, broken;
    geo_utf8_watch watch;
};

void geo_utf8_watch_add(geo_utf8_watch *watch, const char *bytes, size_t length)
{
    for (size_t i = 0; !watch->is_broken && i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (watch->owed) {
            watch->is_broken = (c & 0xC0) != 0x80;
            watch->owed--;
        } else if (c >= 0x80) {
            watch->owed = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
            watch->is_broken = c < 0xC2 || c > 0xF4;
            watch->has_marks = true;
        }
    }
}

bool geo_utf8_watch_is_sure(const geo_utf8_watch *watch)
{
    return !watch->is_broken && !watch->owed && watch->has_marks;
}

bool geo_encoding_is_single(const char *encoding)
{
    return strncmp(encoding, "UTF", 3) != 0;
}

static geo_status check_not_utf8(geo_ctx *ctx, const geo_decoder *d)
{
    if (!geo_encoding_is_single(d->encoding) || !geo_utf8_watch_is_sure(&d->watch))
        return GEO_END;
    geo_hint(ctx, "leave --encoding out");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is UTF-8, not %s", d->name, d->encoding);
}

static geo_status fill(geo_ctx *ctx, geo_decoder *d)
{
    size_t read = fread(d->bytes + d->held, 1, PIECE - d->held, d->file);
    d->held += read;
    if (ferror(d->file))
        return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", d->name, strerror(errno));
    d->ended = feof(d->file) != 0;
    return GEO_OK;
}

typedef struct mark {
    const char *bytes;
    size_t length;
    const char *encoding;
} mark;

static const mark *find_mark(const geo_decoder *d)
{
    static const mark marks[] = {
        {"\xef\xbb\xbf", 3, "UTF-8"}, {"\xff\xfe", 2, "UTF-16LE"}, {"\xfe\xff", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (d->held >= marks[i].length && !memcmp(d->bytes, marks[i].bytes, marks[i].length))
            return &marks[i];
    return NULL;
}

/* "UTF-16" of either order is what the mark says; without a mark nothing says it. */
static geo_status settle_encoding(geo_ctx *ctx, geo_decoder *d, const char *declared)
{
    const mark *found = find_mark(d);
    bool any_order = declared && !strcmp(declared, "UTF-16");
    if (!found && any_order) {
        geo_hint(ctx, "give utf-16le or utf-16be");
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has no mark that tells the order of its bytes",
                        d->name);
    }
    bool fits = !declared || !found || !strcmp(declared, found->encoding) ||
                (any_order && found->length == 2);
    if (!fits)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' begins with the mark of %s, it is not %s",
                        d->name, found->encoding, declared);
    d->encoding = found ? found->encoding : declared ? declared : "UTF-8";
    if (found) {
        d->held -= found->length;
        memmove(d->bytes, d->bytes + found->length, d->held);
    }
    return GEO_OK;
}

static geo_status open_conversion(geo_ctx *ctx, geo_decoder *d)
{
    d->conversion = iconv_open("UTF-8", d->encoding);
    d->is_open = d->conversion != (iconv_t)-1; // NOLINT: the standard's own way to say so
    return d->is_open ? GEO_OK
                      : geo_fail(ctx, GEO_ERR_UNSUPPORTED, "this system cannot read text in %s",
                                 d->encoding);
}

geo_status geo_decoder_new(geo_ctx *ctx, FILE *file, const char *name, const char *encoding,
                           geo_decoder **out)
{
    geo_decoder *d = geo_calloc(1, sizeof *d);
    if (!d) {
        fclose(file);
        return geo_fail_nomem(ctx);
    }
    d->file = file;
    d->name = geo_strdup(name);
    d->bytes = geo_alloc(PIECE, 1);
    d->made = geo_alloc(MOST_GROWTH, PIECE);
    geo_status status = d->name && d->bytes && d->made ? GEO_OK : geo_fail_nomem(ctx);
    if (!status)
        status = fill(ctx, d);
    if (!status)
        status = settle_encoding(ctx, d, encoding);
    if (!status)
        status = open_conversion(ctx, d);
    if (status)
        geo_decoder_free(d);
    else
        *out = d;
    return status;
}

void geo_decoder_free(geo_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->is_open)
        iconv_close(decoder->conversion);
    fclose(decoder->file);
    geo_free(decoder->name);
    geo_free(decoder->bytes);
    geo_free(decoder->made);
    geo_free(decoder);
}

static geo_status fail_broken(geo_ctx *ctx, const geo_decoder *d, uint64_t line)
{
    if (!strcmp(d->encoding, "UTF-8"))
        geo_hint(ctx, "when it comes from a spreadsheet: --encoding windows-1252");
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%" PRIu64 ": the text is not %s", d->name, line,
                    d->encoding);
}

/* What is left over when the file ends inside a character is broken too. */
geo_status geo_decoder_next(geo_ctx *ctx, geo_decoder *d, uint64_t line, geo_text *out)
{
    size_t given = 0;
    while (!given) {
        if (d->broken)
            return fail_broken(ctx, d, line);
        geo_status status = d->ended ? GEO_OK : fill(ctx, d);
        if (status)
            return status;
        if (d->ended && !d->held)
            return check_not_utf8(ctx, d);
        char *from = d->bytes, *to = d->made;
        size_t left = d->held, room = (size_t)MOST_GROWTH * PIECE;
        size_t failed = iconv(d->conversion, &from, &left, &to, &room);
        geo_utf8_watch_add(&d->watch, d->bytes, d->held - left);
        d->broken = failed == (size_t)-1 && (errno == EILSEQ || d->ended);
        memmove(d->bytes, from, left);
        d->held = left;
        given = (size_t)(to - d->made);
    }
    geo_text_add_bytes(out, d->made, given);
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
