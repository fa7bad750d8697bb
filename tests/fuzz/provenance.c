/* Provenance out of streams of others. What was read is written, and reading that changes nothing
 * any more; a further step can always be added. */
#include "io/provenance.h"

#include "fuzz.h"

static char *text_of(geo_provenance *provenance)
{
    const char *text = geo_provenance_text(provenance);
    FUZZ_CHECK(text);
    return fuzz_string((const uint8_t *)text, strlen(text));
}

static void check_questions(const geo_provenance *p)
{
    uint64_t read, rejected;
    const char *date = geo_provenance_newest_date(p);
    (void)geo_provenance_get_rows(p, &read, &rejected);
    (void)geo_provenance_find(p, "trees_in_sight", "reach");
    (void)geo_provenance_maker(p, "trees_in_sight");
    FUZZ_CHECK(!date || strlen(date) == 10);
}

static void check_step(geo_ctx *ctx, geo_provenance *p)
{
    FUZZ_CHECK(geo_provenance_step(ctx, p, "gn-null", "0") == GEO_OK);
    FUZZ_CHECK(geo_provenance_column(ctx, p, "fuzz column") == GEO_OK);
    FUZZ_CHECK(geo_provenance_option(ctx, p, "reach", "30") == GEO_OK);
    FUZZ_CHECK(geo_provenance_input(ctx, p, "tree", "base.gpkg:tree", "2024-05-01", NULL) ==
               GEO_OK);
    FUZZ_CHECK(!geo_provenance_is_foreign(p));
    FUZZ_CHECK(geo_provenance_maker(p, "fuzz column"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    geo_provenance *first = NULL, *second = NULL;
    char *json = fuzz_string(data, size);
    if (fuzz_said(ctx, geo_provenance_new(ctx, json, &first)) == GEO_OK) {
        char *once = text_of(first);
        FUZZ_CHECK(geo_provenance_new(ctx, once, &second) == GEO_OK);
        char *twice = text_of(second);
        FUZZ_CHECK(strcmp(once, twice) == 0);
        check_questions(first);
        check_step(ctx, first);
        free(once);
        free(twice);
    }
    geo_provenance_free(first);
    geo_provenance_free(second);
    free(json);
    return 0;
}
