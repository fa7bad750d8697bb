#include "io/manifest.h"

#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "io/fingerprint.h"
#include "io/records.h"

/* Rows of the manifest for one raster. */
typedef struct rows {
    const char *name; /* of the raster's file; its theme is what stands before the suffix */
    size_t count;
    GEO_VEC(char *) hashes;
} rows;

static bool is_of(const char *name, const char *theme)
{
    const char *dot = strrchr(name, '.');
    size_t length = dot ? (size_t)(dot - name) : strlen(name);
    return theme && strlen(theme) == length && strncmp(theme, name, length) == 0;
}

static geo_status read_rows(geo_ctx *ctx, geo_records *records, rows *r)
{
    geo_record record;
    geo_status status;
    while ((status = geo_records_next(ctx, records, &record)) == GEO_OK) {
        if (!is_of(r->name, record.text[0]))
            continue;
        r->count++;
        char *hash = record.text[1] ? geo_strdup(record.text[1]) : NULL;
        if (record.text[1] && (!hash || !geo_vec_push(&r->hashes, hash))) {
            geo_free(hash);
            return geo_fail_nomem(ctx);
        }
    }
    return status == GEO_END ? GEO_OK : status;
}

static geo_status open_rows(geo_ctx *ctx, const char *base, const geo_crs *crs, rows *r)
{
    static const char *const fields[] = {"theme", GEO_MANIFEST_HASH};
    const geo_records_options options = {.layer = "manifest",
                                         .target = crs,
                                         .fields = fields,
                                         .field_count = 2,
                                         .allow_tables = true};
    geo_records *records = NULL;
    geo_status status = geo_records_new(ctx, base, &options, &records);
    if (!status)
        status = read_rows(ctx, records, r);
    geo_records_free(records);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    geo_ctx_reset(ctx); /* a town that was made otherwise has no manifest */
    return GEO_OK;
}

static geo_status compare(geo_ctx *ctx, const char *path, const rows *r, geo_manifest_word *out)
{
    char hash[GEO_FINGERPRINT_ROOM];
    *out = r->count ? GEO_MANIFEST_SILENT : GEO_MANIFEST_NONE;
    if (!r->hashes.count)
        return GEO_OK;
    geo_status status = geo_fingerprint(ctx, path, hash);
    *out = *hash ? GEO_MANIFEST_OTHER : GEO_MANIFEST_ABSENT;
    for (size_t i = 0; i < r->hashes.count; i++)
        if (strcmp(r->hashes.items[i], hash) == 0)
            *out = GEO_MANIFEST_SAME;
    return status;
}

geo_status geo_manifest_look(geo_ctx *ctx, const char *path, const geo_crs *crs,
                             geo_manifest_word *out)
{
    rows r = {.name = geo_path_name(path)};
    geo_text base = GEO_TEXT_INIT;
    geo_text_add_bytes(&base, path, (size_t)(r.name - path));
    geo_text_add(&base, "base.gpkg");
    *out = GEO_MANIFEST_ABSENT;
    geo_status status = base.failed ? geo_fail_nomem(ctx) : GEO_OK;
    if (!status && access(base.data, F_OK) == 0) {
        status = open_rows(ctx, base.data, crs, &r);
        if (!status)
            status = compare(ctx, path, &r, out);
    }
    for (size_t i = 0; i < r.hashes.count; i++)
        geo_free(r.hashes.items[i]);
    geo_free(r.hashes.items);
    geo_text_release(&base);
    return status;
}
