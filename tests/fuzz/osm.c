/* The frame of a file of OpenStreetMap, and house numbers. */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "io/osm_parts.h"
#include "registry/osm.h"

static geo_status judge(geo_ctx *ctx, const uint8_t *data, size_t size)
{
    char path[64];
    int file = memfd_create("osm", 0);
    FUZZ_CHECK(file >= 0 && write(file, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    bool is_chain;
    geo_status status = fuzz_said(ctx, geo_osm_check(ctx, path, "t", &is_chain));
    close(file);
    return status;
}

/* What is whole is not whole without its end. */
static void check_frame(geo_ctx *ctx, const uint8_t *data, size_t size)
{
    if (judge(ctx, data, size) != GEO_OK)
        return;
    while (size && strchr(" \t\r\n", data[size - 1]) && data[0])
        size--;
    FUZZ_CHECK(size && judge(ctx, data, size - 1) == GEO_ERR_FORMAT);
}

/* Nothing of a house number is lost but the marks between its parts. */
static void check_number(const char *text)
{
    int64_t number;
    char letter;
    const char *addition;
    geo_osm_split_number(text, &number, &letter, &addition);
    FUZZ_CHECK(number >= -1 && number <= 99999);
    FUZZ_CHECK(!letter || (letter >= 'A' && letter <= 'Z'));
    FUZZ_CHECK(addition >= text && addition <= text + strlen(text));
    FUZZ_CHECK(number >= 0 || addition == text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    check_frame(fuzz_ctx(), data, size);
    check_number(text);
    free(text);
    return 0;
}
