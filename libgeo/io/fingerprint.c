#include "io/fingerprint.h"

#include <errno.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/task.h"

#define CHUNK ((size_t)1 << 20)

/* What is done with one file, in whichever thread. */
typedef struct work {
    const char *path;
    uint8_t *chunk; /* CHUNK bytes */
} work;

static geo_status cut_short(geo_ctx *ctx, const work *w)
{
    return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s' to its end", w->path);
}

/* Adds `length` bytes from where the file stands; fewer is an error: the file shrank. */
static geo_status add_bytes(geo_ctx *ctx, const work *w, FILE *file, uint64_t length,
                            struct sha256_ctx *hash)
{
    geo_status status = GEO_OK;
    while (status == GEO_OK && length > 0) {
        size_t wanted = length < CHUNK ? (size_t)length : CHUNK;
        size_t got = fread(w->chunk, 1, wanted, file);
        sha256_update(hash, got, w->chunk);
        length -= got;
        status = got < wanted ? cut_short(ctx, w) : geo_ctx_poll(ctx);
    }
    return status;
}

static geo_status hash_file(geo_ctx *ctx, const work *w, FILE *file, uint64_t size,
                            struct sha256_ctx *hash)
{
    sha256_init(hash);
    if (size <= GEO_FINGERPRINT_WHOLE)
        return add_bytes(ctx, w, file, size, hash);
    geo_status status = add_bytes(ctx, w, file, CHUNK, hash);
    if (status == GEO_OK && fseeko(file, (off_t)(size - CHUNK), SEEK_SET) != 0)
        status = cut_short(ctx, w);
    return status == GEO_OK ? add_bytes(ctx, w, file, CHUNK, hash) : status;
}

static void write_hash(struct sha256_ctx *hash, uint64_t size, char out[GEO_FINGERPRINT_ROOM])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char hex[2 * SHA256_DIGEST_SIZE + 1];
    sha256_digest(hash, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    if (size <= GEO_FINGERPRINT_WHOLE)
        snprintf(out, GEO_FINGERPRINT_ROOM, "sha256:%s", hex);
    else
        snprintf(out, GEO_FINGERPRINT_ROOM, "ends-sha256:%s:%" PRIu64, hex, size);
}

static geo_status fingerprint(geo_ctx *ctx, const work *w, char out[GEO_FINGERPRINT_ROOM])
{
    struct stat info;
    struct sha256_ctx hash;
    *out = '\0';
    if (stat(w->path, &info) != 0 || !S_ISREG(info.st_mode)) /* a pipe must not be read here */
        return GEO_OK;
    FILE *file = fopen(w->path, "rb");
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", w->path, strerror(errno));
    uint64_t size = (uint64_t)info.st_size;
    geo_status status = hash_file(ctx, w, file, size, &hash);
    if (status == GEO_OK)
        write_hash(&hash, size, out);
    (void)fclose(file);
    return status;
}

geo_status geo_fingerprint(geo_ctx *ctx, const char *path, char out[GEO_FINGERPRINT_ROOM])
{
    work w = {.path = path, .chunk = geo_alloc(CHUNK, 1)};
    *out = '\0';
    geo_status status = w.chunk ? fingerprint(ctx, &w, out) : geo_fail_nomem(ctx);
    geo_free(w.chunk);
    return status;
}

/* ---- in a thread ---- */

struct geo_fingerprint_job {
    char *path;
    uint8_t *chunk; /* had beforehand: the thread asks for no memory */
    geo_task *task;
    char text[GEO_FINGERPRINT_ROOM];
};

static geo_status run(void *self, geo_ctx *ctx)
{
    geo_fingerprint_job *job = self;
    return fingerprint(ctx, &(work){job->path, job->chunk}, job->text);
}

geo_status geo_fingerprint_begin(geo_ctx *ctx, const char *path, geo_fingerprint_job **out)
{
    geo_fingerprint_job *job = geo_calloc(1, sizeof *job);
    if (!job)
        return geo_fail_nomem(ctx);
    job->path = geo_strdup(path);
    job->chunk = geo_alloc(CHUNK, 1);
    geo_status status = job->path && job->chunk ? geo_task_begin(ctx, true, run, job, &job->task)
                                                : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        *out = job;
    else
        geo_fingerprint_job_free(job);
    return status;
}

geo_status geo_fingerprint_end(geo_ctx *ctx, geo_fingerprint_job *job,
                               char out[GEO_FINGERPRINT_ROOM])
{
    geo_status status = geo_task_end(ctx, job->task);
    memcpy(out, job->text, sizeof job->text); /* "" after a failure */
    return status;
}

void geo_fingerprint_job_free(geo_fingerprint_job *job)
{
    if (!job)
        return;
    geo_task_free(job->task);
    geo_free(job->path);
    geo_free(job->chunk);
    geo_free(job);
}
