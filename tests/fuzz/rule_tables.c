/* Tables of rules and numbers that a user may replace (--data-dir, gn-check --targets), past what
 * base/table checks (fuzz/table.c). The first byte chooses the reader, the rest are its files, a
 * form feed between them. What is taken can be reckoned with; what is not says why. */
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/rules.h"
#include "fuzz.h"
#include "green/cool.h"
#include "green/mark.h"
#include "green/notes.h"
#include "green/profile.h"
#include "registry/ahn.h"
#include "report/audit.h"
#include "report/check.h"
#include "water/potential_tables.h"
#include "water/rain_tables.h"

enum { MOST_FILES = 4, PATH_ROOM = 32 };

typedef struct files {
    geo_ctx *ctx;
    char path[MOST_FILES][PATH_ROOM]; /* all there, those without bytes empty */
    int handle[MOST_FILES];
} files;

static void files_init(files *f, const uint8_t *data, size_t size)
{
    f->ctx = fuzz_ctx();
    for (int i = 0; i < MOST_FILES; i++) {
        const uint8_t *end = size ? memchr(data, '\f', size) : NULL;
        size_t length = end && i + 1 < MOST_FILES ? (size_t)(end - data) : size;
        f->handle[i] = memfd_create("table", 0);
        FUZZ_CHECK(f->handle[i] >= 0);
        FUZZ_CHECK(write(f->handle[i], data, length) == (ssize_t)length);
        snprintf(f->path[i], PATH_ROOM, "/proc/self/fd/%d", f->handle[i]);
        data += length + (length < size);
        size -= length + (length < size);
    }
}

static void files_release(files *f)
{
    for (int i = 0; i < MOST_FILES; i++)
        close(f->handle[i]);
}

/* ---- base, green ---- */

static void read_rules(files *f)
{
    geo_rules *rules = NULL;
    geo_rule_case asked = {.word[GEO_RULE_CLASS] = "groenvoorziening"};
    if (fuzz_said(f->ctx, geo_rules_new(f->ctx, f->path[0], &rules)) == GEO_OK) {
        size_t row = geo_rules_match(rules, &asked, 0);
        FUZZ_CHECK(geo_rules_count(rules) > 0);
        FUZZ_CHECK(row == SIZE_MAX || row < geo_rules_count(rules));
    }
    geo_rules_free(rules);
}

static void read_notes(files *f)
{
    geo_notes *notes = NULL;
    char words[64];
    const geo_judged low = {"trees", 1, 4, false, 9, "nodata:2 no_facade cut"};
    size_t why;
    double number;
    if (fuzz_said(f->ctx, geo_notes_read(f->ctx, f->path[0], &notes)) == GEO_OK) {
        geo_verdict verdict = geo_notes_judge(notes, &low, &why, &number);
        FUZZ_CHECK(verdict == GEO_FAIL || verdict == GEO_UNKNOWN);
        for (size_t i = 0; i <= geo_notes_count(notes); i++) {
            geo_notes_dutch(notes, i, 3, words, sizeof words);
            FUZZ_CHECK(memchr(words, 0, sizeof words) && geo_notes_code(notes, i));
        }
    }
    geo_notes_free(notes);
}

static void read_norms(files *f)
{
    geo_norms *norms = NULL;
    geo_profile profile;
    char label[64];
    if (fuzz_said(f->ctx, geo_norms_read(f->ctx, f->path[0], f->path[1], &norms)) == GEO_OK &&
        fuzz_said(f->ctx, geo_norms_find(f->ctx, norms, "4-4-400", &profile)) == GEO_OK) {
        geo_profile_label(&profile, label, sizeof label);
        for (int i = 0; i < GEO_CRITERIA; i++)
            FUZZ_CHECK(!isinf(profile.threshold[i]));
    }
    geo_norms_free(norms);
}

static void read_mark(files *f)
{
    geo_mark *mark = NULL;
    if (fuzz_said(f->ctx, geo_mark_read(f->ctx, f->path[0], "cobra", &mark)) == GEO_OK)
        for (int i = 0; i < GEO_CRITERIA; i++)
            for (double value = -1; value < 1e6; value = value * 3 + 4) {
                double points = geo_mark_points(mark, (geo_criterion)i, value);
                FUZZ_CHECK(points >= 0 && points <= 10);
            }
    geo_mark_free(mark);
}

static void read_cool(files *f)
{
    geo_cool_rules rules;
    if (fuzz_said(f->ctx, geo_cool_rules_read(f->ctx, f->path[0], &rules)) == GEO_OK) {
        FUZZ_CHECK(rules.canopy_min_pct >= 0 && rules.canopy_min_pct <= 100);
        FUZZ_CHECK(rules.min_area_m2 >= 0 && isfinite(rules.min_area_m2));
        FUZZ_CHECK(isfinite(rules.pet_max_c) && isfinite(rules.min_width_m));
    }
}

/* ---- water ---- */

static void read_rain(files *f)
{
    geo_rain_surfaces surfaces = {0};
    geo_rain_cover *cover = NULL;
    const geo_rain_event shower = {NULL, 70, 2};
    geo_status status = geo_rain_surfaces_read(f->ctx, f->path[0], &surfaces);
    for (int i = 0; fuzz_said(f->ctx, status) == GEO_OK && i < surfaces.count; i++) {
        geo_rain_fate fate = geo_rain_fall(&surfaces.items[i], &shower, 20);
        FUZZ_CHECK(fate.interception >= 0 && fate.infiltrated >= 0);
        FUZZ_CHECK(fate.sewer >= 0 && fate.runoff >= 0);
        FUZZ_CHECK(fabs(fate.interception + fate.infiltrated + fate.sewer + fate.runoff - 70) <
                   1e-9);
    }
    if (status == GEO_OK &&
        fuzz_said(f->ctx, geo_rain_cover_read(f->ctx, f->path[1], &surfaces, &cover)) == GEO_OK) {
        geo_rain_share share = geo_rain_cover_find(cover, &(const char *){"erf"}, 1);
        FUZZ_CHECK(share.surface < surfaces.count && share.rest < surfaces.count);
        FUZZ_CHECK(share.surface < 0 || (share.part >= 0 && share.part <= 1));
    }
    geo_rain_cover_free(cover);
    geo_rain_surfaces_release(&surfaces);
}

static void read_showers(files *f)
{
    geo_rain_events events = {0};
    geo_rain_norm norm = {0};
    if (fuzz_said(f->ctx, geo_rain_events_read(f->ctx, f->path[0], &events)) == GEO_OK)
        FUZZ_CHECK(events.count > 0);
    for (size_t i = 0; i < events.count; i++)
        FUZZ_CHECK(events.items[i].mm > 0 && isfinite(events.items[i].mm) &&
                   events.items[i].hours > 0 && isfinite(events.items[i].hours));
    geo_ctx_reset(f->ctx);
    if (fuzz_said(f->ctx, geo_rain_norm_read(f->ctx, f->path[1], "schagen", &norm)) == GEO_OK)
        FUZZ_CHECK(norm.mm >= 0 && isfinite(norm.mm) && !isinf(norm.empty_h));
    geo_rain_norm_release(&norm);
    geo_rain_events_release(&events);
}

static void read_storage(files *f)
{
    geo_storage_kinds *kinds = NULL;
    geo_potential_tables *tables = NULL;
    const geo_potential_paths paths = {f->path[1], f->path[2], f->path[3]};
    geo_status status = fuzz_said(f->ctx, geo_storage_kinds_read(f->ctx, f->path[0], &kinds));
    if (status == GEO_OK) {
        const geo_storage_kind *kind = geo_storage_kinds_find(kinds, "wadi");
        for (int i = 0; kind && i < GEO_STORAGE_TERMS; i++)
            FUZZ_CHECK(!isinf(kind->terms[i].value) && !(kind->terms[i].value < 0));
        status = fuzz_said(f->ctx, geo_potential_tables_new(f->ctx, &paths, kinds, &tables));
    }
    for (int i = 0; status == GEO_OK && i < GEO_POTENTIAL_NUMBERS; i++)
        FUZZ_CHECK(isfinite(geo_potential_number_of(tables, NULL, (geo_potential_number)i)));
    geo_potential_tables_free(tables);
    geo_storage_kinds_free(kinds);
}

/* ---- what is asked of heights, of a town, of a result ---- */

static void read_ahn(files *f)
{
    geo_table *table = NULL;
    geo_ahn_rules rules;
    geo_status status = fuzz_said(f->ctx, geo_table_read(f->ctx, f->path[0], &table));
    if (status == GEO_OK && fuzz_said(f->ctx, geo_ahn_rules_read(f->ctx, table, &rules)) == GEO_OK)
        for (int i = 0; i < GEO_AHN_MASKS; i++)
            FUZZ_CHECK(rules.buffers_m[i] >= 0 && isfinite(rules.buffers_m[i]));
    geo_table_free(table);
}

static void read_audit(files *f)
{
    const geo_audit_tables tables = {f->path[0], f->path[1], f->path[2]};
    geo_audit_rules rules = {0};
    (void)fuzz_said(f->ctx, geo_audit_rules_init(f->ctx, &tables, "norm", &rules));
    geo_audit_rules_release(&rules);
}

static void check_thresholds(const geo_check_rules *rules)
{
    for (size_t i = 0; i < rules->list.count; i++)
        FUZZ_CHECK(rules->list.items[i].min_pct >= 0 && rules->list.items[i].min_pct <= 100);
}

/* Thresholds as people type them, then those of a table. */
static void read_targets(files *f)
{
    geo_table *table = NULL;
    geo_check_rules rules = {0};
    char text[256] = "";
    FUZZ_CHECK(pread(f->handle[0], text, sizeof text - 1, 0) >= 0);
    FUZZ_CHECK(geo_check_rules_init(f->ctx, &rules) == GEO_OK);
    (void)fuzz_said(f->ctx, geo_check_rules_add(f->ctx, &rules, text, false));
    check_thresholds(&rules);
    geo_ctx_reset(f->ctx);
    if (fuzz_said(f->ctx, geo_table_read(f->ctx, f->path[1], &table)) == GEO_OK)
        (void)fuzz_said(f->ctx, geo_check_rules_targets(f->ctx, &rules, table, "t", 2030));
    check_thresholds(&rules);
    geo_check_rules_release(&rules);
    geo_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const READ[])(files *) = {read_rules, read_notes, read_norms,   read_mark,
                                            read_cool,  read_rain,  read_showers, read_storage,
                                            read_ahn,   read_audit, read_targets};
    enum { READERS = sizeof READ / sizeof *READ };
    files f;
    if (!size || data[0] < 'a' || data[0] >= 'a' + READERS)
        return 0;
    files_init(&f, data + 1, size - 1);
    READ[data[0] - 'a'](&f);
    files_release(&f);
    return 0;
}
