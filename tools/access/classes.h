/* Which classes of green count: the toolkit's table, another one, a list, or all. */
#ifndef GROENNET_ACCESS_CLASSES_H
#define GROENNET_ACCESS_CLASSES_H

#include "base/table.h"
#include "base/vec.h"
#include "cli/cli.h"

typedef struct access_classes {
    geo_table *table;
    GEO_VEC(const char *) words; /* NULL-ended; no items: any class */
} access_classes;

/* classes: what --classes says, or NULL; green: the target is the town's green. */
geo_status access_choose_classes(cli *app, const char *classes, bool green,
                                 access_classes *to) GEO_MUST_USE;
void access_classes_release(access_classes *classes);

#endif
