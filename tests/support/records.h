/* Records as text, for tests that compare them. */
#ifndef GROENNET_TESTS_RECORDS_H
#define GROENNET_TESTS_RECORDS_H

#include "base/alloc.h"
#include "io/records.h"
#include "store.h"

/* RD New as ESRI writes it. */
#define RD_WKT                                                                                     \
    "PROJCS[\"RD_New\",GEOGCS[\"GCS_Amersfoort\",DATUM[\"D_Amersfoort\",SPHEROID["                 \
    "\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","         \
    "0.0174532925199433]],PROJECTION[\"Double_Stereographic\"],PARAMETER[\"False_Easting\","       \
    "155000.0],PARAMETER[\"False_Northing\",463000.0],PARAMETER[\"Central_Meridian\","             \
    "5.38763888888889],PARAMETER[\"Scale_Factor\",0.9999079],PARAMETER[\"Latitude_Of_Origin\","    \
    "52.15616055555555],UNIT[\"Meter\",1.0]]"

/* One line per record: number, the first point in whole centimetres or the reason in brackets, and
 * the fields ("-" for null). The status that ended it, GEO_END for all records. */
static inline geo_status tell_records(geo_ctx *ctx, geo_records *records, size_t fields,
                                      geo_text *out)
{
    geo_record record;
    geo_status status;
    while (!(status = geo_records_next(ctx, records, &record))) {
        geo_text_addf(out, "%llu", (unsigned long long)record.number);
        if (record.geom)
            geo_text_addf(out, " %.2f %.2f", record.geom->points[0].x, record.geom->points[0].y);
        else if (record.reason)
            geo_text_addf(out, " (%s)", record.reason);
        for (size_t i = 0; i < fields; i++)
            geo_text_addf(out, " %s", record.text[i] ? record.text[i] : "-");
        geo_text_add(out, "\n");
    }
    assert_int_equal(geo_records_next(ctx, records, &record), GEO_END); /* and stays there */
    return status;
}

/* The whole dataset told, in RD New unless another target is given; GEO_OK when it was read whole.
 */
static inline geo_status tell_dataset(geo_ctx *ctx, const char *dataset,
                                      geo_records_options options, geo_text *out)
{
    geo_records *records = NULL;
    geo_crs *rd = NULL;
    geo_status status = GEO_OK;
    if (!options.target) {
        status = geo_crs_new(ctx, "EPSG:28992", &rd);
        options.target = rd;
    }
    if (!status)
        status = geo_records_new(ctx, dataset, &options, &records);
    if (!status)
        status = tell_records(ctx, records, options.field_count, out);
    geo_records_free(records);
    geo_crs_free(rd);
    return status == GEO_END ? GEO_OK : status;
}

static inline void check_told(geo_ctx *ctx, const char *dataset, geo_records_options options,
                              const char *expected)
{
    geo_text text = GEO_TEXT_INIT;
    geo_status status = tell_dataset(ctx, dataset, options, &text);
    if (status)
        fail_msg("%s: refused: %s", dataset, geo_ctx_error(ctx));
    if (strcmp(geo_text_string(&text), expected) != 0)
        fail_msg("%s: told\n%sexpected\n%s", dataset, geo_text_string(&text), expected);
    geo_text_release(&text);
}

static inline void check_refused(geo_ctx *ctx, const char *dataset, geo_records_options options,
                                 geo_status expected, const char *says)
{
    geo_text text = GEO_TEXT_INIT;
    geo_status status = tell_dataset(ctx, dataset, options, &text);
    if (status != expected)
        fail_msg("%s: status %d, expected %d: '%s'", dataset, status, expected,
                 status ? geo_ctx_error(ctx) : geo_text_string(&text));
    assert_says(ctx, says);
    geo_text_release(&text);
}

/* Reads the dataset again and again while each allocation in turn fails, until none does: memory
 * that is out is the only error, and the last reading is good. */
static inline void check_memory(geo_ctx *ctx, const char *dataset, geo_records_options options)
{
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status == GEO_ERR_NOMEM; nth++) {
        geo_text text = GEO_TEXT_INIT;
        geo_ctx_reset(ctx);
        geo_alloc_fail_at(nth);
        status = tell_dataset(ctx, dataset, options, &text);
        geo_alloc_fail_at(0);
        if (text.failed)
            status = GEO_ERR_NOMEM;
        geo_text_release(&text);
    }
    if (status)
        fail_msg("%s: allocation %d: %d %s", dataset, (int)nth, status, geo_ctx_error(ctx));
    assert_true(nth > 20);
}

#define FIELDS(...)                                                                                \
    .fields = ((const char *const[]){__VA_ARGS__}),                                                \
    .field_count = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)
#define OPTIONS(...) ((geo_records_options){__VA_ARGS__})

#endif
