/* Layers storage_book and, when places were looked for, storage_potential. */
#ifndef GROENNET_STORAGE_LAYERS_H
#define GROENNET_STORAGE_LAYERS_H

#include "cli/package.h"
#include "water/potential.h"

/* The codes of the notes whose bits are set, with one blank between. */
void storage_add_notes(uint32_t notes, const char *const *codes, int count, geo_text *out);
/* Puts the layers into the package and publishes that. potential: NULL without. */
geo_status storage_write(cli *app, const geo_storage_book *book, const geo_potential *potential,
                         geo_package *package) GEO_MUST_USE;

#endif
