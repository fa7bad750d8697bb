"""GeoTIFFs: a sound one, tag by tag, and what an attacker writes into the tags."""
import struct

from stock import made

SHORT, LONG, DOUBLE = 3, 4, 12
FORMATS = {SHORT: "H", LONG: "I", DOUBLE: "d"}
WIDTH, HEIGHT, ORIGIN = 100, 100, (142700.0, 507800.0)
# GeoTIFF keys: projected, cells are areas, EPSG:28992.
RD_NEW = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 28992]


def tags_of(width, height, cell):
    return {
        256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [32]), 259: (SHORT, [1]),
        262: (SHORT, [1]), 277: (SHORT, [1]), 339: (SHORT, [3]),
        33550: (DOUBLE, [cell, cell, 0.0]), 33922: (DOUBLE, [0.0, 0.0, 0.0, *ORIGIN, 0.0]),
        34735: (SHORT, RD_NEW),
    }


def write(path, tags, cells=b"", cells_at=None):
    """Little-endian, one directory; the cells follow it, at `cells_at` in the tags that say so."""
    begin = 8 + 2 + 12 * len(tags) + 4
    rest, entries = b"", b""
    for tag, (kind, values) in sorted(tags.items()):
        body = struct.pack(f"<{len(values)}{FORMATS[kind]}", *values)
        if len(body) > 4:
            entries += struct.pack("<HHII", tag, kind, len(values), begin + len(rest))
            rest += body
        else:
            entries += struct.pack("<HHI", tag, kind, len(values)) + body.ljust(4, b"\0")
    if cells_at:
        tags[cells_at] = (LONG, [begin + len(rest)])
        return write(path, tags, cells)
    with open(path, "wb") as file:
        file.write(struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(4) + rest)
        file.write(cells)
    return None


def heights():
    return struct.pack(f"<{WIDTH * HEIGHT}f", *(1.5 + i % 7 / 4 for i in range(WIDTH * HEIGHT)))


def strip(path, change=None, cells=None):
    """One strip of heights; `change` replaces tags, None takes one away."""
    tags = tags_of(WIDTH, HEIGHT, 4.0)
    tags.update({273: (LONG, [0]), 278: (LONG, [HEIGHT]), 279: (LONG, [4 * WIDTH * HEIGHT])})
    for tag, value in (change or {}).items():
        if value:
            tags[tag] = value
        else:
            del tags[tag]
    moved = change and 273 in change
    write(path, tags, heights() if cells is None else cells, None if moved else 273)


def tiles(path, size, tile, cell=4.0):
    """Square blocks that are said to be there and are not."""
    tags = tags_of(size, size, cell)
    number = ((size + tile - 1) // tile) ** 2
    tags.update({322: (LONG, [tile]), 323: (LONG, [tile]), 324: (LONG, [0] * number),
                 325: (LONG, [0] * number)})
    write(path, tags)


@made("tiff-good/dsm.tif")
def good(path):
    strip(path)


@made("tiff-huge-block/dsm.tif")
def huge_block(path):
    """A few hundred bytes that ask for 6.4 GB."""
    tiles(path, 40000, 40000)


@made("tiff-sparse-block/dsm.tif")
def sparse_block(path):
    tiles(path, 16384, 16384)


@made("tiff-many-tiles/dsm.tif")
def many_tiles(path):
    """Over 2^31 cells, none of them there."""
    tiles(path, 65536, 2048, 0.5)


@made("tiff-two-billion/dsm.tif")
def two_billion(path):
    strip(path, {256: (LONG, [2**31 - 1]), 257: (LONG, [2**31 - 1])})


@made("tiff-truncated/dsm.tif")
def truncated(path):
    strip(path, cells=heights()[:20000])


@made("tiff-outside-offset/dsm.tif")
def outside(path):
    strip(path, {273: (LONG, [0xFFFFFF00])})


@made("tiff-offset-into-head/dsm.tif")
def into_head(path):
    """The strip is said to be the head of the file itself, and longer than the file."""
    strip(path, {273: (LONG, [0]), 279: (LONG, [0x7FFFFFFF])}, cells=b"")


@made("tiff-strips-lie/dsm.tif")
def strips_lie(path):
    strip(path, {278: (LONG, [1]), 273: (LONG, [8, 8]), 279: (LONG, [400, 400])})


@made("tiff-no-crs/dsm.tif")
def without_crs(path):
    strip(path, {34735: None})


@made("tiff-no-place/dsm.tif")
def without_place(path):
    strip(path, {33550: None, 33922: None})


@made("tiff-cell-nan/dsm.tif")
def cell_nan(path):
    strip(path, {33550: (DOUBLE, [float("nan"), float("nan"), 0.0])})


@made("tiff-ten-thousand-bands/dsm.tif")
def bands(path):
    strip(path, {277: (SHORT, [10000])})


@made("tiff-loop/dsm.tif")
def loop(path):
    """The directory names itself as the next one."""
    strip(path)
    with open(path, "r+b") as file:
        head = file.read(10)
        (count,) = struct.unpack("<H", head[8:])
        file.seek(10 + 12 * count)
        file.write(struct.pack("<I", 8))


@made("tiff-nodata-missing/dsm.tif")
def nodata_missing(path):
    cells = struct.pack("<f", 3.4028235e38) * (WIDTH * HEIGHT // 2)
    strip(path, cells=cells + heights()[len(cells):])


@made("tiff-bad-deflate/dsm.tif")
def bad_deflate(path):
    strip(path, {259: (SHORT, [8])}, cells=b"\x78\x9c" + b"\xff" * 1000)


@made("tiff-beside-aux/dsm.tif")
def beside_aux(path):
    """What lies beside it says where it lies: only the file itself is believed."""
    strip(path, {33550: None, 33922: None})
    with open(path + ".aux.xml", "w", encoding="ascii") as file:
        file.write("<PAMDataset><SRS>EPSG:28992</SRS><GeoTransform>142700,4,0,507800,0,-4"
                   "</GeoTransform></PAMDataset>")
    with open(path[:-4] + ".tfw", "w", encoding="ascii") as file:
        file.write("4\n0\n0\n-4\n142702\n507798\n")
