"""Sinks of small terrains by their definition, without a tree and without a queue.

All heights differ. A depression is a set of cells below a height v that hang together by sides and
corners and hold no way out of the grid, while the cell of height v beside them is one or has another
such set beside it: all of them are found by trying every cell. The rule of too small ones, the way of the water and
the places where it spills are taken from the manual page. Terrains where
two depressions meet in a cell that is a way out or has a third set beside it are passed over: which
two of them join first is no question of sets. Rasters are read and polygons turned into cells by
GDAL, which the tool writes with."""
import os
import random
import subprocess
import sys

import numpy as np
from osgeo import gdal, ogr, osr

import sinks

gdal.UseExceptions()
ogr.UseExceptions()
CELL = 2.0
TOWNS = int(os.environ.get("GROENNET_TOWNS", "60"))
srs = osr.SpatialReference()
srs.ImportFromEPSG(28992)
TRANSFORM = [155000, CELL, 0, 463000, 0, -CELL]


def check(seed, what, good):
    if not good:
        sys.exit(f"terrain {seed}: {what}")


def make(seed):
    """Heights are different multiples of 1/128 m around NAP, some without."""
    dice = random.Random(seed)
    height, width = dice.choice([3, 12, 16, 20]), dice.choice([7, 12, 16, 20])
    places = [(dice.uniform(0, height), dice.uniform(0, width), dice.uniform(1, 2.5)) for _ in range(12)]
    rough = dice.uniform(0.3, 3)
    z = np.array([[sum(-3 * np.exp(-((r - y) ** 2 + (c - x) ** 2) / s ** 2) for y, x, s in places) +
                   rough * dice.random() for c in range(width)] for r in range(height)])
    order = z.ravel().argsort().argsort().reshape(z.shape)  # no two alike
    z = (order * dice.choice([1, 2, 4]) / 128 - 1).astype(np.float32)
    if dice.random() < 0.5:
        for _ in range(dice.randint(1, 4)):
            z[dice.randrange(height), dice.randrange(width)] = np.nan
    return z


def write(z, path):
    raster = gdal.GetDriverByName("GTiff").Create(path, z.shape[1], z.shape[0], 1, gdal.GDT_Float32)
    raster.SetProjection(srs.ExportToWkt())
    raster.SetGeoTransform(TRANSFORM)
    band = raster.GetRasterBand(1)
    band.SetNoDataValue(-9999)
    band.WriteArray(np.where(np.isnan(z), -9999, z))


class Terrain:
    def __init__(self, z):
        self.is_plain = True
        self.z, (self.height, self.width) = z, z.shape
        self.flat = [None if np.isnan(v) else float(v) for v in z.ravel()]
        self.cells = [c for c, v in enumerate(self.flat) if v is not None]
        self.near = {c: list(sinks.neighbours(c, self.width, self.height)) for c in self.cells}
        self.ways_out = {c for c in self.cells if self.leaves(c)}

    def leaves(self, cell):
        row, column = divmod(cell, self.width)
        return (row in (0, self.height - 1) or column in (0, self.width - 1) or
                any(self.flat[n] is None for n in self.near[cell]))

    def parts_below(self, v):
        left = {c for c in self.cells if self.flat[c] < v}
        while left:
            part, todo = set(), [left.pop()]
            while todo:
                c = todo.pop()
                part.add(c)
                for n in self.near[c]:
                    if n in left:
                        left.remove(n)
                        todo.append(n)
            yield frozenset(part)

    def depressions(self):
        """Set of cells -> height at which it spills. Plain: nowhere do two meet and more."""
        found = {}
        for cell in self.cells:
            parts = [p for p in self.parts_below(self.flat[cell]) if p & set(self.near[cell])]
            full = [p for p in parts if not p & self.ways_out]
            if cell in self.ways_out or len(parts) > 1:
                found.update((p, self.flat[cell]) for p in full)
            self.is_plain &= len(full) < 2 or (len(parts) == 2 and cell not in self.ways_out)
        return found

    def pit_of(self, cell):
        """None: out of the grid."""
        while cell not in self.ways_out:
            row, column = divmod(cell, self.width)

            def slope(n):
                r, c = divmod(n, self.width)
                return (self.flat[cell] - self.flat[n]) / np.hypot(r - row, c - column)
            lower = max(self.near[cell], key=slope)
            if self.flat[lower] > self.flat[cell]:
                return cell
            cell = lower
        return None


class Expected:
    def __init__(self, z, least):
        t = self.terrain = Terrain(z)
        self.level = t.depressions()
        self.pit = {c: t.pit_of(c) for c in t.cells}
        self.parent = {d: min((o for o in self.level if d < o), key=len, default=None) for d in self.level}
        depth, area, volume = least
        big = {d for d in self.level
               if self.depth(d) >= depth and len(d) * CELL ** 2 >= area and self.volume(d) >= volume}
        if not t.is_plain:
            return
        self.rows = {d for d in big if self.parent[d] is None or self.sibling(d) in big}
        self.last = {d for d in self.rows if not any(o < d for o in self.rows)}

    def depth(self, d):
        return self.level[d] - min(self.terrain.flat[c] for c in d)

    def volume(self, d):
        return sum(self.level[d] - self.terrain.flat[c] for c in d) * CELL ** 2

    def children(self, d):
        return [o for o in self.level if self.parent[o] == d]

    def sibling(self, d):
        return next(o for o in self.children(self.parent[d]) if o != d)

    def row_parent(self, d):
        return min((o for o in self.rows if d < o), key=len, default=None)

    def spill(self, d):
        """The cell over which it spills, and the pit to which the water runs on."""
        t, best = self.terrain, None
        for c in t.cells:
            if self.pit[c] not in d:
                continue
            for n in t.near[c]:
                if t.flat[n] is None or self.pit[n] in d:
                    continue
                high, low = max((t.flat[c], c), (t.flat[n], n)), min(t.flat[c], t.flat[n])
                best = min(best or (high, low, n), (high, low, n))
        return best[0][1], self.pit[best[2]]

    def drain(self, pit):
        """The row without rows in it that gets what comes to a pit; None."""
        while pit is not None:
            around = [d for d in self.level if pit in d]
            for d in around:
                if d in self.last:
                    return d
            # the largest around it in which there is no row, within no such row
            lost = [d for d in around if not any(o <= d for o in self.rows)]
            pit = self.spill(max(lost, key=len))[1]
        return None


def cells_of(feature, z):
    memory = gdal.GetDriverByName("MEM").Create("", z.shape[1], z.shape[0], 1, gdal.GDT_Byte)
    memory.SetProjection(srs.ExportToWkt())
    memory.SetGeoTransform(TRANSFORM)
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("one", srs)
    one = ogr.Feature(layer.GetLayerDefn())
    one.SetGeometry(feature.GetGeometryRef().Clone())
    layer.CreateFeature(one)
    gdal.RasterizeLayer(memory, [1], layer, burn_values=[1])
    return frozenset(int(c) for c in np.flatnonzero(memory.ReadAsArray()))


def near(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b)) + 1e-12


def compare_rows(seed, z, want, layer):
    by_id = {}
    for f in layer:
        check(seed, "a polygon is not valid", f.GetGeometryRef().IsValid())
        check(seed, "area of a polygon", near(f.GetGeometryRef().GetArea(), f["area_m2"]))
        by_id[f["id"]] = (cells_of(f, z), f)
    check(seed, f"{len(by_id)} sinks, not {len(want.rows)}", {d for d, _ in by_id.values()} == want.rows)
    ids = {d: i for i, (d, _) in by_id.items()}
    inside = {d: [o for o in want.rows if want.row_parent(o) == d] for d in want.rows}
    for i, (d, f) in by_id.items():
        children = sorted(inside[d], key=lambda o: min(want.terrain.flat[c] for c in o))
        own = want.volume(d) - sum(want.volume(o) for o in children)
        drained = [c for c in want.terrain.cells if (last := want.drain(want.pit[c])) and last <= d]
        spill = want.drain(want.spill(d)[1])
        check(seed, "parent", f["parent_id"] == ids.get(want.row_parent(d)))
        check(seed, "children", [f["child_a"], f["child_b"]] == ([ids[o] for o in children] or [None] * 2))
        check(seed, "volume", near(f["volume_m3"], want.volume(d)))
        check(seed, "own volume", abs(f["own_m3"] - own) <= 1e-9 * want.volume(d))
        check(seed, "heights", abs(f["z_spill_m"] - want.level[d]) <= 5.1e-5 and
              abs(f["depth_max_m"] - want.depth(d)) <= 5.1e-5)
        check(seed, "catchment", near(f["catchment_m2"], len(drained) * CELL ** 2))
        check(seed, "fill", near(f["fill_mm"], 1000 * f["volume_m3"] / f["catchment_m2"]))
        check(seed, "spill_to", f["spill_to"] == ids.get(spill))
    return ids


def compare_catchments(seed, z, want, ids, layer):
    check(seed, "number of catchments", layer.GetFeatureCount() == len(want.last))
    labels = gdal.Open("labels.tif").ReadAsArray().ravel()
    for f in layer:
        d = next(d for d, i in ids.items() if i == f["id"])
        cells = frozenset(c for c in want.terrain.cells if want.drain(want.pit[c]) == d)
        check(seed, "cells of a catchment", cells_of(f, z) == cells)
        check(seed, "a catchment is not valid", f.GetGeometryRef().IsValid())
        check(seed, "labels", frozenset(int(c) for c in np.flatnonzero(labels == f["id"])) == cells)


def compare_spills(seed, want, ids, layer):
    places = {f["id"]: f.GetGeometryRef().GetPoint_2D() for f in layer}
    for d, i in ids.items():
        row, column = divmod(want.spill(d)[0], want.terrain.width)
        check(seed, "where it spills", places[i] == (155000 + CELL * (column + 0.5),
                                                     463000 - CELL * (row + 0.5)))


def run(seed):
    z = make(seed)
    if np.isnan(z).all():
        return 0, 0
    dice = random.Random(-seed)
    least = (dice.choice([0, 0.05, 0.3]), dice.choice([0, 8, 16]), dice.choice([0, 0.2, 1]))
    write(z, "dtm.tif")
    subprocess.run(["gn-sinks", "dtm.tif", "--unit", "m", "-O", "-o", "sinks.gpkg", "--filled", "filled.tif", "--labels",
                    "labels.tif", "--min-depth", str(least[0]), "--min-area", str(least[1]),
                    "--min-volume", str(least[2])], check=True)
    want = Expected(z, least)
    if not want.terrain.is_plain:
        return 0, 0
    filled = sinks.heights("filled.tif")
    check(seed, "the filled surface", np.array_equal(filled, sinks.plain_fill(z), equal_nan=True))
    package = ogr.Open("sinks.gpkg")
    ids = compare_rows(seed, z, want, package.GetLayerByName("sink"))
    compare_catchments(seed, z, want, ids, package.GetLayerByName("catchment"))
    compare_spills(seed, want, ids, package.GetLayerByName("spill"))
    return len(want.rows), len(want.level)


counts = [run(seed) for seed in range(1, TOWNS + 1)]
rows, depressions = (sum(column) for column in zip(*counts))
check("all", "too few depressions to say anything", rows > TOWNS / 4 and depressions > rows)
print(f"{TOWNS} terrains, {depressions} depressions, {rows} sinks: the same")
