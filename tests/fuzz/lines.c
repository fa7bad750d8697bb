/* GeoJSON text sequences: lines, columns, values, geometries. */
#include "rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read_stream(data, size, geo_reader_open_lines);
    return 0;
}
