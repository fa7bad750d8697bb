/* bench_hash FILE: what it costs to know a file again for provenance (io/fingerprint). Of a file
 * over 1 GiB only the ends are read. */
#include "bench.h"
#include "io/fingerprint.h"

int main(int argc, char **argv)
{
    char hash[GEO_FINGERPRINT_ROOM] = "";
    double took = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_hash FILE\n");
        return 2;
    }
    geo_ctx *ctx = geo_ctx_new(NULL);
    double begun = bench_now();
    geo_status status = geo_fingerprint(ctx, argv[1], hash);
    bench_keep(&took, begun);
    if (status != GEO_OK)
        bench_failed("bench_hash", ctx);
    else
        printf("hash_s %.9f\nwhole %d\n", took, hash[0] == 's');
    geo_ctx_free(ctx);
    return status == GEO_OK ? 0 : BENCH_FAILED;
}
