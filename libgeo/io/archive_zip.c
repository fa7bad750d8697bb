/* Walking a zip, and zips inside it, through libzip.
 * Invariant: what the zip's directory says of sizes only ever makes a refusal come sooner; the
 * limits hold for the bytes that really come out. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/archive_parts.h"
#include "io/io.h"

enum { SPOOL_CHUNK = 256 << 10 };

typedef struct zip_member {
    const char *name; /* libzip's, as long as the zip is open */
    zip_uint64_t index, size, packed;
    bool encrypted;
} zip_member;

/* A zip that is being walked. */
typedef struct open_zip {
    zip_t *zip;
    const char *name;
    zip_member *members; /* by name */
    size_t count;
    uint64_t file_bytes; /* of the zip itself */
    uint32_t depth;
} open_zip;

static geo_status status_of(int code)
{
    switch (code) {
    case ZIP_ER_MEMORY:
        return GEO_ERR_NOMEM;
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
    case ZIP_ER_OPEN:
        return GEO_ERR_IO;
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_MULTIDISK:
        return GEO_ERR_UNSUPPORTED;
    default:
        return GEO_ERR_FORMAT;
    }
}

static const char *words_of(int code)
{
    switch (code) {
    case ZIP_ER_NOZIP:
        return "not a zip, or one that was cut short";
    case ZIP_ER_INCONS:
        return "the zip contradicts itself";
    case ZIP_ER_CRC:
        return "its checksum is wrong";
    case ZIP_ER_EOF:
        return "the zip ends too soon";
    case ZIP_ER_ZLIB:
        return "its packed bytes are damaged";
    case ZIP_ER_COMPNOTSUPP:
        return "packed in a way that is not known";
    case ZIP_ER_MULTIDISK:
        return "a zip in several volumes";
    default:
        return NULL;
    }
}

static geo_status fail_zip(geo_ctx *ctx, const char *name, zip_error_t *error)
{
    int code = zip_error_code_zip(error);
    const char *words = words_of(code);
    if (code == ZIP_ER_MEMORY)
        return geo_fail_nomem(ctx);
    return geo_fail(ctx, status_of(code), "cannot read '%s': %s", name,
                    words ? words : zip_error_strerror(error));
}

static geo_status refuse_bomb(geo_ctx *ctx, const archive_walk *walk, const char *name)
{
    return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' unpacks to more than %u times its size", name,
                    walk->limits.ratio);
}

static bool is_bomb(const archive_walk *walk, uint64_t size, uint64_t packed)
{
    return size > GEO_ARCHIVE_SMALL && size / walk->limits.ratio > packed;
}

/* A member as it is unpacked. */
typedef struct unpacking {
    archive_walk *walk;
    const zip_member *member;
    const char *name; /* with those of the zips around it */
    zip_file_t *file;
    uint64_t done;
} unpacking;

static geo_status read_member(geo_ctx *ctx, void *self, void *buffer, size_t room, size_t *got)
{
    unpacking *from = self;
    zip_int64_t done = zip_fread(from->file, buffer, room);
    if (done < 0)
        return fail_zip(ctx, from->name, zip_file_get_error(from->file));
    from->done += (uint64_t)done;
    if (is_bomb(from->walk, from->done, from->member->packed))
        return refuse_bomb(ctx, from->walk, from->name);
    *got = (size_t)done;
    return geo_archive_count_bytes(ctx, from->walk, *got, from->name);
}

/* Unnamed, so that it is gone with its descriptor, whatever happens. */
static geo_status open_spool(geo_ctx *ctx, const archive_walk *walk, int *out)
{
    const char *folder = walk->limits.temporary_folder;
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/groennet-XXXXXX", folder ? folder : geo_io_temporary_folder());
    if (path.failed) {
        geo_text_release(&path);
        return geo_fail_nomem(ctx);
    }
    int fd = mkostemp(path.data, O_CLOEXEC);
    geo_status status = GEO_OK;
    if (fd < 0)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot make '%s': %s", path.data, strerror(errno));
    else
        unlink(path.data);
    geo_text_release(&path);
    *out = fd;
    return status;
}

static geo_status write_all(geo_ctx *ctx, int fd, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t done = write(fd, bytes, count);
        if (done < 0 && errno != EINTR) {
            geo_hint(ctx, "set TMPDIR to a folder with room for the zips inside the zip");
            return geo_fail(ctx, GEO_ERR_IO, "cannot write a temporary file: %s", strerror(errno));
        }
        if (done > 0) {
            bytes += done;
            count -= (size_t)done;
        }
    }
    return GEO_OK;
}

static geo_status fill_spool(geo_ctx *ctx, unpacking *from, int fd)
{
    char *chunk = geo_alloc(SPOOL_CHUNK, 1);
    size_t got = 1;
    geo_status status = chunk ? GEO_OK : geo_fail_nomem(ctx);
    while (status == GEO_OK && got > 0) {
        status = read_member(ctx, from, chunk, SPOOL_CHUNK, &got);
        if (status == GEO_OK)
            status = write_all(ctx, fd, chunk, got);
        if (status == GEO_OK)
            status = geo_ctx_poll(ctx);
    }
    geo_free(chunk);
    return status;
}

static geo_status walk_inner(geo_ctx *ctx, unpacking *from, uint32_t depth)
{
    int fd = -1;
    geo_status status = open_spool(ctx, from->walk, &fd);
    if (status == GEO_OK)
        status = fill_spool(ctx, from, fd);
    if (status == GEO_OK)
        return geo_archive_walk_zip(ctx, from->walk, fd, from->name, depth);
    if (fd >= 0)
        close(fd);
    return status;
}

static geo_status judge_member(geo_ctx *ctx, const unpacking *from, const open_zip *zip, bool inner)
{
    if (from->member->encrypted)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' is encrypted", from->name);
    if (is_bomb(from->walk, from->member->size, from->member->packed))
        return refuse_bomb(ctx, from->walk, from->name);
    if (inner && zip->depth >= from->walk->limits.depth)
        return geo_fail(ctx, GEO_ERR_LIMIT, "'%s': more than %u zips within one another",
                        from->name, from->walk->limits.depth);
    return GEO_OK;
}

static geo_status open_member(geo_ctx *ctx, unpacking *from, const open_zip *zip, bool inner)
{
    const geo_archive_visitor *visitor = from->walk->visitor;
    geo_status status = judge_member(ctx, from, zip, inner);
    if (status != GEO_OK)
        return status;
    from->file = zip_fopen_index(zip->zip, from->member->index, 0);
    if (!from->file)
        return fail_zip(ctx, from->name, zip_get_error(zip->zip));
    if (inner)
        status = walk_inner(ctx, from, zip->depth + 1);
    else
        status = visitor->visit(ctx, visitor->self, from->name, (geo_pull){from, read_member});
    zip_fclose(from->file);
    return status;
}

static geo_status walk_member(geo_ctx *ctx, archive_walk *walk, const open_zip *zip,
                              const zip_member *member)
{
    bool inner = geo_archive_is_zip_name(member->name);
    geo_text name = GEO_TEXT_INIT;
    geo_text_addf(&name, "%s/%s", zip->name, member->name);
    unpacking from = {.walk = walk, .member = member, .name = name.data};
    geo_status status = name.failed ? geo_fail_nomem(ctx) : GEO_OK;
    if (status == GEO_OK && !geo_archive_is_hidden(member->name) &&
        geo_archive_wanted(walk, from.name, inner))
        status = open_member(ctx, &from, zip, inner);
    geo_text_release(&name);
    return status;
}

static int by_name(const void *a, const void *b)
{
    const zip_member *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

/* False: the directory does not tell what is needed. */
static bool describe(zip_t *zip, zip_uint64_t index, zip_member *out)
{
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    zip_stat_t info;
    if (zip_stat_index(zip, index, 0, &info) || (info.valid & needed) != needed || !*info.name)
        return false;
    *out = (zip_member){.name = info.name,
                        .index = index,
                        .size = info.size,
                        .packed = info.comp_size,
                        .encrypted = (info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                                     info.encryption_method != ZIP_EM_NONE};
    return true;
}

/* Members that share bytes make a bomb of a small file (Fifield 2019, A better zip bomb). */
static geo_status list_members(geo_ctx *ctx, open_zip *zip, size_t count)
{
    uint64_t packed = 0;
    zip->members = geo_alloc(count, sizeof *zip->members);
    if (!zip->members)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        zip_member member;
        if (!describe(zip->zip, i, &member))
            return geo_fail(ctx, GEO_ERR_FORMAT, "cannot read '%s': member %zu has no name or size",
                            zip->name, i + 1);
        if (member.packed > zip->file_bytes - packed)
            return geo_fail(ctx, GEO_ERR_FORMAT,
                            "cannot read '%s': its members are larger than the zip", zip->name);
        packed += member.packed;
        if (member.name[strlen(member.name) - 1] != '/')
            zip->members[zip->count++] = member;
    }
    qsort(zip->members, zip->count, sizeof *zip->members, by_name);
    return GEO_OK;
}

static geo_status open_fd(geo_ctx *ctx, int fd, open_zip *zip)
{
    struct stat info;
    int code = 0;
    if (fstat(fd, &info)) {
        close(fd);
        return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", zip->name, strerror(errno));
    }
    zip->file_bytes = (uint64_t)info.st_size;
    zip->zip = zip_fdopen(fd, 0, &code);
    if (zip->zip)
        return GEO_OK;
    close(fd);
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    geo_status status = fail_zip(ctx, zip->name, &error);
    zip_error_fini(&error);
    return status;
}

geo_status geo_archive_walk_zip(geo_ctx *ctx, archive_walk *walk, int fd, const char *name,
                                uint32_t depth)
{
    open_zip zip = {.name = name, .depth = depth};
    geo_status status = open_fd(ctx, fd, &zip);
    if (status != GEO_OK)
        return status;
    zip_int64_t count = zip_get_num_entries(zip.zip, 0);
    status = geo_archive_count_members(ctx, walk, (uint64_t)count, name);
    if (status == GEO_OK)
        status = list_members(ctx, &zip, (size_t)count);
    for (size_t i = 0; i < zip.count && status == GEO_OK; i++)
        status = walk_member(ctx, walk, &zip, &zip.members[i]);
    zip_discard(zip.zip);
    geo_free(zip.members);
    return status;
}
