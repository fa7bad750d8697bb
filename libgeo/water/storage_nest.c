/* Depressions within depressions: which of them are counted. The volume of one holds those of all
 * that lie in it, so the outermost counts; but a yard that gn-sinks filled up to the roofs which it
 * raised around it holds no water: there the outermost of the depressions in it count. */
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "water/storage_parts.h"

#define NONE UINT32_MAX

typedef struct nest {
    const geo_features *from;
    const char *const *parent_ids;
    const double *built; /* share on buildings; 1: a yard */
    uint32_t *parents;   /* rows; NONE */
    geo_storage_fate *fates;
    GEO_VEC(uint32_t) way;
} nest;

static geo_status know_ids(geo_ctx *ctx, const nest *n, geo_map *rows)
{
    for (uint32_t i = 0; i < n->from->count; i++) {
        const char *id = n->from->ids[i];
        if (geo_map_get(rows, id, strlen(id)))
            return geo_fail(ctx, GEO_ERR_FORMAT, "sink '%s' is there twice", id);
        if (!geo_map_set(rows, id, strlen(id), i))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

/* A parent that is not there, such as one that a filter left out, is none. */
static geo_status find_parents(geo_ctx *ctx, nest *n)
{
    geo_map *rows = geo_map_new();
    geo_status status = rows ? know_ids(ctx, n, rows) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < n->from->count; i++) {
        const char *id = n->parent_ids[i];
        const uint32_t *row = id ? geo_map_get(rows, id, strlen(id)) : NULL;
        n->parents[i] = row ? *row : NONE;
    }
    geo_map_free(rows);
    return status;
}

/* Up to one whose fate is known, and down again; what is met twice on the way lies in itself. */
static geo_status settle(geo_ctx *ctx, nest *n, uint32_t row)
{
    uint32_t at = row;
    for (n->way.count = 0; at != NONE && n->fates[at] == GEO_STORAGE_OPEN; at = n->parents[at]) {
        n->fates[at] = GEO_STORAGE_ASKED;
        if (!geo_vec_push(&n->way, at))
            return geo_fail_nomem(ctx);
    }
    if (at != NONE && n->fates[at] == GEO_STORAGE_ASKED)
        return geo_fail(ctx, GEO_ERR_FORMAT, "sink '%s' lies within itself, by parent_id",
                        n->from->ids[at]);
    bool inner = at != NONE && n->fates[at] != GEO_STORAGE_YARD;
    while (n->way.count > 0) {
        at = n->way.items[--n->way.count];
        bool yard = n->built[at] >= 1;
        n->fates[at] = inner ? GEO_STORAGE_INNER : (yard ? GEO_STORAGE_YARD : GEO_STORAGE_COUNTED);
        inner |= !yard;
    }
    return GEO_OK;
}

geo_status geo_storage_nest(geo_ctx *ctx, const geo_features *from, const char *const *parent_ids,
                            const double *built, geo_storage_fate **out)
{
    nest n = {.from = from, .parent_ids = parent_ids, .built = built};
    n.parents = geo_alloc(from->count, sizeof *n.parents);
    n.fates = geo_calloc(from->count, sizeof *n.fates);
    geo_status status = n.parents && n.fates ? find_parents(ctx, &n) : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < from->count; i++)
        status = settle(ctx, &n, i);
    geo_free(n.parents);
    geo_free(n.way.items);
    if (status == GEO_OK)
        *out = n.fates;
    else
        geo_free(n.fates);
    return status;
}
