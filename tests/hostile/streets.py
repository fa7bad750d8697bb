"""OpenStreetMap's pbf: a head that is sound, and blocks that lie."""
import struct
import zlib

from stock import made, put


def number(value):
    """A varint of protocol buffers."""
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(tag, body):
    if isinstance(body, int):
        return number(tag << 3) + number(body)
    return number(tag << 3 | 2) + number(len(body)) + body


def block(kind, content, raw_size=None, packed=None):
    packed = zlib.compress(content) if packed is None else packed
    blob = field(2, len(content) if raw_size is None else raw_size) + field(3, packed)
    head = field(1, kind) + field(3, len(blob))
    return struct.pack(">I", len(head)) + head + blob


HEAD = block(b"OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes"))


def strings(*texts):
    return field(1, b"".join(field(1, text) for text in texts))


def dense(ids, places):
    return field(2, field(2, field(1, ids) + field(8, places) + field(9, places)))


def pbf(name, content):
    @made(f"pbf-{name}/streets.osm.pbf")
    def make(path):
        put(path, content())


def data(content, **lies):
    return HEAD + block(b"OSMData", content, **lies)


def street():
    """Two nodes, 70 m apart, and a way with one tag."""
    places = number(2 * 525550000) + number(2 * 10000), number(2 * 52000000) + b"\0"
    nodes = field(2, field(1, b"\x02\x02") + field(8, places[0]) + field(9, places[1]))
    way = field(1, 1) + field(2, b"\x01") + field(3, b"\x02") + field(8, b"\x02\x02")
    return strings(b"", b"highway", b"residential") + field(2, nodes) + field(2, field(3, way))


pbf("good", lambda: data(street()))
pbf("garbage", lambda: struct.pack(">I", 14) + b"\xa5" * 4000)
pbf("head-huge", lambda: struct.pack(">I", 0x7FFFFFFF) + HEAD[4:])
pbf("bomb", lambda: data(b"", raw_size=100, packed=zlib.compress(bytes(200 << 20))))
pbf("raw-size-huge", lambda: data(strings(b""), raw_size=0xFFFFFFFF))
pbf("packed-broken", lambda: data(b"", raw_size=100, packed=b"\x78\x9c" + b"\xff" * 50))
pbf("lists-differ", lambda: data(strings(b"") + dense(b"\x02\x02\x02", b"\x02")))
pbf("string-outside", lambda: data(strings(b"") + field(2, field(3, field(1, 1) + field(
    2, number(2**31)) + field(3, number(2**31)) + field(8, b"\x02\x02")))))
pbf("feature-unknown", lambda: block(b"OSMHeader", field(4, b"LocationsOnMars")))
pbf("cut", lambda: data(strings(b"") + dense(b"\x02", b"\x02"))[:-9])
