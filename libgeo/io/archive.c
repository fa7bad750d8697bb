/* Walking a file or a folder. Zips are archive_zip.c's.
 * Invariant: every file met is counted before it is judged, every byte before it is handed on. */
#include "io/archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/archive_parts.h"
#include "io/open.h"

bool geo_archive_wanted(const archive_walk *walk, const char *name, bool is_zip)
{
    const geo_archive_visitor *visitor = walk->visitor;
    return !visitor->wants || visitor->wants(visitor->self, name, is_zip);
}

bool geo_archive_is_zip_name(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && !strcasecmp(name + length - 4, ".zip");
}

/* "__MACOSX/._bgt_pand.gml" in a zip made on a Mac is no GML. */
bool geo_archive_is_hidden(const char *name)
{
    const char *slash = strrchr(name, '/');
    return (slash ? slash[1] : *name) == '.';
}

geo_status geo_archive_count_members(geo_ctx *ctx, archive_walk *walk, uint64_t more,
                                     const char *name)
{
    if (more > walk->limits.members - walk->members)
        return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' brings more than %u files", name,
                        walk->limits.members);
    walk->members += more;
    return GEO_OK;
}

geo_status geo_archive_count_bytes(geo_ctx *ctx, archive_walk *walk, uint64_t more,
                                   const char *name)
{
    if (more > walk->limits.bytes - walk->bytes)
        return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' brings more than %llu MiB to read", name,
                        (unsigned long long)(walk->limits.bytes >> 20));
    walk->bytes += more;
    return GEO_OK;
}

/* A file on disk as it is read. */
typedef struct plain_file {
    archive_walk *walk;
    const char *name;
    int fd;
} plain_file;

static geo_status read_plain(geo_ctx *ctx, void *self, void *buffer, size_t room, size_t *got)
{
    plain_file *file = self;
    ssize_t done;
    do {
        done = read(file->fd, buffer, room);
    } while (done < 0 && errno == EINTR);
    if (done < 0)
        return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", file->name, strerror(errno));
    *got = (size_t)done;
    return geo_archive_count_bytes(ctx, file->walk, *got, file->name);
}

/* A zip may lack its suffix; what has the suffix must be a zip. */
static bool is_zip(int fd, const char *name)
{
    unsigned char head[4];
    return geo_archive_is_zip_name(name) ||
           (pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head && !memcmp(head, "PK\3\4", 4));
}

static geo_status walk_file(geo_ctx *ctx, archive_walk *walk, const char *path, const char *name)
{
    geo_status status = geo_open_check_path(ctx, path, false);
    if (status != GEO_OK)
        return status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    if (is_zip(fd, name))
        return geo_archive_walk_zip(ctx, walk, fd, name, 1);
    plain_file file = {walk, name, fd};
    status = walk->visitor->visit(ctx, walk->visitor->self, name, (geo_pull){&file, read_plain});
    close(fd);
    return status;
}

/* Folders within it are passed over; what is neither that nor a plain file is an error. */
static geo_status walk_entry(geo_ctx *ctx, archive_walk *walk, const char *folder, const char *name)
{
    struct stat info;
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/%s", folder, name);
    geo_status status = path.failed ? geo_fail_nomem(ctx) : GEO_OK;
    bool is_folder = status == GEO_OK && !stat(path.data, &info) && S_ISDIR(info.st_mode);
    if (status == GEO_OK && !is_folder && !geo_archive_is_hidden(name) &&
        geo_archive_wanted(walk, name, geo_archive_is_zip_name(name)))
        status = walk_file(ctx, walk, path.data, name);
    geo_text_release(&path);
    return status;
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static geo_status walk_folder(geo_ctx *ctx, archive_walk *walk, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_entry, by_name);
    if (count < 0)
        return geo_fail(ctx, GEO_ERR_IO, "cannot read the folder '%s': %s", folder,
                        strerror(errno));
    geo_status status = geo_archive_count_members(ctx, walk, (uint64_t)count, folder);
    for (int i = 0; i < count; i++) {
        if (status == GEO_OK)
            status = walk_entry(ctx, walk, folder, entries[i]->d_name);
        free(entries[i]); /* scandir's own */
    }
    free(entries);
    return status;
}

geo_status geo_archive_walk(geo_ctx *ctx, const char *path, const geo_archive_limits *limits,
                            const geo_archive_visitor *visitor)
{
    archive_walk walk = {.visitor = visitor, .limits = limits ? *limits : GEO_ARCHIVE_LIMITS_INIT};
    struct stat info;
    char *name = NULL;
    geo_status status;
    if (!stat(path, &info) && S_ISDIR(info.st_mode)) {
        status = walk_folder(ctx, &walk, path);
    } else {
        status = geo_open_name(ctx, path, NULL, &name);
        if (status == GEO_OK)
            status = walk_file(ctx, &walk, path, name);
    }
    geo_free(name);
    return status == GEO_END ? GEO_OK : status;
}
