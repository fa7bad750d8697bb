"""Findings of gn-audit on the sample town and on real towns against counts of this file's own: rows
by OGR, rasters by GDAL into NumPy, places by Shapely, networks by union-find. Shapely is GEOS, which
the tool uses for areas of overlap and holes alone; points in polygons, distances and networks share
no code. Every finding that has a count and a check below must be counted the same, and what is
counted here and is not 0 must be found."""
import json
import subprocess
import warnings
from collections import Counter

import numpy as np
from osgeo import gdal
from shapely.geometry import Polygon
from shapely.ops import unary_union
from shapely.strtree import STRtree

from asking import REAL, SRC, Verdict, layer

warnings.filterwarnings("ignore", message="STRtree")

TOWNS = {"sample": SRC / "data" / "sample", "otterlo": REAL / "town_otterlo", "delft": REAL / "town_delft",
         "delft_centre": REAL / "town_delft_centre"}
NDSM = REAL / "delft_3dfier" / "derived" / "delft_ahn3_05m_ndsm.tif"  # heights above the ground
NEAR_M, DEEP_M, OFF_M, HOLE_M = 0.5, 0.5, 250, 10
NULLS = {("building", "height_m"): 5, ("tree", "height_m"): 5, ("tree", "crown_d_m"): 5, ("tree", "public"): 5,
         ("tree", "status"): 5, ("street", "name"): 50, ("street", "foot"): 5, ("address", "street"): 5,
         ("address", "home"): 5, ("green", "class"): 5}


def audit(town, *options):
    done = subprocess.run(["gn-audit", "-q", "--json", str(town), *map(str, options)], stdout=subprocess.PIPE, text=True)
    report = json.loads(done.stdout)
    assert done.returncode == (1 if report["counts"]["errors"] else 0) == report["exit"]
    return report


class Finder:
    """Shapes by what they hold; this version of Shapely hands back the shapes themselves."""

    def __init__(self, rows):
        self.at = {id(row["shape"]): i for i, row in enumerate(rows)}
        self.tree = STRtree([row["shape"] for row in rows])

    def near(self, shape):
        return sorted(self.at[id(found)] for found in self.tree.query(shape))

    def holding(self, point):
        return [i for i, found in ((self.at[id(f)], f) for f in self.tree.query(point)) if found.covers(point)]


def standing(town):
    return [row for row in town["tree"] if row.get("status") in (None, "", "standing")]


def count_nulls(town):
    for (theme, column), usual in NULLS.items():
        rows = town.get(theme)
        if not rows or column not in rows[0] or (theme == "building" and "dsm" in town):
            continue
        nulls = sum(row[column] in (None, "") for row in rows)
        if usual * len(rows) < 100 * nulls < 100 * len(rows):
            yield theme, "column_nulls", nulls, len(rows)


def count_ids(town):
    for theme, rows in town.items():
        if theme in ("dtm", "dsm", "building"):
            continue
        ids = [row.get("address_id") or row["id"] for row in rows]
        yield theme, "id_double", len(ids) - len(set(ids)), len(ids)
    boxes, doubled = {}, 0
    for row in town["building"]:
        x0, y0, x1, y1 = box = row["shape"].bounds
        if row["id"] in boxes:
            a0, b0, a1, b1 = boxes[row["id"]]
            doubled += box == boxes[row["id"]] or x0 > a1 + 100 or x1 < a0 - 100 or y0 > b1 + 100 or y1 < b0 - 100
        boxes.setdefault(row["id"], box)
    yield "building", "id_double", doubled, len(town["building"])


def count_buildings(town):
    buildings, addresses = town["building"], town["address"]
    finder = Finder(buildings)
    held = [finder.holding(row["shape"]) for row in addresses]
    x0, y0, x1, y1 = unary_union([row["shape"].envelope for row in buildings]).bounds
    asked = [not h for row, h in zip(addresses, held)
             if row.get("object") not in ("berth", "pitch", "ligplaats", "standplaats")
             and x0 <= row["shape"].x <= x1 and y0 <= row["shape"].y <= y1]
    yield "address", "address_outside_building", sum(asked), len(asked)
    ids = {row["id"] for row in buildings}
    named = [row["building_id"] for row in addresses if row.get("building_id")]
    yield "address", "address_building_unknown", sum(name not in ids for name in named), len(named)
    with_address = {buildings[i]["id"] for h in held for i in h} | set(named)
    first = {}
    for row in buildings:
        first.setdefault(row["id"], row["shape"].area)
    large = [name for name, area in first.items() if area >= 50]
    yield "building", "building_without_address", sum(name not in with_address for name in large), len(large)


def count_trees(town):
    trees = standing(town)
    for theme in ("building", "water"):
        if theme not in town:
            continue
        finder = Finder(town[theme])
        deep = sum(any(town[theme][i]["shape"].boundary.distance(row["shape"]) > DEEP_M
                       for i in finder.holding(row["shape"])) for row in trees)
        yield "tree", f"tree_in_{theme}", deep, len(trees)
    at = np.array([row["shape"].coords[0][:2] for row in trees])
    twins = sum((np.hypot(*(at[:i] - at[i]).T) <= NEAR_M).any() for i in range(1, len(at)))
    yield "tree", "tree_double", int(twins), len(trees)
    heights = [row["height_m"] for row in town["tree"] if row["height_m"] is not None]
    yield "tree", "tree_tall", sum(h > 45 for h in heights), len(heights)


def overlapping(rows, least_m2, same=None):
    finder, touched = Finder(rows), set()
    for i, row in enumerate(rows):
        for k in finder.near(row["shape"]):
            if k > i and (same is None or row[same] == rows[k][same]):
                if row["shape"].intersection(rows[k]["shape"]).area > least_m2:
                    touched |= {i, k}
    return len(touched)


def count_neighbourhoods(town):
    rows = town.get("neighbourhood")
    if not rows:
        return
    yield "neighbourhood", "neighbourhood_overlap", overlapping(rows, 1000, "kind"), len(rows)
    buurten = [row for row in rows if row["kind"] == "buurt"]
    whole = unary_union([row["shape"] for row in buurten])
    holes = [ring for part in getattr(whole, "geoms", [whole]) for ring in part.interiors]
    yield "neighbourhood", "neighbourhood_gap", sum(Polygon(ring).area > 1000 for ring in holes), 0
    finder, codes = Finder(buurten), {row["code"] for row in buurten}
    nowhere = sum(row["neighbourhood_id"] not in codes and not finder.holding(row["shape"])
                  for row in town["address"])
    yield "address", "address_without_neighbourhood", nowhere, len(town["address"])
    if "homes" in rows[0]:
        homes = Counter()
        for name, place in {row["id"]: row["neighbourhood_id"] for row in town["address"] if row["home"] == 1}.items():
            homes[place] += bool(name)
        off = sum(abs(homes[row["code"]] - row["homes"]) >= 10 and
                  abs(homes[row["code"]] - row["homes"]) > row["homes"] / 10 for row in buurten)
        yield "neighbourhood", "homes_differ_from_cbs", off, len(buurten)


def count_greens(town):
    if "green" in town:
        rows = town["green"]
        yield "green", "green_overlap", overlapping(rows, 1), len(rows)
        yield "green", "green_public_unknown", sum(row["public"] not in (0, 1) for row in rows), len(rows)


def pieces(streets):
    """Which piece each street is in: streets join where they share a vertex of a 1 mm grid."""
    parent = {}

    def find(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    starts = []
    for row in streets:
        nodes = [(round(x * 1000), round(y * 1000)) for x, y in row["shape"].coords]
        for node in nodes:
            parent.setdefault(node, node)
        for a, b in zip(nodes, nodes[1:]):
            parent[find(a)] = find(b)
        starts.append(nodes[0])
    return [find(node) for node in starts]


def count_streets(town):
    streets = [row for row in town.get("street", []) if row["foot"] != 0]
    if not streets:
        return
    piece, length = pieces(streets), Counter()
    for name, row in zip(piece, streets):
        length[name] += row["shape"].length
    largest = length.most_common(1)[0][0]
    yield "street", "street_pieces", sum(name != largest for name in piece), len(streets)
    finder, apart, known = Finder(streets), 0, 0
    for row in town["address"]:
        near = [(streets[i]["shape"].distance(row["shape"]), i) for i in finder.near(row["shape"].buffer(OFF_M))]
        if near and min(near)[0] <= OFF_M:
            known += 1
            apart += piece[min(near)[1]] != largest
    yield "address", "address_on_piece", apart, known
    yield "address", "address_off_network", len(town["address"]) - known, len(town["address"])


def count_heights(town):
    for theme, spike_m in (("dtm", 10), ("dsm", 50)):
        if theme not in town:
            continue
        cells, frame = town[theme]
        yield theme, f"{theme}_spike", spikes(cells, spike_m), int((~np.isnan(cells)).sum())
        size = cells.shape
        y, x = (np.arange(n) + 0.5 for n in size)
        y, x = frame[3] + y * frame[5], frame[0] + x * frame[1]
        holes = 0
        for row in town["address"]:
            px, py = row["shape"].coords[0][:2]
            rows, columns = np.abs(y - py) <= HOLE_M + frame[1], np.abs(x - px) <= HOLE_M + frame[1]
            apart = np.hypot(*np.meshgrid(x[columns] - px, y[rows] - py))
            holes += not (~np.isnan(cells[np.ix_(rows, columns)]) & (apart <= HOLE_M)).any()
        yield theme, "elevation_hole", holes, len(town["address"])
    if "dtm" in town and "dsm" in town:
        dtm, dsm = town["dtm"][0], town["dsm"][0]
        both = ~np.isnan(dtm) & ~np.isnan(dsm)
        below = int((dtm[both].astype(float) - dsm[both] > 0.5).sum())
        yield "dsm", "dsm_below_dtm", below, int(both.sum())


def spikes(cells, spike_m):
    """Cells above or below all eight neighbours, of which three at least are known."""
    wide = np.pad(cells, 1, constant_values=np.nan)
    rows, columns = cells.shape
    around = np.stack([wide[1 + r:1 + r + rows, 1 + c:1 + c + columns]
                       for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c])
    known = (~np.isnan(around)).sum(axis=0) >= 3
    high = np.where(np.isnan(around), -np.inf, around).max(axis=0)
    low = np.where(np.isnan(around), np.inf, around).min(axis=0)
    return int((known & ((cells - high > spike_m) | (low - cells > spike_m))).sum())


def grid(path):
    opened = gdal.Open(str(path))
    cells = opened.ReadAsArray().astype(np.float32)
    cells[cells == opened.GetRasterBand(1).GetNoDataValue()] = np.nan
    return cells, opened.GetGeoTransform()


def in_buildings(base, like):
    """Cells whose centre lies in a building."""
    pattern = gdal.Open(str(like))
    burned = gdal.GetDriverByName("MEM").Create("", pattern.RasterXSize, pattern.RasterYSize, 1, gdal.GDT_Byte)
    burned.SetGeoTransform(pattern.GetGeoTransform())
    burned.SetProjection(pattern.GetProjection())
    opened = gdal.OpenEx(str(base), gdal.OF_VECTOR)
    gdal.RasterizeLayer(burned, [1], opened.GetLayerByName("building"), burn_values=[1])
    return burned.ReadAsArray() == 1


def count_crowns(trees, cells, frame, roofs):
    """m2 of crown further than 5 m from a tree, and trees further than 2 m from a crown; trees lower
    than 3 m have none."""
    trees = [row for row in trees if row["height_m"] is None or row["height_m"] >= 3]
    crown = (cells >= 3) & ~roofs
    rows, columns = np.nonzero(crown)
    at = np.column_stack([frame[0] + (columns + 0.5) * frame[1], frame[3] + (rows + 0.5) * frame[5]])
    near, lost, asked = np.zeros(len(at), bool), 0, 0
    for row in trees:
        p = np.array(row["shape"].coords[0][:2])
        apart = np.hypot(*(at - p).T)
        near |= apart <= 5
        r, c = int((p[1] - frame[3]) / frame[5]), int((p[0] - frame[0]) / frame[1])
        inside = 0 <= r < cells.shape[0] and 0 <= c < cells.shape[1]
        has = bool((apart <= 2).any())
        if inside and (has or not np.isnan(cells[r, c])):
            asked += 1
            lost += not has
    m2 = frame[1] ** 2
    yield "canopy", "crown_without_tree", int((~near).sum() * m2 + 0.5), int(len(at) * m2 + 0.5)
    yield "tree", "tree_without_crown", lost, asked


COUNTS = [count_nulls, count_ids, count_buildings, count_trees, count_neighbourhoods, count_greens, count_streets,
          count_heights]


def read(folder):
    town = {}
    opened = gdal.OpenEx(str(folder / "base.gpkg"), gdal.OF_VECTOR)
    for theme in ("address", "building", "tree", "green", "street", "neighbourhood", "water", "landcover", "coverage"):
        if opened.GetLayerByName(theme):
            town[theme] = layer(folder / "base.gpkg", theme)
    for theme in ("dtm", "dsm"):
        if (folder / f"{theme}.tif").exists():
            town[theme] = grid(folder / f"{theme}.tif")
    return town


def main():
    verdict = Verdict()
    for name, folder in TOWNS.items():
        town, wanted = read(folder), Counter()
        for count in COUNTS:
            for theme, check, has, of in count(town):
                if has:
                    wanted[theme, check, has, of] += 1
        checks = {check for _, check, _, _ in wanted} | {
            "id_double", "tree_double", "tree_tall", "green_overlap", "street_pieces", "dtm_spike", "dsm_spike",
            "elevation_hole", "address_off_network", "column_nulls", "homes_differ_from_cbs"}
        told = Counter((f["theme"], f["check"], f["count"], f["of"]) for f in audit(folder)["findings"]
                       if f["count"] is not None and f["check"] in checks)
        verdict.hold(told == wanted, f"{name}: only told {told - wanted}, only counted {wanted - told}")
        print(f"{name}: {sum(wanted.values())} findings counted")
    folder = TOWNS["delft_centre"]
    wanted = set(count_crowns(standing(read(folder)), *grid(NDSM), in_buildings(folder / "base.gpkg", NDSM)))
    told = {(f["theme"], f["check"], f["count"], f["of"]) for f in audit(folder, "--canopy", NDSM)["findings"]
            if f["check"] in ("crown_without_tree", "tree_without_crown")}
    print("crowns:", *sorted(wanted))
    verdict.hold(told == {w for w in wanted if w[2]}, f"crowns: told {told}, counted {wanted}")
    verdict.end()


main()
