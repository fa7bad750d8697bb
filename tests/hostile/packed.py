"""Zips, shapefiles and FlatGeobufs."""
import io
import json
import os
import struct
import subprocess
import zipfile

import texts
from stock import made, put

TREES = "bgt_vegetatieobject.gml"


def zipped(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)


def packed(members, method=zipfile.ZIP_DEFLATED):
    room = io.BytesIO()
    zipped(room, members, method)
    return room.getvalue()


@made("zip-good/bgt.zip")
def good(path):
    zipped(path, [(TREES, texts.gml())])


@made("zip-ratio/bgt.zip")
def ratio(path):
    zipped(path, [(TREES, texts.gml() + b" " * (100 << 20))])


@made("zip-ratio-hidden/bgt.zip")
def ratio_hidden(path):
    """The directory and the member itself say that it is small."""
    content = bytearray(packed([(TREES, texts.gml() + b" " * (100 << 20))]))
    small = struct.pack("<I", 1000)
    central = content.rindex(b"PK\x01\x02")
    content[central + 24:central + 28] = small
    content[22:26] = small
    put(path, content)


@made("zip-deep/bgt.zip")
def deep(path):
    content = packed([(TREES, texts.gml())])
    for i in range(12):
        content = packed([(f"{i}.zip", content)], zipfile.ZIP_STORED)
    put(path, content)


@made("zip-quine-like/bgt.zip")
def wide(path):
    """Ten zips in each of ten zips in each of ten, each with a member that grows a thousandfold."""
    content = packed([(TREES, b" " * (80 << 20))])
    for _ in range(2):
        content = packed([(f"{i}.zip", content) for i in range(10)])
    put(path, content)


@made("zip-overlap/bgt.zip")
def overlap(path):
    """A thousand entries of the directory for one and the same member."""
    content = packed([(TREES, texts.gml() + b" " * (1 << 20))])
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[at:end]
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, 1000 * len(entry), at, 0)
    put(path, content[:at] + entry * 1000 + tail)


@made("zip-encrypted/bgt.zip")
def encrypted(path):
    content = bytearray(packed([(TREES, texts.gml())]))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    put(path, content)


@made("zip-traversal/bgt.zip")
def traversal(path):
    zipped(path, [("../../../cwd/" + TREES, texts.gml()), ("/tmp/groennet-" + TREES, texts.gml())])


@made("zip-truncated/bgt.zip")
def truncated(path):
    put(path, packed([(TREES, texts.gml())])[:-30])


@made("zip-checksum/bgt.zip")
def checksum(path):
    content = bytearray(packed([(TREES, texts.gml())], zipfile.ZIP_STORED))
    content[content.index(b"142771")] ^= 1
    put(path, content)


@made("zip-no-gml/bgt.zip")
def without_gml(path):
    zipped(path, [("readme.txt", b"nothing")])


def shapes(count):
    head = struct.pack(">IIIIIII", 9994, 0, 0, 0, 0, 0, 50 + count * 14)
    head += struct.pack("<II8d", 1000, 1, 142770, 507670, 142780, 507670, 0, 0, 0, 0)
    rows = b"".join(struct.pack(">II", i + 1, 10) + struct.pack("<Idd", 1, 142770 + i, 507670)
                    for i in range(count))
    index = bytearray(head)
    index[24:28] = struct.pack(">I", 50 + count * 4)
    index += b"".join(struct.pack(">II", 50 + i * 14, 10) for i in range(count))
    return head + rows, bytes(index)


def table(count):
    head = struct.pack("<BBBBIHH20x", 3, 125, 1, 1, count, 65, 11)
    field = struct.pack("<11sc4xBB14x", b"ID", b"C", 10, 0)
    return head + field + b"\r" + b"".join(b" %-10d" % i for i in range(count)) + b"\x1a"


def shapefile(name, **changed):
    @made(f"{name}/bomen.shp")
    def make(path):
        shp, shx = shapes(5)
        prj = texts.RD_WKT.encode()
        for suffix, content in {"shp": shp, "shx": shx, "dbf": table(5), "prj": prj,
                                **changed}.items():
            if content is not None:
                put(path[:-3] + suffix, content)


shapefile("shp-good")
shapefile("shp-no-dbf", dbf=None)
shapefile("shp-no-shx", shx=None)
shapefile("shp-other-length", dbf=table(3))
shapefile("shp-cut", shp=shapes(5)[0][:-20])
shapefile("shp-dbf-lies", dbf=struct.pack("<BBBBIHH20x", 3, 125, 1, 1, 2**32 - 1, 65, 65535))
shapefile("shp-prj-url", prj=b"http://127.0.0.1:1/crs.wkt")
shapefile("shp-index-lies", shx=shapes(5)[1][:100] + struct.pack(">II", 0x7FFFFFF0, 0x7FFFFFF0) * 5)


@made("shp-prj-link/bomen.shp")
def linked_prj(path):
    """Its side file is a link to another place."""
    shp, shx = shapes(5)
    for suffix, content in {"shp": shp, "shx": shx, "dbf": table(5)}.items():
        put(path[:-3] + suffix, content)
    os.symlink("/dev/zero", path[:-3] + "prj")


def buffer(path):
    """A sound FlatGeobuf, as GDAL writes it (only to a file)."""
    features = [{"type": "Feature", "properties": {"id": f"t{i}", "boomhoogte": 8.5},
                 "geometry": {"type": "Point", "coordinates": [142770 + i, 507670]}}
                for i in range(5)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})
    subprocess.run(["ogr2ogr", "-f", "FlatGeobuf", path, "/vsistdin/", "-lco",
                    "SPATIAL_INDEX=NO"], input=text.encode(), check=True)
    with open(path, "rb") as file:
        return file.read()


def flat(name, spoil):
    @made(f"{name}/bomen.fgb")
    def make(path):
        content = bytearray(buffer(path))
        (head,) = struct.unpack_from("<I", content, 8)
        put(path, spoil(content, 12 + head))


def set_number(content, at, number):
    struct.pack_into("<I", content, at, number)
    return content


flat("fgb-good", lambda content, rows: content)
flat("fgb-head-huge", lambda content, rows: set_number(content, 8, 0xFFFFFFFF))
flat("fgb-head-beyond", lambda content, rows: set_number(content, 8, 100000))
flat("fgb-row-huge", lambda content, rows: set_number(content, rows, 0xFFFFFFFF))
flat("fgb-row-large", lambda content, rows: set_number(content, rows, 0x7FFFFFF0))
flat("fgb-root-outside", lambda content, rows: set_number(content, 12, 0x7FFFFFF0))
flat("fgb-row-root-outside", lambda content, rows: set_number(content, rows + 4, 0x7FFFFFF0))
flat("fgb-cut", lambda content, rows: content[:-7])
flat("fgb-garbage", lambda content, rows: content[:12] + b"\xa5" * 4000)
