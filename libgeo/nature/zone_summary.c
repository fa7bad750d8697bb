#include "nature/zone_summary.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sum.h"

/* ---- adding up ---- */

typedef struct class_sum {
    uint64_t zones, decided;
    geo_sum area, core;
} class_sum;

/* Polygons with the same present and advised management. */
typedef struct care_sum {
    const char *ground, *management, *advised;
    uint64_t polygons;
    geo_sum area, length;
} care_sum;

typedef GEO_VEC(care_sum) care_sums;

typedef struct totals {
    class_sum classes[GEO_ZONE_CLASSES];
    care_sums care;
    uint64_t hedges, rows, conflicts, attentions;
    geo_sum hedge_m, row_m;
} totals;

static int compare_words(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Where a sum of these words is, or belongs. */
static size_t place_of(const care_sums *sums, const geo_zone_care *care, bool *known)
{
    for (size_t i = 0; i < sums->count; i++) {
        const care_sum *sum = &sums->items[i];
        int order = compare_words(care->ground, sum->ground);
        if (order == 0)
            order = compare_words(care->advised, sum->advised);
        if (order == 0)
            order = compare_words(care->management, sum->management);
        *known = order == 0;
        if (order <= 0)
            return i;
    }
    *known = false;
    return sums->count;
}

static geo_status add_care(geo_ctx *ctx, care_sums *sums, const geo_zone_care *care)
{
    bool known;
    size_t at = place_of(sums, care, &known);
    if (!known) {
        if (!geo_vec_room(sums, 1))
            return geo_fail_nomem(ctx);
        memmove(sums->items + at + 1, sums->items + at, (sums->count++ - at) * sizeof *sums->items);
        sums->items[at] = (care_sum){
            .ground = care->ground, .management = care->management, .advised = care->advised};
    }
    sums->items[at].polygons++;
    geo_sum_add(&sums->items[at].area, care->area_m2);
    geo_sum_add(&sums->items[at].length, care->length_m);
    return GEO_OK;
}

static geo_status add_up(geo_ctx *ctx, const geo_zones *zones, totals *out)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; i < zones->count; i++) {
        class_sum *sum = &out->classes[zones->items[i].class];
        sum->zones++;
        sum->decided += zones->items[i].decided;
        geo_sum_add(&sum->area, zones->items[i].area_m2);
        geo_sum_add(&sum->core, zones->items[i].core_area_m2);
    }
    for (size_t i = 0; i < zones->lines.count; i++) {
        bool row = zones->lines.items[i].trees > 0;
        *(row ? &out->rows : &out->hedges) += 1;
        geo_sum_add(row ? &out->row_m : &out->hedge_m, zones->lines.items[i].length_m);
    }
    for (size_t i = 0; i < zones->conflicts.count; i++)
        *(zones->conflicts.items[i].zone->decided ? &out->conflicts : &out->attentions) += 1;
    for (size_t i = 0; status == GEO_OK && i < zones->care.count; i++)
        status = add_care(ctx, &out->care, &zones->care.items[i]);
    return status;
}

/* ---- for people ---- */

static void add_ha(geo_text *out, double m2)
{
    geo_text_add_fixed(out, m2 / 10000, 2);
    geo_text_add(out, " ha");
}

static void add_class_line(geo_text *out, const totals *t, const geo_zones *zones, int class)
{
    const class_sum *sum = &t->classes[class];
    geo_text_addf(out, "%s: ", GEO_ZONE_WORD[class]);
    if (class == GEO_ZONE_MATRIX) {
        add_ha(out, zones->balance.class_m2[class]);
        geo_text_add(out, "\n");
        return;
    }
    geo_text_addf(out, "%llu zone%s (%llu decided), ", (unsigned long long)sum->zones,
                  sum->zones == 1 ? "" : "s", (unsigned long long)sum->decided);
    add_ha(out, geo_sum_value(&sum->area));
    geo_text_add(out, ", core ");
    add_ha(out, geo_sum_value(&sum->core));
    geo_text_add(out, "\n");
}

static void add_balance_line(geo_text *out, const geo_zone_balance *balance)
{
    geo_text_addf(out, "land cover on the ground: %llu polygons, ",
                  (unsigned long long)balance->polygons);
    add_ha(out, balance->landcover_m2);
    geo_text_addf(
        out,
        ", of which %.2f m2 twice and taken off once, %.2f m2 twice in slivers that stay; "
        "all classes and what was taken off differ by %.1e of it",
        balance->overlap_m2, balance->sliver_m2, balance->residue);
    geo_text_addf(out,
                  "; left out: %llu polygons of other levels, %llu of unknown level, %llu "
                  "rejected\n",
                  (unsigned long long)balance->other_level,
                  (unsigned long long)balance->unknown_level,
                  (unsigned long long)balance->rejected);
    if (balance->water_m2 > 0) {
        geo_text_add(out, "water where land cover has none: ");
        add_ha(out, balance->water_m2);
        geo_text_add(out, "\n");
    }
}

static void add_care_line(geo_text *out, const care_sum *sum)
{
    geo_text_addf(out, "%s, now %s: %s on %llu polygons, ", sum->ground,
                  sum->management && *sum->management ? sum->management : "unknown", sum->advised,
                  (unsigned long long)sum->polygons);
    add_ha(out, geo_sum_value(&sum->area));
    geo_text_addf(out, ", %.0f m\n", geo_sum_value(&sum->length));
}

geo_status geo_zone_summary_text(geo_ctx *ctx, const geo_zones *zones, geo_text *out)
{
    totals t = {0};
    geo_status status = add_up(ctx, zones, &t);
    add_balance_line(out, &zones->balance);
    for (int class = 0; class < GEO_ZONE_CLASSES; class ++)
        add_class_line(out, &t, zones, class);
    geo_text_addf(out, "lines: %llu hedges, %.0f m; %llu rows of trees, %.0f m; %zu too bowed\n",
                  (unsigned long long)t.hedges, geo_sum_value(&t.hedge_m),
                  (unsigned long long)t.rows, geo_sum_value(&t.row_m), zones->bowed_rows);
    geo_text_addf(out, "in natuurzones: %llu conflicts, %llu points of attention\n",
                  (unsigned long long)t.conflicts, (unsigned long long)t.attentions);
    for (size_t i = 0; i < t.care.count; i++)
        add_care_line(out, &t.care.items[i]);
    geo_free(t.care.items);
    return status == GEO_OK && out->failed ? geo_fail_nomem(ctx) : status;
}

/* ---- JSON ---- */

static void add_balance(geo_text *out, const geo_zone_balance *balance)
{
    geo_text_add_key(out, "landcover");
    geo_text_add(out, "{");
    geo_text_add_number(out, "polygons", (double)balance->polygons);
    geo_text_add_number(out, "other_level", (double)balance->other_level);
    geo_text_add_number(out, "unknown_level", (double)balance->unknown_level);
    geo_text_add_number(out, "rejected", (double)balance->rejected);
    geo_text_add_number(out, "area_m2", balance->landcover_m2);
    geo_text_add_number(out, "overlapping", (double)balance->overlapping);
    geo_text_add_number(out, "overlap_m2", balance->overlap_m2);
    geo_text_add_number(out, "sliver_m2", balance->sliver_m2);
    for (int class = 0; class < GEO_ZONE_CLASSES; class ++) {
        char key[32];
        snprintf(key, sizeof key, "%s_m2", GEO_ZONE_WORD[class]);
        geo_text_add_number(out, key, balance->class_m2[class]);
    }
    geo_text_add_number(out, "residue", balance->residue);
    geo_text_add(out, "}");
    geo_text_add_number(out, "water_m2", balance->water_m2);
}

static void add_classes(geo_text *out, const totals *t)
{
    geo_text_add_key(out, "classes");
    geo_text_add(out, "{");
    for (int class = 0; class < GEO_ZONE_CLASSES; class ++) {
        if (class == GEO_ZONE_MATRIX)
            continue;
        geo_text_add_key(out, GEO_ZONE_WORD[class]);
        geo_text_add(out, "{");
        geo_text_add_number(out, "zones", (double)t->classes[class].zones);
        geo_text_add_number(out, "decided", (double)t->classes[class].decided);
        geo_text_add_number(out, "area_m2", geo_sum_value(&t->classes[class].area));
        geo_text_add_number(out, "core_area_m2", geo_sum_value(&t->classes[class].core));
        geo_text_add(out, "}");
    }
    geo_text_add(out, "}");
}

static void add_care_list(geo_text *out, const care_sums *sums)
{
    geo_text_add_key(out, "management");
    geo_text_add(out, "[");
    for (size_t i = 0; i < sums->count; i++) {
        const care_sum *sum = &sums->items[i];
        geo_text_add(out, i ? ",{" : "{");
        geo_text_add_word(out, "ground", sum->ground);
        geo_text_add_word(out, "management", sum->management);
        geo_text_add_word(out, "advised", sum->advised);
        geo_text_add_number(out, "polygons", (double)sum->polygons);
        geo_text_add_number(out, "area_ha", geo_sum_value(&sum->area) / 10000);
        geo_text_add_number(out, "length_m", geo_sum_value(&sum->length));
        geo_text_add(out, "}");
    }
    geo_text_add(out, "]");
}

geo_status geo_zone_summary_json(geo_ctx *ctx, const geo_zones *zones, geo_text *out)
{
    totals t = {0};
    geo_status status = add_up(ctx, zones, &t);
    geo_text_add(out, "{\"schema\":\"groennet-zones/1\"");
    add_balance(out, &zones->balance);
    add_classes(out, &t);
    geo_text_add_key(out, "lines");
    geo_text_add(out, "{");
    geo_text_add_number(out, "hedges", (double)t.hedges);
    geo_text_add_number(out, "hedge_m", geo_sum_value(&t.hedge_m));
    geo_text_add_number(out, "tree_rows", (double)t.rows);
    geo_text_add_number(out, "tree_row_m", geo_sum_value(&t.row_m));
    geo_text_add_number(out, "bowed_rows", (double)zones->bowed_rows);
    geo_text_add(out, "}");
    geo_text_add_number(out, "conflicts", (double)t.conflicts);
    geo_text_add_number(out, "attention", (double)t.attentions);
    add_care_list(out, &t.care);
    geo_text_add(out, "}\n");
    geo_free(t.care.items);
    return status == GEO_OK && out->failed ? geo_fail_nomem(ctx) : status;
}
