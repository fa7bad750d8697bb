/* Towns whose layer of trees several sources share, written into by other programs too: what it
 * holds is compared row by row and entry by entry. */
#ifndef GROENNET_TESTS_MERGE_CASE_H
#define GROENNET_TESTS_MERGE_CASE_H

#include "town_case.h"

static inline const char *base(void)
{
    return in_folder("town/base.gpkg");
}

/* Changes a town as another program would, past the triggers that need GDAL's functions. */
static inline void change(const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    assert_int_equal(sqlite3_open(base(), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

/* Which rows an import of trees by 'estate' has nothing to do with. */
#define OF_OTHERS "source IS NOT 'estate'"
#define TOUCHED "('tree', 'coverage', 'manifest')"
static inline const char *untouched(const char *table)
{
    static const char *const rules[][2] = {
        {"tree", OF_OTHERS},
        {"coverage", OF_OTHERS},
        {"manifest", OF_OTHERS},
        {"rtree_tree_geom", "id IN (SELECT fid FROM tree WHERE " OF_OTHERS ")"},
        {"rtree_coverage_geom", "id IN (SELECT fid FROM coverage WHERE " OF_OTHERS ")"},
        {"gpkg_contents", "table_name NOT IN " TOUCHED},
        {"gpkg_ogr_contents", "table_name NOT IN " TOUCHED},
        {"sqlite_sequence", "name NOT IN " TOUCHED " AND name <> 'gpkg_metadata'"},
        {"gpkg_metadata_reference", "table_name NOT IN " TOUCHED},
        {"gpkg_metadata", "id IN (SELECT md_file_id FROM gpkg_metadata_reference WHERE table_name "
                          "NOT IN " TOUCHED ")"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (!strcmp(table, rules[i][0]))
            return rules[i][1];
    return "1";
}

static inline void dump_table(FILE *to, sqlite3 *db, const char *table)
{
    sqlite3_stmt *row;
    char *sql =
        sqlite3_mprintf("SELECT * FROM \"%w\" WHERE %s ORDER BY 1", table, untouched(table));
    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(row) == SQLITE_ROW) {
        fprintf(to, "%s", table);
        for (int i = 0; i < sqlite3_column_count(row); i++) {
            const unsigned char *bytes = sqlite3_column_blob(row, i);
            fprintf(to, " %s %d ", sqlite3_column_name(row, i), sqlite3_column_type(row, i));
            for (int k = 0; k < sqlite3_column_bytes(row, i); k++)
                fprintf(to, "%02x", bytes[k]);
        }
        fprintf(to, "\n");
    }
    sqlite3_finalize(row);
    sqlite3_free(sql);
}

/* All of these rows, each value as its bytes; pages of an index are told by its entries. */
static inline void dump(const char *name)
{
    sqlite3 *db;
    sqlite3_stmt *tables;
    FILE *to = fopen(in_folder(name), "w");
    assert_non_null(to);
    assert_int_equal(sqlite3_open_v2(base(), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                        "name NOT GLOB 'rtree_*_node' AND name NOT GLOB "
                                        "'rtree_*_rowid' AND name NOT GLOB 'rtree_*_parent' "
                                        "ORDER BY 1",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW)
        dump_table(to, db, (const char *)sqlite3_column_text(tables, 0));
    sqlite3_finalize(tables);
    sqlite3_close(db);
    assert_int_equal(fclose(to), 0);
}

static inline void assert_same(const char *a, const char *b)
{
    assert_int_equal(run("diff '%s' '%s'", in_folder(a), in_folder(b)), 0);
}

/* Trees at (EAST + place, NORTH) of one source, with the place as their number; of a second one at
 * the same place a b comes after it. */
static inline void plant(geo_ctx *ctx, const char *source, const int *places, int count)
{
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    geo_town *town =
        begin(ctx, (run_options){.source = source, .date = "2024-05-01", .wanted = wanted});
    bool asked;
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &asked));
    for (int i = 0; i < count; i++) {
        char id[32];
        snprintf(id, sizeof id, "%s%d%s", source, places[i],
                 i && places[i] == places[i - 1] ? "b" : "");
        offer_tree(ctx, town, id, EAST + places[i], NORTH);
    }
    end(ctx, town);
}
#define PLANT(ctx, source, ...)                                                                    \
    plant(ctx, source, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

#define FIDS "SELECT group_concat(fid || id, ' ') FROM (SELECT * FROM tree ORDER BY fid)"
#define SOUND "SELECT (SELECT count(*) FROM tree) || ' ' || (SELECT count(*) FROM rtree_tree_geom)"

/* A geometry as another program writes it: big-endian, with an envelope. */
#define STRANGE                                                                                    \
    "X'47500002' || X'00007140' || X'4102EBC000000000' || X'4102EBC000000000' || "                 \
    "X'411C418000000000' || X'411C418000000000' || X'0000000001' || X'4102EBC000000000' || "       \
    "X'411C418000000000'"

static inline void make_town(geo_ctx *ctx)
{
    PLANT(ctx, "city", 1, 2, 3);
    PLANT(ctx, "estate", 11, 12, 13);
    PLANT(ctx, "gis", 4, 5);
    geo_town *town = begin(ctx, (run_options){.source = "bgt", .date = "2023-01-01"});
    offer_square(ctx, town, GEO_THEME_GREEN, "g1", EAST, NORTH, 40);
    offer_square(ctx, town, GEO_THEME_WATER, "w1", EAST + 50, NORTH, 40);
    end(ctx, town);
    change("ALTER TABLE tree ADD COLUMN plaque TEXT DEFAULT 'none'; "
           "UPDATE tree SET plaque = 'P' || fid, height_m = 1e-300 WHERE fid IN (2, 5, 7);"
           "CREATE TABLE notes(id INTEGER PRIMARY KEY, tree INTEGER REFERENCES tree(fid)); "
           "INSERT INTO notes VALUES(1, 2), (2, 5), (3, 7)");
    change("UPDATE tree SET geom = CAST(" STRANGE " AS BLOB) WHERE fid = 7");
}

#endif
