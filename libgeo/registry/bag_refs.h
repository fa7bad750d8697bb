/* The BAG's OGC API names a pand by an address that ends in the key of the feature, not in its
 * identification: which is which, the panden themselves say. */
#ifndef GEO_REGISTRY_BAG_REFS_H
#define GEO_REGISTRY_BAG_REFS_H

#include "base/ctx.h"

typedef struct geo_bag_refs geo_bag_refs;
geo_status geo_bag_refs_new(geo_ctx *ctx, geo_bag_refs **out) GEO_MUST_USE;
void geo_bag_refs_free(geo_bag_refs *refs);

/* The pand with this key has this identification. Errors: NOMEM. */
geo_status geo_bag_refs_add(geo_ctx *ctx, geo_bag_refs *refs, const char *key,
                            const char *id) GEO_MUST_USE;
/* *out: the identifications of a list (with commas) of ".../items/KEY", with commas too; NULL when
 * none of them is known. Lives until the next call. Errors: NOMEM. */
geo_status geo_bag_refs_find(geo_ctx *ctx, geo_bag_refs *refs, const char *list,
                             const char **out) GEO_MUST_USE;

#endif
