/* For tests of io/open: does a dataset open? */
#ifndef GROENNET_TESTS_OPEN_CASE_H
#define GROENNET_TESTS_OPEN_CASE_H

#include "io/open.h"
#include "store.h"

static inline geo_status open_it(geo_ctx *ctx, const char *dataset, const geo_open_options *options)
{
    geo_vector v = {0};
    const geo_open_options none = GEO_OPEN_OPTIONS_INIT;
    geo_status status = geo_vector_init(ctx, dataset, options ? options : &none, &v);
    geo_vector_release(&v);
    return status;
}

#endif
