/* Inside the verdict: the sentence that a planner reads. */
#ifndef GEO_GREEN_NORM_WORDS_H
#define GEO_GREEN_NORM_WORDS_H

#include "base/text.h"
#include "green/norm.h"

/* Why a criterion is unknown. */
typedef struct geo_why {
    size_t note; /* index, or SIZE_MAX */
    double number;
} geo_why;

/* Appends e.g. "3 van 4 bomen in zicht; 312 m naar groen (hoogstens 400 m); 18,3 % kroon in de
 * buurt (minstens 40 %)". unit: the canopy's, or NULL. */
void geo_norm_sentence(const geo_norm_options *options, const geo_notes *notes,
                       const geo_norm_answer *answer, const geo_why why[GEO_CRITERIA],
                       const char *unit, geo_text *out);

#endif
