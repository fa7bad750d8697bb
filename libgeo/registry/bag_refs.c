#include "registry/bag_refs.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"

struct geo_bag_refs {
    geo_arena *arena;
    geo_map *by_key; /* index into ids */
    GEO_VEC(const char *) ids;
    geo_text found;
};

geo_status geo_bag_refs_new(geo_ctx *ctx, geo_bag_refs **out)
{
    geo_bag_refs *refs = geo_calloc(1, sizeof *refs);
    if (!refs)
        return geo_fail_nomem(ctx);
    refs->arena = geo_arena_new();
    refs->by_key = geo_map_new();
    if (refs->arena && refs->by_key) {
        *out = refs;
        return GEO_OK;
    }
    geo_bag_refs_free(refs);
    return geo_fail_nomem(ctx);
}

void geo_bag_refs_free(geo_bag_refs *refs)
{
    if (!refs)
        return;
    geo_text_release(&refs->found);
    geo_free(refs->ids.items);
    geo_map_free(refs->by_key);
    geo_arena_free(refs->arena);
    geo_free(refs);
}

geo_status geo_bag_refs_add(geo_ctx *ctx, geo_bag_refs *refs, const char *key, const char *id)
{
    const char *copy = geo_arena_strndup(refs->arena, id, strlen(id));
    bool good = copy && refs->ids.count < UINT32_MAX && geo_vec_push(&refs->ids, copy) &&
                geo_map_set(refs->by_key, key, strlen(key), (uint32_t)(refs->ids.count - 1));
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

/* Some write the identification there after all. */
static void add_found(geo_bag_refs *refs, const char *key, size_t length)
{
    const uint32_t *index = geo_map_get(refs->by_key, key, length);
    bool is_id = length == 16 && strspn(key, "0123456789") >= length;
    if (!index && !is_id)
        return;
    geo_text_add(&refs->found, refs->found.length ? "," : "");
    if (index)
        geo_text_add(&refs->found, refs->ids.items[*index]);
    else
        geo_text_add_bytes(&refs->found, key, length);
}

geo_status geo_bag_refs_find(geo_ctx *ctx, geo_bag_refs *refs, const char *list, const char **out)
{
    geo_text_reset(&refs->found);
    for (const char *at = list; *at; at += strspn(at, ", ")) {
        const char *end = at + strcspn(at, ", "), *key = end;
        while (key > at && key[-1] != '/')
            key--;
        add_found(refs, key, (size_t)(end - key));
        at = end;
    }
    *out = refs->found.length ? geo_text_string(&refs->found) : NULL;
    return refs->found.failed ? geo_fail_nomem(ctx) : GEO_OK;
}
