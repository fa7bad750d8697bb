/* The one status type. GEO_OK and GEO_END are not failures; everything below zero is. */
#ifndef GEO_BASE_STATUS_H
#define GEO_BASE_STATUS_H

typedef enum geo_status {
    GEO_OK = 0,
    GEO_END = 1,           /* an iteration is over */
    GEO_ERR_ARG = -1,      /* the caller (in a tool: the user) gave a wrong value */
    GEO_ERR_NOMEM = -2,    /* out of memory */
    GEO_ERR_IO = -3,       /* reading or writing failed */
    GEO_ERR_FORMAT = -4,   /* the bytes are not what they should be */
    GEO_ERR_NOTFOUND = -5, /* no such file, layer, column, row */
    GEO_ERR_CRS = -6,      /* coordinate reference system missing, unknown or wrong */
    GEO_ERR_GEOM = -7,     /* geometry that cannot be used */
    GEO_ERR_RANGE = -8,    /* value outside its allowed range */
    GEO_ERR_UNSUPPORTED = -9,
    GEO_ERR_LIMIT = -10,     /* a stated limit (size, nesting, share of bad rows) is passed */
    GEO_ERR_CANCELLED = -11, /* the user or a signal asked to stop */
    GEO_ERR_BUSY = -12,      /* locked or being edited by somebody else: try later */
    GEO_ERR_INTERNAL = -13   /* our bug */
} geo_status;

#define GEO_MUST_USE __attribute__((warn_unused_result))
#define GEO_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

#endif
