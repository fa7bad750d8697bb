"""GeoPackages and other SQLite files: a sound one written by hand, and what an attacker makes of it."""
import sqlite3
import struct

from stock import made, port, secret_path

ROWS = 20
ATTRIBUTES = "INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql) VALUES"
# The triggers of the OGC's extension for R-trees, in the form that GDAL writes them.
INSERT_TRIGGER = (
    "CREATE TRIGGER rtree_tree_geom_insert AFTER INSERT ON tree WHEN (new.geom NOT NULL AND NOT "
    "ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO rtree_tree_geom VALUES (NEW.fid, "
    "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END"
)
DELETE_TRIGGER = (
    "CREATE TRIGGER rtree_tree_geom_delete AFTER DELETE ON tree WHEN old.geom NOT NULL BEGIN "
    "DELETE FROM rtree_tree_geom WHERE id = OLD.fid; END"
)
UPDATE_TRIGGER = (
    "CREATE TRIGGER rtree_tree_geom_update1 AFTER UPDATE OF geom ON tree WHEN OLD.fid = NEW.fid AND "
    "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO rtree_tree_geom "
    "VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), "
    "ST_MaxY(NEW.geom)); END"
)
SCHEMA = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10200;
CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT
    '2025-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
    m TINYINT NOT NULL, PRIMARY KEY(table_name, column_name));
CREATE TABLE gpkg_extensions(table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
    definition TEXT NOT NULL, scope TEXT NOT NULL,
    UNIQUE(table_name, column_name, extension_name));
CREATE TABLE gpkg_ogr_contents(table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER);
INSERT INTO gpkg_spatial_ref_sys VALUES('Amersfoort / RD New', 28992, 'EPSG', 28992, 'undefined',
    NULL);
INSERT INTO gpkg_contents(table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
    VALUES('tree', 'features', 'tree', 142770, 507670, 142970, 507670, 28992);
INSERT INTO gpkg_geometry_columns VALUES('tree', 'geom', 'GEOMETRY', 28992, 0, 0);
INSERT INTO gpkg_extensions VALUES('tree', 'geom', 'gpkg_rtree_index',
    'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
INSERT INTO gpkg_ogr_contents VALUES('tree', 20);
"""
TABLE = """CREATE TABLE tree(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY,
    id TEXT, boomhoogte REAL);"""
TREE = "CREATE VIRTUAL TABLE rtree_tree_geom USING rtree(id, minx, maxx, miny, maxy);"


def geometry(body):
    """A GeoPackage's blob: magic, version, little-endian without box, RD New, WKB."""
    return b"GP\x00\x01" + struct.pack("<i", 28992) + body


def place(i):
    return 142770 + 10 * i, 507670


def point(x, y):
    return geometry(struct.pack("<BIdd", 1, 1, x, y))


def fill(base):
    for i in range(ROWS):
        x, y = place(i)
        base.execute("INSERT INTO tree(fid, geom, id, boomhoogte) VALUES(?, ?, ?, 8)",
                     (i + 1, point(x, y), f"t{i + 1}"))
        base.execute("INSERT INTO rtree_tree_geom VALUES(?, ?, ?, ?, ?)", (i + 1, x, x, y, y))


def sound(path, sql="", table=TABLE, filled=True):
    """A layer `tree` of 20 points with its R-tree; then `sql` is run on it."""
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(SCHEMA + table + TREE)
    base.execute("BEGIN")
    if filled:
        fill(base)
    base.execute("COMMIT")
    base.executescript(";".join((INSERT_TRIGGER, UPDATE_TRIGGER, DELETE_TRIGGER)))
    base.executescript(sql)
    base.commit()
    return base


def with_sql(name, sql):
    @made(name)
    def make(path):
        sound(path, sql() if callable(sql) else sql).close()


def schema_line(kind, name, text):
    """As an attacker writes a line that SQLite itself would not take."""
    quoted = text.replace("'", "''")
    return f"PRAGMA writable_schema=ON; {ATTRIBUTES}('{kind}', '{name}', '{name}', 0, '{quoted}');"


def as_layer(name):
    return (f"INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) "
            f"VALUES('{name}', 'features', '{name}', 28992); INSERT INTO gpkg_geometry_columns "
            f"VALUES('{name}', 'geom', 'POINT', 28992, 0, 0);")


def view_instead(select):
    """The layer itself becomes a view."""
    return ("ALTER TABLE tree RENAME TO hidden; DROP TRIGGER rtree_tree_geom_insert; DROP TRIGGER "
            "rtree_tree_geom_update1; DROP TRIGGER "
            f"rtree_tree_geom_delete; DROP TABLE rtree_tree_geom; CREATE VIEW tree AS {select};")


def text_table():
    return schema_line("table", "evil", "CREATE VIRTUAL TABLE evil USING VirtualText("
                       f"'{secret_path()}', 'UTF-8', 0, COMMA, NONE, ',')")


with_sql("gpkg-good/bomen.gpkg", "")
with_sql("gpkg-vtext/bomen.gpkg", text_table)
with_sql("town-vtext/base.gpkg", text_table)
with_sql("gpkg-vtext-layer/bomen.gpkg", lambda: text_table() + as_layer("evil"))
with_sql("gpkg-vtext-view/bomen.gpkg", lambda: text_table() + "CREATE VIEW sight AS SELECT "
         "1 AS fid, NULL AS geom; " + as_layer("sight"))
with_sql("gpkg-vgpkg/bomen.gpkg", schema_line(
    "table", "evil", "CREATE/**/VIRTUAL -- rtree\n TABLE evil USING VirtualGPKG('x')"))
with_sql("gpkg-view-named-table/bomen.gpkg", "ALTER TABLE gpkg_contents RENAME TO c2; CREATE VIEW "
         "gpkg_contents AS SELECT * FROM c2")
with_sql("gpkg-view/bomen.gpkg", view_instead("SELECT * FROM hidden"))
with_sql("gpkg-view-extension/bomen.gpkg", view_instead(
    "SELECT fid, geom, load_extension('/tmp/x') AS id, 1.0 AS boomhoogte FROM hidden"))
with_sql("gpkg-view-recursive/bomen.gpkg", view_instead(
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, h.geom, "
    "h.id, h.boomhoogte FROM c, hidden h"))
with_sql("gpkg-view-zeros/bomen.gpkg", view_instead(
    "SELECT fid, geom, id, zeroblob(900000000) AS boomhoogte FROM hidden"))
with_sql("gpkg-view-beside/bomen.gpkg", "CREATE VIEW other AS SELECT 1 AS fid, NULL AS geom, "
         "zeroblob(900000000) AS z, load_extension('/tmp/x') AS y; " + as_layer("other"))
with_sql("gpkg-trigger/bomen.gpkg",
         "CREATE TRIGGER evil AFTER INSERT ON tree BEGIN DELETE FROM tree; END")
with_sql("gpkg-trigger-in-disguise/bomen.gpkg",
         "DROP TRIGGER rtree_tree_geom_insert; " + INSERT_TRIGGER.replace(
             "ST_MinX(NEW.geom)", "load_extension(NEW.id)"))
with_sql("gpkg-trigger-writes/bomen.gpkg",
         "DROP TRIGGER rtree_tree_geom_delete; " + DELETE_TRIGGER.replace(
             "END", "DELETE FROM gpkg_contents; END"))
with_sql("gpkg-lying-count/bomen.gpkg", "UPDATE gpkg_ogr_contents SET feature_count = 999999")
with_sql("gpkg-half-index/bomen.gpkg", "DELETE FROM rtree_tree_geom WHERE id > 10")
with_sql("gpkg-type-lies/bomen.gpkg",
         "PRAGMA writable_schema=ON; UPDATE sqlite_master SET type='view' WHERE name='tree'")
with_sql("gpkg-listed-only/bomen.gpkg", as_layer("nowhere"))
with_sql("gpkg-injection/bomen.gpkg", "UPDATE gpkg_geometry_columns SET column_name = "
         "'geom\" FROM tree; ATTACH ''made'' AS m; --'")
with_sql("gpkg-traversal/bomen.gpkg", 'ALTER TABLE tree RENAME TO "../TRAV"; UPDATE gpkg_contents '
         "SET table_name = '../TRAV'; UPDATE gpkg_geometry_columns SET table_name = '../TRAV'")
with_sql("gpkg-crs-url/bomen.gpkg", lambda: "UPDATE gpkg_spatial_ref_sys SET organization = "
         f"'NONE', organization_coordsys_id = 1, definition = 'http://127.0.0.1:{port()}/crs.wkt'")


def generated(expression):
    return TABLE.replace("boomhoogte REAL", "h REAL, boomhoogte REAL AS (%s)" % expression)


def fill_generated(path, expression):
    base = sound(path, table=generated(expression), filled=False)
    base.executescript("DROP TRIGGER rtree_tree_geom_insert")
    for i in range(ROWS):
        x, y = place(i)
        base.execute("INSERT INTO tree(fid, geom, id) VALUES(?, ?, ?)",
                     (i + 1, point(x, y), f"t{i + 1}"))
        base.execute("INSERT INTO rtree_tree_geom VALUES(?, ?, ?, ?, ?)", (i + 1, x, x, y, y))
    base.executescript(INSERT_TRIGGER)
    base.close()


@made("gpkg-generated-zeros/bomen.gpkg")
def generated_zeros(path):
    """A column that is computed as it is read: no view, no trigger."""
    fill_generated(path, "zeroblob(900000000)")


@made("gpkg-wal/bomen.gpkg")
def beside_wal(path):
    sound(path).close()
    with open(path + "-wal", "wb") as wal:
        wal.write(struct.pack(">IIIIIIII", 0x377F0682, 3007000, 4096, 0, 1, 2, 3, 4))


@made("gpkg-truncated/bomen.gpkg")
def truncated(path):
    sound(path).close()
    with open(path, "r+b") as file:
        file.truncate(9 * 4096 + 100)


@made("gpkg-zeroed-page/bomen.gpkg")
def zeroed(path):
    base = sound(path)
    (page,) = base.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tree'").fetchone()
    base.close()
    with open(path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


@made("gpkg-garbage/bomen.gpkg")
def garbage(path):
    with open(path, "wb") as file:
        file.write(b"SQLite format 3\0" + bytes(52) + b"GPKG" + b"\xa5" * 4000)


def with_blobs(name, blobs):
    @made(name)
    def make(path):
        base = sound(path)
        for i, blob in enumerate(blobs):
            base.execute("DROP TRIGGER IF EXISTS rtree_tree_geom_update1")
            base.execute("UPDATE tree SET geom = ? WHERE fid = ?", (blob, i + 1))
        base.executescript(UPDATE_TRIGGER)
        base.close()


NAN = float("nan")
with_blobs("gpkg-wkb/bomen.gpkg", [
    geometry(struct.pack("<BII", 1, 2, 2**31 - 1) + bytes(64)),  # a line of 2^31 points
    geometry(struct.pack("<BII", 1, 3, 0xFFFFFFFF)),  # a polygon of 2^32 rings
    geometry(struct.pack("<BII", 1, 7, 1) * 100000),  # collections in collections
    geometry(struct.pack("<BI", 1, 1) + bytes(5)),  # cut short
    point(NAN, float("inf")),
    geometry(struct.pack("<BII", 1, 999, 1)),  # no such type
    b"GP\x00\xff" + bytes(3),
    b"",
])


@made("sqlite-vtext/bomen.sqlite")
def plain_base(path):
    base = sqlite3.connect(path)
    base.executescript("CREATE TABLE tree(id TEXT, x REAL, y REAL); INSERT INTO tree VALUES('a', "
                       "142770, 507670);" + text_table())
    base.close()


@made("gpkg-newer-wal-mode/bomen.gpkg")
def wal_mode(path):
    """A file left in WAL mode: reading it must not leave -shm and -wal beside it."""
    base = sound(path)
    base.execute("PRAGMA journal_mode = WAL")
    base.close()
