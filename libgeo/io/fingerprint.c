#include "io/fingerprint.h"

#include <errno.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"

#define CHUNK ((size_t)1 << 20)

/* Adds `length` bytes from where the file stands; fewer is an error: the file shrank. */
static bool add_bytes(FILE *file, uint64_t length, uint8_t *chunk, struct sha256_ctx *hash)
{
    while (length > 0) {
        size_t wanted = length < CHUNK ? (size_t)length : CHUNK;
        size_t got = fread(chunk, 1, wanted, file);
        sha256_update(hash, got, chunk);
        length -= got;
        if (got < wanted)
            return false;
    }
    return true;
}

static bool hash_file(FILE *file, uint64_t size, uint8_t *chunk, struct sha256_ctx *hash)
{
    sha256_init(hash);
    if (size <= GEO_FINGERPRINT_WHOLE)
        return add_bytes(file, size, chunk, hash);
    return add_bytes(file, CHUNK, chunk, hash) &&
           fseeko(file, (off_t)(size - CHUNK), SEEK_SET) == 0 &&
           add_bytes(file, CHUNK, chunk, hash);
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

geo_status geo_fingerprint(geo_ctx *ctx, const char *path, char out[GEO_FINGERPRINT_ROOM])
{
    struct stat info;
    struct sha256_ctx hash;
    uint8_t *chunk = NULL;
    *out = '\0';
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) /* a pipe must not be read here */
        return GEO_OK;
    FILE *file = fopen(path, "rb");
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    uint64_t size = (uint64_t)info.st_size;
    geo_status status = (chunk = geo_alloc(CHUNK, 1)) ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK && !hash_file(file, size, chunk, &hash))
        status = geo_fail(ctx, GEO_ERR_IO, "cannot read '%s' to its end", path);
    if (status == GEO_OK)
        write_hash(&hash, size, out);
    geo_free(chunk);
    (void)fclose(file);
    return status;
}
