/* A shapefile is three files and more. GDAL reads what is there of them: without .dbf all columns
 * are gone, without .shx it offers to write one, and a file cut short ends early, all without an
 * error. So they are judged here first. */
#include <cpl_conv.h>
#include <cpl_string.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/text.h"
#include "io/encoding.h"
#include "io/open.h"

enum { SHAPE_HEADER = 100, TABLE_HEADER = 32 };

/* One of the files, and its first bytes. */
typedef struct part {
    char *path; /* CPL's */
    uint64_t size;
    uint8_t head[TABLE_HEADER];
} part;

/* Path with the suffix in small letters, or as capitals where only that is there. */
static char *side_path(const char *path, const char *suffix)
{
    struct stat info;
    char *found = CPLStrdup(CPLResetExtension(path, suffix));
    if (!stat(found, &info))
        return found;
    char capitals[8] = "";
    for (size_t i = 0; suffix[i] && i + 1 < sizeof capitals; i++)
        capitals[i] = (char)(suffix[i] - 'a' + 'A');
    char *other = CPLStrdup(CPLResetExtension(path, capitals));
    bool is_there = !stat(other, &info);
    CPLFree(is_there ? found : other);
    return is_there ? other : found;
}

static geo_status read_part(geo_ctx *ctx, const char *path, const char *suffix, const char *name,
                            part *out)
{
    struct stat info;
    out->path = side_path(path, suffix);
    if (stat(out->path, &info)) {
        geo_hint(ctx, "a shapefile is the files .shp, .shx, .dbf and .prj together");
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has no .%s file beside it", name, suffix);
    }
    if (!S_ISREG(info.st_mode))
        return geo_fail(ctx, GEO_ERR_IO, "the .%s file of '%s' is not a regular file", suffix,
                        name);
    out->size = (uint64_t)info.st_size;
    FILE *file = fopen(out->path, "rb");
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open the .%s file of '%s': %s", suffix, name,
                        strerror(errno));
    bool whole = fread(out->head, 1, sizeof out->head, file) == sizeof out->head;
    fclose(file);
    return whole ? GEO_OK
                 : geo_fail(ctx, GEO_ERR_FORMAT, "the .%s file of '%s' is cut short", suffix, name);
}

/* Bytes that a .shp or .shx says it has: words of 16 bits, big-endian, at byte 24. */
static uint64_t shape_bytes(const part *p)
{
    const uint8_t *at = p->head + 24;
    return 2 * ((uint64_t)at[0] << 24 | (uint64_t)at[1] << 16 | (uint64_t)at[2] << 8 | at[3]);
}

static geo_status check_shape(geo_ctx *ctx, const part *p, const char *suffix, const char *name)
{
    static const uint8_t magic[] = {0, 0, 0x27, 0x0a};
    uint64_t bytes = shape_bytes(p);
    if (memcmp(p->head, magic, sizeof magic) != 0 || bytes < SHAPE_HEADER)
        return geo_fail(ctx, GEO_ERR_FORMAT, "the .%s file of '%s' is none", suffix, name);
    if (bytes > p->size)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "the .%s file of '%s' is cut short: %" PRIu64 " of %" PRIu64 " bytes",
                        suffix, name, p->size, bytes);
    return GEO_OK;
}

/* The table's header gives rows (at byte 4), its own bytes (8) and those of a row (10),
 * little-endian. */
static geo_status check_table(geo_ctx *ctx, const part *table, const part *index, const char *name)
{
    const uint8_t *h = table->head;
    uint64_t rows =
        (uint64_t)h[4] | (uint64_t)h[5] << 8 | (uint64_t)h[6] << 16 | (uint64_t)h[7] << 24;
    uint64_t begin = (uint64_t)h[8] | (uint64_t)h[9] << 8;
    uint64_t width = (uint64_t)h[10] | (uint64_t)h[11] << 8;
    uint64_t shapes = (shape_bytes(index) - SHAPE_HEADER) / 8;
    if (begin < TABLE_HEADER || !width)
        return geo_fail(ctx, GEO_ERR_FORMAT, "the .dbf file of '%s' is none", name);
    if (begin + rows * width > table->size)
        return geo_fail(ctx, GEO_ERR_FORMAT, "the .dbf file of '%s' is cut short", name);
    if (rows != shapes)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "'%s' has %" PRIu64 " shapes but %" PRIu64 " rows in its .dbf file", name,
                        shapes, rows);
    return GEO_OK;
}

static geo_status check_suffix(geo_ctx *ctx, const char *path, const char *name)
{
    size_t length = strlen(path);
    if (length > 4 && !strcasecmp(path + length - 4, ".shp"))
        return GEO_OK;
    geo_hint(ctx, "give the .shp file");
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is part of a shapefile but not its .shp file", name);
}

/* GDAL opens it by its name when it is there: so a pipe of that name would be waited for. */
static geo_status add_optional(geo_ctx *ctx, const char *path, const char *suffix, const char *name,
                               char ***files)
{
    struct stat info;
    char *side = side_path(path, suffix);
    bool is_there = !stat(side, &info), is_file = is_there && S_ISREG(info.st_mode);
    if (is_file)
        *files = CSLAddString(*files, side);
    CPLFree(side);
    if (!is_there || is_file)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_IO, "the .%s file of '%s' is not a regular file", suffix, name);
}

geo_status geo_open_check_shapefile(geo_ctx *ctx, const char *path, const char *name, char ***out)
{
    part shape = {0}, index = {0}, table = {0};
    char **files = CSLAddString(NULL, path);
    geo_status status = check_suffix(ctx, path, name);
    if (!status)
        status = read_part(ctx, path, "shp", name, &shape);
    if (!status)
        status = read_part(ctx, path, "shx", name, &index);
    if (!status)
        status = read_part(ctx, path, "dbf", name, &table);
    if (!status)
        status = check_shape(ctx, &shape, "shp", name);
    if (!status)
        status = check_shape(ctx, &index, "shx", name);
    if (!status)
        status = check_table(ctx, &table, &index, name);
    if (!status) {
        files = CSLAddString(files, index.path);
        files = CSLAddString(files, table.path);
        status = add_optional(ctx, path, "prj", name, &files);
    }
    if (!status)
        status = add_optional(ctx, path, "cpg", name, &files);
    CPLFree(shape.path);
    CPLFree(index.path);
    CPLFree(table.path);
    if (status)
        CSLDestroy(files);
    else
        *out = files;
    return status;
}

/* Past the header, which holds bytes that are no text. */
static void watch_rows(FILE *file, geo_utf8_watch *watch)
{
    char bytes[4096];
    uint8_t head[TABLE_HEADER];
    if (fread(head, 1, sizeof head, file) != sizeof head ||
        fseek(file, head[8] | head[9] << 8, SEEK_SET))
        return;
    for (size_t length; !watch->is_broken && (length = fread(bytes, 1, sizeof bytes, file));)
        geo_utf8_watch_add(watch, bytes, length);
}

geo_status geo_open_check_table_text(geo_ctx *ctx, const char *path, const char *name,
                                     const char *encoding)
{
    geo_utf8_watch watch = {0};
    if (!*encoding || !geo_encoding_is_single(encoding))
        return GEO_OK;
    char *table = side_path(path, "dbf");
    FILE *file = fopen(table, "rb");
    geo_status status = GEO_OK;
    if (!file)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot open the .dbf file of '%s': %s", name,
                          strerror(errno));
    CPLFree(table);
    if (status)
        return status;
    watch_rows(file, &watch);
    if (ferror(file))
        status = geo_fail(ctx, GEO_ERR_IO, "cannot read the .dbf file of '%s': %s", name,
                          strerror(errno));
    fclose(file);
    if (status || !geo_utf8_watch_is_sure(&watch))
        return status;
    geo_hint(ctx, "--encoding utf-8 says so, whatever the file says");
    return geo_fail(ctx, GEO_ERR_FORMAT, "the text of '%s' is UTF-8, not %s", name, encoding);
}
