/* What the files of registry/register share: a register that is being read, and its cells. */
#ifndef GEO_REGISTRY_REGISTER_PARTS_H
#define GEO_REGISTRY_REGISTER_PARTS_H

#include "base/map.h"
#include "base/text.h"
#include "registry/doubt.h"
#include "registry/fields.h"
#include "registry/limits.h"

typedef struct geo_register {
    const geo_import *import;
    const char *source;
    geo_theme theme;
    geo_table *table, *statuses;
    struct {
        size_t source, column, field, typical;
    } in;                              /* columns of the table */
    geo_text lists[GEO_THEME_COLUMNS]; /* names of fields, per column of the theme */
    geo_field_names columns[GEO_THEME_COLUMNS];
    size_t count;
    geo_fields fields;
    const char *id, *file; /* of the record being read */
    geo_limit limits[GEO_THEME_COLUMNS];
    geo_doubt doubts[GEO_THEME_COLUMNS], beyond[GEO_THEME_COLUMNS]; /* per column: cells that were
                                                        not understood, values that cannot be */
    geo_doubt mended, odd_kinds;                                    /* ids; of areas */
    uint64_t kinds;                                                 /* records that have one */
    uint64_t without_id, doubled; /* doubled: the id is that of another record of this run too */
    char first_doubled[64];
    geo_map *ids; /* of points: an area may come in parts */
} geo_register;

bool geo_register_is_date(const char *column);
bool geo_register_is(const geo_register *r, size_t column, const char *name);

/* What the text of a cell is to that column, into the draft; what cannot be understood, or cannot
 * be, is counted. room: for text that is not the register's own; it lives as long as the draft. */
void geo_register_cell(geo_register *r, size_t column, const char *text, geo_draft *draft,
                       char room[64]);

/* A register tells of a tree's life in several fields (a phase, a kind, a status): the first that
 * says it does not stand counts, whatever the others say. */
const char *geo_register_life(geo_register *r, const geo_record *record, size_t column);

#endif
