"""Walking distances along the lines that are drawn through road polygons, against distances through
the polygons themselves: cells of 0.5 m, burned by GDAL, each linked to 16 others, searched by
SciPy. No code is shared. Such ways are never shorter than the true ones between the cells' centres
and at most 2.8 % longer (8 and 16 neighbours: Borgefors 1986, doi:10.1016/S0734-189X(86)80047-0).
Both begin and end with a straight stub to the nearest line, or the nearest cell: for places that are
near each other these stubs decide, so their distances are compared in metres."""
import csv
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree
from shapely import wkt

from asking import REAL, SRC, Verdict, layer, rd_new
from plane import nearest_on

TOWN, TABLE = REAL / "town_otterlo" / "base.gpkg", SRC / "data" / "bgt-streets.csv"
CELL_M, SEARCH_M = 0.5, 4000
# Pairs of addresses by their distance as the crow flies (m): how many begin, how many end each.
FAR, NEAR = (100, 1000, 24, 14), (20, 100, 40, 6)
# What is asked of the lines.
RATIO_MEDIAN, RATIO_95, RATIO_5 = 1.05, 1.12, 0.97
NEAR_MORE_95_M = 40
REACHED = 0.98  # of pairs that the cells join


def roads():
    with open(TABLE, encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        walked = {row["function"] for row in rows if row["foot"] != "0"}
    return [row for row in layer(TOWN, "landcover") if row["function"] in walked]


class Lines:
    """The network: vertices of one millimetre are one node."""

    def __init__(self, text):
        places, a, b, nodes = {}, [], [], []
        for row in csv.DictReader(text.splitlines()):
            at = list(wkt.loads(row["wkt"]).coords)
            key = [places.setdefault((round(x * 1000), round(y * 1000)), len(places)) for x, y in at]
            for i in range(1, len(at)):
                if key[i] != key[i - 1]:
                    a.append(at[i - 1])
                    b.append(at[i])
                    nodes.append((key[i - 1], key[i]))
        self.a, self.b, self.nodes = np.array(a), np.array(b), np.array(nodes)
        self.metres = np.hypot(*(self.b - self.a).T)
        # Of parallel segments the shorter counts; coo_matrix would add them up.
        order = np.lexsort((self.metres, self.nodes.max(1), self.nodes.min(1)))
        low, high = self.nodes.min(1)[order], self.nodes.max(1)[order]
        first = np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))
        size = (len(places),) * 2
        self.graph = coo_matrix((self.metres[order][first], (low[first], high[first])), size).tocsr()
        self.parts = connected_components(self.graph, directed=False)[0]

    def attach(self, p):
        away, along = nearest_on(p, self.a, self.b)
        k = int(away.argmin())
        return k, along[k], away[k]

    def search(self, at):
        k, along, _ = at
        far = dijkstra(self.graph, directed=False, indices=self.nodes[k], limit=SEARCH_M)
        return np.minimum(far[0] + along * self.metres[k], far[1] + (1 - along) * self.metres[k])

    def distance(self, at, reached, to):
        (k, along, stub), (j, where, other) = at, to
        one, two = reached[self.nodes[j]]
        metres = min(one + where * self.metres[j], two + (1 - where) * self.metres[j])
        if k == j:
            metres = min(metres, abs(along - where) * self.metres[k])
        return stub + metres + other


class Cells:
    """Walkable cells and the ways between them: beside, across a corner, and a knight's move when
    all that it passes is walkable."""

    def __init__(self, shapes):
        bounds = np.array([shape.bounds for shape in shapes])
        x0, y1 = bounds[:, 0].min() - 5, bounds[:, 3].max() + 5
        width, height = int((bounds[:, 2].max() + 5 - x0) / CELL_M), int((y1 - bounds[:, 1].min() + 5) / CELL_M)
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        to = source.CreateLayer("roads", rd_new())
        for shape in shapes:
            feature = ogr.Feature(to.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkb(shape.wkb))
            to.CreateFeature(feature)
        raster = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
        raster.SetGeoTransform((x0, CELL_M, 0, y1, 0, -CELL_M))
        raster.SetProjection(rd_new().ExportToWkt())
        gdal.RasterizeLayer(raster, [1], to, burn_values=[1])
        self.open = np.pad(raster.ReadAsArray() > 0, 2)
        rows, columns = np.nonzero(self.open)
        self.number = np.full(self.open.shape, -1, dtype=np.int32)
        self.number[rows, columns] = np.arange(len(rows))
        self.place = np.column_stack((x0 + (columns - 1.5) * CELL_M, y1 - (rows - 1.5) * CELL_M))
        self.tree, self.graph = cKDTree(self.place), self.ways(rows, columns)

    def ways(self, rows, columns):
        moves = {(0, 1): [], (1, 0): [], (1, 1): [(0, 1), (1, 0)], (1, -1): [(0, -1), (1, 0)]}
        for side in (1, -1):
            moves[1, 2 * side] = [(0, side), (1, side)]
            moves[2, side] = [(1, 0), (1, side)]
        a, b, metres = [], [], []
        for (y, x), passed in moves.items():
            to = self.number[rows + y, columns + x]
            free = to >= 0
            for py, px in passed:
                free &= self.open[rows + py, columns + px]
            a.append(np.flatnonzero(free))
            b.append(to[free])
            metres.append(np.full(free.sum(), np.hypot(x, y) * CELL_M))
        a, b, metres = map(np.concatenate, (a, b, metres))
        return coo_matrix((metres, (a, b)), (len(rows),) * 2).tocsr()

    def attach(self, p):
        stub, cell = self.tree.query(p)
        return cell, stub


def pairs(addresses, low_m, high_m, begin, end):
    """[(from, [to...])]"""
    dice, out = random.Random(11), []
    at = np.array([address["shape"].coords[0][:2] for address in addresses])
    for one in dice.sample(range(len(at)), begin):
        metres = np.hypot(*(at - at[one]).T)
        others = np.flatnonzero((metres >= low_m) & (metres <= high_m)).tolist()
        if others:
            out.append((at[one], at[dice.sample(others, min(end, len(others)))]))
    return out


def drawn(*cross):
    program = Path(os.environ["GN_TEST_BIN"]) / "bench_centre"
    done = subprocess.run([program, f"{TOWN}:landcover", TABLE, *cross], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return Lines(done.stdout), done.stderr.strip()


def measure(lines, cells, asked):
    """Rows (by lines, by cells); infinite: no way."""
    rows = []
    for p, others in asked:
        at, (cell, stub) = lines.attach(p), cells.attach(p)
        reached = lines.search(at)
        through = dijkstra(cells.graph, directed=False, indices=cell, limit=SEARCH_M)
        for q in others:
            other, other_stub = cells.attach(q)
            rows.append((lines.distance(at, reached, lines.attach(q)), stub + through[other] + other_stub))
    return np.array(rows)


def tell(name, rows):
    """Ratios (least, 5 %, median, 95 %, most), metres more (median, 95 %, most), share joined."""
    joined = np.isfinite(rows[:, 1])
    both = joined & np.isfinite(rows[:, 0])
    ratio = np.percentile(rows[both, 0] / rows[both, 1], (0, 5, 50, 95, 100))
    more = np.percentile(rows[both, 0] - rows[both, 1], (50, 95, 100))
    print(f"{name}: {len(rows)} pairs, {joined.sum()} joined by cells, {both.sum()} of these by lines; ratio",
          *(f"{part:.3f}" for part in ratio), "(least, 5 %, median, 95 %, most); metres more",
          *(f"{part:.1f}" for part in more), "(median, 95 %, most)")
    return ratio, more, both.sum() / joined.sum()


verdict = Verdict()
cells = Cells([row["shape"] for row in roads()])
addresses = layer(TOWN, "address")
lines, said = drawn(*sys.argv[1:])
print(f"{said}; {lines.parts} networks, {len(cells.place)} cells")
ratio, _, reached = tell(f"{FAR[0]} to {FAR[1]} m", measure(lines, cells, pairs(addresses, *FAR)))
verdict.hold(ratio[2] <= RATIO_MEDIAN, f"median ratio {ratio[2]:.3f}, at most {RATIO_MEDIAN}")
verdict.hold(ratio[3] <= RATIO_95, f"ratio at 95 % {ratio[3]:.3f}, at most {RATIO_95}")
verdict.hold(ratio[1] >= RATIO_5, f"ratio at 5 % {ratio[1]:.3f}, at least {RATIO_5}: lines run where no road is")
verdict.hold(reached >= REACHED, f"{reached:.1%} of the pairs are joined, at least {REACHED:.0%}")
_, more, reached = tell(f"{NEAR[0]} to {NEAR[1]} m", measure(lines, cells, pairs(addresses, *NEAR)))
verdict.hold(more[1] <= NEAR_MORE_95_M, f"{more[1]:.1f} m more at 95 %, at most {NEAR_MORE_95_M}")
verdict.hold(reached >= REACHED, f"{reached:.1%} of the near pairs are joined, at least {REACHED:.0%}")
verdict.end()
