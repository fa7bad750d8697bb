/* Final GeoPackages: several layers written in one go, with style, title, coded values and
 * provenance, checked and published as one file (io/publish). */
#ifndef GEO_IO_PACKAGE_H
#define GEO_IO_PACKAGE_H

#include "io/row.h"

typedef struct geo_package geo_package;
typedef struct geo_layer geo_layer; /* belongs to its package */

typedef struct geo_package_options {
    const char *path;
    bool overwrite;
    bool update; /* replace these layers of an existing file, leave its others as they are (copy,
                    change, rename) */
    const char *const *inputs;
    size_t input_count;
    const char *date; /* "YYYY-MM-DD" for every time stamp inside; NULL: 1970-01-01 */
} geo_package_options;

typedef struct geo_domain { /* coded values of a column, shown by QGIS as a list */
    const char *column;
    const char *const *codes;  /* as text; integer columns too */
    const char *const *labels; /* Dutch */
    size_t count;
} geo_domain;

typedef struct geo_layer_options {
    const geo_schema *schema; /* name: ^[a-z][a-z0-9_]{0,62}$; its provenance goes to the metadata;
                                 type UNKNOWN with no_geometry: a plain table */
    bool no_geometry;
    const char *title;    /* Dutch */
    const char *abstract; /* Dutch */
    const char *style;    /* QML text or NULL */
    const geo_domain *domains;
    size_t domain_count;
    /* With update: rows of the layer that is there stay, with their feature ids, geometries and all
     * their columns, but for those whose text column `replace_by` has one of these values. A row
     * that is put where such a one stood (the same geometry) gets its id, the others the ids that
     * are left, in order, and then new ones. Indexes, triggers and tables of others that hang from
     * the layer stay. A layer of another make (a column of another type, a
     * geometry with heights, values that must be unique) is written afresh, with the same ids of
     * the rows that stay. NULL: no row stays. */
    const char *replace_by;
    const char *const *replace_values;
    size_t replace_count;
    /* With replace_by: of columns that are not in the schema a row takes over the values of the row
     * that went and had the same text in this column, when only one had it. Values that go are
     * warned of: these, and those of a column of the schema where such a row has none now, or where
     * no row that is put has one; not so of the columns carry_not, between spaces. */
    const char *carry_by, *carry_not;
    bool no_index; /* leave the R-tree out (town bases have one; bulk intermediates need not) */
} geo_layer_options;

/* What a GeoPackage holds of a layer: is it there, has it rows whose text column says `value`, and
 * others, where it is null or says something else? Without the column all rows are others'. A file
 * that is not there holds nothing. Errors: IO, FORMAT, BUSY. */
typedef struct geo_package_holding {
    bool is_there, own, others;
} geo_package_holding;
geo_status geo_package_look(geo_ctx *ctx, const char *path, const char *layer, const char *column,
                            const char *value, geo_package_holding *out) GEO_MUST_USE;
/* How many rows of the layer have this text in the column: 0 without the file, layer or column. */
geo_status geo_package_count(geo_ctx *ctx, const char *path, const char *layer, const char *column,
                             const char *value, uint64_t *out) GEO_MUST_USE;

geo_status geo_package_new(geo_ctx *ctx, const geo_package_options *options,
                           geo_package **out) GEO_MUST_USE;
geo_status geo_package_layer(geo_ctx *ctx, geo_package *package, const geo_layer_options *options,
                             geo_layer **out) GEO_MUST_USE;
/* One row: geometry (NULL allowed for a null geometry) and one value per column of the layer's
 * schema. */
geo_status geo_layer_put(geo_ctx *ctx, geo_layer *layer, const geo_geom *geom,
                         const geo_value *values) GEO_MUST_USE;
/* Of a layer with carry_by, once the package is committed and before it is freed: how many rows
 * with an id were to be replaced, how many came, how many of the old ones have an id that no new
 * one has, and the most frequent class (column "class", where there is one) that at least
 * GEO_LAYER_MANY had and no new one has. */
#define GEO_LAYER_MANY 10
typedef struct geo_layer_loss {
    uint64_t had, came, gone;
    char class[64]; /* "": none */
    uint64_t of_class;
} geo_layer_loss;
const geo_layer_loss *geo_layer_losses(const geo_layer *layer);
/* Sets a text column in all rows whose text column `by` has the value: for what is known only at
 * the end, such as the date of the data. */
geo_status geo_layer_fill(geo_ctx *ctx, geo_layer *layer, const char *column, const char *text,
                          const char *by, const char *value) GEO_MUST_USE;
/* Sets columns of numbers in rows of a layer that the package has and that is not written in this
 * go: values[row * column_count + column], NaN leaves what is there; a column that the layer lacks
 * is added. All else stays as it is. Errors: NOTFOUND (layer or row), FORMAT (a column that is not
 * of real numbers), IO. */
geo_status geo_package_set(geo_ctx *ctx, geo_package *package, const char *layer,
                           const char *const *columns, size_t column_count, const int64_t *fids,
                           const double *values, size_t row_count) GEO_MUST_USE;
/* The date for time stamps, when it is known only at the end. Errors: ARG (no date). */
geo_status geo_package_date(geo_ctx *ctx, geo_package *package, const char *date) GEO_MUST_USE;
/* Closes, adds styles and metadata, sets time stamps, checks (quick_check, foreign keys, rows and
 * R-tree counts against what was put): what is left of the commit is to publish. */
geo_status geo_package_settle(geo_ctx *ctx, geo_package *package) GEO_MUST_USE;
bool geo_package_is_published(const geo_package *package);
/* Settles, when that was not done, and publishes. */
geo_status geo_package_commit(geo_ctx *ctx, geo_package *package) GEO_MUST_USE;
void geo_package_free(geo_package *package); /* abandons what was not committed */

#endif
