/* Row by row: geometries that were mended or left out, identifiers, dummy values. */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "report/audit_state.h"

#define DIGITS "0123456789"
#define NO_BREAK_SPACE "\xc2\xa0"

/* ---- geometries, as io found them ---- */

static void tell_geometries(geo_audit *audit, const geo_audit_layer *layer)
{
    const geo_tally *tally = geo_source_tally(layer->source);
    for (int i = 0; i < tally->kind_count; i++) {
        bool repaired = tally->kinds[i].fate == GEO_FATE_REPAIRED;
        if (!repaired && tally->kinds[i].fate != GEO_FATE_REJECTED)
            continue;
        geo_audit_count bad = {.check = repaired ? GEO_AUDIT_GEOMETRY_REPAIRED
                                                 : GEO_AUDIT_GEOMETRY_REJECTED,
                               .theme = layer->name,
                               .count = tally->kinds[i].count,
                               .of = geo_source_count(layer->source),
                               .ids = {tally->kinds[i].first},
                               .id_count = tally->kinds[i].first[0] != '\0'};
        geo_audit_tell(audit, &bad, "%s", tally->kinds[i].reason);
    }
    audit->report->done += tally->kind_count == 0;
}

/* ---- identifiers ---- */

/* What is to be unique: the id, but secondary addresses share that of their object and differ in
 * address_id, where they have one. */
typedef struct keys {
    const char **ids, **numbers; /* NULL: no such column */
} keys;

static keys keys_of(const geo_audit_layer *layer)
{
    bool is_address = strcmp(layer->name, "address") == 0;
    return (keys){geo_audit_text(layer, "id"),
                  is_address ? geo_audit_text(layer, "address_id") : NULL};
}

static const char *key_of(const keys *k, size_t row)
{
    return k->numbers && !geo_audit_is_empty(k->numbers[row]) ? k->numbers[row] : k->ids[row];
}

/* Is a row of an id that came before a second part of the same building? */
static bool is_part(const geo_audit *audit, const geo_audit_layer *layer, size_t before, size_t row)
{
    geo_box a = layer->rows.boxes[before], b = layer->rows.boxes[row];
    bool same = memcmp(&a, &b, sizeof a) == 0;
    double apart_m = geo_audit_threshold(audit, GEO_AUDIT_ID_DOUBLE);
    return strcmp(layer->name, "building") == 0 && !same &&
           geo_box_meets(geo_box_grow(a, apart_m), b);
}

static geo_status count_ids(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *layer,
                            const keys *k, geo_audit_count *missing, geo_audit_count *twice)
{
    geo_map *seen = geo_map_new();
    geo_status status = seen ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; !status && i < layer->rows.count; i++) {
        const char *key = key_of(k, i);
        if (geo_audit_is_empty(k->ids[i]))
            geo_audit_add(missing, layer->rows.ids[i]);
        if (geo_audit_is_empty(key))
            continue;
        const uint32_t *before = geo_map_get(seen, key, strlen(key));
        if (before && !is_part(audit, layer, *before, i))
            geo_audit_add(twice, key);
        if (!before && !geo_map_set(seen, key, strlen(key), i))
            status = geo_fail_nomem(ctx);
    }
    geo_map_free(seen);
    return status;
}

static geo_status tell_ids(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *layer)
{
    geo_audit_count missing = {
        .check = GEO_AUDIT_ID_MISSING, .theme = layer->name, .of = layer->rows.count};
    geo_audit_count twice = missing;
    keys k = keys_of(layer);
    twice.check = GEO_AUDIT_ID_DOUBLE;
    if (!k.ids) {
        missing.count = layer->rows.count;
        geo_audit_tell(audit, &missing, "the theme has no column id");
        geo_audit_skip(audit, twice.check, layer->name, "theme '%s' has no column id", layer->name);
        return GEO_OK;
    }
    geo_status status = count_ids(ctx, audit, layer, &k, &missing, &twice);
    geo_audit_tell(audit, &missing, "rows without id");
    geo_audit_tell(audit, &twice, "rows whose %s came before",
                   k.numbers ? "address_id (else id)" : "id");
    return status;
}

/* ---- identifiers of the BAG ---- */

/* As long as a BAG identifier but for one digit, and digits only. */
static bool lacks_zero(const char *id, size_t digits)
{
    return strlen(id) == digits - 1 && strspn(id, DIGITS) == digits - 1 && id[0] != '0';
}

/* Written as a number with decimals or a power of ten, or with blanks: no register writes so. */
static bool is_spoilt(const char *id)
{
    if (strpbrk(id, " \t\r\n\v\f") || strstr(id, NO_BREAK_SPACE))
        return true;
    const char *end = id + strspn(id, DIGITS);
    bool decimals = *end == '.' || *end == ',';
    if (end == id)
        return false;
    if (decimals)
        end += 1 + strspn(end + 1, DIGITS);
    if (*end == '\0')
        return decimals;
    bool power = *end == 'E' || *end == 'e';
    bool sign = power && (end[1] == '+' || end[1] == '-');
    const char *digits = end + 1 + sign;
    return power && (decimals || sign) && *digits && digits[strspn(digits, DIGITS)] == '\0';
}

static void tell_bag_ids(geo_audit *audit, const char *theme, const char *column)
{
    geo_audit_layer *layer;
    geo_audit_count zero = {.check = GEO_AUDIT_ID_LEADING_ZERO, .theme = theme};
    geo_audit_count spoilt = {.check = GEO_AUDIT_ID_SPOILT, .theme = theme};
    size_t digits = (size_t)geo_audit_threshold(audit, zero.check);
    if (!geo_audit_ready(audit, GEO_AUDIT_LIST(zero.check, spoilt.check), theme, &layer))
        return;
    const char **values = geo_audit_text(layer, column);
    if (!values)
        return; /* that it is missing was told, where it matters */
    for (size_t i = 0; i < layer->rows.count; i++) {
        if (geo_audit_is_empty(values[i]))
            continue;
        zero.of++;
        if (lacks_zero(values[i], digits))
            geo_audit_add(&zero, values[i]);
        if (is_spoilt(values[i]))
            geo_audit_add(&spoilt, values[i]);
    }
    spoilt.of = zero.of;
    geo_audit_tell(audit, &zero, "column %s has %zu digits", column, digits - 1);
    geo_audit_tell(audit, &spoilt, "column %s holds a number with decimals or a power, or blanks",
                   column);
}

/* ---- dummy areas ---- */

static void tell_dummies(geo_audit *audit)
{
    geo_audit_layer *layer;
    if (!geo_audit_ready(audit, GEO_AUDIT_LIST(GEO_AUDIT_AREA_DUMMY_LOW, GEO_AUDIT_AREA_DUMMY_HIGH),
                         "address", &layer))
        return;
    const double *area = geo_audit_need_number(audit, GEO_AUDIT_AREA_DUMMY_LOW, layer, "area_m2");
    geo_audit_count low = {
        .check = GEO_AUDIT_AREA_DUMMY_LOW, .theme = layer->name, .of = layer->rows.count};
    geo_audit_count high = low;
    high.check = GEO_AUDIT_AREA_DUMMY_HIGH;
    for (size_t i = 0; area && i < layer->rows.count; i++) {
        if (area[i] <= geo_audit_threshold(audit, low.check))
            geo_audit_add(&low, layer->rows.ids[i]);
        if (area[i] >= geo_audit_threshold(audit, high.check))
            geo_audit_add(&high, layer->rows.ids[i]);
    }
    if (!area) {
        geo_audit_skip(audit, high.check, layer->name, "theme 'address' has no column area_m2");
        return;
    }
    geo_audit_tell(audit, &low, "area_m2 is %g or less", geo_audit_threshold(audit, low.check));
    geo_audit_tell(audit, &high, "area_m2 is %g or more", geo_audit_threshold(audit, high.check));
}

geo_status geo_audit_ids(geo_ctx *ctx, geo_audit *audit)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < audit->count; i++) {
        const geo_audit_layer *layer = &audit->layers[i];
        if (layer->is_raster || !layer->source)
            continue;
        tell_geometries(audit, layer);
        if (layer->ready)
            status = tell_ids(ctx, audit, layer);
    }
    tell_bag_ids(audit, "address", "id");
    tell_bag_ids(audit, "address", "address_id");
    tell_bag_ids(audit, "address", "building_id");
    tell_bag_ids(audit, "building", "id");
    tell_dummies(audit);
    return status;
}
