"""Files of text that are too large, too deep or of too odd bytes to be kept."""
from stock import made, put

RD_WKT = (
    'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",'
    '6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],'
    'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],'
    'PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1],'
    'AUTHORITY["EPSG","28992"]]'
)
GML_HEAD = (
    '<CityModel xmlns:gml="http://www.opengis.net/gml" '
    'xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" '
    'xmlns="http://www.opengis.net/citygml/2.0">'
)
POINT = ('<gml:Point srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>142771.5 507671.25</gml:pos>'
         '</gml:Point>')


def member(inner=POINT, number="t1", extra=""):
    """A tree of the BGT."""
    return (
        f'<cityObjectMember><SolitaryVegetationObject{extra}>'
        '<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>'
        '<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging><imgeo:identificatie>'
        f'<imgeo:NEN3610ID><imgeo:lokaalID>G0396.{number}</imgeo:lokaalID></imgeo:NEN3610ID>'
        '</imgeo:identificatie><imgeo:bronhouder>G0396</imgeo:bronhouder><class>niet-bgt</class>'
        f'<imgeo:geometrie2dVegetatieObject>{inner}</imgeo:geometrie2dVegetatieObject>'
        '<imgeo:plus-type>boom</imgeo:plus-type></SolitaryVegetationObject></cityObjectMember>'
    )


def gml(members=None, head='<?xml version="1.0" encoding="UTF-8"?>'):
    return (head + GML_HEAD + (member() if members is None else members) + "</CityModel>").encode()


def kept(name, content):
    @made(name)
    def make(path):
        put(path, content() if callable(content) else content)


GML = "bgt_vegetatieobject.gml"
kept(f"gml-good/{GML}", gml)
kept(f"gml-deep/{GML}", lambda: gml(member("<gml:MultiPoint>" * 100000)))
kept(f"gml-attributes/{GML}", lambda: gml(member(extra="".join(
    f' a{i}="{i}"' for i in range(1000000)))))
kept(f"gml-long-tag/{GML}", lambda: gml(member(extra=f' a="{"x" * (8 << 20)}"')))
kept(f"gml-long-comment/{GML}", lambda: gml("<!--" + "x" * (8 << 20) + "-->"))
kept(f"gml-utf7/{GML}", gml(head='<?xml version="1.0" encoding="UTF-7"?>'))
kept(f"gml-utf7-doctype/{GML}", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a [+ADwAIQ'
     b'-ENTITY x SYSTEM "file:///etc/passwd"+AD4-]+AD4-<a/>')
kept(f"gml-utf16-doctype/{GML}", lambda: "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x "
     "'y'>]><a>&x;</a>".encode("utf-16"))
kept(f"gml-not-utf8/{GML}", gml(member(number="X")).replace(b"X", b"\xff\xfe"))
kept(f"gml-nul/{GML}", gml(member(number="X")).replace(b"X", b"\0"))
kept(f"gml-truncated/{GML}", gml()[:-200])
kept(f"gml-numbers/{GML}", gml("".join(
    member(POINT.replace("142771.5", number), f"t{i}")
    for i, number in enumerate(["nan", "inf", "1e400", "0x10", "142771,5", "-"]))))
kept(f"gml-many-numbers/{GML}", lambda: gml(member(
    f'<gml:LineString><gml:posList>{"1 2 3 4 " * 5250000}</gml:posList></gml:LineString>')))


def collection(features, crs=True):
    stated = ('"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},'
              if crs else "")
    return f'{{"type":"FeatureCollection",{stated}"features":[{features}]}}'.encode()


def feature(geometry='{"type":"Point","coordinates":[142770,507670]}', properties='"id":"t1"'):
    return f'{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}'


kept("json-good/bomen.geojson", collection(feature()))
kept("json-deep/bomen.geojson", lambda: collection(feature(
    '{"type":"MultiPolygon","coordinates":' + "[" * 1000000 + "]" * 1000000 + "}")))
kept("json-deep-properties/bomen.geojson", lambda: collection(feature(
    properties='"id":' + '{"a":' * 1000000 + "1" + "}" * 1000000)))
kept("json-deep-collections/bomen.geojson", lambda: collection(feature(
    '{"type":"GeometryCollection","geometries":[' * 20000 + "]}" * 20000)))
kept("json-numbers/bomen.geojson", collection(",".join(
    feature(f'{{"type":"Point","coordinates":[{x},507670]}}', f'"id":"t{i}"')
    for i, x in enumerate(["1e400", "NaN", "Infinity", '"142770"', "null", "[1]", "-1e308"]))))
kept("json-many-columns/bomen.geojson", lambda: collection(feature(
    properties=",".join(f'"a{i}":{i}' for i in range(3000)))))
kept("json-truncated/bomen.geojson", collection(",".join([feature()] * 100))[:-300])
kept("json-not-utf8/bomen.geojson", collection(feature(properties='"id":"X"')).replace(
    b"X", b"\xff\xfe"))

CSV = b"boomnummer;hoogte;rd_x;rd_y\n"
ROW = b"t1;8;142770;507670\n"
kept("csv-good/bomen.csv", CSV + ROW)
kept("csv-nul/bomen.csv", CSV + ROW + b"t\x002;8;142770;507670\n")
kept("csv-nul-head/bomen.csv", CSV + b"t\x002;8;142770;507670\n")
kept("csv-long-row/bomen.csv", lambda: CSV + b"t" * (16 << 20) + ROW)
kept("csv-open-quote-long/bomen.csv", lambda: CSV + b'"t1;8;142770;507670\n' + ROW * 1000000)
kept("csv-many-columns/bomen.csv", lambda: b";".join(b"c%d" % i for i in range(100000)) + b"\n")
kept("csv-bad-utf16/bomen.csv", (CSV + ROW).decode().encode("utf-16") + b"\x00\xd8\x41\x00\n")


@made("csv-gigabyte/bomen.csv")
def gigabyte(path):
    """A line of 1 GB: a hole in the file."""
    put(path, CSV + b"t1;8;")
    with open(path, "r+b") as file:
        file.truncate(1 << 30)
