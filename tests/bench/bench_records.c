/* bench_records make FILE INSIDE OUTSIDE | cut FILE | whole FILE: what a municipality costs out of
 * a national file. `make` writes a GeoPackage of points like bag-light's addresses: INSIDE of them
 * in a box of 5 km, OUTSIDE all over the country, mixed; `cut` reads the box through io/records,
 * `whole` everything. The processor's time and the most memory are printed. */
#include <string.h>
#include <sys/resource.h>

#include "base/parse.h"
#include "bench.h"
#include "io/io.h"
#include "io/package.h"
#include "io/records.h"

static const geo_box COUNTRY = {10000, 305000, 280000, 620000},
                     TOWN = {155000, 463000, 160000, 468000};

static const char *const FIELDS[] = {"identificatie", "postcode", "status", "gebruiksdoel"};
enum { COLUMNS = sizeof FIELDS / sizeof *FIELDS };

static geo_value text_value(const char *text)
{
    return (geo_value){.type = GEO_FIELD_STRING, .as.string = {text, (uint32_t)strlen(text)}};
}

static geo_status put_point(geo_ctx *ctx, geo_layer *layer, geo_box box, int64_t number,
                            uint64_t *dice)
{
    char id[32], postcode[16];
    geo_point point = {box.xmin + (box.xmax - box.xmin) * bench_roll(dice),
                       box.ymin + (box.ymax - box.ymin) * bench_roll(dice)};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &point, .point_count = 1};
    snprintf(id, sizeof id, "0344010%09lld", (long long)number);
    snprintf(postcode, sizeof postcode, "%04d%c%c", 1000 + (int)(bench_roll(dice) * 8999),
             'A' + (int)(bench_roll(dice) * 26), 'A' + (int)(bench_roll(dice) * 26));
    const geo_value values[COLUMNS] = {text_value(id), text_value(postcode),
                                       text_value("Verblijfsobject in gebruik"),
                                       text_value("winkelfunctie,woonfunctie")};
    return geo_layer_put(ctx, layer, &geom, values);
}

static geo_status put_points(geo_ctx *ctx, geo_layer *layer, int64_t inside, int64_t outside)
{
    uint64_t dice = 7;
    geo_status status = GEO_OK;
    int64_t all = inside + outside, put = 0;
    for (int64_t i = 0; status == GEO_OK && i < all; i++) {
        bool here = (put + 1) * all <= inside * (i + 1);
        put += here;
        status = put_point(ctx, layer, here ? TOWN : COUNTRY, i, &dice);
    }
    return status;
}

static geo_status make(geo_ctx *ctx, const char *path, int64_t inside, int64_t outside)
{
    geo_crs *crs = NULL;
    geo_schema schema = {0};
    geo_package *package = NULL;
    geo_layer *layer = NULL;
    const geo_package_options options = {.path = path, .overwrite = true, .date = "2026-01-01"};
    const geo_layer_options layer_options = {.schema = &schema};
    geo_status status = geo_crs_new(ctx, "EPSG:28992", &crs);
    if (status == GEO_OK)
        status = geo_schema_init(ctx, &schema, "verblijfsobject", GEO_GEOM_POINT, crs);
    for (int i = 0; status == GEO_OK && i < COLUMNS; i++)
        status = geo_schema_add(ctx, &schema, FIELDS[i], GEO_FIELD_STRING);
    if (status == GEO_OK)
        status = geo_package_new(ctx, &options, &package);
    if (status == GEO_OK)
        status = geo_package_layer(ctx, package, &layer_options, &layer);
    if (status == GEO_OK)
        status = put_points(ctx, layer, inside, outside);
    if (status == GEO_OK)
        status = geo_package_commit(ctx, package);
    geo_package_free(package);
    geo_schema_release(&schema);
    geo_crs_free(crs);
    return status;
}

static geo_status cut(geo_ctx *ctx, const char *path, const geo_box *box)
{
    geo_crs *crs = NULL;
    geo_records *records = NULL;
    geo_record record;
    uint64_t count = 0;
    double begun = bench_now(), opened = 0;
    geo_status status = geo_crs_new(ctx, "EPSG:28992", &crs);
    geo_records_options options = {
        .target = crs, .box = box, .fields = FIELDS, .field_count = COLUMNS};
    if (status == GEO_OK)
        status = geo_records_new(ctx, path, &options, &records);
    opened = bench_now() - begun;
    while (status == GEO_OK && (status = geo_records_next(ctx, records, &record)) == GEO_OK)
        count += record.geom != NULL;
    geo_records_free(records);
    geo_crs_free(crs);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("records %llu\nopen_s %.6f\nall_s %.6f\nmemory_kb %ld\n", (unsigned long long)count,
           opened, bench_now() - begun, used.ru_maxrss);
    return status == GEO_END ? GEO_OK : status;
}

int main(int argc, char **argv)
{
    int64_t inside = 0, outside = 0;
    geo_ctx *ctx = geo_ctx_new(NULL);
    const char *what = argc > 2 ? argv[1] : "";
    geo_status status = geo_io_init(ctx);
    if (status == GEO_OK && argc == 5 && strcmp(what, "make") == 0) {
        status = geo_parse_int(ctx, argv[3], 0, INT32_MAX, &inside);
        if (status == GEO_OK)
            status = geo_parse_int(ctx, argv[4], 0, INT32_MAX, &outside);
        if (status == GEO_OK)
            status = make(ctx, argv[2], inside, outside);
    } else if (status == GEO_OK && argc == 3 && strcmp(what, "cut") == 0) {
        status = cut(ctx, argv[2], &TOWN);
    } else if (status == GEO_OK && argc == 3 && strcmp(what, "whole") == 0) {
        status = cut(ctx, argv[2], NULL);
    } else if (status == GEO_OK) {
        fprintf(stderr, "usage: bench_records make FILE INSIDE OUTSIDE | cut FILE | whole FILE\n");
        return 2;
    }
    if (status != GEO_OK)
        bench_failed("bench_records", ctx);
    geo_ctx_free(ctx);
    return status == GEO_OK ? 0 : BENCH_FAILED;
}
