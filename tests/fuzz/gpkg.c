/* The scan of a GeoPackage before GDAL may open it. The bytes are SQL that makes the schema: so the
 * scan is tried, and not SQLite's reading of damaged pages. */
#include "io/gpkg.h"

#include "base/alloc.h"
#include "fuzz.h"

/* Counts steps: no statement of the input, and none of the scan on it, may go on for ever. */
static int give_up(void *steps)
{
    return ++*(int *)steps > 200;
}

static sqlite3 *make_base(const char *sql, int *steps)
{
    sqlite3 *db = NULL;
    FUZZ_CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0); /* no other file, VACUUM INTO neither */
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 20);
    sqlite3_limit(db, SQLITE_LIMIT_VDBE_OP, 25000);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
    sqlite3_progress_handler(db, 1000, give_up, steps);
    sqlite3_exec(db, sql, NULL, NULL, NULL); /* as far as it goes */
    return db;
}

static void scan_layers(geo_ctx *ctx, const geo_sqlite *base)
{
    geo_gpkg_layers layers = {0};
    if (fuzz_said(ctx, geo_gpkg_list(ctx, base, &layers)) == GEO_OK)
        for (size_t i = 0; i < layers.count; i++) {
            const geo_gpkg_layer *layer = &layers.items[i];
            char *provenance = NULL;
            uint64_t count;
            (void)fuzz_said(ctx, geo_gpkg_check_layer(ctx, base, layer, &count));
            if (fuzz_said(ctx, geo_gpkg_provenance(ctx, base, layer->name, &provenance)) == GEO_OK)
                geo_free(provenance);
        }
    geo_gpkg_layers_release(&layers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    char *sql = fuzz_string(data, size);
    int steps = 0;
    geo_sqlite base = {make_base(sql, &steps), "fuzz.gpkg"};
    steps = 0;
    if (fuzz_said(ctx, geo_gpkg_check_schema(ctx, &base)) == GEO_OK)
        scan_layers(ctx, &base);
    sqlite3_close(base.db);
    free(sql);
    return 0;
}
