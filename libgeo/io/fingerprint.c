#include "io/fingerprint.h"

#include <errno.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"

#define CHUNK ((size_t)1 << 20)

/* What is done with one file, in whichever thread. */
typedef struct work {
    const char *path;
    uint8_t *chunk;          /* CHUNK bytes */
    const atomic_bool *stop; /* NULL: nobody will */
} work;

/* Adds `length` bytes from where the file stands; fewer is an error: the file shrank. */
static bool add_bytes(const work *w, FILE *file, uint64_t length, struct sha256_ctx *hash)
{
    while (length > 0) {
        size_t wanted = length < CHUNK ? (size_t)length : CHUNK;
        size_t got = fread(w->chunk, 1, wanted, file);
        sha256_update(hash, got, w->chunk);
        length -= got;
        if (got < wanted || (w->stop && atomic_load(w->stop)))
            return false;
    }
    return true;
}

static bool hash_file(const work *w, FILE *file, uint64_t size, struct sha256_ctx *hash)
{
    sha256_init(hash);
    if (size <= GEO_FINGERPRINT_WHOLE)
        return add_bytes(w, file, size, hash);
    return add_bytes(w, file, CHUNK, hash) && fseeko(file, (off_t)(size - CHUNK), SEEK_SET) == 0 &&
           add_bytes(w, file, CHUNK, hash);
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
    geo_status status = GEO_OK;
    *out = '\0';
    if (stat(w->path, &info) != 0 || !S_ISREG(info.st_mode)) /* a pipe must not be read here */
        return GEO_OK;
    FILE *file = fopen(w->path, "rb");
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", w->path, strerror(errno));
    uint64_t size = (uint64_t)info.st_size;
    if (hash_file(w, file, size, &hash))
        write_hash(&hash, size, out);
    else
        status = geo_fail(ctx, GEO_ERR_IO, "cannot read '%s' to its end", w->path);
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
    atomic_bool stop;
    pthread_t thread;
    bool runs;
    geo_status status;
    char text[GEO_FINGERPRINT_ROOM];
};

static void *run(void *self)
{
    geo_fingerprint_job *job = self;
    const work w = {job->path, job->chunk, &job->stop};
    job->status = fingerprint(NULL, &w, job->text);
    return NULL;
}

geo_status geo_fingerprint_begin(geo_ctx *ctx, const char *path, geo_fingerprint_job **out)
{
    geo_fingerprint_job *job = geo_calloc(1, sizeof *job);
    if (!job)
        return geo_fail_nomem(ctx);
    job->status = GEO_ERR_IO;
    job->path = geo_strdup(path);
    job->chunk = geo_alloc(CHUNK, 1);
    if (!job->path || !job->chunk) {
        geo_fingerprint_job_free(job);
        return geo_fail_nomem(ctx);
    }
    job->runs = pthread_create(&job->thread, NULL, run, job) == 0;
    *out = job;
    return GEO_OK;
}

geo_status geo_fingerprint_end(geo_ctx *ctx, geo_fingerprint_job *job,
                               char out[GEO_FINGERPRINT_ROOM])
{
    if (job->runs)
        pthread_join(job->thread, NULL);
    job->runs = false;
    if (job->status !=
        GEO_OK) /* again, where it can be said why; and where no thread was to be had */
        return geo_fingerprint(ctx, job->path, out);
    memcpy(out, job->text, sizeof job->text);
    return GEO_OK;
}

void geo_fingerprint_job_free(geo_fingerprint_job *job)
{
    if (!job)
        return;
    atomic_store(&job->stop, true);
    if (job->runs)
        pthread_join(job->thread, NULL);
    geo_free(job->path);
    geo_free(job->chunk);
    geo_free(job);
}
