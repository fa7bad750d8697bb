/* Which rows are homes, and which of those come for the first time: a home is counted once, by its
 * object's id, however many addresses it has. */
#ifndef GEO_GREEN_HOMES_H
#define GEO_GREEN_HOMES_H

#include "io/batch.h"

/* 1 a home, 0 none, NaN unknown: of a value of column `home`, which registers export as text too.
 */
double geo_home_use(const geo_value *value);

typedef struct geo_homes geo_homes;

/* schema: of the rows that will come. Without column home no row is known to be one; without column
 * id every row is a home of its own. */
geo_status geo_homes_new(geo_ctx *ctx, const geo_schema *schema, geo_homes **out) GEO_MUST_USE;
void geo_homes_free(geo_homes *homes);
/* Sets first[i] for rows (one per row of the batch) that are a home which no earlier row was. */
geo_status geo_homes_take(geo_ctx *ctx, geo_homes *homes, const geo_batch *batch, geo_arena *arena,
                          bool *first) GEO_MUST_USE;

#endif
