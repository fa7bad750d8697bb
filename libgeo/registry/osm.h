/* OpenStreetMap between its tags and the town: what an object becomes (data/osm-rules.csv), how
 * other tags change that (osm-access.csv), which columns they fill (osm-columns.csv) and what a
 * home is (osm-homes.csv). Tags come as io/osm gives them: one text, or NULL, per key of these
 * tables. */
#ifndef GEO_REGISTRY_OSM_H
#define GEO_REGISTRY_OSM_H

#include "base/arena.h"
#include "io/osm.h"
#include "registry/import.h"

typedef struct geo_osm_rules geo_osm_rules;

/* Errors: those of the tables; FORMAT (a theme, condition or number that is not understood). */
geo_status geo_osm_rules_new(geo_ctx *ctx, const geo_import *import,
                             geo_osm_rules **out) GEO_MUST_USE;
void geo_osm_rules_free(geo_osm_rules *rules);

/* Every key that a rule looks at, once. */
const char *const *geo_osm_rules_keys(const geo_osm_rules *rules, size_t *count);
/* The tag of that key among tags; NULL when the object has none. */
const char *geo_osm_rules_tag(const geo_osm_rules *rules, const char *const *tags, const char *key);

/* What an object is as a thing of one theme. */
typedef struct geo_osm_match {
    bool left_out;     /* a rule says so */
    const char *class; /* static as long as the rules or the tags are */
    int told;          /* foot of a street, public of green and trees: 1, 0, -1 unknown */
} geo_osm_match;

/* Is any rule about the theme? */
bool geo_osm_rules_know(const geo_osm_rules *rules, geo_theme theme);
/* false: it is nothing of the theme's. */
bool geo_osm_rules_match(const geo_osm_rules *rules, geo_theme theme, const char *const *tags,
                         geo_osm_match *out);
/* Has the object a key by which a rule tells things of a wanted theme ([GEO_THEMES]), and is it by
 * no rule a thing of any theme? *out: the theme of the first such rule. */
bool geo_osm_rules_unlisted(const geo_osm_rules *rules, const bool *wanted, const char *const *tags,
                            geo_theme *out);
/* Fills the columns that tags tell. *bad (NULL: none) is the first tag that should be a measure and
 * cannot be read as one. */
void geo_osm_rules_fill(const geo_osm_rules *rules, const char *const *tags, geo_draft *draft,
                        const char **bad);
/* on: "address" or "building". false: no row fits; *out is 1, 0 or -1 for unknown. */
bool geo_osm_rules_home(const geo_osm_rules *rules, const char *on, const char *const *tags,
                        int *out);

/* osm_address.c: addresses, held back until all buildings are there. */
typedef struct geo_osm_addresses geo_osm_addresses;
geo_status geo_osm_addresses_new(geo_ctx *ctx, const geo_osm_rules *rules, geo_town *town,
                                 geo_osm_addresses **out) GEO_MUST_USE;
void geo_osm_addresses_free(geo_osm_addresses *addresses);
/* Keeps what use a building has. */
geo_status geo_osm_addresses_building(geo_ctx *ctx, geo_osm_addresses *addresses,
                                      const geo_osm_object *object) GEO_MUST_USE;
geo_status geo_osm_addresses_hold(geo_ctx *ctx, geo_osm_addresses *addresses,
                                  const geo_osm_object *object) GEO_MUST_USE;
/* Offers all of them. An area with an address that a node has too is no further address. */
geo_status geo_osm_addresses_offer(geo_ctx *ctx, geo_osm_addresses *addresses) GEO_MUST_USE;

/* osm_part.c: which part of the world the files hold, for the coverage: the bounds in their
 * headers; of files without them what surrounds the addresses, trees and lamps that are points,
 * whether they are wanted or not, and the buildings too where those span no area. */
typedef struct geo_osm_part geo_osm_part;
geo_status geo_osm_part_new(geo_ctx *ctx, geo_osm_part **out) GEO_MUST_USE;
void geo_osm_part_free(geo_osm_part *part);
/* A file, before its first object; the name is borrowed. */
geo_status geo_osm_part_begin(geo_ctx *ctx, geo_osm_part *part, geo_osm *osm,
                              const char *name) GEO_MUST_USE;
geo_status geo_osm_part_see(geo_ctx *ctx, geo_osm_part *part, const geo_osm_rules *rules,
                            const geo_osm_object *object) GEO_MUST_USE;
/* Gives the town its limit; warns when nothing told. */
geo_status geo_osm_part_tell(geo_ctx *ctx, geo_osm_part *part, geo_town *town) GEO_MUST_USE;

/* "12A-3": 12, 'A', "3". Text that begins with no digit has no number (-1) and is all addition.
 * letter: '\0' when there is none; *addition points into text, "" when there is none. */
void geo_osm_split_number(const char *text, int64_t *number, char *letter, const char **addition);

#endif
