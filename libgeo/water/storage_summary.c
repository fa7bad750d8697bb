#include "water/storage_summary.h"

#include "base/sum.h"

/* What the rows of a layer say together. */
typedef struct layer_sums {
    unsigned long long objects, wet_known, dry_known;
    geo_sum area_m2, wet_m3, dry_m3;
} layer_sums;

/* A volume that is null counts as an object alone. */
static void add_volume(geo_sum *sum, unsigned long long *known, double m3)
{
    if (isnan(m3))
        return;
    ++*known;
    geo_sum_add(sum, m3);
}

static void add_up(const geo_storage_book *book, layer_sums sums[GEO_STORAGE_LAYERS_COUNT])
{
    size_t count;
    const geo_storage_row *rows = geo_storage_rows(book, &count);
    for (size_t i = 0; i < count; i++) {
        layer_sums *of = &sums[rows[i].layer];
        of->objects++;
        geo_sum_add(&of->area_m2, rows[i].area_m2);
        add_volume(&of->wet_m3, &of->wet_known, rows[i].wet_m3);
        add_volume(&of->dry_m3, &of->dry_known, rows[i].dry_m3);
    }
}

geo_status geo_storage_summary(geo_ctx *ctx, const geo_storage_book *book, geo_text *out)
{
    layer_sums sums[GEO_STORAGE_LAYERS_COUNT] = {0};
    add_up(book, sums);
    for (int i = 0; i < GEO_STORAGE_LAYERS_COUNT; i++) {
        if (sums[i].objects == 0)
            continue;
        geo_text_addf(out, "%s: %llu objects; wet times: ", GEO_STORAGE_LAYER[i], sums[i].objects);
        geo_text_add_fixed(out, geo_sum_value(&sums[i].wet_m3), 1);
        geo_text_addf(out, " m3 in %llu of them; dry times: ", sums[i].wet_known);
        geo_text_add_fixed(out, geo_sum_value(&sums[i].dry_m3), 1);
        geo_text_addf(out, " m3 in %llu\n", sums[i].dry_known);
    }
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* Null where there are objects and nothing is known of any. */
static void add_sum(geo_text *out, const char *key, const geo_sum *m3, const layer_sums *of,
                    unsigned long long known)
{
    geo_text_add_number(out, key, of->objects && !known ? NAN : geo_sum_value(m3));
}

static void add_layer(geo_text *out, const layer_sums *of)
{
    geo_text_add(out, "{");
    geo_text_add_number(out, "objects", (double)of->objects);
    geo_text_add_number(out, "area_m2", geo_sum_value(&of->area_m2));
    add_sum(out, "vol_wet_m3", &of->wet_m3, of, of->wet_known);
    geo_text_add_number(out, "wet_known", (double)of->wet_known);
    add_sum(out, "vol_dry_m3", &of->dry_m3, of, of->dry_known);
    geo_text_add_number(out, "dry_known", (double)of->dry_known);
    geo_text_add(out, "}");
}

static void add_places(geo_text *out, const geo_potential *potential)
{
    geo_text_add_key(out, "places");
    if (!potential) {
        geo_text_add(out, "null");
        return;
    }
    const geo_potential_tally *tally = geo_potential_tallied(potential);
    geo_text_add(out, "{");
    for (int answer = 0; answer < GEO_ANSWERS; answer++)
        geo_text_add_number(out, GEO_POTENTIAL_ANSWER[answer], (double)tally->verdicts[answer]);
    geo_text_add_number(out, "booked", (double)tally->whole);
    geo_text_add(out, "}");
}

geo_status geo_storage_summary_json(geo_ctx *ctx, const geo_storage_book *book,
                                    const geo_potential *potential, geo_text *out)
{
    const geo_storage_tally *tally = geo_storage_tallied(book);
    layer_sums sums[GEO_STORAGE_LAYERS_COUNT] = {0};
    add_up(book, sums);
    geo_text_add(out, "{\"schema\":\"groennet-storage/1\"");
    geo_text_add_key(out, "layers");
    geo_text_add(out, "{");
    for (int i = 0; i < GEO_STORAGE_LAYERS_COUNT; i++) {
        geo_text_add_key(out, GEO_STORAGE_LAYER[i]);
        add_layer(out, &sums[i]);
    }
    geo_text_add(out, "}");
    geo_text_add_number(out, "overlap_m2", tally->overlap_m2);
    geo_text_add_number(out, "hidden", (double)tally->hidden);
    geo_text_add_number(out, "yards", (double)tally->yards);
    geo_text_add_number(out, "inner", (double)tally->inner);
    add_places(out, potential);
    geo_text_add(out, "}\n");
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}
