/* Values that the new rows of a source do not bring, taken over from its earlier ones by their id:
 * of columns that somebody added. What goes all the same is counted. The file as it was is whole
 * until the new one is published. */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/gpkg.h"
#include "io/package_parts.h"

typedef struct carrying {
    const geo_layer *layer;
    const geo_sqlite *base;
    geo_layer_loss *loss;
    char *was; /* name of the table and of its feature id in the file as it was */
    char *was_id;
} carrying;

static geo_status count_values(geo_ctx *ctx, const carrying *c, const char *file, const char *table,
                               const char *column, int64_t *out)
{
    return geo_sqlite_integer(ctx, c->base, out,
                              "SELECT count(\"%w\") FROM \"%w\".\"%w\" WHERE \"%w\" IN %s", column,
                              file, table, c->layer->carry_among, c->layer->carry_values);
}

static geo_status copy_column(geo_ctx *ctx, const carrying *c, const char *column)
{
    const geo_layer *layer = c->layer;
    return geo_sqlite_run(
        ctx, c->base,
        "UPDATE OR IGNORE main.\"%w\" AS n SET \"%w\" = w.\"%w\" FROM temp.held, was.\"%w\" AS w "
        "WHERE n.\"%w\" IN %s AND held.id = n.\"%w\" AND w.\"%w\" = held.was",
        layer->schema.name, column, column, c->was, layer->carry_among, layer->carry_values,
        layer->carry_by, c->was_id);
}

/* Of values that were there: how many objects have none now (of a column of ours), or how many have
 * no follower that could take theirs. */
static geo_status count_lost(geo_ctx *ctx, const carrying *c, const char *column, bool is_ours,
                             int64_t *out)
{
    const geo_layer *layer = c->layer;
    if (is_ours)
        return geo_sqlite_integer(
            ctx, c->base, out,
            "SELECT count(*) FROM main.\"%w\" AS n CROSS JOIN temp.held ON held.id = n.\"%w\" "
            "CROSS JOIN was.\"%w\" AS w ON w.\"%w\" = held.was WHERE n.\"%w\" IS NULL AND "
            "n.\"%w\" IN %s AND w.\"%w\" IS NOT NULL",
            layer->schema.name, layer->carry_by, c->was, c->was_id, column, layer->carry_among,
            layer->carry_values, column);
    return geo_sqlite_integer(ctx, c->base, out,
                              "SELECT count(\"%w\") FROM was.\"%w\" WHERE \"%w\" IN %s AND "
                              "\"%w\" NOT IN (SELECT was FROM temp.held)",
                              column, c->was, layer->carry_among, layer->carry_values, c->was_id);
}

/* now: rows that have a value. */
static void tell(geo_ctx *ctx, const carrying *c, const char *column, int64_t gone, int64_t before,
                 int64_t now)
{
    static const char own[] = "(what you type in yourself stays in a column of your own)";
    const char *name = c->layer->schema.name;
    if (geo_schema_find(&c->layer->schema, column) == SIZE_MAX)
        geo_warn(ctx,
                 "%s: %lld of %lld values of your column '%.60s' go: their objects are gone, or "
                 "share an id",
                 name, (long long)gone, (long long)before, column);
    else if (!now)
        geo_warn(ctx, "%s: the files say nothing of %s: values that were there go: %lld %s", name,
                 column, (long long)gone, own);
    else
        geo_warn(ctx,
                 "%s: of objects of which the files do not say %s, values that were there go: "
                 "%lld %s",
                 name, column, (long long)gone, own);
}

/* A column of ours is the source's: what an earlier run took from it, or was told by an option,
 * must not outlive that. In one of somebody else's a new row has nothing, or the default. */
static geo_status carry_column(geo_ctx *ctx, const carrying *c, const char *column)
{
    int64_t before = 0, now = 0, gone = 0;
    bool is_ours = geo_schema_find(&c->layer->schema, column) != SIZE_MAX;
    geo_status status = count_values(ctx, c, "was", c->was, column, &before);
    if (status || !before)
        return status;
    if (is_ours)
        status = count_values(ctx, c, "main", c->layer->schema.name, column, &now);
    else
        status = copy_column(ctx, c, column);
    if (!status && (!is_ours || now))
        status = count_lost(ctx, c, column, is_ours, &gone);
    else
        gone = before;
    if (!status && gone)
        tell(ctx, c, column, gone, before, now);
    return status;
}

/* Whose values have somewhere to go. An id that stood several times says not whose they are. */
static geo_status hold_ids(geo_ctx *ctx, const carrying *c)
{
    const geo_layer *layer = c->layer;
    geo_status status =
        geo_sqlite_run(ctx, c->base, "CREATE TEMP TABLE held(id PRIMARY KEY, was INTEGER)");
    if (status)
        return status;
    return geo_sqlite_run(ctx, c->base,
                          "INSERT INTO held SELECT \"%w\", min(\"%w\") FROM was.\"%w\" WHERE "
                          "\"%w\" IN %s AND \"%w\" IN (SELECT \"%w\" FROM main.\"%w\" WHERE \"%w\" "
                          "IN %s) GROUP BY \"%w\" HAVING count(*) = 1",
                          layer->carry_by, c->was_id, c->was, layer->carry_among,
                          layer->carry_values, layer->carry_by, layer->carry_by, layer->schema.name,
                          layer->carry_among, layer->carry_values, layer->carry_by);
}

/* Columns of both tables that may be carried: neither keys nor what is found out anew each time. */
static geo_status list_columns(geo_ctx *ctx, const carrying *c, sqlite3_stmt **out)
{
    const geo_layer *layer = c->layer;
    return geo_sqlite_prepare(
        ctx, c->base, out,
        "SELECT n.name FROM pragma_table_info(%Q, 'main') AS n JOIN pragma_table_info(%Q, 'was') "
        "AS w ON lower(w.name) = lower(n.name) WHERE NOT n.pk AND NOT w.pk AND n.name NOT IN "
        "(%Q, %Q, %Q) AND instr(%Q, ' ' || n.name || ' ') = 0 ORDER BY n.cid",
        layer->schema.name, c->was, layer->geometry_column, layer->carry_by, layer->carry_among,
        layer->carry_not);
}

static geo_status carry_columns(geo_ctx *ctx, const carrying *c)
{
    sqlite3_stmt *rows = NULL;
    GEO_VEC(char *) names = {0};
    geo_status status = list_columns(ctx, c, &rows);
    while (!status && !(status = geo_sqlite_step(ctx, c->base, rows))) {
        char *name = geo_strdup((const char *)sqlite3_column_text(rows, 0));
        if (!name || !geo_vec_push(&names, name)) {
            geo_free(name);
            status = geo_fail_nomem(ctx);
        }
    }
    sqlite3_finalize(rows);
    status = status == GEO_END ? GEO_OK : status;
    for (size_t i = 0; i < names.count; i++) {
        if (!status)
            status = carry_column(ctx, c, names.items[i]);
        geo_free(names.items[i]);
    }
    geo_free(names.items);
    return status;
}

/* The one text that a statement gives, or NULL. */
static geo_status text_of(geo_ctx *ctx, const geo_sqlite *base, const char *sql, const char *name,
                          char **out)
{
    sqlite3_stmt *row = NULL;
    *out = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &row, sql, name);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (!status && !(*out = geo_strdup((const char *)sqlite3_column_text(row, 0))))
        status = geo_fail_nomem(ctx);
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status has_keys(geo_ctx *ctx, const carrying *c, bool *out)
{
    int64_t keys = 0;
    geo_status status = geo_sqlite_integer(
        ctx, c->base, &keys,
        "SELECT count(*) FROM pragma_table_info(%Q, 'was') WHERE name IN (%Q, %Q)", c->was,
        c->layer->carry_by, c->layer->carry_among);
    *out = keys == 2;
    return status;
}

static geo_status count_gone(geo_ctx *ctx, const carrying *c)
{
    const geo_layer *layer = c->layer;
    const char *by = layer->carry_by, *among = layer->carry_among, *values = layer->carry_values;
    int64_t had = 0, came = 0, gone = 0;
    geo_status status = count_values(ctx, c, "was", c->was, by, &had);
    if (!status)
        status = count_values(ctx, c, "main", layer->schema.name, by, &came);
    if (!status)
        status = geo_sqlite_integer(ctx, c->base, &gone,
                                    "SELECT count(*) FROM was.\"%w\" WHERE \"%w\" IN %s AND "
                                    "\"%w\" NOT IN (SELECT \"%w\" FROM main.\"%w\" WHERE \"%w\" "
                                    "IN %s AND \"%w\" IS NOT NULL)",
                                    c->was, among, values, by, by, layer->schema.name, among,
                                    values, by);
    c->loss->had = (uint64_t)had;
    c->loss->came = (uint64_t)came;
    c->loss->gone = (uint64_t)gone;
    return status;
}

static geo_status find_class(geo_ctx *ctx, const carrying *c)
{
    sqlite3_stmt *row = NULL;
    int64_t there = 0;
    const geo_layer *layer = c->layer;
    const char *among = layer->carry_among, *values = layer->carry_values;
    geo_status status = geo_sqlite_integer(
        ctx, c->base, &there,
        "SELECT count(*) FROM pragma_table_info(%Q, 'was') WHERE name = 'class'", c->was);
    if (status || !there || geo_schema_find(&layer->schema, "class") == SIZE_MAX)
        return status;
    status = geo_sqlite_prepare(ctx, c->base, &row,
                                "SELECT \"class\", count(*) AS n FROM was.\"%w\" WHERE \"%w\" IN "
                                "%s AND \"class\" NOT IN (SELECT \"class\" FROM main.\"%w\" WHERE "
                                "\"%w\" IN %s AND \"class\" IS NOT NULL) GROUP BY 1 HAVING n >= %d "
                                "ORDER BY n DESC, 1 LIMIT 1",
                                c->was, among, values, layer->schema.name, among, values,
                                GEO_LAYER_MANY);
    if (!status)
        status = geo_sqlite_step(ctx, c->base, row);
    if (!status) {
        snprintf(c->loss->class, sizeof c->loss->class, "%.60s", sqlite3_column_text(row, 0));
        c->loss->of_class = (uint64_t)sqlite3_column_int64(row, 1);
    }
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status carry(geo_ctx *ctx, carrying *c)
{
    bool good = false;
    geo_status status = text_of(ctx, c->base,
                                "SELECT name FROM was.sqlite_master WHERE type = 'table' AND "
                                "lower(name) = lower(%Q)",
                                c->layer->schema.name, &c->was);
    if (!status && c->was)
        status = text_of(ctx, c->base, "SELECT name FROM pragma_table_info(%Q, 'was') WHERE pk = 1",
                         c->was, &c->was_id);
    if (!status && c->was_id)
        status = has_keys(ctx, c, &good);
    if (!status && good)
        status = hold_ids(ctx, c);
    if (!status && good)
        status = carry_columns(ctx, c);
    if (!status && good)
        status = count_gone(ctx, c);
    if (!status && good)
        status = find_class(ctx, c);
    if (!status && good)
        status = geo_sqlite_run(ctx, c->base, "DROP TABLE temp.held");
    geo_free(c->was);
    geo_free(c->was_id);
    return status;
}

static geo_status carry_all(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    geo_status status = geo_sqlite_run(ctx, base, "BEGIN");
    for (size_t i = 0; !status && i < package->layers.count; i++) {
        geo_layer *layer = package->layers.items[i];
        carrying c = {.layer = layer, .base = base, .loss = &layer->loss};
        if (c.layer->carry_by && c.layer->rows)
            status = carry(ctx, &c);
    }
    return status ? status : geo_sqlite_run(ctx, base, "COMMIT");
}

geo_status geo_package_carry(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    bool any = false;
    for (size_t i = 0; i < package->layers.count; i++)
        any = any || package->layers.items[i]->carry_by;
    if (!package->changes || !any)
        return GEO_OK;
    /* Those of an index look at columns of geometry alone, and need functions of GDAL's. */
    sqlite3_db_config(base->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    geo_status status = geo_sqlite_attach(ctx, base, geo_publish_target(package->publish), "was");
    if (!status)
        status = carry_all(ctx, package, base);
    return status;
}

const geo_layer_loss *geo_layer_losses(const geo_layer *layer)
{
    return &layer->loss;
}

/* ---- what a layer is told of it ---- */

static char *list_values(const geo_layer_options *options)
{
    geo_text text = GEO_TEXT_INIT;
    bool failed = false;
    geo_text_add_char(&text, '(');
    for (size_t i = 0; i < options->replace_count; i++) {
        char *value = sqlite3_mprintf("%s%Q", i ? ", " : "", options->replace_values[i]);
        failed = failed || !value;
        geo_text_add(&text, value ? value : "");
        sqlite3_free(value);
    }
    geo_text_add_char(&text, ')');
    if (!failed && !text.failed)
        return text.data;
    geo_text_release(&text);
    return NULL;
}

geo_status geo_package_carry_init(geo_ctx *ctx, geo_layer *layer, const geo_layer_options *options)
{
    if (!options->carry_by || !options->replace_by)
        return GEO_OK;
    geo_text none = GEO_TEXT_INIT;
    geo_text_addf(&none, " %s ", options->carry_not ? options->carry_not : "");
    layer->carry_not = none.data;
    layer->carry_by = geo_strdup(options->carry_by);
    layer->carry_among = geo_strdup(options->replace_by);
    layer->carry_values = list_values(options);
    bool good = !none.failed && layer->carry_by && layer->carry_among && layer->carry_values;
    return good ? GEO_OK : geo_fail_nomem(ctx);
}
