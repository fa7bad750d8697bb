"""Geometries that libgeo/io/gml builds from the BGT of Otterlo, feature by feature, against those of
GDAL's own GML reader (Xerces or expat, and OGR's geometry parser), arcs included: GDAL makes them
straight in steps a hundred times finer, and ours must lie within the tolerance of that. Lengths and
distances are Shapely's; nothing here is the toolkit's code."""
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
from osgeo import gdal
from shapely import wkb, wkt

from asking import REAL, Verdict

TOLERANCE_M = 0.01
FINE_DEGREES = 0.1  # 1.5e-6 of the radius off
FINE_M = 5e-4  # of the largest arcs
BOX = REAL / "otterlo_bgt"

# File, property, features (counted in the files by their element alone).
ASKED = (
    ("bgt_pand", "geometrie2dGrondvlak", 2273),
    ("bgt_begroeidterreindeel", "geometrie2dBegroeidTerreindeel", 1168),
    ("bgt_onbegroeidterreindeel", "geometrie2dOnbegroeidTerreindeel", 830),
    ("bgt_wegdeel", "geometrie2dWegdeel", 2444),
    ("bgt_ondersteunendwegdeel", "geometrie2dOndersteunendWegdeel", 1512),
    ("bgt_waterdeel", "geometrie2dWaterdeel", 1163),
    ("bgt_ondersteunendwaterdeel", "geometrie2dOndersteunendWaterdeel", 170),
    ("bgt_vegetatieobject", "geometrie2dVegetatieObject", 2308),
    ("bgt_paal", "geometrie2dPaal", 410),
    ("bgt_put", "geometrie2dPut", 1045),
    ("bgt_scheiding", "geometrie2dOverigeConstructie", 396),
)
CREST = "kruinlijnBegroeidTerreindeel"


def read_ours(path, *names):
    """Rows of file, feature, property, EPSG code, reason, shape."""
    words = ["gml-features", str(TOLERANCE_M), str(path), *names]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"gml-features: {done.stderr}")
    for line in done.stdout.splitlines():
        file, feature, name, epsg, reason, text = line.split("\t")
        yield file, feature, name, int(epsg), reason, None if reason else wkt.loads(text)


def template(file, name):
    """A copy of the file with a .gfs that names the geometry's element: left to itself GDAL takes
    whichever comes last."""
    with zipfile.ZipFile(BOX / "otterlo.zip") as box:
        box.extract(f"{file}.gml")
    gfs = Path(f"{file}.template.gfs")
    if file == "bgt_pand":
        gfs.write_bytes((BOX / "bgt_pand_template.gfs").read_bytes())
        return gfs
    gdal.OpenEx(f"{file}.gml", gdal.OF_VECTOR)  # leaves its guess beside the copy
    made = Path(f"{file}.gfs").read_text(encoding="utf-8")
    os.remove(f"{file}.gfs")
    head, tail = made.split("<GeometryType>", 1) if "<GeometryType>" in made else (made, "")
    if tail:
        tail = tail.split("</GeometryType>", 1)[1]
        made = f"{head}<GeomPropertyDefn><Name>{name}</Name><ElementPath>{name}</ElementPath></GeomPropertyDefn>{tail}"
    gfs.write_text(made, encoding="utf-8")
    return gfs


def read_theirs(file, name):
    """{feature: (has arcs, shape)}"""
    gfs = template(file, name)
    opened = gdal.OpenEx(f"{file}.gml", gdal.OF_VECTOR, open_options=[f"GFS_TEMPLATE={gfs}"])
    found = {}
    for feature in opened.GetLayer(0):
        geometry = feature.GetGeometryRef()
        arcs = geometry.HasCurveGeometry(1)
        straight = geometry.GetLinearGeometry(FINE_DEGREES) if geometry.HasCurveGeometry() else geometry
        straight.FlattenTo2D()
        found[feature["gml_id"]] = (bool(arcs), wkb.loads(bytes(straight.ExportToWkb())))
    return found


def lines_of(shape):
    return shape.boundary if shape.area else shape


def rings(shape):
    """Rings of all parts with consecutive doubles left out, as they come."""
    out = []
    for part in getattr(shape, "geoms", [shape]):
        for ring in [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]:
            xy = np.asarray(ring.coords)
            keep = np.ones(len(xy), bool)
            keep[1:] = (xy[1:] != xy[:-1]).any(axis=1)
            out.append(xy[keep])
    return out


def same_vertices(a, b):
    mine, theirs = rings(a), rings(b)
    return len(mine) == len(theirs) and all(
        x.shape == y.shape and np.abs(x - y).max() < 1e-8 for x, y in zip(mine, theirs)
    )


def compare(file, name, count, ours, verdict):
    theirs = read_theirs(file, name)
    verdict.hold(len(ours) == count, f"{file}: {len(ours)} features instead of {count}")
    verdict.hold(ours.keys() == theirs.keys(), f"{file}: {len(theirs)} features by GDAL, {len(ours)} by us")
    curved, worst, square = 0, 0.0, 0.0
    for feature in ours.keys() & theirs.keys():
        (epsg, reason, shape), (arcs, want) = ours[feature], theirs[feature]
        label = f"{file}: {feature}"
        verdict.hold(not reason and epsg in (0, 28992), f"{label}: {reason} {epsg}")
        if reason:
            continue
        if not arcs:
            verdict.hold(same_vertices(shape, want), f"{label}: other vertices")
            continue
        curved += 1
        off = lines_of(shape).hausdorff_distance(lines_of(want))  # of vertices, both ways
        worst = max(worst, off)
        square = max(square, abs(shape.area - want.area) / want.length)
        verdict.hold(off <= TOLERANCE_M + FINE_M, f"{label}: {off:.4f} m off")
        verdict.hold(len(rings(shape)) == len(rings(want)), f"{label}: other rings")
        verdict.hold(abs(shape.area - want.area) <= TOLERANCE_M * want.length, f"{label}: area {shape.area} {want.area}")
    print(f"{file}: {len(ours)} features, {curved} with arcs, {worst:.4f} m off at most, area {square:.4f} m2 per m")
    return curved


def crests(ours, verdict):
    """Four crest lines without srsName and srsDimension, which GDAL 3.6.2 takes for points of three
    numbers ("Did not get at least 3 values"): without a .gfs it stops there, at feature 460 of 1,168.
    They are lines in plan, 19 to 35 vertices around one basin; everybody else's property is empty."""
    lines = {f: s for f, (_, r, s) in ours.items() if not r}
    reasons = {r for _, r, _ in ours.values() if r}
    verdict.hold(len(lines) == 4 and reasons == {"null geometry"}, f"crest lines: {len(lines)}, {reasons}")
    for feature, shape in lines.items():
        xy = np.asarray(shape.coords)
        near = (xy > (181900, 457400)).all() and (xy < (182100, 457700)).all()
        verdict.hold(near and shape.geom_type == "LineString", f"crest line of {feature}: {shape.wkt}")


def bag_buildings(verdict):
    """Panden of Doesburg in BAG's own XML, in 3-D: GDAL's driver for it drops z too, and keeps the order."""
    path = REAL / "kadaster_samples" / "0221PND15092020.zip"
    ours = [row[5] for row in read_ours(path, "geometrie")]
    theirs = []
    for name in "0221PND15092020-000001.xml", "0221PND15092020-000002.xml":
        opened = gdal.OpenEx(f"/vsizip/{path}/{name}", gdal.OF_VECTOR, allowed_drivers=["LVBAG"])
        theirs += [wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())) for f in opened.GetLayer(0)]
    verdict.hold(len(ours) == len(theirs) == 13098, f"BAG: {len(ours)} buildings, {len(theirs)} by GDAL")
    differ = sum(not same_vertices(a, b) for a, b in zip(ours, theirs))
    verdict.hold(differ == 0, f"BAG: {differ} buildings with other vertices")
    print(f"BAG: {len(ours)} buildings")


def main():
    verdict = Verdict()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    ours = {}
    for file, feature, name, *rest in read_ours(BOX / "otterlo.zip", CREST, *(a[1] for a in ASKED)):
        ours.setdefault((Path(file).stem, name), {})[feature] = rest
    curved = sum(compare(file, name, count, ours.get((file, name), {}), verdict) for file, name, count in ASKED)
    verdict.hold(curved > 1000, f"only {curved} features with arcs")
    crests(ours.get(("bgt_begroeidterreindeel", CREST), {}), verdict)
    bag_buildings(verdict)
    verdict.end()


main()
