/* Names and codes: streets, neighbourhoods, places, postcodes. */
#ifndef GROENNET_SAMPLE_NAMES_H
#define GROENNET_SAMPLE_NAMES_H

#include "sample/block.h"

#define SAMPLE_NAME_SIZE 64

/* Each writes a NUL-terminated UTF-8 text of at most SAMPLE_NAME_SIZE bytes and gives it back. */

/* Unique within its place; NULL for an unnamed path. */
const char *sample_street_name(const sample_plan *plan, sample_name name, char *out);
const char *sample_buurt_name(const sample_plan *plan, int buurt, char *out);
const char *sample_wijk_name(const sample_plan *plan, int wijk, char *out);
const char *sample_place_name(const sample_plan *plan, int buurt, char *out);
const char *sample_municipality_name(void);

/* "BU09990101", "WK099901", "GM0999". */
const char *sample_buurt_code(const sample_plan *plan, int buurt, char *out);
const char *sample_wijk_code(int wijk, char *out);
const char *sample_municipality_code(void);

/* "1712KX": four digits per buurt, letters per side of a block. */
const char *sample_postcode(const sample_plan *plan, const sample_block *block,
                            const sample_address *address, char *out);

#endif
