"""Importing: BGT as GML beside ogr2ogr, and a national GeoPackage of the BAG cut to one municipality.
The inputs are made here: real ones are far larger than what a bench may carry."""
import random
import shutil

import towns
from measure import Table, best, in_turns, run, values

CUT = "105000,502000,110000,507000"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1"
 xmlns="http://www.opengis.net/citygml/2.0">
"""
# As PDOK delivers it; every third object has ended, every fifth has an arc.
FEATURE = """<cityObjectMember><TrafficArea gml:id="b{i}">
<creationDate>2014-11-21</creationDate>{ended}
<imgeo:LV-publicatiedatum>2016-09-06T13:53:12</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:inOnderzoek>false</imgeo:inOnderzoek>
<imgeo:tijdstipRegistratie>2016-09-05T12:27:34.000</imgeo:tijdstipRegistratie>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace>\
<imgeo:lokaalID>G0396.{i:032x}</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status codeSpace="http://www.geostandaarden.nl/imgeo/def/2.1#Status">bestaand</imgeo:bgt-status>
<imgeo:plus-status codeSpace="http://www.geostandaarden.nl/imgeo/def/2.1#VoidReasonValue">geenWaarde</imgeo:plus-status>
<function codeSpace="http://www.geostandaarden.nl/imgeo/def/2.1#FunctieWeg">voetpad</function>
<surfaceMaterial codeSpace="http://www.geostandaarden.nl/imgeo/def/2.1#FysiekVoorkomenWeg">open verharding</surfaceMaterial>
<imgeo:geometrie2dWegdeel>{shape}</imgeo:geometrie2dWegdeel>
<imgeo:plus-fysiekVoorkomenWegdeel codeSpace="x">tegels</imgeo:plus-fysiekVoorkomenWegdeel>
</TrafficArea></cityObjectMember>
"""


def polygon(x, y, rng):
    """A strip of 24 points with three decimals."""
    upper = [f"{x + k * 2:.3f} {y + rng.random():.3f}" for k in range(12)]
    lower = [f"{x + k * 2:.3f} {y - 3 - rng.random():.3f}" for k in reversed(range(12))]
    return ('<gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing>'
            f'<gml:posList srsDimension="2">{" ".join(upper + lower + upper[:1])}</gml:posList>'
            '</gml:LinearRing></gml:exterior></gml:Polygon>')


def arched(x, y):
    return ('<gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:Ring>'
            '<gml:curveMember><gml:Curve><gml:segments><gml:Arc><gml:posList srsDimension="2">'
            f'{x:.3f} {y:.3f} {x + 5:.3f} {y + 5:.3f} {x + 10:.3f} {y:.3f}</gml:posList></gml:Arc>'
            '<gml:LineStringSegment><gml:posList srsDimension="2">'
            f'{x + 10:.3f} {y:.3f} {x:.3f} {y:.3f}</gml:posList></gml:LineStringSegment>'
            '</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>')


def bgt(bench, count):
    def make(path):
        rng = random.Random(towns.SEED)
        with open(path, "w", encoding="utf-8") as out:
            out.write(HEAD)
            for i in range(count):
                x, y = 105000 + i % 1000 * 30, 502000 + i // 1000 * 10
                out.write(FEATURE.format(
                    i=i, shape=arched(x, y) if i % 5 == 0 else polygon(x, y, rng),
                    ended="<terminationDate>2018-01-01</terminationDate>" if i % 3 == 0 else ""))
            out.write("</CityModel>\n")
    return towns.made(bench.scratch(f"bgt_wegdeel_{count}.gml"), make)


def bag(bench, count):
    """Objects as thick as in a town around the cut, the rest anywhere in the country."""
    def make(path):
        from osgeo import gdal, ogr, osr
        gdal.UseExceptions()
        rng = random.Random(towns.SEED)
        rd = osr.SpatialReference()
        rd.ImportFromEPSG(28992)
        base = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = base.CreateLayer("verblijfsobject", rd, ogr.wkbPoint)
        for name in ("identificatie", "status", "gebruiksdoel", "openbare_ruimte_naam", "postcode",
                     "woonplaats_naam", "pand_identificatie"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for name in ("oppervlakte", "huisnummer"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger))
        layer.StartTransaction()
        for i in range(count):
            inside = i < bench.size.inside
            x = rng.uniform(105000, 110000) if inside else rng.uniform(120000, 270000)
            y = rng.uniform(502000, 507000) if inside else rng.uniform(320000, 600000)
            row = ogr.Feature(layer.GetLayerDefn())
            row.SetGeometryDirectly(ogr.CreateGeometryFromWkt(f"POINT({x:.3f} {y:.3f})"))
            row["identificatie"] = f"0396010{i:09d}"
            row["status"], row["gebruiksdoel"] = "Verblijfsobject in gebruik", "woonfunctie"
            row["openbare_ruimte_naam"], row["woonplaats_naam"] = "Dorpsstraat", "Heemskerk"
            row["postcode"], row["pand_identificatie"] = "1961AA", f"0396100{i:09d}"
            row["oppervlakte"], row["huisnummer"] = 85, i % 300 + 1
            layer.CreateFeature(row)
        layer.CommitTransaction()
    return towns.made(bench.scratch(f"bag_{count}.gpkg"), make)


def imported(bench, *words):
    """Into a folder of its own, each time afresh."""
    folder = bench.scratch("imported")
    shutil.rmtree(folder, ignore_errors=True)
    return run([bench.tool("gn-import"), *words, "--town", folder, "-q"])


def converted(bench, source):
    """ogr2ogr on a copy, since GDAL leaves a file beside what it reads."""
    target, copy = bench.scratch("converted.gpkg"), bench.scratch("copy.gml")
    target.unlink(missing_ok=True)
    copy.with_suffix(".gfs").unlink(missing_ok=True)
    shutil.copy(source, copy)
    return run(["ogr2ogr", "-q", "-f", "GPKG", target, copy])


def hashed(bench, path):
    """Seconds of processor that its fingerprint takes, which the town's manifest keeps of it."""
    found = [values(run([bench.program("bench_hash"), path]).out)["hash_s"]
             for _ in range(bench.size.turns)]
    return min(found)


def cuts(bench, table):
    """One municipality out of more and more of the country. The fingerprint of the file grows with
    it up to 1 GiB, whatever is cut out, so it has rows of its own, and what is left is judged."""
    before = None
    for count in bench.size.records:
        path = bag(bench, count)
        cut = best(bench, lambda p=path: imported(bench, "bag", p, "--bbox", CUT))
        hash_s = hashed(bench, path)
        rest = cut.cpu - hash_s
        table.add(f"gn-import bag: 5 km by 5 km ({bench.size.inside:,} addresses) out of {count:,} "
                  f"rows, {path.stat().st_size / 2**20:,.0f} MB",
                  f"{cut.cpu:.2f} s of processor, {cut.rss_mb:.0f} MB")
        table.add("of which the fingerprint of the file (at most 1 GiB is read)", f"{hash_s:.3f} s")
        if before:
            table.add(f"the cut from {count:,} rows over that from {bench.size.records[0]:,}, both "
                      "without the fingerprint", f"{rest / before:.2f} × ({rest:.2f} s over {before:.2f} s)",
                      "≤ 1.3 ×", rest / before <= 1.3)
        before = before or rest


def tables(bench):
    table = Table("Importing")
    source = bgt(bench, bench.size.objects)
    theirs, ours = in_turns(bench, lambda: converted(bench, source),
                            lambda: imported(bench, "bgt", source))
    ratio = theirs.cpu / ours.cpu
    size = source.stat().st_size / 2**20
    table.add(f"ogr2ogr on BGT GML of {bench.size.objects:,} objects ({size:.0f} MB), over "
              "gn-import bgt with all its checks",
              f"{ratio:.1f} × ({theirs.cpu:.2f} s over {ours.cpu:.2f} s of processor)", "≥ 1 ×",
              ratio >= 1)
    table.add("peak memory: gn-import bgt, ogr2ogr", f"{ours.rss_mb:.0f} MB, {theirs.rss_mb:.0f} MB")
    cuts(bench, table)
    return [table]
