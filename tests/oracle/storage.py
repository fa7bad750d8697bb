"""The book of cubic metres again: places given out by Shapely, in order; volumes cell by cell in
levels as the definition has them (the tool reckons in depths), each cell cut out as a polygon of
its own; the nearest known groundwater by looking at all cells. GEOS is shared, no code is."""
import csv
import math
import random
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from shapely import affinity
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from asking import REAL, SRC, Verdict, layer, run, write
from rasters import NONE, Frame, write_raster

REACH_M, CRUMB_M2, UNKNOWN_MOST = 100.0, 0.01, 0.05
LAYERS = ("storage", "building", "water", "sink")
COLUMNS = {
    "storage": {"id": str, "kind": str, "depth_m": float, "void_frac": float, "cover_m": float, "overflow_m": float},
    "building": {"id": str, "roof": str},
    "water": {"id": str, "target_level_summer_m": float, "target_level_winter_m": float, "max_level_m": float},
    "sink": {"id": str, "parent_id": str, "volume_m3": float, "depth_max_m": float, "z_pit_m": float,
             "z_spill_m": float, "on_water": float, "on_building": float},
}


def kinds():
    table, words = {}, {}
    with open(SRC / "data/storage-kinds.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            (words if row["name"] == "word" else table.setdefault(row["kind"], {}))[
                row["value"] if row["name"] == "word" else row["name"]] = (
                row["kind"] if row["name"] == "word" else row["value"])
    return table, words


KINDS, WORDS = kinds()


def said(row, name, key=None):
    value = row.get(name)
    given = KINDS[row["kind"]].get(key or name)
    return value if value is not None else None if given is None else float(given)


class Grid:
    def __init__(self, path):
        opened = gdal.Open(str(path))
        self.x0, self.cell, _, self.y0, _, _ = opened.GetGeoTransform()
        self.z = opened.ReadAsArray().astype(float)
        self.z[self.z == opened.GetRasterBand(1).GetNoDataValue()] = np.nan

    def at(self, x, y):
        row, column = math.floor((self.y0 - y) / self.cell), math.floor((x - self.x0) / self.cell)
        inside = 0 <= row < self.z.shape[0] and 0 <= column < self.z.shape[1]
        return (row, column, self.z[row, column]) if inside else (None, None, math.nan)

    def cells(self, shape):
        """Middle and covered area of every cell under the shape."""
        x0, y0, x1, y1 = shape.bounds
        for row in range(max(0, math.floor((self.y0 - y1) / self.cell)),
                         min(self.z.shape[0], math.ceil((self.y0 - y0) / self.cell))):
            for column in range(max(0, math.floor((x0 - self.x0) / self.cell)),
                                min(self.z.shape[1], math.ceil((x1 - self.x0) / self.cell))):
                west, north = self.x0 + column * self.cell, self.y0 - row * self.cell
                area = shape.intersection(box(west, north - self.cell, west + self.cell, north)).area
                if area > 0:
                    yield west + self.cell / 2, north - self.cell / 2, area

    def nearest(self, x, y):
        row, column, value = self.at(x, y)
        if row is None or not math.isnan(value):
            return value
        rows, columns = np.nonzero(~np.isnan(self.z))
        if not len(rows):
            return math.nan
        squared = (rows - row) ** 2 + (columns - column) ** 2
        first = squared.argmin()  # np.nonzero goes row by row
        return self.z[rows[first], columns[first]] if squared[first] * self.cell ** 2 <= REACH_M ** 2 else math.nan


def free_room(row, shape, water, unit, dtm):
    """m3 above the groundwater, or None."""
    if water is None:
        return None
    depth, cover, voids = said(row, "depth_m"), said(row, "cover_m"), said(row, "void_frac")
    levels = unit == "nap-m" or row.get("overflow_m") is not None
    if levels and dtm is None:
        return None
    frame = dtm if levels and dtm.cell < water.cell else water
    known = total = 0.0
    for x, y, area in frame.cells(shape):
        surface = dtm.at(x, y)[2] if levels else 0.0
        value = water.nearest(x, y)
        level = value if unit == "nap-m" else surface - value / (100 if unit == "below-cm" else 1)
        bottom = surface - cover - depth
        left = min(depth, surface - cover - max(bottom, level))
        if row.get("overflow_m") is not None:
            left = min(left, row["overflow_m"] - max(bottom, level))
        if not math.isnan(surface + level):
            known += area
            total += area * max(0.0, left)
    return None if known < shape.area * (1 - UNKNOWN_MOST) else total / known * shape.area * voids


def depression(row, whole, shape, dtm):
    """Its volume, shared out when a part is gone."""
    lost = whole.area - shape.area
    if lost < CRUMB_M2:
        return row["volume_m3"]
    room = [0.0, 0.0]
    for n, part in enumerate((shape, whole)):
        for x, y, area in dtm.cells(part) if dtm else ():
            z = dtm.at(x, y)[2]
            room[n] += area * max(0.0, row["z_spill_m"] - z) if not math.isnan(z) else 0
    return row["volume_m3"] * (room[0] / room[1] if room[1] else shape.area / whole.area)


def roof_and_kind(name, row):
    word = {"storage": "kind", "building": "roof"}.get(name)
    if not word:
        return "water" if name == "water" else "laagte"
    plain = (row.get(word) or "").lower().replace(" ", "_").replace("-", "_")
    kind = WORDS.get(plain, plain)
    return kind if kind in KINDS and KINDS[kind]["rule"] not in ("freeboard", "sink") else None


def volumes(name, row, whole, shape, sinks, grids):
    """Wet and dry, None where unknown."""
    if row["kind"] is None:
        return None, None
    rule, (unit, wet, dry, dtm) = KINDS[row["kind"]]["rule"], grids
    if rule == "layers":
        if None in (said(row, "depth_m"), said(row, "void_frac"), said(row, "cover_m")):
            return None, None
        return tuple(free_room(row, shape, grid, unit, dtm) for grid in (wet, dry))
    if rule == "basin":
        depth = said(row, "depth_m")
        for sink, outline in sinks:
            if depth is not None and outline.intersection(whole).area >= whole.area / 2:
                depth = min(depth, sink["depth_max_m"])
        voids = 1 if row.get("void_frac") is None else row["void_frac"]
        return (None if depth is None else shape.area * depth * voids,) * 2
    if rule == "area":
        own = None not in (row.get("depth_m"), row.get("void_frac"))
        return (shape.area * (row["depth_m"] * row["void_frac"] if own else said(row, "m3_per_m2")),) * 2
    if rule == "piece":
        return (float(KINDS[row["kind"]]["m3"]),) * 2
    if rule == "freeboard":
        highest, out = row["max_level_m"], []
        for season in ("winter", "summer"):
            target = row[f"target_level_{season}_m"]
            out.append(None if None in (highest, target) or highest < target else (highest - target) * shape.area)
        return tuple(out)
    return (depression(row, whole, shape, dtm),) * 2


def in_yards_alone(row, dips):
    """All around it is shut in by buildings, or nothing is around it."""
    around = dips.get(row["parent_id"])
    return around is None or (around["on_building"] == 1 and in_yards_alone(around, dips))


def expected(layers, grids):
    dips = {row["id"]: row for row, _ in layers.get("sink", [])}
    taken, book = [], {}
    sinks = [(row, shape) for row, shape in layers.get("sink", [])
             if row["on_building"] != 1 and in_yards_alone(row, dips)]
    for name in LAYERS:
        for row, whole in sorted(sinks if name == "sink" else layers.get(name, []), key=lambda pair: pair[0]["id"]):
            row = dict(row, kind=roof_and_kind(name, row))
            piece = row["kind"] is not None and KINDS[row["kind"]]["rule"] == "piece"
            shape = whole
            if not piece:
                near = [other for other in taken if other.intersects(whole)]
                rest = whole.difference(unary_union(near)) if near else whole
                shape = rest if whole.area - rest.area >= CRUMB_M2 else whole
                taken.append(whole)
            if shape.area >= CRUMB_M2 and (name != "building" or row["kind"]):
                book[name, row["id"]] = (shape.area, whole.area - shape.area,
                                         *volumes(name, row, whole, shape, sinks, grids))
    return book


def compare(title, layers, grids, words, verdict):
    run("gn-storage", *words, "-q", "-O", "-o", "got.gpkg")
    want, got, nulls = expected(layers, grids), {}, 0
    for row in layer("got.gpkg", "storage_book"):
        got[row["layer"], row["id"]] = (row["area_m2"], row["overlap_m2"], row["vol_wet_m3"], row["vol_dry_m3"])
    verdict.hold(set(got) == set(want), f"{title}: rows {sorted(set(got) ^ set(want))[:5]}")
    for key in set(got) & set(want):
        for has, wanted, what in zip(got[key], want[key], ("area", "overlap", "wet", "dry")):
            nulls += wanted is None
            fine = (has is None) == (wanted is None) and (has is None or abs(has - wanted) <= 0.02 + 1e-5 * abs(wanted))
            verdict.hold(fine, f"{title}: {what} of {key} is {has} instead of {wanted}")
    sums = [sum(row[n] or 0 for row in got.values()) for n in (2, 3)]
    print(f"{title}: {len(got)} rows, {nulls} volumes unknown, {sums[0]:.1f} m3 wet, {sums[1]:.1f} m3 dry")
    return got


# ---- made towns ----

X, Y, SIDE = 105000, 502000, 400


def shape_of(dice):
    x, y = dice.uniform(X, X + SIDE), dice.uniform(Y, Y + SIDE)
    made = affinity.rotate(box(x, y, x + dice.uniform(4, 70), y + dice.uniform(4, 30)), dice.uniform(0, 90))
    hole = made.centroid.buffer(1.5)
    return Polygon(made.exterior, [hole.exterior.coords]) if dice.random() < 0.2 and hole.within(made) else made


def maybe(dice, low, high, share=0.7):
    return round(dice.uniform(low, high), 3) if dice.random() < share else None


def made_layers(dice):
    names = [*KINDS, "Waterbergende weg", "GROEN-DAK", "zak", None]
    return {
        "storage": [({"id": f"s{n}", "kind": dice.choice([*names, *["waterbergende_weg"] * 8]), "depth_m": maybe(dice, 0.1, 0.8),
                      "void_frac": maybe(dice, 0.2, 0.95), "cover_m": maybe(dice, 0, 0.5),
                      "overflow_m": maybe(dice, -1.6, -0.6, 0.2)}, shape_of(dice)) for n in range(40)],
        "building": [({"id": f"b{n}", "roof": dice.choice(["green", "blue", "plain", None])}, shape_of(dice)) for n in range(20)],
        "water": [({"id": f"w{n}", "target_level_summer_m": maybe(dice, -1.5, -1), "target_level_winter_m": maybe(dice, -1.7, -1.2),
                    "max_level_m": maybe(dice, -1.3, -0.5)}, shape_of(dice)) for n in range(8)],
        "sink": [({"id": str(n), "parent_id": dice.choice([None, None, "77", None if n == 3 else "3"]), "volume_m3": round(dice.uniform(1, 400), 3),
                   "depth_max_m": round(dice.uniform(0.05, 0.6), 3), "z_pit_m": -1.6, "z_spill_m": round(dice.uniform(-1.2, -0.4), 3),
                   "on_water": 0.0, "on_building": float(dice.random() < 0.3)}, shape_of(dice)) for n in range(12)],
    }


def patches(dice, frame, low, high, gaps):
    coarse = dice.uniform(low, high, (frame.height // 5 + 1, frame.width // 5 + 1))
    out = np.kron(coarse, np.ones((5, 5)))[:frame.height, :frame.width] + dice.uniform(-0.02, 0.02, (frame.height, frame.width))
    for _ in range(gaps):
        row, column, size = dice.integers(frame.height), dice.integers(frame.width), dice.integers(4, 50)
        out[row:row + size, column:column + size] = np.nan
    return out.astype(np.float32)


def made_town(seed, verdict):
    for old in ("town/base.gpkg", "sinks.gpkg"):
        Path(old).unlink(missing_ok=True)
    Path("town").mkdir(exist_ok=True)
    dice, numbers = random.Random(seed), np.random.default_rng(seed)
    layers, unit = made_layers(dice), ("nap-m", "below-m", "below-cm")[seed % 3]
    write("town/base.gpkg", {name: (ogr.wkbPolygon, COLUMNS[name], [(shape, *row.values()) for row, shape in rows])
                             for name, rows in layers.items() if name != "sink"})
    write("sinks.gpkg", {"sink": (ogr.wkbPolygon, COLUMNS["sink"], [(shape, *row.values()) for row, shape in layers["sink"]])})
    dtm, water = Frame(X - 20, Y + SIDE + 20, 2, 220, 220), Frame(X - 30, Y + SIDE + 30, (5, 1.5)[seed % 2], 90, 90)
    scale, base = {"nap-m": (-1, -0.8), "below-m": (1, 0), "below-cm": (100, 0)}[unit]
    write_raster(dtm, patches(numbers, dtm, -0.9, -0.5, 1), "town/dtm.tif")
    high = patches(numbers, water, -0.1, 1.2, 2)
    for name, more in (("ghg", 0), ("glg", 0.4)):
        write_raster(water, (high + more) * scale + base, f"town/groundwater_{name}.tif")
    grids = (unit, Grid("town/groundwater_ghg.tif"), Grid("town/groundwater_glg.tif"), Grid("town/dtm.tif"))
    words = ("--town", "town", "--sinks", "sinks.gpkg", "--groundwater-is", unit)
    compare(f"town {seed}, {unit}", layers, grids, words, verdict)


# ---- the polder ----

def polder(verdict):
    """Real water, groundwater and elevation of a corner of the water board; roads that are made."""
    at = REAL / "hhnk_hoekje"
    run("gn-import", "damo", at / "DAMO.gpkg", "--town", "hoek")
    dtm, dice = Grid(at / "dem_hoekje.tif"), random.Random(5)
    x0, y1 = dtm.x0, dtm.y0
    roads = []
    for n in range(60):
        x, y = x0 + dice.uniform(0, 480), y1 - dice.uniform(0, 1560)
        roads.append(({"id": f"r{n}", "kind": "waterbergende_weg", "depth_m": 0.5, "void_frac": 0.3, "cover_m": 0.35,
                       "overflow_m": None}, affinity.rotate(box(x, y, x + 60, y + 6), dice.uniform(0, 180))))
    write("roads.gpkg", {"storage": (ogr.wkbPolygon, COLUMNS["storage"], [(shape, *row.values()) for row, shape in roads])})
    waters = [(row, row["shape"]) for row in layer("hoek/base.gpkg", "water")]
    grids = ("nap-m", Grid(at / "gwlvl_ghg.tif"), Grid(at / "gwlvl_glg.tif"), dtm)
    words = ("--town", "hoek", "--storage", "roads.gpkg", "--dtm", at / "dem_hoekje.tif", "--groundwater-ghg",
             at / "gwlvl_ghg.tif", "--groundwater-glg", at / "gwlvl_glg.tif", "--groundwater-is", "nap-m")
    compare("hhnk_hoekje", {"storage": roads, "water": waters}, grids, words, verdict)


def main():
    verdict = Verdict()
    for seed in range(9):
        made_town(seed, verdict)
    if (REAL / "hhnk_hoekje").exists():
        polder(verdict)
    else:
        print("no hhnk_hoekje: made towns only", file=sys.stderr)
    verdict.end()


main()
