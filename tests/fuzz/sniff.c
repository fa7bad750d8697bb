/* What a file is by its first bytes, and what a dataset's name means. */
#include "base/alloc.h"
#include "fuzz.h"
#include "io/open.h"

/* The parts of a name that is no file make up the name. */
static void check_name(geo_ctx *ctx, const char *text)
{
    char *path = NULL, *layer = NULL, *name = NULL;
    if (fuzz_said(ctx, geo_open_split(ctx, text, &path, &layer)) != GEO_OK)
        return;
    size_t length = strlen(path);
    FUZZ_CHECK(length && strncmp(path, text, length) == 0);
    FUZZ_CHECK(layer ? text[length] == ':' && !strcmp(text + length + 1, layer) : !text[length]);
    FUZZ_CHECK(geo_open_name(ctx, path, layer, &name) == GEO_OK && *name);
    /* What may be opened is no name that GDAL takes for something else than a plain file. */
    if (fuzz_said(ctx, geo_open_check_path(ctx, path, false)) == GEO_OK)
        FUZZ_CHECK(strncmp(path, "/vsi", 4) != 0 && !strstr(path, "://") && *path != '{' &&
                   *path != '<');
    geo_free(path);
    geo_free(layer);
    geo_free(name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    const char *found = NULL;
    char *text = fuzz_string(data, size);
    geo_open_format format = geo_open_sniff_bytes(data, size, &found);
    FUZZ_CHECK(found && *found);
    FUZZ_CHECK(format >= GEO_OPEN_UNKNOWN && format <= GEO_OPEN_TIFF);
    FUZZ_CHECK(geo_open_sniff_bytes(data, size, NULL) == format);
    geo_open_format wider = geo_open_sniff_registry_bytes(data, size, &found);
    FUZZ_CHECK(found && *found);
    FUZZ_CHECK(wider == format || format == GEO_OPEN_UNKNOWN || format == GEO_OPEN_TIFF);
    check_name(ctx, text);
    free(text);
    return 0;
}
