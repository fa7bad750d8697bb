/* Which classes of green count: the toolkit's table, another one, a list, or all. */
#ifndef GROENNET_ACCESS_CLASSES_H
#define GROENNET_ACCESS_CLASSES_H

#include "base/table.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "green/patches.h"

typedef struct access_classes {
    geo_table *table;
    const char *name;              /* of the file that was read; NULL: none was */
    GEO_VEC(const char *) words;   /* NULL-ended; no items: any class */
    GEO_VEC(const char *) refused; /* in the file, but not counting; no items: none was read */
} access_classes;

/* classes: what --classes says, or NULL; green: the target is the town's green. */
geo_status access_choose_classes(cli *app, const char *classes, bool green,
                                 access_classes *to) GEO_MUST_USE;
/* Warns of what makes green fall out unseen: no column, no class, a class that is not in the file.
 */
void access_tell_classes(cli *app, const access_classes *classes, bool public_only,
                         const geo_source *green, const geo_patches *patches);
void access_classes_release(access_classes *classes);

#endif
