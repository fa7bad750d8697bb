/* Passes: the lowest for each two nodes that touch, and in the end the few of them through which
 * depressions first join or drain. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "raster/flood_parts.h"

static bool is_lower(const geo_flood_pass *a, const geo_flood_pass *b)
{
    if (a->z != b->z)
        return a->z < b->z;
    if (a->cell != b->cell)
        return a->cell < b->cell;
    return a->z_beyond != b->z_beyond ? a->z_beyond < b->z_beyond : a->beyond < b->beyond;
}

/* ---- while rows come in ---- */

static size_t slot_of(const geo_flood *f, uint32_t a, uint32_t b)
{
    uint64_t key = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (f->slot_count - 1);
}

static bool is_between(const geo_flood_pass *pass, uint32_t a, uint32_t b)
{
    return (pass->label == a && pass->label_beyond == b) ||
           (pass->label == b && pass->label_beyond == a);
}

/* The slot of the pass between two nodes, or the free one where it belongs. The cells along a
 * border ask for the same again and again. */
static uint32_t *find_slot(geo_flood *f, uint32_t a, uint32_t b)
{
    if (f->asked[0] == a && f->asked[1] == b)
        return &f->slots[f->found];
    size_t at = slot_of(f, a, b);
    while (f->slots[at] > f->first_pass && !is_between(&f->passes.items[f->slots[at] - 1], a, b))
        at = (at + 1) & (f->slot_count - 1);
    f->asked[0] = a;
    f->asked[1] = b;
    f->found = at;
    return &f->slots[at];
}

static bool grow_slots(geo_flood *f)
{
    size_t count = f->slot_count ? f->slot_count * 2 : 4096;
    uint32_t *slots = geo_calloc(count, sizeof *slots);
    if (!slots)
        return false;
    geo_free(f->slots);
    f->slots = slots;
    f->slot_count = count;
    f->asked[0] = f->asked[1] = GEO_FLOOD_NONE;
    for (size_t i = f->first_pass; i < f->passes.count; i++) {
        const geo_flood_pass *pass = &f->passes.items[i];
        *find_slot(f, pass->label, pass->label_beyond) = (uint32_t)i + 1;
    }
    return true;
}

typedef struct row_view { /* of cells: heights, labels, the place of its first cell in the grid */
    const float *z;
    const uint32_t *labels;
    uint64_t cell;
} row_view;

/* Cell a of one row and b of the same or the next. */
static geo_flood_pass pass_of(const row_view *one, int64_t a, const row_view *other, int64_t b)
{
    uint32_t la = one->labels[a] & ~GEO_FLOOD_SETTLED, lb = other->labels[b] & ~GEO_FLOOD_SETTLED;
    uint64_t ca = one->cell + (uint64_t)a, cb = other->cell + (uint64_t)b;
    if (one->z[a] > other->z[b])
        return (geo_flood_pass){ca, cb, la, lb, one->z[a], other->z[b]};
    return (geo_flood_pass){cb, ca, lb, la, other->z[b], one->z[a]};
}

/* Notes the pass between two cells whose labels differ. Most are higher than the one known. */
static bool meet_cells(geo_flood *f, const row_view *one, int64_t a, const row_view *other,
                       int64_t b)
{
    uint32_t la = one->labels[a], lb = other->labels[b];
    if (la == GEO_FLOOD_NONE || lb == GEO_FLOOD_NONE)
        return true;
    uint32_t *slot = find_slot(f, la & ~GEO_FLOOD_SETTLED, lb & ~GEO_FLOOD_SETTLED);
    if (*slot > f->first_pass) {
        geo_flood_pass *known = &f->passes.items[*slot - 1];
        if (one->z[a] > known->z || other->z[b] > known->z)
            return true;
        geo_flood_pass pass = pass_of(one, a, other, b);
        if (is_lower(&pass, known))
            *known = pass;
        return true;
    }
    *slot = (uint32_t)f->passes.count + 1;
    geo_flood_pass pass = pass_of(one, a, other, b);
    if (f->passes.count >= UINT32_MAX - 1 || !geo_vec_push(&f->passes, pass))
        return false;
    return (f->passes.count - f->first_pass) * 2 <= f->slot_count || grow_slots(f);
}

static bool meet_rows(geo_flood *f, const row_view *up, const row_view *down)
{
    int64_t width = f->width;
    bool fine = true;
    for (int64_t c = 0; fine && c < width; c++) {
        uint32_t label = up->labels[c];
        if (c + 1 < width && up->labels[c + 1] != label)
            fine = meet_cells(f, up, c, up, c + 1);
        if (fine && c > 0 && down->labels[c - 1] != label)
            fine = meet_cells(f, up, c, down, c - 1);
        if (fine && down->labels[c] != label)
            fine = meet_cells(f, up, c, down, c);
        if (fine && c + 1 < width && down->labels[c + 1] != label)
            fine = meet_cells(f, up, c, down, c + 1);
    }
    return fine;
}

static int by_height(const void *a, const void *b)
{
    return is_lower(a, b) ? -1 : is_lower(b, a);
}

static uint32_t set_of(uint32_t *parent, uint32_t label)
{
    while (parent[label] != label)
        label = parent[label] = parent[parent[label]];
    return label;
}

static void join_sets(uint32_t *parent, uint32_t a, uint32_t b)
{
    parent[a > b ? a : b] = a > b ? b : a;
}

/* Leaves of the band's passes those that join nodes which no lower ones join. Of any others all
 * that they join is joined at a lower height, also when nodes turn out to be the same (the cycle
 * property of spanning trees: Tarjan 1983, Data Structures and Network Algorithms, chapter 6); what
 * has to be sorted and held in the end is a third. */
static geo_status thin_band(geo_ctx *ctx, geo_flood *f)
{
    geo_flood_pass *band = f->passes.items + f->first_pass;
    size_t count = f->passes.count - f->first_pass, kept = 0;
    if (count == 0)
        return GEO_OK;
    if (!geo_vec_room(&f->sets, f->nodes.count - f->sets.count))
        return geo_fail_nomem(ctx);
    f->sets.count = f->nodes.count;
    uint32_t *parent = f->sets.items;
    qsort(band, count, sizeof *band, by_height);
    for (size_t i = 0; i < count; i++) {
        parent[band[i].label] = band[i].label;
        parent[band[i].label_beyond] = band[i].label_beyond;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t a = set_of(parent, band[i].label), b = set_of(parent, band[i].label_beyond);
        if (a == b)
            continue;
        join_sets(parent, a, b);
        band[kept++] = band[i];
    }
    f->passes.count = f->first_pass + kept;
    f->asked[0] = f->asked[1] = GEO_FLOOD_NONE;
    memset(f->slots, 0, f->slot_count * sizeof *f->slots); /* numbers are given again */
    return GEO_OK;
}

/* From the row before the band on. Within the grid's last row nothing meets: it all leaves. */
geo_status geo_flood_meet(geo_ctx *ctx, flood_band *band)
{
    geo_flood *f = band->flood;
    int64_t width = f->width;
    f->first_pass = f->passes.count;
    if (f->slot_count == 0 && !grow_slots(f))
        return geo_fail_nomem(ctx);
    for (int64_t r = f->row > 0 ? -1 : 0; r + 1 < band->rows; r++) {
        const uint32_t *labels = r < 0 ? f->seam_labels : band->labels + r * width;
        uint64_t cell = (uint64_t)(f->row + r) * (uint64_t)width;
        const row_view up = {band->z + r * width, labels, cell};
        const row_view down = {up.z + width, band->labels + (r + 1) * width,
                               cell + (uint64_t)width};
        if (!meet_rows(f, &up, &down))
            return geo_fail_nomem(ctx);
    }
    return thin_band(ctx, f);
}

/* ---- when all are known ---- */

static void alone(const geo_flood *f, uint32_t *parent)
{
    for (uint32_t i = 0; i < f->pits.count; i++)
        parent[i] = i;
}

/* The lowest height of every set of pits that passes connect, by the set's first label. */
static void find_lowest(const geo_flood *f, uint32_t *parent, float *lowest)
{
    alone(f, parent);
    for (size_t i = 0; i < f->passes.count; i++)
        join_sets(parent, set_of(parent, f->passes.items[i].label),
                  set_of(parent, f->passes.items[i].label_beyond));
    for (uint32_t i = 0; i < f->pits.count; i++) {
        uint32_t set = set_of(parent, i);
        lowest[set] = set == i ? f->pits.items[i].z : fminf(lowest[set], f->pits.items[i].z);
    }
}

/* Parts that no pass connects with the ocean drain at their lowest pits, all of those that are
 * equally low, so that turning the grid changes nothing: their labels become the ocean's, and later
 * ones move up. */
static geo_status drain_walled(geo_ctx *ctx, geo_flood *f, uint32_t *parent)
{
    uint32_t count = (uint32_t)f->pits.count, kept = 0;
    float *lowest = geo_alloc(count, sizeof *lowest);
    uint32_t *now = geo_alloc(count, sizeof *now);
    geo_status status = lowest && now ? GEO_OK : geo_fail_nomem(ctx);
    if (status != GEO_OK)
        goto out;
    find_lowest(f, parent, lowest);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t set = set_of(parent, i);
        f->walled += i != GEO_FLOOD_OCEAN && i == set;
        now[i] = GEO_FLOOD_OCEAN;
        if (i != GEO_FLOOD_OCEAN && f->pits.items[i].z == lowest[set])
            continue;
        now[i] = kept;
        f->pits.items[kept++] = f->pits.items[i];
    }
    f->pits.count = kept;
    for (size_t i = 0; i < f->nodes.count; i++)
        f->label_of[i] = now[f->label_of[i]];
    for (size_t i = 0; i < f->passes.count; i++) {
        f->passes.items[i].label = now[f->passes.items[i].label];
        f->passes.items[i].label_beyond = now[f->passes.items[i].label_beyond];
    }
out:
    geo_free(lowest);
    geo_free(now);
    return status;
}

/* A set of pits stands at NaN until a pass lets it drain; it then keeps that level, whatever drains
 * through it later on. */
static bool drains(const geo_flood *f, uint32_t set)
{
    return !isnan(f->pits.items[set].level);
}

/* True when the pass is one through which sets join, or one drains. */
static bool span_pass(geo_flood *f, uint32_t *parent, const geo_flood_pass *pass)
{
    uint32_t a = set_of(parent, pass->label), b = set_of(parent, pass->label_beyond);
    bool a_drains = drains(f, a), b_drains = drains(f, b);
    if (a == b || (a_drains && b_drains))
        return false;
    if (a_drains || b_drains)
        f->pits.items[a_drains ? b : a].level = pass->z + 0.0F; /* never -0 */
    else
        join_sets(parent, a, b);
    return true;
}

/* What is left is a third or less; where no smaller room is to be had the large one stays. */
static void shrink_passes(geo_flood *f)
{
    size_t room = f->passes.count + 1;
    geo_flood_pass *fewer = geo_realloc(f->passes.items, room, sizeof *fewer);
    if (!fewer)
        return;
    f->passes.items = fewer;
    f->passes.capacity = room;
}

geo_status geo_flood_span(geo_ctx *ctx, geo_flood *f)
{
    geo_status status = GEO_OK;
    size_t kept = 0;
    uint32_t *parent = geo_alloc(f->pits.count, sizeof *parent);
    if (!parent)
        return geo_fail_nomem(ctx);
    if (f->nodata == GEO_FLOOD_WALL)
        status = drain_walled(ctx, f, parent);
    if (status != GEO_OK)
        goto out;
    if (f->passes.count > 0)
        qsort(f->passes.items, f->passes.count, sizeof *f->passes.items, by_height);
    alone(f, parent);
    for (size_t i = 0; i < f->passes.count; i++)
        if (span_pass(f, parent, &f->passes.items[i]))
            f->passes.items[kept++] = f->passes.items[i];
    f->passes.count = kept;
    shrink_passes(f);
    for (uint32_t i = 1; i < f->pits.count; i++)
        f->pits.items[i].level = f->pits.items[set_of(parent, i)].level;
out:
    geo_free(parent);
    return status;
}
