"""Canopy from rasters against supersampling: 8 x 8 samples a cell, of which those count whose centre
GDAL burns as inside. A sample is wrong by half its area at most where an edge crosses it, so a figure
is wrong by no more than half of all samples that its outline touches; the errors of many edges
cancel, so that far less is expected."""
import numpy as np
from osgeo import gdal, ogr
from shapely.affinity import rotate
from shapely.geometry import box
from shapely.ops import unary_union

from asking import REAL, SRC, Verdict, layer, number, run, table, write
from rasters import NONE, Frame, burned, patchy, write_raster

FINE = 8
DEVIATIONS = 3  # of the error that is expected when the samples err independently
SAMPLE = SRC / "data" / "sample"


def sampled(frame, shares, shape):
    """Canopy and area with data in m2, how wrong these can be, and how wrong they are expected."""
    inside = burned(frame, FINE, shape).reshape(frame.height, FINE, frame.width, FINE).sum(axis=(1, 3))
    known = ~np.isnan(shares)
    sample_m2 = (frame.cell / FINE) ** 2
    cut = int(burned(frame, FINE, shape.boundary, touched=True).sum())
    return (float((inside * np.where(known, shares, 0)).sum()) * sample_m2, float((inside * known).sum()) * sample_m2,
            cut * sample_m2 / 2, DEVIATIONS * (cut / 12) ** 0.5 * sample_m2)


def compare(name, got, areas, frame, shares, verdict):
    """got: rows of gn-canopy in the order of areas, each [(shape measured, whole shape)]"""
    most = least = share = 0.0
    judged = 0
    for row, shape in zip(got, areas):
        canopy, area, bound, expected = sampled(frame, shares, shape)
        if row["canopy_m2"] == "":
            verdict.hold(shape.area == 0, f"{name}: nothing measured of {shape.area} m2")
            continue
        off = max(abs(number(row["canopy_m2"]) - canopy), abs(number(row["canopy_area_m2"]) - area))
        most, least, share = max(most, off / bound), max(least, off / expected), max(share, off / area)
        judged += 1
        verdict.hold(off <= min(bound, expected) + 0.001, f"{name}: off by {off} m2, {expected} expected")
        nodata = 1 - area / shape.area
        if row["canopy_pct"] and canopy > 0:
            pct = 100 * number(row["canopy_m2"]) / number(row["canopy_area_m2"])
            rounding = 1e-6 + 0.1 / number(row["canopy_area_m2"])  # areas have three decimals
            off = abs(number(row["canopy_pct"]) - pct)
            verdict.hold(off < rounding, f"{name}: {row['canopy_pct']} instead of {pct} %")
        elif abs(nodata - 0.05) > expected / shape.area:
            verdict.hold(nodata > 0.05 or canopy == 0, f"{name}: no answer though {nodata:.3f} has no data")
    verdict.hold(judged == len(areas) == len(got), f"{name}: {judged} judged of {len(areas)} areas, {len(got)} rows")
    print(f"{name}: {judged} areas; largest difference {share:.1e} of the area, {most:.4f} of what "
          f"samples can err, {DEVIATIONS * least:.2f} deviations of {DEVIATIONS} allowed")


def measure(frame, values, kind, words):
    write_raster(frame, values, "canopy.tif")
    run("gn-canopy", *words, "--canopy", "canopy.tif", "--canopy-is", kind, "-O", "-o", "got.csv")
    return table("got.csv")


def sample_town(dice, verdict):
    """Neighbourhoods of the sample town less its water; three kinds of raster, off the town's grid."""
    base = SAMPLE / "base.gpkg"
    units = layer(base, "neighbourhood")
    water = unary_union([row["shape"] for row in layer(base, "water")])
    frame = Frame(142440.3, 508510.7, 1.7, 640, 570)
    noise = patchy(dice, frame)
    holes = dice.random(noise.shape) < 0.01
    roofs = burned(frame, 1, unary_union([row["shape"] for row in layer(base, "building")])).astype(bool)
    kinds = {
        "mask": (noise > 0.6).astype(float),
        "percent": np.round(noise * 100),
        "height": noise * 12 - 4,
    }
    for kind, values in kinds.items():
        shares = {"mask": values, "percent": values / 100, "height": (values >= 3).astype(float)}[kind]
        values, shares = np.where(holes, np.nan, values), np.where(holes, np.nan, shares)
        if kind == "height":
            shares[roofs] = 0  # what is a house is known to be no canopy, whatever its height
        got = measure(frame, values, kind, [f"{base}:neighbourhood", "--town", SAMPLE])
        compare(f"sample, {kind}", got, [row["shape"].difference(water) for row in units], frame, shares, verdict)


def real_surface(dice, verdict):
    """What stands out of the ground of a real town by 3 m, houses not; areas turned anyhow."""
    town = REAL / "town_delft_centre"
    if not town.exists():
        print(f"left out: no {town} (real data)")
        return
    dsm, dtm = (gdal.Open(str(town / f"{name}.tif")) for name in ("dsm", "dtm"))
    x0, cell, _, y0, *_ = dsm.GetGeoTransform()
    frame = Frame(x0, y0, cell, dsm.RasterXSize, dsm.RasterYSize)
    top, ground = (np.where(r.ReadAsArray() == NONE, np.nan, r.ReadAsArray()).astype(np.float32) for r in (dsm, dtm))
    height = (top - ground).astype(np.float32)
    roofs = burned(frame, 1, unary_union([row["shape"] for row in layer(town / "base.gpkg", "building")])).astype(bool)
    shares = np.where(roofs, 0, np.where(np.isnan(height), np.nan, height >= 3))
    areas = []
    while len(areas) < 60:
        x, y, size = x0 + dice.uniform(20, 240), y0 - dice.uniform(20, 210), dice.uniform(4, 80)
        shape = rotate(box(x, y, x + size, y + size * dice.uniform(0.2, 1)), dice.uniform(0, 90))
        shape = shape.intersection(frame.box())
        areas += [shape] if shape.area > 10 and shape.geom_type == "Polygon" else []
    write("areas.gpkg", {"area": (ogr.wkbPolygon, {"id": str}, [(s, f"a{n}") for n, s in enumerate(areas)])})
    got = measure(frame, height, "height", ["areas.gpkg:area", "--area", "areas.gpkg:area", "--town", town])
    compare("town_delft_centre, height", got, areas, frame, shares, verdict)


verdict, dice = Verdict(), np.random.default_rng(7)
sample_town(dice, verdict)
real_surface(dice, verdict)
verdict.end()
