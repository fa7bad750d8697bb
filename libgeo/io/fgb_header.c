/* Reading the head of a FlatGeobuf. Source: FlatGeobuf 3 (header.fbs; packed R-tree). */
#include "io/fgb_header.h"

#include "base/alloc.h"
#include "base/text.h"
#include "io/row_flat.h"

const uint8_t GEO_FGB_MAGIC[GEO_FGB_MAGIC_SIZE] = {'f', 'g', 'b', 3, 'f', 'g', 'b', 1};

enum { NAME, ENVELOPE, TYPE, HAS_Z, HAS_M, HAS_T, HAS_TM, COLUMNS, COUNT, NODE_SIZE, CRS };
enum { COLUMN_NAME, COLUMN_TYPE };
enum { CRS_ORG, CRS_CODE, CRS_NAME, CRS_DESCRIPTION, CRS_WKT };
enum { NODE_BYTES = 40, DEFAULT_NODE_SIZE = 16 };

static geo_status damaged(geo_ctx *ctx)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "the FlatGeobuf header is damaged");
}

/* A copy of a string field; NULL when absent. */
static geo_status read_text(geo_ctx *ctx, geo_flat flat, const geo_flat_table *table, int field,
                            char **out)
{
    geo_flat_vector text;
    if (!geo_flat_vector_of(flat, table, field, 1, &text))
        return damaged(ctx);
    const char *bytes = (const char *)flat.bytes + text.at;
    *out = NULL;
    if (text.at == 0)
        return GEO_OK;
    if (memchr(bytes, 0, text.count) || !geo_utf8_valid(bytes, text.count))
        return geo_fail(ctx, GEO_ERR_FORMAT, "the FlatGeobuf header has text that is not UTF-8");
    *out = geo_strndup(bytes, text.count);
    return *out ? GEO_OK : geo_fail_nomem(ctx);
}

/* A scalar field of up to 8 bytes, widened. */
static bool read_scalar(geo_flat flat, const geo_flat_table *table, int field, uint32_t width,
                        uint64_t absent, uint64_t *out)
{
    uint32_t at;
    if (!geo_flat_field(flat, table, field, width, &at))
        return false;
    *out = absent;
    if (at) {
        *out = 0;
        memcpy(out, flat.bytes + at, width);
    }
    return true;
}

static geo_status read_column(geo_ctx *ctx, geo_flat flat, const geo_flat_table *column,
                              geo_schema *schema)
{
    uint64_t type;
    char *name = NULL;
    geo_status status = read_text(ctx, flat, column, COLUMN_NAME, &name);
    if (status != GEO_OK)
        return status;
    if (!name || !read_scalar(flat, column, COLUMN_TYPE, 1, 0, &type) || type > GEO_FIELD_BINARY)
        status = damaged(ctx);
    else if (geo_schema_add(ctx, schema, name, (geo_field_type)type) != GEO_OK)
        status = GEO_ERR_FORMAT;
    geo_free(name);
    return status;
}

static geo_status read_columns(geo_ctx *ctx, geo_flat flat, const geo_flat_table *header,
                               geo_schema *schema)
{
    geo_flat_vector columns;
    if (!geo_flat_vector_of(flat, header, COLUMNS, 4, &columns))
        return damaged(ctx);
    geo_status status = GEO_OK;
    for (uint32_t i = 0; i < columns.count && status == GEO_OK; i++) {
        geo_flat_table column;
        status = geo_flat_element(flat, columns, i, &column)
                     ? read_column(ctx, flat, &column, schema)
                     : damaged(ctx);
    }
    return status;
}

static geo_status make_crs(geo_ctx *ctx, const char *org, int32_t code, const char *wkt,
                           geo_crs **out)
{
    geo_text text = GEO_TEXT_INIT;
    if (code > 0)
        geo_text_addf(&text, "%s:%d", org ? org : "EPSG", code);
    else if (wkt)
        geo_text_add(&text, wkt);
    geo_status status = text.failed ? geo_fail_nomem(ctx) : GEO_OK;
    if (status == GEO_OK && text.length)
        status = geo_crs_new(ctx, geo_text_string(&text), out);
    geo_text_release(&text);
    return status;
}

static geo_status read_crs(geo_ctx *ctx, geo_flat flat, const geo_flat_table *header,
                           geo_schema *schema)
{
    char *org = NULL, *wkt = NULL;
    uint64_t code = 0;
    uint32_t at;
    geo_flat_table crs;
    if (!geo_flat_target(flat, header, CRS, &at))
        return damaged(ctx);
    if (at == 0)
        return GEO_OK;
    if (!geo_flat_table_at(flat, at, &crs) || !read_scalar(flat, &crs, CRS_CODE, 4, 0, &code))
        return damaged(ctx);
    geo_status status = read_text(ctx, flat, &crs, CRS_ORG, &org);
    if (status == GEO_OK)
        status = read_text(ctx, flat, &crs, CRS_WKT, &wkt);
    if (status == GEO_OK)
        status = make_crs(ctx, org, (int32_t)code, wkt, &schema->crs);
    geo_free(org);
    geo_free(wkt);
    return status;
}

/* `address {"groennet":...}` is the layer "address" with its provenance. */
static geo_status read_name(geo_ctx *ctx, geo_flat flat, const geo_flat_table *header,
                            geo_schema *schema)
{
    char *name = NULL;
    geo_status status = read_text(ctx, flat, header, NAME, &name);
    char *provenance = name ? strstr(name, " {\"groennet\":") : NULL;
    if (status == GEO_OK && provenance) {
        schema->provenance = geo_strdup(provenance + 1);
        *provenance = 0;
        if (!schema->provenance)
            status = geo_fail_nomem(ctx);
    }
    if (status == GEO_OK && name) {
        geo_free(schema->name);
        schema->name = name;
        return GEO_OK;
    }
    geo_free(name);
    return status;
}

/* Sizes of all levels of the packed R-tree: each has a node for every `node` entries below. */
static geo_status measure_index(geo_ctx *ctx, uint64_t count, uint64_t node, uint64_t *out)
{
    *out = 0;
    if (count == 0 || node == 0)
        return GEO_OK;
    if (node < 2 || count > UINT64_MAX / (2 * NODE_BYTES) / 2)
        return damaged(ctx);
    uint64_t level = count, nodes = count;
    do {
        level = (level + node - 1) / node;
        nodes += level;
    } while (level > 1);
    *out = nodes * NODE_BYTES;
    return GEO_OK;
}

static geo_status read_shape(geo_ctx *ctx, geo_flat flat, const geo_flat_table *header,
                             geo_fgb_header *out)
{
    uint64_t type, z, m, t, tm, node;
    if (!read_scalar(flat, header, TYPE, 1, 0, &type) ||
        !read_scalar(flat, header, HAS_Z, 1, 0, &z) ||
        !read_scalar(flat, header, HAS_M, 1, 0, &m) ||
        !read_scalar(flat, header, HAS_T, 1, 0, &t) ||
        !read_scalar(flat, header, HAS_TM, 1, 0, &tm) ||
        !read_scalar(flat, header, COUNT, 8, 0, &out->count) ||
        !read_scalar(flat, header, NODE_SIZE, 2, DEFAULT_NODE_SIZE, &node) || type > 17)
        return damaged(ctx);
    if (t || tm)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "FlatGeobuf with times as coordinates");
    out->type = (uint8_t)type;
    out->schema.type = type <= GEO_GEOM_MULTIPOLYGON ? (geo_geom_type)type : GEO_GEOM_UNKNOWN;
    out->schema.has_z = z != 0;
    out->schema.has_m = m != 0;
    return measure_index(ctx, out->count, node, &out->index_size);
}

geo_status geo_fgb_header_read(geo_ctx *ctx, const uint8_t *bytes, uint32_t size,
                               geo_fgb_header *out)
{
    geo_flat flat = {bytes, size};
    geo_flat_table header;
    geo_fgb_header read = {0};
    if (!geo_flat_root(flat, &header))
        return damaged(ctx);
    read.ends_marked =
        size >= GEO_FGB_PROMISE_SIZE &&
        memcmp(bytes + size - GEO_FGB_PROMISE_SIZE, GEO_FGB_PROMISE, GEO_FGB_PROMISE_SIZE) == 0;
    geo_status status = geo_schema_init(ctx, &read.schema, "", GEO_GEOM_UNKNOWN, NULL);
    if (status == GEO_OK)
        status = read_shape(ctx, flat, &header, &read);
    if (status == GEO_OK)
        status = read_name(ctx, flat, &header, &read.schema);
    if (status == GEO_OK)
        status = read_columns(ctx, flat, &header, &read.schema);
    if (status == GEO_OK)
        status = read_crs(ctx, flat, &header, &read.schema);
    if (status == GEO_OK)
        *out = read;
    else
        geo_schema_release(&read.schema);
    return status;
}
