/* Which file was it? The hash by which an input is known again, for provenance. */
#ifndef GEO_IO_FINGERPRINT_H
#define GEO_IO_FINGERPRINT_H

#include "base/ctx.h"

#define GEO_FINGERPRINT_ROOM 128
#define GEO_FINGERPRINT_WHOLE (UINT64_C(1) << 30) /* bytes; larger files are not read whole */

/* Of a regular file: "sha256:HEX" of all its bytes; of one over 1 GiB "ends-sha256:HEX:BYTES", of
 * its first and last MiB, and its size. "" for what is no regular file (a stream, the network).
 * Errors: IO (cannot be read). */
geo_status geo_fingerprint(geo_ctx *ctx, const char *path,
                           char out[GEO_FINGERPRINT_ROOM]) GEO_MUST_USE;

/* The same in a thread of its own, while the caller goes on. */
typedef struct geo_fingerprint_job geo_fingerprint_job;
geo_status geo_fingerprint_begin(geo_ctx *ctx, const char *path,
                                 geo_fingerprint_job **out) GEO_MUST_USE;
/* Waits for it; once. Errors as above. */
geo_status geo_fingerprint_end(geo_ctx *ctx, geo_fingerprint_job *job,
                               char out[GEO_FINGERPRINT_ROOM]) GEO_MUST_USE;
/* Stops it when it was not waited for. */
void geo_fingerprint_job_free(geo_fingerprint_job *job);

#endif
