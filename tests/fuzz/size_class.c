/* Sizes as registers write them: whatever is understood is a size, with its limits in order. */
#include "registry/size_class.h"

#include <math.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_size_class class;
    char text[256];
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (!geo_size_class_parse(text, &class))
        return 0;
    const double values[3] = {class.middle_m, class.min_m, class.max_m};
    for (int i = 0; i < 3; i++)
        FUZZ_CHECK(isnan(values[i]) || (isfinite(values[i]) && values[i] >= 0));
    FUZZ_CHECK(!(class.min_m > class.middle_m) && !(class.middle_m > class.max_m));
    return 0;
}
