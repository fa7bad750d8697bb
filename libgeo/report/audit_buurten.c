/* Buurten by code and by place, for the checks that count per neighbourhood. */
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

static bool is_buurt(const char **kind, size_t row)
{
    return !kind || geo_audit_is_empty(kind[row]) || strcmp(kind[row], "buurt") == 0;
}

static bool name_buurt(geo_map *codes, const char *code, uint32_t buurt)
{
    return geo_audit_is_empty(code) || geo_map_get(codes, code, strlen(code)) ||
           geo_map_set(codes, code, strlen(code), buurt);
}

geo_status geo_audit_buurten_init(geo_ctx *ctx, geo_audit_layer *layer, geo_audit_buurten *out)
{
    geo_audit_buurten made = {.layer = layer, .codes = geo_map_new()};
    const char **kind = geo_audit_text(layer, "kind"), **code = geo_audit_text(layer, "code");
    made.rows = geo_alloc(layer->rows.count, sizeof *made.rows);
    made.rank = geo_alloc(layer->rows.count, sizeof *made.rank);
    bool ok = made.rows && made.rank && made.codes;
    for (uint32_t i = 0; ok && i < layer->rows.count; i++) {
        made.rank[i] = UINT32_MAX;
        if (!is_buurt(kind, i))
            continue;
        made.rank[i] = (uint32_t)made.count;
        ok = name_buurt(made.codes, code ? code[i] : NULL, made.rank[i]) &&
             name_buurt(made.codes, layer->rows.ids[i], made.rank[i]);
        made.rows[made.count++] = i;
    }
    if (!ok) {
        geo_audit_buurten_release(&made);
        return geo_fail_nomem(ctx);
    }
    *out = made;
    return GEO_OK;
}

void geo_audit_buurten_release(geo_audit_buurten *buurten)
{
    geo_free(buurten->rows);
    geo_free(buurten->rank);
    geo_map_free(buurten->codes);
    *buurten = (geo_audit_buurten){0};
}

const char *geo_audit_buurt_code(const geo_audit_buurten *buurten, size_t buurt)
{
    uint32_t row = buurten->rows[buurt];
    const char **code = geo_audit_text(buurten->layer, "code");
    return code && !geo_audit_is_empty(code[row]) ? code[row] : buurten->layer->rows.ids[row];
}

uint32_t geo_audit_buurt_named(const geo_audit_buurten *buurten, const char *code)
{
    const uint32_t *known =
        geo_audit_is_empty(code) ? NULL : geo_map_get(buurten->codes, code, strlen(code));
    return known ? *known : UINT32_MAX;
}

/* On a boundary the lowest code counts, as it does for every other tool. */
static bool goes_before(const geo_audit_buurten *buurten, uint32_t rank, uint32_t other)
{
    return other == UINT32_MAX ||
           strcmp(geo_audit_buurt_code(buurten, rank), geo_audit_buurt_code(buurten, other)) < 0;
}

geo_status geo_audit_buurt_at(geo_ctx *ctx, const geo_audit_buurten *buurten, geo_point p,
                              geo_hits *hits, uint32_t *out)
{
    const geo_rtree *index;
    *out = UINT32_MAX;
    geo_status status = geo_audit_index(ctx, buurten->layer, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_box_around(p, 0), hits);
    for (size_t i = 0; !status && i < hits->count; i++) {
        uint32_t row = hits->items[i], rank = buurten->rank[row];
        if (rank != UINT32_MAX && goes_before(buurten, rank, *out) &&
            geo_geom_covers(&buurten->layer->rows.geoms[row], p))
            *out = rank;
    }
    return status;
}
