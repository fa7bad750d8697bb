/* The same thing under the names that registries and years give it: per column of ours a list of
 * field names, of which the first that a layer has is read; --map puts its own first, or with
 * column==text gives all rows the same text. */
#ifndef GEO_REGISTRY_FIELDS_H
#define GEO_REGISTRY_FIELDS_H

#include "base/vec.h"
#include "io/records.h"
#include "registry/import.h"

typedef struct geo_field_names {
    const char *column; /* ours */
    const char *names;  /* "buurtcode|bu_code", best first; NULL: only by --map */
    bool every;         /* all of its names are read, not just the best: geo_fields_next */
} geo_field_names;

typedef struct geo_fields {
    GEO_VEC(const char *) names; /* all of them: for geo_records_options.fields */
    const size_t *starts;        /* [column] where its names begin; one more at the end */
    const size_t *maps;          /* [column] how many of them --map gave */
    bool *has, *met;             /* [name] the opened layer has it; any layer so far had it */
    bool opened;                 /* there was a layer */
    size_t *chosen;              /* [column] index into names, SIZE_MAX when the layer has none */
    const char **same;           /* [column] text of all rows, or NULL */
    size_t count;                /* columns */
    void *memory;
} geo_fields;

/* Columns in the order of `table`. A --map of a column that is not in it is no fault here: other
 * tables of the source may have it. Release it. */
geo_status geo_fields_init(geo_ctx *ctx, const geo_import *import, const geo_field_names *table,
                           size_t count, geo_fields *out) GEO_MUST_USE;
void geo_fields_release(geo_fields *fields);

/* To open a layer (NULL: the only one) with these fields, in the town's system, and only what meets
 * the box where the town has an area; the box and all else is borrowed. */
geo_records_options geo_fields_options(const geo_fields *fields, const geo_import *import,
                                       const char *layer, const geo_box *box);
/* Looks which of the names the opened layer has. */
void geo_fields_choose(geo_fields *fields, const geo_records *records);
/* Says (info) which field of the opened layer fills which column, and which are not read at all. */
void geo_fields_tell(geo_ctx *ctx, const geo_fields *fields, const geo_field_names *table,
                     const geo_records *records);
/* Has the opened layer a field that is typical of the source (`table`: register-fields.csv), does
 * --map fill a column besides the id (the first one), or is there nothing but an id? Errors:
 * FORMAT, with what it has. */
geo_status geo_fields_check_typical(geo_ctx *ctx, const geo_fields *fields,
                                    const geo_field_names *columns, const geo_table *table,
                                    const char *source, const geo_records *records) GEO_MUST_USE;
bool geo_fields_has(const geo_fields *fields, size_t column);
/* The record's text of that column of ours; NULL when null or absent. */
const char *geo_fields_text(const geo_fields *fields, const geo_record *record, size_t column);
/* The next of all texts that the record has under the names of that column, best first; NULL: no
 * more. Where --map names a field that the layer has, no other names are read. *at is 0 for the
 * first. */
const char *geo_fields_next(const geo_fields *fields, const geo_record *record, size_t column,
                            size_t *at);
/* As number with a decimal point or comma; NaN when null. false: it is no number. */
bool geo_fields_number(const geo_fields *fields, const geo_record *record, size_t column,
                       double *out);

/* A cell that says yes (1, ja, true) or no (0, nee, false), letter case ignored; false: neither. */
bool geo_fields_yes_no(const char *text, bool *out);

/* When all has been read: a field of --map that no layer had is an error, where there was a layer.
 * Errors: ARG. */
geo_status geo_fields_check_met(geo_ctx *ctx, const geo_fields *fields) GEO_MUST_USE;

/* Every --map must name a column of one of the tables used (`known`: our columns, NULL-ended): a
 * slip of the fingers is an error, and the hint lists the columns. Errors: ARG. */
geo_status geo_fields_check_maps(geo_ctx *ctx, const geo_import *import,
                                 const char *const *known) GEO_MUST_USE;

#endif
