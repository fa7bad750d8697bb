/* Where columns come from: which tool made them, with which options, from which inputs. Travels as
 * JSON in a stream's header and ends in the GeoPackage's metadata.
 * {"groennet":"0.1.0","rows":{"read":9,"rejected":1},
 *  "steps":[{"tool":"gn-trees","version":"0.1.0","columns":["trees_in_sight"],
 *            "options":{"reach":"30"},"inputs":{"tree":{"name":"base.gpkg:tree","date":"2024-05-01"}}}]}
 * Text is stable: keys in order of insertion, no clock. */
#ifndef GEO_IO_PROVENANCE_H
#define GEO_IO_PROVENANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ctx.h"

typedef struct geo_provenance geo_provenance;

/* From JSON text (NULL: empty, foreign). Errors: FORMAT. */
geo_status geo_provenance_new(geo_ctx *ctx, const char *json, geo_provenance **out) GEO_MUST_USE;
void geo_provenance_free(geo_provenance *provenance);
bool geo_provenance_is_foreign(const geo_provenance *provenance); /* no step of ours in it */

/* Begins a step; the calls after it fill that step. */
geo_status geo_provenance_step(geo_ctx *ctx, geo_provenance *p, const char *tool,
                               const char *version) GEO_MUST_USE;
geo_status geo_provenance_column(geo_ctx *ctx, geo_provenance *p, const char *column) GEO_MUST_USE;
geo_status geo_provenance_option(geo_ctx *ctx, geo_provenance *p, const char *name,
                                 const char *value) GEO_MUST_USE;
/* name: file[:layer] without folder; date: newest source_date or NULL; hash: from the town's
 * manifest or of the file, or NULL. */
geo_status geo_provenance_input(geo_ctx *ctx, geo_provenance *p, const char *theme,
                                const char *name, const char *date, const char *hash) GEO_MUST_USE;
geo_status geo_provenance_rows(geo_ctx *ctx, geo_provenance *p, uint64_t read,
                               uint64_t rejected) GEO_MUST_USE;
bool geo_provenance_get_rows(const geo_provenance *p, uint64_t *read, uint64_t *rejected);

/* Value of an option of the step that made `column`; NULL when unknown. Owned by p. */
const char *geo_provenance_find(const geo_provenance *p, const char *column, const char *option);
/* Tool that made the column, or NULL. */
const char *geo_provenance_maker(const geo_provenance *p, const char *column);
/* Newest date of any input, "YYYY-MM-DD", or NULL. */
const char *geo_provenance_newest_date(const geo_provenance *p);
/* Compact JSON; owned by p, valid until it changes. */
const char *geo_provenance_text(geo_provenance *p);

#endif
