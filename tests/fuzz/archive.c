/* Zips from any bytes: members come in order within the limits, what is refused is refused with a
 * word, and a second walk finds the same. */
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "fuzz.h"
#include "io/archive.h"

enum { MOST_BYTES = 1 << 20, MOST_MEMBERS = 200 };

typedef struct found {
    geo_text names;
    uint64_t bytes, members, sum;
} found;

static geo_status visit(geo_ctx *ctx, void *self, const char *name, geo_pull from)
{
    found *all = self;
    uint8_t buffer[4096];
    size_t got = 1;
    geo_status status = GEO_OK;
    FUZZ_CHECK(++all->members <= MOST_MEMBERS);
    geo_text_addf(&all->names, "%s\n", name);
    while (status == GEO_OK && got > 0) {
        status = from.read(ctx, from.self, buffer, sizeof buffer, &got);
        for (size_t i = 0; status == GEO_OK && i < got; i++)
            all->sum = all->sum * 31 + buffer[i];
        all->bytes += status == GEO_OK ? got : 0;
        FUZZ_CHECK(all->bytes <= MOST_BYTES);
    }
    return status;
}

static geo_status walk(geo_ctx *ctx, const char *path, found *all)
{
    geo_archive_limits limits = GEO_ARCHIVE_LIMITS_INIT;
    limits.bytes = MOST_BYTES;
    limits.members = MOST_MEMBERS;
    *all = (found){0};
    geo_ctx_reset(ctx);
    return fuzz_said(
        ctx, geo_archive_walk(ctx, path, &limits, &(geo_archive_visitor){all, NULL, visit}));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    found first, second;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    geo_status status = walk(fuzz_ctx(), path, &first);
    FUZZ_CHECK(walk(fuzz_ctx(), path, &second) == status);
    FUZZ_CHECK(!strcmp(geo_text_string(&first.names), geo_text_string(&second.names)));
    FUZZ_CHECK(first.sum == second.sum);
    geo_text_release(&first.names);
    geo_text_release(&second.names);
    close(fd);
    return 0;
}
